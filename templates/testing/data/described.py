"""JSON values for the documented type of a body, generated from the annotations of its classes."""

from __future__ import annotations

import datetime
import types
import typing
from collections.abc import Mapping
from typing import Any

import attrs

from ..._runtime.calls.model import Model
from ..._runtime.vocabulary import UnsetType
from .draws import Draws

_DEEPEST = 6
"""Below this depth of objects optional values are omitted, so that a type may contain itself."""


def value_of(
    annotation: Any,
    draws: Draws,
    known: Mapping[str, Any],
    day: datetime.date,
    *,
    items: int = 2,
) -> Any:
    """A value as JSON.

    Args:
        annotation: The type: a model, a list or dict, or a plain type.
        draws: The random numbers.
        known: Values by key, for keys with a meaning in the estate.
        day: The day of date and time values.
        items: The number of items of a list at the top.
    """
    return _Maker(draws, known, day).value(annotation, "", 0, items)


class _Maker:
    def __init__(self, draws: Draws, known: Mapping[str, Any], day: datetime.date) -> None:
        self._draws = draws
        self._known = known
        self._day = day

    def value(self, annotation: Any, key: str, depth: int, items: int) -> Any:
        origin = typing.get_origin(annotation)
        if origin in (typing.Union, types.UnionType):
            members = [each for each in typing.get_args(annotation) if each is not UnsetType]
            real = [each for each in members if each is not type(None)]
            return self.value((real or members)[0], key, depth, items) if real else None
        if origin is list:
            inner = typing.get_args(annotation)[0]
            return [self.value(inner, key, depth, 2) for _ in range(items)]
        if origin is dict:
            return {"some": self.value(typing.get_args(annotation)[1], key, depth, 2)}
        if origin is typing.Literal:
            return self._draws.one(typing.get_args(annotation))
        if isinstance(annotation, type) and issubclass(annotation, Model):
            return self._object(annotation, depth + 1)
        return self._plain(annotation, key)

    def _object(self, model: type[Model], depth: int) -> dict[str, Any]:
        hints = typing.get_type_hints(model, localns={})
        made = {}
        for field in attrs.fields(model):
            is_optional = field.default is not attrs.NOTHING
            if field.name == "extra" or (is_optional and depth > _DEEPEST):
                continue
            key = model._wire_names.get(field.name, field.name)  # noqa: SLF001 - the package's own
            made[key] = self.value(hints[field.name], key, depth, 2)
        return made

    def _plain(self, annotation: Any, key: str) -> Any:
        known = self._known.get(key)
        if annotation is datetime.date:
            return self._day.isoformat()
        if annotation is bool:
            return self._draws.chance(0.5)
        if annotation is int:
            return known if isinstance(known, int) else self._draws.between(0, 40)
        if annotation is float:
            return round(self._draws.share(0, 90), 2)
        if annotation is type(None):
            return None
        if annotation is str or known is not None:
            return str(known) if known is not None else self._text(key)
        return {}

    def _text(self, key: str) -> str:
        if key.endswith(("_at", "_time")):
            return f"{self._day.isoformat()}T{self._draws.between(8, 19):02d}:00:00Z"
        if key.endswith(("url", "uri")):
            return f"https://example.com/{key}/{self._draws.between(0, 9)}"
        return f"{key or 'text'}-{self._draws.between(0, 9):02d}"
