"""Objects as GitHub's files may contain them, built from `rows.yaml`, with their expected decoded form.

Uses the generator's model and nothing of the generated package, so that a bug in the package cannot hide here.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.render.row_model import RowFieldModel, RowModel, RowType
from generator.render.rows import load

ROOT = Path(__file__).parents[2]
MODEL: RowModel = load(ROOT / "spec" / "rows.yaml")

DRIFT: dict[str, list[Any]] = {
    "int": ["12", 1.5, True, [1], {"a": 1}],
    "IntId": ["abc", "007", "", "1_0", 1.5, True, []],
    "str": [5, True, 1.5, [], {"a": None}],
    "StrId": [1.5, True, ["a"], {}],
    "bool": [0, 1, "yes", []],
    "float": ["1", True, [], {"a": 1.5}],
    "ExactNumber": ["1.5", "NaN", True, [1.25], {"a": 1.25}],
    "datetime.date": ["2025-02-30", "2025-1-1", "20250101", "2025-01-01T00:00:00Z", 20250101, []],
}
UNKNOWN: dict[str, list[Any]] = {
    "new_count": [0, 7, None],
    "new_list": [[], [1.5, "x", None], [{"a": 0.1}]],
    "new_object": [{}, {"deep": {"er": [0.25]}}],
    "new_text": ["", "\u2028", "tschüß"],
    "@odd": [1.25, True],
    "extra": [{"extra": 1}],
    'quoted"': ["unlearnable"],
    "\uffff": [1],
    "\uffff\uffff": [None],
    "class": [10**30],
}


def row_type(name: str) -> RowType:
    """A type of `rows.yaml` by its name."""
    return next(each for each in MODEL.types if each.name == name)


@dataclass
class Expected:
    """The counts that a decoder should report."""

    unknown: Counter[str] = field(default_factory=Counter)
    drift: Counter[str] = field(default_factory=Counter)


def make(
    name: str,
    chance: random.Random,
    *,
    odd: float = 0.0,
    expected: Expected | None = None,
    path: str = "",
) -> tuple[dict[str, Any], dict[str, Any]]:
    """An object of a type as a file may contain it, and the expected result of `to_dict`.

    `odd` is the probability of each field to drift, and of each unknown key to be present.
    """
    expected = Expected() if expected is None else expected
    wire: dict[str, Any] = {}
    normal: dict[str, Any] = {}
    for each in MODEL.all_fields(name):
        fate = chance.random()
        if fate < 0.15:
            continue
        if fate < 0.3:
            wire[each.wire_name] = normal[each.wire_name] = None
        elif chance.random() < odd:
            value = chance.choice(_drifting(each))
            wire[each.wire_name] = normal[each.wire_name] = value
            expected.drift[path + each.wire_name] += 1
        else:
            wire[each.wire_name], normal[each.wire_name] = _fitting(
                each, chance, odd, expected, path
            )
    for key, values in UNKNOWN.items():
        if chance.random() < odd:
            wire[key] = normal[key] = chance.choice(values)
            expected.unknown[path + key] += 1
    keys = list(wire)
    chance.shuffle(keys)
    return {key: wire[key] for key in keys}, normal


def _drifting(each: RowFieldModel) -> list[Any]:
    if each.type == "array":
        return [{}, "x", 5, [None], [{}, "x"], [[]]]
    if each.type == "object":
        return [[], "x", 0, False, [{}]]
    return DRIFT[each.annotation]


def _fitting(
    each: RowFieldModel, chance: random.Random, odd: float, expected: Expected, path: str
) -> tuple[Any, Any]:
    below = f"{path}{each.wire_name}{'[]' if each.type == 'array' else ''}."
    if each.type == "array":
        pairs = [
            make(str(each.ref), chance, odd=odd, expected=expected, path=below)
            for _ in range(chance.choice([0, 1, 1, 2, 3]))
        ]
        return [wire for wire, _ in pairs], [normal for _, normal in pairs]
    if each.type == "object":
        return make(str(each.ref), chance, odd=odd, expected=expected, path=below)
    number = chance.choice([0, 1, chance.randrange(10**6), chance.randrange(10**18)])
    match str(each.annotation):
        case "int":
            return number, number
        case "IntId":
            return chance.choice([number, str(number)]), number
        case "StrId":
            return chance.choice([number, str(number)]), str(number)
        case "str":
            text = chance.choice(
                ["", "vscode", 'quote " \\ end', "\u2028\x85", "日本語", "\U0001f680"]
            )
            return text, text
        case "bool":
            flag = chance.random() < 0.5
            return flag, flag
        case "float" | "ExactNumber":
            amount = chance.choice(
                [0, 0.0, 12.5, 55.053015, chance.random() * 100, chance.randrange(99)]
            )
            return amount, amount
        case "datetime.date":
            day = f"{chance.randrange(1, 9999):04}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
            return day, day
    raise AssertionError(each.annotation)


def same(left: Any, right: Any) -> bool:
    """Whether two JSON values are equal, where true is not 1."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    return bool(left == right)
