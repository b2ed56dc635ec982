"""Damage that `copilot-metrics verify --read-data` found by reading the files.

`damaged.json` at the lake's root records it, with the size and modification time of each file: a file that was
rewritten since then is no longer damaged.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from .store import Stat, Store

FILE: Final = "damaged.json"


@attrs.frozen
class KnownDamage:
    """Files known to be damaged although their sizes are correct."""

    files: Mapping[str, Stat] = attrs.field(factory=dict)
    """Size and modification time when read, by path from the lake's root."""

    @classmethod
    def read(cls, store: Store) -> KnownDamage:
        """Reads the record of a lake; empty if it is missing or unreadable."""
        try:
            values = json.loads(store.read(FILE) or b"{}")
            return cls({path: Stat(*map(int, found)) for path, found in values.items()})
        except (ValueError, TypeError, AttributeError, RecursionError):
            return cls()

    def write(self, store: Store) -> None:
        """Replaces the record, or deletes it if nothing is damaged. Raises `LakeError`."""
        if not self.files:
            store.remove(FILE)
            return
        values = {path: [found.bytes, found.written] for path, found in self.files.items()}
        store.put(FILE, (json.dumps(values, indent=1, sort_keys=True) + "\n").encode())

    def includes(self, path: str, found: Stat) -> bool:
        """Whether a file is still the one that was found damaged."""
        return self.files.get(path) == found

    def after(self, read: Iterable[str], damaged: Mapping[str, Stat]) -> KnownDamage:
        """Returns the updated record after these files were read."""
        others = {path: found for path, found in self.files.items() if path not in set(read)}
        return KnownDamage({**others, **damaged})
