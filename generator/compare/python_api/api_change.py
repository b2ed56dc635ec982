"""One difference of two generated packages."""

from __future__ import annotations

from collections.abc import Iterable

import attrs


def _frozen(values: Iterable[str]) -> frozenset[str]:
    return frozenset(values)


@attrs.frozen(kw_only=True)
class ApiChange:
    """What differs in Python, where it was made from, and what about it."""

    rule: str
    aspects: frozenset[str] = attrs.field(converter=_frozen)
    """What about it differs: `type`, `null`, `required`, `docs`, …; a change has to be about the same."""
    pointers: frozenset[str] = attrs.field(converter=_frozen)
    """The places that it was made from, in both descriptions."""
    pointer: str = attrs.field(
        default=attrs.Factory(lambda self: min(self.pointers, default=""), takes_self=True)
    )
    """Where a finding of its own is anchored."""
    old: str = ""
    new: str = ""
    names: tuple[str, str] = ("", "")
    """The names before and after, without annotations."""
    operations: frozenset[str] = frozenset()
