"""Where the secrets are, and which of them is for what. The secrets themselves are read where a client is built."""

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
"""Of this process alone: elsewhere, and later, a digest says nothing."""


@attrs.frozen(kw_only=True)
class Credential:
    """Where a token or a GitHub App's key is found: names of variables and files, never what is in them.

    Raises `ConfigurationError` where it does not say exactly one thing.
    """

    name: str
    """What it is called in messages."""
    token_variable: str | None = None
    """The environment variable that holds a token."""
    token_file: str | None = None
    """The file that holds one."""
    app_id: str | None = None
    """A GitHub App's id or client id, together with one of the next two."""
    private_key_file: str | None = None
    private_key_variable: str | None = None
    provider: str | None = None
    """`module:function`: called with (lane, base URL), where the client is built; gives a dict of arguments of
    `CopilotMetrics`, such as `{"token": …}`."""
    entities: tuple[str, ...] = ()
    """`organization/octo`, `enterprise/acme`: what it is for; nothing where it is for all that no other names."""

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
                f"credential {self.name}: app_id goes with one of private_key_file, private_key_variable, "
                "and these with nothing else"
            )
        for text in self.entities:
            self._entity(text)

    @property
    def variables(self) -> tuple[str, ...]:
        """The environment variables that it names."""
        return tuple(filter(None, (self.token_variable, self.private_key_variable)))

    def covers(self, entity: Entity) -> bool:
        """Whether it names an entity."""
        return any(self._entity(text) == entity for text in self.entities)

    def _entity(self, text: str) -> Entity:
        kind, slash, name = text.partition("/")
        if kind not in KINDS or not slash or not name or "/" in name:
            raise ConfigurationError(
                f"credential {self.name}: {text!r} is no entity; expected organization/SLUG or enterprise/SLUG"
            )
        return Entity(kind, name)

    def arguments(self, lane: str, base_url: str) -> dict[str, Any]:
        """What `CopilotMetrics` is told: its token or its app.

        Raises:
            ConfigurationError: There is none; the text names the variable or file, and nothing that is in it.
        """
        if self.provider is not None:
            return self._provided(lane, base_url)
        if self.app_id is None:
            return {"token": self._secret(self.token_variable, self.token_file, "token")}
        key = self._secret(self.private_key_variable, self.private_key_file, "private key")
        try:
            # variables often hold a PEM with its line ends written out
            return {"app": GitHubApp(app_id=self.app_id, private_key=key.replace("\\n", "\n"))}
        except CopilotMetricsError as error:
            raise ConfigurationError(f"credential {self.name}: {error}") from None
        finally:
            del key  # a traceback that shows the variables of its frames must not find it here

    def digest(self) -> bytes | None:
        """The same for the same token, whatever it is called: see `digest_of`.

        None where no token is here to be looked at, which a provider's and an App's are only when they are used.
        """
        if self.token_variable is None and self.token_file is None:
            return None
        try:
            return digest_of(self._secret(self.token_variable, self.token_file, "token"))
        except ConfigurationError:
            return None

    def check(self) -> None:
        """Raises as `arguments`, where the secret is not here. A provider is looked for, and not called."""
        if self.provider is None:
            self.arguments("", "")
        else:
            self._provider()

    def _secret(self, variable: str | None, file: str | None, what: str) -> str:
        if variable is not None:
            where, text = f"the environment variable {variable}", os.environ.get(variable)
            if text is None:
                raise ConfigurationError(
                    f"credential {self.name}: {where} is not set; it is to hold the {what}"
                )
        else:
            where = f"the file {file}"
            try:
                text = Path(str(file)).expanduser().read_text("utf-8")
            except (OSError, ValueError) as error:
                why = getattr(error, "strerror", None) or "it is no text"
                raise ConfigurationError(
                    f"credential {self.name}: {where} cannot be read: {why}; it is to hold the {what}"
                ) from None
        try:
            if not text.strip():
                raise ConfigurationError(
                    f"credential {self.name}: {where} is empty; it is to hold the {what}"
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
                f"credential {self.name}: provider {self.provider} gave no arguments of CopilotMetrics: "
                "expected a dict such as {'token': …}"
            )
        return dict(found)


def digest_of(token: str) -> bytes:
    """What tells whether two tokens are one, and nothing else; it holds within this process only."""
    text = token.strip().encode("utf-8", "surrogateescape")
    return hashlib.blake2b(text, key=_DIGEST_KEY).digest()


DEFAULT: Final = Credential(name=TOKEN_VARIABLE, token_variable=TOKEN_VARIABLE)
"""What is used where nobody says otherwise."""


def lanes(credentials: Iterable[Credential], entities: Iterable[Entity]) -> dict[str, Credential]:
    """The lanes of a run: what is asked one request at a time, and side by side with the others.

    One for each place of a token, also where several credentials name the same variable or file; for a GitHub App
    one for each entity, because each installation has a limit of its own. That two places hold the same token is
    found out where tokens are read. Each credential comes back with the entities that are its own.

    Raises `ConfigurationError` where an entity has no credential or several.
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
            raise ConfigurationError(
                f"two credentials are called {chosen.name}: give each a name of its own"
            )
        found[name] = attrs.evolve(chosen, entities=(*before, text))
    return found


def _chosen(credentials: tuple[Credential, ...], entity: Entity) -> Credential:
    named = [each for each in credentials if each.covers(entity)]
    able = named or [each for each in credentials if not each.entities]
    if len(able) == 1:
        return able[0]
    if not able:
        raise ConfigurationError(
            f"no credential is for {entity.kind}/{entity.name}: name it in the entities of one, "
            "or leave them out of one"
        )
    names = ", ".join(each.name for each in able)
    raise ConfigurationError(
        f"several credentials are for {entity.kind}/{entity.name} ({names}): say in `entities` which one is"
    )
