"""Proves that every value of a term is a value of a schema.

The term is written as a union of atoms, and each atom is judged as if it were a value: the schema takes all of
its values, or none, or that is open. What is open is tried again on parts of the atom. An answer other than
"open" is right whatever was left out on the way: atoms only ever hold too much.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Any

import attrs

from .alike import Alike
from .atoms import Atom, both, is_out_of_bounds, of_words
from .evaluate import Evaluator, kind_of
from .judge_kinds import (
    count_of,
    holds_no_text,
    judge_array,
    judge_number,
    judge_object,
    judge_string,
    size_of,
)
from .numbers import identity
from .schemas import ANYTHING, KINDS, NEVER, NOTHING, Reader, Schema, Term, Words
from .split import parts_of, same_value
from .text import as_texts


class Answer(IntEnum):
    """Whether a schema takes the values of an atom."""

    NONE = 0
    """It takes none of them."""
    OPEN = 1
    """That is not decided."""
    ASSUMED = 2
    """All of them, if the pair that is being proved holds."""
    ALL = 3


NONE, OPEN, ASSUMED, ALL = Answer
_MOST_ATOMS = 512
_MOST_STEPS = 30_000
_MOST_PARTS = 200
_MOST_BRANCHES = 20
_DEEP = 24
_SPLITS = 4


class ExhaustedError(Exception):
    """A proof that takes too long."""


@attrs.define
class _Known:
    """What has been found out about terms."""

    atoms: dict[Term, list[Atom]] = attrs.field(factory=dict)
    inhabited: dict[Term, bool] = attrs.field(factory=dict)


class Prover:
    """Proofs for one direction and one reading; what was proved once is kept."""

    def __init__(
        self,
        reader: Reader,
        alike: Alike,
        *,
        as_text: bool = False,
        whole: Prover | None = None,
        like: Prover | None = None,
    ) -> None:
        self.read = reader
        self._whole = self if whole is None else whole
        """The prover that lets values have any properties, also those that nobody would send."""
        self.alike = alike
        self.as_text = as_text
        self.evaluate = Evaluator(reader, as_text=as_text)
        # what values a term has is the same for one that proves with care
        self.known: _Known = _Known() if like is None else like.known
        self._proved: dict[tuple[Term, Schema], Answer] = {}
        self._active: dict[tuple[Term, Schema], int] = {}
        self._assumed: dict[tuple[Term, Schema], int] = {}
        """Pairs that hold if one that is being proved does: the lowest such one."""
        self._lowest = 0
        self._cuts = 0
        self._steps = 0

    def proves(
        self, term: Term, schema: Schema, *, as_list: bool = False, has_commas: bool = False
    ) -> bool:
        """Whether every value of the term is certainly one of the schema."""
        self.start()
        try:
            if self.relate(term, schema) >= ASSUMED:
                return True
            return as_list and self._as_list(term, schema, has_commas=has_commas)
        except (ExhaustedError, RecursionError):
            return False
        finally:
            self._active.clear()
            self._assumed.clear()

    def start(self) -> None:
        """Begins to count the steps of a proof."""
        self._steps = 0
        if self._whole is not self:
            self._whole.start()

    def _as_list(self, term: Term, schema: Schema, *, has_commas: bool) -> bool:
        """Whether the schema takes what stands alone as a list of one: both are the same text."""
        for atom in self.atoms(term):
            if atom.kind in ("null", "array", "object"):
                return False
            texts = atom.values or ("," if atom.kind == "string" else "",)
            if has_commas and any("," in each for each in texts if isinstance(each, str)):
                return False
        lists = {
            Schema(
                each.side,
                f"{each.pointer}#list",
                {"type": "array", "items": each.raw, "minItems": 1, "maxItems": 1},
            )
            for each in term
        }
        return self.relate(frozenset(lists), schema) >= ASSUMED

    # ── relations of terms and schemas ──

    def relate(self, term: Term, schema: Schema) -> Answer:
        """Whether a schema takes the values of a term."""
        key = term, schema
        if key in self._proved:
            return self._proved[key]
        if schema in term or any(self._is_alike(each, schema) for each in term):
            return ALL
        level = self._active.get(key, self._assumed.get(key))
        if level is not None:
            self._lowest = min(self._lowest, level)
            return ASSUMED
        if len(self._active) > _DEEP:
            self._cuts += 1
            return OPEN
        return self._related(key)

    def _related(self, key: tuple[Term, Schema]) -> Answer:
        level, cuts, start = len(self._active), self._cuts, len(self._assumed)
        outer, self._lowest = self._lowest, level + 1
        self._active[key] = level
        try:
            answer = self._judged(*key)
        finally:
            del self._active[key]
            lowest, self._lowest = self._lowest, outer
        under = list(self._assumed)[start:]
        if answer is ASSUMED and lowest < level:
            for each in under:
                self._assumed[each] = min(self._assumed[each], lowest)
            self._assumed[key] = lowest
            self._lowest = min(outer, lowest)
            return ASSUMED
        holds = answer >= ASSUMED and lowest >= level  # nothing else is left to be shown
        for each in under:
            del self._assumed[each]
            if holds:
                self._proved[each] = ALL
        if answer >= ASSUMED:
            answer = self._proved[key] = ALL
        elif self._cuts == cuts:
            self._proved[key] = answer
        return answer

    def _judged(self, term: Term, schema: Schema) -> Answer:
        answers = []
        for atom in self.atoms(term):
            answers.append(self._all(atom, schema))
            if answers[-1] in (NONE, OPEN) and len(set(answers)) > 1:
                return OPEN
        return _together(answers)

    def _all(self, atom: Atom, schema: Schema) -> Answer:
        answer = self.judge(atom, schema)
        if answer is not OPEN:
            if answer is NONE and self.as_text and self._is_written_so(atom, schema):
                return ALL
            return answer
        if self.as_text and self._is_written_so(atom, schema):
            return ALL
        return self._in_parts(atom, schema, _SPLITS, [_MOST_PARTS])

    def _is_written_so(self, atom: Atom, schema: Schema) -> bool:
        """Whether the text of a value is taken."""
        return any(self.judge(each, schema) is ALL for each in as_texts(atom))

    def _in_parts(self, atom: Atom, schema: Schema, splits: int, left: list[int]) -> Answer:
        answers = []
        parts = parts_of(self, atom, schema) if splits else None
        for part in parts or ():
            left[0] -= 1
            if left[0] < 0:
                return OPEN
            if self.is_empty(part):
                continue
            answer = self.judge(part, schema)
            if answer is OPEN:
                answer = self._in_parts(part, schema, splits - 1, left)
            answers.append(answer)
            if answer is OPEN or len({each is NONE for each in answers}) > 1:
                return OPEN
        return OPEN if parts is None else _together(answers)

    # ── atoms ──

    def atoms(self, term: Term) -> list[Atom]:
        """The values of a term, or more, as a union."""
        known = self.known.atoms.get(term)
        if known is not None:
            return known
        found = _full()
        for schema in sorted(term, key=lambda each: (each.side, each.pointer)):
            found = _product(found, self._expanded(schema, frozenset()))
        kept = [each for each in map(self._settled, found) if each is not None]
        self.known.atoms[term] = kept
        return kept

    def _settled(self, atom: Atom) -> Atom | None:
        """An atom without what does not travel, and without the values that some schema refuses."""
        if atom.not_named & atom.required:
            return None
        if atom.not_named:
            absent = dict.fromkeys(sorted(atom.not_named), NOTHING)
            atom = attrs.evolve(atom, properties={**atom.properties, **absent})
        if atom.kind == "object" and atom.additional is None:
            more = {name: ANYTHING for name in sorted(atom.may_name) if atom.value_of(name) is None}
            atom = attrs.evolve(atom, properties={**atom.properties, **more}) if more else atom
        if atom.hidden:
            atom = attrs.evolve(
                atom,
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
                if all(self.evaluate(schema, each) is not False for schema in atom.satisfied)
            )
            return attrs.evolve(atom, values=values) if values else None
        return None if self.is_empty(atom) else atom

    def is_empty(self, atom: Atom) -> bool:
        """Whether an atom certainly holds no value."""
        if atom.values is not None:
            return not atom.values
        if is_out_of_bounds(atom):
            return True
        if atom.kind == "object":
            if atom.least or atom.most is not None:
                least, most = size_of(self, atom)
                if most is not None and least > most:
                    return True
            for name in atom.required:
                if not self.is_inhabited(atom.value_of(name) or ANYTHING):
                    return True
        if atom.kind == "string" and holds_no_text(atom):
            return True
        if atom.kind == "array":
            longest = count_of(self, atom)
            if longest is not None and atom.least > longest:
                return True
        rest = attrs.evolve(atom, excluded=frozenset())
        return any(self.judge(rest, each) is ALL for each in atom.excluded)

    def is_inhabited(self, term: Term) -> bool:
        """Whether a term may have a value."""
        if term not in self.known.inhabited:
            if NEVER in term:
                self.known.inhabited[term] = False
                return False
            if len(term) == 1 and self._is_plain(next(iter(term))):
                self.known.inhabited[term] = True
                return True
            self.known.inhabited[term] = True  # in a circle
            cuts = self._cuts
            found = bool(self.atoms(term))
            self.known.inhabited[term] = found
            if self._cuts != cuts:
                del self.known.inhabited[term]
                return found
        return self.known.inhabited[term]

    def _is_plain(self, schema: Schema) -> bool:
        """Whether nothing in a schema could rule out all values."""
        words = self.read(schema)
        is_mixed = words.parts or words.any_of or words.one_of or words.not_ or words.if_
        is_bound = words.required or words.values or words.low or words.count[0] or words.size[0]
        is_odd = words.never or words.is_unread or words.length[0] or words.types == frozenset()
        return not (is_mixed or is_bound or is_odd)

    def _expanded(self, schema: Schema, seen: frozenset[Schema]) -> list[Atom]:
        words = self.read(schema)
        if words.never:
            return []
        if words.is_unread or schema in seen:
            return _full()
        self._step()
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
            attrs.evolve(
                each,
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
        hidden = self.read.hidden(schema)
        found = [of_words(kind, words, schema, hidden) for kind in kinds]
        for values in words.values:
            found = _product(found, _listed(values))
        return found

    def _union(
        self, union: tuple[Schema, ...], seen: frozenset[Schema], *, is_one: bool
    ) -> list[Atom]:
        branches = [self._expanded(branch, seen) for branch in union]
        if not is_one or self.read.lenient:
            return [atom for branch in branches for atom in branch]
        found: list[Atom] = []
        names = [_named(branch) for branch in branches]
        if len(union) > _MOST_BRANCHES:
            every = frozenset().union(*names)
            return [
                attrs.evolve(atom, may_name=atom.may_name | every)
                for branch in branches
                for atom in branch
            ]
        for index, branch in enumerate(branches):
            others = frozenset((*union[:index], *union[index + 1 :]))
            for atom in branch:
                one = attrs.evolve(atom, excluded=atom.excluded | others)
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
            *(attrs.evolve(each, excluded=each.excluded | {condition}) for each in other),
        ]

    # ── atoms and schemas ──

    def judge(
        self,
        atom: Atom,
        schema: Schema,
        hidden: frozenset[str] = frozenset(),
        seen: frozenset[Schema] = frozenset(),
    ) -> Answer:
        """Whether a schema takes the values of an atom."""
        self._step()
        if schema in atom.satisfied:
            return ALL
        words = self.read(schema)
        if words.never:
            return NONE
        if words.is_unread or schema in seen or len(seen) > _DEEP:
            self._cuts += len(seen) > _DEEP
            return OPEN
        if words.nullable and atom.kind == "null":
            return ALL
        if any(self._is_alike(each, schema) for each in atom.satisfied):
            return ALL
        if any(self._is_within(schema, each) for each in atom.excluded):
            return NONE
        if atom.values is not None:
            taken = [self.evaluate(schema, each, hidden) for each in atom.values]
            if None not in taken:
                return ALL if all(taken) else OPEN if any(taken) else NONE
        seen |= {schema}
        hidden |= self.read.hidden(schema)
        return _and(self._judgements(atom, words, schema.side, hidden, seen))

    def _judgements(
        self,
        atom: Atom,
        words: Words,
        side: int,
        hidden: frozenset[str],
        seen: frozenset[Schema],
    ) -> Iterable[Answer]:
        if words.types is not None and atom.kind not in words.types:
            yield NONE
            return
        for values in words.values:
            yield self._listed(atom, values)
        by_kind = {
            "number": judge_number,
            "string": judge_string,
            "array": judge_array,
            "object": judge_object,
        }
        if atom.kind in by_kind:
            for taken in by_kind[atom.kind](self, atom, words, hidden):
                yield Answer(taken)

        def judged(each: Schema) -> Answer:
            return self.judge(atom, each, hidden, seen)

        for name, implied in words.implies.items():
            if atom.kind == "object" and self.may_have(atom, name):
                answer = judged(implied)
                yield answer if answer >= ASSUMED or name in atom.required else OPEN
        for part in words.parts:
            yield judged(part)

        def branch(each: Schema) -> Answer:
            answer = judged(each)
            is_taken = answer >= ASSUMED and self.read.is_careful
            return OPEN if is_taken and not self._declares(each, words, atom) else answer

        if words.any_of:
            yield _or(map(branch if len(words.any_of) > 1 else judged, words.any_of))
        if words.one_of:
            answers = map(branch if len(words.one_of) > 1 else judged, words.one_of)
            yield _or(answers) if self.read.lenient else _exactly_one(list(answers))
        if words.not_ is not None:
            yield _not(judged(words.not_))
        if words.if_ is not None:
            condition = judged(words.if_)
            then, other = (
                ALL if each is None else judged(each) for each in (words.then, words.else_)
            )
            yield then if condition is ALL else other if condition is NONE else _agreed(then, other)
        for word, value in words.unread:
            yield self._unread(atom, word, value, side)

    def _declares(self, branch: Schema, around: Words, atom: Atom) -> bool:
        """Whether a branch speaks of all properties that the values of an atom may have."""
        if atom.kind != "object":
            return True
        named = set(around.properties)
        for schema in (branch, *around.parts):
            for words in same_value(self.read, schema):
                if words.additional is not None or words.patterns:
                    return True
                named |= words.properties.keys() | words.required
        return all(name in named or not self.may_have(atom, name) for name in atom.declared)

    def _unread(self, atom: Atom, word: str, value: Any, side: int) -> Answer:
        needed = {"unevaluatedItems": "array", "unevaluatedProperties": "object"}
        if needed.get(word, atom.kind) != atom.kind:
            return ALL
        if word.startswith("unevaluated"):
            return OPEN  # it depends on what stands around it
        alike = (
            mine == word and self.alike((from_, raw), (side, value))
            for mine, raw, from_ in atom.unread
        )
        return ALL if any(alike) else OPEN

    def _listed(self, atom: Atom, values: tuple[Any, ...]) -> Answer:
        if atom.values is not None:
            known = {identity(each) for each in values}
            taken = [identity(each) in known for each in atom.values]
            return ALL if all(taken) else OPEN if any(taken) else NONE
        near = [each for each in _listed(values) if each.kind == atom.kind]
        for one in near:
            for each in one.values or ():
                if all(self.evaluate(schema, each) is not False for schema in atom.satisfied):
                    return OPEN
        return NONE

    def may_have(self, atom: Atom, name: str) -> bool:
        """Whether a value of an atom may have a property."""
        if atom.most is not None and name not in atom.required and len(atom.required) >= atom.most:
            return False
        term = atom.value_of(name)
        if term is None:
            return self.read.is_open
        return name not in atom.hidden and self.is_inhabited(term)

    def _is_alike(self, one: Schema, other: Schema) -> bool:
        return self.alike.schemas(one, other)

    def _is_within(self, one: Schema, other: Schema) -> bool:
        if one == other or self._is_alike(one, other):
            return True
        return one.side >= 0 and self._whole.relate(frozenset({one}), other) is ALL

    def _step(self) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            self._cuts += 1
            raise ExhaustedError


def _full() -> list[Atom]:
    return [
        Atom(kind="null", values=(None,)),
        Atom(kind="boolean", values=(False, True)),
        *(Atom(kind=each) for each in ("number", "string", "array", "object")),
    ]


def _listed(values: tuple[Any, ...]) -> list[Atom]:
    by_kind: dict[str, list[Any]] = {}
    for each in values:
        by_kind.setdefault(kind_of(each), []).append(each)
    return [Atom(kind=kind, values=tuple(each)) for kind, each in by_kind.items()]


def _product(some: list[Atom], others: list[Atom]) -> list[Atom]:
    """What two unions have in common; the first one where that would be too many parts."""
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

    One that has some of either is none that anybody sends; see the policy in docs/diff.md.
    """
    own = atom.named | atom.required
    for other in names:
        if not other <= own:
            yield attrs.evolve(
                atom,
                may_name=atom.may_name | other,
                not_named=atom.not_named | (own - other),
            )


def _together(answers: list[Answer]) -> Answer:
    """Of all parts together; nothing at all is taken by anything."""
    if not answers:
        return ALL
    if all(each is NONE for each in answers):
        return NONE
    return max(OPEN, min(answers))


def _and(answers: Iterable[Answer]) -> Answer:
    lowest = ALL
    for each in answers:
        if each is NONE:
            return NONE
        lowest = min(lowest, each)
    return lowest


def _or(answers: Iterable[Answer]) -> Answer:
    highest = NONE
    for each in answers:
        highest = max(highest, each)
        if highest is ALL:
            break
    return highest


def _not(answer: Answer) -> Answer:
    return {NONE: ALL, ALL: NONE}.get(answer, OPEN)


def _exactly_one(answers: list[Answer]) -> Answer:
    sure = [each for each in answers if each >= ASSUMED]
    if answers.count(ALL) > 1:
        return NONE
    if len(sure) == 1 and answers.count(NONE) == len(answers) - 1:
        return sure[0]
    return NONE if not sure and OPEN not in answers else OPEN


def _agreed(one: Answer, other: Answer) -> Answer:
    if one is NONE and other is NONE:
        return NONE
    return max(OPEN, min(one, other))
