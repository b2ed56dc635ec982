"""Documents that are made to cost much: each command refuses them soon, with the file and the line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator import document, yaml_reader
from generator.compare.commands import ACCEPT_FILE
from generator.errors import InputError
from generator.time_limit import VARIABLE
from tests.frame.repository import ROOT, python_path

SECONDS = 60
"""A generous limit: each document takes one or two seconds on an idle machine."""
HEAD = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n"


def bomb(levels: int = 9, width: int = 9) -> str:
    """600 bytes of aliases that expand to a billion values."""
    lines = ["x0: &x0 [" + ", ".join(["lol"] * width) + "]"]
    lines += [
        f"x{level}: &x{level} [" + ", ".join([f"*x{level - 1}"] * width) + "]"
        for level in range(1, levels + 1)
    ]
    return HEAD + "\n".join(lines) + "\n"


HOSTILE: dict[str, tuple[bytes, int | None, str]] = {
    "aliases of aliases": (bomb().encode(), 10, "more than 1,000,000 values, aliases included"),
    "aliases of a long text": (
        f"x: &x {'y' * 1_000_000}\nz: [{', '.join(['*x'] * 100)}]\n".encode(),
        2,
        "characters, aliases included",
    ),
    "an alias that contains itself": (b"a: 1\nb: &b [*b]\n", 2, "contains itself"),
    "an alias of nothing": (b"a: *b\n", 1, "undefined alias"),
    "merge keys": (b"a: &a {x: 1}\nb:\n  <<: *a\n", 3, "merge keys"),
    "brackets": (b"[" * 1_000_000, None, "nested too deeply"),
    "brackets of YAML": (b"a: " + b"[" * 1_000_000, 1, "nested too deeply"),
    "braces of YAML": (b"a: " + b"{a: " * 500_000, 1, "nested too deeply"),
    "dashes": (b"- " * 500_000, 1, "nested too deeply"),
    "question marks": (b"? " * 500_000, 1, "a key must be a plain scalar"),
    "indentation": ("".join(f"{' ' * n}a:\n" for n in range(3_000)).encode(), 101, "too deeply"),
    "many values": (b"- 1\n" * 1_500_000, 1_000_000, "more than 1,000,000 values"),
    "many JSON values": (f"[{'1,' * 1_500_000}1]".encode(), None, "more than 1,000,000 values"),
    "a large file": (b"a: |\n" + b"  xxxxxxx\n" * 7_000_000, None, "larger than 64 MiB"),
    "a duplicate key": (b"a: 1\nb: 2\na: 3\n", 3, "duplicate key 'a'"),
    "a duplicate JSON key": (b'{"a": 1,\n"a": 2}', 2, "duplicate key 'a'"),
    "a key that is a list": (b"a: 1\n[b]: 2\n", 2, "a key must be a plain scalar"),
    "a Python object": (b"a: !!python/object/apply:os.system [x]\n", 1, "unsupported tag"),
    "a set": (b"a: !!set {b}\n", 1, "unsupported tag"),
    "a local tag": (b"a: !x 1\n", 1, "unsupported tag"),
    "not a number": (b"a: .nan\n", 1, ".nan is not a JSON number"),
    "infinity": (b"a: 1\nb: -.inf\n", 2, "-.inf is not a JSON number"),
    "a JSON infinity": (b'{"a": Infinity}', None, "Infinity is not a JSON number"),
    "a number beyond floats": (b'{"a": 1e999}', 1, "1e999 is not a JSON number"),
    "a number of many digits": (b"a: " + b"9" * 100_000, 1, "more than 4,000 digits"),
    "a JSON number of many digits": (b'{"a": ' + b"9" * 100_000 + b"}", 1, "4,000 digits"),
    "no UTF-8": (b"a: 1\nb: \xff\n", 2, "not UTF-8"),
    "UTF-16": ("openapi: 3.0.3\n".encode("utf-16"), 1, "not UTF-8"),
    "UTF-16 without a mark": ("openapi: 3.0.3\n".encode("utf-16-le"), None, "not YAML"),
    "two documents": (b"a: 1\n---\nb: 2\n", 2, "a single document"),
    "nothing": (b"", None, "expected"),
}


def refused(arguments: list[str], folder: Path) -> str:
    """The only line that a command prints when it ends with exit code 3."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=folder,
        env={"PYTHONPATH": python_path(ROOT), "PATH": "/usr/bin:/bin"},
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
    )
    assert (done.returncode, done.stdout) == (3, ""), done.stderr
    assert done.stderr.count("\n") == 1
    return done.stderr


@pytest.mark.parametrize("name", HOSTILE)
def test_diff_refuses_a_hostile_document_with_file_and_line(name: str, tmp_path: Path) -> None:
    content, line, reason = HOSTILE[name]
    (tmp_path / "old.yaml").write_text(HEAD, "utf-8")
    (tmp_path / "new.yaml").write_bytes(content)
    said = refused(["diff", "old.yaml", "new.yaml"], tmp_path)
    assert reason in said
    assert said.startswith("error: new.yaml:" if line is None else f"error: new.yaml:{line}: ")


@pytest.mark.parametrize(
    "command",
    [
        ["diff", "bomb.yaml", "old.yaml"],
        ["bump", "old.yaml", "bomb.yaml"],
        ["diff", "old.yaml", "old.yaml", "--rules", "bomb.yaml"],
        ["generate", "--spec", "bomb.yaml", "--out", ".", "--package", "made"],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_every_command_refuses_aliases_of_aliases(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(HEAD, "utf-8")
    (tmp_path / "bomb.yaml").write_text(bomb(), "utf-8")
    said = refused(command, tmp_path)
    assert "bomb.yaml:10: more than 1,000,000 values, aliases included" in said


def test_a_link_to_an_endless_file_is_too_large(tmp_path: Path) -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("there is no endless file on this system")
    (tmp_path / "new.yaml").symlink_to("/dev/zero")
    (tmp_path / "old.yaml").write_text(HEAD, "utf-8")
    assert "larger than 64 MiB" in refused(["diff", "old.yaml", "new.yaml"], tmp_path)


def test_accepted_findings_that_are_nested_too_deeply_are_refused(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(HEAD, "utf-8")
    accepted = tmp_path / Path(ACCEPT_FILE).name
    accepted.write_text(f"accepted = {'[' * 100_000}", "utf-8")
    said = refused(["diff", "old.yaml", "old.yaml", "--accept", accepted.name], tmp_path)
    assert said.startswith(f"error: {accepted.name}: not TOML")


def test_comparison_ends_at_its_time_limit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    properties = {f"p{n}": {"type": "string"} for n in range(20_000)}
    for name, kind in (("old", "string"), ("new", "integer")):
        properties["p"] = {"type": kind}
        schema = {"type": "object", "properties": properties}
        content = {"application/json": {"schema": schema}}
        response = {"200": {"description": "", "content": content}}
        raw = {
            "openapi": "3.0.3",
            "paths": {"/x": {"get": {"operationId": "x/get", "responses": response}}},
        }
        (tmp_path / f"{name}.json").write_text(json.dumps(raw), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "generator", "diff", "old.json", "new.json"],
        cwd=tmp_path,
        env={"PYTHONPATH": python_path(ROOT), VARIABLE: "0.05"},
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("error: new.json: not finished after 0.05 seconds")


def test_equal_duplicates_of_a_json_key_are_one() -> None:
    assert document.parse('{"a": [1], "a": [1]}') == {"a": [1]}
    with pytest.raises(InputError, match="duplicate key"):
        document.parse('{"a": 1, "a": true}')


def test_aliases_within_the_bounds_are_read() -> None:
    text = "a: &a {x: [1, 2]}\nb: *a\nc: &k key\n? *k\n"
    with pytest.raises(yaml_reader.YamlError, match="a key must be a plain scalar"):
        yaml_reader.read(text)
    value, positions = yaml_reader.read("a: &a\n  x: [1, 2]\nb: *a\n'<<': !!str 1\n")
    assert value == {"a": {"x": [1, 2]}, "b": {"x": [1, 2]}, "<<": "1"}
    assert [positions.line(each) for each in (["a", "x"], ["b"], ["b", "x", "1"])] == [2, 3, 2]
