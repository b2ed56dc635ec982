"""`spec-update` ends with what the update does, and what only GitHub's own documents say."""

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


def test_what_was_and_what_is(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
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


def test_a_release_that_changes_nothing_says_so(
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


def test_prose_that_only_warns_asks_for_no_version(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    update(root, DESCRIPTION)
    capsys.readouterr()
    changed = copy.deepcopy(DESCRIPTION)
    changed["paths"][PATH]["get"]["description"] = "Retired. This endpoint is closing down."
    assert update(root, changed) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("docs; bump: none")


def test_the_update_stands_where_its_effect_cannot_be_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    update(root, DESCRIPTION)
    (root / "spec" / "2026-03-10.yaml").write_text("- 1\n")
    capsys.readouterr()
    assert update(root, DESCRIPTION) == 0
    assert "spec/ is written; cannot compute the impact of this change: " in capsys.readouterr().err
    assert (root / "spec" / "2026-03-10.yaml").read_text("utf-8") != "- 1\n"


def test_a_mere_check_says_nothing_more(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    update(root, DESCRIPTION)
    capsys.readouterr()
    assert update(root, DESCRIPTION, "--check") == 0
    assert "Impact on importers" not in capsys.readouterr().out
