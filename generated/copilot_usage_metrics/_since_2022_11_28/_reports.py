# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Reports as typed rows, API versions 2022-11-28, 2026-03-10."""

from __future__ import annotations

import datetime

from .. import rows as row_types
from .._runtime.client.rows import AsyncReportNamespace, AsyncRows, ReportNamespace, Rows

__all__ = ["AsyncSharedRows", "SharedRows"]


class SharedRows(ReportNamespace):
    _row_types = {
        "AggregateDay": (row_types.AggregateDay, row_types.AggregateWindow),
        "AggregateWindow": (row_types.AggregateDay, row_types.AggregateWindow),
        "UserDay": (row_types.UserDay, None),
        "UserWindowDay": (row_types.UserWindowDay, None),
        "UserTeamDay": (row_types.UserTeamDay, None),
        "RepositoryDay": (row_types.RepositoryDay, None),
    }

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
            "copilotEnterpriseOneDayUsageMetrics", timeout, day, since, until, enterprise=enterprise
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
            "copilotEnterpriseReposOneDayReport", timeout, day, since, until, enterprise=enterprise
        )

    copilotEnterpriseReposOneDayReport = copilot_enterprise_repos_one_day_report

    def copilot_enterprise_usage_metrics(
        self, enterprise: str, *, timeout: float | None = None
    ) -> Rows[row_types.AggregateDay]:
        """The totals of an enterprise, day by day, over the latest 28 days.

        See `CopilotMetrics.copilot_enterprise_usage_metrics`.
        """
        return self._report("copilotEnterpriseUsageMetrics", timeout, enterprise=enterprise)

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
            timeout,
            day,
            since,
            until,
            enterprise=enterprise,
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
            "copilotOrganizationOneDayUsageMetrics", timeout, day, since, until, org=org
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
            "copilotOrganizationReposOneDayReport", timeout, day, since, until, org=org
        )

    copilotOrganizationReposOneDayReport = copilot_organization_repos_one_day_report

    def copilot_organization_usage_metrics(
        self, org: str, *, timeout: float | None = None
    ) -> Rows[row_types.AggregateDay]:
        """The totals of an organization, day by day, over the latest 28 days.

        See `CopilotMetrics.copilot_organization_usage_metrics`.
        """
        return self._report("copilotOrganizationUsageMetrics", timeout, org=org)

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
            "copilotOrganizationUserTeamsOneDayReport", timeout, day, since, until, org=org
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
            "copilotOrganizationUsersOneDayUsageMetrics", timeout, day, since, until, org=org
        )

    copilotOrganizationUsersOneDayUsageMetrics = copilot_organization_users_one_day_usage_metrics

    def copilot_organization_users_usage_metrics(
        self, org: str, *, timeout: float | None = None
    ) -> Rows[row_types.UserWindowDay]:
        """The figures of each user of an organization over the latest 28 days.

        See `CopilotMetrics.copilot_organization_users_usage_metrics`.
        """
        return self._report("copilotOrganizationUsersUsageMetrics", timeout, org=org)

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
            "copilotUsersOneDayUsageMetrics", timeout, day, since, until, enterprise=enterprise
        )

    copilotUsersOneDayUsageMetrics = copilot_users_one_day_usage_metrics

    def copilot_users_usage_metrics(
        self, enterprise: str, *, timeout: float | None = None
    ) -> Rows[row_types.UserWindowDay]:
        """The figures of each user of an enterprise over the latest 28 days.

        See `CopilotMetrics.copilot_users_usage_metrics`.
        """
        return self._report("copilotUsersUsageMetrics", timeout, enterprise=enterprise)

    copilotUsersUsageMetrics = copilot_users_usage_metrics


class AsyncSharedRows(AsyncReportNamespace):
    _row_types = {
        "AggregateDay": (row_types.AggregateDay, row_types.AggregateWindow),
        "AggregateWindow": (row_types.AggregateDay, row_types.AggregateWindow),
        "UserDay": (row_types.UserDay, None),
        "UserWindowDay": (row_types.UserWindowDay, None),
        "UserTeamDay": (row_types.UserTeamDay, None),
        "RepositoryDay": (row_types.RepositoryDay, None),
    }

    def copilot_enterprise_one_day_usage_metrics(
        self,
        enterprise: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        timeout: float | None = None,
    ) -> AsyncRows[row_types.AggregateDay]:
        """The totals of an enterprise on one day."""
        return self._report(
            "copilotEnterpriseOneDayUsageMetrics", timeout, day, since, until, enterprise=enterprise
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
        """The pull request figures of each repository of an enterprise on one day."""
        return self._report(
            "copilotEnterpriseReposOneDayReport", timeout, day, since, until, enterprise=enterprise
        )

    copilotEnterpriseReposOneDayReport = copilot_enterprise_repos_one_day_report

    def copilot_enterprise_usage_metrics(
        self, enterprise: str, *, timeout: float | None = None
    ) -> AsyncRows[row_types.AggregateDay]:
        """The totals of an enterprise, day by day, over the latest 28 days."""
        return self._report("copilotEnterpriseUsageMetrics", timeout, enterprise=enterprise)

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
        """The memberships of enterprise teams on one day."""
        return self._report(
            "copilotEnterpriseUserTeamsOneDayReport",
            timeout,
            day,
            since,
            until,
            enterprise=enterprise,
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
        """The totals of an organization on one day."""
        return self._report(
            "copilotOrganizationOneDayUsageMetrics", timeout, day, since, until, org=org
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
        """The pull request figures of each repository of an organization on one day."""
        return self._report(
            "copilotOrganizationReposOneDayReport", timeout, day, since, until, org=org
        )

    copilotOrganizationReposOneDayReport = copilot_organization_repos_one_day_report

    def copilot_organization_usage_metrics(
        self, org: str, *, timeout: float | None = None
    ) -> AsyncRows[row_types.AggregateDay]:
        """The totals of an organization, day by day, over the latest 28 days."""
        return self._report("copilotOrganizationUsageMetrics", timeout, org=org)

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
        """The memberships of an organization's teams on one day."""
        return self._report(
            "copilotOrganizationUserTeamsOneDayReport", timeout, day, since, until, org=org
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
        """The figures of each user of an organization on one day."""
        return self._report(
            "copilotOrganizationUsersOneDayUsageMetrics", timeout, day, since, until, org=org
        )

    copilotOrganizationUsersOneDayUsageMetrics = copilot_organization_users_one_day_usage_metrics

    def copilot_organization_users_usage_metrics(
        self, org: str, *, timeout: float | None = None
    ) -> AsyncRows[row_types.UserWindowDay]:
        """The figures of each user of an organization over the latest 28 days."""
        return self._report("copilotOrganizationUsersUsageMetrics", timeout, org=org)

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
        """The figures of each user of an enterprise on one day."""
        return self._report(
            "copilotUsersOneDayUsageMetrics", timeout, day, since, until, enterprise=enterprise
        )

    copilotUsersOneDayUsageMetrics = copilot_users_one_day_usage_metrics

    def copilot_users_usage_metrics(
        self, enterprise: str, *, timeout: float | None = None
    ) -> AsyncRows[row_types.UserWindowDay]:
        """The figures of each user of an enterprise over the latest 28 days."""
        return self._report("copilotUsersUsageMetrics", timeout, enterprise=enterprise)

    copilotUsersUsageMetrics = copilot_users_usage_metrics
