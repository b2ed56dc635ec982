"""The names step: operationIds in octokit's form, and a Python name for everything that becomes one.

Written into the description: `operationId`, `x-upstream-operation-id`, and

* `x-python-name` on operations (the function), parameters, properties (the attribute) and on
  schemas that become a class, components or inline (the class);
* `x-python-class` on a property whose own inline schema becomes a class, since `x-python-name` is
  its attribute there;
* `x-python-aliases` on operations with old names that still work.

The entries of `spec/` decide. Without an entry, the general rule applies: the function is the
operationId in snake case, the class is the schema's title unless another schema has the same one
(then the component's key), an inline class is its parent's name and the property's, an attribute is
its wire name, cleaned where Python needs it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .. import document
from ..errors import PrepareError
from . import identifiers, kinds
from .classes import classes, is_model, properties, roots
from .entries import Entries, ModelEntry, OperationEntry
from .lift import unite
from .locate import Pointer, find_model, operations, own_copy, parameters
from .trim import variant_of


@dataclass(frozen=True, slots=True)
class Unpinned:
    """A name from the general rule, which an upstream rename would change for users.

    `owner` is the key of the operation, or the name of the class, that it belongs to; `wire_name`
    that of the parameter or property, empty for the owner itself.
    """

    version: str
    pointer: str
    what: str
    owner: str
    wire_name: str = ""


@dataclass(frozen=True, slots=True)
class Stale:
    """An item of an entry that no API version has."""

    file: str
    line: int | None
    what: str


@dataclass(frozen=True, slots=True)
class Named:
    """The descriptions with names, by API version, and the names without a pin."""

    descriptions: dict[str, dict[str, Any]]
    unpinned: tuple[Unpinned, ...]
    stale: tuple[Stale, ...] = ()
    models: dict[str, dict[Pointer, ModelEntry]] = field(default_factory=dict)
    """By API version: where each model's schema is; several places for one with variants."""


@dataclass(slots=True)
class _Names:
    """State of naming one description."""

    version: str
    description: dict[str, Any]
    entries: Entries
    used: set[tuple[str, ...]]
    unpinned: list[Unpinned] = field(default_factory=list)
    given: dict[Pointer, dict[str, str]] = field(default_factory=dict)

    def fail(self, message: str, pointer: Pointer, hint: str | None = None) -> PrepareError:
        return PrepareError(
            message,
            file=f"the description of {self.version}",
            pointer=document.join(*pointer),
            hint=hint,
        )

    def set(self, pointer: Pointer, key: str, name: str, what: str) -> None:
        """Write a name into the node. Raises if the node has another one."""
        if not identifiers.is_name(name):
            raise self.fail(
                f"cannot derive a Python name from {what}", pointer, "give it a name in its entry"
            )
        earlier = self.given.setdefault(pointer, {}).setdefault(key, name)
        if earlier != name:
            raise self.fail(f"two names for {what}: {earlier} and {name}", pointer)
        document.resolve(self.description, document.join(*pointer))[key] = name

    def note(self, pointer: Pointer, what: str, owner: str, wire_name: str = "") -> None:
        where = document.join(*pointer)
        self.unpinned.append(Unpinned(self.version, where, what, owner, wire_name))


def name(descriptions: Mapping[str, dict[str, Any]], entries: Entries) -> Named:
    """The descriptions with all names. The input is not changed.

    Raises `PrepareError` for two names of one thing, and for one name of two things.
    """
    used: set[tuple[str, ...]] = set()
    named: dict[str, dict[str, Any]] = {}
    models: dict[str, dict[Pointer, ModelEntry]] = {}
    unpinned: list[Unpinned] = []
    for version, description in descriptions.items():
        state = _Names(version, copy.deepcopy(description), entries, used)
        _name_operations(state)
        models[version] = _name_models(state)
        named[version] = state.description
        unpinned += state.unpinned
    return Named(named, tuple(unpinned), tuple(_stale(entries, used)), models)


def _stale(entries: Entries, used: set[tuple[str, ...]]) -> Iterator[Stale]:
    for operation in entries.operations.values():
        if ("operation", operation.key) not in used:
            yield Stale(operation.file, operation.line, f"the operation {operation.key}")
            continue
        for wire_name in operation.own.parameters:
            if ("operation", operation.key, wire_name) not in used:
                what = f"the parameter {wire_name} of {operation.operation_id}"
                yield Stale(operation.file, operation.line, what)
    for model in entries.models.values():
        if ("model", model.name) not in used:
            yield Stale(model.file, model.line, f"the model {model.name}")
            continue
        for way, *_ in model.also:
            if ("model", model.name, "also", *way) not in used:
                what = f"the path {'/'.join(way)} of {model.name}"
                yield Stale(model.file, model.line, what)
        for wire_name, line in model.lines.items():
            if ("model", model.name, wire_name) not in used:
                yield Stale(model.file, line, f"the field {wire_name} of {model.name}")


def _name_operations(state: _Names) -> None:
    renamed: dict[str, str] = {}
    owners: dict[str, Pointer] = {}
    pinned = {
        name
        for entry in state.entries.operations.values()
        for name in (entry.operation_id, entry.function, *entry.aliases)
    }
    for key, path, method, operation in list(operations(state.description)):
        pointer = ("paths", path, method)
        pin = state.entries.operations.get(key)
        upstream = operation.get("operationId")
        if pin is not None:
            state.used.add(("operation", key))
            operation_id, function = pin.operation_id, pin.function
        else:
            state.note(pointer, f"the operation {key}", key)
            ruled = identifiers.camel(str(upstream or f"{method} {path}"))
            operation_id, number = ruled, 1
            while (pinned | owners.keys()) & {operation_id, identifiers.snake(operation_id)}:
                number += 1
                operation_id = f"{ruled}{number}"
            function = identifiers.snake(operation_id)
        if isinstance(upstream, str):
            operation.setdefault("x-upstream-operation-id", upstream)
            renamed[upstream] = operation_id
        if not identifiers.is_name(operation_id):
            raise state.fail(f"cannot derive an operationId from {upstream!r}", pointer)
        operation["operationId"] = operation_id
        state.set(pointer, "x-python-name", function, "the operation")
        if pin is not None and pin.aliases:
            operation["x-python-aliases"] = list(pin.aliases)
        for one in dict.fromkeys((operation_id, function, *(pin.aliases if pin else ()))):
            if one in owners:
                raise state.fail(
                    f"the name {one} is also that of {document.join(*owners[one])}",
                    pointer,
                    "give it another one in its entry",
                )
            owners[one] = pointer
        _name_parameters(state, key, pointer, pin)
    for _, item, kind in kinds.objects("document", state.description):
        if kind == "link" and item.get("operationId") in renamed:
            item["operationId"] = renamed[item["operationId"]]


def _name_parameters(state: _Names, key: str, pointer: Pointer, pin: OperationEntry | None) -> None:
    positions = re.findall(r"\{([^{}]*)\}", pointer[1])
    described: set[str] = set()
    taken: dict[str, str] = {}
    for listed, place, parameter in list(parameters(state.description, pointer)):
        wire_name, where = str(parameter.get("name")), parameter.get("in")
        name = identifiers.attribute(wire_name, frozenset({"self"}))
        if where == "path" and wire_name in positions:
            described.add(wire_name)
            if pin is not None:
                name = pin.path[positions.index(wire_name)]
                state.used.add(("operation", pin.key, name))
        elif pin is not None and wire_name in pin.known.parameters:
            state.used.add(("operation", pin.key, wire_name))
            name = pin.known.parameters[wire_name].name or name
        else:
            state.note(place, f"the parameter {wire_name}", key, wire_name)
        if name in taken:
            raise state.fail(
                f"the parameters {taken[name]!r} and {wire_name!r} both have the Python name {name}",
                pointer,
                "give one of them another name in the operation's entry",
            )
        taken[name] = wire_name
        target = _own_copy(state, pointer, listed, place, name)
        state.set(target, "x-python-name", name, f"the parameter {wire_name!r}")
    for wire_name in positions:
        if wire_name not in described:
            raise state.fail(f"the path's parameter {wire_name!r} is not described", pointer)


def _own_copy(
    state: _Names, operation: Pointer, listed: Pointer, place: Pointer, name: str
) -> Pointer:
    """The object to write a parameter's name to: a copy if another operation names it differently."""
    if state.given.get(place, {}).get("x-python-name", name) == name:
        return place
    return own_copy(state.description, operation, listed, place)


def _name_models(state: _Names) -> dict[Pointer, ModelEntry]:
    pinned = _pinned_models(state)
    by_place = {place: name for place, (name, _) in pinned.items()}
    owners: dict[str, Pointer] = {name: place for place, name in by_place.items()}
    names: dict[Pointer, str] = {}
    for pointer, schema, base in list(roots(state.description)):
        for place, ruled, key in list(classes(schema, pointer, base, by_place)):
            name = ruled if place in pinned else _free(ruled, place, owners)
            if place not in pinned:
                state.note(place, f"the class {name}", name)
            owners[name] = place
            names[place] = name
            state.set(place, key, name, "the schema")
    models = {place: entry for place, (_, entry) in pinned.items()}
    _name_attributes(state, names, models)
    return models


def _free(name: str, place: Pointer, owners: Mapping[str, Pointer]) -> str:
    """`name`, with a number appended if another schema has it."""
    found, number = name, 1
    while owners.get(found, place) != place:
        number += 1
        found = f"{name}{number}"
    return found


def _pinned_models(state: _Names) -> dict[Pointer, tuple[str, ModelEntry]]:
    by_operation_id: dict[str, Pointer] = {
        operation["operationId"]: ("paths", path, method)
        for _, path, method, operation in operations(state.description)
    }
    pinned: dict[Pointer, tuple[str, ModelEntry]] = {}
    for model in state.entries.models.values():
        place = _first(state, model, model.at, by_operation_id)
        if place is None:
            continue
        if model.also:
            place = _united(state, model, place, by_operation_id)
        if place in pinned:
            raise PrepareError(
                f"two names for one schema: {pinned[place][0]} and {model.name}",
                file=model.file,
                line=model.line,
                pointer=document.join(*place),
            )
        pinned[place] = model.name, model
        state.used.add(("model", model.name))
    return pinned | dict(_variants(state.description, pinned))


def _united(
    state: _Names, model: ModelEntry, place: Pointer, by_operation_id: Mapping[str, Pointer]
) -> Pointer:
    """The pointer of the component that all schemas of a model become."""
    others = []
    for ways in model.also:
        other = _first(state, model, ways, by_operation_id)
        if other is not None:
            others.append(other)
            state.used.add(("model", model.name, "also", *ways[0]))
    try:
        return unite(state.description, place, others, model.name)
    except KeyError as error:
        differs = document.join(*error.args[0])
        raise state.fail(
            f"one class for two schemas that differ, here and at {differs}: {model.name}",
            place,
            f"remove that path from `also` of {model.name} in {model.file}",
        ) from None


def _first(
    state: _Names,
    model: ModelEntry,
    ways: tuple[tuple[str, ...], ...],
    by_operation_id: Mapping[str, Pointer],
) -> Pointer | None:
    """The pointer of the class at the first path that exists."""
    found = (_way(state.description, model, way, by_operation_id) for way in ways)
    return next((each for each in found if each is not None), None)


def _way(
    description: dict[str, Any],
    model: ModelEntry,
    way: tuple[str, ...],
    by_operation_id: Mapping[str, Pointer],
) -> Pointer | None:
    """The pointer of the class at one path; None if there is no class."""
    operation, *steps = way
    if steps[1:]:
        steps = ["responses", steps[0], "content", steps[1], "schema", *steps[2:]]
    place = find_model(description, by_operation_id.get(operation), steps, model.fields.keys())
    if place is None or not is_model(document.resolve(description, document.join(*place))):
        return None
    return place


def _variants(
    description: dict[str, Any], pinned: Mapping[Pointer, tuple[str, ModelEntry]]
) -> Iterator[tuple[Pointer, tuple[str, ModelEntry]]]:
    """The schemas that an earlier release of a pinned component has, each named after that release."""
    components = (description.get("components") or {}).get("schemas") or {}
    for key in components:
        original = variant_of(key)
        if original is None:
            continue
        owner, release = original
        for place, (name, model) in pinned.items():
            twin = ("components", "schemas", key, *place[3:])
            if place[:3] != ("components", "schemas", owner) or twin in pinned:
                continue
            try:
                schema = document.resolve(description, document.join(*twin))
            except KeyError:
                continue
            if is_model(schema):
                yield twin, (f"{name}Until{re.sub('[^0-9A-Za-z]', '_', release)}", model)


def _name_attributes(
    state: _Names, names: Mapping[Pointer, str], models: Mapping[Pointer, ModelEntry]
) -> None:
    for pointer, name in names.items():
        model = models.get(pointer)
        taken: dict[str, str] = {}
        for place, wire_name in list(properties(state.description, pointer)):
            if model is not None and wire_name in model.fields:
                state.used.add(("model", model.name, wire_name))
                attribute = model.attribute(wire_name)
            else:
                state.note(place, f"the attribute {wire_name} of {name}", name, wire_name)
                attribute = identifiers.attribute(wire_name)
            other = taken.setdefault(attribute, wire_name)
            if other != wire_name:
                raise state.fail(
                    f"the properties {other!r} and {wire_name!r} both have the Python name {attribute}",
                    pointer,
                    "give one of them another name in the model's entry",
                )
            state.set(place, "x-python-name", attribute, f"the property {wire_name!r}")
