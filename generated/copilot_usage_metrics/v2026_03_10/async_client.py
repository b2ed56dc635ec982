# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Asynchronous client, API version 2026-03-10."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._since_2022_11_28 import async_client as since_2022_11_28
from . import operations

if TYPE_CHECKING:
    from ._pages import AsyncPagedItems
    from ._reports import AsyncReportRows

__all__ = ["AsyncCopilotMetrics"]


class AsyncCopilotMetrics(since_2022_11_28.AsyncSharedMethods):
    """As `CopilotMetrics`, with `await`: the same methods and arguments. `http_client` is an
    `httpx.AsyncClient` or an `httpx2.AsyncClient`.
    """

    _api_version = operations.API_VERSION
    _product = "copilot-usage-metrics/0.1.0"
    _server = "https://api.github.com"
    _token_variable = "GITHUB_TOKEN"
    _headers = {
        "Accept": "application/vnd.github+json",
        "X-GitHub-Api-Version": operations.API_VERSION,
    }

    @property
    def rows(self) -> AsyncReportRows:
        """Reports as typed rows: the operations that respond with links, reading the files behind these links."""
        from ._reports import AsyncReportRows

        return AsyncReportRows(self)

    @property
    def items(self) -> AsyncPagedItems:
        """Paginated operations, each returning the items of all pages."""
        from ._pages import AsyncPagedItems

        return AsyncPagedItems(self)
