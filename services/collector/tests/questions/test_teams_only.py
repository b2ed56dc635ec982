from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from copilot_metrics_collector.exits import UnanswerableError
from copilot_metrics_collector.lake.lake import Lake, content_of, part_path
from copilot_metrics_collector.lake.lake_file import Privacy
from copilot_metrics_collector.lake.manifest import Manifest, ManifestPart
from copilot_metrics_collector.lake.tables import ROWS, part_schema
from copilot_metrics_collector.privacy.team_totals import SCHEMA, TEAM_TOTALS
from copilot_metrics_collector.questions import breakdown_kinds
from copilot_metrics_collector.questions.breakdowns import breakdown
from copilot_metrics_collector.questions.credits import credits_used
from copilot_metrics_collector.questions.selection import Selection
from copilot_metrics_collector.questions.teams import teams
from copilot_metrics_collector.questions.users import users
from copilot_metrics_collector.units import Unit

from .lakes import HOST, Row, opener, put, rows_of
from .test_teams import DAY, ORG, TODAY
from .truth import ALL

AFTER = DAY + datetime.timedelta(days=1)


def team(team_id: int, slug: str, number: int, **more: Any) -> Row:
    people = {"members": 5, "active_users": 2, "used_chat_users": 1, "used_agent_users": 0}
    return {"team_id": team_id, "slug": slug, **people, **dict.fromkeys(ALL, number), **more}


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """Two days of two teams; one has figures on one day only."""
    lake = Lake.open(tmp_path / "teams", create=True, privacy=Privacy(users=False))
    put_teams(lake, DAY, [team(42, "a", 10, ai_credits_used=Decimal("0.1")), team(43, "b", 0)])
    put_teams(lake, AFTER, [team(42, "a-new", 7, active_users=3, ai_credits_used=Decimal("0.2"))])
    for day, number in ((DAY, 20), (AFTER, 30)):
        row = {
            "day": f"{day}",
            "organization_id": "999",
            "daily_active_users": 4,
            **dict.fromkeys(ALL, number),
        }
        row["totals_by_feature"] = [{"feature": "chat_inline", **dict.fromkeys(ALL, number)}]
        put(lake, "organization-1-day", ORG, day, [row])
    return lake


def put_teams(lake: Lake, day: datetime.date, rows: list[Row]) -> None:
    unit = Unit(HOST, TEAM_TOTALS, ORG, day)
    filled = [{"day": day, "report_day": day, "organization_id": "999", **row} for row in rows]
    table = pa.Table.from_pylist(filled, part_schema(SCHEMA))
    with lake.store.scratch() as folder:
        file = Path(folder) / "teams.parquet"
        pq.write_table(table, file)
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        part = ManifestPart(
            path=part_path(unit, ROWS, digest),
            table=ROWS,
            rows=len(rows),
            bytes=file.stat().st_size,
        )
        manifest = Manifest(
            unit=unit,
            state="complete",
            asked_at="2026-10-02T00:00:00Z",
            rows=len(rows),
            parts=(part,),
            content=content_of({ROWS: digest}),
        )
        lake.add(manifest, {part.path: file})


def test_one_day_has_its_people(lake: Lake) -> None:
    answer = teams(opener(lake), Selection(window=1, until=DAY, has_users=False, today=TODAY))
    found = rows_of(answer, "scope", "slug")
    a = found["team", "a"]
    assert (a["members"], a["active_users"], a["chat_users"], a["agent_users"]) == (5, 2, 1, 0)
    assert (a["code_generation_activity_count"], a["acceptance_rate"], a["days"]) == (10, 1.0, 1)
    assert a["ai_credits_used"] == Decimal("0.1")
    assert found["team", "b"]["ai_credits_used"] is None
    assert found["team", "b"]["acceptance_rate"] is None
    whole = found["total", None]
    assert (whole["active_users"], whole["loc_added_sum"], whole["ai_credits_used"]) == (
        4,
        20,
        None,
    )


def test_people_of_several_days_are_left_out(lake: Lake) -> None:
    answer = teams(opener(lake), Selection(window=2, has_users=False, today=TODAY))
    assert not {"members", "active_users"} & set(answer.table.column_names)
    found = rows_of(answer, "scope", "team_id")
    a = found["team", 42]
    assert (a["slug"], a["days"], a["active_user_days"], a["loc_added_sum"]) == ("a-new", 2, 5, 17)
    assert a["ai_credits_used"] == Decimal("0.3")
    assert found["total", None]["active_user_days"] == 8
    assert found["total", None]["loc_added_sum"] == 50
    assert any("are unknown without users" in note for note in answer.notes)
    assert any(
        "1 of 3 rows of team_totals_1_day does not have ai_credits_used" in note
        for note in answer.notes
    )


def test_credits_of_teams(lake: Lake) -> None:
    answer = credits_used(opener(lake), Selection(window=2, has_users=False, today=TODAY), "team")
    found = rows_of(answer, "scope", "team_id")
    assert found["team", 42]["ai_credits_used"] == Decimal("0.3")
    assert found["total", None]["ai_credits_used"] is None
    assert any("own file has no credits" in note for note in answer.notes)


def test_questions_about_users_are_refused(lake: Lake) -> None:
    connect, selection = opener(lake), Selection(window=2, has_users=False, today=TODAY)
    asks: list[Callable[[], object]] = [
        lambda: users(connect, selection),
        lambda: credits_used(connect, selection, "user"),
        lambda: credits_used(connect, selection, "day"),
        lambda: breakdown(connect, selection, breakdown_kinds.FEATURE, "users"),
    ]
    for ask in asks:
        with pytest.raises(UnanswerableError, match="created with --no-users"):
            ask()
    with pytest.raises(UnanswerableError, match=r"but no users; credits --by team is available$"):
        credits_used(connect, selection)
    [row] = breakdown(connect, selection, breakdown_kinds.FEATURE).table.to_pylist()
    assert row["loc_added_sum"] == 50
