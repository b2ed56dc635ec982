"""Options, privacy, hostile texts and errors of `copilot-metrics report`."""

from __future__ import annotations

import datetime
import importlib.util
from pathlib import Path
from typing import Any

import pytest

from copilot_metrics_collector import extras
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.lake_file import Privacy
from copilot_metrics_collector.privacy.team_totals import TEAM_TOTALS
from copilot_metrics_collector.units import Entity

from ..hostile_text import HOSTILE, assert_clean
from ..questions.lakes import put
from ..questions.test_cost import line
from ..questions.test_seats import seat
from ..questions.truth import Truth
from .pages import parse, report, run

DAY = datetime.date(2026, 10, 1)
MARKUP = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    '" onload="alert(1)',
    "</svg><img src=https://evil.example/x>",
    "]]><!--",
    "&lt;b&gt;",
)
COUNTS = {
    "user_initiated_interaction_count": 1,
    "code_generation_activity_count": 2,
    "code_acceptance_activity_count": 1,
    "loc_added_sum": 1,
}


def test_no_login_is_in_the_file_unless_asked_for(
    lake: str, text: str, truth: Truth, tmp_path: Path
) -> None:
    logins = {
        row["user_login"]
        for entity in truth.entities
        for row in truth.user_rows(entity, truth.window(8))
    }
    assert len(logins) > 10
    assert not [login for login in logins if login in text]
    named = report(lake, tmp_path, "--window", "8", "--users", "--org", "octo-org")
    shown = {row[0] for row in parse(named).by_id("e1-people").table()[1]}
    assert len(shown) > 10
    assert shown <= logins
    assert "This report names people." in named


def test_pseudonyms_are_announced(tmp_path: Path) -> None:
    opened = Lake.open(tmp_path / "lake", create=True, privacy=Privacy(pseudonyms="abc"))
    person = {
        "organization_id": "1",
        "user_id": 1,
        "user_login": "p-123",
        "day": f"{DAY}",
        **COUNTS,
    }
    put(opened, "users-1-day", Entity("organization", "octo"), DAY, [person])
    text = report(str(opened.store.url), tmp_path, "--users")
    assert "The lake has pseudonyms in place of logins." in text
    assert "p-123" in text


def test_a_lake_without_users(tmp_path: Path) -> None:
    opened = Lake.open(tmp_path / "lake", create=True, privacy=Privacy(users=False))
    org = Entity("organization", "octo")
    totals = {
        "day": f"{DAY}",
        "organization_id": "1",
        "daily_active_users": 31,
        "weekly_active_users": 32,
        "monthly_active_users": 33,
        "totals_by_feature": [{"feature": "code_completion", **COUNTS}],
    }
    put(opened, "organization-1-day", org, DAY, [totals])
    found = parse(report(str(opened.store.url), tmp_path, "--window", "1"))
    assert found.by_id("e1-days").table()[1] == [["2026-10-01", "31"]]
    assert found.by_id("e1-weeks").table()[1][0][-1] == "32"
    cells = {cell[0]: cell[1] for cell in found.by_id("e1-adoption").table()[1]}
    assert (cells["Active"], cells["Accepted code"]) == ("33", "–")
    assert "The lake keeps no users" in found.one("header").text
    assert TEAM_TOTALS in found.by_id("e1-data").text
    for option in (["--users"], ["--team", "x"]):
        refused = run(str(opened.store.url), tmp_path / "x.html", *option)
        assert refused.exit_code == 6
        assert "--no-users" in refused.stderr
        assert not (tmp_path / "x.html").exists()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A lake in which every text is hostile."""
    opened = Lake.open(tmp_path_factory.mktemp("hostile") / "lake", create=True)
    org = Entity("organization", "octo")
    texts = list(enumerate((*MARKUP, *HOSTILE), 1001))
    common = {"day": f"{DAY}", "organization_id": "1"}
    put(
        opened,
        "users-1-day",
        org,
        DAY,
        [
            {
                **common,
                **COUNTS,
                "user_id": number,
                "user_login": text,
                "ai_credits_used": 0.5,
                "totals_by_ide": [{"ide": text, **COUNTS}],
                "totals_by_feature": [{"feature": text, **COUNTS}],
                "totals_by_language_feature": [{"language": text, "feature": text, **COUNTS}],
                "totals_by_model_feature": [{"model": text, "feature": text, **COUNTS}],
                text: {text: text},
            }
            for number, text in texts
        ],
    )
    members = [
        {**common, "user_id": number, "user_login": text, "team_id": number, "slug": text}
        for number, text in texts
    ]
    put(opened, "user-teams-1-day", org, DAY, members)
    inactive = [(number + 5000, text) for number, text in texts]
    seats = [hostile_seat(number, text) for number, text in (*texts, *inactive)]
    put(opened, "seats", org, DAY, seats)
    bill = [
        {**line(number, 40, model=text), "user_login": text, "product": text, "sku": text}
        for number, text in texts
    ]
    put(opened, "billing", org, DAY, bill)
    put(opened, "billing-users", org, DAY, bill)
    for number, (_, text) in enumerate(texts, 1):
        day = DAY - datetime.timedelta(days=number)
        put(opened, "users-1-day", org, day, state="failed", reason=text)
    return str(opened.store.url)


def hostile_seat(number: int, text: str) -> dict[str, Any]:
    return {
        **seat(number, last=DAY - datetime.timedelta(days=60), plan=text, editor=text),
        "assignee": {"id": number, "login": text},
        "assigning_team": {"id": number, "slug": text},
    }


def test_hostile_texts_are_texts(hostile: str, tmp_path: Path) -> None:
    title = f"{MARKUP[0]} {HOSTILE[0]}"
    text = report(hostile, tmp_path, "--title", title, "--users")
    assert_clean(text)
    found = parse(text)
    assert not list(found.all("script"))
    assert not list(found.all("img"))
    assert not [each for each in found.all() if "onload" in each.attributes]
    assert "49" not in found.one("h1").text
    assert found.one("h1").text.startswith("<script>alert(1)</script> \\x1b[31mred")
    sections = ("teams", "languages", "editors", "models", "features")
    of_seats_and_bills = ("seats", "seats-teams", "idle", "cost-models", "cost-teams")
    for section in (*sections, *of_seats_and_bills):
        names = {row[0] for row in found.by_id(f"e1-{section}").table()[1]}
        assert {*MARKUP, "\\x1b[31mred\\x1b[0m", "=HYPERLINK(1)"} <= names, section
        assert not list(found.by_id(f"e1-{section}").one("table").all("b"))
    for section in ("teams", "seats-teams", "cost-models", "cost-teams"):
        drawn = "".join(each.text for each in found.by_id(f"e1-{section}").all("text"))
        assert "</style><script>" in drawn, section


def test_a_team_of_a_hostile_name(hostile: str, tmp_path: Path) -> None:
    text = report(hostile, tmp_path, "--team", MARKUP[0])
    assert_clean(text)
    assert parse(text).one("h2").text == f"Team {MARKUP[0]} of organization octo"


@pytest.mark.parametrize("library", ["vl_convert", "jinja2"])
def test_without_the_extra(
    lake: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    def find(name: str) -> Any:
        return None if name == library else importlib.util.find_spec(name)

    monkeypatch.setattr(extras, "find_spec", find)
    result = run(lake, tmp_path / "x.html")
    assert result.exit_code == 3
    assert "pip install 'copilot-metrics-collector[report]'" in result.stderr
    assert not (tmp_path / "x.html").exists()


def test_a_file_is_replaced_whole_or_kept(lake: str, tmp_path: Path) -> None:
    output = tmp_path / "report.html"
    output.write_text("mine", "utf-8")
    assert run(lake, output, "--org", "nobody").exit_code == 6
    assert run(lake, output, "--until", "2020-01-01").exit_code == 6
    assert output.read_text("utf-8") == "mine"
    assert run(lake, tmp_path / "report.pdf").exit_code == 2
    assert run(lake, tmp_path / "no" / "report.html", "--window", "1").exit_code == 3
    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]
    done = run(lake, output, "--window", "1", "--org", "octo-org")
    assert done.exit_code == 0, done.output
    assert output.read_text("utf-8").startswith("<!doctype html>")


def test_a_complete_window_can_be_required(hostile: str, lake: str, tmp_path: Path) -> None:
    refused = run(hostile, tmp_path / "x.html", "--require-complete", "--window", "3")
    assert refused.exit_code == 6
    assert "the window is incomplete" in refused.stderr
    assert_clean(refused.stderr)
    options = ("--require-complete", "--window", "2", "--org", "octo-org")
    assert run(lake, tmp_path / "x.html", *options).exit_code == 0


def test_many_entities_are_compared_and_some_have_chapters(tmp_path: Path) -> None:
    opened = Lake.open(tmp_path / "lake", create=True)
    for number in range(7):
        rows = [
            {"day": f"{DAY}", "organization_id": "1", "user_id": user, "user_login": "x", **COUNTS}
            for user in range(number + 1)
        ]
        put(opened, "users-1-day", Entity("organization", f"o{number}"), DAY, rows)
    found = parse(report(str(opened.store.url), tmp_path, "--window", "1"))
    titles = [each.text for each in found.all("h2")]
    assert titles == ["All entities", *(f"Organization o{number}" for number in (6, 5, 4, 3))]
    _, rows_shown = found.by_id("all-entities").table()
    assert [(row[1], row[3]) for row in rows_shown] == [
        (f"o{at}", f"{at + 1}") for at in range(6, -1, -1)
    ]
    assert "Of 7 entities the first 4 have a chapter" in found.one("header").text
