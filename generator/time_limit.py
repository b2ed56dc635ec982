"""A limit on the time that a command may take, for documents whose cost no other bound foresees."""

from __future__ import annotations

import _thread
import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

from .errors import InputError, UsageError

VARIABLE = "GENERATOR_MAX_SECONDS"
DEFAULT_SECONDS = 120.0
"""GitHub's whole description takes about ten."""


def _seconds() -> float:
    """The limit: the environment's, else the default. Raises `UsageError` where it is no number above 0."""
    text = os.environ.get(VARIABLE) or str(DEFAULT_SECONDS)
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value <= threading.TIMEOUT_MAX:
        raise UsageError(f"{VARIABLE}: expected seconds, found {text!r}")
    return value


def _raise_in_main(number: signal.Signals) -> None:
    """Sends a signal to the main thread, where it waits while signals are held back."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, number)
    else:  # Windows
        _thread.interrupt_main(number)


def _start_deaf(thread: threading.Thread) -> None:
    """Starts a thread that takes no signals: one that the main thread holds back must not arrive through it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        thread.start()
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        thread.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def limited(what: str) -> Iterator[None]:
    """Ends the block with `InputError` about `what` when the limit is over.

    Outside of the main thread there is no limit: only there can a signal interrupt what runs.
    """
    limit = _seconds()
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(number: int, frame: FrameType | None) -> NoReturn:
        raise InputError(
            f"not finished after {limit:g} seconds",
            file=what,
            hint=f"{VARIABLE} sets another limit",
        )

    number = getattr(signal, "SIGALRM", None) or signal.SIGBREAK  # type: ignore[attr-defined]
    before = signal.signal(number, interrupt)
    timer = threading.Timer(limit, _raise_in_main, [number])
    timer.daemon = True
    _start_deaf(timer)
    try:
        yield
    finally:
        timer.cancel()
        signal.signal(number, before)
