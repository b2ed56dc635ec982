"""What a client is set to."""

from __future__ import annotations

import ipaddress
import os
from urllib.parse import SplitResult, urlsplit

import attrs

from .errors import ArgumentError

DEFAULT_TIMEOUT_SECONDS = 30.0
"""For each step of a request: connecting, writing, and each wait for the next bytes."""
TOKEN_VARIABLE = "GITHUB_TOKEN"  # noqa: S105 - the name of a variable, not a token


class Token:
    """A token that shows itself to nobody who prints, logs or pickles it."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The token itself."""
        return self._value

    def __repr__(self) -> str:
        return "<token>"

    def __reduce__(self) -> str:
        raise TypeError("a token is not pickled: build the client where it is used")


def token_from(value: str | None) -> Token:
    """The token given, else that of `GITHUB_TOKEN`. Raises `ArgumentError`, never echoing it."""
    source = "token"
    if value is None:
        source, value = TOKEN_VARIABLE, os.environ.get(TOKEN_VARIABLE)
    if value is None:
        raise ArgumentError("token", f"none was given and {TOKEN_VARIABLE} is not set")
    if not isinstance(value, str):
        raise ArgumentError(source, f"expected a string, got {type(value).__name__}")
    value = value.strip()
    if not value or not value.isascii() or not value.isprintable() or " " in value:
        raise ArgumentError(source, "it is empty or holds characters that no token has")
    return Token(value)


@attrs.frozen(kw_only=True)
class Settings:
    """Where and how a client asks."""

    base_url: str
    """The API's address, without a final slash."""
    api_version: str
    user_agent: str
    timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS
    token: Token = attrs.field(repr=False)

    @property
    def origin(self) -> tuple[str, str, int | None]:
        """Scheme, host and port of the API: the only place where the token goes."""
        return origin_of(self.base_url)


def origin_of(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port of a URL (RFC 6454), defaults filled in."""
    parts = urlsplit(url)
    default = {"https": 443, "http": 80}.get(parts.scheme)
    return parts.scheme, (parts.hostname or "").lower(), parts.port or default


def checked_base_url(url: str) -> str:
    """`url` without its final slash. Raises `ArgumentError` where a token must not go there."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except (ValueError, AttributeError, TypeError):
        raise ArgumentError("base_url", "not a URL") from None
    if not isinstance(url, str) or not url.isascii() or not url.isprintable() or " " in url:
        raise ArgumentError("base_url", "not a URL")
    if parts.username is not None or parts.password is not None:
        raise ArgumentError("base_url", "leave user and password out; the token says who you are")
    if parts.query or parts.fragment or "?" in url or "#" in url:
        raise ArgumentError("base_url", "leave query and fragment out")
    if not parts.hostname:
        raise ArgumentError("base_url", "expected https://HOST, such as https://api.github.com")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(parts)):
        raise ArgumentError("base_url", "expected https: a token is never sent in the clear")
    return url.rstrip("/")


def _is_loopback(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
