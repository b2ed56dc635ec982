"""One server, one event loop and one pair of HTTP clients for all contract tests: they are slow to create."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import httpx
import pytest

from copilot_usage_metrics import RetryPolicy

from .loopback import Loopback, loopback
from .players import PACKAGES, Player, async_player, sync_player

TOKEN = "TOKEN"
ONCE = RetryPolicy(max_attempts=1)
"""A case is one response: retries have their own tests."""


@pytest.fixture(scope="session")
def server() -> Iterator[Loopback]:
    """The loopback server."""
    with loopback() as state:
        yield state


@pytest.fixture(scope="session")
def runner() -> Iterator[asyncio.Runner]:
    """An event loop."""
    with asyncio.Runner() as each:
        yield each


@pytest.fixture(scope="session")
def players(server: Loopback, runner: asyncio.Runner) -> Iterator[dict[str, Player]]:
    """Callers of the loopback server, sync and async."""
    # no proxies from the environment and no certificates: the server is on loopback and speaks plain HTTP
    http = httpx.Client(verify=False, trust_env=False)
    async_http = httpx.AsyncClient(verify=False, trust_env=False)
    sync_clients = {
        version: package.CopilotMetrics(TOKEN, base_url=server.url, http_client=http, retry=ONCE)
        for version, package in PACKAGES.items()
    }
    async_clients = {
        version: package.AsyncCopilotMetrics(
            TOKEN, base_url=server.url, http_client=async_http, retry=ONCE
        )
        for version, package in PACKAGES.items()
    }
    yield {
        "sync": sync_player(sync_clients.__getitem__),
        "async": async_player(async_clients.__getitem__, runner.run),
    }
    http.close()
    runner.run(async_http.aclose())
