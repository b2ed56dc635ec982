# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Reports as typed rows, API versions 2022-11-28, 2026-03-10."""

from __future__ import annotations

import datetime

from .. import rows as row_types
from .._runtime.client.rows import AsyncReportNamespace, AsyncRows, ReportNamespace, Rows

__all__ = ["AsyncSharedRows", "SharedRows"]


class SharedRows(ReportNamespace):
    """Methods of `rows` of these API versions."""

    def copilot_enterprise_one_day_usage_metrics(
        self,
        enterprise: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        timeout: float | None = None,
    ) -> Rows[row_types.AggregateDay]:
        """The totals of an enterprise on one day.

        See `CopilotMetrics.copilot_enterprise_one_day_usage_metrics`.
        """
        return self._report(
            "copilotEnterpriseOneDayUsageMetrics",
            row_types.AggregateDay,
            {"enterprise": enterprise, "day": day},
            timeout,
            since=since,
            until=until,
        )

    copilotEnterpriseOneDayUsageMetrics = copilot_enterprise_one_day_usage_metrics

    def copilot_enterprise_repos_one_day_report(
        self,
        enterprise: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        timeout: float | None = None,
    ) -> Rows[row_types.RepositoryDay]:
        """The pull request figures of each repository of an enterprise on one day.

        See `CopilotMetrics.copilot_enterprise_repos_one_day_report`.
        """
        return self._report(
            "copilotEnterpriseReposOneDayReport",
            row_types.RepositoryDay,
            {"enterprise": enterprise, "day": day},
            timeout,
            since=since,
            until=until,
        )

    copilotEnterpriseReposOneDayReport = copilot_enterprise_repos_one_day_report

    def copilot_enterprise_usage_metrics(
        self, enterprise: str, *, timeout: float | None = None
    ) -> Rows[row_types.AggregateDay]:
        """The totals of an enterprise, day by day, over the latest 28 days.

        See `CopilotMetrics.copilot_enterprise_usage_metrics`.
        """
        return self._report(
            "copilotEnterpriseUsageMetrics",
            row_types.AggregateDay,
            {"enterprise": enterprise},
            timeout,
        )

    copilotEnterpriseUsageMetrics = copilot_enterprise_usage_metrics

    def copilot_enterprise_user_teams_one_day_report(
        self,
        enterprise: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        timeout: float | None = None,
    ) -> Rows[row_types.UserTeamDay]:
        """The memberships of enterprise teams on one day.

        See `CopilotMetrics.copilot_enterprise_user_teams_one_day_report`.
        """
        return self._report(
            "copilotEnterpriseUserTeamsOneDayReport",
            row_types.UserTeamDay,
            {"enterprise": enterprise, "day": day},
            timeout,
            since=since,
            until=until,
        )

    copilotEnterpriseUserTeamsOneDayReport = copilot_enterprise_user_teams_one_day_report

    def copilot_organization_one_day_usage_metrics(
        self,
        org: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        timeout: float | None = None,
    ) -> Rows[row_types.AggregateDay]:
        """The totals of an organization on one day.

        See `CopilotMetrics.copilot_organization_one_day_usage_metrics`.
        """
        return self._report(
            "copilotOrganizationOneDayUsageMetrics",
            row_types.AggregateDay,
            {"org": org, "day": day},
            timeout,
            since=since,
            until=until,
        )

    copilotOrganizationOneDayUsageMetrics = copilot_organization_one_day_usage_metrics

    def copilot_organization_repos_one_day_report(
        self,
        org: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        timeout: float | None = None,
    ) -> Rows[row_types.RepositoryDay]:
        """The pull request figures of each repository of an organization on one day.

        See `CopilotMetrics.copilot_organization_repos_one_day_report`.
        """
        return self._report(
            "copilotOrganizationReposOneDayReport",
            row_types.RepositoryDay,
            {"org": org, "day": day},
            timeout,
            since=since,
            until=until,
        )

    copilotOrganizationReposOneDayReport = copilot_organization_repos_one_day_report

    def copilot_organization_usage_metrics(
        self, org: str, *, timeout: float | None = None
    ) -> Rows[row_types.AggregateDay]:
        """The totals of an organization, day by day, over the latest 28 days.

        See `CopilotMetrics.copilot_organization_usage_metrics`.
        """
        return self._report(
            "copilotOrganizationUsageMetrics", row_types.AggregateDay, {"org": org}, timeout
        )

    copilotOrganizationUsageMetrics = copilot_organization_usage_metrics

    def copilot_organization_user_teams_one_day_report(
        self,
        org: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        timeout: float | None = None,
    ) -> Rows[row_types.UserTeamDay]:
        """The memberships of an organization's teams on one day.

        See `CopilotMetrics.copilot_organization_user_teams_one_day_report`.
        """
        return self._report(
            "copilotOrganizationUserTeamsOneDayReport",
            row_types.UserTeamDay,
            {"org": org, "day": day},
            timeout,
            since=since,
            until=until,
        )

    copilotOrganizationUserTeamsOneDayReport = copilot_organization_user_teams_one_day_report

    def copilot_organization_users_one_day_usage_metrics(
        self,
        org: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        timeout: float | None = None,
    ) -> Rows[row_types.UserDay]:
        """The figures of each user of an organization on one day.

        See `CopilotMetrics.copilot_organization_users_one_day_usage_metrics`.
        """
        return self._report(
            "copilotOrganizationUsersOneDayUsageMetrics",
            row_types.UserDay,
            {"org": org, "day": day},
            timeout,
            since=since,
            until=until,
        )

    copilotOrganizationUsersOneDayUsageMetrics = copilot_organization_users_one_day_usage_metrics

    def copilot_organization_users_usage_metrics(
        self, org: str, *, timeout: float | None = None
    ) -> Rows[row_types.UserWindowDay]:
        """The figures of each user of an organization over the latest 28 days.

        See `CopilotMetrics.copilot_organization_users_usage_metrics`.
        """
        return self._report(
            "copilotOrganizationUsersUsageMetrics", row_types.UserWindowDay, {"org": org}, timeout
        )

    copilotOrganizationUsersUsageMetrics = copilot_organization_users_usage_metrics

    def copilot_users_one_day_usage_metrics(
        self,
        enterprise: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        timeout: float | None = None,
    ) -> Rows[row_types.UserDay]:
        """The figures of each user of an enterprise on one day.

        See `CopilotMetrics.copilot_users_one_day_usage_metrics`.
        """
        return self._report(
            "copilotUsersOneDayUsageMetrics",
            row_types.UserDay,
            {"enterprise": enterprise, "day": day},
            timeout,
            since=since,
            until=until,
        )

    copilotUsersOneDayUsageMetrics = copilot_users_one_day_usage_metrics

    def copilot_users_usage_metrics(
        self, enterprise: str, *, timeout: float | None = None
    ) -> Rows[row_types.UserWindowDay]:
        """The figures of each user of an enterprise over the latest 28 days.

        See `CopilotMetrics.copilot_users_usage_metrics`.
        """
        return self._report(
            "copilotUsersUsageMetrics", row_types.UserWindowDay, {"enterprise": enterprise}, timeout
        )

    copilotUsersUsageMetrics = copilot_users_usage_metrics


class AsyncSharedRows(AsyncReportNamespace):
    """Methods of `rows` of these API versions."""

    def copilot_enterprise_one_day_usage_metrics(
        self,
        enterprise: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        timeout: float | None = None,
    ) -> AsyncRows[row_types.AggregateDay]:
        """The totals of an enterprise on one day.

        See `CopilotMetrics.copilot_enterprise_one_day_usage_metrics`.
        """
        return self._report(
            "copilotEnterpriseOneDayUsageMetrics",
            row_types.AggregateDay,
            {"enterprise": enterprise, "day": day},
            timeout,
            since=since,
            until=until,
        )

    copilotEnterpriseOneDayUsageMetrics = copilot_enterprise_one_day_usage_metrics

    def copilot_enterprise_repos_one_day_report(
        self,
        enterprise: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        timeout: float | None = None,
    ) -> AsyncRows[row_types.RepositoryDay]:
        """The pull request figures of each repository of an enterprise on one day.

        See `CopilotMetrics.copilot_enterprise_repos_one_day_report`.
        """
        return self._report(
            "copilotEnterpriseReposOneDayReport",
            row_types.RepositoryDay,
            {"enterprise": enterprise, "day": day},
            timeout,
            since=since,
            until=until,
        )

    copilotEnterpriseReposOneDayReport = copilot_enterprise_repos_one_day_report

    def copilot_enterprise_usage_metrics(
        self, enterprise: str, *, timeout: float | None = None
    ) -> AsyncRows[row_types.AggregateDay]:
        """The totals of an enterprise, day by day, over the latest 28 days.

        See `CopilotMetrics.copilot_enterprise_usage_metrics`.
        """
        return self._report(
            "copilotEnterpriseUsageMetrics",
            row_types.AggregateDay,
            {"enterprise": enterprise},
            timeout,
        )

    copilotEnterpriseUsageMetrics = copilot_enterprise_usage_metrics

    def copilot_enterprise_user_teams_one_day_report(
        self,
        enterprise: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        timeout: float | None = None,
    ) -> AsyncRows[row_types.UserTeamDay]:
        """The memberships of enterprise teams on one day.

        See `CopilotMetrics.copilot_enterprise_user_teams_one_day_report`.
        """
        return self._report(
            "copilotEnterpriseUserTeamsOneDayReport",
            row_types.UserTeamDay,
            {"enterprise": enterprise, "day": day},
            timeout,
            since=since,
            until=until,
        )

    copilotEnterpriseUserTeamsOneDayReport = copilot_enterprise_user_teams_one_day_report

    def copilot_organization_one_day_usage_metrics(
        self,
        org: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        timeout: float | None = None,
    ) -> AsyncRows[row_types.AggregateDay]:
        """The totals of an organization on one day.

        See `CopilotMetrics.copilot_organization_one_day_usage_metrics`.
        """
        return self._report(
            "copilotOrganizationOneDayUsageMetrics",
            row_types.AggregateDay,
            {"org": org, "day": day},
            timeout,
            since=since,
            until=until,
        )

    copilotOrganizationOneDayUsageMetrics = copilot_organization_one_day_usage_metrics

    def copilot_organization_repos_one_day_report(
        self,
        org: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        timeout: float | None = None,
    ) -> AsyncRows[row_types.RepositoryDay]:
        """The pull request figures of each repository of an organization on one day.

        See `CopilotMetrics.copilot_organization_repos_one_day_report`.
        """
        return self._report(
            "copilotOrganizationReposOneDayReport",
            row_types.RepositoryDay,
            {"org": org, "day": day},
            timeout,
            since=since,
            until=until,
        )

    copilotOrganizationReposOneDayReport = copilot_organization_repos_one_day_report

    def copilot_organization_usage_metrics(
        self, org: str, *, timeout: float | None = None
    ) -> AsyncRows[row_types.AggregateDay]:
        """The totals of an organization, day by day, over the latest 28 days.

        See `CopilotMetrics.copilot_organization_usage_metrics`.
        """
        return self._report(
            "copilotOrganizationUsageMetrics", row_types.AggregateDay, {"org": org}, timeout
        )

    copilotOrganizationUsageMetrics = copilot_organization_usage_metrics

    def copilot_organization_user_teams_one_day_report(
        self,
        org: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        timeout: float | None = None,
    ) -> AsyncRows[row_types.UserTeamDay]:
        """The memberships of an organization's teams on one day.

        See `CopilotMetrics.copilot_organization_user_teams_one_day_report`.
        """
        return self._report(
            "copilotOrganizationUserTeamsOneDayReport",
            row_types.UserTeamDay,
            {"org": org, "day": day},
            timeout,
            since=since,
            until=until,
        )

    copilotOrganizationUserTeamsOneDayReport = copilot_organization_user_teams_one_day_report

    def copilot_organization_users_one_day_usage_metrics(
        self,
        org: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        timeout: float | None = None,
    ) -> AsyncRows[row_types.UserDay]:
        """The figures of each user of an organization on one day.

        See `CopilotMetrics.copilot_organization_users_one_day_usage_metrics`.
        """
        return self._report(
            "copilotOrganizationUsersOneDayUsageMetrics",
            row_types.UserDay,
            {"org": org, "day": day},
            timeout,
            since=since,
            until=until,
        )

    copilotOrganizationUsersOneDayUsageMetrics = copilot_organization_users_one_day_usage_metrics

    def copilot_organization_users_usage_metrics(
        self, org: str, *, timeout: float | None = None
    ) -> AsyncRows[row_types.UserWindowDay]:
        """The figures of each user of an organization over the latest 28 days.

        See `CopilotMetrics.copilot_organization_users_usage_metrics`.
        """
        return self._report(
            "copilotOrganizationUsersUsageMetrics", row_types.UserWindowDay, {"org": org}, timeout
        )

    copilotOrganizationUsersUsageMetrics = copilot_organization_users_usage_metrics

    def copilot_users_one_day_usage_metrics(
        self,
        enterprise: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        timeout: float | None = None,
    ) -> AsyncRows[row_types.UserDay]:
        """The figures of each user of an enterprise on one day.

        See `CopilotMetrics.copilot_users_one_day_usage_metrics`.
        """
        return self._report(
            "copilotUsersOneDayUsageMetrics",
            row_types.UserDay,
            {"enterprise": enterprise, "day": day},
            timeout,
            since=since,
            until=until,
        )

    copilotUsersOneDayUsageMetrics = copilot_users_one_day_usage_metrics

    def copilot_users_usage_metrics(
        self, enterprise: str, *, timeout: float | None = None
    ) -> AsyncRows[row_types.UserWindowDay]:
        """The figures of each user of an enterprise over the latest 28 days.

        See `CopilotMetrics.copilot_users_usage_metrics`.
        """
        return self._report(
            "copilotUsersUsageMetrics", row_types.UserWindowDay, {"enterprise": enterprise}, timeout
        )

    copilotUsersUsageMetrics = copilot_users_usage_metrics
