"""`copilot-metrics status`: shows stored and missing days."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from ..clock import today_utc
from ..exits import Exit
from ..lake.known_entities import unknown_entities
from ..naming import entities_of, families_of
from ..terminal import print_lines, say, say_json
from .options import (
    DEFAULT_BASE_URL,
    BaseUrlOption,
    EnterpriseOption,
    FamilyOption,
    LakeOption,
    OrgOption,
    SinceOption,
    UntilOption,
)


def add(app: typer.Typer) -> None:
    """Registers the command."""

    @app.command()
    def status(
        lake: LakeOption,
        org: OrgOption = None,
        enterprise: EnterpriseOption = None,
        family: FamilyOption = None,
        since: SinceOption = None,
        until: UntilOption = None,
        base_url: BaseUrlOption = DEFAULT_BASE_URL,
        format: Annotated[  # noqa: A002  # the option's name
            Literal["table", "json"], typer.Option("--format", help="For people, or for programs.")
        ] = "table",
    ) -> None:
        """Show which days the lake has, which are missing, and why.

        Every day from the first requested one, or from --since, to yesterday (UTC) is expected, as far
        as GitHub has the report. A day is there if it is complete, or if GitHub has no data for it.

        The exit code is 1 if a day is missing. A day that GitHub may still publish is not missing.
        """
        from ..inspection.completeness import completeness
        from ..lake.lake import Lake
        from ..units import host_of

        entities = entities_of(org, enterprise)
        families = [each.name for each in families_of(family)] if family else None
        opened = Lake.open(lake)
        series = completeness(
            opened.standing(opened.manifests(families=families, entities=entities or None)),
            entities=entities,
            families=families or (),
            hosts=[host_of(base_url)],
            requested={
                (host, family, entity): span
                for (host, family, entity), span in opened.requested().items()
                if (not families or family in families) and (not entities or entity in entities)
            },
            since=since,
            until=until,
            today=today_utc(),
        )
        unknown = unknown_entities(opened, entities)
        if unknown is not None:
            say(f"note: {unknown}", err=True)
        missing = sum(len(each.missing) for each in series)
        if format == "json":
            values = {"missing": missing, "series": [each.to_dict() for each in series]}
            say_json(values)
        else:
            from rich.console import Console

            from ..display.calendars import report

            console = Console(file=sys.stdout)
            print_lines(console, report(series))
        if missing or not series:
            raise typer.Exit(Exit.INCOMPLETE)
