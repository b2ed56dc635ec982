"""Parts are requested ahead, reads run concurrently, and none blocks another: point 19."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import pairwise
from typing import Any

import attrs
import httpx
import pytest

from copilot_usage_metrics import AsyncCopilotMetrics, CopilotMetrics
from copilot_usage_metrics._runtime.protocol.effects import MOST_AHEAD
from tests.runtime.patience import PATIENCE, SOON, impatient
from tests.runtime.stream.crowd import Crowd
from tests.runtime.stream.hosts import Host, ReceivedRequest, Wire, host
from tests.runtime.stream.support import (
    DAY,
    KINDS,
    SIGNATURE,
    Read,
    Script,
    adrain,
    day,
    drain,
    ids,
    lines,
    read_network,
    user,
    users,
)


@attrs.define
class Pair:
    """An API and its download host."""

    api: Host
    files: Host


@contextlib.contextmanager
def pair(
    parts: int,
    script: Callable[[ReceivedRequest, Wire], None],
    at_api: Callable[[Wire], None] = lambda _: None,
) -> Iterator[Pair]:
    """Serve a report of `count` parts; `at_api` is called before each response of the API."""
    with host(script) as files:

        def envelope(_: ReceivedRequest, wire: Wire) -> None:
            at_api(wire)
            links = [f"{files.url}/{n}.json?{SIGNATURE}" for n in range(parts)]
            body = json.dumps({"download_links": links, "report_day": DAY}).encode()
            wire.answer(body, content_type="application/json")

        with host(envelope) as api:
            yield Pair(api, files)


def number(received: ReceivedRequest) -> int:
    return int(received.target.split("?")[0].strip("/").removesuffix(".json"))


def quick(received: ReceivedRequest, wire: Wire) -> None:
    wire.answer(lines(*(user(number(received) * 1000 + n) for n in range(3))))


@pytest.mark.parametrize("kind", KINDS)
class TestOneReport:
    def test_nine_later_parts_are_requested_before_the_first_one_responds(self, kind: str) -> None:
        """So that twenty slow parts take the time of two."""
        crowd = Crowd()

        def script(received: ReceivedRequest, wire: Wire) -> None:
            crowd.wait_for(min(number(received) + MOST_AHEAD, 20))
            wire.answer(lines(user(number(received))))

        with pair(20, script) as up:
            found = read_network(kind, up.api.url)
        assert not crowd.in_vain
        assert ids(found.ok) == [*range(20)]
        assert MOST_AHEAD <= crowd.most <= MOST_AHEAD + 1
        assert len(up.files.requests) == 20

    def test_a_single_part_is_read_without_extra_threads(self, kind: str) -> None:
        before = threading.active_count()
        seen: list[int] = []

        def script(received: ReceivedRequest, wire: Wire) -> None:
            seen.append(threading.active_count())
            quick(received, wire)

        with pair(1, script) as up:
            assert len(read_network(kind, up.api.url).ok) == 3
        assert seen[0] <= before + 6  # the threads of the two servers only

    def test_an_error_ahead_is_reported_in_the_order_of_the_parts(self, kind: str) -> None:
        def script(received: ReceivedRequest, wire: Wire) -> None:
            if number(received) == 3:
                wire.answer(b"", "418 I'm a teapot")
            elif number(received) == 5:
                wire.end()
            else:
                quick(received, wire)

        with pair(8, script) as up:
            found = read_network(kind, up.api.url, retry=_twice())
            assert [part.name for part in found.reading.failed_parts] == ["3.json", "5.json"]
            assert [part.attempts for part in found.reading.parts] == [1, 1, 1, 1, 1, 2, 1, 1]
            assert len(found.rows) == 18

    @pytest.mark.parametrize("most", [1, 2, 3])
    def test_a_small_connection_pool_does_not_deadlock(self, kind: str, most: int) -> None:
        """A part requested ahead holds a connection; the caller's pool may have few of them."""
        broken: list[int] = []

        def script(received: ReceivedRequest, wire: Wire) -> None:
            if number(received) == 2 and not broken:
                broken.append(1)
                wire.head(content_length="5000")
                wire.send(b'{"user_id')
                wire.end()
            quick(received, wire)

        def once() -> tuple[Read, bool]:
            broken.clear()
            with pair(6, script) as up:
                return _with_pool(kind, up, httpx.Limits(max_connections=most))

        found = next(read for read, is_pool_whole in (once() for _ in range(5)) if is_pool_whole)
        assert [row.user_id // 1000 for row in found.ok] == [n for n in range(6) for _ in range(3)]


def _twice(tries: int = 2) -> Any:
    from copilot_usage_metrics import RetryPolicy

    return RetryPolicy(max_attempts=tries, initial_backoff_seconds=0.01)


def _with_pool(kind: str, up: Pair, limits: httpx.Limits) -> tuple[Read, bool]:
    """The rows, and whether the pool still has all its connections.

    If a request's pool timeout expires at the moment in which httpcore 1.0.9 assigns it a new connection, the
    connection leaks: it is never opened, used or closed. A pool of one is then empty forever.
    """
    # a short pool timeout, and no other timeout; if only the machine is slow, another attempt gets a connection
    options: dict[str, Any] = {"base_url": up.api.url, "retry": _twice(10), "timeout": SOON}
    if kind == "sync":
        with (
            httpx.Client(limits=limits, trust_env=False) as http,
            CopilotMetrics("t", http_client=http, **options) as client,
        ):
            impatient(client, lambda _: True, "pool")
            return drain(users(client)), _is_whole(http)

    async def run() -> tuple[Read, bool]:
        async with (
            httpx.AsyncClient(limits=limits, trust_env=False) as http,
            AsyncCopilotMetrics("t", http_client=http, **options) as client,
        ):
            impatient(client, lambda _: True, "pool")
            return await adrain(users(client)), _is_whole(http)

    return asyncio.run(run())


def _is_whole(http: Any) -> bool:
    return not any(each.info() == "CONNECTING" for each in http._transport._pool.connections)


def test_twenty_reads_wait_concurrently_without_blocking_the_loop() -> None:
    """No response until all twenty have sent a request, and another task of the loop allows it."""
    api, files = Crowd(), Crowd()

    def script(received: ReceivedRequest, wire: Wire) -> None:
        files.wait()
        wire.answer(lines(user(number(received))))

    async def heart() -> None:
        for crowd in (api, files):
            while crowd.arrived < 20:
                await asyncio.sleep(0.001)
            crowd.open()

    async def run() -> list[Read]:
        async with AsyncCopilotMetrics("t", base_url=up.api.url, timeout=2 * PATIENCE) as client:
            beating = asyncio.create_task(heart())
            found = await asyncio.gather(*(adrain(users(client)) for _ in range(20)))
            beating.cancel()
        return list(found)

    with pair(1, script, at_api=lambda _: api.wait()) as up:
        found = asyncio.run(run())
    assert not api.in_vain
    assert not files.in_vain
    assert (api.most, files.most) == (20, 20)
    assert [ids(each.ok) for each in found] == [[0]] * 20


MOST_AT_ONCE = 65_536
"""The number of bytes that the HTTP library yields in one piece."""


@pytest.mark.parametrize("where", ["wire", "memory"])
def test_a_large_file_in_memory_does_not_block_the_loop(where: str) -> None:
    """Between two runs of another task, at most the rows of one piece are decoded."""
    row = lines(user(1, day=None))
    block = row * (MOST_AT_ONCE // len(row))

    def large(received: ReceivedRequest, wire: Wire) -> None:
        wire.head(content_length=str(len(block) * 100))
        for _ in range(100):
            wire.send(block)

    def answer(request: httpx.Request) -> httpx.Response:
        link = "https://files.example/0"
        if request.url.host == "127.0.0.1":
            return httpx.Response(200, json={"download_links": [link], "report_day": DAY})
        return httpx.Response(200, stream=Body([block] * 100))

    async def run(http: httpx.AsyncClient) -> list[int]:
        beats, count = [0], 0

        async def heart() -> None:
            while True:
                await asyncio.sleep(0)
                beats.append(count)

        async with http, AsyncCopilotMetrics("t", base_url=up.api.url, http_client=http) as client:
            beating = asyncio.create_task(heart())
            async for _ in users(client):
                count += 1
            beating.cancel()
        return [*beats, count]

    with pair(1, large) as up:
        transport = httpx.MockTransport(answer) if where == "memory" else None
        beats = asyncio.run(run(httpx.AsyncClient(transport=transport, trust_env=False)))
    assert beats[-1] == 100 * (len(block) // len(row))
    rows_between = max(later - earlier for earlier, later in pairwise(beats))
    assert (
        0 < rows_between <= MOST_AT_ONCE // len(row) + 1
    )  # plus a row that began in the previous piece


class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body in memory that counts the pieces that were read."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces = pieces
        self.taken = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            self.taken += 1
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece


# none is closed before the end, so the opened connections are those that were needed at once
WIDE = httpx.Limits(max_connections=100, max_keepalive_connections=100, keepalive_expiry=None)


def test_one_client_in_many_threads() -> None:
    """The reads are independent; together they request no more parts ahead than one read may."""
    results: list[list[int]] = []
    problems: list[BaseException] = []

    def work() -> None:
        try:
            results.append(ids(drain(users(client)).ok))
        except BaseException as error:  # noqa: BLE001 - reported below
            problems.append(error)

    with (
        pair(12, quick) as up,
        httpx.Client(limits=WIDE, trust_env=False) as http,
        CopilotMetrics("t", base_url=up.api.url, http_client=http) as client,
    ):
        threads = [threading.Thread(target=work) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert up.files.most <= 16 + MOST_AHEAD
    assert problems == []
    assert results == [[p * 1000 + n for p in range(12) for n in range(3)]] * 16


@pytest.mark.parametrize("kind", KINDS)
def test_bodies_of_later_parts_are_not_buffered(kind: str) -> None:
    """Memory: the parts ahead are open, but their bodies are not read before their turn."""
    bodies = [Body([lines(user(part * 100 + n)) for n in range(50)]) for part in range(4)]
    script = Script({f"{part}.json": httpx.Response(200, stream=bodies[part]) for part in range(4)})

    def check() -> None:
        assert len(script.downloads) == 4
        first, *later = [body.taken for body in bodies]
        assert 0 < first < 50
        assert later == [0, 0, 0]

    def in_threads() -> None:
        before = {*threading.enumerate()}
        with (
            httpx.Client(transport=httpx.MockTransport(script)) as http,
            CopilotMetrics("t", http_client=http) as client,
            users(client) as rows,
        ):
            next(iter(rows))
            for thread in {*threading.enumerate()} - before:  # each of these threads opens a part
                thread.join(PATIENCE)
            check()

    async def in_tasks() -> None:
        async with (
            httpx.AsyncClient(transport=httpx.MockTransport(script)) as http,
            AsyncCopilotMetrics("t", http_client=http) as client,
            users(client) as rows,
        ):
            await anext(aiter(rows))
            while opening := asyncio.all_tasks() - {asyncio.current_task()}:
                await asyncio.wait(opening)
            check()

    if kind == "sync":
        in_threads()
    else:
        asyncio.run(in_tasks())


def test_interleaved_reads_of_one_thread_do_not_starve_each_other() -> None:
    with pair(12, quick) as up:
        with (
            httpx.Client(limits=WIDE, trust_env=False) as http,
            CopilotMetrics("t", http_client=http, base_url=up.api.url) as client,
        ):
            readings = [iter(users(client)) for _ in range(30)]
            taken = [[row.user_id for row in together] for together in zip(*readings, strict=True)]
        assert up.files.most <= 30 + MOST_AHEAD
    assert len(taken) == 36
    assert all(len(set(together)) == 1 for together in taken)
    assert day().isoformat() == DAY
