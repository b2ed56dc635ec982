"""Requests the reports of a day, and reports keys and types that this release of the package does not know.

    COPILOT_METRICS_TOKEN=… python examples/watch_drift.py --org octo-org --day 2026-11-19 --report drift.md

`.github/workflows/drift.yml` runs it each day. Types and keys are printed, never values.

exit codes: 0 no drift, or no token; 1 drift; 2 usage; 3 no report could be read
"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from copilot_usage_metrics import (
    OPERATIONS,
    CopilotMetrics,
    CopilotMetricsError,
    Drift,
    detect_drift,
)
from copilot_usage_metrics.escaping import escape_markdown, escape_text

TOKEN = "COPILOT_METRICS_TOKEN"  # noqa: S105 - the name of a variable
_SCOPES = {"org": "/orgs/", "enterprise": "/enterprises/"}


@dataclass(frozen=True)
class DriftReport:
    """The result of one report."""

    operation_id: str
    drift: Drift | None = None
    problem: str | None = None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    options = _parser().parse_args(arguments)
    token = os.environ.get(TOKEN, "")
    if not token:
        print(f"no token: set the secret {TOKEN} to watch for drift; nothing was requested")
        return 0
    slugs = {scope: getattr(options, scope) for scope in _SCOPES if getattr(options, scope)}
    if not slugs:
        print("error: expected --org ORG, --enterprise ENTERPRISE, or both", file=sys.stderr)
        return 2
    try:
        with CopilotMetrics(token, base_url=options.base_url) as client:
            reports = list(_read(client, slugs, options.day))
    except CopilotMetricsError as error:  # the token or the base URL is invalid
        print(f"error: {escape_text(str(error))}", file=sys.stderr)
        return 2
    text = markdown(reports, options.day)
    print(text, end="")
    if options.report is not None:
        options.report.write_text(text, "utf-8")
    if all(each.drift is None for each in reports):
        print("error: no report could be read: see above", file=sys.stderr)
        return 3
    return 1 if any(each.drift and each.drift.classes for each in reports) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Request the reports of a day, and report new, changed and missing keys."
    )
    parser.add_argument("--org", metavar="SLUG")
    parser.add_argument("--enterprise", metavar="SLUG")
    parser.add_argument(
        "--day",
        type=datetime.date.fromisoformat,
        required=True,
        metavar="YYYY-MM-DD",
        help="in UTC",
    )
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="write the findings to this file, as Markdown"
    )
    parser.add_argument(
        "--base-url",
        default="https://api.github.com",
        help="the API's base URL (default: %(default)s)",
    )
    return parser


def _read(
    client: CopilotMetrics, slugs: Mapping[str, str], day: datetime.date
) -> Iterator[DriftReport]:
    """Every report of the newest API version, of the day or of the window that ends with the newest one."""
    for operation in OPERATIONS.values():
        slug = next(
            (slugs[each] for each in slugs if operation.path.startswith(_SCOPES[each])), None
        )
        if slug is None or not operation.report:
            continue
        takes_day = any(each.name == "day" for each in operation.parameters)
        try:
            call = getattr(client.rows, operation.function)
            rows = call(slug, day=day) if takes_day else call(slug)
            yield DriftReport(operation.operation_id, detect_drift(rows))
        except CopilotMetricsError as error:
            yield DriftReport(operation.operation_id, problem=str(error))


def markdown(reports: Sequence[DriftReport], day: datetime.date) -> str:
    """The findings for an issue: reports with drift first, then those that could not be read."""
    lines = [f"Reports of {day}, read with the row types of `spec/rows.yaml`.", ""]
    for each in reports:
        if each.drift is not None and each.drift.classes:
            lines += [f"### {each.operation_id}", ""]
            lines += [f"- {escape_markdown(line)}" for line in each.drift.to_text().splitlines()]
            lines.append("")
    unread = [each for each in reports if each.drift is None]
    if unread:
        lines += ["### Not read", ""]
        lines += [
            f"- {each.operation_id}: {escape_markdown(str(each.problem), 300)}" for each in unread
        ]
        lines.append("")
    empty = [
        each.operation_id for each in reports if each.drift is not None and not each.drift.rows
    ]
    if empty:
        lines += [f"Without rows: {', '.join(empty)}", ""]
    if not any(each.drift and each.drift.classes for each in reports):
        lines += ["No drift.", ""]
    lines += [
        "`make drift FILES=… DRAFT=1` with these files writes the entries to `spec/rows.yaml`.",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
