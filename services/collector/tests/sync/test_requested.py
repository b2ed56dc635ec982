"""Requested days are stored before the first fetch, and are missing if they were never fetched."""

from __future__ import annotations

import datetime
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from copilot_metrics_collector.exits import LakeError
from copilot_metrics_collector.fetch.events import Done, Event
from copilot_metrics_collector.inspection.completeness import NEVER_ASKED, Series, completeness
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.manifest import THERE, Manifest
from copilot_metrics_collector.lake.requested import REQUESTED_FILE, RequestedDays
from copilot_metrics_collector.run import run_units
from copilot_metrics_collector.run.run_units import run
from copilot_metrics_collector.units import Entity, Unit

from .runs import DAY, TEAMS, TODAY, USERS, Site

HOST = "api.github.com"
OCTO, ACME = Entity("organization", "octo"), Entity("enterprise", "acme")
FIRST = TODAY - 6 * DAY


def status(site: Site, today: datetime.date | None = None) -> dict[str, Series]:
    lake = site.lake
    found = completeness(
        lake.standing(lake.manifests()), requested=lake.requested(), today=today or site.today
    )
    return {f"{each.family} of {each.entity}": each for each in found}


def interrupted(site: Site, families: list[str], since: datetime.date, number: int = 1) -> None:
    """A sync that is stopped after so many units."""
    prepared = site.prepare(families, [site.org], since=since)
    stop = threading.Event()
    done: list[Event] = []

    def tell(event: Event) -> None:
        done.extend([event] if isinstance(event, Done) else [])
        if len(done) >= number:
            stop.set()

    with pytest.raises(KeyboardInterrupt):
        run(prepared.work, site.settings(workers=1), tell, stop=stop)


def test_an_interrupted_first_sync_lacks_what_it_did_not_come_to(site: Site) -> None:
    interrupted(site, [USERS, TEAMS], FIRST)
    found = status(site)
    assert set(found) == {f"{name} of {site.org}" for name in (USERS, TEAMS)}
    for series in found.values():
        assert len(series.days) == 6
        assert series.requested == RequestedDays(FIRST, TODAY - DAY)
        states = {day.state for day in series.days}
        assert NEVER_ASKED in states
        assert all(day.state in (*THERE, "not-yet", NEVER_ASKED) for day in series.days)
    assert sum(len(series.missing) for series in found.values()) >= 8
    site.sync([USERS, TEAMS], [site.org], since=FIRST)
    assert not any(series.missing for series in status(site).values())


def test_what_a_killed_process_requested_is_stored_before_it_asks(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = site.prepare([USERS], [site.org], since=FIRST)
    assert site.lake.requested() == {
        (site.settings().host, USERS, site.org): RequestedDays(FIRST, TODAY - DAY)
    }
    monkeypatch.setattr(run_units, "run_here", None)
    assert site.api() == []
    assert len(prepared.plan.units) == 6


def test_spans_of_several_syncs_are_joined(site: Site) -> None:
    key = (site.settings().host, USERS, site.org)
    site.prepare([USERS], [site.org], since=TODAY - 3 * DAY, until=TODAY - 2 * DAY)
    assert site.lake.requested()[key] == RequestedDays(TODAY - 3 * DAY, TODAY - 2 * DAY)
    site.prepare([USERS, TEAMS], [site.org], since=FIRST, until=TODAY - 5 * DAY)
    site.prepare([USERS], [site.enterprise], since=FIRST)
    found = site.lake.requested()
    assert found[key] == RequestedDays(FIRST, TODAY - 2 * DAY)
    assert found[key[0], TEAMS, site.org] == RequestedDays(FIRST, TODAY - 5 * DAY)
    assert found[key[0], USERS, site.enterprise].last == TODAY - DAY
    assert len(found) == 3


def test_a_plan_requests_nothing(site: Site) -> None:
    from copilot_metrics_collector.run.prepare import prepare

    Lake.open(site.path, create=True)
    prepare(site.settings(), (), [site.org], [USERS], FIRST, create=False)
    assert site.lake.requested() == {}


def test_the_same_request_again_changes_no_byte(site: Site) -> None:
    site.prepare([USERS], [site.org], since=FIRST)
    before = site.digest()
    site.prepare([USERS], [Entity(site.org.kind, site.org.name.upper())], since=TODAY - 2 * DAY)
    assert site.digest() == before


def test_only_days_that_github_has_are_requested(site: Site) -> None:
    site.prepare(
        [USERS, TEAMS, "users-28-day"], [site.org], since=datetime.date(2020, 1, 1), until=TODAY
    )
    spans = {family: span for (_, family, _), span in site.lake.requested().items()}
    assert spans["users-28-day"] == RequestedDays(TODAY - DAY, TODAY - DAY)
    assert spans[TEAMS] == RequestedDays(datetime.date(2026, 5, 14), TODAY - DAY)
    assert spans[USERS].first == datetime.date(2025, 12, 12)


def test_a_family_that_was_requested_of_one_entity_is_not_missing_of_another() -> None:
    requested = {
        (HOST, USERS, OCTO): RequestedDays(FIRST, FIRST),
        (HOST, TEAMS, ACME): RequestedDays(FIRST, FIRST),
    }
    found = completeness([], requested=requested, today=TODAY)
    assert [(each.family, each.entity) for each in found] == [(TEAMS, ACME), (USERS, OCTO)]
    named = completeness([], requested=requested, families=[USERS], today=TODAY)
    assert {each.entity for each in named} == {OCTO, ACME}


def test_days_since_the_last_request_are_missing_too() -> None:
    requested = {(HOST, USERS, OCTO): RequestedDays(FIRST, FIRST)}
    [series] = completeness([], requested=requested, today=TODAY)
    assert [day.day for day in series.days] == [FIRST + number * DAY for number in range(6)]
    [some] = completeness([], requested=requested, since=TODAY - 2 * DAY, today=TODAY)
    assert len(some.days) == 2


def test_days_from_before_requests_were_stored_stay_expected() -> None:
    def there(age: int, family: str = USERS) -> Manifest:
        unit = Unit(HOST, family, OCTO, TODAY - age * DAY)
        return Manifest(unit=unit, state="complete", asked_at="2026-11-20T00:00:00Z")

    requested = {(HOST, USERS, OCTO): RequestedDays(TODAY - 3 * DAY, TODAY - DAY)}
    old = [there(10), *(there(age) for age in range(1, 4)), there(8, "organization-1-day")]
    found = {each.family: each for each in completeness(old, requested=requested, today=TODAY)}
    assert len(found[USERS].days) == 10
    assert len(found[USERS].missing) == 6
    # of this one no request is stored: it is expected from the entity's first day on, as ever
    assert len(found["organization-1-day"].days) == 10


def test_a_partial_window_is_not_said_to_be_never_asked() -> None:
    unit = Unit(HOST, "users-28-day", OCTO, TODAY - 3 * DAY)
    partial = Manifest(unit=unit, state="partial", reason="why", asked_at="2026-11-20T00:00:00Z")
    [series] = completeness([partial], today=TODAY)
    assert [(day.day, day.state) for day in series.missing] == [(unit.day, "partial")]


def test_concurrent_runs_lose_no_request(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path / "lake", create=True)
    keys = [(HOST, USERS, Entity("organization", f"o{number}")) for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(
            pool.map(
                lambda key: Lake.open(lake.store.url).record_requested(
                    {key: RequestedDays(FIRST, FIRST)}
                ),
                keys,
            )
        )
    assert set(lake.requested()) == set(keys)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "is invalid"),
        ("[]", "is invalid"),
        ('{"format": 1, "reports": [{"kind": "team"}]}', "delete it"),
        ('{"format": 2}', "has format 2"),
    ],
)
def test_a_damaged_file_is_named(tmp_path: Path, text: str, told: str) -> None:
    lake = Lake.open(tmp_path / "lake", create=True)
    (tmp_path / "lake" / REQUESTED_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(LakeError, match=REQUESTED_FILE) as caught:
        lake.requested()
    assert told in str(caught.value)


def test_the_file_is_json(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path / "lake", create=True)
    lake.record_requested({(HOST, USERS, OCTO): RequestedDays(FIRST, TODAY)})
    values = json.loads((tmp_path / "lake" / REQUESTED_FILE).read_bytes())
    assert values == {
        "format": 1,
        "reports": [
            {
                "host": HOST,
                "family": USERS,
                "kind": "organization",
                "entity": "octo",
                "first": "2026-11-14",
                "last": "2026-11-20",
            }
        ],
    }
