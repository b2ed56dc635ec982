"""`copilot-metrics verify`: finds damaged files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ..exits import Exit
from ..naming import entities_of, families_of
from ..terminal import say, say_json
from .options import EnterpriseOption, FamilyOption, LakeOption, OrgOption, SinceOption, UntilOption

if TYPE_CHECKING:
    from ..inspection.verification import Damage, Verification


def add(app: typer.Typer) -> None:
    """Registers the command."""

    @app.command(short_help="Check the lake for damaged files.")
    def verify(
        lake: LakeOption,
        org: OrgOption = None,
        enterprise: EnterpriseOption = None,
        family: FamilyOption = None,
        since: SinceOption = None,
        until: UntilOption = None,
        read_data: Annotated[
            bool,
            typer.Option(
                "--read-data",
                help="Read every file and compare its SHA-256. Default: check manifests and sizes.",
            ),
        ] = False,
        format: Annotated[  # noqa: A002  # the option's name
            Literal["table", "json"], typer.Option("--format", help="For people, or for programs.")
        ] = "table",
    ) -> None:
        """Check every manifest and every file that it lists, and print the damaged ones.

        The next sync requests damaged days again if GitHub still has them; reprocess rebuilds
        them from the files stored by `sync --keep-raw`. Until then, questions do not use them.
        Damage that only --read-data finds is recorded in the lake for both.

        The exit code is 1 if a file is damaged.
        """
        from ..display.progress import files_read
        from ..inspection.verification import verify
        from ..lake.lake import Lake

        opened = Lake.open(lake)
        manifests = opened.manifests(
            families=[each.name for each in families_of(family)] if family else None,
            entities=entities_of(org, enterprise) or None,
            since=since,
            until=until,
        )
        with files_read() as tell:
            found = verify(opened, manifests, read_data=read_data, tell=tell)
        if format == "json":
            say_json(_to_dict(found))
        else:
            for line in _lines(found, read_data):
                say(line)
        if found.damage:
            raise typer.Exit(Exit.INCOMPLETE)


def _to_dict(found: Verification) -> dict[str, Any]:
    return {
        "manifests": found.manifests,
        "files": found.files,
        "bytes_read": found.bytes_read,
        "damage": [
            {
                "path": each.path,
                "problem": each.problem,
                "units": [unit.path for unit in each.units],
                "kept_file": each.is_kept_file,
            }
            for each in found.damage
        ],
    }


def _lines(found: Verification, read_data: bool) -> Iterator[str]:
    from ..run.run_stats import counted, size

    for each in found.damage:
        yield f"damaged: {each.path}: {each.problem} ({_concerned(each)})"
    checked = f"{counted(found.manifests, 'manifest')}, {counted(found.files, 'file')}"
    how = f"{size(found.bytes_read)} read" if read_data else "sizes compared, no data read"
    if not found.damage:
        yield f"No damage: {checked}; {how}."
        return
    yield f"{counted(len(found.damage), 'damaged file')}: {checked}; {how}."
    if any(not each.is_kept_file for each in found.damage):
        yield "Run `copilot-metrics sync` to request these days again. For days that GitHub has deleted, run"
        yield "`copilot-metrics reprocess`, which rebuilds those with raw files."


def _concerned(damage: Damage) -> str:
    first, *rest = damage.units
    which = str(first) if not rest else f"{first}, and {len(rest)} more days"
    return f"raw file of {which}" if damage.is_kept_file else which
