"""The row type of a file is detected from its keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, assert_type

import pytest

from copilot_usage_metrics import FileError, FileRows, UnsetType, read_rows, rows
from copilot_usage_metrics.files import FAMILIES, AnyRow
from tests.files import made

YIELDED = {name: family.yields for name, family in FAMILIES.items()}


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("odd", [0.0, 0.2])
def test_every_family_is_detected(tmp_path: Path, name: str, odd: float) -> None:
    for seed in range(20):
        path = made.write(tmp_path / "f", made.rows(name, 2, odd=odd, seed=seed))
        assert read_rows(path).row_type is YIELDED[name]


@pytest.mark.parametrize("name", FAMILIES)
def test_a_named_family_overrides_detection(tmp_path: Path, name: str) -> None:
    path = made.write(tmp_path / "f", [{"nothing": "known"}])
    each: Any
    for each in (name, FAMILIES[name].holds):
        read = read_rows(path, each)
        assert read.row_type is YIELDED[name]
        assert len(list(read)) == 1


@pytest.mark.parametrize(
    "data",
    [
        {"day": "2026-10-01"},
        {"day": "2026-10-01", "organization_id": "1", "enterprise_id": "2"},
        {"date": "2024-06-24", "total_active_users": 24, "copilot_ide_chat": {}},
        {"day": "2024-06-24", "total_suggestions_count": 24, "breakdown": []},
        {"total_seats": 2, "seats": []},
        {"download_links": [], "report_day": "2026-10-01"},
        {},
    ],
)
def test_files_that_are_not_reports_are_refused(tmp_path: Path, data: dict[str, Any]) -> None:
    path = tmp_path / "f"
    path.write_text(json.dumps(data, indent=2))
    with pytest.raises(FileError, match=r"pass the family, one of AggregateDay, .*RepositoryDay"):
        read_rows(path)


def test_many_new_keys_do_not_prevent_detection(tmp_path: Path) -> None:
    new = {f"new_{number}": number for number in range(50)}
    path = made.write(tmp_path / "f", [new | made.identity("UserTeamDay", 1)])
    assert read_rows(path).row_type is rows.UserTeamDay


def test_later_rows_decide_if_the_first_is_ambiguous(tmp_path: Path) -> None:
    path = made.write(tmp_path / "f", [5, {"day": "2026-10-01"}, *made.rows("RepositoryDay", 1)])
    assert read_rows(path).row_type is rows.RepositoryDay


def test_files_of_users_can_be_read_together_and_others_cannot(tmp_path: Path) -> None:
    one = made.write(tmp_path / "day", made.rows("UserDay", 2))
    many = made.write(tmp_path / "window", made.rows("UserWindowDay", 2))
    teams = made.write(tmp_path / "teams", made.rows("UserTeamDay", 2))
    for files in ([one, many], [many, one]):
        read = read_rows(files)
        assert read.row_type is rows.UserWindowDay
        assert len(list(read)) == 4 - read.duplicates
        assert read.unknown_keys == {}
    with pytest.raises(
        FileError, match=r"teams: contains rows of the family UserTeamDay, .* UserDay"
    ):
        read_rows([one, teams])


def test_type_checkers_infer_the_row_type(tmp_path: Path) -> None:
    path = made.write(tmp_path / "f", [made.identity("UserDay", 1)])
    assert_type(read_rows(path), FileRows[AnyRow])
    assert_type(read_rows(path, rows.UserDay), FileRows[rows.UserDay])
    assert_type(read_rows(path, "UserDay"), FileRows[rows.UserDay])
    assert_type(read_rows([path], "UserWindowDay"), FileRows[rows.UserWindowDay])
    assert_type(read_rows(path, "UserTeamDay"), FileRows[rows.UserTeamDay])
    assert_type(read_rows(path, rows.RepositoryDay), FileRows[rows.RepositoryDay])
    assert_type(read_rows(path, rows.AggregateDay), FileRows[rows.AggregateDay])
    assert_type(read_rows(path, rows.AggregateWindow), FileRows[rows.AggregateDay])
    for row in read_rows(path, "UserDay"):
        assert_type(row.user_login, str | UnsetType | None)
