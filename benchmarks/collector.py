"""The collector: a sync compared with a script, and a part of a large enterprise, extrapolated to a year.

The fake runs in its own process and generates its reports beforehand. To reduce the size: BENCH_ORGS, BENCH_SEATS,
BENCH_DAYS for the sync, BENCH_ENTERPRISE_SEATS for the slice.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from .collector_projection import Size, Slice, lines
from .collector_server import TODAY, ServedEstate
from .harness import ROOT, ResultRow, seconds_text

ORGS = int(os.environ.get("BENCH_ORGS", "20"))
SEATS = int(os.environ.get("BENCH_SEATS", "500"))
DAYS = int(os.environ.get("BENCH_DAYS", "28"))
ENTERPRISE_SEATS = int(os.environ.get("BENCH_ENTERPRISE_SEATS", "50000"))
MILLISECONDS = 50
SEATS_PER_PAGE = 100
"""The largest page of seats, which the collector requests."""
_SCRIPTS = "Scripts" if os.name == "nt" else "bin"
COLLECTOR = ROOT / "services" / "collector" / ".venv" / _SCRIPTS / "python"
OF_ORGANIZATIONS = (
    "users-1-day",
    "user-teams-1-day",
    "repos-1-day",
    "organization-1-day",
    "users-28-day",
    "organization-28-day",
)
OF_ENTERPRISES = ("users-1-day", "user-teams-1-day", "repos-1-day", "enterprise-1-day")


@dataclass
class Fake:
    """The running fake."""

    said: dict[str, Any]
    _questions: IO[str]
    _answers: IO[str]

    def metered(self) -> dict[str, Any]:
        """The counts since the last call."""
        self._questions.write("\n")
        self._questions.flush()
        found: dict[str, Any] = json.loads(self._answers.readline())
        return found


@dataclass(frozen=True)
class Ran:
    """A finished sync."""

    seconds: float
    """Of the whole process."""
    cpu: float
    """Its CPU time in seconds."""
    finished: dict[str, Any]
    units: list[dict[str, Any]]
    memory: dict[str, float]
    metered: dict[str, Any]

    @property
    def complete(self) -> int:
        """Units with data, whose files were read."""
        found: int = self.finished["counts"].get("complete", 0)
        return found


def sync_rows() -> list[ResultRow]:
    """A sync of many organizations compared with the script, with one credential each and with one token for all.

    Requests one after the other take minutes, each the same time, so the script and the sync with one token get a
    tenth of the organizations.
    """
    estate = ServedEstate(ORGS, SEATS, DAYS, MILLISECONDS)
    with serving(estate) as fake, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        some = fake.said["organizations"][: max(1, ORGS // 10)]
        plain = _plain(fake, names=some)
        requests = fake.metered()["requests"]["envelope"]
        many = _sync(fake, folder / "many", ["--app-id", "1", "--private-key-file", _key(folder)])
        one = _sync(fake, folder / "one", [], names=some)
    parts = ORGS / len(some)
    what = f"sync of {DAYS} days × {ORGS} organizations of {SEATS} seats at {MILLISECONDS} ms a request"
    script = "a script of httpx and json, one by one"
    at_once = max(ran.metered["most_at_once"]["envelope"] for ran in (many, one))
    print(f"at the fake: {many.metered}, with one token {one.metered}", file=sys.stderr)
    one_token = f"{len(some)} organizations, one token for all ({requests:,} × {MILLISECONDS} ms)"
    return [
        _faster(f"{what}, a credential each", f"{script}, {parts:.3g} × a part", many, plain * parts, 3.5),
        _faster(one_token, script, one, plain, 1.0),
        ResultRow("report requests at a time per credential", "-", str(at_once), "-", at_once, 1.0),
    ]  # fmt: skip


def scale_rows() -> list[ResultRow]:
    """One day of a large enterprise: the cost of a unit and, printed, of a year."""
    estate = ServedEstate(1, ENTERPRISE_SEATS, 1, 0, is_enterprise=True)
    with serving(estate) as fake, tempfile.TemporaryDirectory() as name:
        plain = _plain(fake, families=["users-1-day"])
        fake.metered()
        users = _sync(fake, Path(name) / "users", [], ["users-1-day"])
        whole = _sync(fake, Path(name) / "whole", [])
        bills = _sync(fake, Path(name) / "whole", [], ["billing"])
        seats = _sync(fake, Path(name) / "whole", [], ["seats"])
        stored = _stored(Path(name) / "whole")
    measured = _slice(whole, bills, seats, stored)
    size, seconds = users.finished["bytes"], users.finished["seconds"]
    print(
        f"users-1-day of {ENTERPRISE_SEATS:,} seats: {size / 1e6:.0f} MB to Parquet in {seconds:.1f} s, "
        f"{size / 1e6 / seconds:.0f} MB/s, {users.finished['rows'] / seconds:,.0f} rows/s; "
        f"a script that reads it by httpx and json and stores nothing takes {plain:.1f} s",
        "\n".join(lines(measured)),
        sep="\n\n",
        end="\n\n",
    )
    asked = whole.metered["requests"]["envelope"] / whole.complete
    above = users.memory["peak"] - users.memory["before"]
    return [
        ResultRow("requests per complete unit", "-", f"{asked:.2f}", "-", asked, 1.0),
        ResultRow("memory above the start, users-1-day", "-", f"{above:.0f} MB", "-", above, 256),
    ]


def _faster(what: str, rival: str, ours: Ran, plain: float, aim: float) -> ResultRow:
    size = f"{ours.finished['bytes'] / 1e6:,.0f} MB in {seconds_text(ours.seconds)}, CPU {ours.cpu / ours.seconds:.0%}"
    return ResultRow(
        what,
        rival,
        size,
        seconds_text(plain),
        plain / ours.seconds,
        aim,
        higher_is_better=True,
    )


@contextmanager
def serving(estate: ServedEstate) -> Iterator[Fake]:
    """The fake, in its own process."""
    print("generating the reports of the fake, once", file=sys.stderr)
    command = [sys.executable, "-m", "benchmarks.collector_server", json.dumps(vars(estate))]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        first = process.stdout.readline()
        try:
            yield Fake(json.loads(first), process.stdin, process.stdout)
        finally:
            process.stdin.close()


def _plain(
    fake: Fake, *, families: list[str] | None = None, names: list[str] | None = None
) -> float:
    """Seconds of the script."""
    said = fake.said
    is_enterprise = said["estate"]["is_enterprise"]
    everyone: list[str] = [said["enterprise"]] if is_enterprise else said["organizations"]
    asked = everyone if names is None else names
    chosen = families or list(OF_ENTERPRISES if is_enterprise else OF_ORGANIZATIONS)
    scope = "enterprises" if is_enterprise else "orgs"
    lists = (",".join(asked), ",".join(said["days"]), ",".join(chosen))
    command = [sys.executable, "-m", "benchmarks.collector_plain", said["base_url"], scope, *lists]
    begin = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=_environment(fake), check=True, capture_output=True)
    return time.perf_counter() - begin


def _sync(
    fake: Fake,
    lake: Path,
    options: list[str],
    families: list[str] | None = None,
    names: list[str] | None = None,
) -> Ran:
    """A complete sync into a new lake."""
    said = fake.said
    is_enterprise = said["estate"]["is_enterprise"]
    everyone: list[str] = [said["enterprise"]] if is_enterprise else said["organizations"]
    asked = everyone if names is None else names
    chosen = families or list(OF_ENTERPRISES if is_enterprise else OF_ORGANIZATIONS)
    who = [part for name in asked for part in ("--enterprise" if is_enterprise else "--org", name)]
    which = [part for family in chosen for part in ("--family", family)]
    child = str(ROOT / "benchmarks" / "collector_child.py")
    command = [str(COLLECTOR), child, TODAY.isoformat(), "sync", *who, *which, *options]
    command += ["--since", said["days"][0], "--base-url", said["base_url"], "--to", str(lake)]
    fake.metered()
    begin, before = time.perf_counter(), os.times()
    done = subprocess.run(
        command, cwd=lake.parent, env=_environment(fake), check=True, capture_output=True, text=True
    )
    seconds, after = time.perf_counter() - begin, os.times()
    cpu = (
        after.children_user - before.children_user + after.children_system - before.children_system
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    last = {key: value for each in told for key, value in each.items()}
    units = [each for each in told if "unit" in each]
    return Ran(seconds, cpu, last["finished"], units, last["memory"], fake.metered())


def _environment(fake: Fake) -> dict[str, str]:
    return {**os.environ, "GITHUB_TOKEN": fake.said["token"], "PYTHONDONTWRITEBYTECODE": ""}


def _key(folder: Path) -> str:
    """The file of a GitHub App's key."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    file = folder / "key.pem"
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
    )
    return str(file)


def _stored(lake: Path) -> dict[str, int]:
    """Bytes by family, including manifests."""
    found: dict[str, int] = {}
    for file in lake.glob("host=*/**/*"):
        if file.is_file():
            family = next(part for part in file.parts if part.startswith("family="))
            name = family.removeprefix("family=")
            found[name] = found.get(name, 0) + file.stat().st_size
    return found


def _slice(ran: Ran, bills: Ran, seats: Ran, stored: dict[str, int]) -> Slice:
    about: dict[str, dict[str, Any]] = {
        "billing": {"requests": bills.metered["requests"]["other"] / bills.complete},
        "seats": {"seats_per_request": SEATS_PER_PAGE, "has_history": False},
    }
    families = {}
    for each in (*ran.units, *bills.units, *seats.units):
        name = each["unit"]["family"]
        sizes = (each["bytes"] / ENTERPRISE_SEATS, stored[name] / ENTERPRISE_SEATS)
        families[name] = Size(*sizes, **about.get(name, {}))
    return Slice(
        ENTERPRISE_SEATS,
        families,
        ran.metered["requests"]["envelope"] / ran.complete,
        ran.finished["bytes"] / ran.finished["seconds"],
    )
