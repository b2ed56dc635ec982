# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Asynchronous client, API versions 2022-11-28, 2026-03-10."""

from __future__ import annotations

import datetime
from typing import Literal

from .._runtime.client.github import AsyncGitHubClient
from .._runtime.nodata import NoData
from . import operations
from .models import (
    CopilotMetrics1DayReport,
    CopilotMetrics28DayReport,
    UsageRecord,
)

__all__ = ["AsyncSharedMethods"]


class AsyncSharedMethods(AsyncGitHubClient):
    """Methods of the clients of these API versions."""

    async def copilot_enterprise_one_day_usage_metrics(
        self, enterprise: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the totals of an enterprise on one day.

        See `CopilotMetrics.copilot_enterprise_one_day_usage_metrics`.
        """
        return await self._call(
            operations.COPILOT_ENTERPRISE_ONE_DAY_USAGE_METRICS,
            {"enterprise": enterprise, "day": day},
            timeout,
        )

    copilotEnterpriseOneDayUsageMetrics = copilot_enterprise_one_day_usage_metrics

    async def copilot_enterprise_repos_one_day_report(
        self, enterprise: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the pull request figures of each repository of an enterprise on one day.

        See `CopilotMetrics.copilot_enterprise_repos_one_day_report`.
        """
        return await self._call(
            operations.COPILOT_ENTERPRISE_REPOS_ONE_DAY_REPORT,
            {"enterprise": enterprise, "day": day},
            timeout,
        )

    copilotEnterpriseReposOneDayReport = copilot_enterprise_repos_one_day_report

    async def copilot_enterprise_usage_metrics(
        self, enterprise: str, *, timeout: float | None = None
    ) -> CopilotMetrics28DayReport | NoData:
        """Links to the totals of an enterprise, day by day, over the latest 28 days.

        See `CopilotMetrics.copilot_enterprise_usage_metrics`.
        """
        return await self._call(
            operations.COPILOT_ENTERPRISE_USAGE_METRICS, {"enterprise": enterprise}, timeout
        )

    copilotEnterpriseUsageMetrics = copilot_enterprise_usage_metrics

    async def copilot_enterprise_user_teams_one_day_report(
        self, enterprise: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to who belonged to which enterprise team on one day.

        See `CopilotMetrics.copilot_enterprise_user_teams_one_day_report`.
        """
        return await self._call(
            operations.COPILOT_ENTERPRISE_USER_TEAMS_ONE_DAY_REPORT,
            {"enterprise": enterprise, "day": day},
            timeout,
        )

    copilotEnterpriseUserTeamsOneDayReport = copilot_enterprise_user_teams_one_day_report

    async def copilot_organization_one_day_usage_metrics(
        self, org: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the totals of an organization on one day.

        See `CopilotMetrics.copilot_organization_one_day_usage_metrics`.
        """
        return await self._call(
            operations.COPILOT_ORGANIZATION_ONE_DAY_USAGE_METRICS, {"org": org, "day": day}, timeout
        )

    copilotOrganizationOneDayUsageMetrics = copilot_organization_one_day_usage_metrics

    async def copilot_organization_repos_one_day_report(
        self, org: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the pull request figures of each repository of an organization on one day.

        See `CopilotMetrics.copilot_organization_repos_one_day_report`.
        """
        return await self._call(
            operations.COPILOT_ORGANIZATION_REPOS_ONE_DAY_REPORT, {"org": org, "day": day}, timeout
        )

    copilotOrganizationReposOneDayReport = copilot_organization_repos_one_day_report

    async def copilot_organization_usage_metrics(
        self, org: str, *, timeout: float | None = None
    ) -> CopilotMetrics28DayReport | NoData:
        """Links to the totals of an organization, day by day, over the latest 28 days.

        See `CopilotMetrics.copilot_organization_usage_metrics`.
        """
        return await self._call(
            operations.COPILOT_ORGANIZATION_USAGE_METRICS, {"org": org}, timeout
        )

    copilotOrganizationUsageMetrics = copilot_organization_usage_metrics

    async def copilot_organization_user_teams_one_day_report(
        self, org: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to who belonged to which team of an organization on one day.

        See `CopilotMetrics.copilot_organization_user_teams_one_day_report`.
        """
        return await self._call(
            operations.COPILOT_ORGANIZATION_USER_TEAMS_ONE_DAY_REPORT,
            {"org": org, "day": day},
            timeout,
        )

    copilotOrganizationUserTeamsOneDayReport = copilot_organization_user_teams_one_day_report

    async def copilot_organization_users_one_day_usage_metrics(
        self, org: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the figures of each user of an organization on one day.

        See `CopilotMetrics.copilot_organization_users_one_day_usage_metrics`.
        """
        return await self._call(
            operations.COPILOT_ORGANIZATION_USERS_ONE_DAY_USAGE_METRICS,
            {"org": org, "day": day},
            timeout,
        )

    copilotOrganizationUsersOneDayUsageMetrics = copilot_organization_users_one_day_usage_metrics

    async def copilot_organization_users_usage_metrics(
        self, org: str, *, timeout: float | None = None
    ) -> CopilotMetrics28DayReport | NoData:
        """Links to the figures of each user of an organization over the latest 28 days.

        See `CopilotMetrics.copilot_organization_users_usage_metrics`.
        """
        return await self._call(
            operations.COPILOT_ORGANIZATION_USERS_USAGE_METRICS, {"org": org}, timeout
        )

    copilotOrganizationUsersUsageMetrics = copilot_organization_users_usage_metrics

    async def copilot_users_one_day_usage_metrics(
        self, enterprise: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the figures of each user of an enterprise on one day.

        See `CopilotMetrics.copilot_users_one_day_usage_metrics`.
        """
        return await self._call(
            operations.COPILOT_USERS_ONE_DAY_USAGE_METRICS,
            {"enterprise": enterprise, "day": day},
            timeout,
        )

    copilotUsersOneDayUsageMetrics = copilot_users_one_day_usage_metrics

    async def copilot_users_usage_metrics(
        self, enterprise: str, *, timeout: float | None = None
    ) -> CopilotMetrics28DayReport | NoData:
        """Links to the figures of each user of an enterprise over the latest 28 days.

        See `CopilotMetrics.copilot_users_usage_metrics`.
        """
        return await self._call(
            operations.COPILOT_USERS_USAGE_METRICS, {"enterprise": enterprise}, timeout
        )

    copilotUsersUsageMetrics = copilot_users_usage_metrics

    async def get_usage_records(
        self,
        enterprise: str,
        *,
        phrase: str | None = None,
        per_page: int | None = None,
        after: str | None = None,
        before: str | None = None,
        order: Literal["desc", "asc"] | None = None,
        timeout: float | None = None,
    ) -> list[UsageRecord] | NoData:
        """Prompts and answers of the last 48 hours, newest first, a page at a time.

        See `CopilotMetrics.get_usage_records`.
        """
        return await self._call(
            operations.GET_USAGE_RECORDS,
            {
                "enterprise": enterprise,
                "phrase": phrase,
                "per_page": per_page,
                "after": after,
                "before": before,
                "order": order,
            },
            timeout,
        )

    getUsageRecords = get_usage_records
