"""Copies the rows that a report needs into memory, so that its hundred queries read each file once.

A copy holds the rows of one entity, of one of its teams, or the few columns that compare all entities. It is a schema
of the database that `lake.views` opened, with tables of the same names as the lake's views.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, Final

import attrs

from ..exits import UnanswerableError
from ..lake.view_sql import text
from ..privacy.team_totals import TEAM_TOTALS
from ..questions.place import Place
from ..questions.selection import Connect, Selection
from ..units import BILLING, BILLING_USERS, SEAT_TOTALS, SEATS, Entity

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

USERS: Final = "users-1-day"
TEAMS: Final = "user-teams-1-day"
TOTALS: Final = ("organization-1-day", "enterprise-1-day")
FAMILIES: Final = (USERS, TEAMS, *TOTALS, "repos-1-day", TEAM_TOTALS, BILLING, BILLING_USERS)
"""The families of GitHub's reports that this report reads."""
OF_SEATS: Final = (SEATS, SEAT_TOTALS)
_ACTIVE_DAYS: Final = datetime.timedelta(days=89)
"""The days before the day of the seats whose reports show who uses a seat."""
OF_ALL: Final = (USERS, *TOTALS)
"""The reports that are read for all entities, to compare them."""
_OF_PLACE: Final = "{of_place}"
"""Placeholder for the condition that selects the rows of one entity."""
_NARROW: Final = (
    "host, kind, entity, report_day, user_id, user_initiated_interaction_count, "
    "code_acceptance_activity_count, used_chat, used_agent, used_cli, used_copilot_cloud_agent, "
    "used_copilot_coding_agent, used_copilot_app"
)
"""The columns of the users' rows that `adoption` reads."""


@attrs.frozen
class Team:
    """A team of an entity, by the numbers that its name has."""

    place: Place
    ids: tuple[int, ...]


class Extracts:
    """The open lake, and the copies that were made of it."""

    def __init__(
        self,
        connect: Connect,
        since: datetime.date,
        until: datetime.date,
        seats_until: datetime.date | None,
    ) -> None:
        """Nothing is opened yet.

        Args:
            connect: Opens the lake.
            since: The first day that the copies have.
            until: The last one.
            seats_until: The last day of seats; None for the newest.
        """
        self._connect = connect
        self._since = since
        self._until = until
        self._seats_until = seats_until
        self._count = 0
        self._database: DuckDBPyConnection

    def of_all(self) -> Connect:
        """Returns the rows that compare the entities: a few columns of the users' rows, or the totals without users."""
        self._open(OF_ALL)
        schema = self._new()
        days = f"report_day BETWEEN DATE '{self._since}' AND DATE '{self._until}'"
        self._table(schema, "users_1_day", f"SELECT {_NARROW} FROM main.users_1_day WHERE {days}")
        has_users = self._database.execute(f"SELECT 1 FROM {schema}.users_1_day LIMIT 1").fetchone()
        which = "false" if has_users else "true"  # to read them takes as long as the users' rows
        for family in TOTALS:
            self._table(schema, _view(family), f"SELECT * FROM main.{_view(family)} WHERE {which}")
        for name in ("units", "requested"):
            self._table(schema, name, f"SELECT * FROM main.{name}")
        return self._opener(schema)

    def of_entity(self, place: Place) -> Connect:
        """Returns everything that the lake has of an entity, and for seats the reports of earlier days."""
        seats = self._of_seats(place)
        self._open(FAMILIES, place)
        schema = self._new()
        for name in (*map(_view, FAMILIES), "units", "requested"):
            self._table(schema, name, f"SELECT * FROM main.{name} WHERE {_OF_PLACE}", place)
        others = self._opener(schema)

        def connect(*, families: Collection[str], **days: Any) -> DuckDBPyConnection:
            opened = others if {*OF_SEATS}.isdisjoint(families) else seats
            return opened(families=families, **days)

        return connect

    def _of_seats(self, place: Place) -> Connect:
        """Returns the seats of an entity, and the days on which each person has a row in the reports."""
        self._database = self._connect(
            families=(*OF_SEATS, USERS),
            since=self._since - _ACTIVE_DAYS,
            until=self._seats_until,
            entities=(Entity(place.kind, place.entity),),
        )
        schema = self._new()
        for name in (*map(_view, OF_SEATS), "units", "requested"):
            self._table(schema, name, f"SELECT * FROM main.{name} WHERE {_OF_PLACE}", place)
        ids = "host, kind, entity, report_day, user_id"
        self._table(
            schema, "users_1_day", f"SELECT {ids} FROM main.users_1_day WHERE {_OF_PLACE}", place
        )
        return self._opener(schema)

    def of_team(self, team: Team) -> Connect:
        """Returns the rows of each day's members of a team.

        A day without a file of teams is missing, because its members are unknown. The totals of the entity are left
        out, because they are not those of the team.
        """
        self._open(FAMILIES, team.place)
        schema = self._new()
        numbers = ", ".join(map(str, team.ids))
        self._table(
            schema,
            "user_teams_1_day",
            f"SELECT * FROM main.user_teams_1_day WHERE {_OF_PLACE}",
            team.place,
        )
        self._table(
            schema,
            "users_1_day",
            f"SELECT * FROM main.users_1_day SEMI JOIN (SELECT report_day, user_id FROM {schema}.user_teams_1_day "
            f"WHERE team_id IN ({numbers})) USING (report_day, user_id) WHERE {_OF_PLACE}",
            team.place,
        )
        hides = (
            f"family = '{USERS}' AND day NOT IN (SELECT day FROM main.units WHERE {_OF_PLACE} "
            f"AND family = '{TEAMS}' AND state IN ('complete', 'partial'))"
        )
        self._table(
            schema,
            "units",
            f"SELECT * REPLACE (CASE WHEN {hides} THEN 'failed' ELSE state END AS state, "
            f"CASE WHEN {hides} THEN 'no teams are known of this day' ELSE reason END AS reason) "
            f"FROM main.units WHERE {_OF_PLACE} AND family IN ('{USERS}', '{TEAMS}')",
            team.place,
        )
        self._table(
            schema, "requested", f"SELECT * FROM main.requested WHERE {_OF_PLACE}", team.place
        )
        for family in TOTALS:
            self._table(schema, _view(family), f"SELECT * FROM main.{_view(family)} WHERE false")
        return self._opener(schema)

    def teams(self, selection: Selection, slug: str, places: Iterable[Place]) -> list[Team]:
        """Returns the teams with this name as their latest, at most one of each entity.

        Raises:
            UnanswerableError: The lake keeps no users, or has no team with this name.
        """
        if not selection.has_users:
            raise UnanswerableError(
                "--team needs users: this lake was made with --no-users, and its report lists the teams"
            )
        self._open((TEAMS,))
        rows = self._database.execute(
            "SELECT host, kind, entity, team_id, arg_max(slug, report_day) FROM main.user_teams_1_day "
            "WHERE report_day BETWEEN $since AND $until AND team_id IS NOT NULL GROUP BY ALL ORDER BY ALL",
            {"since": selection.since, "until": selection.until},
        ).fetchall()
        wanted = set(places)
        found: dict[Place, list[int]] = {}
        names: dict[str, str] = {}
        for host, kind, entity, number, name in rows:
            place = Place(host, kind, entity)
            if name is None or place not in wanted:
                continue
            names[name.casefold()] = name
            if name.casefold() == slug.casefold():
                found.setdefault(place, []).append(number)
        if not found:
            raise UnanswerableError(
                f"--team {slug}: no such team in this window{_hint(slug, names)}"
            )
        return [Team(place, tuple(ids)) for place, ids in found.items()]

    def drop(self) -> None:
        """Frees the memory of the last copy, which cannot be queried afterwards."""
        self._database.execute(f"DROP SCHEMA copy_{self._count} CASCADE")

    def _open(self, families: Collection[str], place: Place | None = None) -> None:
        """Opens the lake; of one entity only if `place` is given, so that no file of others is considered."""
        self._database = self._connect(
            families=families,
            since=self._since,
            until=self._until,
            entities=None if place is None else (Entity(place.kind, place.entity),),
        )

    def _new(self) -> str:
        self._count += 1
        schema = f"copy_{self._count}"
        self._database.execute(f"CREATE SCHEMA {schema}")
        return schema

    def _table(self, schema: str, name: str, query: str, place: Place | None = None) -> None:
        # constants, not parameters: only with them the files of other entities are left out unopened
        of_place = "true" if place is None else _condition(place)
        self._database.execute(f"CREATE TABLE {schema}.{name} AS {query.format(of_place=of_place)}")

    def _opener(self, schema: str) -> Connect:
        database = self._database

        def connect(
            *,
            families: Collection[str],
            since: datetime.date | None,
            until: datetime.date | None,
            entities: Collection[Entity] | None = None,
        ) -> DuckDBPyConnection:
            cursor = database.cursor()
            cursor.execute(f"USE memory.{schema}")
            return cursor

        return connect


def _hint(slug: str, names: dict[str, str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(slug.casefold(), names, n=1)
    return f"; did you mean {names[close[0]]}?" if close else ""


def _condition(place: Place) -> str:
    pairs = (("host", place.host), ("kind", place.kind), ("entity", place.entity))
    return " AND ".join(f"{name} = {text(value)}" for name, value in pairs)


def _view(family: str) -> str:
    return family.replace("-", "_")
