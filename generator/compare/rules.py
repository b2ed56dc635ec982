"""The table of rules, as it is used, documented and explained."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ..errors import InputError
from .finding import Severity
from .rule import Rule
from .rules_directions import DIRECTIONS
from .rules_documents import DOCUMENTS
from .rules_messages import MESSAGES
from .rules_operations import OPERATIONS
from .rules_python import PYTHON
from .rules_schemas import SCHEMAS
from .rules_text import ROWS, TEXT
from .rules_values import VALUES

RULES: Mapping[str, Rule] = {
    rule.id: rule
    for rule in (
        *DOCUMENTS,
        *OPERATIONS,
        *SCHEMAS,
        *MESSAGES,
        *DIRECTIONS,
        *VALUES,
        *PYTHON,
        *ROWS,
        *TEXT,
    )
}
"""By id. Of the rules for one kind of change the first that fits judges it."""

_AXES = ("wire", "python")


def with_severities(overrides: Mapping[str, Mapping[str, str]]) -> dict[str, Rule]:
    """The table with other severities: `{"arg.gone": {"wire": "breaking"}}`.

    A severity for Python takes the place of what the render models say wherever they say anything.

    Raises:
        InputError: There is no such rule, axis or severity.
    """
    table = dict(RULES)
    words = {each.word: each for each in Severity}
    for name, severities in overrides.items():
        if name not in table:
            raise InputError(f"there is no rule {name!r}")
        if not isinstance(severities, Mapping):
            raise InputError(f"{name}: expected `wire` and `python` with a severity each")
        for axis, word in severities.items():
            if axis not in _AXES or word not in words:
                raise InputError(f"{name}: {axis}: {word!r} is no severity of an axis")
        rule = table[name]
        wire = words[severities["wire"]] if "wire" in severities else rule.wire
        python = words[severities["python"]] if "python" in severities else rule.python
        table[name] = attrs.evolve(rule, wire=wire, python=python)
    return table
