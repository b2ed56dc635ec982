"""The bytes of one file to rows: split, decode, detect duplicates, count anomalies. No network here."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, Generic, Protocol, Self, TypeVar

import attrs
import msgspec
from xxhash import xxh3_64_intdigest

from .decode import UNREADABLE, BadLineError, RowDecoder
from .duplicates import Duplicates, Verdict
from .glued import BLANKS, may_be_several, split_values
from .learned_types import Sighting
from .outcome import EMPTY, Outcome, Part
from .row import Row
from .splitting import MAX_LINE_BYTES, JsonValue, Lines, Splitter, items_with_surrogates, too_long

R = TypeVar("R", bound=Row)
_DAYS = b'"day_totals"'
_BOM = b"\xef\xbb\xbf"
_ROWS_AT_ONCE = 64 << 10
"""Bytes of a block of lines that are read as rows: more of them would not fit the processor's cache."""


class Block(Protocol):
    """Rows that were decoded to columns."""

    def __len__(self) -> int: ...

    def values(self, name: str) -> Sequence[Any]:
        """The values of a field; None for each missing one."""
        ...

    def without(self, indexes: Collection[int], /) -> Self:
        """The other rows."""
        ...


class BlockDecoder(Protocol):
    """Decodes plain lines to columns, in threads of its own."""

    block_bytes: int
    """How many bytes it should get at once."""
    blocks_ahead: int
    """How many blocks it should get before the result of the first one is requested."""

    def start(self, block: bytes, ends: Sequence[int], /) -> Callable[[], Block | None] | None:
        """Start to decode lines that end at `ends`. Returns a function that waits for their rows.

        None, from either function: they must be read as rows. Each line begins and ends with a brace.
        """
        ...


class RowFamily(Generic[R]):
    """The row type of a report, and the state that its files share."""

    def __init__(
        self, row_type: type[R], window_type: type[Row] | None, entities: tuple[str, ...]
    ) -> None:
        self.decoder = RowDecoder(row_type)
        self.window_type = window_type
        self.window_decoder = None if window_type is None else RowDecoder(window_type)
        self.row_type = row_type
        about = tuple(name for name in entities if name in row_type.__struct_fields__)
        self.about = about
        """The fields that name the organization or enterprise."""
        self.duplicates = Duplicates(row_type.__row_key__, about)
        self.may_have_days = False
        """Whether a line contained `day_totals`: only then can the decoder have learned it as a key."""
        self.block_decoder: BlockDecoder | None = None
        """For callers that take blocks besides rows."""
        self.windows: list[Row] = []
        """The objects that contained `day_totals`, without it."""

    @property
    def unknown_keys(self) -> dict[str, Sighting]:
        """Keys that the row types do not have, by path, so far."""
        around = {} if self.window_decoder is None else self.window_decoder.unknown_keys
        return around | self.decoder.unknown_keys

    @property
    def type_drift(self) -> dict[str, Sighting]:
        """Fields with another type than declared, by path, so far."""
        around = {} if self.window_decoder is None else self.window_decoder.type_drift
        return around | self.decoder.type_drift


class FileReader(Generic[R]):
    """Accepts one file in pieces and returns its rows."""

    def __init__(
        self,
        family: RowFamily[R],
        outcome: Outcome,
        name: str,
        max_line_bytes: int = MAX_LINE_BYTES,
    ) -> None:
        self._family = family
        self._outcome = outcome
        self._name = name
        self._most = max_line_bytes
        self._splitter = Splitter(max_line_bytes)
        self._bytes = 0
        self._held: list[bytes] = []
        self._held_bytes = 0
        self._started: deque[tuple[Lines, Callable[[], Block | None]]] = deque()
        """Blocks that are being decoded to columns."""
        self.rows = 0
        """The number of rows that were returned."""
        self.is_blank = True
        """Whether there were only blanks."""
        self.values = 0
        """The number of objects: rows, including dropped ones, and objects with `day_totals`."""

    def feed(self, piece: bytes) -> list[R]:
        """The rows that are complete after this piece; with a block decoder also blocks, and later."""
        self._bytes += len(piece)
        if self.is_blank:
            self.is_blank = not piece.removeprefix(_BOM).strip(BLANKS)
        if self._family.block_decoder is None:
            return self._rows(self._splitter.feed(piece))
        self._held.append(piece)
        self._held_bytes += len(piece)
        enough = min(self._family.block_decoder.block_bytes, self._most)
        return self._rows(self._split_held()) if self._held_bytes >= enough else []

    def flush(self) -> list[R]:
        """The rows that are complete, of a file that ended early."""
        return self._rows(self._split_held(), is_end=True)

    def finish(self) -> list[R]:
        """The rows that remain after the last piece."""
        return self._rows([*self._split_held(), *self._splitter.finish()], is_end=True)

    def _split_held(self) -> list[Lines | JsonValue]:
        whole, self._held, self._held_bytes = b"".join(self._held), [], 0
        return self._splitter.feed(whole) if whole else []

    @property
    def objection(self) -> str | None:
        """After the end: why this cannot be a complete file of a report; None if there is no objection."""
        if self.values:
            return None
        return EMPTY if self.is_blank else f"{self._bytes} bytes without a row"

    def close_part(self, part: Part) -> None:
        """Set the state of the file after its end; `judge_empty` decides later whether an empty file is accepted."""
        if self.is_blank:
            part.state, part.note = "complete", EMPTY
            return
        part.reason = self.objection
        part.state = "complete" if part.reason is None else "failed"

    def _rows(self, found: Iterable[Lines | JsonValue], *, is_end: bool = False) -> list[R]:
        rows: list[R] = []
        for each in found:
            if isinstance(each, Lines) and self._start(each, rows):
                continue
            self._take_started(rows)
            if isinstance(each, JsonValue):
                if each.problem is None:
                    self._one(each.text, each.line, rows)
                else:
                    self._outcome.note_bad_line(self._name, each.line, each.problem)
            else:
                self._lines(each, rows)
        if is_end:
            self._take_started(rows)
        self.rows += len(rows)
        return rows

    def _lines(self, lines: Lines, rows: list[R]) -> None:
        is_large = self._family.block_decoder is not None
        for some in _in_blocks(lines, _ROWS_AT_ONCE) if is_large else (lines,):
            self._few_lines(some, rows)

    def _few_lines(self, lines: Lines, rows: list[R]) -> None:
        if not (self._family.may_have_days and _DAYS in lines.block) and self._block(lines, rows):
            return
        for number, line in enumerate(lines.block.split(b"\n"), lines.first):
            if len(line) > self._most:
                self._outcome.note_bad_line(self._name, number, too_long(self._most))
            elif text := line.strip(BLANKS):
                self._one(text, number, rows, is_line=True)

    def _start(self, lines: Lines, rows: list[Any]) -> bool:
        """The path without rows: plain lines as columns. False if the block must be read as rows."""
        decoder = self._family.block_decoder
        if decoder is None or not (lines.is_plain and lines.is_tight):
            return False
        if (wait := decoder.start(lines.block, lines.ends)) is None:
            return False
        self._started.append((lines, wait))
        self._take_started(rows, decoder.blocks_ahead)
        return True

    def _take_started(self, rows: list[Any], leave: int = 0) -> None:
        """Add the rows of the blocks that were started first, except the last `leave` of them."""
        while len(self._started) > leave:
            lines, wait = self._started.popleft()
            block = wait()
            if block is None:
                self._lines(lines, rows)
            else:
                self._columns(block, lines, rows)

    def _columns(self, block: Block, lines: Lines, rows: list[Any]) -> None:
        self.values += len(block)
        repeated = self._family.duplicates.check_columns(block.values, _digests(lines))
        if dropped := self._count_repeated(repeated):
            block = block.without(dropped)
        if len(block):
            rows.append(block)
            self.rows += len(block) - 1  # the block itself is counted as one

    def _block(self, lines: Lines, rows: list[R]) -> bool:
        """The fast path: a block of plain lines at once. False if the block must be read line by line."""
        if not lines.is_plain:
            return False
        decoded = self._family.decoder.decode_lines(lines.block, len(lines.ends))
        if decoded is None:
            return False
        self.values += len(decoded)
        repeated = self._family.duplicates.check_all(decoded, _digests(lines))
        dropped = self._count_repeated(repeated)
        if len(dropped) < len(decoded):
            rows += (
                [row for index, row in enumerate(decoded) if index not in dropped]
                if dropped
                else decoded
            )
        return True

    def _count_repeated(self, repeated: list[tuple[int, Verdict]]) -> set[int]:
        """Count the rows that are not new. Returns the duplicates among them, by index."""
        dropped = {index for index, verdict in repeated if verdict == "duplicate"}
        self._outcome.duplicates += len(dropped)
        self._outcome.conflicts += len(repeated) - len(dropped)
        return dropped

    def _one(self, text: bytes, line: int, rows: list[R], *, is_line: bool = False) -> None:
        if text.startswith(b"[") and (items := _items(text)) is not None:
            for item in items:
                self._object(bytes(item).strip(BLANKS), line, rows)
        elif not self._object(text, line, rows, is_last_try=not is_line):
            # several values without line feeds between them
            for each in split_values(text):
                self._one(each, line, rows)

    def _object(self, text: bytes, line: int, rows: list[R], *, is_last_try: bool = True) -> bool:
        self._family.may_have_days |= (says_days := _DAYS in text)
        if says_days and (days := _unwrapped(text)) is not None:
            self.values += 1
            self._window(days[0])
            for entry in days[1]:
                self._row(bytes(entry).strip(BLANKS), line, rows)
            return True
        return self._row(text, line, rows, is_last_try=is_last_try)

    def _row(self, text: bytes, line: int, rows: list[R], *, is_last_try: bool = True) -> bool:
        """Read a row. False if the text may be several values instead, and this is not the last attempt."""
        try:
            row = self._family.decoder.decode(text)
        except BadLineError as problem:
            if not is_last_try and may_be_several(text):
                return False
            self._outcome.note_bad_line(self._name, line, str(problem))
            return True
        self.values += 1
        verdict = self._family.duplicates.check(row, _digest(text))
        if verdict == "new" or not self._count_repeated([(0, verdict)]):
            rows.append(row)
        return True

    def _window(self, header: bytes) -> None:
        decoder = self._family.window_decoder
        if decoder is None:
            return
        try:
            self._family.windows.append(decoder.decode(header))
        except BadLineError:  # a value with day_totals is an object
            return


def _in_blocks(lines: Lines, size: int) -> Iterator[Lines]:
    """The same lines in blocks of at least `size` bytes, except the last one."""
    begin = first = 0
    for index, end in enumerate(lines.ends, 1):
        if end - begin >= size or index == len(lines.ends):
            ends = [each - begin for each in lines.ends[first:index]]
            yield attrs.evolve(
                lines, block=lines.block[begin : end + 1], ends=ends, first=lines.first + first
            )
            begin, first = end + 1, index


def _digests(lines: Lines) -> list[int]:
    """The digests of plain lines, without copying them."""
    view = memoryview(lines.block)
    begins = chain((0,), (end + 1 for end in lines.ends))
    if lines.is_tight:
        return [xxh3_64_intdigest(view[a:b]) or 1 for a, b in zip(begins, lines.ends, strict=False)]
    return [_digest(view[a:b]) for a, b in zip(begins, lines.ends, strict=False)]


def _digest(line: bytes | memoryview) -> int:
    """A digest of a line without the blanks around it. Never 0."""
    if line[0] in BLANKS or line[-1] in BLANKS:
        line = bytes(line).strip(BLANKS)
    return xxh3_64_intdigest(line) or 1


def _items(text: bytes) -> Sequence[msgspec.Raw | bytes] | None:
    try:
        return msgspec.json.decode(text, type=list[msgspec.Raw])
    except UNREADABLE:
        return items_with_surrogates(text)


def _unwrapped(text: bytes) -> tuple[bytes, list[msgspec.Raw]] | None:
    """Split an object with a list of `day_totals`: the object without it, and the days in order."""
    try:
        fields = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
        days = msgspec.json.decode(fields.pop("day_totals"), type=list[msgspec.Raw] | None) or []
        ordered = sorted(days, key=_day_of)
    except (*UNREADABLE, KeyError):
        return None
    return msgspec.json.encode(fields), ordered


def _day_of(entry: Any) -> str:
    try:
        day = _day.decode(entry).day
    except UNREADABLE:
        return ""
    return day if isinstance(day, str) else ""


class _Day(msgspec.Struct):
    day: Any = None


_day = msgspec.json.Decoder(_Day)
