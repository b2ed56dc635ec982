"""A received request, and a response to send."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from urllib.parse import parse_qsl

JSON = "application/json; charset=utf-8"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class ReceivedRequest:
    """A request that was received."""

    server: Literal["api", "download"]
    method: str
    path: str
    """The path as sent: still percent-encoded."""
    query_string: str
    headers: Mapping[str, str]
    """Headers by lower-case name; the values of a repeated one are joined by commas."""
    body: bytes = b""
    at: float = 0.0
    """The time of arrival, in seconds since 1970 by the fake's clock."""

    @property
    def query(self) -> dict[str, str]:
        """The parameters; the last value of a repeated one."""
        return dict(parse_qsl(self.query_string, keep_blank_values=True))

    @property
    def target(self) -> str:
        """Path and query."""
        return f"{self.path}?{self.query_string}" if self.query_string else self.path


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the body is sent over the wire. Offsets are bytes of the body."""

    wait: float = 0.0
    """Seconds before anything is sent."""
    rate: float | None = None
    """Bytes per second."""
    stall_at: int | None = None
    cut_at: int | None = None
    reset_at: int | None = None
    framing: Literal["length", "chunks", "none"] = "length"
    """How the end is indicated: without a length, `length` means chunks."""
    overstate: int = 0
    """The number of announced bytes that are not sent."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A response."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | Iterator[bytes] = b""
    length: int | None = None
    """The length of a body in pieces, if known."""
    delivery: Delivery = field(default_factory=Delivery)

    def with_headers(self, *headers: tuple[str, str]) -> Reply:
        """The same response with more headers."""
        return replace(self, headers=(*self.headers, *headers))


def json_reply(status: int, value: Any, *headers: tuple[str, str]) -> Reply:
    """A JSON response."""
    body = json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
    return Reply(status, (("Content-Type", JSON), *headers), body)


def text_reply(status: int, text: str, media_type: str, *headers: tuple[str, str]) -> Reply:
    """A text response."""
    return Reply(status, (("Content-Type", media_type), *headers), text.encode())
