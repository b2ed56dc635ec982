"""`clock_at`: the fake, the clients and every process of a test share one source of time."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys

import pytest

from copilot_usage_metrics import ArgumentError, Clock, CopilotMetrics
from copilot_usage_metrics._runtime.clock import SHIFT_VARIABLE, now_utc
from copilot_usage_metrics.testing import FakeGitHub, clock_at
from tests.conftest import TODAY

DAYS = [
    datetime.date(2028, 2, 29),  # a leap day
    datetime.date(2027, 3, 1),
    datetime.date(2026, 12, 31),
    datetime.date(2027, 1, 1),
    datetime.date(2026, 11, 22),  # a Sunday
    datetime.date(2026, 11, 23),
]


def day_of(clock: Clock) -> datetime.date:
    return datetime.datetime.fromtimestamp(clock.now(), datetime.UTC).date()


def test_every_test_has_the_same_day() -> None:
    with FakeGitHub(seats=5, days=2) as github:
        assert (github.today, day_of(Clock()), now_utc().hour) == (TODAY, TODAY, 12)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_default_days_are_the_days_of_the_fake(day: datetime.date) -> None:
    with (
        clock_at(day),
        FakeGitHub(seats=20, days=3) as github,
        CopilotMetrics(github.token, base_url=github.base_url) as client,
    ):
        assert github.today == day
        assert github.days[-1] == day - datetime.timedelta(days=1)
        name = github.organizations[0]
        read = client.rows.copilot_organization_users_one_day_usage_metrics(
            name, since=github.days[0]
        )
        rows = [(row.day, row.user_id) for row in read]
        assert rows == [
            (each, row["user_id"]) for each in github.days for row in github.user_rows(name, each)
        ]


def test_a_subprocess_has_the_day_too() -> None:
    code = (
        "from copilot_usage_metrics.testing import FakeGitHub; print(FakeGitHub(seats=5).days[-1])"
    )
    with clock_at(datetime.date(2028, 3, 1)):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
    assert done.stdout.strip() == "2028-02-29"


def test_time_advances_and_the_clock_is_restored() -> None:
    before = os.environ[SHIFT_VARIABLE]
    moment = datetime.datetime(2027, 12, 31, 23, 59, 59, 900_000, datetime.UTC)
    with clock_at(moment):
        assert moment <= now_utc() < moment + datetime.timedelta(minutes=5)
        with clock_at(TODAY):
            assert now_utc().date() == TODAY
        assert moment <= now_utc() < moment + datetime.timedelta(minutes=5)
    assert os.environ[SHIFT_VARIABLE] == before


def test_the_time_must_have_a_zone() -> None:
    with pytest.raises(ValueError, match="expected a time with a zone"):
        clock_at(datetime.datetime(2028, 1, 1)).__enter__()  # noqa: DTZ001 - naive on purpose


@pytest.mark.parametrize("text", ["tomorrow", "nan", "inf"])
def test_a_shift_that_is_not_a_number_is_refused(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SHIFT_VARIABLE, text)
    with pytest.raises(ArgumentError, match=f"{SHIFT_VARIABLE}.*'{text}'"):
        Clock().now()
