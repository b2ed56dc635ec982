"""Plans the units that a run requests, and their order."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import attrs

from ..days import ONE_DAY
from ..lake.manifest import State
from ..lake.requested import Report, RequestedDays
from ..units import (
    FAMILIES,
    TRAILING_DAYS,
    USAGE_RECORDS,
    Entity,
    Family,
    Unit,
    is_snapshot,
    parts_of,
)

if TYPE_CHECKING:
    from ..lake.lake import Lake

BEFORE_FIRST: Final = "before the first day with data"
TOO_OLD: Final = "older than GitHub keeps"
FUTURE: Final = "not over yet"
COMPLETE: Final = "already complete"
NO_DATA: Final = "known to have no data"
WINDOW_ONLY_NOW: Final = "28-day reports cover the current window only"
SNAPSHOT_ONLY_NOW: Final = "seats are available as of today only"


@attrs.frozen
class Known:
    """The fields of a manifest that planning uses."""

    state: State
    settled: bool


@attrs.frozen
class Plan:
    """The units to request, in order, and the skipped ones."""

    units: tuple[Unit, ...]
    skipped: Mapping[str, int] = attrs.field(factory=dict)
    """Number of skipped units by reason."""

    @property
    def requests(self) -> int:
        """Number of requests without failures; of families with pages or people, the minimum."""
        return sum(requests_of(unit) for unit in self.units)


def requests_of(unit: Unit) -> int:
    """Returns the number of requests of a unit: one for each of its reports; the minimum if there are pages."""
    return sum(FAMILIES[part].requests(unit.entity.kind) for part in parts_of(unit.family))


def is_trailing(day: datetime.date, today: datetime.date) -> bool:
    """Whether GitHub may still revise a day."""
    return (today - day).days <= TRAILING_DAYS


def is_settled(unit: Unit, state: State, today: datetime.date) -> bool:
    """Whether a result of today is final for a unit."""
    if state not in ("complete", "no-data"):
        return False
    if is_snapshot(unit.family):
        return True  # the day cannot be requested again
    family = FAMILIES.get(unit.family)
    if family is not None and family.is_window:
        return state == "complete"  # a past window cannot be requested again
    return (today - unit.day).days >= TRAILING_DAYS


def known_units(
    lake: Lake | None,
    host: str,
    entities: Iterable[Entity],
    families: Iterable[str],
    since: datetime.date,
    until: datetime.date,
) -> dict[Unit, Known]:
    """Returns the stored units; empty if there is no lake yet. Raises `LakeError`."""
    if lake is None:
        return {}
    found = lake.manifests(
        hosts=[host], families=families, entities=entities, since=since, until=until
    )
    return {each.unit: Known(each.state, each.settled) for each in lake.standing(found)}


def make_plan(
    known: Mapping[Unit, Known],
    host: str,
    entities: Iterable[Entity],
    families: Iterable[str],
    since: datetime.date | None,
    until: datetime.date | None,
    today: datetime.date,
    *,
    refetch: bool = False,
) -> Plan:
    """Plans a run.

    Trailing days are requested first, newest first; then the others, oldest first, because GitHub deletes
    these first.

    Args:
        known: Stored units; see `known_units`.
        host: The host part of the units' paths.
        entities: The entities.
        families: Family names; skipped for kinds of entity without the report.
        since: The first day; None for the first available one.
        until: The last day; None for yesterday.
        today: The current day in UTC.
        refetch: Whether settled days are requested again.
    """
    skipped: Counter[str] = Counter()
    units: list[Unit] = []
    entities = tuple(entities)
    for name in families:
        for entity in entities:
            days = list(_days(name, entity, since, until, today, skipped))
            for day in days:
                unit = Unit(host, name, entity, day)
                reason = None if refetch else _known_reason(unit, known.get(unit), today)
                if reason is None:
                    units.append(unit)
                else:
                    skipped[reason] += 1
    return Plan(tuple(in_turn(units, today)), dict(sorted(skipped.items())))


def in_turn(units: Iterable[Unit], today: datetime.date) -> list[Unit]:
    """Returns units in the order of requests."""
    return sorted(units, key=lambda unit: _turn(unit, today))


def bounds(
    family: Family, entity: Entity, today: datetime.date
) -> tuple[datetime.date, datetime.date] | None:
    """Returns the first and last available day of a report; None if the entity has no such report."""
    operation = family.operations.get(entity.kind)
    if operation is None:
        return None
    yesterday = today - ONE_DAY
    if family.is_window:
        return yesterday, yesterday
    if family.is_snapshot:
        return today, today
    first = datetime.date.min
    if family.kept_days is not None:
        first = today - datetime.timedelta(days=family.kept_days)
    if operation.max_age_hours is not None:
        first = today - datetime.timedelta(hours=operation.max_age_hours)
    window = operation.day_window
    if window is not None and window.first is not None:
        first = max(first, window.first)
    if window is not None and window.max_age_days is not None:
        first = max(first, today - datetime.timedelta(days=window.max_age_days))
    return first, yesterday


def first_day(
    families: Iterable[str], entities: Iterable[Entity], today: datetime.date
) -> datetime.date:
    """Returns the first day available for all of these."""
    entities = tuple(entities)
    found = [
        span[0]
        for name in families
        for part in parts_of(name)
        for entity in entities
        if (span := bounds(FAMILIES[part], entity, today)) is not None
    ]
    return min(found, default=today - ONE_DAY)


def requested_spans(
    host: str,
    entities: Iterable[Entity],
    families: Iterable[str],
    since: datetime.date | None,
    until: datetime.date | None,
    today: datetime.date,
) -> dict[Report, RequestedDays]:
    """Returns the available days that a run covers by report, including stored ones."""
    entities = tuple(entities)
    found = {}
    for name in families:
        for entity in entities:
            span = _available(name, entity, today)
            if span is None:
                continue
            first, last = max(span[0], since or span[0]), min(span[1], until or span[1])
            if first <= last:
                found[host, name, entity] = RequestedDays(first, last)
    return found


def _available(
    name: str, entity: Entity, today: datetime.date
) -> tuple[datetime.date, datetime.date] | None:
    """Returns the first and last day that GitHub has of a family; None if the entity has no such report."""
    spans = [bounds(FAMILIES[part], entity, today) for part in parts_of(name)]
    known = [span for span in spans if span is not None]
    if len(known) < len(spans):
        return None
    return max(first for first, _ in known), min(last for _, last in known)


def _days(
    name: str,
    entity: Entity,
    since: datetime.date | None,
    until: datetime.date | None,
    today: datetime.date,
    skipped: Counter[str],
) -> Iterator[datetime.date]:
    """Yields the available days of the range, and counts the others."""
    available = _available(name, entity, today)
    if available is None:
        return
    first, last = available
    since, until = since or first, until or last
    family = FAMILIES.get(name)
    is_window = family is not None and family.is_window
    if is_window or is_snapshot(name):
        if since <= last <= until:
            yield last
        else:
            skipped[WINDOW_ONLY_NOW if is_window else SNAPSHOT_ONLY_NOW] += 1
        return
    early = _count(since, min(until, first - ONE_DAY))
    if early:
        is_new = first > today - datetime.timedelta(days=_kept_days(name, entity))
        skipped[BEFORE_FIRST if is_new else TOO_OLD] += early
    late = _count(max(since, last + ONE_DAY), until)
    if late:
        skipped[FUTURE] += late
    day = max(since, first)
    while day <= min(until, last):
        yield day
        day += ONE_DAY


def _kept_days(name: str, entity: Entity) -> int:
    """Returns the retention in days, if known."""
    known = []
    for part in parts_of(name):
        family = FAMILIES[part]
        operation = family.operations[entity.kind]
        window = operation.day_window
        if family.kept_days is not None:
            known.append(family.kept_days)
        if window is not None and window.max_age_days is not None:
            known.append(window.max_age_days)
        if operation.max_age_hours is not None:
            known.append(operation.max_age_hours // 24)
    return min(known, default=0)


def _count(first: datetime.date, last: datetime.date) -> int:
    return max(0, (last - first).days + 1)


def _known_reason(unit: Unit, known: Known | None, today: datetime.date) -> str | None:
    """Returns why a unit is not requested, or None."""
    if known is None:
        return None
    family = FAMILIES.get(unit.family)
    is_window = family is not None and family.is_window
    if is_window or unit.family == USAGE_RECORDS or is_snapshot(unit.family):
        return COMPLETE if known.state == "complete" else None
    if is_trailing(unit.day, today) or not known.settled:
        return None
    return NO_DATA if known.state == "no-data" else COMPLETE


def _turn(unit: Unit, today: datetime.date) -> tuple[int, int, str, str, str]:
    ordinal = unit.day.toordinal()
    group, place = (0, -ordinal) if is_trailing(unit.day, today) else (1, ordinal)
    return group, place, unit.entity.kind, unit.entity.key, unit.family
