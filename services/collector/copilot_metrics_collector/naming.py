"""Entities, report families and prices as users write them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from .exits import UsageError
from .units import COLLECTED, FAMILIES, Entity, Family


def entities_of(
    orgs: Iterable[str] | None, enterprises: Iterable[str] | None
) -> tuple[Entity, ...]:
    """Returns the named entities without duplicates, in order. Raises `UsageError`."""
    named = [("organization", name) for name in orgs or ()]
    named += [("enterprise", name) for name in enterprises or ()]
    found: dict[Entity, None] = {}
    for kind, name in named:
        if not name.strip(" .") or "/" in name or name != name.strip():
            raise UsageError(f"invalid {kind} {name!r}: expected its slug, as in its URL on GitHub")
        found[Entity(kind, name)] = None  # type: ignore[arg-type]  # one of the two above
    return tuple(found)


def families_of(names: Iterable[str] | None) -> tuple[Family, ...]:
    """Returns the named families without duplicates; those of a sync if none is named. Raises `UsageError`."""
    from difflib import get_close_matches

    for name in names or ():
        if name not in FAMILIES:
            close = get_close_matches(name, FAMILIES, n=1)
            hint = f"; did you mean {close[0]}?" if close else ""
            raise UsageError(
                f"unknown report family {name!r}; expected one of: {', '.join(FAMILIES)}{hint}"
            )
    return tuple(FAMILIES[name] for name in dict.fromkeys(names or COLLECTED))


def price_of(value: str | float | Decimal) -> Decimal:
    """Returns an amount of at most two decimal places. Raises `UsageError`."""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or not 0 <= found < 10**9 or found != round(found, 2):
        raise UsageError("expected an amount such as 19 or 39.50")
    return found
