"""Input and result of fetching a unit."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs
from copilot_usage_metrics import CopilotMetrics, CopilotMetricsError

from ..access.settings import RunSettings
from .events import Tell
from .reading import Candidate

if TYPE_CHECKING:
    from ..privacy import Transform


class Stopped(Exception):
    """The run is ending: the unit is abandoned and not stored."""


@attrs.frozen
class FetchContext:
    """What fetching a unit needs."""

    client: CopilotMetrics
    settings: RunSettings
    tell: Tell
    transform: Transform | None = None
    stop: threading.Event = attrs.field(factory=threading.Event)
    slots: threading.Semaphore = attrs.field(factory=lambda: threading.Semaphore(1 << 20))
    """Limits the units with rows in memory, over all credentials."""

    @property
    def is_private(self) -> bool:
        """Whether the lake contains no plain names, so that no external text may be stored."""
        return self.transform is not None


@attrs.frozen
class FetchResult:
    """The result of fetching a unit."""

    candidate: Candidate
    bytes: int = 0
    error: CopilotMetricsError | None = None
    """The raised error, if any."""


@contextmanager
def held(slots: threading.Semaphore) -> Iterator[Callable[[], None]]:
    """Yields a function that acquires a slot on its first call; the slot is released at the end."""
    taken = False

    def take() -> None:
        nonlocal taken
        if not taken:
            slots.acquire()
            taken = True

    try:
        yield take
    finally:
        if taken:
            slots.release()
