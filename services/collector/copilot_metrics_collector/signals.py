"""Handling of SIGTERM and Ctrl-C."""

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
    """Whether SIGTERM was received."""

    came: bool = False


@contextmanager
def sigterm_interrupts() -> Iterator[Termination]:
    """Raises `KeyboardInterrupt` in the main thread on the first SIGTERM; ignores later ones.

    An existing handler, as in task runners, is not replaced. On other threads this does nothing.
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
        if os.getpid() != owner:  # a forked worker: use the default action
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
    """Flushes the output and ends the process at once.

    A thread blocked in a read cannot be interrupted. The interpreter would wait for some of these threads
    and end others within native code, which can crash. The lake is safe to kill at any time.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    if "multiprocessing" in sys.modules:
        import multiprocessing

        for child in multiprocessing.active_children():
            child.kill()
    os._exit(code)
