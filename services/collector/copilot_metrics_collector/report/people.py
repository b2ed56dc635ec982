"""Sections about people: active people, adoption, teams, and who they are."""

from __future__ import annotations

from typing import Any, Final

from ..privacy.team_totals import TEAM_TOTALS
from ..questions.activity import active_people, adoption
from ..questions.teams import TEAMS, teams
from ..questions.users import users
from . import charts, seats
from .context import DAYS_OF_GITHUB, Context, counts_are_of_github, lacks
from .model import Heading, Section, Table
from .ranking import ranking
from .words import (
    UNKNOWN,
    Row,
    changes,
    counted,
    day,
    missing,
    number,
    percent,
    rows_of,
    table_of,
    team_name,
    unmarked_changes,
    with_column,
)

_WEEKS_OF_A_YEAR: Final = 52
_PERIOD: Final = {
    "first_day": "First day",
    "last_day": "Last day",
    "days": "Days with data",
    "active_users": "Active",
    "accepting_users": "Accepted code",
    "chat_users": "Used chat",
    "agent_users": "Used agent mode",
}


def by_day(context: Context) -> Section:
    """People who were active on each day."""
    answer = active_people(context.connect, context.selection, "day")
    rows = rows_of(answer)
    days = [row["last_day"] for row in rows]
    values = [row["active_users"] for row in rows]
    marks, texts = changes(context.first, context.last, ["people"])
    series: list[tuple[str, str, list[Any]]] = [("strong", "active people", values)]
    if any(row.get("agent_users") is not None for row in rows):
        series.append(("second", "of them in agent mode", [row["agent_users"] for row in rows]))
    headings = {"last_day": "Day", **{key: _PERIOD[key] for key in list(_PERIOD)[3:]}}
    more = f"copilot-metrics active --by day {context.options}"
    what = "totals" if _is_count_of_github(rows) else "users"
    before = _values_before(context)
    if before is not None:
        series.append(("before", "active people in the window before", before))
    table = table_of(answer, rows, headings, "Active people by day", more)
    if before is not None:
        table = with_column(
            table, Heading("Active in the window before", "people", "number"), before
        )
    return Section(
        key="days",
        title="Active people by day",
        sentences=(_days_in_words(rows),),
        charts=(charts.lines(_days_in_words(rows), "people", days, series, marks),),
        table=table,
        cautions=(*missing([row["last_day"] for row in rows if not row["days"]], what), *texts),
        notes=answer.notes,
    )


def _active(context: Context) -> str:
    return f"use a shorter --window than {(context.last - context.first).days + 1}"


def _values_before(context: Context) -> list[int | None] | None:
    if context.before is None:
        return None
    from ..exits import UnanswerableError

    try:
        rows = rows_of(active_people(context.connect, context.before, "day"))
    except UnanswerableError:
        return None
    return [row["active_users"] for row in rows]


def _days_in_words(rows: list[Row]) -> str:
    known = [row for row in rows if row["active_users"] is not None]
    if not known:
        return "No day of this window has data."
    most, fewest = max(known, key=_of), min(known, key=_of)
    if len(known) == 1:
        return f"{_were_active(_of(most))} on {day(most['last_day'])}, the only day with data."
    if _of(most) == _of(fewest):
        return f"{_were_active(_of(most))} on each of {len(known)} days with data."
    mean = sum(map(_of, known)) / len(known)
    return (
        f"On average {mean:,.{0 if mean >= 10 else 1}f} people were active on each of {len(known)} days with data: "
        f"at most {number(_of(most))} on {day(most['last_day'])}, "
        f"at least {number(_of(fewest))} on {day(fewest['last_day'])}."
    )


def _were_active(count: int | None, adjective: str = "") -> str:
    """The beginning of a sentence: `3 people were active`."""
    if count is None:
        return "It is unknown how many people were active"
    people = f"{adjective if count else ''}people were"
    return f"{counted(count, 'person was', people)} active"


def by_week(context: Context) -> Section:
    """Distinct people of each seven days."""
    answer = active_people(context.connect, context.selection, "week")
    rows = rows_of(answer)
    is_of_github = _is_count_of_github(rows)
    whole = [row["days"] == 7 or (is_of_github and _of(row) is not None) for row in rows]
    last = rows[-1]
    text = (
        f"{_were_active(_of(last), 'different ')} in the last week, up to {day(last['last_day'])}"
    )
    if len(rows) > 1 and whole[-1] and whole[-2] and None not in (_of(last), _of(rows[-2])):
        change = _of(last) - _of(rows[-2])
        text += f", {_more(change)} the week before" if change else ", as many as the week before"
    year = " %Y" if len(rows) > _WEEKS_OF_A_YEAR else ""
    names = [f"{row['last_day'].day} {row['last_day']:%b{year}}" for row in rows]
    partial = [
        row for row, is_whole in zip(rows, whole, strict=True) if not is_whole and row["days"]
    ]
    texts = unmarked_changes(context.first, context.last, ["people"])
    return Section(
        key="weeks",
        title="Active people by week",
        sentences=(f"{text}.", "Each bar is a week of seven days, named by its last day."),
        charts=(
            charts.columns(
                f"{text}.",
                "people",
                [row["last_day"] for row in rows],
                [_of(row) for row in rows],
                names=names,
                whole=whole,
            ),
        ),
        table=table_of(answer, rows, _PERIOD, "Active people by week", _active(context)),
        cautions=(*_partial_in_words(partial), *_unknown_in_words(rows), *texts),
        notes=answer.notes,
    )


def _partial_in_words(rows: list[Row]) -> list[str]:
    if len(rows) > 3:
        return [f"{len(rows)} weeks have data of fewer than seven days: their bars are pale"]
    return [
        f"the week up to {row['last_day']} has data of only {counted(row['days'], 'day')}: its bar is pale, and more "
        "people may have been active"
        for row in rows
    ]


def _unknown_in_words(rows: list[Row]) -> list[str]:
    days = [f"{row['last_day']}" for row in rows if _of(row) is None]
    if not days:
        return []
    many = (
        f"{len(days)} weeks have no figure, and no bar"
        if len(days) > 1
        else "a week has no figure, and no bar"
    )
    return [f"{many}: up to {', '.join(days)}"]


def _is_count_of_github(rows: list[Row]) -> bool:
    """Whether the figures are GitHub's own, whose weeks cover seven days whatever the lake has of them."""
    return "agent_users" not in rows[0]


def _of(row: Row) -> Any:
    return row["active_users"]


def _more(change: int) -> str:
    return f"{abs(change):,} {'more' if change > 0 else 'fewer'} than"


_STEPS: Final = {
    "prompting_users": ("Sent a prompt", "sent a prompt"),
    "accepting_users": ("Accepted code", "accepted code"),
    "chat_users": ("Used chat", "used chat"),
    "agent_users": ("Used agent mode", "used agent mode"),
    "cli_users": ("Used Copilot CLI", "used Copilot CLI"),
    "cloud_agent_users": ("Used the cloud agent", "used the cloud agent"),
    "app_users": ("Used the Copilot app", "used the Copilot app"),
}


def funnel(context: Context) -> Section:
    """The adoption: people with a seat, active people, and people who accept code or use agents.

    The first step is the number of people with a seat, or of the team's members; None if the lake has no seats.
    """
    answer = adoption(context.connect, context.selection)
    [row] = rows_of(answer)
    active = row["active_users"]
    first_name, assigned, known, why = _first_step(context, active)
    steps = [(first_name, assigned), ("Active", active)]
    steps += [(name, row[key]) for key, (name, _) in _STEPS.items() if row[key] is not None]
    said = ", ".join(
        f"{number(row[key])} ({percent(row[key], active)}) {words}"
        for key, (_, words) in list(_STEPS.items())[1:4:2]
        if row[key] is not None
    )
    sentence = known or f"{_were_active(active)}."
    if said and active:
        steps_taken = f"Of {counted(active, 'active person', 'active people')}, {said}."
        sentence = f"{known} {steps_taken}".strip()
    last = day(context.last)
    of_github = f"People are GitHub's own counts for the {DAYS_OF_GITHUB} days up to {last}, whatever the window is."
    drawn = [(name, value) for name, value in steps if value is not None]
    chart = charts.shares(
        sentence,
        "people",
        [name for name, _ in drawn],
        [max(assigned or 0, active or 0)] * len(drawn),
        [value for _, value in drawn],
        [
            (
                f"{number(value)} · {percent(value, active)} of active",
                f"{number(value)} · {percent(value, active)}",
            )
            if name not in (first_name, "Active")
            else (number(value), number(value))
            for name, value in drawn
        ],
    )
    headings = ("Step", "People", "Share of active people")
    return Section(
        key="adoption",
        title="Adoption",
        sentences=(
            sentence,
            *((of_github,) if counts_are_of_github(context) else ()),
            "People count in each step that they took; the steps after the second do not contain each other.",
        ),
        charts=(chart,) if active else (),
        table=_plain_table(
            "Adoption",
            headings,
            [
                (name, number(value), UNKNOWN if name == first_name else percent(value, active))
                for name, value in (
                    *steps[:2],
                    *((name, row[key]) for key, (name, _) in _STEPS.items()),
                )
            ],
        ),
        cautions=why,
        notes=answer.notes,
    )


def _first_step(
    context: Context, active: int | None
) -> tuple[str, int | None, str, tuple[str, ...]]:
    """The first step of the adoption: its name, its number of people, a sentence, and cautions if it is unknown."""
    if context.team is not None:
        name = "Members of the team"
        rows = [
            row for row in rows_of(teams(context.connect, context.selection)) if _is(row, context)
        ]
        if len(rows) != 1:
            return name, None, "", ()
        members = rows[0]["members"]
        text = f"{number(active)} of {counted(members, 'member')} of the team ({percent(active, members)}) "
        text += f"{'was' if active == 1 else 'were'} active."
        return name, members, text, ()
    name = "Assigned seats"
    why = seats.lacks_seats(context)
    if why is not None:
        return name, None, "", (f"{why}; so the share of seats that are used is unknown",)
    found = seats.newest(context)
    assigned = found.total()["assigned"]
    text = (
        f"{counted(assigned, 'person has', 'people have')} a seat on {day(found.day)}, and "
        f"{'an unknown number was' if active is None else counted(active, 'was', 'were')} active in this window."
    )
    removed = "more people were active than have a seat: those whose seat was removed since count as active"
    return name, assigned, text, ((removed,) if (active or 0) > assigned else ())


def _is(row: Row, context: Context) -> bool:
    return (
        row["scope"] == "team"
        and context.team is not None
        and (row["slug"] or "").casefold() == context.team.casefold()
    )


def _plain_table(caption: str, names: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
    return Table(
        caption,
        tuple(Heading(name, kind="number" if at else "text") for at, name in enumerate(names)),
        tuple(rows),
    )


_TEAM: Final = {
    "slug": "Team",
    "members": "Members",
    "active_users": "Active",
    "active_user_days": "Active days of people",
    "agent_users": "Used agent mode",
    "completion_acceptance_rate": "Completions accepted",
    "acceptance_rate": "Accepted, all features",
    "ai_credits_used": "AI credits",
}


def by_team(context: Context) -> Section:
    """Members and active people of each team."""
    answer = teams(context.connect, context.selection)
    found = [row for row in rows_of(answer) if row["scope"] == "team"]
    has_people = "active_users" in answer.table.column_names
    key = "active_users" if has_people else "active_user_days"
    rows = sorted(found, key=lambda row: (-(row[key] or 0), row["slug"] or ""))
    why = lacks(context, (TEAMS if context.selection.has_users else TEAM_TOTALS,))
    text = _teams_in_words(rows, key)
    if has_people and any(row[key] for row in rows):
        best = max(rows, key=lambda row: (row["active_users"] or 0) / (row["members"] or 1))
        share = percent(best["active_users"], best["members"])
        text += f" The highest share of active members is {share} ({team_name(best)})."
    chart, cautions = ranking(
        text,
        "people" if has_people else "active days of people",
        rows,
        "teams",
        team_name,
        lambda row: (row["members"] if has_people else row[key], row[key]),
        lambda row: (
            (
                f"{number(row[key])} of {number(row['members'])} · {percent(row[key], row['members'])}",
                percent(row[key], row["members"]),
            )
            if has_people
            else (number(row[key]), number(row[key]))
        ),
        *((("pale", "members"), ("strong", "active members")) if has_people else ()),
    )
    return Section(
        key="teams",
        title="Teams",
        sentences=(text, "Teams do not add up: people count in each of their teams."),
        charts=chart,
        table=table_of(answer, rows, _TEAM, "Teams", f"copilot-metrics teams {context.options}"),
        cautions=cautions if why is None else (*cautions, why),
        notes=answer.notes,
    )


def _teams_in_words(rows: list[Row], key: str) -> str:
    """How many teams there are, and how many of them were idle."""
    if not rows:
        return "The lake has no team of this window. GitHub leaves out teams with fewer than five seats."
    idle = sum(row[key] == 0 for row in rows)
    if len(rows) == 1:
        return f"1 team, with {'no' if idle else 'an'} active member in this window."
    some = f"{idle} had no active member" if idle else "each had an active member"
    return f"{len(rows)} teams; {some} in this window."


_PERSON: Final = {
    "user_login": "Login",
    "active_days": "Active days",
    "last_day": "Last active",
    "completion_acceptance_rate": "Completions accepted",
    "ai_credits_used": "AI credits",
    "used_chat": "Chat",
    "used_agent": "Agent mode",
}


def by_person(context: Context) -> Section:
    """Each active person; only with `--users`."""
    answer = users(context.connect, context.selection)
    rows = rows_of(answer)
    return Section(
        key="people",
        title="People",
        sentences=(f"{_were_active(len(rows))}; those with the most active days come first.",),
        table=table_of(answer, rows, _PERSON, "People", f"copilot-metrics users {context.options}"),
        notes=answer.notes,
    )
