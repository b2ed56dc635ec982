"""Whether two schemas are equal except for annotations, with references followed on both sides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..openapi.references import Document, items, obj, target_of
from .numbers import identity
from .schemas import Schema

_ANNOTATIONS = frozenset(
    {"title", "description", "default", "deprecated", "example", "examples", "externalDocs"}
    | {"xml", "$comment", "discriminator", "summary"}
)
_MAPS = frozenset({"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"})
_LISTS = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
_SETS = frozenset({"required", "enum", "type"})
_SCHEMAS = frozenset(
    {"items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"}
    | {"unevaluatedProperties", "unevaluatedItems"}
)
_DEEPER = _MAPS | _LISTS | _SCHEMAS | {"$ref"}
_DEEP = 40


class Alike:
    """Compares schemas of two documents by their text."""

    def __init__(self, documents: tuple[Document, Document]) -> None:
        self._documents = documents
        self._known: dict[tuple[int, str, int, str], bool] = {}
        self._answers: dict[tuple[Schema, Schema], bool] = {}
        self._log: list[tuple[int, str, int, str]] = []
        self._pairs: dict[tuple[int, int, int, int], tuple[bool, Any, Any]] = {}
        """The results for pairs, by side and identity; the stored schemas keep their identities valid."""
        self._cuts = 0
        self._assumptions = 0
        """How many pairs are being compared, and assumed to be alike meanwhile."""
        self._asserted: dict[int, tuple[Any, dict[str, Any]]] = {}
        """The assertions of schemas by identity; the stored schema keeps its identity valid."""

    def __call__(self, one: tuple[int, Any], other: tuple[int, Any]) -> bool:
        """Whether two schemas, each with its side, are alike. A doubt is a no."""
        return self._schemas(one, other, 0)

    def schemas(self, one: Schema, other: Schema) -> bool:
        """Whether two schemas are alike, cached."""
        if one == other:
            return True
        key = one, other
        found = self._answers.get(key)
        if found is None:
            cuts = self._cuts
            found = self((one.side, one.raw), (other.side, other.raw))
            if self._cuts == cuts:
                self._answers[key] = found
        return found

    def _schemas(self, one: tuple[int, Any], other: tuple[int, Any], depth: int) -> bool:
        if one[0] < 0 or other[0] < 0:
            return bool(one[1] == other[1])
        if depth > _DEEP:
            self._cuts += 1
            return False
        end, other_end = self._followed(one), self._followed(other)
        if end is None or other_end is None:
            return False
        (raw, at), (other_raw, other_at) = end, other_end
        if at is None or other_at is None:
            return self._same(raw, one[0], other_raw, other[0], depth)
        key = (one[0], at, other[0], other_at)
        if key not in self._known:
            self._known[key] = True  # during the comparison: a cycle adds no difference
            self._log.append(key)
            start, cuts = len(self._log), self._cuts
            self._assumptions += 1
            found = self._same(raw, one[0], other_raw, other[0], depth)
            self._assumptions -= 1
            self._known[key] = found
            if not found:
                for each in self._log[start:]:  # pairs found alike meanwhile may depend on this one
                    if self._known.get(each):
                        del self._known[each]
                del self._log[start:]
            if self._cuts != cuts:
                del self._known[key]
                return found
        return self._known[key]

    def _followed(self, place: tuple[int, Any]) -> tuple[Any, str | None] | None:
        side, raw = place
        document, at = self._documents[side], None
        seen: set[str] = set()
        while isinstance(raw, dict) and "$ref" in raw:
            target = target_of(raw)
            if target is None or target in seen or document.at(target) is None:
                return None
            if len(raw) > 1 and not document.is_3_0:
                return raw, at
            seen.add(target)
            raw, at = document.at(target), target
        return raw, at

    def _same(self, one: Any, side: int, other: Any, other_side: int, depth: int) -> bool:
        if not isinstance(one, dict) or not isinstance(other, dict):
            return one is other or (_is_true(one) and _is_true(other))
        key = side, id(one), other_side, id(other)
        if key in self._pairs:
            return self._pairs[key][0]
        a, b, cuts = self._assertions_of(one), self._assertions_of(other), self._cuts
        sides = side, other_side
        found = a.keys() == b.keys() and all(
            self._word(word, a[word], b[word], sides, depth + 1) for word in a
        )
        if self._cuts == cuts and not (found and self._assumptions):
            self._pairs[key] = found, one, other
        return found

    def _assertions_of(self, raw: dict[str, Any]) -> dict[str, Any]:
        known = self._asserted.get(id(raw))
        if known is None:
            known = self._asserted[id(raw)] = raw, _assertions(raw)
        return known[1]

    def _word(self, word: str, one: Any, other: Any, sides: tuple[int, int], depth: int) -> bool:
        side, other_side = sides
        if word == "$ref" or word in _SCHEMAS:
            if word == "$ref":
                one, other = {"$ref": one}, {"$ref": other}
            return self._schemas((side, one), (other_side, other), depth)
        if word in _MAPS:
            a, b = obj(one), obj(other)
            return a.keys() == b.keys() and all(
                self._schemas((side, a[name]), (other_side, b[name]), depth) for name in a
            )
        if word in _LISTS:
            a_list, b_list = items(one), items(other)
            return len(a_list) == len(b_list) and all(
                self._schemas((side, a), (other_side, b), depth)
                for a, b in zip(a_list, b_list, strict=True)
            )
        if word in _SETS:
            a_set, b_set = (
                {identity(each) for each in (value if isinstance(value, list) else [value])}
                for value in (one, other)
            )
            return a_set == b_set
        return bool(identity(one) == identity(other))


def _assertions(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The assertions of a schema, cheap ones first."""
    found = {
        word: value
        for word, value in raw.items()
        if word not in _ANNOTATIONS
        and not word.startswith("x-")
        and not (word in ("nullable", "readOnly", "writeOnly", "uniqueItems") and value is False)
        and not (word == "required" and value == [])
    }
    return {word: found[word] for word in sorted(found, key=_DEEPER.__contains__)}


def _is_true(value: Any) -> bool:
    return value is True or value == {}
