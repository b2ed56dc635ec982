"""The expectations are complete: each difference of two documents belongs to a fact, each fact to a difference."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator import document

HERE = Path(__file__).parent
VERSIONS = ["17.0.0", "18.2.0", "19.1.0", "20.0.0", "21.0.0", "22.0.0", "23.0.0", "23.0.2"]
STEPS = [
    (old, new, selection)
    for old, new in itertools.pairwise(VERSIONS)
    for selection in ("metrics", "copilot")
]
SEVERITIES = ["breaking", "warn", "compatible", "docs", "none"]
BUMPS = {"breaking": "major", "warn": "minor", "compatible": "minor"}
NEEDED = {
    *("fact", "kind", "pointer_old", "pointer_new", "old", "new"),
    *("operations", "wire", "python", "why"),
}
MAY = {"also", "python_old", "python_new", "note"}


def differences(old: Any, new: Any, pointer: str = "") -> Iterator[str]:
    """The pointers of the uppermost places where two values differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            here = f"{pointer}/{document.escape(key)}"
            if key in old and key in new:
                yield from differences(old[key], new[key], here)
            else:
                yield here
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, pair in enumerate(zip(old, new, strict=True)):
            yield from differences(*pair, f"{pointer}/{index}")
    elif old != new or type(old) is not type(new):
        yield pointer


def pointers(fact: dict[str, Any]) -> list[str]:
    named = (fact["pointer_old"], fact["pointer_new"], *fact.get("also", ()))
    return [pointer for pointer in named if pointer is not None]


def within(one: str, other: str) -> bool:
    """Whether one of the two pointers is at or below the other."""
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


@cache
def read(path: Path) -> dict[str, Any]:
    return document.read_object(path)


class Step:
    def __init__(self, old: str, new: str, selection: str) -> None:
        self.old = read(HERE / old / f"{selection}.yaml")
        self.new = read(HERE / new / f"{selection}.yaml")
        self.expected = read(HERE / f"{old}__{new}.{selection}.expected.yaml")
        self.facts: list[dict[str, Any]] = self.expected["facts"]
        self.consequences = self.expected.get("consequences", [])
        self.operations = {
            operation["operationId"]
            for description in (self.old, self.new)
            for item in description["paths"].values()
            for operation in item.values()
        }


@pytest.fixture(params=STEPS, ids="-".join)
def step(request: pytest.FixtureRequest) -> Step:
    return Step(*request.param)


def test_facts_use_known_kinds(step: Step) -> None:
    kinds = (HERE / "README.md").read_text(encoding="utf-8")
    for fact in step.facts:
        assert NEEDED <= fact.keys() <= NEEDED | MAY
        assert f"| `{fact['kind']}` |" in kinds
        assert {fact["wire"], fact["python"]} <= set(SEVERITIES)
        assert set(fact["operations"]) <= step.operations


def test_pointers_of_facts_exist(step: Step) -> None:
    def resolves(description: Any, pointer: str) -> bool:
        try:
            document.resolve(description, pointer)
        except KeyError:
            return False
        return True

    for fact in step.facts:
        assert pointers(fact)
        assert fact["pointer_old"] is None or resolves(step.old, fact["pointer_old"])
        assert fact["pointer_new"] is None or resolves(step.new, fact["pointer_new"])
        for pointer in fact.get("also", ()):
            assert resolves(step.old, pointer) or resolves(step.new, pointer)
    for each in step.consequences:
        assert resolves(step.old if each["side"] == "old" else step.new, each["pointer"])


def test_every_difference_belongs_to_a_fact_and_every_fact_to_a_difference(step: Step) -> None:
    found = list(differences(step.old, step.new))
    owned = [pointer for fact in step.facts for pointer in pointers(fact)]
    owned += [each["pointer"] for each in step.consequences]
    assert [each for each in found if not any(within(each, pointer) for pointer in owned)] == []
    for fact in step.facts:
        assert any(within(each, pointer) for each in found for pointer in pointers(fact)), fact


def test_the_verdict_is_the_worst_fact_and_the_bump_follows(step: Step) -> None:
    severities = {fact[axis] for fact in step.facts for axis in ("wire", "python")}
    verdict = min(severities, key=SEVERITIES.index)
    in_docstrings = any(fact["python"] == "docs" for fact in step.facts)
    assert step.expected["verdict"] == verdict
    assert step.expected["bump"] == BUMPS.get(verdict, "patch" if in_docstrings else "none")
