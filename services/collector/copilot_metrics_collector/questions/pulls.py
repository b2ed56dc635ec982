"""Pull requests: counters add up over days, medians and percentiles do not."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs

from ..exits import UnanswerableError
from ..units import FAMILIES
from . import fields
from .answer import Answer, Column
from .breakdowns import entity_rows
from .selection import Connect, Families, Scope, Selection, reading, scope_of
from .semantic_changes import begin_notes, change_notes
from .sums import (
    PLACE_SQL,
    agree,
    counter_columns,
    integer,
    keyless_notes,
    one,
    place_columns,
    run,
    several_notes,
)
from .trend import Trend, entity_totals, of_families, with_trend

By: TypeAlias = Literal["repo", "day", "entity", "review"]
_ENTITY: Final = reading(FAMILIES["organization-1-day"], FAMILIES["enterprise-1-day"])
_REPOSITORIES: Final = reading(FAMILIES["repos-1-day"])
_READS: Final[dict[By, Families]] = {
    "repo": _REPOSITORIES,
    "day": _ENTITY,
    "entity": _ENTITY,
    "review": _REPOSITORIES,
}
_REPOSITORY: Final = (
    Column("repo_id"),
    Column("repo_owner_name"),
    Column("repo_name"),
    Column("repo_visibility"),
)


def pulls(
    connect: Connect, selection: Selection, by: By = "repo", medians: bool | None = None
) -> Answer:
    """Returns one row per repository, day, entity, or stage of review (of one repository on one day).

    Args:
        connect: Opens the lake.
        selection: The entities and days.
        by: The rows.
        medians: Whether to include medians. Default: if each row covers one day.

    Raises:
        UnanswerableError: There is no data, or medians are requested for rows of several days.
        LakeError: The lake cannot be read.
    """
    scope = scope_of(connect, selection, _READS[by])
    if by == "review":
        return _reviews(scope)
    single = by == "day" or scope.days == 1
    if medians and not single:
        raise UnanswerableError(
            f"medians of {scope.days} days cannot be combined: the median over several days is not a "
            "function of the daily medians; use one day (--window 1) or --by day"
        )
    cut = _CUTS[by]
    shown = fields.MEDIANS if single and medians is not False else ()
    columns = (
        *place_columns(),
        *cut.columns,
        *counter_columns(fields.PULL_REQUESTS, "PullRequests"),
        *(Column(name, "minutes") for name in shown),
    )
    rows = scope.rows("repos_1_day") if by == "repo" else entity_rows(scope)
    figures = [f"{integer(f'pull_requests.{name}')} AS {name}" for name in fields.PULL_REQUESTS]
    figures += [f"any_value(pull_requests.{name}) AS {name}" for name in shown]
    key, where = (f", {cut.key}", f"{cut.key} IS NOT NULL") if cut.key else ("", "true")
    sql = (
        f"SELECT {PLACE_SQL}, {cut.names}, {', '.join(figures)} FROM {rows} WHERE {where} "
        f"GROUP BY {PLACE_SQL}{key} ORDER BY {PLACE_SQL}, {cut.order}"
    )
    row_type = "RepositoryDay" if by == "repo" else "AggregateDay"
    known = [(row_type, "pull_requests")]
    known += [("PullRequests", name) for name in (*fields.PULL_REQUESTS, *shown)]
    notes = [
        *scope.coverage.notes(),
        *(keyless_notes(scope, "repos_1_day", ["repo_id"]) if by == "repo" else ()),
        *begin_notes(scope.first, scope.last, known),
        *_missing_notes(scope, rows),
        *_method_notes(by, single, bool(shown)),
        *several_notes(
            scope.places,
            "a repository that is in the files of its organization and of its enterprise",
        ),
    ]
    title = f"Pull requests by {by} of {scope.where}"
    answer = Answer(title, columns, run(scope, sql), tuple(notes), window=scope.window)
    if by == "day":
        return answer
    return with_trend(
        answer,
        scope,
        Trend(
            rows=rows,
            keys=tuple(filter(None, [cut.key])),
            figure="sum(pull_requests.total_merged)",
            text="total_merged of each day",
            families=of_families("repos-1-day") if by == "repo" else entity_totals,
        ),
    )


def _reviews(scope: Scope) -> Answer:
    columns = (
        *place_columns(),
        Column("report_day"),
        *_REPOSITORY,
        Column("authored_by"),
        Column("reviewed_by"),
        Column("total_merged", "pull requests"),
        *(Column(name, "minutes") for name in fields.REVIEW_TIMES),
    )
    times = ("authored_by", "reviewed_by", "total_merged", *fields.REVIEW_TIMES)
    names = ", ".join(column.name for column in _REPOSITORY)
    sql = (
        f"SELECT {PLACE_SQL}, report_day, {names}, {', '.join(f'stage.{name} AS {name}' for name in times)} "
        f"FROM (SELECT *, unnest(pull_request_review_times) AS stage FROM {scope.rows('repos_1_day')}) "
        f"ORDER BY {PLACE_SQL}, report_day, repo_owner_name, repo_name, repo_id, authored_by, reviewed_by"
    )
    notes = [
        *scope.coverage.notes(),
        *change_notes(scope.first, scope.last, ["review times"]),
        *begin_notes(scope.first, scope.last, [("RepositoryDay", "pull_request_review_times")]),
        "each row is one repository on one day: medians and 90th percentiles cannot be combined",
        "total_merged counts the merged pull requests with review times, usually not all",
        *several_notes(
            scope.places,
            "a repository that is in the files of its organization and of its enterprise",
        ),
    ]
    title = f"Review times of {scope.where}"
    return Answer(title, columns, run(scope, sql), tuple(notes), window=scope.window)


def _missing_notes(scope: Scope, rows: str) -> list[str]:
    if scope.part == "rows":
        return []
    names = ("total_created", "total_merged", "total_merged_reviewed_by_copilot")
    counts = ", ".join(f"count(pull_requests.{name})" for name in names)
    total, blocks, *present = one(
        scope, f"SELECT count(*), count(pull_requests), {counts} FROM {rows}"
    )
    notes = []
    if blocks < total:
        notes.append(
            f"{total - blocks} of {total} rows {agree(total - blocks, 'has', 'have')} no pull_requests: unknown, not 0"
        )
    notes += [
        f"{blocks - number} of {blocks} rows {agree(blocks - number, 'has', 'have')} pull_requests without {name}: "
        "unknown, not 0"
        for name, number in zip(names, present, strict=True)
        if number < blocks
    ]
    return notes


def _method_notes(by: By, single: bool, shown: bool) -> list[str]:
    notes = ["a pull request reviewed on several days counts on each"]
    if not single:
        notes.append(
            "medians are not shown because they cannot be combined over days; see --by day"
        )
    elif shown:
        notes.append("a median is null if no such pull request was merged, or the file lacks it")
    if by == "repo":
        notes.append("GitHub's files contain only repositories with pull request activity")
    else:
        notes.append("from the entity's own files")
    return notes


@attrs.frozen
class _Cut:
    """The rows of the result."""

    columns: tuple[Column, ...]
    key: str
    """The key field; None for the entity."""
    names: str
    """SQL of the columns."""
    order: str


_DAYS_SQL: Final = "count(DISTINCT report_day) FILTER (pull_requests IS NOT NULL) AS days"
_CUTS: Final[dict[str, _Cut]] = {
    "repo": _Cut(
        columns=(*_REPOSITORY, Column("days", "days")),
        key="repo_id",
        names=", ".join(
            [
                "repo_id",
                *(f"arg_max({each.name}, report_day) AS {each.name}" for each in _REPOSITORY[1:]),
                _DAYS_SQL,
            ]
        ),
        order="repo_owner_name, repo_name, repo_id",
    ),
    "day": _Cut(
        columns=(Column("report_day"),), key="report_day", names="report_day", order="report_day"
    ),
    "entity": _Cut(columns=(Column("days", "days"),), key="", names=_DAYS_SQL, order="days"),
}
