"""The SQL of a view. Names and paths come from outside, so each goes through `name` or `text`. Pure.

`host`, `kind` and `entity` are taken from the file's path, and the day too where the path tells it: conditions on
them are then conditions on file names, and DuckDB leaves out files without opening them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs

from .tables import REPORT_DAY, Table

LEADING: Final = ("host", "kind", "entity", REPORT_DAY)
"""The first columns of every view."""
PARTS: Final = "lake_internal.parts"
"""Which days of which files count, where the path alone does not say so."""


@attrs.frozen(kw_only=True)
class Files:
    """The files of a table, each list without repeats."""

    root: str
    """What all of their names begin with."""
    own: Sequence[str]
    """Of one unit each, in its folder."""
    merged: Sequence[str]
    """Of many units; the table `PARTS` says of which."""
    torn: Sequence[str]
    """Of units whose rows conflict, in either way."""


def view(table: Table, types: Mapping[str, str] | None, files: Files) -> str:
    """The statement that makes a table's view.

    Args:
        table: Whose.
        types: DuckDB's types of its columns; None where the files themselves say them.
        files: What it reads.
    """
    selects = []
    if files.own:
        selects.append(
            _select(types, files.own, files.root, f"CAST({_of_path('day', files.root)} AS DATE)")
        )
    if files.merged:
        selects.append(
            f"{_select(types, files.merged, files.root)} {_join(table, has_conflicts=False)}"
        )
    if files.torn:
        selects.append(_last(table, types, files))
    return f"CREATE VIEW {name(table.view)} AS {' UNION ALL BY NAME '.join(selects) or _nothing(types or {})}"


def name(identifier: str) -> str:
    """An identifier, quoted."""
    return '"' + identifier.replace('"', '""') + '"'


def text(value: str) -> str:
    """A string, quoted."""
    return "'" + value.replace("'", "''") + "'"


def _select(
    types: Mapping[str, str] | None,
    files: Iterable[str],
    root: str,
    day: str = f"rows.{REPORT_DAY}",
) -> str:
    leading = [f"{_of_path('host', root)} AS host", f"{_of_path('kind', root)} AS kind"]
    leading += [f"url_decode({_of_path('entity', root)}) AS entity", f"{day} AS {REPORT_DAY}"]
    shown = [f"rows.* EXCLUDE (filename, {REPORT_DAY})"]
    if types is not None:
        shown = [f"rows.{name(column)} AS {name(_shown(column))}" for column in types]
    return f"SELECT {', '.join((*leading, *shown))} FROM {_read(types, files)} AS rows"  # noqa: S608  # quoted


def _join(table: Table, *, has_conflicts: bool) -> str:
    return (
        f"JOIN {PARTS} AS parts ON rows.filename = parts.file AND rows.{REPORT_DAY} = parts.{REPORT_DAY} "
        f"AND parts.view = {text(table.view)} AND parts.has_conflicts = {str(has_conflicts).lower()}"
    )


def _last(table: Table, types: Mapping[str, str] | None, files: Files) -> str:
    """The last row of each key."""
    keys = [f"rows.{name(column)}" for column in table.row_key if types is None or column in types]
    whole = " AND ".join(f"{key} IS NOT NULL" for key in keys) or "false"
    # a row that lacks part of its key is like no other, so it is a group of its own
    alone = f"CASE WHEN NOT ({whole}) THEN row(rows.filename, rows.file_row_number) END"
    unit = ["parts.host", "parts.kind", "parts.entity", f"parts.{REPORT_DAY}"]
    return (
        f"{_select(types, files.torn, files.root)} {_join(table, has_conflicts=True)} QUALIFY row_number() OVER "
        f"(PARTITION BY {', '.join((*unit, *keys, alone))} "
        "ORDER BY parts.part_number DESC, rows.file_row_number DESC) = 1"
    )


def _of_path(key: str, root: str) -> str:
    """What a folder below the root is called after `key=`."""
    return f"regexp_extract(rows.filename[{len(root) + 1}:], {text(f'(^|/){key}=([^/]*)/')}, 2)"


def _read(types: Mapping[str, str] | None, files: Iterable[str]) -> str:
    """The files' rows. With known columns no file is opened before it is read."""
    how = "union_by_name = true"
    if types is not None:
        columns = {**types, REPORT_DAY: "DATE"}
        how = (
            "schema = MAP {"
            + ", ".join(_column(column, type_) for column, type_ in columns.items())
            + "}"
        )
    # file_row_number is there without being named; named beside a schema, DuckDB 1.x looks for it in the files
    return f"read_parquet([{', '.join(map(text, files))}], filename = true, {how})"


def _column(column: str, type_: str) -> str:
    return f"{text(column)}: {{name: {text(column)}, type: {text(type_)}, default_value: NULL}}"


def _nothing(types: Mapping[str, str]) -> str:
    """A table of no rows."""
    shown = {"host": "VARCHAR", "kind": "VARCHAR", "entity": "VARCHAR", REPORT_DAY: "DATE"}
    shown.update((_shown(column), type_) for column, type_ in types.items())
    return f"SELECT {', '.join(f'CAST(NULL AS {t}) AS {name(c)}' for c, t in shown.items())} WHERE false"


def _shown(column: str) -> str:
    """What a column of the rows is called: its name, unless the first columns have it."""
    return f"{column}_" if column in LEADING else column
