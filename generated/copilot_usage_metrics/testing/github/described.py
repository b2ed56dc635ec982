"""Responses of operations without figures: values of their documented types."""

from __future__ import annotations

import datetime
import re
from typing import Any

from ..._runtime.operation import Operation, Parameter
from ..data.described import value_of
from ..data.draws import Draws
from ..data.estate import Entity
from ..web.messages import ReceivedRequest, Reply, json_reply
from . import refusals
from .paging import cursor, links, numbered, place_of, size_of
from .world import World

_ITEMS = 25
"""The number of items of a list."""
_INTEGER = re.compile(r"-?[0-9]{1,18}")


def answer(
    world: World, operation: Operation[Any], entity: Entity, request: ReceivedRequest
) -> Reply:
    """A success with a body of the documented type; a page of it if the operation has pages."""
    wrong = wrong_parameter(operation, request)
    if wrong is not None:
        status = 422 if "422" in operation.statuses else 400
        return refusals.basic(status, wrong, operation.documentation_url)
    success = next((each for each in operation.responses if each.status.startswith("2")), None)
    status = int(success.status.replace("X", "0")) if success is not None else 200
    if success is None or not success.bodies:
        return Reply(status)
    media_type, annotation = next(iter(success.bodies.items()))
    draws = Draws(world.estate.seed, entity.id, *map(ord, operation.operation_id))
    known = {
        entity.key: entity.id,
        "enterprise_id": world.estate.enterprise.id,
        "user_id": world.estate.user_id(0),
        "user_login": world.estate.login(0, world.estate.last_day),
        "login": world.estate.login(0, world.estate.last_day),
        "day": world.estate.last_day.isoformat(),
        "date": world.estate.last_day.isoformat(),
    }
    value = value_of(annotation, draws, known, world.estate.last_day, items=_ITEMS)
    if operation.pagination is not None and isinstance(value, list):
        return _page(world, operation, request, value)
    reply = json_reply(status, value)
    if media_type != "application/json":
        return Reply(status, (("Content-Type", media_type),), reply.body)
    return reply


def _page(
    world: World, operation: Operation[Any], request: ReceivedRequest, items: list[Any]
) -> Reply:
    paging, query = operation.pagination, request.query
    if paging is None:
        raise ValueError(f"{operation.operation_id} has no pages")
    size = size_of(query, paging.size, paging.default, paging.largest) or paging.default
    if paging.page is not None:
        number = size_of(query, paging.page, 1, 10**9) or 1
        chosen, related = numbered(items, number, size)
        pages: dict[str, dict[str, Any]] = {
            relation: {paging.page: place} for relation, place in related.items()
        }
        return json_reply(200, chosen, *links(world.api_url, request, pages))
    start = 0
    if paging.after is not None and query.get(paging.after):
        place = place_of(query[paging.after])
        if place is None:
            page = operation.documentation_url
            return refusals.basic(400, f"The cursor {paging.after} is not valid.", page)
        start = place
    end = start + size
    more = {"next": {paging.after: cursor(end)}} if paging.after and end < len(items) else {}
    return json_reply(200, items[start:end], *links(world.api_url, request, more))


def wrong_parameter(operation: Operation[Any], request: ReceivedRequest) -> str | None:
    """The fault of the query; None if it is as documented."""
    for parameter in operation.parameters:
        if parameter.location != "query":
            continue
        name, value = parameter.wire_name, request.query.get(parameter.wire_name)
        if value is None:
            if parameter.required:
                return f"The parameter {name} is missing."
        elif not _fits(parameter, value):
            return f"The parameter {name} is not valid."
    return None


def _fits(parameter: Parameter, value: str) -> bool:
    if parameter.enum:
        return value in map(str, parameter.enum)
    if parameter.type.startswith("int"):
        return _INTEGER.fullmatch(value) is not None
    try:
        if parameter.format == "date":
            return datetime.date.fromisoformat(value).isoformat() == value
        if parameter.format == "date-time":
            return datetime.datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False
    return True
