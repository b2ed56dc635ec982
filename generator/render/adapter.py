"""The only module that knows openapi-python-client: its parser resolves the types, we keep strings.

Its interface is not public and changes in patch releases, hence the exact pin (`pins.py`) and this seam.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError as ParserError
from openapi_python_client.parser.properties.any import AnyProperty
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.date import DateProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.model_property import ModelProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty

from ..errors import RenderError
from .normalize import Normalized
from .unions import Tags, ordered, tags_of

# An answer keeps its moments as text: parsing would lose how they were written, and `to_dict` must not.
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
class Types:
    """Annotations by our plain names; classes stand in them as `{M1}`, to be filled with their names."""

    fields: Mapping[str, Mapping[str, str]]
    """Class → property → annotation."""
    required: Mapping[str, frozenset[str]]
    """Class → the properties that must be there."""
    parameters: Mapping[str, Mapping[str, str]]
    """Operation → parameter → annotation."""
    answers: Mapping[str, Mapping[str, str]]
    """Operation → status → annotation."""
    tags: Mapping[str, Tags]
    """Class in a union → what tells it from the others."""


def parse(normalized: Normalized) -> Types:
    """The types of a plain document. Raises `RenderError` for whatever the parser warns of."""
    models = _parsed(normalized).models
    reader = _Reader({_text(model.name).rpartition("/")[2]: model for model in models}, normalized)
    asked = [path.removeprefix("/") for path, _ in _paths(normalized)]
    return Types(
        fields={key: reader.annotations(key) for key in normalized.classes},
        required={key: frozenset(reader.required(key)) for key in normalized.classes},
        parameters={key: reader.annotations(f"{key}-takes") for key in asked},
        answers={key: reader.annotations(f"{key}-answers") for key in asked},
        tags=reader.tags,
    )


def _paths(normalized: Normalized) -> Iterable[tuple[str, Any]]:
    paths: Mapping[str, Any] = normalized.document["paths"]
    return paths.items()


def _parsed(normalized: Normalized) -> GeneratorData:
    """The document as the parser understands it.

    What an operation takes and answers is asked as the properties of two classes: of a path the parser
    makes copy after copy, with every class that it leads to.
    """
    schemas: dict[str, Any] = {}
    for path, item in _paths(normalized):
        operation, key = item["get"], path.removeprefix("/")
        schemas[f"{key}-takes"] = _class(
            {each["name"]: each["schema"] for each in operation.get("parameters", ())}
        )
        schemas[f"{key}-answers"] = _class(
            {
                status: response["content"]["application/json"]["schema"]
                for status, response in operation["responses"].items()
                if "content" in response
            }
        )
    plain = normalized.document
    components = {"schemas": {**plain["components"]["schemas"], **schemas}}
    data = GeneratorData.from_dict(
        {**plain, "paths": {}, "components": components}, config=_config()
    )
    if isinstance(data, ParserError):
        raise RenderError(f"not understood: {_flat(normalized, data.detail)}", pointer="")
    if data.errors:
        first = data.errors[0]
        raise RenderError(
            f"not understood: {_flat(normalized, first.detail or first.header)}", pointer=""
        )
    return data


def _class(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties]}


def _config() -> Config:
    return Config.from_sources(ConfigFile(), MetaType.NONE, "", "utf-8", False, None)


def _flat(normalized: Normalized, text: str | None) -> str:
    return " ".join(normalized.explain(text or "no reason given").split())[:500]


def _text(value: Any) -> str:
    return str(value.get_untrusted_value()) if hasattr(value, "get_untrusted_value") else str(value)


class _Reader:
    def __init__(self, models: Mapping[str, ModelProperty], normalized: Normalized) -> None:
        self.models = models
        self.normalized = normalized
        self.tags: dict[str, Tags] = {}
        """Of the classes that are in a union."""

    def annotations(self, key: str) -> dict[str, str]:
        """Those of a class's properties, by their names."""
        return {_text(prop.name): self.annotation(prop) for prop in self.properties(key)}

    def properties(self, key: str) -> list[Any]:
        model = self.models[key]
        return [*(model.required_properties or []), *(model.optional_properties or [])]

    def annotation(self, prop: object) -> str:
        if isinstance(prop, UnionProperty):
            members = self._told_apart(self._members(prop), "{", "}", "dict[str, Any]")
            return " | ".join(self._told_apart(members, "list[{", "}]", "list[dict[str, Any]]"))
        if isinstance(prop, ListProperty):
            return f"list[{self.annotation(prop.inner_property)}]"
        if isinstance(prop, ModelProperty):
            return self._model(str(prop.class_info.name))
        if type(prop) not in _SCALARS:
            raise RenderError(f"a {type(prop).__name__} cannot be expressed")
        return _SCALARS[type(prop)]

    def _members(self, prop: UnionProperty) -> list[str]:
        """The annotations of a union's members, None the last; Any swallows the others."""
        members: dict[str, None] = {}
        for each in prop.inner_properties:
            nested = (
                self._members(each) if isinstance(each, UnionProperty) else [self.annotation(each)]
            )
            members |= dict.fromkeys(nested)
        return ["Any"] if "Any" in members else sorted(members, key=lambda each: each == "None")

    def _told_apart(self, members: list[str], start: str, end: str, otherwise: str) -> list[str]:
        """The members of a union, its classes in the order in which they are tried, mappings after them.

        `otherwise` takes the place of classes that cannot be told apart.
        """
        keys = [
            each.removeprefix(start).removesuffix(end) for each in members if each.startswith(start)
        ]
        if not keys:
            return members
        rest = [each for each in members if not each.startswith(start)]
        if len(keys) > 1:
            keys = self._ordered(keys) or []
        named = [f"{start}{key}{end}" for key in keys] or [otherwise]
        # what accepts any object comes after what accepts some, None the last
        scalars = [each for each in rest if not each.startswith("dict[") and each != "None"]
        maps = [each for each in rest if each.startswith("dict[") and each not in named]
        return [*scalars, *named, *maps, *(["None"] if "None" in rest else [])]

    def _ordered(self, keys: list[str]) -> list[str] | None:
        classes = self.normalized.classes
        required = {key: self.required(key) for key in keys}
        tags = {key: tags_of(self.normalized, classes[key], required[key]) for key in keys}
        found = ordered(
            keys,
            tags,
            {key: set(classes[key].fields) for key in keys},
            required,
        )
        if found is not None:
            self.tags |= {key: each for key, each in tags.items() if each}
        return found

    def required(self, key: str) -> set[str]:
        """The properties of a class that must be there, by their names here."""
        return {_text(prop.name) for prop in self.models[key].required_properties or []}

    def _model(self, key: str) -> str:
        if not key.startswith("D"):
            return "{" + key + "}"
        values = self.models[key].additional_properties
        return f"dict[str, {self.annotation(values) if values else 'Any'}]"
