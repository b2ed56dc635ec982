"""What the sections of a report share: the open lake, the entity, and both windows."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs

from ..exits import UnanswerableError
from ..questions.selection import Connect, Place, Selection
from ..questions.teams import teams
from ..units import Entity

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TEAMS: Final = "user-teams-1-day"
_ONE_DAY: Final = datetime.timedelta(days=1)


@attrs.frozen(kw_only=True)
class Context:
    """What a section is about, and how it asks."""

    connect: Connect
    """Opens the lake for the entity, or for the members of the team."""
    selection: Selection
    """The entity and the window."""
    first: datetime.date
    last: datetime.date
    before: Selection | None
    """The window before; None where nothing is compared."""
    place: Place
    team: str | None
    has_names: bool
    """Whether people may be listed."""

    @property
    def options(self) -> str:
        """The options of a command that asks about the same entity and window."""
        kind = "--org" if self.place.kind == "organization" else "--enterprise"
        return f"{kind} {self.place.entity} --since {self.first} --until {self.last}"


def window_before(selection: Selection, first: datetime.date, last: datetime.date) -> Selection:
    """As many days as from the first to the last one, right before them."""
    length = last - first + _ONE_DAY
    return attrs.evolve(selection, since=first - length, until=last - length, window=None)


def about(selection: Selection, place: Place) -> Selection:
    """The selection of one entity alone."""
    entity = Entity(place.kind, place.entity)
    return attrs.evolve(selection, entities=(entity,), host=place.host)


@attrs.frozen
class Team:
    """A team of an entity, by the numbers that its name has."""

    place: Place
    ids: tuple[int, ...]


def find_team(connect: Connect, selection: Selection, slug: str) -> list[Team]:
    """The teams with this name, at most one of each entity.

    Raises:
        UnanswerableError: The lake keeps no users, has no teams, or none with this name.
    """
    if not selection.has_users:
        raise UnanswerableError(
            "--team needs users: this lake was made with --no-users, and its report lists the teams"
        )
    rows = [row for row in teams(connect, selection).table.to_pylist() if row["scope"] == "team"]
    found: dict[Place, list[int]] = {}
    for row in rows:
        if row["slug"] is not None and row["slug"].casefold() == slug.casefold():
            place = Place(row["host"], row["kind"], row["entity"])
            found.setdefault(place, []).append(row["team_id"])
    if not found:
        from difflib import get_close_matches

        names = {row["slug"].casefold(): row["slug"] for row in rows if row["slug"]}
        close = get_close_matches(slug.casefold(), names, n=1)
        hint = f"; did you mean {names[close[0]]}?" if close else ""
        raise UnanswerableError(f"--team {slug}: no such team in this window{hint}")
    return [Team(place, tuple(ids)) for place, ids in found.items()]


def members_only(connect: Connect, found: Sequence[Team]) -> Connect:
    """Opens the lake with the rows of each day's members of a team only.

    A day without a file of teams counts as missing: who was a member on it is unknown.
    """
    values = [
        [team.place.host, team.place.kind, team.place.entity, number]
        for team in found
        for number in team.ids
    ]

    def restricted(
        *,
        families: Collection[str],
        since: datetime.date | None,
        until: datetime.date | None,
    ) -> DuckDBPyConnection:
        connection = connect(families={*families, _TEAMS}, since=since, until=until)
        _restrict(connection, values)
        return connection

    return restricted


def _restrict(connection: DuckDBPyConnection, values: list[list[Any]]) -> None:
    """Hides the views of the lake behind temporary ones of the same names, which are found first.

    The totals of the entity are hidden altogether, so that no question takes them for the team's.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE team_numbers (host VARCHAR, kind VARCHAR, entity VARCHAR, team_id BIGINT)"
    )
    connection.executemany("INSERT INTO team_numbers VALUES (?, ?, ?, ?)", values)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE team_members AS SELECT DISTINCT host, kind, entity, report_day, user_id "
        "FROM user_teams_1_day SEMI JOIN team_numbers USING (host, kind, entity, team_id) "
        "WHERE user_id IS NOT NULL"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP VIEW users_1_day AS SELECT * FROM memory.main.users_1_day "
        "SEMI JOIN team_members USING (host, kind, entity, report_day, user_id)"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE team_days AS SELECT host, kind, entity, day FROM memory.main.units "
        "WHERE family = 'user-teams-1-day' AND state IN ('complete', 'partial')"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP VIEW units AS SELECT * EXCLUDE (hides) REPLACE ("
        "CASE WHEN hides THEN 'failed' ELSE state END AS state, "
        "CASE WHEN hides THEN 'no teams are known of this day' ELSE reason END AS reason"
        ") FROM (SELECT *, family = 'users-1-day' AND (host, kind, entity, day) NOT IN (FROM team_days) AS hides "
        "FROM memory.main.units WHERE family IN ('users-1-day', 'user-teams-1-day'))"
    )
