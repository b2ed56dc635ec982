# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Rows and pages of the operations, API version 2026-03-10."""

from __future__ import annotations

from ._pages import AsyncPagedItems, PagedItems
from ._reports import AsyncReportRows, ReportRows

__all__ = ["AsyncPagedItems", "AsyncReportRows", "PagedItems", "ReportRows"]
