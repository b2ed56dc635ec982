# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""The operations, API version 2022-11-28, and the facts of GitHub's pages about them."""

from __future__ import annotations

import datetime

from .. import _facts as facts
from .._runtime.operation import (
    Answer,
    MinLicenses,
    Operation,
    Operations,
    Parameter,
)
from .._since_2022_11_28 import operations as since_2022_11_28
from .._since_2022_11_28.models import (
    BasicError,
)
from .models import (
    CopilotUsageMetrics,
    CopilotUsageMetricsDay,
)

__all__ = ["API_VERSION", "OPERATIONS", "SPEC_SHA256"]

API_VERSION = "2022-11-28"
"""The value of the header `X-GitHub-Api-Version`."""
SPEC_SHA256 = "89a9487a41a8295b385f20534407c434abb76a1076aada18ddc20774eda7d25a"
"""Digest of the description from which this was generated."""

_FORBIDDEN = Answer(
    status="403",
    description="The token's owner lacks the role, the token lacks the scope or permission, the policy is disabled, or the rate limit is exceeded; the message gives the reason.",
    bodies={"application/json": BasicError},
)
_METRICS_OK = Answer(
    status="200",
    description="One entry for each day that has data.",
    bodies={"application/json": list[CopilotUsageMetricsDay]},
)
_NOT_FOUND = Answer(
    status="404",
    description="The enterprise, organization or team does not exist, the token may not see it, or the day is out of range.",
    bodies={"application/json": BasicError},
)
_SERVER_ERROR = Answer(
    status="500",
    description="An error of GitHub; the same request may succeed later.",
    bodies={"application/json": BasicError},
)
_UNAUTHORIZED = Answer(
    status="401",
    description="The request has no token, or one that GitHub does not know or no longer accepts.",
    bodies={"application/json": BasicError},
)
_UNPROCESSABLE = Answer(
    status="422",
    description='The policy "Copilot Metrics API access" is switched off for the enterprise or the organization.',
    bodies={"application/json": BasicError},
)
_USAGE_OK = Answer(
    status="200",
    description="One entry for each day that has data.",
    bodies={"application/json": list[CopilotUsageMetrics]},
)

COPILOT_METRICS_FOR_ENTERPRISE: Operation[list[CopilotUsageMetricsDay]] = Operation(
    operation_id="copilotMetricsForEnterprise",
    upstream_operation_id="copilot/copilot-metrics-for-enterprise",
    function="copilot_metrics_for_enterprise",
    method="GET",
    path="/enterprises/{enterprise}/copilot/metrics",
    summary="Daily use of each Copilot feature in an enterprise (closed on 2026-04-02).",
    description="Responded with one entry per day (UTC), up to yesterday and at most 100 days back: completions and chat in the editor, chat and pull request summaries on github.com, by editor, model and language. Only people whose editor sends telemetry were counted. GitHub closed it on 2026-04-02 and responds with 404.",
    parameters=(facts.ENTERPRISE, facts.SINCE, facts.UNTIL, facts.PAGE, facts.METRICS_PER_PAGE),
    answers=(_METRICS_OK, _FORBIDDEN, _NOT_FOUND, _UNPROCESSABLE, _SERVER_ERROR),
    deprecated=True,
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-an-enterprise",
    facts=facts.ENTERPRISE_METRICS_FACTS,
    freshness="worked out once a day, up to yesterday (UTC)",
    ghe_com=False,
    pagination=facts.METRICS_PAGINATION,
    since_max_age_days=100,
    stage="closed",
    successor="copilotEnterpriseOneDayUsageMetrics",
    sunset=datetime.date(2026, 4, 2),
    **facts.ENTERPRISE_METRICS_ACCESS,
)

COPILOT_METRICS_FOR_ENTERPRISE_TEAM: Operation[list[CopilotUsageMetricsDay]] = Operation(
    operation_id="copilotMetricsForEnterpriseTeam",
    upstream_operation_id="copilot/copilot-metrics-for-enterprise-team",
    function="copilot_metrics_for_enterprise_team",
    method="GET",
    path="/enterprises/{enterprise}/team/{team_slug}/copilot/metrics",
    summary="Daily use of each Copilot feature in an enterprise team (closed on 2026-04-02).",
    description="Responded with one entry per day (UTC), up to yesterday and at most 100 days back, for days at whose end the team had five or more members with a Copilot licence. Only for enterprise accounts that exist solely for Copilot Business. Only people whose editor sends telemetry were counted. GitHub closed it on 2026-04-02 and responds with 404.",
    parameters=(
        facts.ENTERPRISE,
        Parameter(
            name="team_slug",
            wire_name="team_slug",
            location="path",
            required=True,
            type="str",
            description="Slug of the enterprise team, as in its URL on GitHub.",
        ),
        facts.SINCE,
        facts.UNTIL,
        facts.PAGE,
        facts.METRICS_PER_PAGE,
    ),
    answers=(_METRICS_OK, _FORBIDDEN, _NOT_FOUND, _UNPROCESSABLE, _SERVER_ERROR),
    deprecated=True,
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-an-enterprise-team",
    facts=facts.ENTERPRISE_METRICS_FACTS,
    freshness="worked out once a day, up to yesterday (UTC)",
    ghe_com=False,
    min_licenses=MinLicenses(count=5, of="enterprise team"),
    pagination=facts.METRICS_PAGINATION,
    since_max_age_days=100,
    stage="closed",
    successor="copilotEnterpriseUserTeamsOneDayReport",
    sunset=datetime.date(2026, 4, 2),
    **facts.ENTERPRISE_METRICS_ACCESS,
)

COPILOT_METRICS_FOR_ORGANIZATION: Operation[list[CopilotUsageMetricsDay]] = Operation(
    operation_id="copilotMetricsForOrganization",
    upstream_operation_id="copilot/copilot-metrics-for-organization",
    function="copilot_metrics_for_organization",
    method="GET",
    path="/orgs/{org}/copilot/metrics",
    summary="Daily use of each Copilot feature in an organization (closed on 2026-04-02).",
    description="Responded with one entry per day (UTC), up to yesterday and at most 100 days back, for days at whose end the organization had five or more members with a Copilot licence. Only people whose editor sends telemetry were counted. GitHub closed it on 2026-04-02 and responds with 404.",
    parameters=(facts.ORG, facts.SINCE, facts.UNTIL, facts.PAGE, facts.METRICS_PER_PAGE),
    answers=(_METRICS_OK, _FORBIDDEN, _NOT_FOUND, _UNPROCESSABLE, _SERVER_ERROR),
    deprecated=True,
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-an-organization",
    facts=facts.ORG_METRICS_FACTS,
    freshness="worked out once a day, up to yesterday (UTC)",
    ghe_com=False,
    min_licenses=MinLicenses(count=5, of="organization"),
    pagination=facts.METRICS_PAGINATION,
    since_max_age_days=100,
    stage="closed",
    successor="copilotOrganizationOneDayUsageMetrics",
    sunset=datetime.date(2026, 4, 2),
    **facts.ORG_METRICS_ACCESS,
)

COPILOT_METRICS_FOR_TEAM: Operation[list[CopilotUsageMetricsDay]] = Operation(
    operation_id="copilotMetricsForTeam",
    upstream_operation_id="copilot/copilot-metrics-for-team",
    function="copilot_metrics_for_team",
    method="GET",
    path="/orgs/{org}/team/{team_slug}/copilot/metrics",
    summary="Daily use of each Copilot feature in a team (closed on 2026-04-02).",
    description="Responded with one entry per day (UTC), up to yesterday and at most 100 days back, for days at whose end the team had five or more members with a Copilot licence. Only people whose editor sends telemetry were counted. GitHub closed it on 2026-04-02 and responds with 404.",
    parameters=(
        facts.ORG,
        facts.TEAM_SLUG,
        facts.SINCE,
        facts.UNTIL,
        facts.PAGE,
        facts.METRICS_PER_PAGE,
    ),
    answers=(_METRICS_OK, _FORBIDDEN, _NOT_FOUND, _UNPROCESSABLE, _SERVER_ERROR),
    deprecated=True,
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-a-team",
    facts=facts.ORG_METRICS_FACTS,
    freshness="worked out once a day, up to yesterday (UTC)",
    ghe_com=False,
    min_licenses=MinLicenses(count=5, of="team"),
    pagination=facts.METRICS_PAGINATION,
    since_max_age_days=100,
    stage="closed",
    successor="copilotOrganizationUserTeamsOneDayReport",
    sunset=datetime.date(2026, 4, 2),
    **facts.ORG_METRICS_ACCESS,
)

USAGE_METRICS_FOR_ENTERPRISE: Operation[list[CopilotUsageMetrics]] = Operation(
    operation_id="usageMetricsForEnterprise",
    upstream_operation_id="copilot/usage-metrics-for-enterprise",
    function="usage_metrics_for_enterprise",
    method="GET",
    path="/enterprises/{enterprise}/copilot/usage",
    summary="Daily completions and chat of an enterprise (closed on 2025-03-01).",
    description="Responded with one entry per day (UTC), up to yesterday and at most 28 days back: suggestions, acceptances and active users of code completion, and chat in the editor, broken down by editor and language. Only people whose editor sends telemetry were counted. GitHub closed it on 2025-03-01 and responds with 404.",
    parameters=(facts.USAGE_ENTERPRISE, facts.SINCE, facts.UNTIL, facts.PAGE, facts.USAGE_PER_PAGE),
    answers=(_USAGE_OK, _UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR),
    deprecated=True,
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-enterprise-members",
    facts=facts.ENTERPRISE_USAGE_FACTS_2,
    freshness="worked out once a day, up to yesterday (UTC)",
    ghe_com=False,
    last_data_day=datetime.date(2025, 2, 1),
    pagination=facts.USAGE_PAGINATION,
    since_max_age_days=28,
    stage="closed",
    successor="copilotEnterpriseOneDayUsageMetrics",
    sunset=datetime.date(2025, 3, 1),
    **facts.ENTERPRISE_USAGE_ACCESS,
)

USAGE_METRICS_FOR_ENTERPRISE_TEAM: Operation[list[CopilotUsageMetrics]] = Operation(
    operation_id="usageMetricsForEnterpriseTeam",
    upstream_operation_id="copilot/usage-metrics-for-enterprise-team",
    function="usage_metrics_for_enterprise_team",
    method="GET",
    path="/enterprises/{enterprise}/team/{team_slug}/copilot/usage",
    summary="Daily completions and chat of an enterprise team (closed on 2025-03-01).",
    description="Responded with one entry per day (UTC), up to yesterday and at most 28 days back, broken down by editor and language, for days at whose end the team had five or more members with a Copilot licence. Only people whose editor sends telemetry were counted. GitHub closed it on 2025-03-01 and responds with 404.",
    parameters=(
        facts.USAGE_ENTERPRISE,
        facts.TEAM_SLUG,
        facts.SINCE,
        facts.UNTIL,
        facts.PAGE,
        facts.USAGE_PER_PAGE,
    ),
    answers=(_USAGE_OK, _UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR),
    deprecated=True,
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-an-enterprise-team",
    facts=facts.ENTERPRISE_USAGE_FACTS_2,
    freshness="worked out once a day, up to yesterday (UTC)",
    ghe_com=False,
    last_data_day=datetime.date(2025, 2, 1),
    min_licenses=MinLicenses(count=5, of="enterprise team"),
    pagination=facts.USAGE_PAGINATION,
    since_max_age_days=28,
    stage="closed",
    successor="copilotEnterpriseUserTeamsOneDayReport",
    sunset=datetime.date(2025, 3, 1),
    **facts.ENTERPRISE_USAGE_ACCESS,
)

USAGE_METRICS_FOR_ORG: Operation[list[CopilotUsageMetrics]] = Operation(
    operation_id="usageMetricsForOrg",
    upstream_operation_id="copilot/usage-metrics-for-org",
    function="usage_metrics_for_org",
    method="GET",
    path="/orgs/{org}/copilot/usage",
    summary="Daily completions and chat of an organization (closed on 2025-03-01).",
    description="Responded with one entry per day (UTC), up to yesterday and at most 28 days back: suggestions, acceptances and active users of code completion, and chat in the editor, broken down by editor and language. Only people whose editor sends telemetry were counted. GitHub closed it on 2025-03-01 and responds with 404.",
    parameters=(facts.ORG, facts.SINCE, facts.UNTIL, facts.PAGE, facts.USAGE_PER_PAGE),
    answers=(_USAGE_OK, _UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR),
    deprecated=True,
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-organization-members",
    facts=facts.ORG_USAGE_FACTS,
    freshness="worked out once a day, up to yesterday (UTC)",
    ghe_com=False,
    last_data_day=datetime.date(2025, 2, 1),
    pagination=facts.USAGE_PAGINATION,
    since_max_age_days=28,
    stage="closed",
    successor="copilotOrganizationOneDayUsageMetrics",
    sunset=datetime.date(2025, 3, 1),
    **facts.ORG_USAGE_ACCESS,
)

USAGE_METRICS_FOR_TEAM: Operation[list[CopilotUsageMetrics]] = Operation(
    operation_id="usageMetricsForTeam",
    upstream_operation_id="copilot/usage-metrics-for-team",
    function="usage_metrics_for_team",
    method="GET",
    path="/orgs/{org}/team/{team_slug}/copilot/usage",
    summary="Daily completions and chat of a team (closed on 2025-03-01).",
    description="Responded with one entry per day (UTC), up to yesterday and at most 28 days back, broken down by editor and language, for days at whose end the team had five or more members with a Copilot licence. Only people whose editor sends telemetry were counted. GitHub closed it on 2025-03-01 and responds with 404.",
    parameters=(
        facts.ORG,
        facts.TEAM_SLUG,
        facts.SINCE,
        facts.UNTIL,
        facts.PAGE,
        facts.USAGE_PER_PAGE,
    ),
    answers=(_USAGE_OK, _UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR),
    deprecated=True,
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-a-team",
    facts=facts.ORG_USAGE_FACTS,
    freshness="worked out once a day, up to yesterday (UTC)",
    ghe_com=False,
    last_data_day=datetime.date(2025, 2, 1),
    min_licenses=MinLicenses(count=5, of="team"),
    pagination=facts.USAGE_PAGINATION,
    since_max_age_days=28,
    stage="closed",
    successor="copilotOrganizationUserTeamsOneDayReport",
    sunset=datetime.date(2025, 3, 1),
    **facts.ORG_USAGE_ACCESS,
)

OPERATIONS = Operations(
    [
        since_2022_11_28.COPILOT_ENTERPRISE_ONE_DAY_USAGE_METRICS,
        since_2022_11_28.COPILOT_ENTERPRISE_REPOS_ONE_DAY_REPORT,
        since_2022_11_28.COPILOT_ENTERPRISE_USAGE_METRICS,
        since_2022_11_28.COPILOT_ENTERPRISE_USER_TEAMS_ONE_DAY_REPORT,
        COPILOT_METRICS_FOR_ENTERPRISE,
        COPILOT_METRICS_FOR_ENTERPRISE_TEAM,
        COPILOT_METRICS_FOR_ORGANIZATION,
        COPILOT_METRICS_FOR_TEAM,
        since_2022_11_28.COPILOT_ORGANIZATION_ONE_DAY_USAGE_METRICS,
        since_2022_11_28.COPILOT_ORGANIZATION_REPOS_ONE_DAY_REPORT,
        since_2022_11_28.COPILOT_ORGANIZATION_USAGE_METRICS,
        since_2022_11_28.COPILOT_ORGANIZATION_USER_TEAMS_ONE_DAY_REPORT,
        since_2022_11_28.COPILOT_ORGANIZATION_USERS_ONE_DAY_USAGE_METRICS,
        since_2022_11_28.COPILOT_ORGANIZATION_USERS_USAGE_METRICS,
        since_2022_11_28.COPILOT_USERS_ONE_DAY_USAGE_METRICS,
        since_2022_11_28.COPILOT_USERS_USAGE_METRICS,
        since_2022_11_28.GET_COPILOT_ORGANIZATION_DETAILS,
        since_2022_11_28.GET_COPILOT_SEAT_DETAILS_FOR_ENTERPRISE_USER,
        since_2022_11_28.GET_COPILOT_SEAT_DETAILS_FOR_USER,
        since_2022_11_28.GET_GITHUB_BILLING_AI_CREDIT_USAGE_REPORT_GHE,
        since_2022_11_28.GET_GITHUB_BILLING_AI_CREDIT_USAGE_REPORT_ORG,
        since_2022_11_28.GET_GITHUB_BILLING_AI_CREDIT_USAGE_REPORT_USER,
        since_2022_11_28.GET_GITHUB_BILLING_PREMIUM_REQUEST_USAGE_REPORT_GHE,
        since_2022_11_28.GET_GITHUB_BILLING_PREMIUM_REQUEST_USAGE_REPORT_ORG,
        since_2022_11_28.GET_GITHUB_BILLING_PREMIUM_REQUEST_USAGE_REPORT_USER,
        since_2022_11_28.GET_USAGE_RECORDS,
        since_2022_11_28.LIST_COPILOT_SEATS,
        since_2022_11_28.LIST_COPILOT_SEATS_FOR_ENTERPRISE,
        USAGE_METRICS_FOR_ENTERPRISE,
        USAGE_METRICS_FOR_ENTERPRISE_TEAM,
        USAGE_METRICS_FOR_ORG,
        USAGE_METRICS_FOR_TEAM,
    ]
)
"""Every operation of this API version by its operationId."""
