"""Points 6 to 11, 28 and 29 of the checklist: the types of rows and values, unknown keys, and wire names."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from copilot_usage_metrics import UNSET, detect_drift
from copilot_usage_metrics.files import FAMILIES
from copilot_usage_metrics.testing import FakeGitHub
from tests.acceptance.support import (
    DAY,
    ENTERPRISE,
    ORGANIZATION,
    REPORTS,
    REPOSITORIES,
    TEAMS,
    TOTALS,
    TOTALS_WINDOW,
    USERS,
    USERS_WINDOW,
    Player,
    Row,
    dicts,
    envelope_of,
    truth,
)


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
