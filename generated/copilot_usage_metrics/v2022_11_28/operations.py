# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""The operations, API version 2022-11-28, and the facts of GitHub's pages about them."""

from __future__ import annotations

from .. import _facts as facts
from .._runtime.operation import DocumentedResponse, MinLicenses, Operation, Operations, Parameter
from .._since_2022_11_28 import operations as since_2022_11_28
from .._since_2022_11_28.models import BasicError
from .models import CopilotUsageMetrics, CopilotUsageMetricsDay

__all__ = ["API_VERSION", "OPERATIONS", "SPEC_SHA256"]

API_VERSION = "2022-11-28"
"""The value of the header `X-GitHub-Api-Version`."""
SPEC_SHA256 = "6cfcddb3a1829c2ad837a44db44ab6c3d0ee3f9428d90df9e08f792744b19d14"
"""Digest of the description from which this was generated."""

_FORBIDDEN = DocumentedResponse(
    status="403",
    description="Missing role, scope, permission or policy, or rate limit exceeded.",
    bodies={"application/json": BasicError},
)
_METRICS_OK = DocumentedResponse(
    status="200",
    description="One entry for each day with data.",
    bodies={"application/json": list[CopilotUsageMetricsDay]},
)
_NOT_FOUND = DocumentedResponse(
    status="404",
    description="Not found, not visible to the token, or the day is out of range.",
    bodies={"application/json": BasicError},
)
_SERVER_ERROR = DocumentedResponse(
    status="500",
    description="GitHub failed; the same request may succeed later.",
    bodies={"application/json": BasicError},
)
_UNAUTHORIZED = DocumentedResponse(
    status="401",
    description="The token is missing, unknown, expired or revoked.",
    bodies={"application/json": BasicError},
)
_UNPROCESSABLE = DocumentedResponse(
    status="422",
    description='The policy "Copilot Metrics API access" is disabled for the enterprise or the organization.',
    bodies={"application/json": BasicError},
)
_USAGE_OK = DocumentedResponse(
    status="200",
    description="One entry for each day with data.",
    bodies={"application/json": list[CopilotUsageMetrics]},
)

COPILOT_METRICS_FOR_ENTERPRISE: Operation[list[CopilotUsageMetricsDay]] = Operation(
    operation_id="copilotMetricsForEnterprise",
    upstream_operation_id="copilot/copilot-metrics-for-enterprise",
    function="copilot_metrics_for_enterprise",
    path="/enterprises/{enterprise}/copilot/metrics",
    summary="Daily use of each Copilot feature in an enterprise (closed on 2026-04-02).",
    parameters=(facts.ENTERPRISE, facts.SINCE, facts.UNTIL, facts.PAGE, facts.METRICS_PER_PAGE),
    responses=(_METRICS_OK, _FORBIDDEN, _NOT_FOUND, _UNPROCESSABLE, _SERVER_ERROR),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-an-enterprise",
    pagination=facts.METRICS_PAGINATION,
    successor="copilotEnterpriseOneDayUsageMetrics",
    **facts.ENTERPRISE_METRICS_FACTS,
)

COPILOT_METRICS_FOR_ENTERPRISE_TEAM: Operation[list[CopilotUsageMetricsDay]] = Operation(
    operation_id="copilotMetricsForEnterpriseTeam",
    upstream_operation_id="copilot/copilot-metrics-for-enterprise-team",
    function="copilot_metrics_for_enterprise_team",
    path="/enterprises/{enterprise}/team/{team_slug}/copilot/metrics",
    summary="Daily use of each Copilot feature in an enterprise team (closed on 2026-04-02).",
    parameters=(
        facts.ENTERPRISE,
        Parameter(
            name="team_slug",
            location="path",
            required=True,
            description="Slug of the enterprise team, as in its URL on GitHub.",
        ),
        facts.SINCE,
        facts.UNTIL,
        facts.PAGE,
        facts.METRICS_PER_PAGE,
    ),
    responses=(_METRICS_OK, _FORBIDDEN, _NOT_FOUND, _UNPROCESSABLE, _SERVER_ERROR),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-an-enterprise-team",
    min_licenses=MinLicenses(count=5, of="enterprise team"),
    pagination=facts.METRICS_PAGINATION,
    successor="copilotEnterpriseUserTeamsOneDayReport",
    **facts.ENTERPRISE_METRICS_FACTS,
)

COPILOT_METRICS_FOR_ORGANIZATION: Operation[list[CopilotUsageMetricsDay]] = Operation(
    operation_id="copilotMetricsForOrganization",
    upstream_operation_id="copilot/copilot-metrics-for-organization",
    function="copilot_metrics_for_organization",
    path="/orgs/{org}/copilot/metrics",
    summary="Daily use of each Copilot feature in an organization (closed on 2026-04-02).",
    parameters=(facts.ORG, facts.SINCE, facts.UNTIL, facts.PAGE, facts.METRICS_PER_PAGE),
    responses=(_METRICS_OK, _FORBIDDEN, _NOT_FOUND, _UNPROCESSABLE, _SERVER_ERROR),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-an-organization",
    min_licenses=MinLicenses(count=5, of="organization"),
    pagination=facts.METRICS_PAGINATION,
    successor="copilotOrganizationOneDayUsageMetrics",
    **facts.ORG_METRICS_FACTS,
)

COPILOT_METRICS_FOR_TEAM: Operation[list[CopilotUsageMetricsDay]] = Operation(
    operation_id="copilotMetricsForTeam",
    upstream_operation_id="copilot/copilot-metrics-for-team",
    function="copilot_metrics_for_team",
    path="/orgs/{org}/team/{team_slug}/copilot/metrics",
    summary="Daily use of each Copilot feature in a team (closed on 2026-04-02).",
    parameters=(
        facts.ORG,
        facts.TEAM_SLUG,
        facts.SINCE,
        facts.UNTIL,
        facts.PAGE,
        facts.METRICS_PER_PAGE,
    ),
    responses=(_METRICS_OK, _FORBIDDEN, _NOT_FOUND, _UNPROCESSABLE, _SERVER_ERROR),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics#get-copilot-metrics-for-a-team",
    min_licenses=MinLicenses(count=5, of="team"),
    pagination=facts.METRICS_PAGINATION,
    successor="copilotOrganizationUserTeamsOneDayReport",
    **facts.ORG_METRICS_FACTS,
)

USAGE_METRICS_FOR_ENTERPRISE: Operation[list[CopilotUsageMetrics]] = Operation(
    operation_id="usageMetricsForEnterprise",
    upstream_operation_id="copilot/usage-metrics-for-enterprise",
    function="usage_metrics_for_enterprise",
    path="/enterprises/{enterprise}/copilot/usage",
    summary="Daily completions and chat of an enterprise (closed on 2025-03-01).",
    parameters=(facts.USAGE_ENTERPRISE, facts.SINCE, facts.UNTIL, facts.PAGE, facts.USAGE_PER_PAGE),
    responses=(_USAGE_OK, _UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-enterprise-members",
    pagination=facts.USAGE_PAGINATION,
    successor="copilotEnterpriseOneDayUsageMetrics",
    **facts.ENTERPRISE_USAGE_FACTS,
)

USAGE_METRICS_FOR_ENTERPRISE_TEAM: Operation[list[CopilotUsageMetrics]] = Operation(
    operation_id="usageMetricsForEnterpriseTeam",
    upstream_operation_id="copilot/usage-metrics-for-enterprise-team",
    function="usage_metrics_for_enterprise_team",
    path="/enterprises/{enterprise}/team/{team_slug}/copilot/usage",
    summary="Daily completions and chat of an enterprise team (closed on 2025-03-01).",
    parameters=(
        facts.USAGE_ENTERPRISE,
        facts.TEAM_SLUG,
        facts.SINCE,
        facts.UNTIL,
        facts.PAGE,
        facts.USAGE_PER_PAGE,
    ),
    responses=(_USAGE_OK, _UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-an-enterprise-team",
    min_licenses=MinLicenses(count=5, of="enterprise team"),
    pagination=facts.USAGE_PAGINATION,
    successor="copilotEnterpriseUserTeamsOneDayReport",
    **facts.ENTERPRISE_USAGE_FACTS,
)

USAGE_METRICS_FOR_ORG: Operation[list[CopilotUsageMetrics]] = Operation(
    operation_id="usageMetricsForOrg",
    upstream_operation_id="copilot/usage-metrics-for-org",
    function="usage_metrics_for_org",
    path="/orgs/{org}/copilot/usage",
    summary="Daily completions and chat of an organization (closed on 2025-03-01).",
    parameters=(facts.ORG, facts.SINCE, facts.UNTIL, facts.PAGE, facts.USAGE_PER_PAGE),
    responses=(_USAGE_OK, _UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-organization-members",
    pagination=facts.USAGE_PAGINATION,
    successor="copilotOrganizationOneDayUsageMetrics",
    **facts.ORG_USAGE_FACTS,
)

USAGE_METRICS_FOR_TEAM: Operation[list[CopilotUsageMetrics]] = Operation(
    operation_id="usageMetricsForTeam",
    upstream_operation_id="copilot/usage-metrics-for-team",
    function="usage_metrics_for_team",
    path="/orgs/{org}/team/{team_slug}/copilot/usage",
    summary="Daily completions and chat of a team (closed on 2025-03-01).",
    parameters=(
        facts.ORG,
        facts.TEAM_SLUG,
        facts.SINCE,
        facts.UNTIL,
        facts.PAGE,
        facts.USAGE_PER_PAGE,
    ),
    responses=(_USAGE_OK, _UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage#get-a-summary-of-copilot-usage-for-a-team",
    min_licenses=MinLicenses(count=5, of="team"),
    pagination=facts.USAGE_PAGINATION,
    successor="copilotOrganizationUserTeamsOneDayReport",
    **facts.ORG_USAGE_FACTS,
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
