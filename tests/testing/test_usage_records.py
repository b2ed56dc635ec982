"""Usage records: pages by cursor, in both directions and orders, and phrases."""

from __future__ import annotations

from typing import Any

import pytest

from copilot_usage_metrics.testing import FakeGitHub
from tests.testing.wire import api, ask, headers_for

PATH = "/enterprises/octo-enterprise/copilot/usage-records"


def walk(github: FakeGitHub, query: str, relation: str = "next") -> list[list[dict[str, Any]]]:
    answer = api(github, f"{PATH}?{query}")
    pages = [answer.json]
    while relation in answer.links:
        answer = ask(answer.links[relation], headers_for(github))
        pages.append(answer.json)
    return pages


@pytest.mark.parametrize("order", ["asc", "desc"])
def test_cursors_visit_every_record_once(github: FakeGitHub, order: str) -> None:
    pages = walk(github, f"order={order}&per_page=25")
    records = [record for page in pages for record in page]
    times = [record["@timestamp"] for record in records]
    assert [len(page) for page in pages] == [25, 25, 25, 25, 20]
    assert times == sorted(times, reverse=order == "desc")
    assert len({(record["github_request_id"], record["type"]) for record in records}) == 120


def test_the_newest_records_are_first_by_default(github: FakeGitHub) -> None:
    assert api(github, PATH).json == api(github, f"{PATH}?order=desc&per_page=25").json


def test_previous_pages_can_be_requested(github: FakeGitHub) -> None:
    pages = walk(github, "per_page=20")
    last = api(github, f"{PATH}?per_page=20")
    while "next" in last.links:
        last = ask(last.links["next"], headers_for(github))
    back = [last.json]
    while "prev" in last.links:
        last = ask(last.links["prev"], headers_for(github))
        back.append(last.json)
    assert back == list(reversed(pages))


@pytest.mark.parametrize(
    ("per_page", "given"), [("1", 1), ("0", 1), ("-5", 1), ("25", 25), ("26", 25), ("9" * 40, 25)]
)
def test_the_size_of_a_page_is_clamped(github: FakeGitHub, per_page: str, given: int) -> None:
    assert len(api(github, f"{PATH}?per_page={per_page}").json) == given


def test_phrases_filter(github: FakeGitHub) -> None:
    everything = [record for page in walk(github, "order=asc") for record in page]
    user = everything[0]["user_id"]
    for phrase, expected in (
        ("type:response", [each for each in everything if each["type"] == "response"]),
        (f"user_id:{user}", [each for each in everything if each["user_id"] == user]),
        ("created:2026-11-18..2026-11-18", [each for each in everything if 1 <= _day(each) < 2]),
        ("created:%3E2026-11-18", [each for each in everything if _day(each) >= 2]),
        (
            f"type:request+user_id:{user}",
            [each for each in everything if each["user_id"] == user and each["type"] == "request"],
        ),
    ):
        found = [record for page in walk(github, f"order=asc&phrase={phrase}") for record in page]
        assert found == expected, phrase


def _day(record: dict[str, Any]) -> float:
    """Days since 2026-11-17, in UTC."""
    return float(record["@timestamp"] / 1000 - 1_794_873_600) / 86400


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("order=sideways", 422),
        ("phrase=type:nothing", 422),
        ("phrase=colour:red", 422),
        ("phrase=created:soon", 422),
        ("per_page=many", 422),
        ("after=nonsense", 400),
        ("before=%F0%9F%98%80", 400),
    ],
)
def test_invalid_queries_are_refused(github: FakeGitHub, query: str, status: int) -> None:
    answer = api(github, f"{PATH}?{query}")
    assert answer.status == status
    assert answer.json["message"]
    assert ("errors" in answer.json) == (status == 422)


def test_ids_are_numbers_and_bodies_contain_json(github: FakeGitHub) -> None:
    records = api(github, PATH).json
    assert {type(record["enterprise_id"]) for record in records} == {int}
    assert {type(record["user_id"]) for record in records} == {int}
    assert any("event_id" not in record for record in records)
    assert all(record["body"].startswith("{") for record in records)
