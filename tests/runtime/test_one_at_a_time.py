from __future__ import annotations

import asyncio
import datetime
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from copilot_usage_metrics import (
    AsyncCopilotMetrics,
    CopilotMetrics,
    GitHubApp,
    RetryPolicy,
    ServerError,
)
from copilot_usage_metrics.testing import FakeGitHub

from .patience import PATIENCE
from .stream.crowd import Crowd
from .support import LINKS, ONCE, TOKEN, json_response, one_day

DAY = datetime.date(2026, 9, 1)


class Meter:
    """The greatest number of concurrent requests, and whether two overlapped."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._met = threading.Event()
        self.now = self.most = self.count = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        with self._lock:
            self.now += 1
            self.count += 1
            self.most = max(self.most, self.now)
            if self.now >= 2:
                self._met.set()
        # long enough for a second request to arrive, if it were allowed
        self._met.wait(0.05)
        with self._lock:
            self.now -= 1
        return json_response(LINKS)


def ask_often(answer: Callable[[httpx.Request], httpx.Response], **options: Any) -> None:
    transport = httpx.MockTransport(answer)
    with (
        httpx.Client(transport=transport) as http,
        CopilotMetrics(TOKEN, http_client=http, retry=ONCE, **options) as client,
        ThreadPoolExecutor(4) as pool,
    ):
        for report in pool.map(lambda _: one_day(client), range(6)):
            assert report.report_day == DAY


def test_requests_of_one_token_are_serialized() -> None:
    meter = Meter()
    ask_often(meter, one_at_a_time=True)
    assert (meter.count, meter.most) == (6, 1)


def test_requests_are_concurrent_by_default() -> None:
    crowd = Crowd()

    def answer(_: httpx.Request) -> httpx.Response:
        crowd.wait_for(2)
        return json_response(LINKS)

    ask_often(answer)
    assert not crowd.in_vain


def test_requests_of_tasks_are_serialized_too() -> None:
    now = most = 0

    async def answer(_: httpx.Request) -> httpx.Response:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        now -= 1
        return json_response(LINKS)

    async def run() -> None:
        async with (
            httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http,
            AsyncCopilotMetrics(TOKEN, http_client=http, one_at_a_time=True) as client,
        ):
            await asyncio.gather(*(one_day(client) for _ in range(5)))

    asyncio.run(run())
    assert most == 1


def test_a_failed_call_releases_the_lock() -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        return json_response('{"message": "down"}', 500)

    with (
        httpx.Client(transport=httpx.MockTransport(answer)) as http,
        CopilotMetrics(TOKEN, http_client=http, retry=ONCE, one_at_a_time=True) as client,
    ):
        for _ in range(3):
            with pytest.raises(ServerError):
                one_day(client)


def test_a_failed_day_does_not_block_the_next() -> None:
    with (
        FakeGitHub(seats=20, days=4, scenario="server-error=500,times=1,after=1") as github,
        CopilotMetrics(
            github.token, base_url=github.base_url, retry=ONCE, one_at_a_time=True
        ) as client,
    ):
        reading = client.rows.copilot_organization_users_one_day_usage_metrics(
            github.organizations[0], since=github.days[0], until=github.days[-1]
        )
        with pytest.raises(Exception, match="500"):
            list(reading)
        assert [outcome.error is None for outcome in reading.days] == [True, False, True, True]


def test_each_installation_has_its_own_lock() -> None:
    """Two organizations are requested concurrently: both requests are under way before either gets a response."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    both = threading.Barrier(2, timeout=PATIENCE)
    until = "2030-01-01T00:00:00Z"

    def answer(request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path.endswith("/installation"):
            return json_response(f'{{"id": {len(path)}}}')
        if path.endswith("/access_tokens"):
            return json_response(f'{{"token": "ghs_{len(path)}", "expires_at": "{until}"}}', 201)
        both.wait()
        return json_response(LINKS)

    with (
        httpx.Client(transport=httpx.MockTransport(answer)) as http,
        CopilotMetrics(
            app=GitHubApp(app_id=1, private_key=key.decode()),
            http_client=http,
            retry=RetryPolicy(max_attempts=1),
            one_at_a_time=True,
        ) as client,
        ThreadPoolExecutor(2) as pool,
    ):

        def ask(org: str) -> Any:
            return client.copilot_organization_one_day_usage_metrics(org, day=DAY)

        assert all(answer.report_day == DAY for answer in pool.map(ask, ("octo", "other-org")))
