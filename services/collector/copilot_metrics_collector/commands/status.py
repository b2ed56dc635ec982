"""`copilot-metrics status`: which days the lake has, which are missing, and why."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Literal

import typer

from ..clock import today_utc
from ..exits import Exit
from .options import (
    DEFAULT_BASE_URL,
    BaseUrlOption,
    EnterpriseOption,
    FamilyOption,
    LakeOption,
    OrgOption,
    SinceOption,
    UntilOption,
    entities_of,
    families_of,
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
        """Tells which days the lake has, which are missing, and why.

        What is expected: all days from each family's first day with data, but not before the first
        day that the entity was answered for, or from --since, until yesterday (UTC).

        The exit code is 1 where something is missing. A day that GitHub may still publish is not.
        """
        from ..lake.lake import Lake
        from ..status import completeness
        from ..units import host_of

        entities = entities_of(org, enterprise)
        families = [each.name for each in families_of(family)] if family else None
        opened = Lake.open(lake)
        series = completeness(
            opened.standing(opened.manifests(families=families, entities=entities or None)),
            entities=entities,
            families=families or (),
            hosts=[host_of(base_url)],
            since=since,
            until=until,
            today=today_utc(),
        )
        missing = sum(len(each.missing) for each in series)
        if format == "json":
            values = {"missing": missing, "series": [each.to_dict() for each in series]}
            typer.echo(json.dumps(values, indent=1))
        else:
            from rich.console import Console

            from ..calendars import report

            console = Console(file=sys.stdout)
            for line in report(series):
                # what is no terminal is as wide as it needs to be
                console.print(line, soft_wrap=not console.is_terminal)
        if missing or not series:
            raise typer.Exit(Exit.INCOMPLETE)
