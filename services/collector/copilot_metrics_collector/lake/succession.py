"""What replaces what: the manifest that stands after a unit was asked for again. Pure."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs

from .manifest import WITH_ROWS, Manifest, State

Change: TypeAlias = Literal[
    "written",  # the new answer stands now
    "unchanged",  # it says what was known
    "kept",  # what was there counts more
]
DEFINITIVE: Final[tuple[State, ...]] = ("no-data", "not-found")
"""Answers without rows that GitHub will not take back, once the day is old."""

_OF_THE_ASKING: Final = ("asked_at", "api_version", "spec_sha256", "client_version")
"""What a manifest says of the moment and the software: no reason to write it anew."""


@attrs.frozen
class Decision:
    """What becomes of a unit."""

    change: Change
    manifest: Manifest
    """What stands afterwards; the very one that was there where nothing is to be written."""


def decide(current: Manifest | None, new: Manifest) -> Decision:
    """Complete beats partial beats an answer without rows; the same again is no reason to write.

    A report that was read whole and has no row is an answer without rows, where there are some.
    When a unit was asked for never decides: a run that finds nothing new changes no byte.
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
        # the files are kept from now on: only a manifest that names them makes them findable
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
    """The last account of a gap stands, but one of fewer files; what was kept of these stays so."""
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
            # GitHub no longer has the day: what we have is all there will be
            return Decision("kept", attrs.evolve(current, settled=True))
        return Decision("kept", current)
    same = (current.state, current.reason, current.settled) == (new.state, new.reason, new.settled)
    return Decision("unchanged", current) if same else Decision("written", new)


def _has_raw(manifest: Manifest) -> bool:
    return bool(manifest.sources) and all(source.raw is not None for source in manifest.sources)
