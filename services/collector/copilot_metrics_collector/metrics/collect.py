"""Collects the gauges of a lake: questions over the newest day and a window, and the missing days."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import attrs

from ..asking import query_lake
from ..clock import now_utc, today_utc
from ..exits import UnanswerableError
from ..inspection.completeness import completeness
from ..privacy.team_totals import TEAM_TOTALS
from ..questions.answer import with_plain_hosts
from ..questions.catalog import QUESTIONS
from ..questions.shared import shared
from ..units import FAMILIES, REPORTS
from ..version import __version__
from .gauges import PREFIX, WINDOW, Gauge, gauges_of, label_text, merged, rows_to_export

if TYPE_CHECKING:
    from ..lake.lake import Lake
    from ..questions.selection import Connect, Selection

WINDOWS: Final = (1, 28)
"""Default lengths of the windows, in days."""
_DAILY: Final = (*(family for family in REPORTS if not FAMILIES[family].is_window), TEAM_TOTALS)
"""Reports of one day, which the questions read."""


def collect(
    lake: Lake, selection: Selection, *, windows: Sequence[int] = WINDOWS, users: bool = False
) -> list[Gauge]:
    """Returns the gauges, sorted by name.

    Args:
        lake: The lake.
        selection: The entities and the host.
        windows: The lengths of the windows, each up to the newest day with data.
        users: Whether to include figures of each person.

    Raises:
        UnanswerableError: The lake has no such host or entity.
        LakeError: The lake cannot be read.
    """

    def ask(connect: Connect, known: Selection) -> list[Gauge]:
        with shared(connect, _DAILY) as reopen:
            return list(_of_questions(reopen, known, sorted(windows, reverse=True), users))

    return merged(
        [
            *query_lake(lake, selection, ask),
            _missing(lake, selection),
            Gauge(f"{PREFIX}_build", "version", ("version",), {(__version__,): 1}),
            Gauge(
                f"{PREFIX}_collected_timestamp_seconds",
                "when these figures were collected",
                (),
                {(): now_utc().timestamp()},
            ),
        ]
    )


def _of_questions(
    connect: Connect, selection: Selection, windows: Sequence[int], users: bool
) -> Iterator[Gauge]:
    names = ("question", "rows", WINDOW)
    answered = Gauge(f"{PREFIX}_question_answered", "whether the lake answers a question", names)
    last_day = Gauge(
        f"{PREFIX}_question_last_day_timestamp_seconds",
        "midnight (UTC) of the last day of a question's window",
        names,
    )
    for question in QUESTIONS.values():
        for rows in rows_to_export(question, users=users):
            for window in windows:
                key = (question.name, rows, f"{window}d")
                within = attrs.evolve(selection, window=window)
                try:
                    answer = with_plain_hosts(question.ask(connect, within, (rows,)))
                except UnanswerableError:
                    answered.samples[key] = 0
                    continue
                answered.samples[key] = 1
                if answer.window is not None:
                    last_day.samples[key] = calendar.timegm(answer.window[1].timetuple())
                yield from gauges_of(question, rows, answer, window)
    yield from (answered, last_day)


def _missing(lake: Lake, selection: Selection) -> Gauge:
    """Returns the number of missing days of each report, as `status` counts them."""
    gauge = Gauge(
        f"{PREFIX}_missing_reports",
        "reports (one per day) that are missing, as `copilot-metrics status` counts them",
        ("host", "kind", "entity", "family"),
    )
    hosts = None if selection.host is None else [selection.host]
    found = completeness(
        lake.standing(lake.manifests(hosts=hosts, entities=selection.entities or None)),
        entities=selection.entities,
        requested=lake.requested(),
        today=today_utc(),
    )
    for series in found:
        if selection.host is None or series.host == selection.host:
            place = (unquote(series.host), series.entity.kind, series.entity.name)
            key = (*map(label_text, place), series.family)
            gauge.samples[key] = len(series.missing)
    return gauge
