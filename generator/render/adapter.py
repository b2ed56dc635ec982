"""The only module that uses openapi-python-client: it parses the flat document, and reads annotations from the result.

The library's interface is not public and changes in patch releases, hence the exact pin (`pins.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError as ParserError
from openapi_python_client.parser.errors import ParseError
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties.any import AnyProperty
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.date import DateProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.file import FileProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.literal_enum_property import LiteralEnumProperty
from openapi_python_client.parser.properties.model_property import ModelProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.strings import ClassName

from ..errors import RenderError
from .escape import literal
from .flatten import FlatDescription, OperationSource
from .media_types import MULTIPART, base_type
from .model import Code
from .unions import Tags, ordered, tags_of

# Times in responses remain text: parsing would lose their notation, which `to_dict` must preserve.
_SCALARS: dict[type, str] = {
    AnyProperty: "Any",
    BooleanProperty: "bool",
    DateProperty: "datetime.date",
    DateTimeProperty: "str",
    FloatProperty: "float",
    IntProperty: "int",
    NoneProperty: "None",
    StringProperty: "str",
}


@attrs.frozen
class ParsedOperation:
    """The annotations of an operation."""

    parameters: Mapping[str, str]
    """Parameter by its name in the flat document → annotation."""
    answers: Mapping[str, tuple[str, ...]]
    """Status → the annotation of each body."""
    body: str | None
    """The annotation of the request's body."""


@attrs.frozen
class Parsed:
    """The result of openapi-python-client: annotations by the names of the flat document."""

    fields: Mapping[str, Mapping[str, tuple[str, bool]]]
    """Class → property → annotation, and whether it is required."""
    further: Mapping[str, str]
    """Class → annotation of the values of further keys, if described."""
    operations: tuple[ParsedOperation, ...]
    """The operations of the flat description, in its order."""
    tags: Mapping[str, Tags]
    """Class in a union → the tags that distinguish it from the others."""


def parse(flat: FlatDescription, names: Mapping[str, Code]) -> Parsed:
    """The description as openapi-python-client understands it. Raises `RenderError` for each of its warnings.

    `names` has the final name of each component.
    """
    document = flat.document(names)
    classes = _identified(document["components"]["schemas"])
    data = GeneratorData.from_dict(document, config=_config())
    if isinstance(data, ParserError):
        raise RenderError(f"not understood: {_flat(data.detail)}", pointer="")
    collections = data.endpoint_collections_by_tag.values()
    problems = [*data.errors, *(each for found in collections for each in found.parse_errors)]
    if problems:
        raise _refusal(flat, problems)
    reader = _Reader(flat, names, data, classes, document)
    endpoints = {str(each.name): each for found in collections for each in found.endpoints}
    return Parsed(
        fields={name: reader.fields(name) for name in reader.classes},
        further={
            name: reader.annotation(values, reader.use(name))
            for name in reader.classes
            if type(values := reader.models[name].additional_properties) is not AnyProperty
            and values is not None
        },
        operations=tuple(reader.operation(source, endpoints) for source in flat.operations),
        tags=reader.tags,
    )


def _identified(components: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Components by the parser's names for them; one with the name of another gets a title."""
    found: dict[str, str] = {}
    for name, schema in components.items():
        made = str(ClassName(name, prefix="field_"))
        while made in found:
            schema["title"] = made = f"Component{len(found)}{'x' * made.startswith('Component')}"
        found[made] = name
    return found


def _refusal(flat: FlatDescription, problems: Sequence[ParseError]) -> RenderError:
    """One error for all warnings of the parser; each names its operation or component."""
    errors = []
    for each in problems:
        text = _flat(f"{each.header} {each.detail or ''}")
        pointer = next(
            (
                source.pointer
                for source in flat.operations
                if f"{source.method.upper()} {source.flat_path} within" in text
            ),
            "",
        )
        errors.append(RenderError(f"not understood: {text}", pointer=pointer))
    first, *others = errors
    first.details = tuple(map(str, others))
    first.by_operation = {each.pointer: each for each in errors if each.pointer}
    return first


def _config() -> Config:
    # literals: of values such as +1 and -1 the parser can make no names for an enum
    return Config.from_sources(
        ConfigFile(literal_enums=True), MetaType.NONE, "", "utf-8", False, None
    )


def _flat(text: str | None) -> str:
    # the library prints texts of the description as objects at an address
    named = re.sub(r"<\S+ object at 0x[0-9a-f]+>", "…", text or "no reason given")
    return " ".join(named.split())[:500]


def _text(value: Any) -> str:
    return str(value.get_untrusted_value()) if hasattr(value, "get_untrusted_value") else str(value)


@attrs.frozen
class _Use:
    """The use of a schema, which decides between two annotations."""

    is_closed: bool = False
    """Whether an enum is closed: only in requests."""
    file: str = "str"
    """The annotation of binary data."""


class _Reader:
    """Reads annotations off the parser's result."""

    def __init__(
        self,
        flat: FlatDescription,
        names: Mapping[str, Code],
        data: GeneratorData,
        components: Mapping[str, str],
        document: Mapping[str, Any],
    ) -> None:
        self.flat = flat
        self.components = components
        self.models = {components[str(each.class_info.name)]: each for each in data.models}
        self.classes = {str(names[key]): source for key, source in flat.classes.items()}
        self.values = {
            str(names[key]): each.values for key, each in flat.schemas.components.items()
        }
        schemas = document["components"]["schemas"]
        operations = [each for item in document["paths"].values() for each in item.values()]
        self.received = _reachable(schemas, [each["responses"] for each in operations])
        self.sent = _reachable(
            schemas,
            [each.get(part) for each in operations for part in ("requestBody", "parameters")],
        )
        self.multipart: set[str] = set()
        """The classes that are sent as forms with files."""
        for source in flat.operations:
            if source.body is not None and base_type(source.body.media_type) == MULTIPART:
                self.multipart |= {names[each] for each in _references(source.flat["requestBody"])}
        self.tags: dict[str, Tags] = {}
        """The tags of the classes that are in a union."""
        self._open: list[str] = []
        """The mappings that are being read."""

    def operation(
        self, source: OperationSource, endpoints: Mapping[str, Endpoint]
    ) -> ParsedOperation:
        """The annotations of an operation."""
        endpoint = endpoints[source.flat["operationId"]]
        sent = _Use(is_closed=True, file="bytes")
        return ParsedOperation(
            parameters={
                _text(prop.name): self.annotation(prop, _Use(is_closed=True))
                for _, prop in endpoint.iter_all_parameters()
            },
            answers={
                status: tuple(self._answer(endpoints[key], status) for key in bodies.values())
                for status, (_, _, bodies) in source.answers.items()
            },
            body=self.annotation(endpoint.bodies[0].prop, sent) if endpoint.bodies else None,
        )

    def _answer(self, endpoint: Endpoint, status: str) -> str:
        found = next(each for each in endpoint.responses if each.status_code.pattern == status)
        return self.annotation(found.prop, _Use(file="bytes"))

    def fields(self, name: str) -> dict[str, tuple[str, bool]]:
        """Annotation of each property of a class, and whether it is required."""
        use, model = self.use(name), self.models[name]
        required = self._required(name)
        fields = self.classes[name].fields
        return {
            _text(prop.name): (
                self.annotation(prop, use),
                fields[_text(prop.name)][0] in required,
            )
            for prop in (*(model.required_properties or []), *(model.optional_properties or []))
        }

    def use(self, name: str) -> _Use:
        """The use of a class: a class that is only sent has closed enums."""
        file = "bytes | tuple[str, bytes]" if name in self.multipart else "str"
        return _Use(is_closed=name not in self.received, file=file)

    def annotation(self, prop: object, use: _Use) -> str:
        """The annotation of a property, a parameter or a body."""
        if isinstance(prop, UnionProperty):
            members = self._told_apart(self._members(prop, use), "", "", "dict[str, Any]")
            return " | ".join(self._told_apart(members, "list[", "]", "list[dict[str, Any]]"))
        if isinstance(prop, ListProperty):
            return f"list[{self.annotation(prop.inner_property, use)}]"
        if isinstance(prop, ModelProperty):
            return self._model(self.components[str(prop.class_info.name)], use)
        if isinstance(prop, LiteralEnumProperty):
            values = self.values[self.components[str(prop.class_info.name)]]
            closed = f"Literal[{', '.join(map(literal, values))}]"
            return closed if use.is_closed else prop.value_type.__name__
        if isinstance(prop, FileProperty):
            return use.file
        if type(prop) not in _SCALARS:
            raise RenderError(f"a {type(prop).__name__} cannot be expressed")
        return _SCALARS[type(prop)]

    def _members(self, prop: UnionProperty, use: _Use) -> list[str]:
        """The annotations of a union's members, None the last; Any swallows the others."""
        members: dict[str, None] = {}
        for each in prop.inner_properties:
            nested = (
                self._members(each, use)
                if isinstance(each, UnionProperty)
                else [self.annotation(each, use)]
            )
            members |= dict.fromkeys(nested)
        return ["Any"] if "Any" in members else sorted(members, key=lambda each: each == "None")

    def _told_apart(self, members: list[str], start: str, end: str, otherwise: str) -> list[str]:
        """The members of a union, its classes in the order in which they are tried, mappings after them.

        `otherwise` replaces classes that cannot be distinguished.
        """
        keys = [key for each in members if (key := _inside(each, start, end)) in self.classes]
        if not keys:
            return members
        rest = [each for each in members if _inside(each, start, end) not in self.classes]
        if len(keys) > 1:
            keys = self._ordered(keys) or []
        named = [f"{start}{key}{end}" for key in keys] or [otherwise]
        # types that accept any object come after more specific ones, None last
        scalars = [each for each in rest if not each.startswith("dict[") and each != "None"]
        maps = [each for each in rest if each.startswith("dict[") and each not in named]
        return [*scalars, *named, *maps, *(["None"] if "None" in rest else [])]

    def _ordered(self, keys: list[str]) -> list[str] | None:
        required = {key: self._required(key) for key in keys}
        tags = {
            key: tags_of(self.flat, self.classes[key], self._stated_required(key)) for key in keys
        }
        declared = {key: {name for name, _, _ in self.classes[key].fields.values()} for key in keys}
        found = ordered(keys, tags, declared, required)
        if found is not None:
            self.tags |= {
                key: stated
                for key, each in tags.items()
                if (stated := {name: values for name, values in each.items() if values})
            }
        return found

    def _stated_required(self, key: str) -> set[str]:
        """The wire names of the required properties of a class."""
        fields = self.classes[key].fields
        return {fields[_text(each.name)][0] for each in self.models[key].required_properties or []}

    def _required(self, key: str) -> set[str]:
        """The properties that a class always has: read-only ones are not sent, and write-only ones are not
        received.
        """
        stated = self._stated_required(key)
        for wire_name, pointer, raw in self.classes[key].fields.values():
            schema = {**self.flat.deref(raw, pointer)[0], **raw} if wire_name in stated else {}
            if (schema.get("readOnly") is True and key in self.sent) or (
                schema.get("writeOnly") is True and key in self.received
            ):
                stated.discard(wire_name)
        return stated

    def _model(self, name: str, use: _Use) -> str:
        if name in self.classes:
            return name
        if name in self._open:
            return "Any"  # a mapping to mappings of its own kind
        values = self.models[name].additional_properties
        self._open.append(name)
        inner = self.annotation(values, use) if values else "Any"
        self._open.pop()
        return f"dict[str, {inner}]"


def _inside(text: str, start: str, end: str) -> str:
    """`X` for `list[X]`; empty if the text has another form."""
    return text[len(start) : len(text) - len(end)] if text.startswith(start) else ""


def _references(value: Any) -> Iterator[str]:
    """The components that a part of the flat document refers to itself."""
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"].rpartition("/")[2]
        for each in value.values():
            yield from _references(each)
    elif isinstance(value, list):
        for each in value:
            yield from _references(each)


def _reachable(components: Mapping[str, Any], roots: list[Any]) -> set[str]:
    """The components that these parts of the flat document refer to."""
    found: set[str] = set()
    queue = [*_references(roots)]
    while queue:
        name = queue.pop()
        if name not in found:
            found.add(name)
            queue += _references(components[name])
    return found
