# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Responses of GitHub, API versions 2022-11-28, 2026-03-10.

Keys that the description does not define are in `extra`. A missing key is `UNSET`, not None.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import ClassVar

import attrs

from .._runtime.calls.model import Model
from .._runtime.vocabulary import UNSET, UnsetType

__all__ = [
    "BasicError",
    "BillingAiCreditUsageReportGhe",
    "BillingAiCreditUsageReportOrg",
    "BillingAiCreditUsageReportUser",
    "BillingCostCenter",
    "BillingPeriod",
    "BillingPremiumRequestUsageReportGhe",
    "BillingPremiumRequestUsageReportOrg",
    "BillingPremiumRequestUsageReportUser",
    "BillingUsageItem",
    "CopilotBusinessSeatDetail",
    "CopilotMetrics1DayReport",
    "CopilotMetrics28DayReport",
    "CopilotOrganizationDetails",
    "CopilotSeatBreakdown",
    "CopilotSeats",
    "EnterpriseTeam",
    "OrganizationSimple",
    "ScimError",
    "ServiceUnavailableResponse",
    "SimpleUser",
    "Team",
    "TeamPermissions",
    "TeamSimple",
    "UsageRecord",
    "ValidationError",
    "ValidationErrorItem",
]


@attrs.define(kw_only=True, repr=False)
class BasicError(Model):
    """The error of a refused request."""

    documentation_url: str | UnsetType = UNSET
    """Page of GitHub's documentation about the operation."""
    message: str | UnsetType = UNSET
    """Error message in English."""
    status: str | UnsetType = UNSET
    """HTTP status, repeated as a string."""
    url: str | UnsetType = UNSET
    """URL that the error refers to; rarely present."""


@attrs.define(kw_only=True, repr=False)
class BillingAiCreditUsageReportGhe(Model):
    """Billed AI credits of an enterprise in a period."""

    enterprise: str
    """Name of the enterprise."""
    timePeriod: BillingPeriod
    """Period of a billing report."""
    usageItems: list[BillingUsageItem]
    """Usage by product, SKU and model."""
    costCenter: BillingCostCenter | UnsetType = UNSET
    """Cost center of a billing report."""
    model: str | UnsetType = UNSET
    """Model that the report is filtered by."""
    organization: str | UnsetType = UNSET
    """Login of the organization that the report is filtered by."""
    product: str | UnsetType = UNSET
    """Product that the report is filtered by."""
    user: str | UnsetType = UNSET
    """Login of the user that the report is filtered by."""


@attrs.define(kw_only=True, repr=False)
class BillingAiCreditUsageReportOrg(Model):
    """Billed AI credits of an organization in a period."""

    organization: str
    """Login of the organization."""
    timePeriod: BillingPeriod
    """Period of a billing report."""
    usageItems: list[BillingUsageItem]
    """Usage by product, SKU and model."""
    model: str | UnsetType = UNSET
    """Model that the report is filtered by."""
    product: str | UnsetType = UNSET
    """Product that the report is filtered by."""
    user: str | UnsetType = UNSET
    """Login of the user that the report is filtered by."""


@attrs.define(kw_only=True, repr=False)
class BillingAiCreditUsageReportUser(Model):
    """Billed AI credits of a user with a Copilot plan of their own in a period."""

    timePeriod: BillingPeriod
    """Period of a billing report."""
    usageItems: list[BillingUsageItem]
    """Usage by product, SKU and model."""
    user: str
    """Login of the user."""
    model: str | UnsetType = UNSET
    """Model that the report is filtered by."""
    product: str | UnsetType = UNSET
    """Product that the report is filtered by."""


@attrs.define(kw_only=True, repr=False)
class BillingCostCenter(Model):
    """Cost center of a billing report."""

    id: str
    """Id of the cost center."""
    name: str
    """Name of the cost center."""


@attrs.define(kw_only=True, repr=False)
class BillingPeriod(Model):
    """Period of a billing report."""

    year: int
    """Year, UTC."""
    day: int | UnsetType = UNSET
    """Day of the month, if the report is about a day."""
    month: int | UnsetType = UNSET
    """Month, 1 to 12, if the report is about a month or a day."""


@attrs.define(kw_only=True, repr=False)
class BillingPremiumRequestUsageReportGhe(Model):
    """Billed premium requests of an enterprise in a period."""

    enterprise: str
    """Name of the enterprise."""
    timePeriod: BillingPeriod
    """Period of a billing report."""
    usageItems: list[BillingUsageItem]
    """Usage by product, SKU and model."""
    costCenter: BillingCostCenter | UnsetType = UNSET
    """Cost center of a billing report."""
    model: str | UnsetType = UNSET
    """Model that the report is filtered by."""
    organization: str | UnsetType = UNSET
    """Login of the organization that the report is filtered by."""
    product: str | UnsetType = UNSET
    """Product that the report is filtered by."""
    user: str | UnsetType = UNSET
    """Login of the user that the report is filtered by."""


@attrs.define(kw_only=True, repr=False)
class BillingPremiumRequestUsageReportOrg(Model):
    """Billed premium requests of an organization in a period."""

    organization: str
    """Login of the organization."""
    timePeriod: BillingPeriod
    """Period of a billing report."""
    usageItems: list[BillingUsageItem]
    """Usage by product, SKU and model."""
    model: str | UnsetType = UNSET
    """Model that the report is filtered by."""
    product: str | UnsetType = UNSET
    """Product that the report is filtered by."""
    user: str | UnsetType = UNSET
    """Login of the user that the report is filtered by."""


@attrs.define(kw_only=True, repr=False)
class BillingPremiumRequestUsageReportUser(Model):
    """Billed premium requests of a user with a Copilot plan of their own in a period."""

    timePeriod: BillingPeriod
    """Period of a billing report."""
    usageItems: list[BillingUsageItem]
    """Usage by product, SKU and model."""
    user: str
    """Login of the user."""
    model: str | UnsetType = UNSET
    """Model that the report is filtered by."""
    product: str | UnsetType = UNSET
    """Product that the report is filtered by."""


@attrs.define(kw_only=True, repr=False)
class BillingUsageItem(Model):
    """Usage of one product, SKU and model."""

    discountAmount: float
    """Price of the discounted units, in US dollars."""
    discountQuantity: float
    """Units that are included in the plan or free."""
    grossAmount: float
    """Price of the used units before discounts, in US dollars."""
    grossQuantity: float
    """Units that were used."""
    model: str
    """Name of the model."""
    netAmount: float
    """Billed amount, in US dollars."""
    netQuantity: float
    """Units that are billed."""
    pricePerUnit: float
    """List price of a unit, in US dollars."""
    product: str
    """Product, such as Copilot."""
    sku: str
    """SKU, such as Copilot AI Credits."""
    unitType: str
    """Unit of the quantities, credits or requests."""


@attrs.define(kw_only=True, repr=False)
class CopilotBusinessSeatDetail(Model):
    """One Copilot seat: its assignee, the assigning organization or team, and the last activity."""

    created_at: str
    """Time at which the seat was assigned."""
    assignee: SimpleUser | None | UnsetType = UNSET
    """An account on GitHub."""
    assigning_team: Team | EnterpriseTeam | None | UnsetType = UNSET
    """Team that assigns the seat; null if it was assigned directly."""
    last_activity_at: str | None | UnsetType = UNSET
    """Time of the last activity; null if none is known within 90 days."""
    last_activity_editor: str | None | UnsetType = UNSET
    """Editor of the last activity, as name, version, extension and its version."""
    last_authenticated_at: str | None | UnsetType = UNSET
    """Time of the last sign-in to Copilot; null for never."""
    organization: OrganizationSimple | None | UnsetType = UNSET
    """An organization on GitHub."""
    pending_cancellation_date: datetime.date | None | UnsetType = UNSET
    """Day on which the seat ends; null unless it was cancelled."""
    plan_type: str | UnsetType = UNSET
    """Copilot plan of the seat."""
    updated_at: str | UnsetType = UNSET
    """Time of the last change; GitHub is removing this field in favour of created_at. Deprecated by
    GitHub.
    """


@attrs.define(kw_only=True, repr=False)
class CopilotMetrics1DayReport(Model):
    """Links to the report of one day; the rows are in the files."""

    download_links: list[str]
    """Signed URLs of the report's files, valid for about an hour; an empty list means no data."""
    report_day: datetime.date
    """Day that the files cover, in UTC."""


@attrs.define(kw_only=True, repr=False)
class CopilotMetrics28DayReport(Model):
    """Links to the report of the latest 28 days; the rows are in the files."""

    download_links: list[str]
    """Signed URLs of the report's files, valid for about an hour; an empty list means no data."""
    report_end_day: datetime.date
    """Last of the days that the files cover (inclusive), in UTC."""
    report_start_day: datetime.date
    """First of the days that the files cover, in UTC."""


@attrs.define(kw_only=True, repr=False)
class CopilotOrganizationDetails(Model):
    """The Copilot plan of an organization: seats by state, and its policies."""

    public_code_suggestions: str
    """Policy for suggestions that match public code; unconfigured if left to members."""
    seat_breakdown: CopilotSeatBreakdown
    """Numbers of seats by state in the current billing cycle."""
    seat_management_setting: str
    """Members who get a seat, all, selected or none."""
    cli: str | UnsetType = UNSET
    """Whether Copilot on the command line is enabled."""
    ide_chat: str | UnsetType = UNSET
    """Whether chat in editors is enabled."""
    plan_type: str | UnsetType = UNSET
    """Copilot plan of the organization, business or enterprise."""
    platform_chat: str | UnsetType = UNSET
    """Whether Copilot on github.com is enabled."""


@attrs.define(kw_only=True, repr=False)
class CopilotSeatBreakdown(Model):
    """Numbers of seats by state in the current billing cycle."""

    active_this_cycle: int | UnsetType = UNSET
    """Seats that were used in the current cycle."""
    added_this_cycle: int | UnsetType = UNSET
    """Seats that were added in the current cycle."""
    inactive_this_cycle: int | UnsetType = UNSET
    """Seats that were not used in the current cycle."""
    pending_cancellation: int | UnsetType = UNSET
    """Seats that end with the current cycle."""
    pending_invitation: int | UnsetType = UNSET
    """Invited users who have not accepted."""
    total: int | UnsetType = UNSET
    """Seats that are billed in the current cycle."""


@attrs.define(kw_only=True, repr=False)
class CopilotSeats(Model):
    """A page of Copilot seats, and the number of all seats."""

    seats: list[CopilotBusinessSeatDetail] | UnsetType = UNSET
    """Seats of this page; in an enterprise one for each organization or team that assigns it."""
    total_seats: int | UnsetType = UNSET
    """Number of billed seats on all pages, each user once."""


@attrs.define(kw_only=True, repr=False)
class EnterpriseTeam(Model):
    """A team of an enterprise, which may be in several organizations."""

    created_at: str
    """Time of its creation."""
    group_id: str | None
    """Id of its group at the identity provider; null without one."""
    html_url: str
    """URL of its page on GitHub."""
    id: int
    """Id of the team."""
    members_url: str
    """URL of its members, a URI template."""
    name: str
    """Name of the team."""
    slug: str
    """Slug of the team, as in its URL on GitHub; begins with ent:."""
    updated_at: str
    """Time of its last change."""
    url: str
    """URL in the REST API."""
    description: str | UnsetType = UNSET
    """Description of the team."""
    group_name: str | None | UnsetType = UNSET
    """Name of its group at the identity provider; null without one."""
    notification_setting: str | UnsetType = UNSET
    """Whether mentions of the team notify its members."""
    organization_selection_type: str | UnsetType = UNSET
    """Organizations that it is in, none, selected or all."""
    sync_to_organizations: str | UnsetType = UNSET
    """Former version of organization_selection_type."""


@attrs.define(kw_only=True, repr=False)
class OrganizationSimple(Model):
    """An organization on GitHub."""

    avatar_url: str
    """URL of its profile picture."""
    description: str | None
    """Description of its profile."""
    events_url: str
    """URL of its events in the REST API."""
    hooks_url: str
    """URL of its webhooks."""
    id: int
    """Id of the organization."""
    issues_url: str
    """URL of its issues in the REST API."""
    login: str
    """Login of the organization."""
    members_url: str
    """URL of its members, a URI template."""
    node_id: str
    """Global id for the GraphQL API."""
    public_members_url: str
    """URL of its public members, a URI template."""
    repos_url: str
    """URL of its repositories in the REST API."""
    url: str
    """URL in the REST API."""


@attrs.define(kw_only=True, repr=False)
class ScimError(Model):
    """An error in the format of the SCIM protocol (RFC 7644), one of the formats of a 400."""

    detail: str | None | UnsetType = UNSET
    """Error message in English, in the field that SCIM defines."""
    documentation_url: str | None | UnsetType = UNSET
    """Page of GitHub's documentation about the operation."""
    message: str | None | UnsetType = UNSET
    """Error message in English, in GitHub's own field."""
    schemas: list[str] | UnsetType = UNSET
    """Identifiers of the message formats that the body follows."""
    scimType: str | None | UnsetType = UNSET
    """Keyword of RFC 7644 that narrows the cause, such as invalidFilter."""
    status: int | UnsetType = UNSET
    """HTTP status, repeated as a number."""


@attrs.define(kw_only=True, repr=False)
class ServiceUnavailableResponse(Model):
    """An error of a service that is down or overloaded."""

    code: str | UnsetType = UNSET
    """Machine-readable reason."""
    documentation_url: str | UnsetType = UNSET
    """Page of GitHub's documentation about the operation."""
    message: str | UnsetType = UNSET
    """Error message in English."""


@attrs.define(kw_only=True, repr=False)
class SimpleUser(Model):
    """An account on GitHub."""

    avatar_url: str
    """URL of its profile picture."""
    events_url: str
    """URL of its events in the REST API."""
    followers_url: str
    """URL of its followers in the REST API."""
    following_url: str
    """URL of the accounts that it follows, a URI template."""
    gists_url: str
    """URL of its gists, a URI template."""
    gravatar_id: str | None
    """Id at Gravatar; usually empty."""
    html_url: str
    """URL of its page on GitHub."""
    id: int
    """Id of the account; does not change with its login."""
    login: str
    """Login of the account."""
    node_id: str
    """Global id for the GraphQL API."""
    organizations_url: str
    """URL of its organizations in the REST API."""
    received_events_url: str
    """URL of the events that it receives."""
    repos_url: str
    """URL of its repositories in the REST API."""
    site_admin: bool
    """Whether it belongs to the staff of GitHub."""
    starred_url: str
    """URL of the repositories that it starred, a URI template."""
    subscriptions_url: str
    """URL of the repositories that it watches."""
    type: str
    """Type of the account, such as User or Bot."""
    url: str
    """URL in the REST API."""
    email: str | None | UnsetType = UNSET
    """Email address of the public profile."""
    name: str | None | UnsetType = UNSET
    """Full name of the profile."""
    starred_at: str | UnsetType = UNSET
    """Time at which it starred a repository, in lists of stars only."""
    user_view_type: str | UnsetType = UNSET
    """Whether the fields are public or private."""


@attrs.define(kw_only=True, repr=False)
class Team(Model):
    """A team of an organization."""

    description: str | None
    """Description of the team."""
    html_url: str
    """URL of its page on GitHub."""
    id: int
    """Id of the team."""
    members_url: str
    """URL of its members, a URI template."""
    name: str
    """Name of the team."""
    node_id: str
    """Global id for the GraphQL API."""
    parent: TeamSimple | None
    """The parent team of another one."""
    permission: str
    """Default permission for its repositories."""
    repositories_url: str
    """URL of its repositories in the REST API."""
    slug: str
    """Slug of the team, as in its URL on GitHub."""
    url: str
    """URL in the REST API."""
    access_source: str | UnsetType = UNSET
    """Source of its access to a repository, in lists of its teams only."""
    enterprise_id: int | UnsetType = UNSET
    """Id of the enterprise that it belongs to."""
    notification_setting: str | UnsetType = UNSET
    """Whether mentions of the team notify its members."""
    organization_id: int | UnsetType = UNSET
    """Id of the organization that it belongs to."""
    permissions: TeamPermissions | UnsetType = UNSET
    """Permissions of a team for a repository."""
    privacy: str | UnsetType = UNSET
    """Visibility, closed (all members) or secret (members of the team)."""
    type: str | UnsetType = UNSET
    """Whether it belongs to an enterprise or an organization."""


@attrs.define(kw_only=True, repr=False)
class TeamPermissions(Model):
    """Permissions of a team for a repository."""

    admin: bool
    """Whether members may do everything, including deletion."""
    maintain: bool
    """Whether members may manage it, except for destructive actions."""
    pull: bool
    """Whether members may read and clone it."""
    push: bool
    """Whether members may push to it."""
    triage: bool
    """Whether members may manage issues and pull requests."""


@attrs.define(kw_only=True, repr=False)
class TeamSimple(Model):
    """The parent team of another one."""

    description: str | None
    """Description of the team."""
    html_url: str
    """URL of its page on GitHub."""
    id: int
    """Id of the team."""
    members_url: str
    """URL of its members, a URI template."""
    name: str
    """Name of the team."""
    node_id: str
    """Global id for the GraphQL API."""
    permission: str
    """Default permission for its repositories."""
    repositories_url: str
    """URL of its repositories in the REST API."""
    slug: str
    """Slug of the team, as in its URL on GitHub."""
    type: str
    """Whether it belongs to an enterprise or an organization."""
    url: str
    """URL in the REST API."""
    enterprise_id: int | UnsetType = UNSET
    """Id of the enterprise that it belongs to."""
    ldap_dn: str | UnsetType = UNSET
    """Distinguished name in LDAP."""
    notification_setting: str | UnsetType = UNSET
    """Whether mentions of the team notify its members."""
    organization_id: int | UnsetType = UNSET
    """Id of the organization that it belongs to."""
    privacy: str | UnsetType = UNSET
    """Visibility, closed (all members) or secret (members of the team)."""


@attrs.define(kw_only=True, repr=False)
class UsageRecord(Model):
    """One request to Copilot, or its response; both have the same github_request_id."""

    _wire_names: ClassVar[Mapping[str, str]] = {
        "timestamp": "@timestamp",
    }
    _hidden: ClassVar[frozenset[str]] = frozenset(
        {
            "body",
        }
    )

    timestamp: int | UnsetType = UNSET
    """Time of the record, in milliseconds since 1970-01-01 UTC. On the wire: `@timestamp`."""
    body: str | UnsetType = UNSET
    """Content as JSON text in a string; contains prompts and answers, so it is personal and
    confidential.
    """
    endpoint: str | UnsetType = UNSET
    """Path of the model interface that was called, such as /chat/completions."""
    enterprise_id: int | UnsetType = UNSET
    """Id of the enterprise whose licence was used; the report files have it as a string."""
    event_id: str | UnsetType = UNSET
    """Id set by the client that sent the record; missing from older records."""
    github_request_id: str | UnsetType = UNSET
    """Id that a request and its response share."""
    type: str | UnsetType = UNSET
    """The type of record, request or response."""
    user_id: int | UnsetType = UNSET
    """Id of the account that made the request; does not change with its login."""


@attrs.define(kw_only=True, repr=False)
class ValidationError(Model):
    """The parameters that GitHub refused, with reasons."""

    documentation_url: str
    """Page of GitHub's documentation about the operation."""
    message: str
    """Error message in English."""
    errors: list[ValidationErrorItem] | UnsetType = UNSET
    """One entry for each value refused."""


@attrs.define(kw_only=True, repr=False)
class ValidationErrorItem(Model):
    """One value that GitHub refused."""

    code: str
    """Machine-readable reason, such as missing, invalid or custom."""
    field: str | UnsetType = UNSET
    """Name of the parameter or property that has the value."""
    index: int | UnsetType = UNSET
    """Position of the value in a list, from 0."""
    message: str | UnsetType = UNSET
    """The problem of the value, in English."""
    resource: str | UnsetType = UNSET
    """Kind of object that the value belongs to."""
    value: str | int | list[str] | None | UnsetType = UNSET
    """The sent value, if GitHub repeats it."""
