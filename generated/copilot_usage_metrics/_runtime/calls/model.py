"""The base of the models of API responses: reading, writing, and storing unknown keys.

A model is a plain attrs class with annotations, which determine how it is read and written.

Reading is tolerant, and reports it: an unknown key, and a known optional key of an unexpected type, is stored in
`extra`, and `to_dict` writes it back. Only a missing required key, or one of another type, is an error.
"""

from __future__ import annotations

import contextlib
import datetime
import re
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, ClassVar, Literal, Self

import attrs

from ..errors import ShapeError
from ..pydantic_fields import core_schema, json_schema
from ..vocabulary import UNSET, UnsetType, redacted

_Reader = Callable[[Any, str], Any]
_NAMES = {dict: "an object", list: "a list", str: "a string", bool: "a boolean", type(None): "null"}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _found(value: object) -> str:
    return _NAMES.get(type(value), "a number")


@attrs.define(kw_only=True, repr=False)
class Model:
    """An object of an API response."""

    _wire_names: ClassVar[Mapping[str, str]] = {}
    """Wire names of the attributes that have another name in Python."""
    _tags: ClassVar[Mapping[str, tuple[object, ...]]] = {}
    """By the wire name of a property: the values that identify objects of this class in a union."""
    _hidden: ClassVar[frozenset[str]] = frozenset()
    """Attributes whose values `repr` hides.

    A class may also declare `_further: ClassVar[T]`: the type of the values of keys that it does not name.
    """

    extra: dict[str, Any] = attrs.field(factory=dict)
    """Keys that the description does not define, or whose values have another type, unchanged."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The instance for a JSON object.

        Raises:
            ShapeError: It is not an object, or a required key is missing or of another type.
        """
        return typing.cast("Self", _read_model(cls, data, ""))

    def to_dict(self) -> dict[str, Any]:
        """The JSON object: wire names, without unset attributes, with the keys of `extra`."""
        wire: dict[str, Any] = {}
        for field in fields_of(type(self)):
            value = getattr(self, field.name)
            if value is not UNSET:
                wire[field.wire_name] = to_wire(value)
        for key, value in self.extra.items():
            wire.setdefault(key, to_wire(value))
        return wire

    @classmethod
    def __wire_types__(cls) -> Mapping[str, Any]:
        """The annotation of each key of the JSON object."""
        hints = typing.get_type_hints(cls, localns={})
        return {field.wire_name: hints[field.name] for field in fields_of(cls)}

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """For pydantic: fields of this type take instances and JSON objects."""
        return core_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        """For pydantic: the JSON Schema, as OpenAPI documents show it."""
        return json_schema(cls)

    def __copy__(self) -> Self:
        # a copy has its own `extra`, like a copy of a row
        return attrs.evolve(self, extra=dict(self.extra))

    def __bool__(self) -> Literal[True]:
        """Always true: only `NoData` is falsy, so `if not report:` distinguishes the two, for type checkers too."""
        return True

    def __repr__(self) -> str:
        shown = []
        for field in fields_of(type(self)):
            value = getattr(self, field.name)
            if value is not UNSET:
                text = "<hidden>" if field.name in self._hidden else repr(redacted(value))
                shown.append(f"{field.name}={text}")
        if self.extra:
            shown.append(f"extra=<{', '.join(sorted(map(repr, self.extra)))}>")
        return f"{type(self).__name__}({', '.join(shown)})"


@attrs.frozen
class _Field:
    name: str
    wire_name: str
    required: bool
    hint: Any
    read: _Reader


_FIELDS: dict[type[Model], tuple[_Field, ...]] = {}
_FURTHER: dict[type[Model], _Reader] = {}


def fields_of(cls: type[Model]) -> tuple[_Field, ...]:
    """The fields of a class, in order, without `extra`."""
    fields = _FIELDS.get(cls)
    if fields is None:
        fields = _FIELDS[cls] = _computed_fields(cls)
    return fields


def _computed_fields(cls: type[Model]) -> tuple[_Field, ...]:
    # no local names: an attribute with the name of a type would hide it
    hints = typing.get_type_hints(cls, localns={})
    return tuple(
        _Field(
            attribute.name,
            cls._wire_names.get(attribute.name, attribute.name),
            attribute.default is attrs.NOTHING,
            hints[attribute.name],
            reader(hints[attribute.name]),
        )
        for attribute in attrs.fields(cls)
        if attribute.name != "extra"
    )


def _read_model(cls: type[Model], data: Any, path: str) -> Model:
    if not isinstance(data, Mapping):
        raise ShapeError(path, "an object", _found(data))
    arguments: dict[str, Any] = {}
    extra = dict(data)
    for field in fields_of(cls):
        where = f"{path}.{field.wire_name}" if path else field.wire_name
        if field.wire_name not in data:
            if field.required:
                raise ShapeError(where, "a value", "no such key")
            continue
        try:
            arguments[field.name] = field.read(data[field.wire_name], where)
        except ShapeError:
            if field.required:
                raise
            continue  # stored in extra, unchanged
        del extra[field.wire_name]
    if "_further" in cls.__annotations__:
        _read_further(cls, extra, path)
    return cls(**arguments, extra=extra)


def _read_further(cls: type[Model], extra: dict[str, Any], path: str) -> None:
    """Reads the values of undeclared keys, if the description gives their type."""
    if cls not in _FURTHER:
        hint = typing.get_type_hints(cls, localns={})["_further"]
        _FURTHER[cls] = reader(typing.get_args(hint)[0])
    for key in extra.keys() - {field.wire_name for field in fields_of(cls)}:
        with contextlib.suppress(ShapeError):  # it is stored unchanged
            extra[key] = _FURTHER[cls](extra[key], f"{path}.{key}" if path else key)


def to_wire(value: Any) -> Any:
    """A value as JSON."""
    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, list):
        return [to_wire(item) for item in value]
    if isinstance(value, dict):
        return {key: to_wire(item) for key, item in value.items()}
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def read(annotation: Any, value: Any) -> Any:
    """A JSON value as the type that `annotation` names. Raises `ShapeError`."""
    try:
        read_value = _cached_reader(annotation)
    except TypeError:  # an annotation that cannot be hashed
        read_value = reader(annotation)
    return read_value(value, "")


def reader(annotation: Any) -> _Reader:
    """The function that reads a JSON value as the type of `annotation`."""
    if annotation is Any:
        return lambda value, path: value
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType):
        members = [member for member in typing.get_args(annotation) if member is not UnsetType]
        return reader(members[0]) if len(members) == 1 else _union_reader(members)
    if origin is Literal:
        return _literal_reader(typing.get_args(annotation))
    if origin is list:
        return _list_reader(reader(typing.get_args(annotation)[0]))
    if origin is dict:
        return _dict_reader(reader(typing.get_args(annotation)[1]))
    if annotation is datetime.date:
        return _read_date
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return lambda value, path: _read_model(annotation, value, path)
    return _scalar_reader(annotation)


_cached_reader = cache(reader)


def _scalar_reader(kind: type) -> _Reader:
    if kind is type(None):
        accepted: tuple[type, ...] = (type(None),)
    elif kind is float:
        accepted = (int, float)
    else:
        accepted = (kind,)
    expected = _NAMES.get(kind, "an integer" if kind is int else "a number")

    def read_scalar(value: Any, path: str) -> Any:
        if type(value) not in accepted:  # exact: a boolean is not an integer in JSON
            raise ShapeError(path, expected, _found(value))
        return value

    return read_scalar


def _literal_reader(values: tuple[object, ...]) -> _Reader:
    def read_literal(value: Any, path: str) -> Any:
        if not any(each == value and type(each) is type(value) for each in values):
            raise ShapeError(path, " or ".join(map(repr, values)), "another value")
        return value

    return read_literal


def _read_date(value: Any, path: str) -> datetime.date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise ShapeError(path, "a day as YYYY-MM-DD", _found(value))


def _list_reader(item: _Reader) -> _Reader:
    def read_list(value: Any, path: str) -> list[Any]:
        if not isinstance(value, list):
            raise ShapeError(path, "a list", _found(value))
        return [item(each, f"{path}[{index}]") for index, each in enumerate(value)]

    return read_list


def _dict_reader(item: _Reader) -> _Reader:
    def read_dict(value: Any, path: str) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise ShapeError(path, "an object", _found(value))
        return {key: item(each, f"{path}.{key}" if path else key) for key, each in value.items()}

    return read_dict


def _union_reader(members: list[Any]) -> _Reader:
    readers = [_member_reader(member) for member in members]

    def read_union(value: Any, path: str) -> Any:
        problems: list[ShapeError] = []
        for read_member in readers:
            try:
                return read_member(value, path)
            except ShapeError as problem:
                problems.append(problem)
        # the error at the deepest path is the most specific
        raise max(problems, key=lambda problem: len(problem.path))

    return read_union


def _member_reader(member: Any) -> _Reader:
    """The reader of a member of a union; it refuses an object whose tags identify another class."""
    if typing.get_origin(member) is list:
        return _list_reader(_member_reader(typing.get_args(member)[0]))
    read_member = reader(member)
    tags = _tags_of(member)
    if not tags:
        return read_member

    def read_tagged(value: Any, path: str) -> Any:
        for name, values in tags.items() if isinstance(value, Mapping) else ():
            found = value.get(name)
            if not any(each == found and type(each) is type(found) for each in values):
                where = f"{path}.{name}" if path else name
                raise ShapeError(where, " or ".join(map(repr, values)), "another value")
        return read_member(value, path)

    return read_tagged


def _tags_of(cls: Any) -> Mapping[str, tuple[object, ...]]:
    return cls._tags if isinstance(cls, type) and issubclass(cls, Model) else {}
