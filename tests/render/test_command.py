"""The command line of `generate`: its output, its errors, and that it never leaves half-written output."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from generator.render import package, pins, record
from tests.frame.repository import ROOT
from tests.render.golden.compare import SPEC
from tests.render.harness import (
    Generated,
    Run,
    command,
    description,
    generate,
    operation,
    refused,
)

SWAGGER = "swagger: '2.0'\ninfo: {title: t, version: '1'}\npaths: {}\n"
BAD_FILES: dict[str, tuple[bytes, int, str]] = {
    "empty": (b"", 3, "expected an OpenAPI description, found null"),
    "binary": (b"\x89PNG\r\n\x1a\n\xff\xfe\x00", 3, "not UTF-8"),
    "UTF-16": ("openapi: 3.0.3".encode("utf-16"), 3, "not UTF-8"),
    "null bytes": (b"\0\0\0", 3, "not YAML"),
    "no YAML": (b"a: b\n  c: [d\n", 3, ":2: not YAML"),
    "no JSON": (b'{"openapi": "3.0.3",\n "paths": }', 3, ":2: not "),
    "a list": (b"- a\n- b\n", 3, ":1: expected an OpenAPI description, found a list"),
    "a text": (b"hello\n", 3, ":1: expected an OpenAPI description, found a string"),
    "Swagger 2.0": (SWAGGER.encode(), 7, ":1: (the whole document): not an OpenAPI document"),
    "OpenAPI of the future": (
        b"openapi: 4.0.0\npaths: {}\n",
        7,
        ":1: (the whole document): not an",
    ),
    "a version that is a list": (
        b"openapi: [3]\npaths: {}\n",
        7,
        ":1: (the whole document): not an",
    ),
    "no paths": (
        b"openapi: 3.0.3\n",
        7,
        ":1: (the whole document): not an OpenAPI document: `paths`",
    ),
}


@pytest.mark.parametrize(("content", "code", "reason"), BAD_FILES.values(), ids=BAD_FILES)
def test_input_that_is_not_a_description_is_refused(
    content: bytes, code: int, reason: str, tmp_path: Path
) -> None:
    suffix = ".json" if content.startswith(b"{") else ".yaml"
    assert reason in refused(generate(tmp_path, content, suffix=suffix), code=code)


def test_missing_file_and_folder_are_errors(tmp_path: Path) -> None:
    for spec in (tmp_path / "gone.yaml", tmp_path):
        run = command("generate", "--spec", spec, "--out", tmp_path / "out", "--package", "p")
        assert run.code == 3
        assert run.reason.startswith(f"{spec}: ")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("version", ["3.0", "3.0.0", "3.0.4", "3.1.0", "3.1.1"])
def test_both_dialects_are_read(version: str, tmp_path: Path) -> None:
    assert generate(tmp_path, {**operation(), "openapi": version}).run.code == 0


USAGE = {
    "no out": ["--spec", "x", "--package", "p"],
    "no spec": ["--out", "x", "--package", "p"],
    "no package": ["--spec", "x", "--out", "x"],
    "a keyword": ["--spec", "x", "--out", "x", "--package", "class"],
    "a path": ["--spec", "x", "--out", "x", "--package", "../p"],
    "no name": ["--spec", "x", "--out", "x", "--package", ""],
    "a look-alike": ["--spec", "x", "--out", "x", "--package", "ｐ"],
    "a line end": ["--spec", "x", "--out", "x", "--package", "p\n"],
    "a version with code": [
        "--spec",
        "x",
        "--out",
        "x",
        "--package",
        "p",
        "--package-version",
        '1"\n',
    ],
}


@pytest.mark.parametrize("options", USAGE.values(), ids=USAGE)
def test_invalid_command_line_is_a_usage_error(options: list[str]) -> None:
    run = command("generate", *options)
    assert run.code == 2
    assert run.reason


def test_api_version_option(tmp_path: Path) -> None:
    made = operation()
    assert 'API_VERSION = "1"' in generate(tmp_path, made).files["operations.py"]
    at_github = {**made, "servers": [{"url": "https://api.github.com"}]}
    assert 'API_VERSION = "2022-11-28"' in generate(tmp_path, at_github).files["operations.py"]
    stated = {**made, "info": {**made["info"], "x-api-version": "2024-01-02"}}
    assert 'API_VERSION = "2024-01-02"' in generate(tmp_path, stated).files["operations.py"]
    generated = generate(tmp_path, stated, "--api-version", "2025-03-04")
    assert 'API_VERSION = "2025-03-04"' in generated.files["operations.py"]
    assert "expected a date" in refused(generate(tmp_path, made, "--api-version", "latest"), code=3)


def test_output_has_the_table_and_the_changes(tmp_path: Path) -> None:
    first = generate(tmp_path, operation())
    assert first.run.out.splitlines()[:2] == [
        "API version  operations   models  row types",
        "1                     1        0          -",
    ]
    assert "changed since the last run: " in first.run.out
    arguments: list[str | Path] = [
        "generate",
        "--out",
        first.folder.parent,
        "--package",
        first.name,
        "--spec",
    ]
    again = command(*arguments, first.spec)
    assert again.out.splitlines()[-1].startswith("nothing changed: ")
    other = tmp_path / "other.yaml"
    other.write_text(first.spec.read_text().replace("getIt", "getOther"))
    assert "  changed  operations.py\n" in command(*arguments, other).out


def _again(first: Generated, spec: Path | None = None) -> Run:
    """Generate the same package again, from `spec` if given."""
    out = first.folder.parent
    return command("generate", "--out", out, "--package", first.name, "--spec", spec or first.spec)


FOREIGN: dict[str, tuple[str, Callable[[Path], object]]] = {
    "an edited file": ("client.py", lambda at: (at / "client.py").write_text("x = 1\n")),
    "a file of the user": ("notes.txt", lambda at: (at / "notes.txt").write_text("mine")),
    "a hidden file": (".env", lambda at: (at / ".env").write_text("mine")),
    "a file in a new folder": ("_runtime/more/x", lambda at: _write(at / "_runtime/more/x")),
    "an empty folder": ("hollow", lambda at: (at / "hollow").mkdir()),
    "a link": ("link", lambda at: (at / "link").symlink_to(at.parent)),
    "a dangling link": ("dangling", lambda at: (at / "dangling").symlink_to("nowhere")),
    "a pipe": ("pipe", lambda at: os.mkfifo(at / "pipe")),
    "a file among the byte code": (
        "__pycache__/notes.txt",
        lambda at: _write(at / "__pycache__" / "notes.txt"),
    ),
}


@pytest.mark.parametrize(("named", "damage"), FOREIGN.values(), ids=FOREIGN)
def test_a_folder_with_foreign_content_is_refused_and_unchanged(
    named: str, damage: Callable[[Path], object], tmp_path: Path
) -> None:
    first = generate(tmp_path, operation())
    other = generate(tmp_path, operation(summary="another"))
    damage(first.folder)
    before = sorted(path.name for path in first.folder.rglob("*"))
    run = _again(first, other.spec)
    assert run.code == 3
    assert run.reason.startswith(f"{first.folder}: not replaced: ")
    assert named in run.reason
    assert sorted(path.name for path in first.folder.rglob("*")) == before


def test_a_folder_without_a_record_is_refused(tmp_path: Path) -> None:
    first = generate(tmp_path, operation())
    (first.folder / record.NAME).unlink()
    assert "not replaced" in _again(first).reason
    for broken in ("", "[]", '{"files": 1}', "[" * 100_000):
        (first.folder / record.NAME).write_text(broken)
        assert "not replaced" in _again(first).reason


def test_a_folder_that_the_generator_never_wrote_keeps_its_files(tmp_path: Path) -> None:
    mine = tmp_path / "out" / "mine"
    mine.mkdir(parents=True)
    (mine / "thesis.txt").write_text("years of work")
    run = command("generate", "--spec", SPEC, "--out", tmp_path / "out", "--package", "mine")
    assert run.code == 3
    assert "thesis.txt" in run.reason
    assert (mine / "thesis.txt").read_text() == "years of work"


@pytest.mark.parametrize("kind", ["file", "link"])
def test_a_file_or_link_in_place_of_the_folder_is_refused(kind: str, tmp_path: Path) -> None:
    first = generate(tmp_path, operation())
    elsewhere = tmp_path / "elsewhere"
    first.folder.rename(elsewhere)
    if kind == "file":
        first.folder.write_text("mine")
    else:
        first.folder.symlink_to(elsewhere)
    assert "expected a folder that the generator wrote" in _again(first).reason
    assert (elsewhere / "client.py").exists()


def test_missing_files_and_byte_code_do_not_prevent_a_new_run(tmp_path: Path) -> None:
    first = generate(tmp_path, operation())
    before = first.files
    (first.folder / "models.py").unlink()
    (first.folder / "__pycache__").mkdir(exist_ok=True)
    (first.folder / "__pycache__" / "models.cpython-311.pyc").write_bytes(b"")
    assert "new      models.py" in _again(first).out
    assert first.files == before
    assert "nothing changed" in _again(first).out


def test_a_folder_that_resembles_one_of_a_killed_run_is_unchanged(tmp_path: Path) -> None:
    first = generate(tmp_path, operation())
    lookalike = first.folder.parent / f".{first.name}-999999-abc"
    lookalike.mkdir()
    (lookalike / "mine.txt").write_text("mine")
    (first.folder / "models.py").unlink()
    assert _again(first).code == 0
    assert (lookalike / "mine.txt").read_text() == "mine"


def _write(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("")


def test_only_the_package_is_replaced(tmp_path: Path) -> None:
    first = generate(tmp_path, operation())
    neighbour = first.folder.parent / "neighbour.txt"
    neighbour.write_text("mine")
    second = generate(tmp_path, operation(summary="another"))
    assert neighbour.read_text() == "mine"
    assert sorted(path.name for path in first.folder.parent.iterdir()) == sorted(
        [first.name, second.name, "neighbour.txt"]
    )


def test_a_failed_run_leaves_the_old_package_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = generate(tmp_path, operation())
    before = first.files
    bad = tmp_path / "bad.json"
    bad.write_text('{"openapi": "3.0.3", "paths": {"/a": {"post": {"requestBody": {"x": 1}}}}}')
    out: list[str | Path] = ["--out", first.folder.parent, "--package", first.name]
    assert command("generate", "--spec", bad, *out).code == 7

    rename = Path.rename

    def fails_for_new(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    for name, failing in [("rename", fails_for_new), ("write_bytes", _disk_is_full)]:
        with monkeypatch.context() as patch:
            patch.setattr(Path, name, failing)
            run = command("generate", "--spec", SPEC, *out)
        assert run.code == 3
        assert run.reason.startswith(f"{first.folder}: ")
    assert first.files == before
    assert [path.name for path in first.folder.parent.iterdir()] == [first.name]


def _disk_is_full(self: Path, content: bytes) -> int:
    raise OSError(28, "No space left on device")


def test_a_target_that_cannot_be_written_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("mine")
    run = command("generate", "--spec", SPEC, "--out", in_the_way, "--package", "p")
    assert run.code == 3
    assert run.reason.startswith(f"{in_the_way}/p: ")
    assert in_the_way.read_text() == "mine"
    # root may write everywhere, hence a folder that refuses for another reason

    def refuses(*_: object, **__: object) -> str:
        raise PermissionError(30, "Read-only file system")

    monkeypatch.setattr("generator.render.emit.tempfile.mkdtemp", refuses)
    run = command("generate", "--spec", SPEC, "--out", tmp_path / "out", "--package", "p")
    assert run.code == 3
    assert "Read-only file system" in run.reason


@pytest.mark.parametrize(
    ("tool", "wrong"), [("OPENAPI_PYTHON_CLIENT", "0.29.0"), ("RUFF", "0.1.0")]
)
def test_other_versions_of_the_tools_are_refused(
    tool: str, wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pins, tool, wrong)
    generated = generate(tmp_path, operation())
    assert generated.run.code == 7
    assert f" {wrong} is needed, found " in generated.run.reason
    assert not generated.folder.exists()


def test_a_missing_tool_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(pins, "version", none)
    assert "needed, found none" in generate(tmp_path, operation()).run.reason


def test_an_internal_error_is_one_line_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a\nb")

    monkeypatch.setattr(package, "build_api", broken)
    generated = generate(tmp_path, operation())
    assert generated.run.code == 70
    assert "ZeroDivisionError: a\\nb (a bug in the generator" in generated.run.reason
    assert not generated.folder.parent.exists()


def test_a_second_run_decides_by_digests_and_imports_nothing_heavy(tmp_path: Path) -> None:
    made = tmp_path / "spec.yaml"
    made.write_bytes(SPEC.read_bytes())
    arguments = ["generate", "--spec", str(made), "--out", str(tmp_path / "out"), "--package", "p"]
    code = (
        "import sys; from generator import state; from pathlib import Path; from generator.cli import main;"
        f"state._MEMORY = Path({str(tmp_path / 'memory')!r});"
        f"code = main({arguments!r});"
        "heavy = {'openapi_python_client.parser', 'jinja2', 'pydantic', 'yaml', 'attrs', 'httpx'} & set(sys.modules);"
        "print(sorted(heavy)); sys.exit(code)"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        )
        for _ in range(2)
    ]
    assert "jinja2" in runs[0].stdout.splitlines()[-1]
    assert "nothing changed" in runs[1].stdout
    assert runs[1].stdout.splitlines()[-1] == "[]"


def test_command_in_its_own_process(tmp_path: Path) -> None:
    spec = tmp_path / "spec.json"
    spec.write_text("{}")
    command_line = [sys.executable, "-m", "generator", "generate", "--spec", str(spec)]
    run = subprocess.run(
        [*command_line, "--out", str(tmp_path / "out"), "--package", "p"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 7
    assert run.stderr.startswith(f"error: {spec}:1: ")
    assert run.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_reading_does_not_change_a_description(tmp_path: Path) -> None:
    made = description("/it: {get: {operationId: a, responses: {'204': {description: ''}}}}")
    generated = generate(tmp_path, made)
    assert generated.run.code == 0
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [generated.spec.name]
