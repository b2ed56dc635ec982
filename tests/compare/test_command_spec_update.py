"""`spec-update` ends with the effect of the update, and with notices of GitHub's own documents."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main
from tests.prepare.test_update import DESCRIPTION, written

PATH = "/orgs/{org}/report"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path / "repository")


def update(root: Path, description: dict[str, Any], *more: str) -> int:
    source = root.parent / "ghec.json"
    source.write_text(json.dumps(description, indent=1))
    return main(["spec-update", "--root", str(root), "--source", str(source), "--relock", *more])


def test_update_reports_its_effect(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert update(root, DESCRIPTION) == 0
    assert "Impact on importers" not in capsys.readouterr().out, "there was nothing before"

    changed = copy.deepcopy(DESCRIPTION)
    changed["components"]["schemas"]["report"]["properties"]["total"] = {"type": "integer"}
    changed["paths"][PATH]["get"]["description"] = "Retired. This endpoint is closing down."
    report = root.parent / "report.md"
    assert update(root, changed, "--report", str(report)) == 0
    shown = capsys.readouterr().out
    said = shown.partition("Impact on importers of the package:\n\n")[2]
    assert "  spec/2026-03-10.yaml:" in said
    assert "  out.field-new  " in said
    assert "  note.retired-in-prose  " in said
    assert said.splitlines()[-1].endswith("bump: minor")
    assert "note.retired-in-prose" in report.read_text("utf-8")


def test_release_without_changes_is_reported_as_such(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    update(root, DESCRIPTION)
    capsys.readouterr()
    report = root.parent / "report.md"
    changed = copy.deepcopy(DESCRIPTION)
    changed["components"]["schemas"]["unused"] = {"type": "string"}
    assert update(root, changed, "--report", str(report)) == 0
    assert capsys.readouterr().out.endswith("nothing changed; bump: none\n")
    assert "This changes nothing: no new version needed" in report.read_text("utf-8")


def test_notice_in_prose_requires_no_version(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    update(root, DESCRIPTION)
    capsys.readouterr()
    changed = copy.deepcopy(DESCRIPTION)
    changed["paths"][PATH]["get"]["description"] = "Retired. This endpoint is closing down."
    assert update(root, changed) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("docs; bump: none")


def test_update_is_kept_if_its_effect_cannot_be_computed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    update(root, DESCRIPTION)
    (root / "spec" / "2026-03-10.yaml").write_text("- 1\n")
    capsys.readouterr()
    assert update(root, DESCRIPTION) == 0
    assert "spec/ is written; cannot compute the impact of this change: " in capsys.readouterr().err
    assert (root / "spec" / "2026-03-10.yaml").read_text("utf-8") != "- 1\n"


def test_check_prints_no_report(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    update(root, DESCRIPTION)
    capsys.readouterr()
    assert update(root, DESCRIPTION, "--check") == 0
    assert "Impact on importers" not in capsys.readouterr().out
