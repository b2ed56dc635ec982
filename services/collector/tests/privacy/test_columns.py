"""Replacement of people in rows: columns, `extra`, and values that must not remain."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa
import pytest
from copilot_usage_metrics import arrow_schema, rows, rows_to_arrow
from copilot_usage_metrics.testing import FakeGitHub
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot_metrics_collector.privacy import Transform, transform_of
from copilot_metrics_collector.privacy.columns import replace_batch
from copilot_metrics_collector.privacy.pseudonyms import Pseudonyms
from copilot_metrics_collector.privacy.replace import Objects
from copilot_metrics_collector.privacy.schema_paths import SchemaPlace, place_of
from copilot_metrics_collector.privacy.transform import Transform as Made

from .wanted import ODD, Wanted, batches, cleaned, scrubbed

NAMES = Pseudonyms(bytes(range(40)))
LOGIN, ID = "Octo-Cat_acme", 41000007


def row(family: str, **fields: Any) -> dict[str, Any]:
    """One stored row, with `extra` as an object."""
    line = json.dumps({"day": "2026-05-07", **fields}).encode()
    (found,) = cleaned(Made(NAMES), family, line)
    return {**found, "extra": json.loads(found["extra"] or "{}")}


def user(**fields: Any) -> dict[str, Any]:
    return row("users-1-day", **{"user_id": ID, "user_login": LOGIN, **fields})


def repo(**fields: Any) -> dict[str, Any]:
    return row("repos-1-day", **{"repo_id": 7, "repo_name": "tools", **fields})


def kinds(place: SchemaPlace) -> set[tuple[str, str]]:
    own = {(place.name, place.kind)} if place.kind is not None else set()
    return own.union(*(kinds(each) for each in place.children.values()))


def test_fields_of_people_are_told_by_their_names() -> None:
    found = {name: kinds(place_of(arrow_schema(each))) for name, each in rows.ROW_TYPES.items()}
    people = {("user_id", "id"), ("user_login", "login")}
    pinned = {
        "AggregateDay": set(),
        "AggregateWindow": set(),
        "UserDay": people,
        "UserWindowDay": people,
        "UserTeamDay": people,
        "RepositoryDay": {
            ("repo_id", "repository id"),
            ("repo_owner_name", "owner"),
            ("repo_name", "repository"),
            ("authored_by", "author kind"),
            ("reviewed_by", "author kind"),
        },
    }
    assert {name: found[name] for name in pinned} == pinned


def test_fields_of_people_that_come_later_are_found_at_any_depth() -> None:
    person = pa.struct(
        [("reviewer_login", pa.string()), ("reviewer_id", pa.int64()), ("n_count", pa.int64())]
    )
    schema = pa.schema(
        [
            ("manager_email", pa.string()),
            ("reviews", pa.list_(person)),
            ("assignees", pa.list_(pa.string())),
        ]
    )
    found: list[dict[str, Any]] = [
        {
            "manager_email": "a@b.example",
            "reviews": [{"reviewer_login": "X", "reviewer_id": 5, "n_count": 5}, None],
            "assignees": ["x", None],
        },
        {"manager_email": None, "reviews": None, "assignees": None},
        {"manager_email": "a@B.example", "reviews": [], "assignees": []},
    ]
    batch = pa.RecordBatch.from_pylist(found, schema)
    for begin in (0, 1):  # a slice has offsets of its own
        clean = replace_batch(batch.slice(begin), Objects(NAMES, place_of(schema), set()))
        clean.validate(full=True)
        x = NAMES.login("x")
        expected = [
            {
                "manager_email": NAMES.login("a@b.example"),
                "reviews": [
                    {"reviewer_login": x, "reviewer_id": NAMES.number(5), "n_count": 5},
                    None,
                ],
                "assignees": [x, None],
            },
            found[1],
            {**found[2], "manager_email": NAMES.login("a@b.example")},
        ]
        assert clean.to_pylist() == expected[begin:]


def test_columns_keep_their_types_and_what_they_did_not_have(github: FakeGitHub) -> None:
    day, organization = github.days[-3], github.organizations[0]
    lines = b"\n".join(json.dumps(each).encode() for each in github.user_rows(organization, day))
    lines += b'\n{"day": "2026-05-07"}\n{"day": "2026-05-07", "user_id": null, "user_login": null}'
    (before,) = batches("users-1-day", lines)
    after = Made(NAMES).batch("users-1-day", before)
    assert after.schema == before.schema
    after.validate(full=True)
    for was, now in zip(before.to_pylist(), after.to_pylist(), strict=True):
        assert now.pop("user_id") == (was["user_id"] and NAMES.number(was.pop("user_id")))
        assert now.pop("user_login") == (was["user_login"] and NAMES.login(was.pop("user_login")))
        for name in ("user_id", "user_login"):
            was.pop(name, None)
        assert now == was


def test_a_person_is_the_same_in_both_files(github: FakeGitHub) -> None:
    day, organization = github.days[-3], github.organizations[0]
    users = {
        each["user_id"] for each in (user(**one) for one in github.user_rows(organization, day))
    }
    teams = {
        row("user-teams-1-day", **each)["user_id"] for each in github.team_rows(organization, day)
    }
    assert users
    assert len(users & teams) > len(users) / 2


@pytest.mark.parametrize(
    "identity", ["abc-1", [ID], {"id": ID, "login": LOGIN}, 41000007.0, "41000007"]
)
def test_ids_of_another_type_are_replaced_where_they_are(identity: Any) -> None:
    clean = user(user_id=identity)
    text = json.dumps(clean, default=str).casefold()
    assert "abc-1" not in text
    assert "41000007" not in text
    assert LOGIN.casefold() not in text
    known = {"abc-1": NAMES.id("abc-1")}.get(str(identity), NAMES.number(ID))
    assert str(known) in text


def test_unknown_keys_that_name_people() -> None:
    clean = user(
        manager="Boss",
        manager_id=77,
        actor={"login": "boss", "id": 77, "score": 12},
        reviewers=["boss", "Other"],
        reviewer_ids=[77],
        by_user={"boss": 3},
        contactEmail="b@c.example",
        active_user_count=5000,
        session_id="a-b",
        is_admin=True,
    )["extra"]
    boss = NAMES.login("boss")
    by_user = {NAMES.key("boss"): 3}
    assert clean == {
        "manager": boss, "manager_id": NAMES.number(77),
        "actor": {"login": boss, "id": NAMES.number(77), "score": 12},
        "reviewers": [boss, NAMES.login("other")], "reviewer_ids": [NAMES.number(77)],
        "by_user": by_user, NAMES.key("contactEmail"): NAMES.login("b@c.example"),
        "active_user_count": 5000, "session_id": NAMES.id("a-b"), "is_admin": True,
    }  # fmt: skip


def test_what_cannot_be_judged_is_replaced_and_what_can_be_no_name_stays() -> None:
    clean = user(
        x_note="met Octo-Cat_acme", x_plan="business", x_peer=1002, x_peer_text="1002",
        x_day="2026-05-07", x_at="2026-05-07T10:00:00Z", x_version="1.104.1", x_level=3, x_share=0.25,
        x_tokens_sum=123456, x_flag=True, x_null=None, x_map={"octocat": 1, "count": 2},
    )["extra"]  # fmt: skip
    assert clean == {
        "x_note": NAMES.text("met Octo-Cat_acme"), "x_plan": NAMES.text("business"),
        "x_peer": NAMES.number(1002), "x_peer_text": str(NAMES.number(1002)),
        "x_day": "2026-05-07", "x_at": "2026-05-07T10:00:00Z", "x_version": "1.104.1", "x_level": 3,
        "x_share": 0.25, "x_tokens_sum": 123456, "x_flag": True, "x_null": None,
        "x_map": {NAMES.key("octocat"): 1, "count": 2},
    }  # fmt: skip


def test_a_row_names_its_own_person_nowhere() -> None:
    clean = user(
        used_chat=LOGIN.upper(), totals_by_cli=str(ID), code_generation_activity_count=f"{ID}",
        x_count=ID, x_total=f" {LOGIN} ", totals_by_ide=[{"ide": "vscode", "loc_added_sum": LOGIN}],
    )["extra"]  # fmt: skip
    me, my_id = NAMES.login(LOGIN), NAMES.number(ID)
    assert clean == {
        "used_chat": me, "totals_by_cli": str(my_id), "code_generation_activity_count": str(my_id),
        "x_count": my_id, "x_total": me, "totals_by_ide": [{"loc_added_sum": me}],
    }  # fmt: skip


def test_a_login_that_is_a_key_is_replaced_in_the_manifest_too() -> None:
    transform = Made(NAMES)
    line = json.dumps({"user_id": ID, "user_login": "octocat", "octocat": 1, "x_new": 2}).encode()
    (clean,) = cleaned(transform, "users-1-day", line)
    assert json.loads(clean["extra"]) == {NAMES.key("octocat"): 1, "x_new": 2}
    counts = {
        "octocat": 1,
        "x_new": 1,
        "totals_by_ide[].Jane.Doe": 2,
        "totals_by_ide[].loc_added_sum": 4,
    }
    assert transform.keys(counts) == {
        NAMES.key("octocat"): 1,
        "x_new": 1,
        f"totals_by_ide[].{NAMES.key('Jane.Doe')}": 2,
        "totals_by_ide[].loc_added_sum": 4,
    }


def test_known_fields_of_another_type_stay_as_far_as_they_name_nobody() -> None:
    odd: dict[str, Any] = {
        "code_generation_activity_count": "40", "used_chat": 1, "ai_credits_used": "173.553629",
        "totals_by_ide": [{"last_known_ide_version": "1.105.1"}], "totals_by_cli": [{"session_count": 12345}],
    }  # fmt: skip
    assert user(**odd)["extra"] == odd


@pytest.mark.parametrize(
    ("owner", "organization", "stays"),
    [("octo-org", "284650", True), ("octo_acme", "284650", False), ("octocat", None, False)],
)
def test_repositories_of_people_lose_their_names(
    owner: str, organization: str | None, stays: bool
) -> None:
    about = {} if organization is None else {"organization_id": organization}
    clean = repo(repo_owner_name=owner, **about)
    found = (clean["repo_owner_name"], clean["repo_name"], clean["repo_id"])
    replaced = (NAMES.login(owner), NAMES.text("tools"), NAMES.number(7))
    assert found == ((owner, "tools", 7) if stays else replaced)


def test_a_kept_repository_is_cleaned_as_its_row_is(transform: Transform) -> None:
    line = b'{"day":"2026-05-07","repo_id":7,"repo_owner_name":"octocat","repo_name":"1.2.3"}'
    (expected,) = cleaned(transform, "repos-1-day", line)
    kept = scrubbed(transform, "repos-1-day", [line])
    ((found,),) = (batch.to_pylist() for batch in batches("repos-1-day", kept))
    assert found == expected


def test_reviewers_stay_as_long_as_they_are_kinds() -> None:
    times = [{"authored_by": "human", "reviewed_by": "copilot"}, {"authored_by": "octocat"}]
    found = repo(organization_id="1", repo_owner_name="o", pull_request_review_times=times)
    names = [
        (each["authored_by"], each["reviewed_by"]) for each in found["pull_request_review_times"]
    ]
    assert names == [("human", "copilot"), (NAMES.login("octocat"), None)]


def test_totals_keep_what_is_new_unless_it_names_somebody() -> None:
    clean = row(
        "organization-1-day", organization_id="1", x_kind="cloud", x_peak=4711, daily_active_x_users=1002,
        top_users=["octocat"], contact="a@b.example", totals_by_x=[{"x_id": "12", "x_name": "n", "count": 3}],
    )["extra"]  # fmt: skip
    assert clean == {
        "x_kind": "cloud", "x_peak": 4711, "daily_active_x_users": 1002,
        "top_users": [NAMES.login("octocat")], "contact": NAMES.text("a@b.example"),
        "totals_by_x": [{"x_id": "12", "x_name": "n", "count": 3}],
    }  # fmt: skip


def test_a_lake_without_users_has_no_owners_either() -> None:
    removing = transform_of(Wanted(users=False))
    assert removing is not None
    assert removing.fingerprint is None
    line = b'{"day":"2026-05-07","repo_id":7,"repo_owner_name":"octocat","repo_name":"tools","x_owner_id":5}'
    (found,) = cleaned(removing, "repos-1-day", line)
    names = (found["repo_owner_name"], found["repo_name"], found["repo_id"], found["extra"])
    assert names == ("removed", "removed", None, '{"x_owner_id":null}')


def test_windows_are_cleaned_as_rows_are() -> None:
    window = rows.AggregateWindow.from_dict(
        {"report_end_day": "2026-05-07", "requested_by": "octocat"}
    )
    (batch,) = rows_to_arrow([window], rows.AggregateWindow)
    (clean,) = Made(NAMES).batch("organization-28-day", batch).to_pylist()
    assert json.loads(clean["extra"]) == {"requested_by": NAMES.login("octocat")}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(max_size=8)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from([LOGIN, LOGIN.lower(), f"see {LOGIN}!", str(ID), ID, float(ID)]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.text(max_size=6) | st.sampled_from([LOGIN, str(ID), "id", "count", "x_sum"]), inner, max_size=3
    ),
    max_leaves=12,
)  # fmt: skip
FIELDS = st.sampled_from(
    ["x_count", "x", "note", "actor", "user_ids", "slug", "used_chat", "totals_by_ide", "totals_by_cli",
     "ai_adoption_phase", "day_partition", "Some Key", LOGIN, str(ID)]
)  # fmt: skip


ROWS = st.builds(
    lambda fields, identity: {"user_id": identity, "user_login": LOGIN, **fields},
    st.dictionaries(FIELDS, JSON, max_size=5),
    st.sampled_from([ID, str(ID), float(ID), [ID]]),
)


@settings(max_examples=100)
@given(st.lists(ROWS, min_size=1, max_size=6))
def test_nobody_finds_the_person_of_a_row(some: list[dict[str, Any]]) -> None:
    """Several rows at a time, because the cost of an example depends on columns, not rows."""
    lines = b"\n".join(json.dumps(each).encode() for each in some)
    teams = {each["slug"] for each in some if isinstance(each.get("slug"), str)}
    for family in ("users-1-day", "users-28-day", "user-teams-1-day"):
        for clean in cleaned(Made(NAMES), family, lines):
            if clean.get("slug") in teams:
                clean.pop("slug")  # a team's name, which is not replaced
            text = json.dumps(clean, default=str, ensure_ascii=False).casefold()
            assert LOGIN.casefold() not in text
            assert str(ID) not in text


def test_odd_files_of_every_family_are_taken(transform: Transform) -> None:
    github = FakeGitHub(seats=12, scenario=ODD)
    day, organization = github.days[-3], github.organizations[0]
    file = b"".join(
        github.files("copilotOrganizationUsersOneDayUsageMetrics", organization, day)[0]
    )
    text = json.dumps(list(cleaned(transform, "users-1-day", file)), default=str)
    people = list(github.user_rows(organization, day))
    assert people
    for person in people:
        assert person["user_login"] not in text
        assert str(person["user_id"]) not in text
    assert "not in the schema" not in text
