"""What a decoder has learned, as hidden subclasses of the row types.

A subclass has a slot for each unknown key and a wider type for each field that came with another type, so that
msgspec reads a line that holds them at full speed and in one pass.

Counting costs nothing on a row that has the key. A slot's default comes from an iterator that gives UNSET for
ever, asked once for each object that lacks the key; one more such slot, whose key no file has, is asked for every
object. How often an iterator was asked is known to it, and the difference of the two is how often the key was there.
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
"""Unknown keys that get slots. A file with more uses keys as data, and is read leniently."""

_EVER: Final = 2**62
_SCALAR: Final = bool | int | float | str | None


def _json_value(levels: int) -> Any:
    """The type of JSON values with so many arrays and objects inside of each other at most."""
    value: Any = _SCALAR
    for _ in range(levels):
        value = _SCALAR | list[value] | dict[str, value]
    return value


_INNER: Final = _json_value(4)
"""What is nested deeper is read leniently, which knows a limit. Each level doubles the time to make a decoder."""
_LIST: Final[Any] = list.__class_getitem__(_INNER)
_OBJECT: Final[Any] = dict.__class_getitem__((str, _INNER))
_VALUE: Final = _SCALAR | _LIST | _OBJECT | UnsetType
_NULL: Final = UnsetType | None
_Drift: TypeAlias = tuple[Path, str, Any]


class DefaultCounter:
    """Gives UNSET for ever, and knows how often it was asked."""

    __slots__ = ("_unset", "spurious")

    def __init__(self) -> None:
        self._unset: Iterator[UnsetType] = repeat(UNSET, _EVER)
        self.spurious = 0

    @property
    def default(self) -> Any:
        """The function that gives UNSET. One in C, since it runs for every object."""
        return self._unset.__next__

    @property
    def times(self) -> int:
        """How often it was asked for objects of lines that were read to their end."""
        return _EVER - operator.length_hint(self._unset) - self.spurious


@dataclass(slots=True)
class Slot:
    """A place for one unknown key. One that was null so far takes nothing else, to see its type when it comes."""

    name: str
    is_null: bool
    absent: DefaultCounter = field(default_factory=DefaultCounter)


@dataclass(slots=True)
class Node:
    """What has been learned about the objects at one place: new keys, wider fields, and the same below."""

    row_type: type[Row]
    path: Path
    slots: dict[str, Slot] = field(default_factory=dict)
    wide: dict[str, RowField] = field(default_factory=dict)
    children: dict[str, Node] = field(default_factory=dict)
    objects: DefaultCounter = field(default_factory=DefaultCounter)

    def walk(self) -> Iterator[Node]:
        """This node and all below."""
        yield self
        for child in self.children.values():
            yield from child.walk()

    def at(self, path: Path) -> Node:
        """The node of the objects at a path, made where there is none yet."""
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
        """Takes in what the lenient reader met. Whether any of it was new."""
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
        """How often each key with a slot was met since the class was built."""
        for node in self.walk():
            for key, slot in node.slots.items():
                yield node.path, key, node.objects.times - slot.absent.times

    def asked(self) -> list[DefaultCounter]:
        """Everything that counts, in an order that stays until something is learned."""
        return [
            each
            for node in self.walk()
            for each in (node.objects, *(slot.absent for slot in node.slots.values()))
        ]

    def build(self, drifted: list[_Drift]) -> type[Row]:
        """A subclass of the row type that takes what has been learned; counting begins anew.

        What comes with another type is noted in `drifted` while lines are read.
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
                        raise ValueError("nested too deeply")  # the lenient reader says so, too
                    value = plain(value)
                    drifted.append((path, spec.wire, value))
                    row.extra[spec.wire] = value
                    result = UNSET
                setattr(row, spec.name, result)

        return settle


MOST_PATHS: Final = 1000
"""Different paths of unknown keys that are counted one by one. GitHub added 15 keys in a year."""
MOST_PATH_LENGTH: Final = 500
"""Characters of a path that is counted by itself."""
OTHER_KEYS: Final = "(other keys)"
"""Stands for all further paths."""


@dataclass(slots=True)
class Sighting:
    """What was met that the row types do not say: of which JSON type when first seen, and how often."""

    kind: str
    count: int = 0
    observed: Observed = field(default_factory=Observed, compare=False, repr=False)
    """The types in detail, of the values that were looked at: the first ones, and each that was new."""


def see(sightings: dict[str, Sighting], path: Path, key: str, value: Any) -> None:
    """Counts a sighting by its path, such as `totals_by_ide[].new_key`.

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
    """Whether a key can be that of a field."""
    # msgspec has no slot for a key with quotes, backslashes or controls, and two names are its own
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
