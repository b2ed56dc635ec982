"""The errors of operations, collected so that all are reported at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import RenderError


class Refusals:
    """The error of each operation that cannot be generated, by its pointer."""

    def __init__(self) -> None:
        self._found: dict[str, RenderError] = {}

    @contextmanager
    def of(self, operation: str) -> Iterator[None]:
        """Stores the `RenderError` that the block raises."""
        try:
            yield
        except RenderError as error:
            self._found.setdefault(operation, error)

    def raise_all(self) -> None:
        """Raises the first error, if there is one, with all of them in `by_operation`."""
        for error in self._found.values():
            error.by_operation = dict(self._found)
            raise error
