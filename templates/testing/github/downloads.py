"""The download host: serves files for signed links, without authentication."""

from __future__ import annotations

import re
import threading
import zlib
from collections.abc import Iterator
from dataclasses import replace

from ..files.content import Content
from ..web.messages import Delivery, ReceivedRequest, Reply, text_reply
from . import refusals
from .world import World

_RANGE = re.compile(r"bytes=([0-9]*)-([0-9]*)")
_AGAIN = "/again"


class Downloads:
    """Responds to requests at the download port."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._ended: set[str] = set()
        self._used: set[str] = set()
        self._lock = threading.Lock()

    def __call__(self, request: ReceivedRequest) -> Reply:
        """The response to a request."""
        world, target = self._world, request.target
        wait = float(world.board.take("latency", target) or 0) / 1000
        reply = self._answer(request)
        reply = reply.with_headers(("x-ms-request-id", world.request_id()))
        return replace(reply, delivery=replace(reply.delivery, wait=wait))

    def _answer(self, request: ReceivedRequest) -> Reply:
        board, target = self._world.board, request.target
        if board.take("download-proxy-403", target) is not None:
            return refusals.page_of_html(403, "Access denied by the proxy")
        status = board.take("blob-error", target)
        if status is not None:
            return refusals.blob_error(int(status), "ServerBusy", "The server is busy.")
        if request.method not in ("GET", "HEAD"):
            return refusals.blob_error(405, "UnsupportedHttpVerb", "The resource cannot do that.")
        path = request.path.removeprefix(_AGAIN)
        found = self._world.links.check(path, request.query_string)
        if found is None:
            return refusals.blob_error(403, "AuthenticationFailed", "The signature does not fit.")
        file, end = found
        if self._is_over(request, end):
            return self._over()
        if path == request.path:
            if board.take("download-redirect", target) is not None:
                return _to(f"{self._world.download_url}{_AGAIN}{target}")
            if board.take("download-redirect-away", target) is not None:
                return _to(f"{self._world.api_url}{target}")
        missing = board.look("blob-missing", target)
        content = self._world.content(file, target)
        if content is None or (missing is not None and int(float(missing)) == file.part):
            return refusals.blob_error(404, "BlobNotFound", "The blob does not exist.")
        return self._file(request, content)

    def _is_over(self, request: ReceivedRequest, end: float) -> bool:
        board, target = self._world.board, request.target
        signature = request.query.get("sig", "")
        with self._lock:
            ended = signature in self._ended
            if board.look("single-use", target) is not None:
                ended = ended or signature in self._used
            if request.method == "GET":
                self._used.add(signature)
        return ended or self._world.clock.now() >= end or self._expires_now(request)

    def _expires_now(self, request: ReceivedRequest) -> bool:
        status = self._world.board.take("expired", request.target)
        if status is None:
            return False
        with self._lock:
            self._ended.add(request.query.get("sig", ""))
        return True

    def _over(self) -> Reply:
        board = self._world.board
        status = board.look("expiry-status") or board.look("expired") or "403"
        code = "AuthenticationFailed" if status in ("401", "403") else "ResourceNotFound"
        return refusals.blob_error(int(status), code, "The link has expired.")

    def _file(self, request: ReceivedRequest, content: Content) -> Reply:
        board, target = self._world.board, request.target
        etag = content.etag
        if board.look("changed-file", target) is not None:
            etag = f'"0x{self._world.request_id().replace(":", "")}"'
        media_type = board.look("content-type", target) or "application/octet-stream"
        headers: tuple[tuple[str, str], ...] = (("Content-Type", media_type), ("ETag", etag))
        delivery = self._delivery(request)
        packs = board.look("gzip", target) is not None
        if packs and "gzip" in request.headers.get("accept-encoding", ""):
            headers += (("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding"))
            return Reply(200, headers, _packed(content.pieces()), None, delivery)
        length = content.length
        if length is None or board.look("no-ranges", target) is not None:
            return Reply(200, headers, content.pieces(), length, delivery)
        headers += (("Accept-Ranges", "bytes"),)
        wanted = _range(request, etag, length)
        if wanted is None:
            return Reply(200, headers, content.pieces(), length, delivery)
        start, end = wanted
        if start >= length:
            return text_reply(416, "", "text/plain", ("Content-Range", f"bytes */{length}"))
        headers += (("Content-Range", f"bytes {start}-{end - 1}/{length}"),)
        return Reply(206, headers, _some(content.pieces(start), end - start), end - start, delivery)

    def _delivery(self, request: ReceivedRequest) -> Delivery:
        take, target = self._world.board.take, request.target
        if request.method == "HEAD":
            return Delivery()
        midway = _number(take("dies-midway", target))
        if midway is not None:
            with self._lock:
                self._ended.add(request.query.get("sig", ""))
        cut = _number(take("truncate", target))
        chunk_cut = _number(take("chunk-cut", target))
        places = [place for place in (midway, cut, chunk_cut) if place is not None]
        unframed = take("unframed", target) is not None
        rate = _number(take("slow", target))
        return Delivery(
            rate=rate or None,
            stall_at=_number(take("stall", target)),
            cut_at=min(places, default=None),
            reset_at=_number(take("reset", target)),
            framing="none" if unframed else "chunks" if chunk_cut is not None else "length",
            overstate=_number(take("overstate", target)) or 0,
        )


def _number(text: str | None) -> int | None:
    return None if text is None else int(float(text))


def _to(address: str) -> Reply:
    return Reply(302, (("Location", address),))


def _range(request: ReceivedRequest, etag: str, length: int) -> tuple[int, int] | None:
    """The requested range of a file; None for all of it."""
    found = _RANGE.fullmatch(request.headers.get("range", ""))
    condition = request.headers.get("if-range")
    if found is None or (condition is not None and condition != etag):
        return None
    first, last = found.groups()
    if first:
        end = min(length, int(last) + 1) if last else length
        return (int(first), end) if int(first) < end or int(first) >= length else None
    return (max(0, length - int(last)), length) if last else None


def _some(pieces: Iterator[bytes], left: int) -> Iterator[bytes]:
    for piece in pieces:
        yield piece[:left]
        left -= len(piece)
        if left <= 0:
            return


def _packed(pieces: Iterator[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(6, wbits=31)
    for piece in pieces:
        packed = packer.compress(piece)
        if packed:
            yield packed
    yield packer.flush()
