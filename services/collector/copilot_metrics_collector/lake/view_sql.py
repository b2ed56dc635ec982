"""The SQL of a view. Names and paths are untrusted, so each is quoted by `name` or `text`. Pure functions.

`host`, `kind` and `entity` are taken from the file's path, and so is the day if the path contains it. DuckDB
can then skip files by name, without opening them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs

from .tables import REPORT_DAY, FamilyTable

LEADING: Final = ("host", "kind", "entity", REPORT_DAY)
"""The first columns of every view."""
PARTS: Final = "lake_internal.parts"
"""The table of current days by file, for files whose path does not determine it."""


@attrs.frozen(kw_only=True)
class Files:
    """The files of a table, each list without duplicates."""

    root: str
    """The common prefix of all names."""
    own: Sequence[str]
    """Files of one unit, in its folder."""
    merged: Sequence[str]
    """Files of several units, which the table `PARTS` lists."""
    torn: Sequence[str]
    """Files of units with conflicting rows, of either kind."""


def view(table: FamilyTable, types: Mapping[str, str] | None, files: Files) -> str:
    """Returns the statement that creates a table's view.

    Args:
        table: The table.
        types: DuckDB's types of its columns; None to take them from the files.
        files: The files to read.
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
    """Quotes an identifier."""
    return '"' + identifier.replace('"', '""') + '"'


def text(value: str) -> str:
    """Quotes a string."""
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


def _join(table: FamilyTable, *, has_conflicts: bool) -> str:
    return (
        f"JOIN {PARTS} AS parts ON rows.filename = parts.file AND rows.{REPORT_DAY} = parts.{REPORT_DAY} "
        f"AND parts.view = {text(table.view)} AND parts.has_conflicts = {str(has_conflicts).lower()}"
    )


def _last(table: FamilyTable, types: Mapping[str, str] | None, files: Files) -> str:
    """Selects the last row of each key."""
    keys = [f"rows.{name(column)}" for column in table.row_key if types is None or column in types]
    whole = " AND ".join(f"{key} IS NOT NULL" for key in keys) or "false"
    # a row with an incomplete key is a group of its own
    alone = f"CASE WHEN NOT ({whole}) THEN row(rows.filename, rows.file_row_number) END"
    unit = ["parts.host", "parts.kind", "parts.entity", f"parts.{REPORT_DAY}"]
    return (
        f"{_select(types, files.torn, files.root)} {_join(table, has_conflicts=True)} QUALIFY row_number() OVER "
        f"(PARTITION BY {', '.join((*unit, *keys, alone))} "
        "ORDER BY parts.part_number DESC, rows.file_row_number DESC) = 1"
    )


def _of_path(key: str, root: str) -> str:
    """Returns the SQL for the value after `key=` in a path."""
    return f"regexp_extract(rows.filename[{len(root) + 1}:], {text(f'(^|/){key}=([^/]*)/')}, 2)"


def _read(types: Mapping[str, str] | None, files: Iterable[str]) -> str:
    """Returns the SQL that reads the files. With known columns, DuckDB opens no file in advance."""
    how = "union_by_name = true"
    if types is not None:
        columns = {**types, REPORT_DAY: "DATE"}
        how = (
            "schema = MAP {"
            + ", ".join(_column(column, type_) for column, type_ in columns.items())
            + "}"
        )
    # file_row_number needs no option; with a schema, DuckDB 1.x would look for it in the files
    return f"read_parquet([{', '.join(map(text, files))}], filename = true, {how})"


def _column(column: str, type_: str) -> str:
    return f"{text(column)}: {{name: {text(column)}, type: {text(type_)}, default_value: NULL}}"


def _nothing(types: Mapping[str, str]) -> str:
    """Returns the SQL of an empty table."""
    shown = {"host": "VARCHAR", "kind": "VARCHAR", "entity": "VARCHAR", REPORT_DAY: "DATE"}
    shown.update((_shown(column), type_) for column, type_ in types.items())
    return f"SELECT {', '.join(f'CAST(NULL AS {t}) AS {name(c)}' for c, t in shown.items())} WHERE false"


def _shown(column: str) -> str:
    """Returns the name of a column in the view, which must not clash with the leading columns."""
    return f"{column}_" if column in LEADING else column
