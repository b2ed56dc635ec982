"""The closed operations: 404 like GitHub, or their former responses if the fake keeps them open."""

from __future__ import annotations

from typing import Any

from ..._runtime.operation import Operation
from ..data import legacy
from ..data.activity import WINDOW_DAYS
from ..data.estate import Entity
from ..data.teams import LEAST_SEATS, teams
from ..web.messages import ReceivedRequest, Reply, json_reply
from . import refusals
from .paging import links, numbered, size_of
from .world import World

PATHS = ("/copilot/usage", "/copilot/metrics")
"""The suffixes of these operations' paths."""


def is_closed(world: World, operation: Operation[Any]) -> bool:
    """Whether it is closed on the current day."""
    return operation.sunset is not None and operation.sunset <= world.today


def answer(
    world: World,
    operation: Operation[Any],
    entity: Entity,
    request: ReceivedRequest,
    team: str | None,
) -> Reply:
    """A page of days, oldest first."""
    paging, query, page = operation.pagination, request.query, operation.documentation_url
    if world.board.take("legacy-policy-off", request.target) is not None:
        return refusals.basic(422, "Copilot Metrics API access is disabled.", page)
    if paging is None or paging.page is None:
        raise ValueError(f"{operation.operation_id} has no pages")
    size = size_of(query, paging.size, paging.default, paging.largest)
    number = size_of(query, paging.page, 1, 10**9)
    if size is None or number is None:
        return refusals.basic(422, "page and per_page have to be numbers.", page)
    if team is not None:
        known = {each.slug: each for each in teams(world.activity, entity, world.estate.last_day)}
        if team not in known:
            return refusals.not_found(page)
        if len(known[team].people) < LEAST_SEATS:
            return json_reply(200, [])
    most = operation.since_max_age_days or WINDOW_DAYS
    make = legacy.usage_day if operation.path.endswith("/copilot/usage") else legacy.metrics_day
    try:
        days = [
            day
            for day in world.estate.window(world.estate.last_day, most)
            if legacy.within(day, query.get("since"), query.get("until"))
        ]
    except ValueError:
        return refusals.basic(422, "since and until have to be moments in ISO 8601.", page)
    aggregates = (world.aggregates.day(entity, day) for day in days)
    items = [make(each) for each in aggregates if each is not None]
    chosen, related = numbered(items, number, size)
    pages = {relation: {paging.page: place} for relation, place in related.items()}
    return json_reply(200, chosen, *links(world.api_url, request, pages))
