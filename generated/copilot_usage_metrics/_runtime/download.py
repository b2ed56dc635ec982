"""One file of a report: asked for without credentials, resumed where it broke, its links renewed.

Links live about an hour. A host that answers 401, 403, 404 or 410 has most likely let one expire; then the
report is asked for once more and the file goes on from where it stopped.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin, urlsplit

import attrs

from .effects import Close, Conversation, Emit, Open, Opened, Pause, Read
from .errors import TransportError
from .outcome import Part
from .retry import Failure, Wait, decide
from .settings import Settings, is_loopback_host

EXPIRED = (401, 403, 404, 410)
_REDIRECTS = (301, 302, 303, 307, 308)
_MAX_REDIRECTS = 5


class Unreachable(Exception):
    """A file that cannot be had. The text says why, without its link."""


@attrs.define
class Source:
    """How far a file has been read, and what it takes to go on."""

    link: str = attrs.field(repr=False)
    read: int = 0
    """Bytes handed on."""
    digest: int = 0
    """CRC-32 of these bytes: what is read again must be the same."""
    validator: str | None = None
    """A strong ETag, for asking for the rest only."""
    is_renewed: bool = False


def file_name(link: str) -> str:
    """The last part of a link's path: never its query, which is the key."""
    name = urlsplit(link).path.rsplit("/", 1)[-1]
    return "".join(c for c in name if c.isprintable())[:120] or "file"


def download(
    source: Source,
    part: Part,
    take: Callable[[bytes], list[Any]],
    renew: Callable[[], Conversation[str | None]],
    settings: Settings,
) -> Conversation[None]:
    """Reads a file to its end, handing each piece to `take` and what that gives to the caller.

    `renew` asks for a new link; None where there is none.

    Raises:
        Unreachable: It cannot be had, or is another file than the one that was begun.
    """
    until = settings.clock.monotonic() + settings.retry.deadline_seconds
    attempt = 0
    while True:
        attempt += 1
        part.attempts += 1
        begun = source.read
        try:
            failure = yield from _attempt(source, take, settings)
        except TransportError as error:
            failure = Failure(message=str(error))
        if failure is None:
            return
        if source.read > begun:  # it went on: the next attempt is the first one for what is left
            attempt = 1
            until = settings.clock.monotonic() + settings.retry.deadline_seconds
        if failure.status in EXPIRED:
            link = None if source.is_renewed else (yield from renew())
            if link is None:
                raise Unreachable(f"the download host answered {failure.status}")
            source.link, source.is_renewed = link, True
            continue
        wait = _decide(failure, attempt, settings, until)
        if wait is None:
            raise Unreachable(failure.message or f"the download host answered {failure.status}")
        yield Pause(wait)


def _decide(failure: Failure, attempt: int, settings: Settings, until: float) -> Wait | None:
    return decide(
        failure,
        attempt,
        settings.retry,
        now=settings.clock.now(),
        left=until - settings.clock.monotonic(),
        chance=settings.clock.random(),
    )


def _attempt(
    source: Source, take: Callable[[bytes], list[Any]], settings: Settings
) -> Conversation[Failure | None]:
    opened = yield from _open(source, settings)
    if opened.status not in (200, 206):
        yield Close(opened)
        return Failure(status=opened.status, headers=opened.headers)
    again = 0 if opened.status == 206 and _goes_on(opened, source.read) else source.read
    if opened.status == 206 and again:
        yield Close(opened)
        raise Unreachable("the download host sent another range than the one asked for")
    source.validator = _validator(opened)
    checked = 0
    while piece := (yield Read(opened)):
        if again:  # from the beginning: what was handed on already is compared and passed over
            head, piece = piece[:again], piece[again:]
            checked = zlib.crc32(head, checked)
            again -= len(head)
            if again == 0 and checked != source.digest:
                yield Close(opened)
                raise Unreachable("the file changed while it was read")
        if piece:
            source.digest = zlib.crc32(piece, source.digest)
            source.read += len(piece)
            if items := take(piece):
                yield Emit(items)
    yield Close(opened)
    if again:
        raise Unreachable("the file became shorter while it was read")
    return None


def _open(source: Source, settings: Settings) -> Conversation[Opened]:
    url = source.link
    headers = {"Accept": "*/*", "User-Agent": settings.user_agent}
    if source.read and source.validator is not None:
        headers["Range"] = f"bytes={source.read}-"
        headers["If-Range"] = source.validator
    else:
        headers["Accept-Encoding"] = "gzip"
    for _ in range(_MAX_REDIRECTS + 1):
        _check(url)
        opened: Opened = yield Open(url, headers)
        if opened.status not in _REDIRECTS:
            return opened
        yield Close(opened)
        url = urljoin(url, opened.headers.get("location", ""))
    raise Unreachable(f"more than {_MAX_REDIRECTS} redirects")


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, is_bare = parts.hostname, parts.username is None
    except ValueError:
        raise Unreachable("its link is no URL") from None
    if not host or not is_bare:
        raise Unreachable("its link is no URL")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback_host(host)):
        raise Unreachable("its link is not https")


def _validator(opened: Opened) -> str | None:
    """A strong ETag of bytes that came as they are: only they can be asked for in part."""
    etag = opened.headers.get("etag", "")
    plain = opened.headers.get("content-encoding", "identity") == "identity"
    return etag if plain and etag.startswith('"') else None


def _goes_on(opened: Opened, offset: int) -> bool:
    return opened.headers.get("content-range", "").lower().startswith(f"bytes {offset}-")
