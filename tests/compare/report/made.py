"""Findings and reports for tests: those of a real comparison, and those of a hostile description."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from generator.compare.policy.baseline import Acceptance, apply
from generator.compare.report.model import DiffReport, in_order
from generator.compare.rules.finding import Finding, Severity

BREAKING, WARN, COMPATIBLE, DOCS, NONE = (
    Severity.BREAKING,
    Severity.WARN,
    Severity.COMPATIBLE,
    Severity.DOCS,
    Severity.NONE,
)
TODAY = datetime.date(2026, 5, 4)


def finding(
    rule: str = "op.gone", wire: Severity = BREAKING, python: Severity = BREAKING, **values: Any
) -> Finding:
    """A finding; the default values are those of a removed operation."""
    pointer = values.setdefault("pointer", "/paths/~1orgs~1{org}~1copilot~1metrics/get")
    values.setdefault("message", "GET /orgs/{org}/copilot/metrics is gone")
    values.setdefault("file", "spec/2026-03-10.yaml")
    values.setdefault("line", 12)
    values.setdefault("fingerprint", f"{rule} {pointer} {values.get('old')} {values.get('new')}")
    return Finding(rule=rule, wire=wire, python=python, **values)


GONE = finding(
    old="get /orgs/{org}/copilot/metrics",
    file="HEAD:spec/2026-03-10.yaml",
    operations=("copilotMetricsForOrganization",),
    python_names=(("copilot_metrics_for_organization()", ""),),
)
DEFAULT = finding(
    "arg.default-changed",
    WARN,
    WARN,
    message="the default of per_page is another",
    pointer="/components/parameters/per-page/schema/default",
    line=40,
    old=28,
    new=100,
    operations=("a", "b", "c", "d"),
)
RENAMED = finding(
    "py.class-renamed",
    NONE,
    BREAKING,
    message="a class has another name",
    pointer="/components/schemas/seat/title",
    line=77,
    old="Copilot Business Seat",
    new="Copilot Seat",
    operations=("listSeats",),
    python_names=(("CopilotBusinessSeat", "CopilotSeat"),),
)
ADDED = finding(
    "op.new",
    COMPATIBLE,
    COMPATIBLE,
    message="GET /orgs/{org}/copilot/reports is new",
    pointer="/paths/~1orgs~1{org}~1copilot~1reports/get",
    line=99,
    new="get /orgs/{org}/copilot/reports",
    operations=("copilotReports",),
    python_names=(("", "copilot_reports_for_organization_metrics()"),),
)
TEXT = finding(
    "doc.link",
    DOCS,
    DOCS,
    message="the link to GitHub's page is another",
    pointer="/paths/~1x/get/externalDocs/url",
    line=101,
    old="https://docs.github.com/a",
    new="https://docs.github.com/b",
)
ALL = (TEXT, ADDED, RENAMED, DEFAULT, GONE)


def accepted(one: Finding, until: datetime.date = datetime.date(2026, 12, 31)) -> Acceptance:
    return Acceptance(
        fingerprint=one.fingerprint,
        reason="closed by GitHub, nobody calls it",
        expires=until,
        rule=one.rule,
        pointer=one.pointer,
    )


def report(
    findings: Sequence[Finding] = ALL, acceptances: Sequence[Acceptance] = (), **values: Any
) -> DiffReport:
    found = in_order(findings)
    applied = apply(found, acceptances, today=TODAY, file="spec/accepted.toml")
    return DiffReport(findings=found, applied=applied, **values)


# Hostile texts of a description: commands for a runner, markup, mentions,
# escapes for a terminal, texts that end early.
HOSTILE = [
    "x\n::error::injected",
    "x\r\n::set-output name=token::stolen",
    "::add-mask::a",
    " \u00a0::stop-commands::x",
    "##[error]injected",
    "a ##[set-env name=PATH]/tmp",
    "%0A::error::percent",
    "a,line=1,title=b::c",
    "\x1b[31mred\x1b[0m\x07",
    "\u2028::debug::line separator",
    "\u202egnp.exe",
    "| a | b |\n|---|---|",
    "a \\| b",
    "`` ` ``",
    "<img src=x onerror=alert(1)>",
    "<!-- --><script>",
    "</details>",
    "![p](https://example.com/x.png) [l](https://example.com)",
    "@octocat #1 GH-2 www.example.com $x$",
    "{0} {1} [a](1)",
    '"""quoted"""',
    "",
    " ",
    "a" * 5_000,
    "\U000e0001 😀",
]


def hostile(text: str) -> Finding:
    """A finding all of whose texts are this one."""
    return finding(
        rule="out.field-gone",
        message=text or "x",
        pointer=f"/components/schemas/{text}",
        file=f"spec/{text}.yaml",
        old=text,
        new={text: [text]},
        operations=(text, f"{text}2"),
        python_names=((text, ""), (text, f"{text}2")),
        fingerprint=f"fingerprint of {text}",
    )
