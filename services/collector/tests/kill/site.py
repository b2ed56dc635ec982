"""A fake GitHub, lakes, and processes that fill them and may be killed."""

from __future__ import annotations

import datetime
import multiprocessing
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any, Final

import attrs
import pytest
from copilot_usage_metrics.testing import FakeGitHub

from copilot_metrics_collector.units import FAMILIES, Entity, Kind

from .comparing import read_digests, shown
from .faults import STYLES, passing
from .reader import Digest, Place, Seen, watch
from .victims import Job, Told, carry_out, context

TODAY = datetime.date(2026, 11, 20)
KILLED = -signal.SIGKILL
WITH_GAPS = ("partial", "failed", "not-yet", "not-asked", "no-permission", "not-found")
MOST_RUNS = 2
PATIENCE_SECONDS = 120
"""For a process that is to end by itself: one that does not has found a fault."""
_REVISED: Final[tuple[tuple[str, Kind, int], ...]] = (
    ("users-1-day", "organization", 1),
    ("users-1-day", "enterprise", 3),
    ("user-teams-1-day", "organization", 2),
    ("organization-1-day", "organization", 1),
    ("enterprise-1-day", "enterprise", 4),
)
"""Family, kind of entity, and age in days of the reports that GitHub revises while the collector is killed."""


@attrs.frozen
class Undisturbed:
    """Lakes of uninterrupted runs of a style, before and after the revision."""

    before: Path
    after: Path
    valid: dict[Place, frozenset[Digest]]
    """The valid contents of each day."""
    seconds: float
    changes: int
    """How long the first of them took, and how often it changed files."""
    counts: dict[str, int]
    """Units by state."""


@attrs.define
class Site:
    """The environment of the tests: the fake, the folders and the undisturbed runs."""

    github: FakeGitHub
    folder: Path
    _undisturbed: dict[int, Undisturbed] = attrs.field(factory=dict)

    @property
    def entities(self) -> tuple[Entity, ...]:
        names = self.github.organizations
        return (
            *(Entity("organization", name) for name in names),
            Entity("enterprise", self.github.enterprise),
        )

    def job(self, lake: Path, **more: Any) -> Job:
        return Job(
            lake=str(lake),
            base_url=self.github.base_url,
            token=self.github.token,
            entities=self.entities,
            since=self.github.days[0],
            today=TODAY,
            **more,
        )

    def revise(self, *, back: bool = False) -> None:
        """Makes the fake replace some of the last days, or reverts that."""
        for family, kind, ago in _REVISED:
            entity = next(each for each in self.entities if each.kind == kind)
            operation = FAMILIES[family].operations[kind].operation_id
            day = TODAY - datetime.timedelta(days=ago)
            rows = list(self.github.rows(operation, entity.name, day))
            self.github.give(operation, entity.name, [rows if back else _revised(rows)], day)

    def undisturbed(self, style: int) -> Undisturbed:
        """Reference lakes, created on first use."""
        if style not in self._undisturbed:
            self._undisturbed[style] = self._make(style)
        return self._undisturbed[style]

    def _make(self, style: int) -> Undisturbed:
        before, after = self.folder / f"before-{style}", self.folder / f"after-{style}"
        self.github.scenario = STYLES[style]
        self.revise(back=True)
        begin = time.monotonic()
        told = self.whole(self.job(before))
        seconds = time.monotonic() - begin
        self.revise()
        self.whole(self.job(after))
        found: dict[Place, set[Digest]] = {}
        for lake in (before, after):
            for place, digest in read_digests(lake).items():
                found.setdefault(place, set()).add(digest)
        valid = {place: frozenset(some) for place, some in found.items()}
        assert sum(len(some) == 2 for some in valid.values()) == len(_REVISED), (
            "no revision to be seen"
        )
        return Undisturbed(before, after, valid, seconds, told.changes, told.counts)

    def whole(self, job: Job) -> Told:
        """Runs a process to its end."""
        with started(job) as victim:
            return victim.finish()

    def to_the_end(self, job: Job, style: int, chance: Random, log: Log) -> None:
        """Runs a sync, with faults, until it is complete, usually after the first run."""
        missing = set(WITH_GAPS)
        for number in range(1, MOST_RUNS + 1):
            is_first = number == 1
            faults = passing(chance, stalls=is_first and chance.random() < 0.3, links_end=is_first)
            self.github.scenario = (*STYLES[style], *faults)
            told = self.whole(job)
            log.note(f"run {number} to the end: {told}")
            gaps = {state: count for state, count in told.counts.items() if state in missing}
            if gaps == {
                state: count
                for state, count in self.undisturbed(style).counts.items()
                if state in missing
            }:
                return

    def copy(self, lake: Path, name: str) -> Path:
        return Path(shutil.copytree(lake, self.folder / name))


def _revised(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Other figures, and of many rows one less."""
    return [
        {
            key: value + 1
            if key.endswith(("_count", "_users")) and isinstance(value, int)
            else value
            for key, value in row.items()
        }
        for row in (rows[:-1] or rows)
    ]


@attrs.define
class Victim:
    """A process at work on a lake."""

    process: Any
    told: Any

    def kill(self, after_seconds: float) -> bool:
        """Kills it after a while; whether it was still at work then."""
        self.process.join(after_seconds)
        self.process.kill()
        self.process.join()
        return self.was_killed

    @property
    def was_killed(self) -> bool:
        if self.process.exitcode != KILLED:
            self.finish()
        return bool(self.process.exitcode == KILLED)

    def finish(self) -> Told:
        """Waits for its end, and says how it went."""
        assert self.told.poll(PATIENCE_SECONDS), f"still at work after {PATIENCE_SECONDS} s"
        try:
            found: Told = self.told.recv()
        except EOFError:
            self.process.join(PATIENCE_SECONDS)
            pytest.fail(f"it ended without a word, by exit code {self.process.exitcode}")
        assert found.problem is None, found.problem
        self.process.join(PATIENCE_SECONDS)
        assert self.process.exitcode == 0
        return found

    def wait(self) -> bool:
        """Waits until it has ended, by itself or by its own hand; whether it was killed."""
        self.process.join(PATIENCE_SECONDS)
        assert self.process.exitcode is not None, f"still at work after {PATIENCE_SECONDS} s"
        return self.was_killed


@contextmanager
def started(job: Job) -> Iterator[Victim]:
    """A process that has begun."""
    here, there = multiprocessing.Pipe()
    process = context().Process(target=carry_out, args=(job, there), daemon=True)
    process.start()
    there.close()
    try:
        assert here.recv() is None
        yield Victim(process, here)
    finally:
        process.kill()
        process.join()
        here.close()


@contextmanager
def watched(lake: Path, valid: dict[Place, frozenset[Digest]]) -> Iterator[list[Seen]]:
    """A reader that reads the lake continuously; afterwards, the list has its report."""
    here, there = multiprocessing.Pipe()
    over = context().Event()
    process = context().Process(target=watch, args=(str(lake), valid, over, there), daemon=True)
    process.start()
    there.close()
    found: list[Seen] = []
    try:
        yield found
        over.set()
        assert here.poll(PATIENCE_SECONDS), "the reader hangs"
        found.append(here.recv())
    finally:
        over.set()
        process.join(5)
        process.kill()
        process.join()
        here.close()


@attrs.define
class Log:
    """The history of a lake, for messages of failing tests."""

    seed: int
    lines: list[str] = attrs.field(factory=list)

    def note(self, line: str) -> None:
        self.lines.append(line)

    def check(self, problems: list[str], what: str) -> None:
        """Fails if there are problems, and names the seed and the kills."""
        assert not problems, "\n".join(
            [f"{what}; KILL_SEED={self.seed}", *self.lines, "", shown(problems)]
        )
