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
    """One Copilot seat: who holds it, who granted it, and when it was used last."""

    created_at: str
    """When its holder was last granted the seat."""
    assignee: SimpleUser | None | UnsetType = UNSET
    """An account on GitHub, with the addresses of what belongs to it."""
    assigning_team: Team | EnterpriseTeam | None | UnsetType = UNSET
    """Team that grants the seat; null for a person who was chosen directly."""
    last_activity_at: str | None | UnsetType = UNSET
    """When Copilot was last used, as far as GitHub saw it; null for never within 90 days."""
    last_activity_editor: str | None | UnsetType = UNSET
    """Editor or surface that was used last, as name, version, extension and its version."""
    last_authenticated_at: str | None | UnsetType = UNSET
    """When its holder last signed in to Copilot; null for never."""
    organization: OrganizationSimple | None | UnsetType = UNSET
    """An organization on GitHub, with the addresses of what belongs to it."""
    pending_cancellation_date: datetime.date | None | UnsetType = UNSET
    """First day of the billing cycle without the seat; null unless it was cancelled."""
    plan_type: str | UnsetType = UNSET
    """Copilot plan that the seat is billed by."""
    updated_at: str | UnsetType = UNSET
    """When the seat last changed; GitHub is closing this field down in favour of created_at.
    Deprecated by GitHub.
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
    """Whether suggestions that match public code are allowed, blocked or left to members
    (unconfigured).
    """
    seat_breakdown: CopilotSeatBreakdown
    """Seats of an organization by what happens to them in the current billing cycle."""
    seat_management_setting: str
    """Who gets a seat: every member, chosen members, or none."""
    cli: str | UnsetType = UNSET
    """Whether Copilot on the command line is switched on."""
    ide_chat: str | UnsetType = UNSET
    """Whether chat in editors is switched on."""
    plan_type: str | UnsetType = UNSET
    """Which Copilot plan is paid for: business or enterprise."""
    platform_chat: str | UnsetType = UNSET
    """Whether Copilot on github.com is switched on."""


@attrs.define(kw_only=True, repr=False)
class CopilotSeatBreakdown(Model):
    """Seats of an organization by what happens to them in the current billing cycle."""

    active_this_cycle: int | UnsetType = UNSET
    """Seats whose holders used Copilot since the current cycle began."""
    added_this_cycle: int | UnsetType = UNSET
    """Seats that came in since the current cycle began."""
    inactive_this_cycle: int | UnsetType = UNSET
    """Seats whose holders did not use Copilot since the current cycle began."""
    pending_cancellation: int | UnsetType = UNSET
    """Seats that end with the current cycle."""
    pending_invitation: int | UnsetType = UNSET
    """People who were invited to a seat and have not accepted."""
    total: int | UnsetType = UNSET
    """Seats that are billed in the current cycle."""


@attrs.define(kw_only=True, repr=False)
class CopilotSeats(Model):
    """One page of Copilot seats, and how many there are in all."""

    seats: list[CopilotBusinessSeatDetail] | UnsetType = UNSET
    """Seats of this page; in an enterprise one for each organization or team that grants it."""
    total_seats: int | UnsetType = UNSET
    """Seats that are billed in all, each person once, whatever the page."""


@attrs.define(kw_only=True, repr=False)
class EnterpriseTeam(Model):
    """A team of an enterprise, which may reach into several organizations."""

    created_at: str
    """When it was made."""
    group_id: str | None
    """Mark of the group at the identity provider that it follows; null for none."""
    html_url: str
    """Address of its page on GitHub."""
    id: int
    """Number of the team."""
    members_url: str
    """Address of the list of its members, a URI template."""
    name: str
    """Title of the team, for people."""
    slug: str
    """Short form of the title, as it stands in its address on GitHub; begins with ent:."""
    updated_at: str
    """When it last changed."""
    url: str
    """Address of it in the REST interface."""
    description: str | UnsetType = UNSET
    """What the team is for, in its own words."""
    group_name: str | None | UnsetType = UNSET
    """Title of the group at the identity provider that it follows; null for none."""
    notification_setting: str | UnsetType = UNSET
    """Whether mentions of the team notify its members."""
    organization_selection_type: str | UnsetType = UNSET
    """In which organizations it exists: none, chosen ones or all."""
    sync_to_organizations: str | UnsetType = UNSET
    """Whether it exists in organizations, too; an older form of organization_selection_type."""


@attrs.define(kw_only=True, repr=False)
class OrganizationSimple(Model):
    """An organization on GitHub, with the addresses of what belongs to it."""

    avatar_url: str
    """Address of its picture."""
    description: str | None
    """What its profile says, in its own words."""
    events_url: str
    """Address of its activity feed."""
    hooks_url: str
    """Address of its webhooks."""
    id: int
    """Number of the organization."""
    issues_url: str
    """Address of the list of its issues."""
    login: str
    """Name of the organization, as it stands in its address on GitHub."""
    members_url: str
    """Address of the list of its members, a URI template."""
    node_id: str
    """Global id, for the GraphQL interface."""
    public_members_url: str
    """Address of the list of members who show that they are, a URI template."""
    repos_url: str
    """Address of the list of its repositories."""
    url: str
    """Address of it in the REST interface."""


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
    """An account on GitHub, with the addresses of what belongs to it."""

    avatar_url: str
    """Address of its picture."""
    events_url: str
    """Address of its activity feed."""
    followers_url: str
    """Address of the list of its followers."""
    following_url: str
    """Address of the accounts that it follows, a URI template."""
    gists_url: str
    """Address of its gists, a URI template."""
    gravatar_id: str | None
    """Mark at the Gravatar service; empty as a rule."""
    html_url: str
    """Address of its page on GitHub."""
    id: int
    """Number of the account; stays the same when its login changes."""
    login: str
    """Name of the account, as it stands in its address on GitHub."""
    node_id: str
    """Global id, for the GraphQL interface."""
    organizations_url: str
    """Address of the list of its organizations."""
    received_events_url: str
    """Address of the activity feed of what it follows."""
    repos_url: str
    """Address of the list of its repositories."""
    site_admin: bool
    """Whether the account works for GitHub."""
    starred_url: str
    """Address of what it starred, a URI template."""
    subscriptions_url: str
    """Address of the repositories that it watches."""
    type: str
    """Kind of account, such as User or Bot."""
    url: str
    """Address of it in the REST interface."""
    email: str | None | UnsetType = UNSET
    """Address from the public profile."""
    name: str | None | UnsetType = UNSET
    """Full name from the profile."""
    starred_at: str | UnsetType = UNSET
    """When it starred a repository, in lists of stars only."""
    user_view_type: str | UnsetType = UNSET
    """Whether this shows what everybody may see or more."""


@attrs.define(kw_only=True, repr=False)
class Team(Model):
    """A team of an organization, with the addresses of what belongs to it."""

    description: str | None
    """What the team is for, in its own words."""
    html_url: str
    """Address of its page on GitHub."""
    id: int
    """Number of the team."""
    members_url: str
    """Address of the list of its members, a URI template."""
    name: str
    """Title of the team, for people."""
    node_id: str
    """Global id, for the GraphQL interface."""
    parent: TeamSimple | None
    """The team above another one."""
    permission: str
    """Default access to its repositories."""
    repositories_url: str
    """Address of the list of its repositories."""
    slug: str
    """Short form of the title, as it stands in its address on GitHub."""
    url: str
    """Address of it in the REST interface."""
    access_source: str | UnsetType = UNSET
    """How it got access to a repository, in lists of a repository's teams only."""
    enterprise_id: int | UnsetType = UNSET
    """Number of the enterprise that it belongs to."""
    notification_setting: str | UnsetType = UNSET
    """Whether mentions of the team notify its members."""
    organization_id: int | UnsetType = UNSET
    """Number of the organization that it belongs to."""
    permissions: TeamPermissions | UnsetType = UNSET
    """What members of a team may do in a repository."""
    privacy: str | UnsetType = UNSET
    """Who may see it: closed (all members) or secret (its own)."""
    type: str | UnsetType = UNSET
    """Whether it belongs to an enterprise or an organization."""


@attrs.define(kw_only=True, repr=False)
class TeamPermissions(Model):
    """What members of a team may do in a repository."""

    admin: bool
    """Whether they may do everything, deletion included."""
    maintain: bool
    """Whether they may manage it without risky actions."""
    pull: bool
    """Whether they may read and clone it."""
    push: bool
    """Whether they may write to it."""
    triage: bool
    """Whether they may manage issues and pull requests."""


@attrs.define(kw_only=True, repr=False)
class TeamSimple(Model):
    """The team above another one."""

    description: str | None
    """What the team is for, in its own words."""
    html_url: str
    """Address of its page on GitHub."""
    id: int
    """Number of the team."""
    members_url: str
    """Address of the list of its members, a URI template."""
    name: str
    """Title of the team, for people."""
    node_id: str
    """Global id, for the GraphQL interface."""
    permission: str
    """Default access to its repositories."""
    repositories_url: str
    """Address of the list of its repositories."""
    slug: str
    """Short form of the title, as it stands in its address on GitHub."""
    type: str
    """Whether it belongs to an enterprise or an organization."""
    url: str
    """Address of it in the REST interface."""
    enterprise_id: int | UnsetType = UNSET
    """Number of the enterprise that it belongs to."""
    ldap_dn: str | UnsetType = UNSET
    """Distinguished name in a directory that it follows."""
    notification_setting: str | UnsetType = UNSET
    """Whether mentions of the team notify its members."""
    organization_id: int | UnsetType = UNSET
    """Number of the organization that it belongs to."""
    privacy: str | UnsetType = UNSET
    """Who may see it: closed (all members) or secret (its own)."""


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
