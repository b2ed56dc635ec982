"""Sends a response, correctly or like a bad network."""

from __future__ import annotations

import http
import selectors
import socket
import struct
import threading
import time
from collections.abc import Iterator
from email.utils import formatdate

from .messages import Delivery, Reply

_LONGEST_STALL_SECONDS = 600.0
_SLICE = 1 << 14


class Gone(ConnectionError):
    """The connection is closed, as planned or by the client."""

    def __init__(self, *, reset: bool = False) -> None:
        super().__init__("over")
        self.reset = reset


def send(
    connection: socket.socket, reply: Reply, closing: threading.Event, *, now: float, head: bool
) -> None:
    """Send a response.

    Args:
        connection: The connection of the client.
        reply: The response.
        now: The time of its `Date` header, in seconds since 1970.
        closing: Set when the server is about to stop, which ends every wait.
        head: Whether the request was a HEAD, so that no body is sent.

    Raises:
        Gone: The connection is closed, as planned.
    """
    plan = reply.delivery
    if plan.wait and _pause(connection, closing, plan.wait):
        raise Gone
    if plan.reset_at == 0:
        raise Gone(reset=True)
    length = len(reply.body) if isinstance(reply.body, bytes) else reply.length
    bodyless = reply.status in (204, 304)
    chunked = not bodyless and (
        plan.framing == "chunks" or (plan.framing == "length" and length is None)
    )
    framed = plan.framing != "none" or bodyless
    date = formatdate(now, usegmt=True)
    lines = [f"HTTP/1.1 {reply.status} {_phrase(reply.status)}", f"Date: {date}"]
    lines += [f"{name}: {value}" for name, value in reply.headers]
    if chunked:
        lines.append("Transfer-Encoding: chunked")
    elif framed and not bodyless:
        lines.append(f"Content-Length: {(length or 0) + plan.overstate}")
    if not framed:
        lines.append("Connection: close")
    start = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
    if head or bodyless:
        connection.sendall(start)
        return
    pieces = iter([reply.body]) if isinstance(reply.body, bytes) else reply.body
    for piece in _planned(connection, pieces, plan, closing):
        framed_piece = b"%x\r\n%s\r\n" % (len(piece), piece) if chunked and piece else piece
        connection.sendall(start + framed_piece)
        start = b""
    if chunked:
        start += b"0\r\n\r\n"
    if start:
        connection.sendall(start)
    if not framed or plan.overstate:
        raise Gone


def _planned(
    connection: socket.socket, pieces: Iterator[bytes], plan: Delivery, closing: threading.Event
) -> Iterator[bytes]:
    """The pieces up to the planned end; raises `Gone` there."""
    stops = {plan.stall_at: "stall", plan.cut_at: "cut", plan.reset_at: "reset"}
    stop = min((place for place in stops if place is not None), default=None)
    sent = 0
    for piece in _sliced(pieces, plan.rate):
        if plan.rate:
            _pause(connection, closing, len(piece) / plan.rate)  # the time to transfer the piece
        if closing.is_set():
            raise Gone
        if stop is not None and sent + len(piece) >= stop:
            yield piece[: stop - sent]  # if it is empty, at least the headers are sent
            if stops[stop] == "stall":
                _pause(connection, closing, _LONGEST_STALL_SECONDS)
            raise Gone(reset=stops[stop] == "reset")
        yield piece
        sent += len(piece)


def _sliced(pieces: Iterator[bytes], rate: float | None) -> Iterator[bytes]:
    size = _SLICE if rate is None else max(1, min(_SLICE, int(rate / 20)))
    for piece in pieces:
        if rate is None:
            if piece:
                yield piece
            continue
        for start in range(0, len(piece), size):
            yield piece[start : start + size]


def _pause(connection: socket.socket, closing: threading.Event, seconds: float) -> bool:
    """Wait until the time is over or the client has disconnected. Returns whether the wait was cut short."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if closing.wait(min(left, 0.05)):
            return True
        if _left(connection):
            return True
    return False


def _left(connection: socket.socket) -> bool:
    """Whether the client has closed the connection."""
    try:
        with selectors.DefaultSelector() as selector:
            selector.register(connection, selectors.EVENT_READ)
            return bool(selector.select(0)) and not connection.recv(1, socket.MSG_PEEK)
    except (OSError, ValueError):
        return True


def prepare_reset(connection: socket.socket) -> None:
    """Make closing the connection reset it, instead of ending it in order."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _phrase(status: int) -> str:
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
