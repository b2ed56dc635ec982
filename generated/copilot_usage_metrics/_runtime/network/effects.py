"""What the core asks of the world. It yields one of these and is sent the answer.

A shell carries them out, waiting or awaiting; a failure of the network is thrown into the core as a
`TransportError`.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

import attrs

from ..calls.retry import Wait
from ..reports.links import Link

T = TypeVar("T")

MOST_AHEAD = 10
"""Downloads that are begun before their turn; their bodies stay unread until then."""


@attrs.frozen
class Request:
    """What to send to the API. It carries the token, so it shows no headers."""

    method: str
    url: str
    headers: Mapping[str, str] = attrs.field(repr=False)

    def __reduce__(self) -> str:
        raise TypeError("a request is not pickled: it carries the token")


@attrs.frozen
class Send:
    """Send a request to the API and read the answer to its end. Answered with a `Received`."""

    request: Request
    timeout: float
    """Seconds, for each step of it."""
    within: float
    """Seconds, for all of it."""


@attrs.frozen
class Pause:
    """Wait. Answered with None."""

    wait: Wait


@attrs.frozen
class Open:
    """Begin a download, without credentials. Answered with an `Opened`."""

    link: Link
    headers: Mapping[str, str] = attrs.field(factory=dict)
    within: float = attrs.field(default=600.0, eq=False)
    """Seconds, for all of it."""


@attrs.frozen
class Ahead:
    """These downloads come next: begin as many of them as is fit, and drop those begun that are not among
    them. Answered with None at once.
    """

    opens: Sequence[Open]


@attrs.frozen
class Opened:
    """A download that has begun: its status and headers (names in lower case); `stream` is the shell's."""

    status: int
    headers: Mapping[str, str] = attrs.field(repr=False)
    stream: Any = attrs.field(repr=False)


@attrs.frozen
class Read:
    """The next bytes of a download, as they came. Answered with bytes; none at its end."""

    opened: Opened
    within: float = 600.0
    """Seconds, for all of it."""


@attrs.frozen
class Close:
    """The download is not needed any more. Answered with None."""

    opened: Opened


@attrs.frozen
class Acquire:
    """Wait for one's turn with something that only one may do at a time. Answered with None."""

    key: str


@attrs.frozen
class Release:
    """Give one's turn back. Answered with None."""

    key: str


@attrs.frozen
class Emit:
    """Hand these on to the caller. Answered with None."""

    items: Sequence[Any] = attrs.field(repr=False)


Effect: TypeAlias = Send | Pause | Open | Ahead | Read | Close | Acquire | Release | Emit
Conversation: TypeAlias = Generator[Effect, Any, T]
"""A piece of the core: yields effects, is sent their answers, and returns a `T`."""
