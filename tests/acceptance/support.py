"""One interface for synchronous and asynchronous clients of the shipped fake; both share a clock without sleeps."""

from __future__ import annotations

import asyncio
import datetime
import json
import threading
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import Any, cast

import attrs
import httpx

import copilot_usage_metrics
from copilot_usage_metrics import Clock, Operation
from copilot_usage_metrics._runtime import clock
from copilot_usage_metrics.testing import FakeGitHub, ReceivedRequest, registry
from tests.runtime.patience import firsts, impatient
from tests.runtime.stream.support import Read, adrain, drain

TODAY = datetime.date(2026, 11, 20)
DAY = datetime.date(2026, 11, 19)
"""The newest day with data: a Thursday."""
ORGANIZATION = "octo-org"
ENTERPRISE = "octo-enterprise"
SLUGS = {"organization": ORGANIZATION, "enterprise": ENTERPRISE}
REPORTS: Mapping[str, Operation[Any]] = {
    key: operation for key, operation in registry.newest().items() if operation.report
}
"""Every report of the newest API version, by operationId."""
USERS = "copilotOrganizationUsersOneDayUsageMetrics"
USERS_WINDOW = "copilotOrganizationUsersUsageMetrics"
TEAMS = "copilotOrganizationUserTeamsOneDayReport"
TOTALS = "copilotOrganizationOneDayUsageMetrics"
TOTALS_WINDOW = "copilotOrganizationUsageMetrics"
REPOSITORIES = "copilotOrganizationReposOneDayReport"
ENTERPRISE_USERS = "copilotUsersOneDayUsageMetrics"
ENTERPRISE_TEAMS = "copilotEnterpriseUserTeamsOneDayReport"

Row = dict[str, Any]


class SharedClock:
    """The client's clock. Sleeping on it advances the fake's time at once."""

    def __init__(self, github: FakeGitHub) -> None:
        self._github = github
        self._shift = 0.0
        self._lock = threading.Lock()
        self.slept: list[float] = []

    def clock(self, now: datetime.datetime | None = None) -> Clock:
        """A clock for a client; `now` is its current time."""
        ahead = 0.0 if now is None else now.timestamp() - clock.now()
        return Clock(
            now=lambda: clock.now() + ahead + self._shift,
            monotonic=lambda: time.monotonic() + self._shift,
            sleep=self._sleep,
            sleep_async=self._sleep_async,
            random=lambda: 0.5,
        )

    def _sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self._shift += seconds
        self._github.advance(seconds)

    async def _sleep_async(self, seconds: float) -> None:
        self._sleep(seconds)


@attrs.define
class Player:
    """Makes synchronous or asynchronous calls with a client of its own."""

    kind: str
    github: FakeGitHub
    package: Any = copilot_usage_metrics
    """The module of the clients: the package, or the subpackage of an API version."""
    time: SharedClock = attrs.field(init=False)
    _runner: asyncio.Runner = attrs.field(factory=asyncio.Runner, init=False)
    _client: Any = attrs.field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        self.time = SharedClock(self.github)

    def __enter__(self) -> Player:
        return self

    def __exit__(self, *_: object) -> None:
        if self._client is not None:
            self.close(self._client)
        self._runner.close()

    def read(self, call: Callable[[Any], Any], **options: Any) -> Read:
        """Read everything that `call` returns for a client: the rows, the read statistics, the exception.

        The options are the client's. The first `silent` requests to a server get no response: the client's `timeout`
        applies to those, and to no other.
        """
        return cast(Read, self._do(call, drain, adrain, options))

    def first(self, call: Callable[[Any], Any], **options: Any) -> Any:
        """The first row only."""
        return self._do(call, _first, _afirst, options)

    def ask(self, call: Callable[[Any], Any], **options: Any) -> Any:
        """The result of a single call. Raises what the call raises."""
        return self._do(call, lambda answer: answer, _awaited, options)

    def _do(
        self,
        call: Callable[[Any], Any],
        wait: Callable[[Any], Any],
        await_: Callable[[Any], Awaitable[Any]],
        options: dict[str, Any],
    ) -> Any:
        client = self._made(options) if options else self._own_client()
        try:
            return wait(call(client)) if self.kind == "sync" else self._run(await_, call, client)
        finally:
            if options:
                self.close(client)

    def _run(
        self, await_: Callable[[Any], Awaitable[Any]], call: Callable[[Any], Any], client: Any
    ) -> Any:
        found: list[Any] = []

        async def run() -> None:
            # not returned: asyncio computes the repr of a main task's result, and rows are long
            found.append(await await_(call(client)))

        self._runner.run(run())
        return found[0]

    def _own_client(self) -> Any:
        if self._client is None:
            self._client = self._made({})
        return self._client

    def _made(self, options: dict[str, Any]) -> Any:
        name = "CopilotMetrics" if self.kind == "sync" else "AsyncCopilotMetrics"
        token = None if "app" in options else self.github.token
        known = {"token": token, "base_url": self.github.base_url, "clock": self.time.clock()}
        known |= {key: value for key, value in options.items() if key != "silent"}
        client = getattr(self.package, name)(**known)
        for server, times in options.get("silent", {}).items():
            impatient(client, firsts(times, partial(self._is_for, server)))
        return client

    def _is_for(self, server: str, request: httpx.Request) -> bool:
        return (server == "api") == str(request.url).startswith(self.github.base_url)

    def close(self, client: Any) -> None:
        """Close a client: ours or the HTTP library's."""
        if self.kind == "sync":
            client.close()
        else:
            self._run(_awaited, lambda _: client.aclose(), client)

    def report(self, operation_id: str, day: datetime.date = DAY, **options: Any) -> Read:
        """The rows of a report."""
        return self.read(rows_of(operation_id, day), **options)

    @property
    def at_api(self) -> list[ReceivedRequest]:
        """The requests to the API."""
        return [received for received in self.github.requests if received.server == "api"]

    @property
    def downloads(self) -> list[ReceivedRequest]:
        """The requests to the download host."""
        return [received for received in self.github.requests if received.server == "download"]


def slug_of(operation_id: str) -> str:
    """The organization or enterprise of a test's report."""
    return SLUGS[registry.scope_of(REPORTS[operation_id])]


def _arguments(operation_id: str, day: datetime.date) -> dict[str, Any]:
    return {"day": day} if registry.takes_day(REPORTS[operation_id]) else {}


def rows_of(operation_id: str, day: datetime.date = DAY) -> Callable[[Any], Any]:
    """The call for a report's rows."""
    arguments = _arguments(operation_id, day)
    return lambda client: getattr(client.rows, operation_id)(slug_of(operation_id), **arguments)


def envelope_of(operation_id: str, day: datetime.date = DAY) -> Callable[[Any], Any]:
    """The call for a report without its rows."""
    arguments = _arguments(operation_id, day)
    return lambda client: getattr(client, operation_id)(slug_of(operation_id), **arguments)


def days_of(operation_id: str, since: datetime.date, until: datetime.date | None) -> Any:
    """The call for the rows of many days."""
    return lambda client: getattr(client.rows, operation_id)(
        slug_of(operation_id), since=since, until=until
    )


def wire_rows(github: FakeGitHub, operation_id: str, day: datetime.date = DAY) -> list[Row]:
    """The lines of the fake's files as it would write them now, read with `json` only."""
    last = day if registry.takes_day(REPORTS[operation_id]) else None
    content = b"".join(
        piece for file in github.files(operation_id, slug_of(operation_id), last) for piece in file
    )
    return [json.loads(line) for line in content.split(b"\n") if line.strip()]


@lru_cache(maxsize=128)
def truth(github: FakeGitHub, operation_id: str, day: datetime.date = DAY) -> list[Row]:
    """The rows that the fake intends for a report: days unwrapped and in order, duplicates once."""
    last = day if registry.takes_day(REPORTS[operation_id]) else None
    found: dict[str, Row] = {}
    for row in github.rows(operation_id, slug_of(operation_id), last):
        for each in sorted(row.get("day_totals", [row]), key=lambda day: str(day["day"])):
            found.setdefault(json.dumps(each), each)
    return list(found.values())


def _first(rows: Any) -> Any:
    with rows:
        return next(iter(rows))


async def _afirst(rows: Any) -> Any:
    async with rows:
        return await anext(aiter(rows))


async def _awaited(answer: Any) -> Any:
    return await answer


def dicts(rows: Iterable[Any]) -> list[Row]:
    """Rows as JSON values of the wire."""
    return [row.to_dict() for row in rows]
