"""`client.rows` over several days: the outcome of each day. Points 3 and 17 of the checklist."""

from __future__ import annotations

import datetime
from typing import Any

import httpx
import pytest

from copilot_usage_metrics import (
    IncompleteReportError,
    RetryPolicy,
    ServerError,
    UnexpectedBodyError,
)
from tests.runtime.stream.days import Days, run
from tests.runtime.stream.support import KINDS, NOW, TestClock, ids, lines, read, user, whole

pytestmark = pytest.mark.parametrize("kind", KINDS)


class TestManyDays:
    def test_each_day_has_its_own_outcome(self, kind: str) -> None:
        """points 3, 17."""
        days = Days(d2026_09_02=204, d2026_09_03=b'""')
        found = read(kind, days, run("2026-09-01", "2026-09-04"))
        assert [row.day.isoformat() for row in found.ok] == ["2026-09-01", "2026-09-04"]
        assert days.requests == ["2026-09-01", "2026-09-02", "2026-09-03", "2026-09-04"]
        reading = found.reading
        assert [outcome.day.isoformat() for outcome in reading.days] == days.requests
        assert [bool(outcome.no_data is None) for outcome in reading.days] == [
            True,
            False,
            False,
            True,
        ]
        assert [outcome.rows for outcome in reading.days] == [1, 0, 0, 1]
        assert reading.no_data is None
        assert reading.is_complete

    def test_default_of_until_is_yesterday(self, kind: str) -> None:
        """point 18: days are UTC days, and today has none."""
        days = Days()
        today = datetime.datetime.fromtimestamp(NOW, datetime.UTC).date()
        since = (today - datetime.timedelta(days=3)).isoformat()
        assert len(read(kind, days, run(since)).ok) == 3
        assert days.requests[-1] == (today - datetime.timedelta(days=1)).isoformat()

    def test_no_data_on_any_day(self, kind: str) -> None:
        days = Days(d2026_09_01=204, d2026_09_02=204)
        found = read(kind, days, run("2026-09-01", "2026-09-02"))
        assert found.ok == []
        assert found.reading.no_data is not None

    @pytest.mark.parametrize("status", [400, 404, 422])
    def test_a_refusal_on_the_first_day_is_raised(self, kind: str, status: int) -> None:
        days = Days(d2026_09_01=status)
        found = read(kind, days, run("2026-09-01", "2026-09-03"))
        assert getattr(found.error, "status", None) == status
        assert days.requests == ["2026-09-01"]

    @pytest.mark.parametrize("response", [400, 404, 422, 502, b"<html>"])
    def test_a_refusal_on_a_later_day_is_the_outcome_of_that_day(
        self, kind: str, response: Any
    ) -> None:
        days = Days(d2026_09_02=response)
        found = read(kind, days, run("2026-09-01", "2026-09-03"), retry=RetryPolicy(max_attempts=1))
        assert [row.day.isoformat() for row in found.rows] == ["2026-09-01", "2026-09-03"]
        assert isinstance(found.error, IncompleteReportError)
        assert "2026-09-02" in str(found.error)
        outcome = found.reading.days[1]
        assert isinstance(outcome.error, UnexpectedBodyError) or outcome.error.status == response
        assert not outcome.is_complete
        assert not found.reading.is_complete

    @pytest.mark.parametrize("status", [401, 403])
    def test_a_refusal_that_applies_to_all_days_ends_the_read(self, kind: str, status: int) -> None:
        days = Days(d2026_09_02=status)
        found = read(kind, days, run("2026-09-01", "2026-09-30"))
        assert getattr(found.error, "status", None) == status
        assert len(days.requests) == 2
        assert len(found.rows) == 1

    def test_a_server_that_is_down_is_not_requested_for_each_day(self, kind: str) -> None:
        days = Days(**{f"d2026_09_{n:02}": 502 for n in range(2, 31)})
        found = read(kind, days, run("2026-09-01", "2026-09-30"), retry=RetryPolicy(max_attempts=1))
        assert isinstance(found.error, ServerError)
        assert days.requests == ["2026-09-01", "2026-09-02", "2026-09-03"]

    def test_duplicates_are_counted_over_all_days(self, kind: str) -> None:
        """point 16: yesterday's file served again for today must not count twice."""

        def stale(request: httpx.Request) -> httpx.Response:
            if request.url.host != "api.github.com":
                return whole(lines(user(1)))
            return Days()(request)

        found = read(kind, stale, run("2026-09-01", "2026-09-03"))
        assert ids(found.ok) == [1]
        assert found.reading.duplicates == 2


def test_the_clock_of_the_client_is_used(kind: str) -> None:
    clock = TestClock(datetime.datetime(2026, 9, 3, 0, 30, tzinfo=datetime.UTC).timestamp())
    days = Days()
    assert len(read(kind, days, run("2026-09-01"), clock=clock.clock).ok) == 2
