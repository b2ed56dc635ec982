"""The file of accepted findings."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compare.policy.baseline import Acceptance, accept_all, apply, dump, parse
from generator.errors import InputError
from tests.compare.report.made import ADDED, ALL, GONE, RENAMED, TODAY, accepted

SOON = datetime.date(2026, 8, 2)


def test_written_baseline_is_read_again() -> None:
    entries = accept_all([GONE, RENAMED], [], reason='closed, says "GitHub"\n\\o/', expires=SOON)
    assert sorted(parse(dump(entries).encode(), name="a.toml"), key=lambda one: one.rule) == sorted(
        entries, key=lambda one: one.rule
    )


@given(st.text(min_size=1).filter(str.strip), st.text(), st.text())
def test_any_text_survives(reason: str, rule: str, pointer: str) -> None:
    entry = Acceptance(fingerprint="f", reason=reason, expires=SOON, rule=rule, pointer=pointer)
    assert parse(dump([entry]).encode("utf-8", "surrogatepass"), name="a.toml") == (entry,)


def test_an_entry_counts_through_its_last_day() -> None:
    on_time, late = accepted(GONE, TODAY), accepted(RENAMED, TODAY - datetime.timedelta(days=1))
    applied = apply(ALL, [on_time, late, accepted(ADDED, SOON)], today=TODAY)
    assert applied.accepted == {
        GONE.fingerprint: on_time,
        ADDED.fingerprint: accepted(ADDED, SOON),
    }
    assert applied.expired == (late,)
    assert RENAMED in applied.open
    assert GONE not in applied.open


def test_entry_without_a_finding_is_stale() -> None:
    applied = apply([ADDED], [accepted(GONE, SOON)], today=TODAY)
    assert applied.stale == (accepted(GONE, SOON),)
    assert applied.open == (ADDED,)


def test_accepting_all_keeps_reasons_and_other_entries() -> None:
    there = [accepted(GONE, TODAY), accepted(ADDED, SOON)]
    entries = {
        one.fingerprint: one
        for one in accept_all([GONE, RENAMED], there, reason="new", expires=SOON)
    }
    assert entries[GONE.fingerprint] == accepted(GONE, SOON)
    assert entries[RENAMED.fingerprint].reason == "new"
    assert entries[ADDED.fingerprint] == there[1]


def test_baseline_explains_itself_and_names_the_finding() -> None:
    text = dump([accepted(GONE, SOON)])
    assert text.startswith("# Accepted findings of `python -m generator diff`")
    assert f'pointer = "{GONE.pointer}"' in text
    assert "expires = 2026-08-02" in text


GOOD = '[[accepted]]\nfingerprint = "f"\nreason = "r"\nexpires = 2026-08-02\n'


def test_expiry_date_may_be_a_string() -> None:
    assert parse(GOOD.replace("2026-08-02", '"2026-08-02"').encode(), name="a") == parse(
        GOOD.encode(), name="a"
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[accepted]", "not TOML"),
        ("\xff", "not TOML"),
        ("accepted = 3", "expected [[accepted]] tables"),
        ("other = 3", "expected [[accepted]] tables"),
        ("accepted = [3]", "expected a table"),
        (GOOD.replace('"r"', '" "'), "reason is missing"),
        (GOOD.replace("fingerprint", "finger"), "unknown key 'finger'"),
        (GOOD.replace('"f"', "3"), "fingerprint: expected a string"),
        (GOOD.replace("expires = 2026-08-02\n", ""), "expires: expected a date"),
        (GOOD.replace("2026-08-02", "2026-08-02T00:00:00"), "expires: expected a date"),
        (GOOD.replace("2026-08-02", '"soon"'), "expires: expected a date"),
        (GOOD + GOOD, "the fingerprint f is listed twice"),
    ],
)
def test_invalid_baseline_is_refused_by_name(text: str, problem: str) -> None:
    with pytest.raises(InputError, match=r"^accepted\.toml: ") as caught:
        parse(text.encode("latin-1"), name="accepted.toml")
    assert problem in str(caught.value)
