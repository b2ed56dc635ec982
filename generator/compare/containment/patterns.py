"""Relations of regular expressions: each is compiled to an automaton, and two automata run side by side.

Patterns with look-around, back references or flags are not supported; their relation is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import attrs

from .syntax import codes, parse

_LAST = 0x10FFFF
_MOST_STATES = 3000
_MOST_REPEATS = 200
Letters = tuple[tuple[int, int], ...]
"""Ranges of code points, first and last."""
State = frozenset[int]

_DIGITS: Letters = ((48, 57),)
_WORDS: Letters = ((48, 57), (65, 90), (95, 95), (97, 122))
_SPACES: Letters = ((9, 13), (32, 32), (160, 160), (0x2028, 0x2029), (0xFEFF, 0xFEFF))


class _NotUnderstoodError(Exception):
    """A pattern with a construct that the automaton does not support."""


@cache
def takes_all(pattern: str) -> bool:
    """Whether a pattern certainly matches every text. It need not match from the beginning to the end."""
    return _compared("", pattern, lambda one, other: one and not other)


@cache
def is_within(one: str, other: str) -> bool:
    """Whether every text that the first pattern matches certainly matches the other."""
    return one == other or _compared(one, other, lambda a, b: a and not b)


@cache
def are_disjoint(one: str, other: str) -> bool:
    """Whether certainly no text matches both."""
    return _compared(one, other, lambda a, b: a and b)


def of_length(least: int, most: int | None) -> str | None:
    """The pattern of texts of some lengths; None if that would be too large."""
    if max(least, most or 0) > _MOST_REPEATS:
        return None
    return f"^[\\s\\S]{{{least},{'' if most is None else most}}}$"


def _compared(one: str, other: str, is_against: Callable[[bool, bool], bool]) -> bool:
    """Whether no text produces a pair of outcomes that contradicts the relation."""
    a, b = _automaton(one), _automaton(other)
    if a is None or b is None:
        return False
    letters = _representatives(a, b)
    start = a.start(), b.start()
    seen, queue = {start}, [start]
    while queue:
        pair = queue.pop()
        if is_against(a.accepts(pair[0]), b.accepts(pair[1])):
            return False
        for letter in letters:
            following = a.after(pair[0], letter), b.after(pair[1], letter)
            if following not in seen:
                if len(seen) > _MOST_STATES:
                    return False
                seen.add(following)
                queue.append(following)
    return True


@attrs.define
class _Automaton:
    """A nondeterministic automaton that looks for a match anywhere in a text."""

    steps: list[list[tuple[Letters, int]]] = attrs.field(factory=list)
    silent: list[list[tuple[str, int]]] = attrs.field(factory=list)
    """Steps without a letter: always, only at the beginning (`^`), or only at the end (`$`)."""
    first: int = 0
    last: int = 0

    def add(self) -> int:
        """A new state."""
        self.steps.append([])
        self.silent.append([])
        return len(self.steps) - 1

    def start(self) -> State:
        """The states before the first letter."""
        return self._closed({self.first}, "^")

    def after(self, state: State, letter: int) -> State:
        """The states after a letter."""
        if self.last in state:
            return frozenset({self.last})  # found: whatever follows
        found = {
            following
            for each in state
            for letters, following in self.steps[each]
            if any(first <= letter <= last for first, last in letters)
        }
        return self._closed({*found, self.first}, "")

    def accepts(self, state: State) -> bool:
        """Whether a text that ends here matches."""
        # at the very beginning, the anchors that match only there have been followed already
        return self.last in self._closed(state, "$")

    def _closed(self, states: Iterable[int], where: str) -> State:
        found = set(states)
        queue = list(found)
        while queue:
            for condition, following in self.silent[queue.pop()]:
                if condition in ("", where) and following not in found:
                    found.add(following)
                    queue.append(following)
        return frozenset(found)


@cache
def _automaton(pattern: str) -> _Automaton | None:
    parsed = parse(pattern)
    if parsed is None:
        return None
    automaton = _Automaton()
    automaton.first = automaton.add()
    try:
        automaton.last = _sequence(automaton, parsed, automaton.first)
    except (RecursionError, _NotUnderstoodError):
        return None
    return automaton


def _sequence(automaton: _Automaton, parsed: Iterable[Any], state: int) -> int:
    for code, argument in parsed:
        state = _piece(automaton, code, argument, state)
        if len(automaton.steps) > _MOST_STATES:
            raise _NotUnderstoodError
    return state


def _piece(automaton: _Automaton, code: Any, argument: Any, state: int) -> int:
    """Adds what one piece of a pattern matches; the state after it."""
    if code in (codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN):
        following = automaton.add()
        letters = letters_of(code, argument)
        if letters is None:
            raise _NotUnderstoodError
        automaton.steps[state].append((letters, following))
        return following
    if code is codes.AT and argument in (codes.AT_BEGINNING, codes.AT_END):
        following = automaton.add()
        where = "^" if argument is codes.AT_BEGINNING else "$"
        automaton.silent[state].append((where, following))
        return following
    if code is codes.SUBPATTERN and not argument[1] and not argument[2]:
        return _sequence(automaton, argument[3], state)
    if code is codes.BRANCH:
        following = automaton.add()
        for branch in argument[1]:
            begin = automaton.add()
            automaton.silent[state].append(("", begin))
            automaton.silent[_sequence(automaton, branch, begin)].append(("", following))
        return following
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        least, most, inner = argument
        return _repeated(automaton, least, most, inner, state)
    raise _NotUnderstoodError


def _repeated(automaton: _Automaton, least: int, most: Any, inner: Any, state: int) -> int:
    is_endless = most is codes.MAXREPEAT
    if max(least, 0 if is_endless else int(most)) > _MOST_REPEATS:
        raise _NotUnderstoodError
    for _ in range(least):
        state = _sequence(automaton, inner, state)
    end = automaton.add()
    automaton.silent[state].append(("", end))
    if is_endless:
        begin = automaton.add()
        automaton.silent[end].append(("", begin))
        automaton.silent[_sequence(automaton, inner, begin)].append(("", end))
        return end
    for _ in range(int(most) - least):
        begin = automaton.add()
        automaton.silent[state].append(("", begin))
        state = _sequence(automaton, inner, begin)
        automaton.silent[state].append(("", end))
    return end


def letters_of(code: Any, argument: Any) -> Letters | None:
    """The letters that a node matches; None if it is not supported."""
    if code is codes.ANY:
        return _others(((10, 10),))
    if code is codes.LITERAL:
        return ((argument, argument),)
    if code is codes.NOT_LITERAL:
        return _others(((argument, argument),))
    if code is not codes.IN:
        return None
    found: list[tuple[int, int]] = []
    is_negated = False
    for member, value in argument:
        if member is codes.NEGATE:
            is_negated = True
        elif member is codes.RANGE:
            found.append(value)
        elif member is codes.LITERAL:
            found.append((value, value))
        elif member is codes.CATEGORY and value in _categories():
            found += _categories()[value]
        else:
            return None
    return _others(tuple(found)) if is_negated else tuple(found)


def _others(letters: Letters) -> Letters:
    found = []
    begin = 0
    for first, last in sorted(letters):
        if first > begin:
            found.append((begin, first - 1))
        begin = max(begin, last + 1)
    return (*found, (begin, _LAST)) if begin <= _LAST else tuple(found)


@cache
def _categories() -> dict[Any, Letters]:
    return {
        codes.CATEGORY_DIGIT: _DIGITS,
        codes.CATEGORY_WORD: _WORDS,
        codes.CATEGORY_SPACE: _SPACES,
        codes.CATEGORY_NOT_DIGIT: _others(_DIGITS),
        codes.CATEGORY_NOT_WORD: _others(_WORDS),
        codes.CATEGORY_NOT_SPACE: _others(_SPACES),
    }


def _representatives(*automata: _Automaton) -> list[int]:
    """One letter for each group of letters that all steps treat alike."""
    begins = {0}
    for automaton in automata:
        for steps in automaton.steps:
            for letters, _ in steps:
                for first, last in letters:
                    begins |= {first, last + 1}
    return sorted(each for each in begins if each <= _LAST)
