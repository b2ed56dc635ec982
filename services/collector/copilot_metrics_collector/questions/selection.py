"""Resolves the entities and the window of days of a question against the lake."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeAlias
from urllib.parse import unquote

import attrs

from ..days import ONE_DAY
from ..exits import UnanswerableError
from ..units import Entity, Family, Kind
from .coverage import Coverage, UnitState
from .place import Place
from .spans import Period, default_start, start_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WINDOW_DAYS: Final = 28
_SLACK_DAYS: Final = 14
"""Days before today in which the newest data is searched first, in addition to the window."""
_SHOWN: Final = 12

Families: TypeAlias = Mapping[Kind, Sequence[str]]
"""The families that a question reads, by kind of entity; the first one determines the newest day."""
Part: TypeAlias = Literal["all", "rows", "notes"]
"""The part of a result that the caller uses; the other part and its queries may be left out."""


class Connect(Protocol):
    """Opens a lake with views of these families and `units`, for at least the days from `since` to `until`."""

    def __call__(
        self,
        *,
        families: Collection[str],
        since: datetime.date | None,
        until: datetime.date | None,
        entities: Collection[Entity] | None = None,
    ) -> DuckDBPyConnection:
        """Opens a new connection; `entities` limits it to some of the selected ones."""
        ...


@attrs.frozen(kw_only=True)
class Selection:
    """The selection of the user."""

    entities: tuple[Entity, ...] = ()
    """None for all in the lake."""
    host: str | None = None
    """A unit's host; None for all."""
    window: int | None = None
    """Number of days. Default: 28."""
    period: Period | None = None
    """Begin a window without an explicit length with a whole period; see `spans.default_start`."""
    with_trend: bool = False
    """Whether to add the column `trend` with a figure of each day, if the question has one."""
    part: Part = "all"
    kept: dict[tuple[str, str], str] | None = attrs.field(default=None, eq=False, repr=False)
    """The copies that `Scope.keep` made, for selections of fewer days on the same connection; None to share none."""
    since: datetime.date | None = None
    until: datetime.date | None = None
    """The last day. Default: the newest with data."""
    require_complete: bool = False
    has_users: bool = True
    """Whether the lake contains users."""
    today: datetime.date
    """UTC."""


@attrs.frozen(kw_only=True)
class Scope:
    """The resolved entities and days, and the open lake."""

    connection: DuckDBPyConnection = attrs.field(repr=False)
    places: tuple[Place, ...]
    first: datetime.date
    last: datetime.date
    coverage: Coverage = attrs.field(repr=False)
    with_trend: bool = False
    """As in `Selection`."""
    part: Part = "all"
    """As in `Selection`."""
    kept: dict[tuple[str, str], str] = attrs.field(factory=dict, eq=False, repr=False)
    """As in `Selection`."""
    _sources: dict[str, str] = attrs.field(factory=dict, init=False, eq=False, repr=False)
    """The copies to read instead of views."""

    @property
    def days(self) -> int:
        """The length of the window."""
        return (self.last - self.first).days + 1

    @property
    def window(self) -> tuple[datetime.date, datetime.date]:
        """The first and the last day."""
        return (self.first, self.last)

    @property
    def where(self) -> str:
        """Text for titles: the entity or their number, and the days."""
        hosts = {place.host for place in self.places}
        who = str(self.places[0]) if len(self.places) == 1 else f"{len(self.places)} entities"
        at = f" at {unquote(hosts.pop())}" if len(hosts) == 1 else f" on {len(hosts)} hosts"
        if self.days == 1:
            return f"{who}{at}, {self.first} (UTC)"
        return f"{who}{at}, {self.days} days, {self.first} to {self.last} (UTC)"

    def rows(self, view: str) -> str:
        """SQL of the selected rows of a family."""
        source = self._sources.get(view, view)
        return (
            f"(SELECT * FROM {source} SEMI JOIN asked_places USING (host, kind, entity) "
            f"WHERE report_day BETWEEN DATE '{self.first}' AND DATE '{self.last}')"
        )

    def keep(self, view: str, columns: str) -> None:
        """Copies columns of the selected rows into memory; `rows` returns the copy from now on.

        Opening the files of many units takes longer than reading them, so several queries should not each open them.

        Args:
            view: The family's view.
            columns: SQL of the columns, besides the entity and the day.
        """
        name = self.kept.get((view, columns))
        if name is None:
            name = f"kept_{len(self.kept)}"
            self.connection.execute(
                f"CREATE TEMP TABLE {name} AS SELECT host, kind, entity, report_day, {columns} FROM {self.rows(view)}"
            )
            self.kept[view, columns] = name
        self._sources[view] = name


def scope_of(connect: Connect, selection: Selection, families: Families) -> Scope:
    """Opens the lake for the selection.

    Raises:
        UnanswerableError: The lake lacks an entity or data for the question; or a day is missing with
            `require_complete`.
    """
    names = frozenset(name for each in families.values() for name in each)
    last = selection.until
    if last is None and selection.since is not None and selection.window is not None:
        last = selection.since + (selection.window - 1) * ONE_DAY
    if last is not None:
        first = selection.since or _first_day(selection, last)
        if first > last:
            raise UnanswerableError(f"the window is empty: {first} is after {last}")
        connection = connect(families=names, since=first, until=last)
        first = _not_before_the_lake(connection, selection, names, first)
        return _scope(connection, selection, families, first, last)
    lower = selection.since or _first_day(selection, selection.today - _SLACK_DAYS * ONE_DAY)
    connection = connect(families=names, since=lower, until=None)
    newest = _newest(connection, selection, families)
    if newest is None or _first_day(selection, newest) < lower:
        # the lake's data is old, or there is none
        connection.close()
        connection = connect(families=names, since=selection.since, until=None)
        newest = _newest(connection, selection, families)
    if newest is None:
        places = _places(connection, selection, families)
        raise _nothing(connection, families, places)
    first = selection.since or _first_day(selection, newest)
    first = _not_before_the_lake(connection, selection, names, first)
    return _scope(connection, selection, families, first, newest)


def _first_day(selection: Selection, last: datetime.date) -> datetime.date:
    """Returns the first day of a window that ends on `last` and has no explicit first day."""
    if selection.window is None and selection.period is not None:
        return default_start(last, selection.period)
    return last - ((selection.window or WINDOW_DAYS) - 1) * ONE_DAY


def _not_before_the_lake(
    connection: DuckDBPyConnection,
    selection: Selection,
    families: Collection[str],
    first: datetime.date,
) -> datetime.date:
    """Returns the first day of a window of default length, which does not have whole periods before the lake begins."""
    if selection.period is None or selection.since is not None or selection.window is not None:
        return first
    [(begin,)] = connection.execute(
        "SELECT min(day) FROM units WHERE list_contains($families, family)",
        {"families": list(families)},
    ).fetchall()
    return first if begin is None else max(first, start_of(begin, selection.period))


def need_users(selection: Selection, instead: str | None = None) -> None:
    """Raises `UnanswerableError` for a lake without users; `instead` names the available alternatives."""
    if not selection.has_users:
        raise UnanswerableError(
            "this lake was created with --no-users and contains teams and entities, but no users"
            + (f"; {instead}" if instead else "")
        )


def reading(*families: Family) -> Families:
    """Returns the families by the kinds of entity that have them."""
    kinds: dict[Kind, list[str]] = {}
    for family in families:
        for kind in family.operations:
            kinds.setdefault(kind, []).append(family.name)
    return kinds


def _scope(
    connection: DuckDBPyConnection,
    selection: Selection,
    families: Families,
    first: datetime.date,
    last: datetime.date,
) -> Scope:
    places = _places(connection, selection, families)
    if not places:
        raise _nothing(connection, families, places, first, last)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE asked_places (host VARCHAR, kind VARCHAR, entity VARCHAR)"
    )
    connection.executemany(
        "INSERT INTO asked_places VALUES (?, ?, ?)",
        [[place.host, place.kind, place.entity] for place in places],
    )
    coverage = Coverage(
        first, last, selection.today, _units(connection, families, places, first, last)
    )
    if selection.require_complete:
        coverage.check()
    if not coverage.has_data:
        raise _nothing(connection, families, places, first, last)
    return Scope(
        connection=connection,
        places=places,
        first=first,
        last=last,
        coverage=coverage,
        with_trend=selection.with_trend,
        part=selection.part,
        kept={} if selection.kept is None else selection.kept,
    )


def _newest(
    connection: DuckDBPyConnection, selection: Selection, families: Families
) -> datetime.date | None:
    places = _places(connection, selection, families, missing_is_wrong=False)
    chosen = {(place.host, place.kind, place.entity) for place in places}
    found = connection.execute(
        "SELECT host, kind, entity, family, max(day) FROM units "
        "WHERE state IN ('complete', 'partial') GROUP BY ALL"
    ).fetchall()
    days = [
        day
        for host, kind, entity, family, day in found
        if (host, kind, entity) in chosen and family == families[kind][0]
    ]
    return max(days, default=None)


def _places(
    connection: DuckDBPyConnection,
    selection: Selection,
    families: Families,
    *,
    missing_is_wrong: bool = True,
) -> tuple[Place, ...]:
    wanted = tuple({family for names in families.values() for family in names})
    found = connection.execute(
        "SELECT host, kind, entity FROM units WHERE list_contains($wanted, family) "
        "UNION SELECT host, kind, entity FROM requested WHERE list_contains($wanted, family)",
        {"wanted": list(wanted)},
    ).fetchall()
    there = sorted(
        Place(*each) for each in found if each[1] in families and selection.host in (None, each[0])
    )
    if not selection.entities:
        return tuple(there)
    chosen = []
    for entity in selection.entities:
        matching = [place for place in there if Entity(place.kind, place.entity) == entity]
        if not matching and missing_is_wrong:
            known = _some([str(place) for place in there])
            raise UnanswerableError(
                f"the lake has no {' or '.join(families.get(entity.kind, wanted))} of {entity} "
                f"in these days{f'; it has those of: {known}' if known else ''}; "
                "run `copilot-metrics sync` first"
            )
        chosen += matching
    return tuple(sorted(set(chosen)))


def _units(
    connection: DuckDBPyConnection,
    families: Families,
    places: Iterable[Place],
    first: datetime.date,
    last: datetime.date,
) -> dict[tuple[Place, str], dict[datetime.date, UnitState]]:
    found: dict[tuple[Place, str], dict[datetime.date, UnitState]] = {
        (place, family): {} for place in places for family in families[place.kind]
    }
    rows = connection.execute(
        "SELECT host, kind, entity, family, day, state, reason, conflicts, bad_lines FROM units "
        f"WHERE day BETWEEN DATE '{first}' AND DATE '{last}'"
    ).fetchall()
    for host, kind, entity, family, day, *state in rows:
        days = found.get((Place(host, kind, entity), family))
        if days is not None:
            days[day] = UnitState(*state)
    return found


def _nothing(
    connection: DuckDBPyConnection,
    families: Families,
    places: Sequence[Place],
    first: datetime.date | None = None,
    last: datetime.date | None = None,
) -> UnanswerableError:
    names = " or ".join(dict.fromkeys(name for each in families.values() for name in each))
    of = f" of {_some([str(place) for place in places])}" if places else ""
    when = f" from {first} to {last}" if first else ""
    reasons = connection.execute(
        "SELECT DISTINCT CASE WHEN state = 'no-data' THEN 'GitHub has no data' ELSE reason END AS why FROM units "
        "WHERE why IS NOT NULL AND list_contains(?, family) "
        + (f"AND day BETWEEN DATE '{first}' AND DATE '{last}' " if first else "")
        + "ORDER BY why LIMIT 3",
        [list({name for each in families.values() for name in each})],
    ).fetchall()
    why = f" ({'; '.join(reason for (reason,) in reasons)})" if reasons else ""
    return UnanswerableError(
        f"the lake has no data for this: no {names}{of}{when}{why}; see `copilot-metrics status`"
    )


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
