# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Reports as typed rows, API versions 2022-11-28, 2026-03-10."""

from __future__ import annotations

import datetime

from .. import rows as row_types
from .._runtime.client.namespace import AsyncNamespace, Namespace
from .._runtime.client.rows import AsyncRows, Rows

__all__ = ["AsyncSharedRows", "SharedRows"]


class SharedRows(Namespace):
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
        return Rows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotEnterpriseOneDayUsageMetrics"],
            row_types.AggregateDay,
            row_types.AggregateWindow,
            {"enterprise": enterprise, "day": day},
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
        return Rows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotEnterpriseReposOneDayReport"],
            row_types.RepositoryDay,
            None,
            {"enterprise": enterprise, "day": day},
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
        return Rows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotEnterpriseUsageMetrics"],
            row_types.AggregateDay,
            row_types.AggregateWindow,
            {"enterprise": enterprise},
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
        return Rows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotEnterpriseUserTeamsOneDayReport"],
            row_types.UserTeamDay,
            None,
            {"enterprise": enterprise, "day": day},
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
        return Rows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotOrganizationOneDayUsageMetrics"],
            row_types.AggregateDay,
            row_types.AggregateWindow,
            {"org": org, "day": day},
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
        return Rows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotOrganizationReposOneDayReport"],
            row_types.RepositoryDay,
            None,
            {"org": org, "day": day},
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
        return Rows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotOrganizationUsageMetrics"],
            row_types.AggregateDay,
            row_types.AggregateWindow,
            {"org": org},
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
        return Rows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotOrganizationUserTeamsOneDayReport"],
            row_types.UserTeamDay,
            None,
            {"org": org, "day": day},
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
        return Rows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotOrganizationUsersOneDayUsageMetrics"],
            row_types.UserDay,
            None,
            {"org": org, "day": day},
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
        return Rows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotOrganizationUsersUsageMetrics"],
            row_types.UserWindowDay,
            None,
            {"org": org},
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
        return Rows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotUsersOneDayUsageMetrics"],
            row_types.UserDay,
            None,
            {"enterprise": enterprise, "day": day},
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
        return Rows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotUsersUsageMetrics"],
            row_types.UserWindowDay,
            None,
            {"enterprise": enterprise},
        )

    copilotUsersUsageMetrics = copilot_users_usage_metrics


class AsyncSharedRows(AsyncNamespace):
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
        return AsyncRows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotEnterpriseOneDayUsageMetrics"],
            row_types.AggregateDay,
            row_types.AggregateWindow,
            {"enterprise": enterprise, "day": day},
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
        return AsyncRows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotEnterpriseReposOneDayReport"],
            row_types.RepositoryDay,
            None,
            {"enterprise": enterprise, "day": day},
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
        return AsyncRows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotEnterpriseUsageMetrics"],
            row_types.AggregateDay,
            row_types.AggregateWindow,
            {"enterprise": enterprise},
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
        return AsyncRows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotEnterpriseUserTeamsOneDayReport"],
            row_types.UserTeamDay,
            None,
            {"enterprise": enterprise, "day": day},
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
        return AsyncRows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotOrganizationOneDayUsageMetrics"],
            row_types.AggregateDay,
            row_types.AggregateWindow,
            {"org": org, "day": day},
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
        return AsyncRows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotOrganizationReposOneDayReport"],
            row_types.RepositoryDay,
            None,
            {"org": org, "day": day},
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
        return AsyncRows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotOrganizationUsageMetrics"],
            row_types.AggregateDay,
            row_types.AggregateWindow,
            {"org": org},
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
        return AsyncRows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotOrganizationUserTeamsOneDayReport"],
            row_types.UserTeamDay,
            None,
            {"org": org, "day": day},
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
        return AsyncRows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotOrganizationUsersOneDayUsageMetrics"],
            row_types.UserDay,
            None,
            {"org": org, "day": day},
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
        return AsyncRows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotOrganizationUsersUsageMetrics"],
            row_types.UserWindowDay,
            None,
            {"org": org},
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
        return AsyncRows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotUsersOneDayUsageMetrics"],
            row_types.UserDay,
            None,
            {"enterprise": enterprise, "day": day},
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
        return AsyncRows(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            self._operations["copilotUsersUsageMetrics"],
            row_types.UserWindowDay,
            None,
            {"enterprise": enterprise},
        )

    copilotUsersUsageMetrics = copilot_users_usage_metrics
