"""A limit on the run time of a command, for documents whose cost no other bound covers."""

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
"""Seconds. GitHub's whole description takes about ten."""
_AGAIN_SECONDS = 1.0
"""After how many more seconds the signal is sent again: Python ignores an exception in a weakref callback, as imports
have them, so the first one may be lost."""


def _seconds() -> float:
    """The limit from the environment, or the default. Raises `UsageError` unless it is a number above 0."""
    text = os.environ.get(VARIABLE) or str(DEFAULT_SECONDS)
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value <= threading.TIMEOUT_MAX:
        raise UsageError(f"{VARIABLE}: expected seconds, found {text!r}")
    return value


def _raise_in_main(number: signal.Signals) -> None:
    """Send a signal to the main thread, where it stays pending while signals are blocked."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, number)
    else:  # Windows
        _thread.interrupt_main(number)


def _start_deaf(thread: threading.Thread) -> None:
    """Start a thread with all signals blocked, so that a signal blocked in the main thread is not delivered here."""
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
    """End the block with an `InputError` about `what` when the time limit expires.

    Outside of the main thread there is no limit, because signals only interrupt the main thread.
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
    finished = threading.Event()

    def watch() -> None:
        wait = limit
        while not finished.wait(wait):
            _raise_in_main(number)
            wait = _AGAIN_SECONDS

    _start_deaf(threading.Thread(target=watch, daemon=True))
    try:
        yield
    finally:
        finished.set()
        signal.signal(number, before)
