"""What the core asks of the world. It yields one of these and is sent the answer.

A shell carries them out, waiting or awaiting; a failure of the network is thrown into the core as a
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
"""Downloads that are begun before their turn; their bodies stay unread until then."""


class _Effect(Struct, frozen=True):
    """An immutable value. Structs take a tenth of the time of attrs classes to create at import."""

    _hidden: ClassVar[frozenset[str]] = frozenset()
    """Fields that `repr` leaves out: they may carry the token or signed links."""

    def __repr__(self) -> str:
        names = (name for name in self.__struct_fields__ if name not in self._hidden)
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__name__}({shown})"


@public
class Wait(Struct, frozen=True, kw_only=True):
    """A pause before the next attempt."""

    seconds: float
    why: str
    """`primary rate limit`, `secondary rate limit`, `server error 502`, `no answer: …`."""
    attempt: int
    """The number of the attempt that failed, from 1."""


class Request(_Effect, frozen=True):
    """What to send to the API. It carries the token, so it shows no headers."""

    _hidden = frozenset({"headers", "secret_query"})

    method: str
    url: str
    headers: Mapping[str, str]
    secret_query: Mapping[str, str] = field(default_factory=dict)
    """What the query holds beside that of `url`: an API key."""

    def __reduce__(self) -> str:
        raise TypeError("a request is not pickled: it carries the token")


class Received(_Effect, frozen=True):
    """An HTTP response, read to its end. It can carry signed links, so it shows its status only."""

    _hidden = frozenset({"headers", "body"})

    status: int
    headers: Mapping[str, str]
    """Looked up by names in lower case."""
    body: bytes
    problem: str | None = None
    """Why the body was not read, such as its size; None where it was."""

    @property
    def media_type(self) -> str:
        """The `Content-Type` without its parameters, in lower case."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def text(self) -> bytes:
        """The body without a byte order mark and the blanks around it."""
        return self.body.removeprefix(b"\xef\xbb\xbf").strip()

    @property
    def request_id(self) -> str | None:
        """`X-GitHub-Request-Id`, where it came."""
        found = self.headers.get("x-github-request-id")
        return None if found is None else escape_text(found, 200)


class Send(_Effect, frozen=True):
    """Send a request to the API and read the answer to its end. Answered with a `Received`."""

    request: Request
    timeout: float
    """Seconds, for each step of it."""
    within: float
    """Seconds, for all of it."""


class Pause(_Effect, frozen=True):
    """Wait. Answered with None."""

    wait: Wait


class Open(_Effect, frozen=True):
    """Begin a download, without credentials. Answered with an `Opened`."""

    link: Link
    headers: Mapping[str, str] = field(default_factory=dict)
    within: float = 600.0
    """Seconds, for all of it."""


class Ahead(_Effect, frozen=True):
    """These downloads come next: begin as many of them as is fit, and drop those begun that are not among
    them. Answered with None at once.
    """

    opens: Sequence[Open]


class Opened(_Effect, frozen=True):
    """A download that has begun: its status and headers (names in lower case); `stream` is the shell's."""

    _hidden = frozenset({"headers", "stream"})

    status: int
    headers: Mapping[str, str]
    stream: Any


class Read(_Effect, frozen=True):
    """The next bytes of a download, as they came. Answered with bytes; none at its end."""

    opened: Opened
    within: float = 600.0
    """Seconds, for all of it."""


class Close(_Effect, frozen=True):
    """The download is not needed any more. Answered with None."""

    opened: Opened


class Acquire(_Effect, frozen=True):
    """Wait for one's turn with something that only one may do at a time. Answered with None."""

    key: str


class Release(_Effect, frozen=True):
    """Give one's turn back. Answered with None."""

    key: str


class Emit(_Effect, frozen=True):
    """Hand these on to the caller. Answered with None."""

    _hidden = frozenset({"items"})

    items: Sequence[Any]


Effect: TypeAlias = Send | Pause | Open | Ahead | Read | Close | Acquire | Release | Emit
Conversation: TypeAlias = Generator[Effect, Any, T]
"""A piece of the core: yields effects, is sent their answers, and returns a `T`."""
