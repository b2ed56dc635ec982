"""`copilot-metrics export`: the tables of the lake for other tools."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..exits import UnanswerableError, UsageError
from ..lake.known_entities import unknown_entities
from ..naming import entities_of
from ..terminal import say
from .options import EnterpriseOption, OrgOption, SinceOption, UntilOption

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def add(app: typer.Typer) -> None:
    """Registers the command."""

    @app.command(short_help="Copy the tables to DuckDB, Parquet, SQLite, Postgres or CSV.")
    def export(
        lake: Annotated[
            str,
            typer.Option(
                "--lake",
                envvar="COPILOT_METRICS_LAKE",
                metavar="PATH|URL",
                help="The lake: a folder, or the URL of an object store.",
            ),
        ],
        to: Annotated[
            str,
            typer.Option(
                "--to",
                metavar="KIND:PLACE",
                help="duckdb:FILE, parquet:DIR, sqlite:FILE, postgres:DSN or csv:DIR.",
            ),
        ],
        table: Annotated[
            list[str] | None,
            typer.Option(
                "--table",
                metavar="NAME",
                help="Only this table. Repeatable. Default: all except usage records.",
            ),
        ] = None,
        users: Annotated[
            bool,
            typer.Option("--users/--no-users", help="With or without tables about people."),
        ] = True,
        org: OrgOption = None,
        enterprise: EnterpriseOption = None,
        since: SinceOption = None,
        until: UntilOption = None,
        schema: Annotated[
            str, typer.Option("--schema", metavar="NAME", help="The schema in Postgres.")
        ] = "copilot_metrics",
        raw_csv: Annotated[
            bool, typer.Option("--raw-csv", help="In csv, write texts unchanged.")
        ] = False,
    ) -> None:
        """Copy the tables of the lake into plain tables: one per family, and `units`.

        An export replaces the tables of an earlier one, so running it twice gives the same result; with --table, it
        replaces only these. Either all tables are replaced or none; tables that are not from an export are never
        touched.
        """
        from ..export.tables import exported_tables
        from ..export.targets import ExportOptions, parse_target, writer_of
        from ..lake import views
        from ..lake.lake import Lake

        target = parse_target(to)
        if since is not None and until is not None and since > until:
            raise UsageError(
                f"no days from --since {since} to --until {until}: the first day is after the last"
            )
        options = ExportOptions(schema=schema, raw_csv=raw_csv, is_whole=not table)
        write = writer_of(target, options)
        opened = Lake.open(lake)
        _check_place(opened.store.url, target.place)
        entities = entities_of(org, enterprise)
        unknown = unknown_entities(opened, entities)
        if unknown is not None:
            raise UnanswerableError(unknown)

        def run(connection: DuckDBPyConnection) -> list[str]:
            found = exported_tables(connection, table or (), users=users)
            with _progress() as tell:
                write(connection, found, tell)
            return [each.name for each in found]

        names = views.ask(opened, run, entities=entities or None, since=since, until=until)
        many = "1 table" if len(names) == 1 else f"{len(names)} tables"
        say(f"exported {many} to {target}: {', '.join(names)}")


def _check_place(lake: str, place: str) -> None:
    """Raises `UsageError` if the target is inside the lake."""
    root = Path(lake).resolve()
    target = Path(place).resolve()
    if root.is_dir() and (target == root or root in target.parents):
        raise UsageError(f"--to: {place} is inside the lake; choose another place")


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Yields a function that shows the current table on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("exporting") as status:
        yield lambda name: status.update(f"exporting {name}")
