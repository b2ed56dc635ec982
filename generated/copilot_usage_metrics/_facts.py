# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Parameters and facts that several operations share."""

from __future__ import annotations

import datetime

from ._runtime.operation import DayWindow, Pagination, Parameter, Permission, SharedFacts

BILLING_USAGE_DAY = Parameter(
    name="day", type="int", description="Day of the month, 1 to 31; by default every day."
)
BILLING_USAGE_FRESHNESS = "the last 24 months; amounts are those of the bill, not the sum of ai_credits_used, which editors and servers report"
BILLING_USAGE_SEE_ALSO = (
    "https://docs.github.com/enterprise-cloud@latest/billing/tutorials/automate-usage-reporting",
)
COST_CENTER_ID = Parameter(
    name="cost_center_id",
    description="Id of a cost center to filter by, or `none` for usage without a cost center.",
)
ENTERPRISE = Parameter(
    name="enterprise",
    location="path",
    required=True,
    description="Slug of the enterprise, as in its URL on GitHub.",
)
ENTERPRISE_DAY_WINDOW = DayWindow(first=datetime.date(2025, 10, 10), max_age_days=365)
ENTERPRISE_USAGE_METRICS_SEE_ALSO = (
    "https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics",
    "https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies",
)
ENTERPRISE_USAGE_METRICS_TOKEN_KINDS_THAT_WORK = (
    "classic-pat",
    "oauth-app",
    "app-user",
    "app-installation",
)
METRICS_PAGINATION = Pagination(
    default=100, largest=100, page="page", size="per_page", style="page"
)
METRICS_PER_PAGE = Parameter(name="per_page", type="int", description="Days per page.", default=100)
MODEL = Parameter(name="model", description="Name of a model to filter by.")
MONTH = Parameter(
    name="month",
    type="int",
    description="Month, 1 to 12; by default the current one, or every month if a year is given.",
)
ORG = Parameter(
    name="org",
    location="path",
    required=True,
    description="Login of the organization.",
    case_sensitive=False,
)
ORGANIZATION = Parameter(name="organization", description="Login of an organization to filter by.")
ORG_DAY_WINDOW = DayWindow(first=datetime.date(2025, 12, 12), max_age_days=365)
PAGE = Parameter(name="page", type="int", description="Page to return, counted from 1.", default=1)
PERMISSIONS = (
    Permission(access="read", name="GitHub Copilot Business", resource="organization"),
    Permission(access="read", name="Administration", resource="organization"),
)
PRODUCT = Parameter(name="product", description="Name of a product to filter by.")
REPOS_DAY_WINDOW = DayWindow(first=datetime.date(2026, 7, 17), max_age_days=365)
ROLES = (
    "organization owner",
    "owner of the parent enterprise",
    "billing manager of the parent enterprise",
)
SINCE = Parameter(
    name="since",
    type="datetime.datetime",
    description="Start of the time to cover.",
    format="date-time",
)
TEAM_SLUG = Parameter(
    name="team_slug",
    location="path",
    required=True,
    description="Slug of the team, as in its URL on GitHub.",
)
TOKEN_KINDS_THAT_WORK = (
    "classic-pat",
    "oauth-app",
    "app-user",
    "app-installation",
    "fine-grained-pat",
)
UNTIL = Parameter(
    name="until",
    type="datetime.datetime",
    description="End of the time to cover.",
    format="date-time",
    not_before="since",
)
USAGE_ENTERPRISE = Parameter(
    name="enterprise",
    location="path",
    required=True,
    description="Slug of the enterprise, as in its URL on GitHub.",
    accepts_id=True,
)
USAGE_METRICS_DAY = Parameter(
    name="day",
    required=True,
    type="datetime.date",
    description="Day of the report, UTC.",
    format="date",
)
USAGE_METRICS_FRESHNESS = (
    "created once a day, revised for three days; fetch the last four days again"
)
USAGE_PAGINATION = Pagination(default=28, largest=28, page="page", size="per_page", style="page")
USAGE_PER_PAGE = Parameter(name="per_page", type="int", description="Days per page.", default=28)
USER = Parameter(name="user", description="Login of a user to filter by.")
USERNAME = Parameter(
    name="username", location="path", required=True, description="Login of the user."
)
USER_MANAGEMENT_FRESHNESS = "the present, without history; last_activity_at is up to 24 hours late, covers 90 days, and needs telemetry in the editor"
USER_MANAGEMENT_PAGINATION = Pagination(
    default=50, items="seats", largest=100, page="page", size="per_page", style="page"
)
USER_MANAGEMENT_PER_PAGE = Parameter(
    name="per_page", type="int", description="Seats per page, at most 100.", default=50
)
USER_MANAGEMENT_SEE_ALSO = (
    "https://docs.github.com/enterprise-cloud@latest/copilot/reference/metrics-data",
)
USER_TEAMS_DAY_WINDOW = DayWindow(first=datetime.date(2026, 5, 14), max_age_days=365)
YEAR = Parameter(name="year", type="int", description="Year, UTC; by default the current one.")
ENTERPRISE_BILLING_USAGE_FACTS = SharedFacts(
    freshness=BILLING_USAGE_FRESHNESS,
    oauth_scopes=("manage_billing:enterprise",),
    permissions=(Permission(access="read", name="Enterprise billing", resource="enterprise"),),
    roles=(
        "enterprise owner",
        "billing manager",
        "member with a custom role that may read the enterprise's billing",
    ),
    see_also=BILLING_USAGE_SEE_ALSO,
    stage="generally available",
    token_kinds_that_fail=("fine-grained-pat", "app-user"),
    token_kinds_that_work=("classic-pat", "oauth-app", "app-installation"),
)
ENTERPRISE_METRICS_FACTS = SharedFacts(
    deprecated=True,
    freshness="worked out once a day, up to yesterday (UTC)",
    ghe_com=False,
    oauth_scopes=("manage_billing:copilot", "read:enterprise"),
    policy='"Copilot Metrics API access" enabled, or set to "no policy", for the enterprise',
    roles=("enterprise owner", "billing manager"),
    since_max_age_days=100,
    stage="closed",
    sunset=datetime.date(2026, 4, 2),
    token_kinds_that_fail=("app-user", "app-installation", "fine-grained-pat"),
    token_kinds_that_work=("classic-pat", "oauth-app"),
)
ENTERPRISE_USAGE_FACTS = SharedFacts(
    deprecated=True,
    freshness="worked out once a day, up to yesterday (UTC)",
    ghe_com=False,
    last_data_day=datetime.date(2025, 2, 1),
    oauth_scopes=("manage_billing:copilot", "read:enterprise"),
    roles=("enterprise owner", "billing manager"),
    since_max_age_days=28,
    stage="closed",
    sunset=datetime.date(2025, 3, 1),
    token_kinds_that_fail=("app-user", "app-installation", "fine-grained-pat"),
    token_kinds_that_work=("classic-pat", "oauth-app"),
)
ENTERPRISE_USAGE_METRICS_FACTS = SharedFacts(
    freshness=USAGE_METRICS_FRESHNESS,
    ghe_com=True,
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
    see_also=ENTERPRISE_USAGE_METRICS_SEE_ALSO,
    stage="generally available",
    token_kinds_that_fail=("fine-grained-pat",),
    token_kinds_that_work=ENTERPRISE_USAGE_METRICS_TOKEN_KINDS_THAT_WORK,
)
ORGANIZATION_BILLING_USAGE_FACTS = SharedFacts(
    freshness=BILLING_USAGE_FRESHNESS,
    oauth_scopes=("admin:org",),
    permissions=(Permission(access="read", name="Administration", resource="organization"),),
    roles=("organization owner", "billing manager"),
    see_also=BILLING_USAGE_SEE_ALSO,
    stage="generally available",
    token_kinds_that_work=TOKEN_KINDS_THAT_WORK,
)
ORG_METRICS_FACTS = SharedFacts(
    deprecated=True,
    freshness="worked out once a day, up to yesterday (UTC)",
    ghe_com=False,
    oauth_scopes=("manage_billing:copilot", "read:org", "read:enterprise"),
    permissions=PERMISSIONS,
    policy='"Copilot Metrics API access" enabled for the organization',
    roles=ROLES,
    since_max_age_days=100,
    stage="closed",
    sunset=datetime.date(2026, 4, 2),
    token_kinds_that_work=TOKEN_KINDS_THAT_WORK,
)
ORG_USAGE_FACTS = SharedFacts(
    deprecated=True,
    freshness="worked out once a day, up to yesterday (UTC)",
    ghe_com=False,
    last_data_day=datetime.date(2025, 2, 1),
    oauth_scopes=("manage_billing:copilot", "read:org", "read:enterprise"),
    permissions=PERMISSIONS,
    roles=ROLES,
    since_max_age_days=28,
    stage="closed",
    sunset=datetime.date(2025, 3, 1),
    token_kinds_that_work=TOKEN_KINDS_THAT_WORK,
)
ORG_USAGE_METRICS_FACTS = SharedFacts(
    freshness=USAGE_METRICS_FRESHNESS,
    ghe_com=True,
    oauth_scopes=("read:org",),
    permissions=(
        Permission(access="read", name="Organization Copilot metrics", resource="organization"),
    ),
    policy='"Copilot usage metrics" set to "Enabled everywhere" for the enterprise, or enabled among the organization\'s own Copilot policies',
    roles=(
        "organization owner",
        'member with a custom role that holds "View Organization Copilot Metrics"',
    ),
    see_also=(
        "https://docs.github.com/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics",
        "https://docs.github.com/enterprise-cloud@latest/copilot/how-tos/administer-copilot/manage-for-enterprise/manage-enterprise-policies",
        "https://docs.github.com/enterprise-cloud@latest/copilot/concepts/copilot-metrics#how-are-metrics-attributed-across-organizations",
    ),
    stage="generally available",
    token_kinds_that_work=TOKEN_KINDS_THAT_WORK,
)
ORG_USER_MANAGEMENT_FACTS = SharedFacts(
    freshness=USER_MANAGEMENT_FRESHNESS,
    oauth_scopes=("manage_billing:copilot", "read:org"),
    permissions=PERMISSIONS,
    roles=("organization owner",),
    see_also=USER_MANAGEMENT_SEE_ALSO,
    stage="public preview",
    token_kinds_that_work=TOKEN_KINDS_THAT_WORK,
)
USER_BILLING_USAGE_FACTS = SharedFacts(
    freshness=BILLING_USAGE_FRESHNESS,
    oauth_scopes=("user",),
    permissions=(Permission(access="read", name="Plan", resource="user"),),
    roles=("the user",),
    see_also=BILLING_USAGE_SEE_ALSO,
    stage="generally available",
    token_kinds_that_fail=("app-installation",),
    token_kinds_that_work=("classic-pat", "oauth-app", "app-user", "fine-grained-pat"),
)
