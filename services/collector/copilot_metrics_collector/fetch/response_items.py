"""Requests the items of families that are JSON responses: records, seats and lines of bills."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from copilot_usage_metrics import NotFoundError, Operation

from ..units import (
    BILLING,
    BILLING_COST_CENTERS,
    BILLING_USERS,
    FAMILIES,
    SEATS,
    USAGE_RECORDS,
    Family,
    Unit,
)
from .context import FetchContext, Stopped

Item: TypeAlias = dict[str, Any]
"""An item as in the response; lines of bills with the keys that the request adds."""
NO_COST_CENTER: Final = "none"
"""GitHub's id for usage that belongs to no cost center."""


class OtherDayError(Exception):
    """The response is about another day than the requested one; the message names it."""


def items_of(unit: Unit, context: FetchContext) -> Iterator[Item]:
    """Yields the items of a unit.

    Raises:
        Stopped: The run is ending.
        OtherDayError: A bill is about another day.
        CopilotMetricsError: A request fails.
    """
    for item in _SOURCES[unit.family](unit, context):
        if context.stop.is_set():
            raise Stopped
        yield item


def path_of(unit: Unit) -> str:
    """Returns the path of a unit's main request."""
    operation = FAMILIES[unit.family].operations[unit.entity.kind]
    name = next(each.wire_name for each in operation.parameters if each.location == "path")
    return operation.path.replace(f"{{{name}}}", unit.entity.key)


def _usage_records(unit: Unit, context: FetchContext) -> Iterator[Item]:
    yield from _pages(unit, context, FAMILIES[USAGE_RECORDS], _record_options(unit))


def _record_options(unit: Unit) -> dict[str, Any]:
    return {"phrase": f"created:{unit.day}", "per_page": 25, "order": "asc"}


def _seats(unit: Unit, context: FetchContext) -> Iterator[Item]:
    yield from _pages(unit, context, FAMILIES[SEATS], {"per_page": 100})


def _pages(
    unit: Unit, context: FetchContext, family: Family, options: Mapping[str, Any]
) -> Iterator[Item]:
    function = family.operations[unit.entity.kind].function
    with getattr(context.client.items, function)(unit.entity.name, **options) as items:
        for item in items:
            yield item.to_dict()


def _bill(unit: Unit, context: FetchContext) -> Iterator[Item]:
    for operation in _reports(unit):
        yield from _lines(unit, context, operation)


def _bills_of_users(unit: Unit, context: FetchContext) -> Iterator[Item]:
    """Requests the bill of each person who has a seat now, if the whole bill has any lines."""
    billed = [each for each in _reports(unit) if any(_lines(unit, context, each))]
    people: dict[Any, str] = {}
    for seat in _seats(unit, context) if billed else ():
        holder = seat.get("assignee") or {}
        if isinstance(login := holder.get("login"), str):
            people[holder.get("id", login)] = login
    for number, login in people.items():
        about = {"user_id": number if isinstance(number, int) else None, "user_login": login}
        for operation in billed:
            if context.stop.is_set():
                raise Stopped
            try:
                yield from _lines(unit, context, operation, about, user=login)
            except NotFoundError:
                continue  # without a bill; the lines belong to no named person


def _bills_of_cost_centers(unit: Unit, context: FetchContext) -> Iterator[Item]:
    for center in (NO_COST_CENTER, *context.settings.cost_centers):
        about = {"cost_center": center}
        for operation in _reports(unit):
            yield from _lines(unit, context, operation, about, cost_center_id=center)


def _reports(unit: Unit) -> tuple[Operation[object], ...]:
    family = FAMILIES[unit.family]
    return (family.operations[unit.entity.kind], *family.others[unit.entity.kind])


def _lines(
    unit: Unit,
    context: FetchContext,
    operation: Operation[object],
    about: Mapping[str, Any] | None = None,
    **filters: str,
) -> Iterator[Item]:
    """Yields the lines of one bill of a day."""
    day = unit.day
    wanted = {"year": day.year, "month": day.month, "day": day.day}
    bill = getattr(context.client, operation.function)(unit.entity.name, **wanted, **filters)
    if not bill:
        return
    body: Item = bill.to_dict()
    if body["timePeriod"] != wanted:
        found = "-".join(str(body["timePeriod"].get(key, "?")) for key in wanted)
        raise OtherDayError(found)
    extra = {} if about is None else dict(about)
    center = body.get("costCenter")
    if center is not None:
        extra["cost_center_name"] = center.get("name")
    report = operation.path.rpartition("/usage")[0].rpartition("/")[2]
    for line in body["usageItems"]:
        yield {**extra, "report": report, **line}


_SOURCES: Final[Mapping[str, Callable[[Unit, FetchContext], Iterator[Item]]]] = {
    USAGE_RECORDS: _usage_records,
    SEATS: _seats,
    BILLING: _bill,
    BILLING_USERS: _bills_of_users,
    BILLING_COST_CENTERS: _bills_of_cost_centers,
}
