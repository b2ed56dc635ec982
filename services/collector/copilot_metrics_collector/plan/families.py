"""Selects the families of a run."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from ..exits import UsageError
from ..units import COLLECTED, COMPUTED, FAMILIES


def chosen_families(
    wanted: Iterable[str] | None,
    skipped: Iterable[str] | None,
    *,
    pseudonymize: str | None = None,
    users: bool = True,
    also: Iterable[str] = (),
) -> tuple[str, ...]:
    """Returns the families by name without duplicates. Default: all except those that are fetched by name only.

    Without users, families about people are replaced by the totals that are computed from them. `also` adds to the
    default or to the named ones.

    Raises:
        UsageError: A family is unknown or not allowed without users, or none remains.
        ConfigurationError: A family cannot be stored without plain names.
    """
    from ..privacy import check_families, families_with_people

    known = [*FAMILIES, *(() if users else COMPUTED)]
    default = COLLECTED
    if not users:
        people = families_with_people()
        default = (*(name for name in COLLECTED if name not in people), *COMPUTED)
    named = tuple(dict.fromkeys((*(wanted or default), *also)))
    left_out = tuple(skipped or ())
    for name in (*named, *left_out):
        if name not in known:
            close = get_close_matches(name, known, n=1)
            hint = f"; did you mean {close[0]}?" if close else ""
            raise UsageError(
                f"unknown report family {name!r}; expected one of: {', '.join(known)}{hint}"
            )
    found = tuple(name for name in named if name not in left_out)
    check_families(found, pseudonymize=pseudonymize, users=users)
    if not users:
        refused = [name for name in found if name in families_with_people()]
        if refused:
            raise UsageError(
                f"{', '.join(refused)}: contains rows of users, not allowed with --no-users; "
                f"use {' and '.join(COMPUTED)}, which are computed from them"
            )
    if not found:
        raise UsageError("no family remains: --skip-family excludes all of them")
    return found
