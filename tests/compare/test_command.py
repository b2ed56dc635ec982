"""`python -m generator diff`, `bump` and `explain` from the command line."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main
from generator.compare.report import rule_text
from generator.compare.rules.table import RULES
from tests.compare import documents
from tests.frame.repository import ROOT, python_path, read


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own with the documents in it."""
    monkeypatch.chdir(tmp_path)
    for name in ("OLD", "COMPATIBLE", "WARN", "BREAKING", "WITHOUT_USAGE"):
        Path(f"{name.lower()}.yaml").write_text(getattr(documents, name), "utf-8")
    return tmp_path


def run(*arguments: str) -> int:
    """The exit code, also of a refused command line."""
    try:
        return main(arguments)
    except SystemExit as stopped:
        return int(stopped.code or 0)


def as_json(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("new", "arguments", "code"),
    [
        ("old", [], 0),
        ("compatible", [], 0),
        ("warn", [], 0),
        ("breaking", [], 1),
        ("breaking", ["--fail-on", "never"], 0),
        ("warn", ["--fail-on", "warn"], 1),
        ("compatible", ["--fail-on", "warn"], 0),
        ("compatible", ["--fail-on", "compatible"], 1),
        ("old", ["--fail-on", "docs"], 0),
        ("warn", ["--fail-on-wire", "warn"], 1),
        ("warn", ["--fail-on-python", "breaking"], 0),
        ("breaking", ["--fail-on-python", "breaking"], 1),
        ("breaking", ["--fail-on-wire", "never"], 0),
    ],
)
def test_exit_code_is_that_of_the_gate(new: str, arguments: list[str], code: int) -> None:
    assert run("diff", "old.yaml", f"{new}.yaml", *arguments) == code


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["diff"], 2),
        (["diff", "old.yaml"], 2),
        (["diff", "-", "-"], 2),
        (["diff", "old.yaml", "old.yaml", "--base", "HEAD"], 2),
        (["diff", "old.yaml", "old.yaml", "--fail-on", "major"], 2),
        (["diff", "old.yaml", "old.yaml", "--format", "html"], 2),
        (["diff", "old.yaml", "old.yaml", "--accept-all"], 2),
        (["diff", "old.yaml", "old.yaml", "--output", "a", "--output", "b"], 2),
        (["diff", "old.yaml", "old.yaml", "--output", "json="], 2),
        (["diff", "old.yaml", "old.yaml", "--expires", "soon"], 2),
        (["diff", "old.yaml", "old.yaml", "--check-version"], 2),
        (["diff", "old.yaml", "missing.yaml"], 3),
        (["diff", "old.yaml", "broken.yaml"], 3),
        (["diff", "old.yaml", "broken.json"], 3),
        (["diff", "old.yaml", "nothing.yaml"], 3),
        (["diff", "old.yaml", "."], 3),
        (["diff", "HEAD:old.yaml", "old.yaml"], 3),
        (["diff", "old.yaml", "old.yaml", "--accept", "missing.toml"], 3),
        (["diff", "old.yaml", "old.yaml", "--accept", "old.yaml"], 3),
        (["diff", "old.yaml", "old.yaml", "--rules", "broken.json"], 3),
        (["diff", "old.yaml", "old.yaml", "--output", "no/folder"], 3),
        (["diff", "--base", "HEAD"], 3),
        (["diff", "old.yaml", "https://example.com/openapi.yaml"], 3),
        (["explain", "op.gon"], 2),
        (["explain", "--write", "old.yaml"], 3),
        (["bump", "old.yaml", "old.yaml", "--next", "--released", "next"], 0),
        (["bump", "old.yaml", "breaking.yaml", "--next", "--released", "next"], 3),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_failed_run_has_its_own_exit_code(
    arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("broken.yaml").write_text("a: [", "utf-8")
    Path("broken.json").write_text('{"a": ', "utf-8")
    Path("nothing.yaml").write_text("- 1\n", "utf-8")
    assert run(*arguments) == code
    output = capsys.readouterr()
    if code == 3:
        assert output.out == ""
        assert output.err.startswith("error: ")
        assert output.err.count("\n") == 1


def test_document_from_standard_input_is_compared(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = io.TextIOWrapper(io.BytesIO(documents.BREAKING.encode()))
    monkeypatch.setattr(sys, "stdin", text)
    assert run("diff", "old.yaml", "-", "--format", "json") == 1
    assert {one["file"] for one in as_json(capsys)["findings"]} == {"<stdin>"}


def test_json_says_verdict_bump_and_findings(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", "old.yaml", "warn.yaml", "--format", "json") == 0
    value = as_json(capsys)
    assert (value["verdict"], value["bump"], value["failed"]) == ("warn", "minor", False)
    assert len(value["findings"]) == 1
    found = value["findings"][0]
    assert (found["rule"], found["old"], found["new"]) == ("arg.default-changed", 28, 100)
    line = next(n for n, one in enumerate(documents.WARN.splitlines(), 1) if "default: 100" in one)
    assert (found["file"], found["line"]) == ("warn.yaml", line)
    assert found["operations"] == ["metrics/for-org"]


def test_reports_are_written_to_files_and_standard_output(
    capsys: pytest.CaptureFixture[str],
) -> None:
    outputs = ["json=a.json", "summary=s.md", "sarif=r.sarif", "text=t.txt"]
    arguments = [part for output in outputs for part in ("--output", output)]
    assert run("diff", "old.yaml", "breaking.yaml", "--format", "github", *arguments) == 1
    assert capsys.readouterr().out.startswith("::error file=breaking.yaml,line=")
    assert json.loads(Path("a.json").read_bytes())["verdict"] == "breaking"
    assert json.loads(Path("r.sarif").read_bytes())["version"] == "2.1.0"
    assert "This breaks something" in Path("s.md").read_text("utf-8")
    assert Path("t.txt").read_text("utf-8").splitlines()[-1].endswith("bump: major")


def test_output_redirects_the_report_to_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", "old.yaml", "breaking.yaml", "--format", "markdown", "--output", "r.md") == 1
    assert capsys.readouterr().out == ""
    assert "### Breaking" in Path("r.md").read_text("utf-8")


def test_accepting_all_twice_keeps_the_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    gone = ["diff", "old.yaml", "without_usage.yaml", "--accept", "accepted.toml"]
    assert run(*gone) == 3, "a file that is named has to be there"
    assert run(*gone, "--accept-all", "--reason", "closed", "--expires", "9999-01-01") == 0
    assert run(*gone) == 0
    shown = capsys.readouterr().out
    assert "accepted until 9999-01-01: closed" in shown
    assert shown.splitlines()[-1].endswith("bump: major")
    assert run("diff", "old.yaml", "breaking.yaml", "--accept", "accepted.toml") == 1
    assert "matches nothing that was compared" in capsys.readouterr().out


def test_expired_entry_accepts_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    gone = ["diff", "old.yaml", "without_usage.yaml", "--accept", "accepted.toml"]
    run(*gone, "--accept-all")
    capsys.readouterr()
    text = Path("accepted.toml").read_text("utf-8")
    Path("accepted.toml").write_text(re.sub(r"expires = .*", "expires = 2020-01-01", text), "utf-8")
    assert run(*gone, "--format", "json") == 1
    value = as_json(capsys)
    assert (len(value["expired"]), value["accepted"], value["failed"]) == (1, [], True)


def test_rules_file_changes_severities(capsys: pytest.CaptureFixture[str]) -> None:
    Path("rules.yaml").write_text("arg.default-changed: {wire: breaking}\n", "utf-8")
    assert run("diff", "old.yaml", "warn.yaml", "--rules", "rules.yaml", "--format", "json") == 1
    assert as_json(capsys)["findings"][0]["wire"] == "breaking"


def test_check_version_fails_for_a_low_version(capsys: pytest.CaptureFixture[str]) -> None:
    check = ["diff", "old.yaml", "breaking.yaml", "--fail-on", "never", "--check-version"]
    for declared, code in [("0.1.0", 1), ("0.1.9", 1), ("0.2.0", 0), ("1.0.0", 0)]:
        Path("pyproject.toml").write_text(f'[project]\nversion = "{declared}"\n', "utf-8")
        assert run(*check, "--released", "0.1.0") == code
    capsys.readouterr()
    Path("pyproject.toml").write_text('[project]\nversion = "0.1.1"\n', "utf-8")
    run(*check, "--released", "0.1.0")
    assert (
        capsys.readouterr()
        .out.splitlines()[-1]
        .endswith("bump: major (0.1.0 → 0.2.0); 0.1.1, which is declared, is too low")
    )


@pytest.mark.parametrize(
    ("new", "word", "before_one", "later"),
    [
        ("old", "none", "0.3.1", "2.3.1"),
        ("compatible", "minor", "0.3.2", "2.4.0"),
        ("warn", "minor", "0.3.2", "2.4.0"),
        ("breaking", "major", "0.4.0", "3.0.0"),
    ],
)
def test_bump_prints_the_required_part(
    new: str, word: str, before_one: str, later: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bump = ["bump", "old.yaml", f"{new}.yaml"]
    assert run(*bump) == 0
    assert run(*bump, "--next", "--released", "0.3.1") == 0
    Path("pyproject.toml").write_text('[project]\nversion = "2.3.1"\n', "utf-8")
    assert run(*bump, "--next") == 0
    assert capsys.readouterr().out.split() == [word, before_one, later]


def test_bump_writes_version_and_changelog_once(capsys: pytest.CaptureFixture[str]) -> None:
    Path("pyproject.toml").write_text('[project]\nname = "p"\nversion = "0.1.0"\n', "utf-8")
    Path("CHANGELOG.md").write_text("# Changelog\n\n## [Unreleased]\n\n## [0.1.0]\n", "utf-8")
    bump = ["bump", "old.yaml", "without_usage.yaml", "--write", "--released", "0.1.0"]
    assert run(*bump) == run(*bump) == 0
    assert capsys.readouterr().out.split() == ["0.2.0", "0.2.0"]
    assert 'version = "0.2.0"' in Path("pyproject.toml").read_text("utf-8")
    changelog = Path("CHANGELOG.md").read_text("utf-8")
    heads = re.findall(r"^## .*", changelog, re.MULTILINE)
    assert [re.sub(r" - [0-9]{4}(-[0-9]{2}){2}$", " - DAY", head) for head in heads] == [
        "## [Unreleased]",
        "## [0.2.0] - DAY",
        "## [0.1.0]",
    ]
    assert (
        "### Removed\n\n- `usage_metrics_for_org()`: `GET /orgs/{org}/usage` is gone." in changelog
    )
    assert changelog.count("`GET /orgs/{org}/usage` is gone") == 1


def test_every_rule_can_be_explained(capsys: pytest.CaptureFixture[str]) -> None:
    for rule in RULES.values():
        assert run("explain", rule.id) == 0
        shown = capsys.readouterr().out
        assert shown.count(rule.title) == 1
        for head in ("Why", "Example", "How to accept it"):
            assert re.search(rf"^{head}\n  \S", shown, re.MULTILINE), f"{rule.id}: {head}"
    assert run("explain") == 0
    assert capsys.readouterr().out.count("\n") == len(RULES) + 1


def test_the_documented_rules_are_those_of_the_table() -> None:
    text = read("docs/diff.md")
    assert rule_text.replace_rule_table(text, RULES.values(), name="docs/diff.md") == text, (
        "python -m generator explain --write docs/diff.md"
    )


def test_documented_hook_is_the_current_one() -> None:
    hooks = read(".pre-commit-config.yaml").partition("repos:")
    assert hooks[1] + hooks[2] in read("docs/diff.md")


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": python_path(ROOT), **environment},
    )


def test_redirected_output_has_no_colour_and_any_encoding() -> None:
    done = process("diff", "old.yaml", "warn.yaml", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert rb"28 \u2192 100" in done.stdout


def test_colour_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    run("diff", "old.yaml", "warn.yaml")
    assert "\x1b[33;1m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    run("diff", "old.yaml", "warn.yaml")
    assert "\x1b" not in capsys.readouterr().out


def test_closed_pipe_keeps_the_exit_code() -> None:
    started = subprocess.Popen(
        [sys.executable, "-m", "generator", "diff", "old.yaml", "breaking.yaml"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": python_path(ROOT)},
    )
    assert started.stdout is not None
    assert started.stderr is not None
    started.stdout.close()
    assert started.wait() == 1
    assert started.stderr.read() == b""
    started.stderr.close()
