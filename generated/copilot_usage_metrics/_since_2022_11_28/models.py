# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""What GitHub answers with, API versions 2022-11-28, 2026-03-10.

Keys that the description does not define are stored in `extra`. A missing key is `UNSET`: neither
None nor 0.
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
    "CopilotMetrics1DayReport",
    "CopilotMetrics28DayReport",
    "ScimError",
    "UsageRecord",
    "ValidationError",
    "ValidationErrorItem",
]


@attrs.define(kw_only=True, repr=False)
class BasicError(Model):
    """What GitHub says about a request that it refused."""

    documentation_url: str | UnsetType = UNSET
    """Page of GitHub's documentation about the operation."""
    message: str | UnsetType = UNSET
    """What went wrong, in English, for people."""
    status: str | UnsetType = UNSET
    """HTTP status once more, as a string."""
    url: str | UnsetType = UNSET
    """Address that the error is about; seldom given."""


@attrs.define(kw_only=True, repr=False)
class CopilotMetrics1DayReport(Model):
    """Where to download the report of one day; the rows themselves are in the files."""

    download_links: list[str]
    """Signed addresses of the report's files, valid for about an hour; none means that there is no
    data.
    """
    report_day: datetime.date
    """Day that the files cover, in UTC."""


@attrs.define(kw_only=True, repr=False)
class CopilotMetrics28DayReport(Model):
    """Where to download the report of the latest 28 days; the rows themselves are in the files."""

    download_links: list[str]
    """Signed addresses of the report's files, valid for about an hour; none means that there is no
    data.
    """
    report_end_day: datetime.date
    """Last of the days that the files cover, in UTC, counted in."""
    report_start_day: datetime.date
    """First of the days that the files cover, in UTC."""


@attrs.define(kw_only=True, repr=False)
class ScimError(Model):
    """An error in the form of the SCIM protocol (RFC 7644), which a 400 may take."""

    detail: str | None | UnsetType = UNSET
    """What went wrong, in English, in the field that SCIM defines for it."""
    documentation_url: str | None | UnsetType = UNSET
    """Page of GitHub's documentation about the operation."""
    message: str | None | UnsetType = UNSET
    """What went wrong, in English, in GitHub's own field."""
    schemas: list[str] | UnsetType = UNSET
    """Identifiers of the message formats that the body follows."""
    scimType: str | None | UnsetType = UNSET
    """Keyword of RFC 7644 that narrows the cause, such as invalidFilter."""
    status: int | UnsetType = UNSET
    """HTTP status once more, as a number."""


@attrs.define(kw_only=True, repr=False)
class UsageRecord(Model):
    """One request to Copilot, or one response of it; the two of a pair share github_request_id."""

    _wire_names: ClassVar[Mapping[str, str]] = {
        "timestamp": "@timestamp",
    }
    _hidden: ClassVar[frozenset[str]] = frozenset(
        {
            "body",
        }
    )

    timestamp: int | UnsetType = UNSET
    """When it happened, in milliseconds since 1970-01-01 UTC. On the wire: `@timestamp`."""
    body: str | UnsetType = UNSET
    """Content as a JSON text in a string; holds prompts and answers, so personal and secret."""
    endpoint: str | UnsetType = UNSET
    """Path of the model interface that was called, such as /chat/completions."""
    enterprise_id: int | UnsetType = UNSET
    """Number of the enterprise whose licence was used; the report files carry it as a string."""
    event_id: str | UnsetType = UNSET
    """Mark given by the client that sent the record; older records have none."""
    github_request_id: str | UnsetType = UNSET
    """Mark that a request and its response have in common."""
    type: str | UnsetType = UNSET
    """Whether this is what was sent (request) or what came back (response)."""
    user_id: int | UnsetType = UNSET
    """Number of the account that made the request; stays the same when its login changes."""


@attrs.define(kw_only=True, repr=False)
class ValidationError(Model):
    """Which parameters GitHub refused, and why."""

    documentation_url: str
    """Page of GitHub's documentation about the operation."""
    message: str
    """What went wrong, in English, for people."""
    errors: list[ValidationErrorItem] | UnsetType = UNSET
    """One entry for each value refused."""


@attrs.define(kw_only=True, repr=False)
class ValidationErrorItem(Model):
    """One value that GitHub refused."""

    code: str
    """Machine-readable reason, such as missing, invalid or custom."""
    field: str | UnsetType = UNSET
    """Parameter or property that holds the value."""
    index: int | UnsetType = UNSET
    """Position of the value in a list, from 0."""
    message: str | UnsetType = UNSET
    """What is wrong with the value, in English."""
    resource: str | UnsetType = UNSET
    """Kind of object that the value belongs to."""
    value: str | int | list[str] | None | UnsetType = UNSET
    """What was sent, where GitHub repeats it."""
