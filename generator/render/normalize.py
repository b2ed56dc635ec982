"""A description made plain for the parser: references resolved, every object a component, every name ours.

openapi-python-client loses or doubles classes where objects are inline or a component is nullable, and its
names come from the text of the description. So it never sees that text: components are called M1, M2, …
(objects with properties) or D1, … (mappings), properties f1, …, operations op1, …, parameters p1, …; this
module remembers what each stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ..document import escape, resolve
from ..errors import RenderError

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_KEPT = ("type", "format", "minimum", "maximum")
_JSON_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number"}


@attrs.define
class ClassSource:
    """An object schema that becomes a class."""

    key: str
    schema: Mapping[str, Any]
    pointer: str
    component: str | None
    """Its key among the components, where it is one."""
    parent: str | None
    """The class that it stands inside of, by its key here."""
    hint: str
    """What it is called there."""
    fields: dict[str, tuple[str, str, Mapping[str, Any]]] = attrs.field(factory=dict)
    """Property by its name here: wire name, pointer, schema."""


@attrs.define
class OperationSource:
    """An operation and what it is made of."""

    key: str
    method: str
    path: str
    raw: Mapping[str, Any]
    pointer: str
    parameters: dict[str, tuple[Mapping[str, Any], str]] = attrs.field(factory=dict)
    """Parameter by its name here: the parameter object and its pointer."""
    answers: dict[str, tuple[Mapping[str, Any], str, dict[str, str]]] = attrs.field(factory=dict)
    """Status: the response object, its pointer, and the operations that carry its bodies, by media type."""


@attrs.define
class Normalized:
    """The plain document, and what its names stand for."""

    raw: Mapping[str, Any]
    """The document that it was made from."""
    document: dict[str, Any]
    operations: list[OperationSource]
    classes: dict[str, ClassSource]
    mappings: dict[str, str]
    """Pointer of each mapping."""

    def deref(self, value: Any, pointer: str) -> tuple[Mapping[str, Any], str]:
        """As the function `deref`, within the document that this was made from."""
        return deref(self.raw, value, pointer)

    def explain(self, text: str) -> str:
        """A message of the parser with our names replaced by pointers."""
        places = {source.key: source.pointer for source in self.operations}
        places |= {source.key: source.pointer for source in self.classes.values()} | self.mappings
        return re.sub(r"\b(?:op|M|D)\d+\b", lambda match: places.get(match[0], match[0]), text)


def deref(document: Mapping[str, Any], value: Any, pointer: str) -> tuple[Mapping[str, Any], str]:
    """What a value is after its references are followed, and where that stands.

    Raises:
        RenderError: A reference leads nowhere, out of the document or in a circle, or to no object.
    """
    seen: list[str] = []
    while True:
        found = _object(value, pointer)
        reference = found.get("$ref")
        if reference is None:
            return found, pointer
        if not isinstance(reference, str) or not reference.startswith("#"):
            problem = f"only references within the document are followed: {reference!r}"
        elif reference in seen:
            problem = "a reference that leads back to itself"
        else:
            problem = ""
            try:
                value = resolve(document, reference)
            except (KeyError, ValueError):
                problem = f"the reference {reference!r} leads nowhere"
        if problem:
            raise RenderError(problem, pointer=pointer)
        seen.append(reference)
        pointer = reference.removeprefix("#")


def normalize(document: Mapping[str, Any]) -> Normalized:
    """The plain form of an OpenAPI document. The input stays as it is.

    Raises:
        RenderError: A reference leads nowhere, or something is there that cannot be expressed.
    """
    return _Normalizer(document).run()


class _Normalizer:
    def __init__(self, document: Mapping[str, Any]) -> None:
        self.raw = document
        self.schemas: dict[str, Any] = {}
        self.classes: dict[str, ClassSource] = {}
        self.mappings: dict[str, str] = {}
        self.by_pointer: dict[str, str] = {}
        self.field_keys: dict[str, str] = {}
        self.open: list[str] = []
        """Pointers of the schemas being converted that are no components yet."""

    def run(self) -> Normalized:
        paths: dict[str, Any] = {}
        operations = []
        for path, method, raw, pointer in _operations(self.raw):
            source = OperationSource(f"op{len(operations) + 1}", method, path, raw, pointer)
            self._refuse(raw, pointer)
            paths[f"/{source.key}"] = {"get": self._operation(source)}
            for number, (status, media_type, schema) in enumerate(self._more_bodies(source), 1):
                key = f"{source.key}b{number}"
                source.answers[status][2][media_type] = key
                answer = _plain_response(schema)
                paths[f"/{key}"] = {"get": {"operationId": key, "responses": {"200": answer}}}
            operations.append(source)
        plain = {
            "openapi": "3.1.0",
            "info": {"title": "plain", "version": "0"},
            "paths": paths,
            "components": {"schemas": self.schemas},
        }
        return Normalized(self.raw, plain, operations, self.classes, self.mappings)

    def _refuse(self, raw: Mapping[str, Any], pointer: str) -> None:
        for word in ("requestBody", "callbacks"):
            if word in raw:
                raise RenderError(f"a {word} cannot be expressed", pointer=f"{pointer}/{word}")

    # operations

    def _operation(self, source: OperationSource) -> dict[str, Any]:
        parameters = []
        for raw, pointer in self._parameters(source):
            key = f"p{len(parameters) + 1}"
            source.parameters[key] = (raw, pointer)
            schema = self._parameter_schema(raw, pointer)
            # all of them go in as query parameters: only their types are asked for
            plain = {"name": key, "in": "query", "required": True, "schema": schema}
            parameters.append(plain)
        responses = {}
        for status, (raw, pointer) in self._responses(source).items():
            bodies = {media_type: "" for media_type in self._json_bodies(raw, pointer, status)}
            source.answers[status] = (raw, pointer, bodies)
            preferred = next(iter(bodies), None)
            hint = f"{source.raw.get('operationId', source.key)} response {status}".replace("/", " ")
            schema = None if preferred is None else self._body_schema(raw, pointer, preferred, hint)
            responses[status] = _plain_response(schema)
        return {"operationId": source.key, "parameters": parameters, "responses": responses}

    def _parameters(self, source: OperationSource) -> Iterator[tuple[Mapping[str, Any], str]]:
        item_pointer = source.pointer.rsplit("/", 1)[0]
        item = _object(resolve(self.raw, item_pointer), item_pointer)
        merged: dict[tuple[str, str], tuple[Mapping[str, Any], str]] = {}
        for owner, owner_pointer in ((item, item_pointer), (source.raw, source.pointer)):
            seen: set[tuple[str, str]] = set()
            for index, each in enumerate(self._list(owner, "parameters", owner_pointer)):
                raw, pointer = self.deref(each, f"{owner_pointer}/parameters/{index}")
                key = (str(raw.get("in")), str(raw.get("name")))
                if key in seen:
                    raise RenderError(f"the {key[0]} parameter {key[1]!r} stands twice", pointer=pointer)
                seen.add(key)
                merged[key] = (raw, pointer)
        return iter(merged.values())

    def _parameter_schema(self, raw: Mapping[str, Any], pointer: str) -> dict[str, Any]:
        location = raw.get("in")
        if location not in ("path", "query", "header"):
            raise RenderError(f"a parameter in {location!r} cannot be expressed", pointer=pointer)
        if "schema" not in raw:
            raise RenderError("a parameter without a schema cannot be expressed", pointer=pointer)
        plain = self.convert(raw["schema"], f"{pointer}/schema")
        items = plain.get("items", {}) if plain.get("type") == "array" else {}
        for part in (plain, items):
            if "$ref" in part or "oneOf" in part or "anyOf" in part or part.get("type") == "object":
                raise RenderError("a parameter that is no scalar or list cannot be expressed", pointer=pointer)
        style = raw.get("style", {"query": "form"}.get(str(location), "simple"))
        if style not in ("form", "simple") or (location == "path" and items):
            raise RenderError(f"the style {style!r} cannot be expressed here", pointer=pointer)
        return plain

    def _responses(self, source: OperationSource) -> dict[str, tuple[Mapping[str, Any], str]]:
        responses = source.raw.get("responses")
        pointer = f"{source.pointer}/responses"
        if not isinstance(responses, Mapping) or not responses:
            raise RenderError("an operation needs responses", pointer=source.pointer)
        found = {}
        for status, each in responses.items():
            if status.startswith("x-"):
                continue
            if not re.fullmatch(r"[1-5](?:[0-9]{2}|XX)|default", status):
                raise RenderError(f"{status!r} is no status", pointer=pointer)
            found[status] = self.deref(each, f"{pointer}/{escape(status)}")
        return found

    def _json_bodies(self, raw: Mapping[str, Any], pointer: str, status: str) -> list[str]:
        content = raw.get("content") or {}
        if not isinstance(content, Mapping):
            raise RenderError("content must be an object", pointer=f"{pointer}/content")
        media_types = [name for name in content if re.search(r"[/+]json\s*(;|$)", name)]
        if content and not media_types and status.startswith("2"):
            raise RenderError(
                f"a body of {', '.join(map(repr, content))} cannot be expressed: only JSON can",
                pointer=f"{pointer}/content",
            )
        return sorted(media_types, key=lambda name: name != "application/json")

    def _body_schema(
        self, raw: Mapping[str, Any], pointer: str, media_type: str, hint: str
    ) -> dict[str, Any]:
        place = f"{pointer}/content/{escape(media_type)}"
        body = _object(raw["content"][media_type], place)
        return self.convert(body.get("schema", {}), f"{place}/schema", None, hint)

    def _more_bodies(self, source: OperationSource) -> Iterator[tuple[str, str, dict[str, Any]]]:
        for status, (raw, pointer, bodies) in list(source.answers.items()):
            for media_type in list(bodies)[1:]:
                hint = f"{source.key} response {status} {media_type}"
                yield status, media_type, self._body_schema(raw, pointer, media_type, hint)

    # schemas

    def convert(self, value: Any, pointer: str, parent: str | None = None, hint: str = "") -> dict[str, Any]:
        """A schema in plain form."""
        if value is True:
            value = {}
        schema, pointer = self.deref(value, pointer)
        if pointer in self.open:
            raise RenderError("a schema that contains itself without an object between", pointer=pointer)
        if _is_object(schema) or self._is_composed_object(schema, pointer):
            plain: dict[str, Any] = {"$ref": f"#/components/schemas/{self._component(schema, pointer, parent, hint)}"}
        else:
            self.open.append(pointer)
            plain = self._convert_plain(schema, pointer, parent, hint)
            self.open.pop()
        if _is_nullable(schema):
            return _nullable(plain)
        return plain

    def _convert_plain(
        self, schema: Mapping[str, Any], pointer: str, parent: str | None, hint: str
    ) -> dict[str, Any]:
        plain = {key: schema[key] for key in _KEPT if key in schema}
        if isinstance(plain.get("type"), list):
            types = [each for each in plain["type"] if each != "null"]
            if len(types) != 1:
                members = [{**schema, "type": each} for each in types]
                return {"oneOf": [self._convert_plain(each, pointer, parent, hint) for each in members]}
            plain["type"] = types[0]
        values = [value for value in self._list(schema, "enum", pointer) if value is not None]
        if "const" in schema:
            values = [schema["const"]]
        if values and "type" not in plain:
            kinds = sorted({_JSON_TYPES.get(type(value), "") for value in values})
            if "" in kinds:
                raise RenderError("an enum of objects or lists cannot be expressed", pointer=pointer)
            return {"oneOf": [{"type": kind} for kind in kinds]} if len(kinds) > 1 else {"type": kinds[0]}
        for word in ("allOf", "oneOf", "anyOf"):
            branches = self._list(schema, word, pointer)
            if branches:
                return self._branches(word, branches, pointer, parent, hint)
        if plain.get("type") == "array":
            plain["items"] = self.convert(schema.get("items", {}), f"{pointer}/items", parent, f"{hint} item")
        return plain

    def _branches(
        self, word: str, branches: list[Any], pointer: str, parent: str | None, hint: str
    ) -> dict[str, Any]:
        plain = []
        for index, branch in enumerate(branches):
            suffix = f"{hint} type {index}" if len(branches) > 1 else hint
            each = self.convert(branch, f"{pointer}/{word}/{index}", parent, suffix)
            plain += each["oneOf"] if set(each) == {"oneOf"} else [each]
        unique = [each for index, each in enumerate(plain) if each not in plain[:index]]
        if len(unique) == 1:
            return unique[0]
        if word == "allOf":
            raise RenderError("allOf of parts that are no objects cannot be expressed", pointer=pointer)
        return {"oneOf": unique}

    def _is_composed_object(self, schema: Mapping[str, Any], pointer: str) -> bool:
        parts = self._list(schema, "allOf", pointer)
        if not parts or (len(parts) == 1 and not schema.get("properties")):
            return False
        return all(
            _is_object(part) or self._is_composed_object(part, place)
            for part, place in (
                self.deref(each, f"{pointer}/allOf/{index}") for index, each in enumerate(parts)
            )
        )

    def _component(self, schema: Mapping[str, Any], pointer: str, parent: str | None, hint: str) -> str:
        if pointer in self.by_pointer:
            return self.by_pointer[pointer]
        properties = self._properties(schema, pointer)
        if not properties:
            return self._mapping(schema, pointer, parent, hint)
        key = self.by_pointer[pointer] = f"M{len(self.classes) + 1}"
        match = re.fullmatch(r"/components/schemas/([^/]+)", pointer)
        component = match[1].replace("~1", "/").replace("~0", "~") if match else None
        source = self.classes[key] = ClassSource(key, schema, pointer, component, parent, hint)
        plain: dict[str, Any] = {"title": key, "type": "object", "properties": {}}
        self.schemas[key] = plain
        required = self._required(schema, pointer)
        for wire_name, (value, place) in properties.items():
            field = self.field_keys.setdefault(wire_name, f"f{len(self.field_keys) + 1}")
            raw = value if isinstance(value, Mapping) else {}
            source.fields[field] = (wire_name, place, raw)
            plain["properties"][field] = self.convert(value, place, key, wire_name)
        plain["required"] = [self.field_keys[name] for name in required if name in properties]
        if not plain["required"]:
            del plain["required"]
        return key

    def _mapping(self, schema: Mapping[str, Any], pointer: str, parent: str | None, hint: str) -> str:
        key = self.by_pointer[pointer] = f"D{len(self.mappings) + 1}"
        self.mappings[key] = pointer
        plain: dict[str, Any] = {"title": key, "type": "object"}
        self.schemas[key] = plain
        values = schema.get("additionalProperties")
        if isinstance(values, Mapping) and values:
            plain["additionalProperties"] = self.convert(
                values, f"{pointer}/additionalProperties", parent, f"{hint} value"
            )
        return key

    def _properties(self, schema: Mapping[str, Any], pointer: str) -> dict[str, tuple[Any, str]]:
        """Wire name → (schema, pointer), the parts of an allOf merged."""
        merged: dict[str, tuple[Any, str]] = {}
        for index, each in enumerate(self._list(schema, "allOf", pointer)):
            part, place = self.deref(each, f"{pointer}/allOf/{index}")
            self._merge(merged, self._properties(part, place))
        own = schema.get("properties") or {}
        if not isinstance(own, Mapping):
            raise RenderError("properties must be an object", pointer=f"{pointer}/properties")
        self._merge(
            merged,
            {name: (value, f"{pointer}/properties/{escape(name)}") for name, value in own.items()},
        )
        return merged

    def _merge(self, into: dict[str, tuple[Any, str]], more: dict[str, tuple[Any, str]]) -> None:
        for name, (value, place) in more.items():
            if name in into and into[name][0] != value:
                raise RenderError(
                    f"allOf parts disagree on {name!r}: here and at {into[name][1]}", pointer=place
                )
            into[name] = (value, place)

    def _required(self, schema: Mapping[str, Any], pointer: str) -> set[str]:
        required = {str(name) for name in self._list(schema, "required", pointer)}
        for index, each in enumerate(self._list(schema, "allOf", pointer)):
            required |= self._required(*self.deref(each, f"{pointer}/allOf/{index}"))
        return required

    # reading

    def deref(self, value: Any, pointer: str) -> tuple[Mapping[str, Any], str]:
        return deref(self.raw, value, pointer)

    def _list(self, owner: Mapping[str, Any], key: str, pointer: str) -> list[Any]:
        value = owner.get(key, [])
        if not isinstance(value, list):
            raise RenderError(f"{key} must be a list", pointer=f"{pointer}/{key}")
        return value


def _object(value: Any, pointer: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise RenderError("expected an object", pointer=pointer)
    return value


def _operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any], str]]:
    paths = document.get("paths")
    if not isinstance(paths, Mapping) or not isinstance(document.get("openapi"), str):
        raise RenderError("not an OpenAPI 3 document: `openapi` or `paths` is missing", pointer="")
    for path, item in sorted(paths.items()):
        if path.startswith("x-"):
            continue
        pointer = f"/paths/{escape(path)}"
        if not isinstance(item, Mapping) or "$ref" in item:
            raise RenderError("a path item must be an object without $ref", pointer=pointer)
        for method in METHODS:
            if method in item:
                raw = item[method]
                if not isinstance(raw, Mapping):
                    raise RenderError("an operation must be an object", pointer=f"{pointer}/{method}")
                yield path, method, raw, f"{pointer}/{method}"


def _plain_response(schema: dict[str, Any] | None) -> dict[str, Any]:
    if schema is None:
        return {"description": ""}
    return {"description": "", "content": {"application/json": {"schema": schema}}}


def _is_object(schema: Mapping[str, Any]) -> bool:
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = next((each for each in kind if each != "null"), None) if len(kind) <= 2 else None
    return kind == "object" or (kind is None and bool(schema.get("properties")))


def _is_nullable(schema: Mapping[str, Any]) -> bool:
    kind, values = schema.get("type"), schema.get("enum")
    return (
        schema.get("nullable") is True
        or (isinstance(kind, list) and "null" in kind)
        or (isinstance(values, list) and None in values)
    )


def _nullable(plain: dict[str, Any]) -> dict[str, Any]:
    if not plain:
        return plain
    branches = plain["oneOf"] if set(plain) == {"oneOf"} else [plain]
    return {"oneOf": [*branches, *([] if {"type": "null"} in branches else [{"type": "null"}])]}
