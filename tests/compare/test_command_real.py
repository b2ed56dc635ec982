"""Reports on real changes of GitHub's description: each fits on a page and matches its schema."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from generator.cli import main
from tests.compare.report.test_github import commands
from tests.frame.repository import read

REAL = Path(__file__).parent / "real"
STEPS = sorted(path.name.removesuffix(".expected.yaml") for path in REAL.glob("*.expected.yaml"))
PAGE = 60
"""Lines."""


@pytest.mark.parametrize("step", STEPS)
def test_the_report_fits_on_a_page(
    step: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    versions, _, selection = step.rpartition(".")
    old, new = (REAL / version / f"{selection}.yaml" for version in versions.split("__"))
    outputs = {name: tmp_path / name for name in ("json", "markdown", "github", "sarif")}
    more = [part for name, file in outputs.items() for part in ("--output", f"{name}={file}")]
    code = main(["diff", str(old), str(new), *more])

    lines = capsys.readouterr().out.splitlines()
    advice = next((n for n, line in enumerate(lines) if line.startswith("to accept ")), len(lines))
    assert advice <= PAGE
    value = json.loads(outputs["json"].read_bytes())
    jsonschema.validate(value, json.loads(read("docs/diff.schema.json")))
    assert code == (1 if value["verdict"] == "breaking" else 0)
    assert lines[-1].endswith(f"bump: {value['bump']}")
    assert len(commands(outputs["github"].read_text("utf-8"))) <= 10
    assert len(outputs["markdown"].read_text("utf-8")) <= 65_536
    results = json.loads(outputs["sarif"].read_bytes())["runs"][0]["results"]
    assert len(results) == len(value["findings"])
