# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Synchronous client, API version 2026-03-10."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._since_2022_11_28 import client as since_2022_11_28
from . import operations as ops

if TYPE_CHECKING:
    from ._pages import PagedItems
    from ._reports import ReportRows

__all__ = ["CopilotMetrics"]


class CopilotMetrics(since_2022_11_28.SharedMethods):
    """GitHub's Copilot usage metrics: one method for each operation, also by octokit's name.

    Path parameters may be positional; all others are keywords. A method returns `NoData`, which is
    falsy, where GitHub has nothing. It raises `ArgumentError`, before a request is sent, for an
    argument that GitHub would refuse, and another `CopilotMetricsError` for every failure that its
    docstring does not list.

    Args:
        token: A token for GitHub's API. By default, the environment variable `GH_TOKEN` or
            `GITHUB_TOKEN` for api.github.com, GHE.com and loopback, and `GH_ENTERPRISE_TOKEN` or
            `GITHUB_ENTERPRISE_TOKEN` for other servers. It is sent to the origin of `base_url`
            only, and never shown.
        app: A GitHub App instead of a token; its installation tokens are created and renewed as
            needed.
        base_url: The API's base URL; `https://api.SUBDOMAIN.ghe.com` for GHE.com. May have a path.
            Must be https, except on loopback.
        timeout: Seconds for each step of a request.
        retry: When and how long to retry; by default three attempts, the first wait at most a
            second.
        on_wait: Called with a `Wait` before each wait.
        on_response: Called with a `ResponseInfo` after each response: status, rate limit, request
            id. May be called from another thread while a file is downloaded ahead.
        user_agent: Added to the `User-Agent` header: the name of your program.
        http_client: An httpx or httpx2 client of your own, such as for proxies or private CAs. It
            stays open.
        clock: Time and randomness, to be replaced in tests.
        one_at_a_time: Whether requests with the same credential wait for each other, as GitHub asks
            of programs that send many. Downloads still run in parallel.

    Arguments of several methods:
        day: Day of the report, UTC.
        enterprise: Slug of the enterprise, as in its URL on GitHub.
        org: Login of the organization. Not case-sensitive.
        timeout: Seconds for each step of a call's requests.
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
    def rows(self) -> ReportRows:
        """Reports as typed rows: one method for each operation that responds with links to files."""
        from ._reports import ReportRows

        return ReportRows(self)

    @property
    def items(self) -> PagedItems:
        """Items of all pages: one method for each paginated operation."""
        from ._pages import PagedItems

        return PagedItems(self)
