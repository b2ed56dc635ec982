"""Damage that only reading the files shows, as `copilot-metrics verify --read-data` found it.

It is in `damaged.json` at the lake's root, with the size and the time of writing of each file: a file that was
written again since then is not the one that was found damaged.
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
    """Files that are known to be damaged though their sizes are right."""

    files: Mapping[str, Stat] = attrs.field(factory=dict)
    """By path from the lake's root, as they were when they were read."""

    @classmethod
    def read(cls, store: Store) -> KnownDamage:
        """What is known of a lake; nothing where there is no such file, or none that can be read."""
        try:
            values = json.loads(store.read(FILE) or b"{}")
            return cls({path: Stat(*map(int, found)) for path, found in values.items()})
        except (ValueError, TypeError, AttributeError, RecursionError):
            return cls()

    def write(self, store: Store) -> None:
        """Replaces what the lake says; removes the file where nothing is damaged. Raises `LakeError`."""
        if not self.files:
            store.remove(FILE)
            return
        values = {path: [found.bytes, found.written] for path, found in self.files.items()}
        store.put(FILE, (json.dumps(values, indent=1, sort_keys=True) + "\n").encode())

    def includes(self, path: str, found: Stat) -> bool:
        """Whether a file as it is now is one that was found damaged."""
        return self.files.get(path) == found

    def after(self, read: Iterable[str], damaged: Mapping[str, Stat]) -> KnownDamage:
        """What is known after these files were read, of which some are damaged."""
        others = {path: found for path, found in self.files.items() if path not in set(read)}
        return KnownDamage({**others, **damaged})
