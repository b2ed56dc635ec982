# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Asynchronous client, API version 2026-03-10."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._since_2022_11_28 import async_client as since_2022_11_28
from . import operations as ops

if TYPE_CHECKING:
    from ._pages import AsyncPagedItems
    from ._reports import AsyncReportRows

__all__ = ["AsyncCopilotMetrics"]


class AsyncCopilotMetrics(since_2022_11_28.AsyncSharedMethods):
    """Like `CopilotMetrics`, with the same methods and arguments, each awaited. `http_client` is an
    `httpx.AsyncClient` or an `httpx2.AsyncClient`.
    """

    _api_version = ops.API_VERSION
    _product = "copilot-usage-metrics/0.1.0"
    _server = "https://api.github.com"
    _token_variable = "GITHUB_TOKEN"
    _headers = {
        "Accept": "application/vnd.github+json",
        "X-GitHub-Api-Version": ops.API_VERSION,
    }

    @property
    def rows(self) -> AsyncReportRows:
        """Reports as typed rows: one method for each operation that responds with links to files."""
        from ._reports import AsyncReportRows

        return AsyncReportRows(self)

    @property
    def items(self) -> AsyncPagedItems:
        """Items of all pages: one method for each paginated operation."""
        from ._pages import AsyncPagedItems

        return AsyncPagedItems(self)
