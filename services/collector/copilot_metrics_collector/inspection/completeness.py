"""Completeness of a lake: the stored and missing days of each family and entity, with reasons."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from ..days import ONE_DAY, days_between
from ..lake.manifest import (
    NOT_MISSING,
    REFUSALS,
    THERE,
    WITH_ROWS,
    Manifest,
    is_overdue,
    refusal_of,
)
from ..lake.requested import Report, RequestedDays
from ..plan.planning import bounds
from ..run.run_stats import FLAWS
from ..units import COLLECTED, FAMILIES, TRAILING_DAYS, Entity, is_optional, is_snapshot, parts_of

NEVER_ASKED: Final = "never-asked"
LOST: Final = "lost"
"""Never fetched, and GitHub has deleted it."""
_ANSWERED: Final = (*WITH_ROWS, "no-data", "not-yet")


@attrs.frozen
class Day:
    """One day of one family of one entity."""

    day: datetime.date
    state: str
    """A state of the lake, or `never-asked` or `lost`."""
    reason: str | None = None
    rows: int = 0
    bad_lines: int = 0
    """Unreadable lines."""
    conflicts: int = 0
    """Rows in two versions."""
    drift: int = 0
    """Keys and types unknown to the release that read it."""

    @property
    def flaws(self) -> dict[str, int]:
        """The non-zero counts of flaws, by name."""
        counts = {name: getattr(self, name) for name in FLAWS}
        return {name: count for name, count in counts.items() if count}


@attrs.frozen
class Series:
    """The expected days of one family of one entity."""

    host: str
    family: str
    entity: Entity
    days: tuple[Day, ...]
    """Oldest first, without gaps; for a 28-day report, the stored days and yesterday."""
    requested: RequestedDays | None = None
    """The days that syncs requested; None if only an earlier release did."""
    not_collected: str | None = None
    """Why GitHub always refused the family, which the caller did not name and which needs further permissions."""

    @property
    def counts(self) -> Counter[str]:
        """Number of days by state."""
        return Counter(day.state for day in self.days)

    @property
    def missing(self) -> tuple[Day, ...]:
        """The missing days; none of a family that is not collected."""
        if self.not_collected is not None:
            return ()
        return tuple(day for day in self.days if day.state not in NOT_MISSING)

    @property
    def due(self) -> int:
        """Number of days that should be available by now."""
        return len(self.days) - self.counts["not-yet"]

    @property
    def there(self) -> int:
        """Number of days that are there: with rows, or known to have no data."""
        return sum(self.counts[state] for state in THERE)

    def to_dict(self) -> dict[str, Any]:
        """Returns the JSON representation."""
        return {
            "host": self.host,
            "family": self.family,
            "kind": self.entity.kind,
            "entity": self.entity.name,
            "first_day": self.days[0].day.isoformat() if self.days else None,
            "last_day": self.days[-1].day.isoformat() if self.days else None,
            "requested": None
            if self.requested is None
            else {
                "first": self.requested.first.isoformat(),
                "last": self.requested.last.isoformat(),
            },
            "not_collected": self.not_collected,
            "due": self.due,
            "there": self.there,
            "rows": sum(day.rows for day in self.days),
            "states": dict(sorted(self.counts.items())),
            "missing": [
                {"day": day.day.isoformat(), "state": day.state, "reason": day.reason}
                for day in self.missing
            ],
            "flaws": [{"day": day.day.isoformat(), **day.flaws} for day in self.days if day.flaws],
        }


def completeness(
    manifests: Iterable[Manifest],
    *,
    entities: Sequence[Entity] = (),
    families: Sequence[str] = (),
    hosts: Sequence[str] = (),
    requested: Mapping[Report, RequestedDays] | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    today: datetime.date,
) -> list[Series]:
    """Returns the expected days of each family and entity, with their states.

    Args:
        manifests: The manifests of the lake.
        entities: The entities to include; all in the lake if empty.
        families: The families to include; all in the lake if empty.
        hosts: The hosts for entities that the lake does not contain.
        requested: The requested days, from `requested.json`.
        since: The first day. Default: the first requested or stored day of the report. Requests of an earlier
            release were not recorded; for them, the family's first day with data, but not before
            the first day that the entity has a response for, or else the first day of any entity.
        until: The last day. Default: yesterday.
        today: Today, in UTC.
    """
    found, requested = _by_series(manifests), requested or {}
    reports = [*found, *requested]
    names = sorted(set(families) or {name for _, name, _ in reports} or COLLECTED)
    known = dict.fromkeys((host, entity) for host, _, entity in reports)
    stored = {(host, entity) for host, _, entity in requested}
    places = [(host, entity) for host, entity in known if not entities or entity in entities]
    there = {entity for _, entity in places}
    places += [(host, entity) for entity in entities if entity not in there for host in hosts]
    last = min(until or today, today - ONE_DAY)
    firsts = _first_days(found)
    series = []
    for host, entity in sorted(places):
        for name in names:
            report = (host, name, entity)
            is_named = name in families or not is_optional(name)
            days, span = found.get(report, {}), requested.get(report)
            if not (days or span or families) and (host, entity) in stored:
                continue  # never requested for this entity
            first = firsts.get((host, entity)) if span is None else _first(span, days)
            if not is_snapshot(name):
                asked = _asked(name, entity, since or first, last, today)
            elif has_family(name, entity):
                asked = _asked_snapshots(since, until, span, days, today, is_named=is_named)
            else:
                asked = None
            if asked is None:
                continue
            refusal = None if is_named else refusal_of(days.values())
            reason = None if refusal is None else refusal.reason or refusal.state
            series.append(Series(host, name, entity, tuple(_days(asked, days)), span, reason))
    return series


@attrs.frozen
class _Asked:
    """The expected days of a report, and what determines them."""

    first: datetime.date
    last: datetime.date
    kept_since: datetime.date
    """GitHub has deleted the days before this one."""
    today: datetime.date
    is_dense: bool
    """Whether the report has data for each day."""
    why_lost: str = "not fetched in time: GitHub has deleted it"


def _asked(
    name: str,
    entity: Entity,
    since: datetime.date | None,
    last: datetime.date,
    today: datetime.date,
) -> _Asked | None:
    """Returns None if this kind of entity does not have the family."""
    families = [FAMILIES[part] for part in parts_of(name)]
    spans = [bounds(family, entity, today) for family in families]
    can_be_had = [span[0] for span in spans if span is not None]
    if len(can_be_had) < len(spans):
        return None
    windows = [family.operations[entity.kind].day_window for family in families]
    begins = [window.first for window in windows if window is not None and window.first is not None]
    is_dense = all(family.is_dense(entity.kind) for family in families)
    kept_since = max(can_be_had)
    first = max(begins, default=datetime.date.min)
    first = max(first, since or (kept_since if is_dense else first))
    return _Asked(first, last, kept_since, today, is_dense)


def has_family(name: str, entity: Entity) -> bool:
    """Whether this kind of entity has a family."""
    return all(entity.kind in FAMILIES[part].operations for part in parts_of(name))


def _asked_snapshots(
    since: datetime.date | None,
    until: datetime.date | None,
    span: RequestedDays | None,
    manifests: Mapping[datetime.date, Manifest],
    today: datetime.date,
    *,
    is_named: bool,
) -> _Asked:
    """Returns the days from the first requested snapshot on; today counts once it was requested.

    Unless the family is named, refused snapshots before the first other one are left out: they cannot be fetched later.
    """
    known = [*manifests, *(() if span is None else (span.first, span.last))]
    others = [day for day, each in manifests.items() if each.state not in REFUSALS]
    if others and not is_named:
        known = [day for day in known if day >= min(others)]
    first = min(known, default=today)
    last = today if max(known, default=today) >= today else today - ONE_DAY
    return _Asked(
        max(since or first, first),
        min(until or last, last),
        today,
        today,
        is_dense=True,
        why_lost="not fetched on this day: GitHub has no history of seats",
    )


def _by_series(manifests: Iterable[Manifest]) -> dict[Report, dict[datetime.date, Manifest]]:
    found: dict[Report, dict[datetime.date, Manifest]] = {}
    for manifest in manifests:
        unit = manifest.unit
        found.setdefault((unit.host, unit.family, unit.entity), {})[unit.day] = manifest
    return found


def _first(span: RequestedDays, manifests: Mapping[datetime.date, Manifest]) -> datetime.date:
    """Returns the first requested day, or the first stored day of an older lake without `requested.json`."""
    answered = (day for day, each in manifests.items() if each.state in _ANSWERED)
    return min([span.first, *answered])


def _first_days(
    found: Mapping[Report, Mapping[datetime.date, Manifest]],
) -> dict[tuple[str, Entity], datetime.date]:
    """Returns each entity's first day with a response, or else the first day of any entity of its host."""
    answered: dict[tuple[str, Entity], datetime.date] = {}
    hosts: dict[str, datetime.date] = {}
    for (host, name, entity), days in found.items():
        if (name in FAMILIES and not FAMILIES[name].is_dense(entity.kind)) or is_snapshot(name):
            continue  # windows have no days of their own, and snapshots no past ones
        first = min(days)
        hosts[host] = min(first, hosts.get(host, first))
        known = [day for day, manifest in days.items() if manifest.state in _ANSWERED]
        if known:
            answered[host, entity] = min(*known, answered.get((host, entity), known[0]))
    everybody = ((host, entity) for host, _, entity in found if host in hosts)
    return {place: answered.get(place, hosts[place[0]]) for place in everybody}


def _days(asked: _Asked, manifests: Mapping[datetime.date, Manifest]) -> Iterator[Day]:
    refusal = _newest_refusal(manifests.values())
    for day in (
        days_between(asked.first, asked.last) if asked.is_dense else _sparse(asked, manifests)
    ):
        manifest = manifests.get(day)
        if manifest is not None and not is_overdue(manifest.state, day, asked.today):
            yield _day(manifest)
        elif day < asked.kept_since:
            yield Day(day, LOST, asked.why_lost)
        elif manifest is not None:
            yield Day(
                day, NEVER_ASKED, "not published at the last request, and not requested since"
            )
        elif refusal is not None:
            on = refusal.asked_at[:10]
            yield Day(
                day, NEVER_ASKED, f"never requested; last response, on {on}: {refusal.reason}"
            )
        else:
            yield Day(day, NEVER_ASKED, "never requested")


def _day(manifest: Manifest) -> Day:
    return Day(
        manifest.unit.day,
        manifest.state,
        manifest.reason,
        manifest.rows,
        manifest.bad_lines,
        manifest.conflicts,
        manifest.drift,
    )


def _sparse(asked: _Asked, manifests: Mapping[datetime.date, Manifest]) -> Iterator[datetime.date]:
    """Yields the stored windows and the current one, because a window is available on its own day only."""
    yesterday = asked.today - ONE_DAY
    known = sorted(day for day in manifests if asked.first <= day <= asked.last)
    there = [day for day in known if manifests[day].state in THERE]
    yield from there
    recent = [day for day in known if (asked.today - day).days <= TRAILING_DAYS]
    if asked.last == yesterday and not set(recent) & set(there):
        yield recent[-1] if recent else yesterday


def _newest_refusal(manifests: Iterable[Manifest]) -> Manifest | None:
    """Returns the refusal if it is the newest response for a family of an entity."""
    # a refusal in the same second as another response is not the newest
    newest = max(
        manifests, key=lambda each: (each.asked_at, each.state not in REFUSALS), default=None
    )
    return newest if newest is not None and newest.state in REFUSALS else None
