"""Responses of the report operations: links, or one of the many forms of no data."""

from __future__ import annotations

import datetime
import re
from typing import Any

from ..._runtime.operation import Operation
from .. import registry
from ..data.activity import WINDOW_DAYS
from ..data.estate import Entity
from ..web.messages import JSON, ReceivedRequest, Reply, json_reply
from . import refusals
from .world import World

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def answer(
    world: World, operation: Operation[Any], entity: Entity, request: ReceivedRequest
) -> Reply:
    """The envelope of a report."""
    page = operation.documentation_url
    forced = world.board.take("no-data", request.target)
    day = world.estate.last_day
    if registry.takes_day(operation):
        given = request.query.get("day", "")
        found = _read(given)
        if found is None:
            said = f'"{given}" is not a day' if given else "is missing"
            return refusals.basic(400, f"The parameter day {said}: expected YYYY-MM-DD.", page)
        day = found
    envelope = _envelope(operation, day)
    if forced is not None:
        return spelled(forced, envelope, page)
    parts = 0
    there = _in_window(world, operation, day) or world.is_given(operation, entity, day)
    if there and not _late(world, operation, entity, day, request):
        parts = world.parts(operation.operation_id, entity, day)
    if not parts:
        return spelled(_spelling(world, operation, entity), envelope, page)
    links = [world.link(operation.operation_id, entity, day, part) for part in range(parts)]
    if world.board.look("repeated-links", request.target) is not None:
        links.append(links[0])
    return json_reply(200, {"download_links": links, **envelope})


def spelled(spelling: str, envelope: dict[str, Any], page: str | None) -> Reply:
    """The response for one of `scenarios.SPELLINGS`."""
    bodies = {"empty": b"", "blank": b" \r\n\t ", "null": b"null", "empty-string": b'""'}
    if spelling in bodies:
        return Reply(200, (("Content-Type", JSON),), bodies[spelling])
    if spelling == "text":
        return json_reply(200, "No report available for the requested day.")
    if spelling == "no-links":
        return json_reply(200, {"download_links": [], **envelope})
    if spelling == "null-links":
        return json_reply(200, {"download_links": None, **envelope})
    if spelling == "404":
        return refusals.not_found(page)
    if spelling == "204":
        return Reply(204)
    return refusals.page_of_html(int(spelling), "The report is being made")


def _spelling(world: World, operation: Operation[Any], entity: Entity) -> str:
    chosen = world.board.look(f"no-data-{entity.scope}")
    if chosen is not None and registry.takes_day(operation):
        return chosen
    return "204" if "204" in operation.statuses else "no-links"


def _envelope(operation: Operation[Any], day: datetime.date) -> dict[str, Any]:
    if registry.takes_day(operation):
        return {"report_day": day.isoformat()}
    start = day - datetime.timedelta(days=WINDOW_DAYS - 1)
    return {"report_start_day": start.isoformat(), "report_end_day": day.isoformat()}


def _read(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _in_window(world: World, operation: Operation[Any], day: datetime.date) -> bool:
    window = operation.day_window
    if window is None:
        return True
    if window.first is not None and day < window.first:
        return False
    return window.max_age_days is None or (world.today - day).days <= window.max_age_days


def _late(
    world: World,
    operation: Operation[Any],
    entity: Entity,
    day: datetime.date,
    request: ReceivedRequest,
) -> bool:
    times = world.board.look("late-day", request.target)
    if times is None or day != world.estate.last_day or not registry.takes_day(operation):
        return False
    return world.board.count(("late", operation.operation_id, entity)) < float(times)
