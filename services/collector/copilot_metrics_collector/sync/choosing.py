"""Which families a run collects."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from ..exits import UsageError
from ..units import FAMILIES, REPORTS


def chosen_families(
    wanted: Iterable[str] | None,
    skipped: Iterable[str] | None,
    *,
    pseudonymize: str | None = None,
    users: bool = True,
) -> tuple[str, ...]:
    """The families by name, each once: every report where none is named, usage records by name only.

    Without users, the families about single persons give way to the totals of teams, which are computed from them.

    Raises:
        UsageError: There is no such family, it is about single persons and none are wanted, or none is left.
        ConfigurationError: It cannot be had without plain names.
    """
    from ..privacy import check_families, families_with_people
    from ..privacy.team_totals import TEAM_TOTALS

    known = [*FAMILIES, *(() if users else (TEAM_TOTALS,))]
    default = REPORTS
    if not users:
        people = families_with_people()
        default = (*(name for name in REPORTS if name not in people), TEAM_TOTALS)
    named = tuple(dict.fromkeys(wanted or default))
    left_out = tuple(skipped or ())
    for name in (*named, *left_out):
        if name not in known:
            close = get_close_matches(name, known, n=1)
            hint = f" Did you mean {close[0]}?" if close else ""
            raise UsageError(f"{name!r} is no report family; there are: {', '.join(known)}.{hint}")
    found = tuple(name for name in named if name not in left_out)
    check_families(found, pseudonymize=pseudonymize, users=users)
    if not users:
        refused = [name for name in found if name in families_with_people()]
        if refused:
            raise UsageError(
                f"{', '.join(refused)}: about single persons, and not kept with --no-users; "
                f"{TEAM_TOTALS} has what they say of teams"
            )
    if not found:
        raise UsageError("no family is left: --skip-family names all that would be collected")
    return found
