"""The Python axis against the packages themselves: the reported differences are those of their source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from generator.compare.load.source import DocumentSource
from generator.compare.rules.finding import Finding, Severity

from .corpus import compared, read
from .pair_documents import PAIRS, SAME, names, read_pair
from .surfaces import public

HERE = Path(__file__).parent
FILES = [
    (folder, name)
    for folder in (PAIRS, SAME)
    for name in names(folder)
    if not name.startswith("row.")
]
STEPS = sorted((HERE / "real").glob("*.expected.yaml"))


@cache
def _public(source: DocumentSource) -> Mapping[str, str]:
    return public(source.document)


def differing(
    old: Mapping[str, str], new: Mapping[str, str], renamed: Mapping[str, str]
) -> set[str]:
    """The new, removed and changed names; annotations are compared with classes under their new names."""

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


def _check(old: DocumentSource, new: DocumentSource) -> None:
    findings = compared(old, new).findings
    before, after = _public(old), _public(new)
    renamed = {
        a: b
        for each in findings
        if each.rule in ("py.class-renamed", "py.class-reused")
        for a, b in each.python_names
    }
    # octokit's name of a method is removed with the method
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


@pytest.mark.parametrize(("folder", "name"), FILES, ids=[name for _, name in FILES])
def test_a_pair_changes_the_package_as_reported(folder: Path, name: str) -> None:
    pair = read_pair(folder, name)
    _check(pair.old, pair.new)
    _check(pair.new, pair.old)


@pytest.mark.parametrize("step", STEPS, ids=lambda path: path.name.removesuffix(".expected.yaml"))
def test_a_real_step_changes_the_package_as_reported(step: Path) -> None:
    name = step.name.removesuffix(".expected.yaml")
    versions, _, selection = name.rpartition(".")
    old, _, new = versions.partition("__")
    _check(*(read(step.parent / each / f"{selection}.yaml") for each in (old, new)))
