"""What a status can mean for an operation, in words that say what to do."""

from __future__ import annotations

from typing import Any

from ..errors import ForbiddenReason
from ..operation import Operation


def meaning_of(operation: Operation[Any], status: int, media_type: str, message: str | None) -> str:
    """One or two sentences; empty where the status says it all."""
    if operation.sunset is not None and status in (404, 410):
        return closing_notice(operation)
    if status == 400 and message is not None and "version" in message.lower():
        return "The API version that this package asks for is not supported there: use another subpackage."
    if status == 401:
        return "The token is missing, wrong, expired or revoked."
    if status == 403:
        reason = reason_of(media_type, message)
        takes = "" if reason in ("user agent", "proxy") else _forbidden(operation)
        return f"{_ADVICE.get(reason, '')} {takes}".strip()
    return _not_found(operation) if status == 404 else ""


def reason_of(media_type: str, message: str | None) -> ForbiddenReason:
    """Which of the reasons for a 403 GitHub's message tells of."""
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
    "user agent": "The request came without a User-Agent: something on the way takes it away.",
    "proxy": "A proxy or gateway refused it, not GitHub: ask whoever runs it to let it pass.",
    "installation": "This token cannot do it: an enterprise's endpoints need the app's installation on the "
    "enterprise, an organization's the one there, each with its permission for Copilot metrics.",
}


def closing_notice(operation: Operation[Any]) -> str:
    """When an operation closed, and what to use instead."""
    notice = f"GitHub closed this operation on {operation.sunset}"
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
            bounds.append(f"GitHub keeps {window.max_age_days} days")
        detail = f" ({', '.join(bounds)})" if bounds else ""
        parts.append(f"the day has no report or lies outside the window{detail}")
    if operation.policy:
        parts.append(f"this is not set as it has to be: {operation.policy}")
    if operation.stage == "public preview":
        parts.append("the preview is not switched on there")
    return f"It can mean: {'; '.join(parts)}."


def _forbidden(operation: Operation[Any]) -> str:
    parts = []
    if operation.policy:
        parts.append(f"the setting has to be on: {operation.policy}")
    if operation.roles:
        parts.append(f"the caller has to be {' or '.join(operation.roles)}")
    if operation.oauth_scopes:
        parts.append(f"a classic token needs {' or '.join(operation.oauth_scopes)}")
    if operation.permissions:
        names = " or ".join(f"{p.name} ({p.resource}, {p.access})" for p in operation.permissions)
        parts.append(f"a fine-grained token or app needs {names}")
    if operation.token_kinds_that_fail:
        parts.append(f"it does not work with {', '.join(operation.token_kinds_that_fail)}")
    return f"What it takes: {'; '.join(parts)}." if parts else ""
