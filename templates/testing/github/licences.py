"""Seats: a page of seats, the seat of one member, and the plan of an organization."""

from __future__ import annotations

from typing import Any

from ..._runtime.operation import Operation
from ..data.estate import Entity
from ..web.messages import ReceivedRequest, Reply, json_reply
from . import refusals
from .paging import links, numbered, size_of
from .world import World

_SETTINGS, _PAGES, _MEMBER = (
    "/copilot/billing",
    "/copilot/billing/seats",
    "/members/{username}/copilot",
)
PATHS = (_SETTINGS, _PAGES, _MEMBER)
"""The suffixes of these operations' paths."""


def answer(
    world: World,
    operation: Operation[Any],
    entity: Entity,
    request: ReceivedRequest,
    login: str | None,
) -> Reply:
    """The response of one of these operations."""
    page = operation.documentation_url
    if operation.path.endswith(_SETTINGS):
        return json_reply(200, world.seats.settings(entity))
    if operation.path.endswith(_PAGES):
        return _page(world, operation, entity, request)
    try:
        seats = world.seats.held_by(entity, login or "")
    except KeyError:
        seats = []
    if not seats:
        return refusals.not_found(page)
    if entity.number >= 0:
        return json_reply(200, seats[0])
    return json_reply(200, {"total_seats": 1, "seats": seats})


def _page(
    world: World, operation: Operation[Any], entity: Entity, request: ReceivedRequest
) -> Reply:
    paging, query = operation.pagination, request.query
    if paging is None or paging.page is None:
        raise ValueError(f"{operation.operation_id} has no pages")
    size = size_of(query, paging.size, paging.default, paging.largest)
    number = size_of(query, paging.page, 1, 10**9)
    if size is None or number is None:
        page = operation.documentation_url
        return refusals.basic(400, "page and per_page have to be numbers.", page)
    chosen, related = numbered(world.seats.of(entity), number, size)
    pages: dict[str, dict[str, Any]] = {
        relation: {paging.page: place} for relation, place in related.items()
    }
    body = {"total_seats": world.seats.total(entity), "seats": list(chosen)}
    return json_reply(200, body, *links(world.api_url, request, pages))
