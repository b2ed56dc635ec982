"""A scripted GitHub for rows: an API and a download host on one mock transport, for sync and async clients."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from typing import Any

import attrs
import httpx
import httpx2

from copilot_usage_metrics import AsyncCopilotMetrics, Clock, CopilotMetrics, CopilotMetricsError
from tests.runtime.support import TOKEN

KINDS = ("sync", "async")
LIBRARIES = {"sync": httpx, "async": httpx, "sync httpx2": httpx2, "async httpx2": httpx2}
"""The HTTP library of each kind of client that `read_network` makes."""
SIGNATURE = "sig=SIGNATURE0987654321"
DAY = "2026-09-01"
FILES = "https://files.example"
NOW = 1_790_000_000.0

Handler = Callable[[httpx.Request], httpx.Response]
Reply = bytes | httpx.Response | Handler


class TestClock:
    """A clock that sleeping advances, and that records the sleeps."""

    __test__ = False

    def __init__(self, now: float = NOW) -> None:
        self.time = now
        self.slept: list[float] = []
        self._lock = threading.Lock()

    @property
    def clock(self) -> Clock:
        return Clock(
            now=lambda: self.time,
            monotonic=lambda: self.time,
            sleep=self.sleep,
            sleep_async=self.sleep_async,
            random=lambda: 0.5,
        )

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self.time += seconds

    async def sleep_async(self, seconds: float) -> None:
        self.sleep(seconds)


class Pieces(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that is sent in pieces, and may break."""

    def __init__(self, pieces: Sequence[bytes], breaks: Exception | None = None) -> None:
        self.pieces = pieces
        self.breaks = breaks
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        yield from self.pieces
        if self.breaks is not None:
            raise self.breaks

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece

    def close(self) -> None:
        self.closed = True

    async def aclose(self) -> None:
        self.closed = True


def broken(body: bytes, after: int, **headers: str) -> httpx.Response:
    """A response that announces `body` and breaks in the middle of it."""
    stream = Pieces([body[:after]], httpx.ReadError("connection lost"))
    return httpx.Response(
        200, stream=stream, headers={"content-length": str(len(body)), **_dashed(headers)}
    )


def whole(body: bytes, status: int = 200, **headers: str) -> httpx.Response:
    """A response that streams, as over a network."""
    stream = Pieces([body] if body else [])
    return httpx.Response(
        status, stream=stream, headers={"content-length": str(len(body)), **_dashed(headers)}
    )


def _dashed(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


@attrs.define
class Script:
    """The responses of GitHub, and the requests that it received."""

    files: dict[str, Any] = attrs.field(factory=dict)
    """By file name: bytes, a response, a function, or a list of these, one for each request."""
    envelopes: Any = None
    """The responses of the API, in the same form; by default the links to all files."""
    requests: list[httpx.Request] = attrs.field(factory=list)
    generation: int = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if request.url.host == "api.github.com":
            self.generation += 1
            if self.envelopes is None:
                return self.envelope()
            return self._reply(self.envelopes, request, self.generation - 1)
        name = request.url.path.rsplit("/", 1)[-1]
        count = sum(1 for each in self.downloads if each.url.path == request.url.path)
        return self._reply(self.files[name], request, count - 1)

    def envelope(self, *names: str, **more: Any) -> httpx.Response:
        links = [self.link(name) for name in names or self.files]
        content = {"download_links": links, "report_day": DAY} | more
        return httpx.Response(200, json=content)

    def link(self, name: str) -> str:
        return f"{FILES}/reports/{name}?{SIGNATURE}&generation={self.generation}"

    @staticmethod
    def _reply(reply: Any, request: httpx.Request, number: int) -> httpx.Response:
        if isinstance(reply, list):
            reply = reply[min(number, len(reply) - 1)]
        if callable(reply):
            reply = reply(request)
        return whole(reply) if isinstance(reply, bytes) else reply

    @property
    def envelopes_asked(self) -> int:
        return sum(1 for each in self.requests if each.url.host == "api.github.com")

    @property
    def downloads(self) -> list[httpx.Request]:
        return [each for each in self.requests if each.url.host != "api.github.com"]


@attrs.define
class Read:
    """The result of a read."""

    rows: list[Any]
    reading: Any
    error: BaseException | None = None

    @property
    def ok(self) -> list[Any]:
        """The rows of a read that succeeded."""
        if self.error is not None:
            raise self.error
        return self.rows


def users(client: Any) -> Any:
    """The report of most tests: users of one day."""
    return client.rows.copilot_organization_users_one_day_usage_metrics("acme", day=day())


def day(text: str = DAY) -> Any:
    import datetime

    return datetime.date.fromisoformat(text)


def user(number: int, **more: Any) -> dict[str, Any]:
    """A row of a user on a day."""
    return {
        "user_id": number,
        "day": DAY,
        "organization_id": "999",
        "user_login": f"u{number}",
    } | more


def lines(*rows: Any, end: bytes = b"\n") -> bytes:
    return b"".join(json.dumps(row).encode() + end for row in rows)


def read(kind: str, answer: Handler, call: Callable[[Any], Any] = users, **options: Any) -> Read:
    """Read everything that `call` returns, on a mock transport."""
    options = _with_defaults(options, clock=TestClock().clock)
    transport = httpx.MockTransport(answer)
    if kind == "sync":
        with (
            httpx.Client(transport=transport) as http,
            CopilotMetrics(http_client=http, **options) as client,
        ):
            return drain(call(client))

    async def run() -> Read:
        async with (
            httpx.AsyncClient(transport=transport) as http,
            AsyncCopilotMetrics(http_client=http, **options) as client,
        ):
            return await adrain(call(client))

    return asyncio.run(run())


def read_network(
    kind: str,
    base_url: str,
    call: Callable[[Any], Any] = users,
    prepare: Callable[[Any], None] = lambda _: None,
    **options: Any,
) -> Read:
    """As `read`, over the network; `prepare` gets the client first.

    With httpx, the client makes its own connections; of httpx2 it is given a client.
    """
    options = _with_defaults(options, base_url=base_url)
    library: Any = LIBRARIES[kind]
    given = library is not httpx and "http_client" not in options
    if kind.startswith("sync"):
        with contextlib.ExitStack() as stack:
            if given:
                options["http_client"] = stack.enter_context(library.Client(trust_env=False))
            client = stack.enter_context(CopilotMetrics(**options))
            prepare(client)
            return drain(call(client))

    async def run() -> Read:
        async with contextlib.AsyncExitStack() as stack:
            if given:
                http = library.AsyncClient(trust_env=False)
                options["http_client"] = await stack.enter_async_context(http)
            client = await stack.enter_async_context(AsyncCopilotMetrics(**options))
            prepare(client)
            return await adrain(call(client))

    return asyncio.run(run())


def _with_defaults(options: dict[str, Any], **defaults: Any) -> dict[str, Any]:
    return {"token": TOKEN, **defaults, **options}


def drain(reading: Any) -> Read:
    found: list[Any] = []
    try:
        for row in reading:
            found.append(row)  # noqa: PERF402 - the rows before an error count
    except CopilotMetricsError as error:
        return Read(found, reading, error)
    return Read(found, reading)


async def adrain(reading: Any) -> Read:
    found: list[Any] = []
    try:
        async for row in reading:
            found.append(row)  # noqa: PERF401 - as above
    except CopilotMetricsError as error:
        return Read(found, reading, error)
    return Read(found, reading)


def ids(rows: Sequence[Any]) -> list[int]:
    return [row.user_id for row in rows]
