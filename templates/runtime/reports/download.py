"""Downloads one file of a report: without credentials, resumed after a break, with a renewed link.

Links are valid for about an hour. After a response of 401, 403, 404 or 410 the link has most likely expired: the report
is requested again and the download continues where it stopped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import attrs
from msgspec.structs import replace
from xxhash import xxh3_64

from ..access.settings import Settings
from ..calls.retry import Failure, decide
from ..decoding.outcome import Part
from ..errors import TransportError
from ..protocol.effects import Close, Conversation, Effect, Emit, Open, Opened, Pause, Read, Wait
from ..protocol.encoding import ACCEPTED, EncodingError, decoder_for
from ..protocol.links import Link

EXPIRED = (401, 403, 404, 410)
MAX_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_RANGE = re.compile(
    r"bytes\s+(?:([0-9]{1,18})-[0-9]{1,18}|\*)/(?:([0-9]{1,18})|\*)\s*", re.IGNORECASE
)


SLOWEST_BYTES_PER_SECOND = 16 << 10
"""A file may take `RetryPolicy.deadline_seconds`, plus the time of its bytes at this rate."""


class Unreachable(Exception):
    """A file that cannot be downloaded. The text is the reason, without its link."""


@attrs.define
class DownloadState:
    """The progress of a download, and the data to resume it."""

    link: Link
    read: int = 0
    """Decoded bytes that were yielded."""
    digest: xxh3_64 = attrs.field(factory=xxh3_64)
    """The digest of these bytes: bytes that are read again must be equal."""
    validator: str | None = None
    """A strong ETag, for range requests."""
    renewed_at: int | None = None
    """The progress at the last renewal of the link: one renewal for each progress."""


@attrs.define
class _Budget:
    """The time that a file may take, with any progress; time that the caller spends on rows is not counted."""

    state: DownloadState
    settings: Settings
    spent: float = 0.0

    @property
    def left(self) -> float:
        """Seconds."""
        allowed = max(1.0, self.settings.retry.deadline_seconds)
        return allowed + self.state.read / SLOWEST_BYTES_PER_SECOND - self.spent

    def spend(self, effect: Effect) -> Conversation[Any]:
        """Carry out a network effect and count its time. Raises `Unreachable` if no time is left."""
        if self.left <= 0:
            raise Unreachable(
                f"it took longer than the deadline of {self.settings.retry.deadline_seconds:g} s, "
                f"at less than {SLOWEST_BYTES_PER_SECOND >> 10} kB/s"
            )
        begun = self.settings.clock.monotonic()
        try:
            return (yield effect)
        finally:
            self.spent += self.settings.clock.monotonic() - begun


def first_open(link: Link, settings: Settings) -> Open:
    """The first request of a download."""
    headers = {"Accept": "*/*", "Accept-Encoding": ACCEPTED, "User-Agent": settings.user_agent}
    return Open(link, headers, max(1.0, settings.retry.deadline_seconds))


def download(
    state: DownloadState,
    part: Part,
    take: Callable[[bytes], list[Any]],
    renew: Callable[[], Conversation[Link | None]],
    settings: Settings,
) -> Conversation[None]:
    """Read a file to its end, passing each piece to `take` and its rows to the caller.

    `renew` requests a new link and returns None if there is none.

    Raises:
        Unreachable: It cannot be downloaded, or has changed since its first request.
    """
    budget = _Budget(state, settings)
    attempt = 0
    while True:
        attempt += 1
        part.attempts += 1
        begun = state.read
        try:
            failure = yield from _attempt(state, take, budget)
        except TransportError as error:
            failure = Failure(message=str(error), is_github=False)
        if failure is None:
            return
        if state.read > begun:  # there was progress: attempts are counted again
            attempt = 1
        if failure.status in EXPIRED:
            link = None if state.renewed_at == state.read else (yield from renew())
            if link is None:
                raise Unreachable(f"the download host responded with {failure.status}")
            state.link, state.renewed_at = link, state.read
            continue
        wait = _decide(failure, attempt, settings, budget.left)
        if wait is None:
            raise Unreachable(
                failure.message or f"the download host responded with {failure.status}"
            )
        yield from budget.spend(Pause(wait))


def _decide(failure: Failure, attempt: int, settings: Settings, left: float) -> Wait | None:
    return decide(
        failure,
        attempt,
        settings.retry,
        now=settings.clock.now(),
        left=left,
        chance=settings.clock.random(),
    )


def _attempt(
    state: DownloadState, take: Callable[[bytes], list[Any]], budget: _Budget
) -> Conversation[Failure | None]:
    """Why an attempt failed; None after the file's end."""
    is_rest = state.read > 0 and state.validator is not None
    opened = yield from _open(state, is_rest, budget)
    failure: Failure | None = None
    problem: Exception | None = None
    try:
        failure = yield from _receive(state, opened, is_rest, take, budget)
    except (TransportError, Unreachable) as error:
        problem = error
    yield Close(opened)
    if problem is not None:
        raise problem
    return failure


def _open(state: DownloadState, is_rest: bool, budget: _Budget) -> Conversation[Opened]:
    request = first_open(state.link, budget.settings)
    if is_rest:
        headers = {
            **request.headers,
            "Accept-Encoding": "identity",
            "Range": f"bytes={state.read}-",
            "If-Range": state.validator or "",
        }
        request = Open(request.link, headers)
    for _ in range(MAX_REDIRECTS + 1):
        if request.link.objection is not None:
            raise Unreachable(request.link.objection)
        opened: Opened = yield from budget.spend(replace(request, within=budget.left))
        if opened.status not in _REDIRECTS:
            return opened
        yield Close(opened)
        location = opened.headers.get("location")
        if not location:
            raise Unreachable("the download host redirects without a usable location")
        request = Open(request.link.followed(location), request.headers)
    raise Unreachable(f"more than {MAX_REDIRECTS} redirects")


def _receive(
    state: DownloadState,
    opened: Opened,
    is_rest: bool,
    take: Callable[[bytes], list[Any]],
    budget: _Budget,
) -> Conversation[Failure | None]:
    headers = opened.headers
    first, total = _span(opened)
    if opened.status == 416 and is_rest:
        state.validator = None
        return None if total == state.read else _broken("the download host has no such range")
    if opened.status not in (200, 206):
        return Failure(status=opened.status, headers=headers, is_github=False)
    decoder = decoder_for(headers.get("content-encoding", ""))
    if decoder is None:
        raise Unreachable("the response has an encoding that was not requested")
    begins = state.read if opened.status == 206 and is_rest else 0
    if first != begins:
        raise Unreachable("the download host sent another range than requested")
    state.validator = _validator(opened)
    check = _Check(state, state.read - begins)
    came = 0
    try:
        while raw := (yield from budget.spend(Read(opened, budget.left))):
            came += len(raw)
            for piece in decoder.feed(raw):
                if items := check.take(piece, take):
                    yield Emit(items)
                    items.clear()  # before more rows are decoded: so they fit the processor's cache
        if total is not None and first + came != total:
            return _broken(f"it ended after {first + came} of {total} bytes")
        decoder.finish()
    except EncodingError as error:
        return _broken(str(error))
    if check.again:
        raise Unreachable("the file was shortened during the download")
    return None


@attrs.define
class _Check:
    """Skips bytes that were yielded already, which must be equal."""

    state: DownloadState
    again: int
    """Bytes still to skip."""
    digest: xxh3_64 = attrs.field(factory=xxh3_64)

    def take(self, piece: bytes, take: Callable[[bytes], list[Any]]) -> list[Any]:
        """The new bytes of a piece. Raises `Unreachable` if the file has changed."""
        if self.again:
            head, piece = piece[: self.again], piece[self.again :]
            self.digest.update(head)
            self.again -= len(head)
            if self.again == 0 and self.digest.digest() != self.state.digest.digest():
                raise Unreachable("the file changed during the download")
        if not piece:
            return []
        self.state.digest.update(piece)
        self.state.read += len(piece)
        return take(piece)


def _broken(message: str) -> Failure:
    return Failure(message=message, is_github=False)


def _span(opened: Opened) -> tuple[int, int | None]:
    """The position of the response's first byte in the file, and the total size, before decoding."""
    if opened.status in (206, 416):
        found = _RANGE.fullmatch(opened.headers.get("content-range", ""))
        if found is None:
            return -1, None
        return int(found[1] or 0), None if found[2] is None else int(found[2])
    length = opened.headers.get("content-length", "")
    return 0, int(length) if length.isascii() and length.isdigit() and len(length) < 19 else None


def _validator(opened: Opened) -> str | None:
    """A strong ETag of bytes without an encoding: ranges apply to these only."""
    etag = opened.headers.get("etag", "")
    plain = opened.headers.get("content-encoding", "").strip().lower() in ("", "identity")
    return etag if plain and etag.startswith('"') else None
