"""The effects that the core yields to a shell, which sends back their results.

A blocking or an asynchronous shell carries them out; a network failure is thrown into the core as a
`TransportError`.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import Any, ClassVar, TypeAlias, TypeVar

from msgspec import Struct, field

from ..escaping import escape_text
from ..public import public
from .links import Link

T = TypeVar("T")

MOST_AHEAD = 10
"""The greatest number of downloads that are started ahead; their bodies are not read before their turn."""


class _Effect(Struct, frozen=True):
    """An immutable value. Structs take a tenth of the time of attrs classes to create at import."""

    _hidden: ClassVar[frozenset[str]] = frozenset()
    """Fields that `repr` leaves out: they may contain the token or signed links."""

    def __repr__(self) -> str:
        names = (name for name in self.__struct_fields__ if name not in self._hidden)
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__name__}({shown})"


@public
class Wait(Struct, frozen=True, kw_only=True):
    """A pause before the next attempt."""

    seconds: float
    why: str
    """`primary rate limit`, `secondary rate limit`, `server error 502`, `no response: …`."""
    attempt: int
    """The number of the attempt that failed, from 1."""


class Request(_Effect, frozen=True):
    """A request to the API. It contains the token, so its `repr` shows no headers."""

    _hidden = frozenset({"body", "headers", "secret_query"})

    method: str
    url: str
    headers: Mapping[str, str]
    secret_query: Mapping[str, str] = field(default_factory=dict)
    """Query parameters besides those of `url`: an API key."""
    body: bytes | None = None

    def __reduce__(self) -> str:
        raise TypeError("a request cannot be pickled, since it contains the token")


class Received(_Effect, frozen=True):
    """An HTTP response, read to its end. It can carry signed links, so it shows its status only."""

    _hidden = frozenset({"headers", "body"})

    status: int
    headers: Mapping[str, str]
    """Looked up by names in lower case."""
    body: bytes
    problem: str | None = None
    """Why the body was not read, such as its size; None if it was read."""

    @property
    def media_type(self) -> str:
        """The `Content-Type` without its parameters, in lower case."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def text(self) -> bytes:
        """The body without a byte order mark and surrounding blanks."""
        return self.body.removeprefix(b"\xef\xbb\xbf").strip()

    @property
    def request_id(self) -> str | None:
        """`X-GitHub-Request-Id`, if present."""
        found = self.headers.get("x-github-request-id")
        return None if found is None else escape_text(found, 200)


class Send(_Effect, frozen=True):
    """Send a request to the API and read the complete response. The result is a `Received`."""

    request: Request
    timeout: float
    """Seconds, for each step."""
    within: float
    """Seconds, in total."""


class Pause(_Effect, frozen=True):
    """Wait. The result is None."""

    wait: Wait


class Open(_Effect, frozen=True):
    """Start a download, without credentials. The result is an `Opened`."""

    link: Link
    headers: Mapping[str, str] = field(default_factory=dict)
    within: float = 600.0
    """Seconds, in total."""


class Ahead(_Effect, frozen=True):
    """The next downloads: start as many of them as allowed, and drop started ones that are not among
    them. The result is None, at once.
    """

    opens: Sequence[Open]


class Opened(_Effect, frozen=True):
    """A download that has started: its status and headers (by lower-case name); `stream` belongs to the shell."""

    _hidden = frozenset({"headers", "stream"})

    status: int
    headers: Mapping[str, str]
    stream: Any


class Read(_Effect, frozen=True):
    """Read the next bytes of a download, encoded as sent. The result is bytes; empty at its end."""

    opened: Opened
    within: float = 600.0
    """Seconds, in total."""


class Close(_Effect, frozen=True):
    """Close a download. The result is None."""

    opened: Opened


class Acquire(_Effect, frozen=True):
    """Acquire a lock. The result is None."""

    key: str


class Release(_Effect, frozen=True):
    """Release a lock. The result is None."""

    key: str


class Emit(_Effect, frozen=True):
    """Yield these items to the caller. The result is None."""

    _hidden = frozenset({"items"})

    items: Sequence[Any]


Effect: TypeAlias = Send | Pause | Open | Ahead | Read | Close | Acquire | Release | Emit
Conversation: TypeAlias = Generator[Effect, Any, T]
"""A generator of the core: yields effects, is sent their results, and returns a `T`."""
