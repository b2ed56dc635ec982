"""The families with rows about people, detected from their columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from copilot_usage_metrics import arrow_schema

from ..exits import ConfigurationError
from ..response_columns import schema_of
from ..units import FAMILIES, USAGE_RECORDS
from .schema_paths import place_of


def families_with_people() -> tuple[str, ...]:
    """Families with one person per row. `--no-users` stores none of them."""
    found = []
    for family in FAMILIES.values():
        row_type = family.row_type
        schema = schema_of(family.name) if row_type is None else arrow_schema(row_type)
        if place_of(schema).is_about_a_person:
            found.append(family.name)
    return tuple(found)


_PROMPTS: Final = "contain prompts and answers as plain text, from which names cannot be removed"


def check_families(families: Iterable[str], *, pseudonymize: str | None, users: bool) -> None:
    """Checks that the families can be stored without plain names.

    Raises `ConfigurationError` for usage records with `--pseudonymize` or `--no-users`.
    """
    if USAGE_RECORDS not in families or (pseudonymize is None and users):
        return
    option = "--pseudonymize" if pseudonymize is not None else "--no-users"
    raise ConfigurationError(
        f"{USAGE_RECORDS} {_PROMPTS}: not allowed with {option}; "
        "skip the family, or store it in a separate lake"
    )
