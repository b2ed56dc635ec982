"""The calls of a recording: every operation of both API versions that applies to an entity, and for which days."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

import attrs

from copilot_usage_metrics import Operation
from tests.contract.players import PACKAGES

_IS_PRIVATE = re.compile(r"/(?:billing|members)/|/billing$")
_PAGE = 2
"""Few rows per page, so that there is a next page."""


@attrs.frozen
class Entity:
    """An organization or enterprise: `parameter` is `org` or `enterprise`."""

    parameter: str
    name: str

    @property
    def scope(self) -> str:
        """`organization` or `enterprise`."""
        return "organization" if self.parameter == "org" else "enterprise"


@attrs.frozen
class RecordedCall:
    """A call to make."""

    api_version: str
    operation: Operation[Any]
    entity: Entity
    arguments: dict[str, Any]
    follow: bool = False
    """Whether to request the next page too."""


def operations(entity: Entity) -> Iterator[tuple[str, Operation[Any]]]:
    """By API version, the operations that an entity of this kind allows.

    Seats and bills are left out: a repository must not contain profiles of people or a company's costs.
    """
    for api_version, package in PACKAGES.items():
        for operation in package.OPERATIONS.values():
            places = [each.name for each in operation.parameters if each.location == "path"]
            if entity.parameter in places and not _IS_PRIVATE.search(operation.path):
                yield api_version, operation


def days(operation: Operation[Any], today: datetime.date, count: int) -> list[datetime.date]:
    """The last days, today (which has no report yet), and one before the window."""
    window = operation.day_window
    first = window.first if window is not None and window.first is not None else None
    early = (first or datetime.date(2025, 1, 1)) - datetime.timedelta(days=1)
    recent = [today - datetime.timedelta(days=back) for back in range(1, count + 1)]
    return [*recent, today, early]


def questions(
    entity: Entity, today: datetime.date, count: int, team: str | None
) -> Iterator[RecordedCall | str]:
    """The calls of an entity in order; a text for a call that is not possible.

    Args:
        entity: The organization or enterprise.
        today: The current day, UTC.
        count: The number of days back.
        team: A team of the entity, for operations with a team parameter.
    """
    for api_version, operation in operations(entity):
        names = {each.name for each in operation.parameters}
        arguments: dict[str, Any] = {entity.parameter: entity.name}
        if "team_slug" in names:
            if team is None:
                yield f"{api_version}/{operation.operation_id}: no team is known"
                continue
            arguments["team_slug"] = team
        if "day" in names:
            for day in days(operation, today, count):
                yield RecordedCall(
                    api_version, operation, entity, {**arguments, "day": day.isoformat()}
                )
        elif operation.pagination is not None:
            size = {operation.pagination.size: _PAGE}
            follow = operation.pagination.style == "cursor"
            yield RecordedCall(api_version, operation, entity, {**arguments, **size}, follow)
            if "order" in names:
                yield RecordedCall(
                    api_version, operation, entity, {**arguments, **size, "order": "asc"}
                )
        else:
            yield RecordedCall(api_version, operation, entity, arguments)
