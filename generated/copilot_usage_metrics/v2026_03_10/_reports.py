# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Reports as typed rows, API version 2026-03-10."""

from __future__ import annotations

from .._since_2022_11_28 import _reports as since_2022_11_28
from .operations import OPERATIONS

__all__ = ["AsyncReportRows", "ReportRows"]


class ReportRows(since_2022_11_28.SharedRows):
    """The reports as typed rows: links requested, files downloaded, lines decoded, while you
    iterate.

    Each call returns at once; asking begins with the first row. The methods take the arguments of
    the client's. Reports of one day also take `since` and `until` instead of `day` (both included;
    until yesterday, UTC, where left out) and go day by day. Objects around the rows of a file are
    in `windows`: `rows.AggregateWindow` around `rows.AggregateDay`.

    Raises:
        ArgumentError: At once, for an argument that GitHub could only refuse.
        IncompleteReportError: After the last row, if a file or a day could not be read.
        CopilotMetricsError: While reading; see the client's method.
    """

    _operations = OPERATIONS


class AsyncReportRows(since_2022_11_28.AsyncSharedRows):
    """As `ReportRows`, in an `async for` loop."""

    _operations = OPERATIONS
