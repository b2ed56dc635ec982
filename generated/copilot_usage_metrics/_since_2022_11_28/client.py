# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Synchronous client, API versions 2022-11-28, 2026-03-10."""

from __future__ import annotations

import datetime
from typing import Literal

from .._runtime.client.github import GitHubClient
from .._runtime.nodata import NoData
from . import operations as ops
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
        organizations.

        Raises:
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner, billing manager or member with a custom role that holds "View
                Enterprise Copilot Metrics".
            Token: scope manage_billing:copilot or read:enterprise, or permission "Enterprise
                Copilot metrics" (enterprise, read); not a fine-grained personal access token.
            Policy: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise.

        The data:
            Rows: `rows.AggregateDay`, a JSON object per file; key: entity, day.
            Days: from 2025-10-10, at most 365 days back.
            Freshness: created once a day, revised for three days; fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-usage-metrics-for-a-specific-day
        """
        return self._call(
            ops.COPILOT_ENTERPRISE_ONE_DAY_USAGE_METRICS, timeout, enterprise=enterprise, day=day
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

        Raises:
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner, billing manager or member with a custom role that holds "View
                Enterprise Copilot Metrics".
            Token: scope manage_billing:copilot or read:enterprise, or permission "Enterprise
                Copilot metrics" (enterprise, read); not a fine-grained personal access token.
            Policy: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise.

        The data:
            Rows: `rows.RepositoryDay`, a JSON object per line; key: entity, repo_id, day.
            Days: from 2026-07-17, at most 365 days back.
            Freshness: created once a day, revised for three days; fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-repository-report-for-a-specific-day
        """
        return self._call(
            ops.COPILOT_ENTERPRISE_REPOS_ONE_DAY_REPORT, timeout, enterprise=enterprise, day=day
        )

    copilotEnterpriseReposOneDayReport = copilot_enterprise_repos_one_day_report

    def copilot_enterprise_usage_metrics(
        self, enterprise: str, *, timeout: float | None = None
    ) -> CopilotMetrics28DayReport | NoData:
        """Links to the totals of an enterprise, day by day, over the latest 28 days.

        Responds with signed links to the file of the 28 days that end on the newest processed day;
        the links expire after about an hour. The file is one JSON object whose day_totals have one
        entry per day, unsorted and possibly with missing days. An older window cannot be requested.

        Raises:
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner, billing manager or member with a custom role that holds "View
                Enterprise Copilot Metrics".
            Token: scope manage_billing:copilot or read:enterprise, or permission "Enterprise
                Copilot metrics" (enterprise, read); not a fine-grained personal access token.
            Policy: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise.

        The data:
            Rows: `rows.AggregateWindow`, a JSON object with a list of days, `day_totals`; key:
                entity, report_start_day, report_end_day.
            Freshness: created once a day, revised for three days; fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-usage-metrics
        """
        return self._call(ops.COPILOT_ENTERPRISE_USAGE_METRICS, timeout, enterprise=enterprise)

    copilotEnterpriseUsageMetrics = copilot_enterprise_usage_metrics

    def copilot_enterprise_user_teams_one_day_report(
        self, enterprise: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the memberships of enterprise teams on one day.

        Responds with signed links to the files of one day (UTC); the links expire after about an
        hour. The files have one JSON object per line and per pair of user and team. Join them with
        the users report of the same day to get figures per team. Enterprise teams only; teams with
        fewer than five Copilot seats are omitted.

        Raises:
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner, billing manager or member with a custom role that holds "View
                Enterprise Copilot Metrics".
            Token: scope manage_billing:copilot or read:enterprise, or permission "Enterprise
                Copilot metrics" (enterprise, read); not a fine-grained personal access token.
            Policy: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise.

        The data:
            Rows: `rows.UserTeamDay`, a JSON object per line; key: entity, user_id, team_id, day.
            Days: from 2026-05-14, at most 365 days back.
            Minimum: 5 licensed members of the team.
            Freshness: created once a day, revised for three days; fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-user-teams-report-for-a-specific-day
        """
        return self._call(
            ops.COPILOT_ENTERPRISE_USER_TEAMS_ONE_DAY_REPORT,
            timeout,
            enterprise=enterprise,
            day=day,
        )

    copilotEnterpriseUserTeamsOneDayReport = copilot_enterprise_user_teams_one_day_report

    def copilot_organization_one_day_usage_metrics(
        self, org: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the totals of an organization on one day.

        Responds with signed links to the file of one day (UTC); the links expire after about an
        hour. The file is one JSON object: active users, and activity by editor, feature, language
        and model. A person counts in each of their organizations, so the sum over the organizations
        of an enterprise is not its total.

        Raises:
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: organization owner or member with a custom role that holds "View Organization
                Copilot Metrics".
            Token: scope read:org, or permission "Organization Copilot metrics" (organization,
                read).
            Policy: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise, or
                enabled among the organization's own Copilot policies.

        The data:
            Rows: `rows.AggregateDay`, a JSON object per file; key: entity, day.
            Days: from 2025-12-12, at most 365 days back.
            Freshness: created once a day, revised for three days; fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-usage-metrics-for-a-specific-day
        """
        return self._call(ops.COPILOT_ORGANIZATION_ONE_DAY_USAGE_METRICS, timeout, org=org, day=day)

    copilotOrganizationOneDayUsageMetrics = copilot_organization_one_day_usage_metrics

    def copilot_organization_repos_one_day_report(
        self, org: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the pull request figures of each repository of an organization on one day.

        Responds with signed links to the files of one day (UTC); the links expire after about an
        hour. The files have one JSON object per line and per repository that had pull request
        activity on that day, with the share of the Copilot coding agent and of Copilot code review.

        Raises:
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: organization owner or member with a custom role that holds "View Organization
                Copilot Metrics".
            Token: scope read:org, or permission "Organization Copilot metrics" (organization,
                read).
            Policy: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise, or
                enabled among the organization's own Copilot policies.

        The data:
            Rows: `rows.RepositoryDay`, a JSON object per line; key: entity, repo_id, day.
            Days: from 2026-07-17, at most 365 days back.
            Freshness: created once a day, revised for three days; fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-repository-report-for-a-specific-day
        """
        return self._call(ops.COPILOT_ORGANIZATION_REPOS_ONE_DAY_REPORT, timeout, org=org, day=day)

    copilotOrganizationReposOneDayReport = copilot_organization_repos_one_day_report

    def copilot_organization_usage_metrics(
        self, org: str, *, timeout: float | None = None
    ) -> CopilotMetrics28DayReport | NoData:
        """Links to the totals of an organization, day by day, over the latest 28 days.

        Responds with signed links to the file of the 28 days that end on the newest processed day;
        the links expire after about an hour. The file is one JSON object whose day_totals have one
        entry per day, unsorted and possibly with missing days. An older window cannot be requested.

        Raises:
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: organization owner or member with a custom role that holds "View Organization
                Copilot Metrics".
            Token: scope read:org, or permission "Organization Copilot metrics" (organization,
                read).
            Policy: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise, or
                enabled among the organization's own Copilot policies.

        The data:
            Rows: `rows.AggregateWindow`, a JSON object with a list of days, `day_totals`; key:
                entity, report_start_day, report_end_day.
            Freshness: created once a day, revised for three days; fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-usage-metrics
        """
        return self._call(ops.COPILOT_ORGANIZATION_USAGE_METRICS, timeout, org=org)

    copilotOrganizationUsageMetrics = copilot_organization_usage_metrics

    def copilot_organization_user_teams_one_day_report(
        self, org: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the memberships of an organization's teams on one day.

        Responds with signed links to the files of one day (UTC); the links expire after about an
        hour. The files have one JSON object per line and per pair of user and team. Join them with
        the users report of the same day to get figures per team. Teams with fewer than five Copilot
        seats are omitted.

        Raises:
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: organization owner or member with a custom role that holds "View Organization
                Copilot Metrics".
            Token: scope read:org, or permission "Organization Copilot metrics" (organization,
                read).
            Policy: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise, or
                enabled among the organization's own Copilot policies.

        The data:
            Rows: `rows.UserTeamDay`, a JSON object per line; key: entity, user_id, team_id, day.
            Days: from 2026-05-14, at most 365 days back.
            Minimum: 5 licensed members of the team.
            Freshness: created once a day, revised for three days; fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-user-teams-report-for-a-specific-day
        """
        return self._call(
            ops.COPILOT_ORGANIZATION_USER_TEAMS_ONE_DAY_REPORT, timeout, org=org, day=day
        )

    copilotOrganizationUserTeamsOneDayReport = copilot_organization_user_teams_one_day_report

    def copilot_organization_users_one_day_usage_metrics(
        self, org: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the figures of each user of an organization on one day.

        Responds with signed links to the files of one day (UTC); the links expire after about an
        hour. The files have one JSON object per line and per user: activity by editor, feature,
        language and model, and the Copilot features that the user used. A large report has several
        files; read all of them.

        Raises:
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: organization owner or member with a custom role that holds "View Organization
                Copilot Metrics".
            Token: scope read:org, or permission "Organization Copilot metrics" (organization,
                read).
            Policy: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise, or
                enabled among the organization's own Copilot policies.

        The data:
            Rows: `rows.UserDay`, a JSON object per line; key: entity, user_id, day.
            Days: from 2025-12-12, at most 365 days back.
            Freshness: created once a day, revised for three days; fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-users-usage-metrics-for-a-specific-day
        """
        return self._call(
            ops.COPILOT_ORGANIZATION_USERS_ONE_DAY_USAGE_METRICS, timeout, org=org, day=day
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

        Raises:
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: organization owner or member with a custom role that holds "View Organization
                Copilot Metrics".
            Token: scope read:org, or permission "Organization Copilot metrics" (organization,
                read).
            Policy: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise, or
                enabled among the organization's own Copilot policies.

        The data:
            Rows: `rows.UserWindowDay`, a JSON object per line; key: entity, user_id, day.
            Freshness: created once a day, revised for three days; fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-users-usage-metrics
        """
        return self._call(ops.COPILOT_ORGANIZATION_USERS_USAGE_METRICS, timeout, org=org)

    copilotOrganizationUsersUsageMetrics = copilot_organization_users_usage_metrics

    def copilot_users_one_day_usage_metrics(
        self, enterprise: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the figures of each user of an enterprise on one day.

        Responds with signed links to the files of one day (UTC); the links expire after about an
        hour. The files have one JSON object per line and per user: activity by editor, feature,
        language and model, and the Copilot features that the user used. A large report has several
        files; read all of them.

        Raises:
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner, billing manager or member with a custom role that holds "View
                Enterprise Copilot Metrics".
            Token: scope manage_billing:copilot or read:enterprise, or permission "Enterprise
                Copilot metrics" (enterprise, read); not a fine-grained personal access token.
            Policy: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise.

        The data:
            Rows: `rows.UserDay`, a JSON object per line; key: entity, user_id, day.
            Days: from 2025-10-10, at most 365 days back.
            Freshness: created once a day, revised for three days; fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-users-usage-metrics-for-a-specific-day
        """
        return self._call(
            ops.COPILOT_USERS_ONE_DAY_USAGE_METRICS, timeout, enterprise=enterprise, day=day
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

        Raises:
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner, billing manager or member with a custom role that holds "View
                Enterprise Copilot Metrics".
            Token: scope manage_billing:copilot or read:enterprise, or permission "Enterprise
                Copilot metrics" (enterprise, read); not a fine-grained personal access token.
            Policy: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise.

        The data:
            Rows: `rows.UserWindowDay`, a JSON object per line; key: entity, user_id, day.
            Freshness: created once a day, revised for three days; fetch the last four days again.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-users-usage-metrics
        """
        return self._call(ops.COPILOT_USERS_USAGE_METRICS, timeout, enterprise=enterprise)

    copilotUsersUsageMetrics = copilot_users_usage_metrics

    def get_copilot_organization_details(
        self, org: str, *, timeout: float | None = None
    ) -> CopilotOrganizationDetails | NoData:
        """Seats of an organization by state, and its Copilot policies.

        Returns the organization's Copilot plan, the numbers of seats that are billed, added, ending
        or unused in the current billing cycle, and the features that its policies allow.

        Raises:
            AuthenticationError: 401. The token is missing, unknown, expired or revoked.
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the person has no seat.
            UnprocessableError: 422. The payment method of the account does not work.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: organization owner.
            Token: scope manage_billing:copilot or read:org, or permission "GitHub Copilot Business"
                (organization, read) or "Administration" (organization, read).

        The data:
            Freshness: the present, without history; last_activity_at is up to 24 hours late, covers
                90 days, and needs telemetry in the editor.
            Stage: public preview.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-user-management#get-copilot-seat-information-and-settings-for-an-organization
        """
        return self._call(ops.GET_COPILOT_ORGANIZATION_DETAILS, timeout, org=org)

    getCopilotOrganizationDetails = get_copilot_organization_details

    def get_copilot_seat_details_for_enterprise_user(
        self, enterprise: str, username: str, *, timeout: float | None = None
    ) -> CopilotSeats | NoData:
        """The Copilot seats of a member of an enterprise.

        Returns every seat of the user, one for each organization or enterprise team that assigns
        it, and their number. The response for a member without a seat is 404.

        Args:
            username: Login of the user.

        Raises:
            AuthenticationError: 401. The token is missing, unknown, expired or revoked.
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the person has no seat.
            UnprocessableError: 422. Copilot is not set up for the enterprise.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner.
            Token: scope manage_billing:copilot or read:org; not a GitHub App user token, a GitHub
                App installation token or a fine-grained personal access token.

        The data:
            Freshness: the present, without history; last_activity_at is up to 24 hours late, covers
                90 days, and needs telemetry in the editor.
            Stage: public preview.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-user-management#get-copilot-seat-assignment-details-for-an-enterprise-user
        """
        return self._call(
            ops.GET_COPILOT_SEAT_DETAILS_FOR_ENTERPRISE_USER,
            timeout,
            enterprise=enterprise,
            username=username,
        )

    getCopilotSeatDetailsForEnterpriseUser = get_copilot_seat_details_for_enterprise_user

    def get_copilot_seat_details_for_user(
        self, org: str, username: str, *, timeout: float | None = None
    ) -> CopilotBusinessSeatDetail | NoData:
        """The Copilot seat of a member of an organization.

        Returns the seat that the organization assigns to one of its members: the assigning team,
        the last activity, and the end. The response for a member without a seat is 404.

        Args:
            username: Login of the user.

        Raises:
            AuthenticationError: 401. The token is missing, unknown, expired or revoked.
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the person has no seat.
            UnprocessableError: 422. Copilot is not set up for the organization, or the invitation
                is pending.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: organization owner.
            Token: scope manage_billing:copilot or read:org, or permission "GitHub Copilot Business"
                (organization, read) or "Administration" (organization, read).

        The data:
            Freshness: the present, without history; last_activity_at is up to 24 hours late, covers
                90 days, and needs telemetry in the editor.
            Stage: public preview.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-user-management#get-copilot-seat-assignment-details-for-a-user
        """
        return self._call(
            ops.GET_COPILOT_SEAT_DETAILS_FOR_USER, timeout, org=org, username=username
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
        """Billed AI credits of an enterprise in a year, month or day.

        Returns the AI credits of a year, month or day by product, SKU and model: the quantities
        used, discounted and billed, and their amounts in US dollars. Filter by organization, user,
        model, product or cost center.

        Args:
            year: Year, UTC; by default the current one.
            month: Month, 1 to 12; by default the current one, or every month if a year is given.
            day: Day of the month, 1 to 31; by default every day.
            organization: Login of an organization to filter by.
            user: Login of a user to filter by.
            model: Name of a model to filter by.
            product: Name of a product to filter by.
            cost_center_id: Id of a cost center to filter by, or `none` for usage without a cost
                center.

        Raises:
            BadRequestError: 400. The request is malformed, or the API version is unknown.
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.
            ServerError: 503. The billing service is unavailable; try again later.

        Who may call it:
            Roles: enterprise owner, billing manager or member with a custom role that may read the
                enterprise's billing.
            Token: scope manage_billing:enterprise, or permission "Enterprise billing" (enterprise,
                read); not a fine-grained personal access token or a GitHub App user token.

        The data:
            Freshness: the last 24 months; amounts are those of the bill, not the sum of
                ai_credits_used, which editors and servers report.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/billing/usage#get-billing-ai-credit-usage-report-for-an-enterprise
        """
        return self._call(
            ops.GET_GITHUB_BILLING_AI_CREDIT_USAGE_REPORT_GHE,
            timeout,
            enterprise=enterprise,
            year=year,
            month=month,
            day=day,
            organization=organization,
            user=user,
            model=model,
            product=product,
            cost_center_id=cost_center_id,
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
        """Billed AI credits of an organization in a year, month or day.

        Returns the AI credits of a year, month or day by product, SKU and model: the quantities
        used, discounted and billed, and their amounts in US dollars. Filter by user, model or
        product.

        Args:
            year: Year, UTC; by default the current one.
            month: Month, 1 to 12; by default the current one, or every month if a year is given.
            day: Day of the month, 1 to 31; by default every day.
            user: Login of a user to filter by.
            model: Name of a model to filter by.
            product: Name of a product to filter by.

        Raises:
            BadRequestError: 400. The request is malformed, or the API version is unknown.
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.
            ServerError: 503. The billing service is unavailable; try again later.

        Who may call it:
            Roles: organization owner or billing manager.
            Token: scope admin:org, or permission "Administration" (organization, read).

        The data:
            Freshness: the last 24 months; amounts are those of the bill, not the sum of
                ai_credits_used, which editors and servers report.

        See:
            https://docs.github.com/rest/billing/usage#get-billing-ai-credit-usage-report-for-an-organization
        """
        return self._call(
            ops.GET_GITHUB_BILLING_AI_CREDIT_USAGE_REPORT_ORG,
            timeout,
            org=org,
            year=year,
            month=month,
            day=day,
            user=user,
            model=model,
            product=product,
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
        """Billed AI credits of a user with a Copilot plan of their own in a year, month or day.

        Returns the AI credits of a year, month or day by product, SKU and model: the quantities
        used, discounted and billed, and their amounts in US dollars. Usage that an organization or
        enterprise pays for is not included.

        Args:
            username: Login of the user.
            year: Year, UTC; by default the current one.
            month: Month, 1 to 12; by default the current one, or every month if a year is given.
            day: Day of the month, 1 to 31; by default every day.
            model: Name of a model to filter by.
            product: Name of a product to filter by.

        Raises:
            BadRequestError: 400. The request is malformed, or the API version is unknown.
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.
            ServerError: 503. The billing service is unavailable; try again later.

        Who may call it:
            Roles: the user.
            Token: scope user, or permission "Plan" (user, read); not a GitHub App installation
                token.

        The data:
            Freshness: the last 24 months; amounts are those of the bill, not the sum of
                ai_credits_used, which editors and servers report.

        See:
            https://docs.github.com/rest/billing/usage#get-billing-ai-credit-usage-report-for-a-user
        """
        return self._call(
            ops.GET_GITHUB_BILLING_AI_CREDIT_USAGE_REPORT_USER,
            timeout,
            username=username,
            year=year,
            month=month,
            day=day,
            model=model,
            product=product,
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
        """Billed premium requests of an enterprise in a year, month or day.

        Returns the premium requests of a year, month or day by product, SKU and model: the
        quantities used, discounted and billed, and their amounts in US dollars. Filter by
        organization, user, model, product or cost center.

        Args:
            year: Year, UTC; by default the current one.
            month: Month, 1 to 12; by default the current one, or every month if a year is given.
            day: Day of the month, 1 to 31; by default every day.
            organization: Login of an organization to filter by.
            user: Login of a user to filter by.
            model: Name of a model to filter by.
            product: Name of a product to filter by.
            cost_center_id: Id of a cost center to filter by, or `none` for usage without a cost
                center.

        Raises:
            BadRequestError: 400. The request is malformed, or the API version is unknown.
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.
            ServerError: 503. The billing service is unavailable; try again later.

        Who may call it:
            Roles: enterprise owner, billing manager or member with a custom role that may read the
                enterprise's billing.
            Token: scope manage_billing:enterprise, or permission "Enterprise billing" (enterprise,
                read); not a fine-grained personal access token or a GitHub App user token.

        The data:
            Freshness: the last 24 months; amounts are those of the bill, not the sum of
                ai_credits_used, which editors and servers report.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/billing/usage#get-billing-premium-request-usage-report-for-an-enterprise
        """
        return self._call(
            ops.GET_GITHUB_BILLING_PREMIUM_REQUEST_USAGE_REPORT_GHE,
            timeout,
            enterprise=enterprise,
            year=year,
            month=month,
            day=day,
            organization=organization,
            user=user,
            model=model,
            product=product,
            cost_center_id=cost_center_id,
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
        """Billed premium requests of an organization in a year, month or day.

        Returns the premium requests of a year, month or day by product, SKU and model: the
        quantities used, discounted and billed, and their amounts in US dollars. Filter by user,
        model or product.

        Args:
            year: Year, UTC; by default the current one.
            month: Month, 1 to 12; by default the current one, or every month if a year is given.
            day: Day of the month, 1 to 31; by default every day.
            user: Login of a user to filter by.
            model: Name of a model to filter by.
            product: Name of a product to filter by.

        Raises:
            BadRequestError: 400. The request is malformed, or the API version is unknown.
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.
            ServerError: 503. The billing service is unavailable; try again later.

        Who may call it:
            Roles: organization owner or billing manager.
            Token: scope admin:org, or permission "Administration" (organization, read).

        The data:
            Freshness: the last 24 months; amounts are those of the bill, not the sum of
                ai_credits_used, which editors and servers report.

        See:
            https://docs.github.com/rest/billing/usage#get-billing-premium-request-usage-report-for-an-organization
        """
        return self._call(
            ops.GET_GITHUB_BILLING_PREMIUM_REQUEST_USAGE_REPORT_ORG,
            timeout,
            org=org,
            year=year,
            month=month,
            day=day,
            user=user,
            model=model,
            product=product,
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
        """Billed premium requests of a user with a Copilot plan of their own in a year, month or
        day.

        Returns the premium requests of a year, month or day by product, SKU and model: the
        quantities used, discounted and billed, and their amounts in US dollars. Usage that an
        organization or enterprise pays for is not included.

        Args:
            username: Login of the user.
            year: Year, UTC; by default the current one.
            month: Month, 1 to 12; by default the current one, or every month if a year is given.
            day: Day of the month, 1 to 31; by default every day.
            model: Name of a model to filter by.
            product: Name of a product to filter by.

        Raises:
            BadRequestError: 400. The request is malformed, or the API version is unknown.
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.
            ServerError: 503. The billing service is unavailable; try again later.

        Who may call it:
            Roles: the user.
            Token: scope user, or permission "Plan" (user, read); not a GitHub App installation
                token.

        The data:
            Freshness: the last 24 months; amounts are those of the bill, not the sum of
                ai_credits_used, which editors and servers report.

        See:
            https://docs.github.com/rest/billing/usage#get-billing-premium-request-usage-report-for-a-user
        """
        return self._call(
            ops.GET_GITHUB_BILLING_PREMIUM_REQUEST_USAGE_REPORT_USER,
            timeout,
            username=username,
            year=year,
            month=month,
            day=day,
            model=model,
            product=product,
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
        """Prompts and responses of the last 48 hours, newest first, paginated.

        Returns requests to Copilot and its responses, for all users with a licence of the
        enterprise: cloud agents, the command line, VS Code, Visual Studio, JetBrains, Eclipse and
        others. The bodies contain prompts and code: treat them as personal and confidential. This
        is a public preview, which GitHub may change.

        Args:
            phrase: Search phrase, such as "type:request user_id:12345". Qualifiers: `created`,
                `type` (request, response), `user_id`.
            per_page: Records per page, 1 to 25; other values are clamped. Default: 25.
            after: Cursor of a Link header, for only records that come after it in the chosen order.
            before: Cursor of a Link header, for only records that come before it in the chosen
                order.
            order: Whether the newest records come first (desc) or the oldest (asc). Default: desc.

        Raises:
            BadRequestError: 400. The request is malformed, or the API version is unknown.
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            UnprocessableError: 422. A parameter has a refused value, or there were too many
                requests.

        Who may call it:
            Roles: owner of an enterprise with managed users (EMU), with or without data residency.
            Token: scope read:enterprise, or permission "Copilot usage records" (enterprise, read)
                or "Enterprise administration" (enterprise, read); not a fine-grained personal
                access token.
            Policy: "Copilot usage metrics" set to "Enabled everywhere" for the enterprise, and
                "Copilot Usage Records API" enabled in its AI controls.

        The data:
            Freshness: the last 48 hours only; for more, stream the records.
            Pages: by cursor, 25 items by default and 25 at most; larger values are clamped.
            Stage: public preview.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-usage-records-for-an-enterprise
        """
        return self._call(
            ops.GET_USAGE_RECORDS,
            timeout,
            enterprise=enterprise,
            phrase=phrase,
            per_page=per_page,
            after=after,
            before=before,
            order=order,
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
        """Copilot seats that an organization is billed for, paginated.

        Returns the billed seats, including those with a pending cancellation: the assignee, the
        assigning team, and the time and editor of the last activity.

        Args:
            page: Page to return, counted from 1. Default: 1.
            per_page: Seats per page, at most 100. Default: 50.

        Raises:
            AuthenticationError: 401. The token is missing, unknown, expired or revoked.
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the person has no seat.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: organization owner.
            Token: scope manage_billing:copilot or read:org, or permission "GitHub Copilot Business"
                (organization, read) or "Administration" (organization, read).

        The data:
            Freshness: the present, without history; last_activity_at is up to 24 hours late, covers
                90 days, and needs telemetry in the editor.
            Pages: by page, 50 items by default and 100 at most.
            Stage: public preview.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-user-management#list-all-copilot-seat-assignments-for-an-organization
        """
        return self._call(ops.LIST_COPILOT_SEATS, timeout, org=org, page=page, per_page=per_page)

    listCopilotSeats = list_copilot_seats

    def list_copilot_seats_for_enterprise(
        self,
        enterprise: str,
        *,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> CopilotSeats | NoData:
        """Copilot seats that an enterprise is billed for, paginated.

        Returns the seats of all organizations and enterprise teams. A user with seats from several
        of them has one entry for each, and counts once in total_seats.

        Args:
            page: Page to return, counted from 1. Default: 1.
            per_page: Seats per page, at most 100. Default: 50.

        Raises:
            AuthenticationError: 401. The token is missing, unknown, expired or revoked.
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the person has no seat.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner or billing manager.
            Token: scope manage_billing:copilot or read:enterprise, or permission "Enterprise
                Copilot license management" (enterprise, read); not a fine-grained personal access
                token.

        The data:
            Freshness: the present, without history; last_activity_at is up to 24 hours late, covers
                90 days, and needs telemetry in the editor.
            Pages: by page, 50 items by default and 100 at most.
            Stage: public preview.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-user-management#list-all-copilot-seat-assignments-for-an-enterprise
        """
        return self._call(
            ops.LIST_COPILOT_SEATS_FOR_ENTERPRISE,
            timeout,
            enterprise=enterprise,
            page=page,
            per_page=per_page,
        )

    listCopilotSeatsForEnterprise = list_copilot_seats_for_enterprise
