"""The state of a unit by its response, and how one response replaces another."""

from __future__ import annotations

import datetime
import os
from contextlib import suppress
from typing import Any

import pytest

from copilot_metrics_collector.exits import GitHubError
from copilot_metrics_collector.fetch.events import Done, Event
from copilot_metrics_collector.fetch.outcome import judge
from copilot_metrics_collector.fetch.reading import Tables

from .runs import DAY, TEAMS, TODAY, USERS, Site

YESTERDAY = TODAY - DAY
OLD = TODAY - 6 * DAY


def test_a_complete_day_holds_the_rows_of_the_report(site: Site) -> None:
    ran = site.sync([USERS], [site.org])
    unit = site.unit(YESTERDAY)
    manifest, done = site.manifest(unit), ran.of(unit)
    expected = site.fake_rows(unit)
    assert (manifest.state, manifest.reason, manifest.rows) == ("complete", None, len(expected))
    assert (done.state, done.change, done.rows) == ("complete", "written", len(expected))
    assert done.bytes == sum(source.bytes for source in manifest.sources) > 0
    rows = site.rows(unit)
    assert {row["user_id"] for row in rows} == {row["user_id"] for row in expected}
    assert {row["report_day"] for row in rows} == {YESTERDAY}
    assert list(rows[0])[-1] == "report_day"
    assert manifest.report_start_day == manifest.report_end_day == YESTERDAY
    assert manifest.api_version
    assert manifest.client_version
    assert len(manifest.spec_sha256) == 64
    assert manifest.asked_at.endswith("Z")


@pytest.mark.parametrize("cut_to", [None, 0, 100])
def test_parts_that_are_lost_or_cut_off_are_requested_again(site: Site, cut_to: int | None) -> None:
    old = TODAY - 4 * DAY
    lost = [site.unit(YESTERDAY), site.unit(old)]
    site.sync([USERS], [site.org])
    site.today = TODAY + DAY
    assert site.unit(old) not in site.sync([USERS], [site.org]).asked
    before = site.content()
    for unit in lost:
        part = site.path / site.manifest(unit).parts[0].path
        part.unlink() if cut_to is None else os.truncate(part, cut_to)
    with site.github.playing("server-error=503,times=99"), suppress(GitHubError):
        site.sync([USERS], [site.org], tries=1)
    assert site.states()[lost[0]] == "complete"  # a failure does not replace stored data
    ran = site.sync([USERS], [site.org])
    complete = [each for each in ran.done if each.state == "complete"]
    assert {each.unit for each in complete if each.change == "written"} == set(lost)
    assert site.content() == before
    assert [len(site.rows(unit)) for unit in lost] == [before[unit.path][3] for unit in lost]


def test_a_window_has_its_days_what_is_around_them_and_its_own_last_day(site: Site) -> None:
    site.sync(["organization-28-day"], [site.org])
    unit = site.unit(YESTERDAY, "organization-28-day")
    manifest = site.manifest(unit)
    assert manifest.settled
    assert sorted(part.table for part in manifest.parts) == ["rows", "windows"]
    assert manifest.report_end_day == YESTERDAY
    assert manifest.report_start_day == YESTERDAY - 27 * DAY
    (window,) = site.rows(unit, "windows")
    assert (window["report_end_day"], window["report_day"]) == (YESTERDAY, YESTERDAY)
    days = {row["day"] for row in site.rows(unit)}
    assert days <= set(site.github.days)
    assert {row["report_day"] for row in site.rows(unit)} == {YESTERDAY}


def test_a_window_that_ends_earlier_is_kept_under_the_day_on_which_it_ends(own: Site) -> None:
    own.today = TODAY + DAY  # and GitHub has the window of the day before yesterday
    ran = own.sync(["users-28-day"], [own.org])
    (done,) = ran.done
    assert done.unit == own.unit(YESTERDAY, "users-28-day")
    assert set(own.states()) == {done.unit}
    again = own.sync(["users-28-day"], [own.org])  # that of yesterday may have come
    assert [each.change for each in again.done] == ["unchanged"]


@pytest.mark.parametrize("spelling", ["204", "empty", "null", "empty-string", "text", "no-links"])
def test_nothing_is_not_yet_at_first_and_no_data_later(site: Site, spelling: str) -> None:
    site.github.scenario = f"no-data={spelling}"
    site.sync([USERS], [site.org])
    states = {unit.day: state for unit, state in site.states().items()}
    assert states == {
        day: "not-yet" if (TODAY - day).days <= 4 else "no-data" for day in site.github.days
    }
    manifest = site.manifest(site.unit(OLD))
    assert manifest.reason
    assert manifest.settled
    assert not site.manifest(site.unit(YESTERDAY)).settled
    assert manifest.parts == ()


def test_a_late_day_comes_with_the_next_run(site: Site) -> None:
    site.github.scenario = "late-day=1"
    assert site.sync([USERS], [site.org]).of(site.unit(YESTERDAY)).state == "not-yet"
    done = site.sync([USERS], [site.org]).of(site.unit(YESTERDAY))
    assert (done.state, done.change) == ("complete", "written")
    assert site.rows(site.unit(YESTERDAY))


@pytest.mark.parametrize("spelling", ["204", "no-links", "404", "502"])
def test_an_empty_answer_never_overwrites_data(site: Site, spelling: str) -> None:
    site.sync([USERS], [site.org])
    before = site.content()
    site.github.scenario = f"no-data={spelling}"
    ran = site.sync([USERS], [site.org], tries=1)
    assert {each.change for each in ran.done} <= {"kept", "not-asked"}
    assert site.content() == before


def test_a_revised_day_replaces_the_whole_of_it(own: Site) -> None:
    own.sync([USERS], [own.org])
    unit = own.unit(YESTERDAY)
    before = own.manifest(unit)
    revised = own.fake_rows(unit)[:2]
    revised[0]["code_acceptance_activity_count"] = 4242
    own.give(unit, [revised])
    done = own.sync([USERS], [own.org]).of(unit)
    assert (done.change, done.rows) == ("written", 2)
    assert {row["code_acceptance_activity_count"] for row in own.rows(unit)} >= {4242}
    assert len(own.rows(unit)) == 2
    assert own.manifest(unit).content != before.content


def test_a_report_with_a_file_missing_is_partial_until_it_is_there(own: Site) -> None:
    unit = own.unit(YESTERDAY)
    rows = own.fake_rows(unit)
    own.give(unit, [rows[:3], rows[3:]])
    own.github.scenario = "blob-missing=1"
    done = own.sync([USERS], [own.org], since=YESTERDAY, tries=1).of(unit)
    assert (done.state, done.rows) == ("partial", 3)
    assert done.reason == "1 of 2 files are missing: the download host responded with 404"
    assert len(own.manifest(unit).sources) == 1
    assert own.sync([USERS], [own.org], since=YESTERDAY, tries=1).of(unit).change == "unchanged"
    own.github.scenario = ()
    done = own.sync([USERS], [own.org], since=YESTERDAY).of(unit)
    assert (done.state, done.change, done.rows) == ("complete", "written", len(rows))
    own.github.scenario = "blob-missing=1"
    assert own.sync([USERS], [own.org], since=YESTERDAY, tries=1).of(unit).change == "kept"
    assert own.manifest(unit).state == "complete"


def test_a_report_without_any_row_to_be_had_has_failed(site: Site) -> None:
    site.github.scenario = "blob-missing=0"
    done = site.sync([USERS], [site.org], since=YESTERDAY, tries=1).of(site.unit(YESTERDAY))
    assert (done.state, done.rows) == ("failed", 0)
    assert site.manifest(site.unit(YESTERDAY)).sources == ()


@pytest.mark.parametrize(
    ("scenario", "state", "reason"),
    [
        ("policy-off", "no-permission", "403, policy:"),
        ("role-missing", "no-permission", "403, role:"),
        ("integration-403", "no-permission", "403, installation:"),
        ("token-403", "no-permission", "403, token kind:"),
        ("proxy-403", "no-permission", "403, proxy:"),
        ("no-data=404", "not-found", "404: Not Found"),
        ("server-error=502,times=99", "failed", "502, without a message"),
        ("server-error-json,times=99", "failed", "500: Server Error"),
        ("api-garbage,times=99", "failed", "200, but the body is not JSON"),
        ("api-reset,times=99", "failed", "no response from the API"),
        ("version-dropped", "failed", "400:"),
        ("redirect-away,times=99", "failed", ""),
    ],
)
def test_refusals_and_failures_are_states_with_the_same_words_each_time(
    site: Site, scenario: str, state: str, reason: str
) -> None:
    site.sync([USERS], [site.org], until=OLD)  # so that something could be asked
    site.github.scenario = scenario
    unit = site.unit(YESTERDAY)
    events: list[Event] = []
    for _ in range(2):
        with suppress(GitHubError):  # the run fails if this was its only request
            site.sync([USERS], [site.org], since=YESTERDAY, tries=1, events=events)
    manifest = site.manifest(unit)
    assert manifest.state == state
    assert (manifest.reason or "").startswith(reason)
    assert not manifest.settled
    assert [each.change for each in events if isinstance(each, Done)] == ["written", "unchanged"]


def test_an_answer_about_another_day_is_not_taken_for_it(site: Site) -> None:
    class Wrong:
        no_data = None
        report_end_day = OLD

    reading: Any = type("Reading", (), {"days": (Wrong(),)})()
    state, reason = judge(site.unit(YESTERDAY), reading, Tables(()), None, TODAY)
    assert (state, reason) == ("failed", f"the report is about another day, {OLD}")


def test_odd_rows_are_counted_in_the_manifest(site: Site) -> None:
    site.github.scenario = ("new-keys=2", "bad-lines=4", "duplicates=3", "types")
    ran = site.sync([USERS], [site.org], since=YESTERDAY)
    manifest = site.manifest(site.unit(YESTERDAY))
    assert manifest.state == "complete"
    assert manifest.bad_lines > 0
    (done,) = ran.done
    assert (done.bad_lines, done.conflicts) == (manifest.bad_lines, manifest.conflicts)
    assert done.drift == len(manifest.unknown_keys) + len(manifest.type_drift)
    assert ran.finished.bad_lines == manifest.bad_lines
    assert manifest.duplicates > 0
    assert manifest.unknown_keys
    assert manifest.type_drift
    assert any(row["extra"] for row in site.rows(site.unit(YESTERDAY)))


def test_octo_and_OCTO_are_one_in_the_lake(site: Site) -> None:  # noqa: N802 - that is the point
    site.sync([TEAMS], [site.org], since=YESTERDAY)
    before = site.digest()
    shouted = type(site.org)(site.org.kind, site.org.name.upper())
    ran = site.sync([TEAMS], [shouted], since=YESTERDAY)
    assert [each.change for each in ran.done] == ["unchanged"]
    assert site.digest() == before


def test_days_are_of_utc(site: Site) -> None:
    assert site.prepare([USERS], [site.org]).plan.units[0].day == datetime.date(2026, 11, 19)
