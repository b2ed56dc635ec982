"""`copilot-metrics reprocess`: rebuilds rows from raw files."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ..exits import UsageError
from ..lake.known_entities import unknown_entities
from ..naming import entities_of, families_of
from ..terminal import say
from .options import EnterpriseOption, FamilyOption, LakeOption, OrgOption, SinceOption, UntilOption


def add(app: typer.Typer) -> None:
    """Registers the command."""

    @app.command(short_help="Rebuild rows from the files stored by `sync --keep-raw`.")
    def reprocess(
        lake: LakeOption,
        org: OrgOption = None,
        enterprise: EnterpriseOption = None,
        family: FamilyOption = None,
        since: SinceOption = None,
        until: UntilOption = None,
        workers: Annotated[
            int, typer.Option(min=1, metavar="N", help="Number of units read in parallel.")
        ] = 2,
    ) -> None:
        """Rebuild rows from the files stored by `sync --keep-raw`, without requests to GitHub.

        Use it after an update: fields that the previous release did not know get their columns.
        Rebuilt rows replace the old ones; other units are unchanged. The exit code is 1 if raw files
        are missing or damaged.
        """
        from ..display.progress import reporter
        from ..lake.lake import Lake
        from ..run.reprocess import exit_code, reprocess, told

        opened, entities = Lake.open(lake), entities_of(org, enterprise)
        unknown = unknown_entities(opened, entities)
        if unknown is not None:
            raise UsageError(unknown)
        manifests = opened.manifests(
            families=[each.name for each in families_of(family)] if family else None,
            entities=entities or None,
            since=since,
            until=until,
        )
        with reporter(sys.stdout) as tell:
            fates = reprocess(opened, manifests, tell, workers)
        say(told(fates), err=True)
        raise typer.Exit(exit_code(fates))
