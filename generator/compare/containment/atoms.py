"""Sets of values of one JSON type, as a schema describes them, and their intersection."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import attrs

from .numbers import common_multiple, identity
from .schemas import ANYTHING, Schema, Term, Words, matches

ONE = Fraction(1)


@attrs.frozen(kw_only=True, slots=False)  # without slots: many are made, most of them out of others
class Atom:
    """Values of one JSON type that fulfil all of these conditions."""

    kind: str
    values: tuple[Any, ...] | None = None
    """The only values, if they are listed."""
    low: tuple[Fraction, bool] | None = None
    high: tuple[Fraction, bool] | None = None
    multiple: Fraction | None = None
    least: int = 0
    """The least length, number of items or of properties."""
    most: int | None = None
    patterns: frozenset[str] = frozenset()
    formats: frozenset[str] = frozenset()
    unique: bool = False
    contains: tuple[tuple[tuple[int, int | None], Schema], ...] = ()
    """The minimum and maximum numbers of items that satisfy each schema."""
    prefix: tuple[Term, ...] = ()
    items: Term = ANYTHING
    properties: Mapping[str, Term] = {}
    pattern_properties: tuple[tuple[str, Term], ...] = ()
    additional: Term | None = None
    """The schema of further properties; None if there is none."""
    required: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    """Properties that do not travel in this direction."""
    names: frozenset[Schema] = frozenset()
    excluded: frozenset[Schema] = frozenset()
    """Schemas that no value of the atom satisfies."""
    satisfied: frozenset[Schema] = frozenset()
    """Schemas that every value of the atom is known to satisfy."""
    unread: tuple[tuple[str, Any, int], ...] = ()
    """Assertions that are only compared, with the side that they are from."""
    may_name: frozenset[str] = frozenset()
    """Properties that are declared beside these values, and so may be sent with them."""
    not_named: frozenset[str] = frozenset()
    """Properties that are not sent with these values, unless something else declares them."""

    def but(self, **changes: Any) -> Atom:
        """The same with other conditions. Does what `attrs.evolve` does, ten times as fast."""
        if not changes.keys() <= self.__dict__.keys():
            raise TypeError(f"no conditions of an atom: {sorted(changes)}")
        made = object.__new__(Atom)
        made.__dict__.update(self.__dict__, **changes)
        return made

    def value_of(self, name: str) -> Term | None:
        """The schemas that a property has to satisfy; None for a property without any."""
        if not self.pattern_properties and name in self.properties:
            return self.properties[name]
        found: set[Schema] = set(self.properties.get(name, ()))
        is_named = name in self.properties
        for pattern, term in self.pattern_properties:
            if matches(pattern, name):
                is_named = True
                found |= term
        if is_named:
            return frozenset(found)
        if self.additional is not None:
            return self.additional
        return ANYTHING if name in self.required else None

    def item(self, index: int) -> Term:
        """The schemas that an item has to satisfy."""
        return self.prefix[index] if index < len(self.prefix) else self.items

    @property
    def named(self) -> frozenset[str]:
        """The names of properties that may be sent, as far as any is declared."""
        return (self.may_name | self.properties.keys()) - self.not_named

    @property
    def declared(self) -> list[str]:
        """The names of properties that have a schema."""
        return [*self.properties, *sorted(self.required - self.properties.keys())]


WHOLE = {
    "null": Atom(kind="null", values=(None,)),
    "boolean": Atom(kind="boolean", values=(False, True)),
    **{kind: Atom(kind=kind) for kind in ("number", "string", "array", "object")},
}
"""All values of each JSON type."""


def of_words(kind: str, words: Words, schema: Schema, hidden: frozenset[str]) -> Atom:
    """The values of one type that fulfil the keywords of a schema, without its branches and parts."""
    atom = WHOLE[kind]
    if kind == "number":
        multiple = words.multiple
        if words.is_integer:
            multiple = ONE if multiple is None else common_multiple(multiple, ONE)
        atom = Atom(kind=kind, low=words.low, high=words.high, multiple=multiple)
    elif kind == "string":
        patterns = frozenset() if words.pattern is None else frozenset({words.pattern})
        least, most = words.length
        atom = Atom(kind=kind, least=least, most=most, patterns=patterns)
    elif kind == "array":
        least, most = words.count
        atom = Atom(
            kind=kind,
            least=least,
            most=most,
            unique=words.unique,
            contains=() if words.contains is None else ((words.contained, words.contains),),
            prefix=tuple(frozenset({each}) for each in words.prefix),
            items=ANYTHING if words.items is None else frozenset({words.items}),
        )
    elif kind == "object":
        least, most = words.size
        atom = Atom(
            kind=kind,
            least=least,
            most=most,
            properties={name: frozenset({each}) for name, each in words.properties.items()},
            pattern_properties=tuple((name, frozenset({each})) for name, each in words.patterns),
            additional=None if words.additional is None else frozenset({words.additional}),
            required=words.required,
            hidden=hidden,
            names=frozenset() if words.names is None else frozenset({words.names}),
        )
    if words.format is not None and kind in ("string", "number"):
        atom = atom.but(formats=frozenset({words.format}))
    if words.unread:
        atom = atom.but(unread=tuple((word, value, schema.side) for word, value in words.unread))
    return atom if words.not_ is None else atom.but(excluded=frozenset({words.not_}))


def both(one: Atom, other: Atom) -> Atom | None:
    """The values that two atoms have in common, or more; None if they have none."""
    if one.kind != other.kind:
        return None
    if one is WHOLE[one.kind] or other is WHOLE[one.kind]:
        return other if one is WHOLE[one.kind] else one
    values = one.values if other.values is None else other.values
    if one.values is not None and other.values is not None:
        known = {identity(each) for each in other.values}
        values = tuple(each for each in one.values if identity(each) in known)
        if not values:
            return None
    low = _tighter(one.low, other.low, is_low=True)
    high = _tighter(one.high, other.high, is_low=False)
    multiple = one.multiple or other.multiple
    if one.multiple is not None and other.multiple is not None:
        multiple = common_multiple(one.multiple, other.multiple)
    mosts = [each for each in (one.most, other.most) if each is not None]
    atom = Atom(
        kind=one.kind,
        values=values,
        low=low,
        high=high,
        multiple=multiple,
        least=max(one.least, other.least),
        most=min(mosts, default=None),
        patterns=one.patterns | other.patterns,
        formats=one.formats | other.formats,
        unique=one.unique or other.unique,
        excluded=one.excluded | other.excluded,
        satisfied=one.satisfied | other.satisfied,
        unread=(*one.unread, *other.unread),
        may_name=one.may_name | other.may_name,
        not_named=(one.not_named - other.named) | (other.not_named - one.named),
    )
    if one.kind == "array":
        longest = max(len(one.prefix), len(other.prefix))
        return atom.but(
            contains=(*one.contains, *other.contains),
            prefix=tuple(one.item(index) | other.item(index) for index in range(longest)),
            items=one.items | other.items,
        )
    return _objects(atom, one, other) if one.kind == "object" else atom


def _objects(atom: Atom, one: Atom, other: Atom) -> Atom:
    names = dict.fromkeys((*one.properties, *other.properties))
    additional: Term | None = None
    if one.additional is not None or other.additional is not None:
        additional = (one.additional or ANYTHING) | (other.additional or ANYTHING)
    return atom.but(
        properties={
            name: (one.value_of(name) or ANYTHING) | (other.value_of(name) or ANYTHING)
            for name in names
        },
        pattern_properties=(*one.pattern_properties, *other.pattern_properties),
        additional=additional,
        required=one.required | other.required,
        hidden=one.hidden | other.hidden,
        names=one.names | other.names,
    )


def _tighter(
    one: tuple[Fraction, bool] | None, other: tuple[Fraction, bool] | None, *, is_low: bool
) -> tuple[Fraction, bool] | None:
    if one is None or other is None:
        return one or other
    if one[0] == other[0]:
        return one[0], one[1] or other[1]
    return max(one, other) if is_low else min(one, other)


def on_lattice(atom: Atom) -> tuple[Fraction | None, Fraction | None]:
    """The least and the greatest number that an atom with a multiple may hold."""
    multiple = atom.multiple
    if multiple is None:
        raise ValueError("a number without a multiple has no least step")
    low = high = None
    if atom.low is not None:
        steps = -(-atom.low[0] // multiple)
        low = (steps + (atom.low[1] and steps * multiple == atom.low[0])) * multiple
    if atom.high is not None:
        steps = atom.high[0] // multiple
        high = (steps - (atom.high[1] and steps * multiple == atom.high[0])) * multiple
    return low, high


def is_out_of_bounds(atom: Atom) -> bool:
    """Whether its limits leave no value."""
    if atom.most is not None and atom.least > atom.most:
        return True
    if atom.kind != "number" or atom.low is None or atom.high is None:
        return False
    if atom.multiple is not None:
        low, high = on_lattice(atom)
        return low is not None and high is not None and low > high
    excluded = atom.low[1] or atom.high[1]
    return atom.low[0] > atom.high[0] or (atom.low[0] == atom.high[0] and excluded)
