"""The commands of the questions, from the catalog, and `copilot-metrics sql`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

import attrs
import typer

from ..asking import make_selection, query_lake
from ..questions.catalog import MOST_IDLE_DAYS, QUESTIONS
from ..questions.catalog import Question as CatalogQuestion
from ..questions.spans import PERIODS
from .answering import draws_trends, format_of, write
from .options import price
from .question_options import DisplayOptions, SelectionOptions, command_of

if TYPE_CHECKING:
    from ..lake.lake import Lake
    from ..questions.answer import Answer
    from ..questions.selection import Connect, Selection

    Question: TypeAlias = Callable[[Connect, Selection], Answer]
else:
    Question: TypeAlias = Callable  # typer reads signatures at run time


class BreakdownSource(StrEnum):
    """The source of a breakdown."""

    USERS = "users"
    ENTITY = "entity"


_OPTIONS: Final[Mapping[str, Any]] = {
    "source": Annotated[
        BreakdownSource | None,
        typer.Option(
            "--source",
            help="users: user rows, which count distinct people; entity: GitHub's totals. "
            "Default: users if the lake has them.",
        ),
    ],
    "medians": Annotated[
        bool | None,
        typer.Option(
            "--medians/--no-medians",
            help="Median minutes to merge, for one day or with --by day. Default: if possible.",
        ),
    ],
    "idle": Annotated[
        int | None,
        typer.Option(
            "--idle",
            min=1,
            max=MOST_IDLE_DAYS,
            metavar="DAYS",
            help="List the people who did not use their seat for this number of days.",
        ),
    ],
    "seat_price": Annotated[
        Decimal | None,
        typer.Option(
            "--seat-price",
            parser=price,
            metavar="AMOUNT",
            help="List price of a seat and month: adds columns of costs.",
        ),
    ],
}
"""The own options of questions, by the names in the catalog."""


def add(app: typer.Typer) -> None:
    """Registers the commands."""
    for question in QUESTIONS.values():
        command = command_of(_own(question), _answer_question)
        app.command(question.name, short_help=question.summary)(command)
    sql_help = "Run a SELECT on the lake, with a view for each family."
    app.command("sql", short_help=sql_help)(command_of(_sql, _answer_sql, has_selection=False))


def _own(question: CatalogQuestion) -> Callable[..., Question]:
    """Returns a function whose parameters are the question's own options, and which returns the chosen question."""

    def own(by: Sequence[str] | None = None, **options: Any) -> Question:
        return lambda connect, selection: question.ask(connect, selection, by or (), **options)

    keyword = inspect.Parameter.KEYWORD_ONLY
    annotations = {"by": _by_option(question)} | {
        name: _OPTIONS[name] for name in sorted(question.options)
    }
    own.__doc__ = f"{question.summary}\n\n{question.details}".strip()
    own.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # of a function
        [
            inspect.Parameter(name, keyword, default=None, annotation=annotation)
            for name, annotation in annotations.items()
        ]
    )
    return own


def _by_option(question: CatalogQuestion) -> Any:
    # through a variable: type checkers want the values of an enumeration in the source
    make: Any = StrEnum
    many: Any = list
    values = many[make(f"{question.name.capitalize()}By", {each: each for each in question.by})]
    named = [each for each in question.rows if each not in PERIODS]
    both = " A day, week or month can be added to another value." if named else ""
    return Annotated[
        values | None,
        typer.Option(
            "--by",
            help=f"One row per … Default: {next(iter(question.rows))}.{both} Without --window, week covers 8 weeks "
            "and month 6 months.",
        ),
    ]


def _sql(
    query: Annotated[
        str,
        typer.Argument(metavar="QUERY", help="One SELECT, or `-` to read it from standard input."),
    ],
) -> str:
    """Run a read-only SELECT in DuckDB, with a view for each family (users_1_day, …), `units` and `requested`."""
    return query


def _answer_question(
    ctx: typer.Context,
    lake: str,
    question: Question,
    options: SelectionOptions,
    display: DisplayOptions,
) -> None:
    from ..questions.answer import with_plain_hosts

    chosen = format_of(ctx, display)
    selection = attrs.evolve(selection_of(options), with_trend=draws_trends(chosen, display))
    answer = query_lake(
        open_lake(lake),
        selection,
        lambda connect, known: with_plain_hosts(question(connect, known)),
    )
    write(answer, chosen, display)


def _answer_sql(ctx: typer.Context, lake: str, query: str, display: DisplayOptions) -> None:
    from ..lake import views
    from ..questions.sql import ask

    chosen = format_of(ctx, display)
    text = sys.stdin.read() if query == "-" else query
    opened = open_lake(lake)
    root = opened.store.duckdb_path("lake.json").removesuffix("lake.json")
    write(views.ask(opened, lambda connection: ask(connection, root, text)), chosen, display)


def selection_of(options: SelectionOptions) -> Selection:
    """Returns the entities and days that the options name. Raises `UsageError`."""
    return make_selection(**attrs.asdict(options))


def open_lake(lake: str) -> Lake:
    """Opens a lake by its path or URL. Raises `LakeError`."""
    from ..lake.lake import Lake

    return Lake.open(lake)
