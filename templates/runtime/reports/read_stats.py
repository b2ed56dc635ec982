"""Statistics of rows, during and after a read, from any source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, Self, TypeVar

import attrs

from ..decoding.learned_types import Sighting
from ..decoding.outcome import BadLine, Outcome, Part
from ..decoding.reading import RowFamily
from ..decoding.row import Row
from ..errors import AlreadyConsumedError, ArgumentError
from ..nodata import NoData
from .report import Ledger, Tee

R_co = TypeVar("R_co", bound=Row, covariant=True)


@attrs.frozen
class Oddities:
    """Undeclared keys and types in the files of a row type, by path."""

    row_type: type[Row]
    unknown_keys: Mapping[str, Sighting]
    type_drift: Mapping[str, Sighting]


class ReadStats(Generic[R_co]):
    """Counts of read and dropped rows and of anomalies."""

    def __init__(self, family: RowFamily[R_co]) -> None:
        self._family = family
        self._ledger = Ledger()
        self._is_begun = False
        self._now: Part | None = None

    def _begin(self) -> None:
        if self._is_begun:
            raise AlreadyConsumedError(
                "these rows were already read: call the method again to read them again"
            )
        self._is_begun = True

    @property
    def is_begun(self) -> bool:
        """Whether the first row was requested."""
        return self._is_begun

    @property
    def row_type(self) -> type[R_co]:
        """The type of the rows."""
        return self._family.row_type

    def keep_raw(self, tee: Tee) -> Self:
        """Call `tee` with every piece of every file, before decoding, and its part. Returns the rows.

        For storing the files: rows can then be decoded again after GitHub has deleted the files.
        """
        self._ledger.tee = tee
        return self

    def limit_line_bytes(self, max_bytes: int) -> Self:
        """Set the greatest length of a line, or of a value over many lines: 64 MB by default. Returns the rows.

        A longer one is skipped and counted as a bad line. Raises `ArgumentError` for an invalid size.
        """
        if type(max_bytes) is not int or max_bytes < 1:
            raise ArgumentError("max_bytes", f"expected a number of bytes, not {max_bytes!r}")
        self._ledger.max_line_bytes = max_bytes
        return self

    @property
    def days(self) -> tuple[Outcome, ...]:
        """The outcome of each requested day, in order; one entry for a single report."""
        return tuple(self._ledger.outcomes)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The files, in the order of their links."""
        return tuple(part for outcome in self._ledger.outcomes for part in outcome.parts)

    @property
    def failed_parts(self) -> tuple[Part, ...]:
        """The files that could not be read."""
        return tuple(part for outcome in self._ledger.outcomes for part in outcome.failed_parts)

    @property
    def notes(self) -> tuple[str, ...]:
        """Notes on files that were read to their end: an empty file among others."""
        return tuple(note for outcome in self._ledger.outcomes for note in outcome.notes)

    @property
    def rows(self) -> int:
        """The number of rows that were yielded."""
        return sum(outcome.rows for outcome in self._ledger.outcomes)

    @property
    def duplicates(self) -> int:
        """The number of duplicate rows, equal byte for byte, that were dropped."""
        return sum(outcome.duplicates for outcome in self._ledger.outcomes)

    @property
    def conflicts(self) -> int:
        """The number of rows with the key of an earlier one and other content; all were yielded."""
        return sum(outcome.conflicts for outcome in self._ledger.outcomes)

    @property
    def bad_lines(self) -> tuple[BadLine, ...]:
        """Lines that are not JSON objects: file, line, reason. The first thousand of each report."""
        return tuple(bad for outcome in self._ledger.outcomes for bad in outcome.bad_lines)

    @property
    def bad_line_count(self) -> int:
        """The number of lines that are not JSON objects."""
        return sum(outcome.bad_line_count for outcome in self._ledger.outcomes)

    @property
    def unknown_keys(self) -> dict[str, Sighting]:
        """Keys that the row types do not have, by path, with count and type of value."""
        return self._family.unknown_keys

    @property
    def type_drift(self) -> dict[str, Sighting]:
        """Known keys with another type than declared, by path. Their values are in `extra`."""
        return self._family.type_drift

    @property
    def reading_now(self) -> str | None:
        """The name of the file that is being read; None before, between and after files."""
        part = self.part_now
        return None if part is None else part.name

    @property
    def part_now(self) -> Part | None:
        """The file that is being read; None before, between and after files."""
        if self._now is None or self._now.state != "reading":
            parts = self._ledger.outcomes[-1].parts if self._ledger.outcomes else []
            self._now = next((part for part in parts if part.state == "reading"), None)
        return self._now

    @property
    def entity_fields(self) -> tuple[str, ...]:
        """The fields of a row with the id of its organization or enterprise."""
        return self._family.about

    @property
    def oddities(self) -> tuple[Oddities, ...]:
        """`unknown_keys` and `type_drift` by row type: of the rows, and of their enclosing objects."""
        decoders = (self._family.decoder, self._family.window_decoder)
        return tuple(
            Oddities(each.row_type, each.unknown_keys, each.type_drift)
            for each in decoders
            if each is not None
        )

    @property
    def windows(self) -> tuple[Row, ...]:
        """The enclosing objects of the days of a 28-day report: its first and last day, and its common fields."""
        return tuple(self._family.windows)

    @property
    def no_data(self) -> NoData | None:
        """Why there are no rows; None if there are some, or it is not known yet."""
        outcomes = self._ledger.outcomes
        if not outcomes or any(outcome.no_data is None for outcome in outcomes):
            return None
        return outcomes[0].no_data

    @property
    def is_complete(self) -> bool:
        """Whether all requested rows were read to their end."""
        outcomes = self._ledger.outcomes
        return bool(outcomes) and all(outcome.is_complete for outcome in outcomes)

    def _shown(self, of: str) -> str:
        outcomes = self._ledger.outcomes
        has_failed = any(each.error is not None or each.failed_parts for each in outcomes)
        begun = "not complete" if has_failed else "begun"
        state = "complete" if self.is_complete else begun if self._is_begun else "not begun"
        return f"<{type(self).__name__} of {of}: {self.rows} rows, {state}>"
