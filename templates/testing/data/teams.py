"""The members of each team on a day. Teams with fewer than five seats are omitted; a user can be in several."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .activity import Activity
from .estate import Entity

LEAST_SEATS = 5
_SIZES = {"organization": (8, 3, 12, 5, 25, 9, 4, 40), "enterprise": (30, 4, 15, 60)}
"""The sizes of teams, in a cycle."""
_ALSO_IN_NEXT = 7
"""Every n-th member is in the following team as well."""


@dataclass(frozen=True, slots=True)
class FakeTeam:
    """A team with its members on a day."""

    id: int
    slug: str
    people: tuple[int, ...]


def teams(activity: Activity, entity: Entity, day: datetime.date) -> Iterator[FakeTeam]:
    """The teams of an entity on a day, including those too small for the report."""
    estate, sizes = activity.estate, _SIZES[entity.scope]
    people = activity.people(entity)
    block = sum(sizes)
    for start in range(0, len(people), block):
        groups: list[list[int]] = [[] for _ in sizes]
        places = (index for index, size in enumerate(sizes) for _ in range(size))
        for person, place in zip(people[start : start + block], places, strict=False):
            groups[place].append(person)
            if person // len(estate.organizations) % _ALSO_IN_NEXT == 0:
                groups[(place + 1) % len(sizes)].append(person)
        for index, group in enumerate(groups):
            number = start // block * len(sizes) + index
            # small teams lend members to others for a week of each month, and are too small then
            lends = number % 4 == 3 and len(group) < 8 and 8 <= day.day < 15
            away = group[LEAST_SEATS - 1 :] if lends else []
            slug = f"team-{number:03d}" if entity.number >= 0 else f"ent:group-{number:03d}"
            members = tuple(person for person in group if person not in away)
            if members:
                yield FakeTeam(entity.id * 1000 + number, slug, members)


def team_rows(activity: Activity, entity: Entity, day: datetime.date) -> Iterator[dict[str, Any]]:
    """The rows of the user-teams report: one for each member of each team, active or not."""
    written = day.isoformat()
    for team in teams(activity, entity, day):
        if len(team.people) < LEAST_SEATS:
            continue
        for person in team.people:
            yield {
                "user_id": activity.estate.user_id(person),
                "user_login": activity.estate.login(person, day),
                "day": written,
                entity.key: str(entity.id),
                "team_id": team.id,
                "slug": team.slug,
            }
