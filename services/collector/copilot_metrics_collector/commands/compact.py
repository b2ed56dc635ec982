"""`copilot-metrics compact`: merges the small files of settled days."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Annotated, Literal

import attrs
import typer

from ..terminal import say, say_json
from .options import LakeOption, day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..lake.compaction import CompactionReport, Step


def add(app: typer.Typer) -> None:
    """Registers the command."""

    @app.command(short_help="Merge the small files of settled days and delete unused files.")
    def compact(
        lake: LakeOption,
        before: Annotated[
            datetime.date | None,
            typer.Option(
                "--before",
                parser=day,
                metavar="YYYY-MM-DD",
                help="Merge only days before this one (UTC). Default: all settled days.",
            ),
        ] = None,
        format: Annotated[  # noqa: A002  # the option's name
            Literal["table", "json"], typer.Option("--format", help="For people, or for programs.")
        ] = "table",
    ) -> None:
        """Merge the small files of settled days by month and delete unused files.

        Queries return the same results before, during and after. A file that no manifest lists is
        deleted after a day. A second run has nothing to do.
        """
        from ..lake.compaction import compact as merge
        from ..lake.lake import Lake

        report = merge(Lake.open(lake), before=before)
        if format == "json":
            say_json(attrs.asdict(report))
            return
        for line in lines_of(report):
            say(line)


def lines_of(report: CompactionReport) -> Iterator[str]:
    """Yields the lines of the report."""
    from ..run.run_stats import counted, size

    by_family: dict[str, list[Step]] = {}
    for step in report.steps:
        by_family.setdefault(_family(step.path), []).append(step)
    for family, steps in sorted(by_family.items()):
        files, units = sum(each.files for each in steps), sum(each.units for each in steps)
        before, after = sum(each.bytes_before for each in steps), sum(each.bytes for each in steps)
        yield (
            f"{family}: {counted(files, 'file')} of {counted(units, 'unit')} merged into "
            f"{len(steps):,}, {size(before)} to {size(after)}"
        )
    cleaned = report.cleaned
    if cleaned.removed:
        yield f"{counted(len(cleaned.removed), 'file')} deleted that no manifest listed for a day"
    if cleaned.waiting:
        verb = "is" if len(cleaned.waiting) == 1 else "are"
        yield (
            f"{counted(len(cleaned.waiting), 'file')} {verb} no longer listed by a manifest: "
            "compact deletes such files after a day"
        )
    if cleaned.swept:
        yield f"{counted(len(cleaned.swept), 'folder')} of killed runs deleted"
    if report.overtaken:
        yield (
            f"{counted(report.overtaken, 'unit')} changed by a concurrent run: "
            "run compact again later"
        )
    if not report.changed:
        yield "Nothing to merge or delete."


def _family(path: str) -> str:
    found = [part for part in path.split("/") if part.startswith("family=")]
    return found[0].removeprefix("family=") if found else path
