"""The rules, read from the YAML files beside this module: the judge, `explain` and docs/diff.md use this table.

An entry is a rule by its id. `judges` names the kind of change, the direction and details that the change must
have; `level` is the severity on each axis, `none` by default. An entry `*.name` is three rules, `arg.name`,
`in.name` and `out.name`: keys outside of a direction apply to all three.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ... import document
from ...errors import InputError
from .finding import Severity
from .rule import Rule

FILES = ("operations", "messages", "schemas", "python_api", "documentation")
_DIRECTIONS = {"arg": "Parameter", "in": "Request", "out": "Response"}
_SEVERITIES = {each.word: each for each in Severity}


def read_rules(path: Path) -> Iterator[Rule]:
    """The rules of one file, in its order. Raises `InputError` naming the entry that is not a rule."""
    for name, entry in document.read_object(path).items():
        try:
            yield from _rules(name, entry)
        except (KeyError, TypeError, AttributeError) as error:
            raise InputError(f"not a rule: {error}", file=path, pointer=f"/{name}") from None


def _rules(name: str, entry: Mapping[str, Any]) -> Iterator[Rule]:
    group, _, rest = name.partition(".")
    if group != "*":
        yield _rule(name, entry)
        return
    common = {key: value for key, value in entry.items() if key not in _DIRECTIONS}
    for direction, word in _DIRECTIONS.items():
        judges = {"change": rest, **common.get("judges", {}), "direction": direction}
        title = f"{word}: {common['title']}"
        own = {**common, "title": title, "judges": judges, **entry[direction]}
        yield _rule(f"{direction}.{rest}", own)


def _rule(name: str, entry: Mapping[str, Any]) -> Rule:
    words = {key: value for key, value in entry.items() if key not in ("judges", "level")}
    judges, level = dict(entry.get("judges", {})), dict(entry["level"])
    wire, python = (_SEVERITIES[level.pop(axis, "none")] for axis in ("wire", "python"))
    if level:
        raise KeyError(*level)
    return Rule(
        id=name,
        kind=judges.pop("change", ""),
        direction=judges.pop("direction", ""),
        details=judges,
        wire=wire,
        python=python,
        **words,
    )


RULES: Mapping[str, Rule] = {
    rule.id: rule for name in FILES for rule in read_rules(Path(__file__).with_name(f"{name}.yaml"))
}
"""By id. Of the rules for one kind of change the first that fits judges it."""
