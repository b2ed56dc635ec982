"""A GitHub App's installation tokens: created on demand, renewed before they expire.

An enterprise's endpoints require a token of the app's installation on that enterprise, an organization's endpoints
one of its installation there; neither works for the other.
https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import attrs
import msgspec

from ..access.token import Token
from ..calls.flow import base_headers, patiently
from ..calls.paging import next_link
from ..calls.response import status_error
from ..errors import ArgumentError, CredentialsError, MissingExtraError
from ..operation import Operation
from ..protocol.effects import Acquire, Conversation, Received, Release, Request
from ..public import public

if TYPE_CHECKING:
    from ..access.settings import Settings

RENEW_BEFORE_SECONDS = 300.0
"""Seconds before its expiry at which a token is renewed: enough for the request that uses it."""
_JWT_SECONDS = 540
_CLOCK_DRIFT_SECONDS = 60
_MOST_PAGES = 50


@public
class GitHubApp:
    """A GitHub App: its id and its private key. Needs the extra `app`.

    The key is never sent or shown.
    """

    __slots__ = ("_prepared", "_private_key", "app_id")

    def __init__(self, *, app_id: str | int, private_key: str | Path) -> None:
        """`private_key` is PEM text, or the `pathlib.Path` of a PEM file.

        Raises:
            ArgumentError: The key is invalid.
            MissingExtraError: The extra `app` is not installed.
        """
        for module in ("cryptography", "jwt"):
            try:
                import_module(module)
            except ImportError:
                raise MissingExtraError("a GitHub App", "app") from None
        self.app_id = _checked_id(app_id)
        """The app's id or client id."""
        self._prepared: Any = None
        try:
            self._private_key = _pem(private_key)
        finally:
            del private_key  # a traceback that shows local variables must not show it

    def __repr__(self) -> str:
        return f"GitHubApp(app_id={self.app_id!r}, private_key=<hidden>)"

    def __reduce__(self) -> str:
        raise TypeError(
            "an app cannot be pickled, since it contains a key: create the client where it is used"
        )

    def jwt(self, now: float) -> Token:
        """A JWT that identifies the bearer as the app for nine minutes.

        Raises:
            CredentialsError: The key is invalid.
        """
        import jwt  # part of an extra: imported on use
        from jwt.algorithms import RSAAlgorithm

        claims = {
            "iat": int(now) - _CLOCK_DRIFT_SECONDS,
            "exp": int(now) + _JWT_SECONDS,
            "iss": self.app_id,
        }
        try:
            # parsing a key takes a hundred times as long as signing with it
            if self._prepared is None:
                algorithm = RSAAlgorithm(RSAAlgorithm.SHA256)
                self._prepared = algorithm.prepare_key(self._private_key.reveal())
            return Token(jwt.encode(claims, self._prepared, algorithm="RS256"))
        except (ValueError, TypeError, jwt.PyJWTError):
            pass
        raise CredentialsError("the app's private key is not an RSA key in PEM form")


def _checked_id(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
        raise ArgumentError("app_id", f"expected the app's id or client id, got {value!r}")
    return str(value)


def _pem(value: object) -> Token:
    try:
        if isinstance(value, Path):
            try:
                value = value.read_text(encoding="ascii")
            except (OSError, UnicodeDecodeError):
                raise ArgumentError("private_key", "the file cannot be read") from None
        if not isinstance(value, str) or "-----BEGIN" not in value:
            raise ArgumentError("private_key", "expected PEM text, or the path of a PEM file")
        return Token(value)
    finally:
        del value  # as above


@attrs.define
class _Installed:
    token: Token
    ends: float


class InstallationTokens:
    """The tokens of an app's installations, each cached until shortly before it expires."""

    def __init__(self, app: GitHubApp) -> None:
        self._app = app
        self._tokens: dict[tuple[str, str], _Installed] = {}

    def __repr__(self) -> str:
        return f"<installation tokens of {self._app!r}>"

    def token(
        self, operation: Operation[Any], values: Mapping[str, Any], settings: Settings
    ) -> Conversation[Token]:
        """The token of the installation that this operation needs.

        Raises:
            CredentialsError: The app is not installed there.
        """
        scope, name = _account(operation, values)
        key = (scope, name.casefold())
        fresh = self._fresh(key, settings)
        if fresh is not None:
            return fresh
        turn = f"{scope} {key[1]}"
        yield Acquire(turn)  # otherwise concurrent calls would each request a token
        fresh = self._fresh(key, settings)
        if fresh is None:
            installed = yield from self._ask(operation, scope, name, settings)
            self._tokens[key] = installed
            fresh = installed.token
        yield Release(turn)  # if this is not reached, the shell releases it
        return fresh

    def refused(self, token: Token) -> None:
        """Forget a token that was revoked before its expiry: the next request gets a new one."""
        for key, installed in list(self._tokens.items()):
            if installed.token is token:
                self._tokens.pop(key, None)

    def turn(self, operation: Operation[Any], values: Mapping[str, Any]) -> str:
        """A key for each installation: GitHub limits each separately."""
        scope, name = _account(operation, values)
        return f"api {scope} {name.casefold()}"

    def _fresh(self, key: tuple[str, str], settings: Settings) -> Token | None:
        known = self._tokens.get(key)
        if known is None or known.ends - settings.clock.now() < RENEW_BEFORE_SECONDS:
            return None
        return known.token

    def _ask(
        self, operation: Operation[Any], scope: str, name: str, settings: Settings
    ) -> Conversation[_Installed]:
        number = yield from self._installation(operation, scope, name, settings)
        path = f"/app/installations/{number}/access_tokens"
        received = yield from self._send(operation, "POST", path, settings)
        installed = None if received is None else _installed(received)
        if installed is None:
            raise CredentialsError("the API returned no token for the app's installation")
        return installed

    def _installation(
        self, operation: Operation[Any], scope: str, name: str, settings: Settings
    ) -> Conversation[int]:
        kind = "enterprises" if scope == "enterprise" else "orgs"
        path = f"/{kind}/{quote(name, safe='')}/installation"
        received = yield from self._send(operation, "GET", path, settings)
        if received is None:
            number = yield from self._listed(operation, scope, name, settings)
        else:
            number = _value(received, "id")
        if not isinstance(number, int):
            raise CredentialsError(
                f"the app is not installed on the {scope} {name!r}: an installation on "
                f"{'one of its organizations' if scope == 'enterprise' else 'its enterprise'} does not suffice"
            )
        return number

    def _listed(
        self, operation: Operation[Any], scope: str, name: str, settings: Settings
    ) -> Conversation[object]:
        """Search all installations: a server may not support the direct lookup."""
        target = "Enterprise" if scope == "enterprise" else "Organization"
        path: str | None = "/app/installations?per_page=100"
        for _ in range(_MOST_PAGES):
            received = (
                None if path is None else (yield from self._send(operation, "GET", path, settings))
            )
            if received is None:
                break
            installations = _json(received)
            for each in installations if isinstance(installations, list) else []:
                if isinstance(each, dict) and each.get("target_type") == target:
                    account = each.get("account")
                    known = account if isinstance(account, dict) else {}
                    if name.casefold() in {
                        str(known.get(key, "")).casefold() for key in ("slug", "login")
                    }:
                        return each.get("id")
            link = next_link(received.headers.get("link", ""))
            path = (
                link.removeprefix(settings.base_url)
                if link and link.startswith(f"{settings.base_url}/")
                else None
            )
        return None

    def _send(
        self, operation: Operation[Any], method: str, path: str, settings: Settings
    ) -> Conversation[Received | None]:
        """The response; None for a 404. Raises `CredentialsError`."""

        def build() -> Conversation[Request]:
            yield from ()
            jwt = self._app.jwt(settings.clock.now())
            return Request(method, settings.base_url + path, base_headers(settings, jwt))

        until = settings.clock.monotonic() + settings.retry.deadline_seconds
        received = yield from patiently(build, settings, until)
        if received.status == 404 and method == "GET":
            return None
        if not 200 <= received.status < 300:
            error = status_error(operation, received)
            raise CredentialsError(
                f"no token for the app's installation: {method} {path.split('?')[0]} responded with "
                f"{received.status}{f': {error.message}' if error.message else ''}"
            )
        return received


def _json(received: Received) -> Any:
    try:
        return msgspec.json.decode(received.body)
    except (msgspec.DecodeError, RecursionError):
        pass
    raise CredentialsError("the API's response about the app's installation is not JSON")


def _value(received: Received, key: str) -> Any:
    found = _json(received)
    return found.get(key) if isinstance(found, dict) else None


def _installed(received: Received) -> _Installed | None:
    token, ends = _value(received, "token"), _value(received, "expires_at")
    try:
        moment = datetime.datetime.fromisoformat(ends)
        if isinstance(token, str) and token and moment.tzinfo is not None:
            return _Installed(Token(token), moment.timestamp())
    except (TypeError, ValueError):
        pass
    finally:
        del token  # a traceback that shows local variables must not show it
    return None


def _account(operation: Operation[Any], values: Mapping[str, Any]) -> tuple[str, str]:
    for parameter in operation.parameters:
        if parameter.location == "path" and parameter.wire_name in ("enterprise", "org"):
            scope = "enterprise" if parameter.wire_name == "enterprise" else "organization"
            return scope, str(values[parameter.name])
    raise CredentialsError(f"{operation.operation_id} belongs to no enterprise or organization")
