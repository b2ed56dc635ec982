"""A description made plain for the parser: one path, one `get`, query parameters and JSON bodies an operation.

Only types are asked of openapi-python-client; what an operation is called, where it is and how it is called stays
here. Operations become op1, …, parameters p1, …; schemas are the business of `schemas.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ..document import escape, resolve
from ..errors import RenderError
from .schemas import ClassSource, Schemas, deref, list_of, object_of

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_LOCATIONS = ("path", "query", "header")
_NOT_PARAMETERS = frozenset({"accept", "authorization", "content-type"})
"""Headers that OpenAPI says to ignore where they are described as parameters: the client sets them."""
_NOT_FOR_CALLERS = frozenset(
    {"connection", "content-length", "cookie", "host", "transfer-encoding"}
)
"""Headers that decide where a request goes and where it ends."""


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


def normalize(document: Mapping[str, Any]) -> Normalized:
    """The plain form of an OpenAPI document. The input stays as it is.

    Raises:
        RenderError: A reference leads nowhere, or something is there that cannot be expressed.
    """
    schemas = Schemas(document)
    paths: dict[str, Any] = {}
    operations: list[OperationSource] = []
    for path, method, raw, pointer in each_operation(document):
        source = OperationSource(f"op{len(operations) + 1}", method, path, raw, pointer)
        reader = _Reader(document, schemas, source)
        paths |= reader.plain_paths()
        operations.append(source)
    plain = {
        "openapi": "3.1.0",
        "info": {"title": "plain", "version": "0"},
        "paths": paths,
        "components": {"schemas": schemas.plain},
    }
    return Normalized(document, plain, operations, schemas.classes, schemas.mappings)


def each_operation(
    document: Mapping[str, Any],
) -> Iterator[tuple[str, str, Mapping[str, Any], str]]:
    """Path, method, operation object and pointer of each operation. Raises `RenderError`."""
    paths = document.get("paths")
    if re.fullmatch(r"3\.[01](\.[0-9]+)?", str(document.get("openapi"))) is None:
        raise RenderError(
            "not an OpenAPI document: expected `openapi: 3.0.x` or `3.1.x`", pointer=""
        )
    if not isinstance(paths, Mapping):
        raise RenderError("not an OpenAPI document: `paths` is missing", pointer="")
    for path, item in sorted(paths.items()):
        if path.startswith("x-"):
            continue
        pointer = f"/paths/{escape(path)}"
        if not path.startswith("/"):
            # it is put behind the server's address, whose host it could change
            raise RenderError("a path must begin with a slash", pointer=pointer)
        if not isinstance(item, Mapping) or "$ref" in item:
            raise RenderError("a path item must be an object without $ref", pointer=pointer)
        _refuse(item, pointer, "servers")
        for method in METHODS:
            if method in item:
                place = f"{pointer}/{method}"
                raw = object_of(item[method], place)
                _refuse(raw, place, "requestBody", "callbacks", "servers")
                yield path, method, raw, place


def _refuse(owner: Mapping[str, Any], pointer: str, *words: str) -> None:
    for word in words:
        if owner.get(word):
            raise RenderError(f"{word} cannot be expressed here", pointer=f"{pointer}/{word}")


class _Reader:
    """Reads one operation into its `source`."""

    def __init__(
        self, document: Mapping[str, Any], schemas: Schemas, source: OperationSource
    ) -> None:
        self.raw = document
        self.schemas = schemas
        self.source = source

    def plain_paths(self) -> dict[str, Any]:
        """The operation in plain form, and one more for each further body of a status."""
        source = self.source
        parameters = [self._parameter(raw, pointer) for raw, pointer in self._parameters()]
        responses: dict[str, Any] = {}
        more: dict[str, Any] = {}
        for status, (raw, pointer) in self._responses().items():
            bodies = dict.fromkeys(self._json_bodies(raw, pointer, status), "")
            source.answers[status] = (raw, pointer, bodies)
            hint = f"{source.raw.get('operationId', source.key)} response {status}".replace(
                "/", " "
            )
            responses[status] = {"description": ""}
            for place, media_type in enumerate(bodies):
                if place == 0:
                    responses[status] = _response(self._body(raw, pointer, media_type, hint))
                    continue
                key = bodies[media_type] = f"{source.key}b{len(more) + 1}"
                response = _response(self._body(raw, pointer, media_type, f"{hint} {media_type}"))
                more[f"/{key}"] = {"get": {"operationId": key, "responses": {"200": response}}}
        plain = {"operationId": source.key, "parameters": parameters, "responses": responses}
        return {f"/{source.key}": {"get": plain}, **more}

    def _parameters(self) -> list[tuple[Mapping[str, Any], str]]:
        """Those of the path and of the operation, which override them."""
        item_pointer = self.source.pointer.rsplit("/", 1)[0]
        owners = (
            (resolve(self.raw, item_pointer), item_pointer),
            (self.source.raw, self.source.pointer),
        )
        merged: dict[tuple[str, str], tuple[Mapping[str, Any], str]] = {}
        for owner, owner_pointer in owners:
            seen: set[tuple[str, str]] = set()
            for index, each in enumerate(list_of(owner, "parameters", owner_pointer)):
                raw, pointer = deref(self.raw, each, f"{owner_pointer}/parameters/{index}")
                location, name = _identity(raw, pointer)
                if location == "header" and name.lower() in _NOT_PARAMETERS:
                    continue
                key = (location, name)
                if key in seen:
                    raise RenderError(
                        f"the {location} parameter {name!r} stands twice", pointer=pointer
                    )
                seen.add(key)
                merged[key] = (raw, pointer)
        return list(merged.values())

    def _parameter(self, raw: Mapping[str, Any], pointer: str) -> dict[str, Any]:
        key = f"p{len(self.source.parameters) + 1}"
        self.source.parameters[key] = (raw, pointer)
        if "schema" not in raw:
            raise RenderError("a parameter without a schema cannot be expressed", pointer=pointer)
        plain = _argument(self.schemas.convert(raw["schema"], f"{pointer}/schema"))
        is_list = plain.get("type") == "array"
        if not _is_scalar(plain["items"] if is_list else plain):
            raise RenderError(
                "a parameter that is no scalar or list cannot be expressed", pointer=pointer
            )
        style = raw.get("style", "form" if raw["in"] == "query" else "simple")
        if style not in ("form", "simple") or (raw["in"] == "path" and is_list):
            raise RenderError(
                f"the style {str(style)[:80]!r} cannot be expressed here", pointer=pointer
            )
        # all of them go in as query parameters: only their types are asked for
        return {"name": key, "in": "query", "required": True, "schema": plain}

    def _responses(self) -> dict[str, tuple[Mapping[str, Any], str]]:
        pointer = f"{self.source.pointer}/responses"
        responses = self.source.raw.get("responses")
        if not isinstance(responses, Mapping) or not responses:
            raise RenderError("an operation needs responses", pointer=self.source.pointer)
        found = {}
        for status, each in responses.items():
            if status.startswith("x-"):
                continue
            place = f"{pointer}/{escape(status)}"
            if not re.fullmatch(r"[1-5](?:[0-9]{2}|XX)|default", status, re.ASCII):
                raise RenderError(f"{status[:80]!r} is no status", pointer=place)
            found[status] = deref(self.raw, each, place)
        return found

    def _json_bodies(self, raw: Mapping[str, Any], pointer: str, status: str) -> list[str]:
        """The media types of a response that are JSON, the preferred one first."""
        content = raw.get("content") or {}
        if not isinstance(content, Mapping):
            raise RenderError("content must be an object", pointer=f"{pointer}/content")
        media_types = [
            name for name in content if re.search(r"[/+]json\s*(;|$)", name, re.IGNORECASE)
        ]
        if content and not media_types and status.startswith("2"):
            raise RenderError(
                f"a body of {', '.join(map(repr, content))[:200]} cannot be expressed: only JSON can",
                pointer=f"{pointer}/content",
            )
        return sorted(media_types, key=lambda name: name != "application/json")

    def _body(
        self, raw: Mapping[str, Any], pointer: str, media_type: str, hint: str
    ) -> dict[str, Any]:
        place = f"{pointer}/content/{escape(media_type)}"
        body = object_of(raw["content"][media_type], place)
        return self.schemas.convert(body.get("schema", {}), f"{place}/schema", None, hint)


def _identity(raw: Mapping[str, Any], pointer: str) -> tuple[str, str]:
    """Where a parameter goes and what it is called there."""
    location, name = raw.get("in"), raw.get("name")
    if location not in _LOCATIONS:
        raise RenderError(
            f"a parameter in {str(location)[:80]!r} cannot be expressed", pointer=pointer
        )
    if not isinstance(name, str) or not name:
        raise RenderError("a parameter needs a name", pointer=pointer)
    if location == "header":
        checked_header(name, pointer)
    return location, name


def checked_header(name: str, pointer: str) -> None:
    """Raises `RenderError` where a name is not one of a header that a description may set."""
    if re.fullmatch(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", name) is None:
        raise RenderError(f"{name[:80]!r} cannot be the name of a header", pointer=pointer)
    if name.lower() in _NOT_FOR_CALLERS:
        raise RenderError(f"the header {name} is not for callers to set", pointer=pointer)


def _argument(plain: dict[str, Any]) -> dict[str, Any]:
    """The schema of what a caller passes: null is spelt by leaving out."""
    if plain.get("type") == "array":
        return {**plain, "items": _argument(plain["items"])}
    if "oneOf" not in plain:
        return plain
    branches = [each for each in plain["oneOf"] if each != {"type": "null"}]
    if len(branches) == 1:
        return _argument(branches[0])
    # of alternatives only scalars are left, and a text is a text, whatever its format
    return {"oneOf": [{key: each[key] for key in each if key != "format"} for each in branches]}


def _is_scalar(plain: Mapping[str, Any]) -> bool:
    if "oneOf" in plain:
        return all(_is_scalar(each) for each in plain["oneOf"])
    return "$ref" not in plain and plain.get("type") not in ("array", "null")


def _response(schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": "", "content": {"application/json": {"schema": schema}}}
