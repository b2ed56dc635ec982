"""Numbers and texts at the edges of what atoms hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from typing import Any

try:
    from re import _constants as _codes
    from re import _parser as _patterns
except ImportError:  # pragma: no cover
    raise

from .atoms import Atom, on_lattice
from .numbers import plain
from .schemas import matches

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
    try:
        parsed = _patterns.parse(pattern)
    except (re.error, OverflowError, RecursionError):
        return ()
    found = []
    for choice in range(4):
        for repeats in dict.fromkeys((size, 0, 1, 2, 3)):
            text = _made(parsed, choice, min(repeats, _LONGEST))
            if text is not None and matches(pattern, text):
                found.append(text)
    return tuple(dict.fromkeys(found))


def _made(parsed: Any, choice: int, repeats: int) -> str | None:
    pieces = []
    for code, argument in parsed:
        piece = _piece(code, argument, choice, repeats)
        if piece is None:
            return None
        pieces.append(piece)
    return "".join(pieces)


def _piece(code: Any, argument: Any, choice: int, repeats: int) -> str | None:
    if code is _codes.LITERAL:
        return chr(argument)
    if code is _codes.NOT_LITERAL:
        return next(each for each in "aA0-" if ord(each) != argument)
    if code is _codes.ANY:
        return "aA0-"[choice]
    if code is _codes.AT:
        return ""
    if code is _codes.IN:
        return _of_class(argument, choice)
    if code in (_codes.MAX_REPEAT, _codes.MIN_REPEAT):
        low, high, inner = argument
        count = min(max(low, repeats), int(high) if high is not _codes.MAXREPEAT else _LONGEST)
        texts = [_made(inner, choice, min(repeats, 2)) for _ in range(min(count, _LONGEST))]
        return None if None in texts else "".join(each for each in texts if each is not None)
    if code is _codes.SUBPATTERN:
        return _made(argument[-1], choice, repeats)
    if code is _codes.BRANCH:
        return _made(argument[1][choice % len(argument[1])], choice, repeats)
    return None


def _of_class(members: Any, choice: int) -> str | None:
    letters: list[str] = []
    is_negated = False
    for code, argument in members:
        if code is _codes.NEGATE:
            is_negated = True
        elif code is _codes.LITERAL:
            letters.append(chr(argument))
        elif code is _codes.RANGE:
            first, last = argument
            letters += [chr(first), chr(last), chr((first + last) // 2)]
        elif code is _codes.CATEGORY:
            name = str(argument).removeprefix("CATEGORY_")
            kinds = {
                "DIGIT": "07",
                "WORD": "aZ0_",
                "SPACE": " ",
                "NOT_DIGIT": "aZ-",
                "NOT_WORD": "- ",
                "NOT_SPACE": "a0-",
            }
            letters += kinds.get(name, "")
    if is_negated:
        expression = [each for each in "aA0-_ zZ9.é" if not _is_in(each, members)]
        return expression[choice % len(expression)] if expression else None
    return letters[choice % len(letters)] if letters else None


def _is_in(letter: str, members: Any) -> bool:
    for code, argument in members:
        if code is _codes.LITERAL and ord(letter) == argument:
            return True
        if code is _codes.RANGE and argument[0] <= ord(letter) <= argument[1]:
            return True
        if code is _codes.CATEGORY:
            name = str(argument).removeprefix("CATEGORY_").lower()
            shown = {
                "digit": r"\d",
                "word": r"\w",
                "space": r"\s",
                "not_digit": r"\D",
                "not_word": r"\W",
                "not_space": r"\S",
            }
            if name in shown and re.match(shown[name], letter):
                return True
    return False
