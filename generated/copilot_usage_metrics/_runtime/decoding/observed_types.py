"""The observed types of JSON values, including nested ones; no value is stored."""

from __future__ import annotations

import datetime
import re
from typing import Final, Literal, TypeAlias

import attrs

from .row_fields import json_type

MOST_FIELDS: Final = 256
"""The number of keys of one object that are distinguished; an object with more uses data as keys."""

TextForm: TypeAlias = Literal["day", "time", "digits", "other"]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}")
_DIGITS = re.compile(r"(?:0|-?[1-9][0-9]{0,39})\Z")


@attrs.define
class Observed:
    """The observed types at one path."""

    types: dict[str, int] = attrs.field(factory=dict)
    """JSON types and their counts."""
    texts: set[TextForm] = attrs.field(factory=set)
    """The observed formats of strings."""
    items: Observed | None = None
    """The types of the items of arrays; None if all arrays were empty."""
    fields: dict[str, Observed] = attrs.field(factory=dict)
    """The types of the values of objects, by key."""

    def take(self, value: object) -> None:
        """Add one value."""
        kind = json_type(value)
        self.types[kind] = self.types.get(kind, 0) + 1
        if isinstance(value, str):
            self.texts.add(_form(value))
        elif isinstance(value, list):
            for item in value:
                self.items = self.items or Observed()
                self.items.take(item)
        elif isinstance(value, dict):
            for key, inner in value.items():
                if key in self.fields or len(self.fields) < MOST_FIELDS:
                    self.fields.setdefault(key, Observed()).take(inner)

    def merge(self, other: Observed) -> None:
        """Add the observations of another path."""
        for kind, count in other.types.items():
            self.types[kind] = self.types.get(kind, 0) + count
        self.texts |= other.texts
        if other.items is not None:
            self.items = self.items or Observed()
            self.items.merge(other.items)
        for key, inner in other.fields.items():
            self.fields.setdefault(key, Observed()).merge(inner)

    @property
    def kinds(self) -> frozenset[str]:
        """The observed JSON types without null. Integers count as numbers if there are numbers."""
        kinds = self.types.keys() - {"null"}
        return frozenset(kinds - {"integer"} if "number" in kinds else kinds)

    def __str__(self) -> str:
        """A readable form: `array of {skill: string, count: integer or null}`."""
        said = [self._say(kind) for kind in sorted(self.kinds)]
        return " or ".join([*said, *(["null"] if "null" in self.types else [])])

    def _say(self, kind: str) -> str:
        if kind == "array":
            return "empty array" if self.items is None else f"array of {self.items}"
        if kind == "object":
            inside = ", ".join(f"{key}: {inner}" for key, inner in self.fields.items())
            return f"{{{inside}}}"
        return kind


def _form(text: str) -> TextForm:
    if _DAY.match(text) and _is_day(text):
        return "day"
    if _TIME.match(text):
        return "time"
    return "digits" if _DIGITS.match(text) else "other"


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:  # such as 31 February
        return False
    return True
