"""What a status can mean for an operation, in words that say what to do."""

from __future__ import annotations

from typing import Any

from .operation import Operation


def meaning_of(operation: Operation[Any], status: int) -> str:
    """One or two sentences; empty where the status says it all."""
    if operation.sunset is not None and status in (404, 410):
        return closing_notice(operation)
    return {
        401: lambda _: "The token is missing, wrong, expired or revoked.",
        403: _forbidden,
        404: _not_found,
    }.get(status, lambda _: "")(operation)


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
        parts.append(f"this setting is off: {operation.policy}")
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
