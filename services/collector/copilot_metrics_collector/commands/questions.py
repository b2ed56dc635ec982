"""`copilot-metrics teams`, `users`, `languages`, `models`, `features`, `credits`, `seats`, `cost`, `pulls` and `sql`."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Collection
from contextlib import ExitStack
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias, TypeVar
from urllib.parse import unquote

import attrs
import typer

from ..clock import today_utc
from ..exits import UnanswerableError, UsageError
from ..units import host_of
from .answering import format_of, write
from .known import unknown_entities
from .options import entities_of, price
from .question_options import DisplayOptions, SelectionOptions, command_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from ..lake.lake import Lake
    from ..questions.answer import Answer
    from ..questions.selection import Connect, Selection

    Question: TypeAlias = Callable[[Connect, Selection], Answer]
else:
    Question: TypeAlias = Callable  # typer reads signatures at run time

T = TypeVar("T")


class Source(StrEnum):
    """The source of a breakdown."""

    USERS = "users"
    ENTITY = "entity"


class LanguagesBy(StrEnum):
    """The rows of `languages`."""

    LANGUAGE = "language"
    LANGUAGE_FEATURE = "language-feature"


class ModelsBy(StrEnum):
    """The rows of `models`."""

    MODEL = "model"
    MODEL_FEATURE = "model-feature"
    LANGUAGE_MODEL = "language-model"


class CreditsBy(StrEnum):
    """The rows of `credits`."""

    USER = "user"
    TEAM = "team"
    DAY = "day"
    ENTITY = "entity"


class SeatsBy(StrEnum):
    """The rows of `seats`."""

    ENTITY = "entity"
    TEAM = "team"
    EDITOR = "editor"
    PLAN = "plan"
    ORGANIZATION = "organization"


class CostBy(StrEnum):
    """The rows of `cost`."""

    MODEL = "model"
    TEAM = "team"
    USER = "user"
    DAY = "day"
    COST_CENTER = "cost-center"
    ENTITY = "entity"


class PullsBy(StrEnum):
    """The rows of `pulls`."""

    REPO = "repo"
    DAY = "day"
    ENTITY = "entity"
    REVIEW = "review"


SourceOption: TypeAlias = Annotated[
    Source | None,
    typer.Option(
        "--source",
        help="users: user rows, which count distinct people; entity: GitHub's totals. "
        "Default: users if the lake has them.",
    ),
]


def add(app: typer.Typer) -> None:
    """Registers the commands."""
    for name, (own, short_help) in _QUESTIONS.items():
        app.command(name, short_help=short_help)(command_of(own, _answer_question))
    sql_help = "Run a SELECT on the lake, with a view for each family."
    app.command("sql", short_help=sql_help)(command_of(_sql, _answer_sql, has_selection=False))


def _teams() -> Question:
    """Show activity by team, from each day's user rows joined with the team members of that day."""
    from ..questions.teams import teams

    return teams


def _users() -> Question:
    """Show activity by user: active days, counters, credits and used features."""
    from ..questions.users import users

    return users


def _languages(
    by: Annotated[LanguagesBy, typer.Option("--by", help="One row per …")] = LanguagesBy.LANGUAGE,
    source: SourceOption = None,
) -> Question:
    """Show activity by programming language. GitHub does not report languages by editor."""
    return _breakdown(by.name, source)


def _models(
    by: Annotated[
        ModelsBy,
        typer.Option(
            "--by",
            help="One row per …; the first two cover chat and agents, the last one code.",
        ),
    ] = ModelsBy.MODEL,
    source: SourceOption = None,
) -> Question:
    """Show activity by model, as far as GitHub could attribute it."""
    return _breakdown(by.name, source)


def _features(source: SourceOption = None) -> Question:
    """Show activity by feature; for Copilot CLI and the Copilot app, also sessions and tokens."""
    return _breakdown("FEATURE", source)


def _credits(
    by: Annotated[CreditsBy, typer.Option("--by", help="One row per …")] = CreditsBy.USER,
) -> Question:
    """Show exact AI credits; rows without the field are counted separately."""
    from ..questions.credits import credits_used

    return lambda connect, selection: credits_used(connect, selection, by.value)


def _seats(
    by: Annotated[
        SeatsBy | None,
        typer.Option("--by", help="One row per …; team is the one that grants the seat."),
    ] = None,
    idle: Annotated[
        int | None,
        typer.Option(
            "--idle",
            min=1,
            max=90,
            metavar="DAYS",
            help="List the people who did not use their seat for this number of days.",
        ),
    ] = None,
    seat_price: Annotated[
        Decimal | None,
        typer.Option(
            "--seat-price",
            parser=price,
            metavar="AMOUNT",
            help="List price of a seat and month, for the columns of costs.",
        ),
    ] = None,
) -> Question:
    """Show assigned, used and idle seats, as of the newest day or --until.

    Activity is that of the seats themselves and, in other columns, that of the daily reports; --window is the
    number of days of reports, 90 by default.
    """
    from ..questions.seats import seats

    chosen = None if by is None else by.value
    return lambda connect, selection: seats(connect, selection, chosen, idle, seat_price)


def _cost(
    by: Annotated[CostBy, typer.Option("--by", help="One row per …")] = CostBy.MODEL,
) -> Question:
    """Show what GitHub bills for AI credits and premium requests: quantities and amounts, gross, discount and net."""
    from ..questions.cost import cost

    return lambda connect, selection: cost(connect, selection, by.value)


def _pulls(
    by: Annotated[
        PullsBy,
        typer.Option("--by", help="One row per …; review: review times by repository and day."),
    ] = PullsBy.REPO,
    medians: Annotated[
        bool | None,
        typer.Option(
            "--medians/--no-medians",
            help="Median minutes to merge, for one day or with --by day. Default: if possible.",
        ),
    ] = None,
) -> Question:
    """Show pull requests and Copilot's part in them. Medians are never combined over days."""
    from ..questions.pulls import pulls

    return lambda connect, selection: pulls(connect, selection, by.value, medians)


def _sql(
    query: Annotated[
        str, typer.Argument(help="One SELECT, or `-` to read it from standard input.")
    ],
) -> str:
    """Run a read-only SELECT in DuckDB, with a view for each family (users_1_day, …), `units` and `requested`."""
    return query


_QUESTIONS: Final = {
    "teams": (_teams, "Show activity by team."),
    "users": (_users, "Show activity, credits and used features by user."),
    "languages": (_languages, "Show activity by programming language."),
    "models": (_models, "Show activity by model."),
    "features": (_features, "Show activity by feature."),
    "credits": (_credits, "Show AI credits by user, team, day or entity."),
    "seats": (_seats, "Show assigned, used and idle seats."),
    "cost": (_cost, "Show what GitHub bills by model, team, user, day or cost center."),
    "pulls": (_pulls, "Show pull requests and Copilot's part in them."),
}


def _breakdown(name: str, source: Source | None) -> Question:
    from ..questions import breakdown_kinds, breakdowns

    cut: breakdown_kinds.Cut = getattr(breakdown_kinds, name)
    chosen: breakdowns.Source | None = None if source is None else source.value
    return lambda connect, selection: breakdowns.breakdown(connect, selection, cut, chosen)


def _answer_question(
    ctx: typer.Context,
    lake: str,
    question: Question,
    options: SelectionOptions,
    display: DisplayOptions,
) -> None:
    from ..questions.answer import with_plain_hosts

    selection = selection_of(options)
    chosen = format_of(ctx, display)
    answer = query_lake(
        open_lake(lake),
        selection,
        lambda connect, known: with_plain_hosts(question(connect, known)),
    )
    write(answer, chosen, display)


def query_lake(lake: Lake, selection: Selection, query: Callable[[Connect, Selection], T]) -> T:
    """Returns the result of a query; runs it again if a file of the lake was replaced in the meantime.

    Args:
        lake: The lake, open.
        selection: Which entities and days; completed with what the lake has of users.
        query: Is called with a function that opens the lake, and the selection.

    Raises:
        UnanswerableError: The lake has no such host or entity.
        LakeError: The lake cannot be read.
    """
    from ..lake import views

    hosts = None if selection.host is None else [selection.host]
    _check_host(lake, selection.host)
    unknown = unknown_entities(lake, selection.entities, hosts)
    if unknown is not None:
        raise UnanswerableError(unknown)
    selection = attrs.evolve(selection, has_users=lake.privacy.users)

    def once() -> T:
        with ExitStack() as connections:

            def connect(
                *,
                families: Collection[str],
                since: datetime.date | None,
                until: datetime.date | None,
            ) -> DuckDBPyConnection:
                connection = views.connect(
                    lake,
                    families=families,
                    hosts=hosts,
                    entities=selection.entities or None,
                    since=since,
                    until=until,
                )
                return connections.enter_context(connection)

            return query(connect, selection)

    return views.again(lake, once)


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
    from ..questions.selection import Selection

    window, since, until = options.window, options.since, options.until
    if window is not None and since is not None and until is not None:
        raise UsageError(
            "--window, --since and --until cannot all be used together: use two of them"
        )
    return Selection(
        entities=entities_of(options.org, options.enterprise),
        host=None if options.base_url is None else host_of(options.base_url),
        window=window,
        since=since,
        until=until,
        require_complete=options.require_complete,
        today=today_utc(),
    )


def _check_host(lake: Lake, host: str | None) -> None:
    known = lake.hosts()
    if host is not None and known and host not in known:
        names = ", ".join(map(unquote, known))
        raise UnanswerableError(f"the lake has no data from {unquote(host)}; it has {names}")


def open_lake(lake: str) -> Lake:
    """Opens a lake by its path or URL. Raises `LakeError`."""
    from ..lake.lake import Lake

    return Lake.open(lake)
