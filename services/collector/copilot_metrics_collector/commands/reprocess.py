"""`copilot-metrics reprocess`: the rows once more, from the files that were kept."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ..exits import UsageError
from ..terminal import say
from .known import unknown_entities
from .options import (
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

    @app.command(short_help="Rebuilds rows from the files that `sync --keep-raw` kept.")
    def reprocess(
        lake: LakeOption,
        org: OrgOption = None,
        enterprise: EnterpriseOption = None,
        family: FamilyOption = None,
        since: SinceOption = None,
        until: UntilOption = None,
        workers: Annotated[
            int, typer.Option(min=1, metavar="N", help="Units that are read side by side.")
        ] = 2,
    ) -> None:
        """Rebuilds rows from the files that `sync --keep-raw` kept, without asking GitHub.

        For after an update: a field that the former release did not know, and kept among the unknown
        ones, gets its column. What is rebuilt replaces what was there; everything else stays. The exit code is 1
        where files were not kept, or are damaged.
        """
        from ..lake.lake import Lake
        from ..progress import reporter
        from ..sync.reprocess import exit_code, reprocess, told

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
