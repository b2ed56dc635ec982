"""A report from its request to its rows: links, files, rows, and the outcome of each."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import attrs

from ..access.settings import Settings
from ..calls.flow import call
from ..decoding.outcome import Outcome, Part
from ..decoding.reading import FileReader, RowFamily
from ..decoding.row import Row
from ..decoding.splitting import MAX_LINE_BYTES
from ..errors import (
    BadRequestError,
    CopilotMetricsError,
    IncompleteReportError,
    NotFoundError,
    ResponseError,
    ServerError,
    TransportError,
    UnexpectedBodyError,
    UnprocessableError,
)
from ..nodata import NoData
from ..operation import Operation
from ..protocol.addresses import is_loopback_host
from ..protocol.effects import MOST_AHEAD, Ahead, Conversation, Emit, Open
from ..protocol.links import Link, in_order_of
from .download import DownloadState, Unreachable, download, first_open

R = TypeVar("R", bound=Row)
Tee = Callable[[Part, bytes], None]
"""Called with every piece of every file before it is decoded."""

_A_DAYS_OWN = (
    BadRequestError,
    NotFoundError,
    ServerError,
    UnexpectedBodyError,
    UnprocessableError,
)
"""Errors that affect one day of many and not the others."""


@attrs.define
class Ledger:
    """The progress of a read, visible to the caller."""

    outcomes: list[Outcome] = attrs.field(factory=list)
    tee: Tee | None = None
    max_line_bytes: int = MAX_LINE_BYTES


@attrs.frozen
class ReportRequest:
    """The arguments and settings of a report's request."""

    operation: Operation[Any]
    values: Mapping[str, Any]
    settings: Settings

    def on(self, day: datetime.date) -> ReportRequest:
        """The same request for one day."""
        return attrs.evolve(self, values={**self.values, "day": day})


@attrs.frozen
class _Report:
    """A decoded envelope: its days, and its links."""

    days: tuple[Any, Any]
    links: list[Link]


def read_report(request: ReportRequest, family: RowFamily[R], ledger: Ledger) -> Conversation[None]:
    """Emit the rows of one report.

    Raises:
        CopilotMetricsError: The request of the report failed.
        IncompleteReportError: After all available rows, if a file could not be read.
    """
    day = request.values.get("day")
    outcome = Outcome(day=datetime.date.fromisoformat(day) if isinstance(day, str) else day)
    ledger.outcomes.append(outcome)
    try:
        yield from _read(request, family, outcome, ledger)
    except CopilotMetricsError as error:
        outcome.error = error
        raise
    _raise_if_partial([outcome])


def read_days(
    request: ReportRequest,
    since: datetime.date,
    until: datetime.date,
    family: RowFamily[R],
    ledger: Ledger,
) -> Conversation[None]:
    """Emit the rows of the reports of many days, in order, both ends included.

    A day that GitHub refuses (400, 404, 422), cannot serve (5xx) or serves with an unusable body gets that error as
    its outcome, and the read continues with the next day. For the first day the error is raised: the slug is most
    likely wrong. So is a second consecutive 5xx: the API is most likely down.

    Raises:
        IncompleteReportError: After all available rows, if a day or a file could not be read.
    """
    day = since
    before: CopilotMetricsError | None = None
    while day <= until:
        outcome = Outcome(day=day)
        ledger.outcomes.append(outcome)
        try:
            yield from _read(request.on(day), family, outcome, ledger)
        except CopilotMetricsError as error:
            outcome.error = error
            is_down = isinstance(error, ServerError) and isinstance(before, ServerError)
            if day == since or is_down or not isinstance(error, _A_DAYS_OWN):
                raise
            error.__traceback__ = None  # the error is stored, its frames are not
        before = outcome.error
        day += datetime.timedelta(days=1)
    _raise_if_partial(ledger.outcomes)


def iter_nothing() -> Conversation[None]:
    """A generator without effects and rows."""
    yield from ()


def _read(
    request: ReportRequest, family: RowFamily[R], outcome: Outcome, ledger: Ledger
) -> Conversation[None]:
    report = yield from _ask(request)
    if isinstance(report, NoData):
        outcome.no_data = report
        return
    outcome.report_start_day, outcome.report_end_day = report.days
    links = report.links
    outcome.parts += [Part(link.name, number) for number, link in enumerate(links, 1)]
    for part in outcome.parts:
        if coming := links[part.number : part.number + MOST_AHEAD]:
            # the reader starts the first one; later ones may have been started ahead
            begun = links[max(1, part.number - 1) : part.number]
            yield Ahead(_opens([*begun, *coming], request.settings))
        renew = _renewal(request, report, part)
        state = DownloadState(links[part.number - 1])
        try:
            yield from _read_part(state, part, renew, family, outcome, ledger, request.settings)
        except Unreachable as problem:
            part.state, part.reason = "failed", str(problem)
        except CopilotMetricsError as error:
            part.state, part.reason = "failed", str(error)
            raise
    outcome.judge_empty()


def _opens(links: list[Link], settings: Settings) -> list[Open]:
    return [first_open(link, settings) for link in links if link.objection is None]


def _ask(request: ReportRequest) -> Conversation[_Report | NoData]:
    report = yield from call(request.operation, request.values, request.settings)
    if isinstance(report, NoData):
        return report
    day = getattr(report, "report_day", None)
    days = getattr(report, "report_start_day", day), getattr(report, "report_end_day", day)
    # the fake GitHub runs on loopback, and its links point to itself
    here = is_loopback_host(request.settings.origin[1])
    return _Report(days, [Link(link, may_be_loopback=here) for link in report.download_links])


def _renewal(
    request: ReportRequest, report: _Report, part: Part
) -> Callable[[], Conversation[Link | None]]:
    def renew() -> Conversation[Link | None]:
        try:
            fresh = yield from _ask(request)
        except (NotFoundError, ServerError, TransportError, UnexpectedBodyError) as error:
            raise Unreachable(
                f"its link expired and could not be renewed: {_first_words(error)}"
            ) from None
        links = None
        if not isinstance(fresh, NoData) and fresh.days == report.days:
            links = in_order_of(report.links, fresh.links)
        if links is None:
            raise Unreachable("its link expired, and the report has changed")
        report.links[:] = links
        return links[part.number - 1]

    return renew


def _first_words(error: CopilotMetricsError) -> str:
    status = f"{error.status} " if isinstance(error, ResponseError) else ""
    return f"{status}{type(error).__name__}"


def _read_part(
    state: DownloadState,
    part: Part,
    renew: Callable[[], Conversation[Link | None]],
    family: RowFamily[R],
    outcome: Outcome,
    ledger: Ledger,
    settings: Settings,
) -> Conversation[None]:
    part.state = "reading"
    reader = FileReader(family, outcome, part.name, ledger.max_line_bytes)

    def note(rows: list[R]) -> list[R]:
        outcome.rows += reader.rows - part.rows
        part.rows = reader.rows
        return rows

    def take(piece: bytes) -> list[R]:
        part.bytes += len(piece)
        if ledger.tee is not None:
            ledger.tee(part, piece)
        return note(reader.feed(piece))

    try:
        yield from download(state, part, take, renew, settings)
    except (CopilotMetricsError, Unreachable):
        if rows := note(reader.flush()):
            yield Emit(rows)
        raise
    if rows := note(reader.finish()):
        yield Emit(rows)
    reader.close_part(part)


def _raise_if_partial(outcomes: list[Outcome]) -> None:
    missing = [
        f"{_of(outcome)}{part.name}: {part.reason}"
        for outcome in outcomes
        for part in outcome.failed_parts
    ]
    missing += [
        f"{outcome.day}: {outcome.error}" for outcome in outcomes if outcome.error is not None
    ]
    if missing:
        raise IncompleteReportError(missing)


def _of(outcome: Outcome) -> str:
    return "" if outcome.day is None else f"{outcome.day}, "
