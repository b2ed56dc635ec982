"""Text output of `status`: a table, calendars with one character per day, and the missing days with reasons."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final
from urllib.parse import unquote

from rich.text import Text

from ..days import ranges
from ..inspection.completeness import LOST, NEVER_ASKED, Day, Series
from ..run.run_stats import Flaw, flaw_lines, not_collected_lines

SIGNS: Final = {
    "complete": ("#", "green", "there"),
    "no-data": (".", "dim", "there: GitHub has no data"),
    "not-yet": ("~", "cyan", "may still be published"),
    "partial": ("p", "yellow", "partial"),
    "failed": ("!", "red", "failed"),
    "no-permission": ("x", "red", "no permission"),
    "not-found": ("?", "red", "not found"),
    NEVER_ASKED: ("-", "red", "never requested"),
    LOST: ("_", "magenta", "lost: GitHub has deleted it"),
}
"""By state, from good to bad: character, colour on a terminal, and legend."""
MOST_SERIES: Final = 8
"""Up to this number of series, each has its own calendar; above it, all families of an entity share one."""
MOST_CALENDARS: Final = 20
MOST_REASONS: Final = 20
_WORST: Final = {state: number for number, state in enumerate(SIGNS)}


def report(series: Sequence[Series]) -> Iterator[Text]:
    """Yields the whole report, line by line."""
    if not series:
        yield Text("The lake is empty: run copilot-metrics sync.")
        return
    yield from table(series)
    yield Text()
    yield from _calendars(series)
    yield from _reasons(series)
    yield from _not_collected(series)
    yield from _flaws(series)


def table(series: Sequence[Series]) -> Iterator[Text]:
    """Yields a heading per entity and a line per family with the number of due days that are there."""
    many = len({each.host for each in series}) > 1
    wide = max(len(each.family) for each in series)
    yield Text(f"  {'':<{wide}}  {'there':>11}  {'no data':>7}  {'late':>4}  {'missing':>7}", "dim")
    for entity, group in groupby(series, key=lambda each: _entity(each, many)):
        yield Text(entity, "bold")
        for each in group:
            counts = each.counts
            if each.not_collected is not None:
                yield Text(f"  {each.family:<{wide}}  not collected", "dim")
                continue
            line = Text(f"  {each.family:<{wide}}  ")
            line.append(f"{f'{each.there} of {each.due}':>11}", "" if each.missing else "green")
            line.append(f"  {counts['no-data'] or '-':>7}  {counts['not-yet'] or '-':>4}  ")
            line.append(f"{len(each.missing) or '-':>7}", "red" if each.missing else "")
            yield line


def _calendars(series: Sequence[Series]) -> Iterator[Text]:
    many = len({each.host for each in series}) > 1
    dated = [each for each in series if each.days and each.not_collected is None]
    if len(dated) <= MOST_SERIES:
        shown = [(f"{each.family} of {_entity(each, many)}", each.days) for each in dated]
    else:
        by_entity: dict[str, list[Series]] = {}
        for each in dated:
            by_entity.setdefault(_entity(each, many), []).append(each)
        whole = {name: group for name, group in by_entity.items() if any(e.missing for e in group)}
        chosen = by_entity if len(by_entity) <= MOST_CALENDARS else whole
        shown = [
            (f"{name}: each day shows the worst of its families", _worst(group))
            for name, group in list(chosen.items())[:MOST_CALENDARS]
        ]
        left = len(by_entity) - len(shown)
        if left:
            yield Text(
                f"Calendars of {len(shown)} entities; {left} more: select them with --org or --enterprise."
            )
            yield Text()
    for title, days in shown:
        yield Text(title, style="bold")
        yield from months(days)
        yield Text()
    if shown:
        yield legend({day.state for _, days in shown for day in days})
        yield Text()


def months(days: Sequence[Day]) -> Iterator[Text]:
    """Yields a calendar: one row per month, one character per day."""
    by_day = {each.day: each for each in days}
    first, last = min(by_day), max(by_day)
    yield Text(f"{'':9}{'1':<7}{'8':<7}{'15':<7}{'22':<7}29", style="dim")
    month = first.replace(day=1)
    while month <= last:
        length = calendar.monthrange(month.year, month.month)[1]
        line = Text(f"{month:%Y-%m}  ")
        for number in range(1, length + 1):
            found = by_day.get(month.replace(day=number))
            sign, style, _ = SIGNS[found.state] if found is not None else (" ", "", "")
            line.append(sign, style)
        yield line
        month += datetime.timedelta(days=length)


def legend(states: set[str]) -> Text:
    """Returns the meaning of the characters in use."""
    line = Text()
    for state, (sign, style, words) in SIGNS.items():
        if state in states:
            line.append("  " if line else "")
            line.append(sign, style)
            line.append(f" {words}")
    return line


def _reasons(series: Sequence[Series]) -> Iterator[Text]:
    many = len({each.host for each in series}) > 1
    found: dict[tuple[str, str, str], list[datetime.date]] = {}
    for each in series:
        for day in each.missing:
            key = (f"{each.family} of {_entity(each, many)}", day.state, day.reason or "")
            found.setdefault(key, []).append(day.day)
    if not found:
        yield Text("Nothing is missing.", style="green")
        return
    yield Text("Missing:", style="bold")
    for (what, state, reason), days in list(found.items())[:MOST_REASONS]:
        why = reason or SIGNS[state][2]
        yield Text(f"  {what}: {ranges(days, 3)}: ").append(why, SIGNS[state][1])
    if len(found) > MOST_REASONS:
        yield Text(f"  and {len(found) - MOST_REASONS} more: see --format json")


def _not_collected(series: Sequence[Series]) -> Iterator[Text]:
    many = len({each.host for each in series}) > 1
    found = [
        (each.family, _entity(each, many), each.not_collected)
        for each in series
        if each.not_collected is not None
    ]
    yield from map(Text, not_collected_lines(found, MOST_REASONS))


def _flaws(series: Sequence[Series]) -> Iterator[Text]:
    many = len({each.host for each in series}) > 1
    found: dict[tuple[str, str, str], Flaw] = {}
    for each in series:
        for day in each.days:
            for name, count in day.flaws.items():
                key = (name, each.family, _entity(each, many))
                found.setdefault(key, Flaw()).take(day.day, count)
    for number, line in enumerate(flaw_lines(found, MOST_REASONS)):
        yield Text(line, style="" if number else "bold")


def _worst(group: Sequence[Series]) -> tuple[Day, ...]:
    found: dict[datetime.date, Day] = {}
    for each in group:
        for day in each.days:
            before = found.get(day.day)
            if before is None or _WORST[day.state] > _WORST[before.state]:
                found[day.day] = day
    return tuple(found[day] for day in sorted(found))


def _entity(series: Series, with_host: bool) -> str:
    return f"{series.entity} at {unquote(series.host)}" if with_host else str(series.entity)
