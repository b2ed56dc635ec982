"""Usage records with pagination: newest first or oldest first, filtered by a phrase."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

from ..._runtime.operation import Operation
from ..data.records import record
from ..web.messages import ReceivedRequest, Reply, json_reply
from . import refusals
from .paging import cursor, links, place_of, size_of
from .world import World

PATH = "/copilot/usage-records"
"""The suffix of the operation's path."""
Wanted = Callable[[dict[str, Any]], bool]
_QUALIFIER = re.compile(r'([a-z_]+):("[^"]*"|\S+)')
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CREATED = re.compile(rf"(?P<sign>[<>]=?)?(?P<from>{_DAY})(?:\.\.(?P<to>{_DAY}))?")


def answer(world: World, operation: Operation[Any], request: ReceivedRequest) -> Reply:
    """A page of records."""
    paging, query, page = operation.pagination, request.query, operation.documentation_url
    if paging is None or paging.after is None or paging.before is None:
        raise ValueError(f"{operation.operation_id} has no cursors")
    size = size_of(query, paging.size, paging.default, paging.largest)
    if size is None:
        return refusals.invalid("Validation Failed", paging.size, query[paging.size], page)
    order = query.get("order", "desc")
    if order not in ("asc", "desc"):
        return refusals.invalid("Validation Failed", "order", order, page)
    wanted = _wanted(operation, query.get("phrase", ""))
    if wanted is None:
        return refusals.invalid("Validation Failed", "phrase", query["phrase"], page)
    places = {}
    for name in (paging.after, paging.before):
        if query.get(name):
            place = place_of(query[name])
            if place is None:
                return refusals.basic(400, f"The cursor {name} is not valid.", page)
            places[name] = place
    found = _filtered(world, wanted)
    if order == "desc":
        found.reverse()
    numbers = {number: index for index, (number, _) in enumerate(found)}
    start, end = 0, len(found)
    if paging.after in places:
        start = numbers.get(places[paging.after], len(found) - 1) + 1
    if paging.before in places:
        end = numbers.get(places[paging.before], 0)
        start = max(start, end - size) if paging.after not in places else start
    chosen = found[start : min(end, start + size)]
    related: dict[str, dict[str, Any]] = {}
    if chosen and start + len(chosen) < len(found):
        related["next"] = {paging.after: cursor(chosen[-1][0]), paging.before: None}
    if chosen and start > 0:
        related["prev"] = {paging.after: None, paging.before: cursor(chosen[0][0])}
        related["first"] = {paging.after: None, paging.before: None}
    return json_reply(200, [each for _, each in chosen], *links(world.api_url, request, related))


def _filtered(world: World, wanted: Wanted) -> list[tuple[int, dict[str, Any]]]:
    end = datetime.datetime.combine(world.today, datetime.time(), datetime.UTC)
    made = (
        (number, record(world.estate, end, number, world.records))
        for number in range(world.records)
    )
    return sorted(
        (entry for entry in made if wanted(entry[1])), key=lambda entry: entry[1]["@timestamp"]
    )


def _wanted(operation: Operation[Any], phrase: str) -> Wanted | None:
    """The filter of a phrase; None if it cannot be parsed."""
    known = next(
        (each.qualifiers for each in operation.parameters if each.wire_name == "phrase"), {}
    )
    checks: list[Wanted] = []
    for name, quoted in _QUALIFIER.findall(phrase):
        value = quoted.strip('"')
        if name not in known or (known[name] and value not in known[name]):
            return None
        check = _created(value) if name == "created" else _same(name, value)
        if check is None:
            return None
        checks.append(check)
    return lambda each: all(check(each) for check in checks)


def _same(name: str, value: str) -> Wanted:
    return lambda each: str(each[name]) == value


def _created(value: str) -> Wanted | None:
    found = _CREATED.fullmatch(value)
    if found is None:
        return None
    first = last = found["from"]
    if found["to"]:
        last = found["to"]
    elif found["sign"] in (">", ">="):
        last = "9999-12-31"
    elif found["sign"] in ("<", "<="):
        first = "0001-01-01"
    left = {">": found["from"], "<": found["from"]}.get(found["sign"] or "")

    def check(each: dict[str, Any]) -> bool:
        moment = datetime.datetime.fromtimestamp(each["@timestamp"] / 1000, datetime.UTC)
        day = moment.date().isoformat()
        return first <= day <= last and day != left

    return check
