"""One client in many threads or tasks, and its state after a task is cancelled."""

from __future__ import annotations

import asyncio
import datetime
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from copilot_usage_metrics import AsyncCopilotMetrics, CopilotMetrics, NotFoundError
from tests.runtime.patience import PATIENCE
from tests.runtime.support import TOKEN, Seen, serve

DAYS = [datetime.date(2026, 1, 1) + datetime.timedelta(days) for days in range(60)]


def body(day: str) -> str:
    return f'{{"download_links": ["https://x.example/{day}"], "report_day": "{day}"}}'


def by_day(seen: Seen) -> tuple[int, dict[str, str], bytes]:
    """The report of the requested day; for each tenth day, an error that names it."""
    day = seen.path.rpartition("=")[2]
    if day.endswith("0"):
        return 404, {"Content-Type": "application/json"}, f'{{"message": "{day}"}}'.encode()
    return 200, {"Content-Type": "application/json"}, body(day).encode()


def check(day: datetime.date, outcome: Any) -> None:
    """Whether an outcome belongs to its day."""
    if day.isoformat().endswith("0"):
        assert isinstance(outcome, NotFoundError)
        assert outcome.message == day.isoformat()
    else:
        assert outcome.report_day == day
        assert outcome.download_links == [f"https://x.example/{day}"]


def test_one_client_used_from_many_threads() -> None:
    with (
        serve(by_day) as server,
        CopilotMetrics(TOKEN, base_url=server.url) as client,
        ThreadPoolExecutor(8) as pool,
    ):
        barrier = threading.Barrier(8, timeout=PATIENCE)

        def ask(number: int, day: datetime.date) -> Any:
            if number < 8:
                barrier.wait()
            try:
                return client.copilot_organization_one_day_usage_metrics("acme", day=day)
            except NotFoundError as error:
                return error

        for day, outcome in zip(DAYS, pool.map(ask, range(len(DAYS)), DAYS), strict=True):
            check(day, outcome)
    assert len(server.seen) == len(DAYS)
    assert {seen.headers["authorization"] for seen in server.seen} == {f"Bearer {TOKEN}"}


def test_one_client_used_by_many_tasks() -> None:
    async def run() -> list[Any]:
        async with AsyncCopilotMetrics(TOKEN, base_url=server.url) as client:
            calls = [client.copilot_organization_one_day_usage_metrics("acme", day=d) for d in DAYS]
            return await asyncio.gather(*calls, return_exceptions=True)

    with serve(by_day) as server:
        for day, outcome in zip(DAYS, asyncio.run(run()), strict=True):
            check(day, outcome)


def test_tasks_wait_concurrently_without_blocking_the_loop() -> None:
    waiting = asyncio.Event
    together = 20

    async def run() -> None:
        everybody, arrived = waiting(), 0

        async def answer(request: httpx.Request) -> httpx.Response:
            nonlocal arrived
            arrived += 1
            if arrived == together:
                everybody.set()
            # no response until all have sent a request: one after another would never end
            await asyncio.wait_for(everybody.wait(), PATIENCE)
            return httpx.Response(200, text=body(request.url.params["day"]))

        async with (
            httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http,
            AsyncCopilotMetrics(TOKEN, http_client=http) as client,
        ):
            await asyncio.gather(
                *(
                    client.copilot_organization_one_day_usage_metrics("acme", day=day)
                    for day in DAYS[:together]
                )
            )

    asyncio.run(run())


@pytest.mark.parametrize("own_connections", [False, True])
def test_a_cancelled_call_leaves_the_client_usable(own_connections: bool) -> None:
    released = threading.Event()

    def slow_first(seen: Seen) -> tuple[int, dict[str, str], bytes]:
        if len(server.seen) <= 3:
            released.wait(PATIENCE)
        return by_day(seen)

    async def run() -> None:
        limits = httpx.Limits(max_connections=3)
        async with httpx.AsyncClient(limits=limits, trust_env=False) as http:
            given: dict[str, Any] = {} if own_connections else {"http_client": http}
            async with AsyncCopilotMetrics(TOKEN, base_url=server.url, **given) as client:
                tasks = [
                    asyncio.create_task(
                        client.copilot_organization_one_day_usage_metrics("acme", day=day)
                    )
                    for day in DAYS[:3]
                ]
                while len(server.seen) < 3:
                    await asyncio.sleep(0.01)
                for task in tasks:
                    task.cancel()
                done = await asyncio.gather(*tasks, return_exceptions=True)
                assert [type(each) for each in done] == [asyncio.CancelledError] * 3
                released.set()
                for day in DAYS[:8]:
                    report = await client.copilot_organization_one_day_usage_metrics(
                        "acme", day=day
                    )
                    check(day, report)

    with serve(slow_first) as server:
        asyncio.run(run())


def test_a_call_that_times_out_leaves_the_client_usable() -> None:
    async def run() -> None:
        async def answer(_: httpx.Request) -> httpx.Response:
            await asyncio.sleep(60)
            raise AssertionError

        async with (
            httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http,
            AsyncCopilotMetrics(TOKEN, http_client=http) as client,
        ):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.05):
                    await client.copilot_organization_usage_metrics("acme")

    asyncio.run(run())


def test_an_interrupt_passes_through_and_leaves_the_client_usable() -> None:
    interrupts = [KeyboardInterrupt()]

    def answer(_: httpx.Request) -> httpx.Response:
        if interrupts:
            raise interrupts.pop()
        return httpx.Response(204)

    with (
        httpx.Client(transport=httpx.MockTransport(answer)) as http,
        CopilotMetrics(TOKEN, http_client=http) as client,
    ):
        with pytest.raises(KeyboardInterrupt):
            client.copilot_organization_usage_metrics("acme")
        assert not client.copilot_organization_usage_metrics("acme")
