"""The table of rules, as it is used, documented and explained."""

from __future__ import annotations

from collections.abc import Mapping

from .constraints import DIRECTIONS
from .docs import ROWS, TEXT
from .documents import DOCUMENTS
from .messages import MESSAGES
from .operations import OPERATIONS
from .python_api import PYTHON
from .rule import Rule
from .schemas import SCHEMAS
from .values import VALUES

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
