"""What asking for a unit takes and gives."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs
from copilot_usage_metrics import CopilotMetrics, CopilotMetricsError

from .events import Tell
from .reading import Candidate
from .settings import Settings

if TYPE_CHECKING:
    from ..privacy import Transform


class Stopped(Exception):
    """The run is to end: this unit is given up, and nothing of it gets into the lake."""


@attrs.frozen
class Context:
    """What asking for a unit takes."""

    client: CopilotMetrics
    settings: Settings
    tell: Tell
    transform: Transform | None = None
    stop: threading.Event = attrs.field(factory=threading.Event)
    slots: threading.Semaphore = attrs.field(factory=lambda: threading.Semaphore(1 << 20))
    """As many units as may have rows in memory at once, of all lanes together."""

    @property
    def is_private(self) -> bool:
        """Whether the lake keeps no plain names, so that no text from outside may get into it."""
        return self.transform is not None


@attrs.frozen
class Answer:
    """What became of asking for a unit."""

    candidate: Candidate
    bytes: int = 0
    error: CopilotMetricsError | None = None
    """What was raised, where something was."""


@contextmanager
def held(slots: threading.Semaphore) -> Iterator[Callable[[], None]]:
    """Gives a function that takes a slot when it is first called; given back at the end."""
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
