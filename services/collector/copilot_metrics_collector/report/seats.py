"""Sections about seats: people with a seat, people who use it, and the cost of idle seats at a list price."""

from __future__ import annotations

import datetime
from typing import Any, Final

import attrs

from ..exits import UnanswerableError
from ..lake.manifest import WITH_ROWS
from ..questions.answer import Answer
from ..questions.seats import By, seats
from ..units import SEAT_TOTALS, SEATS
from . import charts
from .context import Context, lacks
from .model import Section, Tile
from .ranking import ranking
from .words import Row, counted, day, money, number, percent, rows_of, table_of, team_name

FAMILIES: Final = (SEATS, SEAT_TOTALS)
_NO_HISTORY: Final = "GitHub has no history of seats: each sync stores those of its day."


@attrs.frozen
class Snapshot:
    """The seats of one day."""

    context: Context
    day: datetime.date

    def ask(self, by: By = "entity", *, lists_people: bool = False) -> Answer:
        """Returns the counts of each group, or the people who are idle."""
        context = self.context
        about = attrs.evolve(
            context.selection, since=None, until=self.day, window=None, require_complete=False
        )
        how: dict[str, Any] = {"idle": context.idle} if lists_people else {"by": by}
        return seats(
            context.connect, about, idle_days=context.idle, seat_price=context.seat_price, **how
        )

    def total(self) -> Row:
        """Returns the counts of the entity."""
        [row] = rows_of(self.ask())
        return row


def snapshot(
    context: Context, first: datetime.date, last: datetime.date | None = None
) -> Snapshot | None:
    """Returns the newest seats from the first to the last day; None if there are none.

    Raises:
        UnanswerableError: They are partial, and the report requires complete data.
    """
    connection = context.connect(families=FAMILIES, since=None, until=None)
    found = connection.execute(
        "SELECT day, state FROM units WHERE list_contains(?, family) AND list_contains(?, state) "
        "AND day >= ? AND day <= ? ORDER BY day DESC LIMIT 1",
        [FAMILIES, WITH_ROWS, first, last or datetime.date.max],
    ).fetchone()
    if found is None:
        return None
    if context.selection.require_complete and found[1] != "complete":
        raise UnanswerableError(f"the seats of {context.place} of {found[0]} are {found[1]}")
    return Snapshot(context, found[0])


def lacks_seats(context: Context) -> str | None:
    """Why the lake has no seats for this report; None if it has."""
    why = lacks(context, FAMILIES)
    if why is None and snapshot(context, context.first) is None:
        return f"the lake has no seats of {context.place} since {context.first}"
    return why


def newest(context: Context) -> Snapshot:
    """Returns the seats that the report is about. Raises `UnanswerableError`."""
    found = snapshot(context, context.first)
    if found is None:
        raise UnanswerableError(f"the lake has no seats of {context.place} in this window")
    return found


def tiles(context: Context) -> tuple[Tile, ...]:
    """The key figures of the seats, and how they differ from the last ones of the window before."""
    found = snapshot(context, context.first)
    if found is None:
        return ()
    now, before = found.total(), context.before
    earlier = None
    if before is not None and before.since is not None:
        earlier = snapshot(context, before.since, before.until)

    def tile(label: str, name: str, unit: str) -> Tile:
        change = None
        if before is not None:
            change = "not comparable: no seats of the window before"
        if earlier is not None:
            value = earlier.total()[name]
            change = f"{now[name] - value:+,} (before: {number(value)}, on {day(earlier.day)})"
        return Tile(label, number(now[name]), unit, change)

    return (
        tile(
            "Seats",
            "assigned",
            f"{'person' if now['assigned'] == 1 else 'people'}, on {day(found.day)}",
        ),
        tile("Idle seats", "idle", f"for {context.idle} days or more"),
    )


def _headings(context: Context, **more: str) -> dict[str, str]:
    return {
        **more,
        "assigned": "Assigned",
        "active_28d": "Active in 28 days",
        "reported_28d": "In the reports of 28 days",
        "never_active": "Not active in 90 days",
        "idle": f"Idle for {context.idle} days",
        "pending_cancellations": "Seat ends",
        "monthly_cost": "Cost a month",
        "idle_monthly_cost": "Cost of idle seats a month",
    }


def overview(context: Context) -> Section:
    """Assigned, active and idle people, with a row for each plan."""
    found = newest(context)
    answer = found.ask("plan")
    rows = rows_of(answer)
    total = next(row for row in rows if row["scope"] == "total")
    assigned, idle = total["assigned"], total["idle"]
    text = (
        f"{counted(assigned, 'person has', 'people have')} a seat on {day(found.day)}; "
        f"{number(idle)} ({percent(idle, assigned)}) did not use it for {context.idle} days or more."
    )
    steps = {
        "Assigned": assigned,
        "Active in 28 days": total["active_28d"],
        "Active in 7 days": total["active_7d"],
        f"Idle for {context.idle} days": idle,
        "Not active in 90 days": total["never_active"],
    }
    texts = [
        (f"{number(value)} · {percent(value, assigned)}", percent(value, assigned))
        for value in steps.values()
    ]
    chart = charts.shares(
        text, "people", list(steps), [assigned] * len(steps), list(steps.values()), texts
    )
    for row in rows:
        if row["scope"] == "total":
            row["plan_type"] = "all plans"  # type: ignore[index]  # a dict
    return Section(
        key="seats",
        title="Seats",
        sentences=(text, *_cost(context, total), _NO_HISTORY),
        charts=(chart,),
        table=table_of(answer, rows, _headings(context, plan_type="Plan"), "Seats by plan", ""),
        cautions=_cautions(context, found),
        notes=answer.notes,
    )


def _cost(context: Context, total: Row) -> tuple[str, ...]:
    if context.seat_price is None:
        return ()
    idle, whole = money(total["idle_monthly_cost"]), money(total["monthly_cost"])
    return (
        f"At a list price of {money(context.seat_price)} a seat, idle seats cost {idle} of {whole} a month.",
    )


def _cautions(context: Context, found: Snapshot) -> tuple[str, ...]:
    if found.day <= context.last:
        return ()
    return (f"the seats are those of {found.day}, after the last day of this window",)


def by_team(context: Context) -> Section:
    """Assigned and idle people by the team that grants the seat."""
    found = newest(context)
    answer = found.ask("team")
    rows = [row for row in rows_of(answer) if row["scope"] == "team"]
    rows.sort(key=lambda row: (-row["idle"], -row["assigned"], row["slug"] or ""))
    teams = [row for row in rows if row["team_id"] is not None]
    idle = sum(row["idle"] > 0 for row in teams)
    text = (
        f"{counted(len(teams), 'team grants', 'teams grant')} seats, and "
        f"{counted(idle, 'has', 'have') if idle else 'none has'} idle ones."
        if teams
        else "All seats are assigned to people directly, none through a team."
    )
    drawn, cautions = ranking(
        text,
        "people",
        rows,
        "teams",
        lambda row: "no team" if row["team_id"] is None else team_name(row),
        lambda row: (row["assigned"], row["idle"]),
        lambda row: (
            f"{number(row['idle'])} of {number(row['assigned'])} · {percent(row['idle'], row['assigned'])}",
            percent(row["idle"], row["assigned"]),
        ),
        ("pale", "assigned"),
        ("strong", f"of them idle for {context.idle} days"),
    )
    return Section(
        key="seats-teams",
        title="Seats by team",
        sentences=(
            text,
            "A team is the one that grants the seat; a dash is a seat without a team.",
        ),
        charts=drawn,
        table=table_of(
            answer,
            rows,
            _headings(context, slug="Team"),
            "Seats by team",
            f"copilot-metrics seats --by team {context.entity_option} --until {found.day}",
        ),
        cautions=(*_cautions(context, found), *cautions),
        notes=answer.notes,
    )


_IDLE: Final = {
    "user_login": "Login",
    "slug": "Team",
    "plan_type": "Plan",
    "idle_days": "Idle for",
    "last_activity_day": "Last activity",
    "reported_day": "Last in the reports",
    "assigned_day": "Assigned",
    "monthly_cost": "Cost a month",
}


def idle_people(context: Context) -> Section:
    """Each person who does not use the seat; only with `--users`."""
    found = newest(context)
    answer = found.ask(lists_people=True)
    rows = rows_of(answer)
    return Section(
        key="idle",
        title="Idle seats",
        sentences=(
            f"{counted(len(rows), 'person', 'people')} did not use the seat for {context.idle} days or more.",
        ),
        table=table_of(
            answer,
            rows,
            _IDLE,
            "Idle seats",
            f"copilot-metrics seats --idle {context.idle} {context.entity_option} --until {found.day}",
        ),
        cautions=_cautions(context, found),
        notes=answer.notes,
    )
