# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Reads files that were downloaded by hand as typed rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, TypeAlias, overload

from . import rows as row_types
from ._runtime.decoding.splitting import JsonValue, ValueSplitter
from ._runtime.files.families import FileFamily
from ._runtime.files.file_rows import FileRows, FileSources, open_rows

__all__ = ["FAMILIES", "AnyRow", "JsonValue", "ValueSplitter", "read_rows"]

AnyRow: TypeAlias = (
    row_types.AggregateDay
    | row_types.UserDay
    | row_types.UserWindowDay
    | row_types.UserTeamDay
    | row_types.RepositoryDay
)
"""The possible types of the rows of a file: distinguish them with `isinstance`."""

FAMILIES: Final[Mapping[str, FileFamily]] = {
    "AggregateDay": FileFamily(
        "AggregateDay",
        row_types.AggregateDay,
        row_types.AggregateDay,
        row_types.AggregateWindow,
    ),
    "AggregateWindow": FileFamily(
        "AggregateWindow",
        row_types.AggregateWindow,
        row_types.AggregateDay,
        row_types.AggregateWindow,
    ),
    "UserDay": FileFamily(
        "UserDay",
        row_types.UserDay,
        row_types.UserDay,
        None,
    ),
    "UserWindowDay": FileFamily(
        "UserWindowDay",
        row_types.UserWindowDay,
        row_types.UserWindowDay,
        None,
    ),
    "UserTeamDay": FileFamily(
        "UserTeamDay",
        row_types.UserTeamDay,
        row_types.UserTeamDay,
        None,
    ),
    "RepositoryDay": FileFamily(
        "RepositoryDay",
        row_types.RepositoryDay,
        row_types.RepositoryDay,
        None,
    ),
}
"""The families of files, by name."""


@overload
def read_rows(
    files: FileSources, family: type[row_types.RepositoryDay] | Literal["RepositoryDay"]
) -> FileRows[row_types.RepositoryDay]: ...


@overload
def read_rows(
    files: FileSources, family: type[row_types.UserTeamDay] | Literal["UserTeamDay"]
) -> FileRows[row_types.UserTeamDay]: ...


@overload
def read_rows(
    files: FileSources, family: type[row_types.UserWindowDay] | Literal["UserWindowDay"]
) -> FileRows[row_types.UserWindowDay]: ...


@overload
def read_rows(
    files: FileSources, family: type[row_types.UserDay] | Literal["UserDay"]
) -> FileRows[row_types.UserDay]: ...


@overload
def read_rows(
    files: FileSources, family: type[row_types.AggregateWindow] | Literal["AggregateWindow"]
) -> FileRows[row_types.AggregateDay]: ...


@overload
def read_rows(
    files: FileSources, family: type[row_types.AggregateDay] | Literal["AggregateDay"]
) -> FileRows[row_types.AggregateDay]: ...
@overload
def read_rows(files: FileSources, family: None = None) -> FileRows[AnyRow]: ...
def read_rows(files: FileSources, family: object = None) -> FileRows[Any]:
    """Read files that were downloaded by hand, like `client.rows` reads reports.

    Lines, an array, one object, or days in `day_totals`: the shape of a file is detected from its content, whatever its
    name; gzip is decompressed. Rows that are equal in several files are yielded once.

    Args:
        files: A path, a file opened in binary mode, or several of either.
        family: The row type: a class of `rows`, or its name. By default it is detected from the keys of the
            first rows.

    Returns:
        Rows to read once, in a `for` loop, with the same statistics as `client.rows`.

    Raises:
        ArgumentError: A value that is not a file, or an unknown family.
        FileError: A file is missing, cannot be read, or its row type cannot be detected.
        IncompleteReportError: After the last row, if a file could not be read to its end.
    """
    return open_rows(files, family, FAMILIES, tuple(row_types.ENTITY_FIELDS.values()))
