"""A request as it came, and an answer as it is to go out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from urllib.parse import parse_qsl

JSON = "application/json; charset=utf-8"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that arrived."""

    server: Literal["api", "download"]
    method: str
    path: str
    """As it was sent: still percent-encoded."""
    query_string: str
    headers: Mapping[str, str]
    """Names in lower case; of a repeated one, the values joined by commas."""
    body: bytes = b""
    at: float = 0.0
    """When, in seconds since 1970 by the fake's clock."""

    @property
    def query(self) -> dict[str, str]:
        """The parameters; of a repeated one, the last value."""
        return dict(parse_qsl(self.query_string, keep_blank_values=True))

    @property
    def target(self) -> str:
        """Path and query."""
        return f"{self.path}?{self.query_string}" if self.query_string else self.path


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the body comes over the wire. Offsets are bytes of the body."""

    wait: float = 0.0
    """Seconds before anything is sent."""
    rate: float | None = None
    """Bytes a second."""
    stall_at: int | None = None
    cut_at: int | None = None
    reset_at: int | None = None
    framing: Literal["length", "chunks", "none"] = "length"
    """How the end is told: where there is no length, `length` means chunks."""
    overstate: int = 0
    """How much more is announced than comes."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | Iterator[bytes] = b""
    length: int | None = None
    """Of a body in pieces, where it is known."""
    delivery: Delivery = field(default_factory=Delivery)

    def with_headers(self, *headers: tuple[str, str]) -> Reply:
        """The same with more headers."""
        return replace(self, headers=(*self.headers, *headers))


def json_reply(status: int, value: Any, *headers: tuple[str, str]) -> Reply:
    """An answer of JSON."""
    body = json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
    return Reply(status, (("Content-Type", JSON), *headers), body)


def text_reply(status: int, text: str, media_type: str, *headers: tuple[str, str]) -> Reply:
    """An answer of text."""
    return Reply(status, (("Content-Type", media_type), *headers), text.encode())
