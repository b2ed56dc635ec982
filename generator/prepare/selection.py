"""Select our operations from GitHub's description, by path prefix and by entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from . import kinds
from .entries import Entries
from .locate import operations
from .sources import Sources
from .trim import blank

_NEAR = re.compile(r"/copilot(?:-[^/]*)?(?:/|$)")
"""Path segments that mark a path as near ours: it is selected, ignored with a reason, or a finding."""


@dataclass(frozen=True, slots=True)
class Selected:
    """The operations of one document that are ours (by key), and the unselected paths near them."""

    keys: frozenset[str]
    paths: tuple[str, ...]
    near: tuple[str, ...]


def select(description: dict[str, Any], sources: Sources, entries: Entries) -> Selected:
    """Select from GitHub's current description: by prefix unless ignored, and everything with an entry."""
    keys: set[str] = set()
    paths: set[str] = set()
    near: set[str] = set()
    live = {entry.key for entry in entries.operations.values() if entry.retired is None}
    for key, path, _, _ in operations(description):
        if key in live or _is_selected(key, sources):
            keys.add(key)
            paths.add(path)
        elif _NEAR.search(path) and not _is_ignored(key, sources):
            near.add(path)
    return Selected(frozenset(keys), tuple(sorted(paths)), tuple(sorted(near - paths)))


def _is_selected(key: str, sources: Sources) -> bool:
    path = key.partition(" ")[2]
    chosen = any(path.startswith(blank(prefix)) for prefix in sources.select)
    return chosen and not _is_ignored(key, sources)


def _is_ignored(key: str, sources: Sources) -> bool:
    method, _, path = key.partition(" ")
    for ignored in sources.ignore:
        first, _, rest = ignored.prefix.partition(" ")
        only, prefix = (first, rest) if first in kinds.METHODS else (method, ignored.prefix)
        if method == only and path.startswith(blank(prefix)):
            return True
    return False


def unused_prefixes(description: dict[str, Any], sources: Sources) -> Iterator[str]:
    """The prefixes of `ignore` that match no path."""
    keys = [key for key, *_ in operations(description)]
    for ignored in sources.ignore:
        prefix = blank(ignored.prefix)
        if not any(
            key.startswith(prefix) or key.partition(" ")[2].startswith(prefix) for key in keys
        ):
            yield ignored.prefix
