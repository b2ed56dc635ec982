"""Editors: activity by editor, and the people who use each version of an editor or of its Copilot plugin."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs

from ..exits import UnanswerableError
from ..units import FAMILIES
from .answer import Answer, Column
from .breakdown_kinds import EDITOR
from .breakdowns import Source, breakdown
from .selection import Connect, Scope, Selection, need_users, reading, scope_of
from .semantic_changes import begin_notes, change_notes
from .sums import PLACE_SQL, agree, keyless_notes, place_columns, run, several_notes

By: TypeAlias = Literal["editor", "version", "plugin"]
_USERS: Final = reading(FAMILIES["users-1-day"])


@attrs.frozen(kw_only=True)
class _Software:
    """A piece of software whose version the user rows report for each editor."""

    field: str
    """The object of an entry of `totals_by_ide`."""
    columns: tuple[str, ...]
    """Its fields; empty texts are unknown."""
    noun: str


_SOFTWARE: Final[dict[By, _Software]] = {
    "version": _Software(
        field="last_known_ide_version", columns=("ide_version",), noun="editor version"
    ),
    "plugin": _Software(
        field="last_known_plugin_version",
        columns=("plugin", "plugin_version"),
        noun="plugin version",
    ),
}


def editors(
    connect: Connect, selection: Selection, by: By = "editor", source: Source | None = None
) -> Answer:
    """Returns one row per editor, or per version of an editor or of its plugin, and entity.

    A person with several versions of one editor counts in the latest known one of the window.

    Args:
        connect: Opens the lake.
        selection: The entities and days.
        by: The rows.
        source: As in `breakdown`; versions are in user rows only.

    Raises:
        UnanswerableError: There is no data, or versions are requested without user rows.
        LakeError: The lake cannot be read.
    """
    if by == "editor":
        answer = breakdown(connect, selection, EDITOR, source)
        return attrs.evolve(answer, title=answer.title.replace("Ides", "Editors", 1))
    if source == "entity":
        raise UnanswerableError(
            f"GitHub's totals do not contain the {_SOFTWARE[by].noun}s: use --source users"
        )
    need_users(selection, "editors --by editor is available")
    return _versions(scope_of(connect, selection, _USERS), _SOFTWARE[by])


def _versions(scope: Scope, software: _Software) -> Answer:
    columns = (
        *place_columns(),
        Column("ide"),
        *(Column(name) for name in software.columns),
        Column("users", "users"),
        Column("user_share", "ratio"),
        Column("last_day"),
    )
    table = run(scope, _sql(scope, software), for_notes=True)
    unknown = _people_without_version(table, software)
    have = agree(unknown, "person with an editor has", "people with an editor have")
    notes = [
        *scope.coverage.notes(),
        *keyless_notes(scope, "users_1_day", ["user_id"], "in no version"),
        *change_notes(scope.first, scope.last, ["breakdowns"]),
        *begin_notes(scope.first, scope.last, [("UserIdeTotals", software.field)]),
        f"a person counts once per editor, in the latest {software.noun} that is known in the window",
        "user_share is relative to the people of the same editor",
        *([f"{unknown} {have} no known {software.noun}: it is empty"] if unknown else []),
        *several_notes(scope.places),
    ]
    title = f"{software.noun.capitalize()}s of {scope.where}"
    return Answer(title, columns, table, tuple(notes), window=scope.window)


def _people_without_version(table: object, software: _Software) -> int:
    rows: list[dict[str, object]] = table.to_pylist()  # type: ignore[attr-defined]  # an Arrow table
    lacks = [row["users"] for row in rows if all(row[name] is None for name in software.columns)]
    return sum(number for number in lacks if isinstance(number, int))


def _sql(scope: Scope, software: _Software) -> str:
    names = ", ".join(software.columns)
    fields = ", ".join(
        f"nullif(part.{software.field}.{name}, '') AS {name}" for name in software.columns
    )
    is_known = " OR ".join(f"{name} IS NOT NULL" for name in software.columns)
    texts = ", ".join(["report_day", "sampled_at", *software.columns])
    packed = ", ".join(f"'{name}': {name}" for name in software.columns)
    shown = ", ".join(f"latest.{name} AS {name}" for name in software.columns)
    return f"""
WITH entries AS (
    SELECT {PLACE_SQL}, report_day, user_id, part.ide AS ide, {fields},
        part.{software.field}.sampled_at AS sampled_at
    FROM (
        SELECT {PLACE_SQL}, report_day, user_id, unnest(totals_by_ide) AS part
        FROM {scope.rows("users_1_day")} WHERE user_id IS NOT NULL
    )
), people AS (
    SELECT {PLACE_SQL}, ide, user_id, max(report_day) AS last_day,
        arg_max({{{packed}}}, concat_ws(' ', {texts})) FILTER ({is_known}) AS latest
    FROM entries GROUP BY {PLACE_SQL}, ide, user_id
), versions AS (
    SELECT {PLACE_SQL}, ide, {shown}, count(*) AS users, max(last_day) AS last_day
    FROM people GROUP BY ALL
)
SELECT {PLACE_SQL}, ide, {names}, users,
    users::DOUBLE / sum(users) OVER (PARTITION BY {PLACE_SQL}, ide) AS user_share, last_day
FROM versions ORDER BY {PLACE_SQL}, ide, users DESC, {names}
"""
