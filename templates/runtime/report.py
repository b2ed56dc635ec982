"""A report from its request to its rows: the links, every file, every row, and what became of each."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import attrs

from .download import Source, Unreachable, download, file_name
from .effects import Conversation, Emit
from .errors import ArgumentError, IncompleteReportError, NotFoundError
from .flow import call
from .nodata import NoData
from .operation import Operation
from .outcome import Outcome, Part
from .reading import Family, FileReader
from .row import Row
from .settings import Settings

R = TypeVar("R", bound=Row)
Tee = Callable[[Part, bytes], None]
"""Is handed every piece of every file before it is decoded."""


@attrs.define
class Ledger:
    """What the caller sees of a reading while it goes on."""

    outcomes: list[Outcome] = attrs.field(factory=list)
    tee: Tee | None = None


def read_report(
    operation: Operation[Any],
    values: Mapping[str, Any],
    family: Family[R],
    ledger: Ledger,
    settings: Settings,
) -> Conversation[None]:
    """One report; its rows are emitted.

    Raises:
        CopilotMetricsError: The report cannot be asked for.
        IncompleteReportError: After all rows that could be had, where a file could not.
    """
    outcome = Outcome(day=values.get("day"))
    ledger.outcomes.append(outcome)
    yield from _read(operation, values, family, outcome, ledger, settings)
    _raise_if_partial([outcome])


def read_days(
    operation: Operation[Any],
    values: Mapping[str, Any],
    since: datetime.date,
    until: datetime.date | None,
    family: Family[R],
    ledger: Ledger,
    settings: Settings,
) -> Conversation[None]:
    """The reports of many days, one after the other, both ends included.

    A day that answers 404 keeps that as its outcome; if it is the very first one, the slug is most likely
    wrong, and the error is raised.

    Raises:
        IncompleteReportError: After all rows that could be had, where a day or a file could not.
    """
    last = until if until is not None else _yesterday(settings)
    if last < since:
        raise ArgumentError("until", f"{last} lies before since, {since}")
    day = since
    while day <= last:
        outcome = Outcome(day=day)
        ledger.outcomes.append(outcome)
        try:
            yield from _read(operation, {**values, "day": day}, family, outcome, ledger, settings)
        except NotFoundError as error:
            if day == since:
                raise
            outcome.error = error
        day += datetime.timedelta(days=1)
    _raise_if_partial(ledger.outcomes)


def _yesterday(settings: Settings) -> datetime.date:
    now = datetime.datetime.fromtimestamp(settings.clock.now(), datetime.UTC)
    return now.date() - datetime.timedelta(days=1)


def _read(
    operation: Operation[Any],
    values: Mapping[str, Any],
    family: Family[R],
    outcome: Outcome,
    ledger: Ledger,
    settings: Settings,
) -> Conversation[None]:
    report = yield from call(operation, values, settings)
    if isinstance(report, NoData):
        outcome.no_data = report
        return
    outcome.report_start_day = getattr(report, "report_start_day", getattr(report, "report_day", None))
    outcome.report_end_day = getattr(report, "report_end_day", getattr(report, "report_day", None))
    links = list(report.download_links)
    outcome.parts += [Part(file_name(link), number) for number, link in enumerate(links, 1)]
    for part in outcome.parts:
        renew = _renewal(operation, values, part, links, settings)
        source = Source(links[part.number - 1])
        try:
            yield from _read_part(source, part, renew, family, outcome, ledger, settings)
        except Unreachable as problem:
            part.state, part.reason = "failed", str(problem)


def _renewal(
    operation: Operation[Any],
    values: Mapping[str, Any],
    part: Part,
    links: list[str],
    settings: Settings,
) -> Callable[[], Conversation[str | None]]:
    def renew() -> Conversation[str | None]:
        report = yield from call(operation, values, settings)
        if isinstance(report, NoData) or len(report.download_links) != len(links):
            return None  # another report by now: its files are not the ones that were begun
        links[:] = report.download_links
        return links[part.number - 1]

    return renew


def _read_part(
    source: Source,
    part: Part,
    renew: Callable[[], Conversation[str | None]],
    family: Family[R],
    outcome: Outcome,
    ledger: Ledger,
    settings: Settings,
) -> Conversation[None]:
    part.state = "reading"
    reader = FileReader(family, outcome, part.name)
    bad_before = outcome.bad_line_count

    def note(rows: list[R]) -> list[R]:
        part.rows += len(rows)
        outcome.rows += len(rows)
        return rows

    def take(piece: bytes) -> list[R]:
        part.bytes += len(piece)
        if ledger.tee is not None:
            ledger.tee(part, piece)
        return note(reader.feed(piece))

    yield from download(source, part, take, renew, settings)
    if rows := note(reader.finish()):
        yield Emit(rows)
    if outcome.bad_line_count > bad_before and reader.values == 0:
        raise Unreachable(f"{part.bytes} bytes, and not one row in them")
    part.state = "complete"


def _raise_if_partial(outcomes: list[Outcome]) -> None:
    missing = [
        f"{_of(outcome)}{part.name}: {part.reason}" for outcome in outcomes for part in outcome.partial
    ]
    missing += [f"{outcome.day}: {outcome.error}" for outcome in outcomes if outcome.error is not None]
    if missing:
        raise IncompleteReportError(missing)


def _of(outcome: Outcome) -> str:
    return "" if outcome.day is None else f"{outcome.day}, "
