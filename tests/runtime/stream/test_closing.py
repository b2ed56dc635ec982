"""However a read ends, nothing stays open: left by break, closed, interrupted, cancelled, garbage-collected."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import httpx
import pytest

from copilot_usage_metrics import (
    AlreadyConsumedError,
    AsyncCopilotMetrics,
    ClosedError,
    CopilotMetrics,
)
from tests.runtime.patience import PATIENCE, SOON, impatient
from tests.runtime.stream.hosts import Host, ReceivedRequest, Wire
from tests.runtime.stream.support import adrain, lines, user, users
from tests.runtime.stream.test_ahead import number, pair
from tests.runtime.support import TOKEN

PARTS = 8
# without a day they have no row key, so none is dropped as a duplicate
BLOCK = lines(*(user(n, day=None, user_login="x" * 200) for n in range(400)))


def endless(_: ReceivedRequest, wire: Wire) -> None:
    """A file that continues as long as the client reads."""
    wire.head(transfer_encoding="chunked")
    while True:
        wire.chunk(BLOCK)
        time.sleep(0.005)  # more rows are not needed, and cost CPU time


@attrs.frozen
class Sites:
    """An API that responds on a signal, and a download host whose later parts begin on a signal."""

    api: Host
    files: Host
    api_may: threading.Event
    later_may: threading.Event

    def is_deserted(self) -> bool:
        """Whether all downloads are closed, including those whose responses arrive after the read has ended."""
        self.later_may.set()
        return self.files.is_deserted()


@pytest.fixture(params=["open", "stuck"])
def sites(request: pytest.FixtureRequest) -> Iterator[Sites]:
    """Every file is endless; if `stuck`, all but the first one never begin."""
    api_may, later_may = threading.Event(), threading.Event()
    api_may.set()
    if request.param == "open":
        later_may.set()

    def script(received: ReceivedRequest, wire: Wire) -> None:
        if number(received):
            wire.wait_until_gone(later_may)
        endless(received, wire)

    with pair(PARTS, script, at_api=lambda wire: wire.wait_until_gone(api_may)) as up:
        yield Sites(up.api, up.files, api_may, later_may)
        gc.collect()  # an open connection would warn now, and warnings are errors


def deserted(up: Sites, client: Any) -> None:
    """The download host's connections are closed, and the client still works."""
    assert up.files.requests, "nothing was read at all"
    assert up.is_deserted(), len(up.files.connections)
    assert not client._shell.is_closed


class TestSync:
    @pytest.fixture
    def client(self, sites: Sites) -> Iterator[CopilotMetrics]:
        with CopilotMetrics(TOKEN, base_url=sites.api.url, timeout=2 * PATIENCE) as client:
            yield client

    def test_a_part_that_never_responds_fails_after_the_timeout(self, sites: Sites) -> None:
        """The timeout bounds how long a thread outlives a read that has ended."""
        later = {f"/{part}.json" for part in range(1, PARTS)}
        with CopilotMetrics(TOKEN, base_url=sites.api.url, timeout=SOON) as client:
            impatient(client, lambda request: request.url.path in later)
            for _ in users(client):
                break
            assert sites.files.is_deserted()

    def test_break_closes_the_read(self, sites: Sites, client: CopilotMetrics) -> None:
        rows = users(client)
        for _ in rows:
            break
        deserted(sites, client)
        assert rows.rows >= 1
        assert (rows.parts[0].state, rows.is_complete) == ("reading", False)
        with pytest.raises(AlreadyConsumedError):
            iter(rows)

    def test_close_closes_the_read(self, sites: Sites, client: CopilotMetrics) -> None:
        rows = users(client)
        stream = iter(rows)
        next(stream)
        rows.close()
        assert list(stream) == []
        rows.close()
        deserted(sites, client)

    def test_leaving_a_with_block_closes_the_read(
        self, sites: Sites, client: CopilotMetrics
    ) -> None:
        with users(client) as rows:
            stream = iter(rows)
            next(stream)
        assert next(stream, None) is None
        deserted(sites, client)

    @pytest.mark.parametrize("stop", [KeyboardInterrupt, ValueError, SystemExit])
    def test_exception_in_the_loop_closes_the_read(
        self, sites: Sites, client: CopilotMetrics, stop: type[BaseException]
    ) -> None:
        def body() -> None:
            for _ in users(client):
                raise stop

        with pytest.raises(stop):
            body()
        deserted(sites, client)

    @pytest.mark.parametrize("stop", [KeyboardInterrupt, ValueError])
    def test_exception_below_the_read_closes_it(
        self, sites: Sites, client: CopilotMetrics, stop: type[BaseException]
    ) -> None:
        def tee(*_: Any) -> None:
            raise stop

        with pytest.raises(stop):
            list(users(client).keep_raw(tee))
        deserted(sites, client)

    def test_garbage_collection_closes_the_read(self, sites: Sites, client: CopilotMetrics) -> None:
        stream = iter(users(client))
        next(stream)
        del stream
        gc.collect()
        deserted(sites, client)

    def test_read_that_never_started_needs_no_closing(
        self, sites: Sites, client: CopilotMetrics
    ) -> None:
        rows = users(client)
        rows.close()
        iter(rows)
        with users(client):
            pass
        gc.collect()
        assert sites.api.requests == []

    def test_closing_the_client_closes_the_read(self, sites: Sites, client: CopilotMetrics) -> None:
        stream = iter(users(client))
        next(stream)
        client.close()
        with pytest.raises(ClosedError):
            list(stream)
        assert sites.is_deserted()
        with pytest.raises(ClosedError):
            list(users(client))

    def test_closing_the_client_in_another_thread_closes_the_read(
        self, sites: Sites, client: CopilotMetrics
    ) -> None:
        flows = threading.Event()

        def close() -> None:
            flows.wait(PATIENCE)
            client.close()

        closer = threading.Thread(target=close)
        closer.start()
        with pytest.raises((ClosedError, Exception)) as caught:
            list(users(client).keep_raw(lambda *_: flows.set()))
        closer.join()
        assert type(caught.value).__module__.startswith("copilot_usage_metrics")
        assert sites.is_deserted()


async def until(is_there: Callable[[], Any]) -> None:
    """Wait for a certain event."""
    async with asyncio.timeout(PATIENCE):
        while not is_there():
            await asyncio.sleep(0.001)


class TestAsync:
    def run(self, sites: Sites, work: Callable[[AsyncCopilotMetrics], Any]) -> Any:
        async def main() -> Any:
            url = sites.api.url
            async with AsyncCopilotMetrics(TOKEN, base_url=url, timeout=2 * PATIENCE) as client:
                result = await work(client)
                await asyncio.sleep(0)
                gc.collect()
                await until(lambda: not sites.files.connections)
                return result

        return asyncio.run(main())

    def test_break_closes_the_read(self, sites: Sites) -> None:
        async def work(client: AsyncCopilotMetrics) -> None:
            rows = users(client)
            async for _ in rows:
                break
            assert rows.parts[0].state == "reading"

        self.run(sites, work)

    def test_aclose_closes_the_read(self, sites: Sites) -> None:
        async def work(client: AsyncCopilotMetrics) -> None:
            rows = users(client)
            stream = aiter(rows)
            await anext(stream)
            await rows.aclose()
            assert [row async for row in stream] == []
            await rows.aclose()

        self.run(sites, work)

    def test_leaving_a_with_block_closes_the_read(self, sites: Sites) -> None:
        async def work(client: AsyncCopilotMetrics) -> None:
            async with users(client) as rows:
                async for _ in rows:
                    break

        self.run(sites, work)

    def test_exception_in_the_loop_closes_the_read(self, sites: Sites) -> None:
        async def work(client: AsyncCopilotMetrics) -> None:
            async def body() -> None:
                async for _ in users(client):
                    raise ValueError("mine")

            with pytest.raises(ValueError, match="mine"):
                await body()

        self.run(sites, work)

    @pytest.mark.parametrize("when", ["at once", "envelope", "parts", "rows"])
    def test_cancellation_closes_the_read(self, sites: Sites, when: str) -> None:
        """At the envelope, while parts begin, while one is read; a server that never responds is not waited for."""
        if when == "envelope":
            sites.api_may.clear()
        rows = 0
        is_there: dict[str, Callable[[], Any]] = {
            "at once": lambda: True,
            "envelope": lambda: sites.api.requests,
            "parts": lambda: len(sites.files.requests) > 1,
            "rows": lambda: rows,
        }

        async def work(client: AsyncCopilotMetrics) -> None:
            async def read() -> None:
                nonlocal rows
                async for _ in users(client):
                    rows += 1
                    await asyncio.sleep(0)

            task = asyncio.create_task(read())
            await asyncio.sleep(0)
            await until(is_there[when])
            task.cancel()
            await asyncio.wait({task}, timeout=PATIENCE)
            assert task.cancelled()
            # the loop finalizes an abandoned generator in its next iterations
            await until(lambda: asyncio.all_tasks() == {asyncio.current_task()})

        self.run(sites, work)

    def test_timeout_of_the_caller_closes_the_read(self, sites: Sites) -> None:
        async def work(client: AsyncCopilotMetrics) -> None:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(adrain(users(client)), 0.1)

        self.run(sites, work)

    def test_garbage_collection_closes_the_read(self, sites: Sites) -> None:
        async def work(client: AsyncCopilotMetrics) -> None:
            stream = aiter(users(client))
            await anext(stream)
            del stream

        self.run(sites, work)

    def test_closing_the_client_closes_the_read(self, sites: Sites) -> None:
        async def work(client: AsyncCopilotMetrics) -> None:
            stream = aiter(users(client))
            await anext(stream)
            await client.aclose()
            with pytest.raises(ClosedError):
                async for _ in stream:
                    pass

        self.run(sites, work)

    def test_end_of_the_loop_closes_the_read(self, sites: Sites) -> None:
        """asyncio.run finalizes the rest: no warning of a task or a generator that was never awaited."""
        kept: list[Any] = []

        async def main() -> None:
            # no connection is pooled, so none is left by a client that is never closed
            http = httpx.AsyncClient(
                limits=httpx.Limits(max_keepalive_connections=0), trust_env=False
            )
            client = AsyncCopilotMetrics(TOKEN, base_url=sites.api.url, http_client=http)
            stream = aiter(users(client))
            await anext(stream)
            kept.append((client, stream))

        asyncio.run(main())
        assert sites.files.is_deserted()
        kept.clear()
        gc.collect()


def test_a_thread_can_stop_a_read_of_another_thread() -> None:
    """The reader continues in its own thread; nothing is left when it ends."""
    with pair(PARTS, endless) as up, CopilotMetrics(TOKEN, base_url=up.api.url) as client:
        stop = threading.Event()
        reading = threading.Barrier(7, timeout=PATIENCE)
        counts: list[int] = []

        def work() -> None:
            rows = users(client)
            for number, _ in enumerate(rows):
                if number == 0:
                    reading.wait()
                if stop.is_set():
                    break
            counts.append(rows.rows)

        threads = [threading.Thread(target=work) for _ in range(6)]
        for thread in threads:
            thread.start()
        reading.wait()
        stop.set()
        for thread in threads:
            thread.join(PATIENCE)
        assert len(counts) == 6
        assert up.files.is_deserted()
