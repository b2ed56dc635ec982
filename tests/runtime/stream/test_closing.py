"""However a reading ends, nothing stays open: broken off, closed, interrupted, cancelled, forgotten."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from copilot_usage_metrics import (
    AsyncCopilotMetrics,
    ClosedError,
    CopilotMetrics,
    ReadTwiceError,
)
from tests.runtime.stream.hosts import Asked, Wire
from tests.runtime.stream.support import adrain, lines, user, users
from tests.runtime.stream.test_ahead import Pair, number, pair
from tests.runtime.support import TOKEN

PARTS = 8
# without a day they have no key, so that none is dropped for having been there before
BLOCK = lines(*(user(n, day=None, user_login="x" * 200) for n in range(400)))


def endless(_: Asked, wire: Wire) -> None:
    """A file that goes on for as long as somebody reads."""
    wire.head(transfer_encoding="chunked")
    while True:
        wire.chunk(BLOCK)
        time.sleep(0.001)


def stuck(asked: Asked, wire: Wire) -> None:
    """The first file goes on for ever; the others do not even begin."""
    if number(asked):
        wire.wait_until_gone(10)
    endless(asked, wire)


@pytest.fixture(params=[endless, stuck], ids=["open", "stuck"])
def sites(request: pytest.FixtureRequest) -> Iterator[Pair]:
    with pair(PARTS, request.param) as up:
        yield up
        gc.collect()  # what was left open would warn now, and warnings are errors


def deserted(up: Pair, client: Any) -> None:
    """The download host's connections are closed, and the client still works."""
    assert up.files.asked, "nothing was read at all"
    assert up.files.is_deserted(4.0), len(up.files.connections)
    assert not client.shell.is_closed


class TestSync:
    """`timeout` bounds what is still on its way in a thread when nobody wants it any more."""

    @pytest.fixture
    def client(self, sites: Pair) -> Iterator[CopilotMetrics]:
        with CopilotMetrics(TOKEN, base_url=sites.api.url, timeout=0.4) as client:
            yield client

    def test_left_by_break(self, sites: Pair, client: CopilotMetrics) -> None:
        rows = users(client)
        for _ in rows:
            break
        deserted(sites, client)
        assert rows.rows >= 1
        assert (rows.parts[0].state, rows.is_complete) == ("reading", False)
        with pytest.raises(ReadTwiceError):
            iter(rows)

    def test_close(self, sites: Pair, client: CopilotMetrics) -> None:
        rows = users(client)
        stream = iter(rows)
        next(stream)
        rows.close()
        assert list(stream) == []
        rows.close()
        deserted(sites, client)

    def test_with(self, sites: Pair, client: CopilotMetrics) -> None:
        with users(client) as rows:
            stream = iter(rows)
            next(stream)
        assert next(stream, None) is None
        deserted(sites, client)

    @pytest.mark.parametrize("stop", [KeyboardInterrupt, ValueError, SystemExit])
    def test_the_loops_body_raises(
        self, sites: Pair, client: CopilotMetrics, stop: type[BaseException]
    ) -> None:
        def body() -> None:
            for _ in users(client):
                raise stop

        with pytest.raises(stop):
            body()
        deserted(sites, client)

    @pytest.mark.parametrize("stop", [KeyboardInterrupt, ValueError])
    def test_something_below_it_raises(
        self, sites: Pair, client: CopilotMetrics, stop: type[BaseException]
    ) -> None:
        def tee(*_: Any) -> None:
            raise stop

        with pytest.raises(stop):
            list(users(client).keep_raw(tee))
        deserted(sites, client)

    def test_forgotten(self, sites: Pair, client: CopilotMetrics) -> None:
        stream = iter(users(client))
        next(stream)
        del stream
        gc.collect()
        deserted(sites, client)

    def test_never_begun(self, sites: Pair, client: CopilotMetrics) -> None:
        rows = users(client)
        rows.close()
        iter(rows)
        with users(client):
            pass
        gc.collect()
        assert sites.api.asked == []

    def test_the_client_is_closed_meanwhile(self, sites: Pair, client: CopilotMetrics) -> None:
        stream = iter(users(client))
        next(stream)
        client.close()
        with pytest.raises(ClosedError):
            list(stream)
        assert sites.files.is_deserted(4.0)
        with pytest.raises(ClosedError):
            list(users(client))

    def test_the_client_is_closed_by_another_thread(
        self, sites: Pair, client: CopilotMetrics
    ) -> None:
        threading.Timer(0.1, client.close).start()
        with pytest.raises((ClosedError, Exception)) as caught:
            list(users(client))
        assert type(caught.value).__module__.startswith("copilot_usage_metrics")
        assert sites.files.is_deserted(4.0)


class TestAsync:
    def run(self, sites: Pair, work: Callable[[AsyncCopilotMetrics], Any]) -> Any:
        async def main() -> Any:
            async with AsyncCopilotMetrics(TOKEN, base_url=sites.api.url) as client:
                result = await work(client)
                await asyncio.sleep(0)
                gc.collect()
                for _ in range(50):
                    if not sites.files.connections:
                        break
                    await asyncio.sleep(0.02)
                assert not sites.files.connections
                return result

        return asyncio.run(main())

    def test_left_by_break(self, sites: Pair) -> None:
        async def work(client: AsyncCopilotMetrics) -> None:
            rows = users(client)
            async for _ in rows:
                break
            assert rows.parts[0].state == "reading"

        self.run(sites, work)

    def test_aclose(self, sites: Pair) -> None:
        async def work(client: AsyncCopilotMetrics) -> None:
            rows = users(client)
            stream = aiter(rows)
            await anext(stream)
            await rows.aclose()
            assert [row async for row in stream] == []
            await rows.aclose()

        self.run(sites, work)

    def test_with(self, sites: Pair) -> None:
        async def work(client: AsyncCopilotMetrics) -> None:
            async with users(client) as rows:
                async for _ in rows:
                    break

        self.run(sites, work)

    def test_the_loops_body_raises(self, sites: Pair) -> None:
        async def work(client: AsyncCopilotMetrics) -> None:
            async def body() -> None:
                async for _ in users(client):
                    raise ValueError("mine")

            with pytest.raises(ValueError, match="mine"):
                await body()

        self.run(sites, work)

    @pytest.mark.parametrize("after", [0.0, 0.005, 0.05, 0.2])
    def test_cancelled(self, sites: Pair, after: float) -> None:
        """At the envelope, while parts begin, while one is read."""

        async def work(client: AsyncCopilotMetrics) -> None:
            async def read() -> None:
                async for _ in users(client):
                    await asyncio.sleep(0)

            task = asyncio.create_task(read())
            await asyncio.sleep(after)
            begun = time.monotonic()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert time.monotonic() - begun < 1
            for _ in range(
                100
            ):  # of a generator that is let go of, the loop takes care in its next turns
                if len(asyncio.all_tasks()) == 1:
                    break
                await asyncio.sleep(0.01)
            assert asyncio.all_tasks() == {asyncio.current_task()}

        self.run(sites, work)

    def test_a_timeout_around_it(self, sites: Pair) -> None:
        async def work(client: AsyncCopilotMetrics) -> None:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(adrain(users(client)), 0.1)

        self.run(sites, work)

    def test_forgotten(self, sites: Pair) -> None:
        async def work(client: AsyncCopilotMetrics) -> None:
            stream = aiter(users(client))
            await anext(stream)
            del stream

        self.run(sites, work)

    def test_the_client_is_closed_meanwhile(self, sites: Pair) -> None:
        async def work(client: AsyncCopilotMetrics) -> None:
            stream = aiter(users(client))
            await anext(stream)
            await client.aclose()
            with pytest.raises(ClosedError):
                async for _ in stream:
                    pass

        self.run(sites, work)

    def test_the_loop_ends_while_it_is_open(self, sites: Pair) -> None:
        """asyncio.run ends what is left: no warning of a task or a generator that nobody awaited."""
        kept: list[Any] = []

        async def main() -> None:
            # no connection is kept for later ones, and so none is left by a client that nobody closes
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


def test_a_thread_may_stop_what_another_one_reads() -> None:
    """The reader goes on in its own thread; nothing of it is left when it ends."""
    with pair(PARTS, endless) as up, CopilotMetrics(TOKEN, base_url=up.api.url) as client:
        stop = threading.Event()
        counts: list[int] = []

        def work() -> None:
            rows = users(client)
            for _ in rows:
                if stop.is_set():
                    break
            counts.append(rows.rows)

        threads = [threading.Thread(target=work) for _ in range(6)]
        for thread in threads:
            thread.start()
        time.sleep(0.2)
        stop.set()
        for thread in threads:
            thread.join(5)
        assert len(counts) == 6
        assert up.files.is_deserted()
