"""Decides which manifest to store after a unit was requested again. Pure functions."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs

from .manifest import WITH_ROWS, Manifest, State

Change: TypeAlias = Literal[
    "written",  # the new result is stored
    "unchanged",  # the new result is identical
    "kept",  # the old result is better
]
DEFINITIVE: Final[tuple[State, ...]] = ("no-data", "not-found")
"""States without rows that are final once the day is old."""

_OF_THE_ASKING: Final = ("asked_at", "api_version", "spec_sha256", "client_version")
"""Fields about time and software, which alone are no reason to rewrite a manifest."""


@attrs.frozen
class Decision:
    """The decision about a unit."""

    change: Change
    manifest: Manifest
    """The resulting manifest; the old object if there is nothing to write."""


def decide(current: Manifest | None, new: Manifest) -> Decision:
    """Compares two results: complete beats partial, which beats a result without rows.

    A complete report with no rows counts as a result without rows if there are stored rows.
    The time of the request does not matter: a run without new data changes no byte.
    """
    if current is None:
        return Decision("written", new)
    if new.state == "complete" and (new.rows or not current.rows):
        return _complete(current, new)
    if new.state == "partial":
        return _partial(current, new)
    return _without_rows(current, new)


def _complete(current: Manifest, new: Manifest) -> Decision:
    if current.state != "complete" or current.content != new.content:
        return Decision("written", new)
    known = current
    if new.settled and not current.settled:
        known = attrs.evolve(known, settled=True)
    if _has_raw(new) and not _has_raw(current):
        # raw files are new: they are found only through a manifest
        known = attrs.evolve(known, sources=new.sources)
    return Decision("unchanged" if known is current else "written", known)


def _partial(current: Manifest, new: Manifest) -> Decision:
    if current.state == "complete":
        return Decision("kept", current)
    if current.state == "partial":
        if current.content == new.content:
            return _same_rows(current, new)
        if current.rows > new.rows:
            return Decision("kept", current)
    return Decision("written", new)


def _same_rows(current: Manifest, new: Manifest) -> Decision:
    """Compares two partial results with the same rows: the newer reason is stored, unless it has fewer files."""
    if len(new.sources) < len(current.sources):
        return Decision("kept", current)
    kept = {each.sha256: each for each in current.sources if each.raw is not None}
    known = attrs.evolve(new, sources=tuple(kept.get(each.sha256, each) for each in new.sources))
    same = attrs.evolve(known, **{name: getattr(current, name) for name in _OF_THE_ASKING})
    return Decision("unchanged", current) if same == current else Decision("written", known)


def _without_rows(current: Manifest, new: Manifest) -> Decision:
    if current.state in WITH_ROWS:
        is_last = new.state == "complete" or new.state in DEFINITIVE
        if is_last and new.settled and not current.settled:
            # GitHub has deleted the day: the stored data is final
            return Decision("kept", attrs.evolve(current, settled=True))
        return Decision("kept", current)
    same = (current.state, current.reason, current.settled) == (new.state, new.reason, new.settled)
    return Decision("unchanged", current) if same else Decision("written", new)


def _has_raw(manifest: Manifest) -> bool:
    return bool(manifest.sources) and all(source.raw is not None for source in manifest.sources)
