"""What a run came to: counted while it goes on, and told to people at its end."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from .lake.manifest import STATES
from .sync.events import Done, Downloaded, Event, Finished, Planned, Started, Waiting
from .units import FAMILIES, Unit

_NEXT: Final = {
    "partial": "run the same command again: it asks for what is missing only",
    "failed": "run the same command again: it asks for what is missing only",
    "not-yet": "nothing: a later run asks again, and GitHub needs two to three days for a day",
    "no-permission": "copilot-metrics doctor says what the token or the settings lack",
    "not-found": "copilot-metrics doctor tells a wrong slug from a missing permission",
    "not-asked": "mend what stopped it first, then run the same command again",
}
"""By state: what to do about it. `not-asked` is none of the lake's: what a run left out."""
_MOST_REASONS: Final = 12
FLAWS: Final = {
    "bad_lines": ("{} could not be read", "line"),
    "conflicts": ("{} in two versions, the later one counts", "row"),
    "drift": ("{} or types unknown to this release", "key"),
}
"""What is worth a look though it keeps no unit from being complete: by the name of its count."""


@attrs.define
class Flaw:
    """How often, and on which days."""

    most: int = 0
    """On one day."""
    total: int = 0
    days: list[datetime.date] = attrs.field(factory=list)

    def take(self, day: datetime.date, count: int) -> None:
        """Adds a day's."""
        self.most = max(self.most, count)
        self.total += count
        self.days.append(day)


@attrs.define
class Tally:
    """A run so far."""

    planned: int = 0
    done: int = 0
    rows: int = 0
    bytes: int = 0
    """Of files that came over the wire, finished or not."""
    states: Counter[str] = attrs.field(factory=Counter)
    changes: Counter[str] = attrs.field(factory=Counter)
    missing: dict[tuple[str, str, str, str], list[Unit]] = attrs.field(factory=dict)
    """By state, family, entity and reason."""
    not_asked: dict[str, list[Unit]] = attrs.field(factory=dict)
    """Units that the run did not request, by the reason."""
    flaws: dict[tuple[str, str, str], Flaw] = attrs.field(factory=dict)
    """By the name of the count, family and entity."""
    running: dict[object, int] = attrs.field(factory=dict)
    """Units that are being asked for, with the bytes that came so far."""
    waiting: dict[str, Waiting] = attrs.field(factory=dict)
    """The pauses of each lane."""
    finished: Finished | None = None

    def take(self, event: Event) -> None:
        """Counts an event."""
        match event:
            case Planned():
                self.planned = event.units
            case Started():
                self.running[_running(event.unit)] = 0
            case Downloaded():
                key = _running(event.unit)
                self.running[key] = self.running.get(key, 0) + event.bytes
                self.bytes += event.bytes
            case Waiting():
                self.waiting[event.lane] = event
            case Done():
                self._take_done(event)
            case Finished():
                self.finished = event
                self.waiting.clear()

    def _take_done(self, event: Done) -> None:
        came = self.running.pop(_running(event.unit), 0)
        self.bytes += max(0, event.bytes - came)
        self.done += 1
        self.rows += event.rows
        self.changes[event.change] += 1
        for name in FLAWS:
            if count := getattr(event, name):
                about = (name, event.unit.family, str(event.unit.entity))
                self.flaws.setdefault(about, Flaw()).take(event.unit.day, count)
        unit = event.unit
        state = "not-asked" if event.change == "not-asked" else event.state
        self.states[state] += 1
        if state == "not-asked":
            self.not_asked.setdefault(event.reason or "no reason was given", []).append(unit)
        elif state in _NEXT:
            key = (state, unit.family, str(unit.entity), event.reason or "no reason was given")
            self.missing.setdefault(key, []).append(unit)


def _running(unit: Unit) -> object:
    """What stays of a unit while it runs: of a 28-day report the day is known at its end only."""
    family = FAMILIES.get(unit.family)
    is_window = family is not None and family.is_window
    return (unit.host, unit.family, unit.entity, None if is_window else unit.day)


def counted(number: int, noun: str) -> str:
    """`1 unit`, `2,000 units`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def size(number: int) -> str:
    """Bytes for people, in powers of 1,000."""
    value = float(number)
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            break
        value /= 1000
    return f"{value:,.0f} {unit}" if unit == "B" or value >= 100 else f"{value:,.1f} {unit}"


def days_between(days: Iterable[datetime.date], most: int = 3) -> str:
    """Days for people: those that follow each other are named by the first and the last."""
    runs: list[list[datetime.date]] = []
    for day in sorted(set(days)):
        if runs and (day - runs[-1][-1]).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    shown = [f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs[:most]]
    left = sum(len(run) for run in runs[most:])
    return ", ".join(shown) + (f" and {counted(left, 'day')} more" if left else "")


def flaw_lines(flaws: Mapping[tuple[str, str, str], Flaw], most: int) -> Iterator[str]:
    """What was found in files that could be read: a heading and a text a line, or nothing."""
    if not flaws:
        return
    yield "Found in the files:"
    order = list(FLAWS)
    entries = sorted(flaws.items(), key=lambda entry: order.index(entry[0][0]))
    for (name, family, entity), flaw in entries[:most]:
        text, noun = FLAWS[name]
        # keys are the same ones on each day, most likely; lines and rows are not
        number = flaw.most if name == "drift" else flaw.total
        yield f"  {family} of {entity}, {days_between(flaw.days)}: {text.format(counted(number, noun))}"
    if len(entries) > most:
        yield f"  and {len(entries) - most:,} more: copilot-metrics status --format json has all of them"


def _entities(units: Iterable[Unit]) -> str:
    found = sorted({unit.entity for unit in units})
    return str(found[0]) if len(found) == 1 else f"{len(found):,} entities"


def stopped_line(tally: Tally) -> str:
    """What a run that was stopped came to, in one line."""
    done = tally.done - tally.states["not-asked"]
    planned = f" of {tally.planned:,}" if tally.planned else ""
    return (
        f"{done:,}{planned} units done, {counted(tally.rows, 'row')}, {size(tally.bytes)}; "
        "the same command goes on with the rest"
    )


def summary(tally: Tally) -> Iterator[str]:
    """What it came to, what is missing and why, and what to do next; a text a line."""
    if not tally.done:
        yield "Nothing was asked for: the lake has what GitHub is known to have."
        return
    changed = ", ".join(
        f"{tally.changes[name]:,} {name}"
        for name in ("written", "unchanged", "kept", "not-asked")
        if tally.changes[name]
    )
    yield f"{counted(tally.done, 'unit')} ({changed}), {counted(tally.rows, 'row')}, {size(tally.bytes)}"
    order = (*STATES, "not-asked")
    for state in sorted(tally.states, key=order.index):
        yield f"  {state:<14}{tally.states[state]:>7,}"
    yield from flaw_lines(tally.flaws, _MOST_REASONS)
    if not tally.missing and not tally.not_asked:
        return
    yield "Not there, and why:"
    entries = list(tally.missing.items())
    for (state, family, entity, reason), units in entries[:_MOST_REASONS]:
        yield f"  {family} of {entity}, {days_between(unit.day for unit in units)}: {state}: {reason}"
    if len(entries) > _MOST_REASONS:
        yield f"  and {len(entries) - _MOST_REASONS:,} more: copilot-metrics status lists them"
    for reason, some in tally.not_asked.items():
        yield f"  {counted(len(some), 'unit')} of {_entities(some)}: not-asked: {reason}"
    yield "What to do:"
    states = [
        state
        for state in order
        if any(key[0] == state for key in tally.missing)
        or (state == "not-asked" and tally.not_asked)
    ]
    for text in dict.fromkeys(_NEXT[state] for state in states):
        about = ", ".join(state for state in states if _NEXT[state] == text)
        yield f"  {about}: {text}"
