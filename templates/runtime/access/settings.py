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
"""For each step of a request: connecting, writing, and each wait for the next bytes."""
_HOST = re.compile(r"[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]")


class Credentials(Protocol):
    """Gives the token for a request; may talk to the API for it."""

    def token(
        self, operation: Operation[Any], values: Mapping[str, Any], settings: Settings
    ) -> Conversation[Token | None]:
        """The token for this operation with these arguments; None where it is called without one."""
        ...

    def refused(self, token: Token) -> None:
        """Is told that the API answered 401 to a token."""
        ...

    def turn(self, operation: Operation[Any], values: Mapping[str, Any]) -> str:
        """What tells the credential of a request from others: requests with the same one take turns."""
        ...


class NoToken:
    """No token at all, for an API that can be called without one."""

    def token(
        self, operation: Operation[Any], values: Mapping[str, Any], settings: Settings
    ) -> Conversation[None]:
        """None."""
        yield from ()

    def refused(self, token: Token) -> None:
        """No token is ever refused."""

    def turn(self, operation: Operation[Any], values: Mapping[str, Any]) -> str:
        """Always the same."""
        return "api"

    def __repr__(self) -> str:
        return "<no token>"


class OneToken:
    """The same token for everything."""

    def __init__(self, token: Token) -> None:
        self._token = token

    def token(
        self, operation: Operation[Any], values: Mapping[str, Any], settings: Settings
    ) -> Conversation[Token]:
        """The token."""
        yield from ()
        return self._token

    def refused(self, token: Token) -> None:
        """There is no other one."""

    def turn(self, operation: Operation[Any], values: Mapping[str, Any]) -> str:
        """Always the same."""
        return "api"

    def __repr__(self) -> str:
        return "<one token>"


@attrs.frozen(kw_only=True)
class Settings:
    """Where and how a client asks."""

    base_url: str
    """The API's address, without a final slash."""
    api_version: str
    user_agent: str
    timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS
    credentials: Credentials = attrs.field(repr=False)
    scheme: Scheme = BEARER
    headers: Mapping[str, str] = attrs.field(factory=dict)
    """What every request to the API carries, beside the token and the `User-Agent`."""
    retry: RetryPolicy = attrs.field(factory=RetryPolicy)
    clock: Clock = attrs.field(factory=Clock, repr=False)
    one_at_a_time: bool = False
    """Whether requests to the API with the same credential wait for each other."""

    @property
    def origin(self) -> tuple[str, str, int | None]:
        """Scheme, host and port of the API: the only place where the token goes."""
        return origin_of(self.base_url)


def checked_base_url(url: object) -> str:
    """`url` without its final slash. Raises `ArgumentError` where a token must not go there."""
    if not isinstance(url, str) or not is_printable_ascii(url) or " " in url or "\\" in url:
        raise ArgumentError("base_url", "not a URL")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ArgumentError("base_url", "not a URL") from None
    if parts.username is not None or parts.password is not None:
        raise ArgumentError("base_url", "leave user and password out; the token says who you are")
    if parts.query or parts.fragment or "?" in url or "#" in url:
        raise ArgumentError("base_url", "leave query and fragment out")
    if not parts.hostname or not _HOST.fullmatch(parts.netloc.removesuffix(f":{port}")):
        raise ArgumentError("base_url", "expected https://HOST, such as https://api.github.com")
    if parts.scheme != "https" and not (
        parts.scheme == "http" and is_loopback_host(parts.hostname)
    ):
        raise ArgumentError("base_url", "expected https: a token is never sent in the clear")
    host = parts.hostname.lower()
    if host in ("github.com", "www.github.com"):
        raise ArgumentError(
            "base_url", "that is GitHub's website; its API is https://api.github.com"
        )
    if host.endswith(".ghe.com") and not host.startswith("api."):
        raise ArgumentError("base_url", f"that is a website; its API is https://api.{host}")
    return url.rstrip("/")


def checked_timeout(seconds: object) -> float:
    """A number of seconds that ends. Raises `ArgumentError`."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise ArgumentError("timeout", f"expected seconds, got {type(seconds).__name__}")
    if not 0 < seconds < math.inf:
        raise ArgumentError("timeout", f"expected more than no seconds and an end, got {seconds}")
    return seconds


def checked_user_agent(product: str, addition: object) -> str:
    """The `User-Agent`: ours, then the caller's. Raises `ArgumentError`."""
    if addition is None:
        return product
    if not isinstance(addition, str) or not is_printable_ascii(addition):
        raise ArgumentError("user_agent", "a header takes printable ASCII only")
    return f"{product} {addition}".rstrip()
