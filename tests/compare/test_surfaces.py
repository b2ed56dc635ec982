"""The Python axis against the packages themselves: what differs in their source is what is reported."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from generator.compare.rules.finding import Finding, Severity

from .corpus import compared, read
from .surfaces import public

HERE = Path(__file__).parent
FOLDERS = [
    path
    for path in sorted([*(HERE / "pairs").iterdir(), *(HERE / "same").iterdir()])
    if path.is_dir() and not path.name.startswith("row.")
]
STEPS = sorted((HERE / "real").glob("*.expected.yaml"))


@cache
def _public(path: Path) -> Mapping[str, str]:
    return public(read(path).document)


def differing(
    old: Mapping[str, str], new: Mapping[str, str], renamed: Mapping[str, str]
) -> set[str]:
    """The names that came, went or changed; annotations are compared with classes under their new names."""

    def now(said: str) -> str:
        return re.sub(r"\b[A-Z]\w*", lambda match: renamed.get(match[0], match[0]), said)

    def told(said: str) -> str:
        return said if "[" in said else " | ".join(sorted(said.split(" | ")))

    moved = {now(name): said for name, said in old.items()}
    gone = {name for name in old if now(name) not in new or now(name) != name}
    come = {name for name in new if name not in moved or name not in old}
    changed = {name for name in moved if name in new and told(now(moved[name])) != told(new[name])}
    return gone | come | changed


def reported(findings: list[Finding]) -> set[str]:
    loud = [each for each in findings if each.python >= Severity.COMPATIBLE]
    return {name for each in loud for pair in each.python_names for name in pair if name}


def covers(name: str, names: set[str]) -> bool:
    """Whether a name, its owner, or the method that another class repeats is among those reported."""
    plain = re.sub(r"^(?:AsyncCopilotMetrics|ReportRows|PagedItems)\.", "", name)
    function = plain.partition("(")[0]
    owner = plain.partition(".")[0]
    own = {each for each in names if each.partition("(")[0] == function and "(" in each}
    if "(" not in plain:
        return plain in names or owner in names
    is_whole = plain.endswith(("()", "(*)"))
    return bool(own) if is_whole else plain in names or f"{function}()" in names


def _check(old: Path, new: Path) -> None:
    findings = compared(old, new).findings
    before, after = _public(old), _public(new)
    renamed = {
        a: b
        for each in findings
        if each.rule in ("py.class-renamed", "py.class-reused")
        for a, b in each.python_names
    }
    # what octokit calls a method goes with its method
    aliases = {
        name
        for name in {*before, *after}
        if name != name.lower() and (before.get(name) or after.get(name, "")).startswith("= ")
    }
    found = differing(before, after, renamed) - aliases
    names = reported(findings)
    parents = tuple(f"{name}" for pair in renamed.items() for name in pair)
    assert [
        name
        for name in sorted(found)
        if not covers(name, names) and not name.startswith(parents or ("\0",))
    ] == []
    breaking = [each for each in findings if each.python is Severity.BREAKING]
    assert not breaking or found, "a break of a package whose surface is the same"
    for each in breaking:
        touched = {name for pair in each.python_names for name in pair if name}
        assert any(covers(name, touched) for name in found), each


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_pair_changes_the_package_as_reported(folder: Path) -> None:
    _check(folder / "a.yaml", folder / "b.yaml")
    _check(folder / "b.yaml", folder / "a.yaml")


@pytest.mark.parametrize("step", STEPS, ids=lambda path: path.name.removesuffix(".expected.yaml"))
def test_a_real_step_changes_the_package_as_reported(step: Path) -> None:
    name = step.name.removesuffix(".expected.yaml")
    versions, _, selection = name.rpartition(".")
    old, _, new = versions.partition("__")
    _check(*(step.parent / each / f"{selection}.yaml" for each in (old, new)))
