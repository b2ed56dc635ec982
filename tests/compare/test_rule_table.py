"""Every kind of change that a schema can have is judged in every direction in which its values travel."""

from __future__ import annotations

import inspect
import itertools

import pytest

from generator.compare.facts import constraints, schemas, value_proofs
from generator.compare.facts.change import ARG, IN, OUT, SpecChange
from generator.compare.judge import Judge
from generator.compare.rules.table import RULES

SOURCES = "".join(map(inspect.getsource, (schemas, constraints, value_proofs)))
DETAILS: tuple[str, ...] = ("required", "closed", "elsewhere", "hint")
UNDIRECTED = {"component-renamed"}
KINDS = sorted(
    kind for kind in {rule.kind for rule in RULES.values()} - UNDIRECTED if f'"{kind}"' in SOURCES
)


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
