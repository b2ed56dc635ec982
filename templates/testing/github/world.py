"""The state that the two servers of one fake share."""

from __future__ import annotations

import datetime
import hashlib
import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from ..._runtime.operation import Operation
from .. import registry
from ..clock import Clock
from ..data.activity import Activity
from ..data.aggregates import Aggregates
from ..data.billing import Billing
from ..data.catalogue import Catalogue
from ..data.estate import Entity, Estate
from ..data.reports import FakeReportFile, Reports
from ..data.seats import Seats
from ..files.content import Content, Shelf, of_bytes
from ..files.writing import Style, write
from ..scenario import Board
from .limits import Limits
from .links import File, Links
from .tokens import Tokens

LINK_SECONDS = 3600.0
_SUFFIXES = {"json": ".json", "ndjson": ".ndjson", "csv": ".csv", "none": ""}
Given = bytes | Sequence[dict[str, Any]]


class World:
    """An estate, its figures, tokens, links and active switches.

    Args:
        estate: The enterprise, its organizations and users.
        today: The fake's current day.
        window_parts: The number of files of a users' 28-day report.
        rate_limit: Requests per hour and token.
        records: The number of usage records.
        link_seconds: The lifetime of links.
        legacy_open: Whether closed operations still respond with data.
    """

    def __init__(
        self,
        estate: Estate,
        today: datetime.date,
        *,
        window_parts: int,
        rate_limit: int,
        records: int,
        link_seconds: float,
        legacy_open: bool,
    ) -> None:
        self.estate = estate
        self.today = today
        self.records = records
        self.legacy_open = legacy_open
        self.clock = Clock()
        self.board = Board()
        self.tokens = Tokens(estate.seed)
        self.limits = Limits(rate_limit)
        self.links = Links(estate.seed)
        self.activity = Activity(estate, Catalogue(estate.seed))
        self.aggregates = Aggregates(self.activity)
        self.seats = Seats(self.activity, today)
        self.billing = Billing(self.activity)
        self.reports = Reports(self.aggregates, window_parts, registry.row_schemas())
        self.api_url = self.download_url = ""
        self._link_seconds = link_seconds
        self._shelf = Shelf()
        self._given: dict[tuple[str, str, datetime.date], tuple[int, list[Given]]] = {}
        self._numbers = itertools.count(1)

    def request_id(self) -> str:
        """The id of the next response."""
        number = next(self._numbers)
        return (
            f"FA4E:{number % 0x10000:04X}:{number:07X}:{self.estate.seed & 0xFFFFFF:06X}:00000000"
        )

    def give(
        self, operation_id: str, entity: Entity, day: datetime.date, parts: list[Given]
    ) -> None:
        """Replace the files of a report."""
        key = (operation_id, entity.slug, day)
        self._given[key] = (next(self._numbers), parts)

    def is_given(self, operation: Operation[Any], entity: Entity, day: datetime.date) -> bool:
        """Whether the files of a report were replaced."""
        return (operation.operation_id, entity.slug, day) in self._given

    def parts(self, operation_id: str, entity: Entity, day: datetime.date) -> int:
        """The number of files of a report; 0 without data."""
        given = self._given.get((operation_id, entity.slug, day))
        return len(self._made(operation_id, entity, day) if given is None else given[1])

    def link(self, operation_id: str, entity: Entity, day: datetime.date, part: int) -> str:
        """A new link to a file of a report."""
        lifetime = self.board.look("link-lifetime")
        seconds = self._link_seconds if lifetime is None else float(lifetime)
        now = self.clock.now()
        start = float(int(now))
        end = start + seconds if seconds >= 60 else now + seconds
        suffix = self.board.look("suffix", registry.operation(operation_id).path) or "ndjson"
        file = File(operation_id, entity.slug, day, part)
        return self.links.sign(self.download_url, file, _SUFFIXES[suffix], start, end)

    def content(self, file: File, target: str) -> Content | None:
        """The bytes of a file, in the format of the active switches; None if it does not exist."""
        operation = registry.operation(file.operation_id)
        entity = self.estate.find(registry.scope_of(operation), file.slug)
        if entity is None:
            return None
        style = Style(self.board.files(target))
        given = self._given.get((file.operation_id, file.slug, file.day))
        number, parts = given or (0, [])
        name = f"{file}{style}{number}{self.estate.seed}{self.estate.seats}"
        etag = f'"0x{hashlib.sha256(name.encode()).hexdigest()[:15].upper()}"'
        if given is None:
            made = self._made(file.operation_id, entity, file.day)
            if file.part >= len(made):
                return None
            chosen = made[file.part]
            return self._shelf.get(etag, chosen.size, lambda: write(chosen.rows(), style))
        if file.part >= len(parts):
            return None
        found = parts[file.part]
        return of_bytes(etag, found if isinstance(found, bytes) else b"".join(write(found, style)))

    def rows(
        self, operation_id: str, entity: Entity, day: datetime.date
    ) -> Iterator[dict[str, Any]]:
        """The rows of a report, part after part. Their content is shared."""
        for part in self._made(operation_id, entity, day):
            yield from part.rows()

    def _made(self, operation_id: str, entity: Entity, day: datetime.date) -> list[FakeReportFile]:
        row_type = registry.operation(operation_id).row_type
        if row_type is None:  # a report with links and without a row type
            return []
        idle = self.board.look("idle-days") is not None
        return self.reports.parts(row_type, entity, day, idle_days=idle)
