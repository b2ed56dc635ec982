"""The charts as Vega-Lite. Colors are variables of the page's style sheet: one drawing serves light and dark."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any, Final

from .axes import last_of_each, round_ticks, spaced_days, unique_names
from .model import Chart, Spec

WIDE, NARROW = 790, 260
"""Widths of the drawing area, in pixels."""
STRONG, PALE, SECOND, WARNING, EDGE, TEXT = (
    "var(--strong)",
    "var(--pale)",
    "var(--second)",
    "var(--warning)",
    "var(--edge)",
    "currentColor",
)
_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v5.json"
"""Names the grammar's version for the renderer, which requests nothing."""
_CONFIG: Final[Spec] = {
    "aria": False,
    "background": None,
    "font": "Arial, Helvetica, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": TEXT,
        "titleColor": TEXT,
        "titleFontWeight": "normal",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "gridColor": EDGE,
        "domainColor": EDGE,
        "tickColor": EDGE,
    },
    "text": {"color": TEXT, "fontSize": 12},
}
_DAY: Final = "%-d %b"
_DAY_OF_YEAR: Final = "%-d %b %Y"
_ONE_YEAR: Final = 365
_CHARACTER: Final = 8
"""The width of a character of a label, in pixels."""
_BAR: Final = 26
"""The height of a horizontal bar with its gap, in pixels."""


def _drawn(make: Callable[[int], Spec], label: str, *legend: tuple[str, str]) -> Chart:
    def spec(width: int) -> Spec:
        return {"$schema": _SCHEMA, "config": _CONFIG, "width": width, **make(width)}

    return Chart(label, spec(WIDE), spec(NARROW), legend)


def lines(
    label: str,
    unit: str,
    days: Sequence[datetime.date],
    series: Sequence[tuple[str, str, Sequence[float | None]]],
    marks: Sequence[tuple[datetime.date, str]] = (),
) -> Chart:
    """Lines over days. A day without a value is a gap.

    Args:
        label: What the chart shows.
        unit: The title of the axis.
        days: The days.
        series: The class, name and values of each line; the class is `strong`, `second` or `before`.
        marks: Days with a vertical rule, and the letter above it.
    """
    styles: dict[str, Spec] = {
        "strong": {"color": STRONG, "strokeWidth": 2.5},
        "second": {"color": SECOND, "strokeWidth": 2, "strokeDash": [6, 2]},
        "before": {"color": TEXT, "strokeWidth": 1.5, "strokeDash": [2, 3], "opacity": 0.7},
    }

    def make(width: int) -> Spec:
        x = _day_axis("day", days, width)
        y = {
            "field": "value",
            "type": "quantitative",
            "scale": {"zero": True, "nice": True},
            "axis": _y(unit),
        }
        layers: list[Spec] = []
        for kind, _, values in series:
            data = {
                "values": [
                    {"day": f"{day}", "value": value}
                    for day, value in zip(days, values, strict=True)
                ]
            }
            line = {"type": "line", "invalid": "break-paths-show-domains", **styles[kind]}
            layers.append({"data": data, "mark": line, "encoding": {"x": x, "y": y}})
            if kind != "before":
                point = {
                    "type": "point",
                    "invalid": "filter",
                    "filled": True,
                    "size": 22,
                    "opacity": 1,
                }
                color = {"color": styles[kind]["color"]}
                layers.append(
                    {"data": data, "mark": {**point, **color}, "encoding": {"x": x, "y": y}}
                )
        layers += _rules(marks, x)
        return {"height": 220, "layer": layers}

    return _drawn(make, label, *((f"line {kind}", name) for kind, name, _ in series))


def columns(
    label: str,
    unit: str,
    days: Sequence[datetime.date],
    values: Sequence[float | None],
    *,
    names: Sequence[str] | None = None,
    whole: Sequence[bool] | None = None,
    marks: Sequence[tuple[datetime.date, str]] = (),
) -> Chart:
    """A vertical bar for each day or week; an unknown value has no bar.

    Args:
        label: What the chart shows.
        unit: The title of the axis.
        days: The last day of each bar.
        values: The height of each.
        names: What is written below each bar, or at some of them if there are many; else its day.
        whole: Whether a bar is of all the days that it should be of; others are pale.
        marks: Days with a vertical rule, and the letter above it.
    """

    room = _CHARACTER * sum(map(len, names or ()))

    def make(width: int) -> Spec:
        rows: list[dict[str, Any]] = [
            {
                "day": names[at] if names else f"{day}",
                "value": value,
                "text": "" if value is None else f"{value:,.0f}",
                "whole": whole is None or whole[at],
            }
            for at, (day, value) in enumerate(zip(days, values, strict=True))
        ]
        x: Spec = (
            {
                "field": "day",
                "type": "ordinal",
                "sort": None,
                "scale": {"paddingInner": 0.45, "paddingOuter": 0.3},
                "axis": {
                    "title": None,
                    "labelAngle": 0,
                    "values": last_of_each(names, -(-room // width)),
                },
            }
            if names
            else {**_day_axis("day", days, width), "timeUnit": "utcyearmonthdate"}
        )
        y = {
            "field": "value",
            "type": "quantitative",
            "scale": {"zero": True, "nice": True},
            "axis": _y(unit),
        }
        fill = {"condition": {"test": "datum.whole", "value": STRONG}, "value": PALE}
        bar: Spec = {
            "type": "bar",
            **({} if names else {"width": {"band": 0.8}}),
            "stroke": STRONG,
            "strokeWidth": 1,
            "invalid": "filter",
        }
        layers: list[Spec] = [{"mark": bar, "encoding": {"x": x, "y": y, "fill": fill}}]
        if names and room <= width:
            over = {"type": "text", "dy": -8, "invalid": "filter"}
            layers.append({"mark": over, "encoding": {"x": x, "y": y, "text": {"field": "text"}}})
        layers += _rules(marks, {**x, "axis": None} if marks else x)
        return {"height": 200, "data": {"values": rows}, "layer": layers}

    return _drawn(make, label)


def shares(
    label: str,
    unit: str,
    names: Sequence[str],
    whole: Sequence[float | None],
    part: Sequence[float | None],
    texts: Sequence[tuple[str, str]],
    *legend: tuple[str, str],
) -> Chart:
    """A horizontal bar for each name, with a smaller bar in it for the highlighted part.

    Args:
        label: What the chart shows.
        unit: The title of the axis.
        names: What each bar is about.
        whole: The length of each bar.
        part: The length of the inner bar.
        texts: What is written after each bar, on a page and on a narrow screen.
        legend: What the bars are.
    """
    unique = unique_names(names)

    def make(width: int) -> Spec:
        is_narrow = width < WIDE
        rows: list[dict[str, Any]] = [
            {
                "name": name,
                "whole": outer,
                "part": inner,
                "text": text[is_narrow],
                "end": max(outer or 0, inner or 0),
            }
            for name, outer, inner, text in zip(unique, whole, part, texts, strict=True)
        ]
        most = max((row["end"] for row in rows), default=0) or 1
        room = 1.9 if is_narrow else 1.35
        y = {
            "field": "name",
            "type": "ordinal",
            "sort": None,
            "axis": {
                "title": None,
                "labelLimit": 110 if is_narrow else 200,
                "ticks": False,
                "domain": False,
                "labelPadding": 8,
            },
        }
        scale = {"domain": [0, most * room], "nice": False}
        axis = {**_y(unit), "values": round_ticks(most), "tickCount": 3, "labelOverlap": "greedy"}

        def bar(field: str, size: int, color: str) -> Spec:
            mark: Spec = {
                "type": "bar",
                "height": size,
                "color": color,
                "stroke": STRONG,
                "strokeWidth": 1,
            }
            x = {"field": field, "type": "quantitative", "scale": scale, "axis": axis}
            return {"mark": {**mark, "invalid": "filter"}, "encoding": {"y": y, "x": x}}

        text = {
            "mark": {"type": "text", "align": "left", "dx": 6},
            "encoding": {
                "y": y,
                "x": {"field": "end", "type": "quantitative", "scale": scale},
                "text": {"field": "text"},
            },
        }
        return {
            "height": _BAR * len(rows),
            # the width of the drawing area includes the names
            "width": width - (70 if is_narrow else 150),
            "data": {"values": rows},
            "layer": [bar("whole", 18, PALE), bar("part", 10, STRONG), text],
        }

    return _drawn(make, label, *legend)


STATES: Final = {
    "complete": ("", STRONG),
    "nothing": ("–", PALE),
    "partial": ("½", PALE),
    "missing": ("×", WARNING),
    "pending": ("…", EDGE),
    "before": ("", "none"),
}
"""The sign and the color of a calendar cell, by state."""


def calendar(
    label: str, days: Sequence[datetime.date], rows: Sequence[tuple[str, Sequence[str]]]
) -> Chart:
    """A row of days for each report, with a sign and a color for each state.

    Args:
        label: What the chart shows.
        days: The days.
        rows: The name of each row, and the state of each of its days.
    """

    def make(width: int) -> Spec:
        is_narrow = width < WIDE
        values = [
            {"day": f"{day}", "row": name, "sign": STATES[state][0], "state": state}
            for name, states in rows
            for day, state in zip(days, states, strict=True)
        ]
        inner = width - (50 if is_narrow else 60)
        y = {
            "field": "row",
            "type": "ordinal",
            "sort": None,
            "axis": {"title": None, "ticks": False, "domain": False, "labelLimit": 110},
        }
        x = {
            "field": "day",
            "type": "ordinal",
            "sort": None,
            "axis": {
                "title": "day (UTC)",
                "labelExpr": f"utcFormat(toDate(datum.value), '{_DAY}')",
                "labelAngle": 0,
                "labelOverlap": "greedy",
                "labelSeparation": 12,
                "ticks": False,
            },
            "scale": {"paddingInner": 0.1},
        }
        color = {
            "field": "state",
            "type": "nominal",
            "scale": {"domain": [*STATES], "range": [color for _, color in STATES.values()]},
            "legend": None,
        }
        cell = {
            "mark": {"type": "rect", "stroke": EDGE},
            "encoding": {"x": x, "y": y, "fill": color},
        }
        layers: list[Spec] = [cell]
        if inner / len(days) >= 7:  # else a sign is wider than its cell
            sign = {"type": "text", "fontWeight": "bold", "fontSize": 9 if is_narrow else 13}
            ink = {
                "condition": {"test": "datum.state == 'missing'", "value": "var(--page)"},
                "value": TEXT,
            }
            layers.append(
                {"mark": sign, "encoding": {"x": x, "y": y, "text": {"field": "sign"}, "fill": ink}}
            )
        return {
            "width": inner,
            "height": 28 * len(rows),
            "data": {"values": values},
            "layer": layers,
        }

    return _drawn(make, label)


def _day_axis(field: str, days: Sequence[datetime.date], width: int) -> Spec:
    axis = {
        "title": "day (UTC)",
        "format": _DAY if len(days) <= _ONE_YEAR else _DAY_OF_YEAR,
        "grid": False,
        "labelAngle": 0,
        "labelOverlap": "greedy",
        "labelFlush": False,
        "values": [f"{day}" for day in spaced_days(days, 4 if width < WIDE else 9)],
    }
    return {"field": field, "type": "temporal", "scale": {"type": "utc"}, "axis": axis}


def _y(unit: str) -> Spec:
    return {"title": unit, "format": ",~r", "tickCount": 4}


def _rules(marks: Sequence[tuple[datetime.date, str]], x: Spec) -> list[Spec]:
    if not marks:
        return []
    data = {"values": [{"day": f"{day}", "text": text} for day, text in marks]}
    rule = {"type": "rule", "strokeDash": [3, 3], "color": WARNING, "strokeWidth": 1.5}
    above = {"type": "text", "dy": -8, "fontWeight": "bold"}
    return [
        {"data": data, "mark": rule, "encoding": {"x": x}},
        {
            "data": data,
            "mark": above,
            "encoding": {"x": x, "y": {"value": 0}, "text": {"field": "text"}},
        },
    ]
