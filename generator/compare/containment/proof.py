"""The interface of `prove.Prover` for the modules that it is built from."""

from __future__ import annotations

from typing import NoReturn, Protocol

from .alike import Alike
from .atoms import Atom
from .evaluate import Evaluator
from .overlap import Overlap
from .reader import Reader
from .schemas import Schema, Term


class ExhaustedError(Exception):
    """A proof exceeded its limit of steps."""


class Proof(Protocol):
    """A proof under way, for one direction and one reading."""

    steps: int
    """The steps since the proof began."""
    cuts: int
    """How often something was left open because it was too deep or took too long."""

    @property
    def read(self) -> Reader:
        """Reads the keywords of a schema."""
        ...

    @property
    def alike(self) -> Alike:
        """Compares schemas by their text."""
        ...

    @property
    def evaluate(self) -> Evaluator:
        """Evaluates a value against a schema."""
        ...

    def relate(self, term: Term, schema: Schema) -> Overlap:
        """Whether a schema accepts the values of a term."""
        ...

    def judge(self, atom: Atom, schema: Schema) -> Overlap:
        """Whether a schema accepts the values of an atom."""
        ...

    def atoms(self, term: Term) -> list[Atom]:
        """The values of a term, or a superset, as a union."""
        ...

    def is_inhabited(self, term: Term) -> bool:
        """Whether a term may have a value."""
        ...

    def is_empty(self, atom: Atom) -> bool:
        """Whether an atom certainly holds no value."""
        ...

    def may_have(self, atom: Atom, name: str) -> bool:
        """Whether a value of an atom may have a property."""
        ...

    def is_within(self, one: Schema, other: Schema) -> bool:
        """Whether every value of one schema is certainly one of another."""
        ...

    def step(self) -> None:
        """Counts a step. Raises `ExhaustedError` beyond the limit."""
        ...

    def give_up(self) -> NoReturn:
        """Raises `ExhaustedError`, for a proof that would exceed the limit."""
        ...
