"""A stored raw file gives the same rows as the stored parts, without people."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from functools import cache
from typing import Any

import pytest
from copilot_usage_metrics import IncompleteReportError
from copilot_usage_metrics.testing import FakeGitHub
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot_metrics_collector.privacy import Transform
from copilot_metrics_collector.privacy.pseudonyms import Pseudonyms

from .wanted import ODD, batches, cleaned, reading, scrubbed

FILES = {
    "users-1-day": "copilotOrganizationUsersOneDayUsageMetrics",
    "users-28-day": "copilotOrganizationUsersUsageMetrics",
    "user-teams-1-day": "copilotOrganizationUserTeamsOneDayReport",
    "repos-1-day": "copilotOrganizationReposOneDayReport",
    "organization-1-day": "copilotOrganizationOneDayUsageMetrics",
    "organization-28-day": "copilotOrganizationUsageMetrics",
}
SHAPES = {
    "lines": (),
    "crlf": ("crlf", "blank-lines", "bom", "no-final-newline"),
    "array": ("array",),
    "wrapped": ("wrapped",),
    "pretty": ("pretty",),
    "pretty array": ("pretty", "array", "bom"),
    "odd": ODD,
    "odd array": (*(each for each in ODD if each != "bad-lines"), "array"),
    "long text": ("multibyte", "u2028", "incomplete"),
}


def plain(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows whose `extra` is an object: the order of its keys says nothing."""
    return [{**each, "extra": json.loads(each["extra"] or "{}")} for each in found]


def read(family: str, file: bytes) -> tuple[Any, list[dict[str, Any]]]:
    rows = reading(family, file)
    return rows, plain([each for batch in rows.arrow() for each in batch.to_pylist()])


@pytest.mark.parametrize("family", FILES)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_kept_file_gives_the_rows_that_are_kept(
    transform: Transform, family: str, shape: str
) -> None:
    github = FakeGitHub(seats=12, days=7, scenario=SHAPES[shape])
    day = None if "28" in family else github.days[-3]
    for file in github.files(FILES[family], github.organizations[0], day):
        source = b"".join(file)
        kept = scrubbed(transform, family, [source])
        before, expected = reading(family, source), plain(list(cleaned(transform, family, source)))
        before_rows = list(before)
        after, found = read(family, kept)
        assert found == expected
        assert len(before_rows) == len(found) > 0
        assert after.bad_line_count == before.bad_line_count
        assert (after.duplicates, after.conflicts) == (before.duplicates, before.conflicts)
        around = [transform_row(transform, each) for each in before.windows]
        assert [each.to_dict() for each in after.windows] == around
        for person in people_of(before_rows):
            assert person not in kept


def transform_row(transform: Transform, window: Any) -> Any:
    return json.loads(
        scrubbed(transform, "organization-28-day", [json.dumps(window.to_dict()).encode()])
    )


def people_of(rows: list[Any]) -> set[bytes]:
    found = set()
    for row in rows:
        values = [getattr(row, "user_login", None), getattr(row, "user_id", None)]
        found |= {str(each).encode() for each in values if isinstance(each, str | int)}
    return found


@cache
def users_file(shape: str) -> bytes:
    github = FakeGitHub(seats=8, scenario=SHAPES[shape])
    (file, *_) = github.files(FILES["users-1-day"], github.organizations[0], github.days[-3])
    return b"".join(file)


@settings(max_examples=60)
@given(st.data())
def test_where_pieces_end_does_not_matter(transform: Transform, data: st.DataObject) -> None:
    shape = data.draw(st.sampled_from(list(SHAPES)))
    source = users_file(shape)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(source)), max_size=8)))
    pieces = [source[a:b] for a, b in zip([0, *cuts], [*cuts, len(source)], strict=True)]
    assert scrubbed(transform, "users-1-day", pieces) == scrubbed(
        transform, "users-1-day", [source]
    )


BAD = [
    b"plain octocat",
    b'"octocat"',
    b'["octocat"]',
    b'{"user_login":"octocat"',
    b"\xc3(octocat",
    b'{"user_login":"octocat","x":NaN}',
    b"null",
    b"[[1]]",
    b'{"a":1}{"b":"octocat"}',
    b'{"a":1}{octocat}{"a":2}',
    b'{"user_login":"octocat"}}{{}',
    b'"octocat"{"a":3}',
    b'[{"user_login":"octocat"}][{"a":4}',
    b'[{"a":5}]{"user_login":"octocat"}',
]
GOOD = b'{"day":"2026-05-07","user_id":5,"user_login":"Octocat"}'


@given(st.lists(st.sampled_from([*BAD, GOOD, b"", b"  "]), min_size=1, max_size=8))
def test_bad_lines_are_gone_and_counted(transform: Transform, lines: list[bytes]) -> None:
    alone = scrubbed(transform, "users-1-day", [b"\n".join(lines)])
    assert b"octocat" not in alone.lower()
    source = b"\n".join([GOOD, *lines])
    kept = scrubbed(transform, "users-1-day", [source])
    assert b"octocat" not in kept.lower()
    before, after = (outcome("users-1-day", each) for each in (source, kept))
    assert after == before


def outcome(family: str, file: bytes) -> tuple[int, int, int]:
    rows = reading(family, file)
    with suppress(IncompleteReportError):  # not one row
        list(rows)
    return rows.rows, rows.bad_line_count, rows.duplicates


def test_exact_numbers_keep_their_digits(transform: Transform) -> None:
    line = b'{"user_id":5,"ai_credits_used":55.053015000000000123,"x_ratio":0.10000000000000000001}'
    kept = scrubbed(transform, "users-1-day", [line])
    assert b'"ai_credits_used":55.053015000000000123' in kept
    assert b'"x_ratio":0.10000000000000000001' in kept


def test_what_is_nested_too_deeply_is_not_kept(transform: Transform) -> None:
    deep = b'{"user_login":"octocat","x":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    kept = scrubbed(transform, "users-1-day", [deep + b"\n" + GOOD])
    assert b"octocat" not in kept.lower()
    assert [each["user_id"] for batch in batches("users-1-day", kept) for each in batch.to_pylist()]


def test_endless_and_odd_values_come_through(transform: Transform) -> None:
    line = b'{"user_id":5,"x_rate":1e999,"x_text":"\\ud800","x_sum":123456789012345678901234567890}'
    (row,) = cleaned(transform, "users-1-day", line)
    kept = scrubbed(transform, "users-1-day", [line])
    assert Counter(json.loads(row["extra"])) == Counter(
        json.loads(json.loads(json.dumps(row["extra"])))
    )
    (again,) = [each for batch in batches("users-1-day", kept) for each in batch.to_pylist()]
    assert json.loads(again["extra"]) == json.loads(row["extra"])
    assert isinstance(Pseudonyms(b"k" * 32).text("\ud800"), str)


def test_nothing_comes_of_nothing(transform: Transform) -> None:
    assert scrubbed(transform, "users-1-day", []) == b""
    assert scrubbed(transform, "users-1-day", [b""]) == b""
