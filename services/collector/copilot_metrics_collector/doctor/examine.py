"""Runs all checks; each may use the results of the ones before it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import attrs
from copilot_usage_metrics import CopilotMetrics, CopilotMetricsError, RetryPolicy

from ..access.credentials import DEFAULT, Credential, lanes
from ..access.rate_limit import check_address, read_limit, scopes_of
from ..exits import ConfigurationError, Exit
from ..units import FAMILIES, Entity
from .findings import DoctorFinding, fine, note
from .hosts import api_finding, clock_finding, download_finding, download_host_of
from .probe import USER_AGENT, ProbeResponse, ask_limit, host_of_link, open_file, reach
from .refusals import Asker, token_refused
from .reports import Asked, ask, findings_of, first_family, other_families
from .tokens import kind_finding, kind_of, no_scopes_note, scopes_finding

_REFUSED_LINK: Final = (401, 403, 404, 410)
_FOR_A_TOKEN: Final = 2
"""Number of requests for an App's installation token: find the installation, create the token."""


@attrs.frozen(kw_only=True)
class Case:
    """The input of an examination."""

    base_url: str
    entities: tuple[Entity, ...]
    credentials: Sequence[Credential]
    today: datetime.date
    seconds: float
    """Timeout of each request."""
    private: bool = False
    """Whether to hide GitHub's messages, which may contain names of people."""

    @property
    def thorough(self) -> tuple[Entity, ...]:
        """The entities whose families are all requested: the first of each kind."""
        return tuple({entity.kind: entity for entity in reversed(self.entities)}.values())

    @property
    def most_requests(self) -> int:
        """Maximum number of API requests; 0 if the credentials do not match the entities."""
        try:
            found = self.lanes()
        except ConfigurationError:
            return 0
        reports = len(self.entities) + sum(len(other_families(each)) for each in self.thorough)
        installations = sum(each.app_id is not None for each in found.values())
        return len(found) + reports + bool(self.entities) + _FOR_A_TOKEN * installations

    def lanes(self) -> dict[str, Credential]:
        """Returns the credentials by name. Raises `ConfigurationError`."""
        if self.entities:
            return lanes(self.credentials, self.entities)
        return {each.name: each for each in self.credentials or (DEFAULT,)}

    def entities_of(self, credential: Credential) -> list[Entity]:
        """Returns the entities that the credential is used for."""
        return [entity for entity in self.entities if credential.covers(entity)]


def examine(case: Case) -> Iterator[DoctorFinding]:
    """Yields findings as soon as they are known.

    Raises:
        ArgumentError: No token may be sent to the API's URL; nothing was sent.
    """
    check_address(case.base_url)
    try:
        found = case.lanes()
    except ConfigurationError as error:
        remedy = "Fix [[credentials]] in the configuration file."
        yield DoctorFinding(
            "credentials", "credentials", str(error), remedy=remedy, exit=Exit.CONFIGURATION
        )
        return
    examination = _Examination(case)
    for name, credential in found.items():
        yield from examination.of_lane(name, credential)
        if examination.is_over:
            break
    yield from examination.of_downloads()


@attrs.define
class _Examination:
    case: Case
    is_over: bool = False
    """Whether the API is unusable."""
    _answer: ProbeResponse | None = None
    """The first response of the API."""
    _again: tuple[Mapping[str, Any], Asked] | None = attrs.field(default=None, repr=False)
    """A report with links, and how to request it again."""

    def of_lane(self, name: str, credential: Credential) -> Iterator[DoctorFinding]:
        """Yields the findings of one credential."""
        case = self.case
        try:
            arguments = credential.arguments(name, case.base_url)
        except ConfigurationError as error:
            yield DoctorFinding(
                "no-token",
                credential.name,
                str(error),
                remedy="Set it where the collector runs; create tokens on GitHub under Settings, Developer settings.",
                exit=Exit.CONFIGURATION,
            )
            if self._answer is None:
                yield from self._of_host(None)
            return
        token = arguments.get("token")
        token = token.strip() if isinstance(token, str) else None
        asker = Asker(credential.name, is_app=credential.app_id is not None, private=case.private)
        if token is not None or self._answer is None:
            before = self._answer
            yield from self._of_host(token)
            if self.is_over:
                return
            if token is not None and self._answer is not None:
                if self._answer.status == 401:
                    yield token_refused(credential.name)
                    self._answer = before or self._answer
                    return
                scopes = scopes_of(self._answer.headers.get("x-oauth-scopes"))
                asker = attrs.evolve(asker, kind=kind_of(token), scopes=scopes)
                yield from self._of_token(credential, asker, self._answer)
        yield from self._of_reports(credential, asker, arguments)

    def _of_host(self, token: str | None) -> Iterator[DoctorFinding]:
        """Sends one request; reports the state of the host the first time, and whenever there is a problem."""
        answer = ask_limit(self.case.base_url, token, self.case.seconds)
        finding = api_finding(self.case.base_url, answer)
        is_first = self._answer is None
        self.is_over = finding.level == "problem"
        if is_first or self.is_over:
            yield finding
        if isinstance(answer, ProbeResponse):
            self._answer = answer
            clock = clock_finding(answer) if is_first else None
            if clock is not None:
                yield clock

    def _of_token(
        self, credential: Credential, asker: Asker, answer: ProbeResponse
    ) -> Iterator[DoctorFinding]:
        operations = [
            FAMILIES[first_family(each)].operations[each.kind]
            for each in self.case.entities_of(credential)
        ]
        yield kind_finding(credential.name, asker.kind, operations)
        scopes = scopes_finding(credential.name, asker.scopes, operations)
        yield from filter(None, (scopes or no_scopes_note(credential.name, asker.kind),))
        limit = _limit_finding(credential.name, answer)
        if limit is not None:
            yield limit

    def _of_reports(
        self, credential: Credential, asker: Asker, arguments: Mapping[str, Any]
    ) -> Iterator[DoctorFinding]:
        case, asked = self.case, list[Asked]()
        thorough = case.thorough
        try:
            with self._client(arguments) as client:
                for entity in case.entities_of(credential):
                    first = ask(client, entity, first_family(entity), case.today)
                    asked.append(first)
                    if first.links and self._again is None:
                        self._again = (arguments, first)
                    if entity in thorough and not first.is_refused:
                        asked += [
                            ask(client, entity, family, case.today)
                            for family in other_families(entity)
                        ]
        except CopilotMetricsError as error:
            remedy = "Fix the setting that the message names."
            yield DoctorFinding(
                "credentials",
                credential.name,
                asker.words(error),
                remedy=remedy,
                exit=Exit.CONFIGURATION,
            )
        yield from findings_of(asked, asker, case.today)

    def of_downloads(self) -> Iterator[DoctorFinding]:
        """Opens one file if a link is available; otherwise checks that the download host responds."""
        seconds = self.case.seconds
        if self._again is None:
            host = download_host_of(self.case.base_url)
            if host is not None:
                found = reach(host, seconds)
                if isinstance(found, ProbeResponse) and not found.is_html:
                    yield fine("download", host, "responds; no file was available to open")
                else:
                    yield download_finding(host, found)
            return
        arguments, asked = self._again
        link = asked.links[0]
        found = open_file(link, seconds)
        if isinstance(found, ProbeResponse) and found.status in _REFUSED_LINK and not found.is_html:
            with self._client(arguments) as client:  # links expire: try a new one
                asked = ask(client, asked.entity, asked.family, self.case.today)
            link = asked.links[0] if asked.links else link
            found = open_file(link, seconds)
        yield download_finding(host_of_link(link), found)

    def _client(self, arguments: Mapping[str, Any]) -> CopilotMetrics:
        case = self.case
        settings = {
            "base_url": case.base_url,
            "timeout": case.seconds,
            "user_agent": USER_AGENT,
            "retry": RetryPolicy(max_attempts=1, deadline_seconds=max(60.0, case.seconds)),
            "one_at_a_time": True,
        }
        return CopilotMetrics(**{**settings, **arguments})


def _limit_finding(credential: str, answer: ProbeResponse) -> DoctorFinding | None:
    """Returns the finding about the rate limit; None if the host has no limit or does not report it."""
    found = read_limit(answer.text)
    if found is None:
        return None
    limit, remaining = found.limit, found.remaining
    text = f"{remaining:,} of {limit:,} requests are left until {found.reset:%H:%M} UTC"
    if remaining:
        low = remaining < limit / 10
        remedy = "Other programs use this token too: use a separate token for the collector."
        return (
            note("rate-limit-low", credential, text, remedy)
            if low
            else fine("rate-limit", credential, text)
        )
    remedy = (
        "Wait until then, or use a separate token for the collector. A sync waits automatically."
    )
    return DoctorFinding("rate-limit-used", credential, text, remedy=remedy)
