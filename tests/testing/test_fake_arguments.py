"""The arguments that a fake GitHub refuses, by name."""

from __future__ import annotations

from typing import Any

import pytest

from copilot_usage_metrics.testing import FakeGitHub


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("seats", -1),
        ("seats", 0),
        ("seats", True),
        ("seats", "5"),
        ("days", 0),
        ("days", 1.5),
        ("organizations", 0),
        ("organizations", -1),
        ("organizations", []),
        ("organizations", [""]),
        ("organizations", "octo"),
        ("enterprise", ""),
        ("enterprise", 3),
        ("seed", "a"),
        ("scenario", 3),
        ("today", "2026-01-01"),
        ("today", 3),
        ("parts", 0),
        ("records", -1),
        ("rate_limit", -1),
        ("link_seconds", -1),
        ("link_seconds", float("nan")),
        ("token_seconds", "60"),
        ("legacy", "x"),
        ("port", -1),
        ("port", 65_536),
        ("download_port", True),
        ("path_prefix", 3),
    ],
)
def test_an_invalid_argument_is_refused_by_name(name: str, value: Any) -> None:
    with pytest.raises((TypeError, ValueError), match=f"^{name}: expected "):
        FakeGitHub(**{name: value})


@pytest.mark.parametrize(
    "scenario",
    [
        "nonsense",
        "truncate=abc",
        "truncate=5,foo=1",
        "no-data-organization=zzz",
        "truncate=5,times=-1",
    ],
)
def test_a_scenario_that_does_not_exist_is_refused(scenario: str) -> None:
    with pytest.raises(ValueError, match=r"no-data|truncate|nonsense"):
        FakeGitHub(scenario=scenario)
