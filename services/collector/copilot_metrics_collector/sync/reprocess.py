"""The rows of a lake once more, from the files that were kept: with what this release knows, without GitHub."""

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
from ..lake.lake import Lake
from ..lake.manifest import WITH_ROWS, Manifest
from ..units import FAMILIES
from . import reasons
from .events import Change, Done, Finished, Planned, Tell
from .raw import is_as_kept, read_raw
from .reading import Tables, Writing, counted
from .running import GRACE_SECONDS

Fate: TypeAlias = Literal["rebuilt", "relabelled", "unchanged", "no files", "damaged", "overtaken"]
"""What became of a unit: its rows are others now; the same rows, read by another release; nothing; its files
were not kept; they are not what they were; or a sync was faster."""

_NO_FILES: Final = "its files were not kept"
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
    """What became of a unit."""

    fate: Fate
    manifest: Manifest
    """What stands now."""
    reason: str | None = None
    bytes: int = 0


def reprocess(
    lake: Lake, manifests: Iterable[Manifest], tell: Tell, workers: int = 2
) -> Counter[Fate]:
    """Rebuilds the parts of these units; how many came to what.

    A unit's new parts are there before its manifest names them, and that is replaced only where no sync has
    replaced it meanwhile: safe to kill, and to run beside a sync.

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
        wait(futures, GRACE_SECONDS)  # units that are being written are finished first
        raise
    pool.shutdown()
    states: Counter[str] = Counter(each.state for each in chosen)
    tell(Finished(dict(states), rows, size, time.monotonic() - begin, bad_lines, conflicts))
    return fates


def _has_files(manifest: Manifest) -> bool:
    """Whether its rows are of files that can be kept: usage records and totals of teams are of none."""
    family = FAMILIES.get(manifest.unit.family)
    return family is not None and family.row_type is not None


def rebuild(lake: Lake, known: Manifest, folder: Path) -> Rebuilt:
    """One unit, from its kept files. Raises `LakeError`."""
    files = [read_raw(lake.store, source) for source in known.sources]
    if not files or any(source.raw is None for source in known.sources):
        return Rebuilt("no files", known, _NO_FILES)
    there = [file for file in files if file is not None]
    if len(there) < len(files):
        return Rebuilt("damaged", known, "a kept file is missing")
    row_type: Any = FAMILIES[known.unit.family].row_type
    reading: Any = None
    with closing(Writing(known.unit, folder, None)) as writing:  # what was kept is clean of names
        try:
            reading = read_rows(there, row_type)
            writing.read(reading, known.unit.day)
        except CopilotMetricsError as error:
            why = reasons.of_error(error, private=lake.privacy.is_private)
            return Rebuilt("damaged", known, f"a kept file cannot be read: {why}")
        if not all(map(is_as_kept, known.sources, there)):
            return Rebuilt("damaged", known, "a kept file has changed")
        tables = writing.finish(known.unit, reading.windows)
    size = sum(part.bytes for part in reading.parts)
    return _replaced(lake, known, tables, reading, size)


def _replaced(lake: Lake, known: Manifest, tables: Tables, reading: Any, size: int) -> Rebuilt:
    is_lost = not lake.is_intact(known)
    if known.state == "partial" and tables.rows < known.rows and not is_lost:
        # of the file that broke off, rows are there that no kept file has
        return Rebuilt("unchanged", known, bytes=size)
    new = counted(known, [reading], None)
    if tables.content != known.content or is_lost:
        new = attrs.evolve(new, rows=tables.rows, parts=tables.parts, content=tables.content)
    if new == known and not is_lost:
        return Rebuilt("unchanged", known, bytes=size)
    if not lake.replace(known, new, tables.files):
        return Rebuilt("overtaken", known, "a sync has replaced it meanwhile", size)
    is_rebuilt = is_lost or new.content != known.content
    return Rebuilt("rebuilt" if is_rebuilt else "relabelled", new, bytes=size)


def exit_code(fates: Mapping[Fate, int]) -> Exit:
    """Whether all that could be rebuilt is."""
    wrong = fates.get("damaged", 0) + fates.get("no files", 0)
    return Exit.INCOMPLETE if wrong else Exit.FINE


def told(fates: Mapping[Fate, int]) -> str:
    """The counts in a line."""
    return (
        ", ".join(f"{count:,} {fate}" for fate, count in sorted(fates.items())) or "nothing to do"
    )
