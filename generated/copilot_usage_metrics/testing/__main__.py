"""`python -m copilot_usage_metrics.testing`: serve, write files, list the scenarios."""

from __future__ import annotations

import argparse
import contextlib
import datetime
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from .._runtime.escaping import escape_lines, escape_text
from . import registry
from .data.estate import ENTERPRISE
from .fake import FakeGitHub
from .scenarios import SCENARIOS

_MEGABYTE = 1_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns 0 on success, 2 for a usage error."""
    options = _parser().parse_args(arguments)
    try:
        run: int = options.run(options)
    except (ValueError, KeyError, OverflowError) as error:
        _complain(str(error.args[0] if isinstance(error, KeyError) else error))
        return 2
    except OSError as error:
        where = getattr(options, "out", None) or f"port {getattr(options, 'port', 0)}"
        _complain(f"{error.filename or where}: {error.strerror or error}")
        return 2
    return run


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        super().error(escape_text(message))


def _complain(text: str) -> None:
    sys.stderr.write(f"error: {escape_text(text)}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m copilot_usage_metrics.testing", description="A fake GitHub on loopback."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="serve the API and the download host until Ctrl-C")
    _estate(serve)
    serve.add_argument(
        "--port", type=int, default=0, help="port of the API (default: any free port)"
    )
    serve.add_argument(
        "--download-port",
        type=int,
        default=0,
        help="port of the download host (default: any free port)",
    )
    serve.add_argument(
        "--latency", type=int, metavar="MS", help="latency of every response, in milliseconds"
    )
    serve.add_argument(
        "--legacy",
        choices=("closed", "open"),
        default="closed",
        help="whether the closed operations still respond (default: closed)",
    )
    serve.add_argument(
        "--parts",
        type=int,
        default=4,
        help="number of files of the users' 28-day report (default: 4)",
    )
    serve.set_defaults(run=_serve)
    write = commands.add_parser("write", help="write the files of a report, without a server")
    _estate(write)
    write.add_argument("--family", choices=registry.families(), required=True)
    write.add_argument(
        "--entity", help="an organization or the enterprise (default: the enterprise)"
    )
    write.add_argument(
        "--day", type=datetime.date.fromisoformat, help="the day of the report (default: yesterday)"
    )
    write.add_argument(
        "--parts",
        type=int,
        default=1,
        help="number of files of the users' 28-day report (default: 1)",
    )
    write.add_argument("--megabytes", type=float, help="stop after the row that reaches this size")
    write.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help="the file to write; - is standard output",
    )
    write.set_defaults(run=_write)
    listing = commands.add_parser("scenarios", help="list all scenarios")
    listing.set_defaults(run=_list)
    return parser


def _estate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seats", type=int, default=100, help="users with a seat (default: 100)")
    parser.add_argument("--days", type=int, default=28, help="days with data (default: 28)")
    parser.add_argument(
        "--organizations", type=int, default=2, help="number of organizations (default: 2)"
    )
    parser.add_argument("--enterprise", default=ENTERPRISE, help="the enterprise's slug")
    parser.add_argument("--seed", type=int, default=1, help="seed of the figures (default: 1)")
    parser.add_argument("--today", type=datetime.date.fromisoformat, metavar="YYYY-MM-DD")
    parser.add_argument(
        "--scenario",
        nargs="+",
        action="extend",
        default=[],
        metavar="NAME[=VALUE][,times=N]",
        help="simulated faults; see the command `scenarios`",
    )


def _fake(options: argparse.Namespace, **more: Any) -> FakeGitHub:
    names = ("seats", "days", "organizations", "enterprise", "seed", "today", "scenario", "parts")
    return FakeGitHub(**{name: getattr(options, name) for name in names}, **more)


def _serve(options: argparse.Namespace) -> int:
    if options.latency is not None:
        options.scenario += [f"api-latency={options.latency}", f"latency={options.latency}"]
    fake = _fake(
        options, port=options.port, download_port=options.download_port, legacy=options.legacy
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt), fake:
        sys.stdout.write(escape_lines(_greeting(fake)))
        sys.stdout.flush()
        while True:
            time.sleep(3600)
    sys.stdout.write(f"\n{len(fake.requests)} requests were served\n")
    return 0


def _greeting(fake: FakeGitHub) -> str:
    organization, day = fake.organizations[0], fake.days[-1]
    path = f"/orgs/{organization}/copilot/metrics/reports/users-1-day?day={day}"
    return f"""API        {fake.base_url}
downloads  {fake.download_url}
token      {fake.token}
enterprise {fake.enterprise}
orgs       {", ".join(fake.organizations)}
days       {fake.days[0]} to {day}
scenario   {" ".join(fake.scenario) or "none"}

curl -H "Authorization: Bearer {fake.token}" "{fake.base_url}{path}"

from copilot_usage_metrics import CopilotMetrics
with CopilotMetrics("{fake.token}", base_url="{fake.base_url}") as client:
    for row in client.rows.copilot_organization_users_usage_metrics("{organization}"):
        print(row)

Ctrl-C ends it.
"""


def _write(options: argparse.Namespace) -> int:
    fake = _fake(options)
    entity = fake.entity(options.entity or fake.enterprise)
    operation = registry.report(options.family, entity.scope)
    files = fake.files(operation.operation_id, entity, options.day)
    if not files:
        raise ValueError("there is no data for this report")
    began, written = time.monotonic(), 0
    for number, pieces in enumerate(files):
        chosen = _until(pieces, options.megabytes)
        if str(options.out) == "-":
            written += sum(sys.stdout.buffer.write(piece) for piece in chosen)
            continue
        path = options.out if len(files) == 1 else _numbered(options.out, number)
        with path.open("wb") as file:
            size = sum(file.write(piece) for piece in chosen)
        written += size
        sys.stderr.write(f"{escape_text(str(path))}: {size / _MEGABYTE:.1f} MB\n")
    seconds = time.monotonic() - began
    sys.stderr.write(f"{written / _MEGABYTE / max(seconds, 1e-9):.0f} MB/s\n")
    return 0


def _until(pieces: Iterator[bytes], megabytes: float | None) -> Iterator[bytes]:
    """The pieces up to a size, ending after a row."""
    left = None if megabytes is None else int(megabytes * _MEGABYTE)
    for piece in pieces:
        if left is not None and len(piece) >= left:
            yield piece[: piece.rfind(b"\n") + 1] or piece
            return
        yield piece
        left = None if left is None else left - len(piece)


def _numbered(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}-{number:05d}{path.suffix}")


def _list(_: argparse.Namespace) -> int:
    titles = {
        "api": "responses of the API",
        "download": "downloads over the wire",
        "file": "content of files",
    }
    for where, title in titles.items():
        sys.stdout.write(f"{title}\n")
        for each in SCENARIOS.values():
            if each.where == where:
                value = f"={each.default}" if each.default else ""
                times = f",times={each.times}" if each.times is not None else ""
                sys.stdout.write(f"  {each.name + value + times:<32} {each.about}\n")
                if each.values:
                    sys.stdout.write(f"  {'':<32} values: {', '.join(each.values)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
