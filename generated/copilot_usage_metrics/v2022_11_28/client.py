# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Synchronous client, API version 2022-11-28."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from .._runtime.deprecation import deprecated
from .._runtime.nodata import NoData
from .._since_2022_11_28 import client as since_2022_11_28
from . import operations as ops
from .models import CopilotUsageMetrics, CopilotUsageMetricsDay

if TYPE_CHECKING:
    from ._pages import PagedItems
    from ._reports import ReportRows

__all__ = ["CopilotMetrics"]


class CopilotMetrics(since_2022_11_28.SharedMethods):
    """GitHub's Copilot usage metrics: one method for each operation, also by octokit's name.

    Path parameters may be positional; all others are keywords. A method returns `NoData`, which is
    falsy, where GitHub has nothing. It raises `ArgumentError`, before a request is sent, for an
    argument that GitHub would refuse, and another `CopilotMetricsError` for every failure that its
    docstring does not list.

    Args:
        token: A token for GitHub's API. By default, the environment variable `GH_TOKEN` or
            `GITHUB_TOKEN` for api.github.com, GHE.com and loopback, and `GH_ENTERPRISE_TOKEN` or
            `GITHUB_ENTERPRISE_TOKEN` for other servers. It is sent to the origin of `base_url`
            only, and never shown.
        app: A GitHub App instead of a token; its installation tokens are created and renewed as
            needed.
        base_url: The API's base URL; `https://api.SUBDOMAIN.ghe.com` for GHE.com. May have a path.
            Must be https, except on loopback.
        timeout: Seconds for each step of a request.
        retry: When and how long to retry; by default three attempts, the first wait at most a
            second.
        on_wait: Called with a `Wait` before each wait.
        on_response: Called with a `ResponseInfo` after each response: status, rate limit, request
            id. May be called from another thread while a file is downloaded ahead.
        user_agent: Added to the `User-Agent` header: the name of your program.
        http_client: An httpx or httpx2 client of your own, such as for proxies or private CAs. It
            stays open.
        clock: Time and randomness, to be replaced in tests.
        one_at_a_time: Whether requests with the same credential wait for each other, as GitHub asks
            of programs that send many. Downloads still run in parallel.

    Arguments of several methods:
        day: Day of the report, UTC.
        enterprise: Slug of the enterprise, as in its URL on GitHub.
        org: Login of the organization. Not case-sensitive.
        timeout: Seconds for each step of a call's requests.
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
    def rows(self) -> ReportRows:
        """Reports as typed rows: one method for each operation that responds with links to files."""
        from ._reports import ReportRows

        return ReportRows(self)

    @property
    def items(self) -> PagedItems:
        """Items of all pages: one method for each paginated operation."""
        from ._pages import PagedItems

        return PagedItems(self)

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
    ) -> list[CopilotUsageMetricsDay] | NoData:
        """Daily use of each Copilot feature in an enterprise (closed on 2026-04-02).

        Deprecated: this operation was closed on 2026-04-02; use
        copilotEnterpriseOneDayUsageMetrics.

        Responded with one entry per day (UTC), up to yesterday and at most 100 days back:
        completions and chat in the editor, chat and pull request summaries on github.com, by
        editor, model and language. Only people whose editor sends telemetry were counted. GitHub
        closed it on 2026-04-02 and responds with 404.

        Args:
            since: Start of the time to cover. An aware datetime, sent as YYYY-MM-DDTHH:MM:SSZ in
                UTC.
            until: End of the time to cover. An aware datetime, sent as YYYY-MM-DDTHH:MM:SSZ in UTC.
                Not before `since`.
            page: Page to return, counted from 1. Default: 1.
            per_page: Days per page. Default: 100.

        Raises:
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            UnprocessableError: 422. The policy "Copilot Metrics API access" is disabled for the
                enterprise or the organization.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner or billing manager.
            Token: scope manage_billing:copilot or read:enterprise; not a GitHub App user token, a
                GitHub App installation token or a fine-grained personal access token.
            Policy: "Copilot Metrics API access" enabled, or set to "no policy", for the enterprise.

        The data:
            Days: `since` at most 100 days back.
            Freshness: worked out once a day, up to yesterday (UTC).
            Pages: by page, 100 items by default and 100 at most.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-an-enterprise
        """
        return self._call(
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
    ) -> list[CopilotUsageMetricsDay] | NoData:
        """Daily use of each Copilot feature in an enterprise team (closed on 2026-04-02).

        Deprecated: this operation was closed on 2026-04-02; use
        copilotEnterpriseUserTeamsOneDayReport.

        Responded with one entry per day (UTC), up to yesterday and at most 100 days back, for days
        at whose end the team had five or more members with a Copilot licence. Only for enterprise
        accounts that exist solely for Copilot Business. Only people whose editor sends telemetry
        were counted. GitHub closed it on 2026-04-02 and responds with 404.

        Args:
            team_slug: Slug of the enterprise team, as in its URL on GitHub.
            since: Start of the time to cover. An aware datetime, sent as YYYY-MM-DDTHH:MM:SSZ in
                UTC.
            until: End of the time to cover. An aware datetime, sent as YYYY-MM-DDTHH:MM:SSZ in UTC.
                Not before `since`.
            page: Page to return, counted from 1. Default: 1.
            per_page: Days per page. Default: 100.

        Raises:
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            UnprocessableError: 422. The policy "Copilot Metrics API access" is disabled for the
                enterprise or the organization.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner or billing manager.
            Token: scope manage_billing:copilot or read:enterprise; not a GitHub App user token, a
                GitHub App installation token or a fine-grained personal access token.
            Policy: "Copilot Metrics API access" enabled, or set to "no policy", for the enterprise.

        The data:
            Days: `since` at most 100 days back.
            Minimum: 5 licensed members of the enterprise team.
            Freshness: worked out once a day, up to yesterday (UTC).
            Pages: by page, 100 items by default and 100 at most.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-an-enterprise-team
        """
        return self._call(
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
    ) -> list[CopilotUsageMetricsDay] | NoData:
        """Daily use of each Copilot feature in an organization (closed on 2026-04-02).

        Deprecated: this operation was closed on 2026-04-02; use
        copilotOrganizationOneDayUsageMetrics.

        Responded with one entry per day (UTC), up to yesterday and at most 100 days back, for days
        at whose end the organization had five or more members with a Copilot licence. Only people
        whose editor sends telemetry were counted. GitHub closed it on 2026-04-02 and responds with
        404.

        Args:
            since: Start of the time to cover. An aware datetime, sent as YYYY-MM-DDTHH:MM:SSZ in
                UTC.
            until: End of the time to cover. An aware datetime, sent as YYYY-MM-DDTHH:MM:SSZ in UTC.
                Not before `since`.
            page: Page to return, counted from 1. Default: 1.
            per_page: Days per page. Default: 100.

        Raises:
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            UnprocessableError: 422. The policy "Copilot Metrics API access" is disabled for the
                enterprise or the organization.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: organization owner, owner of the parent enterprise or billing manager of the
                parent enterprise.
            Token: scope manage_billing:copilot, read:org or read:enterprise, or permission "GitHub
                Copilot Business" (organization, read) or "Administration" (organization, read).
            Policy: "Copilot Metrics API access" enabled for the organization.

        The data:
            Days: `since` at most 100 days back.
            Minimum: 5 licensed members of the organization.
            Freshness: worked out once a day, up to yesterday (UTC).
            Pages: by page, 100 items by default and 100 at most.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-an-organization
        """
        return self._call(
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
    ) -> list[CopilotUsageMetricsDay] | NoData:
        """Daily use of each Copilot feature in a team (closed on 2026-04-02).

        Deprecated: this operation was closed on 2026-04-02; use
        copilotOrganizationUserTeamsOneDayReport.

        Responded with one entry per day (UTC), up to yesterday and at most 100 days back, for days
        at whose end the team had five or more members with a Copilot licence. Only people whose
        editor sends telemetry were counted. GitHub closed it on 2026-04-02 and responds with 404.

        Args:
            team_slug: Slug of the team, as in its URL on GitHub.
            since: Start of the time to cover. An aware datetime, sent as YYYY-MM-DDTHH:MM:SSZ in
                UTC.
            until: End of the time to cover. An aware datetime, sent as YYYY-MM-DDTHH:MM:SSZ in UTC.
                Not before `since`.
            page: Page to return, counted from 1. Default: 1.
            per_page: Days per page. Default: 100.

        Raises:
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            UnprocessableError: 422. The policy "Copilot Metrics API access" is disabled for the
                enterprise or the organization.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: organization owner, owner of the parent enterprise or billing manager of the
                parent enterprise.
            Token: scope manage_billing:copilot, read:org or read:enterprise, or permission "GitHub
                Copilot Business" (organization, read) or "Administration" (organization, read).
            Policy: "Copilot Metrics API access" enabled for the organization.

        The data:
            Days: `since` at most 100 days back.
            Minimum: 5 licensed members of the team.
            Freshness: worked out once a day, up to yesterday (UTC).
            Pages: by page, 100 items by default and 100 at most.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-a-team
        """
        return self._call(
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
    ) -> list[CopilotUsageMetrics] | NoData:
        """Daily completions and chat of an enterprise (closed on 2025-03-01).

        Deprecated: this operation was closed on 2025-03-01; use
        copilotEnterpriseOneDayUsageMetrics. It has no data after 2025-02-01.

        Responded with one entry per day (UTC), up to yesterday and at most 28 days back:
        suggestions, acceptances and active users of code completion, and chat in the editor, broken
        down by editor and language. Only people whose editor sends telemetry were counted. GitHub
        closed it on 2025-03-01 and responds with 404.

        Args:
            enterprise: Slug of the enterprise, as in its URL on GitHub. Its id is accepted, too.
            since: Start of the time to cover. An aware datetime, sent as YYYY-MM-DDTHH:MM:SSZ in
                UTC.
            until: End of the time to cover. An aware datetime, sent as YYYY-MM-DDTHH:MM:SSZ in UTC.
                Not before `since`.
            page: Page to return, counted from 1. Default: 1.
            per_page: Days per page. Default: 28.

        Raises:
            AuthenticationError: 401. The token is missing, unknown, expired or revoked.
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner or billing manager.
            Token: scope manage_billing:copilot or read:enterprise; not a GitHub App user token, a
                GitHub App installation token or a fine-grained personal access token.

        The data:
            Days: `since` at most 28 days back.
            Freshness: worked out once a day, up to yesterday (UTC).
            Pages: by page, 28 items by default and 28 at most.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-enterprise-members
        """
        return self._call(
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
    ) -> list[CopilotUsageMetrics] | NoData:
        """Daily completions and chat of an enterprise team (closed on 2025-03-01).

        Deprecated: this operation was closed on 2025-03-01; use
        copilotEnterpriseUserTeamsOneDayReport. It has no data after 2025-02-01.

        Responded with one entry per day (UTC), up to yesterday and at most 28 days back, broken
        down by editor and language, for days at whose end the team had five or more members with a
        Copilot licence. Only people whose editor sends telemetry were counted. GitHub closed it on
        2025-03-01 and responds with 404.

        Args:
            enterprise: Slug of the enterprise, as in its URL on GitHub. Its id is accepted, too.
            team_slug: Slug of the team, as in its URL on GitHub.
            since: Start of the time to cover. An aware datetime, sent as YYYY-MM-DDTHH:MM:SSZ in
                UTC.
            until: End of the time to cover. An aware datetime, sent as YYYY-MM-DDTHH:MM:SSZ in UTC.
                Not before `since`.
            page: Page to return, counted from 1. Default: 1.
            per_page: Days per page. Default: 28.

        Raises:
            AuthenticationError: 401. The token is missing, unknown, expired or revoked.
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner or billing manager.
            Token: scope manage_billing:copilot or read:enterprise; not a GitHub App user token, a
                GitHub App installation token or a fine-grained personal access token.

        The data:
            Days: `since` at most 28 days back.
            Minimum: 5 licensed members of the enterprise team.
            Freshness: worked out once a day, up to yesterday (UTC).
            Pages: by page, 28 items by default and 28 at most.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-an-enterprise-team
        """
        return self._call(
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
    ) -> list[CopilotUsageMetrics] | NoData:
        """Daily completions and chat of an organization (closed on 2025-03-01).

        Deprecated: this operation was closed on 2025-03-01; use
        copilotOrganizationOneDayUsageMetrics. It has no data after 2025-02-01.

        Responded with one entry per day (UTC), up to yesterday and at most 28 days back:
        suggestions, acceptances and active users of code completion, and chat in the editor, broken
        down by editor and language. Only people whose editor sends telemetry were counted. GitHub
        closed it on 2025-03-01 and responds with 404.

        Args:
            since: Start of the time to cover. An aware datetime, sent as YYYY-MM-DDTHH:MM:SSZ in
                UTC.
            until: End of the time to cover. An aware datetime, sent as YYYY-MM-DDTHH:MM:SSZ in UTC.
                Not before `since`.
            page: Page to return, counted from 1. Default: 1.
            per_page: Days per page. Default: 28.

        Raises:
            AuthenticationError: 401. The token is missing, unknown, expired or revoked.
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: organization owner, owner of the parent enterprise or billing manager of the
                parent enterprise.
            Token: scope manage_billing:copilot, read:org or read:enterprise, or permission "GitHub
                Copilot Business" (organization, read) or "Administration" (organization, read).

        The data:
            Days: `since` at most 28 days back.
            Freshness: worked out once a day, up to yesterday (UTC).
            Pages: by page, 28 items by default and 28 at most.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-organization-members
        """
        return self._call(
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
    ) -> list[CopilotUsageMetrics] | NoData:
        """Daily completions and chat of a team (closed on 2025-03-01).

        Deprecated: this operation was closed on 2025-03-01; use
        copilotOrganizationUserTeamsOneDayReport. It has no data after 2025-02-01.

        Responded with one entry per day (UTC), up to yesterday and at most 28 days back, broken
        down by editor and language, for days at whose end the team had five or more members with a
        Copilot licence. Only people whose editor sends telemetry were counted. GitHub closed it on
        2025-03-01 and responds with 404.

        Args:
            team_slug: Slug of the team, as in its URL on GitHub.
            since: Start of the time to cover. An aware datetime, sent as YYYY-MM-DDTHH:MM:SSZ in
                UTC.
            until: End of the time to cover. An aware datetime, sent as YYYY-MM-DDTHH:MM:SSZ in UTC.
                Not before `since`.
            page: Page to return, counted from 1. Default: 1.
            per_page: Days per page. Default: 28.

        Raises:
            AuthenticationError: 401. The token is missing, unknown, expired or revoked.
            ForbiddenError: 403. Missing role, scope, permission or policy, or rate limit exceeded.
            NotFoundError: 404. Not found, not visible to the token, or the day is out of range.
            ServerError: 500. GitHub failed; the same request may succeed later.

        Who may call it:
            Roles: organization owner, owner of the parent enterprise or billing manager of the
                parent enterprise.
            Token: scope manage_billing:copilot, read:org or read:enterprise, or permission "GitHub
                Copilot Business" (organization, read) or "Administration" (organization, read).

        The data:
            Days: `since` at most 28 days back.
            Minimum: 5 licensed members of the team.
            Freshness: worked out once a day, up to yesterday (UTC).
            Pages: by page, 28 items by default and 28 at most.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-a-team
        """
        return self._call(
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
