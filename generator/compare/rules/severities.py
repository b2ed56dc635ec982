"""Applies the severities of a `--rules` file to the table of rules."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import attrs

from ... import document
from ...errors import InputError
from .finding import Severity
from .rule import Rule
from .table import RULES

_AXES = ("wire", "python")


def with_severities(overrides: Mapping[str, Mapping[str, str]]) -> dict[str, Rule]:
    """The table with other severities: `{"arg.gone": {"wire": "breaking"}}`.

    A severity for Python replaces every severity that follows from the render models.

    Raises:
        InputError: There is no such rule, axis or severity.
    """
    table = dict(RULES)
    words = {each.word: each for each in Severity}
    for name, severities in overrides.items():
        if name not in table:
            raise InputError(f"unknown rule {name!r}")
        if not isinstance(severities, Mapping):
            raise InputError(f"{name}: expected `wire` and `python`, each with a severity")
        for axis, word in severities.items():
            if axis not in _AXES or word not in words:
                raise InputError(
                    f"{name}: expected wire or python with {', '.join(words)}, found {axis}: {word}"
                )
        rule = table[name]
        wire = words[severities["wire"]] if "wire" in severities else rule.wire
        python = words[severities["python"]] if "python" in severities else rule.python
        table[name] = attrs.evolve(rule, wire=wire, python=python)
    return table


def read_severities(file: str | None) -> Mapping[str, Rule] | None:
    """The rules with the severities of a file: `arg.gone: {wire: breaking}`. Raises `InputError` naming it."""
    if file is None:
        return None
    try:
        return with_severities(document.read_object(Path(file)))
    except InputError as error:
        if error.file is not None:
            raise
        raise InputError(error.message, file=file) from None
