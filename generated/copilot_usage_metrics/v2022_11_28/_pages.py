# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Items of all pages, API version 2022-11-28."""

from __future__ import annotations

import datetime

from .._runtime.client.items import AsyncItems, Items
from .._runtime.deprecation import deprecated
from .._since_2022_11_28 import _pages as since_2022_11_28
from . import operations as ops
from .models import CopilotUsageMetrics, CopilotUsageMetricsDay

__all__ = ["AsyncPagedItems", "PagedItems"]


class PagedItems(since_2022_11_28.SharedItems):
    @deprecated("this operation was closed on 2026-04-02; use copilotEnterpriseOneDayUsageMetrics")
    def copilot_metrics_for_enterprise(
        self,
        enterprise: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> Items[CopilotUsageMetricsDay]:
        """Daily use of each Copilot feature in an enterprise (closed on 2026-04-02).

        Deprecated: this operation was closed on 2026-04-02; use
        copilotEnterpriseOneDayUsageMetrics.

        See `CopilotMetrics.copilot_metrics_for_enterprise`.
        """
        return self._items(
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
    def copilot_metrics_for_enterprise_team(
        self,
        enterprise: str,
        team_slug: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> Items[CopilotUsageMetricsDay]:
        """Daily use of each Copilot feature in an enterprise team (closed on 2026-04-02).

        Deprecated: this operation was closed on 2026-04-02; use
        copilotEnterpriseUserTeamsOneDayReport.

        See `CopilotMetrics.copilot_metrics_for_enterprise_team`.
        """
        return self._items(
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
    def copilot_metrics_for_organization(
        self,
        org: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> Items[CopilotUsageMetricsDay]:
        """Daily use of each Copilot feature in an organization (closed on 2026-04-02).

        Deprecated: this operation was closed on 2026-04-02; use
        copilotOrganizationOneDayUsageMetrics.

        See `CopilotMetrics.copilot_metrics_for_organization`.
        """
        return self._items(
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
    def copilot_metrics_for_team(
        self,
        org: str,
        team_slug: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> Items[CopilotUsageMetricsDay]:
        """Daily use of each Copilot feature in a team (closed on 2026-04-02).

        Deprecated: this operation was closed on 2026-04-02; use
        copilotOrganizationUserTeamsOneDayReport.

        See `CopilotMetrics.copilot_metrics_for_team`.
        """
        return self._items(
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
    def usage_metrics_for_enterprise(
        self,
        enterprise: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> Items[CopilotUsageMetrics]:
        """Daily completions and chat of an enterprise (closed on 2025-03-01).

        Deprecated: this operation was closed on 2025-03-01; use
        copilotEnterpriseOneDayUsageMetrics. It has no data after 2025-02-01.

        See `CopilotMetrics.usage_metrics_for_enterprise`.
        """
        return self._items(
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
    def usage_metrics_for_enterprise_team(
        self,
        enterprise: str,
        team_slug: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> Items[CopilotUsageMetrics]:
        """Daily completions and chat of an enterprise team (closed on 2025-03-01).

        Deprecated: this operation was closed on 2025-03-01; use
        copilotEnterpriseUserTeamsOneDayReport. It has no data after 2025-02-01.

        See `CopilotMetrics.usage_metrics_for_enterprise_team`.
        """
        return self._items(
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
    def usage_metrics_for_org(
        self,
        org: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> Items[CopilotUsageMetrics]:
        """Daily completions and chat of an organization (closed on 2025-03-01).

        Deprecated: this operation was closed on 2025-03-01; use
        copilotOrganizationOneDayUsageMetrics. It has no data after 2025-02-01.

        See `CopilotMetrics.usage_metrics_for_org`.
        """
        return self._items(
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
    def usage_metrics_for_team(
        self,
        org: str,
        team_slug: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> Items[CopilotUsageMetrics]:
        """Daily completions and chat of a team (closed on 2025-03-01).

        Deprecated: this operation was closed on 2025-03-01; use
        copilotOrganizationUserTeamsOneDayReport. It has no data after 2025-02-01.

        See `CopilotMetrics.usage_metrics_for_team`.
        """
        return self._items(
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


class AsyncPagedItems(since_2022_11_28.AsyncSharedItems):
    @deprecated("this operation was closed on 2026-04-02; use copilotEnterpriseOneDayUsageMetrics")
    def copilot_metrics_for_enterprise(
        self,
        enterprise: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> AsyncItems[CopilotUsageMetricsDay]:
        """Daily use of each Copilot feature in an enterprise (closed on 2026-04-02).

        Deprecated: this operation was closed on 2026-04-02; use
        copilotEnterpriseOneDayUsageMetrics.
        """
        return self._items(
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
    def copilot_metrics_for_enterprise_team(
        self,
        enterprise: str,
        team_slug: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> AsyncItems[CopilotUsageMetricsDay]:
        """Daily use of each Copilot feature in an enterprise team (closed on 2026-04-02).

        Deprecated: this operation was closed on 2026-04-02; use
        copilotEnterpriseUserTeamsOneDayReport.
        """
        return self._items(
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
    def copilot_metrics_for_organization(
        self,
        org: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> AsyncItems[CopilotUsageMetricsDay]:
        """Daily use of each Copilot feature in an organization (closed on 2026-04-02).

        Deprecated: this operation was closed on 2026-04-02; use
        copilotOrganizationOneDayUsageMetrics.
        """
        return self._items(
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
    def copilot_metrics_for_team(
        self,
        org: str,
        team_slug: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> AsyncItems[CopilotUsageMetricsDay]:
        """Daily use of each Copilot feature in a team (closed on 2026-04-02).

        Deprecated: this operation was closed on 2026-04-02; use
        copilotOrganizationUserTeamsOneDayReport.
        """
        return self._items(
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
    def usage_metrics_for_enterprise(
        self,
        enterprise: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> AsyncItems[CopilotUsageMetrics]:
        """Daily completions and chat of an enterprise (closed on 2025-03-01).

        Deprecated: this operation was closed on 2025-03-01; use
        copilotEnterpriseOneDayUsageMetrics. It has no data after 2025-02-01.
        """
        return self._items(
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
    def usage_metrics_for_enterprise_team(
        self,
        enterprise: str,
        team_slug: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> AsyncItems[CopilotUsageMetrics]:
        """Daily completions and chat of an enterprise team (closed on 2025-03-01).

        Deprecated: this operation was closed on 2025-03-01; use
        copilotEnterpriseUserTeamsOneDayReport. It has no data after 2025-02-01.
        """
        return self._items(
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
    def usage_metrics_for_org(
        self,
        org: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> AsyncItems[CopilotUsageMetrics]:
        """Daily completions and chat of an organization (closed on 2025-03-01).

        Deprecated: this operation was closed on 2025-03-01; use
        copilotOrganizationOneDayUsageMetrics. It has no data after 2025-02-01.
        """
        return self._items(
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
    def usage_metrics_for_team(
        self,
        org: str,
        team_slug: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> AsyncItems[CopilotUsageMetrics]:
        """Daily completions and chat of a team (closed on 2025-03-01).

        Deprecated: this operation was closed on 2025-03-01; use
        copilotOrganizationUserTeamsOneDayReport. It has no data after 2025-02-01.
        """
        return self._items(
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
