"""Parts are begun before their turn, many readings go on at once, and nobody is kept waiting: point 19."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import httpx
import pytest

from copilot_usage_metrics import AsyncCopilotMetrics, CopilotMetrics
from copilot_usage_metrics._runtime.network.effects import MOST_AHEAD
from tests.runtime.stream.hosts import Asked, Host, Wire, host
from tests.runtime.stream.support import (
    DAY,
    KINDS,
    SIGNATURE,
    Read,
    adrain,
    day,
    drain,
    ids,
    lines,
    read_network,
    user,
    users,
)

LATENCY = 0.2


@attrs.define
class Pair:
    """An API and its download host."""

    api: Host
    files: Host


@contextlib.contextmanager
def pair(
    parts: int, script: Callable[[Asked, Wire], None], api_latency: float = 0.0
) -> Iterator[Pair]:
    with host(script) as files:

        def envelope(_: Asked, wire: Wire) -> None:
            time.sleep(api_latency)
            links = [f"{files.url}/{n}.json?{SIGNATURE}" for n in range(parts)]
            body = json.dumps({"download_links": links, "report_day": DAY}).encode()
            wire.answer(body, content_type="application/json")

        with host(envelope) as api:
            yield Pair(api, files)


def number(asked: Asked) -> int:
    return int(asked.target.split("?")[0].strip("/").removesuffix(".json"))


def slow(asked: Asked, wire: Wire) -> None:
    time.sleep(LATENCY)
    wire.answer(lines(user(number(asked))))


def quick(asked: Asked, wire: Wire) -> None:
    wire.answer(lines(*(user(number(asked) * 1000 + n) for n in range(3))))


@pytest.mark.parametrize("kind", KINDS)
class TestOneReport:
    def test_twenty_slow_parts_take_less_than_a_second_where_one_by_one_takes_four(
        self, kind: str
    ) -> None:
        with pair(20, slow) as up:
            begun = time.monotonic()
            found = read_network(kind, up.api.url)
            took = time.monotonic() - begun
        assert ids(found.ok) == [*range(20)]
        assert took < 1.0 + 0.5  # half a second for a busy machine
        assert MOST_AHEAD <= up.files.most <= MOST_AHEAD + 1
        assert len(up.files.asked) == 20

    def test_one_part_is_read_without_any_other(self, kind: str) -> None:
        before = threading.active_count()
        seen: list[int] = []

        def script(asked: Asked, wire: Wire) -> None:
            seen.append(threading.active_count())
            quick(asked, wire)

        with pair(1, script) as up:
            assert len(read_network(kind, up.api.url).ok) == 3
        assert seen[0] <= before + 6  # those of the two servers only

    def test_what_goes_wrong_ahead_is_told_when_its_turn_comes(self, kind: str) -> None:
        def script(asked: Asked, wire: Wire) -> None:
            if number(asked) == 3:
                wire.answer(b"", "418 I'm a teapot")
            elif number(asked) == 5:
                wire.end()
            else:
                quick(asked, wire)

        with pair(8, script) as up:
            found = read_network(kind, up.api.url, retry=_twice())
            assert [part.name for part in found.reading.partial] == ["3.json", "5.json"]
            assert [part.attempts for part in found.reading.parts] == [1, 1, 1, 1, 1, 2, 1, 1]
            assert len(found.rows) == 18

    @pytest.mark.parametrize("most", [1, 2, 3])
    def test_a_narrow_pool_is_no_dead_end(self, kind: str, most: int) -> None:
        """What waits for its turn holds a connection; somebody else's pool may have few of them."""
        broken: list[int] = []

        def script(asked: Asked, wire: Wire) -> None:
            if number(asked) == 2 and not broken:
                broken.append(1)
                wire.head(content_length="5000")
                wire.send(b'{"user_id')
                wire.end()
            quick(asked, wire)

        with pair(6, script) as up:
            limits = httpx.Limits(max_connections=most)
            found = _with_pool(kind, up, limits)
        assert [row.user_id // 1000 for row in found.ok] == [n for n in range(6) for _ in range(3)]


def _twice() -> Any:
    from copilot_usage_metrics import RetryPolicy

    return RetryPolicy(tries=2, first_wait_seconds=0.01)


def _with_pool(kind: str, up: Pair, limits: httpx.Limits) -> Read:
    options: dict[str, Any] = {"base_url": up.api.url, "retry": _twice(), "timeout": 0.3}
    if kind == "sync":
        with (
            httpx.Client(limits=limits, trust_env=False) as http,
            CopilotMetrics("t", http_client=http, **options) as client,
        ):
            return drain(users(client))

    async def run() -> Read:
        async with (
            httpx.AsyncClient(limits=limits, trust_env=False) as http,
            AsyncCopilotMetrics("t", http_client=http, **options) as client,
        ):
            return await adrain(users(client))

    return asyncio.run(run())


async def _heartbeat(gaps: list[float]) -> None:
    last = time.monotonic()
    while True:
        await asyncio.sleep(0.005)
        now = time.monotonic()
        gaps.append(now - last)
        last = now


def test_twenty_readings_at_once_end_in_less_than_a_second_and_the_heart_goes_on() -> None:
    async def run() -> tuple[float, list[float], list[Read]]:
        gaps: list[float] = []
        async with AsyncCopilotMetrics("t", base_url=up.api.url) as client:
            heart = asyncio.create_task(_heartbeat(gaps))
            begun = time.monotonic()
            found = await asyncio.gather(*(adrain(users(client)) for _ in range(20)))
            took = time.monotonic() - begun
            heart.cancel()
        return took, gaps, list(found)

    with pair(1, slow, api_latency=LATENCY) as up:
        took, gaps, found = asyncio.run(run())
    assert [ids(each.ok) for each in found] == [[0]] * 20
    assert took < 1.0
    # each gap is 5 ms where nothing is in the way; a busy machine may lengthen a few
    assert sorted(gaps)[int(len(gaps) * 0.9)] < 0.05


def test_a_large_file_on_a_quick_wire_does_not_stop_the_heart() -> None:
    def large(asked: Asked, wire: Wire) -> None:
        block = lines(*(user(n, day=None) for n in range(5_000)))
        wire.head(content_length=str(len(block) * 20))
        for _ in range(20):
            wire.send(block)

    async def run() -> tuple[int, list[float]]:
        gaps: list[float] = []
        count = 0
        async with AsyncCopilotMetrics("t", base_url=up.api.url) as client:
            heart = asyncio.create_task(_heartbeat(gaps))
            async for row in users(client):
                count += row.user_id is not None
            heart.cancel()
        return count, gaps

    with pair(1, large) as up:
        count, gaps = asyncio.run(run())
    assert count == 100_000
    assert len(gaps) > 20
    assert sorted(gaps)[int(len(gaps) * 0.9)] < 0.05


def test_one_client_in_many_threads() -> None:
    """Each reading is its own; together they never begin more ahead than one may."""
    results: list[list[int]] = []
    problems: list[BaseException] = []

    def work() -> None:
        try:
            results.append(ids(drain(users(client)).ok))
        except BaseException as error:  # noqa: BLE001 - told below
            problems.append(error)

    with pair(12, quick) as up, CopilotMetrics("t", base_url=up.api.url) as client:
        threads = [threading.Thread(target=work) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert up.files.most <= 16 + MOST_AHEAD
    assert problems == []
    assert results == [[p * 1000 + n for p in range(12) for n in range(3)]] * 16


def test_bodies_that_are_not_read_yet_are_not_taken_in() -> None:
    """Memory: the parts ahead are open, and their servers wait."""
    written = [0] * 4

    def script(asked: Asked, wire: Wire) -> None:
        block = lines(*(user(number(asked) * 10**6 + n) for n in range(10_000)))
        wire.head(content_length=str(len(block) * 30))
        for _ in range(30):
            wire.send(block)
            written[number(asked)] += len(block)

    with pair(4, script) as up, CopilotMetrics("t", base_url=up.api.url) as client:
        rows = iter(users(client))
        next(rows)
        time.sleep(0.2)
        assert all(done < 20 * 10**6 for done in written)  # of 27 MB each: what the kernel holds
        del rows


def test_readings_taken_in_turns_by_one_thread_do_not_starve_each_other() -> None:
    with pair(12, quick) as up:
        limits = httpx.Limits(max_connections=100)
        with (
            httpx.Client(limits=limits, trust_env=False) as http,
            CopilotMetrics("t", http_client=http, base_url=up.api.url, timeout=2) as client,
        ):
            readings = [iter(users(client)) for _ in range(30)]
            taken = [[row.user_id for row in together] for together in zip(*readings, strict=True)]
    assert len(taken) == 36
    assert all(len(set(together)) == 1 for together in taken)
    assert day().isoformat() == DAY
