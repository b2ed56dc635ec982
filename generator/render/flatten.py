"""A description flattened for the parser: an equivalent OpenAPI document in which every schema has its final name.

Paths, methods, parameters, request bodies and responses do not change. Text is replaced if the parser would make an
unsafe or duplicate identifier of it. A part that the parser refuses although it can be expressed is rewritten:
`tests/render/test_parser.py` shows each case. `schemas.py` flattens the schemas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ..document import escape
from ..errors import RenderError
from .media_types import (
    FORM,
    MULTIPART,
    base_type,
    concrete,
    content_of,
    form_encoding,
    is_json,
    media_type_of_request,
    preferred,
)
from .naming import parser_name
from .parameter_styles import (
    ParameterSource,
    argument_of,
    check_style,
    described,
    fits_header,
    identity_of,
)
from .references import deref, list_of, object_of, path_item_of, text_of
from .refusals import Refusals
from .schemas import ClassSource, Schemas

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_NOT_PARAMETERS = frozenset({"accept", "authorization", "content-type"})
"""Headers that OpenAPI says to ignore where they are described as parameters: the client sets them."""
_BINARY = {"type": "string", "format": "binary"}
_TEXT = {"type": "string"}


@attrs.frozen
class FlatBody:
    """The body of a request."""

    media_type: str
    """The media type that it is sent as."""
    required: bool
    description: str
    part_types: Mapping[str, str]
    """Media types of properties of a form, by their wire names."""
    styles: Mapping[str, str]
    """How properties of a form without files are written, by their wire names."""
    pointer: str


@attrs.define
class OperationSource:
    """An operation and its parts."""

    method: str
    path: str
    item: Mapping[str, Any]
    """The path item that it is in."""
    raw: Mapping[str, Any]
    pointer: str
    flat_path: str = ""
    flat: dict[str, Any] = attrs.field(factory=dict)
    """The operation of the flat document."""
    further: list[dict[str, Any]] = attrs.field(factory=list)
    """Operations of the flat document for the further media types of responses."""
    parameters: dict[str, ParameterSource] = attrs.field(factory=dict)
    """Parameter by its name in the flat document."""
    answers: dict[str, tuple[Mapping[str, Any], str, dict[str, str]]] = attrs.field(factory=dict)
    """Status: the response object, its pointer, and its media types with the flat operation that each is of."""
    body: FlatBody | None = None


@attrs.define
class FlatDescription:
    """The flat document before its schemas have names, and its source."""

    raw: Mapping[str, Any]
    """The document that it was made from."""
    operations: list[OperationSource]
    schemas: Schemas

    @property
    def classes(self) -> dict[str, ClassSource]:
        """The schemas that become classes, by their names until they have final ones."""
        return self.schemas.classes

    def deref(self, value: Any, pointer: str) -> tuple[Mapping[str, Any], str]:
        """As the function `deref`, within the document that this was made from."""
        return deref(self.raw, value, pointer)

    def document(self, names: Mapping[str, str]) -> dict[str, Any]:
        """The flat document; `names` has the name of each component."""
        paths: dict[str, dict[str, Any]] = {}
        for source in self.operations:
            paths.setdefault(source.flat_path, {})[source.method] = source.flat
            # a path of the description begins with a slash
            paths |= {each["operationId"]: {"get": each} for each in source.further}
        document = {
            "openapi": "3.1.0",
            "info": {"title": "flat", "version": "0"},
            "paths": paths,
            "components": {
                "schemas": {names[key]: each for key, each in self.schemas.plain.items()}
            },
        }
        named: dict[str, Any] = _renamed(document, names)
        return named


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_renamed(each, names) for each in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("$ref"), str):
        folder, _, key = value["$ref"].rpartition("/")
        return {"$ref": f"{folder}/{names[key]}"}
    return {key: _renamed(each, names) for key, each in value.items()}


def flatten(document: Mapping[str, Any]) -> FlatDescription:
    """The flat form of an OpenAPI document. The input stays as it is.

    Raises:
        RenderError: A reference has no target, or a part cannot be expressed.
    """
    schemas = Schemas(document)
    operations: list[OperationSource] = []
    refusals = Refusals()
    for path, method, item, raw, pointer in each_operation(document):
        source = OperationSource(method, path, item, raw, pointer)
        with refusals.of(pointer), schemas.undone_on_error():
            _Reader(document, schemas, source, len(operations)).read()
            operations.append(source)
    refusals.raise_all()
    return FlatDescription(document, operations, schemas)


def each_operation(
    document: Mapping[str, Any],
) -> Iterator[tuple[str, str, Mapping[str, Any], Mapping[str, Any], str]]:
    """Path, method, path item, operation object and its pointer, of each operation. Raises `RenderError`."""
    paths = document.get("paths")
    found = "swagger" if "swagger" in document else "openapi"
    if re.fullmatch(r"3\.[01](\.[0-9]+)?", str(document.get("openapi"))) is None:
        stated = f", found `{found}: {str(document[found])[:40]}`" if found in document else ""
        raise RenderError(
            f"not an OpenAPI document: expected `openapi: 3.0.x` or `3.1.x`{stated}",
            pointer="",
            hint="convert it to OpenAPI 3 first" if stated else None,
        )
    if not isinstance(paths, Mapping):
        raise RenderError("not an OpenAPI document: `paths` is missing", pointer="")
    for path, value in sorted(paths.items()):
        if path.startswith("x-"):
            continue
        pointer = f"/paths/{escape(path)}"
        if not path.startswith("/"):
            # it is put behind the server's address, whose host it could change
            raise RenderError("a path must begin with a slash", pointer=pointer)
        if re.search("[?#]", path):
            problem = "a path must not contain ? or #: expected parameters in the query"
            raise RenderError(problem, pointer=pointer)
        item = path_item_of(document, value, pointer)
        for method in METHODS:
            if method in item:
                place = f"{pointer}/{method}"
                yield path, method, item, object_of(item[method], place), place


class _Reader:
    """Reads one operation into its `source`."""

    def __init__(
        self, document: Mapping[str, Any], schemas: Schemas, source: OperationSource, number: int
    ) -> None:
        self.raw = document
        self.schemas = schemas
        self.source = source
        self.number = number
        self.key = f"operation_{number}"
        stated = str(source.raw.get("operationId") or f"{source.method} {source.path}")
        self.hint = re.sub(r"[/{}:]+", " ", stated)
        self.identifiers = {"client", "url"}  # the parser's own arguments

    def read(self) -> None:
        source = self.source
        source.flat_path = source.path
        parameters = [self._parameter(raw, pointer) for raw, pointer in self._parameters()]
        self._check_path()
        # an operationId becomes an identifier: two that are the same then would be one operation
        source.flat = {"operationId": self.key, "parameters": parameters}
        source.flat["responses"] = {
            status: self._response(status, raw, pointer)
            for status, (raw, pointer) in self._responses().items()
        }
        if source.raw.get("requestBody"):
            source.flat["requestBody"] = self._request_body()

    def _parameters(self) -> list[tuple[Mapping[str, Any], str]]:
        """The parameters of the path and of the operation; the latter override the former."""
        owners = (
            (self.source.item, self.source.pointer.rsplit("/", 1)[0]),
            (self.source.raw, self.source.pointer),
        )
        merged: dict[tuple[str, str], tuple[Mapping[str, Any], str]] = {}
        for owner, owner_pointer in owners:
            seen: set[tuple[str, str]] = set()
            for index, each in enumerate(list_of(owner, "parameters", owner_pointer)):
                raw, pointer = deref(self.raw, each, f"{owner_pointer}/parameters/{index}")
                location, name = identity_of(raw, pointer)
                if location == "header" and name.lower() in _NOT_PARAMETERS:
                    continue
                key = (location, name.lower() if location == "header" else name)
                if key in seen:
                    raise RenderError(
                        f"the {location} parameter {name!r} occurs twice", pointer=pointer
                    )
                seen.add(key)
                merged[key] = (raw, pointer)
        return list(merged.values())

    def _check_path(self) -> None:
        """Raises `RenderError` if the path and its described parameters do not match."""
        in_path = re.findall(r"\{([^{}]*)\}", self.source.path)
        found = [each for each in self.source.parameters.values() if each.raw["in"] == "path"]
        described = [each.raw["name"] for each in found]
        for name in in_path:
            if name not in described:
                problem = f"the path parameter {name!r} is not described"
                hint = "add it to `parameters` with `in: path`"
                raise RenderError(problem, pointer=self.source.pointer, hint=hint)
            if in_path.count(name) > 1:
                problem = f"the path has the parameter {name!r} twice"
                raise RenderError(problem, pointer=self.source.pointer)
        for each in found:
            if each.raw["name"] not in in_path:
                problem = f"the path {self.source.path} has no parameter {each.raw['name']!r}"
                raise RenderError(problem, pointer=each.pointer)

    def _parameter(self, raw: Mapping[str, Any], pointer: str) -> dict[str, Any]:
        location, wire_name = raw["in"], raw["name"]
        name = parser_name(wire_name, f"parameter{self.number}_", self.identifiers)
        schema, place, style = described(raw, pointer)
        plain = argument_of(self.schemas.convert(schema, place, None, f"{self.hint} {wire_name}"))
        members = None if style == "json" else self._members(plain)
        self.source.parameters[name] = ParameterSource(
            raw, pointer, schema, plain, style, members is not None
        )
        check_style(plain, members, raw, style, pointer)
        if location == "path":
            flat_path = self.source.flat_path
            self.source.flat_path = flat_path.replace(f"{{{wire_name}}}", f"{{{name}}}")
        # in a header the library takes few types, and we send it anyway
        where = "query" if location == "header" and not fits_header(plain) else location
        is_required = location == "path" or raw.get("required") is True
        return {"name": name, "in": where, "required": is_required, "schema": plain}

    def _members(self, plain: Mapping[str, Any]) -> list[dict[str, Any]] | None:
        """The schemas of the properties of an object; None for another schema."""
        key = str(plain.get("$ref", "")).rpartition("/")[2]
        if key[:1] not in ("D", "M"):
            return None
        component = self.schemas.plain[key]
        values = component.get("additionalProperties")
        return [*component.get("properties", {}).values(), *([values] if values else [])]

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
                problem = (
                    f"{status[:80]!r} is not a status: expected one such as 404, 4XX or default"
                )
                raise RenderError(problem, pointer=place)
            found[status] = deref(self.raw, each, place)
        return found

    def _response(self, status: str, raw: Mapping[str, Any], pointer: str) -> dict[str, Any]:
        """A response with its first body; the library has one body for a status, so others are at further paths."""
        only_default = not any(each.startswith("2") for each in self.source.raw["responses"])
        is_success = status.startswith("2") or (status == "default" and only_default)
        content = content_of(raw, pointer)
        media_types = preferred(content, is_success=is_success)
        bodies: dict[str, str] = {}
        self.source.answers[status] = (raw, pointer, bodies)
        first: dict[str, Any] = {"description": ""}
        for place, media_type in enumerate(media_types):
            hint = f"{self.hint} response {status}" + (f" {media_type}" if place else "")
            flat = {
                "description": "",
                "content": self._body(raw, pointer, media_type, hint),
            }
            name = concrete(media_type, content[media_type])
            if place == 0:
                first = flat
                bodies[name] = self.key
            elif name not in bodies:
                bodies[name] = f"further_{self.number}_{len(self.source.further)}"
                more = {"operationId": bodies[name], "responses": {status: flat}}
                self.source.further.append(more)
        return first

    def _request_body(self) -> dict[str, Any]:
        raw, pointer = deref(
            self.raw, self.source.raw["requestBody"], f"{self.source.pointer}/requestBody"
        )
        content = content_of(raw, pointer)
        media_type = media_type_of_request(content, pointer)
        is_required = raw.get("required") is True
        text = text_of(raw, "description")
        place = f"{pointer}/content/{escape(media_type)}"
        name = concrete(media_type, content[media_type])
        part_types, styles = form_encoding(content[media_type], name, place)
        self.source.body = FlatBody(name, is_required, text, part_types, styles, place)
        flat = self._body(raw, pointer, media_type, f"{self.hint} body")
        if base_type(name) in (FORM, MULTIPART):
            self._check_form(next(iter(flat.values()))["schema"], f"{place}/schema")
        return {"required": is_required, "content": flat}

    def _check_form(self, plain: Mapping[str, Any], pointer: str) -> None:
        """Raises `RenderError` if the body of a form is not an object."""
        branches = plain.get("oneOf", [plain])
        if plain and any(self._members(each) is None for each in branches):
            raise RenderError("the body of a form must be an object", pointer=pointer)

    def _body(
        self, raw: Mapping[str, Any], pointer: str, media_type: str, hint: str
    ) -> dict[str, Any]:
        """The `content` with one media type: one that the library knows, where that means the same."""
        place = f"{pointer}/content/{escape(media_type)}"
        if re.fullmatch(r"[!-~]+(?: *;[ -~]*)?", media_type) is None:  # it gets into a header
            raise RenderError(f"{media_type[:80]!r} is not a media type", pointer=place)
        body = object_of(raw["content"][media_type], place)
        kind = base_type(media_type)
        if kind not in (FORM, MULTIPART) and not is_json(media_type, body):
            # whatever it is: in a request the library knows no other media type
            schema = _TEXT if kind.startswith("text/") else _BINARY
            return {"application/octet-stream": {"schema": schema}}
        schema = self.schemas.convert(body.get("schema", {}), f"{place}/schema", None, hint)
        is_known = kind in (FORM, MULTIPART) or kind.endswith("+json")
        return {kind if is_known else "application/json": {"schema": schema}}
