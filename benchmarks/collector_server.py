"""`python -m benchmarks.collector_server ESTATE`: the fake GitHub in its own process, with a meter.

ESTATE is JSON: seats, organizations, days, milliseconds, families. The first line on stdout is JSON with the
addresses; each later line on stdin gets a response with the counts since the last one. Reports
are generated beforehand, so that the speed of the fake is not measured.
"""

from __future__ import annotations

import datetime
import json
import sys
import threading
import time
from collections import Counter
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from copilot_usage_metrics.testing import FakeGitHub
from copilot_usage_metrics.testing import registry as reports

from .harness import ROOT

server: Any = import_module("copilot_usage_metrics.testing.web.server")
"""The module that the meter patches: its names are not public."""

TODAY = datetime.date(2026, 11, 20)
FOLDER = ROOT / ".cache" / "bench"


@dataclass(frozen=True)
class ServedEstate:
    """The data of the fake."""

    organizations: int
    seats: int
    """The seats of each organization, or of the enterprise if no organization is requested."""
    days: int
    milliseconds: int
    """The latency of every response, of the API and of the download host."""
    is_enterprise: bool = False

    @property
    def people(self) -> int:
        """The number of users that gives each organization its seats: every sixth user belongs to two."""
        if self.is_enterprise or self.organizations == 1:
            return self.seats
        return round(self.seats * self.organizations * 6 / 7)


class Meter:
    """Counts requests by kind (envelopes, other API requests, downloads), and concurrent requests.

    Concurrent requests are counted by credential; downloads have none.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._there: Counter[tuple[str, str]] = Counter()
        self.reset()

    def reset(self) -> None:
        """Reset the counts."""
        self.counts: Counter[str] = Counter()
        self.most: Counter[str] = Counter()

    def come(self, kind: str, credential: str) -> None:
        """A request has arrived."""
        with self._lock:
            self.counts[kind] += 1
            self._there[kind, credential] += 1
            self.most[kind] = max(self.most[kind], self._there[kind, credential])

    def go(self, kind: str, credential: str) -> None:
        """Its response is about to be sent."""
        with self._lock:
            self._there[kind, credential] -= 1


def put_in(meter: Meter) -> None:
    """Connect the fake's servers to the meter. The latency of a response is included."""
    handler: Any = vars(server)["_Handler"]
    plain_asked, plain_send = vars(handler)["_asked"], server.send
    here = threading.local()

    def asked(self: Any) -> Any:
        found = plain_asked(self)
        report = "envelope" if "/reports/" in found.path else "other"
        here.request = (
            report if found.server == "api" else "download",
            found.headers.get("authorization", ""),
        )
        meter.come(*here.request)
        return found

    def send(connection: Any, reply: Any, closing: Any, *, now: float, head: bool) -> None:
        time.sleep(reply.delivery.wait)
        meter.go(*here.request)
        delivery = replace(reply.delivery, wait=0.0)
        plain_send(connection, replace(reply, delivery=delivery), closing, now=now, head=head)

    setattr(handler, "_asked", asked)  # noqa: B010 - a private name
    server.send = send


def fill(github: FakeGitHub, estate: ServedEstate) -> int:
    """Generate every report, or read it from the cache; return their size in bytes."""
    size = 0
    folder = FOLDER / f"collector-{estate.people}-{estate.organizations}-{estate.days}"
    names = [github.enterprise] if estate.is_enterprise else github.organizations
    for name in names:
        scope = "enterprise" if estate.is_enterprise else "organization"
        for operation in _operations(scope, windows=not estate.is_enterprise):
            has_day = reports.takes_day(operation)
            for day in github.days if has_day else github.days[-1:]:
                parts = _parts(github, folder, operation.operation_id, name, day)
                github.give(operation.operation_id, name, parts, day)
                size += sum(map(len, parts))
    return size


def _operations(scope: str, *, windows: bool) -> list[Any]:
    """The reports of an entity, without an enterprise's windows: their users alone are gigabytes."""
    families = ["users-1-day", "user-teams-1-day", "repos-1-day", f"{scope}-1-day"]
    families += ["users-28-day", f"{scope}-28-day"] if windows else []
    return [reports.report(family, scope) for family in families]


def _parts(
    github: FakeGitHub, folder: Path, operation_id: str, name: str, day: datetime.date
) -> list[bytes]:
    where = folder / f"{operation_id}-{name}-{day}"
    if not where.exists():
        partial = where.with_suffix(".part")
        partial.mkdir(parents=True, exist_ok=True)
        for number, pieces in enumerate(github.files(operation_id, name, day)):
            (partial / f"{number:05d}").write_bytes(b"".join(pieces))
        partial.rename(where)
    return [file.read_bytes() for file in sorted(where.iterdir())]


def main(text: str) -> int:
    """Serve until stdin ends."""
    estate = ServedEstate(**json.loads(text))
    meter = Meter()
    put_in(meter)
    waits = [f"api-latency={estate.milliseconds}", f"latency={estate.milliseconds}"]
    with FakeGitHub(
        seats=estate.people,
        days=estate.days,
        organizations=estate.organizations,
        today=TODAY,
        parts=1,
        rate_limit=1_000_000,
    ) as github:
        size = fill(github, estate)
        github.scenario = waits if estate.milliseconds else ()
        _tell(
            base_url=github.base_url,
            token=github.token,
            organizations=github.organizations,
            enterprise=github.enterprise,
            days=[day.isoformat() for day in github.days],
            bytes=size,
            estate=asdict(estate),
        )
        for _ in sys.stdin:
            _tell(most_at_once=dict(meter.most), requests=dict(meter.counts))
            meter.reset()
    return 0


def _tell(**values: Any) -> None:
    print(json.dumps(values), flush=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
