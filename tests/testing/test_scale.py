"""Large organizations in little memory, many clients at once, and clean shutdown."""

from __future__ import annotations

import contextlib
import datetime
import gc
import http.client
import itertools
import threading
import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import pytest

from copilot_usage_metrics.testing import FakeGitHub
from copilot_usage_metrics.testing.files import content
from tests.runtime.patience import PATIENCE
from tests.testing.wire import (
    ENTERPRISE_USERS_DAY,
    USERS_DAY,
    api,
    ask,
    lines_of,
    links_of,
    report_path,
)

TODAY = datetime.date(2026, 11, 20)


def test_fifty_thousand_users_stream_in_little_memory() -> None:
    tracemalloc.start()
    try:
        fake = FakeGitHub(seats=50_000, days=1, today=TODAY)
        files = fake.files(ENTERPRISE_USERS_DAY, fake.enterprise)
        size = 0
        for piece in itertools.islice(itertools.chain.from_iterable(files), 20):
            size += len(piece)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert size > 1_000_000
    assert peak < 40_000_000
    assert peak < 50_000 * 1000  # far less than a row for each user


def test_a_file_too_large_to_cache_is_sent_in_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "LARGEST_KEPT", 1 << 20)
    with FakeGitHub(seats=2_000, days=1, today=TODAY, organizations=1) as github:
        (link,) = links_of(github, "users-1-day", "octo-org", github.days[-1])
        answer = ask(link)
        assert "content-length" not in answer.headers
        assert answer.headers["transfer-encoding"] == "chunked"
        rows = sum(1 for _ in github.user_rows("octo-org", github.days[-1]))
        assert len(answer.body) > content.LARGEST_KEPT
        assert answer.body.count(b"\n") == rows > 1_000


def test_aggregates_of_a_large_organization_are_exact() -> None:
    fake = FakeGitHub(seats=5_000, days=3, today=TODAY)
    aggregate = fake.aggregate("octo-labs", fake.days[-1])
    assert aggregate is not None
    names = ("loc_added_sum", "user_initiated_interaction_count")
    sums, users = dict.fromkeys(names, 0), set()
    for pieces in fake.files(USERS_DAY, "octo-labs", fake.days[-1]):
        for row in lines_of(b"".join(pieces)):
            users.add(row["user_id"])
            for name in names:
                sums[name] += row[name]
    assert {name: aggregate[name] for name in names} == sums
    assert aggregate["daily_active_users"] == len(users)


def test_many_clients_at_once_get_what_each_would_alone() -> None:
    with FakeGitHub(seats=80, today=TODAY) as github:
        paths = [
            report_path("users-1-day", entity, day)
            for entity in ("octo-org", "octo-labs", "octo-enterprise")
            for day in github.days[-5:]
        ]

        def read(path: str) -> bytes:
            answer = api(github, path)
            links = answer.json["download_links"] if answer.body else []
            return b"".join(ask(link).body for link in links)

        with ThreadPoolExecutor(16) as pool:
            together = list(pool.map(read, paths * 3))
        assert together == [read(path) for path in paths] * 3


def test_counted_switches_are_thread_safe() -> None:
    with FakeGitHub(seats=5, today=TODAY, scenario="server-error=502,times=20") as github:
        path = report_path("users-28-day", "octo-org")
        with ThreadPoolExecutor(16) as pool:
            statuses = list(pool.map(lambda _: api(github, path).status, range(60)))
        assert statuses.count(502) == 20


def test_several_fakes_are_independent() -> None:
    with FakeGitHub(seats=5, today=TODAY) as one, FakeGitHub(seats=5, today=TODAY, seed=2) as other:
        path = report_path("users-28-day", "octo-org")
        one.scenario = "policy-off"
        assert (api(one, path).status, api(other, path).status) == (403, 200)
        assert api(one, path, token=other.token).status == 401
        assert len(other.requests) == 1


@pytest.mark.parametrize("scenario", ["", "stall=100,times=9", "slow=20,times=9", "latency=600000"])
def test_closing_ends_every_thread_and_connection(scenario: str) -> None:
    """Even if a response would take longer than the client waits."""
    gc.collect()
    before = set(threading.enumerate())
    answered = threading.Semaphore(0)

    def read(link: str) -> None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            ask(link, timeout=10 * PATIENCE)
        answered.release()

    with FakeGitHub(seats=60, today=TODAY, scenario=scenario) as github:
        links = [links_of(github, "users-28-day", "octo-org")[0] for _ in range(3)]
        for link in links:
            threading.Thread(target=read, args=(link,), daemon=True).start()
        while sum(each.server == "download" for each in github.requests) < 3:
            time.sleep(0.001)
        if not scenario:
            for _ in links:
                assert answered.acquire(timeout=PATIENCE)
        closing = threading.Thread(target=github.close, daemon=True)
        closing.start()
        closing.join(PATIENCE)
        assert not closing.is_alive()
    for thread in set(threading.enumerate()) - before:
        thread.join(PATIENCE)
        assert not thread.is_alive()


def test_a_closed_fake_can_be_started_again_and_closed_twice() -> None:
    github = FakeGitHub(seats=5, today=TODAY)
    with pytest.raises(RuntimeError, match="not running"):
        _ = github.base_url
    with github:
        first = github.base_url
    github.close()
    with github:
        assert api(github, report_path("users-28-day", "octo-org")).status == 200
        assert github.start().base_url == github.base_url
    assert first


@pytest.mark.parametrize(
    "arguments",
    [
        {"seats": 0},
        {"days": 0},
        {"organizations": 0},
        {"organizations": ["a", "A"]},
        {"scenario": "nonsense"},
    ],
)
def test_impossible_organization_is_refused(arguments: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"or more|once|no scenario"):
        FakeGitHub(**arguments)  # type: ignore[arg-type]
