"""Lines of a downloaded file to rows, as fast as JSON can be read, and nothing dropped.

A line is decoded straight into the row type, which refuses what it does not know. A line that is refused is
read leniently instead (`row_fields`), and what it held is learned: the decoder makes hidden subclasses of the
row types with a slot for each unknown key and a wider type for each field that came with another, so that the
next line like it is fast again. How often each was met is counted by path, `totals_by_ide[].new_key` for one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter
from typing import Any, Final, Generic, NoReturn, TypeVar, cast

import msgspec
from msgspec import UNSET, UnsetType, defstruct

from .row import Row
from .row_fields import DRIFT, Findings, RowField, fields_of, read_row, read_scalar

MOST_KEYS: Final = 256
"""Unknown keys that a decoder makes slots for. A file with more uses keys as data, and is read leniently."""

MOST_LESSONS: Final = 64
"""How often a decoder learns; each time costs it a few milliseconds."""

_R = TypeVar("_R", bound=Row)
_exact = msgspec.json.Decoder(float_hook=Decimal)


class BadLine(ValueError):
    """A line that is not a JSON object. The message says why, and holds nothing of the line."""


@dataclass(slots=True)
class Sighting:
    """What was met that the row types do not say: how often, and of which JSON type when first seen."""

    kind: str
    count: int = 0


@dataclass(slots=True)
class _Node:
    """What has been learned about the objects at one place: new keys, wider fields, and the same below."""

    row_type: type[Row]
    path: tuple[str, ...]
    slots: dict[str, str] = field(default_factory=dict)
    wide: dict[str, RowField] = field(default_factory=dict)
    children: dict[str, _Node] = field(default_factory=dict)


class RowDecoder(Generic[_R]):
    """Decodes lines into rows of one type, and remembers what the type does not say.

    One decoder serves one file or one report, in one thread at a time.
    """

    def __init__(self, row_type: type[_R]) -> None:
        self.row_type = row_type
        self.unknown_keys: dict[str, Sighting] = {}
        """Keys that the row types do not have, by path."""
        self.type_drift: dict[str, Sighting] = {}
        """Fields that came with another type than theirs, by path."""
        self._root = _Node(row_type, ())
        self._pending: list[tuple[tuple[str, ...], str, Any]] = []
        self._learned = False
        self._lessons = 0
        self._keys = 0
        self._decode = msgspec.json.Decoder(row_type).decode
        self._numbers = [
            f'"{wire}"'.encode() for wire, spec in fields_of(row_type).items() if spec.shape.kind == "decimal"
        ]

    def decode(self, line: bytes) -> _R:
        """The row that a line is. Raises `BadLine` if the line is not a JSON object."""
        try:
            row = self._decode(line)
        except (msgspec.DecodeError, RecursionError):
            return self._read(line)
        for key in self._numbers:
            # msgspec takes text for an exact number; we do not
            at = line.find(key) + len(key)
            if at >= len(key) and line[at : at + 2].lstrip(b": \t\n\r")[:1] in (b'"', b""):
                if line[at:].lstrip(b" \t\n\r").removeprefix(b":").lstrip(b" \t\n\r")[:1] == b'"':
                    return self._read(line)
        if self._learned:
            self._count(row)
        return row

    def _read(self, line: bytes) -> _R:
        """The lenient way: slow, and teaches the fast one."""
        self._pending.clear()
        findings = Findings(raw=_plain)
        row = read_row(self.row_type, _object(line), findings)
        for where, found in ((self.unknown_keys, findings.unknown), (self.type_drift, findings.drift)):
            for path, key, value in found:
                _see(where, path, key, value)
        if self._lessons < MOST_LESSONS and self._learn(findings):
            self._lessons += 1
            self._learned = True
            self._decode = msgspec.json.Decoder(cast(type[_R], self._build(self._root))).decode
            self._numbers = [
                key for key in self._numbers if key.decode().strip('"') not in self._root.wide
            ]
        return cast(_R, row)

    def _learn(self, findings: Findings) -> bool:
        new = False
        for path, key, _ in findings.unknown:
            node = self._node(path)
            # a slot cannot be called by quotes, backslashes and what cannot be printed
            fit = key.isprintable() and not {'"', "\\"} & set(key)
            if fit and key not in node.slots and self._keys < MOST_KEYS:
                self._keys += 1
                node.slots[key] = f"_extra_{self._keys}"
                new = True
        for path, key, *_ in [*findings.drift, *findings.coerced]:
            node = self._node(path)
            if key not in node.wide:
                node.wide[key] = fields_of(node.row_type)[key]
                new = True
        return new

    def _node(self, path: tuple[str, ...]) -> _Node:
        node = self._root
        for index, step in enumerate(path):
            wire = step.removesuffix("[]")
            if wire not in node.children:
                child = fields_of(node.row_type)[wire].child
                assert child is not None, step
                node.children[wire] = _Node(child, path[: index + 1])
            node = node.children[wire]
        return node

    def _build(self, node: _Node) -> type[Row]:
        """A subclass of the node's row type that takes what has been learned about it."""
        known = fields_of(node.row_type)
        below = {wire: self._build(child) for wire, child in node.children.items()}
        fields: list[tuple[str, Any, Any]] = []
        for wire in {**below, **node.wide}:
            spec = known[wire]
            inner: Any = below.get(wire, spec.child)
            annotation = list[inner] if spec.shape.kind == "list" and inner is not None else inner
            annotation = _widened(spec, annotation) if wire in node.wide else annotation | None | UnsetType
            fields.append((spec.name, annotation, msgspec.field(default=UNSET, name=wire)))
        fields += [
            (slot, Any, msgspec.field(default=UNSET, name=wire)) for wire, slot in node.slots.items()
        ]
        namespace: dict[str, Any] = {
            "__doc__": node.row_type.__doc__,
            "__learned_from__": node.row_type,
            "__learned__": tuple((slot, wire) for wire, slot in node.slots.items()),
        }
        if node.wide:
            namespace["__post_init__"] = self._settler(node)
        return cast(
            type[Row],
            defstruct(
                node.row_type.__name__,
                fields,
                bases=(node.row_type,),
                module=node.row_type.__module__,
                namespace=namespace,
                kw_only=True,
            ),
        )

    def _settler(self, node: _Node) -> Any:
        specs = list(node.wide.values())
        path, pending = node.path, self._pending

        def __post_init__(row: Row) -> None:
            for spec in specs:
                value = getattr(row, spec.name)
                if value is None or value is UNSET:
                    continue
                result = _settled(spec, value)
                if result is DRIFT:
                    if isinstance(value, msgspec.Raw):
                        value = msgspec.json.decode(value)
                    pending.append((path, spec.wire, value))
                    row.extra[spec.wire] = value
                    result = UNSET
                setattr(row, spec.name, result)

        return __post_init__

    def _count(self, row: Row) -> None:
        for path, key, value in self._pending:
            _see(self.type_drift, path, key, value)
        self._pending.clear()
        self._count_in(self._root, [row])

    def _count_in(self, node: _Node, rows: list[Row]) -> None:
        for key, slot in node.slots.items():
            values = list(map(attrgetter(slot), rows))
            met = len(values) - values.count(UNSET)
            if met:
                seen = self.unknown_keys[_text(node.path, key)]
                seen.count += met
                if seen.kind == "null":
                    seen.kind = next((_kind(v) for v in values if v is not UNSET and v is not None), "null")
        for wire, child in node.children.items():
            spec = fields_of(node.row_type)[wire]
            held = [value for row in rows if (value := getattr(row, spec.name))]
            if not held:
                continue
            below = [item for items in held for item in items] if spec.shape.kind == "list" else held
            self._count_in(child, below)


def _widened(spec: RowField, annotation: Any) -> Any:
    match spec.shape.kind:
        case "row":
            return annotation | bool | int | float | str | list[Any] | None | UnsetType
        case "list":
            return (annotation or list[Any]) | bool | int | float | str | dict[str, Any] | None | UnsetType
        case "decimal":
            return msgspec.Raw  # the only way to tell a number from a text and still have all its digits
        case _:
            return Any


def _settled(spec: RowField, value: Any) -> Any:
    kind = spec.shape.kind
    if kind == "row":
        return value if isinstance(value, Row) else DRIFT
    if kind == "list":
        return value if isinstance(value, list) else DRIFT
    if kind == "decimal":
        text = bytes(value).decode()
        return Decimal(text) if text[0] in "-0123456789" else None if text == "null" else DRIFT
    return read_scalar(kind, value)


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = _exact.decode(line)
    except RecursionError:
        _refuse("nested too deeply to be read")
    except msgspec.DecodeError as error:
        value = _second_opinion(line, str(error))
    if not isinstance(value, dict):
        _refuse(f"not an object, but {_kind(value)}")
    return cast(dict[str, Any], value)


def _second_opinion(line: bytes, reason: str) -> Any:
    """What the standard library makes of a line; it reads half surrogate pairs, which are JSON's grammar."""
    try:
        return json.loads(line.decode(), parse_float=Decimal, parse_constant=_refuse)
    except RecursionError:
        _refuse("nested too deeply to be read")
    except ValueError:
        _refuse(reason)


def _refuse(reason: str) -> NoReturn:
    raise BadLine(reason) from None


def _plain(value: Any) -> Any:
    """A value with floats where the lenient reader had exact numbers."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _see(where: dict[str, Sighting], path: tuple[str, ...], key: str, value: Any) -> None:
    sighting = where.setdefault(_text(path, key), Sighting(_kind(value)))
    sighting.count += 1
    if sighting.kind == "null":
        sighting.kind = _kind(value)


def _text(path: tuple[str, ...], key: str) -> str:
    return ".".join((*path, key))


def _kind(value: Any) -> str:
    """The name that JSON Schema has for the type of a JSON value."""
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
