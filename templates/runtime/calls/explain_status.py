"""Explains the possible meanings of a status for an operation, with advice."""

from __future__ import annotations

from typing import Any

from ..errors import ForbiddenReason
from ..operation import Operation


def meaning_of(operation: Operation[Any], status: int, media_type: str, message: str | None) -> str:
    """One or two sentences; empty if the status is self-explanatory."""
    if operation.sunset is not None and status in (404, 410):
        return closing_notice(operation)
    if status == 400 and message is not None and "version" in message.lower():
        return (
            "The server does not support the API version of this package: use another subpackage."
        )
    if status == 401:
        return "The token is missing, wrong, expired or revoked."
    if status == 403:
        reason = reason_of(media_type, message)
        takes = "" if reason in ("user agent", "proxy") else _forbidden(operation)
        return f"{_ADVICE.get(reason, '')} {takes}".strip()
    return _not_found(operation) if status == 404 else ""


def reason_of(media_type: str, message: str | None) -> ForbiddenReason:
    """The reason for a 403 that GitHub's message indicates."""
    text = (message or "").lower()
    if "administrative rules" in text or "user-agent" in text:
        return "user agent"
    if media_type == "text/html":
        return "proxy"
    if "not accessible by personal access token" in text:
        return "token kind"
    if "not accessible by" in text:
        return "installation"
    if "policy" in text and ("enabled" in text or "disabled" in text):
        return "policy"
    if "admin" in text or "role access" in text or "must have" in text or "owner" in text:
        return "role"
    return "unknown"


_ADVICE: dict[ForbiddenReason, str] = {
    "user agent": "The request had no User-Agent: a proxy on the way removes it.",
    "proxy": "A proxy or gateway refused the request, not the API: ask its operator to allow it.",
    "installation": "This token does not suffice: an enterprise's endpoints need the app's installation on the "
    "enterprise, an organization's the one there, each with its permission for Copilot metrics.",
}


def closing_notice(operation: Operation[Any]) -> str:
    """When an operation closed, and its successor."""
    notice = f"This operation was closed on {operation.sunset}"
    return f"{notice}; use {operation.successor} instead." if operation.successor else f"{notice}."


def _not_found(operation: Operation[Any]) -> str:
    names = [p.name for p in operation.parameters if p.location == "path"]
    parts = [f"{' or '.join(names) or 'the path'} is wrong or not visible to this token"]
    window = operation.day_window
    if window is not None and any(p.format == "date" for p in operation.parameters):
        bounds = []
        if window.first is not None:
            bounds.append(f"data begins on {window.first}")
        if window.max_age_days is not None:
            bounds.append(f"GitHub stores {window.max_age_days} days")
        detail = f" ({', '.join(bounds)})" if bounds else ""
        parts.append(f"the day has no report or is outside of the window{detail}")
    if operation.policy:
        parts.append(f"this policy is not set as required: {operation.policy}")
    if operation.stage == "public preview":
        parts.append("the preview is not enabled there")
    return f"Possible causes: {'; '.join(parts)}."


def _forbidden(operation: Operation[Any]) -> str:
    parts = []
    if operation.policy:
        parts.append(f"this policy must be enabled: {operation.policy}")
    if operation.roles:
        parts.append(f"the caller must be {' or '.join(operation.roles)}")
    if operation.oauth_scopes:
        parts.append(f"a classic token needs {' or '.join(operation.oauth_scopes)}")
    if operation.permissions:
        names = " or ".join(f"{p.name} ({p.resource}, {p.access})" for p in operation.permissions)
        parts.append(f"a fine-grained token or app needs {names}")
    if operation.token_kinds_that_fail:
        parts.append(f"it does not work with {', '.join(operation.token_kinds_that_fail)}")
    return f"Required: {'; '.join(parts)}." if parts else ""
