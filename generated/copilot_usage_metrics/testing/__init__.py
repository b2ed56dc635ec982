"""A fake GitHub: use everything in this package without a token and without a network.

    from copilot_usage_metrics import CopilotMetrics
    from copilot_usage_metrics.testing import FakeGitHub

    with FakeGitHub(seats=200, scenario="truncate=5000,times=1") as github:
        with CopilotMetrics(github.token, base_url=github.base_url) as client:
            ...

It serves the API and the download host on two loopback ports, with synthetic users whose figures are
consistent, and it knows every operation of every API version of this package. `scenario` makes it misbehave in
the ways in which GitHub, or the network, is known to misbehave.

    python -m copilot_usage_metrics.testing serve --seats 50000 --days 28
    python -m copilot_usage_metrics.testing scenarios
    python -m copilot_usage_metrics.testing write --family users-28-day --seats 5000 --out users.ndjson

With pytest, import the fixture in a conftest.py: `from copilot_usage_metrics.testing import fake_github`.

The fake's newest day is yesterday. `clock_at` sets the current day for the fake, the clients and the commands of a
test.

The fake builds plain dicts, so that a bug in the row types cannot hide. A new row type or field in
`spec/rows.yaml`, or a new operation that is not a report, is generated from its schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .clock import clock_at
from .data.estate import Entity, Estate
from .fake import FakeGitHub
from .scenario import ScenarioError
from .scenarios import SCENARIOS, Scenario
from .web.messages import ReceivedRequest

if TYPE_CHECKING:
    from .fixture import fake_github

__all__ = [
    "SCENARIOS",
    "Entity",
    "Estate",
    "FakeGitHub",
    "ReceivedRequest",
    "Scenario",
    "ScenarioError",
    "clock_at",
    "fake_github",
]


def __getattr__(name: str) -> Any:
    if name == "fake_github":  # needs pytest, which serving does not
        from .fixture import fake_github

        return fake_github
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
