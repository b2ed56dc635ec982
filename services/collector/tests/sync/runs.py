"""Syncs against the fake, and the content of the lake afterwards."""

from __future__ import annotations

import datetime
import hashlib
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import attrs
import pyarrow.parquet as pq
from copilot_usage_metrics import OPERATIONS
from copilot_usage_metrics.testing import FakeGitHub, ReceivedRequest

from copilot_metrics_collector.access.credentials import Credential
from copilot_metrics_collector.access.settings import RunSettings
from copilot_metrics_collector.fetch.events import Done, Event, Finished
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.manifest import Manifest
from copilot_metrics_collector.run.prepare import Prepared, prepare
from copilot_metrics_collector.run.run_units import run
from copilot_metrics_collector.units import FAMILIES, REPORTS, Entity, Unit

TODAY = datetime.date(2026, 11, 20)
USERS = "users-1-day"
TEAMS = "user-teams-1-day"
DAY = datetime.timedelta(days=1)
RECENT = TODAY - 2 * DAY
"""Since when, where every family and entity is wanted and two days show as much as six."""
_TAKE_A_DAY = [
    any(each.name == "day" for each in operation.parameters)
    for operation in OPERATIONS.values()
    if operation.report
]
DAILY = sum(_TAKE_A_DAY)
"""Reports of one day, over the organization and the enterprise of a site."""
REPORT_COUNT = len(_TAKE_A_DAY)
UNITS = 6 * DAILY + REPORT_COUNT - DAILY
"""Units of a complete run: six days of each daily report, and each window."""


@attrs.define
class Ran:
    """A sync that is over."""

    events: list[Event]
    finished: Finished

    @property
    def done(self) -> list[Done]:
        return [event for event in self.events if isinstance(event, Done)]

    @property
    def asked(self) -> set[Unit]:
        return {each.unit for each in self.done if each.change != "not-asked"}

    def of(self, unit: Unit) -> Done:
        (found,) = (each for each in self.done if each.unit == unit)
        return found


@attrs.define
class Site:
    """A fake and a lake."""

    github: FakeGitHub
    path: Path
    today: datetime.date = TODAY

    @property
    def org(self) -> Entity:
        return Entity("organization", self.github.organizations[0])

    @property
    def enterprise(self) -> Entity:
        return Entity("enterprise", self.github.enterprise)

    @property
    def entities(self) -> tuple[Entity, ...]:
        return (
            *(Entity("organization", name) for name in self.github.organizations),
            self.enterprise,
        )

    def settings(self, **changes: Any) -> RunSettings:
        plain = RunSettings(
            lake=str(self.path),
            base_url=self.github.base_url,
            today=self.today,
            first_wait_seconds=0.01,
            timeout_seconds=60,
            workers=4,
        )
        return attrs.evolve(plain, **changes)

    def prepare(
        self,
        families: Sequence[str] = REPORTS,
        entities: Sequence[Entity] | None = None,
        credentials: Iterable[Credential] = (),
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        **changes: Any,
    ) -> Prepared:
        return prepare(
            self.settings(**changes),
            credentials,
            self.entities if entities is None else entities,
            families,
            since or self.github.days[0],
            until,
        )

    def sync(
        self,
        families: Sequence[str] = REPORTS,
        entities: Sequence[Entity] | None = None,
        *,
        executor: str = "threads",
        credentials: Iterable[Credential] = (),
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        stop: threading.Event | None = None,
        events: list[Event] | None = None,
        **changes: Any,
    ) -> Ran:
        """A complete run; `events` has its events even if it raises."""
        prepared = self.prepare(families, entities, credentials, since, until, **changes)
        heard: list[Event] = [] if events is None else events
        finished = run(prepared.work, self.settings(**changes), heard.append, executor, stop)
        return Ran(heard, finished)

    def unit(self, day: datetime.date, family: str = USERS, entity: Entity | None = None) -> Unit:
        return Unit(self.settings().host, family, entity or self.org, day)

    @property
    def lake(self) -> Lake:
        return Lake.open(self.path)

    def manifest(self, unit: Unit) -> Manifest:
        found = self.lake.manifest(unit)
        assert found is not None
        return found

    def states(self, **chosen: Any) -> dict[Unit, str]:
        return {each.unit: each.state for each in self.lake.manifests(**chosen)}

    def rows(self, unit: Unit, table: str = "rows") -> list[dict[str, Any]]:
        """The content of a unit by its manifest."""
        parts = [part for part in self.manifest(unit).parts if part.table == table]
        return [
            row
            for part in parts
            for row in pq.ParquetFile(self.path / part.path).read().to_pylist()
        ]

    def content(self) -> dict[str, Any]:
        """The content of each unit, without fields that differ from run to run."""
        return {
            each.unit.path: (
                each.state,
                each.reason,
                each.settled,
                each.rows,
                each.content,
                each.parts,
            )
            for each in self.lake.manifests()
        }

    def parts(self) -> dict[str, str]:
        """Every file of rows that a manifest names, with the digest of its bytes."""
        return {
            part.path: hashlib.sha256((self.path / part.path).read_bytes()).hexdigest()
            for each in self.lake.manifests()
            for part in each.parts
        }

    def digest(self) -> dict[str, str]:
        """Every byte of the lake."""
        return {
            str(file.relative_to(self.path)): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted(self.path.rglob("*"))
            if file.is_file() and ".locks" not in file.parts
        }

    def api(self) -> list[ReceivedRequest]:
        """The requests that the API got."""
        return [each for each in self.github.requests if each.server == "api"]

    def fake_rows(self, unit: Unit) -> list[dict[str, Any]]:
        operation = FAMILIES[unit.family].operations[unit.entity.kind]
        return list(self.github.rows(operation.operation_id, unit.entity.name, unit.day))

    def give(self, unit: Unit, parts: Sequence[Any]) -> None:
        operation = FAMILIES[unit.family].operations[unit.entity.kind]
        self.github.give(operation.operation_id, unit.entity.name, parts, unit.day)
