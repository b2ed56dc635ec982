# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Rows and pages of the operations, API version 2022-11-28."""

from __future__ import annotations

from ._pages import AsyncPagedItems, PagedItems
from ._reports import AsyncReportRows, ReportRows

__all__ = ["AsyncPagedItems", "AsyncReportRows", "PagedItems", "ReportRows"]
