"""The table of rules: its files, and a rule for every kind of change in each direction in which values are sent."""

from __future__ import annotations

import inspect
import itertools
from pathlib import Path

import pytest

from generator.compare.facts import constraints, schemas, value_proofs
from generator.compare.facts.change import ARG, IN, OUT, SpecChange
from generator.compare.judge import Judge
from generator.compare.rules.finding import Severity
from generator.compare.rules.table import RULES, read_rules
from generator.errors import InputError

SOURCES = "".join(map(inspect.getsource, (schemas, constraints, value_proofs)))
DETAILS: tuple[str, ...] = ("required", "closed", "elsewhere", "hint")
UNDIRECTED = {"component-renamed"}
KINDS = sorted(
    kind for kind in {rule.kind for rule in RULES.values()} - UNDIRECTED if f'"{kind}"' in SOURCES
)


ENTRY = """arg.gone:
  judges: {change: arg-gone, direction: arg, required: true}
  level: {wire: warn}
  title: A parameter is gone
  message: "{subject} is gone"
  why: Calls fail.
  example: a parameter is removed
"""


def test_an_entry_is_a_rule(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(ENTRY, "utf-8")
    [rule] = read_rules(path)
    assert (rule.id, rule.kind, rule.direction) == ("arg.gone", "arg-gone", "arg")
    assert (rule.wire, rule.python, rule.details) == (
        Severity.WARN,
        Severity.NONE,
        {"required": True},
    )


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ("level: {wire: warn}", "level: {wire: bad}"),
        ("level: {wire: warn}", "level: {wires: warn}"),
        ("  title: A parameter is gone\n", ""),
        ("why: Calls fail.", "reason: Calls fail."),
    ],
)
def test_an_entry_with_a_mistake_is_named(tmp_path: Path, line: str, becomes: str) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(ENTRY.replace(line, becomes), "utf-8")
    with pytest.raises(InputError, match="not a rule") as caught:
        list(read_rules(path))
    assert caught.value.pointer == "/arg.gone"


def test_a_group_is_a_rule_for_each_direction() -> None:
    directions = {"arg": "Parameter", "in": "Request", "out": "Response"}
    for direction, word in directions.items():
        rule = RULES[f"{direction}.null-less"]
        assert (rule.kind, rule.direction) == ("null-less", direction)
        assert rule.title == f"{word}: a value may no longer be null"


def test_the_kinds_are_found_in_the_sources() -> None:
    assert {"field-now-required", "limit-other", "value-refused", "xml", "selector-set"} <= set(
        KINDS
    )
    assert len(KINDS) > 35


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("direction", [ARG, IN, OUT])
def test_a_kind_has_a_rule_in_each_direction(kind: str, direction: str) -> None:
    for values in itertools.product([True, False], repeat=len(DETAILS)):
        details: dict[str, bool] = dict(zip(DETAILS, values, strict=True))
        change = SpecChange(
            kind=kind, directions={direction}, old_pointer="/a", new_pointer="/a", details=details
        )
        finding = Judge().change(change, [])
        assert RULES[finding.rule].kind == kind
        assert RULES[finding.rule].direction in ("", direction)
