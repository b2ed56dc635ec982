"""Every fault that the shipped fake knows, played through the client: a table has the expected outcomes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any, Literal

import attrs
import pytest

from copilot_usage_metrics import (
    AuthenticationError,
    BadRequestError,
    CopilotMetricsError,
    ForbiddenError,
    IncompleteReportError,
    NotFoundError,
    RateLimitError,
    RedirectError,
    RequestTimeoutError,
    ServerError,
    TransportError,
    UnexpectedBodyError,
    UnprocessableError,
    v2022_11_28,
)
from copilot_usage_metrics.testing import SCENARIOS, FakeGitHub
from copilot_usage_metrics.testing.scenarios import SPELLINGS
from tests.acceptance.support import (
    DAY,
    ENTERPRISE_USERS,
    ORGANIZATION,
    TODAY,
    TOTALS_WINDOW,
    USERS,
    USERS_WINDOW,
    Player,
    Row,
    dicts,
    envelope_of,
    truth,
    wire_rows,
)
from tests.runtime.patience import SOON

SATURDAY = datetime.date(2026, 11, 14)
LONG_AGO = datetime.date(2026, 1, 2)
BRIEF = 0.75
"""The first backoff: half a second to one, and the clock's random number is a half."""
Count = Literal["duplicates", "conflicts", "bad_line_count"]


@attrs.frozen(kw_only=True)
class Case:
    """The expected outcome of a scenario."""

    report: str = USERS
    day: datetime.date = DAY
    rows: Literal["truth", "wire", "none", "part"] = "truth"
    """The rows: the fake's own; those of its odd files; none; or some of its own, in order."""
    error: type[CopilotMetricsError] | None = None
    reason: str | None = None
    """The reason of a 403."""
    no_data: bool = False
    partial: Mapping[int, str] = attrs.field(factory=dict)
    """The parts that are missing, with words of their reason."""
    waits: tuple[float, ...] = ()
    """Seconds, give or take two where GitHub gives a time in whole seconds."""
    requests: tuple[int, int] | None = None
    """How many requests the API and the download host get."""
    counts: Mapping[Count, Callable[[int], int]] = attrs.field(factory=dict)
    """How many rows the reported count differs from the true one; 0 if no count is reported."""
    unknown: frozenset[str] = frozenset()
    drift: frozenset[str] = frozenset()
    """Paths that must be reported; empty if there are none."""
    options: Mapping[str, Any] = attrs.field(factory=dict)


def _refused(
    error: type[CopilotMetricsError], reason: str | None = None, requests: int = 1
) -> Case:
    return Case(rows="none", error=error, reason=reason, requests=(requests, 0))


def _lost(reason: str, **more: Any) -> Case:
    return Case(rows="none", error=IncompleteReportError, partial={1: reason}, **more)


def _soon(**silent: int) -> Mapping[str, Any]:
    return {"timeout": SOON, "silent": silent}


FINE = Case(requests=(1, 1))
NOTHING = Case(rows="none", no_data=True, requests=(1, 0))
DOWN = Case(rows="none", error=ServerError, waits=(BRIEF, 2 * BRIEF), requests=(3, 0))
AGAIN = Case(waits=(BRIEF,), requests=(2, 1))
"""One more request to the API."""
ONWARD = Case(waits=(BRIEF,), requests=(1, 2))
"""One more request to the download host."""
RENEWED = Case(requests=(2, 2))

CASES: Mapping[str, Case] = {
    **{f"no-data={spelling}": NOTHING for spelling in SPELLINGS if not spelling.isdecimal()},
    "no-data=204": NOTHING,
    "no-data=404": _refused(NotFoundError),
    "no-data=502": DOWN,
    "no-data=503": DOWN,
    "no-data-organization=text": attrs.evolve(NOTHING, day=SATURDAY),
    "no-data-enterprise": attrs.evolve(NOTHING, report=ENTERPRISE_USERS, day=LONG_AGO),
    # limits: as long as GitHub requests, or a minute for a secondary limit without a time
    "primary-limit=20": Case(waits=(21,), requests=(2, 1)),
    "primary-limit-429=20": Case(waits=(21,), requests=(2, 1)),
    "primary-limit=20,times=9": Case(
        rows="none", error=RateLimitError, waits=(21, 21), requests=(3, 0)
    ),
    "primary-limit=900": _refused(RateLimitError),
    "secondary-limit=20": Case(waits=(20,), requests=(2, 1)),
    "secondary-limit-429=20": Case(waits=(20,), requests=(2, 1)),
    "limit-date=20": Case(waits=(20,), requests=(2, 1)),
    "limit-reset=90": Case(waits=(91,), requests=(2, 1)),
    "limit-bare": Case(waits=(60,), requests=(2, 1)),
    "limit-bare-403,times=2": Case(waits=(60, 120), requests=(3, 1)),
    # failures
    "server-error=500": AGAIN,
    "server-error=502": AGAIN,
    "server-error=503,times=2": Case(waits=(BRIEF, 2 * BRIEF), requests=(3, 1)),
    "server-error=504,times=9": DOWN,
    "server-error-json": AGAIN,
    "api-latency=50": FINE,
    "api-reset": AGAIN,
    "api-reset,times=9": attrs.evolve(DOWN, error=TransportError),
    "api-stall=600": attrs.evolve(AGAIN, options=_soon(api=1)),
    "api-stall=600,times=9": attrs.evolve(DOWN, error=RequestTimeoutError, options=_soon(api=9)),
    "api-truncate=20": AGAIN,
    "api-garbage": _refused(UnexpectedBodyError),
    "api-gzip": FINE,
    "proxy-403": _refused(ForbiddenError, "proxy"),
    # refusals: one request only
    "policy-off": _refused(ForbiddenError, "policy"),
    "role-missing": _refused(ForbiddenError, "role"),
    "integration-403": _refused(ForbiddenError, "installation"),
    "token-403": _refused(ForbiddenError, "token kind"),
    "revoked": _refused(AuthenticationError),
    "version-dropped": _refused(BadRequestError),
    # redirects of the API
    "redirect": Case(requests=(2, 1)),
    "redirect-away": _refused(RedirectError),
    "redirect-loop": _refused(RedirectError, requests=6),
    # links: one new envelope for each renewal
    "link-lifetime=30": FINE,
    "link-lifetime=0": _lost("responded with 403", requests=(2, 2)),
    "repeated-links": Case(counts={"duplicates": lambda rows: rows}, requests=(1, 2)),
    "expired=401": RENEWED,
    "expired=403": RENEWED,
    "expired=404": RENEWED,
    "expired=410": RENEWED,
    "link-lifetime=0 expiry-status=410": _lost("responded with 410", requests=(2, 2)),
    "expiry-status=404 expired": RENEWED,
    "single-use": FINE,
    "single-use truncate=5000": Case(waits=(BRIEF,), requests=(2, 3)),
    "dies-midway=5000": Case(waits=(BRIEF,), requests=(2, 3)),
    # downloads: continued from where they stopped
    "latency=50": FINE,
    "slow=2000000": FINE,
    "stall=5000": attrs.evolve(ONWARD, options=_soon(download=1)),
    "truncate=5000": ONWARD,
    "truncate=0,times=9": _lost(
        "no response from the download host", waits=(BRIEF, 2 * BRIEF), requests=(1, 3)
    ),
    "overstate=100": ONWARD,
    "chunk-cut=5000": ONWARD,
    "unframed": FINE,
    "reset=5000": ONWARD,
    "no-ranges truncate=5000": ONWARD,
    "changed-file truncate=5000": ONWARD,
    "gzip": FINE,
    "gzip truncate=1000": ONWARD,
    "blob-missing=0": _lost("responded with 404", requests=(2, 2)),
    "blob-missing=1": Case(
        report=USERS_WINDOW,
        rows="part",
        error=IncompleteReportError,
        partial={2: "responded with 404"},
    ),
    "blob-error=429": ONWARD,
    "blob-error=500": ONWARD,
    "blob-error=503,times=2": Case(waits=(BRIEF, 2 * BRIEF), requests=(1, 3)),
    "blob-error=504,times=9": _lost(
        "responded with 504", waits=(BRIEF, 2 * BRIEF), requests=(1, 3)
    ),
    "download-proxy-403": _lost("responded with 403", requests=(2, 2)),
    "download-redirect": Case(requests=(1, 2)),
    "download-redirect-away": Case(requests=(3, 2)),
    # how files are written
    "suffix=json": FINE,
    "suffix=ndjson": FINE,
    "suffix=csv": FINE,
    "suffix=none": FINE,
    "content-type=text/html": FINE,
    "crlf": FINE,
    "no-final-newline": FINE,
    "blank-lines=2": FINE,
    "bom": FINE,
    "u2028": Case(rows="wire"),
    "multibyte": Case(rows="wire"),
    "array": FINE,
    "array pretty crlf bom no-final-newline": FINE,
    "wrapped": FINE,
    "pretty": FINE,
    "empty-file": _lost("the file is empty", requests=(1, 1)),
    "empty-array": _lost("bytes without a row", requests=(1, 1)),
    # odd values in rows
    "ids=strings": FINE,
    "ids=numbers": FINE,
    "ids=swapped": FINE,
    "types": Case(
        rows="wire",
        drift=frozenset(
            {
                "code_generation_activity_count",
                "used_chat",
                "ai_credits_used",
                "totals_by_feature[].loc_added_sum",
                "ai_adoption_phase.phase_number",
            }
        ),
    ),
    "new-keys=3": Case(
        rows="wire", unknown=frozenset({"x_new_count", "totals_by_ide[].x_new_object"})
    ),
    "documented-fields": Case(rows="wire"),
    "early-counts": Case(rows="wire"),
    "incomplete=2": Case(rows="wire"),
    # an array of two rows is split, and each of them is reported
    "bad-lines=4": Case(counts={"bad_line_count": lambda rows: rows // 4 + 1}),
    "long-lines=2": Case(rows="wire", unknown=frozenset({"x_long"})),
    "duplicates=3": Case(counts={"duplicates": lambda rows: rows // 3}),
    "conflicts=3": Case(rows="wire", counts={"conflicts": lambda rows: rows // 3}),
    "idle-days": Case(report=TOTALS_WINDOW, rows="wire"),
}
"""The cases by their switches."""


@pytest.mark.parametrize("scenario", CASES)
def test_scenario_has_the_expected_outcome(player: Player, scenario: str) -> None:
    case = CASES[scenario]
    true = truth(player.github, case.report, case.day)
    player.github.scenario = scenario
    found = player.report(case.report, case.day, **case.options)
    _check_end(case, found.error, found.reading)
    rows = dicts(found.rows)
    assert found.reading.rows == len(rows)
    if case.rows == "part":
        assert 0 < len(rows) < len(true)
        assert [row for row in true if row in rows] == rows
    else:
        assert rows == _expected(case, player.github, true)
    for name in ("duplicates", "conflicts", "bad_line_count"):
        expected = case.counts[name](len(true)) if name in case.counts else 0
        assert getattr(found.reading, name) == expected, name
    assert case.unknown <= found.reading.unknown_keys.keys()
    assert case.drift <= found.reading.type_drift.keys()
    assert bool(case.unknown) == bool(found.reading.unknown_keys)
    assert bool(case.drift) == bool(found.reading.type_drift)
    assert player.time.slept == pytest.approx(case.waits, abs=2)
    if case.requests is not None:
        assert (len(player.at_api), len(player.downloads)) == case.requests


def _expected(case: Case, github: FakeGitHub, true: list[Row]) -> list[Row]:
    if case.rows == "none":
        return []
    if case.rows == "truth":
        return true
    wire = wire_rows(github, case.report, case.day)
    days = [day for row in wire for day in row.get("day_totals", ())]
    return sorted(days, key=lambda day: str(day["day"])) or wire


def _check_end(case: Case, error: BaseException | None, reading: Any) -> None:
    """How a read ended: in order, without data, with an exception, or partial by name."""
    if case.error is None:
        assert error is None
    else:
        assert type(error) is case.error
    assert getattr(error, "reason", None) == case.reason
    assert reading.is_complete == (case.error is None)
    assert (reading.no_data is not None) == case.no_data
    assert {part.number for part in reading.failed_parts} == case.partial.keys()
    for part in reading.failed_parts:
        assert case.partial[part.number] in part.reason
        assert part.name in str(error)


def late_day(player: Player) -> None:
    """No data at first, then data."""
    player.github.scenario = "late-day=2"
    for expected in (0, 0, len(truth(player.github, USERS))):
        found = player.report(USERS)
        assert len(found.ok) == expected
        assert (found.reading.no_data is None) == (expected > 0)


def legacy_policy_off(player: Player) -> None:
    """The closed endpoints, in the API version that still has them."""
    fake = FakeGitHub(seats=20, today=TODAY, legacy="open", scenario="legacy-policy-off")
    with fake as github, Player(player.kind, github, v2022_11_28) as reader:
        with (
            pytest.warns(DeprecationWarning, match="copilot"),
            pytest.raises(UnprocessableError, match="disabled") as caught,
        ):
            reader.ask(lambda client: client.copilot_metrics_for_organization(ORGANIZATION))
        assert caught.value.status == 422
        github.scenario = ()
        with pytest.warns(DeprecationWarning, match="copilot"):
            assert reader.ask(lambda client: client.copilot_metrics_for_organization(ORGANIZATION))
        assert github.leaks == ()


def no_data_by_plain_calls(player: Player) -> None:
    """A plain call gives the same outcome as rows do."""
    for spelling in SPELLINGS:
        if spelling not in ("404", "502", "503"):
            player.github.scenario = f"no-data={spelling}"
            answer = player.ask(envelope_of(USERS))
            assert not answer
            assert answer.reason == player.report(USERS).reading.no_data.reason


APART: Mapping[str, Callable[[Player], None]] = {
    "late-day": late_day,
    "legacy-policy-off": legacy_policy_off,
    "no-data": no_data_by_plain_calls,
}
"""Scenarios that need more than one read."""


@pytest.mark.parametrize("name", APART)
def test_scenario_with_several_reads(player: Player, name: str) -> None:
    APART[name](player)


def test_every_scenario_is_played() -> None:
    played = {switch.partition("=")[0].partition(",")[0] for key in CASES for switch in key.split()}
    assert played | APART.keys() == SCENARIOS.keys()
