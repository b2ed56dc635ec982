# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Synchronous client, API version 2022-11-28."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from .._runtime.deprecation import deprecated
from .._runtime.nodata import NoData
from .._since_2022_11_28 import client as since_2022_11_28
from . import operations
from .models import (
    CopilotUsageMetrics,
    CopilotUsageMetricsDay,
)

if TYPE_CHECKING:
    from ._pages import PagedItems
    from ._reports import ReportRows

__all__ = ["CopilotMetrics"]


class CopilotMetrics(since_2022_11_28.SharedMethods):
    """GitHub's Copilot usage metrics, one method an operation, under GitHub's name and octokit's.

    Path parameters may be given by position; everything else by keyword. Every method raises
    `ArgumentError` for an argument that GitHub could only refuse, before anything is sent, and
    another `CopilotMetricsError` for every failure that it does not name.

    Args:
        token: A token for GitHub's API; where none is given, that of the environment variable
            `GH_TOKEN` or `GITHUB_TOKEN` for api.github.com, GHE.com and loopback, of
            `GH_ENTERPRISE_TOKEN` or `GITHUB_ENTERPRISE_TOKEN` for any other server. It goes to the
            origin of `base_url` only, and is shown nowhere.
        app: A GitHub App instead of a token; its installation tokens are made and renewed as
            needed.
        base_url: The API's address; for GHE.com `https://api.SUBDOMAIN.ghe.com`. A path in it is
            respected. https, but for loopback.
        timeout: Seconds for each step of a request.
        retry: How patient to be; three attempts and a first wait of at most a second where none is
            given.
        on_wait: Is called with a `Wait` before each wait.
        on_response: Is called with a `ResponseInfo` after each response: status, rate limit,
            request id. A download that is begun ahead may call it from another thread.
        user_agent: Added to the `User-Agent`: what your program is called.
        http_client: Your own httpx or httpx2 client, for proxies or private CAs. It stays open.
        clock: Time and chance, to be replaced in tests.
        one_at_a_time: Whether requests to the API with the same credential wait for each other, as
            GitHub asks of programs that send many. Downloads go on side by side.
    """

    _api_version = operations.API_VERSION
    _product = "copilot-usage-metrics/0.1.0"
    _server = "https://api.github.com"
    _token_variable = "GITHUB_TOKEN"
    _headers = {
        "Accept": "application/vnd.github+json",
        "X-GitHub-Api-Version": operations.API_VERSION,
    }

    @property
    def rows(self) -> ReportRows:
        """Reports as typed rows: the operations that respond with links, reading the files behind these links."""
        from ._reports import ReportRows

        return ReportRows(self)

    @property
    def items(self) -> PagedItems:
        """Paginated operations, each returning the items of all pages."""
        from ._pages import PagedItems

        return PagedItems(self)

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
        timeout: float | None = None,
    ) -> list[CopilotUsageMetricsDay] | NoData:
        """Daily use of each Copilot feature in an enterprise (closed on 2026-04-02).

        Deprecated: GitHub closed this operation on 2026-04-02; use
        copilotEnterpriseOneDayUsageMetrics.

        Responded with one entry per day (UTC), up to yesterday and at most 100 days back:
        completions and chat in the editor, chat and pull request summaries on github.com, by
        editor, model and language. Only people whose editor sends telemetry were counted. GitHub
        closed it on 2026-04-02 and responds with 404.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in UTC
                as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 100.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            One entry for each day that has data. `NoData`, which is falsy, where GitHub has
                nothing.

        Raises:
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            UnprocessableError: 422. The policy "Copilot Metrics API access" is switched off for the
                enterprise or the organization.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner or billing manager.
            OAuth scopes: manage_billing:copilot or read:enterprise.
            Works with: classic personal access tokens, OAuth app tokens.
            Does not work with: GitHub App user tokens, GitHub App installation tokens, fine-grained
                personal access tokens.
            Setting: "Copilot Metrics API access" enabled, or set to "no policy", for the
                enterprise.

        The data:
            Stage: closed.
            Greatest age of `since`: 100 days.
            Freshness: worked out once a day, up to yesterday (UTC).
            Pages: by page; 100 a page where `per_page` is left out, 100 at most.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-an-enterprise
        """
        return self._call(
            operations.COPILOT_METRICS_FOR_ENTERPRISE,
            {
                "enterprise": enterprise,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
            timeout,
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
        timeout: float | None = None,
    ) -> list[CopilotUsageMetricsDay] | NoData:
        """Daily use of each Copilot feature in an enterprise team (closed on 2026-04-02).

        Deprecated: GitHub closed this operation on 2026-04-02; use
        copilotEnterpriseUserTeamsOneDayReport.

        Responded with one entry per day (UTC), up to yesterday and at most 100 days back, for days
        at whose end the team had five or more members with a Copilot licence. Only for enterprise
        accounts that exist solely for Copilot Business. Only people whose editor sends telemetry
        were counted. GitHub closed it on 2026-04-02 and responds with 404.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug).
            team_slug: Slug of the enterprise team, as in its URL on GitHub.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in UTC
                as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 100.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            One entry for each day that has data. `NoData`, which is falsy, where GitHub has
                nothing.

        Raises:
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            UnprocessableError: 422. The policy "Copilot Metrics API access" is switched off for the
                enterprise or the organization.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner or billing manager.
            OAuth scopes: manage_billing:copilot or read:enterprise.
            Works with: classic personal access tokens, OAuth app tokens.
            Does not work with: GitHub App user tokens, GitHub App installation tokens, fine-grained
                personal access tokens.
            Setting: "Copilot Metrics API access" enabled, or set to "no policy", for the
                enterprise.

        The data:
            Stage: closed.
            Greatest age of `since`: 100 days.
            Least number of licences: 5 members of the enterprise team on a day.
            Freshness: worked out once a day, up to yesterday (UTC).
            Pages: by page; 100 a page where `per_page` is left out, 100 at most.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-an-enterprise-team
        """
        return self._call(
            operations.COPILOT_METRICS_FOR_ENTERPRISE_TEAM,
            {
                "enterprise": enterprise,
                "team_slug": team_slug,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
            timeout,
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
        timeout: float | None = None,
    ) -> list[CopilotUsageMetricsDay] | NoData:
        """Daily use of each Copilot feature in an organization (closed on 2026-04-02).

        Deprecated: GitHub closed this operation on 2026-04-02; use
        copilotOrganizationOneDayUsageMetrics.

        Responded with one entry per day (UTC), up to yesterday and at most 100 days back, for days
        at whose end the organization had five or more members with a Copilot licence. Only people
        whose editor sends telemetry were counted. GitHub closed it on 2026-04-02 and responds with
        404.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in UTC
                as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 100.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            One entry for each day that has data. `NoData`, which is falsy, where GitHub has
                nothing.

        Raises:
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            UnprocessableError: 422. The policy "Copilot Metrics API access" is switched off for the
                enterprise or the organization.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: organization owner or owner of the parent enterprise or billing manager of the
                parent enterprise.
            OAuth scopes: manage_billing:copilot or read:org or read:enterprise.
            Permissions: "GitHub Copilot Business" (organization, read) or "Administration"
                (organization, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens, fine-grained personal access tokens.
            Setting: "Copilot Metrics API access" enabled for the organization.

        The data:
            Stage: closed.
            Greatest age of `since`: 100 days.
            Least number of licences: 5 members of the organization on a day.
            Freshness: worked out once a day, up to yesterday (UTC).
            Pages: by page; 100 a page where `per_page` is left out, 100 at most.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-an-organization
        """
        return self._call(
            operations.COPILOT_METRICS_FOR_ORGANIZATION,
            {"org": org, "since": since, "until": until, "page": page, "per_page": per_page},
            timeout,
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
        timeout: float | None = None,
    ) -> list[CopilotUsageMetricsDay] | NoData:
        """Daily use of each Copilot feature in a team (closed on 2026-04-02).

        Deprecated: GitHub closed this operation on 2026-04-02; use
        copilotOrganizationUserTeamsOneDayReport.

        Responded with one entry per day (UTC), up to yesterday and at most 100 days back, for days
        at whose end the team had five or more members with a Copilot licence. Only people whose
        editor sends telemetry were counted. GitHub closed it on 2026-04-02 and responds with 404.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            team_slug: Short name of the team, as it stands in its address on GitHub.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in UTC
                as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 100.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            One entry for each day that has data. `NoData`, which is falsy, where GitHub has
                nothing.

        Raises:
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            UnprocessableError: 422. The policy "Copilot Metrics API access" is switched off for the
                enterprise or the organization.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: organization owner or owner of the parent enterprise or billing manager of the
                parent enterprise.
            OAuth scopes: manage_billing:copilot or read:org or read:enterprise.
            Permissions: "GitHub Copilot Business" (organization, read) or "Administration"
                (organization, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens, fine-grained personal access tokens.
            Setting: "Copilot Metrics API access" enabled for the organization.

        The data:
            Stage: closed.
            Greatest age of `since`: 100 days.
            Least number of licences: 5 members of the team on a day.
            Freshness: worked out once a day, up to yesterday (UTC).
            Pages: by page; 100 a page where `per_page` is left out, 100 at most.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-a-team
        """
        return self._call(
            operations.COPILOT_METRICS_FOR_TEAM,
            {
                "org": org,
                "team_slug": team_slug,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
            timeout,
        )

    copilotMetricsForTeam = copilot_metrics_for_team

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
        timeout: float | None = None,
    ) -> list[CopilotUsageMetrics] | NoData:
        """Daily completions and chat of an enterprise (closed on 2025-03-01).

        Deprecated: GitHub closed this operation on 2025-03-01; use
        copilotEnterpriseOneDayUsageMetrics. It has no data after 2025-02-01.

        Responded with one entry per day (UTC), up to yesterday and at most 28 days back:
        suggestions, acceptances and active users of code completion, and chat in the editor, broken
        down by editor and language. Only people whose editor sends telemetry were counted. GitHub
        closed it on 2025-03-01 and responds with 404.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug). The id may stand for the slug.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in UTC
                as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 28.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            One entry for each day that has data. `NoData`, which is falsy, where GitHub has
                nothing.

        Raises:
            AuthenticationError: 401. The request has no token, or one that GitHub does not know or
                no longer accepts.
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner or billing manager.
            OAuth scopes: manage_billing:copilot or read:enterprise.
            Works with: classic personal access tokens, OAuth app tokens.
            Does not work with: GitHub App user tokens, GitHub App installation tokens, fine-grained
                personal access tokens.

        The data:
            Stage: closed.
            Greatest age of `since`: 28 days.
            Freshness: worked out once a day, up to yesterday (UTC).
            Pages: by page; 28 a page where `per_page` is left out, 28 at most.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-enterprise-members
        """
        return self._call(
            operations.USAGE_METRICS_FOR_ENTERPRISE,
            {
                "enterprise": enterprise,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
            timeout,
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
        timeout: float | None = None,
    ) -> list[CopilotUsageMetrics] | NoData:
        """Daily completions and chat of an enterprise team (closed on 2025-03-01).

        Deprecated: GitHub closed this operation on 2025-03-01; use
        copilotEnterpriseUserTeamsOneDayReport. It has no data after 2025-02-01.

        Responded with one entry per day (UTC), up to yesterday and at most 28 days back, broken
        down by editor and language, for days at whose end the team had five or more members with a
        Copilot licence. Only people whose editor sends telemetry were counted. GitHub closed it on
        2025-03-01 and responds with 404.

        Args:
            enterprise: Short name of the enterprise, as it stands in its address on GitHub (its
                slug). The id may stand for the slug.
            team_slug: Short name of the team, as it stands in its address on GitHub.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in UTC
                as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 28.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            One entry for each day that has data. `NoData`, which is falsy, where GitHub has
                nothing.

        Raises:
            AuthenticationError: 401. The request has no token, or one that GitHub does not know or
                no longer accepts.
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: enterprise owner or billing manager.
            OAuth scopes: manage_billing:copilot or read:enterprise.
            Works with: classic personal access tokens, OAuth app tokens.
            Does not work with: GitHub App user tokens, GitHub App installation tokens, fine-grained
                personal access tokens.

        The data:
            Stage: closed.
            Greatest age of `since`: 28 days.
            Least number of licences: 5 members of the enterprise team on a day.
            Freshness: worked out once a day, up to yesterday (UTC).
            Pages: by page; 28 a page where `per_page` is left out, 28 at most.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-an-enterprise-team
        """
        return self._call(
            operations.USAGE_METRICS_FOR_ENTERPRISE_TEAM,
            {
                "enterprise": enterprise,
                "team_slug": team_slug,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
            timeout,
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
        timeout: float | None = None,
    ) -> list[CopilotUsageMetrics] | NoData:
        """Daily completions and chat of an organization (closed on 2025-03-01).

        Deprecated: GitHub closed this operation on 2025-03-01; use
        copilotOrganizationOneDayUsageMetrics. It has no data after 2025-02-01.

        Responded with one entry per day (UTC), up to yesterday and at most 28 days back:
        suggestions, acceptances and active users of code completion, and chat in the editor, broken
        down by editor and language. Only people whose editor sends telemetry were counted. GitHub
        closed it on 2025-03-01 and responds with 404.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in UTC
                as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 28.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            One entry for each day that has data. `NoData`, which is falsy, where GitHub has
                nothing.

        Raises:
            AuthenticationError: 401. The request has no token, or one that GitHub does not know or
                no longer accepts.
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: organization owner or owner of the parent enterprise or billing manager of the
                parent enterprise.
            OAuth scopes: manage_billing:copilot or read:org or read:enterprise.
            Permissions: "GitHub Copilot Business" (organization, read) or "Administration"
                (organization, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens, fine-grained personal access tokens.

        The data:
            Stage: closed.
            Greatest age of `since`: 28 days.
            Freshness: worked out once a day, up to yesterday (UTC).
            Pages: by page; 28 a page where `per_page` is left out, 28 at most.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-organization-members
        """
        return self._call(
            operations.USAGE_METRICS_FOR_ORG,
            {"org": org, "since": since, "until": until, "page": page, "per_page": per_page},
            timeout,
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
        timeout: float | None = None,
    ) -> list[CopilotUsageMetrics] | NoData:
        """Daily completions and chat of a team (closed on 2025-03-01).

        Deprecated: GitHub closed this operation on 2025-03-01; use
        copilotOrganizationUserTeamsOneDayReport. It has no data after 2025-02-01.

        Responded with one entry per day (UTC), up to yesterday and at most 28 days back, broken
        down by editor and language, for days at whose end the team had five or more members with a
        Copilot licence. Only people whose editor sends telemetry were counted. GitHub closed it on
        2025-03-01 and responds with 404.

        Args:
            org: Login of the organization; capital and small letters are the same here. Not
                case-sensitive.
            team_slug: Short name of the team, as it stands in its address on GitHub.
            since: Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ. An aware datetime; sent in UTC
                as `YYYY-MM-DDTHH:MM:SSZ`.
            until: Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since. An aware
                datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`. Not before `since`.
            page: Which page to return, counted from 1. GitHub's default: 1.
            per_page: Days on a page; the largest number is the default. GitHub's default: 28.
            timeout: Seconds for each step of this call's requests, instead of the client's.

        Returns:
            One entry for each day that has data. `NoData`, which is falsy, where GitHub has
                nothing.

        Raises:
            AuthenticationError: 401. The request has no token, or one that GitHub does not know or
                no longer accepts.
            ForbiddenError: 403. The token's owner lacks the role, the token lacks the scope or
                permission, the policy is disabled, or the rate limit is exceeded; the message gives
                the reason.
            NotFoundError: 404. The enterprise, organization or team does not exist, the token may
                not see it, or the day is out of range.
            ServerError: 500. An error of GitHub; the same request may succeed later.

        Who may call it:
            Roles: organization owner or owner of the parent enterprise or billing manager of the
                parent enterprise.
            OAuth scopes: manage_billing:copilot or read:org or read:enterprise.
            Permissions: "GitHub Copilot Business" (organization, read) or "Administration"
                (organization, read).
            Works with: classic personal access tokens, OAuth app tokens, GitHub App user tokens,
                GitHub App installation tokens, fine-grained personal access tokens.

        The data:
            Stage: closed.
            Greatest age of `since`: 28 days.
            Least number of licences: 5 members of the team on a day.
            Freshness: worked out once a day, up to yesterday (UTC).
            Pages: by page; 28 a page where `per_page` is left out, 28 at most.

        See:
            https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-a-team
        """
        return self._call(
            operations.USAGE_METRICS_FOR_TEAM,
            {
                "org": org,
                "team_slug": team_slug,
                "since": since,
                "until": until,
                "page": page,
                "per_page": per_page,
            },
            timeout,
        )

    usageMetricsForTeam = usage_metrics_for_team
