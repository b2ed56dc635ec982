"""Usage records: collected where they are named, and nowhere else."""

from __future__ import annotations

import json

import pytest

from .runs import DAY, TODAY, Site

FAMILY = "usage-records"
YESTERDAY = TODAY - DAY


def test_the_last_48_hours_are_kept_day_by_day(site: Site) -> None:
    ran = site.sync([FAMILY])
    yesterday, before = (
        site.unit(day, FAMILY, site.enterprise) for day in (YESTERDAY, YESTERDAY - DAY)
    )
    assert ran.asked == {yesterday, before}
    assert ran.of(yesterday).state == "complete"
    assert (ran.of(before).state, ran.of(before).reason) == (
        "partial",
        "GitHub stores 48 hours: the beginning of the day may be missing",
    )
    rows = site.rows(yesterday) + site.rows(before)
    assert len(rows) == 120
    assert {row["type"] for row in rows} == {"request", "response"}
    assert all(json.loads(row["body"]) for row in rows)
    assert any(json.loads(row["extra"]) == {"truncated": False} for row in rows if row["extra"])
    unknown = sum(site.manifest(unit).unknown_keys["truncated"] for unit in (yesterday, before))
    assert unknown == sum(row["extra"] is not None for row in rows)
    assert {row["report_day"] for row in site.rows(yesterday)} == {YESTERDAY}
    assert len({(row["github_request_id"], row["type"]) for row in rows}) == 120


def test_a_second_run_changes_nothing(site: Site) -> None:
    site.sync([FAMILY])
    before = site.digest()
    site.github.forget()
    ran = site.sync([FAMILY])
    assert [each.change for each in ran.done] == [
        "unchanged"
    ]  # the complete day is not requested again
    assert site.digest() == before


def test_they_are_not_among_the_reports(site: Site) -> None:
    assert FAMILY not in {unit.family for unit in site.prepare().plan.units}


def test_refusals_are_states(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", site.github.issue("fine-grained-pat"))
    ran = site.sync([FAMILY])
    assert {each.state for each in ran.done} == {"no-permission", "not-asked"}


def test_pages_that_break_off_are_partial(site: Site) -> None:
    site.github.scenario = "server-error=502,times=99,after=2"
    ran = site.sync([FAMILY], tries=1, workers=1)
    done = ran.of(site.unit(YESTERDAY, FAMILY, site.enterprise))
    assert (done.state, done.reason, done.rows) == ("partial", "502, without a message", 50)


def test_a_day_without_records(site: Site) -> None:
    site.today = TODAY + 3 * DAY
    ran = site.sync([FAMILY])
    assert {each.state for each in ran.done} == {"not-yet"}
