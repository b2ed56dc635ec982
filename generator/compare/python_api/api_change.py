"""One difference of two generated packages."""

from __future__ import annotations

from collections.abc import Iterable

import attrs


def _frozen(values: Iterable[str]) -> frozenset[str]:
    return frozenset(values)


@attrs.frozen(kw_only=True)
class ApiChange:
    """One difference in Python, the places that it results from, and its aspects."""

    rule: str
    aspects: frozenset[str] = attrs.field(converter=_frozen)
    """The aspects that differ: `type`, `null`, `required`, `docs`, …; an explaining change shares one of them."""
    pointers: frozenset[str] = attrs.field(converter=_frozen)
    """The places in both descriptions that it results from."""
    pointer: str = attrs.field(
        default=attrs.Factory(lambda self: min(self.pointers, default=""), takes_self=True)
    )
    """The pointer of the finding if no change explains it."""
    old: str = ""
    new: str = ""
    names: tuple[str, str] = ("", "")
    """The names before and after, without annotations."""
    operations: frozenset[str] = frozenset()
