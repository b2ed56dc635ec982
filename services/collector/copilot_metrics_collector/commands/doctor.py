"""`copilot-metrics doctor`: finds problems that prevent data collection, with remedies."""

from __future__ import annotations

import sys
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..clock import today_utc
from ..config import load as config
from ..exits import Exit
from ..naming import entities_of
from ..terminal import print_lines, say, say_json
from .options import DEFAULT_BASE_URL, BaseUrlOption, EnterpriseOption, OrgOption

if TYPE_CHECKING:
    from rich.console import Console

    from ..doctor.findings import DoctorFinding

_STYLES = {"fine": ("ok", "green"), "note": ("note", "yellow"), "problem": ("PROBLEM", "bold red")}


def add(app: typer.Typer) -> None:
    """Registers the command."""

    @app.command(short_help="Find problems that prevent data collection, with remedies.")
    def doctor(
        ctx: typer.Context,
        org: OrgOption = None,
        enterprise: EnterpriseOption = None,
        lake: Annotated[
            str | None,
            typer.Option(
                "--lake",
                "--to",
                envvar="COPILOT_METRICS_LAKE",
                metavar="PATH|URL",
                help="Also check this lake.",
            ),
        ] = None,
        base_url: BaseUrlOption = DEFAULT_BASE_URL,
        timeout: Annotated[
            float,
            typer.Option("--timeout", metavar="SECONDS", min=0.1, help="Timeout of each request."),
        ] = 15.0,
        format: Annotated[  # noqa: A002  # the option's name
            Literal["table", "json"], typer.Option("--format", help="For people, or for programs.")
        ] = "table",
    ) -> None:
        """Find problems that prevent data collection, with remedies.

        Checks credentials, token kinds and scopes, roles, policies and installations, the API
        and the download host, proxies, clock, rate limit, the last days with data, and the lake.

        Sends a few requests to GitHub (it prints the number first) and writes nothing. The exit code
        is 0 without problems, 1 if a problem needs action, 3 for credentials, 4 for the lake, 5 if
        GitHub cannot be reached.
        """
        from ..doctor.examine import Case, examine
        from ..doctor.findings import exit_of
        from ..doctor.lake import lake_findings

        today = today_utc()
        case = Case(
            base_url=base_url,
            entities=entities_of(org, enterprise),
            credentials=config.of(ctx).credentials,
            today=today,
            seconds=timeout,
            private=_is_private(config.of(ctx), lake),
        )
        say(
            f"Sending at most {case.most_requests} requests to {base_url}, and reading the first bytes of one "
            "file. Nothing is written.",
            err=True,
        )
        console = _console() if format == "table" else None
        found: list[DoctorFinding] = []
        for finding in chain(examine(case), lake_findings(lake, today) if lake else ()):
            found.append(finding)
            if console is not None:
                show(console, finding)
        code = exit_of(found)
        if format == "json":
            values = {"exit": int(code), "findings": [each.to_dict() for each in found]}
            say_json(values)
        elif not case.entities:
            say(
                "No report was requested: name an organization with --org or an enterprise with --enterprise."
            )
        if code is not Exit.FINE:
            raise typer.Exit(code)


def _is_private(loaded: config.Config, lake: str | None) -> bool:
    """Whether the lake contains no plain names, or `sync` is configured to create such a lake."""
    from ..exits import LakeError
    from ..lake.lake import Lake

    settings = loaded.defaults("sync")
    if settings.get("pseudonymize") or settings.get("no_users"):
        return True
    try:
        return lake is not None and Lake.open(lake).privacy.is_private
    except LakeError:  # reported by the check of the lake
        return False


def _console() -> Console:
    from rich.console import Console

    return Console(file=sys.stdout)


def show(console: Console, finding: DoctorFinding) -> None:
    """Yields a line for a finding, and one for its remedy."""
    from rich.text import Text

    word, style = _STYLES[finding.level]
    code = f" [{finding.code}]" if finding.level == "problem" else ""
    lines = [Text().append(f"{word:<8}", style).append(f"{finding.subject}: {finding.text}{code}")]
    lines += [Text(f"        > {finding.remedy}")] if finding.remedy else []
    print_lines(console, lines)
