"""Users: activity over the window."""

from __future__ import annotations

from itertools import chain
from typing import Final

from ..units import FAMILIES
from . import fields
from .answer import Answer, Column
from .selection import Connect, Scope, Selection, need_users, reading, scope_of
from .semantic_changes import begin_notes, change_notes
from .sums import (
    ACCEPTANCE_RATE,
    COMPLETION_RATE_OF_ROWS,
    FLAGS_SQL,
    PLACE_SQL,
    Ratio,
    completion_sql,
    counted_notes,
    counter_columns,
    integer,
    keyless,
    left_out,
    missing,
    place_columns,
    run,
    several_notes,
)
from .trend import Trend, of_families, with_trend

USERS: Final = "users-1-day"
CLI: Final = {
    "cli_session_count": ("totals_by_cli.session_count", "sessions"),
    "cli_request_count": ("totals_by_cli.request_count", "requests"),
    "cli_prompt_count": ("totals_by_cli.prompt_count", "prompts"),
    "cli_output_tokens_sum": ("totals_by_cli.token_usage.output_tokens_sum", "tokens"),
    "cli_prompt_tokens_sum": ("totals_by_cli.token_usage.prompt_tokens_sum", "tokens"),
}
TOKENS_PER_REQUEST: Final = Ratio(
    "cli_avg_tokens_per_request",
    tuple(CLI[name][0] for name in ("cli_output_tokens_sum", "cli_prompt_tokens_sum")),
    CLI["cli_request_count"][0],
)
_RATIOS: Final = (ACCEPTANCE_RATE, COMPLETION_RATE_OF_ROWS, TOKENS_PER_REQUEST)


def users(connect: Connect, selection: Selection) -> Answer:
    """Returns one row per user and entity. Raises `UnanswerableError`, `LakeError`."""
    need_users(selection)
    scope = scope_of(connect, selection, reading(FAMILIES[USERS]))
    columns = (
        *place_columns(),
        Column("user_id"),
        Column("user_login"),
        Column("active_days", "days"),
        Column("last_day"),
        *counter_columns(fields.COUNTERS, "UserDay"),
        Column("acceptance_rate", "ratio"),
        Column("completion_acceptance_rate", "ratio"),
        Column(fields.CREDITS, "credits"),
        *(Column(flag) for flag in fields.FLAGS),
        *(Column(name, unit) for name, (_, unit) in CLI.items()),
        Column("cli_avg_tokens_per_request", "tokens per request"),
    )
    known = "user_id IS NOT NULL"
    whole = f"(SELECT *, {completion_sql()} FROM {scope.rows('users_1_day')})"
    rows = f"(SELECT * FROM {whole} WHERE {known})"
    unknown, *others = counted_notes(
        scope,
        whole,
        keyless("users_1_day", ["user_id"]),
        missing("users_1_day", [*fields.COUNTERS, fields.CREDITS]),
        left_out(_RATIOS, "rows of users_1_day", known),
    )
    notes = [
        *scope.coverage.notes(),
        *unknown,
        *chain.from_iterable(others),
        *change_notes(scope.first, scope.last, ["people", "counters"]),
        *begin_notes(
            scope.first,
            scope.last,
            [("UserDay", name) for name in (fields.CREDITS, *fields.FLAGS, "totals_by_cli")],
        ),
        *_idle_notes(scope, unknown),
        *several_notes(scope.places),
    ]
    answer = Answer(
        f"Users of {scope.where}",
        columns,
        run(scope, _sql(rows)),
        tuple(notes),
        window=scope.window,
    )
    return with_trend(
        answer,
        scope,
        Trend(
            rows=rows,
            keys=("user_id",),
            figure=f"sum({fields.GENERATIONS})",
            text=f"{fields.GENERATIONS} of each day",
            families=of_families(USERS),
        ),
    )


def _idle_notes(scope: Scope, unknown: list[str]) -> list[str]:
    """Returns notes on people without a row; missing days and lines allow no conclusion."""
    notes = ["GitHub's usage reports do not contain seats"]
    if scope.coverage.is_whole and not unknown:
        return ["unlisted users were not active", *notes]
    why = (
        "rows lack user_id"
        if scope.coverage.is_whole
        else "the lake does not have the whole window"
    )
    return [f"unlisted users may have been active: {why}", *notes]


def _sql(rows: str) -> str:
    flags = ", ".join(f"bool_or({sql}) AS {flag}" for flag, sql in FLAGS_SQL.items())
    counters = ", ".join(f"{integer(name)} AS {name}" for name in fields.COUNTERS)
    cli = ", ".join(f"{integer(sql)} AS {name}" for name, (sql, _) in CLI.items())
    return f"""
SELECT {PLACE_SQL}, user_id, arg_max(user_login, report_day) AS user_login,
    count(DISTINCT report_day) AS active_days, max(report_day) AS last_day,
    {counters},
    {ACCEPTANCE_RATE.sql()},
    {COMPLETION_RATE_OF_ROWS.sql()},
    sum({fields.CREDITS}) AS {fields.CREDITS},
    {flags},
    {cli},
    {TOKENS_PER_REQUEST.sql()}
FROM {rows}
GROUP BY {PLACE_SQL}, user_id
ORDER BY {PLACE_SQL}, active_days DESC, user_login, user_id
"""
