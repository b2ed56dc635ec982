"""The normal form of a schema: the same for every notation of the same values.

References are followed, parts of `allOf` merged, unions of one and unions of unions unwrapped, a list of
types is the union of them, and null is separate, whether it is `nullable`, a type, a value or a branch.

Three readings follow GitHub's intent instead of the specification:

* `nullable` next to `oneOf`, `anyOf`, `allOf` or an enum without null allows null, also without `type`;
* `type: object` next to branches does not restrict them, nor does `additionalProperties: true`;
* a schema without a type has the type that its other keywords are for (`properties`: an object).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ...document import escape
from .json_values import canonical
from .references import Document, items, obj, target_of

Placed = tuple[Any, str]
"""A value and its pointer."""

_MIXED = frozenset(
    {"properties", "required", "allOf", "oneOf", "anyOf", "$ref", "nullable", "type"}
)
_REMARKS = frozenset(
    {
        "title",
        "description",
        "default",
        "deprecated",
        "readOnly",
        "writeOnly",
        "example",
        "examples",
    }
    | {"externalDocs", "discriminator", "xml", "$comment"}
)
_KINDS: Mapping[str, frozenset[str]] = {
    "object": frozenset(
        {"additionalProperties", "patternProperties", "minProperties", "maxProperties"}
        | {"propertyNames", "unevaluatedProperties", "dependentRequired", "dependentSchemas"}
    ),
    "array": frozenset({"items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"}),
}
_JSON_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number"}


@attrs.frozen
class Alternative:
    """The values of one JSON type that a schema accepts. `kind` is `any` without a type, `never` for `false`."""

    kind: str
    words: Mapping[str, Placed]
    properties: Mapping[str, Placed]
    required: frozenset[str]
    pointer: str
    component: str | None
    """The component that it was reached through, if any."""

    def word(self, key: str, default: Any = None) -> Any:
        """The value of a keyword."""
        return self.words[key][0] if key in self.words else default

    def place(self, key: str) -> str:
        """The pointer of a keyword, or of the schema that lacks it."""
        return self.words[key][1] if key in self.words else self.pointer


@attrs.frozen
class Normal:
    """A schema in normal form."""

    site: str
    """The pointer at which it is used; it may be a reference."""
    null_at: str | None
    """The pointer of the keyword that allows null."""
    alternatives: tuple[Alternative, ...]
    words: Mapping[str, Placed]
    """Annotations of the whole: default, deprecated, discriminator, …"""

    def word(self, key: str) -> Any:
        """The value of an annotation."""
        return self.words[key][0] if key in self.words else None

    def place(self, key: str) -> str:
        """The pointer of an annotation, or of the site that lacks it."""
        return self.words[key][1] if key in self.words else self.site

    @property
    def is_open(self) -> bool:
        """Whether it accepts every value."""
        return any(each.kind == "any" for each in self.alternatives)


@attrs.define
class _Flat:
    """A schema with its references and parts merged, but not its branches."""

    pointer: str
    component: str | None = None
    null_at: str | None = None
    types: list[str] | None = None
    words: dict[str, Placed] = attrs.field(factory=dict)
    properties: dict[str, Placed] = attrs.field(factory=dict)
    required: set[str] = attrs.field(factory=set)
    branches: list[list[Placed]] = attrs.field(factory=list)
    never: bool = False

    def absorb(self, part: _Flat) -> None:
        """Adds the keywords of a part, unless they are present."""
        self.words = {**part.words, **self.words}
        self.properties = {**part.properties, **self.properties}
        self.required |= part.required
        known = {branches[0][1] for branches in self.branches}
        self.branches += [each for each in part.branches if each[0][1] not in known]
        self.types = part.types if self.types is None else self.types
        self.null_at = self.null_at or part.null_at
        self.never = self.never or part.never


class Normalizer:
    """Computes the normal forms of one document's schemas."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._known: dict[str, Normal] = {}
        self._whole: dict[str, Normal] = {}
        self._flats: dict[str, _Flat] = {}
        self._cuts = 0
        """How often a cycle was cut. A result without a cut does not depend on where the walk started."""

    def __call__(self, value: Any, pointer: str) -> Normal:
        """The normal form of the schema `value` at `pointer`."""
        if pointer not in self._known:
            self._known[pointer] = self._normal(value, pointer, frozenset())
        return self._known[pointer]

    def _normal(self, value: Any, pointer: str, seen: frozenset[str]) -> Normal:
        if pointer not in self._whole:
            cuts = self._cuts
            normal = self._read(value, pointer, seen)
            if self._cuts != cuts:
                return normal
            self._whole[pointer] = normal
        return self._whole[pointer]

    def _read(self, value: Any, pointer: str, seen: frozenset[str]) -> Normal:
        flat = self._flat(value, pointer, seen)
        null_at = flat.null_at
        remarks = {key: flat.words[key] for key in flat.words if key in _REMARKS}
        alternatives: list[Alternative] = []
        own = {
            key: each for key, each in flat.words.items() if key not in _REMARKS or key == "title"
        }
        expanded = self._expanded(flat, own)
        for index, branches in enumerate(flat.branches):
            if branches is not expanded:
                own[f"branches{index}"] = ([each for each, _ in branches], flat.pointer)
        if expanded is None:
            alternatives += _by_type(flat, own)
        else:
            for branch, place in expanded:
                inner = self._normal(branch, place, seen | {pointer, flat.pointer})
                null_at = null_at or inner.null_at
                alternatives += [_typed(each, flat) for each in inner.alternatives]
                if len(expanded) == 1:
                    remarks = {**inner.words, **remarks}
        alternatives = [each for each in alternatives if each.kind != "null"]
        return Normal(pointer, null_at, tuple(_unique(alternatives)), remarks)

    def _expanded(self, flat: _Flat, own: Mapping[str, Placed]) -> list[Placed] | None:
        """The branches that replace the schema, if the keywords beside them add nothing."""
        words = {key for key in own if not key.startswith("x-")}
        says_more = flat.properties or words - {"additionalProperties", "title"}
        if says_more or not flat.branches:
            return None
        return flat.branches[0]

    def _flat(self, value: Any, pointer: str, seen: frozenset[str]) -> _Flat:
        if pointer not in self._flats:
            cuts = self._cuts
            flat = self._merged(value, pointer, seen)
            if self._cuts != cuts:
                return flat
            self._flats[pointer] = flat
        return self._flats[pointer]

    def _merged(self, value: Any, pointer: str, seen: frozenset[str]) -> _Flat:
        component = None
        siblings: list[Placed] = []
        while (target := target_of(value)) is not None:
            if target in seen or self.document.at(target) is None:
                self._cuts += target in seen
                return _Flat(pointer, target)
            if len(value) > 1:
                siblings.append(({key: value[key] for key in value if key != "$ref"}, pointer))
            seen = seen | {target}
            value, pointer = self.document.at(target), target
            component = target
        raw = obj(value)
        flat = _Flat(pointer, component, never=value is False)
        flat.null_at = _null_at(raw, pointer)
        kind = raw.get("type")
        if kind is not None:
            flat.types = list(kind) if isinstance(kind, list) else [kind]
        flat.words = {
            key: (each, f"{pointer}/{escape(key)}")
            for key, each in raw.items()
            if key not in _MIXED
        }
        place = f"{pointer}/properties"
        for name, each in obj(raw.get("properties")).items():
            flat.properties[name] = (each, f"{place}/{escape(name)}")
        flat.required = {name for name in items(raw.get("required")) if isinstance(name, str)}
        for word in ("oneOf", "anyOf"):
            branches = [
                (each, f"{pointer}/{word}/{index}")
                for index, each in enumerate(items(raw.get(word)))
            ]
            if branches:
                flat.branches.append(branches)
        for index, part in enumerate(items(raw.get("allOf"))):
            inner = self._flat(part, f"{pointer}/allOf/{index}", seen | {pointer})
            if len(raw["allOf"]) == 1 and not flat.properties:
                flat.component = flat.component if inner.component is None else inner.component
                flat.pointer = inner.pointer
            flat.absorb(inner)
        for more, place in siblings:  # OpenAPI 3.0 ignores everything but annotations there
            if not self.document.is_3_0:
                extra = self._merged(more, place, seen)
                extra.absorb(flat)
                extra.pointer, extra.component = flat.pointer, flat.component
                flat = extra
        return flat


def _null_at(raw: Mapping[str, Any], pointer: str) -> str | None:
    kind = raw.get("type")
    if raw.get("nullable") is True:
        return f"{pointer}/nullable"
    if kind == "null" or (isinstance(kind, list) and "null" in kind):
        return f"{pointer}/type"
    if None in items(raw.get("enum")):
        return f"{pointer}/enum"
    return f"{pointer}/const" if "const" in raw and raw["const"] is None else None


def _by_type(flat: _Flat, own: Mapping[str, Placed]) -> Iterator[Alternative]:
    types = flat.types if flat.types is not None else _spoken_of(flat, own)
    if "number" in types and "integer" in types:
        types = [each for each in types if each != "integer"]
    if flat.never:
        types = ["never"]
    for kind in dict.fromkeys(map(str, types)):
        words = {
            key: each
            for key, each in own.items()
            if len(types) == 1 or all(key not in keys or kind == k for k, keys in _KINDS.items())
        }
        _values(words, kind, alone=len(types) == 1)
        is_object = kind == "object"
        yield Alternative(
            kind=kind,
            words=words,
            properties=flat.properties if is_object else {},
            required=frozenset(flat.required) if is_object else frozenset(),
            pointer=flat.pointer,
            component=flat.component,
        )


def _values(words: dict[str, Placed], kind: str, *, alone: bool) -> None:
    """Brings `const` and `enum` into one form: the canonical texts of the values of this type."""
    if "const" in words:
        value, place = words.pop("const")
        words["enum"] = ([value], place)
    if "enum" in words:
        values, place = words["enum"]
        texts = {
            canonical(each)
            for each in items(values)
            if each is not None and (alone or _is_of(each, kind))
        }
        if not texts or (kind == "boolean" and len(texts) == 2):
            del words["enum"]
        else:
            words["enum"] = (frozenset(texts), place)
    if "contentEncoding" in words and words["contentEncoding"][0] == "base64":
        words["format"] = ("byte", words.pop("contentEncoding")[1])
    if words.get("contentMediaType", ("", ""))[0] == "application/octet-stream":
        words["format"] = ("binary", words.pop("contentMediaType")[1])


def _is_of(value: Any, kind: str) -> bool:
    own = _JSON_TYPES.get(type(value), "object")
    return own == kind or (own == "integer" and kind == "number")


def _spoken_of(flat: _Flat, own: Mapping[str, Placed]) -> list[str]:
    if flat.properties or flat.required or own.keys() & _KINDS["object"]:
        return ["object"]
    if own.keys() & _KINDS["array"]:
        return ["array"]
    values = items(own["enum"][0]) if "enum" in own else [own["const"][0]] if "const" in own else []
    kinds = {_JSON_TYPES.get(type(each), "object") for each in values if each is not None}
    if values and not kinds:
        return ["null"]
    return sorted(kinds) or (["null"] if flat.types == [] else ["any"])


def _typed(each: Alternative, flat: _Flat) -> Alternative:
    """A branch without a type has that of the schema around it."""
    if each.kind != "any" or flat.types is None or len(flat.types) != 1:
        return each
    return attrs.evolve(each, kind=flat.types[0])


def _unique(alternatives: list[Alternative]) -> Iterator[Alternative]:
    seen: set[str] = set()
    has_number = any(each.kind == "number" and not each.words for each in alternatives)
    for each in alternatives:
        if has_number and each.kind == "integer":
            continue
        is_plain = not each.words and not each.properties
        key = each.kind if is_plain else each.pointer + each.kind
        if key not in seen:
            seen.add(key)
            yield each
