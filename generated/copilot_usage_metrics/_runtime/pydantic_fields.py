"""Responses and rows as fields of pydantic models, without depending on pydantic.

Pydantic calls two methods of a class. They read with `from_dict`, write with `to_dict`, and describe the JSON
object for OpenAPI, so that a FastAPI service can return them.
"""

from __future__ import annotations

import datetime
import types
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Protocol, Union, get_args, get_origin

from msgspec import UnsetType

_SCALARS: Mapping[Any, Mapping[str, str]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Decimal: {"type": "number"},
    str: {"type": "string"},
    type(None): {"type": "null"},
    datetime.date: {"type": "string", "format": "date"},
    datetime.datetime: {"type": "string", "format": "date-time"},
}


class JsonClass(Protocol):
    """A class that reads and writes JSON objects, and declares the types of their values."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        ...

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Any:
        """The instance for a JSON object. Raises `ValueError`."""
        ...

    @classmethod
    def __wire_types__(cls) -> Mapping[str, Any]:
        """The annotation of each key."""
        ...


def core_schema(cls: type[JsonClass]) -> Any:
    """The schema by which pydantic validates and serializes."""
    from pydantic_core import core_schema as schemas  # here: only pydantic needs it

    def validate(value: Any) -> Any:
        return value if isinstance(value, cls) else cls.from_dict(value)

    write: Callable[[JsonClass], dict[str, Any]] = lambda value: value.to_dict()  # noqa: E731
    serializer = schemas.plain_serializer_function_ser_schema(write)
    return schemas.no_info_plain_validator_function(validate, serialization=serializer)


def json_schema(cls: type[JsonClass], outer: tuple[type[Any], ...] = ()) -> dict[str, Any]:
    """The JSON Schema of the objects. A recursive class is any object; `outer` are the enclosing classes."""
    document: dict[str, Any] = {"type": "object", "title": cls.__name__}
    if cls.__doc__:
        document["description"] = cls.__doc__.split("\n\n")[0]
    if cls not in outer:
        document["properties"] = {
            key: _schema_of(annotation, (*outer, cls))
            for key, annotation in cls.__wire_types__().items()
        }
    return document


def _schema_of(annotation: Any, outer: tuple[type[Any], ...]) -> dict[str, Any]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _schema_of(arguments[0], outer)
    if origin in (Union, types.UnionType):
        members = [_schema_of(each, outer) for each in arguments if each is not UnsetType]
        return members[0] if len(members) == 1 else {"anyOf": members}
    if origin is list:
        return {"type": "array", "items": _schema_of(arguments[0], outer)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema_of(arguments[1], outer)}
    if origin is Literal:
        return {"enum": list(arguments)}
    if hasattr(annotation, "__wire_types__"):
        return json_schema(annotation, outer)
    return dict(_SCALARS.get(annotation, {}))
