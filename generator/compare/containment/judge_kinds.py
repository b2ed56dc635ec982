"""Judges atoms by the keywords for their JSON type.

Each judgement is a number of `Overlap`: 0 none of the values, 1 open, 2 all if what is being proved holds, 3 all.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from fractions import Fraction

from . import formats, patterns
from .atoms import Atom, on_lattice
from .proof import Proof
from .schemas import ANYTHING, NOTHING, Schema, Term, Words, matches

NONE, OPEN, ASSUMED, ALL = range(4)


def judge_number(proof: Proof, atom: Atom, words: Words, hidden: frozenset[str]) -> Iterable[int]:
    """Bounds, multiples and integers."""
    low, high = atom.low, atom.high
    if atom.multiple is not None:
        low, high = (None if each is None else (each, False) for each in on_lattice(atom))
    if words.low is not None:
        yield _bounded(low, high, words.low, 1)
    if words.high is not None:
        yield _bounded(_mirrored(high), _mirrored(low), _mirrored(words.high), 1)
    steps = [Fraction(1)] if words.is_integer else []
    for step in (*steps, *([] if words.multiple is None else [words.multiple])):
        if atom.multiple is not None and (atom.multiple / step).denominator == 1:
            yield ALL
        elif low is not None and low == high:
            yield ALL if (low[0] / step).denominator == 1 else NONE
        else:
            yield OPEN
    yield _format(proof, atom, words)


_Bound = tuple[Fraction, bool] | None


def _mirrored(bound: _Bound) -> _Bound:
    return None if bound is None else (-bound[0], bound[1])


def _bounded(low: _Bound, high: _Bound, limit: _Bound, _: int) -> int:
    """Whether numbers from `low` to `high` are above a lower limit."""
    if limit is None:
        return ALL
    value, excluded = limit
    if low is not None and (low[0] > value or (low[0] == value and (low[1] or not excluded))):
        return ALL
    if high is not None and (high[0] < value or (high[0] == value and (high[1] or excluded))):
        return NONE
    return OPEN


def judge_string(proof: Proof, atom: Atom, words: Words, hidden: frozenset[str]) -> Iterable[int]:
    """Length, pattern and format."""
    yield _length(atom, words.length)
    if words.pattern is not None:
        yield _pattern(atom, words.pattern)
    yield _format(proof, atom, words)


def _length(atom: Atom, limits: tuple[int, int | None]) -> int:
    answer = _counted(atom.least, atom.most, limits)
    if answer != OPEN or not atom.patterns:
        return answer
    expression = patterns.of_length(*limits)
    return answer if expression is None else _pattern(atom, expression)


def _pattern(atom: Atom, pattern: str) -> int:
    if pattern in atom.patterns or patterns.takes_all(pattern):
        return ALL
    length = (
        patterns.of_length(atom.least, atom.most) if atom.least or atom.most is not None else None
    )
    known = [*atom.patterns, *([] if length is None else [length])]
    if any(patterns.is_within(each, pattern) for each in known):
        return ALL
    return NONE if any(patterns.are_disjoint(each, pattern) for each in known) else OPEN


def holds_no_text(atom: Atom) -> bool:
    """Whether two of its patterns, or one and its length, rule out each other."""
    known = list(atom.patterns)
    if known and (atom.least or atom.most is not None):
        length = patterns.of_length(atom.least, atom.most)
        known += [] if length is None else [length]
    return any(patterns.are_disjoint(*pair) for pair in itertools.combinations(known, 2))


def _format(proof: Proof, atom: Atom, words: Words) -> int:
    """Formats exclude values in the literal reading; otherwise only disjoint formats do."""
    name = words.format
    if name is None or not formats.constrains(name, atom.kind):
        return ALL
    if any(formats.within(each, name) for each in atom.formats):
        return ALL
    if any(formats.are_disjoint(each, name) for each in atom.formats):
        return OPEN
    return ALL if proof.read.lenient else OPEN


def _counted(least: int, most: int | None, limits: tuple[int, int | None]) -> int:
    low, high = limits
    if (most is not None and most < low) or (high is not None and least > high):
        return NONE
    fits = least >= low and (high is None or (most is not None and most <= high))
    return ALL if fits else OPEN


def judge_array(proof: Proof, atom: Atom, words: Words, hidden: frozenset[str]) -> Iterable[int]:
    """Number of items, uniqueness, and each item."""
    most = count_of(proof, atom)
    yield _counted(atom.least, most, words.count)
    if words.unique:
        yield ALL if atom.unique or (most is not None and most <= 1) else OPEN
    if words.contains is not None:
        yield _contains(proof, atom, words, words.contains)
    for index in range(max(len(atom.prefix), len(words.prefix)) + 1):
        if most is not None and index >= most:
            break
        schema = words.prefix[index] if index < len(words.prefix) else words.items
        if schema is not None:
            yield _inside(proof, atom.item(index), schema, is_there=atom.least > index)


def _contains(proof: Proof, atom: Atom, words: Words, schema: Schema) -> int:
    least, most = words.contained
    for (low, high), other in atom.contains:
        is_alike = proof.alike.schemas(other, schema)
        if is_alike and low >= least and (most is None or (high is not None and high <= most)):
            return ALL
    sure = 0
    while sure < min(least, atom.least) and proof.relate(atom.item(sure), schema) == ALL:
        sure += 1
    return ALL if sure >= least and most is None else OPEN


def count_of(proof: Proof, atom: Atom) -> int | None:
    """The greatest number of items: an item that no value fits ends the list."""
    for index in range(len(atom.prefix) + 1):
        if atom.most is not None and index >= atom.most:
            break
        if not proof.is_inhabited(atom.item(index)):
            return index
    return atom.most


def _inside(proof: Proof, term: Term, schema: Schema, *, is_there: bool) -> int:
    """The overlap of the whole by one part: a part that may be missing never excludes all values."""
    if not proof.is_inhabited(term):
        return ALL
    answer = proof.relate(term, schema)
    return OPEN if answer == NONE and not is_there else answer


def judge_object(proof: Proof, atom: Atom, words: Words, hidden: frozenset[str]) -> Iterable[int]:
    """Required names, number of properties, and each property.

    In the literal reading, a value may have properties that neither side declares, unless one side restricts
    further ones. A property that only the other side declares is not sent.
    """
    for name in words.required - hidden:
        if name in atom.required:
            continue
        yield OPEN if proof.may_have(atom, name) else NONE
    if words.size != (0, None):
        yield _counted(*size_of(proof, atom), words.size)
    for name, schema in words.properties.items():
        if name in hidden:
            continue
        term = atom.value_of(name)
        if term is not None and any(proof.alike.schemas(each, schema) for each in term):
            continue  # most properties are as they were
        if proof.may_have(atom, name):
            term = ANYTHING if term is None else term
            yield _inside(proof, term, schema, is_there=name in atom.required)
        elif (
            term is None and not proof.read.lenient and not proof.is_inhabited(frozenset({schema}))
        ):
            yield OPEN
    yield from _further(proof, atom, words, hidden)
    if words.names is not None:
        yield from _names(proof, atom, words.names)
    for name, needed in words.needs.items():
        if proof.may_have(atom, name):
            yield ALL if needed <= atom.required else OPEN


def size_of(proof: Proof, atom: Atom) -> tuple[int, int | None]:
    """The least and the greatest number of properties."""
    names = [name for name in atom.declared if proof.may_have(atom, name)]
    is_closed = proof.read.no_further if atom.additional is None else atom.additional == NOTHING
    if atom.additional is not None and not is_closed:
        is_closed = not proof.is_inhabited(atom.additional)
    most = atom.most
    if is_closed and not atom.pattern_properties:
        most = len(names) if most is None else min(most, len(names))
    return max(atom.least, len(atom.required)), most


def _further(proof: Proof, atom: Atom, words: Words, hidden: frozenset[str]) -> Iterable[int]:
    """`additionalProperties` and `patternProperties`."""
    for pattern, schema in words.patterns:
        for name in atom.declared:
            if not proof.may_have(atom, name):
                continue
            if matches(pattern, name) is not False:
                term = atom.value_of(name) or ANYTHING
                yield _inside(proof, term, schema, is_there=name in atom.required)
        rest = [term for other, term in atom.pattern_properties if other != pattern]
        same = [term for other, term in atom.pattern_properties if other == pattern]
        further = [atom.additional] if atom.additional is not None and not same else []
        if same:
            yield _inside(proof, frozenset().union(*same), schema, is_there=False)
            rest = []
        if atom.additional is None and proof.read.is_open:
            further = [ANYTHING]
        for term in (*rest, *further):
            yield _inside(proof, term, schema, is_there=False)
    if words.additional is None:
        return
    known = {pattern for pattern, _ in words.patterns}
    for name in atom.declared:
        is_declared = name in words.properties and name not in hidden
        if is_declared or not proof.may_have(atom, name):
            continue
        found = [matches(pattern, name) for pattern in known]
        if True in found:
            continue
        term = atom.value_of(name) or ANYTHING
        yield _inside(proof, term, words.additional, is_there=name in atom.required)
    for pattern, term in atom.pattern_properties:
        if not any(each == pattern or patterns.is_within(pattern, each) for each in known):
            yield _inside(proof, term, words.additional, is_there=False)
    if atom.additional is not None:
        yield _inside(proof, atom.additional, words.additional, is_there=False)
    elif not proof.read.no_further:
        yield _inside(proof, ANYTHING, words.additional, is_there=False)


def _names(proof: Proof, atom: Atom, schema: Schema) -> Iterable[int]:
    if schema in atom.names or any(proof.alike.schemas(each, schema) for each in atom.names):
        yield ALL
        return
    for name in atom.declared:
        if proof.may_have(atom, name) and proof.evaluate(schema, name) is not True:
            yield OPEN
    is_open = not proof.read.no_further if atom.additional is None else True
    if is_open and (atom.additional is None or proof.is_inhabited(atom.additional)):
        yield OPEN
    if atom.pattern_properties:
        yield OPEN
