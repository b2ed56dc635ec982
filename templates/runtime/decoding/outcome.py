"""The outcome of a report, or of many days of one, during and after the read."""

from __future__ import annotations

import datetime
from typing import Literal, TypeAlias

import attrs

from ..errors import CopilotMetricsError
from ..nodata import NoData
from .learned_types import Sighting

MOST_BAD_LINES = 1000
"""The greatest number of bad lines that are stored with their reasons; all are counted."""

EMPTY = "the file is empty"

PartState: TypeAlias = Literal["waiting", "reading", "complete", "failed"]


@attrs.define
class Part:
    """One file of a report."""

    name: str
    """The file's name from its link, without the signature."""
    number: int
    """Its position among the report's links, from 1."""
    state: PartState = "waiting"
    reason: str | None = None
    """Why it failed."""
    note: str | None = None
    """A note on a file that was read to its end: that it is empty."""
    bytes: int = 0
    rows: int = 0
    attempts: int = 0
    """How often it was requested."""


@attrs.frozen
class BadLine:
    """A line that is not a JSON object."""

    file: str
    line: int
    reason: str


@attrs.define
class Outcome:
    """The outcome of one report."""

    day: datetime.date | None = None
    """The requested day; None for a 28-day report."""
    parts: list[Part] = attrs.field(factory=list)
    rows: int = 0
    """Rows that were yielded."""
    duplicates: int = 0
    """Duplicate rows, equal byte for byte, that were dropped."""
    conflicts: int = 0
    """Rows with the key of an earlier row and other content; all of them are yielded."""
    bad_lines: list[BadLine] = attrs.field(factory=list)
    bad_line_count: int = 0
    no_data: NoData | None = None
    error: CopilotMetricsError | None = None
    """Why a day of many has no data."""
    report_start_day: datetime.date | None = None
    report_end_day: datetime.date | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """Notes on parts that were read to their end: file and note."""
        return tuple(f"{part.name}: {part.note}" for part in self.parts if part.note is not None)

    def judge_empty(self) -> None:
        """Fail empty parts if no part has rows: some parts may be empty, but not all."""
        if self.parts and all(part.note == EMPTY for part in self.parts):
            for part in self.parts:
                part.state, part.reason, part.note = "failed", EMPTY, None

    @property
    def failed_parts(self) -> tuple[Part, ...]:
        """The parts that could not be read."""
        return tuple(part for part in self.parts if part.state == "failed")

    @property
    def is_complete(self) -> bool:
        """Whether every part was read to its end."""
        return (
            self.error is None
            and (bool(self.parts) or self.no_data is not None)
            and all(part.state == "complete" for part in self.parts)
        )

    def note_bad_line(self, file: str, line: int, reason: str) -> None:
        """Count a bad line, and store it up to the limit."""
        self.bad_line_count += 1
        if len(self.bad_lines) < MOST_BAD_LINES:
            self.bad_lines.append(BadLine(file, line, reason))


__all__ = ["BadLine", "NoData", "Outcome", "Part", "PartState", "Sighting"]
