"""SIGTERM, by which schedulers end programs: it ends one as Ctrl-C does."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import attrs


@attrs.define
class Termination:
    """Whether SIGTERM came."""

    came: bool = False


@contextmanager
def sigterm_interrupts() -> Iterator[Termination]:
    """Within it the first SIGTERM raises `KeyboardInterrupt` in the main thread; those after it change nothing.

    Whoever has a handler of their own, as task runners have, keeps it. On other threads it does nothing.
    """
    found = Termination()
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
    ):
        yield found
        return
    owner = os.getpid()

    def handle(number: int, frame: FrameType | None) -> None:
        if os.getpid() != owner:  # a worker that was forked off: it ends as it would have
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTERM)
        elif not found.came:
            found.came = True
            raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, handle)
    try:
        yield found
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
