"""The types of JSON values, as they were met: what is below counts too, and no value is kept."""

from __future__ import annotations

import datetime
import re
from typing import Final, Literal, TypeAlias

import attrs

from .row_fields import json_type

MOST_FIELDS: Final = 256
"""Keys that are told apart inside of one object; one with more uses its keys as data."""

TextForm: TypeAlias = Literal["day", "time", "digits", "other"]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}")
_DIGITS = re.compile(r"(?:0|-?[1-9][0-9]{0,39})\Z")


@attrs.define
class Observed:
    """What was met at one place."""

    types: dict[str, int] = attrs.field(factory=dict)
    """JSON types, with how often."""
    texts: set[TextForm] = attrs.field(factory=set)
    """What the strings looked like."""
    items: Observed | None = None
    """What stood in the arrays; None where all were empty."""
    fields: dict[str, Observed] = attrs.field(factory=dict)
    """What stood in the objects, by key."""

    def take(self, value: object) -> None:
        """Takes in one more value."""
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
        """Takes in what was met elsewhere."""
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
        """The JSON types that were met, null not counting. An integer is a number where others were."""
        kinds = self.types.keys() - {"null"}
        return frozenset(kinds - {"integer"} if "number" in kinds else kinds)

    def __str__(self) -> str:
        """For people: `array of {skill: string, count: integer or null}`."""
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
    except ValueError:  # the 31st of February
        return False
    return True
