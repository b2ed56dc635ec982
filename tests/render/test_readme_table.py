"""The table of operations in README.md, from the description."""

from __future__ import annotations

from typing import Any

import pytest

from generator.readme import _rows
from generator.render.build import build_api

_OK = {"200": {"description": "", "content": {"text/plain": {}}}}


def _table(*operations: tuple[str, str, str]) -> list[str]:
    paths: dict[str, Any] = {
        path: {"get": {"operationId": name, "summary": summary, "responses": _OK}}
        for path, name, summary in operations
    }
    document = {"openapi": "3.0.3", "info": {"title": "", "version": ""}, "paths": paths}
    api = build_api(document, api_version="", spec_sha256="", row_keys={})
    return _rows(api).splitlines()


def test_reports_come_first_by_family_and_days() -> None:
    assert _table(
        ("/orgs/x/copilot/billing/seats", "seats", "Seats of an organization."),
        ("/orgs/x/copilot/metrics/reports/user-teams-1-day", "teams", ""),
        ("/orgs/x/copilot/metrics/reports/users-28-day/latest", "users", ""),
        ("/enterprises/x/copilot/metrics/reports/enterprise-1-day", "totals", ""),
    ) == [
        "| Totals, one day | | `totals` | |",
        "| Users, latest 28 days | `users` | | |",
        "| User teams, one day | `teams` | | |",
        "| Seats | `seats` | | |",
    ]


@pytest.mark.parametrize(
    ("summary", "label"),
    [
        ("Billed AI credits of an organization in a year, month or day.", "Billed AI credits"),
        ("The Copilot seat of a member of an organization.", "Copilot seat of a member"),
        ("Seats that an organization is billed for, paginated.", "Seats"),
        ("Seats | <b>all</b>", "Seats &#124; &lt;b&gt;all&lt;/b&gt;"),
        ("", "billing usage"),
    ],
)
def test_other_operations_are_labelled_by_their_summary(summary: str, label: str) -> None:
    [line] = _table(("/orgs/x/settings/billing/usage", "usage", summary))
    assert line == f"| {label} | `usage` | | |"


def test_the_label_of_several_scopes_is_that_of_the_organization() -> None:
    [line] = _table(
        ("/enterprises/x/copilot/billing", "whole", "Seats of an enterprise, all of them."),
        ("/orgs/x/copilot/billing", "some", "Seats by state of an organization."),
    )
    assert line == "| Seats by state | `some` | `whole` | |"
