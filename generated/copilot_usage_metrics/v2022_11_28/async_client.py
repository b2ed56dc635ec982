# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Asynchronous client, API version 2022-11-28."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from .._runtime.deprecation import deprecated
from .._runtime.nodata import NoData
from .._since_2022_11_28 import async_client as since_2022_11_28
from . import operations as ops
from .models import CopilotUsageMetrics, CopilotUsageMetricsDay

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

    @deprecated("this operation was closed on 2026-04-02; use copilotEnterpriseOneDayUsageMetrics")
    async def copilot_metrics_for_enterprise(
        self,
        enterprise: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> list[CopilotUsageMetricsDay] | NoData:
        """Daily use of each Copilot feature in an enterprise (closed on 2026-04-02).

        Deprecated: this operation was closed on 2026-04-02; use
        copilotEnterpriseOneDayUsageMetrics.

        See `CopilotMetrics.copilot_metrics_for_enterprise`.
        """
        return await self._call(
            ops.COPILOT_METRICS_FOR_ENTERPRISE,
            timeout,
            enterprise=enterprise,
            since=since,
            until=until,
            page=page,
            per_page=per_page,
        )

    copilotMetricsForEnterprise = copilot_metrics_for_enterprise

    @deprecated(
        "this operation was closed on 2026-04-02; use copilotEnterpriseUserTeamsOneDayReport"
    )
    async def copilot_metrics_for_enterprise_team(
        self,
        enterprise: str,
        team_slug: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> list[CopilotUsageMetricsDay] | NoData:
        """Daily use of each Copilot feature in an enterprise team (closed on 2026-04-02).

        Deprecated: this operation was closed on 2026-04-02; use
        copilotEnterpriseUserTeamsOneDayReport.

        See `CopilotMetrics.copilot_metrics_for_enterprise_team`.
        """
        return await self._call(
            ops.COPILOT_METRICS_FOR_ENTERPRISE_TEAM,
            timeout,
            enterprise=enterprise,
            team_slug=team_slug,
            since=since,
            until=until,
            page=page,
            per_page=per_page,
        )

    copilotMetricsForEnterpriseTeam = copilot_metrics_for_enterprise_team

    @deprecated(
        "this operation was closed on 2026-04-02; use copilotOrganizationOneDayUsageMetrics"
    )
    async def copilot_metrics_for_organization(
        self,
        org: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> list[CopilotUsageMetricsDay] | NoData:
        """Daily use of each Copilot feature in an organization (closed on 2026-04-02).

        Deprecated: this operation was closed on 2026-04-02; use
        copilotOrganizationOneDayUsageMetrics.

        See `CopilotMetrics.copilot_metrics_for_organization`.
        """
        return await self._call(
            ops.COPILOT_METRICS_FOR_ORGANIZATION,
            timeout,
            org=org,
            since=since,
            until=until,
            page=page,
            per_page=per_page,
        )

    copilotMetricsForOrganization = copilot_metrics_for_organization

    @deprecated(
        "this operation was closed on 2026-04-02; use copilotOrganizationUserTeamsOneDayReport"
    )
    async def copilot_metrics_for_team(
        self,
        org: str,
        team_slug: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> list[CopilotUsageMetricsDay] | NoData:
        """Daily use of each Copilot feature in a team (closed on 2026-04-02).

        Deprecated: this operation was closed on 2026-04-02; use
        copilotOrganizationUserTeamsOneDayReport.

        See `CopilotMetrics.copilot_metrics_for_team`.
        """
        return await self._call(
            ops.COPILOT_METRICS_FOR_TEAM,
            timeout,
            org=org,
            team_slug=team_slug,
            since=since,
            until=until,
            page=page,
            per_page=per_page,
        )

    copilotMetricsForTeam = copilot_metrics_for_team

    @deprecated("this operation was closed on 2025-03-01; use copilotEnterpriseOneDayUsageMetrics")
    async def usage_metrics_for_enterprise(
        self,
        enterprise: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> list[CopilotUsageMetrics] | NoData:
        """Daily completions and chat of an enterprise (closed on 2025-03-01).

        Deprecated: this operation was closed on 2025-03-01; use
        copilotEnterpriseOneDayUsageMetrics. It has no data after 2025-02-01.

        See `CopilotMetrics.usage_metrics_for_enterprise`.
        """
        return await self._call(
            ops.USAGE_METRICS_FOR_ENTERPRISE,
            timeout,
            enterprise=enterprise,
            since=since,
            until=until,
            page=page,
            per_page=per_page,
        )

    usageMetricsForEnterprise = usage_metrics_for_enterprise

    @deprecated(
        "this operation was closed on 2025-03-01; use copilotEnterpriseUserTeamsOneDayReport"
    )
    async def usage_metrics_for_enterprise_team(
        self,
        enterprise: str,
        team_slug: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> list[CopilotUsageMetrics] | NoData:
        """Daily completions and chat of an enterprise team (closed on 2025-03-01).

        Deprecated: this operation was closed on 2025-03-01; use
        copilotEnterpriseUserTeamsOneDayReport. It has no data after 2025-02-01.

        See `CopilotMetrics.usage_metrics_for_enterprise_team`.
        """
        return await self._call(
            ops.USAGE_METRICS_FOR_ENTERPRISE_TEAM,
            timeout,
            enterprise=enterprise,
            team_slug=team_slug,
            since=since,
            until=until,
            page=page,
            per_page=per_page,
        )

    usageMetricsForEnterpriseTeam = usage_metrics_for_enterprise_team

    @deprecated(
        "this operation was closed on 2025-03-01; use copilotOrganizationOneDayUsageMetrics"
    )
    async def usage_metrics_for_org(
        self,
        org: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> list[CopilotUsageMetrics] | NoData:
        """Daily completions and chat of an organization (closed on 2025-03-01).

        Deprecated: this operation was closed on 2025-03-01; use
        copilotOrganizationOneDayUsageMetrics. It has no data after 2025-02-01.

        See `CopilotMetrics.usage_metrics_for_org`.
        """
        return await self._call(
            ops.USAGE_METRICS_FOR_ORG,
            timeout,
            org=org,
            since=since,
            until=until,
            page=page,
            per_page=per_page,
        )

    usageMetricsForOrg = usage_metrics_for_org

    @deprecated(
        "this operation was closed on 2025-03-01; use copilotOrganizationUserTeamsOneDayReport"
    )
    async def usage_metrics_for_team(
        self,
        org: str,
        team_slug: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> list[CopilotUsageMetrics] | NoData:
        """Daily completions and chat of a team (closed on 2025-03-01).

        Deprecated: this operation was closed on 2025-03-01; use
        copilotOrganizationUserTeamsOneDayReport. It has no data after 2025-02-01.

        See `CopilotMetrics.usage_metrics_for_team`.
        """
        return await self._call(
            ops.USAGE_METRICS_FOR_TEAM,
            timeout,
            org=org,
            team_slug=team_slug,
            since=since,
            until=until,
            page=page,
            per_page=per_page,
        )

    usageMetricsForTeam = usage_metrics_for_team
