"""Barriers that prove concurrency: no request gets its response until enough of them wait at the server."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.runtime.patience import PATIENCE


class Crowd:
    """The requests that wait for their responses."""

    def __init__(self) -> None:
        self.arrived = 0
        self.most = 0
        """The greatest number of requests that waited at once."""
        self.in_vain = False
        """Whether a request timed out while waiting for the others: then all are released."""
        self._now = 0
        self._is_open = False
        self._changed = threading.Condition()

    def wait_for(self, arrived: int) -> None:
        """Wait until this many requests have arrived in total."""
        self._wait(lambda: self.arrived >= arrived)

    def wait(self) -> None:
        """Wait until `open` is called."""
        self._wait(lambda: self._is_open)

    def open(self) -> None:
        """Release all requests, including later ones."""
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
