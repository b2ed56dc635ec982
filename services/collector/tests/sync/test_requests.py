"""Number, order and concurrency of requests to GitHub."""

from __future__ import annotations

import threading
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import attrs
import httpx
import pytest
from copilot_usage_metrics.testing import FakeGitHub

from copilot_metrics_collector.access.credentials import Credential
from copilot_metrics_collector.fetch.events import Done, Downloaded, Planned, Started
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.units import REPORTS, Entity

from .runs import DAILY, DAY, RECENT, TODAY, UNITS, USERS, Site


class Meter:
    """Counts who is at each server at the same time, in the client's own process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._there: Counter[Any] = Counter()
        self.most: Counter[Any] = Counter()
        self.is_patient = False
        """Whether a download waits for a concurrent one."""
        self.company = threading.Event()
        """Set when two are at the download host at the same time."""

    @contextmanager
    def at(self, who: Any) -> Iterator[None]:
        with self._lock:
            self._there[who] += 1
            self.most[who] = max(self.most[who], self._there[who])
        try:
            yield
        finally:
            with self._lock:
                self._there[who] -= 1


@pytest.fixture
def meter(monkeypatch: pytest.MonkeyPatch) -> Meter:
    """Sees every request of every client: at the API by its token, elsewhere together."""
    found = Meter()
    plain = httpx.Client.send

    def send(self: httpx.Client, request: httpx.Request, **options: Any) -> httpx.Response:
        who = request.headers.get("authorization", "download")
        with found.at(who):
            if who == "download" and found.is_patient:
                if found.most[who] > 1:
                    found.company.set()
                found.company.wait(60)
            return plain(self, request, **options)

    monkeypatch.setattr(httpx.Client, "send", send)
    return found


def test_a_complete_run_costs_one_request_a_unit(site: Site) -> None:
    ran = site.sync()
    assert ran.finished.counts.keys() <= {"complete", "no-data", "not-yet"}
    asked = Counter(each.target for each in site.api())
    assert len(ran.done) == len(site.api()) == len(asked)
    assert len(ran.done) == UNITS
    assert site.github.leaks == ()


def test_a_second_run_asks_for_the_trailing_days_alone_and_changes_no_byte(site: Site) -> None:
    site.sync()
    before = site.digest()
    site.github.forget()
    ran = site.sync()
    assert {each.change for each in ran.done} == {"unchanged"}
    assert {(TODAY - each.unit.day).days for each in ran.done} == {1, 2, 3, 4}
    assert len(site.api()) == len(ran.done) == DAILY * 4
    assert site.digest() == before


def test_a_day_that_got_old_is_settled_by_its_last_question(site: Site) -> None:
    site.sync([USERS], [site.org])
    assert site.manifest(site.unit(TODAY - 4 * DAY)).settled
    assert not site.manifest(site.unit(TODAY - 3 * DAY)).settled
    site.today = TODAY + DAY
    ran = site.sync([USERS], [site.org], until=TODAY - DAY)
    assert {(site.today - unit.day).days for unit in ran.asked} == {2, 3, 4}
    assert ran.of(site.unit(TODAY - 3 * DAY)).change == "written"  # settled, and nothing else
    assert site.manifest(site.unit(TODAY - 3 * DAY)).settled


def test_gaps_are_found_and_filled(site: Site) -> None:
    site.sync([USERS], [site.org])
    whole = site.content()
    gap = site.unit(TODAY - 5 * DAY)
    (site.path / gap.path / "manifest.json").unlink()
    ran = site.sync([USERS], [site.org])
    assert ran.of(gap).change == "written"
    assert site.content() == whole


def test_one_request_at_a_time_per_credential_and_downloads_side_by_side(
    site: Site, meter: Meter
) -> None:
    meter.is_patient = True
    site.sync(["users-1-day", "user-teams-1-day", "repos-1-day"])
    assert meter.company.is_set()
    assert meter.most[f"Bearer {site.github.token}"] == 1


def test_credentials_go_side_by_side_each_one_at_a_time(
    site: Site, meter: Meter, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = site.github.issue()
    monkeypatch.setenv("OTHER", other)
    met = threading.Barrier(2, timeout=60)
    first = {f"Bearer {site.github.token}": threading.Event(), f"Bearer {other}": threading.Event()}
    counted = httpx.Client.send

    def send(self: httpx.Client, request: httpx.Request, **options: Any) -> httpx.Response:
        seen = first.get(request.headers.get("authorization", ""))
        if seen is not None and not seen.is_set():
            seen.set()
            met.wait()  # the first request of each waits for that of the other
        return counted(self, request, **options)

    monkeypatch.setattr(httpx.Client, "send", send)
    site.sync(
        [USERS],
        credentials=[
            Credential(name="mine", token_variable="GITHUB_TOKEN"),
            Credential(
                name="other",
                token_variable="OTHER",
                entities=(f"enterprise/{site.github.enterprise}",),
            ),
        ],
    )
    assert meter.most[f"Bearer {site.github.token}"] == 1
    assert meter.most[f"Bearer {other}"] == 1
    tokens = Counter(each.headers["authorization"] for each in site.api())
    assert tokens == {f"Bearer {site.github.token}": 6, f"Bearer {other}": 6}


def test_no_more_units_are_in_memory_than_workers(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from copilot_metrics_collector.fetch import reading

    meter = Meter()
    plain = reading.Writing.write

    def write(self: reading.Writing, *values: Any) -> None:
        with meter.at("writing"):
            plain(self, *values)

    monkeypatch.setattr(reading.Writing, "write", write)
    site.sync(REPORTS, executor="threads://1", since=RECENT)
    assert meter.most["writing"] == 1


def test_the_events_tell_the_run(site: Site) -> None:
    ran = site.sync([USERS], [site.org])
    assert ran.events[0] == Planned(6)
    assert ran.events[-1] == ran.finished
    assert {each.unit for each in ran.events if isinstance(each, Started)} == ran.asked
    assert sum(isinstance(each, Done) for each in ran.events) == 6
    assert ran.finished.counts == {"complete": 4, "no-data": 2}  # no activity at the weekend
    assert ran.finished.rows == sum(each.rows for each in ran.done)
    assert ran.finished.bytes == sum(each.bytes for each in ran.done)
    assert ran.finished.seconds > 0


def test_large_files_tell_what_has_come(own: Site) -> None:
    unit = own.unit(TODAY - DAY)
    row = own.fake_rows(unit)[0]
    many = [
        row | {"user_id": number, "user_login": f"u{number}-" + "x" * 3000} for number in range(200)
    ]
    own.give(unit, [many])
    ran = own.sync([USERS], [own.org], since=unit.day)
    told = [each.bytes for each in ran.events if isinstance(each, Downloaded)]
    assert told
    assert 0 < sum(told) <= ran.of(unit).bytes


def test_a_lake_in_an_object_store_is_the_same(site: Site) -> None:
    site.sync([USERS, "organization-28-day"], [site.org], keep_raw=True)
    url = f"memory://{uuid.uuid4().hex}/lake"
    changes: dict[str, Any] = {"lake": url, "keep_raw": True}
    ran = site.sync([USERS, "organization-28-day"], [site.org], **changes)
    there = {each.unit: attrs.evolve(each, asked_at="") for each in Lake.open(url).manifests()}
    assert there == {each.unit: attrs.evolve(each, asked_at="") for each in site.lake.manifests()}
    again = site.sync([USERS, "organization-28-day"], [site.org], **changes)
    assert {each.change for each in again.done} == {"unchanged"}
    assert {each.change for each in ran.done} == {"written"}


def test_a_run_with_nothing_to_do_is_fine(site: Site) -> None:
    site.sync([USERS], [site.org])
    ran = site.sync([USERS], [site.org], until=TODAY - 5 * DAY)
    assert (ran.done, dict(ran.finished.counts)) == ([], {})
    assert ran.events[0] == Planned(0)


def test_two_runs_at_once_do_not_harm_each_other(site: Site, tmp_path: Any) -> None:
    problems: list[BaseException] = []

    def one() -> None:
        try:
            site.sync(since=RECENT)
        except BaseException as problem:  # noqa: BLE001 - looked at below
            problems.append(problem)

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert problems == []
    both = site.content()
    alone = Site(site.github, tmp_path / "alone")
    alone.sync(since=RECENT)
    assert both == alone.content()


def test_an_app_has_a_lane_for_each_installation(
    app_key: tuple[str, str], tmp_path: Any, meter: Meter
) -> None:
    private, public = app_key
    key = tmp_path / "key.pem"
    key.write_text(private)
    with FakeGitHub(
        seats=8, days=3, organizations=2, today=TODAY, app_id=7, app_public_key=public
    ) as github:
        site = Site(github, tmp_path / "lake")
        app = Credential(name="app", app_id="7", private_key_file=str(key))
        prepared = site.prepare([USERS], credentials=[app])
        assert [share.lane for share in prepared.work] == [
            f"app {entity.kind}/{entity.name}" for entity in site.entities
        ]
        ran = site.sync([USERS], credentials=[app])
        assert ran.finished.counts == {"complete": 9}
        reports = [each for each in site.api() if "/reports/" in each.path]
        tokens = {each.headers["authorization"] for each in reports}
        assert len(reports) == 9
        assert len(tokens) == 3
        assert all(meter.most[token] == 1 for token in tokens)
        assert github.leaks == ()


def test_entities_of_several_hosts_do_not_meet(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.sync([USERS], [site.org])
    with FakeGitHub(seats=5, days=2, organizations=[site.org.name], today=TODAY) as other:
        monkeypatch.setenv("GITHUB_TOKEN", other.token)
        Site(other, site.path).sync([USERS], [Entity("organization", site.org.name)])
    hosts = Counter(unit.host for unit in site.states())
    assert sorted(hosts.values()) == [2, 6]
