"""A missing key and a new key with values of the same shape are reported as a possible rename."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_usage_metrics import Drift, detect_drift, read_rows
from copilot_usage_metrics._runtime.decoding.row_fields import fields_of
from copilot_usage_metrics._runtime.drift.value_shapes import ValueShape
from copilot_usage_metrics.rows import UserDay
from tests.files import made

FIGURES = [
    name
    for name in fields_of(UserDay)
    if name not in UserDay.__may_be_absent__ and name.endswith(("_count", "_sum"))
]
OLD, DAYS = "loc_added_sum", ("2026-10-01", "2026-10-02")


def rows(day: str, **changes: Any) -> list[dict[str, Any]]:
    """Twenty rows of a day. A change is a function of the row's number; None removes the key."""
    found = []
    for number in range(20):
        row = dict.fromkeys(FIGURES, number) | made.identity("UserDay", 1)
        row |= {"user_id": number, "day": day, "user_login": f"a{number}", "used_agent": True}
        for name, value in changes.items():
            if value is None:
                del row[name]
            else:
                row[name] = value(number)
        found.append(row)
    return found


def drift(folder: Path, *files: list[dict[str, Any]]) -> Drift:
    paths = [made.write(folder / f"f{number}", each) for number, each in enumerate(files)]
    return detect_drift(read_rows(paths))


def pairs(found: Drift) -> list[tuple[str, str]]:
    return [(each.old_path, each.new_path) for each in found.renames]


@pytest.mark.parametrize("has_older_file", [True, False])
def test_rename_is_offered_and_both_keys_are_still_reported(
    tmp_path: Path, has_older_file: bool
) -> None:
    older = [rows(DAYS[0])] if has_older_file else []
    changes: dict[str, Any] = {OLD: None, "lines_added_sum": lambda number: number * 2}
    found = drift(tmp_path, *older, rows(DAYS[1], **changes))
    assert pairs(found) == [(OLD, "lines_added_sum")]
    assert "new" in found.classes
    assert "gone" in found.classes
    (rename,) = found.renames
    assert (rename.count, rename.new_shape) == (20, "number, 0 to 38")
    assert rename.old_shape == ("number, 0 to 19" if has_older_file else None)
    assert f"UserDay.{OLD}: renamed? to lines_added_sum" in found.to_text()
    assert found.to_dict()["renames"][0]["new_path"] == "lines_added_sum"
    assert f"#   UserDay.{OLD}: renamed? to lines_added_sum" in found.patch()


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(str, id="another type"),
        pytest.param(lambda number: 5_000_000 + number, id="another range"),
        pytest.param(lambda number: None, id="no value"),
        pytest.param(lambda number: number % 2 == 0, id="a boolean"),
    ],
)
def test_new_key_with_other_values_is_not_a_rename(tmp_path: Path, value: Any) -> None:
    found = drift(tmp_path, rows(DAYS[0]), rows(DAYS[1], **{OLD: None, "lines_added_sum": value}))
    assert pairs(found) == []
    assert "gone" in found.classes


def test_new_key_beside_the_old_one_is_not_a_rename(tmp_path: Path) -> None:
    assert pairs(drift(tmp_path, rows(DAYS[0], lines_added_sum=lambda number: number))) == []


def test_new_key_of_the_older_file_is_not_a_rename(tmp_path: Path) -> None:
    older = rows(DAYS[0], lines_added_sum=lambda number: number)
    assert pairs(drift(tmp_path, older, rows(DAYS[1], **{OLD: None}))) == []


def test_new_key_of_a_few_rows_is_not_a_rename(tmp_path: Path) -> None:
    newer = rows(DAYS[1], **{OLD: None, "lines_added_sum": lambda number: number})
    for row in newer[5:]:
        del row["lines_added_sum"]
    assert pairs(drift(tmp_path, rows(DAYS[0]), newer)) == []


def test_unlike_name_is_not_a_rename_if_other_keys_are_gone_too(tmp_path: Path) -> None:
    changes = {OLD: None, "loc_deleted_sum": None, "quick_fixes": lambda number: number}
    assert pairs(drift(tmp_path, rows(DAYS[1], **changes))) == []


def test_several_renames_are_matched_by_their_names(tmp_path: Path) -> None:
    def same(number: int) -> int:
        return number

    changes = {
        OLD: None,
        "loc_deleted_sum": None,
        "lines_added_sum": same,
        "lines_deleted_sum": same,
    }
    found = drift(tmp_path, rows(DAYS[0]), rows(DAYS[1], **changes))
    assert pairs(found) == [(OLD, "lines_added_sum"), ("loc_deleted_sum", "lines_deleted_sum")]


@given(
    st.lists(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text())
    )
)
def test_shape_equals_itself_in_any_order(values: list[Any]) -> None:
    one, other = ValueShape(), ValueShape()
    for value in values:
        one.take(value)
    for value in reversed(values):
        other.take(value)
    assert one.is_like(other) == bool(one.kinds)
    assert str(one) == str(other)
