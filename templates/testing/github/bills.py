"""Billed usage of an enterprise, an organization or a person: AI credits and premium requests."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping
from typing import Any

from ..._runtime.operation import Operation
from ..data.estate import Entity
from ..web.messages import ReceivedRequest, Reply, json_reply
from . import refusals
from .described import wrong_parameter
from .world import World

PATHS = ("/settings/billing/ai_credit/usage", "/settings/billing/premium_request/usage")
"""The suffixes of these operations' paths."""
_FILTERS = ("organization", "user", "model", "product")


def answer(
    world: World,
    operation: Operation[Any],
    entity: Entity,
    request: ReceivedRequest,
    login: str | None,
) -> Reply:
    """The bill of a year, month or day. For a user it is empty: their seats are billed to their organizations."""
    page, query = operation.documentation_url, request.query
    wrong = wrong_parameter(operation, request)
    period = None if wrong else _period(query, world.today)
    if period is None:
        return refusals.basic(400, wrong or "There is no such year, month or day.", page)
    body: dict[str, Any] = {"timePeriod": period}
    try:
        if login is not None:
            world.seats.person(login)
            return json_reply(200, body | {"user": login, "usageItems": []})
        person = world.seats.person(query["user"]) if query.get("user") else None
        center = _cost_center(world, query.get("cost_center_id"))
    except KeyError:
        return refusals.not_found(page)
    taken = {each.wire_name for each in operation.parameters}
    body |= {entity.scope: entity.slug}
    body |= {name: query[name] for name in _FILTERS if name in taken and query.get(name)}
    payer: Entity | None = entity
    if "organization" in taken and query.get("organization"):
        payer = world.estate.find("organization", query["organization"])
    if center is not None:
        body["costCenter"] = {"id": center.slug, "name": f"{center.slug} cost center"}
        payer = center if payer in (center, world.estate.enterprise) else None
    elif query.get("cost_center_id"):
        first = world.estate.organizations[0]
        payer = first if payer in (first, world.estate.enterprise) else None
    if payer is None or query.get("product", "copilot").casefold() != "copilot":
        return json_reply(200, body | {"usageItems": []})
    items = world.billing.items(
        operation.path.rpartition("/usage")[0].rpartition("/")[2],
        payer,
        [day for day in world.estate.days() if _is_in(day, period)],
        person=person,
        model=query.get("model") or None,
    )
    return json_reply(200, body | {"usageItems": items})


def _period(query: Mapping[str, str], today: datetime.date) -> dict[str, int] | None:
    """The requested time; None if it does not exist."""
    given = {name: int(query[name]) for name in ("year", "month", "day") if query.get(name)}
    period = {"year": given.get("year", today.year)}
    if given.keys() != {"year"}:
        period["month"] = given.get("month", today.month)
    if "day" in given:
        period["day"] = given["day"]
    if not 1 <= period["year"] <= 9999 or not 1 <= period.get("month", 1) <= 12:
        return None
    last = calendar.monthrange(period["year"], period.get("month", 1))[1]
    return period if 1 <= period.get("day", 1) <= last else None


def _is_in(day: datetime.date, period: dict[str, int]) -> bool:
    return all(getattr(day, name) == value for name, value in period.items())


def _cost_center(world: World, given: str | None) -> Entity | None:
    """An organization by its cost center: all except the first have one with their name. Raises `KeyError`."""
    if given in (None, "", "none"):
        return None
    for each in world.estate.organizations[1:]:
        if each.slug == given:
            return each
    raise KeyError(given)
