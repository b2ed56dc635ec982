"""`python -m generator drift`: findings from files and from a lake, and entries written to rows.yaml."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from generator import document
from generator import drift as command
from generator.cli import main
from generator.lint import _rows as missing_in_rows
from generator.render.rows import parse
from generator.rows_draft import insert_draft
from tests.files import made
from tests.frame.repository import ROOT

NEW = {"user_id": 5, "quick_fixes": 3, "totals_by_theme": [{"theme": "dark", "use_count": 2}]}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the files that the command reads and writes."""
    folder = tmp_path / "repository"
    (folder / "spec").mkdir(parents=True)
    shutil.copy(ROOT / "spec" / "rows.yaml", folder / "spec" / "rows.yaml")
    (folder / "generated").symlink_to(ROOT / "generated")
    monkeypatch.setattr(command.run, "__defaults__", (folder,))
    return folder


def write(path: Path, *more: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return made.write(path, [made.identity("UserDay", 1) | each for each in more])


def test_files_are_reported_with_the_packages_exit_codes(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["drift", str(write(tmp_path / "clean", {}))]) == 0
    assert capsys.readouterr().out == "1 row: no drift\n"
    odd = str(write(tmp_path / "odd", NEW))
    assert main(["drift", odd]) == 1
    assert (
        f"UserDay.quick_fixes: unknown key, integer, 1 time, from 2026-10-02 on, first in {odd}"
        in (capsys.readouterr().out)
    )
    assert main(["drift", "--fail-on", "gone", odd]) == 0
    capsys.readouterr()
    assert main(["drift", "--format", "json", odd]) == 1
    paths = [each["path"] for each in json.loads(capsys.readouterr().out)["findings"]]
    assert paths == ["quick_fixes", "totals_by_theme"]


def test_raw_files_of_a_lake_are_decompressed_and_named(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lake = tmp_path / "lake"
    content = write(tmp_path / "plain", NEW).read_bytes()
    kept = lake / "units" / "day=2026-10-02" / "raw-1.zst"
    kept.parent.mkdir(parents=True)
    with pa.CompressedOutputStream(str(kept), "zstd") as out:
        out.write(content)
    assert main(["drift", "--lake", str(lake)]) == 1
    assert "first in units/day=2026-10-02/raw-1" in capsys.readouterr().out
    kept.write_bytes(b"\x28\xb5\x2f\xfd damaged")
    assert main(["drift", "--lake", str(lake)]) == 3
    assert f"error: {kept}: cannot unpack it" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([], 2, "expected either files or --lake DIR"),
        (["f", "--lake", "d"], 2, "expected either files or --lake DIR"),
        (
            ["--lake", "no-such-folder"],
            3,
            "no-such-folder: expected files named raw-*.zst, found none",
        ),
        (["no-such-file"], 3, "no-such-file: no such file or directory"),
    ],
)
def test_unreadable_files_are_named(
    root: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], code: int, message: str
) -> None:
    assert main(["drift", *arguments]) == code
    err = capfd.readouterr().err
    assert message in err
    assert err.startswith("error: ")
    assert err.count("\n") == 1


def test_draft_is_written_once_parsed_and_named_by_lint(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = root / "spec" / "rows.yaml"
    before = rows.read_text("utf-8")
    odd = str(write(tmp_path / "odd", NEW))
    assert main(["drift", "--draft", odd]) == 1
    out = capsys.readouterr().out
    names = ["UserDay.quick_fixes", "UserDay.totals_by_theme", "ThemeTotals", "ThemeTotals.theme"]
    for name in names:
        assert f"  {name}\n" in out
    text = rows.read_text("utf-8")
    assert set(before.splitlines()) <= set(text.splitlines())
    fields = {each.wire_name: each for each in parse(text).all_fields("UserDay")}
    assert fields["quick_fixes"].annotation == "int"
    assert fields["totals_by_theme"].annotation == "list[ThemeTotals]"
    problems = [message for _, message in missing_in_rows(document.parse(text))]
    for name in names:
        assert f"the draft {name} has an empty description" in problems
    assert "the draft UserDay.quick_fixes has no `x-unit`" in problems
    assert main(["drift", "--draft", odd]) == 1
    assert rows.read_text("utf-8") == text
    assert "no entries to write" in capsys.readouterr().out


def test_draft_for_a_type_that_rows_yaml_lacks_is_an_error_with_its_line() -> None:
    addition = "rows:\n  NoDay:\n    properties:\n      a:\n        type: integer\n"
    with pytest.raises(
        Exception, match=r"spec/rows\.yaml:\d+: expected a line 'NoDay:', found none"
    ):
        insert_draft((ROOT / "spec" / "rows.yaml").read_text("utf-8"), addition)
