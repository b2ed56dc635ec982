"""The next version that findings require, by the rules of docs/stability.md."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from generator.compare.policy import release
from generator.compare.policy.bump import Bump, bump_of, is_enough, next_version
from generator.compare.rules.finding import Finding
from generator.errors import InputError
from tests.compare.report.made import (
    ADDED,
    ALL,
    BREAKING,
    DEFAULT,
    DOCS,
    NONE,
    RENAMED,
    TEXT,
    finding,
)
from tests.frame.repository import read


@pytest.mark.parametrize(
    ("findings", "word"),
    [
        ([], "none"),
        ([finding(wire=NONE, python=NONE)], "none"),
        ([finding(wire=DOCS, python=NONE)], "none"),
        ([TEXT], "patch"),
        ([finding(wire=NONE, python=DOCS)], "patch"),
        ([ADDED, TEXT], "minor"),
        ([DEFAULT], "minor"),
        ([RENAMED], "major"),
        ([finding(wire=BREAKING, python=NONE)], "major"),
        (ALL, "major"),
    ],
)
def test_the_worst_finding_decides(findings: list[Finding], word: str) -> None:
    assert bump_of(findings).word == word


@pytest.mark.parametrize(
    ("released", "major", "minor", "patch"),
    [
        ("0.1.0", "0.2.0", "0.1.1", "0.1.1"),
        ("0.9.12", "0.10.0", "0.9.13", "0.9.13"),
        ("1.4.2", "2.0.0", "1.5.0", "1.4.3"),
        ("2.0", "3.0.0", "2.1.0", "2.0.1"),
        ("1.0.0rc1", "2.0.0", "1.1.0", "1.0.1"),
    ],
)
def test_the_next_version(released: str, major: str, minor: str, patch: str) -> None:
    assert next_version(released, Bump.MAJOR) == major
    assert next_version(released, Bump.MINOR) == minor
    assert next_version(released, Bump.PATCH) == patch
    assert next_version(released, Bump.NONE) == released


def test_bump_follows_the_stability_page() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in read("docs/stability.md").splitlines()
        if line.startswith("|")
    ]
    promised = {row[0]: row[1:] for row in rows if len(row) == 3}
    parts = {
        "0.2.0": "minor",
        "0.1.1": "patch",
        "2.0.0": "major",
        "1.1.0": "minor",
        "1.0.1": "patch",
    }
    for what, bump in [
        ("a public name is removed, or its arguments change", Bump.MAJOR),
        ("the type of a result becomes wider, or that of an argument narrower", Bump.MAJOR),
        ("a name, an operation, a field, an optional parameter is added", Bump.MINOR),
        ("a docstring, a fact in `OPERATIONS`, a fix of a bug", Bump.PATCH),
    ]:
        before, after = next_version("0.1.0", bump), next_version("1.0.0", bump)
        assert [parts[before], parts[after]] == promised[what]


@pytest.mark.parametrize(
    ("declared", "needed", "enough"),
    [
        ("0.2.0", "0.2.0", True),
        ("0.2.0.dev3", "0.2.0", True),
        ("1.0.0", "0.2.0", True),
        ("0.1.9", "0.2.0", False),
        ("0.10.0", "0.9.1", True),
    ],
)
def test_version_satisfies_a_needed_version(declared: str, needed: str, enough: bool) -> None:
    assert is_enough(declared, needed) is enough


DAY = datetime.date(2026, 3, 4)
ONE = "## [0.2.0]\n\n### Added\n\n- `a()`: `GET /a` is new.\n\n### Removed\n\n- `b()`: gone.\n"
TWO = "## [0.2.0]\n\n### Added\n\n- `c()`: `GET /c` is new.\n"
WRITTEN = """\
# Changelog

## [Unreleased]

A paragraph of
two lines.

### Fixed

- A thing
  of two lines.
  - With a part.

## [0.1.0] - 2026-01-01

- first

[0.1.0]: https://example.com/v0.1.0
"""


def _written(text: str, *sections: str) -> str:
    for day, section in enumerate(sections, DAY.day):
        text = release.with_section(
            text, section, name="CHANGELOG.md", day=DAY.replace(day=min(day, 28))
        )
    return text


def test_two_bumps_make_one_dated_section() -> None:
    assert (
        _written(WRITTEN, ONE, TWO, ONE)
        == """\
# Changelog

## [Unreleased]

## [0.2.0] - 2026-03-04

A paragraph of
two lines.

### Added

- `a()`: `GET /a` is new.
- `c()`: `GET /c` is new.

### Removed

- `b()`: gone.

### Fixed

- A thing
  of two lines.
  - With a part.

## [0.1.0] - 2026-01-01

- first

[0.1.0]: https://example.com/v0.1.0
"""
    )


def test_a_section_without_a_day_or_without_unreleased_takes_the_entries() -> None:
    text = "# Changelog\r\n\r\n## 0.2.0\r\n\r\n### Added\r\n\r\n- by hand\r\n"
    assert _written(text, TWO, TWO) == (
        "# Changelog\r\n\r\n## [0.2.0] - 2026-03-04\r\n\r\n### Added\r\n\r\n- by hand\r\n"
        "- `c()`: `GET /c` is new.\r\n"
    )
    assert "## [0.2.0] - " in _written("## [Unreleased]\n\n## [0.2.01]\n", TWO)


def test_invalid_version_is_refused() -> None:
    with pytest.raises(InputError, match="expected a version number, found 'next'"):
        next_version("next", Bump.MAJOR)


PYPROJECT = """\
[build-system]
requires = ["x"]
version = "9"

[project]
name = "p"
# the version
version = "0.1.0"

[tool.x]
version = "3"
"""


def test_only_the_version_of_the_project_is_replaced() -> None:
    text = release.with_version(PYPROJECT, "0.2.0", name="pyproject.toml")
    assert text == PYPROJECT.replace('"0.1.0"', '"0.2.0"')
    assert release.version_in(text.encode(), name="") == "0.2.0"
    ours = release.with_version(read("pyproject.toml"), "7.0.0", name="pyproject.toml")
    assert release.version_in(ours.encode(), name="") == "7.0.0"


def test_a_section_goes_below_unreleased_of_our_changelog() -> None:
    ours = read("CHANGELOG.md")
    text = release.with_section(
        ours, "## [9.0.0]\n\n### Added\n\n- x\n", name="CHANGELOG.md", day=DAY
    )
    heads = [line for line in text.splitlines() if line.startswith("## ")]
    assert heads[:2] == ["## [Unreleased]", "## [9.0.0] - 2026-03-04"]
    assert len(heads) == len([line for line in ours.splitlines() if line.startswith("## ")]) + 1
    assert "\n\n\n" not in text


@pytest.mark.parametrize("text", ["", "[project]\nname = 'x'\n[tool.y]\nversion = \"1\"\n"])
def test_files_without_their_place_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="pyproject"):
        release.with_version(text, "1", name="pyproject.toml")
    with pytest.raises(InputError, match="CHANGELOG"):
        release.with_section(text, "## [1.0.0]\n", name="CHANGELOG.md", day=DAY)


def test_the_revision_of_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert release.ref_of("origin/main:spec/x.yaml") == "origin/main"
    assert release.ref_of("spec/x.yaml") is None
    (tmp_path / "a:b").touch()
    assert release.ref_of("a:b") is None
