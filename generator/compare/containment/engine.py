"""Decides for a pair of schemas whether every value that is sent is accepted."""

from __future__ import annotations

from enum import Enum
from typing import Any

import attrs

from ..openapi.references import Document
from .alike import Alike
from .prove import Prover
from .reader import Reader
from .schemas import Schema, Words
from .witness import Search


class SchemaReading(Enum):
    """How strictly a schema is read."""

    LETTER = "letter"
    """As JSON Schema defines it: a schema without a type allows any type, and formats exclude values."""
    INTENT = "intent"
    """As descriptions are meant: `properties` implies an object, and undeclared properties are not sent."""


@attrs.frozen
class Travel:
    """How values are sent: in which direction, and whether as text."""

    is_request: bool
    as_text: bool = False
    as_list: bool = False
    """Whether a scalar is written like a list of one item."""
    has_commas: bool = False
    """Whether a comma in a value divides a list."""


class Containment:
    """Decides whether one side accepts what the other one sends. Proofs are cached."""

    def __init__(self, old: Document, new: Document) -> None:
        self._documents = old, new
        self._alike = Alike(self._documents)
        self._provers: dict[tuple[bool, bool, SchemaReading, bool], Prover] = {}
        self._letter: dict[Schema, Words] = {}

    def is_alike(self, old: tuple[Any, str], new: tuple[Any, str]) -> bool:
        """Whether two schemas are equal except for annotations."""
        return self._alike((0, old[0]), (1, new[0]))

    def holds(
        self,
        old: tuple[Any, str],
        new: tuple[Any, str],
        travel: Travel,
        reading: SchemaReading,
        *,
        is_careful: bool = False,
    ) -> bool:
        """Whether the new schema accepts every request that the old one accepts.

        For a response: whether the old one accepts every value that the new one does. A doubt is a no. With
        `is_careful`, an open branch of a union does not accept the properties of another branch.
        """
        prover = self._prover(travel, reading, is_careful=is_careful)
        left, right = _ends(old, new, travel)
        return prover.proves(
            frozenset({left}), right, as_list=travel.as_list, has_commas=travel.has_commas
        )

    def widens(
        self,
        old: tuple[Any, str],
        new: tuple[Any, str],
        travel: Travel,
        *,
        is_careful: bool = False,
    ) -> bool:
        """Whether more values may be sent than before, as far as is proved."""
        back = attrs.evolve(travel, is_request=not travel.is_request)
        # the properties that are not sent depend on the original direction
        prover = self._prover(travel, SchemaReading.LETTER, is_careful=is_careful)
        left, right = _ends(old, new, back)
        return not prover.proves(frozenset({left}), right)

    def witness(
        self, old: tuple[Any, str], new: tuple[Any, str], travel: Travel, reading: SchemaReading
    ) -> tuple[Any] | None:
        """A value that is sent and not accepted, in a tuple; None if none was found."""
        prover = self._prover(travel, reading)
        left, right = _ends(old, new, travel)
        return Search(prover, left, right, as_list=travel.as_list, has_commas=travel.has_commas)()

    def _prover(
        self, travel: Travel, reading: SchemaReading, *, is_careful: bool = False
    ) -> Prover:
        key = travel.is_request, travel.as_text, reading, is_careful
        if key not in self._provers:
            like = self._prover(travel, reading) if is_careful else None

            def reader(*, is_open: bool, like: Reader | None) -> Reader:
                return Reader(
                    self._documents,
                    is_request=travel.is_request,
                    lenient=reading is SchemaReading.INTENT,
                    is_open=is_open,
                    is_careful=is_careful,
                    like=like,
                    letter=self._letter,
                )

            own = reader(is_open=False, like=None if like is None else like.read)
            whole = Prover(reader(is_open=True, like=own), self._alike)
            self._provers[key] = Prover(
                own, self._alike, as_text=travel.as_text, whole=whole, like=like
            )
        return self._provers[key]


def _ends(old: tuple[Any, str], new: tuple[Any, str], travel: Travel) -> tuple[Schema, Schema]:
    before, after = Schema(0, old[1], old[0]), Schema(1, new[1], new[0])
    return (before, after) if travel.is_request else (after, before)
