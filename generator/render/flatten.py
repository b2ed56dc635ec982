"""A description flattened for the parser: an equivalent OpenAPI document in which every schema has its final name.

Paths, methods, parameters, request bodies and responses stay what they are. Text is replaced where the parser would
make an identifier of it that is unsafe or not unique. What the parser refuses although it can be expressed is
written another way: `tests/render/test_parser.py` shows each case. Schemas are the business of `schemas.py`.
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
    is_json,
    media_type_of_request,
    preferred,
)
from .naming import parser_name
from .references import deref, list_of, object_of
from .schemas import ClassSource, Schemas

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_STYLES: Mapping[str, tuple[str, ...]] = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form",),
}
"""Location of a parameter → the styles that OpenAPI has for it, the default first."""
_NOT_PARAMETERS = frozenset({"accept", "authorization", "content-type"})
"""Headers that OpenAPI says to ignore where they are described as parameters: the client sets them."""
_NOT_FOR_CALLERS = frozenset(
    {"connection", "content-length", "cookie", "host", "transfer-encoding"}
)
"""Headers that decide where a request goes and where it ends."""
_BINARY = {"type": "string", "format": "binary"}
_TEXT = {"type": "string"}


@attrs.frozen
class FlatBody:
    """The body of a request."""

    media_type: str
    """What it is sent as."""
    required: bool
    description: str
    pointer: str


@attrs.frozen
class ParameterSource:
    """A parameter and how it is sent."""

    raw: Mapping[str, Any]
    pointer: str
    schema: Any
    """Its schema, or that of its content."""
    plain: Mapping[str, Any]
    """The same in flat form."""
    style: str
    """One of OpenAPI's, or `json`."""
    is_object: bool


@attrs.define
class OperationSource:
    """An operation and what it is made of."""

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
    """The flat document before its schemas have names, and what it was made from."""

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
        RenderError: A reference leads nowhere, or something is there that cannot be expressed.
    """
    schemas = Schemas(document)
    operations: list[OperationSource] = []
    for path, method, item, raw, pointer in each_operation(document):
        source = OperationSource(method, path, item, raw, pointer)
        _Reader(document, schemas, source, len(operations)).read()
        operations.append(source)
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
        item, _ = deref(document, value, pointer)
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
        # an operationId becomes an identifier: two that are the same then would be one operation
        source.flat = {"operationId": self.key, "parameters": parameters}
        source.flat["responses"] = {
            status: self._response(status, raw, pointer)
            for status, (raw, pointer) in self._responses().items()
        }
        if source.raw.get("requestBody"):
            source.flat["requestBody"] = self._request_body()

    def _parameters(self) -> list[tuple[Mapping[str, Any], str]]:
        """Those of the path and of the operation, which override them."""
        owners = (
            (self.source.item, self.source.pointer.rsplit("/", 1)[0]),
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
                        f"the {location} parameter {name!r} occurs twice", pointer=pointer
                    )
                seen.add(key)
                merged[key] = (raw, pointer)
        return list(merged.values())

    def _parameter(self, raw: Mapping[str, Any], pointer: str) -> dict[str, Any]:
        location, wire_name = raw["in"], raw["name"]
        name = parser_name(wire_name, f"parameter{self.number}_", self.identifiers)
        schema, place, style = _described(raw, pointer)
        plain = _argument(self.schemas.convert(schema, place, None, f"{self.hint} {wire_name}"))
        members = None if style == "json" else self._members(plain)
        self.source.parameters[name] = ParameterSource(
            raw, pointer, schema, plain, style, members is not None
        )
        _check_style(plain, members, raw, style, pointer)
        if location == "path":
            flat_path = self.source.flat_path
            self.source.flat_path = flat_path.replace(f"{{{wire_name}}}", f"{{{name}}}")
        # in a header the library takes few types, and we send it anyway
        where = "query" if location == "header" and not _fits_header(plain) else location
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
                raise RenderError(f"{status[:80]!r} is no status", pointer=place)
            found[status] = deref(self.raw, each, place)
        return found

    def _response(self, status: str, raw: Mapping[str, Any], pointer: str) -> dict[str, Any]:
        """A response with its first body; the library has one body for a status, so others are at further paths."""
        only_default = not any(each.startswith("2") for each in self.source.raw["responses"])
        is_success = status.startswith("2") or (status == "default" and only_default)
        content = _content(raw, pointer)
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
        content = _content(raw, pointer)
        media_type = media_type_of_request(content, pointer)
        is_required = raw.get("required") is True
        text = raw["description"] if isinstance(raw.get("description"), str) else ""
        place = f"{pointer}/content/{escape(media_type)}"
        name = concrete(media_type, content[media_type])
        self.source.body = FlatBody(name, is_required, text, place)
        flat = self._body(raw, pointer, media_type, f"{self.hint} body")
        return {"required": is_required, "content": flat}

    def _body(
        self, raw: Mapping[str, Any], pointer: str, media_type: str, hint: str
    ) -> dict[str, Any]:
        """The `content` with one media type: one that the library knows, where that means the same."""
        place = f"{pointer}/content/{escape(media_type)}"
        if re.fullmatch(r"[!-~]+(?: *;[ -~]*)?", media_type) is None:  # it gets into a header
            raise RenderError(f"{media_type[:80]!r} is no media type", pointer=place)
        body = object_of(raw["content"][media_type], place)
        kind = base_type(media_type)
        if kind not in (FORM, MULTIPART) and not is_json(media_type, body):
            # whatever it is: in a request the library knows no other media type
            schema = _TEXT if kind.startswith("text/") else _BINARY
            return {"application/octet-stream": {"schema": schema}}
        schema = self.schemas.convert(body.get("schema", {}), f"{place}/schema", None, hint)
        is_known = kind in (FORM, MULTIPART) or kind.endswith("+json")
        return {kind if is_known else "application/json": {"schema": schema}}


def _content(raw: Mapping[str, Any], pointer: str) -> Mapping[str, Any]:
    content = raw.get("content") or {}
    if not isinstance(content, Mapping):
        raise RenderError("content must be an object", pointer=f"{pointer}/content")
    return content


def _identity(raw: Mapping[str, Any], pointer: str) -> tuple[str, str]:
    """Where a parameter goes and what it is called there."""
    location, name = raw.get("in"), raw.get("name")
    if not isinstance(location, str) or location not in _STYLES:
        raise RenderError(
            f"a parameter in {str(location)[:80]!r} cannot be expressed", pointer=pointer
        )
    if not isinstance(name, str) or not name:
        raise RenderError("a parameter needs a name", pointer=pointer)
    if location in ("header", "cookie"):
        checked_header(name, pointer)
    return location, name


def checked_header(name: str, pointer: str) -> None:
    """Raises `RenderError` where a name is not one of a header that a description may set."""
    if re.fullmatch(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", name) is None:
        raise RenderError(f"{name[:80]!r} cannot be the name of a header", pointer=pointer)
    if name.lower() in _NOT_FOR_CALLERS:
        raise RenderError(f"the header {name} is not for callers to set", pointer=pointer)


def _described(raw: Mapping[str, Any], pointer: str) -> tuple[Any, str, str]:
    """The schema of a parameter, its pointer, and the style in which it is sent."""
    if "schema" in raw:
        style, known = raw.get("style", _STYLES[raw["in"]][0]), _STYLES[raw["in"]]
        if style not in known:
            problem = f"the style {str(style)[:80]!r} cannot be expressed here: expected {' or '.join(known)}"
            raise RenderError(problem, pointer=pointer)
        return raw["schema"], f"{pointer}/schema", style
    content = _content(raw, pointer)
    media_type = next((each for each in content if is_json(each, None)), None)
    if media_type is None:
        problem = (
            "a parameter without a schema, or content of application/json, cannot be expressed"
        )
        raise RenderError(problem, pointer=pointer)
    place = f"{pointer}/content/{escape(media_type)}"
    return object_of(content[media_type], place).get("schema", {}), f"{place}/schema", "json"


def _check_style(
    plain: Mapping[str, Any],
    members: list[dict[str, Any]] | None,
    raw: Mapping[str, Any],
    style: str,
    pointer: str,
) -> None:
    """Raises `RenderError` for a value that the style of its parameter does not define."""
    is_exploded = is_exploded_by(raw, style)
    if style == "json":
        return
    if style == "deepObject" and members is None:
        raise RenderError("the style 'deepObject' is for objects", pointer=pointer)
    kinds = plain.get("oneOf", [plain]) if members is None else members
    if members is None or style == "deepObject" or (style == "form" and is_exploded):
        kinds = [each.get("items", each) for each in kinds]
    if not all(_is_scalar(_argument(each)) for each in kinds):
        problem = (
            "a parameter that is no scalar, list of scalars or object of these cannot be expressed"
        )
        hint = "describe it with `content` of application/json, and it is sent as JSON"
        raise RenderError(problem, pointer=pointer, hint=hint)
    has_several = members is not None or any(
        "items" in each for each in plain.get("oneOf", [plain])
    )
    if raw["in"] == "cookie" and has_several and is_exploded:
        problem = "a cookie of several values cannot be expressed: expected `explode: false`"
        raise RenderError(problem, pointer=pointer)


def is_exploded_by(raw: Mapping[str, Any], style: str) -> bool:
    """Whether the values of a list or an object are sent one by one."""
    return raw.get("explode", style == "form") is not False


def _argument(plain: dict[str, Any]) -> dict[str, Any]:
    """The schema of an argument: null is expressed by omission."""
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
    reference = str(plain.get("$ref", "/E"))
    return "/E" in reference and plain.get("type") not in ("array", "null")


def _fits_header(plain: Mapping[str, Any]) -> bool:
    """Whether the parser takes a schema in a header."""
    return "/E" in str(plain.get("$ref")) or (
        plain.get("type") in ("boolean", "integer", "number", "string") and "format" not in plain
    )
