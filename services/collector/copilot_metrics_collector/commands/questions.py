"""`copilot-metrics teams`, `users`, `languages`, `models`, `features`, `credits`, `pulls` and `sql`."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Collection
from contextlib import ExitStack
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
from .options import entities_of
from .question_options import DisplayOptions, SelectionOptions, command_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from ..lake.lake import Lake
    from ..questions.answer import Answer
    from ..questions.selection import Connect, Selection

    Question: TypeAlias = Callable[[Connect, Selection], Answer]
else:
    Question: TypeAlias = Callable  # signatures are read at run time

T = TypeVar("T")


class Source(StrEnum):
    """Whose files a breakdown is from."""

    USERS = "users"
    ENTITY = "entity"


class LanguagesBy(StrEnum):
    """What a row of `languages` is."""

    LANGUAGE = "language"
    LANGUAGE_FEATURE = "language-feature"


class ModelsBy(StrEnum):
    """What a row of `models` is."""

    MODEL = "model"
    MODEL_FEATURE = "model-feature"
    LANGUAGE_MODEL = "language-model"


class CreditsBy(StrEnum):
    """What a row of `credits` is."""

    USER = "user"
    TEAM = "team"
    DAY = "day"
    ENTITY = "entity"


class PullsBy(StrEnum):
    """What a row of `pulls` is."""

    REPO = "repo"
    DAY = "day"
    ENTITY = "entity"
    REVIEW = "review"


SourceOption: TypeAlias = Annotated[
    Source | None,
    typer.Option(
        "--source",
        help="users: from the users' rows, counts distinct people; entity: GitHub's own totals. "
        "Else the users where the lake has them.",
    ),
]


def add(app: typer.Typer) -> None:
    """Registers the questions."""
    for name, (own, short_help) in _QUESTIONS.items():
        app.command(name, short_help=short_help)(command_of(own, _answer_question))
    sql_help = "Answers a SELECT from the lake, with a view for each family."
    app.command("sql", short_help=sql_help)(command_of(_sql, _answer_sql, has_selection=False))


def _teams() -> Question:
    """What each team did: its users' rows of each day, joined with its members of that day."""
    from ..questions.teams import teams

    return teams


def _users() -> Question:
    """What each user did: active days, counters, credits, what they used."""
    from ..questions.users import users

    return users


def _languages(
    by: Annotated[LanguagesBy, typer.Option("--by", help="What a row is.")] = LanguagesBy.LANGUAGE,
    source: SourceOption = None,
) -> Question:
    """What was done in each programming language; languages and editors know nothing of each other."""
    return _breakdown(by.name, source)


def _models(
    by: Annotated[
        ModelsBy,
        typer.Option(
            "--by",
            help="What a row is; the first two are about chat and agents, the last about code.",
        ),
    ] = ModelsBy.MODEL,
    source: SourceOption = None,
) -> Question:
    """What was done with each model, as far as GitHub could attribute it."""
    return _breakdown(by.name, source)


def _features(source: SourceOption = None) -> Question:
    """What was done with each feature; of Copilot CLI and the Copilot app, sessions and tokens too."""
    return _breakdown("FEATURE", source)


def _credits(
    by: Annotated[CreditsBy, typer.Option("--by", help="What a row is.")] = CreditsBy.USER,
) -> Question:
    """AI credits that were used, exactly; rows that do not say are counted apart."""
    from ..questions.credits import credits_used

    return lambda connect, selection: credits_used(connect, selection, by.value)


def _pulls(
    by: Annotated[
        PullsBy,
        typer.Option(
            "--by", help="What a row is; review: a repository's review times, day by day."
        ),
    ] = PullsBy.REPO,
    medians: Annotated[
        bool | None,
        typer.Option(
            "--medians/--no-medians",
            help="Minutes to merge: of one day only, or --by day. Else where they can be.",
        ),
    ] = None,
) -> Question:
    """Pull requests and Copilot's part in them; medians are never combined over days."""
    from ..questions.pulls import pulls

    return lambda connect, selection: pulls(connect, selection, by.value, medians)


def _sql(
    query: Annotated[str, typer.Argument(help="One SELECT; `-` reads it from standard input.")],
) -> str:
    """Any question to DuckDB, with a view a family (users_1_day, …) and units; nothing can be written."""
    return query


_QUESTIONS: Final = {
    "teams": (_teams, "What each team did, by its members of each day."),
    "users": (_users, "What each user did: activity, credits, what they used."),
    "languages": (_languages, "What was done in each programming language."),
    "models": (_models, "What was done with each model."),
    "features": (_features, "What was done with each feature."),
    "credits": (_credits, "AI credits that were used, by user, team, day or entity."),
    "pulls": (_pulls, "Pull requests, and Copilot's part in them."),
}


def _breakdown(name: str, source: Source | None) -> Question:
    from ..questions import breakdowns, cuts

    cut: cuts.Cut = getattr(cuts, name)
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
        raise UsageError("--window, --since and --until say the same thing twice: give two of them")
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
        raise UnanswerableError(f"the lake has nothing from {unquote(host)}; it has {names}")


def open_lake(lake: str) -> Lake:
    """Opens a lake by its path or URL. Raises `LakeError`."""
    from ..lake.lake import Lake

    return Lake.open(lake)
