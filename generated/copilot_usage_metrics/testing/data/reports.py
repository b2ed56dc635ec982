"""The files of an operation: the rows in each part of a report."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .activity import WINDOW_DAYS
from .aggregates import Aggregates
from .estate import Entity
from .schema_rows import Schema, SchemaRows
from .teams import team_rows
from .users import user_rows, window_rows

Row = dict[str, Any]
_USER_BYTES = 3400
_TEAM_BYTES = 180
_REPOSITORY_BYTES = 1100
_PEOPLE_A_PART = 20_000
_REPEATED = 5
"""The last rows of every n-th user in a part are repeated in the next part."""


@dataclass(frozen=True, slots=True)
class FakeReportFile:
    """One file of a report."""

    rows: Callable[[], Iterator[Row]]
    """Its rows, generated on each call. Their content is shared: copy before modifying."""
    size: int
    """Its approximate size in bytes; 0 for aggregates."""


class Reports:
    """The reports of an estate.

    Args:
        aggregates: The figures.
        window_parts: The number of files of the users' 28-day report, split by time.
        schemas: The types of rows and of the objects in them, by name.
    """

    def __init__(
        self, aggregates: Aggregates, window_parts: int, schemas: Mapping[str, Schema]
    ) -> None:
        self._aggregates = aggregates
        self._activity = aggregates.activity
        self._window_parts = window_parts
        self._from_schema = SchemaRows(aggregates, schemas)

    def parts(
        self, row_type: str, entity: Entity, day: datetime.date, *, idle_days: bool = False
    ) -> list[FakeReportFile]:
        """The files of a report; empty without data.

        Args:
            row_type: The row type of the operation.
            entity: An organization or the enterprise.
            day: The day, or the last one of the window.
            idle_days: Whether a window's aggregates include idle days.

        Raises:
            KeyError: The package has no such row type.
        """
        estate = self._activity.estate
        if not estate.first_day <= day <= estate.last_day:
            return []
        made = self._made(row_type, entity, day, idle_days=idle_days)
        if made is None:
            return self._lines(
                0, lambda: self._from_schema.rows(row_type, entity, day, self._rows_of(entity))
            )
        return [self._completed(row_type, part, entity, day) for part in made]

    def _completed(
        self, row_type: str, part: FakeReportFile, entity: Entity, day: datetime.date
    ) -> FakeReportFile:
        return FakeReportFile(
            lambda: self._from_schema.fill(row_type, part.rows(), entity, day), part.size
        )

    def _rows_of(self, entity: Entity) -> Callable[[str, datetime.date], Iterator[Row]]:
        def rows(row_type: str, day: datetime.date) -> Iterator[Row]:
            for part in self.parts(row_type, entity, day):
                yield from part.rows()

        return rows

    def _made(
        self, row_type: str, entity: Entity, day: datetime.date, *, idle_days: bool
    ) -> list[FakeReportFile] | None:
        """The files that the modules of this folder generate; None for a type that they do not generate."""
        match row_type:
            case "AggregateDay":
                return self._one(lambda: self._aggregates.day(entity, day))
            case "AggregateWindow":
                return self._one(lambda: self._aggregates.window(entity, day, idle_days=idle_days))
            case "UserDay":
                return self._users(entity, day)
            case "UserWindowDay":
                return self._window(entity, day)
            case "UserTeamDay":
                size = len(self._activity.people(entity)) * _TEAM_BYTES
                return self._lines(size, lambda: team_rows(self._activity, entity, day))
            case "RepositoryDay":
                repositories = self._aggregates.repositories
                size = len(repositories.of(entity)) * _REPOSITORY_BYTES
                return self._lines(size, lambda: repositories.rows(entity, day))
        return None

    def _one(self, make: Callable[[], Row | None]) -> list[FakeReportFile]:
        row = make()
        return [] if row is None else [FakeReportFile(lambda: iter([row]), 0)]

    def _lines(self, size: int, rows: Callable[[], Iterator[Row]]) -> list[FakeReportFile]:
        return [] if next(rows(), None) is None else [FakeReportFile(rows, size)]

    def _users(self, entity: Entity, day: datetime.date) -> list[FakeReportFile]:
        activity = self._activity
        column = activity.on(day)
        people = [person for person in activity.people(entity) if column[person]]
        if not people:
            return []

        def part(chosen: Sequence[int]) -> FakeReportFile:
            size = len(chosen) * _USER_BYTES
            return FakeReportFile(lambda: user_rows(activity, entity, day, chosen), size)

        return [
            part(people[start : start + _PEOPLE_A_PART])
            for start in range(0, len(people), _PEOPLE_A_PART)
        ]

    def _window(self, entity: Entity, last: datetime.date) -> list[FakeReportFile]:
        activity = self._activity
        people = activity.people(entity)
        window = (last - datetime.timedelta(days=WINDOW_DAYS - 1), last)
        days = [
            day
            for day in activity.estate.window(last)
            if any(activity.on(day)[each] for each in people)
        ]
        length = math.ceil(len(days) / max(1, min(self._window_parts, len(days))))
        size = len(people) * length * _USER_BYTES * 2 // 3

        def part(start: int) -> FakeReportFile:
            def rows() -> Iterator[Row]:
                if start:
                    again = [each for each in people if each % _REPEATED == 0]
                    yield from window_rows(activity, entity, days[start - 1 : start], window, again)
                yield from window_rows(activity, entity, days[start : start + length], window)

            return FakeReportFile(rows, size)

        return [part(start) for start in range(0, len(days), length)] if days else []
