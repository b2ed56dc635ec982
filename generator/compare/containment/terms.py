"""Expands a term to a union of atoms, which may hold more values, never fewer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .atoms import WHOLE, Atom, both, is_out_of_bounds, of_words
from .evaluate import kind_of
from .judge_kinds import count_of, holds_no_text, size_of
from .overlap import ALL
from .proof import ExhaustedError, Proof
from .schemas import ANYTHING, KINDS, NEVER, NOTHING, Schema, Term, Words

_MOST_ATOMS = 512
_MOST_BRANCHES = 20
_PLAINLY_DEEP = 12


class Terms:
    """Expands terms for one proof, cached."""

    def __init__(self, proof: Proof, like: Terms | None = None) -> None:
        self._proof = proof
        self._read = proof.read
        self._evaluate = proof.evaluate
        # the values of a term are the same for a careful proof
        self.expanded: dict[Term, list[Atom]] = {} if like is None else like.expanded
        self.inhabited: dict[Term, bool] = {} if like is None else like.inhabited
        self.too_large: dict[Term, int] = {} if like is None else like.too_large
        """Terms whose expansion exceeded the limit of steps, and the steps of the proof before it."""
        self._plain: set[Schema] = set()

    def atoms(self, term: Term) -> list[Atom]:
        """The values of a term, or a superset, as a union."""
        known = self.expanded.get(term)
        if known is not None:
            return known
        kept = [each for each in map(self._settled, self._combined(term)) if each is not None]
        self.expanded[term] = kept
        return kept

    def _combined(self, term: Term) -> list[Atom]:
        """The common values of a term's schemas, or a superset.

        A term that exceeded the limit of steps does so again, unless the proof has more steps left than then.
        """
        before = self._proof.steps
        if before >= self.too_large.get(term, before + 1):
            self._proof.give_up()
        found = _full()
        try:
            for schema in sorted(term, key=lambda each: (each.side, each.pointer)):
                found = _product(found, self._expanded(schema, frozenset()))
        except ExhaustedError:
            self.too_large[term] = before
            raise
        return found

    def _settled(self, atom: Atom) -> Atom | None:
        """An atom without the properties that are not sent, and without refused values."""
        if atom.not_named & atom.required:
            return None
        if atom.not_named:
            absent = dict.fromkeys(sorted(atom.not_named), NOTHING)
            atom = atom.but(properties={**atom.properties, **absent})
        if atom.kind == "object" and atom.additional is None:
            more = {name: ANYTHING for name in sorted(atom.may_name) if atom.value_of(name) is None}
            atom = atom.but(properties={**atom.properties, **more}) if more else atom
        if atom.hidden:
            atom = atom.but(
                required=atom.required - atom.hidden,
                properties={
                    **atom.properties,
                    **{name: frozenset({NEVER}) for name in sorted(atom.hidden)},
                },
            )
        if atom.values is not None:
            values = tuple(
                each
                for each in atom.values
                if all(self._evaluate(schema, each) is not False for schema in atom.satisfied)
            )
            return atom.but(values=values) if values else None
        return None if self.is_empty(atom) else atom

    def is_empty(self, atom: Atom) -> bool:
        """Whether an atom certainly holds no value."""
        if atom.values is not None:
            return not atom.values
        if is_out_of_bounds(atom):
            return True
        if atom.kind == "object":
            if atom.least or atom.most is not None:
                least, most = size_of(self._proof, atom)
                if most is not None and least > most:
                    return True
            for name in atom.required:
                if not self.is_inhabited(atom.value_of(name) or ANYTHING):
                    return True
        if atom.kind == "string" and holds_no_text(atom):
            return True
        if atom.kind == "array":
            longest = count_of(self._proof, atom)
            if longest is not None and atom.least > longest:
                return True
        if not atom.excluded:
            return False
        rest = atom.but(excluded=frozenset())
        return any(self._proof.judge(rest, each) is ALL for each in atom.excluded)

    def is_inhabited(self, term: Term) -> bool:
        """Whether a term may have a value."""
        if term not in self.inhabited:
            if NEVER in term:
                self.inhabited[term] = False
                return False
            if len(term) == 1 and self._is_plain(next(iter(term))):
                self.inhabited[term] = True
                return True
            self.inhabited[term] = True  # in a circle
            cuts = self._proof.cuts
            found = bool(self.atoms(term))
            self.inhabited[term] = found
            if self._proof.cuts != cuts:
                del self.inhabited[term]
                return found
        return self.inhabited[term]

    def _is_plain(self, schema: Schema, depth: int = 0) -> bool:
        """Whether a schema obviously has a value, without expanding it."""
        if schema in self._plain:
            return True
        found = self._has_plain_value(schema, depth)
        if found:
            self._plain.add(schema)
        return found

    def _has_plain_value(self, schema: Schema, depth: int) -> bool:
        words = self._read(schema)
        if words.any_of or words.one_of or words.not_ or words.if_ or depth > _PLAINLY_DEEP:
            return False
        if words.never or words.is_unread or words.types == frozenset():
            return False
        if words.values:
            return not words.parts and any(
                self._evaluate(schema, each) is True for each in words.values[0]
            )
        if words.low or words.count[0] or words.size[0] or words.length[0]:
            return False
        if words.parts:  # a reference to another schema, with nothing beside it
            return (
                "$ref" in schema.raw
                and len(words.parts) == 1
                and self._is_plain(words.parts[0], depth + 1)
            )
        if words.required and (words.patterns or words.names or words.size[1] is not None):
            return False
        return all(
            name in words.properties and self._is_plain(words.properties[name], depth + 1)
            for name in words.required
        )

    def _expanded(self, schema: Schema, seen: frozenset[Schema]) -> list[Atom]:
        words = self._read(schema)
        if words.never:
            return []
        if words.is_unread or schema in seen:
            return _full()
        self._proof.step()
        seen |= {schema}
        found = self._own(schema, words)
        for part in words.parts:
            found = _product(found, self._expanded(part, seen))
        for union, is_one in ((words.any_of, False), (words.one_of, True)):
            if union:
                found = _product(found, self._union(union, seen, is_one=is_one))
        if words.if_ is not None:
            found = _product(found, self._branches(words, words.if_, seen))
        # of oneOf a value is meant to be one branch; of anyOf it may be several at once
        names = frozenset(words.properties).union(
            *(each.may_name for each in found if each.kind == "object" and not words.one_of)
        )
        found = [
            each.but(
                satisfied=each.satisfied | {schema},
                may_name=each.may_name | names if each.kind == "object" else each.may_name,
            )
            for each in found
        ]
        if words.nullable:
            found = [each for each in found if each.kind != "null"]
            found.append(Atom(kind="null", values=(None,), satisfied=frozenset({schema})))
        return found

    def _own(self, schema: Schema, words: Words) -> list[Atom]:
        kinds = [each for each in KINDS if words.types is None or each in words.types]
        hidden = self._read.hidden(schema)
        found = [of_words(kind, words, schema, hidden) for kind in kinds]
        for values in words.values:
            found = _product(found, listed(values))
        return found

    def _union(
        self, union: tuple[Schema, ...], seen: frozenset[Schema], *, is_one: bool
    ) -> list[Atom]:
        branches = [self._expanded(branch, seen) for branch in union]
        if not is_one or self._read.lenient:
            return [atom for branch in branches for atom in branch]
        found: list[Atom] = []
        names = [_named(branch) for branch in branches]
        if len(union) > _MOST_BRANCHES:
            every = frozenset().union(*names)
            return [
                atom.but(may_name=atom.may_name | every) for branch in branches for atom in branch
            ]
        for index, branch in enumerate(branches):
            others = frozenset((*union[:index], *union[index + 1 :]))
            for atom in branch:
                one = atom.but(excluded=atom.excluded | others)
                found.append(one)
                if atom.kind == "object" and atom.additional is None and atom.values is None:
                    found += _under_other_names(one, names[:index] + names[index + 1 :])
        return found

    def _branches(self, words: Words, condition: Schema, seen: frozenset[Schema]) -> list[Atom]:
        then, other = (
            _full() if each is None else self._expanded(each, seen)
            for each in (words.then, words.else_)
        )
        held = _product(then, self._expanded(condition, seen))
        return [
            *held,
            *(each.but(excluded=each.excluded | {condition}) for each in other),
        ]


def _full() -> list[Atom]:
    return list(WHOLE.values())


def listed(values: tuple[Any, ...]) -> list[Atom]:
    """Single values as a union of atoms."""
    by_kind: dict[str, list[Any]] = {}
    for each in values:
        by_kind.setdefault(kind_of(each), []).append(each)
    return [Atom(kind=kind, values=tuple(each)) for kind, each in by_kind.items()]


def _product(some: list[Atom], others: list[Atom]) -> list[Atom]:
    """The intersection of two unions; the first one if that would have too many parts."""
    found = []
    for one in some:
        for other in others:
            common = both(one, other)
            if common is not None and not is_out_of_bounds(common):
                found.append(common)
                if len(found) > _MOST_ATOMS:
                    return some
    return found


def _named(atoms: list[Atom]) -> frozenset[str]:
    return frozenset().union(*(each.named | each.required for each in atoms))


def _under_other_names(atom: Atom, names: list[frozenset[str]]) -> Iterable[Atom]:
    """Values of one branch of oneOf that have the properties of another one, and only those.

    A value with properties of both is not sent in practice; see the table in docs/diff.md.
    """
    own = atom.named | atom.required
    for other in names:
        if not other <= own:
            yield atom.but(
                may_name=atom.may_name | other,
                not_named=atom.not_named | (own - other),
            )
