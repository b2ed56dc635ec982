# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""The operations of API version 2026-03-10, and what GitHub's pages say of them."""

from __future__ import annotations

import datetime

from .._runtime.operation import (
    Answer,
    DayWindow,
    MinLicenses,
    Operation,
    Operations,
    Pagination,
    Parameter,
    Permission,
)
from .models import (
    BasicError,
    CopilotMetrics1DayReport,
    CopilotMetrics28DayReport,
    ScimError,
    UsageRecord,
    ValidationError,
)

__all__ = ["API_VERSION", "OPERATIONS", "SPEC_SHA256"]

API_VERSION = "2026-03-10"
"""What goes out as `X-GitHub-Api-Version`."""
SPEC_SHA256 = "44d91e6b8c000232196eed2e6cb8eee3045547c7056a4b8ad3191e8c98400839"
"""Digest of the description that this was generated from."""

COPILOT_ENTERPRISE_ONE_DAY_USAGE_METRICS: Operation[CopilotMetrics1DayReport] = Operation(
    operation_id="copilotEnterpriseOneDayUsageMetrics",
    upstream_operation_id="copilot/copilot-enterprise-one-day-usage-metrics",
    function="copilot_enterprise_one_day_usage_metrics",
    method="GET",
    path="/enterprises/{enterprise}/copilot/metrics/reports/enterprise-1-day",
    summary="Links to the totals of an enterprise on one day.",
    description="Answers with signed links to the file of one day (UTC); the links expire after about an hour. The file is one JSON object: active users, and activity by editor, feature, language and model. Each person counts once, however many of the enterprise's organizations they belong to. Days before 2025-10-10 or more than a year ago are not kept.",
    parameters=(
        Parameter(
            name="enterprise",
            wire_name="enterprise",
            location="path",
            required=True,
            type="str",
            description="Short name of the enterprise, as it stands in its address on GitHub (its slug).",
        ),
        Parameter(
            name="day",
            wire_name="day",
            location="query",
            required=True,
            type="datetime.date",
            format="date",
            description="Day that the report covers, in UTC, written YYYY-MM-DD.",
        ),
    ),
    answers=(
        Answer(
            status="200",
            description="Links to the files of one day.",
            bodies={
                "application/json": CopilotMetrics1DayReport,
            },
        ),
        Answer(
            status="403",
            description="The token's owner lacks the role, the token lacks the scope or permission, the policy is switched off, or the rate limit is used up; the message says which.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="404",
            description="There is no such enterprise, organization or team, the token may not see it, or the day is out of range.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="500",
            description="Something failed on GitHub's side; the same request may succeed later.",
            bodies={
                "application/json": BasicError,
            },
        ),
    ),
    day_window=DayWindow(first=datetime.date(2025, 10, 10), max_age_days=365),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-usage-metrics-for-a-specific-day",
    facts={
        "x-github": {
            "category": "copilot",
            "enabledForGitHubApps": True,
            "githubCloudOnly": False,
            "subcategory": "copilot-usage-metrics",
        }
    },
    file_shape="object",
    freshness="made once a day; a day (UTC) is complete within two to three days and may be revised until then, so fetch the last four days again",
    ghe_com=True,
    oauth_scopes=("manage_billing:copilot", "read:enterprise"),
    permissions=(
        Permission(access="read", name="Enterprise Copilot metrics", resource="enterprise"),
    ),
    policy='"Copilot usage metrics" set to "Enabled everywhere" for the enterprise',
    report=True,
    roles=(
        "enterprise owner",
        "billing manager",
        'member with a custom role that holds "View Enterprise Copilot Metrics"',
    ),
    row_key=("entity", "day"),
    row_type="AggregateDay",
    see_also=(
        "https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics",
        "https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies",
    ),
    stage="generally available",
    token_kinds_that_fail=("fine-grained-pat",),
    token_kinds_that_work=("classic-pat", "oauth-app", "app-user", "app-installation"),
)

COPILOT_ENTERPRISE_REPOS_ONE_DAY_REPORT: Operation[CopilotMetrics1DayReport] = Operation(
    operation_id="copilotEnterpriseReposOneDayReport",
    upstream_operation_id="copilot/copilot-enterprise-repos-one-day-report",
    function="copilot_enterprise_repos_one_day_report",
    method="GET",
    path="/enterprises/{enterprise}/copilot/metrics/reports/repos-1-day",
    summary="Links to the pull request figures of each repository of an enterprise on one day.",
    description="Answers with signed links to the files of one day (UTC); the links expire after about an hour. The files hold one JSON object per line and per repository that had pull request activity on that day, with the share of the Copilot coding agent and of Copilot code review. Repositories without activity are absent.",
    parameters=(
        Parameter(
            name="enterprise",
            wire_name="enterprise",
            location="path",
            required=True,
            type="str",
            description="Short name of the enterprise, as it stands in its address on GitHub (its slug).",
        ),
        Parameter(
            name="day",
            wire_name="day",
            location="query",
            required=True,
            type="datetime.date",
            format="date",
            description="Day that the report covers, in UTC, written YYYY-MM-DD.",
        ),
    ),
    answers=(
        Answer(
            status="200",
            description="Links to the files of one day.",
            bodies={
                "application/json": CopilotMetrics1DayReport,
            },
        ),
        Answer(
            status="204",
            description="There is no report for this day, because nothing happened or it is not made yet.",
        ),
        Answer(
            status="403",
            description="The token's owner lacks the role, the token lacks the scope or permission, the policy is switched off, or the rate limit is used up; the message says which.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="404",
            description="There is no such enterprise, organization or team, the token may not see it, or the day is out of range.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="500",
            description="Something failed on GitHub's side; the same request may succeed later.",
            bodies={
                "application/json": BasicError,
            },
        ),
    ),
    day_window=DayWindow(first=datetime.date(2026, 7, 17), max_age_days=365),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-repository-report-for-a-specific-day",
    facts={
        "x-github": {
            "category": "copilot",
            "enabledForGitHubApps": True,
            "githubCloudOnly": False,
            "subcategory": "copilot-usage-metrics",
        }
    },
    file_shape="lines",
    freshness="made once a day; a day (UTC) is complete within two to three days and may be revised until then, so fetch the last four days again",
    ghe_com=True,
    oauth_scopes=("manage_billing:copilot", "read:enterprise"),
    permissions=(
        Permission(access="read", name="Enterprise Copilot metrics", resource="enterprise"),
    ),
    policy='"Copilot usage metrics" set to "Enabled everywhere" for the enterprise',
    report=True,
    roles=(
        "enterprise owner",
        "billing manager",
        'member with a custom role that holds "View Enterprise Copilot Metrics"',
    ),
    row_key=("entity", "repo_id", "day"),
    row_type="RepositoryDay",
    see_also=(
        "https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics",
        "https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies",
    ),
    stage="generally available",
    token_kinds_that_fail=("fine-grained-pat",),
    token_kinds_that_work=("classic-pat", "oauth-app", "app-user", "app-installation"),
)

COPILOT_ENTERPRISE_USAGE_METRICS: Operation[CopilotMetrics28DayReport] = Operation(
    operation_id="copilotEnterpriseUsageMetrics",
    upstream_operation_id="copilot/copilot-enterprise-usage-metrics",
    function="copilot_enterprise_usage_metrics",
    method="GET",
    path="/enterprises/{enterprise}/copilot/metrics/reports/enterprise-28-day/latest",
    summary="Links to the totals of an enterprise, day by day, over the latest 28 days.",
    description="Answers with signed links to the file of the 28 days that end on the newest processed day; the links expire after about an hour. The file is one JSON object whose day_totals hold one entry a day, in no particular order and possibly with days missing. An older window cannot be asked for.",
    parameters=(
        Parameter(
            name="enterprise",
            wire_name="enterprise",
            location="path",
            required=True,
            type="str",
            description="Short name of the enterprise, as it stands in its address on GitHub (its slug).",
        ),
    ),
    answers=(
        Answer(
            status="200",
            description="Links to the files of the latest 28 days.",
            bodies={
                "application/json": CopilotMetrics28DayReport,
            },
        ),
        Answer(
            status="403",
            description="The token's owner lacks the role, the token lacks the scope or permission, the policy is switched off, or the rate limit is used up; the message says which.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="404",
            description="There is no such enterprise, organization or team, the token may not see it, or the day is out of range.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="500",
            description="Something failed on GitHub's side; the same request may succeed later.",
            bodies={
                "application/json": BasicError,
            },
        ),
    ),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-usage-metrics",
    facts={
        "x-github": {
            "category": "copilot",
            "enabledForGitHubApps": True,
            "githubCloudOnly": False,
            "subcategory": "copilot-usage-metrics",
        }
    },
    file_shape="day-totals",
    freshness="made once a day; a day (UTC) is complete within two to three days and may be revised until then, so fetch the last four days again",
    ghe_com=True,
    oauth_scopes=("manage_billing:copilot", "read:enterprise"),
    permissions=(
        Permission(access="read", name="Enterprise Copilot metrics", resource="enterprise"),
    ),
    policy='"Copilot usage metrics" set to "Enabled everywhere" for the enterprise',
    report=True,
    roles=(
        "enterprise owner",
        "billing manager",
        'member with a custom role that holds "View Enterprise Copilot Metrics"',
    ),
    row_key=("entity", "report_start_day", "report_end_day"),
    row_type="AggregateWindow",
    see_also=(
        "https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics",
        "https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies",
    ),
    stage="generally available",
    token_kinds_that_fail=("fine-grained-pat",),
    token_kinds_that_work=("classic-pat", "oauth-app", "app-user", "app-installation"),
)

COPILOT_ENTERPRISE_USER_TEAMS_ONE_DAY_REPORT: Operation[CopilotMetrics1DayReport] = Operation(
    operation_id="copilotEnterpriseUserTeamsOneDayReport",
    upstream_operation_id="copilot/copilot-enterprise-user-teams-one-day-report",
    function="copilot_enterprise_user_teams_one_day_report",
    method="GET",
    path="/enterprises/{enterprise}/copilot/metrics/reports/user-teams-1-day",
    summary="Links to who belonged to which enterprise team on one day.",
    description="Answers with signed links to the files of one day (UTC); the links expire after about an hour. The files hold one JSON object per line and per pair of user and team. Join them with the users report of the same day to get figures per team. Enterprise teams only; teams with fewer than five Copilot seats are left out.",
    parameters=(
        Parameter(
            name="enterprise",
            wire_name="enterprise",
            location="path",
            required=True,
            type="str",
            description="Short name of the enterprise, as it stands in its address on GitHub (its slug).",
        ),
        Parameter(
            name="day",
            wire_name="day",
            location="query",
            required=True,
            type="datetime.date",
            format="date",
            description="Day that the report covers, in UTC, written YYYY-MM-DD.",
        ),
    ),
    answers=(
        Answer(
            status="200",
            description="Links to the files of one day.",
            bodies={
                "application/json": CopilotMetrics1DayReport,
            },
        ),
        Answer(
            status="403",
            description="The token's owner lacks the role, the token lacks the scope or permission, the policy is switched off, or the rate limit is used up; the message says which.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="404",
            description="There is no such enterprise, organization or team, the token may not see it, or the day is out of range.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="500",
            description="Something failed on GitHub's side; the same request may succeed later.",
            bodies={
                "application/json": BasicError,
            },
        ),
    ),
    day_window=DayWindow(first=datetime.date(2026, 5, 14), max_age_days=365),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-enterprise-user-teams-report-for-a-specific-day",
    facts={
        "x-github": {
            "category": "copilot",
            "enabledForGitHubApps": True,
            "githubCloudOnly": False,
            "subcategory": "copilot-usage-metrics",
        }
    },
    file_shape="lines",
    freshness="made once a day; a day (UTC) is complete within two to three days and may be revised until then, so fetch the last four days again",
    ghe_com=True,
    min_licenses=MinLicenses(count=5, of="team"),
    oauth_scopes=("manage_billing:copilot", "read:enterprise"),
    permissions=(
        Permission(access="read", name="Enterprise Copilot metrics", resource="enterprise"),
    ),
    policy='"Copilot usage metrics" set to "Enabled everywhere" for the enterprise',
    report=True,
    roles=(
        "enterprise owner",
        "billing manager",
        'member with a custom role that holds "View Enterprise Copilot Metrics"',
    ),
    row_key=("entity", "user_id", "team_id", "day"),
    row_type="UserTeamDay",
    see_also=(
        "https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics",
        "https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies",
    ),
    stage="generally available",
    token_kinds_that_fail=("fine-grained-pat",),
    token_kinds_that_work=("classic-pat", "oauth-app", "app-user", "app-installation"),
)

COPILOT_ORGANIZATION_ONE_DAY_USAGE_METRICS: Operation[CopilotMetrics1DayReport] = Operation(
    operation_id="copilotOrganizationOneDayUsageMetrics",
    upstream_operation_id="copilot/copilot-organization-one-day-usage-metrics",
    function="copilot_organization_one_day_usage_metrics",
    method="GET",
    path="/orgs/{org}/copilot/metrics/reports/organization-1-day",
    summary="Links to the totals of an organization on one day.",
    description="Answers with signed links to the file of one day (UTC); the links expire after about an hour. The file is one JSON object: active users, and activity by editor, feature, language and model. A person counts in every organization that they belong to, so the organizations of an enterprise do not add up to it. A day without data is answered with 204.",
    parameters=(
        Parameter(
            name="org",
            wire_name="org",
            location="path",
            required=True,
            type="str",
            description="Login of the organization; capital and small letters are the same here.",
            case_sensitive=False,
        ),
        Parameter(
            name="day",
            wire_name="day",
            location="query",
            required=True,
            type="datetime.date",
            format="date",
            description="Day that the report covers, in UTC, written YYYY-MM-DD.",
        ),
    ),
    answers=(
        Answer(
            status="200",
            description="Links to the files of one day.",
            bodies={
                "application/json": CopilotMetrics1DayReport,
            },
        ),
        Answer(
            status="204",
            description="There is no report for this day, because nothing happened or it is not made yet.",
        ),
        Answer(
            status="403",
            description="The token's owner lacks the role, the token lacks the scope or permission, the policy is switched off, or the rate limit is used up; the message says which.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="404",
            description="There is no such enterprise, organization or team, the token may not see it, or the day is out of range.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="500",
            description="Something failed on GitHub's side; the same request may succeed later.",
            bodies={
                "application/json": BasicError,
            },
        ),
    ),
    day_window=DayWindow(first=datetime.date(2025, 12, 12), max_age_days=365),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-usage-metrics-for-a-specific-day",
    facts={
        "x-github": {
            "category": "copilot",
            "enabledForGitHubApps": True,
            "githubCloudOnly": False,
            "subcategory": "copilot-usage-metrics",
        }
    },
    file_shape="object",
    freshness="made once a day; a day (UTC) is complete within two to three days and may be revised until then, so fetch the last four days again",
    ghe_com=True,
    oauth_scopes=("read:org",),
    permissions=(
        Permission(access="read", name="Organization Copilot metrics", resource="organization"),
    ),
    policy='"Copilot usage metrics" set to "Enabled everywhere" for the enterprise, or enabled among the organization\'s own Copilot policies',
    report=True,
    roles=(
        "organization owner",
        'member with a custom role that holds "View Organization Copilot Metrics"',
    ),
    row_key=("entity", "day"),
    row_type="AggregateDay",
    see_also=(
        "https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics",
        "https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies",
        "https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations",
    ),
    stage="generally available",
    token_kinds_that_fail=(),
    token_kinds_that_work=(
        "classic-pat",
        "oauth-app",
        "app-user",
        "app-installation",
        "fine-grained-pat",
    ),
)

COPILOT_ORGANIZATION_REPOS_ONE_DAY_REPORT: Operation[CopilotMetrics1DayReport] = Operation(
    operation_id="copilotOrganizationReposOneDayReport",
    upstream_operation_id="copilot/copilot-organization-repos-one-day-report",
    function="copilot_organization_repos_one_day_report",
    method="GET",
    path="/orgs/{org}/copilot/metrics/reports/repos-1-day",
    summary="Links to the pull request figures of each repository of an organization on one day.",
    description="Answers with signed links to the files of one day (UTC); the links expire after about an hour. The files hold one JSON object per line and per repository that had pull request activity on that day, with the share of the Copilot coding agent and of Copilot code review. A day without data is answered with 204.",
    parameters=(
        Parameter(
            name="org",
            wire_name="org",
            location="path",
            required=True,
            type="str",
            description="Login of the organization; capital and small letters are the same here.",
            case_sensitive=False,
        ),
        Parameter(
            name="day",
            wire_name="day",
            location="query",
            required=True,
            type="datetime.date",
            format="date",
            description="Day that the report covers, in UTC, written YYYY-MM-DD.",
        ),
    ),
    answers=(
        Answer(
            status="200",
            description="Links to the files of one day.",
            bodies={
                "application/json": CopilotMetrics1DayReport,
            },
        ),
        Answer(
            status="204",
            description="There is no report for this day, because nothing happened or it is not made yet.",
        ),
        Answer(
            status="403",
            description="The token's owner lacks the role, the token lacks the scope or permission, the policy is switched off, or the rate limit is used up; the message says which.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="404",
            description="There is no such enterprise, organization or team, the token may not see it, or the day is out of range.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="500",
            description="Something failed on GitHub's side; the same request may succeed later.",
            bodies={
                "application/json": BasicError,
            },
        ),
    ),
    day_window=DayWindow(first=datetime.date(2026, 7, 17), max_age_days=365),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-repository-report-for-a-specific-day",
    facts={
        "x-github": {
            "category": "copilot",
            "enabledForGitHubApps": True,
            "githubCloudOnly": False,
            "subcategory": "copilot-usage-metrics",
        }
    },
    file_shape="lines",
    freshness="made once a day; a day (UTC) is complete within two to three days and may be revised until then, so fetch the last four days again",
    ghe_com=True,
    oauth_scopes=("read:org",),
    permissions=(
        Permission(access="read", name="Organization Copilot metrics", resource="organization"),
    ),
    policy='"Copilot usage metrics" set to "Enabled everywhere" for the enterprise, or enabled among the organization\'s own Copilot policies',
    report=True,
    roles=(
        "organization owner",
        'member with a custom role that holds "View Organization Copilot Metrics"',
    ),
    row_key=("entity", "repo_id", "day"),
    row_type="RepositoryDay",
    see_also=(
        "https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics",
        "https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies",
        "https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations",
    ),
    stage="generally available",
    token_kinds_that_fail=(),
    token_kinds_that_work=(
        "classic-pat",
        "oauth-app",
        "app-user",
        "app-installation",
        "fine-grained-pat",
    ),
)

COPILOT_ORGANIZATION_USAGE_METRICS: Operation[CopilotMetrics28DayReport] = Operation(
    operation_id="copilotOrganizationUsageMetrics",
    upstream_operation_id="copilot/copilot-organization-usage-metrics",
    function="copilot_organization_usage_metrics",
    method="GET",
    path="/orgs/{org}/copilot/metrics/reports/organization-28-day/latest",
    summary="Links to the totals of an organization, day by day, over the latest 28 days.",
    description="Answers with signed links to the file of the 28 days that end on the newest processed day; the links expire after about an hour. The file is one JSON object whose day_totals hold one entry a day, in no particular order and possibly with days missing. An older window cannot be asked for.",
    parameters=(
        Parameter(
            name="org",
            wire_name="org",
            location="path",
            required=True,
            type="str",
            description="Login of the organization; capital and small letters are the same here.",
            case_sensitive=False,
        ),
    ),
    answers=(
        Answer(
            status="200",
            description="Links to the files of the latest 28 days.",
            bodies={
                "application/json": CopilotMetrics28DayReport,
            },
        ),
        Answer(
            status="403",
            description="The token's owner lacks the role, the token lacks the scope or permission, the policy is switched off, or the rate limit is used up; the message says which.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="404",
            description="There is no such enterprise, organization or team, the token may not see it, or the day is out of range.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="500",
            description="Something failed on GitHub's side; the same request may succeed later.",
            bodies={
                "application/json": BasicError,
            },
        ),
    ),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-usage-metrics",
    facts={
        "x-github": {
            "category": "copilot",
            "enabledForGitHubApps": True,
            "githubCloudOnly": False,
            "subcategory": "copilot-usage-metrics",
        }
    },
    file_shape="day-totals",
    freshness="made once a day; a day (UTC) is complete within two to three days and may be revised until then, so fetch the last four days again",
    ghe_com=True,
    oauth_scopes=("read:org",),
    permissions=(
        Permission(access="read", name="Organization Copilot metrics", resource="organization"),
    ),
    policy='"Copilot usage metrics" set to "Enabled everywhere" for the enterprise, or enabled among the organization\'s own Copilot policies',
    report=True,
    roles=(
        "organization owner",
        'member with a custom role that holds "View Organization Copilot Metrics"',
    ),
    row_key=("entity", "report_start_day", "report_end_day"),
    row_type="AggregateWindow",
    see_also=(
        "https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics",
        "https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies",
        "https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations",
    ),
    stage="generally available",
    token_kinds_that_fail=(),
    token_kinds_that_work=(
        "classic-pat",
        "oauth-app",
        "app-user",
        "app-installation",
        "fine-grained-pat",
    ),
)

COPILOT_ORGANIZATION_USER_TEAMS_ONE_DAY_REPORT: Operation[CopilotMetrics1DayReport] = Operation(
    operation_id="copilotOrganizationUserTeamsOneDayReport",
    upstream_operation_id="copilot/copilot-organization-user-teams-one-day-report",
    function="copilot_organization_user_teams_one_day_report",
    method="GET",
    path="/orgs/{org}/copilot/metrics/reports/user-teams-1-day",
    summary="Links to who belonged to which team of an organization on one day.",
    description="Answers with signed links to the files of one day (UTC); the links expire after about an hour. The files hold one JSON object per line and per pair of user and team. Join them with the users report of the same day to get figures per team. Teams with fewer than five Copilot seats are left out. A day without data is answered with 204.",
    parameters=(
        Parameter(
            name="org",
            wire_name="org",
            location="path",
            required=True,
            type="str",
            description="Login of the organization; capital and small letters are the same here.",
            case_sensitive=False,
        ),
        Parameter(
            name="day",
            wire_name="day",
            location="query",
            required=True,
            type="datetime.date",
            format="date",
            description="Day that the report covers, in UTC, written YYYY-MM-DD.",
        ),
    ),
    answers=(
        Answer(
            status="200",
            description="Links to the files of one day.",
            bodies={
                "application/json": CopilotMetrics1DayReport,
            },
        ),
        Answer(
            status="204",
            description="There is no report for this day, because nothing happened or it is not made yet.",
        ),
        Answer(
            status="403",
            description="The token's owner lacks the role, the token lacks the scope or permission, the policy is switched off, or the rate limit is used up; the message says which.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="404",
            description="There is no such enterprise, organization or team, the token may not see it, or the day is out of range.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="500",
            description="Something failed on GitHub's side; the same request may succeed later.",
            bodies={
                "application/json": BasicError,
            },
        ),
    ),
    day_window=DayWindow(first=datetime.date(2026, 5, 14), max_age_days=365),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-user-teams-report-for-a-specific-day",
    facts={
        "x-github": {
            "category": "copilot",
            "enabledForGitHubApps": True,
            "githubCloudOnly": False,
            "subcategory": "copilot-usage-metrics",
        }
    },
    file_shape="lines",
    freshness="made once a day; a day (UTC) is complete within two to three days and may be revised until then, so fetch the last four days again",
    ghe_com=True,
    min_licenses=MinLicenses(count=5, of="team"),
    oauth_scopes=("read:org",),
    permissions=(
        Permission(access="read", name="Organization Copilot metrics", resource="organization"),
    ),
    policy='"Copilot usage metrics" set to "Enabled everywhere" for the enterprise, or enabled among the organization\'s own Copilot policies',
    report=True,
    roles=(
        "organization owner",
        'member with a custom role that holds "View Organization Copilot Metrics"',
    ),
    row_key=("entity", "user_id", "team_id", "day"),
    row_type="UserTeamDay",
    see_also=(
        "https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics",
        "https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies",
        "https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations",
    ),
    stage="generally available",
    token_kinds_that_fail=(),
    token_kinds_that_work=(
        "classic-pat",
        "oauth-app",
        "app-user",
        "app-installation",
        "fine-grained-pat",
    ),
)

COPILOT_ORGANIZATION_USERS_ONE_DAY_USAGE_METRICS: Operation[CopilotMetrics1DayReport] = Operation(
    operation_id="copilotOrganizationUsersOneDayUsageMetrics",
    upstream_operation_id="copilot/copilot-organization-users-one-day-usage-metrics",
    function="copilot_organization_users_one_day_usage_metrics",
    method="GET",
    path="/orgs/{org}/copilot/metrics/reports/users-1-day",
    summary="Links to the figures of each user of an organization on one day.",
    description="Answers with signed links to the files of one day (UTC); the links expire after about an hour. The files hold one JSON object per line and per user: activity by editor, feature, language and model, and which parts of Copilot the user touched. A large report comes in several files, all of which belong to it. A day without data is answered with 204.",
    parameters=(
        Parameter(
            name="org",
            wire_name="org",
            location="path",
            required=True,
            type="str",
            description="Login of the organization; capital and small letters are the same here.",
            case_sensitive=False,
        ),
        Parameter(
            name="day",
            wire_name="day",
            location="query",
            required=True,
            type="datetime.date",
            format="date",
            description="Day that the report covers, in UTC, written YYYY-MM-DD.",
        ),
    ),
    answers=(
        Answer(
            status="200",
            description="Links to the files of one day.",
            bodies={
                "application/json": CopilotMetrics1DayReport,
            },
        ),
        Answer(
            status="204",
            description="There is no report for this day, because nothing happened or it is not made yet.",
        ),
        Answer(
            status="403",
            description="The token's owner lacks the role, the token lacks the scope or permission, the policy is switched off, or the rate limit is used up; the message says which.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="404",
            description="There is no such enterprise, organization or team, the token may not see it, or the day is out of range.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="500",
            description="Something failed on GitHub's side; the same request may succeed later.",
            bodies={
                "application/json": BasicError,
            },
        ),
    ),
    day_window=DayWindow(first=datetime.date(2025, 12, 12), max_age_days=365),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-users-usage-metrics-for-a-specific-day",
    facts={
        "x-github": {
            "category": "copilot",
            "enabledForGitHubApps": True,
            "githubCloudOnly": False,
            "subcategory": "copilot-usage-metrics",
        }
    },
    file_shape="lines",
    freshness="made once a day; a day (UTC) is complete within two to three days and may be revised until then, so fetch the last four days again",
    ghe_com=True,
    oauth_scopes=("read:org",),
    permissions=(
        Permission(access="read", name="Organization Copilot metrics", resource="organization"),
    ),
    policy='"Copilot usage metrics" set to "Enabled everywhere" for the enterprise, or enabled among the organization\'s own Copilot policies',
    report=True,
    roles=(
        "organization owner",
        'member with a custom role that holds "View Organization Copilot Metrics"',
    ),
    row_key=("entity", "user_id", "day"),
    row_type="UserDay",
    see_also=(
        "https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics",
        "https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies",
        "https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations",
    ),
    stage="generally available",
    token_kinds_that_fail=(),
    token_kinds_that_work=(
        "classic-pat",
        "oauth-app",
        "app-user",
        "app-installation",
        "fine-grained-pat",
    ),
)

COPILOT_ORGANIZATION_USERS_USAGE_METRICS: Operation[CopilotMetrics28DayReport] = Operation(
    operation_id="copilotOrganizationUsersUsageMetrics",
    upstream_operation_id="copilot/copilot-organization-users-usage-metrics",
    function="copilot_organization_users_usage_metrics",
    method="GET",
    path="/orgs/{org}/copilot/metrics/reports/users-28-day/latest",
    summary="Links to the figures of each user of an organization over the latest 28 days.",
    description="Answers with signed links to the files of the 28 days that end on the newest processed day; the links expire after about an hour. The files hold one JSON object per line, one for each user on each day with activity; they are not sums over the window. A user may appear in every file of the report.",
    parameters=(
        Parameter(
            name="org",
            wire_name="org",
            location="path",
            required=True,
            type="str",
            description="Login of the organization; capital and small letters are the same here.",
            case_sensitive=False,
        ),
    ),
    answers=(
        Answer(
            status="200",
            description="Links to the files of the latest 28 days.",
            bodies={
                "application/json": CopilotMetrics28DayReport,
            },
        ),
        Answer(
            status="403",
            description="The token's owner lacks the role, the token lacks the scope or permission, the policy is switched off, or the rate limit is used up; the message says which.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="404",
            description="There is no such enterprise, organization or team, the token may not see it, or the day is out of range.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="500",
            description="Something failed on GitHub's side; the same request may succeed later.",
            bodies={
                "application/json": BasicError,
            },
        ),
    ),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-organization-users-usage-metrics",
    facts={
        "x-github": {
            "category": "copilot",
            "enabledForGitHubApps": True,
            "githubCloudOnly": False,
            "subcategory": "copilot-usage-metrics",
        }
    },
    file_shape="lines",
    freshness="made once a day; a day (UTC) is complete within two to three days and may be revised until then, so fetch the last four days again",
    ghe_com=True,
    oauth_scopes=("read:org",),
    permissions=(
        Permission(access="read", name="Organization Copilot metrics", resource="organization"),
    ),
    policy='"Copilot usage metrics" set to "Enabled everywhere" for the enterprise, or enabled among the organization\'s own Copilot policies',
    report=True,
    roles=(
        "organization owner",
        'member with a custom role that holds "View Organization Copilot Metrics"',
    ),
    row_key=("entity", "user_id", "day"),
    row_type="UserWindowDay",
    see_also=(
        "https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics",
        "https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies",
        "https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations",
    ),
    stage="generally available",
    token_kinds_that_fail=(),
    token_kinds_that_work=(
        "classic-pat",
        "oauth-app",
        "app-user",
        "app-installation",
        "fine-grained-pat",
    ),
)

COPILOT_USERS_ONE_DAY_USAGE_METRICS: Operation[CopilotMetrics1DayReport] = Operation(
    operation_id="copilotUsersOneDayUsageMetrics",
    upstream_operation_id="copilot/copilot-users-one-day-usage-metrics",
    function="copilot_users_one_day_usage_metrics",
    method="GET",
    path="/enterprises/{enterprise}/copilot/metrics/reports/users-1-day",
    summary="Links to the figures of each user of an enterprise on one day.",
    description="Answers with signed links to the files of one day (UTC); the links expire after about an hour. The files hold one JSON object per line and per user: activity by editor, feature, language and model, and which parts of Copilot the user touched. A large report comes in several files, all of which belong to it. Days before 2025-10-10 or more than a year ago are not kept.",
    parameters=(
        Parameter(
            name="enterprise",
            wire_name="enterprise",
            location="path",
            required=True,
            type="str",
            description="Short name of the enterprise, as it stands in its address on GitHub (its slug).",
        ),
        Parameter(
            name="day",
            wire_name="day",
            location="query",
            required=True,
            type="datetime.date",
            format="date",
            description="Day that the report covers, in UTC, written YYYY-MM-DD.",
        ),
    ),
    answers=(
        Answer(
            status="200",
            description="Links to the files of one day.",
            bodies={
                "application/json": CopilotMetrics1DayReport,
            },
        ),
        Answer(
            status="403",
            description="The token's owner lacks the role, the token lacks the scope or permission, the policy is switched off, or the rate limit is used up; the message says which.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="404",
            description="There is no such enterprise, organization or team, the token may not see it, or the day is out of range.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="500",
            description="Something failed on GitHub's side; the same request may succeed later.",
            bodies={
                "application/json": BasicError,
            },
        ),
    ),
    day_window=DayWindow(first=datetime.date(2025, 10, 10), max_age_days=365),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-users-usage-metrics-for-a-specific-day",
    facts={
        "x-github": {
            "category": "copilot",
            "enabledForGitHubApps": True,
            "githubCloudOnly": False,
            "subcategory": "copilot-usage-metrics",
        }
    },
    file_shape="lines",
    freshness="made once a day; a day (UTC) is complete within two to three days and may be revised until then, so fetch the last four days again",
    ghe_com=True,
    oauth_scopes=("manage_billing:copilot", "read:enterprise"),
    permissions=(
        Permission(access="read", name="Enterprise Copilot metrics", resource="enterprise"),
    ),
    policy='"Copilot usage metrics" set to "Enabled everywhere" for the enterprise',
    report=True,
    roles=(
        "enterprise owner",
        "billing manager",
        'member with a custom role that holds "View Enterprise Copilot Metrics"',
    ),
    row_key=("entity", "user_id", "day"),
    row_type="UserDay",
    see_also=(
        "https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics",
        "https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies",
    ),
    stage="generally available",
    token_kinds_that_fail=("fine-grained-pat",),
    token_kinds_that_work=("classic-pat", "oauth-app", "app-user", "app-installation"),
)

COPILOT_USERS_USAGE_METRICS: Operation[CopilotMetrics28DayReport] = Operation(
    operation_id="copilotUsersUsageMetrics",
    upstream_operation_id="copilot/copilot-users-usage-metrics",
    function="copilot_users_usage_metrics",
    method="GET",
    path="/enterprises/{enterprise}/copilot/metrics/reports/users-28-day/latest",
    summary="Links to the figures of each user of an enterprise over the latest 28 days.",
    description="Answers with signed links to the files of the 28 days that end on the newest processed day; the links expire after about an hour. The files hold one JSON object per line, one for each user on each day with activity; they are not sums over the window. A user may appear in every file of the report.",
    parameters=(
        Parameter(
            name="enterprise",
            wire_name="enterprise",
            location="path",
            required=True,
            type="str",
            description="Short name of the enterprise, as it stands in its address on GitHub (its slug).",
        ),
    ),
    answers=(
        Answer(
            status="200",
            description="Links to the files of the latest 28 days.",
            bodies={
                "application/json": CopilotMetrics28DayReport,
            },
        ),
        Answer(
            status="403",
            description="The token's owner lacks the role, the token lacks the scope or permission, the policy is switched off, or the rate limit is used up; the message says which.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="404",
            description="There is no such enterprise, organization or team, the token may not see it, or the day is out of range.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="500",
            description="Something failed on GitHub's side; the same request may succeed later.",
            bodies={
                "application/json": BasicError,
            },
        ),
    ),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-users-usage-metrics",
    facts={
        "x-github": {
            "category": "copilot",
            "enabledForGitHubApps": True,
            "githubCloudOnly": False,
            "subcategory": "copilot-usage-metrics",
        }
    },
    file_shape="lines",
    freshness="made once a day; a day (UTC) is complete within two to three days and may be revised until then, so fetch the last four days again",
    ghe_com=True,
    oauth_scopes=("manage_billing:copilot", "read:enterprise"),
    permissions=(
        Permission(access="read", name="Enterprise Copilot metrics", resource="enterprise"),
    ),
    policy='"Copilot usage metrics" set to "Enabled everywhere" for the enterprise',
    report=True,
    roles=(
        "enterprise owner",
        "billing manager",
        'member with a custom role that holds "View Enterprise Copilot Metrics"',
    ),
    row_key=("entity", "user_id", "day"),
    row_type="UserWindowDay",
    see_also=(
        "https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics",
        "https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies",
    ),
    stage="generally available",
    token_kinds_that_fail=("fine-grained-pat",),
    token_kinds_that_work=("classic-pat", "oauth-app", "app-user", "app-installation"),
)

GET_USAGE_RECORDS: Operation[list[UsageRecord]] = Operation(
    operation_id="getUsageRecords",
    upstream_operation_id="copilot/get-usage-records",
    function="get_usage_records",
    method="GET",
    path="/enterprises/{enterprise}/copilot/usage-records",
    summary="Prompts and answers of the last 48 hours, newest first, a page at a time.",
    description="Answers with a list of requests to and responses from Copilot by everybody who works under the enterprise's licences: cloud agents, the command line, VS Code, Visual Studio, JetBrains, Eclipse and others. The bodies hold what people typed: treat them as personal and secret. The Link header leads to the next page. Still a public preview, which GitHub may change.",
    parameters=(
        Parameter(
            name="enterprise",
            wire_name="enterprise",
            location="path",
            required=True,
            type="str",
            description="Short name of the enterprise, as it stands in its address on GitHub (its slug).",
        ),
        Parameter(
            name="phrase",
            wire_name="phrase",
            location="query",
            required=False,
            type="str",
            description='Filter made of qualifiers: type (request or response), user_id and created, as in "type:request user_id:12345".',
            qualifiers={"created": (), "type": ("request", "response"), "user_id": ()},
        ),
        Parameter(
            name="per_page",
            wire_name="per_page",
            location="query",
            required=False,
            type="int",
            default=25,
            description="Records on a page, from 1 to 25; GitHub moves what lies outside to the nearer end.",
        ),
        Parameter(
            name="after",
            wire_name="after",
            location="query",
            required=False,
            type="str",
            description="Cursor from a Link header; only records that come after it in the chosen order are returned.",
        ),
        Parameter(
            name="before",
            wire_name="before",
            location="query",
            required=False,
            type="str",
            description="Cursor from a Link header; only records that come before it in the chosen order are returned.",
        ),
        Parameter(
            name="order",
            wire_name="order",
            location="query",
            required=False,
            type="Literal['desc', 'asc']",
            default="desc",
            enum=("desc", "asc"),
            description="Whether the newest records come first (desc) or the oldest (asc).",
        ),
    ),
    answers=(
        Answer(
            status="200",
            description="One page of records; the Link header names the next one, and is absent on the last.",
            bodies={
                "application/json": list[UsageRecord],
            },
        ),
        Answer(
            status="400",
            description="GitHub could not make sense of the request, or does not know the API version asked for.",
            bodies={
                "application/json": BasicError,
                "application/scim+json": ScimError,
            },
        ),
        Answer(
            status="403",
            description="The token's owner lacks the role, the token lacks the scope or permission, the policy is switched off, or the rate limit is used up; the message says which.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="404",
            description="There is no such enterprise, organization or team, the token may not see it, or the day is out of range.",
            bodies={
                "application/json": BasicError,
            },
        ),
        Answer(
            status="422",
            description="A parameter holds a value that GitHub refuses, or the endpoint was called too often in too short a time.",
            bodies={
                "application/json": ValidationError,
            },
        ),
    ),
    documentation_url="https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-usage-metrics#get-copilot-usage-records-for-an-enterprise",
    facts={
        "x-github": {
            "category": "copilot",
            "enabledForGitHubApps": True,
            "githubCloudOnly": True,
            "subcategory": "copilot-usage-metrics",
        }
    },
    freshness="the last 48 hours only; for more, stream the records as they come",
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
    policy='"Copilot usage metrics" set to "Enabled everywhere" for the enterprise, and "Copilot Usage Records API" switched on among its AI controls',
    roles=("owner of an enterprise with managed users (EMU), with or without data residency",),
    see_also=(
        "https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics",
        "https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies",
    ),
    stage="public preview",
    token_kinds_that_fail=("fine-grained-pat",),
    token_kinds_that_work=("classic-pat", "oauth-app", "app-user", "app-installation"),
)

OPERATIONS = Operations(
    [
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
        GET_USAGE_RECORDS,
    ]
)
"""Every operation of this API version by its operationId."""
