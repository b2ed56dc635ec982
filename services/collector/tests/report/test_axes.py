"""Labels at the axes of charts of long windows: some of them, whole, and with a year if they need one."""

from __future__ import annotations

import datetime

import pytest

from copilot_metrics_collector.report import charts
from copilot_metrics_collector.report.axes import last_of_each, spaced_days
from copilot_metrics_collector.report.svg import draw

LAST = datetime.date(2026, 10, 1)


def before(days: int) -> datetime.date:
    return LAST - datetime.timedelta(days=days)


@pytest.mark.parametrize("length", [1, 9, 10, 28, 365, 600, 3660])
@pytest.mark.parametrize("most", [4, 9])
def test_some_days_are_labelled_the_last_one_among_them(length: int, most: int) -> None:
    days = [before(back) for back in reversed(range(length))]
    shown = spaced_days(days, most)
    assert shown[-1] == LAST
    assert min(length, 2) <= len(shown) <= most


def test_every_so_many_counts_back_from_the_last() -> None:
    assert last_of_each([1, 2, 3, 4, 5], 2) == [1, 3, 5]
    assert last_of_each([1, 2, 3, 4], 3) == [1, 4]


@pytest.mark.parametrize("weeks", [4, 53, 120])
def test_labels_of_many_weeks_are_whole(weeks: int) -> None:
    days = [before(7 * back) for back in reversed(range(weeks))]
    names = [f"{day.day} {day:%b %Y}" for day in days]
    chart = charts.columns("weeks", "people", days, [12345] * weeks, names=names)
    for spec, width in ((chart.wide, charts.WIDE), (chart.narrow, charts.NARROW)):
        drawing = draw(spec, "weeks")
        shown = [name for name in names if f">{name}<" in drawing]
        assert names[-1] in shown
        assert len(shown) * 60 <= width
        assert "…" not in drawing
        # the figure of each bar, as long as there is room
        assert ("12,345" in drawing) == (len(shown) == weeks)


def test_labels_that_overlap_are_not_in_the_drawing() -> None:
    days = [before(back) for back in reversed(range(60))]
    chart = charts.calendar("days", days, [("users", ["complete"] * 60)])
    drawing = draw(chart.wide, "days")
    assert 3 < sum(f">{day.day} {day:%b}<" in drawing for day in days) < 25
    assert 'opacity="0"' not in drawing


@pytest.mark.parametrize(("length", "has_year"), [(28, False), (400, True)])
def test_days_of_more_than_a_year_have_the_year(length: int, has_year: bool) -> None:
    days = [before(back) for back in reversed(range(length))]
    chart = charts.lines("days", "people", days, [("strong", "people", [1] * length)])
    assert (">1 Oct 2026<" in draw(chart.wide, "days")) == has_year
