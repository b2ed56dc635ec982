# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Rows and pages of the operations of API version 2022-11-28."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal

from .._runtime.access.client import AsyncClient, SyncClient
from .._runtime.deprecation import deprecated
from . import operations
from .models import (
    CopilotUsageMetrics,
    CopilotUsageMetricsDay,
    UsageRecord,
)

if TYPE_CHECKING:
    from .. import rows as row_types
    from .._runtime.calls.items import AsyncItems, Items
    from .._runtime.reports.rows import AsyncRows, Rows

__all__ = ["AsyncPagedItems", "AsyncReportRows", "PagedItems", "ReportRows"]


class ReportRows:
    """The reports as typed rows: links requested, files downloaded, lines decoded, while you iterate.

    Each call returns at once; asking begins with the first row. Reports of one day also take `since` and
    `until` (both included; until yesterday, UTC, where left out) and go day by day.
    """

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def copilot_enterprise_one_day_usage_metrics(
        self,
        enterprise: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> Rows[row_types.AggregateDay]:
        """The totals of an enterprise on one day.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            day: Day that the report covers, in UTC, written YYYY-MM-DD. A `datetime.date`; sent
                as `YYYY-MM-DD`.
            since: The first of many days, instead of `day`.
            until: The last of many days; yesterday (UTC) where left out.

        Returns:
            Rows of type `rows.AggregateDay`, to read once. What stood around them is in
                `windows`, as `rows.AggregateWindow`.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see `copilot_enterprise_one_day_usage_metrics` of
                the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-usage-metrics-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import Rows

        return Rows(
            self._client,
            operations.COPILOT_ENTERPRISE_ONE_DAY_USAGE_METRICS,
            row_types.AggregateDay,
            row_types.AggregateWindow,
            {
                "enterprise": enterprise,
                "day": day,
            },
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
    ) -> Rows[row_types.RepositoryDay]:
        """The pull request figures of each repository of an enterprise on one day.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            day: Day that the report covers, in UTC, written YYYY-MM-DD. A `datetime.date`; sent
                as `YYYY-MM-DD`.
            since: The first of many days, instead of `day`.
            until: The last of many days; yesterday (UTC) where left out.

        Returns:
            Rows of type `rows.RepositoryDay`, to read once.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see `copilot_enterprise_repos_one_day_report` of
                the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-repository-report-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import Rows

        return Rows(
            self._client,
            operations.COPILOT_ENTERPRISE_REPOS_ONE_DAY_REPORT,
            row_types.RepositoryDay,
            None,
            {
                "enterprise": enterprise,
                "day": day,
            },
            since=since,
            until=until,
        )

    copilotEnterpriseReposOneDayReport = copilot_enterprise_repos_one_day_report

    def copilot_enterprise_usage_metrics(
        self,
        enterprise: str,
    ) -> Rows[row_types.AggregateDay]:
        """The totals of an enterprise, day by day, over the latest 28 days.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).

        Returns:
            Rows of type `rows.AggregateDay`, to read once. What stood around them is in
                `windows`, as `rows.AggregateWindow`.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see `copilot_enterprise_usage_metrics` of the
                client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import Rows

        return Rows(
            self._client,
            operations.COPILOT_ENTERPRISE_USAGE_METRICS,
            row_types.AggregateDay,
            row_types.AggregateWindow,
            {
                "enterprise": enterprise,
            },
        )

    copilotEnterpriseUsageMetrics = copilot_enterprise_usage_metrics

    def copilot_enterprise_user_teams_one_day_report(
        self,
        enterprise: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> Rows[row_types.UserTeamDay]:
        """Links to who belonged to which enterprise team on one day.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            day: Day that the report covers, in UTC, written YYYY-MM-DD. A `datetime.date`; sent
                as `YYYY-MM-DD`.
            since: The first of many days, instead of `day`.
            until: The last of many days; yesterday (UTC) where left out.

        Returns:
            Rows of type `rows.UserTeamDay`, to read once.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see
                `copilot_enterprise_user_teams_one_day_report` of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-user-teams-report-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import Rows

        return Rows(
            self._client,
            operations.COPILOT_ENTERPRISE_USER_TEAMS_ONE_DAY_REPORT,
            row_types.UserTeamDay,
            None,
            {
                "enterprise": enterprise,
                "day": day,
            },
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
    ) -> Rows[row_types.AggregateDay]:
        """The totals of an organization on one day.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            day: Day that the report covers, in UTC, written YYYY-MM-DD. A `datetime.date`; sent
                as `YYYY-MM-DD`.
            since: The first of many days, instead of `day`.
            until: The last of many days; yesterday (UTC) where left out.

        Returns:
            Rows of type `rows.AggregateDay`, to read once. What stood around them is in
                `windows`, as `rows.AggregateWindow`.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see `copilot_organization_one_day_usage_metrics`
                of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-usage-metrics-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
            https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import Rows

        return Rows(
            self._client,
            operations.COPILOT_ORGANIZATION_ONE_DAY_USAGE_METRICS,
            row_types.AggregateDay,
            row_types.AggregateWindow,
            {
                "org": org,
                "day": day,
            },
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
    ) -> Rows[row_types.RepositoryDay]:
        """The pull request figures of each repository of an organization on one day.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            day: Day that the report covers, in UTC, written YYYY-MM-DD. A `datetime.date`; sent
                as `YYYY-MM-DD`.
            since: The first of many days, instead of `day`.
            until: The last of many days; yesterday (UTC) where left out.

        Returns:
            Rows of type `rows.RepositoryDay`, to read once.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see `copilot_organization_repos_one_day_report`
                of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-repository-report-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
            https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import Rows

        return Rows(
            self._client,
            operations.COPILOT_ORGANIZATION_REPOS_ONE_DAY_REPORT,
            row_types.RepositoryDay,
            None,
            {
                "org": org,
                "day": day,
            },
            since=since,
            until=until,
        )

    copilotOrganizationReposOneDayReport = copilot_organization_repos_one_day_report

    def copilot_organization_usage_metrics(
        self,
        org: str,
    ) -> Rows[row_types.AggregateDay]:
        """The totals of an organization, day by day, over the latest 28 days.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.

        Returns:
            Rows of type `rows.AggregateDay`, to read once. What stood around them is in
                `windows`, as `rows.AggregateWindow`.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see `copilot_organization_usage_metrics` of the
                client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
            https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import Rows

        return Rows(
            self._client,
            operations.COPILOT_ORGANIZATION_USAGE_METRICS,
            row_types.AggregateDay,
            row_types.AggregateWindow,
            {
                "org": org,
            },
        )

    copilotOrganizationUsageMetrics = copilot_organization_usage_metrics

    def copilot_organization_user_teams_one_day_report(
        self,
        org: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> Rows[row_types.UserTeamDay]:
        """Links to who belonged to which team of an organization on one day.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            day: Day that the report covers, in UTC, written YYYY-MM-DD. A `datetime.date`; sent
                as `YYYY-MM-DD`.
            since: The first of many days, instead of `day`.
            until: The last of many days; yesterday (UTC) where left out.

        Returns:
            Rows of type `rows.UserTeamDay`, to read once.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see
                `copilot_organization_user_teams_one_day_report` of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-user-teams-report-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
            https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import Rows

        return Rows(
            self._client,
            operations.COPILOT_ORGANIZATION_USER_TEAMS_ONE_DAY_REPORT,
            row_types.UserTeamDay,
            None,
            {
                "org": org,
                "day": day,
            },
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
    ) -> Rows[row_types.UserDay]:
        """The figures of each user of an organization on one day.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            day: Day that the report covers, in UTC, written YYYY-MM-DD. A `datetime.date`; sent
                as `YYYY-MM-DD`.
            since: The first of many days, instead of `day`.
            until: The last of many days; yesterday (UTC) where left out.

        Returns:
            Rows of type `rows.UserDay`, to read once.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see
                `copilot_organization_users_one_day_usage_metrics` of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-users-usage-metrics-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
            https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import Rows

        return Rows(
            self._client,
            operations.COPILOT_ORGANIZATION_USERS_ONE_DAY_USAGE_METRICS,
            row_types.UserDay,
            None,
            {
                "org": org,
                "day": day,
            },
            since=since,
            until=until,
        )

    copilotOrganizationUsersOneDayUsageMetrics = copilot_organization_users_one_day_usage_metrics

    def copilot_organization_users_usage_metrics(
        self,
        org: str,
    ) -> Rows[row_types.UserWindowDay]:
        """The figures of each user of an organization over the latest 28 days.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.

        Returns:
            Rows of type `rows.UserWindowDay`, to read once.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see `copilot_organization_users_usage_metrics` of
                the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-users-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
            https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import Rows

        return Rows(
            self._client,
            operations.COPILOT_ORGANIZATION_USERS_USAGE_METRICS,
            row_types.UserWindowDay,
            None,
            {
                "org": org,
            },
        )

    copilotOrganizationUsersUsageMetrics = copilot_organization_users_usage_metrics

    def copilot_users_one_day_usage_metrics(
        self,
        enterprise: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> Rows[row_types.UserDay]:
        """The figures of each user of an enterprise on one day.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            day: Day that the report covers, in UTC, written YYYY-MM-DD. A `datetime.date`; sent
                as `YYYY-MM-DD`.
            since: The first of many days, instead of `day`.
            until: The last of many days; yesterday (UTC) where left out.

        Returns:
            Rows of type `rows.UserDay`, to read once.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see `copilot_users_one_day_usage_metrics` of the
                client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-users-usage-metrics-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import Rows

        return Rows(
            self._client,
            operations.COPILOT_USERS_ONE_DAY_USAGE_METRICS,
            row_types.UserDay,
            None,
            {
                "enterprise": enterprise,
                "day": day,
            },
            since=since,
            until=until,
        )

    copilotUsersOneDayUsageMetrics = copilot_users_one_day_usage_metrics

    def copilot_users_usage_metrics(
        self,
        enterprise: str,
    ) -> Rows[row_types.UserWindowDay]:
        """The figures of each user of an enterprise over the latest 28 days.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).

        Returns:
            Rows of type `rows.UserWindowDay`, to read once.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see `copilot_users_usage_metrics` of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-users-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import Rows

        return Rows(
            self._client,
            operations.COPILOT_USERS_USAGE_METRICS,
            row_types.UserWindowDay,
            None,
            {
                "enterprise": enterprise,
            },
        )

    copilotUsersUsageMetrics = copilot_users_usage_metrics


class PagedItems:
    """The items of all pages, by the `Link` header, within the API's own origin."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    @deprecated(
        "GitHub closed this operation on 2026-04-02; use copilotEnterpriseOneDayUsageMetrics"
    )
    def copilot_metrics_for_enterprise(
        self,
        enterprise: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Items[CopilotUsageMetricsDay]:
        """Daily use of each Copilot feature in an enterprise (closed on 2026-04-02).

        Deprecated: GitHub closed this operation on 2026-04-02; use
        copilotEnterpriseOneDayUsageMetrics.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in
                UTC as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 100.

        Returns:
            `CopilotUsageMetricsDay` of all pages, to read once.

        Raises:
            CopilotMetricsError: While reading; see `copilot_metrics_for_enterprise` of the
                client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-an-enterprise
        """
        from .._runtime.calls.items import Items

        return Items(
            self._client,
            operations.COPILOT_METRICS_FOR_ENTERPRISE,
            {
                "enterprise": enterprise,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
        )

    copilotMetricsForEnterprise = copilot_metrics_for_enterprise

    @deprecated(
        "GitHub closed this operation on 2026-04-02; use copilotEnterpriseUserTeamsOneDayReport"
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
    ) -> Items[CopilotUsageMetricsDay]:
        """Daily use of each Copilot feature in an enterprise team (closed on 2026-04-02).

        Deprecated: GitHub closed this operation on 2026-04-02; use
        copilotEnterpriseUserTeamsOneDayReport.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            team_slug: Short name of the enterprise team, as it stands in its address on GitHub.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in
                UTC as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 100.

        Returns:
            `CopilotUsageMetricsDay` of all pages, to read once.

        Raises:
            CopilotMetricsError: While reading; see `copilot_metrics_for_enterprise_team` of the
                client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-an-enterprise-team
        """
        from .._runtime.calls.items import Items

        return Items(
            self._client,
            operations.COPILOT_METRICS_FOR_ENTERPRISE_TEAM,
            {
                "enterprise": enterprise,
                "team_slug": team_slug,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
        )

    copilotMetricsForEnterpriseTeam = copilot_metrics_for_enterprise_team

    @deprecated(
        "GitHub closed this operation on 2026-04-02; use copilotOrganizationOneDayUsageMetrics"
    )
    def copilot_metrics_for_organization(
        self,
        org: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Items[CopilotUsageMetricsDay]:
        """Daily use of each Copilot feature in an organization (closed on 2026-04-02).

        Deprecated: GitHub closed this operation on 2026-04-02; use
        copilotOrganizationOneDayUsageMetrics.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in
                UTC as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 100.

        Returns:
            `CopilotUsageMetricsDay` of all pages, to read once.

        Raises:
            CopilotMetricsError: While reading; see `copilot_metrics_for_organization` of the
                client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-an-organization
        """
        from .._runtime.calls.items import Items

        return Items(
            self._client,
            operations.COPILOT_METRICS_FOR_ORGANIZATION,
            {
                "org": org,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
        )

    copilotMetricsForOrganization = copilot_metrics_for_organization

    @deprecated(
        "GitHub closed this operation on 2026-04-02; use copilotOrganizationUserTeamsOneDayReport"
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
    ) -> Items[CopilotUsageMetricsDay]:
        """Daily use of each Copilot feature in a team (closed on 2026-04-02).

        Deprecated: GitHub closed this operation on 2026-04-02; use
        copilotOrganizationUserTeamsOneDayReport.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            team_slug: Short name of the team, as it stands in its address on GitHub.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in
                UTC as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 100.

        Returns:
            `CopilotUsageMetricsDay` of all pages, to read once.

        Raises:
            CopilotMetricsError: While reading; see `copilot_metrics_for_team` of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-a-team
        """
        from .._runtime.calls.items import Items

        return Items(
            self._client,
            operations.COPILOT_METRICS_FOR_TEAM,
            {
                "org": org,
                "team_slug": team_slug,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
        )

    copilotMetricsForTeam = copilot_metrics_for_team

    def get_usage_records(
        self,
        enterprise: str,
        *,
        phrase: str | None = None,
        per_page: int | None = None,
        after: str | None = None,
        before: str | None = None,
        order: Literal["desc", "asc"] | None = None,
    ) -> Items[UsageRecord]:
        """Prompts and answers of the last 48 hours, newest first, a page at a time.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            phrase: Filter made of qualifiers: type (request or response), user_id and created,
                as in "type:request user_id:12345". Qualifier `created`. Qualifier `type`:
                request, response. Qualifier `user_id`.
            per_page: Records on a page, from 1 to 25; GitHub moves what lies outside to the
                nearer end. GitHub's default: 25.
            after: Cursor from a Link header; only records that come after it in the chosen order
                are returned.
            before: Cursor from a Link header; only records that come before it in the chosen
                order are returned.
            order: Whether the newest records come first (desc) or the oldest (asc). One of desc,
                asc. GitHub's default: desc.

        Returns:
            `UsageRecord` of all pages, to read once.

        Raises:
            CopilotMetricsError: While reading; see `get_usage_records` of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-usage-records-for-an-enterprise
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        from .._runtime.calls.items import Items

        return Items(
            self._client,
            operations.GET_USAGE_RECORDS,
            {
                "enterprise": enterprise,
                "phrase": phrase,
                "per_page": per_page,
                "after": after,
                "before": before,
                "order": order,
            },
        )

    getUsageRecords = get_usage_records

    @deprecated(
        "GitHub closed this operation on 2025-03-01; use copilotEnterpriseOneDayUsageMetrics"
    )
    def usage_metrics_for_enterprise(
        self,
        enterprise: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Items[CopilotUsageMetrics]:
        """Daily completions and chat of an enterprise (closed on 2025-03-01).

        Deprecated: GitHub closed this operation on 2025-03-01; use
        copilotEnterpriseOneDayUsageMetrics. It has no data after 2025-02-01.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug). The id may stand for the slug.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in
                UTC as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 28.

        Returns:
            `CopilotUsageMetrics` of all pages, to read once.

        Raises:
            CopilotMetricsError: While reading; see `usage_metrics_for_enterprise` of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-enterprise-members
        """
        from .._runtime.calls.items import Items

        return Items(
            self._client,
            operations.USAGE_METRICS_FOR_ENTERPRISE,
            {
                "enterprise": enterprise,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
        )

    usageMetricsForEnterprise = usage_metrics_for_enterprise

    @deprecated(
        "GitHub closed this operation on 2025-03-01; use copilotEnterpriseUserTeamsOneDayReport"
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
    ) -> Items[CopilotUsageMetrics]:
        """Daily completions and chat of an enterprise team (closed on 2025-03-01).

        Deprecated: GitHub closed this operation on 2025-03-01; use
        copilotEnterpriseUserTeamsOneDayReport. It has no data after 2025-02-01.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug). The id may stand for the slug.
            team_slug: Short name of the team, as it stands in its address on GitHub.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in
                UTC as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 28.

        Returns:
            `CopilotUsageMetrics` of all pages, to read once.

        Raises:
            CopilotMetricsError: While reading; see `usage_metrics_for_enterprise_team` of the
                client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-an-enterprise-team
        """
        from .._runtime.calls.items import Items

        return Items(
            self._client,
            operations.USAGE_METRICS_FOR_ENTERPRISE_TEAM,
            {
                "enterprise": enterprise,
                "team_slug": team_slug,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
        )

    usageMetricsForEnterpriseTeam = usage_metrics_for_enterprise_team

    @deprecated(
        "GitHub closed this operation on 2025-03-01; use copilotOrganizationOneDayUsageMetrics"
    )
    def usage_metrics_for_org(
        self,
        org: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Items[CopilotUsageMetrics]:
        """Daily completions and chat of an organization (closed on 2025-03-01).

        Deprecated: GitHub closed this operation on 2025-03-01; use
        copilotOrganizationOneDayUsageMetrics. It has no data after 2025-02-01.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in
                UTC as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 28.

        Returns:
            `CopilotUsageMetrics` of all pages, to read once.

        Raises:
            CopilotMetricsError: While reading; see `usage_metrics_for_org` of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-organization-members
        """
        from .._runtime.calls.items import Items

        return Items(
            self._client,
            operations.USAGE_METRICS_FOR_ORG,
            {
                "org": org,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
        )

    usageMetricsForOrg = usage_metrics_for_org

    @deprecated(
        "GitHub closed this operation on 2025-03-01; use copilotOrganizationUserTeamsOneDayReport"
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
    ) -> Items[CopilotUsageMetrics]:
        """Daily completions and chat of a team (closed on 2025-03-01).

        Deprecated: GitHub closed this operation on 2025-03-01; use
        copilotOrganizationUserTeamsOneDayReport. It has no data after 2025-02-01.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            team_slug: Short name of the team, as it stands in its address on GitHub.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in
                UTC as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 28.

        Returns:
            `CopilotUsageMetrics` of all pages, to read once.

        Raises:
            CopilotMetricsError: While reading; see `usage_metrics_for_team` of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-a-team
        """
        from .._runtime.calls.items import Items

        return Items(
            self._client,
            operations.USAGE_METRICS_FOR_TEAM,
            {
                "org": org,
                "team_slug": team_slug,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
        )

    usageMetricsForTeam = usage_metrics_for_team


class AsyncReportRows:
    """The reports as typed rows: links requested, files downloaded, lines decoded, while you iterate.

    Each call returns at once; asking begins with the first row. Reports of one day also take `since` and
    `until` (both included; until yesterday, UTC, where left out) and go day by day.
    """

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def copilot_enterprise_one_day_usage_metrics(
        self,
        enterprise: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> AsyncRows[row_types.AggregateDay]:
        """The totals of an enterprise on one day.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            day: Day that the report covers, in UTC, written YYYY-MM-DD. A `datetime.date`; sent
                as `YYYY-MM-DD`.
            since: The first of many days, instead of `day`.
            until: The last of many days; yesterday (UTC) where left out.

        Returns:
            Rows of type `rows.AggregateDay`, to read once. What stood around them is in
                `windows`, as `rows.AggregateWindow`.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see `copilot_enterprise_one_day_usage_metrics` of
                the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-usage-metrics-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import AsyncRows

        return AsyncRows(
            self._client,
            operations.COPILOT_ENTERPRISE_ONE_DAY_USAGE_METRICS,
            row_types.AggregateDay,
            row_types.AggregateWindow,
            {
                "enterprise": enterprise,
                "day": day,
            },
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
    ) -> AsyncRows[row_types.RepositoryDay]:
        """The pull request figures of each repository of an enterprise on one day.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            day: Day that the report covers, in UTC, written YYYY-MM-DD. A `datetime.date`; sent
                as `YYYY-MM-DD`.
            since: The first of many days, instead of `day`.
            until: The last of many days; yesterday (UTC) where left out.

        Returns:
            Rows of type `rows.RepositoryDay`, to read once.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see `copilot_enterprise_repos_one_day_report` of
                the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-repository-report-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import AsyncRows

        return AsyncRows(
            self._client,
            operations.COPILOT_ENTERPRISE_REPOS_ONE_DAY_REPORT,
            row_types.RepositoryDay,
            None,
            {
                "enterprise": enterprise,
                "day": day,
            },
            since=since,
            until=until,
        )

    copilotEnterpriseReposOneDayReport = copilot_enterprise_repos_one_day_report

    def copilot_enterprise_usage_metrics(
        self,
        enterprise: str,
    ) -> AsyncRows[row_types.AggregateDay]:
        """The totals of an enterprise, day by day, over the latest 28 days.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).

        Returns:
            Rows of type `rows.AggregateDay`, to read once. What stood around them is in
                `windows`, as `rows.AggregateWindow`.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see `copilot_enterprise_usage_metrics` of the
                client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import AsyncRows

        return AsyncRows(
            self._client,
            operations.COPILOT_ENTERPRISE_USAGE_METRICS,
            row_types.AggregateDay,
            row_types.AggregateWindow,
            {
                "enterprise": enterprise,
            },
        )

    copilotEnterpriseUsageMetrics = copilot_enterprise_usage_metrics

    def copilot_enterprise_user_teams_one_day_report(
        self,
        enterprise: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> AsyncRows[row_types.UserTeamDay]:
        """Links to who belonged to which enterprise team on one day.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            day: Day that the report covers, in UTC, written YYYY-MM-DD. A `datetime.date`; sent
                as `YYYY-MM-DD`.
            since: The first of many days, instead of `day`.
            until: The last of many days; yesterday (UTC) where left out.

        Returns:
            Rows of type `rows.UserTeamDay`, to read once.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see
                `copilot_enterprise_user_teams_one_day_report` of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-user-teams-report-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import AsyncRows

        return AsyncRows(
            self._client,
            operations.COPILOT_ENTERPRISE_USER_TEAMS_ONE_DAY_REPORT,
            row_types.UserTeamDay,
            None,
            {
                "enterprise": enterprise,
                "day": day,
            },
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
    ) -> AsyncRows[row_types.AggregateDay]:
        """The totals of an organization on one day.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            day: Day that the report covers, in UTC, written YYYY-MM-DD. A `datetime.date`; sent
                as `YYYY-MM-DD`.
            since: The first of many days, instead of `day`.
            until: The last of many days; yesterday (UTC) where left out.

        Returns:
            Rows of type `rows.AggregateDay`, to read once. What stood around them is in
                `windows`, as `rows.AggregateWindow`.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see `copilot_organization_one_day_usage_metrics`
                of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-usage-metrics-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
            https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import AsyncRows

        return AsyncRows(
            self._client,
            operations.COPILOT_ORGANIZATION_ONE_DAY_USAGE_METRICS,
            row_types.AggregateDay,
            row_types.AggregateWindow,
            {
                "org": org,
                "day": day,
            },
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
    ) -> AsyncRows[row_types.RepositoryDay]:
        """The pull request figures of each repository of an organization on one day.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            day: Day that the report covers, in UTC, written YYYY-MM-DD. A `datetime.date`; sent
                as `YYYY-MM-DD`.
            since: The first of many days, instead of `day`.
            until: The last of many days; yesterday (UTC) where left out.

        Returns:
            Rows of type `rows.RepositoryDay`, to read once.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see `copilot_organization_repos_one_day_report`
                of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-repository-report-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
            https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import AsyncRows

        return AsyncRows(
            self._client,
            operations.COPILOT_ORGANIZATION_REPOS_ONE_DAY_REPORT,
            row_types.RepositoryDay,
            None,
            {
                "org": org,
                "day": day,
            },
            since=since,
            until=until,
        )

    copilotOrganizationReposOneDayReport = copilot_organization_repos_one_day_report

    def copilot_organization_usage_metrics(
        self,
        org: str,
    ) -> AsyncRows[row_types.AggregateDay]:
        """The totals of an organization, day by day, over the latest 28 days.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.

        Returns:
            Rows of type `rows.AggregateDay`, to read once. What stood around them is in
                `windows`, as `rows.AggregateWindow`.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see `copilot_organization_usage_metrics` of the
                client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
            https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import AsyncRows

        return AsyncRows(
            self._client,
            operations.COPILOT_ORGANIZATION_USAGE_METRICS,
            row_types.AggregateDay,
            row_types.AggregateWindow,
            {
                "org": org,
            },
        )

    copilotOrganizationUsageMetrics = copilot_organization_usage_metrics

    def copilot_organization_user_teams_one_day_report(
        self,
        org: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> AsyncRows[row_types.UserTeamDay]:
        """Links to who belonged to which team of an organization on one day.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            day: Day that the report covers, in UTC, written YYYY-MM-DD. A `datetime.date`; sent
                as `YYYY-MM-DD`.
            since: The first of many days, instead of `day`.
            until: The last of many days; yesterday (UTC) where left out.

        Returns:
            Rows of type `rows.UserTeamDay`, to read once.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see
                `copilot_organization_user_teams_one_day_report` of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-user-teams-report-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
            https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import AsyncRows

        return AsyncRows(
            self._client,
            operations.COPILOT_ORGANIZATION_USER_TEAMS_ONE_DAY_REPORT,
            row_types.UserTeamDay,
            None,
            {
                "org": org,
                "day": day,
            },
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
    ) -> AsyncRows[row_types.UserDay]:
        """The figures of each user of an organization on one day.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            day: Day that the report covers, in UTC, written YYYY-MM-DD. A `datetime.date`; sent
                as `YYYY-MM-DD`.
            since: The first of many days, instead of `day`.
            until: The last of many days; yesterday (UTC) where left out.

        Returns:
            Rows of type `rows.UserDay`, to read once.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see
                `copilot_organization_users_one_day_usage_metrics` of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-users-usage-metrics-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
            https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import AsyncRows

        return AsyncRows(
            self._client,
            operations.COPILOT_ORGANIZATION_USERS_ONE_DAY_USAGE_METRICS,
            row_types.UserDay,
            None,
            {
                "org": org,
                "day": day,
            },
            since=since,
            until=until,
        )

    copilotOrganizationUsersOneDayUsageMetrics = copilot_organization_users_one_day_usage_metrics

    def copilot_organization_users_usage_metrics(
        self,
        org: str,
    ) -> AsyncRows[row_types.UserWindowDay]:
        """The figures of each user of an organization over the latest 28 days.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.

        Returns:
            Rows of type `rows.UserWindowDay`, to read once.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see `copilot_organization_users_usage_metrics` of
                the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-users-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
            https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import AsyncRows

        return AsyncRows(
            self._client,
            operations.COPILOT_ORGANIZATION_USERS_USAGE_METRICS,
            row_types.UserWindowDay,
            None,
            {
                "org": org,
            },
        )

    copilotOrganizationUsersUsageMetrics = copilot_organization_users_usage_metrics

    def copilot_users_one_day_usage_metrics(
        self,
        enterprise: str,
        *,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> AsyncRows[row_types.UserDay]:
        """The figures of each user of an enterprise on one day.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            day: Day that the report covers, in UTC, written YYYY-MM-DD. A `datetime.date`; sent
                as `YYYY-MM-DD`.
            since: The first of many days, instead of `day`.
            until: The last of many days; yesterday (UTC) where left out.

        Returns:
            Rows of type `rows.UserDay`, to read once.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see `copilot_users_one_day_usage_metrics` of the
                client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-users-usage-metrics-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import AsyncRows

        return AsyncRows(
            self._client,
            operations.COPILOT_USERS_ONE_DAY_USAGE_METRICS,
            row_types.UserDay,
            None,
            {
                "enterprise": enterprise,
                "day": day,
            },
            since=since,
            until=until,
        )

    copilotUsersOneDayUsageMetrics = copilot_users_one_day_usage_metrics

    def copilot_users_usage_metrics(
        self,
        enterprise: str,
    ) -> AsyncRows[row_types.UserWindowDay]:
        """The figures of each user of an enterprise over the latest 28 days.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).

        Returns:
            Rows of type `rows.UserWindowDay`, to read once.

        Raises:
            ArgumentError: At once, for an argument that GitHub could only refuse.
            IncompleteReportError: After the last row, where a file or a day could not be had.
            CopilotMetricsError: While reading; see `copilot_users_usage_metrics` of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-users-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        from .. import rows as row_types  # when asked for: so many types take a while to load
        from .._runtime.reports.rows import AsyncRows

        return AsyncRows(
            self._client,
            operations.COPILOT_USERS_USAGE_METRICS,
            row_types.UserWindowDay,
            None,
            {
                "enterprise": enterprise,
            },
        )

    copilotUsersUsageMetrics = copilot_users_usage_metrics


class AsyncPagedItems:
    """The items of all pages, by the `Link` header, within the API's own origin."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    @deprecated(
        "GitHub closed this operation on 2026-04-02; use copilotEnterpriseOneDayUsageMetrics"
    )
    def copilot_metrics_for_enterprise(
        self,
        enterprise: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> AsyncItems[CopilotUsageMetricsDay]:
        """Daily use of each Copilot feature in an enterprise (closed on 2026-04-02).

        Deprecated: GitHub closed this operation on 2026-04-02; use
        copilotEnterpriseOneDayUsageMetrics.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in
                UTC as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 100.

        Returns:
            `CopilotUsageMetricsDay` of all pages, to read once.

        Raises:
            CopilotMetricsError: While reading; see `copilot_metrics_for_enterprise` of the
                client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-an-enterprise
        """
        from .._runtime.calls.items import AsyncItems

        return AsyncItems(
            self._client,
            operations.COPILOT_METRICS_FOR_ENTERPRISE,
            {
                "enterprise": enterprise,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
        )

    copilotMetricsForEnterprise = copilot_metrics_for_enterprise

    @deprecated(
        "GitHub closed this operation on 2026-04-02; use copilotEnterpriseUserTeamsOneDayReport"
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
    ) -> AsyncItems[CopilotUsageMetricsDay]:
        """Daily use of each Copilot feature in an enterprise team (closed on 2026-04-02).

        Deprecated: GitHub closed this operation on 2026-04-02; use
        copilotEnterpriseUserTeamsOneDayReport.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            team_slug: Short name of the enterprise team, as it stands in its address on GitHub.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in
                UTC as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 100.

        Returns:
            `CopilotUsageMetricsDay` of all pages, to read once.

        Raises:
            CopilotMetricsError: While reading; see `copilot_metrics_for_enterprise_team` of the
                client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-an-enterprise-team
        """
        from .._runtime.calls.items import AsyncItems

        return AsyncItems(
            self._client,
            operations.COPILOT_METRICS_FOR_ENTERPRISE_TEAM,
            {
                "enterprise": enterprise,
                "team_slug": team_slug,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
        )

    copilotMetricsForEnterpriseTeam = copilot_metrics_for_enterprise_team

    @deprecated(
        "GitHub closed this operation on 2026-04-02; use copilotOrganizationOneDayUsageMetrics"
    )
    def copilot_metrics_for_organization(
        self,
        org: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> AsyncItems[CopilotUsageMetricsDay]:
        """Daily use of each Copilot feature in an organization (closed on 2026-04-02).

        Deprecated: GitHub closed this operation on 2026-04-02; use
        copilotOrganizationOneDayUsageMetrics.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in
                UTC as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 100.

        Returns:
            `CopilotUsageMetricsDay` of all pages, to read once.

        Raises:
            CopilotMetricsError: While reading; see `copilot_metrics_for_organization` of the
                client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-an-organization
        """
        from .._runtime.calls.items import AsyncItems

        return AsyncItems(
            self._client,
            operations.COPILOT_METRICS_FOR_ORGANIZATION,
            {
                "org": org,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
        )

    copilotMetricsForOrganization = copilot_metrics_for_organization

    @deprecated(
        "GitHub closed this operation on 2026-04-02; use copilotOrganizationUserTeamsOneDayReport"
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
    ) -> AsyncItems[CopilotUsageMetricsDay]:
        """Daily use of each Copilot feature in a team (closed on 2026-04-02).

        Deprecated: GitHub closed this operation on 2026-04-02; use
        copilotOrganizationUserTeamsOneDayReport.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            team_slug: Short name of the team, as it stands in its address on GitHub.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in
                UTC as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 100.

        Returns:
            `CopilotUsageMetricsDay` of all pages, to read once.

        Raises:
            CopilotMetricsError: While reading; see `copilot_metrics_for_team` of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-a-team
        """
        from .._runtime.calls.items import AsyncItems

        return AsyncItems(
            self._client,
            operations.COPILOT_METRICS_FOR_TEAM,
            {
                "org": org,
                "team_slug": team_slug,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
        )

    copilotMetricsForTeam = copilot_metrics_for_team

    def get_usage_records(
        self,
        enterprise: str,
        *,
        phrase: str | None = None,
        per_page: int | None = None,
        after: str | None = None,
        before: str | None = None,
        order: Literal["desc", "asc"] | None = None,
    ) -> AsyncItems[UsageRecord]:
        """Prompts and answers of the last 48 hours, newest first, a page at a time.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            phrase: Filter made of qualifiers: type (request or response), user_id and created,
                as in "type:request user_id:12345". Qualifier `created`. Qualifier `type`:
                request, response. Qualifier `user_id`.
            per_page: Records on a page, from 1 to 25; GitHub moves what lies outside to the
                nearer end. GitHub's default: 25.
            after: Cursor from a Link header; only records that come after it in the chosen order
                are returned.
            before: Cursor from a Link header; only records that come before it in the chosen
                order are returned.
            order: Whether the newest records come first (desc) or the oldest (asc). One of desc,
                asc. GitHub's default: desc.

        Returns:
            `UsageRecord` of all pages, to read once.

        Raises:
            CopilotMetricsError: While reading; see `get_usage_records` of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-usage-records-for-an-enterprise
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        from .._runtime.calls.items import AsyncItems

        return AsyncItems(
            self._client,
            operations.GET_USAGE_RECORDS,
            {
                "enterprise": enterprise,
                "phrase": phrase,
                "per_page": per_page,
                "after": after,
                "before": before,
                "order": order,
            },
        )

    getUsageRecords = get_usage_records

    @deprecated(
        "GitHub closed this operation on 2025-03-01; use copilotEnterpriseOneDayUsageMetrics"
    )
    def usage_metrics_for_enterprise(
        self,
        enterprise: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> AsyncItems[CopilotUsageMetrics]:
        """Daily completions and chat of an enterprise (closed on 2025-03-01).

        Deprecated: GitHub closed this operation on 2025-03-01; use
        copilotEnterpriseOneDayUsageMetrics. It has no data after 2025-02-01.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug). The id may stand for the slug.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in
                UTC as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 28.

        Returns:
            `CopilotUsageMetrics` of all pages, to read once.

        Raises:
            CopilotMetricsError: While reading; see `usage_metrics_for_enterprise` of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-enterprise-members
        """
        from .._runtime.calls.items import AsyncItems

        return AsyncItems(
            self._client,
            operations.USAGE_METRICS_FOR_ENTERPRISE,
            {
                "enterprise": enterprise,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
        )

    usageMetricsForEnterprise = usage_metrics_for_enterprise

    @deprecated(
        "GitHub closed this operation on 2025-03-01; use copilotEnterpriseUserTeamsOneDayReport"
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
    ) -> AsyncItems[CopilotUsageMetrics]:
        """Daily completions and chat of an enterprise team (closed on 2025-03-01).

        Deprecated: GitHub closed this operation on 2025-03-01; use
        copilotEnterpriseUserTeamsOneDayReport. It has no data after 2025-02-01.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug). The id may stand for the slug.
            team_slug: Short name of the team, as it stands in its address on GitHub.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in
                UTC as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 28.

        Returns:
            `CopilotUsageMetrics` of all pages, to read once.

        Raises:
            CopilotMetricsError: While reading; see `usage_metrics_for_enterprise_team` of the
                client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-an-enterprise-team
        """
        from .._runtime.calls.items import AsyncItems

        return AsyncItems(
            self._client,
            operations.USAGE_METRICS_FOR_ENTERPRISE_TEAM,
            {
                "enterprise": enterprise,
                "team_slug": team_slug,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
        )

    usageMetricsForEnterpriseTeam = usage_metrics_for_enterprise_team

    @deprecated(
        "GitHub closed this operation on 2025-03-01; use copilotOrganizationOneDayUsageMetrics"
    )
    def usage_metrics_for_org(
        self,
        org: str,
        *,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> AsyncItems[CopilotUsageMetrics]:
        """Daily completions and chat of an organization (closed on 2025-03-01).

        Deprecated: GitHub closed this operation on 2025-03-01; use
        copilotOrganizationOneDayUsageMetrics. It has no data after 2025-02-01.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in
                UTC as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 28.

        Returns:
            `CopilotUsageMetrics` of all pages, to read once.

        Raises:
            CopilotMetricsError: While reading; see `usage_metrics_for_org` of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-organization-members
        """
        from .._runtime.calls.items import AsyncItems

        return AsyncItems(
            self._client,
            operations.USAGE_METRICS_FOR_ORG,
            {
                "org": org,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
        )

    usageMetricsForOrg = usage_metrics_for_org

    @deprecated(
        "GitHub closed this operation on 2025-03-01; use copilotOrganizationUserTeamsOneDayReport"
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
    ) -> AsyncItems[CopilotUsageMetrics]:
        """Daily completions and chat of a team (closed on 2025-03-01).

        Deprecated: GitHub closed this operation on 2025-03-01; use
        copilotOrganizationUserTeamsOneDayReport. It has no data after 2025-02-01.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            team_slug: Short name of the team, as it stands in its address on GitHub.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in
                UTC as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 28.

        Returns:
            `CopilotUsageMetrics` of all pages, to read once.

        Raises:
            CopilotMetricsError: While reading; see `usage_metrics_for_team` of the client.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-a-team
        """
        from .._runtime.calls.items import AsyncItems

        return AsyncItems(
            self._client,
            operations.USAGE_METRICS_FOR_TEAM,
            {
                "org": org,
                "team_slug": team_slug,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
        )

    usageMetricsForTeam = usage_metrics_for_team
