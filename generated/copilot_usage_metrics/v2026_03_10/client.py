# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Synchronous client, API version 2026-03-10."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._since_2022_11_28 import client as since_2022_11_28
from . import operations

if TYPE_CHECKING:
    from ._pages import PagedItems
    from ._reports import ReportRows

__all__ = ["CopilotMetrics"]


class CopilotMetrics(since_2022_11_28.SharedMethods):
    """GitHub's Copilot usage metrics, one method an operation, under GitHub's name and octokit's.

    Path parameters may be given by position; everything else by keyword. Every method raises
    `ArgumentError` for an argument that GitHub could only refuse, before anything is sent, and
    another `CopilotMetricsError` for every failure that it does not name.

    Args:
        token: A token for GitHub's API; where none is given, that of the environment variable
            `GH_TOKEN` or `GITHUB_TOKEN` for api.github.com, GHE.com and loopback, of
            `GH_ENTERPRISE_TOKEN` or `GITHUB_ENTERPRISE_TOKEN` for any other server. It goes to the
            origin of `base_url` only, and is shown nowhere.
        app: A GitHub App instead of a token; its installation tokens are made and renewed as
            needed.
        base_url: The API's address; for GHE.com `https://api.SUBDOMAIN.ghe.com`. A path in it is
            respected. https, but for loopback.
        timeout: Seconds for each step of a request.
        retry: How patient to be; three attempts and a first wait of at most a second where none is
            given.
        on_wait: Is called with a `Wait` before each wait.
        on_response: Is called with a `ResponseInfo` after each response: status, rate limit,
            request id. A download that is begun ahead may call it from another thread.
        user_agent: Added to the `User-Agent`: what your program is called.
        http_client: Your own httpx or httpx2 client, for proxies or private CAs. It stays open.
        clock: Time and chance, to be replaced in tests.
        one_at_a_time: Whether requests to the API with the same credential wait for each other, as
            GitHub asks of programs that send many. Downloads go on side by side.
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
    def rows(self) -> ReportRows:
        """Reports as typed rows: the operations that respond with links, reading the files behind these links."""
        from ._reports import ReportRows

        return ReportRows(self)

    @property
    def items(self) -> PagedItems:
        """Paginated operations, each returning the items of all pages."""
        from ._pages import PagedItems

        return PagedItems(self)
