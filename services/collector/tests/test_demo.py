from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

DEMO = Path(__file__).parents[1] / "examples" / "demo.py"


def test_the_tour_ends_well_and_shows_a_complete_lake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    spec = importlib.util.spec_from_file_location("collector_demo", DEMO)
    assert spec is not None
    assert spec.loader is not None
    demo = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(demo)
    monkeypatch.setattr(demo, "SEATS", 60)
    monkeypatch.setattr(demo, "DAYS", 3)
    assert demo.main([str(tmp_path)]) == 0
    shown = capfd.readouterr().out
    finished = next(line for line in shown.splitlines() if line.startswith('{"finished"'))
    assert set(json.loads(finished)["finished"]["counts"]) <= {"complete", "no-data", "not-yet"}
    assert "Nothing is missing." in shown
    assert "Teams of organization octo" in shown
    assert (tmp_path / "lake" / "lake.json").is_file()
