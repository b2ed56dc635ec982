"""The client of one description: its names, its headers, and how it sends its token."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from ..document import escape
from ..errors import RenderError
from .flatten import each_operation
from .model import Code
from .naming import client_name
from .parameter_styles import checked_header
from .references import deref, list_of, object_of
from .refusals import Refusals

_EXPRESSIBLE = "expected bearer, basic, or apiKey in a header, the query or a cookie"
_OF_TOKENS = ("oauth2", "openIdConnect")
_GITHUB_HEADERS = (
    ("Accept", Code('"application/vnd.github+json"')),
    ("X-GitHub-Api-Version", Code("ops.API_VERSION")),
)


@attrs.frozen
class SecurityScheme:
    """A security scheme of a client: its kind, and the name of an API key's parameter."""

    kind: str
    name: str = ""


@attrs.frozen(kw_only=True)
class Service:
    """The properties of a client as a whole."""

    client: Code
    """The name of the class; the asynchronous one has `Async` before it."""
    module: Code
    """The module of the runtime that has the classes it is derived from."""
    bases: tuple[Code, Code] = (Code("SyncClient"), Code("AsyncClient"))
    """These classes."""
    token_variable: str
    owner: str
    """The name of the server in docstrings: `GitHub` or `the API`."""
    headers: tuple[tuple[str, Code], ...] = ()
    """The headers of every request, as expressions."""
    scheme: SecurityScheme = SecurityScheme("bearer")
    needs_token: bool = True


OURS = Service(
    client=Code("CopilotMetrics"),
    module=Code("client.github"),
    bases=(Code("GitHubClient"), Code("AsyncGitHubClient")),
    token_variable="GITHUB_TOKEN",  # noqa: S106 - the name of a variable, not a token
    owner="GitHub",
    headers=_GITHUB_HEADERS,
)
"""The service of the package that this project ships."""


def service_of(document: Mapping[str, Any], *, package: str, is_github: bool) -> Service:
    """The service of a package for one description.

    Raises:
        RenderError: An operation needs a security scheme that cannot be expressed.
    """
    scheme, needs_token = _security(document)
    return Service(
        client=client_name(package),
        module=Code("client.client"),
        token_variable=f"{package.upper()}_TOKEN",
        owner="GitHub" if is_github else "the API",
        headers=_GITHUB_HEADERS if is_github else (),
        scheme=scheme or SecurityScheme("bearer"),
        needs_token=needs_token or (is_github and scheme is None),
    )


def _security(document: Mapping[str, Any]) -> tuple[SecurityScheme | None, bool]:
    """The scheme of all operations that need one, and whether every operation does."""
    refusals = Refusals()
    needs: list[tuple[str, list[SecurityScheme], bool]] = []
    for _, _, _, raw, place in each_operation(document):
        with refusals.of(place):
            needs.append((place, *_alternatives(document, raw, place)))
    refusals.raise_all()
    secured = [(place, schemes) for place, schemes, _ in needs if schemes]
    if not secured:
        return None, False
    counts = dict.fromkeys((each for _, schemes in secured for each in schemes), 0)
    for _, schemes in secured:
        for each in schemes:
            counts[each] += 1
    chosen = max(counts, key=lambda each: counts[each])
    for place, schemes in secured:
        if chosen not in schemes:
            problem = (
                f"a client sends one kind of credential: here {_words(schemes[0])}, "
                f"elsewhere {_words(chosen)}"
            )
            with refusals.of(place):
                raise RenderError(problem, pointer=f"{place}/security")
    refusals.raise_all()
    return chosen, all(is_needed for _, _, is_needed in needs)


def _words(scheme: SecurityScheme) -> str:
    return f"an API key {scheme.name!r}" if scheme.name else scheme.kind


def _alternatives(
    document: Mapping[str, Any], raw: Mapping[str, Any], place: str
) -> tuple[list[SecurityScheme], bool]:
    """The schemes that an operation can be called with, and whether it needs one."""
    owner, pointer = (raw, place) if "security" in raw else (document, "")
    requirements = [
        object_of(each, f"{pointer}/security/{index}")
        for index, each in enumerate(list_of(owner, "security", pointer))
    ]
    found: list[SecurityScheme] = []
    refused: list[str] = []
    for index, each in enumerate(requirements):
        if len(each) > 1:
            refused.append(f"{' and '.join(map(repr, each))} at once")
        for name in each if len(each) == 1 else ():
            scheme = _scheme(document, name, f"{pointer}/security/{index}")
            if isinstance(scheme, SecurityScheme):
                found.append(scheme)
            else:
                refused.append(scheme)
    is_optional = not requirements or any(not each for each in requirements)
    if not found and not is_optional:
        problem = f"the security scheme {', '.join(refused)} cannot be expressed: {_EXPRESSIBLE}"
        sends_tokens = any(kind in each for each in refused for kind in _OF_TOKENS)
        raise RenderError(
            problem[:400],
            pointer=f"{place}/security" if owner is raw else "/security",
            hint="if callers have an access token, describe it as http bearer"
            if sends_tokens
            else None,
        )
    return found, not is_optional


def _scheme(document: Mapping[str, Any], name: str, pointer: str) -> SecurityScheme | str:
    """A scheme by its name; if it cannot be expressed, a description of it."""
    components = object_of(document.get("components", {}), "/components")
    schemes = object_of(components.get("securitySchemes", {}), "/components/securitySchemes")
    if name not in schemes:
        raise RenderError(f"there is no security scheme {name[:80]!r}", pointer=pointer)
    raw, place = deref(document, schemes[name], f"/components/securitySchemes/{escape(name)}")
    kind = raw.get("type")
    if kind == "http":
        how = str(raw.get("scheme", "")).lower()
        return SecurityScheme(how) if how in ("bearer", "basic") else f"{name!r} (http {how})"
    if kind == "apiKey" and raw.get("in") in ("header", "query", "cookie"):
        key = raw.get("name")
        if not isinstance(key, str) or not key:
            raise RenderError("an API key needs a name", pointer=place)
        if raw["in"] != "query":
            checked_header(key, place)
        return SecurityScheme(raw["in"], key)
    detail = f"apiKey in {raw.get('in')}" if kind == "apiKey" else str(kind)
    return f"{name!r} ({detail})"
