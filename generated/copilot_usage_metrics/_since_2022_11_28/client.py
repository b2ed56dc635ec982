# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Synchronous client, API versions 2022-11-28, 2026-03-10."""

from __future__ import annotations

import datetime
from typing import Literal

from .._runtime.client.github import GitHubClient
from .._runtime.nodata import NoData
from . import operations
from .models import (
    BillingAiCreditUsageReportGhe,
    BillingAiCreditUsageReportOrg,
    BillingAiCreditUsageReportUser,
    BillingPremiumRequestUsageReportGhe,
    BillingPremiumRequestUsageReportOrg,
    BillingPremiumRequestUsageReportUser,
    CopilotBusinessSeatDetail,
    CopilotMetrics1DayReport,
    CopilotMetrics28DayReport,
    CopilotOrganizationDetails,
    CopilotSeats,
    UsageRecord,
)

__all__ = ["SharedMethods"]


class SharedMethods(GitHubClient):
    """Methods of the clients of these API versions."""

    def copilot_enterprise_one_day_usage_metrics(
        self, enterprise: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the totals of an enterprise on one day.

        Responds with signed links to the file of one day (UTC); the links expire after about an
        hour. The file is one JSON object: active users, and activity by editor, feature, language
        and model. Each person counts once, even as a member of several of the enterprise's
        organizations. Days before 2025-10-10 or more than a year ago are not available.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            day: Day that the report covers, in UTC, written YYYY-MM-DD.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            Links to the files of one day. `NoData`, which is falsy, where GitHub has nothing.

        Raises:
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner or billing manager or member with a custom role that holds "View
                Enterprise Copilot Metrics".
            OAuth scopes: manage_billing:copilot or read:enterprise.
            Permissions: "Enterprise Copilot metrics" (enterprise, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens.
            Does not work with: fine-grained personal access tokens.
            Setting: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise.

        The data:
            Stage: generally available.
            Rows: `rows.AggregateDay`, one JSON object a file.
            A row is identified by: entity, day.
            First day: 2025-10-10.
            Greatest age of a day: 365 days.
            Freshness: created once a day; a day (UTC) is complete within two to three days and may
                be revised until then, so fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-usage-metrics-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        return self._call(
            operations.COPILOT_ENTERPRISE_ONE_DAY_USAGE_METRICS,
            {"enterprise": enterprise, "day": day},
            timeout,
        )

    copilotEnterpriseOneDayUsageMetrics = copilot_enterprise_one_day_usage_metrics

    def copilot_enterprise_repos_one_day_report(
        self, enterprise: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the pull request figures of each repository of an enterprise on one day.

        Responds with signed links to the files of one day (UTC); the links expire after about an
        hour. The files have one JSON object per line and per repository that had pull request
        activity on that day, with the share of the Copilot coding agent and of Copilot code review.
        Repositories without activity are absent.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            day: Day that the report covers, in UTC, written YYYY-MM-DD.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            Links to the files of one day. `NoData`, which is falsy, where GitHub has nothing.

        Raises:
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner or billing manager or member with a custom role that holds "View
                Enterprise Copilot Metrics".
            OAuth scopes: manage_billing:copilot or read:enterprise.
            Permissions: "Enterprise Copilot metrics" (enterprise, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens.
            Does not work with: fine-grained personal access tokens.
            Setting: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise.

        The data:
            Stage: generally available.
            Rows: `rows.RepositoryDay`, one JSON object a line.
            A row is identified by: entity, repo_id, day.
            First day: 2026-07-17.
            Greatest age of a day: 365 days.
            Freshness: created once a day; a day (UTC) is complete within two to three days and may
                be revised until then, so fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-repository-report-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        return self._call(
            operations.COPILOT_ENTERPRISE_REPOS_ONE_DAY_REPORT,
            {"enterprise": enterprise, "day": day},
            timeout,
        )

    copilotEnterpriseReposOneDayReport = copilot_enterprise_repos_one_day_report

    def copilot_enterprise_usage_metrics(
        self, enterprise: str, *, timeout: float | None = None
    ) -> CopilotMetrics28DayReport | NoData:
        """Links to the totals of an enterprise, day by day, over the latest 28 days.

        Responds with signed links to the file of the 28 days that end on the newest processed day;
        the links expire after about an hour. The file is one JSON object whose day_totals have one
        entry per day, unsorted and possibly with missing days. An older window cannot be requested.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            Links to the files of the latest 28 days. `NoData`, which is falsy, where GitHub has
                nothing.

        Raises:
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner or billing manager or member with a custom role that holds "View
                Enterprise Copilot Metrics".
            OAuth scopes: manage_billing:copilot or read:enterprise.
            Permissions: "Enterprise Copilot metrics" (enterprise, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens.
            Does not work with: fine-grained personal access tokens.
            Setting: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise.

        The data:
            Stage: generally available.
            Rows: `rows.AggregateWindow`, one JSON object with a list of days, `day_totals`.
            A row is identified by: entity, report_start_day, report_end_day.
            Freshness: created once a day; a day (UTC) is complete within two to three days and may
                be revised until then, so fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        return self._call(
            operations.COPILOT_ENTERPRISE_USAGE_METRICS, {"enterprise": enterprise}, timeout
        )

    copilotEnterpriseUsageMetrics = copilot_enterprise_usage_metrics

    def copilot_enterprise_user_teams_one_day_report(
        self, enterprise: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the memberships of enterprise teams on one day.

        Responds with signed links to the files of one day (UTC); the links expire after about an
        hour. The files have one JSON object per line and per pair of user and team. Join them with
        the users report of the same day to get figures per team. Enterprise teams only; teams with
        fewer than five Copilot seats are omitted.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            day: Day that the report covers, in UTC, written YYYY-MM-DD.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            Links to the files of one day. `NoData`, which is falsy, where GitHub has nothing.

        Raises:
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner or billing manager or member with a custom role that holds "View
                Enterprise Copilot Metrics".
            OAuth scopes: manage_billing:copilot or read:enterprise.
            Permissions: "Enterprise Copilot metrics" (enterprise, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens.
            Does not work with: fine-grained personal access tokens.
            Setting: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise.

        The data:
            Stage: generally available.
            Rows: `rows.UserTeamDay`, one JSON object a line.
            A row is identified by: entity, user_id, team_id, day.
            First day: 2026-05-14.
            Greatest age of a day: 365 days.
            Least number of licences: 5 members of the team on a day.
            Freshness: created once a day; a day (UTC) is complete within two to three days and may
                be revised until then, so fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-user-teams-report-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        return self._call(
            operations.COPILOT_ENTERPRISE_USER_TEAMS_ONE_DAY_REPORT,
            {"enterprise": enterprise, "day": day},
            timeout,
        )

    copilotEnterpriseUserTeamsOneDayReport = copilot_enterprise_user_teams_one_day_report

    def copilot_organization_one_day_usage_metrics(
        self, org: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the totals of an organization on one day.

        Responds with signed links to the file of one day (UTC); the links expire after about an
        hour. The file is one JSON object: active users, and activity by editor, feature, language
        and model. A person counts in each of their organizations, so the sum over the organizations
        of an enterprise is not its total. The response for a day without data is 204.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            day: Day that the report covers, in UTC, written YYYY-MM-DD.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            Links to the files of one day. `NoData`, which is falsy, where GitHub has nothing.

        Raises:
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: organization owner or member with a custom role that holds "View Organization
                Copilot Metrics".
            OAuth scopes: read:org.
            Permissions: "Organization Copilot metrics" (organization, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens, fine-grained personal access tokens.
            Setting: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise, or
                enabled among the organization's own Copilot policies.

        The data:
            Stage: generally available.
            Rows: `rows.AggregateDay`, one JSON object a file.
            A row is identified by: entity, day.
            First day: 2025-12-12.
            Greatest age of a day: 365 days.
            Freshness: created once a day; a day (UTC) is complete within two to three days and may
                be revised until then, so fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-usage-metrics-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
            https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations
        """
        return self._call(
            operations.COPILOT_ORGANIZATION_ONE_DAY_USAGE_METRICS, {"org": org, "day": day}, timeout
        )

    copilotOrganizationOneDayUsageMetrics = copilot_organization_one_day_usage_metrics

    def copilot_organization_repos_one_day_report(
        self, org: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the pull request figures of each repository of an organization on one day.

        Responds with signed links to the files of one day (UTC); the links expire after about an
        hour. The files have one JSON object per line and per repository that had pull request
        activity on that day, with the share of the Copilot coding agent and of Copilot code review.
        The response for a day without data is 204.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            day: Day that the report covers, in UTC, written YYYY-MM-DD.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            Links to the files of one day. `NoData`, which is falsy, where GitHub has nothing.

        Raises:
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: organization owner or member with a custom role that holds "View Organization
                Copilot Metrics".
            OAuth scopes: read:org.
            Permissions: "Organization Copilot metrics" (organization, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens, fine-grained personal access tokens.
            Setting: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise, or
                enabled among the organization's own Copilot policies.

        The data:
            Stage: generally available.
            Rows: `rows.RepositoryDay`, one JSON object a line.
            A row is identified by: entity, repo_id, day.
            First day: 2026-07-17.
            Greatest age of a day: 365 days.
            Freshness: created once a day; a day (UTC) is complete within two to three days and may
                be revised until then, so fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-repository-report-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
            https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations
        """
        return self._call(
            operations.COPILOT_ORGANIZATION_REPOS_ONE_DAY_REPORT, {"org": org, "day": day}, timeout
        )

    copilotOrganizationReposOneDayReport = copilot_organization_repos_one_day_report

    def copilot_organization_usage_metrics(
        self, org: str, *, timeout: float | None = None
    ) -> CopilotMetrics28DayReport | NoData:
        """Links to the totals of an organization, day by day, over the latest 28 days.

        Responds with signed links to the file of the 28 days that end on the newest processed day;
        the links expire after about an hour. The file is one JSON object whose day_totals have one
        entry per day, unsorted and possibly with missing days. An older window cannot be requested.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            Links to the files of the latest 28 days. `NoData`, which is falsy, where GitHub has
                nothing.

        Raises:
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: organization owner or member with a custom role that holds "View Organization
                Copilot Metrics".
            OAuth scopes: read:org.
            Permissions: "Organization Copilot metrics" (organization, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens, fine-grained personal access tokens.
            Setting: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise, or
                enabled among the organization's own Copilot policies.

        The data:
            Stage: generally available.
            Rows: `rows.AggregateWindow`, one JSON object with a list of days, `day_totals`.
            A row is identified by: entity, report_start_day, report_end_day.
            Freshness: created once a day; a day (UTC) is complete within two to three days and may
                be revised until then, so fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
            https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations
        """
        return self._call(operations.COPILOT_ORGANIZATION_USAGE_METRICS, {"org": org}, timeout)

    copilotOrganizationUsageMetrics = copilot_organization_usage_metrics

    def copilot_organization_user_teams_one_day_report(
        self, org: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the memberships of an organization's teams on one day.

        Responds with signed links to the files of one day (UTC); the links expire after about an
        hour. The files have one JSON object per line and per pair of user and team. Join them with
        the users report of the same day to get figures per team. Teams with fewer than five Copilot
        seats are omitted. The response for a day without data is 204.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            day: Day that the report covers, in UTC, written YYYY-MM-DD.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            Links to the files of one day. `NoData`, which is falsy, where GitHub has nothing.

        Raises:
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: organization owner or member with a custom role that holds "View Organization
                Copilot Metrics".
            OAuth scopes: read:org.
            Permissions: "Organization Copilot metrics" (organization, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens, fine-grained personal access tokens.
            Setting: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise, or
                enabled among the organization's own Copilot policies.

        The data:
            Stage: generally available.
            Rows: `rows.UserTeamDay`, one JSON object a line.
            A row is identified by: entity, user_id, team_id, day.
            First day: 2026-05-14.
            Greatest age of a day: 365 days.
            Least number of licences: 5 members of the team on a day.
            Freshness: created once a day; a day (UTC) is complete within two to three days and may
                be revised until then, so fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-user-teams-report-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
            https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations
        """
        return self._call(
            operations.COPILOT_ORGANIZATION_USER_TEAMS_ONE_DAY_REPORT,
            {"org": org, "day": day},
            timeout,
        )

    copilotOrganizationUserTeamsOneDayReport = copilot_organization_user_teams_one_day_report

    def copilot_organization_users_one_day_usage_metrics(
        self, org: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the figures of each user of an organization on one day.

        Responds with signed links to the files of one day (UTC); the links expire after about an
        hour. The files have one JSON object per line and per user: activity by editor, feature,
        language and model, and the Copilot features that the user used. A large report has several
        files; read all of them. The response for a day without data is 204.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            day: Day that the report covers, in UTC, written YYYY-MM-DD.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            Links to the files of one day. `NoData`, which is falsy, where GitHub has nothing.

        Raises:
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: organization owner or member with a custom role that holds "View Organization
                Copilot Metrics".
            OAuth scopes: read:org.
            Permissions: "Organization Copilot metrics" (organization, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens, fine-grained personal access tokens.
            Setting: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise, or
                enabled among the organization's own Copilot policies.

        The data:
            Stage: generally available.
            Rows: `rows.UserDay`, one JSON object a line.
            A row is identified by: entity, user_id, day.
            First day: 2025-12-12.
            Greatest age of a day: 365 days.
            Freshness: created once a day; a day (UTC) is complete within two to three days and may
                be revised until then, so fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-users-usage-metrics-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
            https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations
        """
        return self._call(
            operations.COPILOT_ORGANIZATION_USERS_ONE_DAY_USAGE_METRICS,
            {"org": org, "day": day},
            timeout,
        )

    copilotOrganizationUsersOneDayUsageMetrics = copilot_organization_users_one_day_usage_metrics

    def copilot_organization_users_usage_metrics(
        self, org: str, *, timeout: float | None = None
    ) -> CopilotMetrics28DayReport | NoData:
        """Links to the figures of each user of an organization over the latest 28 days.

        Responds with signed links to the files of the 28 days that end on the newest processed day;
        the links expire after about an hour. The files have one JSON object per line, one for each
        user on each day with activity; they are not sums over the window. A user may appear in
        every file of the report.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            Links to the files of the latest 28 days. `NoData`, which is falsy, where GitHub has
                nothing.

        Raises:
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: organization owner or member with a custom role that holds "View Organization
                Copilot Metrics".
            OAuth scopes: read:org.
            Permissions: "Organization Copilot metrics" (organization, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens, fine-grained personal access tokens.
            Setting: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise, or
                enabled among the organization's own Copilot policies.

        The data:
            Stage: generally available.
            Rows: `rows.UserWindowDay`, one JSON object a line.
            A row is identified by: entity, user_id, day.
            Freshness: created once a day; a day (UTC) is complete within two to three days and may
                be revised until then, so fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-users-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
            https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations
        """
        return self._call(
            operations.COPILOT_ORGANIZATION_USERS_USAGE_METRICS, {"org": org}, timeout
        )

    copilotOrganizationUsersUsageMetrics = copilot_organization_users_usage_metrics

    def copilot_users_one_day_usage_metrics(
        self, enterprise: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the figures of each user of an enterprise on one day.

        Responds with signed links to the files of one day (UTC); the links expire after about an
        hour. The files have one JSON object per line and per user: activity by editor, feature,
        language and model, and the Copilot features that the user used. A large report has several
        files; read all of them. Days before 2025-10-10 or more than a year ago are not available.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            day: Day that the report covers, in UTC, written YYYY-MM-DD.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            Links to the files of one day. `NoData`, which is falsy, where GitHub has nothing.

        Raises:
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner or billing manager or member with a custom role that holds "View
                Enterprise Copilot Metrics".
            OAuth scopes: manage_billing:copilot or read:enterprise.
            Permissions: "Enterprise Copilot metrics" (enterprise, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens.
            Does not work with: fine-grained personal access tokens.
            Setting: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise.

        The data:
            Stage: generally available.
            Rows: `rows.UserDay`, one JSON object a line.
            A row is identified by: entity, user_id, day.
            First day: 2025-10-10.
            Greatest age of a day: 365 days.
            Freshness: created once a day; a day (UTC) is complete within two to three days and may
                be revised until then, so fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-users-usage-metrics-for-a-specific-day
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        return self._call(
            operations.COPILOT_USERS_ONE_DAY_USAGE_METRICS,
            {"enterprise": enterprise, "day": day},
            timeout,
        )

    copilotUsersOneDayUsageMetrics = copilot_users_one_day_usage_metrics

    def copilot_users_usage_metrics(
        self, enterprise: str, *, timeout: float | None = None
    ) -> CopilotMetrics28DayReport | NoData:
        """Links to the figures of each user of an enterprise over the latest 28 days.

        Responds with signed links to the files of the 28 days that end on the newest processed day;
        the links expire after about an hour. The files have one JSON object per line, one for each
        user on each day with activity; they are not sums over the window. A user may appear in
        every file of the report.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            Links to the files of the latest 28 days. `NoData`, which is falsy, where GitHub has
                nothing.

        Raises:
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner or billing manager or member with a custom role that holds "View
                Enterprise Copilot Metrics".
            OAuth scopes: manage_billing:copilot or read:enterprise.
            Permissions: "Enterprise Copilot metrics" (enterprise, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens.
            Does not work with: fine-grained personal access tokens.
            Setting: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise.

        The data:
            Stage: generally available.
            Rows: `rows.UserWindowDay`, one JSON object a line.
            A row is identified by: entity, user_id, day.
            Freshness: created once a day; a day (UTC) is complete within two to three days and may
                be revised until then, so fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-users-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        return self._call(
            operations.COPILOT_USERS_USAGE_METRICS, {"enterprise": enterprise}, timeout
        )

    copilotUsersUsageMetrics = copilot_users_usage_metrics

    def get_copilot_organization_details(
        self, org: str, *, timeout: float | None = None
    ) -> CopilotOrganizationDetails | NoData:
        """Seats of an organization by state, and its Copilot policies.

        Answers with the organization's Copilot plan, how many seats are billed, were added, end or
        are unused in the current billing cycle, and which parts of Copilot its policies allow.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            The plan, the seats by state and the policies of the organization. `NoData`, which is
                falsy, where GitHub has nothing.

        Raises:
            AuthenticationError: 401. The request has no token, or one that GitHub does not know or
                no longer accepts.
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. There is no such enterprise, organization or member, the token may
                not see it, or the person holds no seat.
            UnprocessableError: 422. The payment method of the account does not work.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: organization owner.
            OAuth scopes: manage_billing:copilot or read:org.
            Permissions: "GitHub Copilot Business" (organization, read) or "Administration"
                (organization, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens, fine-grained personal access tokens.

        The data:
            Stage: public preview.
            Freshness: as of now: GitHub keeps no history of seats; last_activity_at lies up to 24
                hours behind, holds what the last 90 days saw, and needs telemetry switched on in
                the editor.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-user-management#get-copilot-seat-information-and-settings-for-an-organization
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/metrics-data
        """
        return self._call(operations.GET_COPILOT_ORGANIZATION_DETAILS, {"org": org}, timeout)

    getCopilotOrganizationDetails = get_copilot_organization_details

    def get_copilot_seat_details_for_enterprise_user(
        self, enterprise: str, username: str, *, timeout: float | None = None
    ) -> CopilotSeats | NoData:
        """The Copilot seats of a member of an enterprise.

        Answers with how many seats the person is granted in the enterprise and with each of them,
        one for each organization or enterprise team that grants it. A member without a seat is a
        404.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            username: Login of the person.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            The seats of the member. `NoData`, which is falsy, where GitHub has nothing.

        Raises:
            AuthenticationError: 401. The request has no token, or one that GitHub does not know or
                no longer accepts.
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. There is no such enterprise, organization or member, the token may
                not see it, or the person holds no seat.
            UnprocessableError: 422. Copilot is not set up for the enterprise.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner.
            OAuth scopes: manage_billing:copilot or read:org.
            Works with: classic personal access tokens, OAuth app tokens.
            Does not work with: GitHub App user tokens, GitHub App installation tokens, fine-grained
                personal access tokens.

        The data:
            Stage: public preview.
            Freshness: as of now: GitHub keeps no history of seats; last_activity_at lies up to 24
                hours behind, holds what the last 90 days saw, and needs telemetry switched on in
                the editor.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-user-management#get-copilot-seat-assignment-details-for-an-enterprise-user
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/metrics-data
        """
        return self._call(
            operations.GET_COPILOT_SEAT_DETAILS_FOR_ENTERPRISE_USER,
            {"enterprise": enterprise, "username": username},
            timeout,
        )

    getCopilotSeatDetailsForEnterpriseUser = get_copilot_seat_details_for_enterprise_user

    def get_copilot_seat_details_for_user(
        self, org: str, username: str, *, timeout: float | None = None
    ) -> CopilotBusinessSeatDetail | NoData:
        """The Copilot seat of a member of an organization.

        Answers with the seat that the organization grants to one of its members: by which team,
        when it was last used, and when it ends. A member without a seat is a 404.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            username: Login of the person.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            The seat of the member. `NoData`, which is falsy, where GitHub has nothing.

        Raises:
            AuthenticationError: 401. The request has no token, or one that GitHub does not know or
                no longer accepts.
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. There is no such enterprise, organization or member, the token may
                not see it, or the person holds no seat.
            UnprocessableError: 422. Copilot is not set up for the organization, or the person has
                not accepted its invitation yet.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: organization owner.
            OAuth scopes: manage_billing:copilot or read:org.
            Permissions: "GitHub Copilot Business" (organization, read) or "Administration"
                (organization, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens, fine-grained personal access tokens.

        The data:
            Stage: public preview.
            Freshness: as of now: GitHub keeps no history of seats; last_activity_at lies up to 24
                hours behind, holds what the last 90 days saw, and needs telemetry switched on in
                the editor.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-user-management#get-copilot-seat-assignment-details-for-a-user
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/metrics-data
        """
        return self._call(
            operations.GET_COPILOT_SEAT_DETAILS_FOR_USER,
            {"org": org, "username": username},
            timeout,
        )

    getCopilotSeatDetailsForUser = get_copilot_seat_details_for_user

    def get_github_billing_ai_credit_usage_report_ghe(
        self,
        enterprise: str,
        *,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        organization: str | None = None,
        user: str | None = None,
        model: str | None = None,
        product: str | None = None,
        cost_center_id: str | None = None,
        timeout: float | None = None,
    ) -> BillingAiCreditUsageReportGhe | NoData:
        """AI credits of an enterprise in a year, month or day, as GitHub bills them.

        Answers with the AI credits of a year, month or day by product, SKU and model: units used,
        units that discounts cover, and what is billed for the rest, in US dollars. Filters narrow
        them to one organization, person, model, product or cost center.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            year: Calendar year, UTC; the current one by default.
            month: Calendar month from 1 to 12; the current one by default, or all where a year is
                given.
            day: Day of the month from 1 to 31; all by default.
            organization: Login of an organization; only its figures are returned.
            user: Login of a person; only their figures are returned.
            model: Title of a model; only its figures are returned.
            product: Title of a product; only its figures are returned.
            cost_center_id: Id of a cost center, or none for what belongs to no cost center.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            Figures by product, SKU and model, used, taken off and billed. `NoData`, which is falsy,
                where GitHub has nothing.

        Raises:
            BadRequestError: 400. GitHub could not make sense of the request, or does not know the
                API version asked for.
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.
            ServerError: 503. The billing service is down or overloaded; try again later.

        Who may call it:
            Roles: enterprise owner or billing manager or member with a custom role that may read
                the enterprise's billing.
            OAuth scopes: manage_billing:enterprise.
            Permissions: "Enterprise billing" (enterprise, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App installation
                tokens.
            Does not work with: fine-grained personal access tokens, GitHub App user tokens.

        The data:
            Stage: generally available.
            Freshness: of the last 24 months; the current month by default; amounts are those of the
                bill and no sum of ai_credits_used, which counts what editors and servers report.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/billing/usage#get-billing-ai-credit-usage-report-for-an-enterprise
            https://docs.github.com/enterprise-cloud@latest/billing/tutorials/automate-usage-reporting
        """
        return self._call(
            operations.GET_GITHUB_BILLING_AI_CREDIT_USAGE_REPORT_GHE,
            {
                "enterprise": enterprise,
                "year": year,
                "month": month,
                "day": day,
                "organization": organization,
                "user": user,
                "model": model,
                "product": product,
                "cost_center_id": cost_center_id,
            },
            timeout,
        )

    getGithubBillingAiCreditUsageReportGhe = get_github_billing_ai_credit_usage_report_ghe

    def get_github_billing_ai_credit_usage_report_org(
        self,
        org: str,
        *,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        user: str | None = None,
        model: str | None = None,
        product: str | None = None,
        timeout: float | None = None,
    ) -> BillingAiCreditUsageReportOrg | NoData:
        """AI credits of an organization in a year, month or day, as GitHub bills them.

        Answers with the AI credits of a year, month or day by product, SKU and model: units used,
        units that discounts cover, and what is billed for the rest, in US dollars. Filters narrow
        them to one person, model or product.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            year: Calendar year, UTC; the current one by default.
            month: Calendar month from 1 to 12; the current one by default, or all where a year is
                given.
            day: Day of the month from 1 to 31; all by default.
            user: Login of a person; only their figures are returned.
            model: Title of a model; only its figures are returned.
            product: Title of a product; only its figures are returned.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            Figures by product, SKU and model, used, taken off and billed. `NoData`, which is falsy,
                where GitHub has nothing.

        Raises:
            BadRequestError: 400. GitHub could not make sense of the request, or does not know the
                API version asked for.
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.
            ServerError: 503. The billing service is down or overloaded; try again later.

        Who may call it:
            Roles: organization owner or billing manager.
            OAuth scopes: admin:org.
            Permissions: "Administration" (organization, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens, fine-grained personal access tokens.

        The data:
            Stage: generally available.
            Freshness: of the last 24 months; the current month by default; amounts are those of the
                bill and no sum of ai_credits_used, which counts what editors and servers report.

        See:
            https://docs.github.com/rest/billing/usage#get-billing-ai-credit-usage-report-for-an-organization
            https://docs.github.com/enterprise-cloud@latest/billing/tutorials/automate-usage-reporting
        """
        return self._call(
            operations.GET_GITHUB_BILLING_AI_CREDIT_USAGE_REPORT_ORG,
            {
                "org": org,
                "year": year,
                "month": month,
                "day": day,
                "user": user,
                "model": model,
                "product": product,
            },
            timeout,
        )

    getGithubBillingAiCreditUsageReportOrg = get_github_billing_ai_credit_usage_report_org

    def get_github_billing_ai_credit_usage_report_user(
        self,
        username: str,
        *,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        model: str | None = None,
        product: str | None = None,
        timeout: float | None = None,
    ) -> BillingAiCreditUsageReportUser | NoData:
        """AI credits of a person with a Copilot plan of their own in a year, month or day, as
        GitHub bills them.

        Answers with the AI credits of a year, month or day by product, SKU and model: units used,
        units that discounts cover, and what is billed for the rest, in US dollars. What an
        organization or enterprise pays for is not in it.

        Args:
            username: Login of the person.
            year: Calendar year, UTC; the current one by default.
            month: Calendar month from 1 to 12; the current one by default, or all where a year is
                given.
            day: Day of the month from 1 to 31; all by default.
            model: Title of a model; only its figures are returned.
            product: Title of a product; only its figures are returned.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            Figures by product, SKU and model, used, taken off and billed. `NoData`, which is falsy,
                where GitHub has nothing.

        Raises:
            BadRequestError: 400. GitHub could not make sense of the request, or does not know the
                API version asked for.
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.
            ServerError: 503. The billing service is down or overloaded; try again later.

        Who may call it:
            Roles: the person themselves.
            OAuth scopes: user.
            Permissions: "Plan" (user, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                fine-grained personal access tokens.
            Does not work with: GitHub App installation tokens.

        The data:
            Stage: generally available.
            Freshness: of the last 24 months; the current month by default; amounts are those of the
                bill and no sum of ai_credits_used, which counts what editors and servers report.

        See:
            https://docs.github.com/rest/billing/usage#get-billing-ai-credit-usage-report-for-a-user
            https://docs.github.com/enterprise-cloud@latest/billing/tutorials/automate-usage-reporting
        """
        return self._call(
            operations.GET_GITHUB_BILLING_AI_CREDIT_USAGE_REPORT_USER,
            {
                "username": username,
                "year": year,
                "month": month,
                "day": day,
                "model": model,
                "product": product,
            },
            timeout,
        )

    getGithubBillingAiCreditUsageReportUser = get_github_billing_ai_credit_usage_report_user

    def get_github_billing_premium_request_usage_report_ghe(
        self,
        enterprise: str,
        *,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        organization: str | None = None,
        user: str | None = None,
        model: str | None = None,
        product: str | None = None,
        cost_center_id: str | None = None,
        timeout: float | None = None,
    ) -> BillingPremiumRequestUsageReportGhe | NoData:
        """Premium requests of an enterprise in a year, month or day, as GitHub bills them.

        Answers with the premium requests of a year, month or day by product, SKU and model: units
        used, units that discounts cover, and what is billed for the rest, in US dollars. Filters
        narrow them to one organization, person, model, product or cost center.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            year: Calendar year, UTC; the current one by default.
            month: Calendar month from 1 to 12; the current one by default, or all where a year is
                given.
            day: Day of the month from 1 to 31; all by default.
            organization: Login of an organization; only its figures are returned.
            user: Login of a person; only their figures are returned.
            model: Title of a model; only its figures are returned.
            product: Title of a product; only its figures are returned.
            cost_center_id: Id of a cost center, or none for what belongs to no cost center.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            Figures by product, SKU and model, used, taken off and billed. `NoData`, which is falsy,
                where GitHub has nothing.

        Raises:
            BadRequestError: 400. GitHub could not make sense of the request, or does not know the
                API version asked for.
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.
            ServerError: 503. The billing service is down or overloaded; try again later.

        Who may call it:
            Roles: enterprise owner or billing manager or member with a custom role that may read
                the enterprise's billing.
            OAuth scopes: manage_billing:enterprise.
            Permissions: "Enterprise billing" (enterprise, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App installation
                tokens.
            Does not work with: fine-grained personal access tokens, GitHub App user tokens.

        The data:
            Stage: generally available.
            Freshness: of the last 24 months; the current month by default; amounts are those of the
                bill and no sum of ai_credits_used, which counts what editors and servers report.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/billing/usage#get-billing-premium-request-usage-report-for-an-enterprise
            https://docs.github.com/enterprise-cloud@latest/billing/tutorials/automate-usage-reporting
        """
        return self._call(
            operations.GET_GITHUB_BILLING_PREMIUM_REQUEST_USAGE_REPORT_GHE,
            {
                "enterprise": enterprise,
                "year": year,
                "month": month,
                "day": day,
                "organization": organization,
                "user": user,
                "model": model,
                "product": product,
                "cost_center_id": cost_center_id,
            },
            timeout,
        )

    getGithubBillingPremiumRequestUsageReportGhe = (
        get_github_billing_premium_request_usage_report_ghe
    )

    def get_github_billing_premium_request_usage_report_org(
        self,
        org: str,
        *,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        user: str | None = None,
        model: str | None = None,
        product: str | None = None,
        timeout: float | None = None,
    ) -> BillingPremiumRequestUsageReportOrg | NoData:
        """Premium requests of an organization in a year, month or day, as GitHub bills them.

        Answers with the premium requests of a year, month or day by product, SKU and model: units
        used, units that discounts cover, and what is billed for the rest, in US dollars. Filters
        narrow them to one person, model or product.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            year: Calendar year, UTC; the current one by default.
            month: Calendar month from 1 to 12; the current one by default, or all where a year is
                given.
            day: Day of the month from 1 to 31; all by default.
            user: Login of a person; only their figures are returned.
            model: Title of a model; only its figures are returned.
            product: Title of a product; only its figures are returned.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            Figures by product, SKU and model, used, taken off and billed. `NoData`, which is falsy,
                where GitHub has nothing.

        Raises:
            BadRequestError: 400. GitHub could not make sense of the request, or does not know the
                API version asked for.
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.
            ServerError: 503. The billing service is down or overloaded; try again later.

        Who may call it:
            Roles: organization owner or billing manager.
            OAuth scopes: admin:org.
            Permissions: "Administration" (organization, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens, fine-grained personal access tokens.

        The data:
            Stage: generally available.
            Freshness: of the last 24 months; the current month by default; amounts are those of the
                bill and no sum of ai_credits_used, which counts what editors and servers report.

        See:
            https://docs.github.com/rest/billing/usage#get-billing-premium-request-usage-report-for-an-organization
            https://docs.github.com/enterprise-cloud@latest/billing/tutorials/automate-usage-reporting
        """
        return self._call(
            operations.GET_GITHUB_BILLING_PREMIUM_REQUEST_USAGE_REPORT_ORG,
            {
                "org": org,
                "year": year,
                "month": month,
                "day": day,
                "user": user,
                "model": model,
                "product": product,
            },
            timeout,
        )

    getGithubBillingPremiumRequestUsageReportOrg = (
        get_github_billing_premium_request_usage_report_org
    )

    def get_github_billing_premium_request_usage_report_user(
        self,
        username: str,
        *,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        model: str | None = None,
        product: str | None = None,
        timeout: float | None = None,
    ) -> BillingPremiumRequestUsageReportUser | NoData:
        """Premium requests of a person with a Copilot plan of their own in a year, month or day, as
        GitHub bills them.

        Answers with the premium requests of a year, month or day by product, SKU and model: units
        used, units that discounts cover, and what is billed for the rest, in US dollars. What an
        organization or enterprise pays for is not in it.

        Args:
            username: Login of the person.
            year: Calendar year, UTC; the current one by default.
            month: Calendar month from 1 to 12; the current one by default, or all where a year is
                given.
            day: Day of the month from 1 to 31; all by default.
            model: Title of a model; only its figures are returned.
            product: Title of a product; only its figures are returned.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            Figures by product, SKU and model, used, taken off and billed. `NoData`, which is falsy,
                where GitHub has nothing.

        Raises:
            BadRequestError: 400. GitHub could not make sense of the request, or does not know the
                API version asked for.
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.
            ServerError: 503. The billing service is down or overloaded; try again later.

        Who may call it:
            Roles: the person themselves.
            OAuth scopes: user.
            Permissions: "Plan" (user, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                fine-grained personal access tokens.
            Does not work with: GitHub App installation tokens.

        The data:
            Stage: generally available.
            Freshness: of the last 24 months; the current month by default; amounts are those of the
                bill and no sum of ai_credits_used, which counts what editors and servers report.

        See:
            https://docs.github.com/rest/billing/usage#get-billing-premium-request-usage-report-for-a-user
            https://docs.github.com/enterprise-cloud@latest/billing/tutorials/automate-usage-reporting
        """
        return self._call(
            operations.GET_GITHUB_BILLING_PREMIUM_REQUEST_USAGE_REPORT_USER,
            {
                "username": username,
                "year": year,
                "month": month,
                "day": day,
                "model": model,
                "product": product,
            },
            timeout,
        )

    getGithubBillingPremiumRequestUsageReportUser = (
        get_github_billing_premium_request_usage_report_user
    )

    def get_usage_records(
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
        """Prompts and answers of the last 48 hours, newest first, paginated.

        Responds with a list of requests to and responses from Copilot of all users with a licence
        of the enterprise: cloud agents, the command line, VS Code, Visual Studio, JetBrains,
        Eclipse and others. The bodies contain prompts and answers: treat them as personal and
        confidential. The Link header names the next page. This is a public preview, which GitHub
        may change.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            phrase: Filter made of qualifiers: type (request or response), user_id and created, as
                in "type:request user_id:12345". Qualifier `created`. Qualifier `type`: request,
                response. Qualifier `user_id`.
            per_page: Records on a page, from 1 to 25; GitHub clamps other values to this range.
                GitHub's default: 25.
            after: Cursor from a Link header; only records that come after it in the chosen order
                are returned.
            before: Cursor from a Link header; only records that come before it in the chosen order
                are returned.
            order: Whether the newest records come first (desc) or the oldest (asc). One of desc,
                asc. GitHub's default: desc.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            One page of records; the Link header names the next one, and is absent on the last.
                `NoData`, which is falsy, where GitHub has nothing.

        Raises:
            BadRequestError: 400. GitHub could not make sense of the request, or does not know the
                API version asked for.
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            UnprocessableError: 422. GitHub refuses the value of a parameter, or the endpoint was
                called too often.

        Who may call it:
            Roles: owner of an enterprise with managed users (EMU), with or without data residency.
            OAuth scopes: read:enterprise.
            Permissions: "Copilot usage records" (enterprise, read) or "Enterprise administration"
                (enterprise, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens.
            Does not work with: fine-grained personal access tokens.
            Setting: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise, and
                "Copilot Usage Records API" enabled in its AI controls.

        The data:
            Stage: public preview.
            Freshness: the last 48 hours only; for more, stream the records.
            Pages: by cursor; 25 a page where `per_page` is left out, 25 at most, larger values are
                clamped.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-usage-records-for-an-enterprise
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics
            https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies
        """
        return self._call(
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

    def list_copilot_seats(
        self,
        org: str,
        *,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> CopilotSeats | NoData:
        """Copilot seats that an organization is billed for, a page at a time.

        Answers with the seats that the organization is billed for, those with a pending
        cancellation among them: who holds it, which team grants it, when and where Copilot was last
        used. The Link header leads to the next page.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Seats on a page, at most 100. GitHub's default: 50.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            One page of seats; the Link header names the next one, and is absent on the last.
                `NoData`, which is falsy, where GitHub has nothing.

        Raises:
            AuthenticationError: 401. The request has no token, or one that GitHub does not know or
                no longer accepts.
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. There is no such enterprise, organization or member, the token may
                not see it, or the person holds no seat.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: organization owner.
            OAuth scopes: manage_billing:copilot or read:org.
            Permissions: "GitHub Copilot Business" (organization, read) or "Administration"
                (organization, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens, fine-grained personal access tokens.

        The data:
            Stage: public preview.
            Freshness: as of now: GitHub keeps no history of seats; last_activity_at lies up to 24
                hours behind, holds what the last 90 days saw, and needs telemetry switched on in
                the editor.
            Pages: by page; 50 a page where `per_page` is left out, 100 at most.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-user-management#list-all-copilot-seat-assignments-for-an-organization
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/metrics-data
        """
        return self._call(
            operations.LIST_COPILOT_SEATS, {"org": org, "page": page, "per_page": per_page}, timeout
        )

    listCopilotSeats = list_copilot_seats

    def list_copilot_seats_for_enterprise(
        self,
        enterprise: str,
        *,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> CopilotSeats | NoData:
        """Copilot seats that an enterprise is billed for, a page at a time.

        Answers with the seats of all organizations and enterprise teams. A person who is granted
        one by several appears once for each, and counts once in total_seats. The Link header leads
        to the next page.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Seats on a page, at most 100. GitHub's default: 50.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            One page of seats; the Link header names the next one, and is absent on the last.
                `NoData`, which is falsy, where GitHub has nothing.

        Raises:
            AuthenticationError: 401. The request has no token, or one that GitHub does not know or
                no longer accepts.
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. There is no such enterprise, organization or member, the token may
                not see it, or the person holds no seat.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner or billing manager.
            OAuth scopes: manage_billing:copilot or read:enterprise.
            Permissions: "Enterprise Copilot license management" (enterprise, read).
            Works with: classic personal access tokens, GitHub App user tokens, GitHub App
                installation tokens.
            Does not work with: fine-grained personal access tokens.

        The data:
            Stage: public preview.
            Freshness: as of now: GitHub keeps no history of seats; last_activity_at lies up to 24
                hours behind, holds what the last 90 days saw, and needs telemetry switched on in
                the editor.
            Pages: by page; 50 a page where `per_page` is left out, 100 at most.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-user-management#list-all-copilot-seat-assignments-for-an-enterprise
            https://docs.github.com/enterprise-cloud@latest/copilot/reference/metrics-data
        """
        return self._call(
            operations.LIST_COPILOT_SEATS_FOR_ENTERPRISE,
            {"enterprise": enterprise, "page": page, "per_page": per_page},
            timeout,
        )

    listCopilotSeatsForEnterprise = list_copilot_seats_for_enterprise
