"""Rows of the users reports: one user, one day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from .activity import Activity
from .draws import mix
from .estate import Entity
from .growth import era_of, has
from .words import IDES, PHASES
from .workday import Workday

_IDE_VERSIONS = {ide: versions for ide, *versions in reversed(IDES)}


def user_rows(
    activity: Activity, entity: Entity, day: datetime.date, people: Sequence[int] | None = None
) -> Iterator[dict[str, Any]]:
    """The rows of a day in an entity, one for each active user.

    Objects inside a row are shared between rows: copy before modifying.

    Args:
        activity: The activity of the users.
        entity: An organization or the enterprise.
        day: The day.
        people: Only these of the entity's users.
    """
    estate, era, column = activity.estate, era_of(day), activity.on(day)
    written = day.isoformat()
    steady = activity.steady(day) if has(era, "phases") else ()
    credited = has(era, "credits")
    for person in activity.people(entity) if people is None else people:
        number = column[person]
        if not number:
            continue
        workday = activity.kinds.workday(number)
        chance = _chance(person, day)
        row: dict[str, Any] = {
            "day": written,
            "user_id": estate.user_id(person),
            "user_login": estate.login(person, day),
            "enterprise_id": str(estate.enterprise.id),
        }
        if entity.number >= 0:
            row["organization_id"] = str(entity.id)
        row.update(activity.kinds.row(number, era))
        seen_at = moment_of(person, day)
        row["totals_by_ide"] = [
            _with_versions(entry, seen_at, chance >> 20) for entry in row["totals_by_ide"]
        ]
        if "totals_by_cli" in row and workday.cli_version:
            version = {"sampled_at": seen_at, "cli_version": workday.cli_version}
            row["totals_by_cli"] = row["totals_by_cli"] | {"last_known_cli_version": version}
        if steady:
            phase = workday.profile.phase if steady[person] else 0
            row["ai_adoption_phase"] = {
                "phase_number": phase,
                "phase": PHASES[phase],
                "version": "v1",
            }
        if credited:
            row["ai_credits_used"] = credits_of(workday, person, day)
        yield row


def window_rows(
    activity: Activity,
    entity: Entity,
    days: Sequence[datetime.date],
    window: tuple[datetime.date, datetime.date],
    people: Sequence[int] | None = None,
) -> Iterator[dict[str, Any]]:
    """The rows of several days in the form of a 28-day report, with the window's days on every row."""
    start, end = (each.isoformat() for each in window)
    for day in days:
        for row in user_rows(activity, entity, day, people):
            yield {"report_start_day": start, "report_end_day": end} | row


def _with_versions(entry: dict[str, Any], seen_at: str, chance: int) -> dict[str, Any]:
    if chance % 7 == 0:  # one in seven has no versions
        return entry
    plugin, plugin_version, ide_version = _IDE_VERSIONS[entry["ide"]]
    return entry | {
        "last_known_plugin_version": {
            "sampled_at": seen_at,
            "plugin": plugin,
            "plugin_version": plugin_version,
        },
        "last_known_ide_version": {"sampled_at": seen_at, "ide_version": ide_version},
    }


def credits_of(workday: Workday, person: int, day: datetime.date) -> float:
    """The AI credits that a person used on a day."""
    return round(workday.credits * (0.8 + _chance(person, day) % 4096 / 10000), 6)


def _chance(person: int, day: datetime.date) -> int:
    return mix(person << 24 ^ day.toordinal())


def moment_of(person: int, day: datetime.date) -> str:
    """When a person was last seen on a day, as rows have it."""
    chance = _chance(person, day)
    hour, minute, second = 8 + chance % 12, chance // 16 % 60, chance // 1024 % 60
    return f"{day}T{hour:02d}:{minute:02d}:{second:02d}.{chance // 65536 % 1000:03d}Z"
