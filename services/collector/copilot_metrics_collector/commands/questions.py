"""`copilot-metrics teams`, `users`, `languages`, `models`, `features`, `credits`, `pulls` and `sql`."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Collection
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias
from urllib.parse import unquote

import attrs
import typer

from ..clock import today_utc
from ..exits import UnanswerableError, UsageError
from ..units import host_of
from .answering import SUFFIXES, Format, format_of, write
from .known import unknown_entities
from .options import EnterpriseOption, LakeOption, OrgOption, day, entities_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from ..lake.lake import Lake
    from ..questions.answer import Answer
    from ..questions.selection import Connect, Selection

    Question: TypeAlias = Callable[[Connect, Selection], Answer]


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


WindowOption: TypeAlias = Annotated[
    int | None,
    typer.Option("--window", min=1, metavar="DAYS", help="How many days up to --until; else 28."),
]
FirstOption: TypeAlias = Annotated[
    datetime.date | None,
    typer.Option(
        "--since",
        parser=day,
        metavar="YYYY-MM-DD",
        help="The first day (UTC), instead of --window.",
    ),
]
LastOption: TypeAlias = Annotated[
    datetime.date | None,
    typer.Option(
        "--until",
        parser=day,
        metavar="YYYY-MM-DD",
        help="The last day (UTC); else the newest with data.",
    ),
]
HostOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--base-url",
        envvar=["COPILOT_METRICS_BASE_URL", "GITHUB_API_URL"],
        metavar="URL",
        help="Only what came from this API; else from all.",
    ),
]
CompleteOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--require-complete", help="Give no answer (exit code 6) where a day is missing or partial."
    ),
]
FormatOption: TypeAlias = Annotated[
    Format | None,
    typer.Option(
        "--format",
        help="Else as the suffix of --output says, else table. In json, exact decimals such as credits are strings.",
    ),
]
OutputOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--output",
        metavar="FILE",
        dir_okay=False,
        help=f"Instead of standard output; its suffix says the format: {', '.join(SUFFIXES)}.",
    ),
]
RawCsvOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--raw-csv",
        help="In csv, write texts as they came: no ' before what a spreadsheet takes for a formula, "
        "no escapes.",
    ),
]
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
    app.command("teams", short_help="What each team did, by its members of each day.")(_teams)
    app.command("users", short_help="What each user did: activity, credits, what they used.")(
        _users
    )
    app.command("languages", short_help="What was done in each programming language.")(_languages)
    app.command("models", short_help="What was done with each model.")(_models)
    app.command("features", short_help="What was done with each feature.")(_features)
    app.command("credits", short_help="AI credits that were used, by user, team, day or entity.")(
        _credits
    )
    app.command("pulls", short_help="Pull requests, and Copilot's part in them.")(_pulls)
    app.command("sql", short_help="Answers a SELECT from the lake, with a view for each family.")(
        _sql
    )


def _teams(
    ctx: typer.Context,
    lake: LakeOption,
    org: OrgOption = None,
    enterprise: EnterpriseOption = None,
    window: WindowOption = None,
    since: FirstOption = None,
    until: LastOption = None,
    base_url: HostOption = None,
    require_complete: CompleteOption = False,
    format: FormatOption = None,  # noqa: A002  # the option's name
    output: OutputOption = None,
    raw_csv: RawCsvOption = False,
) -> None:
    """What each team did: its users' rows of each day, joined with its members of that day."""
    from ..questions.teams import teams

    asked = _selection(org, enterprise, window, since, until, base_url, require_complete)
    _answer(ctx, lake, teams, asked, format, output, raw_csv)


def _users(
    ctx: typer.Context,
    lake: LakeOption,
    org: OrgOption = None,
    enterprise: EnterpriseOption = None,
    window: WindowOption = None,
    since: FirstOption = None,
    until: LastOption = None,
    base_url: HostOption = None,
    require_complete: CompleteOption = False,
    format: FormatOption = None,  # noqa: A002
    output: OutputOption = None,
    raw_csv: RawCsvOption = False,
) -> None:
    """What each user did: active days, counters, credits, what they used."""
    from ..questions.users import users

    asked = _selection(org, enterprise, window, since, until, base_url, require_complete)
    _answer(ctx, lake, users, asked, format, output, raw_csv)


def _languages(
    ctx: typer.Context,
    lake: LakeOption,
    by: Annotated[LanguagesBy, typer.Option("--by", help="What a row is.")] = LanguagesBy.LANGUAGE,
    source: SourceOption = None,
    org: OrgOption = None,
    enterprise: EnterpriseOption = None,
    window: WindowOption = None,
    since: FirstOption = None,
    until: LastOption = None,
    base_url: HostOption = None,
    require_complete: CompleteOption = False,
    format: FormatOption = None,  # noqa: A002
    output: OutputOption = None,
    raw_csv: RawCsvOption = False,
) -> None:
    """What was done in each programming language; languages and editors know nothing of each other."""
    asked = _selection(org, enterprise, window, since, until, base_url, require_complete)
    _answer(ctx, lake, _breakdown(by.name, source), asked, format, output, raw_csv)


def _models(
    ctx: typer.Context,
    lake: LakeOption,
    by: Annotated[
        ModelsBy,
        typer.Option(
            "--by",
            help="What a row is; the first two are about chat and agents, the last about code.",
        ),
    ] = ModelsBy.MODEL,
    source: SourceOption = None,
    org: OrgOption = None,
    enterprise: EnterpriseOption = None,
    window: WindowOption = None,
    since: FirstOption = None,
    until: LastOption = None,
    base_url: HostOption = None,
    require_complete: CompleteOption = False,
    format: FormatOption = None,  # noqa: A002
    output: OutputOption = None,
    raw_csv: RawCsvOption = False,
) -> None:
    """What was done with each model, as far as GitHub could attribute it."""
    asked = _selection(org, enterprise, window, since, until, base_url, require_complete)
    _answer(ctx, lake, _breakdown(by.name, source), asked, format, output, raw_csv)


def _features(
    ctx: typer.Context,
    lake: LakeOption,
    source: SourceOption = None,
    org: OrgOption = None,
    enterprise: EnterpriseOption = None,
    window: WindowOption = None,
    since: FirstOption = None,
    until: LastOption = None,
    base_url: HostOption = None,
    require_complete: CompleteOption = False,
    format: FormatOption = None,  # noqa: A002
    output: OutputOption = None,
    raw_csv: RawCsvOption = False,
) -> None:
    """What was done with each feature; of Copilot CLI and the Copilot app, sessions and tokens too."""
    asked = _selection(org, enterprise, window, since, until, base_url, require_complete)
    _answer(ctx, lake, _breakdown("FEATURE", source), asked, format, output, raw_csv)


def _credits(
    ctx: typer.Context,
    lake: LakeOption,
    by: Annotated[CreditsBy, typer.Option("--by", help="What a row is.")] = CreditsBy.USER,
    org: OrgOption = None,
    enterprise: EnterpriseOption = None,
    window: WindowOption = None,
    since: FirstOption = None,
    until: LastOption = None,
    base_url: HostOption = None,
    require_complete: CompleteOption = False,
    format: FormatOption = None,  # noqa: A002
    output: OutputOption = None,
    raw_csv: RawCsvOption = False,
) -> None:
    """AI credits that were used, exactly; rows that do not say are counted apart."""
    from ..questions.credits import credits_used

    asked = _selection(org, enterprise, window, since, until, base_url, require_complete)
    _answer(
        ctx,
        lake,
        lambda connect, selection: credits_used(connect, selection, by.value),
        asked,
        format,
        output,
        raw_csv,
    )


def _pulls(
    ctx: typer.Context,
    lake: LakeOption,
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
    org: OrgOption = None,
    enterprise: EnterpriseOption = None,
    window: WindowOption = None,
    since: FirstOption = None,
    until: LastOption = None,
    base_url: HostOption = None,
    require_complete: CompleteOption = False,
    format: FormatOption = None,  # noqa: A002
    output: OutputOption = None,
    raw_csv: RawCsvOption = False,
) -> None:
    """Pull requests and Copilot's part in them; medians are never combined over days."""
    from ..questions.pulls import pulls

    asked = _selection(org, enterprise, window, since, until, base_url, require_complete)
    _answer(
        ctx,
        lake,
        lambda connect, selection: pulls(connect, selection, by.value, medians),
        asked,
        format,
        output,
        raw_csv,
    )


def _sql(
    ctx: typer.Context,
    lake: LakeOption,
    query: Annotated[str, typer.Argument(help="One SELECT; `-` reads it from standard input.")],
    format: FormatOption = None,  # noqa: A002
    output: OutputOption = None,
    raw_csv: RawCsvOption = False,
) -> None:
    """Any question to DuckDB, with a view a family (users_1_day, …) and units; nothing can be written."""
    from ..lake import views
    from ..questions.sql import ask

    chosen = format_of(ctx, format, output)
    text = sys.stdin.read() if query == "-" else query
    opened = _open(lake)
    root = opened.store.duckdb_path("lake.json").removesuffix("lake.json")
    answer = views.ask(opened, lambda connection: ask(connection, root, text))
    write(answer, chosen, output, raw_csv=raw_csv)


def _breakdown(name: str, source: Source | None) -> Question:
    from ..questions import breakdowns, cuts

    cut: cuts.Cut = getattr(cuts, name)
    chosen: breakdowns.Source | None = None if source is None else source.value
    return lambda connect, selection: breakdowns.breakdown(connect, selection, cut, chosen)


def _selection(
    org: list[str] | None,
    enterprise: list[str] | None,
    window: int | None,
    since: datetime.date | None,
    until: datetime.date | None,
    base_url: str | None,
    require_complete: bool,
) -> Selection:
    from ..questions.selection import Selection

    if window is not None and since is not None and until is not None:
        raise UsageError("--window, --since and --until say the same thing twice: give two of them")
    return Selection(
        entities=entities_of(org, enterprise),
        host=None if base_url is None else host_of(base_url),
        window=window,
        since=since,
        until=until,
        require_complete=require_complete,
        today=today_utc(),
    )


def _answer(
    ctx: typer.Context,
    lake: str,
    question: Question,
    selection: Selection,
    format_: Format | None,
    output: Path | None,
    raw_csv: bool,
) -> None:
    from ..lake import views
    from ..questions.answer import with_plain_hosts

    chosen = format_of(ctx, format_, output)
    opened = _open(lake)
    hosts = None if selection.host is None else [selection.host]
    _check_host(opened, selection.host)
    unknown = unknown_entities(opened, selection.entities, hosts)
    if unknown is not None:
        raise UnanswerableError(unknown)
    selection = attrs.evolve(selection, has_users=opened.privacy.users)

    def once() -> Answer:
        with ExitStack() as connections:

            def connect(
                *,
                families: Collection[str],
                since: datetime.date | None,
                until: datetime.date | None,
            ) -> DuckDBPyConnection:
                connection = views.connect(
                    opened,
                    families=families,
                    hosts=hosts,
                    entities=selection.entities or None,
                    since=since,
                    until=until,
                )
                return connections.enter_context(connection)

            return with_plain_hosts(question(connect, selection))

    write(views.again(opened, once), chosen, output, raw_csv=raw_csv)


def _check_host(lake: Lake, host: str | None) -> None:
    known = lake.hosts()
    if host is not None and known and host not in known:
        names = ", ".join(map(unquote, known))
        raise UnanswerableError(f"the lake has nothing from {unquote(host)}; it has {names}")


def _open(lake: str) -> Lake:
    from ..lake.lake import Lake

    return Lake.open(lake)
