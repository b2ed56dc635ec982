"""Languages, models and features: sums over one breakdown of the rows.

Breakdowns are independent: joining two of them, as in languages by editor, would be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final, Literal, TypeAlias

from ..exits import UnanswerableError
from ..units import FAMILIES
from . import fields
from .answer import Answer, Column
from .breakdown_kinds import Cut
from .selection import Connect, Scope, Selection, need_users, reading, scope_of
from .semantic_changes import Subject, begin_notes, change_notes
from .sums import (
    ACCEPTANCE_RATE,
    COMPLETION_RATE,
    COMPLETIONS,
    PLACE,
    PLACE_SQL,
    Ratio,
    counter_columns,
    integer,
    keyless,
    place_columns,
    run,
    several_notes,
)
from .trend import Trend, entity_totals, of_families, with_trend

Source: TypeAlias = Literal["users", "entity"]


_OBJECT_FIELDS: Final = {
    "session_count": ("session_count", "sessions"),
    "request_count": ("request_count", "requests"),
    "prompt_count": ("prompt_count", "prompts"),
    "output_tokens_sum": ("token_usage.output_tokens_sum", "tokens"),
    "prompt_tokens_sum": ("token_usage.prompt_tokens_sum", "tokens"),
}
_TOKENS_PER_REQUEST: Final = Ratio(
    "avg_tokens_per_request", ("output_tokens_sum", "prompt_tokens_sum"), "request_count"
)
_USERS: Final = reading(FAMILIES["users-1-day"])
_ENTITY: Final = reading(FAMILIES["organization-1-day"], FAMILIES["enterprise-1-day"])


def breakdown(
    connect: Connect, selection: Selection, cut: Cut, source: Source | None = None
) -> Answer:
    """Returns one row per entry of the breakdown and entity.

    Args:
        connect: Opens the lake.
        selection: The entities and days.
        cut: The breakdown.
        source: `users` also counts distinct people; `entity` uses GitHub's totals. Default: `users`,
            or `entity` if the lake has no users.

    Raises:
        UnanswerableError: There is no data.
        LakeError: The lake cannot be read.
    """
    scope, source = open_source(connect, selection, source)
    rows = scope.rows("users_1_day") if source == "users" else entity_rows(scope)
    columns = [*place_columns(), *(Column(name) for name in cut.by)]
    columns += [Column("users", "users")] if source == "users" else []
    columns += counter_columns(cut.counters, cut.item)
    columns += [Column("generation_share", "ratio"), Column("acceptance_rate", "ratio")]
    if cut.has_completions:
        columns += [Column(name, "events") for name in COMPLETIONS]
        columns.append(Column("completion_acceptance_rate", "ratio"))
    if cut.objects:
        columns += [Column(name, unit) for name, (_, unit) in _OBJECT_FIELDS.items()]
        columns.append(Column("avg_tokens_per_request", "tokens per request"))
    entries = _entries_sql(cut, rows, source)
    counted = run(scope, _sql(cut, entries, source), for_notes=True)
    table = counted.select([column.name for column in columns])
    subjects: tuple[Subject, ...] = ("counters", "features", "breakdowns")
    row_type = "UserDay" if source == "users" else "AggregateDay"
    known = [(row_type, name) for name in (cut.array, *(name for _, name in cut.objects))]
    unknown, attribution = _notes_of_rows(scope, cut, rows, source, counted)
    notes = [
        *scope.coverage.notes(),
        *unknown,
        *change_notes(scope.first, scope.last, subjects),
        *begin_notes(scope.first, scope.last, known),
        *attribution,
        *_left_out_notes(scope, cut, counted),
        *(_spelling_notes(table.column("model").to_pylist()) if "model" in cut.by else ()),
        *_method_notes(cut, source),
        *several_notes(scope.places),
    ]
    title = f"{' and '.join(f'{name}s' for name in cut.by).capitalize()} of {scope.where}"
    answer = Answer(title, tuple(columns), table, tuple(notes), window=scope.window)
    return with_trend(
        answer,
        scope,
        Trend(
            rows=entries,
            keys=cut.by,
            figure=f"sum({fields.GENERATIONS})",
            text=f"{fields.GENERATIONS} of each day",
            families=of_families("users-1-day") if source == "users" else entity_totals,
        ),
    )


def open_source(
    connect: Connect, selection: Selection, source: Source | None = None
) -> tuple[Scope, Source]:
    """Opens the users' rows if the lake has any, else the totals of the entities.

    Raises:
        UnanswerableError: There is no data for it.
        LakeError: The lake cannot be read.
    """
    if source == "users":
        need_users(selection)
    if source == "entity" or not selection.has_users:
        return scope_of(connect, selection, _ENTITY), "entity"
    try:
        return scope_of(connect, selection, _USERS), "users"
    except UnanswerableError:
        if source == "users" or selection.require_complete:
            raise
    return scope_of(connect, selection, _ENTITY), "entity"


def entity_rows(scope: Scope) -> str:
    """SQL of the totals of organizations and enterprises, from their own files."""
    views = ("organization_1_day", "enterprise_1_day")
    both = " UNION ALL BY NAME ".join(f"SELECT * FROM {scope.rows(view)}" for view in views)
    return f"({both})"


def _ratios(cut: Cut) -> list[Ratio]:
    return [
        ACCEPTANCE_RATE,
        *((COMPLETION_RATE,) if cut.has_completions else ()),
        *((_TOKENS_PER_REQUEST,) if cut.objects else ()),
    ]


def _entries_sql(cut: Cut, rows: str, source: Source) -> str:
    """SQL of one row per entry of the breakdown, and one per object that belongs to an entry."""
    by = ", ".join(cut.by)
    user = "user_id" if source == "users" else "NULL AS user_id"
    parts = [
        f"SELECT {PLACE_SQL}, report_day, user_id, {', '.join(f'part.{name} AS {name}' for name in cut.by)}, "
        + ", ".join(f"part.{name} AS {name}" for name in cut.counters)
        + _completions(cut)
        + f", CASE WHEN has_counter THEN part.{fields.GENERATIONS} END AS covered"
        + f" FROM (SELECT {PLACE_SQL}, report_day, {user}, {fields.GENERATIONS} IS NOT NULL AS has_counter, "
        f"unnest({cut.array}) AS part FROM {rows})"
    ]
    parts += [
        f"SELECT {PLACE_SQL}, report_day, {user}, '{entry}' AS {by}, "
        + ", ".join(f"{name}.{path} AS {field}" for field, (path, _) in _OBJECT_FIELDS.items())
        + f" FROM {rows} WHERE {name} IS NOT NULL"
        for entry, name in cut.objects
    ]
    return f"({' UNION ALL BY NAME '.join(parts)})"


def _sql(cut: Cut, entries: str, source: Source) -> str:
    by = ", ".join(cut.by)
    figures = [f"{integer(name)} AS {name}" for name in cut.counters]
    # nullif inside the window: DuckDB 1.4.0 does not support a window inside nullif
    whole = f"sum(nullif({integer(fields.GENERATIONS)}, 0)) OVER (PARTITION BY {PLACE_SQL})"
    figures.append(f"{integer(fields.GENERATIONS)}::DOUBLE / {whole} AS generation_share")
    figures.append(ACCEPTANCE_RATE.sql())
    if cut.has_completions:
        figures += [f"{integer(name)} AS {name}" for name in COMPLETIONS]
        figures.append(COMPLETION_RATE.sql())
    if cut.objects:
        figures += [f"{integer(name)} AS {name}" for name in _OBJECT_FIELDS]
        figures.append(_TOKENS_PER_REQUEST.sql())
    people = "count(DISTINCT user_id) AS users, " if source == "users" else ""
    figures.append("sum(covered)::BIGINT AS covered")
    figures += [
        f"{sql} AS {name}"
        for ratio in _ratios(cut)
        for name, sql in zip(_left_out_columns(ratio), ratio.left_out_sql(), strict=True)
    ]
    return f"""
SELECT {PLACE_SQL}, {by}, {people}{", ".join(figures)}
FROM {entries}
GROUP BY {PLACE_SQL}, {by}
ORDER BY {PLACE_SQL}, {fields.GENERATIONS} DESC NULLS LAST, {by}
"""


def _completions(cut: Cut) -> str:
    if not cut.has_completions:
        return ""
    return "".join(
        f", CASE WHEN part.feature = '{fields.COMPLETION}' THEN part.{field} END AS {name}"
        for name, field in COMPLETIONS.items()
    )


def _left_out_columns(ratio: Ratio) -> tuple[str, str]:
    """The columns for notes, which are not in the result: rows that a ratio leaves out, and all that it is about."""
    return f"{ratio.name}_left_out", f"{ratio.name}_all"


def _left_out_notes(scope: Scope, cut: Cut, counted: Any) -> list[str]:
    if scope.part == "rows":
        return []
    notes = []
    for ratio in _ratios(cut):
        left_out, total = (
            sum(counted.column(name).to_pylist()) for name in _left_out_columns(ratio)
        )
        notes += ratio.left_out_notes(left_out, total, "entries")
    return notes


def _notes_of_rows(
    scope: Scope, cut: Cut, rows: str, source: Source, counted: Any
) -> tuple[list[str], list[str]]:
    """Returns notes on rows without a person, and on the share of the rows' counter that the breakdown covers.

    The share is over rows with the counter, by entity.
    """
    name, attribution = fields.GENERATIONS, []
    if scope.part == "rows":
        return [], []
    covered: dict[Any, int] = {}
    for *place, value in zip(
        *(counted.column(each).to_pylist() for each in (*PLACE, "covered")), strict=True
    ):
        covered[tuple(place)] = covered.get(tuple(place), 0) + (value or 0)
    about = keyless("users_1_day", ["user_id"], "in the counters, but not counted as users")
    [unknown_sql] = about.sql if source == "users" else ["0"]
    listed = scope.connection.execute(
        f"SELECT {PLACE_SQL}, sum({name})::BIGINT, {unknown_sql} FROM {rows} GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    for *place, whole, _ in listed:
        _, kind, entity = place
        has = covered.get(tuple(place), 0)
        if whole is None:
            attribution.append(
                f"no row of {kind} {entity} has {name}: the share that {cut.array} covers is unknown"
            )
            continue
        if whole == has and (cut.whole or not whole):
            continue
        text = f"{cut.array} of {kind} {entity} covers {has} of {whole} {name}"
        if cut.whole:
            attribution.append(f"{text}, although it should cover all")
        else:
            attribution.append(
                f"{text}: shares are relative to the activity that GitHub could attribute"
            )
    return about.notes(sum(unknown for *_, unknown in listed)), attribution


def _method_notes(cut: Cut, source: Source) -> Iterable[str]:
    if source == "users":
        yield (
            "from user rows: users are distinct people over the window; a user with several entries "
            "counts in each"
        )
    else:
        yield "from the entity's own files: GitHub's totals, without numbers of distinct people"
    if cut.array == "totals_by_model_feature":
        yield "totals_by_model_feature includes chat and agents, but no completions"
    if cut.has_completions:
        yield (
            "acceptance_rate includes all features and agents; for completions, see "
            "completion_acceptance_rate"
        )
    yield "there is no acceptance rate of lines: more lines are added than suggested"


def spellings(models: Iterable[str | None]) -> list[list[str]]:
    """Groups names with the same words in different order, which probably are one model."""
    found: dict[tuple[str, ...], set[str]] = {}
    for model in models:
        if model:
            found.setdefault(tuple(sorted(re.split(r"[-_ ]", model.casefold()))), set()).add(model)
    return [sorted(names) for names in found.values() if len(names) > 1]


def _spelling_notes(models: Iterable[str | None]) -> list[str]:
    return [
        f"{' and '.join(names)} appear to be one model; they are listed separately"
        for names in spellings(models)
    ]
