"""A GitHub App's token is minted once for many threads and tasks."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import httpx

from copilot_usage_metrics import AsyncCopilotMetrics, CopilotMetrics, CredentialsError
from tests.runtime.patience import PATIENCE
from tests.runtime.stream.app_server import Server, app, of_organization
from tests.runtime.stream.support import TestClock, ids


class TestManyAtOnce:
    def test_fifty_threads_get_one_token(self) -> None:
        server = Server(TestClock())
        server.latency = 0.05
        found: list[int] = []
        with (
            httpx.Client(transport=httpx.MockTransport(server)) as http,
            CopilotMetrics(app=app(), http_client=http, clock=server.clock.clock) as client,
        ):
            gate = threading.Barrier(50)

            def work() -> None:
                gate.wait()
                found.extend(ids([*of_organization(client)]))

            threads = [threading.Thread(target=work) for _ in range(50)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert found == [1] * 50
        assert server.minted == [2]

    def test_fifty_tasks_get_one_token(self) -> None:
        server = Server(TestClock())

        async def answer(request: httpx.Request) -> httpx.Response:
            await asyncio.sleep(0.02)
            return server(request)

        async def work() -> list[Any]:
            async with (
                httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http,
                AsyncCopilotMetrics(
                    app=app(), http_client=http, clock=server.clock.clock
                ) as client,
            ):

                async def one() -> list[int]:
                    return [row.user_id async for row in of_organization(client)]

                return await asyncio.gather(*(one() for _ in range(50)))

        assert asyncio.run(work()) == [[1]] * 50
        assert server.minted == [2]

    def test_a_failure_releases_the_lock(self) -> None:
        """Fifty threads and no installation: each gets an error, and none waits forever."""
        server = Server(TestClock())
        server.installations = {}
        errors: list[BaseException] = []
        with (
            httpx.Client(transport=httpx.MockTransport(server)) as http,
            CopilotMetrics(app=app(), http_client=http, clock=server.clock.clock) as client,
        ):

            def work() -> None:
                try:
                    list(of_organization(client))
                except CredentialsError as error:
                    errors.append(error)

            threads = [threading.Thread(target=work) for _ in range(20)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(PATIENCE)
        assert len(errors) == 20

    def test_a_cancelled_task_releases_the_lock(self) -> None:
        server = Server(TestClock())
        held = asyncio.Event()

        async def answer(request: httpx.Request) -> httpx.Response:
            if not held.is_set():
                held.set()
                await asyncio.sleep(60)
            return server(request)

        async def work() -> list[Any]:
            async with (
                httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http,
                AsyncCopilotMetrics(
                    app=app(), http_client=http, clock=server.clock.clock
                ) as client,
            ):

                async def one() -> list[int]:
                    return [row.user_id async for row in of_organization(client)]

                first = asyncio.create_task(one())
                await held.wait()
                first.cancel()
                return await asyncio.wait_for(one(), PATIENCE)

        assert asyncio.run(work()) == [1]
