"""Splits an atom into parts that a schema with branches accepts as a whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from .atoms import Atom, on_lattice
from .numbers import plain
from .proof import Proof
from .reader import Reader
from .schemas import NOTHING, Schema, Term, Words, of_type, only

_MOST_VALUES = 40


def parts_of(proof: Proof, atom: Atom, schema: Schema) -> list[Atom] | None:
    """Atoms that together hold all values of an atom; None if there is nothing to split by."""
    if atom.values is not None:
        if len(atom.values) > 1:
            return [atom.but(values=(each,)) for each in atom.values]
        return None
    words = list(same_value(proof.read, schema))
    if atom.kind == "number":
        return _numbers(atom, words)
    if not any(map(_is_mixed, words)):
        return None  # each keyword is decided alone: the result is the same for each part
    if atom.kind in ("string", "array"):
        limits = [each.length if atom.kind == "string" else each.count for each in words]
        by_count = _by_count(atom, limits)
        return by_count or (_items(proof, atom, words) if atom.kind == "array" else None)
    return _objects(proof, atom, words)


def _is_mixed(words: Words) -> bool:
    """Whether some keyword accepts one value of a kind and not another one."""
    schemas = words.any_of or words.one_of or words.not_ or words.if_
    return bool(schemas or words.implies or words.needs or words.size != (0, None))


def same_value(read: Reader, schema: Schema) -> Iterator[Words]:
    """The keywords of all schemas that judge the same value."""
    stack = [schema]
    seen: set[Schema] = set()
    while stack and len(seen) < 200:
        each = stack.pop()
        if each in seen:
            continue
        seen.add(each)
        words = read(each)
        yield words
        stack += [*words.parts, *words.any_of, *words.one_of, *words.implies.values()]
        stack += [
            one for one in (words.not_, words.if_, words.then, words.else_) if one is not None
        ]


def _numbers(atom: Atom, words: list[Words]) -> list[Atom] | None:
    if atom.multiple is not None and atom.low is not None and atom.high is not None:
        low, high = on_lattice(atom)
        if low is not None and high is not None and (high - low) / atom.multiple < _MOST_VALUES:
            count = int((high - low) / atom.multiple) + 1
            values = [low + atom.multiple * index for index in range(count)]
            return [atom.but(values=(plain(each),)) for each in values]
    bounds = {each[0] for word in words for each in (word.low, word.high) if each is not None}
    listed = {
        Fraction(repr(each))
        for word in words
        for values in word.values
        for each in values
        if isinstance(each, (int, float)) and not isinstance(each, bool)
    }
    for bound in sorted(bounds | listed):
        below = atom.but(high=(bound, True))
        above = atom.but(low=(bound, True))
        exact = atom.but(values=(plain(bound),))
        is_inside = (atom.low is None or atom.low[0] <= bound) and (
            atom.high is None or atom.high[0] >= bound
        )
        is_point = atom.low is not None and atom.high is not None and atom.low[0] == atom.high[0]
        if is_inside and not is_point and not _is_edge(atom, bound):
            keeps_low = atom.low is not None and atom.low[0] == bound
            keeps_high = atom.high is not None and atom.high[0] == bound
            return [exact, *([] if keeps_low else [below]), *([] if keeps_high else [above])]
    return None


def _is_edge(atom: Atom, bound: Fraction) -> bool:
    """Whether a bound is one of the atom's own, and excluded."""
    return any(each == (bound, True) for each in (atom.low, atom.high))


def _by_count(atom: Atom, limits: list[tuple[int, int | None]]) -> list[Atom] | None:
    edges = {low for low, _ in limits if low} | {high + 1 for _, high in limits if high is not None}
    if atom.kind == "array":
        edges.add(1)  # without any item the others do not matter
    for edge in sorted(edges):
        if atom.least < edge and (atom.most is None or atom.most >= edge):
            return [atom.but(most=edge - 1), atom.but(least=edge)]
    return None


def _items(proof: Proof, atom: Atom, words: list[Words]) -> list[Atom] | None:
    """A first item of several kinds, one kind after the other."""
    for index in range(min(atom.least, 2)):
        for terms in _kinds(proof, atom.item(index)):
            filled = [atom.item(each) for each in range(max(index + 1, len(atom.prefix)))]
            return [
                atom.but(prefix=(*filled[:index], each, *filled[index + 1 :])) for each in terms
            ]
    return None


def _objects(proof: Proof, atom: Atom, words: list[Words]) -> list[Atom] | None:
    named: dict[str, None] = {}
    for word in words:
        named.update(dict.fromkeys(word.required))
        named.update(dict.fromkeys(word.properties))
        named.update(dict.fromkeys(word.needs))
        named.update(dict.fromkeys(word.implies))
        if word.additional is not None or word.size != (0, None):
            named.update(dict.fromkeys(atom.properties))
    names = [name for name in named if proof.may_have(atom, name)]
    for name in names:
        if name in atom.required:
            for terms in _kinds(proof, atom.value_of(name) or frozenset()):
                return [_with(atom, name, each) for each in terms]
    for name in names:
        if name not in atom.required:
            absent = _with(atom, name, NOTHING)
            return [absent, atom.but(required=atom.required | {name})]
    return None


def _with(atom: Atom, name: str, term: Term) -> Atom:
    return atom.but(properties={**atom.properties, name: term})


def _kinds(proof: Proof, term: Term) -> Iterator[list[Term]]:
    """A term as several terms: by its values, or by its types. Nothing if it cannot be split."""
    atoms = proof.atoms(term)
    if all(each.values is not None for each in atoms):
        values = [each for atom in atoms for each in atom.values or ()]
        if 1 < len(values) <= _MOST_VALUES:
            yield [term | {only(each)} for each in values]
        return
    kinds = list(dict.fromkeys(each.kind for each in atoms))
    if len(kinds) > 1:
        yield [term | {of_type(each)} for each in kinds]
