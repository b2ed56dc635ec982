# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Rows and pages of the operations of API version 2026-03-10."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal

from .._runtime.access.client import AsyncClient, SyncClient
from . import operations
from .models import (
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
