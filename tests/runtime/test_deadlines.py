"""The time of a call and of a download is bounded for any behaviour of a server."""

from __future__ import annotations

import contextlib
import itertools
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import attrs
import httpx
import pytest

from copilot_usage_metrics import (
    AsyncCopilotMetrics,
    CopilotMetrics,
    IncompleteReportError,
    RedirectError,
    RequestTimeoutError,
    RetryPolicy,
    TransportError,
)
from copilot_usage_metrics._runtime.calls import paging
from tests.runtime.raw_server import DRIPS, RawServer, api_with_a_file

from .support import KINDS, ask, one_day, over_network

SHORT = RetryPolicy(deadline_seconds=1.5, initial_backoff_seconds=0.01)
PATIENCE_SECONDS = 60
"""Enough for any machine; without a deadline these servers would never end."""


def users_of_a_day(client: Any) -> Any:
    rows = client.rows.copilot_organization_users_one_day_usage_metrics("acme", day="2026-09-01")
    if isinstance(client, CopilotMetrics):
        return list(rows)

    async def read() -> Any:
        assert isinstance(client, AsyncCopilotMetrics)
        return [row async for row in rows]

    return read()


@attrs.frozen
class Outcome:
    """How a read of a server that never ends did end."""

    error: BaseException | None
    seconds: float
    connections: int


Case = tuple[str, str, str]
"""What misbehaves, the kind of client, and how."""


@pytest.fixture(scope="module")
def outcomes() -> dict[Case, Outcome]:
    """The outcome of every case. All wait for their deadlines at the same time.

    A read begins after the one before has sent its request, so that no deadline passes before that.
    """
    begun: dict[Case, Future[Outcome]] = {}
    with ThreadPoolExecutor(len(DRIPS) * len(KINDS) * 2) as pool, contextlib.ExitStack() as servers:
        for case in itertools.product(("call", "download"), KINDS, DRIPS):
            reached = threading.Event()
            server = servers.enter_context(contextlib.closing(_misbehaving(case, reached)))
            begun[case] = pool.submit(_outcome, case, server)
            reached.wait(SHORT.deadline_seconds)
        return {case: future.result(PATIENCE_SECONDS) for case, future in begun.items()}


def _misbehaving(case: Case, reached: threading.Event) -> RawServer:
    phase, _, name = case

    def answer(request: bytes, port: int) -> Iterator[bytes]:
        reached.set()
        return DRIPS[name](port)

    return RawServer(answer) if phase == "call" else api_with_a_file(answer)


def _outcome(case: Case, server: RawServer) -> Outcome:
    phase, kind, _ = case
    work = one_day if phase == "call" else users_of_a_day
    begun, error = time.monotonic(), None
    try:
        over_network(kind, server.url, work, retry=SHORT, timeout=30)
    except Exception as caught:  # noqa: BLE001 - its type is what the tests check
        error = caught
    return Outcome(error, time.monotonic() - begun, server.connections)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", DRIPS)
def test_a_call_ends_at_its_deadline_while_bytes_arrive(
    kind: str, name: str, outcomes: dict[Case, Outcome]
) -> None:
    outcome = outcomes["call", kind, name]
    assert isinstance(outcome.error, (RequestTimeoutError, TransportError))
    assert outcome.seconds < PATIENCE_SECONDS
    assert outcome.connections == 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", DRIPS)
def test_a_download_ends_at_its_deadline_while_bytes_arrive(
    kind: str, name: str, outcomes: dict[Case, Outcome]
) -> None:
    outcome = outcomes["download", kind, name]
    assert isinstance(outcome.error, IncompleteReportError)
    assert outcome.seconds < PATIENCE_SECONDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_download_that_breaks_after_each_byte_ends_at_its_deadline(kind: str) -> None:
    def one_byte(request: bytes, port: int) -> Iterator[bytes]:
        begins = int(request.split(b"bytes=")[1].split(b"-")[0]) if b"bytes=" in request else 0
        status = b"206 Partial Content" if begins else b"200 OK"
        span = b"Content-Range: bytes %d-999999/1000000\r\n" % begins if begins else b""
        yield (
            b'HTTP/1.1 %s\r\nETag: "a"\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n '
            % (status, span, 1_000_000 - begins)
        )

    with contextlib.closing(api_with_a_file(one_byte)) as server:
        begun = time.monotonic()
        with pytest.raises(
            IncompleteReportError, match=r"took longer than|no response|ended after"
        ):
            over_network(kind, server.url, users_of_a_day, retry=SHORT, timeout=30)
        assert time.monotonic() - begun < PATIENCE_SECONDS
        assert server.connections > 3


@pytest.mark.parametrize("kind", KINDS)
def test_time_that_the_caller_spends_on_rows_is_not_counted(kind: str) -> None:
    row = b'{"day": "2026-09-01", "user_id": %d, "user_login": "a"}\n'

    def file(request: bytes, port: int) -> Iterator[bytes]:
        size = len(row % 1) * 3
        yield b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size
        for number in (1, 2, 3):
            yield row % number

    def slowly(client: Any) -> Any:
        rows = client.rows.copilot_organization_users_one_day_usage_metrics(
            "acme", day="2026-09-01"
        )
        seen = []
        if isinstance(client, CopilotMetrics):
            for each in rows:
                seen.append(each.user_id)
                time.sleep(1)
            return seen

        async def read() -> Any:
            async for each in rows:
                seen.append(each.user_id)
                time.sleep(1)
            return seen

        return read()

    with contextlib.closing(api_with_a_file(file)) as server:
        assert over_network(kind, server.url, slowly, retry=SHORT, timeout=30) == [1, 2, 3]


@pytest.mark.parametrize("kind", KINDS)
def test_pagination_of_empty_pages_ends(kind: str) -> None:
    pages = 0

    def answer(request: httpx.Request) -> httpx.Response:
        nonlocal pages
        pages += 1
        link = f'<https://api.github.com{request.url.path}?after={pages}>; rel="next"'
        return httpx.Response(200, json=[], headers={"link": link})

    def items(client: Any) -> Any:
        found = client.items.get_usage_records("acme")
        if isinstance(client, CopilotMetrics):
            return list(found)

        async def read() -> Any:
            return [each async for each in found]

        return read()

    with pytest.raises(RedirectError, match="100 pages in a row have no items"):
        ask(kind, answer, items)
    assert pages == paging.MOST_EMPTY_PAGES
