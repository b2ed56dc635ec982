"""Media types: the one that is used of a body, and the parser's name for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..document import escape
from ..errors import RenderError
from .references import object_of

IS_JSON = re.compile(r"[/+]json\s*(;|$)", re.IGNORECASE)
FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"


def base_type(media_type: str) -> str:
    """A media type without its parameters, in lower case."""
    return media_type.split(";")[0].strip().lower()


def is_json(media_type: str, body: object) -> bool:
    """Whether a body is JSON: by its media type, or by a schema other than text if any media type is allowed."""
    if base_type(media_type) != "*/*":
        return IS_JSON.search(media_type) is not None
    schema = body.get("schema") if isinstance(body, Mapping) else None
    return isinstance(schema, Mapping) and bool(schema) and schema.get("type") != "string"


def concrete(media_type: str, body: object) -> str:
    """A media type that can be sent or requested."""
    if base_type(media_type) != "*/*":
        return media_type
    return "application/json" if is_json(media_type, body) else "application/octet-stream"


def preferred(content: Mapping[str, Any], *, is_success: bool) -> list[str]:
    """The media types of a response that are read, the preferred one first: JSON, else of a success the first."""
    found = [name for name, body in content.items() if is_json(name, body)]
    if not found and is_success:
        return [*content][:1]
    return sorted(found, key=lambda name: name != "application/json")


def media_type_of_request(content: Mapping[str, Any], pointer: str) -> str:
    """The media type that a request is sent as. Raises `RenderError` if none is supported."""
    if not content:
        raise RenderError("a request body needs content", pointer=pointer)
    ranks = {name: _rank(name, body) for name, body in content.items()}
    found = min(ranks, key=lambda name: ranks[name])
    if ranks[found] == len(_PREFERRED):
        problem = f"a request body of {', '.join(map(repr, content))[:200]} cannot be expressed"
        hint = "expected a media type without a wildcard, or */*"
        raise RenderError(problem, pointer=f"{pointer}/content", hint=hint)
    return found


_PREFERRED: Sequence[Callable[[str, object], bool]] = (
    lambda name, _: name == "application/json",
    is_json,
    lambda name, _: base_type(name) == FORM,
    lambda name, _: base_type(name) == MULTIPART,
    lambda name, _: base_type(name) == "application/octet-stream",
    lambda name, _: base_type(name).startswith("text/"),
    lambda name, _: "*" not in name or base_type(name) == "*/*",
)


def _rank(name: str, body: object) -> int:
    fitting = (place for place, fits in enumerate(_PREFERRED) if fits(name, body))
    return next(fitting, len(_PREFERRED))


def form_encoding(
    body: Any, media_type: str, pointer: str
) -> tuple[dict[str, str], dict[str, str]]:
    """The media types and the styles that `encoding` gives properties of a form, by their wire names.

    A style is `form`, `deepObject`, or the separator if the items are sent as one text.

    Raises:
        RenderError: A style is not one of OpenAPI's, or the encoding is not an object.
    """
    kind, place = base_type(media_type), f"{pointer}/encoding"
    part_types: dict[str, str] = {}
    styles: dict[str, str] = {}
    if kind not in (FORM, MULTIPART):
        return part_types, styles
    for name, raw in object_of(object_of(body, pointer).get("encoding", {}), place).items():
        here = f"{place}/{escape(name)}"
        each = object_of(raw, here)
        stated, style = each.get("contentType"), each.get("style", "form")
        # if there are several, the type of the caller's file is unknown
        if isinstance(stated, str) and _SINGLE.fullmatch(stated):
            part_types[name] = stated
        if kind == FORM and ("style" in each or "explode" in each):
            if style not in _SEPARATORS:
                problem = f"the style {str(style)[:80]!r} cannot be expressed here"
                hint = f"expected {', '.join(_SEPARATORS)}"
                raise RenderError(problem, pointer=f"{here}/style", hint=hint)
            is_exploded = style == "deepObject" or each.get("explode", style == "form") is not False
            exploded = "deepObject" if style == "deepObject" else "form"
            styles[name] = exploded if is_exploded else _SEPARATORS[style]
    return part_types, styles


_SINGLE = re.compile(r"[\w.+-]+/[\w.+-]+(; ?[\w=.-]+)?", re.ASCII)
_SEPARATORS = {"form": ",", "spaceDelimited": " ", "pipeDelimited": "|", "deepObject": ""}


def content_of(raw: Mapping[str, Any], pointer: str) -> Mapping[str, Any]:
    """The bodies by media type. Raises `RenderError` if it is not an object."""
    content = raw.get("content") or {}
    if not isinstance(content, Mapping):
        raise RenderError("content must be an object", pointer=f"{pointer}/content")
    return content
