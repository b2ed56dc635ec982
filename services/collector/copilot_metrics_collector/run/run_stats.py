"""Statistics of a run, counted from its events, and the summary printed at its end."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

import attrs

from ..days import ranges
from ..fetch.events import Done, Downloaded, Event, Finished, Planned, Started, Waiting
from ..lake.manifest import STATES
from ..units import FAMILIES, Entity, Unit

_Key = TypeVar("_Key")

_NEXT: Final = {
    "partial": "run the same command again: it requests only what is missing",
    "failed": "run the same command again: it requests only what is missing",
    "not-yet": "nothing: GitHub publishes a day after two to three days, and a later run requests it",
    "no-permission": "run copilot-metrics doctor: it names the missing permission or setting",
    "not-found": "run copilot-metrics doctor: it distinguishes a wrong slug from a missing permission",
    "not-asked": "fix what stopped the run, then run the same command again",
}
"""Next step by state. `not-asked` is not a state of the lake: the run skipped the unit."""
_MOST_REASONS: Final = 12
NOT_COLLECTED: Final = (
    "name it with --family to make this an error, or leave it out of the sync with --skip-family"
)
"""What to do about a refused family that `--family` does not name."""
FLAWS: Final = {
    "bad_lines": ("{} could not be read", "line"),
    "conflicts": ("{} in two versions; the later one counts", "row"),
    "drift": ("{} or types unknown to this release", "key"),
}
"""Flaws that do not make a unit incomplete: message and noun, by the name of the count."""


@attrs.define
class Flaw:
    """How often a flaw occurred, and on which days."""

    most: int = 0
    """The largest count of one day."""
    total: int = 0
    days: list[datetime.date] = attrs.field(factory=list)

    def take(self, day: datetime.date, count: int) -> None:
        """Adds the count of a day."""
        self.most = max(self.most, count)
        self.total += count
        self.days.append(day)


@attrs.define
class Tally:
    """Statistics of a run so far."""

    planned: int = 0
    done: int = 0
    rows: int = 0
    bytes: int = 0
    """Downloaded bytes, unfinished files included."""
    states: Counter[str] = attrs.field(factory=Counter)
    changes: Counter[str] = attrs.field(factory=Counter)
    missing: dict[tuple[str, str, str, str], list[Unit]] = attrs.field(factory=dict)
    """Missing units by state, family, entity and reason."""
    not_asked: dict[str, list[Unit]] = attrs.field(factory=dict)
    """Units that were not requested, by reason."""
    flaws: dict[tuple[str, str, str], Flaw] = attrs.field(factory=dict)
    """Flaws by name of the count, family and entity."""
    running: dict[object, int] = attrs.field(factory=dict)
    """Units in progress, with the bytes received so far."""
    waiting: dict[str, Waiting] = attrs.field(factory=dict)
    """The current wait of each credential."""
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
    """Returns a unit's key while it runs: the day of a 28-day report is known only at its end."""
    family = FAMILIES.get(unit.family)
    is_window = family is not None and family.is_window
    return (unit.host, unit.family, unit.entity, None if is_window else unit.day)


def counted(number: int, noun: str) -> str:
    """Formats a number and a noun: `1 unit`, `2,000 units`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def size(number: int) -> str:
    """Formats bytes in powers of 1,000."""
    value = float(number)
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            break
        value /= 1000
    return f"{value:,.0f} {unit}" if unit == "B" or value >= 100 else f"{value:,.1f} {unit}"


def flaw_lines(flaws: Mapping[tuple[str, str, str], Flaw], most: int) -> Iterator[str]:
    """Yields a heading and a line per flaw; nothing if there are none."""
    if not flaws:
        return
    yield "Flaws in the files:"
    order = list(FLAWS)
    entries = sorted(flaws.items(), key=lambda entry: order.index(entry[0][0]))
    for (name, family, entity), flaw in entries[:most]:
        text, noun = FLAWS[name]
        # keys are the same ones on each day, most likely; lines and rows are not
        number = flaw.most if name == "drift" else flaw.total
        yield f"  {family} of {entity}, {ranges(flaw.days, 3)}: {text.format(counted(number, noun))}"
    if len(entries) > most:
        yield f"  and {len(entries) - most:,} more: see copilot-metrics status --format json"


def _entities(units: Iterable[Unit]) -> str:
    found = sorted({unit.entity for unit in units})
    return str(found[0]) if len(found) == 1 else f"{len(found):,} entities"


def stopped_line(tally: Tally) -> str:
    """Returns one line about a stopped run."""
    done = tally.done - tally.states["not-asked"]
    planned = f" of {tally.planned:,}" if tally.planned else ""
    return (
        f"{done:,}{planned} units done, {counted(tally.rows, 'row')}, {size(tally.bytes)}; "
        "run the same command to continue"
    )


def summary(tally: Tally) -> Iterator[str]:
    """Yields the lines of the summary: totals, missing units with reasons, and next steps."""
    if not tally.done:
        yield "Nothing to request: the lake is up to date."
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
    optional = tally.finished.not_collected if tally.finished is not None else ()
    yield from not_collected_lines(
        [(each.family, str(each.entity), each.reason) for each in optional], _MOST_REASONS
    )
    yield from _missing_lines(tally, {(each.family, each.entity) for each in optional})


def not_collected_lines(found: Sequence[tuple[str, str, str]], most: int) -> Iterator[str]:
    """Yields a heading and a line per family, entity and reason; nothing if there are none."""
    if not found:
        return
    yield f"Not collected ({NOT_COLLECTED}):"
    for family, entity, reason in found[:most]:
        yield f"  {family} of {entity}: {reason}"
    if len(found) > most:
        yield f"  and {len(found) - most:,} more: see copilot-metrics status --format json"


def _missing_lines(tally: Tally, optional: Collection[tuple[str, Entity]]) -> Iterator[str]:
    def due(groups: Mapping[_Key, list[Unit]]) -> dict[_Key, list[Unit]]:
        found = {
            key: [unit for unit in units if (unit.family, unit.entity) not in optional]
            for key, units in groups.items()
        }
        return {key: units for key, units in found.items() if units}

    missing, not_asked = due(tally.missing), due(tally.not_asked)
    if not missing and not not_asked:
        return
    yield "Missing:"
    entries = list(missing.items())
    for (state, family, entity, reason), units in entries[:_MOST_REASONS]:
        yield f"  {family} of {entity}, {ranges((unit.day for unit in units), 3)}: {state}: {reason}"
    if len(entries) > _MOST_REASONS:
        yield f"  and {len(entries) - _MOST_REASONS:,} more: see copilot-metrics status"
    for reason, some in not_asked.items():
        yield f"  {counted(len(some), 'unit')} of {_entities(some)}: not-asked: {reason}"
    yield "Next steps:"
    states = [
        state
        for state in (*STATES, "not-asked")
        if any(key[0] == state for key in missing) or (state == "not-asked" and not_asked)
    ]
    for text in dict.fromkeys(_NEXT[state] for state in states):
        about = ", ".join(state for state in states if _NEXT[state] == text)
        yield f"  {about}: {text}"
