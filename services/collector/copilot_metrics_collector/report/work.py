"""Sections about work: acceptance by feature, language, editor and model; credits; pull requests."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Final

import attrs

from ..days import days_between
from ..questions import breakdown_kinds
from ..questions.breakdowns import breakdown
from ..questions.credits import credits_used
from ..questions.pulls import pulls
from ..questions.semantic_changes import Subject
from . import charts
from .context import Context, days_without_rows
from .model import Section
from .ranking import ranking
from .words import (
    Row,
    chart_name,
    counted,
    day,
    missing,
    number,
    percent,
    quantity,
    ratio,
    rows_of,
    table_of,
    unmarked_changes,
)

_GENERATED, _ACCEPTED = "code_generation_activity_count", "code_acceptance_activity_count"
_COUNTERS: Final = {
    "users": "People",
    _GENERATED: "Generations",
    "generation_share": "Share of generations",
    _ACCEPTED: "Acceptances",
    "acceptance_rate": "Accepted",
    "completion_acceptance_rate": "Completions accepted",
    "loc_added_sum": "Lines added",
}


@attrs.frozen
class _Kind:
    """One way to break acceptance down."""

    key: str
    title: str
    cut: breakdown_kinds.Cut
    noun: str
    command: str
    remark: str
    """A sentence that keeps the reader from a wrong conclusion."""

    @property
    def column(self) -> str:
        return self.cut.by[0]


_AGENTS: Final = "Agents write code without an acceptance, so their rates are low by nature."
FEATURES: Final = _Kind(
    "features", "Acceptance by feature", breakdown_kinds.FEATURE, "feature", "features", _AGENTS
)
LANGUAGES: Final = _Kind(
    "languages",
    "Acceptance by language",
    breakdown_kinds.LANGUAGE,
    "language",
    "languages",
    _AGENTS,
)
EDITORS: Final = _Kind(
    "editors",
    "Acceptance by editor",
    breakdown_kinds.EDITOR,
    "editor",
    "editors",
    "Only activity that GitHub could attribute to an editor is in it.",
)
MODELS: Final = _Kind(
    "models",
    "Acceptance by model",
    breakdown_kinds.MODEL,
    "model",
    "models",
    "Chat and agents only: GitHub does not attribute completions to models here.",
)


def accepted_by(context: Context, kind: _Kind) -> Section:
    """Generations and acceptances of each feature, language, editor or model."""
    answer = breakdown(context.connect, context.selection, kind.cut)
    rows = rows_of(answer)
    drawn = [row for row in rows if row[_GENERATED]]
    subjects: list[Subject] = ["counters", "features", "breakdowns"]
    text = _first_in_words(drawn, kind)
    chart, cautions = ranking(
        text,
        "code generations",
        drawn,
        f"{kind.noun}s",
        lambda row: chart_name(row[kind.column]),
        lambda row: (row[_GENERATED], row[_ACCEPTED]),
        lambda row: (
            f"{number(row[_ACCEPTED])} of {number(row[_GENERATED])} · {ratio(row['acceptance_rate'])}",
            ratio(row["acceptance_rate"]),
        ),
        ("pale", "generated"),
        ("strong", "accepted"),
    )
    more = f"copilot-metrics {kind.command} {context.options}"
    return Section(
        key=kind.key,
        title=kind.title,
        sentences=(text, kind.remark),
        charts=chart,
        table=table_of(
            answer, rows, {kind.column: kind.noun.capitalize(), **_COUNTERS}, kind.title, more
        ),
        cautions=(*cautions, *unmarked_changes(context.first, context.last, subjects)),
        notes=answer.notes,
    )


def _first_in_words(rows: list[Row], kind: _Kind) -> str:
    if not rows:
        return f"No code was generated with a known {kind.noun} in this window."
    first, all_generations = rows[0], sum(row[_GENERATED] for row in rows)
    rate, text = first["acceptance_rate"], _named(first, kind)
    text += (
        f" has the most code generations: {number(first[_GENERATED])} of "
        f"{number(all_generations)} ({percent(first[_GENERATED], all_generations)})"
    )
    text += "." if rate is None else f", of which {ratio(rate)} were accepted."
    return f"{text} {_named(rows[1], kind)} is second." if len(rows) > 1 else text


def _named(row: Row, kind: _Kind) -> str:
    """The name of a row at the beginning of a sentence."""
    name = row[kind.column]
    return chart_name(name) if name else f"An unknown {kind.noun}"


_CREDITS_BY_DAY: Final = {
    "report_day": "Day",
    "ai_credits_used": "AI credits",
    "active_users": "Active people",
    "rows_without_credits": "Rows without credits",
}
_CREDITS_BY_TEAM: Final = {
    "slug": "Team",
    "ai_credits_used": "AI credits",
    "rows_without_credits": "Rows without credits",
}


def credit_days(context: Context) -> Section:
    """Credits of each day; of a lake without users, of each team."""
    if not context.selection.has_users:
        return _credit_teams(context)
    answer = credits_used(context.connect, context.selection, "day")
    rows = rows_of(answer)
    by_day = {row["report_day"]: row["ai_credits_used"] for row in rows}
    known = [value for value in by_day.values() if value is not None]
    days = list(days_between(context.first, context.last))
    idle = _idle_days(context)
    values = [by_day.get(each, 0 if each in idle else None) for each in days]
    text = _credits_in_words(by_day)
    chart = charts.columns(
        text, "AI credits", days, [None if value is None else float(value) for value in values]
    )
    unknown = sum(row["rows_without_credits"] for row in rows)
    lacks = (
        f"{counted(unknown, 'row does', 'rows do')} not have the number of credits, so the sums may be too low",
    )
    gaps = [each for each, value in zip(days, values, strict=True) if value is None]
    return Section(
        key="credits",
        title="AI credits",
        sentences=(
            text,
            "Credits are what activity consumed. What is billed depends on the plan and its included credits.",
        ),
        charts=(chart,) if known else (),
        table=table_of(
            answer,
            rows,
            _CREDITS_BY_DAY,
            "AI credits by day",
            f"copilot-metrics credits --by day {context.options}",
        ),
        cautions=(*missing(gaps, "credits"), *(lacks if unknown else ())),
        notes=answer.notes,
    )


def _credits_in_words(by_day: Mapping[datetime.date, Any]) -> str:
    known = {each: value for each, value in by_day.items() if value is not None}
    if not known:
        return "No row of this window has the number of AI credits."
    used = f"{quantity(sum(known.values()))} AI credits were used on"
    top = max(known, key=lambda each: known[each])
    if len(known) == 1:
        return f"{used} {day(top)}."
    text = f"{used} {len(known)} days"
    return f"{text}; the most, {quantity(known[top])}, on {day(top)}." if known[top] else f"{text}."


def _idle_days(context: Context) -> set[datetime.date]:
    """The days that are known to have no active user."""
    from ..questions.activity import active_people

    rows = rows_of(active_people(context.connect, context.selection, "day"))
    return {row["last_day"] for row in rows if row["active_users"] == 0}


def _credit_teams(context: Context) -> Section:
    answer = credits_used(context.connect, context.selection, "team")
    rows = [row for row in rows_of(answer) if row["scope"] == "team"]
    rows.sort(key=lambda row: (-(row["ai_credits_used"] or 0), row["slug"] or ""))
    text = f"AI credits of {counted(len(rows), 'team')}. The lake keeps no users, so credits are known by team only."
    chart, cautions = ranking(
        text,
        "AI credits",
        [row for row in rows if row["ai_credits_used"] is not None],
        "teams",
        lambda row: chart_name(row["slug"]),
        lambda row: (row["ai_credits_used"],) * 2,
        lambda row: (quantity(row["ai_credits_used"]), quantity(row["ai_credits_used"])),
    )
    return Section(
        key="credits",
        title="AI credits",
        sentences=(text, "Teams do not add up: people count in each of their teams."),
        charts=chart,
        table=table_of(
            answer,
            rows,
            _CREDITS_BY_TEAM,
            "AI credits by team",
            f"copilot-metrics credits --by team {context.options}",
        ),
        cautions=cautions,
        notes=answer.notes,
    )


_PULLS: Final = {
    "report_day": "Day",
    "total_created": "Created",
    "total_created_by_copilot": "Created by Copilot",
    "total_merged": "Merged",
    "total_merged_created_by_copilot": "Merged, created by Copilot",
    "total_reviewed_by_copilot": "Reviewed by Copilot",
    "median_minutes_to_merge": "Median time to merge",
    "median_minutes_to_merge_copilot_authored": "Median time to merge, created by Copilot",
}


def pull_requests(context: Context) -> Section:
    """Pull requests of each day, and Copilot's part in them."""
    answer = pulls(context.connect, context.selection, "day")
    rows = {row["report_day"]: row for row in rows_of(answer)}
    totals = rows_of(pulls(context.connect, context.selection, "entity"))
    days = list(days_between(context.first, context.last))
    idle = days_without_rows(context, f"{context.place.kind}-1-day")

    def values(name: str, of_idle: int | None = 0) -> list[Any]:
        return [
            rows[each][name] if each in rows else of_idle if each in idle else None for each in days
        ]

    merged, copilot = "total_merged", "total_merged_created_by_copilot"
    text = _pulls_in_words(totals[0] if totals else {})
    drawn = [
        charts.lines(
            text,
            "pull requests merged",
            days,
            [
                ("strong", "merged", values(merged)),
                ("second", "of them created by Copilot", values(copilot)),
            ],
        )
    ]
    median, authored = "median_minutes_to_merge", "median_minutes_to_merge_copilot_authored"
    if any(value is not None for value in values(median, None)):
        drawn.append(
            charts.lines(
                "Median time from creation to merge on each day, of all pull requests and of those created by Copilot.",
                "median hours to merge",
                days,
                [
                    ("strong", "all merged pull requests", _hours(values(median, None))),
                    ("second", "created by Copilot", _hours(values(authored, None))),
                ],
            )
        )
    gaps = [each for each, value in zip(days, values(merged), strict=True) if value is None]
    return Section(
        key="pulls",
        title="Pull requests",
        sentences=(
            text,
            "A median is shown for each day: medians of several days cannot be combined.",
        ),
        charts=tuple(drawn),
        table=table_of(
            answer,
            [*rows.values()],
            _PULLS,
            "Pull requests by day",
            f"copilot-metrics pulls --by day {context.options}",
        ),
        cautions=tuple(missing(gaps, "pull requests")),
        notes=answer.notes,
    )


def _pulls_in_words(totals: Row) -> str:
    """How many pull requests were merged and created. Without any row, the days are known to have none."""
    names = ("merged", "total_merged", "total_merged_created_by_copilot", "created by Copilot")
    made = ("created", "total_created", "total_created_by_copilot", "by Copilot")
    return " ".join(
        _with_share(verb, totals.get(name, 0), totals.get(part, 0), words)
        for verb, name, part, words in (names, made)
    )


def _with_share(verb: str, whole: int | None, part: int | None, words: str) -> str:
    if whole is None:
        return f"It is unknown how many pull requests were {verb}."
    text = f"{counted(whole, 'pull request was', 'pull requests were')} {verb}"
    if not whole or part is None:
        return f"{text}."
    return f"{text}, {number(part)} ({percent(part, whole)}) of them {words}."


def _hours(minutes: list[float | None]) -> list[float | None]:
    return [None if each is None else each / 60 for each in minutes]
