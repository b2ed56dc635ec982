"""The estate: an enterprise, its organizations, its users, and their memberships.

Nothing is stored: the id, login and organizations of user number 4711 are computed from the number.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .draws import seed_of

ENTERPRISE = "octo-enterprise"
ORGANIZATIONS = ("octo-org", "octo-labs", "octo-design")
_IN_TWO = 6
"""Every n-th user belongs to two organizations."""
_RENAMED = 31
"""Every n-th user changes their login."""


@dataclass(frozen=True, slots=True)
class Entity:
    """An enterprise or an organization."""

    scope: str
    slug: str
    id: int
    number: int
    """The number of the organization, from 0; -1 for the enterprise."""

    @property
    def key(self) -> str:
        """The name of the field that holds its id: `organization_id` or `enterprise_id`."""
        return f"{self.scope}_id"


@dataclass(frozen=True, slots=True)
class Estate:
    """An enterprise with `seats` people, and data from `first_day` to `last_day`."""

    seed: int
    seats: int
    first_day: datetime.date
    last_day: datetime.date
    enterprise: Entity
    organizations: tuple[Entity, ...]

    def find(self, scope: str, name: str) -> Entity | None:
        """An entity by scope and slug or id; organizations ignore case."""
        if scope == "enterprise":
            return (
                self.enterprise if name in (self.enterprise.slug, str(self.enterprise.id)) else None
            )
        wanted = name.casefold()
        return next((each for each in self.organizations if each.slug.casefold() == wanted), None)

    def named(self, name: str | Entity) -> Entity:
        """An entity by slug, organizations first. Raises `KeyError`."""
        if isinstance(name, Entity):
            return name
        found = self.find("organization", name) or self.find("enterprise", name)
        if found is None:
            raise KeyError(f"no organization or enterprise {name!r} in this estate")
        return found

    def days(self) -> Iterator[datetime.date]:
        """Every day that can have data, oldest first."""
        for number in range((self.last_day - self.first_day).days + 1):
            yield self.first_day + datetime.timedelta(days=number)

    def window(self, last: datetime.date, length: int = 28) -> list[datetime.date]:
        """The trailing days up to `last` that can have data, oldest first."""
        days = (last - datetime.timedelta(days=back) for back in reversed(range(length)))
        return [day for day in days if self.first_day <= day <= self.last_day]

    def members(self, entity: Entity) -> Sequence[int]:
        """The numbers of the users of an entity, in order."""
        if entity.number < 0:
            return range(self.seats)
        count = len(self.organizations)
        own = range(entity.number, self.seats, count)
        if count == 1:
            return own
        before = range((entity.number - 1) % count, self.seats, count)
        guests = (person for person in before if _in_two(person, count))
        return sorted([*own, *guests])

    def organizations_of(self, person: int) -> tuple[Entity, ...]:
        """The organizations of a user: one or two."""
        count = len(self.organizations)
        first = person % count
        if count == 1 or not _in_two(person, count):
            return (self.organizations[first],)
        return (self.organizations[first], self.organizations[(first + 1) % count])

    def user_id(self, person: int) -> int:
        """The id of a user, which never changes."""
        return 40_000_000 + self.seed % 1000 * 1_000_000 + person * 7

    def login(self, person: int, day: datetime.date) -> str:
        """The login of a user on a day: a few change theirs in the middle of a month."""
        renamed = person % _RENAMED == _RENAMED - 1 and day.day >= 15
        return f"dev-{person:06d}{'-new' if renamed else ''}_octo"


def _in_two(person: int, count: int) -> bool:
    return person // count % _IN_TWO == _IN_TWO - 1


def make_estate(
    *,
    seats: int,
    days: int,
    organizations: int | Sequence[str],
    enterprise: str,
    seed: int,
    today: datetime.date,
) -> Estate:
    """An estate whose data ends on the day before `today`. Raises `ValueError` for impossible arguments."""
    if isinstance(organizations, int):
        more = (f"octo-org-{number:03d}" for number in range(len(ORGANIZATIONS), organizations))
        slugs = [*ORGANIZATIONS[:organizations], *more]
    else:
        slugs = list(organizations)
    if seats < 1 or days < 1 or not slugs:
        raise ValueError("seats, days and organizations: at least one of each")
    if len({slug.casefold() for slug in slugs}) < len(slugs):
        raise ValueError("organizations: each name once")
    base = seed_of(seed) % 9000
    return Estate(
        seed=seed,
        seats=seats,
        first_day=today - datetime.timedelta(days=days),
        last_day=today - datetime.timedelta(days=1),
        enterprise=Entity("enterprise", enterprise, 100_000 + base, -1),
        organizations=tuple(
            Entity("organization", slug, 200_000 + base * 10 + number, number)
            for number, slug in enumerate(slugs)
        ),
    )
