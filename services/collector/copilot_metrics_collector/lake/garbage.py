"""Deletes files that no manifest has listed for a grace period.

`unnamed.json` at the lake's root records since when a file is unlisted. The age of the file is not sufficient,
because a reader may just have read a manifest that listed it.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import attrs

from ..units import Unit
from .lake import Lake, lock_key
from .manifest import FILE_NAME, Manifest

GRACE: Final = datetime.timedelta(days=1)
JOURNAL: Final = "unnamed.json"
_LISTERS: Final = 16


@attrs.frozen(kw_only=True)
class Cleaned:
    """Deleted files, and files that will be deleted."""

    removed: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    """Unlisted files within the grace period."""
    swept: tuple[str, ...] = ()
    """Folders of killed runs."""


def clean(lake: Lake, *, grace: datetime.timedelta, now: datetime.datetime) -> Cleaned:
    """Deletes files that were unlisted for the grace period, and records newly unlisted ones. Raises `LakeError`."""
    # files first, manifests second: files listed in between count as listed
    files = _files(lake)
    named: set[str] = set()
    unreadable: set[str] = set()
    for manifest in lake.manifests():
        named.update(manifest.files)
        if manifest.unreadable:
            unreadable.add(lock_key(manifest.unit))
    # a damaged manifest may list any file of its entity: delete none of them
    files = [path for path in files if not any(path.startswith(f"{each}/") for each in unreadable)]
    known = _read(lake)
    unnamed = {path: known.get(path, now) for path in files if path not in named}
    removed = [
        path for path, since in unnamed.items() if now - since >= grace and _remove(lake, path)
    ]
    waiting = {path: since for path, since in unnamed.items() if path not in removed}
    _write(lake, known, waiting)
    return Cleaned(
        removed=tuple(sorted(removed)),
        waiting=tuple(sorted(waiting)),
        swept=tuple(lake.store.sweep(grace)),
    )


def _files(lake: Lake) -> list[str]:
    """Yields all files in the folders of units and merged files, except manifests."""
    folders = {unit.path for unit in lake.units()}
    folders |= {f"{path.rpartition('/')[0]}/merged" for path in folders}
    ordered = sorted(folders)
    with ThreadPoolExecutor(_LISTERS) as listers:
        names = listers.map(lake.store.list, ordered)
        pairs = zip(ordered, names, strict=True)
        return [
            f"{folder}/{name}"
            for folder, found in pairs
            for name in found
            if name != FILE_NAME and name[-1] != "/"
        ]


def _remove(lake: Lake, path: str) -> bool:
    """Deletes a file, unless a manifest lists it by now."""
    folder = path.rpartition("/")[0]
    unit = Unit.parse(folder)
    # as in `lock_key`: unit folders and the folder of merged files are below the entity's
    with lake.store.lock(folder.rpartition("/")[0]):
        found = lake.manifest(unit) if unit is not None else None
        around = [found] if found is not None else []
        if unit is None:  # a merged file: any unit of its entity may list it
            around = list(_of_entity(lake, folder.rpartition("/")[0]))
        if any(each.unreadable or path in each.files for each in around):
            return False
        lake.store.remove(path)
    return True


def _of_entity(lake: Lake, folder: str) -> Iterator[Manifest]:
    for name in lake.store.list(folder):
        unit = Unit.parse(f"{folder}/{name}")
        found = lake.manifest(unit) if unit is not None else None
        if found is not None:
            yield found


def _read(lake: Lake) -> dict[str, datetime.datetime]:
    """Returns since when files are unlisted. If the record is unreadable, the grace period starts again."""
    text = lake.store.read(JOURNAL)
    try:
        values = json.loads(text or b"{}")
        return {path: datetime.datetime.fromisoformat(since) for path, since in values.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def _write(
    lake: Lake, known: Mapping[str, datetime.datetime], waiting: Mapping[str, datetime.datetime]
) -> None:
    if dict(waiting) == dict(known):
        return
    if not waiting:
        lake.store.remove(JOURNAL)
        return
    values = {path: since.isoformat() for path, since in waiting.items()}
    lake.store.put(JOURNAL, (json.dumps(values, indent=1, sort_keys=True) + "\n").encode())
