"""Checks that the lake has data of the entities named on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from ..units import Entity

if TYPE_CHECKING:
    from ..lake.lake import Lake

_SHOWN: Final = 12
_OPTIONS: Final = {"organization": "--org", "enterprise": "--enterprise"}


def unknown_entities(
    lake: Lake, named: Iterable[Entity], hosts: Iterable[str] | None = None
) -> str | None:
    """Returns a message about entities that are not in the lake, or None. Raises `LakeError`.

    Args:
        lake: The lake.
        named: The requested entities.
        hosts: Hosts in the form of `Unit.host`; None for all.
    """
    wanted = list(named)
    if not wanted:
        return None
    known = lake.entities(hosts)
    unknown = [entity for entity in wanted if entity not in known]
    if not unknown:
        return None
    names = ", ".join(map(str, unknown))
    found = f"the lake has no data of {names}; it has {_listed(known)}"
    nearest = [text for entity in unknown if (text := _nearest(entity, known)) is not None]
    return f"{found}; did you mean {' and '.join(nearest)}?" if nearest else found


def _listed(known: Sequence[Entity]) -> str:
    more = f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else ""
    return (", ".join(map(str, known[:_SHOWN])) or "no data yet") + more


def _nearest(entity: Entity, known: Sequence[Entity]) -> str | None:
    """Returns the option for the entity with the nearest name, of either kind."""
    by_name: dict[str, Entity] = {}
    for each in sorted(known, key=lambda each: each.kind != entity.kind):
        by_name.setdefault(each.name.casefold(), each)
    close = get_close_matches(entity.name.casefold(), by_name, n=1)
    if not close:
        return None
    found = by_name[close[0]]
    return f"{_OPTIONS[found.kind]} {found.name}"
