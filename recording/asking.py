"""Requests to GitHub: the calls of the plan with the package's own client, and the files behind their links."""

from __future__ import annotations

import datetime
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import attrs
import httpx

from copilot_usage_metrics import (
    ArgumentError,
    AuthenticationError,
    CopilotMetricsError,
    Operation,
    RateLimitError,
    RetryPolicy,
    ServerError,
    TransportError,
)
from tests.contract.players import PACKAGES, sync_player

from . import plan
from .downloads import Build, Excerpt, read
from .errors import AskError
from .material import Exchange, Material, RecordedResponse, ReportFile
from .plan import Entity, RecordedCall

API = "https://api.github.com"
ONCE = RetryPolicy(max_attempts=1)
_TRIES = 3
_FAMILY = re.compile(r"/reports/([a-z0-9-]+)")


class Capture:
    """Records the requests and responses of an HTTP client. The reader of `seen` empties it."""

    def __init__(self, http: httpx.Client) -> None:
        self.seen: list[tuple[httpx.Request, RecordedResponse]] = []
        http.event_hooks["response"] = [self._keep]

    def _keep(self, response: httpx.Response) -> None:
        content = response.read()  # decompressed
        headers = {name.lower(): value for name, value in response.headers.items()}
        cookies = tuple(response.headers.get_list("set-cookie"))
        reply = RecordedResponse(response.status_code, headers, content, cookies)
        self.seen.append((response.request, reply))


def http_client(base_url: str) -> httpx.Client:
    """An HTTP client as the package creates it: proxies of the environment apply to https."""
    return httpx.Client(timeout=60, trust_env=base_url.startswith("https://"))


@attrs.define
class Recorder:
    """Sends the requests and records the responses.

    Args:
        token: The token of the requests; sent to `base_url` only.
        base_url: The API's address.
        today: The current day, UTC.
        days: The number of days back.
        rows: The number of rows to record of a file.
        http: Creates the HTTP client for the API's base URL.
        tell: Receives progress messages.
    """

    token: str = attrs.field(repr=False)
    base_url: str
    today: datetime.date
    days: int
    rows: int
    http: Callable[[str], httpx.Client] = http_client
    tell: Callable[[str], None] = lambda _: None
    sleep: Callable[[float], None] = time.sleep
    _exchanges: list[Exchange] = attrs.field(factory=list)
    _files: list[ReportFile] = attrs.field(factory=list)
    _skipped: list[str] = attrs.field(factory=list)
    _people: set[str] = attrs.field(factory=set)
    _team: str | None = None
    _builds: dict[tuple[str, str], set[Build]] = attrs.field(factory=dict)

    def record(self, entities: list[Entity]) -> Material:
        """The recorded responses of these entities.

        Raises:
            AskError: No response, a refused token, a rate limit, or a file that cannot be downloaded.
        """
        with self.http(self.base_url) as http, self.http(self.base_url) as bare:
            capture = Capture(http)
            clients = {
                version: package.CopilotMetrics(
                    self.token, base_url=self.base_url, http_client=http, retry=ONCE
                )
                for version, package in PACKAGES.items()
            }
            for entity in entities:
                self._people, self._team = set(), None
                # the newest version first: its files show the members of each team
                for question in plan.questions(entity, self.today, self.days, None):
                    if isinstance(question, RecordedCall):
                        self._ask(question, clients, capture, bare)
                for question in self._of_teams(entity):
                    self._ask(question, clients, capture, bare)
        return Material(tuple(self._exchanges), tuple(self._files), tuple(self._skipped))

    def _of_teams(self, entity: Entity) -> Iterator[RecordedCall]:
        for question in plan.questions(entity, self.today, self.days, self._team):
            if isinstance(question, str):
                self._skipped.append(question)
            elif "team_slug" in question.arguments:
                yield question

    def _ask(
        self,
        question: RecordedCall,
        clients: Mapping[str, Any],
        capture: Capture,
        bare: httpx.Client,
    ) -> None:
        self.tell(f"{question.api_version} {question.operation.operation_id}")
        call = sync_player(clients.__getitem__)
        error = None
        for attempt in range(1, _TRIES + 1):
            capture.seen.clear()
            error = None
            try:
                call(question.api_version, question.operation.operation_id, question.arguments)
            except ArgumentError:
                raise  # no request was sent
            except CopilotMetricsError as problem:
                error = problem
            if isinstance(error, (AuthenticationError, RateLimitError)):
                raise AskError(str(error))
            if capture.seen and not isinstance(error, TransportError):
                self._keep(question, capture.seen)
            if not isinstance(error, (TransportError, ServerError)):
                break
            if attempt < _TRIES:
                self.sleep(float(attempt))
        if isinstance(error, TransportError):
            raise AskError(str(error))
        if error is None and capture.seen:
            self._follow(question, capture.seen[-1][1], clients, capture, bare)

    def _keep(
        self, question: RecordedCall, seen: list[tuple[httpx.Request, RecordedResponse]]
    ) -> None:
        request = seen[0][0]
        prefix = urlsplit(self.base_url).path
        path = request.url.raw_path.decode().partition("?")[0].removeprefix(prefix)
        query = parse_qsl(request.url.query.decode(), keep_blank_values=True)
        exchange = Exchange(
            api_version=question.api_version,
            operation_id=question.operation.operation_id,
            arguments=question.arguments,
            query=tuple(sorted(name for name, _ in query)),
            segments=path.count("/"),
            replies=tuple(reply for _, reply in seen),
        )
        self._exchanges.append(exchange)

    def _follow(
        self,
        question: RecordedCall,
        reply: RecordedResponse,
        clients: Mapping[str, Any],
        capture: Capture,
        bare: httpx.Client,
    ) -> None:
        """The next page and the files. Files are the same in every API version, so only the newest provides them."""
        if question.follow:
            found = re.search(r"<([^>]*)>; rel=\"next\"", reply.headers.get("link", ""))
            query = dict(parse_qsl(urlsplit(found[1]).query)) if found else {}
            if "after" in query:
                arguments = {**question.arguments, "after": query["after"]}
                self._ask(
                    attrs.evolve(question, arguments=arguments, follow=False),
                    clients,
                    capture,
                    bare,
                )
            return
        if question.operation.report and question.api_version == next(iter(PACKAGES)):
            body = json.loads(reply.content) if reply.content.strip() else None
            links = body.get("download_links") if isinstance(body, dict) else None
            for part, link in enumerate(links or (), 1):
                self._download(question, part, str(link), bare)

    def _download(self, question: RecordedCall, part: int, link: str, bare: httpx.Client) -> None:
        operation: Operation[Any] = question.operation
        family = _FAMILY.search(operation.path)
        name = family[1] if family else "report"
        self.tell(f"{operation.operation_id}, file {part}")
        cut = Excerpt(
            self.rows, self._people, self._builds.get((question.entity.scope, name), set())
        )
        cut = read(bare, link, cut, sleep=self.sleep)
        self._builds[question.entity.scope, name] = cut.builds
        day = question.arguments.get("day")
        for row in cut.kept:
            if "team_id" not in row:
                self._people.add(str(row.get("user_id")))
            elif self._team is None and isinstance(row.get("slug"), str):
                self._team = row["slug"]
        self._files.append(
            ReportFile(
                name=f"{question.entity.scope}.{name}.{day or 'latest'}.part-{part}.ndjson",
                operation_id=operation.operation_id,
                family=name,
                scope=question.entity.scope,
                row_type=str(operation.row_type),
                shape=str(operation.file_shape),
                container=cut.container,
                day=day,
                part=part,
                rows_seen=cut.rows_seen,
                bad_lines=cut.bad_lines,
                rows=tuple(cut.kept),
                link=link,
            )
        )
