"""`copilot-metrics report`: a page with charts, in one file that can be sent."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from ..asking import query_lake
from ..exits import UsageError
from ..files import check_writable, is_special, replace_file
from ..questions.catalog import MOST_IDLE_DAYS
from ..terminal import say
from ..units import IDLE_DAYS
from .answering import write_bytes
from .options import EnterpriseOption, LakeOption, OrgOption, price
from .question_options import (
    STANDARD_OUTPUT,
    CompleteOption,
    FirstOption,
    HostOption,
    LastOption,
    SelectionOptions,
    WindowOption,
)
from .questions import open_lake, selection_of

SUFFIXES = (".html", ".htm")
DEFAULT_TITLE = "GitHub Copilot usage"


def add(app: typer.Typer) -> None:
    """Registers the command."""

    @app.command(short_help="Write a page with charts and tables, in one HTML file.")
    def report(
        lake: LakeOption,
        output: Annotated[
            Path,
            typer.Option(
                "--output",
                metavar="FILE.html",
                dir_okay=False,
                allow_dash=True,
                help="The file; an existing one is replaced. Standard output: -",
            ),
        ],
        title: Annotated[
            str, typer.Option("--title", metavar="TEXT", help="The heading of the page.")
        ] = DEFAULT_TITLE,
        org: OrgOption = None,
        enterprise: EnterpriseOption = None,
        team: Annotated[
            str | None,
            typer.Option("--team", metavar="SLUG", help="Count only the members of this team."),
        ] = None,
        window: WindowOption = None,
        since: FirstOption = None,
        until: LastOption = None,
        compare: Annotated[
            bool,
            typer.Option("--compare", help="Compare with the previous window of the same length."),
        ] = False,
        users: Annotated[
            bool,
            typer.Option(
                "--users",
                help="Also list people by login. Without it, the file contains no logins.",
            ),
        ] = False,
        idle: Annotated[
            int,
            typer.Option(
                "--idle",
                min=1,
                max=MOST_IDLE_DAYS,
                metavar="DAYS",
                help="Number of days without activity after which a seat is idle.",
            ),
        ] = IDLE_DAYS,
        seat_price: Annotated[
            Decimal | None,
            typer.Option(
                "--seat-price",
                parser=price,
                metavar="AMOUNT",
                help="List price of a seat and month: adds the cost of idle seats.",
            ),
        ] = None,
        base_url: HostOption = None,
        require_complete: CompleteOption = False,
    ) -> None:
        """Write a page with charts and tables that can be opened, printed and sent: one HTML file.

        The file needs no network and has no scripts. It covers active people by day and week, adoption, acceptance by
        feature, language, editor and model, seats, teams, credits, cost, pull requests and the completeness of the
        data. Missing days are gaps, and each chart has a table and the notes of its figures.

        Needs the extra `report`: pip install 'copilot-metrics-collector[report]'
        """
        from ..report.build import ReportOptions, build
        from ..report.page import check_extra, to_html

        is_printed = output == STANDARD_OUTPUT
        if is_printed and sys.stdout.isatty():
            raise UsageError("a report is HTML: use --output FILE.html or a pipe")
        if not is_printed and not is_special(output) and output.suffix.lower() not in SUFFIXES:
            raise UsageError(f"--output {output}: a report is HTML; name a file that ends in .html")
        check_extra()
        if not is_printed:
            check_writable(output)  # before the lake is read, which may take long
        selection = selection_of(
            SelectionOptions(
                org=org,
                enterprise=enterprise,
                window=window,
                since=since,
                until=until,
                base_url=base_url,
                require_complete=require_complete,
            )
        )
        opened = open_lake(lake)
        options = ReportOptions(
            title=title,
            team=team,
            compare=compare,
            with_names=users,
            has_pseudonyms=opened.privacy.pseudonyms is not None,
            idle=idle,
            seat_price=seat_price,
        )
        found = query_lake(opened, selection, lambda connect, known: build(connect, known, options))
        page = to_html(found).encode()
        if is_printed:
            write_bytes(page)
            return
        replace_file(output, page)
        say(f"wrote {output}")
