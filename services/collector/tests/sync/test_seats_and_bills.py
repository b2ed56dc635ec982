"""Seats and bills: JSON responses that are collected, stored and read again like reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from copilot_usage_metrics import OPERATIONS, CopilotMetrics
from copilot_usage_metrics.testing import FakeGitHub

from copilot_metrics_collector.inspection.completeness import LOST, completeness
from copilot_metrics_collector.run.reprocess import reprocess
from copilot_metrics_collector.units import Unit

from .runs import DAY, TODAY, Site
from .test_private_lakes import everything
from .test_private_lakes import key as key

YESTERDAY = TODAY - DAY
SEATS, BILLING = "seats", "billing"
BILLS = (BILLING, "billing-users", "billing-cost-centers")


@pytest.fixture
def wide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Two organizations; the second one is a cost center."""
    with FakeGitHub(seats=30, days=3, organizations=2, today=TODAY) as fake:
        monkeypatch.setenv("GITHUB_TOKEN", fake.token)
        yield Site(fake, tmp_path / "lake")


def lines(rows: list[dict[str, Any]], *names: str) -> Counter[Any]:
    return Counter(tuple(row[name] for name in names) for row in rows)


def of_fake(rows: list[dict[str, Any]]) -> Counter[Any]:
    return Counter((row["model"], row["netQuantity"], row["grossAmount"]) for row in rows)


def stored(rows: list[dict[str, Any]]) -> Counter[Any]:
    return Counter(
        (row["model"], float(row["net_quantity"]), float(row["gross_amount"])) for row in rows
    )


def test_seats_are_those_of_today(wide: Site) -> None:
    ran = wide.sync([SEATS])
    assert {unit.day for unit in ran.asked} == {TODAY}
    for entity in wide.entities:
        unit = wide.unit(TODAY, SEATS, entity)
        assert (ran.of(unit).state, wide.manifest(unit).settled) == ("complete", True)
        assert not wide.manifest(unit).drift
        wanted = [
            (
                each["assignee"]["id"],
                each["assignee"]["login"],
                (each["assigning_team"] or {}).get("slug"),
                (each.get("organization") or {}).get("login"),
                each["last_activity_editor"],
            )
            for each in wide.github.copilot_seats(entity.name)
        ]
        names = ("user_id", "user_login", "slug", "organization", "last_activity_editor")
        assert lines(wide.rows(unit), *names) == Counter(wanted)
    wide.github.forget()
    assert not wide.sync([SEATS]).done
    assert not wide.api()


def test_a_missed_day_of_seats_is_lost(site: Site) -> None:
    site.sync([SEATS], [site.org])
    site.today = TODAY + 2 * DAY
    site.sync([SEATS], [site.org])
    [series] = completeness(
        site.lake.manifests(),
        requested=site.lake.requested(),
        since=TODAY - 30 * DAY,
        today=site.today,
    )
    assert [(each.day, each.state) for each in series.days] == [
        (TODAY, "complete"),
        (TODAY + DAY, LOST),
        (TODAY + 2 * DAY, "complete"),
    ]
    assert series.missing[0].reason == "not fetched on this day: GitHub has no history of seats"


def test_seats_of_today_are_missing_until_they_were_fetched(site: Site) -> None:
    site.prepare([SEATS], [site.org])  # as a run that was interrupted before its first request
    found = completeness([], requested=site.lake.requested(), today=TODAY)
    assert [(each.day, each.state) for each in found[0].days] == [(TODAY, "never-asked")]


def test_bills_of_a_day_are_those_of_github(wide: Site) -> None:
    second = wide.github.organizations[1]
    ran = wide.sync(BILLS, since=YESTERDAY, cost_centers=(second,))
    assert {each.state for each in ran.done} == {"complete"}
    for entity in wide.entities:
        whole = wide.rows(wide.unit(YESTERDAY, BILLING, entity))
        assert stored(whole) == of_fake(wide.github.billed_usage(entity.name, [YESTERDAY]))
        assert {(row["report"], row["unit_type"]) for row in whole} == {("ai_credit", "credits")}
        people = wide.rows(wide.unit(YESTERDAY, "billing-users", entity))
        for login in {row["user_login"] for row in people}:
            mine = [row for row in people if row["user_login"] == login]
            wanted = wide.github.billed_usage(entity.name, [YESTERDAY], login=login)
            assert stored(mine) == of_fake(wanted)
    centers = wide.rows(wide.unit(YESTERDAY, "billing-cost-centers", wide.enterprise))
    mine = [row for row in centers if row["cost_center"] == second]
    assert stored(mine) == of_fake(wide.github.billed_usage(second, [YESTERDAY]))
    assert {row["cost_center_name"] for row in mine} == {f"{second} cost center"}
    assert {row["cost_center"] for row in centers} == {"none", second}


def test_a_bill_takes_the_requests_that_the_plan_counts(site: Site) -> None:
    prepared = site.prepare([BILLING], [site.org], since=YESTERDAY)
    site.github.forget()
    site.sync([BILLING], [site.org], since=YESTERDAY)
    assert prepared.plan.requests == len(site.api()) == 2


def test_pages_of_seats_that_break_off_are_partial_and_requested_again(site: Site) -> None:
    site.github.scenario = "server-error=502,times=99"
    done = site.sync([SEATS], [site.org], tries=1).of(site.unit(TODAY, SEATS))
    assert (done.state, done.rows) == ("failed", 0)
    site.github.scenario = ()
    assert site.sync([SEATS], [site.org]).of(site.unit(TODAY, SEATS)).state == "complete"


def test_a_bill_of_another_day_is_not_stored(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    name = OPERATIONS["getGithubBillingAiCreditUsageReportOrg"].function
    real = getattr(CopilotMetrics, name)

    def other(client: Any, org: str, **values: Any) -> Any:
        return real(client, org, **{**values, "day": 1})

    monkeypatch.setattr(CopilotMetrics, name, other)
    done = site.sync([BILLING], [site.org], since=YESTERDAY).of(site.unit(YESTERDAY, BILLING))
    assert (done.state, done.rows) == ("failed", 0)
    assert done.reason == "the bill is about another day, 2026-11-1"


def test_refusals_are_states(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", site.github.issue("fine-grained-pat"))
    ran = site.sync([SEATS, BILLING], [site.enterprise], since=YESTERDAY)
    assert {each.state for each in ran.done} <= {"no-permission", "not-asked"}
    assert "no-permission" in {each.state for each in ran.done}


def rebuilt(site: Site) -> Any:
    return reprocess(site.lake, list(site.lake.manifests()), lambda _: None)


def test_rows_are_rebuilt_from_raw_files(site: Site) -> None:
    families = [SEATS, BILLING, "billing-users"]
    site.sync(families, since=YESTERDAY, keep_raw=True)
    before = site.digest()
    assert set(rebuilt(site)) == {"unchanged"}
    for file in site.path.rglob("*.parquet"):
        file.unlink()
    assert set(rebuilt(site)) == {"rebuilt"}
    assert site.digest() == before


def test_a_damaged_raw_file_is_told(site: Site) -> None:
    site.sync([SEATS], [site.org], keep_raw=True)
    [raw] = site.path.rglob("*.zst")
    raw.write_bytes(raw.read_bytes()[:-20])
    assert rebuilt(site) == {"damaged": 1}


def test_without_raw_files_nothing_is_rebuilt(site: Site) -> None:
    site.sync([SEATS], [site.org])
    assert rebuilt(site) == {"no files": 1}


def test_no_login_or_id_gets_into_a_pseudonymous_lake(site: Site, key: str) -> None:
    families = [SEATS, BILLING, "billing-users"]
    site.sync(families, since=YESTERDAY, keep_raw=True, pseudonymize=key)
    text = everything(site)
    seats = site.github.copilot_seats(site.org.name)
    for each in seats:
        assert each["assignee"]["login"].encode() not in text
        assert not re.search(rf"(?<![\d.]){each['assignee']['id']}(?!\d)".encode(), text)
    rows = site.rows(site.unit(TODAY, SEATS))
    assert len({row["user_id"] for row in rows}) == len(seats)
    assert all(row["user_login"].startswith("u-") for row in rows)
    billed = site.rows(site.unit(YESTERDAY, "billing-users"))
    assert {row["user_id"] for row in billed} <= {row["user_id"] for row in rows}
    before = site.digest()
    assert set(rebuilt(site)) == {"unchanged"}
    assert site.digest() == before


def test_without_users_seats_are_counted(site: Site) -> None:
    ran = site.sync([BILLING, "seat-totals"], since=YESTERDAY, users=False)
    assert {each.state for each in ran.done} == {"complete"}
    rows = site.rows(site.unit(TODAY, "seat-totals"))
    seats = site.github.copilot_seats(site.org.name)
    assert next(row for row in rows if row["by"] == "entity")["assigned"] == len(seats)
    text = everything(site)
    assert not [each for each in seats if each["assignee"]["login"].encode() in text]


def test_new_keys_and_types_are_stored_and_counted(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from copilot_metrics_collector.fetch import response_items

    real = response_items._seats

    def odd(unit: Unit, context: Any) -> Iterator[dict[str, Any]]:
        for seat in real(unit, context):
            yield {**seat, "of_tomorrow": 1, "created_at": 7}

    monkeypatch.setitem(response_items._SOURCES, SEATS, odd)
    site.sync([SEATS], [site.org])
    manifest = site.manifest(site.unit(TODAY, SEATS))
    assert manifest.unknown_keys == {"of_tomorrow": manifest.rows}
    assert manifest.type_drift == {"created_at": manifest.rows}
    row = site.rows(manifest.unit)[0]
    assert (row["created_at"], row["extra"]) == (None, '{"created_at": 7, "of_tomorrow": 1}')
