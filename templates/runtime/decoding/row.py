"""The base of every row type: the operations of a row of a downloaded file, and the vocabulary of its fields.

A row is a `msgspec.Struct` with the same vocabulary as the models of API responses: `UNSET`, `extra`,
`from_dict`, `to_dict`, equality, copy, pickle, keyword-only construction.

* A field that is missing in the file is `UNSET`, a field that is null is `None`; 0 is 0.
* Ids have one type, however the file writes them. `to_dict` does not undo this, and undoes everything else.
* `gc=False`: rows are built from JSON, which has no cycles, so the garbage collector need not scan them. Only a row
  that is put into its own `extra` would never be freed.
* A decoder may return instances of a hidden subclass with slots for learned keys (see `decode`). They
  are equal to instances of the row type and are copied, pickled and shown as such: use `isinstance`, not `type() is`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, TypeAlias, TypeVar, cast

from msgspec import UNSET, Struct, UnsetType, field, structs

from ..errors import ShapeError
from ..pydantic_fields import core_schema, json_schema
from ..vocabulary import redacted
from .row_fields import ExactNumber, Findings, IntId, StrId, fields_of, json_type, plain, read_row

__all__ = ["UNSET", "ExactNumber", "FileShape", "IntId", "Row", "StrId", "UnsetType"]

FileShape: TypeAlias = Literal["object", "day-totals", "lines"]
"""How a file contains its rows: one object, a list in `day_totals`, or one object per line."""

_R = TypeVar("_R", bound="Row")
_NOTHING: Final[Mapping[str, Any]] = {}
_AS_THEY_ARE: Final = frozenset({int, str, bool, float, type(None)})


if TYPE_CHECKING:
    _Extra: TypeAlias = dict[str, Any]
else:

    class _Extra:
        """A type that no JSON value has, so that no key of a file can fill the slot of `extra`."""


class Row(Struct, kw_only=True, gc=False, forbid_unknown_fields=True):
    """A row, or an object inside one."""

    extra: _Extra = field(default=cast(Any, UNSET), name="\uffff")
    """Keys without a field, unchanged: unknown keys, and known ones of another type."""

    __row_key__: ClassVar[tuple[str, ...]] = ()
    """The fields that identify a row; `entity` is the id of the row's organization or enterprise."""

    __file_shape__: ClassVar[FileShape | None] = None
    """How files contain these rows; None for an object inside a row."""

    __may_be_absent__: ClassVar[frozenset[str]] = frozenset()
    """The keys of this class, without its base's, that may be absent from complete files."""

    __known_since__: ClassVar[Mapping[str, str]] = {}
    """The first day, YYYY-MM-DD, of the keys of this class that are absent from older files."""

    __learned_from__: ClassVar[type[Row] | None] = None
    __learned__: ClassVar[tuple[tuple[str, str], ...]] = ()

    @classmethod
    def from_dict(cls: type[_R], data: Mapping[str, Any]) -> _R:
        """The row of a JSON object.

        Unknown keys, and known ones whose value has an unexpected type, go to `extra`; the field of the latter
        is UNSET. Raises `ShapeError` if `data` is not a mapping.
        """
        if not isinstance(data, Mapping):
            raise ShapeError("", "an object", json_type(data))
        return read_row(public_type(cls), data, Findings())

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of this row as in the file, including unknown keys at every depth.

        Days are text and exact numbers are plain numbers, as from `json.loads`. A field that is set
        overrides a key of its name in `extra`.
        """
        result: dict[str, Any] = {}
        for wire, spec in fields_of(public_type(type(self))).items():
            value = getattr(self, spec.name)
            if value is not UNSET:
                result[wire] = value if type(value) in _AS_THEY_ARE else _to_json(value)
        for key, value in kept(self).items():
            result.setdefault(key, value)
        return result

    @classmethod
    def __wire_types__(cls) -> Mapping[str, Any]:
        """The annotation of each key of the JSON object."""
        kinds = {info.encode_name: info.type for info in structs.fields(public_type(cls))}
        exact = {
            spec.wire
            for spec in fields_of(public_type(cls)).values()
            if spec.shape.kind == "decimal"
        }
        return {key: float if key in exact else kinds[key] for key in fields_of(public_type(cls))}

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """For pydantic: fields of this type take instances and JSON objects."""
        return core_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        """For pydantic: the JSON Schema, as OpenAPI documents show it."""
        return json_schema(cls)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Row) or public_type(type(self)) is not public_type(type(other)):
            return NotImplemented
        names = (spec.name for spec in fields_of(public_type(type(self))).values())
        return kept(self) == kept(other) and all(
            getattr(self, name) == getattr(other, name) for name in names
        )

    def __ne__(self, other: object) -> bool:
        # the base class compares fields only
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    __hash__ = None  # type: ignore[assignment] # a row can be changed

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.__rich_repr__())
        return f"{type(self).__name__}({shown})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        extra = kept(self)
        shown = [*_set_fields(self).items(), *([("extra", extra)] if extra else [])]
        return [(name, redacted(value)) for name, value in shown]

    def __copy__(self: _R) -> _R:
        return _restore(public_type(type(self)), _set_fields(self), dict(kept(self)))

    def __replace__(self: _R, **changes: Any) -> _R:
        return public_type(type(self))(
            **{**_set_fields(self), "extra": dict(kept(self)), **changes}
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (public_type(type(self)), _set_fields(self), dict(kept(self)))


_slot: Any = Row.__dict__["extra"]


def _extra_of(row: Row) -> dict[str, Any]:
    """The value of `extra`. The dict is created on first access: most rows never need one."""
    found = _slot.__get__(row)
    if found is UNSET:
        found = dict(kept(row))
        _slot.__set__(row, found)
    return cast(dict[str, Any], found)


def kept(row: Row) -> Mapping[str, Any]:
    """The content of `extra`, without creating a dict for a row without extra keys."""
    found = _slot.__get__(row)
    if found is not UNSET:
        return cast(dict[str, Any], found)
    if not row.__learned__:
        return _NOTHING
    slots = ((wire, getattr(row, name)) for name, wire in row.__learned__)
    return {wire: plain(value) for wire, value in slots if value is not UNSET}


def has_extra(rows: Sequence[Row]) -> bool:
    """Whether any of these rows has extra keys, or may have some; a quick check."""
    row_types: set[type[Row]] = set(map(type, rows))
    if any(row_type.__learned__ for row_type in row_types):
        return True
    return not {UnsetType}.issuperset(map(type, map(_slot.__get__, rows)))


def _set_extra(row: Row, value: dict[str, Any]) -> None:
    _slot.__set__(row, value)


# msgspec fills the slot by its position, not by its name, so the name can be a property
setattr(Row, "extra", property(_extra_of, _set_extra, doc="Keys without a field, unchanged."))  # noqa: B010


def public_type(row_type: type[_R]) -> type[_R]:
    """The row type of a hidden subclass of a decoder; any other class is returned unchanged."""
    return cast(type[_R], row_type.__learned_from__ or row_type)


def _set_fields(row: Row) -> dict[str, Any]:
    specs = fields_of(public_type(type(row))).values()
    return {spec.name: value for spec in specs if (value := getattr(row, spec.name)) is not UNSET}


def _restore(row_type: type[_R], values: dict[str, Any], extra: dict[str, Any]) -> _R:
    return row_type(**values, extra=extra) if extra else row_type(**values)


def _to_json(value: Any) -> Any:
    if isinstance(value, Row):
        return value.to_dict()
    if isinstance(value, list):
        return [_to_json(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value.as_tuple().exponent == 0 else float(value)
    return value
