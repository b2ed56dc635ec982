"""The page of the reports: every operation with its facts, from `OPERATIONS`."""

from __future__ import annotations

from collections.abc import Iterator

from copilot_usage_metrics import OPERATIONS, Operation
from copilot_usage_metrics.v2022_11_28 import OPERATIONS as EARLIER

from .docstrings import summary

_HEAD = """# Reports

What each operation of GitHub's API returns, who may call it, and for which days. `OPERATIONS` has the same facts for
programs: `OPERATIONS["copilotOrganizationUsageMetrics"].oauth_scopes`.
"""


def page() -> str:
    """The page as Markdown: current operations, then the closed ones."""
    current = list(OPERATIONS.values())
    known = {each.operation_id for each in current}
    closed = [each for each in EARLIER.values() if each.operation_id not in known]
    parts = [_HEAD, *map(_section, current), "## Closed operations", _CLOSED, *map(_line, closed)]
    return "\n".join(parts) + "\n"


_CLOSED = """
Their methods still exist in `copilot_usage_metrics.v2022_11_28`, so that old code fails with an explanation.

| method | path | closed on | use instead |
|---|---|---|---|"""


def _section(operation: Operation[object]) -> str:
    lines = [
        f"## {operation.function}",
        "",
        summary(operation.summary),
        "",
        "| fact | value |",
        "|---|---|",
        *(f"| {name} | {value} |" for name, value in _facts(operation) if value),
        "",
    ]
    return "\n".join(lines)


def _facts(operation: Operation[object]) -> Iterator[tuple[str, str]]:
    yield "request", f"`{operation.method} {operation.path}`"
    yield "parameters", ", ".join(f"`{each.name}`" for each in operation.parameters)
    if operation.row_type:
        yield "rows", f"[`rows.{operation.row_type}`](fields.md#{operation.row_type.lower()})"
        yield "a row is identified by", ", ".join(f"`{each}`" for each in operation.row_key)
    yield "roles", "; ".join(map(summary, operation.roles))
    yield "OAuth scopes", ", ".join(f"`{each}`" for each in operation.oauth_scopes)
    yield (
        "permissions",
        "; ".join(
            f"{each.name} ({each.resource}, {each.access})" for each in operation.permissions
        ),
    )
    yield "tokens that work", ", ".join(operation.token_kinds_that_work)
    yield "tokens that fail", ", ".join(operation.token_kinds_that_fail)
    yield "setting", summary(operation.policy)
    if operation.day_window:
        yield "first day", str(operation.day_window.first or "")
        yield "greatest age of a day", f"{operation.day_window.max_age_days or ''} days"
    if operation.min_licenses:
        yield (
            "least active licences",
            f"{operation.min_licenses.count} ({operation.min_licenses.of})",
        )
    yield "freshness", summary(operation.freshness)
    yield "stage", operation.stage or ""
    if operation.documentation_url:
        yield "GitHub's page", f"<{operation.documentation_url}>"


def _line(operation: Operation[object]) -> str:
    successor = EARLIER[operation.successor].function if operation.successor else ""
    linked = f"[`{successor}`](#{successor})" if successor else ""
    return f"| `{operation.function}` | `{operation.path}` | {operation.sunset or ''} | {linked} |"
