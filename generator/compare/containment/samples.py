"""Numbers and texts at the limits of atoms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from typing import Any

from .atoms import Atom, on_lattice
from .numbers import plain
from .patterns import letters_of
from .schemas import matches
from .syntax import codes, parse

_LONGEST = 64


def numbers(atom: Atom, hints: Iterable[Fraction]) -> Iterator[int | float]:
    """Numbers of an atom: at its bounds and at those of others, whole ones and others."""
    step = atom.multiple or Fraction(1)
    anchors: dict[Fraction, None] = {}
    if atom.multiple is not None:
        anchors.update({each: None for each in on_lattice(atom) if each is not None})
    for bound in (atom.low, atom.high):
        if bound is not None:
            anchors[bound[0]] = None
    anchors.update(dict.fromkeys(hints))
    anchors[Fraction(0)] = None
    offsets = (Fraction(0), step, -step, 2 * step, -2 * step, Fraction(1, 2), Fraction(-1, 2))
    more = (
        Fraction(1),
        Fraction(-1),
        Fraction(1, 4),
        Fraction(1, 1000),
        Fraction(10**6),
        Fraction(-(10**6)),
    )
    seen = set()
    for offset in (*offsets, *more):
        for anchor in anchors:
            value = anchor + offset
            if atom.multiple is not None:
                value = round(value / atom.multiple) * atom.multiple
            if value not in seen and _is_within(atom, value):
                seen.add(value)
                yield plain(value)


def _is_within(atom: Atom, value: Fraction) -> bool:
    if atom.low is not None and (value, False) < (atom.low[0], atom.low[1]):
        return False
    return atom.high is None or value < atom.high[0] or (value == atom.high[0] and not atom.high[1])


def strings(atom: Atom, lengths: Iterable[int], patterns: Iterable[str]) -> Iterator[str]:
    """Texts of an atom: of the shortest and longest length, and some that its patterns match."""
    sizes = {atom.least, atom.least + 1, *(each + more for each in lengths for more in (-1, 0, 1))}
    if atom.most is not None:
        sizes.add(atom.most)
    fitting = sorted(
        each for each in sizes if atom.least <= each and (atom.most is None or each <= atom.most)
    )
    found: dict[str, None] = {}
    for pattern in sorted(atom.patterns):
        found.update(dict.fromkeys(texts_of(pattern)))
        for size in fitting:
            found.update(dict.fromkeys(texts_of(pattern, size)))
    for size in fitting:
        if size <= 10_000:
            found["a" * size] = None
    for pattern in patterns:
        found.update(dict.fromkeys(texts_of(pattern)))
    found.update(
        dict.fromkeys(("", "a", "A", "0", "-", " ", "ab1_", "zzz", "ä", "1.5", "true", "a,b"))
    )
    for text in found:
        is_short = atom.most is None or len(text) <= atom.most
        if is_short and len(text) >= atom.least and all(matches(p, text) for p in atom.patterns):
            yield text


@cache
def texts_of(pattern: str, size: int = 0) -> tuple[str, ...]:
    """Some texts that a pattern matches, as short as may be or of about that length."""
    parsed = parse(pattern)
    found: dict[str, None] = {}
    for choice in range(4 if parsed is not None else 0):
        for repeats in dict.fromkeys((size, 0, 1, 2, 3)):
            text = _made(parsed, choice, min(repeats, _LONGEST))
            if text is not None and matches(pattern, text):
                found[text] = None
    return tuple(found)


def _made(parsed: Any, choice: int, repeats: int) -> str | None:
    pieces = []
    for code, argument in parsed:
        piece = _piece(code, argument, choice, repeats)
        if piece is None:
            return None
        pieces.append(piece)
    return "".join(pieces)


def _piece(code: Any, argument: Any, choice: int, repeats: int) -> str | None:
    if code is codes.AT:
        return ""
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        low, high, inner = argument
        count = min(max(low, repeats), int(high) if high is not codes.MAXREPEAT else _LONGEST)
        text = _made(inner, choice, min(repeats, 2))
        return None if text is None else text * min(count, _LONGEST)
    if code is codes.SUBPATTERN:
        return _made(argument[-1], choice, repeats)
    if code is codes.BRANCH:
        return _made(argument[1][choice % len(argument[1])], choice, repeats)
    letters = letters_of(code, argument)
    if not letters:
        return None
    fitting = [each for each in "aA0-_ zZ9.é" if any(a <= ord(each) <= b for a, b in letters)] or [
        chr(first) for first, _ in letters
    ]
    return fitting[choice % len(fitting)]
