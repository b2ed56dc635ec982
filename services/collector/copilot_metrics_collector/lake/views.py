"""SQL views of a lake in DuckDB, one for each table, through the manifests.

A view reflects the manifests at the time of opening: it contains only listed files, and only rows of the days that
list them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Final, TypeVar

import attrs
import duckdb
import pyarrow as pa

from ..exits import LakeError
from ..units import Entity, Unit
from . import view_sql
from .lake import Lake
from .manifest import Manifest, ManifestPart
from .tables import REPORT_DAY, FamilyTable, tables

_UNITS: Final = pa.schema(
    {
        "host": pa.string(),
        "family": pa.string(),
        "kind": pa.string(),
        "entity": pa.string(),
        "day": pa.date32(),
        "state": pa.string(),
        "reason": pa.string(),
        "rows": pa.int64(),
        "duplicates": pa.int64(),
        "conflicts": pa.int64(),
        "bad_lines": pa.int64(),
        "asked_at": pa.string(),
        "settled": pa.bool_(),
        "api_version": pa.string(),
        "client_version": pa.string(),
    }
)
_PARTS: Final = pa.schema(
    {
        "view": pa.string(),
        "file": pa.string(),
        "part_number": pa.int32(),
        "host": pa.string(),
        "kind": pa.string(),
        "entity": pa.string(),
        REPORT_DAY: pa.date32(),
        "has_conflicts": pa.bool_(),
    }
)
_REQUESTED: Final = pa.schema(
    {
        "host": pa.string(),
        "family": pa.string(),
        "kind": pa.string(),
        "entity": pa.string(),
        "first_day": pa.date32(),
        "last_day": pa.date32(),
    }
)
_T = TypeVar("_T")


@attrs.frozen(kw_only=True)
class _Selection:
    """A function that queries a connection."""

    hosts: Iterable[str] | None
    families: Iterable[str] | None
    entities: Iterable[Entity] | None
    since: datetime.date | None
    until: datetime.date | None

    def manifests(self, lake: Lake) -> list[Manifest]:
        """The manifests; those with a missing or damaged part list no parts."""
        found = lake.manifests(
            hosts=self.hosts,
            families=self.families,
            entities=self.entities,
            since=self.since,
            until=self.until,
        )
        return [
            attrs.evolve(each, parts=()) if each.state == "failed" else each
            for each in lake.standing(found)
        ]

    def requested(self, lake: Lake) -> list[dict[str, object]]:
        """The requested reports."""
        return [
            {
                "host": host,
                "family": family,
                "kind": entity.kind,
                "entity": entity.name.casefold(),
                "first_day": span.first,
                "last_day": span.last,
            }
            for (host, family, entity), span in sorted(
                lake.requested().items(), key=lambda each: each[0]
            )
            if (self.hosts is None or host in self.hosts)
            and (self.families is None or family in self.families)
            and (self.entities is None or entity in self.entities)
        ]


def connect(
    lake: Lake,
    *,
    hosts: Iterable[str] | None = None,
    families: Iterable[str] | None = None,
    entities: Iterable[Entity] | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> duckdb.DuckDBPyConnection:
    """Opens an in-memory database with a view for each table of the lake, and tables of its expected content.

    The table `units` has the state of every unit, `requested` the first and the last requested day of each report.

    The columns are those of this release's row types, after `host`, `kind`, `entity` (case-folded) and `report_day`.
    Columns that an older part lacks are null; additional columns of a newer one are dropped. If a manifest counts
    conflicts, the last row of each key is used. Views of unselected families exist and are empty.

    Args:
        lake: The lake.
        hosts: In the form of `Unit.host`; None for all.
        families: Names of families.
        entities: `Octo` and `octo` are equal.
        since: The first day.
        until: The last one.

    Raises:
        LakeError: A manifest cannot be read, or a part is missing, also on the second attempt.
    """
    selection = _Selection(
        hosts=None if hosts is None else frozenset(hosts),
        families=None if families is None else frozenset(families),
        entities=None if entities is None else frozenset(entities),
        since=since,
        until=until,
    )
    return again(lake, lambda: _open(lake, selection))


def ask(
    lake: Lake,
    question: Callable[[duckdb.DuckDBPyConnection], _T],
    *,
    hosts: Iterable[str] | None = None,
    families: Iterable[str] | None = None,
    entities: Iterable[Entity] | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> _T:
    """Runs a query on a connection of `connect` and closes it.

    If a part disappears meanwhile, reads the manifests and runs the query a second time.

    Raises:
        LakeError: As in `connect`; or a part disappears again.
    """

    def once() -> _T:
        with connect(
            lake, hosts=hosts, families=families, entities=entities, since=since, until=until
        ) as connection:
            return question(connection)

    return again(lake, once)


def again(lake: Lake, attempt: Callable[[], _T]) -> _T:
    """Calls `attempt`, which opens the lake; calls it a second time if a part disappears after its manifest was read.

    This happens when parts are merged and the merged ones are deleted later.

    Raises:
        LakeError: A part disappears again.
    """
    try:
        return attempt()
    except duckdb.Error as error:
        # damaged Parquet raises various errors; check the lake for the cause
        if not isinstance(error, _OF_FILES) and not _has_damage(lake):
            raise _damaged(lake) or error from None
    try:
        return attempt()
    except duckdb.Error as error:
        problem = _damaged(lake)
        if problem is None and isinstance(error, _OF_FILES):
            problem = _unreadable(lake, error)
        raise problem or error from None


_OF_FILES: Final = (duckdb.IOException, duckdb.InvalidInputException)
"""Whether DuckDB's error is about a missing or invalid file, which a second attempt may find replaced."""


def _has_damage(lake: Lake) -> bool:
    """Whether a part is missing or visibly damaged; the second attempt skips such a unit."""
    return any(each.state == "failed" and each.parts for each in lake.standing(lake.manifests()))


def _damaged(lake: Lake) -> LakeError | None:
    """Returns the error for a damaged part; None if all parts are intact."""
    checked: set[str] = set()
    for manifest in lake.standing(lake.manifests()):
        for part in manifest.parts if manifest.state != "failed" else ():
            if part.path not in checked and not lake.is_intact_part(part):
                return LakeError(
                    f"{lake.store.url}/{part.path} is damaged. Run `copilot-metrics verify --read-data`, which "
                    "finds all damaged files, then `copilot-metrics sync`, which requests them again"
                )
            checked.add(part.path)
    return None


def _unreadable(lake: Lake, error: Exception) -> LakeError:
    what = " ".join(str(error).split("\n\n")[0].split())
    # Not from the manifests: that of the part may have changed or been damaged in the meantime.
    if lake.store.duckdb_path("host=") not in what:
        return LakeError(f"{lake.store.url}: {what}")  # a file that the query itself names
    return LakeError(
        f"{lake.store.url}: a part changed while it was read, or is unreadable: {what}; check the disk and its "
        "permissions, and run the command again"
    )


def _open(lake: Lake, selection: _Selection) -> duckdb.DuckDBPyConnection:
    manifests = selection.manifests(lake)
    connection = duckdb.connect(":memory:")
    try:
        lake.store.attach(connection)
        _fill(connection, "units", _units(manifests))
        _fill(
            connection,
            "requested",
            pa.Table.from_pylist(selection.requested(lake), _REQUESTED),
        )
        found = _found(lake, manifests)
        connection.execute("CREATE SCHEMA lake_internal")
        joined = [each for parts in found.values() for each in parts if not each.is_plain]
        _fill(connection, view_sql.PARTS, _parts(joined))
        root = lake.store.duckdb_path("x")[:-1]
        for table, parts in found.items():
            types = None if table.columns is None else _sql_types(table.columns)
            connection.execute(view_sql.view(table, types, _files(root, parts)))
    except BaseException:
        connection.close()
        raise
    return connection


@attrs.frozen
class _Found:
    """A part listed by a unit's manifest."""

    view: str
    manifest: Manifest
    number: int
    part: ManifestPart
    file: str
    is_own: bool
    """Whether it is in the unit's folder and contains no other unit."""

    @property
    def is_torn(self) -> bool:
        return self.manifest.conflicts > 0

    @property
    def is_plain(self) -> bool:
        """Whether all rows are current and its path determines the day."""
        return self.is_own and not self.is_torn


def _found(lake: Lake, manifests: Iterable[Manifest]) -> dict[FamilyTable, list[_Found]]:
    """Returns the parts of each table: those of the package, and others in the lake."""
    by_key: dict[tuple[str, str], FamilyTable] = {
        (table.family, table.name): table for table in tables()
    }
    found: dict[FamilyTable, list[_Found]] = {table: [] for table in by_key.values()}
    for manifest in manifests:
        folder = f"{manifest.unit.path}/"
        for number, part in enumerate(manifest.parts):
            key = (manifest.unit.family, part.table)
            table = by_key.get(key) or by_key.setdefault(key, FamilyTable(*key, columns=None))
            file = lake.store.duckdb_path(part.path)
            is_own = part.path.startswith(folder)
            found.setdefault(table, []).append(
                _Found(table.view, manifest, number, part, file, is_own)
            )
    return found


def _files(root: str, parts: Sequence[_Found]) -> view_sql.Files:
    return view_sql.Files(
        root=root,
        own=[each.file for each in parts if each.is_plain],
        merged=_once(each.file for each in parts if not each.is_own and not each.is_torn),
        torn=_once(each.file for each in parts if each.is_torn),
    )


def _once(files: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(files))


def _units(manifests: Sequence[Manifest]) -> pa.Table:
    units = [each.unit for each in manifests]
    columns = _places(units)
    columns |= {"family": [each.family for each in units], "day": [each.day for each in units]}
    columns |= {
        name: [*map(attrgetter(name), manifests)] for name in _UNITS.names if name not in columns
    }
    return pa.table([columns[name] for name in _UNITS.names], _UNITS)


def _parts(found: Sequence[_Found]) -> pa.Table:
    units = [each.manifest.unit for each in found]
    columns: dict[str, list[object]] = {
        "view": [each.view for each in found],
        "file": [each.file for each in found],
        "part_number": [each.number for each in found],
        **_places(units),
        REPORT_DAY: [each.day for each in units],
        "has_conflicts": [each.is_torn for each in found],
    }
    return pa.table(columns, _PARTS)


def _places(units: Sequence[Unit]) -> dict[str, list[object]]:
    return {
        "host": [each.host for each in units],
        "kind": [each.entity.kind for each in units],
        "entity": [each.entity.name.casefold() for each in units],
    }


def _fill(connection: duckdb.DuckDBPyConnection, name: str, data: pa.Table) -> None:
    connection.register("arriving", data)
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM arriving")  # noqa: S608  # one of three
    connection.unregister("arriving")


@cache
def _sql_types(schema: pa.Schema) -> dict[str, str]:
    """Returns the types of columns in DuckDB's notation."""
    with duckdb.connect(":memory:") as connection:
        connection.register("arriving", schema.empty_table())
        found = connection.execute("DESCRIBE SELECT * FROM arriving").fetchall()
    return {str(row[0]): str(row[1]) for row in found}
