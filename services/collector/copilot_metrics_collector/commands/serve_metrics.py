"""`copilot-metrics serve-metrics`: figures of the lake for Prometheus."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..asking import MOST_WINDOW_DAYS, make_selection
from ..exits import UsageError
from ..terminal import say
from .options import EnterpriseOption, LakeOption, OrgOption
from .question_options import HostOption

if TYPE_CHECKING:
    from ..metrics.gauges import Gauge

PORT = 9849


def add(app: typer.Typer) -> None:
    """Registers the command."""

    @app.command("serve-metrics", short_help="Serve figures to Prometheus.")
    def serve_metrics(
        lake: LakeOption,
        org: OrgOption = None,
        enterprise: EnterpriseOption = None,
        base_url: HostOption = None,
        window: Annotated[
            list[int] | None,
            typer.Option(
                "--window",
                min=1,
                max=MOST_WINDOW_DAYS,
                metavar="DAYS",
                help="Days up to the newest one with data. Repeatable. Default: 1 and 28.",
            ),
        ] = None,
        users: Annotated[
            bool,
            typer.Option("--users", help="Also figures of each person, labelled by login."),
        ] = False,
        address: Annotated[
            str, typer.Option("--address", metavar="HOST", help="The address to listen on.")
        ] = "127.0.0.1",
        port: Annotated[
            int,
            typer.Option(
                "--port", metavar="NUMBER", min=0, max=65535, help="The port; 0 for a free one."
            ),
        ] = PORT,
        refresh: Annotated[
            int,
            typer.Option(
                "--refresh", min=1, metavar="SECONDS", help="Interval between readings of the lake."
            ),
        ] = 300,
        textfile: Annotated[
            Path | None,
            typer.Option(
                "--textfile",
                metavar="FILE.prom",
                dir_okay=False,
                help="Write the figures once, for node_exporter's textfile collector, and exit.",
            ),
        ] = None,
    ) -> None:
        """Serve gauges of the newest day and of 28 days, by entity, team, feature, language, model and editor.

        No figure is about a person unless --users is given. The server has no authentication, so it listens on the
        loopback interface by default.

        Needs the extra `prometheus`: pip install 'copilot-metrics-collector[prometheus]'
        """
        from ..lake.lake import Lake
        from ..metrics import exposition
        from ..metrics.collect import WINDOWS, collect

        if textfile is not None and textfile.suffix != ".prom":
            raise UsageError(
                f"--textfile {textfile}: node_exporter reads only files that end in .prom"
            )
        exposition.check_extra()
        opened = Lake.open(lake)

        def read() -> list[Gauge]:
            selection = make_selection(org=org, enterprise=enterprise, base_url=base_url)
            return collect(opened, selection, windows=window or WINDOWS, users=users)

        if textfile is not None:
            gauges = read()
            exposition.write_textfile(textfile, gauges)
            say(f"wrote {textfile}: {len(gauges)} metrics")
            return
        exposition.serve(read, address, port, refresh)
