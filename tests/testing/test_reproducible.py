"""The same seed gives the same figures: on any day, in any order, whatever else is requested."""

from __future__ import annotations

import ast
import datetime
import hashlib
import json
from pathlib import Path

import pytest

from copilot_usage_metrics.testing import FakeGitHub
from tests.frame.repository import ROOT

TODAY = datetime.date(2026, 11, 20)
FOLDER = ROOT / "templates" / "testing"
SOURCES = sorted(FOLDER.rglob("*.py"))


def digest(rows: object) -> str:
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]


def test_figures_equal_their_recorded_digests() -> None:
    fake = FakeGitHub(seats=30, today=TODAY, seed=3)
    day = fake.days[-1]
    found = {
        "users": digest(list(fake.user_rows("octo-org", day))),
        "aggregate": digest(fake.aggregate_window(fake.enterprise)),
        "teams": digest(list(fake.team_rows("octo-labs", day))),
        "repositories": digest(list(fake.repository_rows(fake.enterprise, day))),
    }
    # after an intended change of the figures, write the new digests here
    assert found == EXPECTED


EXPECTED = {
    "users": "83a45e67c80fdc55",
    "aggregate": "6c022e2251867cc7",
    "teams": "498293e414c08f0c",
    "repositories": "aebc9896dce78681",
}


def test_the_order_of_requests_does_not_matter() -> None:
    one, other = (FakeGitHub(seats=80, today=TODAY) for _ in range(2))
    days = one.days[-5:]
    forward = {day: list(one.user_rows("octo-org", day)) for day in days}
    other.aggregate_window(other.enterprise)
    backward = {day: list(other.user_rows("octo-org", day)) for day in reversed(days)}
    assert forward == backward


def test_a_users_row_does_not_depend_on_the_number_of_users() -> None:
    few, many = (FakeGitHub(seats=seats, organizations=1, today=TODAY) for seats in (40, 400))
    day = few.days[-1]
    rows = {row["user_id"]: row for row in many.user_rows("octo-org", day)}
    assert all(rows[row["user_id"]] == row for row in few.user_rows("octo-org", day))


def test_another_seed_gives_other_users() -> None:
    one, other = (FakeGitHub(seats=40, today=TODAY, seed=seed) for seed in (1, 2))
    ids = [
        {row["user_id"] for row in fake.user_rows("octo-org", fake.days[-1])}
        for fake in (one, other)
    ]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_changing_a_row_does_not_change_the_fake() -> None:
    fake = FakeGitHub(seats=20, today=TODAY)
    for row in fake.user_rows("octo-org", fake.days[-1]):
        row["totals_by_feature"].clear()
    assert any(row["totals_by_feature"] for row in fake.user_rows("octo-org", fake.days[-1]))


OUTSIDE = {
    "__main__.py": {"_runtime.escaping.escape_lines", "_runtime.escaping.escape_text"},
    "clock.py": {"_runtime.clock"},
    "fake.py": {"_runtime.clock.today_utc"},
    "registry.py": {"_runtime.operation.Operation"},
    "github": {"_runtime.operation.Operation", "_runtime.operation.Parameter"},
    "data/described.py": {"_runtime.calls.model.Model", "_runtime.vocabulary.UnsetType"},
}
"""The modules that each part of the fake imports from the package: none of them knows the row types."""


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_the_fake_does_not_import_the_row_types(path: Path) -> None:
    name, parts = path.relative_to(FOLDER).as_posix(), path.relative_to(FOLDER).parts
    taken = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level > len(parts):
            taken |= {f"{node.module or ''}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            imported = {alias.name.split(".")[0] for alias in node.names}
            # classes of bodies are not rows: the fake reads the content of a body off them
            assert not imported & {"msgspec", "attrs"} or name == "data/described.py"
    assert taken <= OUTSIDE.get(name, OUTSIDE.get(parts[0], set()))
