"""Makes a report from a lake: selects the entities, and makes their chapters from the results of questions."""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal
from functools import partial
from typing import Final
from urllib.parse import unquote

import attrs

from ..exits import UnanswerableError
from ..questions.activity import adoption
from ..questions.breakdowns import open_source
from ..questions.place import Place
from ..questions.selection import Connect, Scope, Selection, need_users
from ..questions.shared import shared
from ..units import BILLING, BILLING_USERS, IDLE_DAYS
from . import charts, cost, people, seats, tiles, work
from .completeness import completeness
from .context import Context, about, lacks, window_before
from .extract import OF_ALL, Extracts
from .model import Chapter, Report, Section
from .words import Row, chart_name, counted, day, number, percent, rows_of, table_of

MOST_CHAPTERS: Final = 4
"""The maximum number of chapters; the table that compares entities has the others, too."""
MOST_ENTITIES: Final = 20
"""Entities in the chart that compares them."""
_Make = Callable[[Context], Section]
_OF_PEOPLE: Final[tuple[tuple[str, _Make], ...]] = (
    ("Active people by day", people.by_day),
    ("Active people by week", people.by_week),
    ("Adoption", people.funnel),
)
_OF_WORK: Final[tuple[tuple[str, _Make], ...]] = tuple(
    (kind.title, partial(work.accepted_by, kind=kind))
    for kind in (work.FEATURES, work.LANGUAGES, work.EDITORS, work.MODELS)
)


@attrs.frozen(kw_only=True)
class ReportOptions:
    """The options of a report."""

    title: str = "GitHub Copilot usage"
    team: str | None = None
    """The name of a team, to count only its members."""
    compare: bool = False
    """Whether to compare with the previous window."""
    with_names: bool = False
    """Whether to list people by their logins."""
    has_pseudonyms: bool = False
    """Whether the lake has pseudonyms in place of logins."""
    idle: int = IDLE_DAYS
    """The number of days without activity after which a seat is idle."""
    seat_price: Decimal | None = None
    """The list price of a seat and month."""


def build(connect: Connect, selection: Selection, options: ReportOptions) -> Report:
    """Runs the questions.

    Args:
        connect: Opens the lake.
        selection: Which entities and days.
        options: What the report contains.

    Raises:
        UnanswerableError: There is no data for it; or the lake has no users and the report needs them.
        LakeError: The lake cannot be read.
    """
    if options.with_names:
        need_users(selection, "leave --users out")
    if options.idle != IDLE_DAYS:
        need_users(selection, f"its seats are counted as idle after {IDLE_DAYS} days")
    with shared(connect, OF_ALL) as reopen:
        return _build(reopen, selection, options)


def _build(connect: Connect, selection: Selection, options: ReportOptions) -> Report:
    scope, _ = open_source(connect, selection)
    window = attrs.evolve(selection, since=scope.first, until=scope.last, window=None)
    before = window_before(selection, scope.first, scope.last) if options.compare else None
    lake = Extracts(connect, (before and before.since) or scope.first, scope.last, selection.until)
    teams = None
    if options.team is not None:
        found = lake.teams(window, options.team, scope.places)
        teams = {team.place: team for team in found}
    places = list(scope.places) if teams is None else list(teams)
    order, comparison = places, None
    if len(places) > 1 and teams is None:
        order, comparison = _compared(lake.of_all(), window, places)
        lake.drop()
    chapters, hosts = [], {place.host for place in places}
    for at, place in enumerate(order[:MOST_CHAPTERS], 1):
        context = Context(
            connect=lake.of_entity(place) if teams is None else lake.of_team(teams[place]),
            selection=about(window, place),
            before=None if before is None else about(before, place),
            first=scope.first,
            last=scope.last,
            place=place,
            team=options.team,
            idle=options.idle,
            seat_price=options.seat_price,
        )
        chapters.append(_chapter(context, options, f"e{at}", has_hosts=len(hosts) > 1))
        lake.drop()
    if comparison is not None:
        chapters.insert(0, Chapter(key="all", title="All entities", sections=(comparison,)))
    return Report(
        title=options.title,
        subject=_subject(scope, places, options),
        first=scope.first,
        last=scope.last,
        chapters=tuple(chapters),
        remarks=tuple(_remarks(selection, order, options)),
    )


def _compared(
    connect: Connect, window: Selection, places: list[Place]
) -> tuple[list[Place], Section]:
    """The entities in the order of their chapters, and how they compare."""
    answer = adoption(connect, window)
    wanted = set(places)
    rows = [row for row in rows_of(answer) if _place(row) in wanted]
    rows.sort(key=lambda row: (row["kind"] != "enterprise", -(row["active_users"] or 0)))
    order = [_place(row) for row in rows]
    organizations = [row for row in rows if row["kind"] == "organization"]
    if len(organizations) < 2:
        organizations = rows
    shown = organizations[:MOST_ENTITIES]
    hosts = {place.host for place in places}
    first = organizations[0]
    text = counted(len(rows), "entity", "entities")
    if first["active_users"]:
        text += (
            f"; {first['kind']} {_name(first, hosts)} has the highest number of active people: "
            f"{number(first['active_users'])}"
        )
    text += "."
    chart = charts.shares(
        text,
        "active people",
        [_name(row, hosts) for row in shown],
        [row["active_users"] for row in shown],
        [row["accepting_users"] for row in shown],
        [
            (f"{number(row['active_users'])} · {_accepting(row)}", number(row["active_users"]))
            for row in shown
        ],
        ("pale", "active"),
        ("strong", "of them accepted code"),
    )
    for row in rows:
        row["host"] = unquote(row["host"])  # type: ignore[index]  # a dict
    headings = {
        **({"host": "Host"} if len(hosts) > 1 else {}),
        "kind": "Kind",
        "entity": "Entity",
        "days": "Days with data",
        "active_users": "Active",
        "accepting_users": "Accepted code",
        "chat_users": "Used chat",
        "agent_users": "Used agent mode",
    }
    more = "copilot-metrics credits --by entity, or a report of some by --org"
    hidden = len(organizations) - len(shown)
    section = Section(
        key="entities",
        title="Active people by entity",
        sentences=(
            text,
            "Entities do not add up: people who belong to several organizations count in each.",
        ),
        charts=(chart,),
        table=table_of(answer, rows, headings, "Active people by entity", more),
        cautions=(
            f"the chart shows the first {len(shown)} of {len(organizations)} organizations; the table has the others",
        )
        if hidden
        else (),
        notes=answer.notes,
    )
    return order, section


def _accepting(row: Row) -> str:
    return f"{percent(row['accepting_users'], row['active_users'])} accepted code"


def _place(row: Row) -> Place:
    return Place(row["host"], row["kind"], row["entity"])


def _name(row: Row, hosts: Collection[str]) -> str:
    at = f" at {unquote(row['host'])}" if len(hosts) > 1 else ""
    return chart_name(f"{row['entity']}{at}")


def _chapter(context: Context, options: ReportOptions, key: str, *, has_hosts: bool) -> Chapter:
    place = context.place
    is_whole = options.team is None
    makers = [*_OF_PEOPLE, *(_of_seats(context, options) if is_whole else ()), *_OF_WORK]
    makers += [("Teams", people.by_team)] if is_whole else []
    makers.append(("AI credits", work.credit_days))
    makers += [*_of_bills(context), ("Pull requests", work.pull_requests)] if is_whole else []
    makers += [("People", people.by_person)] if options.with_names else []
    makers.append(("Completeness of the data", completeness))
    at = f" at {unquote(place.host)}" if has_hosts else ""
    name = f"{place.kind.capitalize()} {place.entity}{at}"
    return Chapter(
        key=key,
        title=name if options.team is None else f"Team {options.team} of {place}{at}",
        tiles=tiles.tiles(context),
        sections=tuple(_section(context, title, make) for title, make in makers),
    )


def _of_seats(context: Context, options: ReportOptions) -> list[tuple[str, _Make]]:
    why = seats.lacks_seats(context)
    if why is not None:
        return [("Seats", lambda _: _nothing("Seats", why))]
    names = [("Idle seats", seats.idle_people)] if options.with_names else []
    return [("Seats", seats.overview), ("Seats by team", seats.by_team), *names]


def _of_bills(context: Context) -> list[tuple[str, _Make]]:
    why = lacks(context, (BILLING,))
    if why is not None:
        return [("Cost", lambda _: _nothing("Cost", why))]
    has_teams = context.selection.has_users and lacks(context, (BILLING_USERS,)) is None
    teams = [("Cost by team", cost.by_team)] if has_teams else []
    return [("Cost", cost.by_day), ("Cost by model", cost.by_model), *teams]


def _nothing(title: str, why: str) -> Section:
    return Section(
        key="no-" + title.lower().replace(" ", "-"),
        title=title,
        sentences=("There is nothing to show.",),
        cautions=(why,),
    )


def _section(context: Context, title: str, make: _Make) -> Section:
    """A section, or a section with the reason if the lake has no data for it."""
    try:
        return make(context)
    except UnanswerableError as error:
        if context.selection.require_complete:
            raise
        return _nothing(title, str(error))


def _subject(scope: Scope, places: list[Place], options: ReportOptions) -> str:
    team = "" if options.team is None else f"Team {options.team} of "
    who = str(places[0]) if len(places) == 1 else f"{len(places)} entities"
    hosts = sorted({unquote(place.host) for place in places})
    length = counted(scope.days, "day")
    return f"{team}{who} at {', '.join(hosts)}, {length}: {day(scope.first)} to {day(scope.last)} (UTC)"


def _remarks(selection: Selection, order: list[Place], options: ReportOptions) -> list[str]:
    remarks = []
    if len(order) > MOST_CHAPTERS:
        remarks.append(
            f"Of {len(order)} entities the first {MOST_CHAPTERS} have a chapter: enterprises, then organizations by "
            "active people. Name others with --org or --enterprise."
        )
    if not selection.has_users:
        remarks.append(
            "The lake keeps no users: people are GitHub's own counts, and teams are sums of days."
        )
    if options.team is not None:
        remarks.append("Only members of the team count, each on the days of their membership.")
    if options.with_names:
        remarks.append(
            "The lake has pseudonyms in place of logins."
            if options.has_pseudonyms
            else "This report names people. Share it accordingly."
        )
    return remarks
