"""Pull requests: counters add up over days, medians and percentiles never do."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs

from ..exits import UnanswerableError
from ..units import FAMILIES
from . import fields
from .answer import Answer, Column
from .breakdowns import entity_rows
from .meanings import begin_notes, change_notes
from .selection import Connect, Families, Scope, Selection, reading, scope_of
from .sums import (
    PLACE_SQL,
    counter_columns,
    integer,
    keyless_notes,
    one,
    place_columns,
    run,
    several_notes,
)

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
    """A row a repository, day, entity, or stage of review (of one repository on one day).

    Args:
        connect: Opens the lake.
        selection: Which entities and days.
        by: What a row is.
        medians: Whether the medians are wanted; where nothing is said, they are there if they can be.

    Raises:
        UnanswerableError: There is no data for it; or medians are wanted of more than one day in a row.
        LakeError: The lake cannot be read.
    """
    scope = scope_of(connect, selection, _READS[by])
    if by == "review":
        return _reviews(scope)
    single = by == "day" or scope.days == 1
    if medians and not single:
        raise UnanswerableError(
            f"medians of {scope.days} days cannot be combined: the median over several days is no "
            "function of the days' medians. Ask for one day (--window 1), or for days (--by day)."
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
    return Answer(f"Pull requests by {by} of {scope.where}", columns, run(scope, sql), tuple(notes))


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
        "a row is one repository on one day: medians and 90th percentiles are combined over neither",
        "total_merged counts the merged pull requests that these times cover, usually fewer than all",
        *several_notes(
            scope.places,
            "a repository that is in the files of its organization and of its enterprise",
        ),
    ]
    return Answer(f"Review times of {scope.where}", columns, run(scope, sql), tuple(notes))


def _missing_notes(scope: Scope, rows: str) -> list[str]:
    names = ("total_created", "total_merged", "total_merged_reviewed_by_copilot")
    counts = ", ".join(f"count(pull_requests.{name})" for name in names)
    total, blocks, *present = one(
        scope, f"SELECT count(*), count(pull_requests), {counts} FROM {rows}"
    )
    notes = []
    if blocks < total:
        notes.append(
            f"{total - blocks} of {total} rows have no pull_requests at all: unknown, which is not 0"
        )
    notes += [
        f"{blocks - number} of {blocks} rows have pull_requests without {name}: unknown, which is not 0"
        for name, number in zip(names, present, strict=True)
        if number < blocks
    ]
    return notes


def _method_notes(by: By, single: bool, shown: bool) -> list[str]:
    notes = ["a pull request that is reviewed on several days counts as reviewed on each"]
    if not single:
        notes.append(
            "medians are left out: they cannot be combined over days; --by day shows each day's"
        )
    elif shown:
        notes.append(
            "a median is missing where nothing of its kind was merged, or the file does not have it"
        )
    if by == "repo":
        notes.append("only repositories with pull request activity are in GitHub's files")
    else:
        notes.append("from the entity's own files")
    return notes


@attrs.frozen
class _Cut:
    """What a row of the answer is."""

    columns: tuple[Column, ...]
    key: str
    """The field that a row is about; none means the entity itself."""
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
