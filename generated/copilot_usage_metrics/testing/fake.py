"""The fake GitHub: two loopback servers that behave like the real ones, and misbehave on demand."""

from __future__ import annotations

import copy
import datetime
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Literal

from .._runtime.clock import today_utc
from . import registry
from .arguments import check
from .data.estate import ENTERPRISE, Entity, make_estate
from .files.writing import Style, write
from .github.api import Api
from .github.apps import INSTALLATION_SECONDS, App, installation_id
from .github.downloads import Downloads
from .github.world import LINK_SECONDS, Given, World
from .scenario import parse
from .web.messages import ReceivedRequest, Reply
from .web.server import Server

Row = dict[str, Any]
_LOGGED = 200_000
_SECRET_HEADERS = ("authorization", "cookie", "x-github-api-version", "proxy-authorization")


class FakeGitHub:
    """A GitHub with synthetic users. It listens after `start()`, or inside `with`.

        with FakeGitHub(seats=200) as github:
            client = CopilotMetrics(github.token, base_url=github.base_url)

    Args:
        seats: The number of users with a seat.
        days: The number of days with data; the newest one is yesterday.
        organizations: Their number, or their names.
        enterprise: The enterprise's slug.
        seed: The seed of users and figures.
        scenario: The simulated faults, as in `scenario`.
        today: The day after the newest day with data; the clock's, in UTC, by default. `clock_at` sets the clock
            itself, for clients and commands too.
        parts: The number of files of the users' 28-day report.
        records: The number of usage records.
        rate_limit: Requests per hour and token.
        link_seconds: The lifetime of signed links.
        legacy: With `open`, closed operations respond with data; else with 404, like GitHub.
        app_id: The GitHub App's id or client id; any id by default.
        app_public_key: Its public key in PEM, to check signatures (needs `cryptography`).
        token_seconds: The lifetime of installation tokens.
        port: The API's port; any free port by default.
        download_port: The download host's port.
        path_prefix: A path prefix of every operation, such as `/api/v3`.

    Raises:
        ValueError: An argument is impossible, or the scenario cannot be parsed.
    """

    def __init__(
        self,
        *,
        seats: int = 100,
        days: int = 28,
        organizations: int | Sequence[str] = 2,
        enterprise: str = ENTERPRISE,
        seed: int = 1,
        scenario: str | Iterable[str] = (),
        today: datetime.date | None = None,
        parts: int = 4,
        records: int = 120,
        rate_limit: int = 5000,
        link_seconds: float = LINK_SECONDS,
        legacy: Literal["closed", "open"] = "closed",
        app_id: str | int | None = None,
        app_public_key: str | None = None,
        token_seconds: float = INSTALLATION_SECONDS,
        port: int = 0,
        download_port: int = 0,
        path_prefix: str = "",
    ) -> None:
        check(
            {
                "seats": seats,
                "days": days,
                "organizations": organizations,
                "enterprise": enterprise,
                "seed": seed,
                "scenario": scenario,
                "today": today,
                "parts": parts,
                "records": records,
                "rate_limit": rate_limit,
                "link_seconds": link_seconds,
                "legacy": legacy,
                "token_seconds": token_seconds,
                "port": port,
                "download_port": download_port,
                "path_prefix": path_prefix,
            }
        )
        day = today or today_utc()
        self._world = World(
            make_estate(
                seats=seats,
                days=days,
                organizations=organizations,
                enterprise=enterprise,
                seed=seed,
                today=day,
            ),
            day,
            window_parts=parts,
            rate_limit=rate_limit,
            records=records,
            link_seconds=link_seconds,
            legacy_open=legacy == "open",
        )
        self._app = App(None if app_id is None else str(app_id), app_public_key, token_seconds)
        self._ports = (port, download_port)
        self._prefix = path_prefix.rstrip("/")
        self._servers: tuple[Server, Server] | None = None
        self._requests: deque[ReceivedRequest] = deque(maxlen=_LOGGED)
        self.token = self._world.tokens.issue("classic-pat").text
        """A classic token with all scopes."""
        self.scenario = scenario

    # -- running

    def start(self) -> FakeGitHub:
        """Open both ports."""
        if self._servers is None:
            world, now = self._world, self._world.clock.now
            api, downloads = Api(world, self._app, self._prefix), Downloads(world)
            download = Server("download", self._logged(downloads), now, self._ports[1])
            try:
                main = Server("api", self._logged(api), now, self._ports[0])
            except OSError:
                download.close()
                raise
            self._servers = (main, download)
            world.api_url, world.download_url = main.url + self._prefix, download.url
        return self

    def close(self) -> None:
        """Close both ports, and end every connection and thread. Raises an error that occurred in the fake."""
        servers, self._servers = self._servers, None
        failures: list[BaseException] = []
        for server in servers or ():
            server.close()
            failures += server.failures
        if failures:
            raise RuntimeError("the fake itself failed") from failures[0]

    def __enter__(self) -> FakeGitHub:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.close()

    def _logged(self, respond: Any) -> Any:
        def answer(request: ReceivedRequest) -> Reply:
            self._requests.append(request)
            reply: Reply = respond(request)
            return reply

        return answer

    # -- its addresses and its request log

    @property
    def base_url(self) -> str:
        """The API's base URL. Raises `RuntimeError` before `start()`."""
        self._running()
        return self._world.api_url

    @property
    def download_url(self) -> str:
        """The download host's base URL. Raises `RuntimeError` before `start()`."""
        return self._running()[1].url

    @property
    def requests(self) -> tuple[ReceivedRequest, ...]:
        """The requests that both servers received, oldest first."""
        return tuple(self._requests)

    def forget(self) -> None:
        """Clear the log of requests."""
        self._requests.clear()

    @property
    def leaks(self) -> tuple[ReceivedRequest, ...]:
        """Requests at the download host with data of the API only: a token, a cookie, its version."""
        return tuple(
            request
            for request in self._requests
            if request.server == "download"
            and any(name in request.headers for name in _SECRET_HEADERS)
        )

    def _running(self) -> tuple[Server, Server]:
        if self._servers is None:
            raise RuntimeError(
                "the fake is not running: use it in a with statement, or call start()"
            )
        return self._servers

    # -- simulated faults

    @property
    def scenario(self) -> tuple[str, ...]:
        """The active switches. Assign a text or several, `()` for none: `python -m … scenarios` lists them."""
        return tuple(map(str, self._world.board.switches))

    @scenario.setter
    def scenario(self, scenario: str | Iterable[str]) -> None:
        self._world.board.set(parse(scenario))

    @contextmanager
    def playing(self, *scenario: str) -> Iterator[FakeGitHub]:
        """Add these switches to the active ones for the block."""
        before = self._world.board.switches
        self._world.board.set((*before, *parse(scenario)), going_on=True)
        try:
            yield self
        finally:
            self._world.board.set(before, going_on=True)

    def advance(self, seconds: float) -> None:
        """Advance the time for links, tokens and limits, at once."""
        self._world.clock.advance(seconds)

    # -- organizations and days

    @property
    def enterprise(self) -> str:
        """The enterprise's slug."""
        return self._world.estate.enterprise.slug

    @property
    def organizations(self) -> tuple[str, ...]:
        """The organizations' slugs."""
        return tuple(each.slug for each in self._world.estate.organizations)

    @property
    def today(self) -> datetime.date:
        """The fake's current day."""
        return self._world.today

    @property
    def days(self) -> tuple[datetime.date, ...]:
        """The days that can have data, oldest first."""
        return tuple(self._world.estate.days())

    def entity(self, name: str | Entity) -> Entity:
        """An organization, or else the enterprise, by its slug. Raises `KeyError`."""
        return self._world.estate.named(name)

    def installation(self, name: str) -> int:
        """The id of the GitHub App's installation in an organization or the enterprise."""
        return installation_id(self.entity(name))

    def issue(
        self,
        kind: str = "classic-pat",
        *,
        scopes: Iterable[str] | None = None,
        entity: str | None = None,
        seconds: float | None = None,
    ) -> str:
        """Create another token.

        Args:
            kind: `classic-pat`, `fine-grained-pat`, `oauth-app`, `app-user` or `app-installation`.
            scopes: The scopes of a classic token or OAuth app; all by default.
            entity: The entity of an installation.
            seconds: Its lifetime; unlimited by default.
        """
        world = self._world
        token = world.tokens.issue(
            kind,
            scopes=None if scopes is None else tuple(scopes),
            entity=None if entity is None else self.entity(entity),
            ends=None if seconds is None else world.clock.now() + seconds,
        )
        return token.text

    def revoke(self, token: str) -> None:
        """Revoke a token."""
        self._world.tokens.revoke(token)

    # -- the expected data

    def rows(
        self, operation_id: str, entity: str | Entity, day: datetime.date | None = None
    ) -> Iterator[Row]:
        """The rows of a report as plain dicts, including duplicates; independent of the scenario.

        Args:
            operation_id: The report, in octokit's form.
            entity: The organization or enterprise.
            day: The day; for a 28-day report the last one, by default yesterday.
        """
        last = day or self._world.estate.last_day
        for row in self._world.rows(operation_id, self.entity(entity), last):
            yield copy.deepcopy(row)

    def user_rows(self, entity: str | Entity, day: datetime.date) -> Iterator[Row]:
        """The users' rows of a day."""
        return self._family("users-1-day", entity, day)

    def window_rows(self, entity: str | Entity) -> Iterator[Row]:
        """The users' rows of the latest 28 days, including those that are repeated in a later file."""
        return self._family("users-28-day", entity, None)

    def team_rows(self, entity: str | Entity, day: datetime.date) -> Iterator[Row]:
        """The members of the teams on a day."""
        return self._family("user-teams-1-day", entity, day)

    def repository_rows(self, entity: str | Entity, day: datetime.date) -> Iterator[Row]:
        """The repositories' rows of a day."""
        return self._family("repos-1-day", entity, day)

    def aggregate(self, entity: str | Entity, day: datetime.date) -> Row | None:
        """The figures of a day; None without activity."""
        return next(self._family(f"{self.entity(entity).scope}-1-day", entity, day), None)

    def aggregate_window(self, entity: str | Entity) -> Row | None:
        """The figures of the latest 28 days; None without activity."""
        return next(self._family(f"{self.entity(entity).scope}-28-day", entity, None), None)

    def copilot_seats(self, entity: str | Entity) -> list[Row]:
        """The seats that an organization grants, or all of the enterprise's, as of today."""
        return list(self._world.seats.of(self.entity(entity)))

    def billed_usage(
        self,
        entity: str | Entity,
        days: Iterable[datetime.date],
        *,
        report: Literal["ai_credit", "premium_request"] = "ai_credit",
        login: str | None = None,
        model: str | None = None,
    ) -> list[Row]:
        """The lines of the bill of some days, by model; only those of one person or model if they are given."""
        person = None if login is None else self._world.seats.person(login)
        return self._world.billing.items(
            report, self.entity(entity), days, person=person, model=model
        )

    def _family(
        self, family: str, entity: str | Entity, day: datetime.date | None
    ) -> Iterator[Row]:
        operation = registry.report(family, self.entity(entity).scope)
        return self.rows(operation.operation_id, entity, day)

    def give(
        self,
        operation_id: str,
        entity: str | Entity,
        parts: Sequence[Given],
        day: datetime.date | None = None,
    ) -> None:
        """Replace the files of a report, for any day: bytes unchanged, or rows.

        Args:
            operation_id: The report, in octokit's form.
            entity: The organization or enterprise.
            parts: The files; empty for no data.
            day: The day; for a 28-day report the last one, by default yesterday.
        """
        last = day or self._world.estate.last_day
        operation = registry.operation(operation_id)
        self._world.give(operation.operation_id, self.entity(entity), last, list(parts))

    def files(
        self, operation_id: str, entity: str | Entity, day: datetime.date | None = None
    ) -> list[Iterator[bytes]]:
        """The files of a report without a server: the bytes of each, in pieces."""
        last = day or self._world.estate.last_day
        where, row_type = self.entity(entity), registry.operation(operation_id).row_type
        style = Style(self._world.board.files(""))
        parts = self._world.reports.parts(
            str(row_type), where, last, idle_days="idle-days" in style
        )
        return [write(part.rows(), style) for part in parts]
