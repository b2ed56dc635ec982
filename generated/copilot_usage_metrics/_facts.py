# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Parameters and facts that several operations share."""

from __future__ import annotations

import datetime

from ._runtime.operation import Access, DayWindow, Pagination, Parameter, Permission

ACCESS = Access(
    oauth_scopes=("manage_billing:copilot", "read:enterprise"),
    permissions=(
        Permission(access="read", name="Enterprise Copilot metrics", resource="enterprise"),
    ),
    policy='"Copilot usage metrics" set to "Enabled everywhere" for the enterprise',
    roles=(
        "enterprise owner",
        "billing manager",
        'member with a custom role that holds "View Enterprise Copilot Metrics"',
    ),
    token_kinds_that_fail=("fine-grained-pat",),
    token_kinds_that_work=("classic-pat", "oauth-app", "app-user", "app-installation"),
)
COST_CENTER_ID = Parameter(
    name="cost_center_id",
    wire_name="cost_center_id",
    location="query",
    required=False,
    type="str",
    description="Id of a cost center, or none for what belongs to no cost center.",
)
DAY = Parameter(
    name="day",
    wire_name="day",
    location="query",
    required=True,
    type="datetime.date",
    description="Day that the report covers, in UTC, written YYYY-MM-DD.",
    format="date",
)
ENTERPRISE = Parameter(
    name="enterprise",
    wire_name="enterprise",
    location="path",
    required=True,
    type="str",
    description="Short name of the enterprise, as it stands in its address on GitHub (its slug).",
)
ENTERPRISE_DAY_WINDOW = DayWindow(first=datetime.date(2025, 10, 10), max_age_days=365)
ENTERPRISE_METRICS_ACCESS = Access(
    oauth_scopes=("manage_billing:copilot", "read:enterprise"),
    policy='"Copilot Metrics API access" enabled, or set to "no policy", for the enterprise',
    roles=("enterprise owner", "billing manager"),
    token_kinds_that_fail=("app-user", "app-installation", "fine-grained-pat"),
    token_kinds_that_work=("classic-pat", "oauth-app"),
)
ENTERPRISE_METRICS_FACTS = {
    "x-github": {
        "category": "copilot",
        "enabledForGitHubApps": True,
        "githubCloudOnly": True,
        "subcategory": "copilot-metrics",
    }
}
ENTERPRISE_SEE_ALSO = (
    "https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics",
    "https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies",
)
ENTERPRISE_USAGE_ACCESS = Access(
    oauth_scopes=("manage_billing:copilot", "read:enterprise"),
    roles=("enterprise owner", "billing manager"),
    token_kinds_that_fail=("app-user", "app-installation", "fine-grained-pat"),
    token_kinds_that_work=("classic-pat", "oauth-app"),
)
ENTERPRISE_USAGE_ACCESS_2 = Access(
    oauth_scopes=("manage_billing:enterprise",),
    permissions=(Permission(access="read", name="Enterprise billing", resource="enterprise"),),
    roles=(
        "enterprise owner",
        "billing manager",
        "member with a custom role that may read the enterprise's billing",
    ),
    token_kinds_that_fail=("fine-grained-pat", "app-user"),
    token_kinds_that_work=("classic-pat", "oauth-app", "app-installation"),
)
ENTERPRISE_USAGE_FACTS = {
    "x-github": {
        "category": "billing",
        "enabledForGitHubApps": True,
        "githubCloudOnly": True,
        "subcategory": "usage",
    }
}
ENTERPRISE_USAGE_FACTS_2 = {
    "x-github": {
        "category": "copilot",
        "enabledForGitHubApps": True,
        "githubCloudOnly": True,
        "subcategory": "copilot-usage",
    }
}
FACTS = {
    "x-github": {
        "category": "copilot",
        "enabledForGitHubApps": True,
        "githubCloudOnly": False,
        "subcategory": "copilot-usage-metrics",
    }
}
FRESHNESS = "created once a day; a day (UTC) is complete within two to three days and may be revised until then, so fetch the last four days again"
FRESHNESS_2 = "as of now: GitHub keeps no history of seats; last_activity_at lies up to 24 hours behind, holds what the last 90 days saw, and needs telemetry switched on in the editor"
METRICS_PAGINATION = Pagination(
    default=100, largest=100, page="page", size="per_page", style="page"
)
METRICS_PER_PAGE = Parameter(
    name="per_page",
    wire_name="per_page",
    location="query",
    required=False,
    type="int",
    description="Days on a page; the largest number is the default.",
    default=100,
)
MODEL = Parameter(
    name="model",
    wire_name="model",
    location="query",
    required=False,
    type="str",
    description="Title of a model; only its figures are returned.",
)
MONTH = Parameter(
    name="month",
    wire_name="month",
    location="query",
    required=False,
    type="int",
    description="Calendar month from 1 to 12; the current one by default, or all where a year is given.",
)
ORG = Parameter(
    name="org",
    wire_name="org",
    location="path",
    required=True,
    type="str",
    description="Login of the organization; capital and small letters are the same here.",
    case_sensitive=False,
)
ORGANIZATION = Parameter(
    name="organization",
    wire_name="organization",
    location="query",
    required=False,
    type="str",
    description="Login of an organization; only its figures are returned.",
)
ORGANIZATION_USAGE_ACCESS = Access(
    oauth_scopes=("admin:org",),
    permissions=(Permission(access="read", name="Administration", resource="organization"),),
    roles=("organization owner", "billing manager"),
    token_kinds_that_fail=(),
    token_kinds_that_work=(
        "classic-pat",
        "oauth-app",
        "app-user",
        "app-installation",
        "fine-grained-pat",
    ),
)
ORG_ACCESS = Access(
    oauth_scopes=("read:org",),
    permissions=(
        Permission(access="read", name="Organization Copilot metrics", resource="organization"),
    ),
    policy='"Copilot usage metrics" set to "Enabled everywhere" for the enterprise, or enabled among the organization\'s own Copilot policies',
    roles=(
        "organization owner",
        'member with a custom role that holds "View Organization Copilot Metrics"',
    ),
    token_kinds_that_fail=(),
    token_kinds_that_work=(
        "classic-pat",
        "oauth-app",
        "app-user",
        "app-installation",
        "fine-grained-pat",
    ),
)
ORG_ACCESS_2 = Access(
    oauth_scopes=("manage_billing:copilot", "read:org"),
    permissions=(
        Permission(access="read", name="GitHub Copilot Business", resource="organization"),
        Permission(access="read", name="Administration", resource="organization"),
    ),
    roles=("organization owner",),
    token_kinds_that_fail=(),
    token_kinds_that_work=(
        "classic-pat",
        "oauth-app",
        "app-user",
        "app-installation",
        "fine-grained-pat",
    ),
)
ORG_DAY_WINDOW = DayWindow(first=datetime.date(2025, 12, 12), max_age_days=365)
ORG_FACTS = {
    "x-github": {
        "category": "copilot",
        "enabledForGitHubApps": True,
        "githubCloudOnly": False,
        "subcategory": "copilot-user-management",
    }
}
ORG_METRICS_ACCESS = Access(
    oauth_scopes=("manage_billing:copilot", "read:org", "read:enterprise"),
    permissions=(
        Permission(access="read", name="GitHub Copilot Business", resource="organization"),
        Permission(access="read", name="Administration", resource="organization"),
    ),
    policy='"Copilot Metrics API access" enabled for the organization',
    roles=(
        "organization owner",
        "owner of the parent enterprise",
        "billing manager of the parent enterprise",
    ),
    token_kinds_that_fail=(),
    token_kinds_that_work=(
        "classic-pat",
        "oauth-app",
        "app-user",
        "app-installation",
        "fine-grained-pat",
    ),
)
ORG_METRICS_FACTS = {
    "x-github": {
        "category": "copilot",
        "enabledForGitHubApps": True,
        "githubCloudOnly": False,
        "subcategory": "copilot-metrics",
    }
}
ORG_SEE_ALSO = (
    "https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics",
    "https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies",
    "https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations",
)
ORG_USAGE_ACCESS = Access(
    oauth_scopes=("manage_billing:copilot", "read:org", "read:enterprise"),
    permissions=(
        Permission(access="read", name="GitHub Copilot Business", resource="organization"),
        Permission(access="read", name="Administration", resource="organization"),
    ),
    roles=(
        "organization owner",
        "owner of the parent enterprise",
        "billing manager of the parent enterprise",
    ),
    token_kinds_that_fail=(),
    token_kinds_that_work=(
        "classic-pat",
        "oauth-app",
        "app-user",
        "app-installation",
        "fine-grained-pat",
    ),
)
ORG_USAGE_FACTS = {
    "x-github": {
        "category": "copilot",
        "enabledForGitHubApps": True,
        "githubCloudOnly": False,
        "subcategory": "copilot-usage",
    }
}
PAGE = Parameter(
    name="page",
    wire_name="page",
    location="query",
    required=False,
    type="int",
    description="Which page to return, counted from 1.",
    default=1,
)
PRODUCT = Parameter(
    name="product",
    wire_name="product",
    location="query",
    required=False,
    type="str",
    description="Title of a product; only its figures are returned.",
)
REPOS_DAY_WINDOW = DayWindow(first=datetime.date(2026, 7, 17), max_age_days=365)
SEATS_PAGINATION = Pagination(
    default=50, items="seats", largest=100, page="page", size="per_page", style="page"
)
SEATS_PER_PAGE = Parameter(
    name="per_page",
    wire_name="per_page",
    location="query",
    required=False,
    type="int",
    description="Seats on a page, at most 100.",
    default=50,
)
SEE_ALSO = ("https://docs.github.com/enterprise-cloud@latest/copilot/reference/metrics-data",)
SINCE = Parameter(
    name="since",
    wire_name="since",
    location="query",
    required=False,
    type="datetime.datetime",
    description="Earliest moment to cover, as YYYY-MM-DDTHH:MM:SSZ.",
    format="date-time",
)
TEAM_SLUG = Parameter(
    name="team_slug",
    wire_name="team_slug",
    location="path",
    required=True,
    type="str",
    description="Short name of the team, as it stands in its address on GitHub.",
)
UNTIL = Parameter(
    name="until",
    wire_name="until",
    location="query",
    required=False,
    type="datetime.datetime",
    description="Latest moment to cover, as YYYY-MM-DDTHH:MM:SSZ; not before since.",
    format="date-time",
    not_before="since",
)
USAGE_DAY = Parameter(
    name="day",
    wire_name="day",
    location="query",
    required=False,
    type="int",
    description="Day of the month from 1 to 31; all by default.",
)
USAGE_ENTERPRISE = Parameter(
    name="enterprise",
    wire_name="enterprise",
    location="path",
    required=True,
    type="str",
    description="Short name of the enterprise, as it stands in its address on GitHub (its slug).",
    accepts_id=True,
)
USAGE_FACTS = {
    "x-github": {
        "category": "billing",
        "enabledForGitHubApps": True,
        "githubCloudOnly": False,
        "subcategory": "usage",
    }
}
USAGE_FRESHNESS = "of the last 24 months; the current month by default; amounts are those of the bill and no sum of ai_credits_used, which counts what editors and servers report"
USAGE_PAGINATION = Pagination(default=28, largest=28, page="page", size="per_page", style="page")
USAGE_PER_PAGE = Parameter(
    name="per_page",
    wire_name="per_page",
    location="query",
    required=False,
    type="int",
    description="Days on a page; the largest number is the default.",
    default=28,
)
USAGE_SEE_ALSO = (
    "https://docs.github.com/enterprise-cloud@latest/billing/tutorials/automate-usage-reporting",
)
USER = Parameter(
    name="user",
    wire_name="user",
    location="query",
    required=False,
    type="str",
    description="Login of a person; only their figures are returned.",
)
USERNAME = Parameter(
    name="username",
    wire_name="username",
    location="path",
    required=True,
    type="str",
    description="Login of the person.",
)
USER_TEAMS_DAY_WINDOW = DayWindow(first=datetime.date(2026, 5, 14), max_age_days=365)
USER_USAGE_ACCESS = Access(
    oauth_scopes=("user",),
    permissions=(Permission(access="read", name="Plan", resource="user"),),
    roles=("the person themselves",),
    token_kinds_that_fail=("app-installation",),
    token_kinds_that_work=("classic-pat", "oauth-app", "app-user", "fine-grained-pat"),
)
YEAR = Parameter(
    name="year",
    wire_name="year",
    location="query",
    required=False,
    type="int",
    description="Calendar year, UTC; the current one by default.",
)
