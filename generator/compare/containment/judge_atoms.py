"""Judges whether a schema accepts the values of an atom, keyword by keyword."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .atoms import Atom
from .judge_kinds import judge_array, judge_number, judge_object, judge_string
from .numbers import identity
from .overlap import (
    ALL,
    ASSUMED,
    NONE,
    OPEN,
    Overlap,
    agreed,
    all_of,
    any_of,
    exactly_one,
    opposite,
)
from .proof import Proof
from .schemas import Schema, Words
from .split import same_value
from .terms import listed

_DEEP = 24
_BY_KIND = {
    "number": judge_number,
    "string": judge_string,
    "array": judge_array,
    "object": judge_object,
}


def judge(
    proof: Proof,
    atom: Atom,
    schema: Schema,
    hidden: frozenset[str] = frozenset(),
    seen: frozenset[Schema] = frozenset(),
) -> Overlap:
    """Whether a schema accepts the values of an atom."""
    proof.step()
    if schema in atom.satisfied:
        return ALL
    words = proof.read(schema)
    if words.never:
        return NONE
    if words.is_unread or schema in seen or len(seen) > _DEEP:
        proof.cuts += len(seen) > _DEEP
        return OPEN
    if words.nullable and atom.kind == "null":
        return ALL
    if any(proof.alike.schemas(each, schema) for each in atom.satisfied):
        return ALL
    if any(proof.is_within(schema, each) for each in atom.excluded):
        return NONE
    if atom.values is not None:
        taken = [proof.evaluate(schema, each, hidden) for each in atom.values]
        if None not in taken:
            return ALL if all(taken) else OPEN if any(taken) else NONE
    seen |= {schema}
    hidden |= proof.read.hidden(schema)
    return all_of(_judgements(proof, atom, words, schema.side, hidden, seen))


def _judgements(
    proof: Proof,
    atom: Atom,
    words: Words,
    side: int,
    hidden: frozenset[str],
    seen: frozenset[Schema],
) -> Iterable[Overlap]:
    if words.types is not None and atom.kind not in words.types:
        yield NONE
        return
    for values in words.values:
        yield _in_list(proof, atom, values)
    if atom.kind in _BY_KIND:
        for taken in _BY_KIND[atom.kind](proof, atom, words, hidden):
            yield Overlap(taken)

    def judged(each: Schema) -> Overlap:
        return judge(proof, atom, each, hidden, seen)

    for name, implied in words.implies.items():
        if atom.kind == "object" and proof.may_have(atom, name):
            answer = judged(implied)
            yield answer if answer >= ASSUMED or name in atom.required else OPEN
    for part in words.parts:
        yield judged(part)

    def branch(each: Schema) -> Overlap:
        answer = judged(each)
        is_taken = answer >= ASSUMED and proof.read.is_careful
        return OPEN if is_taken and not _declares(proof, each, words, atom) else answer

    if words.any_of:
        branches = _likely_first(proof, atom, words.any_of)
        yield any_of(map(branch if len(branches) > 1 else judged, branches))
    if words.one_of:
        branches = _likely_first(proof, atom, words.one_of)
        answers = map(branch if len(branches) > 1 else judged, branches)
        yield any_of(answers) if proof.read.lenient else exactly_one(list(answers))
    if words.not_ is not None:
        answer = opposite(judged(words.not_))
        yield OPEN if answer is ALL and _names_others(proof, words.not_, atom) else answer
    if words.if_ is not None:
        condition = judged(words.if_)
        then, other = (ALL if each is None else judged(each) for each in (words.then, words.else_))
        yield then if condition is ALL else other if condition is NONE else agreed(then, other)
    for word, value in words.unread:
        yield _unread(proof, atom, word, value, side)


def _likely_first(proof: Proof, atom: Atom, branches: tuple[Schema, ...]) -> list[Schema]:
    """The branches of a union, the ones that probably accept all values of an atom first: one is enough."""
    pointers = {each.pointer for each in atom.satisfied}

    def rank(branch: Schema) -> int:
        if branch in atom.satisfied or any(
            proof.alike.schemas(each, branch) for each in atom.satisfied
        ):
            return 0
        leads_to = {each.pointer for each in proof.read(branch).parts}
        return 1 if branch.pointer in pointers or not pointers.isdisjoint(leads_to) else 2

    return sorted(branches, key=rank)


def _names_others(proof: Proof, negated: Schema, atom: Atom) -> bool:
    """Whether a value is outside of the negated schema only by a property that it does not declare."""
    if atom.kind != "object" or proof.read.lenient or proof.read.is_open:
        return False
    if any(proof.is_within(negated, each) for each in atom.excluded):
        return False
    return any(
        atom.value_of(name) is None and atom.most != 0
        for words in same_value(proof.read, negated)
        for name in words.required
    )


def _declares(proof: Proof, branch: Schema, around: Words, atom: Atom) -> bool:
    """Whether a branch declares all properties that the values of an atom may have."""
    if atom.kind != "object":
        return True
    named = set(around.properties)
    for schema in (branch, *around.parts):
        for words in same_value(proof.read, schema):
            if words.additional is not None or words.patterns:
                return True
            named |= words.properties.keys() | words.required
    return all(name in named or not proof.may_have(atom, name) for name in atom.declared)


def _unread(proof: Proof, atom: Atom, word: str, value: Any, side: int) -> Overlap:
    needed = {"unevaluatedItems": "array", "unevaluatedProperties": "object"}
    if needed.get(word, atom.kind) != atom.kind:
        return ALL
    if word.startswith("unevaluated"):
        return OPEN  # it depends on the keywords around it
    alike = (
        mine == word and proof.alike((from_, raw), (side, value))
        for mine, raw, from_ in atom.unread
    )
    return ALL if any(alike) else OPEN


def _in_list(proof: Proof, atom: Atom, values: tuple[Any, ...]) -> Overlap:
    if atom.values is not None:
        known = {identity(each) for each in values}
        taken = [identity(each) in known for each in atom.values]
        return ALL if all(taken) else OPEN if any(taken) else NONE
    near = [each for each in listed(values) if each.kind == atom.kind]
    for one in near:
        for each in one.values or ():
            if all(proof.evaluate(schema, each) is not False for schema in atom.satisfied):
                return OPEN
    return NONE
