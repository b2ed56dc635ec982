"""Decodes lines of a downloaded file to rows, as fast as JSON can be parsed, without dropping anything.

A line is decoded directly into the row type, which rejects unknown keys and types. A rejected line is read by the
lenient reader (`row_fields`), and its keys and types are learned (`learned_types`), so that the next such line is fast.
"""

from __future__ import annotations

import json
import math
import os
import re
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final, Generic, NoReturn, TypeVar, cast

import msgspec

from .learned_types import Node, Sighting, see
from .row import Row
from .row_fields import MAX_DEPTH, Findings, is_deep, json_type, plain, read_row

MOST_LESSONS: Final = 64
"""The greatest number of times that a decoder learns; each time costs it a millisecond or two."""

UNREADABLE: Final = (ValueError, ArithmeticError, RecursionError)
"""The exceptions of msgspec, `decimal` and the standard library for a text that they cannot parse."""

_TOO_DEEP: Final = f"nested too deeply: more than {MAX_DEPTH} levels"
_MOST_DIGITS: Final = 4000
"""Digits of a whole number: Python's default limit is 4300, for reading and writing."""

_HALF_PAIR: Final = re.compile(rb"\\u[dD][89a-fA-F]")
_R = TypeVar("_R", bound=Row)
_exact = msgspec.json.Decoder(float_hook=Decimal)
_making = [threading.Lock()]

if hasattr(os, "register_at_fork"):
    # a forked process has one thread; another thread may have held the lock, and never releases it there
    os.register_at_fork(after_in_child=lambda: _making.__setitem__(0, threading.Lock()))


class BadLineError(ValueError):
    """A line that is not a JSON object. The message is the reason and does not quote the line."""


class RowDecoder(Generic[_R]):
    """Decodes lines into rows of one type, and counts keys and types that the type does not declare.

    One decoder is for one file or one report, in one thread at a time.
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
        """Keys that the row types do not have, by path, so far."""
        found = {path: replace(sighting) for path, sighting in self._unknown.items()}
        for path, key, count in self._learned.counts():
            found[".".join((*path, key))].count += count
        return found

    @property
    def type_drift(self) -> dict[str, Sighting]:
        """Fields with another type than declared, by path, so far."""
        return {path: replace(sighting) for path, sighting in self._drift.items()}

    def decode(self, line: bytes) -> _R:
        """The row of a line. Raises `BadLineError` if the line is not a JSON object."""
        try:
            row = self._fast.decode(line)
        except UNREADABLE as error:
            return self._read(line, error)
        if self._drifted:
            self._note_drift()
        return row

    def decode_lines(self, block: bytes, count: int | None = None) -> list[_R] | None:
        """The rows of a block of complete lines, in a third less time than one by one.

        `count` is the number of lines, if the caller knows it: counting them takes a tenth of the time.

        None if the block must be decoded line by line, by `decode`: it contains unknown keys or types,
        a bad line, a blank line, or a line with two objects.
        """
        if count is None:
            count = block.count(b"\n") + (not block.endswith(b"\n"))
        try:
            rows = self._fast.decode_lines(block)
        except UNREADABLE:
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

    def _read(self, line: bytes, error: Exception) -> _R:
        """The lenient reader: slow, and it teaches the fast one. `error` is why the fast one rejected the line."""
        self._uncount(self._fast.decode, line)
        if reason := _malformed(line, error):
            _refuse(reason)
        findings = Findings(raw=plain)
        try:
            row = read_row(self.row_type, _object(line), findings)
        except BadLineError:
            raise
        except Exception as problem:  # noqa: BLE001 - a bad line must not prevent reading the next one
            _refuse(f"cannot be read: {type(problem).__name__}")
        for path, key, value in findings.unknown:
            see(self._unknown, path, key, value)
        for path, key, value in findings.drift:
            see(self._drift, path, key, value)
        if self._lessons < MOST_LESSONS and (
            findings.unknown or findings.drift or findings.coerced
        ):
            self._learn(findings)
        return row

    def _learn(self, findings: Findings) -> None:
        counts = list(self._learned.counts())
        if not self._learned.learn(findings):
            return
        for path, key, count in counts:  # the new class counts from zero
            self._unknown[".".join((*path, key))].count += count
        self._lessons += 1
        self._fast = _decoder(cast(type[_R], self._learned.build(self._drifted)))

    def _uncount(self, attempt: Callable[[bytes], object], text: bytes) -> None:
        """Subtract the counts of a failed attempt.

        Decoding is deterministic, so a second attempt shows how much the first one counted.
        """
        if not self._lessons:
            return
        counters = self._learned.asked()
        before = [counter.times for counter in counters]
        with suppress(*UNREADABLE):
            attempt(text)
        for counter, times in zip(counters, before, strict=True):
            counter.spurious += 2 * (counter.times - times)
        self._drifted.clear()


def exact_number(_: type, value: Any) -> Any:
    """The value that msgspec found for an exact number. Raises `ValueError` if it is not a number."""
    if type(value) is Decimal:
        return value
    if type(value) is int:
        return Decimal(value)
    raise ValueError("not a number")


def _decoder(row_type: type[_R]) -> msgspec.json.Decoder[_R]:
    """Create a decoder, one at a time: msgspec publishes the fields of a class before it has
    collected them, and a thread that creates a decoder of the same class meanwhile crashes the process.
    """
    with _making[0]:
        return msgspec.json.Decoder(row_type, dec_hook=exact_number, float_hook=Decimal)


def _malformed(line: bytes, error: Exception) -> str | None:
    """Why a rejected line cannot be a row; None if it must be parsed to find out."""
    if isinstance(error, UnicodeDecodeError):
        return "invalid UTF-8"
    if type(error) is msgspec.DecodeError and _HALF_PAIR.search(line) is None:
        return str(error)
    return None


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = _exact.decode(line)
    except RecursionError:
        _refuse(_TOO_DEEP)
    except UNREADABLE as error:
        value = _second_opinion(line, str(error))
    if not isinstance(value, dict):
        _refuse(f"not an object, but of type {json_type(value)}")
    if is_deep(value):
        _refuse(_TOO_DEEP)
    return cast(dict[str, Any], value)


def _second_opinion(line: bytes, reason: str) -> Any:
    """The value of a line, parsed by the standard library.

    It accepts lone surrogates, which JSON's grammar allows, and numbers of any size with our hooks.
    """
    try:
        return _lenient.decode(line.decode())
    except RecursionError:
        _refuse(_TOO_DEEP)
    except UnicodeDecodeError:
        _refuse("invalid UTF-8")
    except ValueError:
        _refuse(reason)


def _any_number(text: str) -> Decimal | float:
    """A number whose exponent may exceed that of a `Decimal`: then infinity, or zero."""
    try:
        return Decimal(text)
    except ArithmeticError:
        return float(text)


def _any_int(text: str) -> int | float:
    """A whole number that may have more digits than Python converts to an int: then infinity."""
    return int(text) if len(text) <= _MOST_DIGITS else math.copysign(math.inf, -(text[0] == "-"))


def _refuse(reason: str) -> NoReturn:
    raise BadLineError(reason) from None


_lenient: Final = json.JSONDecoder(
    parse_float=_any_number, parse_int=_any_int, parse_constant=_refuse
)
