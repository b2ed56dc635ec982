"""Seats and bills of the fake are consistent with its users and the rows of its reports."""

from __future__ import annotations

import datetime
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from copilot_usage_metrics.testing import FakeGitHub
from copilot_usage_metrics.testing.data.billing import model_title
from copilot_usage_metrics.testing.data.words import MODELS
from tests.testing.wire import api

TODAY = datetime.date(2026, 11, 20)
USAGE = "/settings/billing/ai_credit/usage"


@pytest.fixture(scope="module")
def estate() -> Any:
    with FakeGitHub(seats=400, days=40, today=TODAY, organizations=3) as fake:
        yield fake


def newest_rows(github: FakeGitHub, entity: str) -> dict[int, str]:
    """The newest day with a row of each user, by id."""
    return {
        row["user_id"]: row["day"] for day in github.days for row in github.user_rows(entity, day)
    }


def test_a_seat_was_last_used_on_the_newest_day_with_a_row(estate: FakeGitHub) -> None:
    for entity in (*estate.organizations, estate.enterprise):
        newest = newest_rows(estate, entity)
        seats = estate.copilot_seats(entity)
        assert newest.keys() <= {each["assignee"]["id"] for each in seats}
        for each in seats:
            seen, day = each["last_activity_at"], newest.get(each["assignee"]["id"])
            if day is None:
                assert seen is None or seen < f"{estate.days[0]}"
            else:
                assert seen.startswith(day)
            assert seen is None or each["created_at"] < seen


def test_seats_are_of_every_kind(estate: FakeGitHub) -> None:
    seats = estate.copilot_seats(estate.enterprise)
    first = f"{estate.days[0]}"
    seen = [each["last_activity_at"] for each in seats]
    assert None in seen  # never
    assert any(each < first for each in seen if each)  # idle since before the first report
    assert any(each["pending_cancellation_date"] == "2026-12-01" for each in seats)
    assert any(each["assigning_team"] for each in seats)
    assert any(each["assigning_team"] is None for each in seats)
    assert any(each["created_at"].startswith("2026-11") for each in seats)
    assert {each["plan_type"] for each in seats} == {"business", "enterprise"}
    editors = {str(each["last_activity_editor"]).partition("/")[0] for each in seats}
    assert {"vscode", "copilot_cli"} <= editors


def test_an_enterprise_has_a_seat_for_each_organization_that_grants_one(
    estate: FakeGitHub,
) -> None:
    seats = estate.copilot_seats(estate.enterprise)
    by_organization = Counter(each["organization"]["login"] for each in seats)
    assert by_organization == {
        each: len(estate.copilot_seats(each)) for each in estate.organizations
    }
    people = {each["assignee"]["id"] for each in seats}
    answer = api(estate, f"/enterprises/{estate.enterprise}/copilot/billing/seats")
    assert answer.json["total_seats"] == len(people) == 400 < len(seats)


def test_members_of_a_team_that_grants_seats_are_in_it(estate: FakeGitHub) -> None:
    day = estate.days[-1]
    teams = {(row["user_id"], row["team_id"]) for row in estate.team_rows("octo-org", day)}
    large = {team for _, team in teams}
    for each in estate.copilot_seats("octo-org"):
        team = each["assigning_team"]
        if team is not None and team["id"] in large:
            assert (each["assignee"]["id"], team["id"]) in teams


def test_the_plan_of_an_organization_counts_its_seats(estate: FakeGitHub) -> None:
    seats = estate.copilot_seats("octo-org")
    found = api(estate, "/orgs/octo-org/copilot/billing").json["seat_breakdown"]
    active = sum(1 for each in seats if (each["last_activity_at"] or "") >= "2026-11")
    assert found == {
        "total": len(seats),
        "added_this_cycle": sum(1 for each in seats if each["created_at"] >= "2026-11"),
        "pending_cancellation": sum(1 for each in seats if each["pending_cancellation_date"]),
        "pending_invitation": 0,
        "active_this_cycle": active,
        "inactive_this_cycle": len(seats) - active,
    }


def test_all_pages_of_seats_are_read(estate: FakeGitHub) -> None:
    found: list[Any] = []
    path = "/orgs/octo-org/copilot/billing/seats"
    for page in (1, 2, 3):
        answer = api(estate, f"{path}?per_page=60&page={page}")
        found += answer.json["seats"]
        assert ("next" in answer.links) is (len(found) < answer.json["total_seats"])
    assert found == estate.copilot_seats("octo-org")


def test_the_seat_of_a_member_equals_that_of_the_list(estate: FakeGitHub) -> None:
    seat = estate.copilot_seats("octo-org")[5]
    login = seat["assignee"]["login"]
    assert api(estate, f"/orgs/octo-org/members/{login.upper()}/copilot").json == seat
    found = api(estate, f"/enterprises/{estate.enterprise}/members/{login}/copilot").json
    assert found["total_seats"] == 1
    assert next(each["assignee"] for each in found["seats"]) == seat["assignee"]
    assert api(estate, "/orgs/octo-org/members/nobody/copilot").status == 404
    other = next(
        each["assignee"]["login"]
        for each in estate.copilot_seats("octo-labs")
        if each["assignee"] not in [one["assignee"] for one in estate.copilot_seats("octo-org")]
    )
    assert api(estate, f"/orgs/octo-org/members/{other}/copilot").status == 404


def total(items: list[Any], key: str = "grossQuantity") -> Decimal:
    return sum((Decimal(str(each[key])) for each in items), Decimal(0))


def test_a_bill_is_the_metric_plus_three_percent(estate: FakeGitHub) -> None:
    day = estate.days[-1]
    rows = [
        Decimal(str(row["ai_credits_used"])) for row in estate.user_rows(estate.enterprise, day)
    ]
    billed = total(estate.billed_usage(estate.enterprise, [day]))
    attributed = sum((round(each, 2) for each in rows), Decimal(0))
    assert attributed < billed
    assert abs(billed - attributed * Decimal("1.03")) <= Decimal("0.01") * len(rows)


def test_the_bill_of_a_user_equals_their_row(estate: FakeGitHub) -> None:
    day = estate.days[-1]
    for row in list(estate.user_rows(estate.enterprise, day))[:40]:
        items = estate.billed_usage(estate.enterprise, [day], login=row["user_login"])
        used = round(Decimal(str(row["ai_credits_used"])), 2)
        assert abs(total(items) - used) <= Decimal("0.01")
        assert {each["model"] for each in items} <= {*map(model_title, MODELS), "Auto"}


def test_organizations_add_up_to_their_enterprise_and_days_to_their_month(
    estate: FakeGitHub,
) -> None:
    path = f"/enterprises/{estate.enterprise}{USAGE}"
    whole = api(estate, path).json
    assert whole["timePeriod"] == {"year": 2026, "month": 11}
    parts = [
        each
        for slug in estate.organizations
        for each in api(estate, f"/organizations/{slug}{USAGE}").json["usageItems"]
    ]
    days = [
        each for day in range(1, 20) for each in api(estate, f"{path}?day={day}").json["usageItems"]
    ]
    for key in ("grossQuantity", "discountQuantity", "netQuantity", "netAmount"):
        assert total(whole["usageItems"], key) == total(parts, key) == total(days, key) > 0


def test_amounts_are_quantities_at_the_price(estate: FakeGitHub) -> None:
    for each in estate.billed_usage("octo-org", estate.days):
        for kind in ("gross", "discount", "net"):
            amount = Decimal(str(each[f"{kind}Quantity"])) * Decimal(str(each["pricePerUnit"]))
            assert amount == Decimal(str(each[f"{kind}Amount"]))
        assert total([each]) == total([each], "discountQuantity") + total([each], "netQuantity")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("month=13", 400),
        ("day=31&month=11", 400),
        ("year=now", 400),
        ("user=nobody", 404),
        ("cost_center_id=nowhere", 404),
        ("product=actions", 200),
        ("year=2020", 200),
    ],
)
def test_invalid_parameters_of_a_bill_are_refused(
    estate: FakeGitHub, query: str, status: int
) -> None:
    answer = api(estate, f"/enterprises/{estate.enterprise}{USAGE}?{query}")
    assert answer.status == status
    if status == 200:
        assert answer.json["usageItems"] == []


def test_cost_centers_and_the_rest_add_up_to_the_total(estate: FakeGitHub) -> None:
    path = f"/enterprises/{estate.enterprise}{USAGE}"
    centers = ("none", *estate.organizations[1:])
    parts = [api(estate, f"{path}?cost_center_id={each}").json for each in centers]
    assert [each.get("costCenter", {}).get("id", "none") for each in parts] == list(centers)
    items = [item for each in parts for item in each["usageItems"]]
    assert total(items) == total(api(estate, path).json["usageItems"])


def test_filters_by_model_and_organization_narrow_a_bill(estate: FakeGitHub) -> None:
    path = f"/enterprises/{estate.enterprise}{USAGE}"
    whole = api(estate, path).json["usageItems"]
    model = whole[1]["model"]
    (only,) = api(estate, f"{path}?model={model.lower().replace(' ', '%20')}").json["usageItems"]
    assert only == whole[1]
    part = api(estate, f"{path}?organization=octo-labs").json
    assert part["organization"] == "octo-labs"
    own = api(estate, f"/organizations/octo-labs{USAGE}").json
    assert part["usageItems"] == own["usageItems"]


def test_before_june_2026_requests_are_billed_and_then_credits() -> None:
    with FakeGitHub(seats=40, days=20, today=datetime.date(2026, 6, 11)) as github:
        path = f"/enterprises/{github.enterprise}/settings/billing"
        for report, month, is_billed in (
            ("premium_request", 5, True),
            ("premium_request", 6, False),
            ("ai_credit", 5, False),
            ("ai_credit", 6, True),
        ):
            answer = api(github, f"{path}/{report}/usage?month={month}")
            assert bool(answer.json["usageItems"]) is is_billed


def test_a_user_with_a_managed_seat_has_an_empty_bill(estate: FakeGitHub) -> None:
    login = estate.copilot_seats("octo-org")[0]["assignee"]["login"]
    answer = api(estate, f"/users/{login}{USAGE}")
    assert answer.json == {
        "timePeriod": {"year": 2026, "month": 11},
        "user": login,
        "usageItems": [],
    }
    assert api(estate, f"/users/nobody{USAGE}").status == 404
