from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.questions.selection import Connect, Selection
from copilot_metrics_collector.questions.users import users
from copilot_metrics_collector.units import Entity

from .lakes import Row, opener, put, rows_of
from .test_teams import ALICE, DAY, ORG, TODAY
from .truth import Truth, figures, grouped, place, ratio, total

FLAGS = (
    "used_chat",
    "used_agent",
    "used_cli",
    "used_copilot_cloud_agent",
    "used_copilot_code_review_active",
    "used_copilot_code_review_passive",
    "used_copilot_app",
    "used_vscode_agent",
)


@pytest.mark.parametrize("days", [1, 7, 28])
def test_every_figure(connect: Connect, truth: Truth, days: int) -> None:
    window = truth.window(days)
    answer = users(connect, Selection(window=days, today=TODAY))
    expected = {}
    for entity in truth.entities:
        for (user,), rows in grouped(truth.user_rows(entity, window), "user_id").items():
            expected[*place(entity), user] = {
                "user_login": rows[-1]["user_login"],
                "active_days": len(rows),
                "last_day": datetime.date.fromisoformat(rows[-1]["day"]),
                **figures(rows),
                **{flag: flag_of(rows, flag) for flag in FLAGS},
                **cli(rows),
            }
    assert rows_of(answer, "host", "kind", "entity", "user_id") == expected


def flag_of(rows: list[Row], flag: str) -> bool | None:
    values = [row[flag] for row in rows if row.get(flag) is not None]
    return any(values) if values else None


def cli(rows: list[Row]) -> Row:
    used = [row["totals_by_cli"] for row in rows if "totals_by_cli" in row]
    tokens = [each["token_usage"] for each in used]
    prompt, output = total(tokens, "prompt_tokens_sum"), total(tokens, "output_tokens_sum")
    requests = total(used, "request_count")
    both = None if prompt is None or output is None else prompt + output
    return {
        "cli_session_count": total(used, "session_count"),
        "cli_request_count": requests,
        "cli_prompt_count": total(used, "prompt_count"),
        "cli_output_tokens_sum": output,
        "cli_prompt_tokens_sum": prompt,
        "cli_avg_tokens_per_request": ratio(both, requests),
    }


def test_a_user_of_two_organizations_stands_in_each(connect: Connect, truth: Truth) -> None:
    answer = users(connect, Selection(window=28, today=TODAY))
    found = [row["entity"] for row in answer.table.to_pylist() if row["kind"] == "organization"]
    people = {row["user_id"] for row in answer.table.to_pylist() if row["kind"] == "organization"}
    assert len(found) > len(people)  # otherwise the fake has no member of two organizations
    assert any("entities do not add up" in note for note in answer.notes)


def test_tokens_per_request_are_made_anew(empty: Lake) -> None:
    """The published figures are 4400, 4100 and 3200; the result is not an average of them."""
    published = [(2, 5000, 3800), (3, 7000, 5300), (3, 4200, 5400)]
    for number, (requests, output, prompt) in enumerate(published):
        day = DAY + datetime.timedelta(days=number)
        cli_use = {
            "session_count": 1,
            "request_count": requests,
            "token_usage": {"output_tokens_sum": output, "prompt_tokens_sum": prompt},
        }
        put(empty, "users-1-day", ORG, day, [{**ALICE, "day": f"{day}", "totals_by_cli": cli_use}])
    answer = users(opener(empty), Selection(today=TODAY, window=3))
    [row] = answer.table.to_pylist()
    assert row["cli_avg_tokens_per_request"] == 30700 / 8
    assert row["cli_prompt_count"] is None


def test_credits_are_exact_and_their_absence_is_no_zero(empty: Lake) -> None:
    days = [datetime.date(2026, 6, 17) + datetime.timedelta(days=number) for number in range(4)]
    amounts = [None, None, 0.1, 0.2]
    for day, amount in zip(days, amounts, strict=True):
        row = {**ALICE, "day": f"{day}"} | ({} if amount is None else {"ai_credits_used": amount})
        put(empty, "users-1-day", ORG, day, [row])
    whole = users(opener(empty), Selection(window=4, today=TODAY))
    assert whole.table.column("ai_credits_used").to_pylist() == [Decimal("0.3")]
    text = "\n".join(whole.notes)
    assert "2 of 4 rows of users_1_day do not have ai_credits_used" in text
    assert "available from 2026-06-19, not on earlier days: ai_credits_used" in text
    before = users(opener(empty), Selection(since=days[0], until=days[1], today=TODAY))
    assert before.table.column("ai_credits_used").to_pylist() == [None]
    assert "available from 2026-06-19, after this window: ai_credits_used" in "\n".join(
        before.notes
    )


def test_the_cloud_agent_goes_by_its_older_name_too(empty: Lake) -> None:
    put(empty, "users-1-day", ORG, DAY, [{**ALICE, "used_copilot_coding_agent": True}])
    [row] = users(opener(empty), Selection(window=1, today=TODAY)).table.to_pylist()
    assert row["used_copilot_cloud_agent"] is True
    assert row["used_cli"] is None


def test_the_latest_login_is_shown(empty: Lake) -> None:
    put(empty, "users-1-day", ORG, DAY, [{**ALICE, "user_login": "zoe"}])
    after = DAY + datetime.timedelta(days=1)
    put(empty, "users-1-day", ORG, after, [{**ALICE, "user_login": "alice", "day": f"{after}"}])
    [row] = users(opener(empty), Selection(window=2, today=TODAY)).table.to_pylist()
    assert (row["user_login"], row["active_days"], row["last_day"]) == ("alice", 2, after)


def test_of_two_versions_of_a_row_the_later_one_counts(empty: Lake) -> None:
    twice = [{**ALICE, "loc_added_sum": 1}, {**ALICE, "loc_added_sum": 5}]
    put(empty, "users-1-day", ORG, DAY, twice, conflicts=1)
    answer = users(opener(empty), Selection(window=1, today=TODAY))
    [row] = answer.table.to_pylist()
    assert (row["loc_added_sum"], row["active_days"]) == (5, 1)
    assert any("1 row is in two versions" in note for note in answer.notes)


def test_the_same_slug_on_two_hosts_is_two_entities(empty: Lake) -> None:
    put(empty, "users-1-day", ORG, DAY, [ALICE])
    put(empty, "users-1-day", ORG, DAY, [ALICE], host="api.octo.ghe.com")
    both = users(opener(empty), Selection(window=1, today=TODAY))
    assert sorted(row["host"] for row in both.table.to_pylist()) == [
        "api.github.com",
        "api.octo.ghe.com",
    ]
    one = users(opener(empty), Selection(window=1, today=TODAY, host="api.octo.ghe.com"))
    assert [row["host"] for row in one.table.to_pylist()] == ["api.octo.ghe.com"]


def test_an_enterprise_is_told_from_an_organization_of_its_name(empty: Lake) -> None:
    put(empty, "users-1-day", ORG, DAY, [ALICE])
    put(empty, "users-1-day", Entity("enterprise", "octo"), DAY, [ALICE])
    wanted = Selection(entities=(Entity("enterprise", "octo"),), window=1, today=TODAY)
    assert [row["kind"] for row in users(opener(empty), wanted).table.to_pylist()] == ["enterprise"]
