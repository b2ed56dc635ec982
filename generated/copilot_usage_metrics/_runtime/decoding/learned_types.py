"""The types that a decoder has learned, as hidden subclasses of the row types.

A subclass has a slot for each unknown key and a wider type for each field that had another type than declared, so
that msgspec decodes a line with them at full speed and in one pass.

Counting costs nothing for a row that has the key. A slot's default is produced by an iterator that yields UNSET for
ever, called once for each object without the key; one more slot, whose key no file has, calls its iterator for every
object. Iterators count their calls, and the difference of the two is the number of objects with the key.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, Final, TypeAlias, cast

from msgspec import UNSET, UnsetType, defstruct
from msgspec import field as struct_field

from .observed_types import Observed
from .row import Row
from .row_fields import (
    DRIFT,
    Findings,
    Path,
    RowField,
    fields_of,
    is_deep,
    json_type,
    plain,
    read_scalar,
)

MOST_KEYS: Final = 256
"""The greatest number of unknown keys with slots. A file with more uses data as keys, and is read leniently."""

_EVER: Final = 2**62
_SCALAR: Final = bool | int | float | str | None


def _json_value(levels: int) -> Any:
    """The type of JSON values with at most this many levels of arrays and objects."""
    value: Any = _SCALAR
    for _ in range(levels):
        value = _SCALAR | list[value] | dict[str, value]
    return value


_INNER: Final = _json_value(4)
"""The deepest learned level; deeper values are read leniently. Each level doubles the time to build a decoder."""
_LIST: Final[Any] = list.__class_getitem__(_INNER)
_OBJECT: Final[Any] = dict.__class_getitem__((str, _INNER))
_VALUE: Final = _SCALAR | _LIST | _OBJECT | UnsetType
_NULL: Final = UnsetType | None
_Drift: TypeAlias = tuple[Path, str, Any]


class DefaultCounter:
    """Yields UNSET forever, and counts its calls."""

    __slots__ = ("_unset", "spurious")

    def __init__(self) -> None:
        self._unset: Iterator[UnsetType] = repeat(UNSET, _EVER)
        self.spurious = 0

    @property
    def default(self) -> Any:
        """The function that returns UNSET. In C, since it runs for every object."""
        return self._unset.__next__

    @property
    def times(self) -> int:
        """How often it was called for objects of lines that were decoded completely."""
        return _EVER - operator.length_hint(self._unset) - self.spurious


@dataclass(slots=True)
class Slot:
    """A slot for one unknown key. If the key was only null so far, it accepts null only, to observe the first value."""

    name: str
    is_null: bool
    absent: DefaultCounter = field(default_factory=DefaultCounter)


@dataclass(slots=True)
class Node:
    """The learned types of the objects at one path: new keys, wider fields, and nested nodes."""

    row_type: type[Row]
    path: Path
    slots: dict[str, Slot] = field(default_factory=dict)
    wide: dict[str, RowField] = field(default_factory=dict)
    children: dict[str, Node] = field(default_factory=dict)
    objects: DefaultCounter = field(default_factory=DefaultCounter)

    def walk(self) -> Iterator[Node]:
        """This node and all nodes below it."""
        yield self
        for child in self.children.values():
            yield from child.walk()

    def at(self, path: Path) -> Node:
        """The node of the objects at a path, created if it does not exist."""
        node = self
        for index, step in enumerate(path):
            wire = step.removesuffix("[]")
            if wire not in node.children:
                child = fields_of(node.row_type)[wire].child
                if child is None:
                    raise KeyError(step)
                node.children[wire] = Node(child, path[: index + 1])
            node = node.children[wire]
        return node

    def learn(self, findings: Findings) -> bool:
        """Add the findings of the lenient reader. Returns whether any of them is new."""
        new = False
        room = MOST_KEYS - sum(len(node.slots) for node in self.walk())
        for path, key, value in findings.unknown:
            node, slot = self.at(path), self.at(path).slots.get(key)
            if slot is None and room > 0 and can_be_named(key):
                node.slots[key] = Slot(f"_extra_{len(node.slots)}", value is None)
                room -= 1
                new = True
            elif slot is not None and slot.is_null and value is not None:
                slot.is_null = False
                new = True
        for path, key in [*((path, key) for path, key, _ in findings.drift), *findings.coerced]:
            node = self.at(path)
            if key not in node.wide:
                node.wide[key] = fields_of(node.row_type)[key]
                new = True
        return new

    def counts(self) -> Iterator[tuple[Path, str, int]]:
        """How often each key with a slot occurred since the class was built."""
        for node in self.walk():
            for key, slot in node.slots.items():
                yield node.path, key, node.objects.times - slot.absent.times

    def asked(self) -> list[DefaultCounter]:
        """All counters, in an order that is stable until something is learned."""
        return [
            each
            for node in self.walk()
            for each in (node.objects, *(slot.absent for slot in node.slots.values()))
        ]

    def build(self, drifted: list[_Drift]) -> type[Row]:
        """A subclass of the row type with the learned types; its counters start at zero.

        Values of another type than declared are recorded in `drifted` during decoding.
        """
        known = fields_of(self.row_type)
        below = {wire: child.build(drifted) for wire, child in self.children.items()}
        fields: list[tuple[str, Any, Any]] = []
        for wire in {**below, **self.wide}:
            spec = known[wire]
            inner: Any = below.get(wire, spec.child)
            held: Any = list[inner] if spec.shape.kind == "list" and inner is not None else inner
            annotation: Any = _widened(spec, held) if wire in self.wide else held | None
            fields.append(
                (spec.name, annotation | UnsetType, struct_field(default=UNSET, name=wire))
            )
        self.objects = DefaultCounter()
        for wire, slot in self.slots.items():
            slot.absent = DefaultCounter()
            default = struct_field(default_factory=slot.absent.default, name=wire)
            fields.append((slot.name, _NULL if slot.is_null else _VALUE, default))
        if self.slots:
            default = struct_field(default_factory=self.objects.default, name="\uffff\uffff")
            fields.append(("_extra_objects", UnsetType, default))
        namespace: dict[str, Any] = {
            "__doc__": self.row_type.__doc__,
            "__learned_from__": self.row_type,
            "__learned__": tuple((slot.name, wire) for wire, slot in self.slots.items()),
        }
        if self.wide:
            namespace["__post_init__"] = self._settler(drifted)
        name, module = self.row_type.__name__, self.row_type.__module__
        made = defstruct(
            name,
            fields,
            bases=(self.row_type,),
            module=module,
            namespace=namespace,
            kw_only=True,
            gc=False,
        )
        return cast(type[Row], made)

    def _settler(self, drifted: list[_Drift]) -> Any:
        specs, path = list(self.wide.values()), self.path

        def settle(row: Row) -> None:
            for spec in specs:
                value = getattr(row, spec.name)
                if value is None or value is UNSET:
                    continue
                result = _settled(spec, value)
                if result is DRIFT:
                    if is_deep(value):
                        raise ValueError("nested too deeply")  # as the lenient reader reports it
                    value = plain(value)
                    drifted.append((path, spec.wire, value))
                    row.extra[spec.wire] = value
                    result = UNSET
                setattr(row, spec.name, result)

        return settle


MOST_PATHS: Final = 1000
"""The number of paths of unknown keys that are counted separately. GitHub added 15 keys in a year."""
MOST_PATH_LENGTH: Final = 500
"""The longest path in characters that is counted separately."""
OTHER_KEYS: Final = "(other keys)"
"""The key for all further paths."""


@dataclass(slots=True)
class Sighting:
    """An observation that the row types do not declare: the JSON type of its first value, and how often it occurred."""

    kind: str
    count: int = 0
    observed: Observed = field(default_factory=Observed, compare=False, repr=False)
    """The detailed types of the observed values: the first ones, and each new one."""


def see(sightings: dict[str, Sighting], path: Path, key: str, value: Any) -> None:
    """Count an observation by its path, such as `totals_by_ide[].new_key`.

    Memory is bounded: paths that are too many or too long are counted together as `OTHER_KEYS`.
    """
    where = ".".join((*path, key))
    if where not in sightings and (len(sightings) >= MOST_PATHS or len(where) > MOST_PATH_LENGTH):
        where = OTHER_KEYS
    sighting = sightings.setdefault(where, Sighting(json_type(value)))
    sighting.count += 1
    sighting.observed.take(value)
    if sighting.kind == "null":
        sighting.kind = json_type(value)


def can_be_named(key: str) -> bool:
    """Whether a key can be a slot of msgspec."""
    # msgspec supports no keys with quotes, backslashes or control characters, and reserves two names
    return key.isprintable() and '"' not in key and "\\" not in key


def _widened(spec: RowField, annotation: Any) -> Any:
    match spec.shape.kind:
        case "row":
            return annotation | bool | int | float | str | _LIST | None
        case "list":
            return (annotation or _LIST) | bool | int | float | str | _OBJECT | None
        case "decimal":
            return Any
        case _:
            return bool | int | float | str | _LIST | _OBJECT | None


def _settled(spec: RowField, value: Any) -> Any:
    match spec.shape.kind:
        case "row":
            return value if isinstance(value, Row) else DRIFT
        case "list":
            return value if isinstance(value, list) else DRIFT
        case kind:
            return read_scalar(kind, value)
