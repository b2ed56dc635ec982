"""The checklist for a client, point by point, end to end: shipped fake, real connections, sync and async.

One test for each point, named after it. If a part of a point is not this package's job, the test's docstring says
whose job it is, and what the package provides for it.
"""

from __future__ import annotations

import datetime
import inspect
import pickle
import re
import traceback
from collections import defaultdict
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from msgspec import Struct

from copilot_usage_metrics import (
    UNSET,
    ArgumentError,
    AuthenticationError,
    BadRequestError,
    CopilotMetrics,
    CopilotMetricsError,
    ForbiddenError,
    GitHubApp,
    IncompleteReportError,
    NoData,
    NotFoundError,
    RedirectError,
    ServerError,
    detect_drift,
    read_rows,
    v2022_11_28,
)
from copilot_usage_metrics._runtime.protocol.effects import MOST_AHEAD
from copilot_usage_metrics.files import FAMILIES
from copilot_usage_metrics.testing import FakeGitHub, registry
from copilot_usage_metrics.testing.scenarios import SPELLINGS
from tests.acceptance.support import (
    DAY,
    ENTERPRISE,
    ENTERPRISE_TEAMS,
    ENTERPRISE_USERS,
    ORGANIZATION,
    REPORTS,
    REPOSITORIES,
    TEAMS,
    TODAY,
    TOTALS,
    TOTALS_WINDOW,
    USERS,
    USERS_WINDOW,
    Player,
    Row,
    days_of,
    dicts,
    envelope_of,
    rows_of,
    truth,
)

WEEKEND = datetime.date(2026, 11, 14)
"""A Saturday without an active user in the organization."""


def test_point_01_the_token_goes_to_the_api_alone(player: Player) -> None:
    """Downloads carry no token; a redirect across origins is refused, or followed without the token."""
    assert player.report(USERS_WINDOW).ok
    player.github.scenario = "download-redirect-away"
    assert player.report(USERS).ok
    player.github.scenario = "redirect-away"
    refused = player.report(USERS)
    assert isinstance(refused.error, RedirectError)
    assert len(player.downloads) == 5
    for received in player.downloads:
        assert received.headers.keys() <= {"host", "accept", "accept-encoding", "user-agent"}
    bearers = [received.headers.get("authorization") for received in player.at_api]
    assert bearers.count(None) == 1  # the target of the download host's redirect
    assert set(bearers) == {None, f"Bearer {player.github.token}"}


def test_point_02_every_link_is_read_and_a_failed_part_makes_the_report_partial(
    player: Player,
) -> None:
    whole = player.report(USERS_WINDOW)
    assert dicts(whole.ok) == truth(player.github, USERS_WINDOW)
    assert [part.state for part in whole.reading.parts] == ["complete"] * 3
    player.github.scenario = "blob-missing=1"
    found = player.report(USERS_WINDOW)
    assert isinstance(found.error, IncompleteReportError)
    assert [part.state for part in found.reading.parts] == ["complete", "failed", "complete"]
    (missing,) = found.reading.failed_parts
    assert missing.name.startswith("part-00001-")
    assert missing.name in str(found.error)
    assert 0 < len(found.rows) < len(whole.rows)
    assert not found.reading.is_complete


def test_point_03_every_form_of_no_data_is_no_data_and_no_error_is(player: Player) -> None:
    errors = {"404": NotFoundError, "502": ServerError, "503": ServerError}
    for spelling in SPELLINGS:
        player.github.scenario = f"no-data={spelling}"
        found = player.report(USERS)
        assert found.rows == []
        if spelling in errors:
            assert type(found.error) is errors[spelling]
            assert found.reading.no_data is None
            assert not found.reading.is_complete
            continue
        nothing = found.reading.no_data
        assert found.error is None
        assert isinstance(nothing, NoData)
        assert not nothing
        assert nothing.reason
        assert (nothing.message is not None) == (spelling == "text")
        assert player.ask(envelope_of(USERS)).reason == nothing.reason


def test_point_04_no_data_can_come_from_every_report(player: Player) -> None:
    """On enterprise endpoints too, whose description has no 204."""
    player.github.scenario = "no-data=204"
    for operation_id in REPORTS:
        assert isinstance(player.ask(envelope_of(operation_id)), NoData)
    player.github.scenario = "no-data=empty"
    for operation_id in REPORTS:
        assert isinstance(player.report(operation_id).reading.no_data, NoData)
    method = inspect.signature(CopilotMetrics.copilot_users_one_day_usage_metrics)
    assert method.return_annotation.endswith("| NoData")


def test_point_05_the_envelope_is_requested_and_read_once(player: Player) -> None:
    for scenario in ("", "api-gzip"):
        player.github.scenario = scenario
        player.github.forget()
        assert player.report(USERS_WINDOW).ok
        assert (len(player.at_api), len(player.downloads)) == (1, 3)
        envelope = player.ask(envelope_of(USERS_WINDOW))
        assert len(envelope.download_links) == 3
        assert (envelope.report_end_day - envelope.report_start_day).days == 27


def test_point_06_the_operation_determines_the_row_type(player: Player) -> None:
    """All families share two envelopes, which do not name the family."""
    envelopes = set()
    for operation_id, operation in REPORTS.items():
        found = player.report(operation_id)
        assert {type(row).__name__ for row in found.ok} <= {str(operation.row_type), "AggregateDay"}
        assert found.reading.row_type is FAMILIES[str(operation.row_type)].yields
        assert all(isinstance(row, found.reading.row_type) for row in found.ok)
        assert dicts(found.ok) == truth(player.github, operation_id)
        envelopes.add(type(player.ask(envelope_of(operation_id))))
    assert len(envelopes) == 2


def test_point_07_absent_null_and_zero_differ_and_unknown_keys_are_stored(
    own: FakeGitHub, at_own: Player
) -> None:
    key = {"day": f"{DAY}", "organization_id": "9"}
    given: list[Row] = [
        {**key, "user_id": 1},
        {**key, "user_id": 2, "loc_added_sum": None, "used_chat": None, "totals_by_cli": None},
        {**key, "user_id": 3, "loc_added_sum": 0, "used_chat": False, "totals_by_ide": []},
        {**key, "user_id": 4, "new": {"deep": [1, None]}, "totals_by_ide": [{"new": None}]},
    ]
    own.give(USERS, ORGANIZATION, [given], DAY)
    bare, null, zero, more = at_own.report(USERS).ok
    assert (bare.loc_added_sum, bare.used_chat, bare.totals_by_cli) == (UNSET, UNSET, UNSET)
    assert (null.loc_added_sum, null.used_chat, null.totals_by_cli) == (None, None, None)
    assert (zero.loc_added_sum, zero.used_chat, zero.totals_by_ide) == (0, False, [])
    assert more.extra == {"new": {"deep": [1, None]}}
    assert more.totals_by_ide[0].extra == {"new": None}
    assert dicts([bare, null, zero, more]) == given


def test_point_08_ids_have_one_type_for_every_wire_type(
    own: FakeGitHub, at_own: Player, player: Player
) -> None:
    for scenario in ("", "ids=strings", "ids=numbers", "ids=swapped"):
        player.github.scenario = scenario
        for operation_id in (USERS, TEAMS, REPOSITORIES, TOTALS_WINDOW, USERS_WINDOW):
            found = player.report(operation_id)
            assert dicts(found.ok) == truth(player.github, operation_id)
            assert found.reading.type_drift == {}
    key = {"day": f"{DAY}", "user_id": 7, "organization_id": "9"}
    texts = {**key, "user_id": "7", "organization_id": 9}
    own.give(USERS, ORGANIZATION, [[key, key], [texts, texts]], DAY)
    found = at_own.report(USERS)
    assert [(row.user_id, row.organization_id) for row in found.ok] == [(7, "9"), (7, "9")]
    # the same key in both forms: recognized as one user, and no row that differs is dropped
    assert (found.reading.duplicates, found.reading.conflicts) == (2, 1)


def test_point_09_credits_are_exact_for_every_number_format(
    own: FakeGitHub, at_own: Player
) -> None:
    start = f'{{"day":"{DAY}","organization_id":"9","user_id":'
    users = [f'{start}{n},"ai_credits_used":{text}}}\n' for n, text in enumerate(_CREDITS)]
    own.give(USERS, ORGANIZATION, ["".join(users).encode()], DAY)
    amounts = [row.ai_credits_used for row in at_own.report(USERS).ok]
    assert [str(each) for each in amounts] == ["12", "12.50", "0.1", "0.2", "55.053015"]
    assert sum(amounts, Decimal()) == Decimal("79.853015")
    usage = {"output_tokens_sum": 8, "prompt_tokens_sum": 4, "avg_tokens_per_request": 4}
    totals = {
        "day": f"{DAY}",
        "organization_id": "9",
        "totals_by_cli": {"request_count": 3, "token_usage": usage},
        "pull_requests": {"median_minutes_to_merge": 17},
    }
    own.give(TOTALS, ORGANIZATION, [[totals]], DAY)
    found = at_own.report(TOTALS)
    (row,) = found.ok
    assert type(row.totals_by_cli.token_usage.avg_tokens_per_request) is float
    assert type(row.pull_requests.median_minutes_to_merge) is float
    assert found.reading.type_drift == {}
    assert row.to_dict() == totals


_CREDITS = ("12", "12.50", "0.1", "0.2", "55.053015")


def test_point_10_unknown_values_pass_through(own: FakeGitHub, at_own: Player) -> None:
    user = {
        "day": f"{DAY}",
        "organization_id": "9",
        "user_id": 1,
        "totals_by_ide": [{"ide": "ed"}],
        "totals_by_feature": [{"feature": "telepathy"}],
        "totals_by_language_model": [{"language": "Malbolge", "model": "claude-9"}],
        "ai_adoption_phase": {"phase": "Phase 99", "phase_number": 99, "version": "v7"},
    }
    repository = {
        "day": f"{DAY}",
        "organization_id": "9",
        "repo_id": 1,
        "repo_visibility": "SECRET",
        "pull_request_review_times": [{"authored_by": "robot", "reviewed_by": "nobody"}],
    }
    own.give(USERS, ORGANIZATION, [[user]], DAY)
    own.give(REPOSITORIES, ORGANIZATION, [[repository]], DAY)
    for operation_id, expected in ((USERS, user), (REPOSITORIES, repository)):
        found = at_own.report(operation_id)
        assert dicts(found.ok) == [expected]
        assert (found.reading.type_drift, found.reading.unknown_keys) == ({}, {})


def test_point_11_objects_and_arrays_are_accepted_for_each_other(
    own: FakeGitHub, at_own: Player, player: Player
) -> None:
    found = player.report(USERS_WINDOW)
    rows = found.ok
    for name in ("totals_by_cli", "totals_by_copilot_app", "totals_by_vscode_agent"):
        values = [getattr(row, name) for row in rows]
        assert not any(isinstance(value, list) for value in values)
        assert any(isinstance(value, Struct) for value in values)
    for name in ("totals_by_ide", "totals_by_feature", "totals_by_skill"):
        assert any(isinstance(getattr(row, name), list) for row in rows)
    odd = {"day": f"{DAY}", "organization_id": "9", "user_id": 1, "used_chat": True}
    odd |= {"totals_by_cli": [{"session_count": 1}], "totals_by_ide": {"vscode": 1}}
    own.give(USERS, ORGANIZATION, [[odd]], DAY)
    other = at_own.report(USERS)
    (row,) = other.ok
    assert (row.totals_by_cli, row.totals_by_ide, row.used_chat) == (UNSET, UNSET, True)
    assert row.to_dict() == odd  # the field is unset; the row and the value are not lost
    drift = {path: sighting.kind for path, sighting in other.reading.type_drift.items()}
    assert drift == {"totals_by_cli": "array", "totals_by_ide": "object"}


def test_point_12_the_format_of_a_file_is_detected_from_its_bytes(player: Player) -> None:
    plain = truth(player.github, USERS)
    for scenario in (
        "suffix=csv content-type=text/html",
        "suffix=none content-type=application/json array",
        "suffix=ndjson content-type=application/x-ndjson wrapped",
        "suffix=json array pretty bom crlf",
        "blank-lines=2 crlf no-final-newline",
    ):
        player.github.scenario = scenario
        found = player.report(USERS)
        assert dicts(found.ok) == sorted(plain, key=lambda row: str(row["day"]))
        assert found.reading.bad_lines == ()


def test_point_13_rows_are_streamed_and_lines_may_be_long(player: Player) -> None:
    player.github.scenario = "long-lines=10"
    row = player.report(USERS).ok[0]
    assert len(row.extra["x_long"]) == 10_000_000
    assert len(repr(row)) > 10_000_000  # searched for links, once
    # the download stalls in the middle of the file: the rows before that point are available already
    player.github.scenario = "stall=40000"
    player.github.forget()
    row = player.first(rows_of(USERS), timeout=60)
    assert row.to_dict() == truth(player.github, USERS)[0]
    assert len(player.downloads) == 1
    assert player.time.slept == []


def test_point_14_bad_lines_are_reported_and_files_without_rows_fail(
    own: FakeGitHub, at_own: Player, player: Player
) -> None:
    player.github.scenario = "bad-lines=5"
    found = player.report(USERS)
    assert dicts(found.ok) == truth(player.github, USERS)
    assert found.reading.bad_line_count == len(found.reading.bad_lines) >= len(found.rows) // 5
    bad = found.reading.bad_lines[0]
    assert bad.file.startswith("part-00000-")
    assert (bad.line, bool(bad.reason)) == (6, True)
    for content in (b"", b"[]", b"{", b"<html>not yet</html>\n", b" \n", b"null"):
        own.give(USERS, ORGANIZATION, [content], DAY)
        empty = at_own.report(USERS)
        assert isinstance(empty.error, IncompleteReportError), content
        assert empty.reading.no_data is None
        (part,) = empty.reading.failed_parts
        assert "empty" in str(part.reason) or "without a row" in str(part.reason)


def test_point_15_days_are_in_order_and_missing_ones_stay_missing(player: Player) -> None:
    (window,) = player.github.rows(TOTALS_WINDOW, ORGANIZATION)
    wire = [day["day"] for day in window["day_totals"]]
    found = player.report(TOTALS_WINDOW)
    days = [row.day.isoformat() for row in found.ok]
    assert wire != days == sorted(wire)
    assert len(days) < 28
    assert WEEKEND.isoformat() not in days
    (around,) = found.reading.windows
    assert (around.report_start_day, around.report_end_day) == (DAY - datetime.timedelta(27), DAY)


def test_point_16_a_person_is_counted_once_a_day_over_all_parts(player: Player) -> None:
    """By id: logins change within the window."""
    wire = list(player.github.window_rows(ORGANIZATION))
    found = player.report(USERS_WINDOW)
    keys = {(row.organization_id, row.user_id, row.day) for row in found.ok}
    assert len(keys) == len(found.rows) == len(wire) - found.reading.duplicates
    assert found.reading.duplicates > 0
    assert found.reading.conflicts == 0
    logins = defaultdict(set)
    for row in found.rows:
        logins[row.user_id].add(row.user_login)
    assert max(map(len, logins.values())) == 2
    player.github.scenario = "conflicts=5"
    assert len(player.report(USERS).ok) == len(truth(player.github, USERS)) * 6 // 5


def test_point_17_a_day_can_be_requested_again_and_has_its_own_outcome(player: Player) -> None:
    """Fetching the last days again and upserting them is the collector's job. The package gives it an outcome for each
    day of a run: data, or which kind of no data, so that no data never overwrites data."""
    call = days_of(USERS, DAY - datetime.timedelta(6), DAY)
    player.github.scenario = "late-day=1"
    before, after = player.read(call), player.read(call)
    expected = [
        row
        for back in reversed(range(7))
        for row in player.github.user_rows(ORGANIZATION, DAY - datetime.timedelta(back))
    ]
    late = [row for row in expected if row["day"] == DAY.isoformat()]
    assert late
    assert dicts(before.ok) == expected[: -len(late)]
    assert dicts(after.ok) == expected
    assert before.reading.is_complete
    outcomes = {outcome.day: outcome for outcome in before.reading.days}
    assert len(outcomes) == 7
    assert outcomes[WEEKEND].no_data is not None
    assert outcomes[WEEKEND].no_data.status == 204
    assert outcomes[DAY].no_data is not None
    assert after.reading.days[-1].no_data is None
    assert after.reading.days[-1].rows == len(late)


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


def test_point_19_expired_links_are_renewed_and_downloads_are_bounded(
    own: FakeGitHub, at_own: Player, player: Player
) -> None:
    """Links are used when they are requested; an hour later the report is requested again, without duplicate rows."""
    with FakeGitHub(seats=40, today=TODAY, parts=16) as long, Player(player.kind, long) as reader:
        begun = 0

        def hour_later(_: Any, __: bytes) -> None:
            nonlocal begun
            if not begun:
                begun = len(reader.downloads)
                long.advance(3700)

        call = rows_of(USERS_WINDOW)
        found = reader.read(lambda client: call(client).keep_raw(hour_later))
        assert dicts(found.ok) == truth(long, USERS_WINDOW)
        assert len(found.reading.parts) > MOST_AHEAD + 1 >= begun
        assert len(reader.at_api) == 2
        assert long.leaks == ()
    for status in ("401", "403", "404", "410"):
        own.scenario = f"expired={status}"
        own.forget()
        assert dicts(at_own.report(USERS).ok) == truth(own, USERS)
        assert len(at_own.at_api) == 2


def test_point_20_links_tokens_and_prompts_are_shown_nowhere(
    player: Player, caplog: pytest.LogCaptureFixture
) -> None:
    """Each test's log is checked as well, at its finest level."""
    shown: list[str] = []
    for scenario in (
        "blob-missing=1",
        "truncate=0,times=99",
        "reset=0,times=99",
        "policy-off",
        "redirect-away",
    ):
        player.github.scenario = scenario
        found = player.report(USERS_WINDOW)
        assert isinstance(found.error, CopilotMetricsError)
        shown += [*_every_form(found.error), repr(found.reading), repr(found.reading.parts)]
        shown += [str(found.reading.days), repr(found.reading.failed_parts)]
    player.github.scenario = ()
    envelope = player.ask(envelope_of(USERS))
    records = player.read(lambda client: client.items.get_usage_records(ENTERPRISE)).ok
    assert "Question" in records[1].body + records[0].body
    shown += [repr(envelope), str(envelope), repr(records), str(records[0]), caplog.text]
    text = "\n".join(shown)
    assert player.github.token not in text
    assert "sig=" not in text
    assert not re.search("Question [0-9]|Answer [0-9]", text)
    for received in player.downloads:
        assert received.query["sig"] not in text
    (link,) = envelope.download_links
    assert "sig=" in link  # available on request


def _every_form(error: BaseException) -> list[str]:
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error)
    trace = "".join(
        traceback.TracebackException.from_exception(error, capture_locals=True).format()
    )
    return [
        str(error),
        repr(error),
        repr(vars(error)),
        pickle.dumps(error, 0).decode("latin-1"),
        trace,
    ]


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


def test_point_23_the_api_and_the_downloads_may_be_on_any_host(player: Player) -> None:
    """GHE.com, and a base URL with a path. A cache keyed by the host is the collector's job."""
    github = FakeGitHub(seats=40, today=TODAY, parts=3, path_prefix="/api/v3")
    with github as other, Player(player.kind, other) as reader:
        other.scenario = "expired=403 redirect"
        assert dicts(reader.report(USERS_WINDOW).ok) == truth(other, USERS_WINDOW)
        records = reader.read(lambda client: client.items.get_usage_records(ENTERPRISE))
        assert len(records.ok) == 120
        assert all(received.path.startswith("/api/v3/") for received in reader.at_api)
        assert httpx.URL(other.base_url).port != httpx.URL(other.download_url).port
        assert other.leaks == ()


def test_point_24_an_app_uses_the_installation_of_the_requested_account(player: Player) -> None:
    private, public = _keys()
    github = FakeGitHub(seats=40, today=TODAY, app_id=4711, app_public_key=public)
    with github as own, Player(player.kind, own) as reader:
        app = GitHubApp(app_id=4711, private_key=private)
        for operation_id in (USERS, ENTERPRISE_USERS):
            found = reader.report(operation_id, app=app)
            assert dicts(found.ok) == truth(own, operation_id)
        minted = [received.path for received in reader.at_api if received.method == "POST"]
        assert minted == [
            f"/app/installations/{own.installation(name)}/access_tokens"
            for name in (ORGANIZATION, ENTERPRISE)
        ]
        reports = [received for received in reader.at_api if "/reports/" in received.path]
        assert len({received.headers["authorization"] for received in reports}) == 2
        enterprise_token = own.issue("app-installation", entity=ENTERPRISE)
        with pytest.raises(ForbiddenError) as caught:
            reader.ask(envelope_of(USERS), token=enterprise_token)
        assert caught.value.reason == "installation"
        assert own.leaks == ()


@cache
def _keys() -> tuple[str, str]:
    """The private key of a GitHub App, and its public half."""
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = form.Encoding.PEM
    private = key.private_bytes(pem, form.PrivateFormat.PKCS8, form.NoEncryption())
    public = key.public_key().public_bytes(pem, form.PublicFormat.SubjectPublicKeyInfo)
    return private.decode(), public.decode()


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


def test_point_26_rows_have_the_figures_that_merging_needs(player: Player) -> None:
    """Merging is the collector's job: it recomputes ratios and averages, refuses to add distinct counts, medians
    and phases, and uses the latest `last_known_*`. The package gives it the sums behind each average, additive
    figures where GitHub's are additive, and comparable timestamps; it never merges anything by itself."""
    (total,) = player.report(TOTALS).ok
    users = player.report(USERS).ok
    assert total.daily_active_users == len({row.user_id for row in users})
    added = sum(row.loc_added_sum for row in users)
    assert (
        total.loc_added_sum == added == sum(each.loc_added_sum for each in total.totals_by_feature)
    )
    used = [row.totals_by_cli for row in users if row.totals_by_cli]
    output = sum(each.token_usage.output_tokens_sum for each in used)
    prompt = sum(each.token_usage.prompt_tokens_sum for each in used)
    requests = sum(each.request_count for each in used)
    merged = total.totals_by_cli
    assert (merged.token_usage.output_tokens_sum, merged.request_count) == (output, requests)
    average = merged.token_usage.avg_tokens_per_request
    assert average == pytest.approx((output + prompt) / requests, abs=0.01)
    means = [each.token_usage.avg_tokens_per_request for each in used]
    assert average != pytest.approx(sum(means) / len(means), abs=0.01)  # an average of averages
    days = player.report(TOTALS_WINDOW).ok
    monthly = days[-1].monthly_active_users
    assert monthly < sum(day.daily_active_users for day in days)
    assert monthly == len({row.user_id for row in player.report(USERS_WINDOW).ok})
    seen = [
        (entry.last_known_ide_version.sampled_at, entry.last_known_ide_version.ide_version)
        for row in users
        for entry in row.totals_by_ide
        if entry.last_known_ide_version
    ]
    moments = [datetime.datetime.fromisoformat(at) for at, _ in seen]
    assert moments.index(max(moments)) == seen.index(max(seen))


ALICE = {"user_id": 1001, "user_login": "alice", "used_chat": True, "used_agent": True}
BOB = {"user_id": 1002, "user_login": "bob", "used_chat": True, "used_agent": False}
COUNTERS = (
    "user_initiated_interaction_count",
    "code_generation_activity_count",
    "code_acceptance_activity_count",
    "loc_suggested_to_add_sum",
    "loc_added_sum",
)
PEOPLE = [
    ALICE | dict(zip(COUNTERS, (50, 40, 12, 200, 88), strict=True)),
    BOB | dict(zip(COUNTERS, (30, 25, 7, 80, 24), strict=True)),
]
MEMBERS = [
    {"user_id": 1001, "user_login": "alice", "team_id": 42, "slug": "frontend"},
    {"user_id": 1001, "user_login": "alice", "team_id": 43, "slug": "backend"},
    {"user_id": 1002, "user_login": "bob", "team_id": 42, "slug": "frontend"},
]
EXAMPLE_DAY = datetime.date(2026, 5, 7)


def _joined(player: Player, reports: tuple[str, str], entity: str, day: datetime.date) -> Any:
    """Users and memberships of one day, joined on user, day and organization or enterprise."""
    users, members = (player.report(each, day).ok for each in reports)
    known = {(row.user_id, row.day, getattr(row, entity)): row for row in users}
    assert len(known) == len(users)
    teams: defaultdict[int, list[Any]] = defaultdict(list)
    for row in members:
        found = known.get((row.user_id, row.day, getattr(row, entity)))
        if found is not None:
            teams[row.team_id].append(found)
    return teams, users, members


@pytest.mark.parametrize(
    ("reports", "entity", "ids"),
    [
        ((USERS, TEAMS), "organization_id", {"organization_id": "999"}),
        ((ENTERPRISE_USERS, ENTERPRISE_TEAMS), "enterprise_id", {"enterprise_id": "999"}),
    ],
)
def test_point_27_files_of_one_day_join_on_three_keys(
    own: FakeGitHub, at_own: Player, reports: tuple[str, str], entity: str, ids: dict[str, str]
) -> None:
    """GitHub's published example: all three memberships are there, Alice's twice. The join, its warning about
    teams of fewer than five and the total from the users file are the collector's job."""
    slug = ORGANIZATION if entity == "organization_id" else ENTERPRISE
    common = {"day": f"{EXAMPLE_DAY}", **ids}
    own.give(reports[0], slug, [[each | common for each in PEOPLE]], EXAMPLE_DAY)
    own.give(reports[1], slug, [[each | common for each in MEMBERS]], EXAMPLE_DAY)
    teams, users, members = _joined(at_own, reports, entity, EXAMPLE_DAY)
    assert [(row.user_login, row.team_id, row.slug) for row in members] == [
        ("alice", 42, "frontend"),
        ("alice", 43, "backend"),
        ("bob", 42, "frontend"),
    ]
    figures = {
        team: (
            len({row.user_id for row in rows}),
            *(sum(getattr(row, name) for row in rows) for name in COUNTERS),
        )
        for team, rows in teams.items()
    }
    assert figures == {42: (2, 80, 65, 19, 280, 112), 43: (1, 50, 40, 12, 200, 88)}
    assert sum(row.code_acceptance_activity_count for row in users) == 19
    assert sum(row.loc_added_sum for row in users) == 112
    assert (19 + 12, 112 + 88) == (31, 200)  # the sum over teams is not the organization's total
    # the fake's own users join as well, and teams of fewer than five are absent
    teams, users, members = _joined(at_own, reports, entity, DAY)
    assert {row.user_id for rows in teams.values() for row in rows} <= {r.user_id for r in users}
    sizes = defaultdict(set)
    for row in members:
        sizes[row.team_id].add(row.user_id)
    assert teams
    assert min(map(len, sizes.values())) >= 5
    assert REPORTS[reports[1]].min_licenses is not None


def test_point_28_unknown_keys_are_reported_with_a_patch_for_the_schema(
    own: FakeGitHub, at_own: Player, player: Player
) -> None:
    player.github.scenario = "new-keys=2"
    found = player.report(USERS)
    count = len(truth(player.github, USERS))
    assert len(found.ok) == count
    unknown = found.reading.unknown_keys
    assert (unknown["x_new_count"].kind, unknown["x_new_count"].count) == ("integer", count)
    assert "totals_by_feature[].x_new_text" in unknown
    drift = detect_drift(found.reading)
    assert {"x_new_count", "totals_by_feature[].x_new_text"} <= {
        each.path for each in drift.findings
    }
    assert "x_new_count" in drift.to_text()
    assert "x_new_text:" in drift.patch()
    # names that the files never had: rows without figures, which is visible
    own.give(TOTALS, ORGANIZATION, [[{"day": f"{DAY}", "total_active_users": 5}]], DAY)
    wrong = at_own.report(TOTALS)
    assert [row.daily_active_users for row in wrong.ok] == [UNSET]
    assert wrong.reading.unknown_keys["total_active_users"].count == 1


def test_point_29_wire_names_are_restored(player: Player) -> None:
    found = player.read(lambda client: client.items.get_usage_records(ENTERPRISE)).ok
    wire = found[0].to_dict()
    assert wire["@timestamp"] == found[0].timestamp
    assert type(found[0]).from_dict(wire) == found[0]
    for operation_id in REPORTS:
        rows = player.report(operation_id).ok
        assert dicts(rows) == truth(player.github, operation_id)
        assert [type(row).from_dict(row.to_dict()) for row in rows] == rows


def test_point_30_raw_bytes_can_be_stored_and_replayed(player: Player, tmp_path: Path) -> None:
    def keep(part: Any, piece: bytes) -> None:
        with (tmp_path / f"{part.number}").open("ab") as file:
            file.write(piece)

    player.github.scenario = "truncate=9000 gzip,on=part-00001 new-keys=1"
    found = player.read(lambda client: rows_of(USERS_WINDOW)(client).keep_raw(keep))
    files = sorted(tmp_path.iterdir())
    wire = [b"".join(file) for file in player.github.files(USERS_WINDOW, ORGANIZATION)]
    assert [file.read_bytes() for file in files] == wire
    replayed = read_rows(files)
    assert list(replayed) == found.ok
    assert replayed.duplicates == found.reading.duplicates


def test_every_point_has_its_test() -> None:
    found = [
        (int(match[1]), test)
        for name, test in globals().items()
        if (match := re.match(r"test_point_([0-9]{2})_\w", name))
    ]
    assert [number for number, _ in found] == list(range(1, 31))
    for _, test in found:
        parameters = inspect.signature(test).parameters.keys()
        assert parameters & {"player", "at_own"}, "sync and async"
