"""The whole Prepare step in a small repository: files that are written, replayed, refused, and unchanged."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.errors import (
    CheckFailed,
    GeneratorError,
    InputError,
    IntegrityError,
    PrepareError,
    UsageError,
)
from generator.prepare import command, pipeline, write
from generator.prepare.update import UpdateOptions
from generator.prepare.update import update as run_update

SOURCES = """\
documents:
  current: {package: "@octokit/openapi", file: generated/ghec.json}
top: "2026-03-10"
api_versions:
  "2026-03-10":
    overlays: [corrections.yaml]
select: ["/orgs/{org}/report"]
"""
OVERLAY = """\
overlay: 1.0.0
info: {title: Corrections, version: 1.0.0}
actions:
  - {target: "$.paths.*.get", update: {x-note: corrected}}
"""
ENTRY = "at: get /orgs/{org}/report\nstage: public preview\n"
MODELS = """\
Report:
  at: getReport/200/application~1json
  fields:
    day:
"""
BY_HAND = {
    "sources.yaml": SOURCES,
    "overlays/corrections.yaml": OVERLAY,
    "operations/getReport.yaml": ENTRY,
    "models.yaml": MODELS,
}
DESCRIPTION: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "T", "version": "1", "description": "prose"},
    "paths": {
        "/orgs/{org}/report": {
            "get": {
                "operationId": "copilot/get-report",
                "parameters": [
                    {"name": "org", "in": "path", "required": True, "schema": {"type": "string"}}
                ],
                "responses": {
                    "200": {
                        "description": "prose",
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/report"}}
                        },
                    }
                },
            }
        }
    },
    "components": {
        "schemas": {
            "report": {
                "type": "object",
                "title": "Report",
                "properties": {"day": {"type": "string"}, "old": {"type": "string"}},
                "x-github-breaking-changes": [
                    {"version": "2026-03-10", "patch": {"properties": {"old": None}}},
                    {"version": "2027-01-01", "patch": {"properties": {"day": None}}},
                ],
            },
            "unused": {},
        }
    },
}
FILES = {"sources.lock.yaml", "upstream/2026-03-10.yaml", "2026-03-10.yaml"}


def written(root: Path) -> Path:
    """The folder, with the files of `spec/` that people write."""
    for name, text in BY_HAND.items():
        path = root / "spec" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def update(root: Path, **options: Any) -> int:
    """`spec-update`, which replays the lock if no document is given."""
    options.setdefault("locked", "octokit" not in options)
    return run_update(root, UpdateOptions(**options))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path / "repository")


@pytest.fixture
def given(tmp_path: Path) -> Callable[..., list[str]]:
    """The description as a file, for `--source`."""

    def write_description(value: dict[str, Any] = DESCRIPTION) -> list[str]:
        path = tmp_path / "ghec.json"
        path.write_text(json.dumps(value))
        return [str(path)]

    return write_description


def contents(root: Path) -> dict[str, bytes]:
    spec = root / "spec"
    return {
        path.relative_to(spec).as_posix(): path.read_bytes()
        for path in spec.rglob("*")
        if path.is_file()
    }


def test_update_writes_spec_lock_and_summary(
    root: Path, given: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert update(root, given=given()) == 0
    written = contents(root)
    assert written.keys() == FILES | BY_HAND.keys()
    upstream, finished = (
        written[f"{folder}2026-03-10.yaml"].decode() for folder in ("upstream/", "")
    )
    assert "old" not in upstream
    assert "2027-01-01" in upstream
    assert "2027-01-01" not in finished
    assert "operationId: copilot/get-report" in upstream
    assert "operationId: getReport" in finished
    assert "x-stage: public preview" in finished
    assert "x-note: corrected" in finished
    assert "x-top: true" in finished
    assert "unused" not in upstream
    for name in FILES:
        text = written[name].decode()
        assert text.startswith("# ")
        assert "make spec-update" in text
        assert str(root.parent) not in text
        assert "prose" not in text.split("components:", 1)[-1]
    assert "source: ghec.json" in written["sources.lock.yaml"].decode()
    output = capsys.readouterr()
    assert output.err == ""
    assert "spec/2026-03-10.yaml" in output.out
    assert "operations 1, parameters 0, schemas 1" in output.out


def test_a_replay_gives_the_same_bytes(
    root: Path, given: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    update(root, given=given())
    before = contents(root)
    stamps = {path: path.stat().st_mtime_ns for path in (root / "spec").rglob("*.yaml")}
    capsys.readouterr()
    assert update(root) == 0
    assert capsys.readouterr().out.startswith("Nothing changed.\n")
    assert contents(root) == before
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps
    assert update(root, only_check=True) == 0
    for name in FILES - {"sources.lock.yaml"}:
        (root / "spec" / name).unlink()
    update(root)
    assert contents(root) == before


def test_changes_are_summarized_in_counts(
    root: Path, given: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    update(root, given=given())
    changed = json.loads(json.dumps(DESCRIPTION))
    schemas = changed["components"]["schemas"]
    schemas["report"]["properties"]["team"] = {"$ref": "#/components/schemas/team"}
    schemas["team"] = {"type": "object", "properties": {"id": {"type": "integer"}}}
    capsys.readouterr()
    update(root, given=given(changed), relock=True)
    output = capsys.readouterr().out
    assert "spec/upstream/2026-03-10.yaml  changed" in output
    assert "operations 1, parameters 0, schemas 2 (+1), responses 0" in output
    assert output.endswith(
        "New to pin; `make spec-update DRAFT=1` writes it:\n"
        "# spec/models.yaml, under Report, under fields\n"
        "team:\n"
        "# spec/models.yaml\n"
        "Team:\n"
        "  at: getReport/200/application~1json/properties/team\n"
        "  description:\n"
        "  fields:\n"
        "    id:\n"
    )


def test_check_names_every_file_that_differs(root: Path, given: Callable[..., list[str]]) -> None:
    update(root, given=given())
    spec = root / "spec"
    (spec / "2026-03-10.yaml").write_text("edited")
    (spec / "upstream" / "2026-03-10.yaml").unlink()
    (spec / "upstream" / "2020-01-01.yaml").write_text("stray")
    before = contents(root)
    with pytest.raises(CheckFailed) as caught:
        update(root, only_check=True)
    assert caught.value.details == (
        "  spec/2026-03-10.yaml: changed",
        "  spec/upstream/2020-01-01.yaml: stray",
        "  spec/upstream/2026-03-10.yaml: missing",
    )
    assert contents(root) == before
    update(root)
    assert "upstream/2020-01-01.yaml" not in contents(root)
    assert update(root, only_check=True) == 0


def test_a_document_that_is_not_the_locked_one_is_refused(
    root: Path, given: Callable[..., list[str]]
) -> None:
    update(root, given=given())
    before = contents(root)
    with pytest.raises(IntegrityError):
        update(root, given=given({**DESCRIPTION, "x-more": 1}))
    assert contents(root) == before


Change = Callable[[Path], object]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (
            lambda spec: (spec / "overlays" / "corrections.yaml").write_text(
                OVERLAY.replace("x-note: corrected", "parameters: [{name: new, in: query}]")
            ),
            PrepareError,
        ),
        (lambda spec: (spec / "overlays" / "corrections.yaml").unlink(), InputError),
        (lambda spec: (spec / "models.yaml").write_text("Report: {fields: 1}"), PrepareError),
        (
            lambda spec: (spec / "operations" / "getReport.yaml").write_text("at: /orgs"),
            PrepareError,
        ),
        (
            lambda spec: (spec / "overlays" / "corrections.yaml").write_text(
                OVERLAY.replace(
                    "x-note: corrected",
                    "responses: {'200': {description: 7}}",
                )
            ),
            PrepareError,
        ),
    ],
)
def test_an_error_changes_nothing(
    root: Path, given: Callable[..., list[str]], change: Change, error: type[GeneratorError]
) -> None:
    update(root, given=given())
    change(root / "spec")
    (root / "spec" / "2026-03-10.yaml").write_text("old")
    before = contents(root)
    with pytest.raises(error):
        update(root)
    assert contents(root) == before
    assert [path.name for path in (root / ".cache").iterdir()] == ["upstream"]


def test_an_invalid_result_names_its_pointer(root: Path, given: Callable[..., list[str]]) -> None:
    text = OVERLAY.replace("$.paths.*.get", "$.components.schemas.report").replace(
        "x-note: corrected", "type: 7"
    )
    (root / "spec" / "overlays" / "corrections.yaml").write_text(text)
    with pytest.raises(PrepareError, match="not valid OpenAPI: 7 is not") as caught:
        update(root, given=given())
    assert caught.value.file == "spec/2026-03-10.yaml"
    assert str(caught.value.pointer).startswith("/components/schemas/report")


def test_all_invalid_pointers_are_named_together(
    root: Path, given: Callable[..., list[str]]
) -> None:
    value = json.loads(json.dumps(DESCRIPTION))
    for field in value["components"]["schemas"]["report"]["properties"].values():
        field["type"] = 7
    value["info"]["version"] = 8
    with pytest.raises(PrepareError) as caught:
        update(root, given=given(value))
    assert "8 is not of type" in str(caught.value)
    assert all("/properties/day/type: not valid OpenAPI: 7" in one for one in caught.value.details)
    assert caught.value.details


@pytest.mark.parametrize("value", [[], {}, {"swagger": "2.0"}, {"openapi": "3.0.3"}])
def test_a_source_that_is_not_a_description_is_refused(
    root: Path, given: Callable[..., list[str]], value: Any
) -> None:
    with pytest.raises((InputError, PrepareError), match="not an OpenAPI"):
        update(root, given=given(value))


def test_deep_nesting_is_an_error_not_a_crash(root: Path, given: Callable[..., list[str]]) -> None:
    value = json.loads(json.dumps(DESCRIPTION))
    schema: dict[str, Any] = value["components"]["schemas"]["report"]
    for _ in range(400):
        schema["items"] = schema = {}
    with pytest.raises(GeneratorError, match="too deeply"):
        update(root, given=given(value))


def test_contradictory_options_are_refused(root: Path) -> None:
    with pytest.raises(UsageError, match="exact version"):
        update(root, octokit="latest")
    for given in (["a.json", "current=b.json"], ["current="]):
        with pytest.raises(UsageError, match="--source"):
            update(root, given=given)


def test_update_by_the_command_line(root: Path, given: Callable[..., list[str]]) -> None:
    parser = argparse.ArgumentParser()
    command.configure(parser)
    args = parser.parse_args(["--root", str(root), "--source", f"current={given()[0]}"])
    assert command.run(args) == 0
    assert command.run(parser.parse_args(["--root", str(root), "--check"])) == 0


class Interrupted(BaseException):
    """Simulates Ctrl-C."""


@pytest.mark.parametrize("step", range(1, 5))
def test_an_interrupt_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    folder = tmp_path / "spec"
    folder.mkdir()
    for name in ("a", "b", "gone"):
        (folder / name).write_text(f"old {name}")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    calls = 0
    copy = shutil.copy2

    def interrupted(source: Path, target: Path) -> object:
        nonlocal calls
        calls += 1
        if calls == step:
            raise Interrupted
        return copy(source, target)

    monkeypatch.setattr(shutil, "copy2", interrupted)
    new = {"a": b"new a", "new/c": b"new c", "b": b"new b"}
    done = step > 3
    try:
        write.replace_all(folder, new, remove=("gone",), scratch=tmp_path / "scratch")
    except Interrupted:
        assert not done
    after = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert after == (new if done else before)
    assert list((tmp_path / "scratch").iterdir()) == []


def test_the_pipeline_is_pure(
    root: Path, given: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    update(root, given=given())
    first = contents(root)
    assert pipeline.COMMAND == "make spec-update"
    monkeypatch.chdir(root.parent)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    update(root)
    assert contents(root) == first
