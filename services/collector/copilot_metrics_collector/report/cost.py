"""Sections about bills: what GitHub bills by day, model and team."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any, Final

from ..days import days_between
from ..questions.answer import Answer
from ..questions.cost import By, cost
from ..questions.selection import Connect, Selection
from ..units import BILLING, BILLING_USERS
from . import charts
from .context import Context, days_without_rows, lacks
from .model import Section
from .ranking import ranking
from .words import (
    Row,
    chart_name,
    counted,
    missing,
    money,
    number,
    percent,
    rows_of,
    table_of,
    team_name,
)

_FIGURES: Final = {
    "unit_type": "Unit",
    "gross_quantity": "Used",
    "net_quantity": "Billed units",
    "gross_amount": "Usage",
    "discount_amount": "Included",
    "net_amount": "Billed",
}
_AMOUNTS: Final = ("gross", "discount", "net")
_NO_TEAMS: Final = (
    f"The bill names no teams. copilot-metrics sync --family {BILLING} --family {BILLING_USERS} requests the bill of "
    "each person, from which the cost of teams is computed."
)
_MAY_CHANGE: Final = "Amounts of recent days may still change."


def billed(connect: Connect, selection: Selection) -> Decimal | None:
    """Returns the net amount of the window in US dollars; None without a bill."""
    rows = rows_of(cost(connect, selection, "entity"))
    return _sum(rows, "net_amount") if rows else None


def _sum(rows: list[Row], name: str) -> Decimal:
    return sum((row[name] for row in rows), Decimal(0))


def by_day(context: Context) -> Section:
    """The bill of each day."""
    answer = cost(context.connect, context.selection, "day")
    rows = rows_of(answer)
    found: defaultdict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["report_day"]].append(row)
    days = list(days_between(context.first, context.last))
    nothing = days_without_rows(context, BILLING)

    def values(name: str) -> list[float | None]:
        return [
            float(_sum(found[day], name)) if day in found else 0.0 if day in nothing else None
            for day in days
        ]

    text = "GitHub bills nothing for this window."
    if rows:
        gross, discount, net = (money(_sum(rows, f"{name}_amount")) for name in _AMOUNTS)
        text = (
            f"GitHub bills {net} US dollars for {counted(len(found), 'day')}: "
            f"{gross} of usage, less {discount} that is included."
        )
    chart = charts.lines(
        text,
        "US dollars",
        days,
        [("strong", "billed", values("net_amount")), ("second", "usage", values("gross_amount"))],
    )
    has_hint = context.selection.has_users and lacks(context, (BILLING_USERS,)) is not None
    gaps = [day for day, value in zip(days, values("net_amount"), strict=True) if value is None]
    return Section(
        key="cost",
        title="Cost",
        sentences=(
            text,
            f"{_quantities_in_words(rows)}{_MAY_CHANGE}",
            *((_NO_TEAMS,) if has_hint else ()),
        ),
        charts=(chart,),
        table=_table(context, answer, rows, {"report_day": "Day"}, "day"),
        cautions=tuple(missing(gaps, "bills")),
        notes=answer.notes,
    )


def _quantities_in_words(rows: list[Row]) -> str:
    """What was used and billed of each unit, such as credits, as the beginning of a text."""
    by_unit: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_unit[row["unit_type"] or "units"].append(row)
    found = [
        f"{_used(_sum(some, 'gross_quantity'), unit)} used and {number(_sum(some, 'net_quantity'))} billed"
        for unit, some in sorted(by_unit.items())
    ]
    return f"{'; '.join(found)}. " if found else ""


def _used(quantity: Decimal, unit: str) -> str:
    return f"1 {unit.removesuffix('s')} was" if quantity == 1 else f"{number(quantity)} {unit} were"


def _table(
    context: Context, answer: Answer, rows: list[Row], headings: dict[str, str], by: By
) -> Any:
    more = f"copilot-metrics cost --by {by} {context.options}"
    return table_of(answer, rows, {**headings, **_FIGURES}, f"Cost by {by}", more)


def by_model(context: Context) -> Section:
    """The bill of each model."""
    answer = cost(context.connect, context.selection, "model")
    rows = sorted(rows_of(answer), key=lambda row: (-row["net_amount"], -row["gross_amount"]))
    return _parts(
        context,
        answer,
        rows,
        rows,
        {"model": "Model", "product": "Product", "sku": "SKU"},
        "model",
        lambda row: chart_name(row["model"] or row["sku"] or row["product"]),
        _MAY_CHANGE,
    )


def by_team(context: Context) -> Section:
    """The bill of the members of each team."""
    answer = cost(context.connect, context.selection, "team")
    rows = rows_of(answer)
    for row in rows:
        if row["scope"] != "team":
            row["slug"] = row["scope"]  # type: ignore[index]  # a dict
    return _parts(
        context,
        answer,
        rows,
        [row for row in rows if row["scope"] == "team"],
        {"slug": "Team"},
        "team",
        team_name,
        "Teams do not add up: people count in each of their teams.",
    )


def _parts(
    context: Context,
    answer: Answer,
    rows: list[Row],
    drawn: list[Row],
    headings: dict[str, str],
    by: By,
    name: Any,
    remark: str,
) -> Section:
    """A section about parts of the bill; `drawn` are the rows in the chart, the most expensive first."""
    text = f"No {by} is billed in this window."
    whole = _sum([row for row in rows if row.get("scope") in (None, "total")], "net_amount")
    if drawn and whole:
        first = drawn[0]
        text = (
            f"{name(first)} costs most: {money(first['net_amount'])} of {money(whole)} US dollars "
            f"({percent(first['net_amount'], whole)})."
        )
    chart, cautions = ranking(
        text,
        "US dollars",
        drawn,
        f"{by}s",
        name,
        lambda row: (row["gross_amount"], row["net_amount"]),
        lambda row: (
            f"{money(row['net_amount'])} of {money(row['gross_amount'])}",
            money(row["net_amount"]),
        ),
        ("pale", "usage"),
        ("strong", "billed"),
    )
    return Section(
        key=f"cost-{by}s",
        title=f"Cost by {by}",
        sentences=(text, remark),
        charts=chart,
        table=_table(context, answer, rows, headings, by),
        cautions=cautions,
        notes=answer.notes,
    )
