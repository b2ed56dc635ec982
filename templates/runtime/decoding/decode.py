"""Lines of a downloaded file to rows, as fast as JSON can be read, and nothing dropped.

A line is decoded straight into the row type, which refuses what it does not know. A line that is refused is read
leniently instead (`row_fields`), and what it held is learned (`lessons`), so that the next line like it is fast.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final, Generic, NoReturn, TypeVar, cast

import msgspec

from .lessons import Node, Sighting, see
from .row import Row
from .row_fields import Findings, json_type, plain, read_row

MOST_LESSONS: Final = 64
"""How often a decoder learns; each time costs it a millisecond or two."""

_R = TypeVar("_R", bound=Row)
_exact = msgspec.json.Decoder(float_hook=Decimal)
_making = [threading.Lock()]

if hasattr(os, "register_at_fork"):
    # a forked process has one thread; the one that held the lock may be another, and never gives it back there
    os.register_at_fork(after_in_child=lambda: _making.__setitem__(0, threading.Lock()))


class BadLine(ValueError):
    """A line that is not a JSON object. The message says why, and holds nothing of the line."""


class RowDecoder(Generic[_R]):
    """Decodes lines into rows of one type, and counts what the type does not say.

    One decoder serves one file or one report, in one thread at a time.
    """

    def __init__(self, row_type: type[_R]) -> None:
        self.row_type = row_type
        self._unknown: dict[str, Sighting] = {}
        self._drift: dict[str, Sighting] = {}
        self._drifted: list[tuple[tuple[str, ...], str, Any]] = []
        self._lessons = 0
        self._learned = Node(row_type, ())
        self._fast = _decoder(row_type)

    @property
    def unknown_keys(self) -> dict[str, Sighting]:
        """Keys that the row types do not have, by path, up to now."""
        found = {path: replace(sighting) for path, sighting in self._unknown.items()}
        for path, key, count in self._learned.counts():
            found[".".join((*path, key))].count += count
        return found

    @property
    def type_drift(self) -> dict[str, Sighting]:
        """Fields that came with another type than theirs, by path, up to now."""
        return {path: replace(sighting) for path, sighting in self._drift.items()}

    def decode(self, line: bytes) -> _R:
        """The row that a line is. Raises `BadLine` if the line is not a JSON object."""
        try:
            row = self._fast.decode(line)
        except (msgspec.DecodeError, RecursionError):
            return self._read(line)
        if self._drifted:
            self._note_drift()
        return row

    def decode_lines(self, block: bytes, count: int | None = None) -> list[_R] | None:
        """The rows of a block of whole lines, in a third less time than one by one.

        `count` is how many lines there are, for whoever knows: to count them takes a tenth of the time.

        None where the block has to be read line by line, by `decode`: it holds what the decoder does not know
        yet, a bad line, or a line that is blank or holds two objects.
        """
        if count is None:
            count = block.count(b"\n") + (not block.endswith(b"\n"))
        try:
            rows = self._fast.decode_lines(block)
        except (msgspec.DecodeError, RecursionError):
            rows = None
        if rows is None or len(rows) != count:
            self._uncount(self._fast.decode_lines, block)
            return None
        if self._drifted:
            self._note_drift()
        return rows

    def _note_drift(self) -> None:
        for path, key, value in self._drifted:
            see(self._drift, path, key, value)
        self._drifted.clear()

    def _read(self, line: bytes) -> _R:
        """The lenient way: slow, and teaches the fast one."""
        self._uncount(self._fast.decode, line)
        findings = Findings(raw=plain)
        row = read_row(self.row_type, _object(line), findings)
        for path, key, value in findings.unknown:
            see(self._unknown, path, key, value)
        for path, key, value in findings.drift:
            see(self._drift, path, key, value)
        if self._lessons < MOST_LESSONS and (
            findings.unknown or findings.drift or findings.coerced
        ):
            self._learn(findings)
        return cast(_R, row)

    def _learn(self, findings: Findings) -> None:
        counts = list(self._learned.counts())
        if not self._learned.learn(findings):
            return
        for path, key, count in counts:  # the new class counts from nothing
            self._unknown[".".join((*path, key))].count += count
        self._lessons += 1
        self._fast = _decoder(cast(type[_R], self._learned.build(self._drifted)))

    def _uncount(self, attempt: Callable[[bytes], object], text: bytes) -> None:
        """Takes back what was counted in an attempt that came to nothing.

        Decoding does the same again each time, so a second attempt shows how much that was.
        """
        if not self._lessons:
            return
        counters = self._learned.asked()
        before = [counter.times for counter in counters]
        with suppress(msgspec.DecodeError, RecursionError):
            attempt(text)
        for counter, times in zip(counters, before, strict=True):
            counter.spurious += 2 * (counter.times - times)
        self._drifted.clear()


def exact_number(_: type, value: Any) -> Any:
    """What msgspec found where a row has an exact number. Raises `ValueError` where it is none."""
    if type(value) is Decimal:
        return value
    if type(value) is int:
        return Decimal(value)
    raise ValueError("not a number")


def _decoder(row_type: type[_R]) -> msgspec.json.Decoder[_R]:
    """A decoder. They are made one after the other: msgspec notes in a class what its fields are before it has
    found out, and a thread that makes a decoder of the same class meanwhile ends the process by what is missing.
    """
    with _making[0]:
        return msgspec.json.Decoder(row_type, dec_hook=exact_number, float_hook=Decimal)


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = _exact.decode(line)
    except RecursionError:
        _refuse("nested too deeply to be read")
    except msgspec.DecodeError as error:
        value = _second_opinion(line, str(error))
    if not isinstance(value, dict):
        _refuse(f"not an object, but of type {json_type(value)}")
    return cast(dict[str, Any], value)


def _second_opinion(line: bytes, reason: str) -> Any:
    """What the standard library makes of a line; it reads half surrogate pairs, which JSON's grammar allows."""
    try:
        return json.loads(line.decode(), parse_float=Decimal, parse_constant=_refuse)
    except RecursionError:
        _refuse("nested too deeply to be read")
    except ValueError:
        _refuse(reason)


def _refuse(reason: str) -> NoReturn:
    raise BadLine(reason) from None
