# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Reports as typed rows, API version 2026-03-10."""

from __future__ import annotations

from .._since_2022_11_28 import _reports as since_2022_11_28
from .operations import OPERATIONS

__all__ = ["AsyncReportRows", "ReportRows"]


class ReportRows(since_2022_11_28.SharedRows):
    _operations = OPERATIONS


class AsyncReportRows(since_2022_11_28.AsyncSharedRows):
    _operations = OPERATIONS
