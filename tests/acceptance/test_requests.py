"""Points 5, 18, 21, 22 and 25 of the checklist: requests, their arguments and headers, refusals, and pages."""

from __future__ import annotations

import datetime
from functools import partial
from typing import Any

import httpx
import pytest

from copilot_usage_metrics import (
    ArgumentError,
    AuthenticationError,
    BadRequestError,
    CopilotMetricsError,
    ForbiddenError,
    NotFoundError,
    v2022_11_28,
)
from copilot_usage_metrics.testing import registry
from tests.acceptance.support import (
    DAY,
    ENTERPRISE,
    ORGANIZATION,
    REPORTS,
    TODAY,
    USERS,
    USERS_WINDOW,
    Player,
    days_of,
    envelope_of,
)


def test_point_05_the_envelope_is_requested_and_read_once(player: Player) -> None:
    for scenario in ("", "api-gzip"):
        player.github.scenario = scenario
        player.github.forget()
        assert player.report(USERS_WINDOW).ok
        assert (len(player.at_api), len(player.downloads)) == (1, 3)
        envelope = player.ask(envelope_of(USERS_WINDOW))
        assert len(envelope.download_links) == 3
        assert (envelope.report_end_day - envelope.report_start_day).days == 27


def test_point_18_the_registry_names_the_days_and_arguments_are_checked(player: Player) -> None:
    """The range of days is known for planning; no call is refused by it, since GitHub may move it any day."""
    for operation_id, operation in REPORTS.items():
        assert (operation.day_window is not None) == registry.takes_day(REPORTS[operation_id])
    window = REPORTS[USERS].day_window
    assert window is not None
    assert (window.first, window.max_age_days) == (datetime.date(2025, 12, 12), 365)
    noon = datetime.datetime.combine(TODAY, datetime.time(0, 5), datetime.UTC)
    found = player.read(
        days_of(USERS, DAY - datetime.timedelta(1), None), clock=player.time.clock(noon)
    )
    assert [outcome.day for outcome in found.reading.days] == [DAY - datetime.timedelta(1), DAY]
    player.github.forget()
    for wrong in ("2026-13-01", "26-1-1", "yesterday", "", 5):
        with pytest.raises(ArgumentError):
            player.ask(partial(_asked_for, day=wrong))
    assert player.github.requests == ()
    assert player.ask(envelope_of(USERS, datetime.date(2020, 1, 1))).status == 204


def _asked_for(client: Any, day: Any) -> Any:
    return client.copilot_organization_users_one_day_usage_metrics(ORGANIZATION, day=day)


def test_point_21_every_request_has_a_user_agent_and_a_version(player: Player) -> None:
    player.report(USERS)
    player.read(lambda client: client.items.get_usage_records(ENTERPRISE))
    for received in player.at_api:
        assert received.headers["user-agent"].startswith("copilot-usage-metrics/")
        assert received.headers["accept"] == "application/vnd.github+json"
        assert received.headers["x-github-api-version"] == "2026-03-10"
    player.github.forget()
    with Player(player.kind, player.github, v2022_11_28) as older:
        assert older.ask(envelope_of(USERS)).download_links
        assert player.at_api[0].headers["x-github-api-version"] == "2022-11-28"
        player.github.scenario = "version-dropped"
        for reader, version in ((player, "2026-03-10"), (older, "2022-11-28")):
            with pytest.raises(BadRequestError, match=version):
                reader.ask(envelope_of(USERS))


def test_point_22_refusals_are_explained_and_only_limits_are_waited_for(player: Player) -> None:
    refusals = {
        "policy-off": "policy",
        "role-missing": "role",
        "integration-403": "installation",
        "token-403": "token kind",
        "proxy-403": "proxy",
    }
    for scenario, reason in refusals.items():
        player.github.scenario = scenario
        error = _refused(player, ForbiddenError)
        assert error.reason == reason
        assert error.message is None or error.message in str(error)
    player.github.scenario = "revoked"
    _refused(player, AuthenticationError)
    player.github.scenario = "no-data=404"
    _refused(player, NotFoundError)
    assert player.time.slept == []
    for scenario, least, most in (
        ("secondary-limit=30", 30, 30),
        ("limit-date=30", 29, 31),
        ("primary-limit=30", 29, 33),
        ("limit-bare-403", 60, 60),
    ):
        player.github.scenario = scenario
        player.time.slept.clear()
        assert player.ask(envelope_of(USERS)).download_links
        (waited,) = player.time.slept
        assert least <= waited <= most
    player.github.scenario = ()
    assert _without_user_agent(player).reason == "user agent"


def _refused(player: Player, kind: type[CopilotMetricsError]) -> Any:
    player.github.forget()
    with pytest.raises(kind) as caught:
        player.ask(envelope_of(USERS))
    assert type(caught.value) is kind
    assert len(player.github.requests) == 1
    return caught.value


def _without_user_agent(player: Player) -> Any:
    """A proxy on the way removes the header."""

    def strip(request: httpx.Request) -> None:
        del request.headers["User-Agent"]

    async def strip_async(request: httpx.Request) -> None:
        strip(request)

    hook: Any = strip if player.kind == "sync" else strip_async
    make: Any = httpx.Client if player.kind == "sync" else httpx.AsyncClient
    http = make(event_hooks={"request": [hook]}, trust_env=False)
    with pytest.raises(ForbiddenError, match="User-Agent") as caught:
        player.ask(envelope_of(USERS), http_client=http)
    player.close(http)
    return caught.value


def test_point_25_usage_records_are_followed_from_page_to_page(player: Player) -> None:
    times: list[int] = []
    for size, pages in ((None, 5), (100, 5), (25, 5), (20, 6)):
        player.github.forget()
        found = player.read(partial(_records, per_page=size))
        times = [record.timestamp for record in found.ok]
        assert len(times) == len({(r.github_request_id, r.type) for r in found.rows}) == 120
        assert times == sorted(times)
        assert found.reading.pages == len(player.at_api) == pages
    operation = registry.operation("getUsageRecords")
    assert operation.max_age_hours == 48
    assert operation.pagination is not None
    assert (operation.pagination.largest, operation.pagination.clamped) == (25, True)
    assert max(times) - min(times) <= 48 * 3_600_000


def _records(client: Any, per_page: int | None) -> Any:
    return client.items.get_usage_records(ENTERPRISE, order="asc", per_page=per_page)
