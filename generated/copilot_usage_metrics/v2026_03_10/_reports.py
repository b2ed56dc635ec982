# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Reports as typed rows, API version 2026-03-10."""

from __future__ import annotations

from .. import rows as row_types
from .._since_2022_11_28 import _reports as since_2022_11_28
from .operations import OPERATIONS

__all__ = ["AsyncReportRows", "ReportRows"]


class ReportRows(since_2022_11_28.SharedRows):
    """Reports as typed rows: requested, downloaded and decoded while you iterate.

    A method returns at once; its requests begin with the first row. It takes the arguments of the
    client's method of the same name. For a report of one day, `since` and `until` can replace
    `day`: all days from `since` to `until`, by default yesterday (UTC). The objects that enclose
    the rows are in `windows`: `rows.AggregateWindow` around `rows.AggregateDay`.

    Raises:
        ArgumentError: At once, for an argument that GitHub would refuse.
        IncompleteReportError: After the last row, if a file or a day could not be read.
        CopilotMetricsError: While reading; see the client's method.
    """

    _operations = OPERATIONS
    _row_types = {
        "AggregateDay": (row_types.AggregateDay, row_types.AggregateWindow),
        "AggregateWindow": (row_types.AggregateDay, row_types.AggregateWindow),
        "UserDay": (row_types.UserDay, None),
        "UserWindowDay": (row_types.UserWindowDay, None),
        "UserTeamDay": (row_types.UserTeamDay, None),
        "RepositoryDay": (row_types.RepositoryDay, None),
    }


class AsyncReportRows(since_2022_11_28.AsyncSharedRows):
    """Like `ReportRows`, in an `async for` loop."""

    _operations = OPERATIONS
    _row_types = {
        "AggregateDay": (row_types.AggregateDay, row_types.AggregateWindow),
        "AggregateWindow": (row_types.AggregateDay, row_types.AggregateWindow),
        "UserDay": (row_types.UserDay, None),
        "UserWindowDay": (row_types.UserWindowDay, None),
        "UserTeamDay": (row_types.UserTeamDay, None),
        "RepositoryDay": (row_types.RepositoryDay, None),
    }
