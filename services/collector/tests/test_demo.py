from __future__ import annotations

import datetime
import importlib.util
import json
from pathlib import Path

import pytest
from copilot_usage_metrics.testing import clock_at

DEMO = Path(__file__).parents[1] / "examples" / "demo.py"


@pytest.mark.parametrize(
    "moment",
    [
        datetime.datetime(2028, 3, 1, 12, tzinfo=datetime.UTC),
        datetime.datetime(
            2026, 12, 31, 23, 59, 59, 900_000, datetime.UTC
        ),  # midnight passes in between
    ],
    ids=str,
)
def test_the_tour_ends_well_and_shows_a_complete_lake(
    moment: datetime.datetime,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    spec = importlib.util.spec_from_file_location("collector_demo", DEMO)
    assert spec is not None
    assert spec.loader is not None
    demo = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(demo)
    monkeypatch.setattr(demo, "SEATS", 60)
    monkeypatch.setattr(demo, "DAYS", 3)
    with clock_at(moment):
        assert demo.main([str(tmp_path)]) == 0
    shown = capfd.readouterr().out
    finished = next(line for line in shown.splitlines() if line.startswith('{"finished"'))
    assert set(json.loads(finished)["finished"]["counts"]) <= {"complete", "no-data", "not-yet"}
    assert "Nothing is missing." in shown
    assert "Teams of organization octo" in shown
    lines = shown.splitlines()
    begin = next(n for n, line in enumerate(lines) if line.startswith("$ copilot-metrics seats"))
    end = next(n for n, line in enumerate(lines) if line.startswith("$ copilot-metrics report"))
    assert end - begin <= 10
    assert lines[begin + 1] == "assigned,never_active,idle,idle_monthly_cost"
    assigned, _, idle, cost = lines[begin + 2].split(",")
    assert (int(assigned), float(cost)) == (60, 19 * int(idle))
    assert lines[begin + 5] == "model,net_quantity,net_amount"
    model, quantity, amount = lines[begin + 6].split(",")
    assert model
    assert float(amount) == pytest.approx(float(quantity) / 100)
    assert (tmp_path / "lake" / "lake.json").is_file()
    page = tmp_path / "report.html"
    assert shown.splitlines()[-1] == f"Open {page}"
    assert page.read_text("utf-8").startswith("<!doctype html>")
