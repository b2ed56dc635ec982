"""SIGTERM and Ctrl-C: how they end a command, and the process."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

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


def end_process(code: int) -> NoReturn:
    """Ends the process at once, with what it has printed.

    A thread that is blocked in a read cannot be interrupted. The interpreter would wait for some of these threads,
    and end others within native code, which can crash. The lake takes a kill at any moment.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    if "multiprocessing" in sys.modules:
        import multiprocessing

        for child in multiprocessing.active_children():
            child.kill()
    os._exit(code)
