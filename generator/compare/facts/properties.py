"""Compares the properties of two objects: declared by name, by a pattern of names, or undeclared."""

from __future__ import annotations

from typing import Protocol

from ...document import escape
from ..containment.patterns import is_within
from ..openapi.normal_form import Alternative, Normal, Placed
from ..openapi.references import obj
from .change import ChangeRecorder, Position
from .renames import renamed


class SchemaComparison(Protocol):
    """The comparison that the properties are part of."""

    @property
    def recorder(self) -> ChangeRecorder:
        """The recorder of the changes."""
        ...

    def compare_inside(self, old: Placed, new: Placed, position: Position) -> None:
        """Compares two schemas inside the ones that are being compared."""
        ...


def properties(
    schemas: SchemaComparison, after: Normal, old: Alternative, new: Alternative, position: Position
) -> None:
    """Records what differs between the properties of two objects; `after` has all branches of the new one."""
    _declared(schemas, after, old, new, position)
    _patterns(schemas, old, new, position)
    _further(schemas, old, new, position)


def _declared(
    schemas: SchemaComparison, after: Normal, old: Alternative, new: Alternative, position: Position
) -> None:
    # a property with the schema `false` is excluded: removing it allows it, and adding it excludes it
    gone = {
        name: place
        for name, place in old.properties.items()
        if name not in new.properties and place[0] is not False
    }
    come = {
        name: place
        for name, place in new.properties.items()
        if name not in old.properties and place[0] is not False
    }
    note = schemas.recorder.record
    for a, b in renamed(
        {name: (value, name in old.required) for name, (value, _) in gone.items()},
        {name: (value, name in new.required) for name, (value, _) in come.items()},
    ):
        note("field-renamed", position.below(a, f".{a}"), gone.pop(a)[1], come.pop(b)[1], a, b)
    for name, (value, place) in gone.items():
        note(
            "field-gone",
            position.below(name, f".{name}"),
            place,
            None,
            value,
            None,
            required=name in old.required,
            closed=new.word("additionalProperties") is False,
            elsewhere=any(name in each.properties for each in after.alternatives),
        )
    for name, (value, place) in come.items():
        required = name in new.required
        closed = old.word("additionalProperties") is False
        below = position.below(name, f".{name}")
        note("field-new", below, None, place, None, value, required=required, closed=closed)
    for name in old.properties:
        if name in new.properties:
            _property(schemas, old, new, name, position.below(name, f".{name}"))


def _property(
    schemas: SchemaComparison, old: Alternative, new: Alternative, name: str, position: Position
) -> None:
    a, b = old.properties[name], new.properties[name]
    before, after = name in old.required, name in new.required
    if before != after:
        kind = "field-now-required" if after else "field-now-optional"
        words = ("required", "optional") if before else ("optional", "required")
        # accounts for the item of `required`, so that `text.py` does not report it
        schemas.recorder.record(kind, position, a[1], b[1], *words, also=(f"{b[1]}#required",))
    schemas.compare_inside(a, b, position)


def _patterns(
    schemas: SchemaComparison, old: Alternative, new: Alternative, position: Position
) -> None:
    """Properties that are declared by a pattern of their names."""
    word = "patternProperties"
    before, after = obj(old.word(word)), obj(new.word(word))
    for pattern in sorted(before.keys() | after.keys()):
        places = tuple(f"{each.place(word)}/{escape(pattern)}" for each in (old, new))
        below = position.below(f"{{{pattern}}}", f"{{{pattern}}}")
        was, now = before.get(pattern, False), after.get(pattern, False)
        if was is not False and now is not False:
            schemas.compare_inside((was, places[0]), (now, places[1]), below)
        elif was is not False:
            schemas.recorder.record(
                "field-gone",
                below,
                places[0],
                None,
                was,
                None,
                required=False,
                closed=new.word("additionalProperties") is False,
                elsewhere=any(is_within(pattern, each) for each in after),
            )
        elif now is not False:
            closed = old.word("additionalProperties") is False
            schemas.recorder.record(
                "field-new", below, None, places[1], None, now, required=False, closed=closed
            )


def _further(
    schemas: SchemaComparison, old: Alternative, new: Alternative, position: Position
) -> None:
    word = "additionalProperties"
    values = old.word(word, True), new.word(word, True)
    places = old.place(word), new.place(word)
    if (values[0] is False) != (values[1] is False):
        kind = "closed" if values[1] is False else "opened"
        schemas.recorder.record(kind, position, *places, *values)
    elif values[0] is not False:
        a, b = ({} if value is True else value for value in values)
        ends = f"{old.pointer}/{word}", f"{new.pointer}/{word}"
        schemas.compare_inside((a, ends[0]), (b, ends[1]), position.below("{}", "{}"))
