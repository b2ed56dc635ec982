"""Settings of a client: where it sends requests, with which credentials and time limits."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import urlsplit

import attrs

from ..errors import ArgumentError
from ..operation import Operation
from ..protocol.addresses import is_loopback_host, origin_of
from ..protocol.ascii import is_printable_ascii
from ..protocol.effects import Conversation
from .policy import Clock, RetryPolicy
from .token import BEARER, Scheme, Token

DEFAULT_TIMEOUT_SECONDS = 30.0
"""Seconds for each step of a request: connecting, writing, and each wait for the next bytes."""
_HOST = re.compile(r"[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]")


class Credentials(Protocol):
    """Provides the token of a request; may call the API for it."""

    def token(
        self, operation: Operation[Any], values: Mapping[str, Any], settings: Settings
    ) -> Conversation[Token | None]:
        """The token for this operation with these arguments; None for a call without a token."""
        ...

    def refused(self, token: Token) -> None:
        """Called if the API responds with 401 to a token."""
        ...

    def turn(self, operation: Operation[Any], values: Mapping[str, Any]) -> str:
        """A key of the credential of a request: with `one_at_a_time`, requests with equal keys are serialized."""
        ...


class NoToken:
    """No token, for an API that can be called without one."""

    def token(
        self, operation: Operation[Any], values: Mapping[str, Any], settings: Settings
    ) -> Conversation[None]:
        """None."""
        yield from ()

    def refused(self, token: Token) -> None:
        """Does nothing: there is no token."""

    def turn(self, operation: Operation[Any], values: Mapping[str, Any]) -> str:
        """The same key for every request."""
        return "api"

    def __repr__(self) -> str:
        return "<no token>"


class OneToken:
    """The same token for every request."""

    def __init__(self, token: Token) -> None:
        self._token = token

    def token(
        self, operation: Operation[Any], values: Mapping[str, Any], settings: Settings
    ) -> Conversation[Token]:
        """The token."""
        yield from ()
        return self._token

    def refused(self, token: Token) -> None:
        """Does nothing: there is no other token."""

    def turn(self, operation: Operation[Any], values: Mapping[str, Any]) -> str:
        """The same key for every request."""
        return "api"

    def __repr__(self) -> str:
        return "<one token>"


@attrs.frozen(kw_only=True)
class Settings:
    """The API's address, credentials, time limits and retry policy of a client."""

    base_url: str
    """The API's base URL, without a final slash."""
    is_default_server: bool = True
    """Whether it is the description's: operations with a server of their own are then sent to that."""
    api_version: str
    user_agent: str
    timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS
    credentials: Credentials = attrs.field(repr=False)
    scheme: Scheme = BEARER
    headers: Mapping[str, str] = attrs.field(factory=dict)
    """The headers of every request to the API, besides the token and the `User-Agent`."""
    retry: RetryPolicy = attrs.field(factory=RetryPolicy)
    clock: Clock = attrs.field(factory=Clock, repr=False)
    one_at_a_time: bool = False
    """Whether requests to the API with the same credential wait for each other."""

    @property
    def origin(self) -> tuple[str, str, int | None]:
        """Scheme, host and port of the API."""
        return origin_of(self.base_url)

    def base_of(self, operation: Operation[Any]) -> str:
        """The base URL of a call, with whose origin the token is shared: of the API, or of the operation's own server.

        A base URL that the caller chose replaces all servers of the description.
        """
        server = operation.server
        if server.startswith("/"):
            parts = urlsplit(self.base_url)
            return f"{parts.scheme}://{parts.netloc}{server}".rstrip("/")
        return server if server and self.is_default_server else self.base_url


def checked_base_url(url: object) -> str:
    """`url` without its final slash. Raises `ArgumentError` if a token must not be sent there."""
    if not isinstance(url, str) or not is_printable_ascii(url) or " " in url or "\\" in url:
        raise ArgumentError("base_url", "not a URL")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ArgumentError("base_url", "not a URL") from None
    if parts.username is not None or parts.password is not None:
        raise ArgumentError(
            "base_url", "must not contain a user name or a password; pass a token instead"
        )
    if parts.query or parts.fragment or "?" in url or "#" in url:
        raise ArgumentError("base_url", "must not contain a query or a fragment")
    if not parts.hostname or not _HOST.fullmatch(parts.netloc.removesuffix(f":{port}")):
        raise ArgumentError("base_url", "expected https://HOST, such as https://api.github.com")
    if parts.scheme != "https" and not (
        parts.scheme == "http" and is_loopback_host(parts.hostname)
    ):
        raise ArgumentError("base_url", "expected https: a token is never sent unencrypted")
    host = parts.hostname.lower()
    if host in ("github.com", "www.github.com"):
        raise ArgumentError(
            "base_url", "this is GitHub's website; its API is https://api.github.com"
        )
    if host.endswith(".ghe.com") and not host.startswith("api."):
        raise ArgumentError("base_url", f"this is a website; its API is https://api.{host}")
    return url.rstrip("/")


def checked_timeout(seconds: object) -> float:
    """A finite number of seconds. Raises `ArgumentError`."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise ArgumentError("timeout", f"expected seconds, got {type(seconds).__name__}")
    if not 0 < seconds < math.inf:
        raise ArgumentError(
            "timeout", f"expected a positive, finite number of seconds, got {seconds}"
        )
    return seconds


def checked_user_agent(product: str, addition: object) -> str:
    """The `User-Agent`: ours, then the caller's. Raises `ArgumentError`."""
    if addition is None:
        return product
    if not isinstance(addition, str) or not is_printable_ascii(addition):
        raise ArgumentError("user_agent", "only printable ASCII is allowed in a header")
    return f"{product} {addition}".rstrip()
