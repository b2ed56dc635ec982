"""`copilot-metrics sync`: fetches days that the lake lacks or that GitHub may have revised."""

from __future__ import annotations

import datetime
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ..access.settings import (
    DEFAULT_DEADLINE_SECONDS,
    DEFAULT_TIMEOUT_SECONDS,
    DEFAULT_TRIES,
    DEFAULT_WORKERS,
    RunSettings,
)
from ..clock import today_utc
from ..config import load as config
from ..exits import UsageError
from ..naming import entities_of
from ..terminal import say
from ..units import BILLING_COST_CENTERS, is_optional
from .options import (
    DEFAULT_BASE_URL,
    BaseUrlOption,
    EnterpriseOption,
    LakeOption,
    OrgOption,
    SinceOption,
    UntilOption,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..run.prepare import Prepared


def add(app: typer.Typer) -> None:
    """Registers the command."""

    @app.command(short_help="Fetch days that the lake lacks or that GitHub may have revised.")
    def sync(
        ctx: typer.Context,
        lake: LakeOption,
        org: OrgOption = None,
        enterprise: EnterpriseOption = None,
        since: SinceOption = None,
        until: UntilOption = None,
        family: Annotated[
            list[str] | None,
            typer.Option(
                metavar="NAME",
                help="A report family. Repeatable. Default: all except usage-records, which contain prompts, "
                "billing-users, which sends a request for each person, and billing-cost-centers.",
            ),
        ] = None,
        skip_family: Annotated[
            list[str] | None,
            typer.Option(metavar="NAME", help="A family to skip. Repeatable."),
        ] = None,
        cost_center: Annotated[
            list[str] | None,
            typer.Option(
                metavar="ID",
                help="Also fetch the bill of this cost center of an enterprise (billing-cost-centers). Repeatable.",
            ),
        ] = None,
        refetch: Annotated[
            bool,
            typer.Option("--refetch", help="Request settled days again; requires --since."),
        ] = False,
        plan: Annotated[
            bool,
            typer.Option("--plan", help="Print units, requests and hours without fetching."),
        ] = False,
        requests_per_hour: Annotated[
            int | None,
            typer.Option(min=1, metavar="N", help="Rate limit for --plan, instead of querying it."),
        ] = None,
        keep_raw: Annotated[
            bool,
            typer.Option("--keep-raw", help="Also store the files as received, for `reprocess`."),
        ] = False,
        pseudonymize: Annotated[
            str | None,
            typer.Option(metavar="KEYFILE", help="Replace logins and ids with a keyed hash."),
        ] = None,
        no_users: Annotated[
            bool,
            typer.Option("--no-users", help="Store teams and entities only, no rows of users."),
        ] = False,
        executor: Annotated[
            str,
            typer.Option(
                metavar="NAME",
                help="threads, threads://N, dask://HOST:PORT, or module:function that returns "
                "a concurrent.futures.Executor.",
            ),
        ] = "threads",
        workers: Annotated[
            int, typer.Option(min=1, metavar="N", help="Number of units read in parallel.")
        ] = DEFAULT_WORKERS,
        tries: Annotated[
            int, typer.Option(min=1, metavar="N", help="Maximum attempts per request.")
        ] = DEFAULT_TRIES,
        timeout: Annotated[
            float,
            typer.Option(min=0.001, metavar="SECONDS", help="Timeout of each step of a request."),
        ] = DEFAULT_TIMEOUT_SECONDS,
        deadline: Annotated[
            float,
            typer.Option(
                min=0.0,
                metavar="SECONDS",
                help="Time limit of a request, including waits for rate limits.",
            ),
        ] = DEFAULT_DEADLINE_SECONDS,
        token_variable: Annotated[
            str | None,
            typer.Option(
                metavar="NAME", help="Environment variable with the token. Default: GITHUB_TOKEN."
            ),
        ] = None,
        token_file: Annotated[
            str | None, typer.Option(metavar="FILE", help="File with the token.")
        ] = None,
        app_id: Annotated[
            str | None,
            typer.Option(metavar="ID", help="Id of a GitHub App, with --private-key-file."),
        ] = None,
        private_key_file: Annotated[
            str | None, typer.Option(metavar="FILE", help="Private key of the GitHub App, PEM.")
        ] = None,
        base_url: BaseUrlOption = DEFAULT_BASE_URL,
    ) -> None:
        """Fetch days that the lake lacks, and the last four days again, which GitHub revises.

        It is safe to kill, to repeat, and to run twice at once. It shows a bar on a terminal and prints
        one JSON line per unit in a pipe. The exit code is 1 if days are missing afterwards. Seats and bills that the
        token may not read are reported as not collected, and count as missing only if --family names them.
        """
        from ..access.credentials import Credential
        from ..plan.families import chosen_families
        from ..run.executors import threads_of
        from ..run.prepare import check_secrets, prepare
        from ..run.run_units import run
        from ..run.summary import exit_code

        today = today_utc()
        _check_days(since, until, today)
        if refetch and since is None:
            raise UsageError("--refetch requires --since DAY (the first day to request again)")
        entities = entities_of(org, enterprise)
        if not entities:
            raise UsageError("nothing to sync: use --org SLUG or --enterprise SLUG")
        credentials = config.of(ctx).credentials
        if any((token_variable, token_file, app_id, private_key_file)):
            credentials = (
                Credential(
                    name="command line",
                    token_variable=token_variable,
                    token_file=token_file,
                    app_id=app_id,
                    private_key_file=private_key_file,
                ),
            )
        cost_centers = tuple(dict.fromkeys(cost_center or ()))
        families = chosen_families(
            family,
            skip_family,
            pseudonymize=pseudonymize,
            users=not no_users,
            also=(BILLING_COST_CENTERS,) if cost_centers else (),
        )
        settings = RunSettings(
            lake=lake,
            base_url=base_url,
            today=today,
            keep_raw=keep_raw,
            pseudonymize=pseudonymize,
            users=not no_users,
            cost_centers=cost_centers,
            timeout_seconds=timeout,
            tries=tries,
            deadline_seconds=deadline,
            workers=workers,
        )
        if threads_of(executor) is not None and not plan:
            check_secrets(credentials, entities)
        prepared = prepare(
            settings,
            credentials,
            entities,
            families,
            since,
            until,
            create=not plan,
            refetch=refetch,
        )
        if plan:
            for line in _lines(prepared, settings, requests_per_hour):
                say(line)
            return
        from ..display.progress import reporter

        with reporter(sys.stdout) as tell:
            named = {*(family or ()), *((BILLING_COST_CENTERS,) if cost_centers else ())}
            optional = [name for name in families if name not in named and is_optional(name)]
            finished = run(prepared.work, settings, tell, executor, optional=optional)
        raise typer.Exit(exit_code(finished.due))


def _check_days(
    since: datetime.date | None, until: datetime.date | None, today: datetime.date
) -> None:
    if since is not None and since >= today:
        raise typer.BadParameter(f"--since {since}: expected a day before today (UTC)")
    if since is not None and until is not None and until < since:
        raise typer.BadParameter(f"--until {until} is before --since {since}")


def _lines(prepared: Prepared, settings: RunSettings, assumed: int | None) -> Iterator[str]:
    from ..run.forecast import forecast, lines
    from ..run.running import together

    work = together(prepared.work, settings.today)
    forecasts = [forecast(each, settings, assumed) for each in work]
    yield from lines(prepared.plan, forecasts)
