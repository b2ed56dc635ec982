"""How complete a lake is: which days there are of each family and entity, which are missing, and why."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from .lake.manifest import NOT_MISSING, THERE, WITH_ROWS, Manifest, is_overdue
from .lake.requested import Report, Span
from .sync.planning import bounds, parts_of
from .tally import FLAWS
from .units import FAMILIES, REPORTS, TRAILING_DAYS, Entity

NEVER_ASKED: Final = "never-asked"
LOST: Final = "lost"
"""Never asked, and GitHub does not keep it any more."""
_ANSWERED: Final = (*WITH_ROWS, "no-data", "not-yet")
_REFUSALS: Final = ("no-permission", "not-found")
_ONE_DAY: Final = datetime.timedelta(days=1)


@attrs.frozen
class Day:
    """One day of one family of one entity."""

    day: datetime.date
    state: str
    """A state of the lake, or `never-asked` or `lost`."""
    reason: str | None = None
    rows: int = 0
    bad_lines: int = 0
    """Lines of its files that could not be read."""
    conflicts: int = 0
    """Rows that came in two versions."""
    drift: int = 0
    """Keys and types that the release which read it did not know."""

    @property
    def flaws(self) -> dict[str, int]:
        """What is worth a look though the day is there, by the name of the count; only what there is any of."""
        counts = {name: getattr(self, name) for name in FLAWS}
        return {name: count for name, count in counts.items() if count}


@attrs.frozen
class Series:
    """The days that one family of one entity should have."""

    host: str
    family: str
    entity: Entity
    days: tuple[Day, ...]
    """Oldest first, without gaps; of a 28-day report those that are there, and yesterday."""
    requested: Span | None = None
    """The days that syncs requested; None where only an earlier release did."""

    @property
    def counts(self) -> Counter[str]:
        """How many days there are of each state."""
        return Counter(day.state for day in self.days)

    @property
    def missing(self) -> tuple[Day, ...]:
        """The days that somebody has to do something about."""
        return tuple(day for day in self.days if day.state not in NOT_MISSING)

    @property
    def due(self) -> int:
        """How many days can be expected to have been answered by now."""
        return len(self.days) - self.counts["not-yet"]

    @property
    def there(self) -> int:
        """How many of them are: with rows, or with GitHub's word that there is nothing."""
        return sum(self.counts[state] for state in THERE)

    def to_dict(self) -> dict[str, Any]:
        """For programs."""
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
    requested: Mapping[Report, Span] | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    today: datetime.date,
) -> list[Series]:
    """What there should be, and what became of it.

    Args:
        manifests: Those of the lake.
        entities: Those of interest; all that the lake has where none are named.
        families: Those of interest; all that the lake has of any entity where none are named.
        hosts: Where entities of which the lake has nothing are looked for.
        requested: The days that syncs requested, as the lake stores them.
        since: The first day; else the first one that was requested, or that the lake has of the report. Of what
            an earlier release requested, which is not stored: each family's first day with data, but not before
            the first day that the entity was answered for, or, if it never was, the first day of any entity.
        until: The last day; else yesterday.
        today: Today, in UTC.
    """
    found, requested = _by_series(manifests), requested or {}
    reports = [*found, *requested]
    names = sorted(set(families) or {name for _, name, _ in reports} or REPORTS)
    known = dict.fromkeys((host, entity) for host, _, entity in reports)
    stored = {(host, entity) for host, _, entity in requested}
    places = [(host, entity) for host, entity in known if not entities or entity in entities]
    there = {entity for _, entity in places}
    places += [(host, entity) for entity in entities if entity not in there for host in hosts]
    last = min(until or today, today - _ONE_DAY)
    firsts = _first_days(found)
    series = []
    for host, entity in sorted(places):
        for name in names:
            report = (host, name, entity)
            days, span = found.get(report, {}), requested.get(report)
            if not (days or span or families) and (host, entity) in stored:
                continue  # it was never requested of this entity
            first = firsts.get((host, entity)) if span is None else _first(span, days)
            asked = _asked(name, entity, since or first, last, today)
            if asked is not None:
                series.append(Series(host, name, entity, tuple(_days(asked, days)), span))
    return series


@attrs.frozen
class _Asked:
    """Which days of a family are of interest."""

    first: datetime.date
    last: datetime.date
    kept_since: datetime.date
    """Days before it cannot be had any more."""
    today: datetime.date
    is_dense: bool
    """Whether there is something for each day."""


def _asked(
    name: str,
    entity: Entity,
    since: datetime.date | None,
    last: datetime.date,
    today: datetime.date,
) -> _Asked | None:
    """None where such an entity has no such family."""
    families = [FAMILIES[part] for part in parts_of(name)]
    spans = [bounds(family, entity, today) for family in families]
    can_be_had = [span[0] for span in spans if span is not None]
    if len(can_be_had) < len(spans):
        return None
    windows = [family.operations[entity.kind].day_window for family in families]
    begins = [window.first for window in windows if window is not None and window.first is not None]
    is_dense = all(window is not None for window in windows)
    kept_since = max(can_be_had)
    first = max(begins, default=datetime.date.min)
    first = max(first, since or (kept_since if is_dense else first))
    return _Asked(first, last, kept_since, today, is_dense)


def _by_series(manifests: Iterable[Manifest]) -> dict[Report, dict[datetime.date, Manifest]]:
    found: dict[Report, dict[datetime.date, Manifest]] = {}
    for manifest in manifests:
        unit = manifest.unit
        found.setdefault((unit.host, unit.family, unit.entity), {})[unit.day] = manifest
    return found


def _first(span: Span, manifests: Mapping[datetime.date, Manifest]) -> datetime.date:
    """The first day that was requested, or that was there before requests were stored."""
    answered = (day for day, each in manifests.items() if each.state in _ANSWERED)
    return min([span.first, *answered])


def _first_days(
    found: Mapping[Report, Mapping[datetime.date, Manifest]],
) -> dict[tuple[str, Entity], datetime.date]:
    """Of each entity the first day that it was answered for; where it never was, the first of any at its host."""
    answered: dict[tuple[str, Entity], datetime.date] = {}
    hosts: dict[str, datetime.date] = {}
    for (host, name, entity), days in found.items():
        if name in FAMILIES and FAMILIES[name].operations[entity.kind].day_window is None:
            continue  # windows have no days of their own
        first = min(days)
        hosts[host] = min(first, hosts.get(host, first))
        known = [day for day, manifest in days.items() if manifest.state in _ANSWERED]
        if known:
            answered[host, entity] = min(*known, answered.get((host, entity), known[0]))
    everybody = ((host, entity) for host, _, entity in found if host in hosts)
    return {place: answered.get(place, hosts[place[0]]) for place in everybody}


def _days(asked: _Asked, manifests: Mapping[datetime.date, Manifest]) -> Iterator[Day]:
    refusal = _newest_refusal(manifests.values())
    for day in _dense(asked) if asked.is_dense else _sparse(asked, manifests):
        manifest = manifests.get(day)
        if manifest is not None and not is_overdue(manifest.state, day, asked.today):
            yield _day(manifest)
        elif day < asked.kept_since:
            yield Day(day, LOST, "not asked in time: GitHub does not keep it any more")
        elif manifest is not None:
            yield Day(day, NEVER_ASKED, "it was not there yet, and was not asked for again")
        elif refusal is not None:
            on = refusal.asked_at[:10]
            yield Day(day, NEVER_ASKED, f"never asked; the last answer, on {on}: {refusal.reason}")
        else:
            yield Day(day, NEVER_ASKED, "never asked")


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


def _dense(asked: _Asked) -> Iterator[datetime.date]:
    for number in range((asked.last - asked.first).days + 1):
        yield asked.first + _ONE_DAY * number


def _sparse(asked: _Asked, manifests: Mapping[datetime.date, Manifest]) -> Iterator[datetime.date]:
    """Of windows, which can be had on their own day only: those that are there, and the present one."""
    yesterday = asked.today - _ONE_DAY
    known = sorted(day for day in manifests if asked.first <= day <= asked.last)
    there = [day for day in known if manifests[day].state in THERE]
    yield from there
    recent = [day for day in known if (asked.today - day).days <= TRAILING_DAYS]
    if asked.last == yesterday and not set(recent) & set(there):
        yield recent[-1] if recent else yesterday


def _newest_refusal(manifests: Iterable[Manifest]) -> Manifest | None:
    """The refusal, where it is the last thing that is known of an entity's family."""
    # of answers in the same second a refusal is not the last word
    newest = max(
        manifests, key=lambda each: (each.asked_at, each.state not in _REFUSALS), default=None
    )
    return newest if newest is not None and newest.state in _REFUSALS else None
