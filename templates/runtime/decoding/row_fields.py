"""The fields of a row type, and the conversion of JSON values to fields.

The annotations of a row type are the only source: `fields_of` reads them once per type. `read_value` is the lenient
reader: it never raises, and returns `DRIFT` for a value that is not of the field's type.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Final,
    Literal,
    TypeAlias,
    TypeVar,
    cast,
    get_args,
    get_origin,
)

from msgspec import Meta, Struct, UnsetType, structs

_R = TypeVar("_R", bound=Struct)
"""A row type. `Row` itself is defined with the help of this module."""

IntId: TypeAlias = Annotated[int, Meta(extra={"id": True})]
"""An id that is a number here, though a file may have it as text."""

StrId: TypeAlias = Annotated[str, Meta(extra={"id": True})]
"""An id that is text here, though a file may have it as a number."""

if TYPE_CHECKING:
    ExactNumber: TypeAlias = Decimal
else:

    class _Exact(type):
        __instancecheck__ = Decimal.__instancecheck__  # in C: it is called for each number

    class ExactNumber(metaclass=_Exact):
        """A `Decimal` with all the digits of the file.

        A custom type, because msgspec would accept a text for a Decimal too: it passes the value to
        `decode.exact_number`, which does not.
        """


Kind: TypeAlias = Literal[
    "int", "int id", "str", "str id", "bool", "float", "decimal", "date", "row", "list", "any"
]

Path: TypeAlias = tuple[str, ...]
"""The path of an object in a row: keys, with `[]` for lists."""

MAX_DEPTH: Final = 64
"""The greatest depth of arrays and objects in one row. The documented rows have four levels."""

DRIFT: Final = object()
"""The result of `read_value` for a value of another type than the field's."""

_SCALARS: Final[Mapping[Any, Kind]] = {
    int: "int",
    str: "str",
    bool: "bool",
    float: "float",
    ExactNumber: "decimal",
    datetime.date: "date",
    Any: "any",
}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_INTEGER = re.compile(
    r"(?:0|-?[1-9][0-9]{0,39})\Z"
)  # as JSON writes it, so that text and number give the same id


@dataclass(frozen=True, slots=True)
class Shape:
    """The type of a field without null and UNSET: its kind, and the type inside a row or a list."""

    kind: Kind
    row: type[Any] | None = None
    item: Shape | None = None


@dataclass(frozen=True, slots=True)
class RowField:
    """One field of a row type: attribute name, key in the file, type, and whether it is a list of rows."""

    name: str
    wire: str
    shape: Shape

    @property
    def child(self) -> type[Any] | None:
        """The row type below this field, directly or in a list; None if there is none."""
        inner = self.shape.item if self.shape.kind == "list" else self.shape
        return None if inner is None else inner.row

    @property
    def step(self) -> str:
        """The field's name in a path: a list has `[]`."""
        return self.wire + ("[]" if self.shape.kind == "list" else "")


@dataclass(slots=True)
class Findings:
    """Values that the lenient reader found and the row type does not declare.

    `raw` converts the parsed value to the stored one.
    """

    unknown: list[tuple[Path, str, Any]] = field(default_factory=list)
    drift: list[tuple[Path, str, Any]] = field(default_factory=list)
    coerced: list[tuple[Path, str]] = field(default_factory=list)
    raw: Callable[[Any], Any] = lambda value: value


@cache
def fields_of(row_type: type[Struct]) -> dict[str, RowField]:
    """The fields of a row type by their keys in the file."""
    return {
        info.encode_name: RowField(info.name, info.encode_name, _shape(info.type))
        for info in structs.fields(row_type)
        if info.name != "extra"
    }


def _shape(annotation: Any) -> Shape:
    if get_origin(annotation) is Annotated:
        base, *_ = get_args(annotation)
        return Shape("int id" if base is int else "str id")
    if annotation in _SCALARS:
        return Shape(_SCALARS[annotation])
    if get_origin(annotation) is list:
        return Shape("list", item=_shape(get_args(annotation)[0]))
    if isinstance(annotation, type) and issubclass(annotation, Struct):
        return Shape("row", row=annotation)
    members = [arm for arm in get_args(annotation) if arm not in (type(None), UnsetType)]
    if len(members) == 1:
        return _shape(members[0])
    raise TypeError(f"a row cannot hold {annotation!r}")


def read_row(
    row_type: type[_R], data: Mapping[str, Any], findings: Findings, path: Path = ()
) -> _R:
    """The row of `data`, for any content: keys and types that do not fit go to `extra` and to `findings`."""
    known = fields_of(row_type)
    row = row_type()
    extra: dict[str, Any] = {}
    for key, value in data.items():
        spec = known.get(key)
        if spec is None:
            findings.unknown.append((path, key, value))
            extra[key] = findings.raw(value)
            continue
        if value is None:
            setattr(row, spec.name, None)
            continue
        result = read_value(spec.shape, value, findings, (*path, spec.step))
        if result is DRIFT:
            findings.drift.append((path, key, value))
            extra[key] = findings.raw(value)
            continue
        if _is_coerced(spec.shape.kind, value):
            findings.coerced.append((path, key))
        setattr(row, spec.name, result)
    if extra:
        cast(Any, row).extra = extra
    return row


def _is_coerced(kind: Kind, value: Any) -> bool:
    """Whether a value that is accepted nevertheless has another JSON type than the field."""
    return (
        (kind == "int id" and isinstance(value, str))
        or (kind == "str id" and not isinstance(value, str))
        or (kind in ("int", "int id") and isinstance(value, (float, Decimal)))
    )


def read_value(shape: Shape, value: Any, findings: Findings, path: Path = ()) -> Any:
    """`value` as `shape`, or `DRIFT`. Findings below a value that is DRIFT do not count."""
    if shape.kind == "row":
        if shape.row is None or not isinstance(value, Mapping):
            return DRIFT
        return read_row(shape.row, value, findings, path)
    if shape.kind == "list":
        if shape.item is None or not isinstance(value, list):
            return DRIFT
        inside = Findings(raw=findings.raw)
        items = [read_value(shape.item, item, inside, path) for item in value]
        if any(item is DRIFT for item in items):
            return DRIFT
        findings.unknown += inside.unknown
        findings.drift += inside.drift
        findings.coerced += inside.coerced
        return items
    return read_scalar(shape.kind, value)


def read_scalar(kind: Kind, value: Any) -> Any:
    """As `read_value`, for values other than rows and lists."""
    if kind == "any":
        return value
    if isinstance(value, Decimal) and kind != "decimal":
        value = float(value)
    if isinstance(value, bool):
        return value if kind == "bool" else DRIFT
    if isinstance(value, str):
        return _from_text(kind, value)
    if not isinstance(value, (int, float, Decimal)) or not math.isfinite(value):
        return DRIFT
    match kind:
        case "int" | "int id":
            return int(value) if isinstance(value, int) or float(value).is_integer() else DRIFT
        case "str id":
            return str(value) if isinstance(value, int) else DRIFT
        case "float":
            return _as_float(value)
        case "decimal":
            return value if isinstance(value, Decimal) else Decimal(repr(value))
        case _:
            return DRIFT


def _as_float(value: int | float | Decimal) -> Any:
    try:
        return float(value)
    except OverflowError:  # an int of more than 308 digits
        return DRIFT


def _from_text(kind: Kind, text: str) -> Any:
    if kind in ("str", "str id"):
        return text
    if kind == "int id" and _INTEGER.match(text):
        return int(text)
    if kind == "date" and _DAY.match(text):
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:  # such as 31 February
            return DRIFT
    return DRIFT


def plain(value: Any) -> Any:
    """A value with floats instead of exact numbers."""
    if isinstance(value, Decimal):
        return float(value)  # infinite beyond a double
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def is_deep(value: Any) -> bool:
    """Whether a value has more than `MAX_DEPTH` levels; without recursion."""
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [
            inner
            for each in level
            if isinstance(each, (dict, list))
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return False
    return True


def json_type(value: Any) -> str:
    """The name of a value's type in JSON Schema."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "string"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, (float, Decimal)):
        return "number"
    return "array" if isinstance(value, list) else "object"
