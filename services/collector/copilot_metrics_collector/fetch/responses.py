"""Fetches a unit whose family is JSON responses instead of report files, and reads its raw file again."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import attrs
from copilot_usage_metrics import AuthenticationError, CopilotMetricsError, CredentialsError

from ..clock import timestamp
from ..lake.manifest import Manifest, State
from ..lake.tables import ROWS
from ..plan.planning import is_settled
from ..response_columns import ReadItems, cleaned_lines
from ..units import FAMILIES, RESPONSES, SEATS, USAGE_RECORDS, Unit
from . import messages
from .context import FetchContext, FetchResult, held
from .outcome import empty_state, state_of
from .raw import RawFile, RawFiles
from .reading import Candidate, Writing, signed
from .response_items import Item, OtherDayError, items_of, path_of

_MOST_ROWS: Final = 1000
_MOST_TEXT: Final = 1 << 24
"""Characters of texts in memory: a usage record has up to a megabyte."""
_BEGINNING: Final = "GitHub stores {hours} hours: the beginning of the day may be missing"
NO_SEATS: Final = "there are no seats"
_EMPTY: Final = {USAGE_RECORDS: "GitHub has no records of this day", SEATS: NO_SEATS}
_EMPTY_BILL: Final = "GitHub has no bill of this day"


@attrs.frozen
class _RawFile:
    """The file of a unit's items; see `raw.FileOfReport`."""

    name: str
    number: int = 0
    state: str = "complete"


def ask(unit: Unit, context: FetchContext, folder: Path) -> FetchResult:
    """Fetches the items of a day. Raises like `fetch_unit.ask`."""
    read, transform = ReadItems(unit.family), context.transform
    about, writing = RESPONSES[unit.family], Writing(unit, folder, None)
    # lines are cleaned before they are stored, so the file needs no scrubber
    sources = RawFiles(unit, folder, keep=context.settings.keep_raw and about.has_raw)
    file = _RawFile(path_of(unit))
    problem: str | None = None
    error: CopilotMetricsError | None = None
    size = 0
    with closing(writing), closing(sources), held(context.slots) as hold:
        try:
            for some in batches_of(items_of(unit, context)):
                hold()
                batch = read.batch(some)
                size += batch.nbytes
                if transform is not None:
                    batch = transform.batch(unit.family, batch)
                writing.write(ROWS, batch, unit.day)
                lines = cleaned_lines(batch) if transform is not None else _lines(some)
                for line in lines if about.has_raw else ():
                    sources.take(file, line)
        except (AuthenticationError, CredentialsError):
            raise
        except OtherDayError as other:
            problem = f"the bill is about another day, {other}"
        except CopilotMetricsError as failure:
            error = failure
        tables = writing.finish(unit)
        state, reason = _judge(unit, context, tables.rows, problem, error)
        kept, files = sources.finish(unit, [file])
        manifest = counted(
            Manifest(
                unit=unit,
                state=state,
                reason=reason,
                asked_at=timestamp(),
                settled=is_settled(unit, state, context.settings.today),
                rows=tables.rows,
                parts=tables.parts,
                content=tables.content,
                sources=kept if tables.parts else (),
            ),
            read,
            context,
        )
        return FetchResult(Candidate(manifest, {**tables.files, **files}), size, error)


def counted(manifest: Manifest, read: ReadItems, context: FetchContext | None = None) -> Manifest:
    """Adds the statistics of reading and the software versions to a manifest."""
    unknown = dict(read.unknown_keys)
    if context is not None and context.transform is not None:
        unknown = context.transform.keys(unknown)
    return signed(attrs.evolve(manifest, unknown_keys=unknown, type_drift=dict(read.type_drift)))


def batches_of(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yields the items in batches; those before an error are yielded before it is raised."""
    some: list[Item] = []
    text = 0
    problem: Exception | None = None
    try:
        for item in items:
            some.append(item)
            text += sum(len(value) for value in item.values() if isinstance(value, str))
            if len(some) >= _MOST_ROWS or text >= _MOST_TEXT:
                yield some
                some, text = [], 0
    except CopilotMetricsError as error:
        problem = error
    if some:
        yield some
    if problem is not None:
        raise problem


class RawItems:
    """The items of stored raw files, for `Writing.read`, and what was unexpected in them."""

    days = ()
    windows = ()
    duplicates = 0
    conflicts = 0

    def __init__(self, family: str, files: Sequence[RawFile]) -> None:
        self.read = ReadItems(family)
        self.bad_line_count = 0
        self.bytes = 0
        self._files = files

    def arrow(self, rows: int) -> Iterator[Any]:
        """Yields record batches. Raises `CopilotMetricsError` if a file is damaged."""
        for some in batches_of(self._items()):
            for first in range(0, len(some), rows):
                yield self.read.batch(some[first : first + rows])

    def close(self) -> None:
        """Does nothing: the files are in memory."""

    def _items(self) -> Iterator[Item]:
        for file in self._files:
            for line in _lines_in(file):
                self.bytes += len(line)
                item = _parsed(line)
                if item is None:
                    self.bad_line_count += 1
                else:
                    yield item


def _lines_in(file: RawFile) -> Iterator[bytes]:
    rest = b""
    try:
        while piece := file.read(1 << 18):
            *lines, rest = (rest + piece).split(b"\n")
            yield from lines
    except OSError as error:
        raise CopilotMetricsError(f"{file.name} is damaged: {error}") from None
    if rest:
        yield rest


def _parsed(line: bytes) -> Item | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _lines(items: Iterable[Item]) -> Iterator[bytes]:
    for item in items:
        yield json.dumps(item, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _judge(
    unit: Unit,
    context: FetchContext,
    rows: int,
    problem: str | None,
    error: CopilotMetricsError | None,
) -> tuple[State, str | None]:
    today, family = context.settings.today, FAMILIES[unit.family]
    if problem is not None:
        return ("partial" if rows else "failed"), problem
    if error is not None:
        reason = messages.of_error(error, private=context.is_private)
        return ("partial" if rows else state_of(error)), reason
    if not rows:
        state: State = "no-data" if family.is_snapshot else empty_state(unit, today)
        return state, _EMPTY.get(unit.family, _EMPTY_BILL)
    hours = family.operations[unit.entity.kind].max_age_hours
    if hours is not None and unit.day < today - datetime.timedelta(hours=hours - 24):
        return "partial", _BEGINNING.format(hours=hours)
    return "complete", None
