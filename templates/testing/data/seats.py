"""Copilot seats: one for each member of an organization, as of today.

A seat's last activity is the newest day on which its holder has a row in the users reports, at the time in that
row. Of the holders without a row, some were active before the first report and are idle since; the others were never
active. Activity is never before the start of the seat.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

from .activity import Activity
from .draws import mix
from .estate import Entity, Estate
from .teams import FakeTeam, teams
from .users import moment_of
from .words import IDES

Seat = dict[str, Any]
HISTORY_DAYS = 90
"""The greatest age in days of a last activity that GitHub stores."""
_WEB, _API = "https://github.com", "https://api.github.com"
_IDES = {ide: versions for ide, *versions in reversed(IDES)}
_IDLE = 0x1D1E
_ENDS = 23
"""Every n-th seat has a pending cancellation."""
_BY_TEAM = 2
"""The members of every n-th team have their seats through it."""


@dataclass(frozen=True, slots=True)
class _Grant:
    """A seat before it is serialized: its organization, user and team."""

    entity: Entity
    person: int
    team: FakeTeam | None


class _Lazy(Sequence[Seat]):
    """Seats that are serialized on access: an estate has many, and a page has few."""

    def __init__(self, grants: Sequence[_Grant], make: Callable[[_Grant], Seat]) -> None:
        self._grants, self._make = grants, make

    def __len__(self) -> int:
        return len(self._grants)

    @overload
    def __getitem__(self, index: int) -> Seat: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Seat]: ...
    def __getitem__(self, index: int | slice) -> Seat | Sequence[Seat]:
        if isinstance(index, slice):
            return [self._make(each) for each in self._grants[index]]
        return self._make(self._grants[index])


class Seats:
    """The seats of an estate.

    Args:
        activity: The activity of the users.
        today: The day of the seats; the current billing cycle is its month.
    """

    def __init__(self, activity: Activity, today: datetime.date) -> None:
        self._activity = activity
        self._today = today
        self._last: list[datetime.date | None] | None = None
        self._grants: dict[int, list[_Grant]] = {}

    def of(self, entity: Entity) -> Sequence[Seat]:
        """The seats of an organization, or those of all organizations of the enterprise."""
        return _Lazy(self._granted_by(entity), lambda each: self._seat(each, entity.number < 0))

    def total(self, entity: Entity) -> int:
        """The number of users with one or more of these seats."""
        return len(self._activity.people(entity))

    def person(self, login: str) -> int:
        """The number of the user with this login, today or formerly. Raises `KeyError`."""
        estate, wanted = self._activity.estate, login.casefold()
        found = re.match(r"dev-([0-9]+)", wanted)
        number = int(found[1]) if found else estate.seats
        days = (self._today, estate.last_day, estate.first_day)
        if number < estate.seats and wanted in {estate.login(number, each) for each in days}:
            return number
        raise KeyError(f"no user {login!r} in this estate")

    def held_by(self, entity: Entity, login: str) -> list[Seat]:
        """The seats of a user; empty for a user who is not a member. Raises `KeyError`."""
        wanted = self.person(login)
        grants = self._granted_by(entity)
        return [self._seat(each, entity.number < 0) for each in grants if each.person == wanted]

    def settings(self, entity: Entity) -> dict[str, Any]:
        """The plan of an organization: its seats by state in the current cycle, and its policies."""
        seats, month = self.of(entity), self._today.isoformat()[:7]
        active = sum(1 for each in seats if (each["last_activity_at"] or "").startswith(month))
        return {
            "seat_breakdown": {
                "total": len(seats),
                "added_this_cycle": sum(1 for each in seats if each["created_at"][:7] == month),
                "pending_cancellation": sum(
                    1 for each in seats if each["pending_cancellation_date"]
                ),
                "pending_invitation": 0,
                "active_this_cycle": active,
                "inactive_this_cycle": len(seats) - active,
            },
            "public_code_suggestions": "block",
            "ide_chat": "enabled",
            "platform_chat": "enabled",
            "cli": "enabled",
            "seat_management_setting": "assign_selected",
            "plan_type": _plan(entity),
        }

    def last_days(self) -> list[datetime.date | None]:
        """The newest day with activity of each user; None without activity in the last 90 days."""
        if self._last is None:
            estate = self._activity.estate
            found = [_idle_since(estate, person) for person in range(estate.seats)]
            for day in estate.window(estate.last_day, HISTORY_DAYS):
                for person, number in enumerate(self._activity.on(day)):
                    if number:
                        found[person] = day
            self._last = found
        return self._last

    def _granted_by(self, entity: Entity) -> list[_Grant]:
        if entity.number not in self._grants:
            estate = self._activity.estate
            chosen = [entity] if entity.number >= 0 else estate.organizations
            self._grants[entity.number] = [
                grant for each in chosen for grant in self._of_organization(each)
            ]
        return self._grants[entity.number]

    def _of_organization(self, entity: Entity) -> Iterator[_Grant]:
        through: dict[int, FakeTeam] = {}
        day = self._activity.estate.last_day
        for number, team in enumerate(teams(self._activity, entity, day)):
            if number % _BY_TEAM == 0:
                for person in team.people:
                    through.setdefault(person, team)
        for person in self._activity.people(entity):
            yield _Grant(entity, person, through.get(person))

    def _seat(self, grant: _Grant, names_organization: bool) -> Seat:
        entity, person, team = grant.entity, grant.person, grant.team
        estate, last = self._activity.estate, self.last_days()[person]
        chance = mix(person << 8 ^ entity.id)
        is_new = last is None and chance % 3 == 0
        start = self._today.replace(day=1) if is_new else estate.first_day
        granted = f"{start - datetime.timedelta(days=0 if is_new else 60 + chance % 300)}T09:00:00Z"
        seat: Seat = {
            "assignee": _account(estate.login(person, self._today), estate.user_id(person)),
            "assigning_team": None if team is None else _team(entity, team),
            "pending_cancellation_date": self._next_cycle() if chance % _ENDS == 0 else None,
            "last_activity_at": None if last is None else moment_of(person, last),
            "last_activity_editor": None if last is None else self._editor(person, last),
            "last_authenticated_at": (
                f"{last}T07:00:00Z" if last is not None else granted if chance % 2 else None
            ),
            "created_at": granted,
            "updated_at": granted,
            "plan_type": _plan(entity),
        }
        return seat | ({"organization": _organization(entity)} if names_organization else {})

    def _editor(self, person: int, day: datetime.date) -> str | None:
        """The last used editor; None if only the server saw the activity."""
        number = self._activity.on(day)[person]
        if number:
            workday = self._activity.kinds.workday(number)
            ide = next((piece.ide for piece in workday.pieces if piece.ide), None)
            cli = None if workday.cli is None else workday.cli_version or "unknown"
        else:
            ide, cli = IDES[person % len(IDES)][0], None
        if ide is not None:
            plugin, plugin_version, ide_version = _IDES[ide]
            return f"{ide}/{ide_version}/{plugin}/{plugin_version}"
        return None if cli is None else f"copilot_cli/{cli}"

    def _next_cycle(self) -> str:
        later = self._today.replace(day=28) + datetime.timedelta(days=4)
        return later.replace(day=1).isoformat()


def _idle_since(estate: Estate, person: int) -> datetime.date | None:
    """The last activity of a user without a row: for half of them, before the first day with data."""
    chance = mix(person ^ _IDLE)
    day = estate.first_day - datetime.timedelta(days=3 + chance % 50)
    is_known = (estate.last_day - day).days < HISTORY_DAYS
    return day if chance % 2 and is_known else None


def _plan(entity: Entity) -> str:
    return "business" if entity.number % 2 else "enterprise"


def _account(login: str, number: int) -> dict[str, Any]:
    here = f"{_API}/users/{login}"
    return {
        "login": login,
        "id": number,
        "node_id": f"U_{number}",
        "avatar_url": f"https://avatars.githubusercontent.com/u/{number}",
        "gravatar_id": "",
        "url": here,
        "html_url": f"{_WEB}/{login}",
        "followers_url": f"{here}/followers",
        "following_url": f"{here}/following{{/other_user}}",
        "gists_url": f"{here}/gists{{/gist_id}}",
        "starred_url": f"{here}/starred{{/owner}}{{/repo}}",
        "subscriptions_url": f"{here}/subscriptions",
        "organizations_url": f"{here}/orgs",
        "repos_url": f"{here}/repos",
        "events_url": f"{here}/events{{/privacy}}",
        "received_events_url": f"{here}/received_events",
        "type": "User",
        "site_admin": False,
    }


def _organization(entity: Entity) -> dict[str, Any]:
    here = f"{_API}/orgs/{entity.slug}"
    return {
        "login": entity.slug,
        "id": entity.id,
        "node_id": f"O_{entity.id}",
        "url": here,
        "repos_url": f"{here}/repos",
        "events_url": f"{here}/events",
        "hooks_url": f"{here}/hooks",
        "issues_url": f"{here}/issues",
        "members_url": f"{here}/members{{/member}}",
        "public_members_url": f"{here}/public_members{{/member}}",
        "avatar_url": f"https://avatars.githubusercontent.com/u/{entity.id}",
        "description": None,
    }


def _team(entity: Entity, team: FakeTeam) -> dict[str, Any]:
    here = f"{_API}/organizations/{entity.id}/team/{team.id}"
    return {
        "id": team.id,
        "node_id": f"T_{team.id}",
        "name": team.slug.replace("-", " ").capitalize(),
        "slug": team.slug,
        "description": None,
        "privacy": "closed",
        "notification_setting": "notifications_enabled",
        "permission": "pull",
        "url": here,
        "html_url": f"{_WEB}/orgs/{entity.slug}/teams/{team.slug}",
        "members_url": f"{here}/members{{/member}}",
        "repositories_url": f"{here}/repos",
        "type": "organization",
        "organization_id": entity.id,
        "parent": None,
    }
