"""The changelog's section."""

from __future__ import annotations

import pytest

from generator.compare.report import changelog
from generator.compare.report.changelog import nearest
from tests.compare.report.made import (
    ADDED,
    ALL,
    BREAKING,
    COMPATIBLE,
    GONE,
    NONE,
    TEXT,
    finding,
    report,
)


def test_sections_in_python_names() -> None:
    shown = changelog.render(report(ALL), heading="0.2.0")
    assert shown.startswith(
        "## [0.2.0]\n\n### Added\n\n- `copilot_reports_for_organization_metrics()`"
    )
    assert (
        "### Changed\n\n- `CopilotBusinessSeat` is now `CopilotSeat`: a class has another name.\n"
        in shown
    )
    assert "### Removed\n\n- `copilot_metrics_for_organization()`" in shown
    assert "docs.github.com" not in shown


def test_removed_name_gets_its_nearest_successor() -> None:
    shown = changelog.render(
        report([GONE], successors=["copilot_metrics_for_org_teams()", "usage_for_organization()"])
    )
    assert "Nearest: `copilot_metrics_for_org_teams()`." in shown


def test_successor_is_not_removed_itself() -> None:
    other = finding(
        fingerprint="2",
        message="GET /x is gone",
        python_names=(("copilot_metrics_for_organizations()", ""),),
    )
    assert "Nearest" not in changelog.render(
        report([GONE, other], successors=["copilot_metrics_for_organizations()"])
    )


@pytest.mark.parametrize(
    ("name", "known", "successor"),
    [
        (
            "copilot_usage_metrics_for_org()",
            ["copilot_metrics_for_organization()", "list_seats()", "CopilotUsageMetrics"],
            "copilot_metrics_for_organization()",
        ),
        ("list_seats()", ["copilot_metrics_for_organization()"], None),
        (
            "CopilotUsageMetrics",
            ["CopilotUsageMetricsDay", "usage_metrics()"],
            "CopilotUsageMetricsDay",
        ),
        ("Seat.last_day", ["Team.last_day", "Seat.last_active_day"], "Seat.last_active_day"),
        ("x()", [], None),
    ],
)
def test_nearest(name: str, known: list[str], successor: str | None) -> None:
    assert nearest(name, known) == successor


def test_deprecations_and_changes_on_the_wire_alone() -> None:
    deprecated = finding(
        "op.deprecated",
        COMPATIBLE,
        COMPATIBLE,
        message="GET /x is deprecated",
        python_names=(("usage()", "usage()"),),
        fingerprint="1",
    )
    moved = finding("op.moved", BREAKING, NONE, message="GET /x is at /y now", fingerprint="2")
    shown = changelog.render(report([deprecated, moved]))
    assert "### Deprecated\n\n- `usage()`: GET /x is deprecated." in shown
    assert "### Changed\n\n- On GitHub's side: GET /x is at /y now." in shown


def test_documentation_change_has_no_entry() -> None:
    assert changelog.render(report([TEXT])) == "## [Unreleased]\n"
    assert changelog.render(report([ADDED])).count("- ") == 1
