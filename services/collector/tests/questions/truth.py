"""The expected figures, computed in plain Python from the fake's dicts, without SQL, Arrow and row types."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from copilot_usage_metrics.testing import FakeGitHub

from copilot_metrics_collector.units import Entity

from .lakes import HOST, Row, entities_of

CODE = (
    "code_generation_activity_count",
    "code_acceptance_activity_count",
    "loc_suggested_to_add_sum",
    "loc_suggested_to_delete_sum",
    "loc_added_sum",
    "loc_deleted_sum",
)
ALL = ("user_initiated_interaction_count", *CODE)


class Truth:
    """The figures of the fake, cached."""

    def __init__(self, github: FakeGitHub) -> None:
        self.github = github
        self.entities = entities_of(github)
        self.users = cache(lambda entity, day: list(github.user_rows(entity.name, day)))
        self.teams = cache(lambda entity, day: list(github.team_rows(entity.name, day)))
        self.repositories = cache(
            lambda entity, day: list(github.repository_rows(entity.name, day))
        )
        self.totals = cache(lambda entity, day: github.aggregate(entity.name, day))

    def window(self, days: int, until: datetime.date | None = None) -> list[datetime.date]:
        last = until or self.github.days[-1]
        return [last - datetime.timedelta(days=back) for back in reversed(range(days))]

    def user_rows(self, entity: Entity, days: Iterable[datetime.date]) -> list[Row]:
        return [row for day in days for row in self.users(entity, day)]

    def total_rows(self, entity: Entity, days: Iterable[datetime.date]) -> list[Row]:
        return [row for day in days if (row := self.totals(entity, day)) is not None]


def place(entity: Entity) -> tuple[str, str, str]:
    return (HOST, entity.kind, entity.name)


def total(rows: Iterable[Row], name: str) -> int | None:
    """The sum of the known values; None if there are none."""
    values = [row[name] for row in rows if row.get(name) is not None]
    return sum(values) if values else None


def credits_in(rows: Iterable[Row]) -> Decimal | None:
    values = [Decimal(str(row["ai_credits_used"])) for row in rows if "ai_credits_used" in row]
    return sum(values, Decimal(0)) if values else None


def ratio(part: int | None, whole: int | None) -> float | None:
    return part / whole if part is not None and whole else None


def completions(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        for part in row["totals_by_feature"]:
            if part["feature"] == "code_completion":
                yield part


def figures(rows: list[Row]) -> Row:
    """The figures that teams and users share."""
    done = list(completions(rows))
    return {
        **{name: total(rows, name) for name in ALL},
        "acceptance_rate": ratio(total(rows, CODE[1]), total(rows, CODE[0])),
        "completion_acceptance_rate": ratio(total(done, CODE[1]), total(done, CODE[0])),
        "ai_credits_used": credits_in(rows),
    }


def people(rows: Iterable[Row], wanted: Callable[[Row], Any] = lambda row: True) -> int:
    return len({row["user_id"] for row in rows if wanted(row)})


def grouped(rows: Iterable[Row], *names: str) -> dict[tuple[Any, ...], list[Row]]:
    found: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in names)].append(row)
    return found


def period_of(day: datetime.date, period: str) -> str:
    year, week, _ = day.isocalendar()
    return {"day": f"{day}", "week": f"{year}-W{week:02d}", "month": f"{day:%Y-%m}"}[period]
