"""Proves that every value of a term is a value of a schema.

The term is written as a union of atoms. Each atom is judged as a whole: the schema accepts all of its values, or
none, or the result is open. An open result is retried on parts of the atom. Any other result is sound, since atoms
are supersets.
"""

from __future__ import annotations

from typing import NoReturn

from .alike import Alike
from .atoms import Atom
from .evaluate import Evaluator
from .judge_atoms import judge
from .overlap import ALL, ASSUMED, NONE, OPEN, Overlap, together
from .proof import ExhaustedError
from .reader import Reader
from .schemas import Schema, Term
from .split import parts_of
from .terms import Terms
from .text import as_texts

_MOST_STEPS = 30_000
_MOST_PARTS = 200
_DEEP = 24
_SPLITS = 4


class Prover:
    """Proofs for one direction and one reading, cached."""

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
        """The prover in which values may have any properties, including undeclared ones."""
        self.alike = alike
        self.as_text = as_text
        self.evaluate = Evaluator(reader, as_text=as_text)
        self.terms: Terms = Terms(self, None if like is None else like.terms)
        self._proved: dict[tuple[Term, Schema], Overlap] = {}
        self._active: dict[tuple[Term, Schema], int] = {}
        self._assumed: dict[tuple[Term, Schema], int] = {}
        """Pairs that hold if a pair below them on the stack does: the lowest such level."""
        self._lowest = 0
        self.cuts = 0
        self.steps = 0

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
        self.steps = 0
        if self._whole is not self:
            self._whole.start()

    def _as_list(self, term: Term, schema: Schema, *, has_commas: bool) -> bool:
        """Whether the schema accepts a scalar as a list of one item: both are the same text."""
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

    def relate(self, term: Term, schema: Schema) -> Overlap:
        """Whether a schema accepts the values of a term."""
        key = term, schema
        if key in self._proved:
            return self._proved[key]
        if schema in term or any(self.alike.schemas(each, schema) for each in term):
            return ALL
        level = self._active.get(key, self._assumed.get(key))
        if level is not None:
            self._lowest = min(self._lowest, level)
            return ASSUMED
        if len(self._active) > _DEEP:
            self.cuts += 1
            return OPEN
        return self._related(key)

    def _related(self, key: tuple[Term, Schema]) -> Overlap:
        level, cuts, start = len(self._active), self.cuts, len(self._assumed)
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
        holds = answer >= ASSUMED and lowest >= level  # no other assumption is open
        for each in under:
            del self._assumed[each]
            if holds:
                self._proved[each] = ALL
        if answer >= ASSUMED:
            answer = self._proved[key] = ALL
        elif self.cuts == cuts:
            self._proved[key] = answer
        return answer

    def _judged(self, term: Term, schema: Schema) -> Overlap:
        answers = []
        for atom in self.atoms(term):
            answers.append(self._all(atom, schema))
            if answers[-1] in (NONE, OPEN) and len(set(answers)) > 1:
                return OPEN
        return together(answers)

    def _all(self, atom: Atom, schema: Schema) -> Overlap:
        answer = self.judge(atom, schema)
        if answer is not OPEN:
            if answer is NONE and self.as_text and self._is_written_so(atom, schema):
                return ALL
            return answer
        if self.as_text and self._is_written_so(atom, schema):
            return ALL
        return self._in_parts(atom, schema, _SPLITS, [_MOST_PARTS])

    def _is_written_so(self, atom: Atom, schema: Schema) -> bool:
        """Whether the text of a value is accepted."""
        return any(self.judge(each, schema) is ALL for each in as_texts(atom))

    def _in_parts(self, atom: Atom, schema: Schema, splits: int, left: list[int]) -> Overlap:
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
        return OPEN if parts is None else together(answers)

    # ── atoms ──

    def atoms(self, term: Term) -> list[Atom]:
        """The values of a term, or a superset, as a union."""
        return self.terms.atoms(term)

    def is_empty(self, atom: Atom) -> bool:
        """Whether an atom certainly holds no value."""
        return self.terms.is_empty(atom)

    def is_inhabited(self, term: Term) -> bool:
        """Whether a term may have a value."""
        return self.terms.is_inhabited(term)

    def judge(self, atom: Atom, schema: Schema) -> Overlap:
        """Whether a schema accepts the values of an atom."""
        return judge(self, atom, schema)

    def may_have(self, atom: Atom, name: str) -> bool:
        """Whether a value of an atom may have a property."""
        if atom.most is not None and name not in atom.required and len(atom.required) >= atom.most:
            return False
        term = atom.value_of(name)
        if term is None:
            return self.read.is_open
        return name not in atom.hidden and self.is_inhabited(term)

    def is_within(self, one: Schema, other: Schema) -> bool:
        """Whether every value of one schema is certainly one of another."""
        if one == other or self.alike.schemas(one, other):
            return True
        return one.side >= 0 and self._whole.relate(frozenset({one}), other) is ALL

    def step(self) -> None:
        """Counts a step. Raises `ExhaustedError` beyond the limit."""
        self.steps += 1
        if self.steps > _MOST_STEPS:
            self.give_up()

    def give_up(self) -> NoReturn:
        """Raises `ExhaustedError`, for a proof that would exceed the limit."""
        self.cuts += 1
        raise ExhaustedError
