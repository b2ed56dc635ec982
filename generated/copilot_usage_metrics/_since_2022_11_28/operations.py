# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""The operations, API versions 2022-11-28, 2026-03-10, and the facts of GitHub's pages about them."""

from __future__ import annotations

from .. import _facts as facts
from .._runtime.operation import (
    DocumentedResponse,
    MinLicenses,
    Operation,
    Pagination,
    Parameter,
    Permission,
)
from .models import (
    BasicError,
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
    ScimError,
    ServiceUnavailableResponse,
    UsageRecord,
    ValidationError,
)

_BAD_REQUEST = DocumentedResponse(
    status="400",
    description="The request is malformed, or the API version is unknown.",
    bodies={"application/json": BasicError, "application/scim+json": ScimError},
)
_FORBIDDEN = DocumentedResponse(
    status="403",
    description="Missing role, scope, permission or policy, or rate limit exceeded.",
    bodies={"application/json": BasicError},
)
_LATEST_OK = DocumentedResponse(
    status="200",
    description="Links to the files of the latest 28 days.",
    bodies={"application/json": CopilotMetrics28DayReport},
)
_NOT_FOUND = DocumentedResponse(
    status="404",
    description="Not found, not visible to the token, or the day is out of range.",
    bodies={"application/json": BasicError},
)
_NO_CONTENT = DocumentedResponse(
    status="204",
    description="No report for this day, because there was no activity or it does not exist yet.",
)
_OK = DocumentedResponse(
    status="200",
    description="Links to the files of one day.",
    bodies={"application/json": CopilotMetrics1DayReport},
)
_SEATS_OK = DocumentedResponse(
    status="200",
    description="A page of seats; the Link header has the next one.",
    bodies={"application/json": CopilotSeats},
)
_SERVER_ERROR = DocumentedResponse(
    status="500",
    description="GitHub failed; the same request may succeed later.",
    bodies={"application/json": BasicError},
)
_SERVICE_UNAVAILABLE = DocumentedResponse(
    status="503",
    description="The billing service is unavailable; try again later.",
    bodies={"application/json": ServiceUnavailableResponse},
)
_UNAUTHORIZED = DocumentedResponse(
    status="401",
    description="The token is missing, unknown, expired or revoked.",
    bodies={"application/json": BasicError},
)
_USER_MANAGEMENT_NOT_FOUND = DocumentedResponse(
    status="404",
    description="Not found, not visible to the token, or the person has no seat.",
    bodies={"application/json": BasicError},
)

COPILOT_ENTERPRISE_ONE_DAY_USAGE_METRICS: Operation[CopilotMetrics1DayReport] = Operation(
    operation_id="copilotEnterpriseOneDayUsageMetrics",
    upstream_operation_id="copilot/copilot-enterprise-one-day-usage-metrics",
    function="copilot_enterprise_one_day_usage_metrics",
    path="/enterprises/{enterprise}/copilot/metrics/reports/enterprise-1-day",
    summary="Links to the totals of an enterprise on one day.",
    parameters=(facts.ENTERPRISE, facts.USAGE_METRICS_DAY),
    responses=(_OK, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR),
    day_window=facts.ENTERPRISE_DAY_WINDOW,
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-usage-metrics-for-a-specific-day",
    file_shape="object",
    row_key=("entity", "day"),
    row_type="AggregateDay",
    **facts.ENTERPRISE_USAGE_METRICS_FACTS,
)

COPILOT_ENTERPRISE_REPOS_ONE_DAY_REPORT: Operation[CopilotMetrics1DayReport] = Operation(
    operation_id="copilotEnterpriseReposOneDayReport",
    upstream_operation_id="copilot/copilot-enterprise-repos-one-day-report",
    function="copilot_enterprise_repos_one_day_report",
    path="/enterprises/{enterprise}/copilot/metrics/reports/repos-1-day",
    summary="Links to the pull request figures of each repository of an enterprise on one day.",
    parameters=(facts.ENTERPRISE, facts.USAGE_METRICS_DAY),
    responses=(_OK, _NO_CONTENT, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR),
    day_window=facts.REPOS_DAY_WINDOW,
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-repository-report-for-a-specific-day",
    file_shape="lines",
    row_key=("entity", "repo_id", "day"),
    row_type="RepositoryDay",
    **facts.ENTERPRISE_USAGE_METRICS_FACTS,
)

COPILOT_ENTERPRISE_USAGE_METRICS: Operation[CopilotMetrics28DayReport] = Operation(
    operation_id="copilotEnterpriseUsageMetrics",
    upstream_operation_id="copilot/copilot-enterprise-usage-metrics",
    function="copilot_enterprise_usage_metrics",
    path="/enterprises/{enterprise}/copilot/metrics/reports/enterprise-28-day/latest",
    summary="Links to the totals of an enterprise, day by day, over the latest 28 days.",
    parameters=(facts.ENTERPRISE,),
    responses=(_LATEST_OK, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-usage-metrics",
    file_shape="day-totals",
    row_key=("entity", "report_start_day", "report_end_day"),
    row_type="AggregateWindow",
    **facts.ENTERPRISE_USAGE_METRICS_FACTS,
)

COPILOT_ENTERPRISE_USER_TEAMS_ONE_DAY_REPORT: Operation[CopilotMetrics1DayReport] = Operation(
    operation_id="copilotEnterpriseUserTeamsOneDayReport",
    upstream_operation_id="copilot/copilot-enterprise-user-teams-one-day-report",
    function="copilot_enterprise_user_teams_one_day_report",
    path="/enterprises/{enterprise}/copilot/metrics/reports/user-teams-1-day",
    summary="Links to the memberships of enterprise teams on one day.",
    parameters=(facts.ENTERPRISE, facts.USAGE_METRICS_DAY),
    responses=(_OK, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR),
    day_window=facts.USER_TEAMS_DAY_WINDOW,
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-user-teams-report-for-a-specific-day",
    file_shape="lines",
    min_licenses=MinLicenses(count=5, of="team"),
    row_key=("entity", "user_id", "team_id", "day"),
    row_type="UserTeamDay",
    **facts.ENTERPRISE_USAGE_METRICS_FACTS,
)

COPILOT_ORGANIZATION_ONE_DAY_USAGE_METRICS: Operation[CopilotMetrics1DayReport] = Operation(
    operation_id="copilotOrganizationOneDayUsageMetrics",
    upstream_operation_id="copilot/copilot-organization-one-day-usage-metrics",
    function="copilot_organization_one_day_usage_metrics",
    path="/orgs/{org}/copilot/metrics/reports/organization-1-day",
    summary="Links to the totals of an organization on one day.",
    parameters=(facts.ORG, facts.USAGE_METRICS_DAY),
    responses=(_OK, _NO_CONTENT, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR),
    day_window=facts.ORG_DAY_WINDOW,
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-usage-metrics-for-a-specific-day",
    file_shape="object",
    row_key=("entity", "day"),
    row_type="AggregateDay",
    **facts.ORG_USAGE_METRICS_FACTS,
)

COPILOT_ORGANIZATION_REPOS_ONE_DAY_REPORT: Operation[CopilotMetrics1DayReport] = Operation(
    operation_id="copilotOrganizationReposOneDayReport",
    upstream_operation_id="copilot/copilot-organization-repos-one-day-report",
    function="copilot_organization_repos_one_day_report",
    path="/orgs/{org}/copilot/metrics/reports/repos-1-day",
    summary="Links to the pull request figures of each repository of an organization on one day.",
    parameters=(facts.ORG, facts.USAGE_METRICS_DAY),
    responses=(_OK, _NO_CONTENT, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR),
    day_window=facts.REPOS_DAY_WINDOW,
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-repository-report-for-a-specific-day",
    file_shape="lines",
    row_key=("entity", "repo_id", "day"),
    row_type="RepositoryDay",
    **facts.ORG_USAGE_METRICS_FACTS,
)

COPILOT_ORGANIZATION_USAGE_METRICS: Operation[CopilotMetrics28DayReport] = Operation(
    operation_id="copilotOrganizationUsageMetrics",
    upstream_operation_id="copilot/copilot-organization-usage-metrics",
    function="copilot_organization_usage_metrics",
    path="/orgs/{org}/copilot/metrics/reports/organization-28-day/latest",
    summary="Links to the totals of an organization, day by day, over the latest 28 days.",
    parameters=(facts.ORG,),
    responses=(_LATEST_OK, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-usage-metrics",
    file_shape="day-totals",
    row_key=("entity", "report_start_day", "report_end_day"),
    row_type="AggregateWindow",
    **facts.ORG_USAGE_METRICS_FACTS,
)

COPILOT_ORGANIZATION_USER_TEAMS_ONE_DAY_REPORT: Operation[CopilotMetrics1DayReport] = Operation(
    operation_id="copilotOrganizationUserTeamsOneDayReport",
    upstream_operation_id="copilot/copilot-organization-user-teams-one-day-report",
    function="copilot_organization_user_teams_one_day_report",
    path="/orgs/{org}/copilot/metrics/reports/user-teams-1-day",
    summary="Links to the memberships of an organization's teams on one day.",
    parameters=(facts.ORG, facts.USAGE_METRICS_DAY),
    responses=(_OK, _NO_CONTENT, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR),
    day_window=facts.USER_TEAMS_DAY_WINDOW,
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-user-teams-report-for-a-specific-day",
    file_shape="lines",
    min_licenses=MinLicenses(count=5, of="team"),
    row_key=("entity", "user_id", "team_id", "day"),
    row_type="UserTeamDay",
    **facts.ORG_USAGE_METRICS_FACTS,
)

COPILOT_ORGANIZATION_USERS_ONE_DAY_USAGE_METRICS: Operation[CopilotMetrics1DayReport] = Operation(
    operation_id="copilotOrganizationUsersOneDayUsageMetrics",
    upstream_operation_id="copilot/copilot-organization-users-one-day-usage-metrics",
    function="copilot_organization_users_one_day_usage_metrics",
    path="/orgs/{org}/copilot/metrics/reports/users-1-day",
    summary="Links to the figures of each user of an organization on one day.",
    parameters=(facts.ORG, facts.USAGE_METRICS_DAY),
    responses=(_OK, _NO_CONTENT, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR),
    day_window=facts.ORG_DAY_WINDOW,
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-users-usage-metrics-for-a-specific-day",
    file_shape="lines",
    row_key=("entity", "user_id", "day"),
    row_type="UserDay",
    **facts.ORG_USAGE_METRICS_FACTS,
)

COPILOT_ORGANIZATION_USERS_USAGE_METRICS: Operation[CopilotMetrics28DayReport] = Operation(
    operation_id="copilotOrganizationUsersUsageMetrics",
    upstream_operation_id="copilot/copilot-organization-users-usage-metrics",
    function="copilot_organization_users_usage_metrics",
    path="/orgs/{org}/copilot/metrics/reports/users-28-day/latest",
    summary="Links to the figures of each user of an organization over the latest 28 days.",
    parameters=(facts.ORG,),
    responses=(_LATEST_OK, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-users-usage-metrics",
    file_shape="lines",
    row_key=("entity", "user_id", "day"),
    row_type="UserWindowDay",
    **facts.ORG_USAGE_METRICS_FACTS,
)

COPILOT_USERS_ONE_DAY_USAGE_METRICS: Operation[CopilotMetrics1DayReport] = Operation(
    operation_id="copilotUsersOneDayUsageMetrics",
    upstream_operation_id="copilot/copilot-users-one-day-usage-metrics",
    function="copilot_users_one_day_usage_metrics",
    path="/enterprises/{enterprise}/copilot/metrics/reports/users-1-day",
    summary="Links to the figures of each user of an enterprise on one day.",
    parameters=(facts.ENTERPRISE, facts.USAGE_METRICS_DAY),
    responses=(_OK, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR),
    day_window=facts.ENTERPRISE_DAY_WINDOW,
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-users-usage-metrics-for-a-specific-day",
    file_shape="lines",
    row_key=("entity", "user_id", "day"),
    row_type="UserDay",
    **facts.ENTERPRISE_USAGE_METRICS_FACTS,
)

COPILOT_USERS_USAGE_METRICS: Operation[CopilotMetrics28DayReport] = Operation(
    operation_id="copilotUsersUsageMetrics",
    upstream_operation_id="copilot/copilot-users-usage-metrics",
    function="copilot_users_usage_metrics",
    path="/enterprises/{enterprise}/copilot/metrics/reports/users-28-day/latest",
    summary="Links to the figures of each user of an enterprise over the latest 28 days.",
    parameters=(facts.ENTERPRISE,),
    responses=(_LATEST_OK, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-users-usage-metrics",
    file_shape="lines",
    row_key=("entity", "user_id", "day"),
    row_type="UserWindowDay",
    **facts.ENTERPRISE_USAGE_METRICS_FACTS,
)

GET_COPILOT_ORGANIZATION_DETAILS: Operation[CopilotOrganizationDetails] = Operation(
    operation_id="getCopilotOrganizationDetails",
    upstream_operation_id="copilot/get-copilot-organization-details",
    function="get_copilot_organization_details",
    path="/orgs/{org}/copilot/billing",
    summary="Seats of an organization by state, and its Copilot policies.",
    parameters=(facts.ORG,),
    responses=(
        DocumentedResponse(
            status="200",
            description="The plan, seats and policies of the organization.",
            bodies={"application/json": CopilotOrganizationDetails},
        ),
        _UNAUTHORIZED,
        _FORBIDDEN,
        _USER_MANAGEMENT_NOT_FOUND,
        DocumentedResponse(
            status="422", description="The payment method of the account does not work."
        ),
        _SERVER_ERROR,
    ),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-user-management#get-copilot-seat-information-and-settings-for-an-organization",
    **facts.ORG_USER_MANAGEMENT_FACTS,
)

GET_COPILOT_SEAT_DETAILS_FOR_ENTERPRISE_USER: Operation[CopilotSeats] = Operation(
    operation_id="getCopilotSeatDetailsForEnterpriseUser",
    upstream_operation_id="copilot/get-copilot-seat-details-for-enterprise-user",
    function="get_copilot_seat_details_for_enterprise_user",
    path="/enterprises/{enterprise}/members/{username}/copilot",
    summary="The Copilot seats of a member of an enterprise.",
    parameters=(facts.ENTERPRISE, facts.USERNAME),
    responses=(
        DocumentedResponse(
            status="200",
            description="The seats of the member.",
            bodies={"application/json": CopilotSeats},
        ),
        _UNAUTHORIZED,
        _FORBIDDEN,
        _USER_MANAGEMENT_NOT_FOUND,
        DocumentedResponse(status="422", description="Copilot is not set up for the enterprise."),
        _SERVER_ERROR,
    ),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-user-management#get-copilot-seat-assignment-details-for-an-enterprise-user",
    freshness=facts.USER_MANAGEMENT_FRESHNESS,
    oauth_scopes=("manage_billing:copilot", "read:org"),
    roles=("enterprise owner",),
    see_also=facts.USER_MANAGEMENT_SEE_ALSO,
    stage="public preview",
    token_kinds_that_fail=("app-user", "app-installation", "fine-grained-pat"),
    token_kinds_that_work=("classic-pat", "oauth-app"),
)

GET_COPILOT_SEAT_DETAILS_FOR_USER: Operation[CopilotBusinessSeatDetail] = Operation(
    operation_id="getCopilotSeatDetailsForUser",
    upstream_operation_id="copilot/get-copilot-seat-details-for-user",
    function="get_copilot_seat_details_for_user",
    path="/orgs/{org}/members/{username}/copilot",
    summary="The Copilot seat of a member of an organization.",
    parameters=(facts.ORG, facts.USERNAME),
    responses=(
        DocumentedResponse(
            status="200",
            description="The seat of the member.",
            bodies={"application/json": CopilotBusinessSeatDetail},
        ),
        _UNAUTHORIZED,
        _FORBIDDEN,
        _USER_MANAGEMENT_NOT_FOUND,
        DocumentedResponse(
            status="422",
            description="Copilot is not set up for the organization, or the invitation is pending.",
        ),
        _SERVER_ERROR,
    ),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-user-management#get-copilot-seat-assignment-details-for-a-user",
    **facts.ORG_USER_MANAGEMENT_FACTS,
)

GET_GITHUB_BILLING_AI_CREDIT_USAGE_REPORT_GHE: Operation[BillingAiCreditUsageReportGhe] = Operation(
    operation_id="getGithubBillingAiCreditUsageReportGhe",
    upstream_operation_id="billing/get-github-billing-ai-credit-usage-report-ghe",
    function="get_github_billing_ai_credit_usage_report_ghe",
    path="/enterprises/{enterprise}/settings/billing/ai_credit/usage",
    summary="Billed AI credits of an enterprise in a year, month or day.",
    parameters=(
        facts.ENTERPRISE,
        facts.YEAR,
        facts.MONTH,
        facts.BILLING_USAGE_DAY,
        facts.ORGANIZATION,
        facts.USER,
        facts.MODEL,
        facts.PRODUCT,
        facts.COST_CENTER_ID,
    ),
    responses=(
        DocumentedResponse(
            status="200",
            description="Usage by product, SKU and model.",
            bodies={"application/json": BillingAiCreditUsageReportGhe},
        ),
        _BAD_REQUEST,
        _FORBIDDEN,
        _NOT_FOUND,
        _SERVER_ERROR,
        _SERVICE_UNAVAILABLE,
    ),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/billing/usage#get-billing-ai-credit-usage-report-for-an-enterprise",
    **facts.ENTERPRISE_BILLING_USAGE_FACTS,
)

GET_GITHUB_BILLING_AI_CREDIT_USAGE_REPORT_ORG: Operation[BillingAiCreditUsageReportOrg] = Operation(
    operation_id="getGithubBillingAiCreditUsageReportOrg",
    upstream_operation_id="billing/get-github-billing-ai-credit-usage-report-org",
    function="get_github_billing_ai_credit_usage_report_org",
    path="/organizations/{org}/settings/billing/ai_credit/usage",
    summary="Billed AI credits of an organization in a year, month or day.",
    parameters=(
        facts.ORG,
        facts.YEAR,
        facts.MONTH,
        facts.BILLING_USAGE_DAY,
        facts.USER,
        facts.MODEL,
        facts.PRODUCT,
    ),
    responses=(
        DocumentedResponse(
            status="200",
            description="Usage by product, SKU and model.",
            bodies={"application/json": BillingAiCreditUsageReportOrg},
        ),
        _BAD_REQUEST,
        _FORBIDDEN,
        _NOT_FOUND,
        _SERVER_ERROR,
        _SERVICE_UNAVAILABLE,
    ),
    documentation_url="https://docs.github.com/rest/billing/usage#get-billing-ai-credit-usage-report-for-an-organization",
    **facts.ORGANIZATION_BILLING_USAGE_FACTS,
)

GET_GITHUB_BILLING_AI_CREDIT_USAGE_REPORT_USER: Operation[BillingAiCreditUsageReportUser] = (
    Operation(
        operation_id="getGithubBillingAiCreditUsageReportUser",
        upstream_operation_id="billing/get-github-billing-ai-credit-usage-report-user",
        function="get_github_billing_ai_credit_usage_report_user",
        path="/users/{username}/settings/billing/ai_credit/usage",
        summary="Billed AI credits of a user with a Copilot plan of their own in a year, month or day.",
        parameters=(
            facts.USERNAME,
            facts.YEAR,
            facts.MONTH,
            facts.BILLING_USAGE_DAY,
            facts.MODEL,
            facts.PRODUCT,
        ),
        responses=(
            DocumentedResponse(
                status="200",
                description="Usage by product, SKU and model.",
                bodies={"application/json": BillingAiCreditUsageReportUser},
            ),
            _BAD_REQUEST,
            _FORBIDDEN,
            _NOT_FOUND,
            _SERVER_ERROR,
            _SERVICE_UNAVAILABLE,
        ),
        documentation_url="https://docs.github.com/rest/billing/usage#get-billing-ai-credit-usage-report-for-a-user",
        **facts.USER_BILLING_USAGE_FACTS,
    )
)

GET_GITHUB_BILLING_PREMIUM_REQUEST_USAGE_REPORT_GHE: Operation[
    BillingPremiumRequestUsageReportGhe
] = Operation(
    operation_id="getGithubBillingPremiumRequestUsageReportGhe",
    upstream_operation_id="billing/get-github-billing-premium-request-usage-report-ghe",
    function="get_github_billing_premium_request_usage_report_ghe",
    path="/enterprises/{enterprise}/settings/billing/premium_request/usage",
    summary="Billed premium requests of an enterprise in a year, month or day.",
    parameters=(
        facts.ENTERPRISE,
        facts.YEAR,
        facts.MONTH,
        facts.BILLING_USAGE_DAY,
        facts.ORGANIZATION,
        facts.USER,
        facts.MODEL,
        facts.PRODUCT,
        facts.COST_CENTER_ID,
    ),
    responses=(
        DocumentedResponse(
            status="200",
            description="Usage by product, SKU and model.",
            bodies={"application/json": BillingPremiumRequestUsageReportGhe},
        ),
        _BAD_REQUEST,
        _FORBIDDEN,
        _NOT_FOUND,
        _SERVER_ERROR,
        _SERVICE_UNAVAILABLE,
    ),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/billing/usage#get-billing-premium-request-usage-report-for-an-enterprise",
    **facts.ENTERPRISE_BILLING_USAGE_FACTS,
)

GET_GITHUB_BILLING_PREMIUM_REQUEST_USAGE_REPORT_ORG: Operation[
    BillingPremiumRequestUsageReportOrg
] = Operation(
    operation_id="getGithubBillingPremiumRequestUsageReportOrg",
    upstream_operation_id="billing/get-github-billing-premium-request-usage-report-org",
    function="get_github_billing_premium_request_usage_report_org",
    path="/organizations/{org}/settings/billing/premium_request/usage",
    summary="Billed premium requests of an organization in a year, month or day.",
    parameters=(
        facts.ORG,
        facts.YEAR,
        facts.MONTH,
        facts.BILLING_USAGE_DAY,
        facts.USER,
        facts.MODEL,
        facts.PRODUCT,
    ),
    responses=(
        DocumentedResponse(
            status="200",
            description="Usage by product, SKU and model.",
            bodies={"application/json": BillingPremiumRequestUsageReportOrg},
        ),
        _BAD_REQUEST,
        _FORBIDDEN,
        _NOT_FOUND,
        _SERVER_ERROR,
        _SERVICE_UNAVAILABLE,
    ),
    documentation_url="https://docs.github.com/rest/billing/usage#get-billing-premium-request-usage-report-for-an-organization",
    **facts.ORGANIZATION_BILLING_USAGE_FACTS,
)

GET_GITHUB_BILLING_PREMIUM_REQUEST_USAGE_REPORT_USER: Operation[
    BillingPremiumRequestUsageReportUser
] = Operation(
    operation_id="getGithubBillingPremiumRequestUsageReportUser",
    upstream_operation_id="billing/get-github-billing-premium-request-usage-report-user",
    function="get_github_billing_premium_request_usage_report_user",
    path="/users/{username}/settings/billing/premium_request/usage",
    summary="Billed premium requests of a user with a Copilot plan of their own in a year, month or day.",
    parameters=(
        facts.USERNAME,
        facts.YEAR,
        facts.MONTH,
        facts.BILLING_USAGE_DAY,
        facts.MODEL,
        facts.PRODUCT,
    ),
    responses=(
        DocumentedResponse(
            status="200",
            description="Usage by product, SKU and model.",
            bodies={"application/json": BillingPremiumRequestUsageReportUser},
        ),
        _BAD_REQUEST,
        _FORBIDDEN,
        _NOT_FOUND,
        _SERVER_ERROR,
        _SERVICE_UNAVAILABLE,
    ),
    documentation_url="https://docs.github.com/rest/billing/usage#get-billing-premium-request-usage-report-for-a-user",
    **facts.USER_BILLING_USAGE_FACTS,
)

GET_USAGE_RECORDS: Operation[list[UsageRecord]] = Operation(
    operation_id="getUsageRecords",
    upstream_operation_id="copilot/get-usage-records",
    function="get_usage_records",
    path="/enterprises/{enterprise}/copilot/usage-records",
    summary="Prompts and responses of the last 48 hours, newest first, paginated.",
    parameters=(
        facts.ENTERPRISE,
        Parameter(
            name="phrase",
            description='Search phrase, such as "type:request user_id:12345".',
            qualifiers={"created": (), "type": ("request", "response"), "user_id": ()},
        ),
        Parameter(
            name="per_page",
            type="int",
            description="Records per page, 1 to 25; other values are clamped.",
            default=25,
        ),
        Parameter(
            name="after",
            description="Cursor of a Link header, for only records that come after it in the chosen order.",
        ),
        Parameter(
            name="before",
            description="Cursor of a Link header, for only records that come before it in the chosen order.",
        ),
        Parameter(
            name="order",
            type="Literal['desc', 'asc']",
            description="Whether the newest records come first (desc) or the oldest (asc).",
            default="desc",
            enum=("desc", "asc"),
        ),
    ),
    responses=(
        DocumentedResponse(
            status="200",
            description="A page of records; the Link header has the next one.",
            bodies={"application/json": list[UsageRecord]},
        ),
        _BAD_REQUEST,
        _FORBIDDEN,
        _NOT_FOUND,
        DocumentedResponse(
            status="422",
            description="A parameter has a refused value, or there were too many requests.",
            bodies={"application/json": ValidationError},
        ),
    ),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-usage-records-for-an-enterprise",
    freshness="the last 48 hours only; for more, stream the records",
    ghe_com=True,
    max_age_hours=48,
    oauth_scopes=("read:enterprise",),
    pagination=Pagination(
        after="after",
        before="before",
        clamped=True,
        default=25,
        largest=25,
        size="per_page",
        style="cursor",
    ),
    permissions=(
        Permission(access="read", name="Copilot usage records", resource="enterprise"),
        Permission(access="read", name="Enterprise administration", resource="enterprise"),
    ),
    policy='"Copilot usage metrics" set to "Enabled everywhere" for the enterprise, and "Copilot Usage Records API" enabled in its AI controls',
    roles=("owner of an enterprise with managed users (EMU), with or without data residency",),
    see_also=facts.ENTERPRISE_USAGE_METRICS_SEE_ALSO,
    stage="public preview",
    token_kinds_that_fail=("fine-grained-pat",),
    token_kinds_that_work=facts.ENTERPRISE_USAGE_METRICS_TOKEN_KINDS_THAT_WORK,
)

LIST_COPILOT_SEATS: Operation[CopilotSeats] = Operation(
    operation_id="listCopilotSeats",
    upstream_operation_id="copilot/list-copilot-seats",
    function="list_copilot_seats",
    path="/orgs/{org}/copilot/billing/seats",
    summary="Copilot seats that an organization is billed for, paginated.",
    parameters=(facts.ORG, facts.PAGE, facts.USER_MANAGEMENT_PER_PAGE),
    responses=(_SEATS_OK, _UNAUTHORIZED, _FORBIDDEN, _USER_MANAGEMENT_NOT_FOUND, _SERVER_ERROR),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-user-management#list-all-copilot-seat-assignments-for-an-organization",
    pagination=facts.USER_MANAGEMENT_PAGINATION,
    **facts.ORG_USER_MANAGEMENT_FACTS,
)

LIST_COPILOT_SEATS_FOR_ENTERPRISE: Operation[CopilotSeats] = Operation(
    operation_id="listCopilotSeatsForEnterprise",
    upstream_operation_id="copilot/list-copilot-seats-for-enterprise",
    function="list_copilot_seats_for_enterprise",
    path="/enterprises/{enterprise}/copilot/billing/seats",
    summary="Copilot seats that an enterprise is billed for, paginated.",
    parameters=(facts.ENTERPRISE, facts.PAGE, facts.USER_MANAGEMENT_PER_PAGE),
    responses=(_SEATS_OK, _UNAUTHORIZED, _FORBIDDEN, _USER_MANAGEMENT_NOT_FOUND, _SERVER_ERROR),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-user-management#list-all-copilot-seat-assignments-for-an-enterprise",
    freshness=facts.USER_MANAGEMENT_FRESHNESS,
    oauth_scopes=("manage_billing:copilot", "read:enterprise"),
    pagination=facts.USER_MANAGEMENT_PAGINATION,
    permissions=(
        Permission(
            access="read", name="Enterprise Copilot license management", resource="enterprise"
        ),
    ),
    roles=("enterprise owner", "billing manager"),
    see_also=facts.USER_MANAGEMENT_SEE_ALSO,
    stage="public preview",
    token_kinds_that_fail=("fine-grained-pat",),
    token_kinds_that_work=("classic-pat", "app-user", "app-installation"),
)

OPERATIONS = (
    COPILOT_ENTERPRISE_ONE_DAY_USAGE_METRICS,
    COPILOT_ENTERPRISE_REPOS_ONE_DAY_REPORT,
    COPILOT_ENTERPRISE_USAGE_METRICS,
    COPILOT_ENTERPRISE_USER_TEAMS_ONE_DAY_REPORT,
    COPILOT_ORGANIZATION_ONE_DAY_USAGE_METRICS,
    COPILOT_ORGANIZATION_REPOS_ONE_DAY_REPORT,
    COPILOT_ORGANIZATION_USAGE_METRICS,
    COPILOT_ORGANIZATION_USER_TEAMS_ONE_DAY_REPORT,
    COPILOT_ORGANIZATION_USERS_ONE_DAY_USAGE_METRICS,
    COPILOT_ORGANIZATION_USERS_USAGE_METRICS,
    COPILOT_USERS_ONE_DAY_USAGE_METRICS,
    COPILOT_USERS_USAGE_METRICS,
    GET_COPILOT_ORGANIZATION_DETAILS,
    GET_COPILOT_SEAT_DETAILS_FOR_ENTERPRISE_USER,
    GET_COPILOT_SEAT_DETAILS_FOR_USER,
    GET_GITHUB_BILLING_AI_CREDIT_USAGE_REPORT_GHE,
    GET_GITHUB_BILLING_AI_CREDIT_USAGE_REPORT_ORG,
    GET_GITHUB_BILLING_AI_CREDIT_USAGE_REPORT_USER,
    GET_GITHUB_BILLING_PREMIUM_REQUEST_USAGE_REPORT_GHE,
    GET_GITHUB_BILLING_PREMIUM_REQUEST_USAGE_REPORT_ORG,
    GET_GITHUB_BILLING_PREMIUM_REQUEST_USAGE_REPORT_USER,
    GET_USAGE_RECORDS,
    LIST_COPILOT_SEATS,
    LIST_COPILOT_SEATS_FOR_ENTERPRISE,
)
"""The operations that these API versions share."""
