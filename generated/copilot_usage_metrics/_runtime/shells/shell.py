"""The common parts of both shells: settings, closing, and copies with other settings."""

from __future__ import annotations

import copy
from typing import Self

from ..access.settings import Settings
from .observer import Observer


class Shell:
    """Settings and state of a shell; a copy shares the connections and locks."""

    def __init__(self, settings: Settings, observer: Observer) -> None:
        self.settings = settings
        self._observer = observer
        self._is_closed = False
        self._origin: Shell | None = None

    @property
    def is_closed(self) -> bool:
        """Whether it was closed, or the shell that it was copied from."""
        return self._is_closed or (self._origin is not None and self._origin.is_closed)

    def close(self) -> None:
        """Refuses every further request of this shell and its copies."""
        self._is_closed = True

    def with_options(self, settings: Settings, observer: Observer) -> Self:
        """A copy with these settings."""
        other = copy.copy(self)
        vars(other).update(settings=settings, _observer=observer, _origin=self, _is_closed=False)
        return other
