"""References to secrets, and the entities that each is used for. Secrets are read when a client is created."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import attrs
from copilot_usage_metrics import CopilotMetricsError, GitHubApp

from ..exits import ConfigurationError
from ..units import KINDS, Entity
from .loading import load

TOKEN_VARIABLE: Final = "GITHUB_TOKEN"  # noqa: S105 - the name of a variable, not a token
_SOURCES: Final = ("token_variable", "token_file", "app_id", "provider")
_DIGEST_KEY: Final = secrets.token_bytes(32)
"""Random key of this process, so that digests are meaningless elsewhere and later."""


@attrs.frozen(kw_only=True)
class Credential:
    """The source of a token or a GitHub App's key: names of variables and files, never the secret.

    Raises `ConfigurationError` unless exactly one source is given.
    """

    name: str
    """The name in messages."""
    token_variable: str | None = None
    """Environment variable with a token."""
    token_file: str | None = None
    """File with a token."""
    app_id: str | None = None
    """Id or client id of a GitHub App, together with one of the next two."""
    private_key_file: str | None = None
    private_key_variable: str | None = None
    provider: str | None = None
    """`module:function`, called with (name, base URL) when the client is created; returns a dict of arguments of
    `CopilotMetrics`, such as `{"token": …}`."""
    entities: tuple[str, ...] = ()
    """`organization/octo`, `enterprise/acme`: the entities it is used for; empty for all others."""

    def __attrs_post_init__(self) -> None:
        given = [name for name in _SOURCES if getattr(self, name)]
        if len(given) != 1:
            raise ConfigurationError(
                f"credential {self.name}: expected one of {', '.join(_SOURCES)}, "
                f"found {' and '.join(given) or 'none'}"
            )
        keys = [
            name for name in ("private_key_file", "private_key_variable") if getattr(self, name)
        ]
        if len(keys) != (1 if self.app_id else 0):
            raise ConfigurationError(
                f"credential {self.name}: app_id needs one of private_key_file, private_key_variable, "
                "which cannot be used with other sources"
            )
        for text in self.entities:
            self._entity(text)

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of its environment variables."""
        return tuple(filter(None, (self.token_variable, self.private_key_variable)))

    def covers(self, entity: Entity) -> bool:
        """Whether `entities` contains an entity."""
        return any(self._entity(text) == entity for text in self.entities)

    def _entity(self, text: str) -> Entity:
        kind, slash, name = text.partition("/")
        if kind not in KINDS or not slash or not name or "/" in name:
            raise ConfigurationError(
                f"credential {self.name}: invalid entity {text!r}; expected organization/SLUG or enterprise/SLUG"
            )
        return Entity(kind, name)

    def arguments(self, lane: str, base_url: str) -> dict[str, Any]:
        """Returns the arguments of `CopilotMetrics`: a token or an app.

        Raises:
            ConfigurationError: The secret is missing; the message names the variable or file, but not its content.
        """
        if self.provider is not None:
            return self._provided(lane, base_url)
        if self.app_id is None:
            return {"token": self._secret(self.token_variable, self.token_file, "token")}
        key = self._secret(self.private_key_variable, self.private_key_file, "private key")
        try:
            # PEM variables often contain \n as text
            return {"app": GitHubApp(app_id=self.app_id, private_key=key.replace("\\n", "\n"))}
        except CopilotMetricsError as error:
            raise ConfigurationError(f"credential {self.name}: {error}") from None
        finally:
            del key  # keep the secret out of tracebacks that show local variables

    def digest(self) -> bytes | None:
        """Returns a digest that is equal for equal tokens; see `digest_of`.

        None if no token is available here, as for providers and Apps, whose tokens are created on use.
        """
        if self.token_variable is None and self.token_file is None:
            return None
        try:
            return digest_of(self._secret(self.token_variable, self.token_file, "token"))
        except ConfigurationError:
            return None

    def check(self) -> None:
        """Raises like `arguments` if the secret is missing. A provider is loaded but not called."""
        if self.provider is None:
            self.arguments("", "")
        else:
            self._provider()

    def _secret(self, variable: str | None, file: str | None, what: str) -> str:
        if variable is not None:
            where, text = f"environment variable {variable}", os.environ.get(variable)
            if text is None:
                raise ConfigurationError(
                    f"credential {self.name}: {where} is not set; expected the {what}"
                )
        else:
            where = f"file {file}"
            try:
                text = Path(str(file)).expanduser().read_text("utf-8")
            except (OSError, ValueError) as error:
                why = getattr(error, "strerror", None) or "it is not text"
                raise ConfigurationError(
                    f"credential {self.name}: cannot read {where}: {why}; expected the {what}"
                ) from None
        try:
            if not text.strip():
                raise ConfigurationError(
                    f"credential {self.name}: {where} is empty; expected the {what}"
                )
            return text.strip()
        finally:
            del text

    def _provider(self) -> Callable[..., Any]:
        return load(str(self.provider), f"credential {self.name}, provider")

    def _provided(self, lane: str, base_url: str) -> dict[str, Any]:
        provide = self._provider()
        try:
            found = provide(lane, base_url)
        except Exception as error:  # noqa: BLE001 - its text may hold what it was to give
            raise ConfigurationError(
                f"credential {self.name}: provider {self.provider} failed: {type(error).__name__}"
            ) from None
        if not isinstance(found, dict) or not {"token", "app", "http_client"} & set(found):
            raise ConfigurationError(
                f"credential {self.name}: provider {self.provider} returned no arguments of CopilotMetrics: "
                "expected a dict such as {'token': …}"
            )
        return dict(found)


def digest_of(token: str) -> bytes:
    """Returns a digest to compare tokens within this process."""
    text = token.strip().encode("utf-8", "surrogateescape")
    return hashlib.blake2b(text, key=_DIGEST_KEY).digest()


DEFAULT: Final = Credential(name=TOKEN_VARIABLE, token_variable=TOKEN_VARIABLE)
"""The credential that is used if none is configured."""


def lanes(credentials: Iterable[Credential], entities: Iterable[Entity]) -> dict[str, Credential]:
    """Returns the lanes of a run by name. A lane sends one request at a time; lanes run in parallel.

    There is one lane per token source, even if several credentials name the same variable or file; for a GitHub App,
    one per entity, because each installation has its own rate limit. Equal tokens from different sources are
    detected when they are read. Each credential is returned with its entities.

    Raises `ConfigurationError` if an entity has no credential or several.
    """
    known = tuple(credentials) or (DEFAULT,)
    found: dict[str, Credential] = {}
    tokens: dict[tuple[str | None, str | None], Credential] = {}
    for entity in entities:
        chosen = _chosen(known, entity)
        if chosen.token_variable is not None or chosen.token_file is not None:
            chosen = tokens.setdefault((chosen.token_variable, chosen.token_file), chosen)
        text = f"{entity.kind}/{entity.name}"
        name = f"{chosen.name} {text}" if chosen.app_id is not None else chosen.name
        before = found[name].entities if name in found else ()
        if name in found and attrs.evolve(found[name], entities=()) != attrs.evolve(
            chosen, entities=()
        ):
            raise ConfigurationError(f"two credentials are named {chosen.name}: use distinct names")
        found[name] = attrs.evolve(chosen, entities=(*before, text))
    return found


def _chosen(credentials: tuple[Credential, ...], entity: Entity) -> Credential:
    named = [each for each in credentials if each.covers(entity)]
    able = named or [each for each in credentials if not each.entities]
    if len(able) == 1:
        return able[0]
    if not able:
        raise ConfigurationError(
            f"no credential for {entity.kind}/{entity.name}: add it to the entities of a credential, "
            "or configure one without entities"
        )
    names = ", ".join(each.name for each in able)
    raise ConfigurationError(
        f"several credentials for {entity.kind}/{entity.name} ({names}): list it in the entities of one of them"
    )
