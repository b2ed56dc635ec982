"""Each scenario of files has its effect on the bytes."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from copilot_usage_metrics.testing import SCENARIOS, FakeGitHub
from tests.testing.wire import USERS_DAY, Answer, ask, lines_of, links_of


def get(github: FakeGitHub, family: str = "users-1-day", day: object = "2026-11-19") -> Answer:
    return ask(links_of(github, family, "octo-org", day)[0])


@pytest.fixture
def plain(github: FakeGitHub, day: datetime.date) -> list[dict[str, Any]]:
    return list(github.user_rows("octo-org", day))


def test_a_plain_file_has_one_row_per_line(github: FakeGitHub, plain: list[dict[str, Any]]) -> None:
    body = get(github).body
    assert lines_of(body) == plain
    assert body.endswith(b"}\n")
    assert body.count(b"\n") == len(plain)


@pytest.mark.parametrize(
    ("value", "end"), [("json", ".json"), ("csv", ".csv"), ("ndjson", ".ndjson"), ("none", ".c000")]
)
def test_suffix_of_file_names(github: FakeGitHub, value: str, end: str) -> None:
    github.scenario = f"suffix={value}"
    (link,) = links_of(github, "users-1-day", "octo-org", "2026-11-19")
    assert link.partition("?")[0].endswith(end)
    assert ask(link).status == 200


def test_content_type_of_files(github: FakeGitHub) -> None:
    assert get(github).headers["content-type"] == "application/octet-stream"
    github.scenario = "content-type=text/html"
    assert get(github).headers["content-type"] == "text/html"


def test_crlf(github: FakeGitHub, plain: list[dict[str, Any]]) -> None:
    github.scenario = "crlf"
    body = get(github).body
    assert body.count(b"\r\n") == body.count(b"\n") == len(plain)
    assert [json.loads(line) for line in body.split(b"\r\n")[:-1]] == plain


def test_no_final_newline(github: FakeGitHub, plain: list[dict[str, Any]]) -> None:
    github.scenario = "no-final-newline"
    body = get(github).body
    assert body.endswith(b"}")
    assert lines_of(body) == plain


def test_blank_lines(github: FakeGitHub, plain: list[dict[str, Any]]) -> None:
    github.scenario = "blank-lines=2"
    lines = get(github).body.split(b"\n")[:-1]
    blank = [line for line in lines if not line.strip()]
    assert len(blank) == len(plain) // 2
    assert [json.loads(line) for line in lines if line.strip()] == plain


def test_a_byte_order_mark(github: FakeGitHub, plain: list[dict[str, Any]]) -> None:
    github.scenario = "bom"
    body = get(github).body
    assert body.startswith(b"\xef\xbb\xbf{")
    assert lines_of(body.removeprefix(b"\xef\xbb\xbf")) == plain


def test_separators_inside_strings(github: FakeGitHub, plain: list[dict[str, Any]]) -> None:
    github.scenario = "u2028"
    body = get(github).body
    assert "\u2028\u2029".encode() in body
    rows = [json.loads(line) for line in body.split(b"\n")[:-1]]
    assert [row["user_login"].rstrip("\u2028\u2029") for row in rows] == [
        row["user_login"] for row in plain
    ]


def test_characters_of_several_bytes(github: FakeGitHub) -> None:
    github.scenario = "multibyte"
    assert "😀".encode() in get(github).body


def test_an_array(github: FakeGitHub, plain: list[dict[str, Any]]) -> None:
    github.scenario = "array"
    assert json.loads(get(github).body) == plain
    github.scenario = "array pretty crlf"
    body = get(github).body
    assert json.loads(body) == plain
    assert body.count(b"\n") == body.count(b"\r\n") > len(plain) * 10


def test_wrapped(github: FakeGitHub, plain: list[dict[str, Any]]) -> None:
    github.scenario = "wrapped"
    assert json.loads(get(github).body) == {"day_totals": plain}


def test_pretty(github: FakeGitHub, day: datetime.date) -> None:
    github.scenario = "pretty"
    body = get(github, "organization-1-day").body
    assert body.count(b"\n") > 100
    assert json.loads(body) == github.aggregate("octo-org", day)


def test_empty_files_and_arrays(github: FakeGitHub) -> None:
    github.scenario = "empty-file"
    assert get(github).body == b""
    github.scenario = "empty-array"
    assert get(github).body == b"[]\n"


@pytest.mark.parametrize(
    ("value", "user", "entity"),
    [("strings", str, str), ("numbers", int, int), ("swapped", str, int)],
)
def test_types_of_ids(github: FakeGitHub, value: str, user: type, entity: type) -> None:
    github.scenario = f"ids={value}"
    row = lines_of(get(github).body)[0]
    assert (type(row["user_id"]), type(row["organization_id"])) == (user, entity)
    window = json.loads(get(github, "organization-28-day", None).body)
    assert type(window["day_totals"][0]["enterprise_id"]) is entity


def test_types_of_known_keys(github: FakeGitHub, plain: list[dict[str, Any]]) -> None:
    github.scenario = "types"
    rows = lines_of(get(github).body)
    assert [row["code_generation_activity_count"] for row in rows] == [
        str(row["code_generation_activity_count"]) for row in plain
    ]
    assert all(isinstance(row["ai_credits_used"], str) for row in rows)
    assert any(isinstance(row.get("totals_by_cli"), list) for row in rows)
    assert any(
        isinstance(entry["loc_added_sum"], float)
        for row in rows
        for entry in row["totals_by_feature"]
    )
    aggregate = json.loads(get(github, "organization-1-day").body)
    assert isinstance(aggregate["daily_active_users"], str)
    assert isinstance(aggregate["pull_requests"]["total_created"], dict)


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_unknown_keys_at_depths(github: FakeGitHub, depth: int) -> None:
    github.scenario = f"new-keys={depth}"
    rows = lines_of(get(github).body)
    row = next(
        row
        for row in rows
        if any("last_known_ide_version" in entry for entry in row["totals_by_ide"])
    )
    entry = next(entry for entry in row["totals_by_ide"] if "last_known_ide_version" in entry)
    found = [
        place for place in (row, entry, entry["last_known_ide_version"]) if "x_new_text" in place
    ]
    assert len(found) == depth


def test_columns_of_examples(github: FakeGitHub) -> None:
    github.scenario = "documented-fields"
    row = lines_of(get(github).body)[0]
    assert row["etl_id"] == "green"
    assert row["day_partition"] == row["day"]
    assert row["entity_id_partition"] == int(row["organization_id"])
    assert "chat_panel_plan_mode" in row


def test_early_counts(github: FakeGitHub) -> None:
    github.scenario = "early-counts"
    entries = [
        entry for row in lines_of(get(github).body) for entry in row.get("totals_by_mcp") or []
    ]
    assert entries
    assert all(entry.keys() == {"mcp", "user_initiated_interaction_count"} for entry in entries)


def test_incomplete_rows(github: FakeGitHub, plain: list[dict[str, Any]]) -> None:
    github.scenario = "incomplete=4"
    rows = lines_of(get(github).body)
    lacking = [row for row in rows if not {"user_id", "day"} <= row.keys()]
    assert len(rows) == len(plain)
    assert len(lacking) == len(plain) // 4


def test_bad_lines(github: FakeGitHub, plain: list[dict[str, Any]]) -> None:
    github.scenario = "bad-lines=3"
    good, bad = [], 0
    for line in get(github).body.split(b"\n")[:-1]:
        try:
            value = json.loads(line, parse_constant=lambda _: 1 / 0)
        except (ValueError, ZeroDivisionError):
            bad += 1
            continue
        if isinstance(value, dict):
            good.append(value)
        else:
            bad += 1
    assert good == plain
    assert bad == len(plain) // 3


def test_long_lines(github: FakeGitHub) -> None:
    github.scenario = "long-lines=2"
    body = get(github).body
    assert 2_000_000 < len(body.split(b"\n")[0]) < 2_100_000


def test_duplicates_are_identical(github: FakeGitHub, plain: list[dict[str, Any]]) -> None:
    github.scenario = "duplicates=4"
    lines = get(github).body.splitlines()
    assert len(lines) == len(plain) + len(plain) // 4
    assert len(set(lines)) == len(plain)


def test_conflicts_have_the_same_key_and_other_figures(
    github: FakeGitHub, plain: list[dict[str, Any]]
) -> None:
    github.scenario = "conflicts=4"
    lines = get(github).body.splitlines()
    assert len(set(lines)) == len(lines) == len(plain) + len(plain) // 4
    users = Counter(json.loads(line)["user_id"] for line in lines)
    assert sorted(users.values())[-len(plain) // 4 :].count(2) >= len(plain) // 4


def test_idle_days(github: FakeGitHub) -> None:
    before = json.loads(get(github, "organization-28-day", None).body)["day_totals"]
    github.scenario = "idle-days"
    after = json.loads(get(github, "organization-28-day", None).body)["day_totals"]
    idle = [entry for entry in after if entry["daily_active_users"] == 0]
    assert len(before) < len(after) == 28
    assert len(after) - len(before) == len(idle)
    assert all(entry["totals_by_feature"] == [] for entry in idle)


def test_files_are_available_without_a_server(day: datetime.date) -> None:
    fake = FakeGitHub(seats=60, today=day + datetime.timedelta(days=1), scenario="crlf bom")
    (pieces,) = fake.files(USERS_DAY, "octo-org", day)
    body = b"".join(pieces)
    assert body.startswith(b"\xef\xbb\xbf")
    assert body.endswith(b"\r\n")


def test_every_scenario_is_tested() -> None:
    texts = [path.read_text("utf-8") for path in Path(__file__).parent.glob("test_scenarios_*.py")]
    untested = [
        name
        for name in SCENARIOS
        if not any(f'"{name}{after}' in text for text in texts for after in ('"', "=", ",", " "))
    ]
    assert untested == []
