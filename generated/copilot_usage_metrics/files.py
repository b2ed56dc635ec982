# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Files that were downloaded by hand, to typed rows."""

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
"""What the rows of a file can be: ask with `isinstance`."""

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
"""What files can hold, by name."""


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
    """The rows of files that were downloaded by hand, read as those of `client.rows` are.

    Lines, an array, one object, or days in `day_totals`: what a file is shows in its content, whatever its
    name; gzip is unpacked. A row that stands in several files is told once, as long as it is the same.

    Args:
        files: A path, a file opened in binary mode, or several of either.
        family: What the rows are: a row type of `rows`, or its name. Told by the keys of the first rows
            where none is given.

    Returns:
        Rows to read once, in a `for` loop; what became of them is told as by `client.rows`.

    Raises:
        ArgumentError: Something that is no file, or no family.
        FileError: A file is not there, cannot be read, or does not tell what its rows are.
        IncompleteReportError: After the last row, where a file could not be read to its end.
    """
    return open_rows(files, family, FAMILIES, tuple(row_types.ENTITY_FIELDS.values()))
