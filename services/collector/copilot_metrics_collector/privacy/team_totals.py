"""Computes the figures of teams on one day from its user rows; `--no-users` stores only these."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pyarrow as pa

from ..units import TEAM_TOTALS as TEAM_TOTALS

COUNTERS: Final = (
    "user_initiated_interaction_count",
    "code_generation_activity_count",
    "code_acceptance_activity_count",
    "loc_suggested_to_add_sum",
    "loc_suggested_to_delete_sum",
    "loc_added_sum",
    "loc_deleted_sum",
)
USED: Final = ("used_chat", "used_agent", "used_cli")
CREDITS: Final = "ai_credits_used"
RATED: Final = {
    "rated_acceptance_count": "code_acceptance_activity_count",
    "rated_generation_count": "code_generation_activity_count",
}
"""Counters of the acceptance rate, summed over users who have both."""
UNRATED: Final = "unrated_users"
"""Number of users with only one of these counters."""
_DECIMAL: Final = pa.decimal128(38, 18)

SCHEMA: Final[Any] = pa.schema(
    [
        ("day", pa.date32()),
        ("organization_id", pa.string()),
        ("enterprise_id", pa.string()),
        ("team_id", pa.int64()),
        ("slug", pa.string()),
        ("members", pa.int64()),
        ("active_users", pa.int64()),
        *((name, pa.int64()) for name in COUNTERS),
        (CREDITS, _DECIMAL),
        *((f"{name}_users", pa.int64()) for name in USED),
        *((name, pa.int64()) for name in (*RATED, UNRATED)),
    ]
)
"""One row per team and day.

`members` counts people with a seat, `active_users` those with a row in the users' report. A figure is null
if no row of the day's users' report has the field, as before GitHub introduced it; otherwise idle teams
have zeros. The last three columns are null only in files of earlier releases.
"""

_KEYS: Final = [
    ("day", pa.date32()),
    ("user_id", pa.int64()),
    ("organization_id", pa.string()),
    ("enterprise_id", pa.string()),
]
_KEY: Final = ", ".join(name for name, _ in _KEYS)
_USERS: Final[Any] = pa.schema(
    [
        *_KEYS,
        *((name, pa.int64()) for name in COUNTERS),
        (CREDITS, _DECIMAL),
        *((name, pa.bool_()) for name in USED),
        ("place", pa.int64()),
    ]
)
_TEAMS: Final[Any] = pa.schema(
    [*_KEYS, ("team_id", pa.int64()), ("slug", pa.string()), ("place", pa.int64())]
)


def _had(name: str, figure: str) -> str:
    """Returns the SQL of a figure that is null if the day has rows but none has the field."""
    return f"case when any_value(idle or has_{name}) then {figure} end"


_HAS: Final = ", ".join(f"count({name}) > 0 as has_{name}" for name in (*COUNTERS, CREDITS, *USED))
_SUMS: Final = ", ".join(
    f"{_had(name, f'try_cast(coalesce(sum({name}), 0) as bigint)')} as {name}" for name in COUNTERS
)
_BOTH: Final = " and ".join(f"{name} is not null" for name in RATED.values())
_EITHER: Final = " or ".join(f"{name} is not null" for name in RATED.values())
_RATED: Final = ", ".join(
    [
        *(
            f"try_cast(coalesce(sum({name}) filter ({_BOTH}), 0) as bigint) as {rated}"
            for rated, name in RATED.items()
        ),
        f"count(distinct active) filter (({_EITHER}) and not ({_BOTH})) as {UNRATED}",
    ]
)
_PEOPLE: Final = ", ".join(
    f"{_had(name, f'count(distinct active) filter ({name})')} as {name}_users" for name in USED
)
# Rows are joined on person, day and, if both sides have it, entity. Of several rows with the same key, the last
# counts, as in all views.
_SQL: Final = f"""
with users_once as (
    select * from users where user_id is not null
    qualify row_number() over (partition by {_KEY} order by place desc) = 1
),
teams_once as (
    select * from teams
    qualify user_id is null or row_number() over (partition by {_KEY}, team_id order by place desc) = 1
),
joined as (
    select t.day, t.organization_id, t.enterprise_id, t.team_id, t.slug, t.place, t.user_id as member,
        u.user_id as active, u.* exclude ({_KEY}, place)
    from teams_once t left join users_once u
        on t.user_id = u.user_id and t.day = u.day
        and coalesce(t.organization_id = u.organization_id, true)
        and coalesce(t.enterprise_id = u.enterprise_id, true)
),
known as (select count(*) = 0 as idle, {_HAS} from users_once)
select day, organization_id, enterprise_id, team_id, arg_max(slug, place) as slug,
    count(distinct member) + count(*) filter (member is null) as members,
    count(distinct active) as active_users,
    {_SUMS},
    case when any_value(has_{CREDITS}) then coalesce(sum({CREDITS}), 0) end as {CREDITS},
    {_PEOPLE},
    {_RATED}
from joined cross join known
group by day, organization_id, enterprise_id, team_id
order by day, organization_id, enterprise_id, team_id
"""  # noqa: S608  # built from constants


def team_totals(users: Iterable[Any], teams: Iterable[Any]) -> Any:
    """Returns the teams of one entity on one day, idle ones with zeros: a table of `SCHEMA`, ordered by team id.

    Rows of the same person, day and entity are joined, as GitHub documents it. A member of several teams counts in
    each. People without a team are in no row: their figures are in the entity's own report.

    Memory: a few flat columns of the users' rows, without nested values.

    Args:
        users: Record batches of the day's `users-1-day`.
        teams: Record batches of `user-teams-1-day` of the same entity and day.
    """
    import duckdb  # imported here: the schema is mostly used without a database

    with duckdb.connect() as connection:
        connection.register("users", _picked(users, _USERS))
        connection.register("teams", _picked(teams, _TEAMS))
        return connection.sql(_SQL).to_arrow_table().cast(SCHEMA)


def _picked(batches: Iterable[Any], schema: Any) -> Any:
    """Returns the relevant columns, and the position of each row."""
    found = []
    begin = 0
    for batch in batches:
        end = begin + batch.num_rows
        columns = [
            batch[field.name].cast(field.type)
            if field.name in batch.schema.names
            else pa.nulls(batch.num_rows, field.type)
            for field in schema
            if field.name != "place"
        ]
        found.append(
            pa.RecordBatch.from_arrays(
                [*columns, pa.array(range(begin, end), pa.int64())], schema=schema
            )
        )
        begin = end
    return pa.Table.from_batches(found, schema=schema)
