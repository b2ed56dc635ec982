"""Rebuilds the rows of a lake from its raw files, without requests to GitHub."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

import attrs
from copilot_usage_metrics import CopilotMetricsError, read_rows

from ..exits import Exit
from ..fetch import messages
from ..fetch.events import Change, Done, Finished, Planned, Tell
from ..fetch.raw import is_as_kept, read_raw
from ..fetch.reading import Tables, Writing, counted
from ..fetch.responses import RawItems
from ..fetch.responses import counted as counted_items
from ..lake.lake import Lake
from ..lake.manifest import WITH_ROWS, Manifest
from ..units import FAMILIES
from .running import GRACE_SECONDS

Fate: TypeAlias = Literal["rebuilt", "relabelled", "unchanged", "no files", "damaged", "overtaken"]
"""Result for a unit: rows changed; same rows, read by another release; nothing changed; raw files missing; raw files
damaged; or replaced by a concurrent sync."""

_NO_FILES: Final = "no raw files"
_CHANGES: Final[Mapping[Fate, Change]] = {
    "rebuilt": "written",
    "relabelled": "written",
    "unchanged": "unchanged",
    "no files": "not-asked",
    "damaged": "kept",
    "overtaken": "kept",
}


@attrs.frozen
class Rebuilt:
    """The result for a unit."""

    fate: Fate
    manifest: Manifest
    """The current manifest."""
    reason: str | None = None
    bytes: int = 0


def reprocess(
    lake: Lake, manifests: Iterable[Manifest], tell: Tell, workers: int = 2
) -> Counter[Fate]:
    """Rebuilds the parts of these units; returns the number of units by result.

    New parts are stored before the manifest lists them, and the manifest is replaced only if no sync has
    replaced it: safe to kill, and to run concurrently with a sync.

    Raises:
        LakeError: The lake cannot be read or written.
    """
    begin = time.monotonic()
    chosen = [each for each in manifests if each.state in WITH_ROWS and _has_files(each)]
    fates: Counter[Fate] = Counter()
    rows = size = bad_lines = conflicts = 0
    lock = threading.Lock()

    def one(known: Manifest) -> None:
        nonlocal rows, size, bad_lines, conflicts
        start = time.monotonic()
        with lake.store.scratch() as folder:
            found = rebuild(lake, known, folder)
        stands = found.manifest
        reason = found.reason or stands.reason
        done = Done(
            known.unit,
            stands.state,
            reason,
            _CHANGES[found.fate],
            stands.rows,
            found.bytes,
            time.monotonic() - start,
            stands.bad_lines,
            stands.conflicts,
            stands.drift,
        )
        with lock:
            fates[found.fate] += 1
            rows, size = rows + stands.rows, size + found.bytes
            bad_lines, conflicts = bad_lines + stands.bad_lines, conflicts + stands.conflicts
            tell(done)

    tell(Planned(len(chosen)))
    pool = ThreadPoolExecutor(workers)
    futures = [pool.submit(one, each) for each in chosen]
    try:
        for future in futures:
            future.result()
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        wait(futures, GRACE_SECONDS)  # finish units in progress first
        raise
    pool.shutdown()
    states: Counter[str] = Counter(each.state for each in chosen)
    tell(Finished(dict(states), rows, size, time.monotonic() - begin, bad_lines, conflicts))
    return fates


def _has_files(manifest: Manifest) -> bool:
    """Whether its rows come from raw files, unlike usage records and computed totals."""
    family = FAMILIES.get(manifest.unit.family)
    return family is not None and (family.responses is None or family.responses.has_raw)


def rebuild(lake: Lake, known: Manifest, folder: Path) -> Rebuilt:
    """Rebuilds one unit from its raw files. Raises `LakeError`."""
    files = [read_raw(lake.store, source) for source in known.sources]
    if not files or any(source.raw is None for source in known.sources):
        return Rebuilt("no files", known, _NO_FILES)
    there = [file for file in files if file is not None]
    if len(there) < len(files):
        return Rebuilt("damaged", known, "a raw file is missing")
    row_type: Any = FAMILIES[known.unit.family].row_type
    reading: Any = None
    items = None if row_type is not None else RawItems(known.unit.family, there)
    with closing(
        Writing(known.unit, folder, None)
    ) as writing:  # stored raw files are clean of names
        try:
            reading = items or read_rows(there, row_type)
            writing.read(reading, known.unit.day)
        except CopilotMetricsError as error:
            why = messages.of_error(error, private=lake.privacy.is_private)
            return Rebuilt("damaged", known, f"a raw file is unreadable: {why}")
        if not all(map(is_as_kept, known.sources, there)):
            return Rebuilt("damaged", known, "a raw file was changed")
        tables = writing.finish(known.unit, reading.windows)
    if items is not None:
        new = attrs.evolve(counted_items(known, items.read), bad_lines=items.bad_line_count)
        return _replaced(lake, known, tables, new, items.bytes)
    size = sum(part.bytes for part in reading.parts)
    return _replaced(lake, known, tables, counted(known, [reading], None), size)


def _replaced(lake: Lake, known: Manifest, tables: Tables, new: Manifest, size: int) -> Rebuilt:
    is_lost = not lake.is_intact(known)
    if known.state == "partial" and tables.rows < known.rows and not is_lost:
        # the interrupted download left rows that no raw file has
        return Rebuilt("unchanged", known, bytes=size)
    if tables.content != known.content or is_lost:
        new = attrs.evolve(new, rows=tables.rows, parts=tables.parts, content=tables.content)
    if new == known and not is_lost:
        return Rebuilt("unchanged", known, bytes=size)
    if not lake.replace(known, new, tables.files):
        return Rebuilt("overtaken", known, "replaced by a concurrent sync", size)
    is_rebuilt = is_lost or new.content != known.content
    return Rebuilt("rebuilt" if is_rebuilt else "relabelled", new, bytes=size)


def exit_code(fates: Mapping[Fate, int]) -> Exit:
    """Returns the exit code."""
    wrong = fates.get("damaged", 0) + fates.get("no files", 0)
    return Exit.INCOMPLETE if wrong else Exit.FINE


def told(fates: Mapping[Fate, int]) -> str:
    """Formats the counts on one line."""
    return (
        ", ".join(f"{count:,} {fate}" for fate, count in sorted(fates.items())) or "nothing to do"
    )
