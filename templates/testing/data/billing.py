"""The costs of Copilot: units and amounts by model, as GitHub bills them.

The bill is not the sum of the metric. For each user and day it has `ai_credits_used`, split over the models of that
day and rounded to hundredths; in addition, each organization's day has 3 % that no user caused (reviews that a rule
requested). A user of two organizations has rows in both and is billed to the first only, so that organizations add
up to their enterprise. A user's first credits of a day are included in the seat, and deducted.
"""

from __future__ import annotations

import datetime
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .activity import Activity
from .estate import Entity
from .users import credits_of
from .workday import Workday

BY_USAGE_SINCE = datetime.date(2026, 6, 1)
"""The day from which AI credits are billed; before it, premium requests."""
UNATTRIBUTED = 3
"""Percent of an organization's day that no user caused, in addition to the users'."""
INCLUDED = 200
"""Hundredths of a credit, or of a request, that a seat includes per user and day."""
_REVIEWS = "Code review model"
_OTHER = "Auto"
_DAYS = 100


@dataclass(frozen=True, slots=True)
class BilledUnit:
    """A billed unit: `ai_credit` or `premium_request`."""

    sku: str
    name: str
    price_cents: int


UNITS = {
    "ai_credit": BilledUnit("Copilot AI Credits", "credits", 1),
    "premium_request": BilledUnit("Copilot Premium Request", "requests", 4),
}
Units = Counter[tuple[int, str, bool]]
"""Hundredths of a unit by organization, model, and whether they are included."""


class Billing:
    """The bills of an estate."""

    def __init__(self, activity: Activity) -> None:
        self._activity = activity
        self._kept: OrderedDict[tuple[str, datetime.date], Units] = OrderedDict()

    def items(
        self,
        report: str,
        entity: Entity,
        days: Iterable[datetime.date],
        *,
        person: int | None = None,
        model: str | None = None,
    ) -> list[dict[str, Any]]:
        """The lines of a bill, by model.

        Args:
            report: `ai_credit` or `premium_request`.
            entity: An organization, or the enterprise for all of them.
            days: The billed days.
            person: Only the costs of this user.
            model: Only this model, in any case.
        """
        unit, gross, included = UNITS[report], Counter[str](), Counter[str]()
        for day in days:
            if (report == "ai_credit") != (day >= BY_USAGE_SINCE):
                continue
            found = self._of_day(report, day) if person is None else self._one(report, day, person)
            for (organization, name, is_included), amount in found.items():
                if entity.number in (-1, organization):
                    (included if is_included else gross)[name] += amount
        return [
            _item(unit, name, gross[name], included[name])
            for name in sorted(gross)
            if gross[name] and (model is None or model.casefold() == name.casefold())
        ]

    def _of_day(self, report: str, day: datetime.date) -> Units:
        key = (report, day)
        if key not in self._kept:
            everybody = range(self._activity.estate.seats)
            found = self._made(report, day, everybody)
            whole: Counter[int] = Counter()
            for (organization, _, is_included), amount in found.items():
                whole[organization] += 0 if is_included else amount
            for organization, amount in whole.items():
                found[organization, _REVIEWS, False] += amount * UNATTRIBUTED // 100
            self._kept[key] = found
            while len(self._kept) > _DAYS:
                self._kept.popitem(last=False)
        return self._kept[key]

    def _one(self, report: str, day: datetime.date, person: int) -> Units:
        return self._made(report, day, [person])

    def _made(self, report: str, day: datetime.date, people: Sequence[int]) -> Units:
        activity, found = self._activity, Units()
        column = activity.on(day)
        for person in people:
            if not column[person]:
                continue
            workday = activity.kinds.workday(column[person])
            organization = activity.estate.organizations_of(person)[0].number
            for model, amount in _split(report, workday, person, day):
                found[organization, model, False] += amount
            left = INCLUDED
            for model, amount in _split(report, workday, person, day):
                found[organization, model, True] += min(left, amount)
                left -= min(left, amount)
        return found


def _split(report: str, workday: Workday, person: int, day: datetime.date) -> list[tuple[str, int]]:
    """Hundredths of a unit by model, for a user and day."""
    asked: Counter[str] = Counter()
    for piece in workday.pieces:
        if piece.model is not None:
            asked[model_title(piece.model)] += 1 + piece.interactions
    if report == "premium_request":
        return [(model, 100 * count) for model, count in sorted(asked.items())]
    whole = round(100 * credits_of(workday, person, day))
    parts = asked or Counter({_OTHER: 1})
    shares = [(model, whole * count // parts.total()) for model, count in sorted(parts.items())]
    first, amount = shares[0]
    return [(first, amount + whole - sum(each for _, each in shares)), *shares[1:]]


def _item(unit: BilledUnit, model: str, gross: int, included: int) -> dict[str, Any]:
    def quantity(hundredths: int) -> float:
        return hundredths / 100

    def amount(hundredths: int) -> float:
        return hundredths * unit.price_cents / 10_000

    return {
        "product": "Copilot",
        "sku": unit.sku,
        "model": model,
        "unitType": unit.name,
        "pricePerUnit": unit.price_cents / 100,
        "grossQuantity": quantity(gross),
        "grossAmount": amount(gross),
        "discountQuantity": quantity(included),
        "discountAmount": amount(included),
        "netQuantity": quantity(gross - included),
        "netAmount": amount(gross - included),
    }


def model_title(name: str) -> str:
    """A model of the rows as on bills: `claude-sonnet-4.5` → `Claude Sonnet 4.5`."""
    words = name.split("-")
    if words[0] == "gpt":
        return "-".join(["GPT", *words[1:2]]) + "".join(
            f" {each.capitalize()}" for each in words[2:]
        )
    return " ".join(each.capitalize() for each in words)
