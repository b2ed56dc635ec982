"""Who waits at a server at the same time: shown by letting nobody go before enough of them are there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.runtime.patience import PATIENCE


class Crowd:
    """The requests that wait for their answers."""

    def __init__(self) -> None:
        self.arrived = 0
        self.most = 0
        """How many waited at once."""
        self.in_vain = False
        """Whether somebody was not joined by those they waited for: then everybody is let go."""
        self._now = 0
        self._is_open = False
        self._changed = threading.Condition()

    def wait_for(self, arrived: int) -> None:
        """Comes in, and leaves when so many have come, since the beginning."""
        self._wait(lambda: self.arrived >= arrived)

    def wait(self) -> None:
        """Comes in, and leaves when somebody opens."""
        self._wait(lambda: self._is_open)

    def open(self) -> None:
        """Lets all go, and those to come."""
        with self._changed:
            self._is_open = True
            self._changed.notify_all()

    def _wait(self, is_over: Callable[[], bool]) -> None:
        with self._joined():
            if not self._changed.wait_for(lambda: self.in_vain or is_over(), PATIENCE):
                self.in_vain = True

    @contextmanager
    def _joined(self) -> Iterator[None]:
        with self._changed:
            self.arrived += 1
            self._now += 1
            self.most = max(self.most, self._now)
            self._changed.notify_all()
            try:
                yield
            finally:
                self._now -= 1
                self._changed.notify_all()
