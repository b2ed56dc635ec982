"""Drift is reported by type, never by value, and `patch()` prints schema additions that cover it."""

from __future__ import annotations

import datetime
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot_usage_metrics import Drift, FileRows, detect_drift, read_rows, rows
from copilot_usage_metrics._runtime.files.file_rows import open_rows
from tests.files import made, spec
from tests.rows import wire

ENTITIES = ("organization_id", "enterprise_id")


def user(day: int, **more: Any) -> dict[str, Any]:
    """A plain row of a user."""
    key = {"user_id": 1, "organization_id": "5", "day": f"2026-10-{day:02}"}
    return key | {"used_chat": True} | more


def sums(drift: Drift) -> dict[str, tuple[int, str]]:
    return {each.path: (each.count, str(each.observed)) for each in drift.findings}


ODD = [
    user(3, new_flag=False, new_list=[]),
    user(2, new_flag=True, used_cli="yes", new_list=[{"skill": "x", "n": None}], nothing=None),
    user(4, new_list=[{"n": 1.5, "on": "2026-10-01"}], totals_by_ide=[{"x": 1}, {"x": None}]),
    user(5, totals_by_cli={"token_usage": {"a.b": "secret", "output_tokens_sum": 1.5}}),
]
FOUND = {
    "new_flag": (2, "boolean"),
    "new_list": (3, "array of {skill: string, n: number or null, on: string}"),
    "nothing": (1, "null"),
    "totals_by_cli.token_usage.a.b": (1, "string"),
    "totals_by_ide[].x": (2, "integer or null"),
    "totals_by_cli.token_usage.output_tokens_sum": (1, "number"),
    "used_cli": (1, "string"),
}


def test_drift_lists_paths_counts_and_types(tmp_path: Path) -> None:
    one = made.write(tmp_path / "one", ODD[:2])
    two = made.write(tmp_path / "two", [*ODD[1:], user(6)])
    drift = detect_drift(read_rows([one, two]))
    assert sums(drift) == FOUND
    assert (bool(drift), drift.rows, drift.bad_lines) == (True, 5, 0)
    flag = drift.findings[0]
    assert (flag.kind, flag.row_type, flag.path) == ("unknown key", "UserDay", "new_flag")
    assert (flag.place, flag.key, flag.expected) == (rows.UserDay, "new_flag", None)
    assert flag.first_day == datetime.date(2026, 10, 2)
    assert (flag.files, flag.file_count) == ((str(one),), 1)
    by_path = {each.path: each for each in drift.findings}
    assert by_path["new_list"].files == (str(one), str(two))
    assert by_path["used_cli"].expected == "boolean"
    deep = by_path["totals_by_cli.token_usage.a.b"]
    assert (deep.place, deep.key) == (rows.TokenUsage, "a.b")
    assert by_path["totals_by_ide[].x"].place is rows.UserIdeTotals


def test_drift_as_text_and_as_json(tmp_path: Path) -> None:
    path = made.write(tmp_path / "f", [*ODD, 5])
    drift = detect_drift(read_rows(path))
    text = drift.to_text()
    assert (
        f"UserDay.new_flag: unknown key, boolean, 2 times, from 2026-10-02 on, first in {path}"
        in text
    )
    assert "UserDay.used_cli: expected boolean, found string, 1 time, from 2026-10-02 on" in text
    assert text.endswith("4 rows, 1 bad line: 7 not in the spec")
    data = json.loads(json.dumps(drift.to_dict()))
    assert data["findings"][0] == {
        "kind": "unknown key",
        "row_type": "UserDay",
        "path": "new_flag",
        "object_type": "UserDay",
        "expected": None,
        "found": "boolean",
        "count": 2,
        "files": [str(path)],
        "file_count": 1,
        "first_day": "2026-10-02",
    }
    for output in (text, str(data), drift.patch(), repr(drift)):
        assert "secret" not in output


def test_rows_without_drift_give_an_empty_report(tmp_path: Path) -> None:
    drift = detect_drift(read_rows(made.write(tmp_path / "f", [user(1)])))
    assert not drift
    assert (drift.to_text(), drift.patch()) == ("1 row: no drift", "")


def test_lists_of_rows_and_consumed_files_give_the_same_drift(tmp_path: Path) -> None:
    path = made.write(tmp_path / "f", ODD)
    read = read_rows(path)
    kept = list(read)
    assert sums(detect_drift(kept)) == FOUND
    counted = detect_drift(read)
    assert {key: count for key, (count, _) in sums(counted).items()} == {
        key: count for key, (count, _) in FOUND.items()
    }
    assert counted.rows == 4
    assert all(each.first_day is None and each.files == () for each in counted.findings)
    both = detect_drift([read_rows(path), read_rows(path)])
    assert {key: count // 2 for key, (count, _) in sums(both).items()} == {
        key: count for key, (count, _) in FOUND.items()
    }
    assert both.rows == 8


def test_drift_in_the_enclosing_window_counts(tmp_path: Path) -> None:
    window = made.identity("AggregateWindow", 0) | {"around": 1, "day_totals": [{"day": "x"}]}
    drift = detect_drift(read_rows(made.write(tmp_path / "f", [window]), "AggregateWindow"))
    assert [(each.row_type, each.path) for each in drift.findings] == [
        ("AggregateWindow", "around"),
        ("AggregateDay", "day"),
    ]


@pytest.mark.parametrize("name", [name for name in rows.ROW_TYPES if name != "AggregateWindow"])
def test_all_generated_drift_is_found(tmp_path: Path, name: str) -> None:
    expected = wire.Expected()
    chance = random.Random(3)
    objects = [wire.make(name, chance, odd=0.1, expected=expected)[0] for _ in range(30)]
    family: Any = name
    read: FileRows[Any] = read_rows(made.write(tmp_path / "f", objects), family)
    found = detect_drift(read).findings
    kinds = {"unknown key": expected.unknown, "changed type": expected.drift}
    for kind, planted in kinds.items():
        assert {each.path: each.count for each in found if each.kind == kind} == dict(planted)
    assert read.duplicates == 0


def unknown_after(patch: str, path: Path, family: str) -> Drift:
    """The drift that remains when a patch is added to the spec and the file is read again."""
    with spec.row_types(spec.paste(spec.SPEC, patch)) as families:
        return detect_drift(open_rows(path, family, families, ENTITIES))


COVERED = [
    user(
        2,
        new_count=1,
        new_share=1,
        new_credits=1,
        new_day="2026-10-01",
        new_time="2026-10-01T00:00Z",
    ),
    user(3, new_share=0.5, new_credits=2.5, new_id=17, other_id="a", new_names=["a"], yes=True),
    user(4, new_id="18", other_id=5, **{"new-key": 1, "@at: #": "x", "tschüß": {"a": 1}}),
    user(5, totals_by_new=[{"new": "a", "count": 1}, {"inner": {"deep": [{"x": None}, {"x": 1}]}}]),
    user(6, totals_by_ide=[{"ide": "x", "fresh": 1, "totals_by_new": [{"other": True}]}], empty={}),
    user(7, totals_by_cli={"session_count": 1, "fresh": "x", "token_usage": {"cached_sum": 5}}),
    user(8, totals_by_3rd_party_agent=[{"agent_id": 5, "fresh": 1}], rows={"a": 1}, any=[{"b": 1}]),
]


def test_the_patch_covers_the_drift(tmp_path: Path) -> None:
    path = made.write(tmp_path / "f", COVERED)
    patch = detect_drift(read_rows(path, "UserDay")).patch()
    assert "# Not covered by an addition" not in patch
    again = unknown_after(patch, path, "UserDay")
    assert again.to_text() == f"{len(COVERED)} rows: no drift"
    for line in (
        "      new_day:\n        type: string\n        format: date\n",
        "      new_credits:\n        type: number\n        format: decimal\n",
        "      new_id:\n        type: integer\n        x-id: true\n",
        "      other_id:\n        type: string\n        x-id: true\n",
        '        x-since: "2026-10-06"\n',
        "      fresh:\n        type: integer # seen in UserIdeTotals\n",
    ):
        assert line in patch


def test_a_field_is_added_once_for_a_type_and_its_subtypes(tmp_path: Path) -> None:
    aggregate = {"day": "2026-10-01", "daily_active_users": 1, "totals_by_ide": [{"fresh": 1}]}
    one = made.write(tmp_path / "one", [aggregate])
    two = made.write(tmp_path / "two", [user(1, fresh=1, totals_by_ide=[{"fresh": 1}])])
    three = made.write(tmp_path / "three", [user(2, fresh=2, report_start_day="2026-10-01")])
    files = {one: "AggregateDay", two: "UserDay", three: "UserWindowDay"}
    patch = detect_drift([read_rows(path) for path in files]).patch()
    assert patch.count("fresh:") == 2
    for path, family in files.items():
        assert not unknown_after(patch, path, family)


def test_drift_that_no_addition_covers_is_listed_in_a_comment(tmp_path: Path) -> None:
    objects = [
        user(1, loc_added_sum=1.5, user_login=5, mixed=1, null=None, empty=[], lists=[[1]]),
        user(2, mixed="x", null=None, empty=[], items=[1, "x"], **{'"quoted"': 1, "": {}}),
    ]
    patch = detect_drift(read_rows(made.write(tmp_path / "f", objects))).patch()
    assert (
        patch
        == """\
# Not covered by an addition:
#   UserDay.loc_added_sum: expected integer, found number: `type: number` on the field would accept both
#   UserDay.user_login: expected string, found integer: the raw values are in `extra`
#   UserDay.: {}: no field can have this key
#   UserDay."quoted": integer: no field can have this key
#   UserDay.empty: always empty: the type of its items is unknown
#   UserDay.items: array of integer or string: no single type covers all of these
#   UserDay.lists: array of array of integer: no single type covers all of these
#   UserDay.mixed: integer or string: no single type covers all of these
#   UserDay.null: always null: its type is unknown
"""
    )


_KEYS = st.from_regex(r"new_[a-z]{1,6}", fullmatch=True)
_VALUES = st.recursive(
    st.sampled_from([True, 5, 2.5, "text", "2026-10-01", "7"]),
    lambda inner: (
        st.dictionaries(_KEYS, inner, min_size=1, max_size=3)
        | st.dictionaries(_KEYS, inner, min_size=1, max_size=3).map(lambda each: [each, each])
    ),
    max_leaves=8,
)


@settings(max_examples=12, deadline=None)
@given(
    new=st.dictionaries(_KEYS, _VALUES, min_size=1, max_size=4), depth=st.sampled_from([0, 1, 2])
)
def test_patch_of_any_json_covers_its_drift(
    tmp_path_factory: pytest.TempPathFactory, new: dict[str, Any], depth: int
) -> None:
    places = [new, {"totals_by_ide": [new]}, {"totals_by_cli": {"token_usage": new}}]
    path = made.write(tmp_path_factory.mktemp("f") / "f", [user(1) | places[depth]])
    patch = detect_drift(read_rows(path, "UserDay")).patch()
    assert not unknown_after(patch, path, "UserDay")
