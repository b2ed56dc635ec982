"""Searches for a value that one schema accepts and another refuses."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from . import samples
from .atoms import Atom
from .evaluate import kind_of, views
from .numbers import identity
from .proof import ExhaustedError
from .prove import Prover
from .schemas import Schema, Term

_MOST_TRIED = 1500
_MOST_STEPS = 20_000
_FEW_STEPS = 6_000
"""The limit of the search in the literal reading, whose result does not change the severity."""
_MOST_VALUES = 40
_DEEP = 6


class Hints:
    """Constants and names of both schemas: values around them distinguish schemas."""

    def __init__(self, prover: Prover, *schemas: Schema) -> None:
        self.numbers: dict[Fraction, None] = {}
        self.lengths: dict[int, None] = {}
        self.values: dict[Any, Any] = {}
        self.names: dict[str, None] = {}
        self.patterns: dict[str, None] = {}
        stack = list(reversed(schemas))
        seen: set[Schema] = set()
        while stack and len(seen) < 400:
            schema = stack.pop()
            if schema in seen:
                continue
            seen.add(schema)
            words = prover.read(schema)
            for bound in (words.low, words.high):
                if bound is not None:
                    self.numbers[bound[0]] = None
            if words.multiple is not None:
                self.numbers[words.multiple] = None
            for limits in (words.length, words.count, words.size):
                self.lengths.update({each: None for each in limits if each})
            if words.unique:
                self.lengths[2] = None
            for each in itertools.chain.from_iterable(words.values):
                self.values[identity(each)] = each
            if words.pattern is not None:
                self.patterns[words.pattern] = None
            self.names.update(dict.fromkeys((*words.properties, *words.required, *words.needs)))
            stack += _inside(words)


def _inside(words: Any) -> list[Schema]:
    found = [*words.parts, *words.any_of, *words.one_of, *words.prefix]
    found += [*words.properties.values(), *words.implies.values()]
    found += [schema for _, schema in words.patterns]
    found += [] if words.contains is None else [words.contains]
    ones = (words.items, words.additional, words.not_, words.if_, words.then, words.else_)
    return [*found, *(each for each in ones if each is not None)]


class Search:
    """A search for one pair of schemas."""

    def __init__(
        self, prover: Prover, left: Schema, right: Schema, *, as_list: bool, has_commas: bool
    ) -> None:
        self.prover = prover
        self.left = left
        self.right = right
        self.as_list = as_list
        self.has_commas = has_commas
        self.hints = Hints(prover, right, left)
        self._known: dict[tuple[Term, int], list[Any]] = {}

    def __call__(self) -> tuple[Any] | None:
        """The value, in a tuple; None if none was found."""
        self.prover.start()
        try:
            candidates = itertools.islice(self._term(frozenset({self.left}), 0), _MOST_TRIED)
            budget = _MOST_STEPS if self.prover.read.lenient else _FEW_STEPS
            most = self.prover.evaluate.steps + budget
            for value in candidates:
                if self.prover.evaluate.steps > most:
                    break
                if self._tells_apart(value):
                    return (value,)
        except (ExhaustedError, RecursionError):
            pass
        return None

    def _tells_apart(self, value: Any) -> bool:
        if self.prover.evaluate(self.left, value) is not True:
            return False
        is_divided = self.has_commas and isinstance(value, str) and "," in value
        as_list = self.as_list and not is_divided
        read = views(value, as_list=as_list) if self.prover.as_text else [value]
        return all(self.prover.evaluate(self.right, each) is False for each in read)

    def _term(self, term: Term, depth: int) -> Iterator[Any]:
        """Values of a term, those of each of its atoms in turn."""
        atoms = self.prover.atoms(term)
        found = [self._atom(each, depth) for each in atoms]
        seen = set()
        for values in itertools.zip_longest(*found, fillvalue=_MISSING):
            for value in values:
                if value is _MISSING:
                    continue
                key = identity(value)
                if key not in seen:
                    seen.add(key)
                    yield value

    def _values(self, term: Term, depth: int) -> list[Any]:
        """A few values for a part of a value."""
        key = term, depth
        if key not in self._known:
            self._known[key] = []  # in a circle
            if depth <= _DEEP:
                most = _MOST_VALUES if depth < 4 else 6
                self._known[key] = list(itertools.islice(self._term(term, depth), most))
        return self._known[key]

    def _atom(self, atom: Atom, depth: int) -> Iterator[Any]:
        if atom.values is not None:
            yield from atom.values
            return
        listed = [each for each in self.hints.values.values() if kind_of(each) == atom.kind]
        if atom.kind == "number":
            yield from samples.numbers(atom, self.hints.numbers)
            yield from listed
        elif atom.kind == "string":
            yield from samples.strings(atom, self.hints.lengths, self.hints.patterns)
            yield from listed
        elif atom.kind == "array":
            yield from self._arrays(atom, depth)
            yield from listed
        else:
            yield from self._objects(atom, depth)
            yield from listed

    def _arrays(self, atom: Atom, depth: int) -> Iterator[list[Any]]:
        lengths = sorted(
            {
                atom.least,
                atom.least + 1,
                *(each + add for each in self.hints.lengths for add in (-1, 0, 1)),
            }
        )
        longest = min(12, atom.most if atom.most is not None else 12)
        for length in (each for each in lengths if atom.least <= each <= longest):
            pools = [self._values(atom.item(index), depth + 1) for index in range(length)]
            if not all(pools):
                continue
            for _, schema in atom.contains:
                # the first item satisfies `contains`
                for value in self._values(frozenset({schema}) | atom.item(0), depth + 1)[:4]:
                    yield [value, *(each[0] for each in pools[1:])]
            if atom.unique:
                yield from self._unique(pools)
                continue
            first = [each[0] for each in pools]
            yield first
            for index, pool in enumerate(pools[:3]):
                for value in pool[1:]:
                    yield [*first[:index], value, *first[index + 1 :]]
            if length > 1:
                for value in pools[-1][1:]:
                    yield [value] * length

    def _unique(self, pools: list[list[Any]]) -> Iterator[list[Any]]:
        for start in range(len(pools[0]) if pools else 1):
            found: dict[Any, Any] = {}
            for pool in pools:
                for value in (*pool[start:], *pool[:start]):
                    if identity(value) not in found:
                        found[identity(value)] = value
                        break
            if len(found) == len(pools):
                yield list(found.values())

    def _objects(self, atom: Atom, depth: int) -> Iterator[dict[str, Any]]:
        pools = {
            name: self._values(atom.value_of(name) or frozenset(), depth + 1)
            for name in atom.declared
        }
        pools = {name: pool for name, pool in pools.items() if pool}
        if not atom.required <= pools.keys():
            return
        extra = self._extra(atom, depth)
        least = {name: pools[name][0] for name in sorted(atom.required)}
        whole = {name: pool[0] for name, pool in pools.items()}
        padded = _padded(least, {**whole, **{name: pool[0] for name, pool in extra.items()}}, atom)
        yield padded
        yield whole
        for name in whole:
            if name not in atom.required:
                yield {key: value for key, value in whole.items() if key != name}
                yield {**padded, name: whole[name]}
        for base in (whole, padded):
            for name, pool in pools.items():
                for value in pool[1:]:
                    yield {**base, name: value}
            for name, pool in extra.items():
                for value in pool:
                    yield {**base, name: value}
        yield from self._pairs(pools, padded)

    def _pairs(
        self, pools: Mapping[str, list[Any]], base: dict[str, Any]
    ) -> Iterator[dict[str, Any]]:
        """Two properties with other values at once."""
        for one, other in itertools.combinations(pools, 2):
            for a, b in itertools.product(pools[one][:6], pools[other][:6]):
                yield {**base, one: a, other: b}

    def _extra(self, atom: Atom, depth: int) -> dict[str, list[Any]]:
        """Undeclared properties: by their schema, or, in the literal reading, one with an unused name."""
        found: dict[str, list[Any]] = {}
        for pattern, term in atom.pattern_properties:
            for name in samples.texts_of(pattern)[:2]:
                if name not in atom.properties:
                    found[name] = self._values(term, depth + 1)
        if atom.additional is not None:
            values = self._values(atom.additional, depth + 1)
            names = [name for name in self.hints.names if name not in atom.properties]
            found.update({name: values for name in (*names, "other", "another") if values})
        elif not self.prover.read.lenient:
            # strictly, a name that is declared as impossible, and one that is declared nowhere
            never = [
                name
                for name in self.hints.names
                if name not in atom.properties and self._is_refused(name)
            ]
            found.update({name: ["", 0, None, {}] for name in (*never, "undeclared")})
        return {name: pool for name, pool in found.items() if pool}

    def _is_refused(self, name: str) -> bool:
        schema = self.prover.read(self.right).properties.get(name)
        return schema is not None and not self.prover.is_inhabited(frozenset({schema}))


_MISSING = object()


def _padded(base: dict[str, Any], more: Mapping[str, Any], atom: Atom) -> dict[str, Any]:
    """The smallest object, with the minimum number of properties."""
    found = dict(base)
    for name, value in more.items():
        if len(found) >= atom.least:
            break
        found.setdefault(name, value)
    return found
