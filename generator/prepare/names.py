"""The names step: operationIds in octokit's form, and a Python name for everything that becomes one.

Written into the description: `operationId`, `x-upstream-operation-id`, and

* `x-python-name` on operations (the function), parameters, properties (the attribute) and on
  schemas that become a class, components or inline (the class);
* `x-python-class` on a property whose own inline schema becomes a class, since `x-python-name` is
  its attribute there;
* `x-python-aliases` on operations with old names that live on.

A pin of `names.yaml` decides; what none names follows the general rule: the function is the
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
from .patch import same
from .pins import OperationPin, Pins, find_model, follow, operations

Pointer = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unpinned:
    """A name that the general rule gave, so that a rename upstream would change it for users."""

    version: str
    pointer: str
    what: str


@dataclass(frozen=True, slots=True)
class Named:
    """The descriptions with names, by API version, and the names that no pin holds."""

    descriptions: dict[str, dict[str, Any]]
    unpinned: tuple[Unpinned, ...]


@dataclass(slots=True)
class _Names:
    """What is known while one description gets its names."""

    version: str
    description: dict[str, Any]
    pins: Pins
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
        """Write a name into the node. Raises where the node has another one already."""
        if not identifiers.is_name(name):
            raise self.fail(
                f"no Python name can be made of {what}", pointer, f"pin one in {self.pins.file}"
            )
        earlier = self.given.setdefault(pointer, {}).setdefault(key, name)
        if earlier != name:
            raise self.fail(f"two names for {what}: {earlier} and {name}", pointer)
        document.resolve(self.description, document.join(*pointer))[key] = name

    def note(self, pointer: Pointer, what: str) -> None:
        self.unpinned.append(Unpinned(self.version, document.join(*pointer), what))


def name(descriptions: Mapping[str, dict[str, Any]], pins: Pins) -> Named:
    """The descriptions with all names. The input is not changed.

    Raises `PrepareError` for a pin that fits none of the descriptions, for two names of one thing,
    and for one name of two things.
    """
    used: set[tuple[str, ...]] = set()
    named: dict[str, dict[str, Any]] = {}
    unpinned: list[Unpinned] = []
    for version, description in descriptions.items():
        state = _Names(version, copy.deepcopy(description), pins, used)
        _name_operations(state)
        _name_models(state)
        named[version] = state.description
        unpinned += state.unpinned
    _check_stale(pins, used)
    return Named(named, tuple(unpinned))


def _check_stale(pins: Pins, used: set[tuple[str, ...]]) -> None:
    def stale(what: str, line: int | None) -> PrepareError:
        return PrepareError(
            f"the pin {what} fits no API version",
            file=pins.file,
            line=line,
            hint="correct or remove it",
        )

    for operation in pins.operations.values():
        if ("operation", operation.key) not in used:
            raise stale(operation.key, operation.line)
        for wire_name in operation.query:
            if ("operation", operation.key, wire_name) not in used:
                raise stale(f"{operation.key}: parameter {wire_name}", operation.line)
    for model in pins.models:
        if ("model", model.name) not in used:
            raise stale(f"{model.name}: {model.at}", model.line)
        for wire_name in model.attributes:
            if ("model", model.name, wire_name) not in used:
                raise stale(f"{model.name}.{wire_name}", model.line)


def _name_operations(state: _Names) -> None:
    renamed: dict[str, str] = {}
    owners: dict[str, Pointer] = {}
    for key, path, method, operation in list(operations(state.description)):
        pointer = ("paths", path, method)
        pin = state.pins.operations.get(key)
        upstream = operation.get("operationId")
        if pin is not None:
            state.used.add(("operation", key))
            operation_id, function = pin.operation_id, pin.function
        else:
            state.note(pointer, f"the operation {key}")
            operation_id = identifiers.camel(str(upstream or f"{method} {path}"))
            function = identifiers.snake(operation_id)
        if isinstance(upstream, str):
            operation.setdefault("x-upstream-operation-id", upstream)
            renamed[upstream] = operation_id
        if not identifiers.is_name(operation_id):
            raise state.fail(f"no operationId can be made of {upstream!r}", pointer)
        operation["operationId"] = operation_id
        state.set(pointer, "x-python-name", function, "the operation")
        if pin is not None and pin.aliases:
            operation["x-python-aliases"] = list(pin.aliases)
        for one in dict.fromkeys((operation_id, function, *(pin.aliases if pin else ()))):
            if one in owners:
                raise state.fail(
                    f"the name {one} is that of {document.join(*owners[one])} too",
                    pointer,
                    f"pin another one in {state.pins.file}",
                )
            owners[one] = pointer
        _name_parameters(state, pointer, pin)
    for _, item, kind in kinds.objects("document", state.description):
        if kind == "link" and item.get("operationId") in renamed:
            item["operationId"] = renamed[item["operationId"]]


def _parameters(state: _Names, pointer: Pointer) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """The parameters of an operation and of its path, references followed; the operation's own win."""
    found: dict[tuple[Any, Any], tuple[Pointer, dict[str, Any]]] = {}
    for owner in (pointer[:2], pointer):
        declared = (
            document.resolve(state.description, document.join(*owner)).get("parameters") or ()
        )
        for index in range(len(declared)):
            place = follow(state.description, (*owner, "parameters", str(index)))
            if place is not None:
                found[place[1].get("in"), place[1].get("name")] = place
    yield from found.values()


def _name_parameters(state: _Names, pointer: Pointer, pin: OperationPin | None) -> None:
    positions = re.findall(r"\{([^{}]*)\}", pointer[1])
    if pin is not None and len(pin.path) != len(positions):
        raise PrepareError(
            f"the pin {pin.key} names {len(pin.path)} parameters, the path has {len(positions)}",
            file=state.pins.file,
            line=pin.line,
        )
    described: set[str] = set()
    taken: dict[str, str] = {}
    for place, parameter in _parameters(state, pointer):
        wire_name, where = str(parameter.get("name")), parameter.get("in")
        name = identifiers.attribute(wire_name, frozenset({"self"}))
        if where == "path" and wire_name in positions:
            described.add(wire_name)
            if pin is not None:
                name = pin.path[positions.index(wire_name)]
        elif pin is not None and wire_name in pin.query:
            state.used.add(("operation", pin.key, wire_name))
            name = pin.query[wire_name]
        else:
            state.note(place, f"the parameter {wire_name}")
        if name in taken:
            raise state.fail(
                f"the parameters {taken[name]!r} and {wire_name!r} are both called {name}",
                pointer,
                f"pin other names in {state.pins.file}",
            )
        taken[name] = wire_name
        state.set(place, "x-python-name", name, f"the parameter {wire_name!r}")
    for wire_name in positions:
        if wire_name not in described:
            raise state.fail(f"the path's parameter {wire_name!r} is not described", pointer)


def is_model(schema: Any) -> bool:
    """Whether a schema becomes a class: an object with known properties, its own or of what it is made of."""
    if not isinstance(schema, dict):
        return False
    parts = schema.get("allOf")
    return bool(schema.get("properties")) or (isinstance(parts, list) and len(parts) > 1)


def _name_models(state: _Names) -> None:
    pinned = _pinned_models(state)
    owners: dict[str, Pointer] = {}
    names: dict[Pointer, str] = {}
    for pointer, schema, base in list(_roots(state)):
        for place, name, key in list(_classes(schema, pointer, base, pinned)):
            if name in owners and owners[name] != place:
                raise state.fail(
                    f"the class name {name} is that of {document.join(*owners[name])} too",
                    place,
                    f"pin another one in {state.pins.file}",
                )
            owners[name] = place
            names[place] = name
            state.set(place, key, name, "the schema")
            if place not in pinned:
                state.note(place, f"the class {name}")
    _name_attributes(state, names)


def _pinned_models(state: _Names) -> dict[Pointer, str]:
    by_operation_id: dict[str, Pointer] = {
        operation["operationId"]: ("paths", path, method)
        for _, path, method, operation in operations(state.description)
    }
    pinned: dict[Pointer, str] = {}
    for pin in state.pins.models:
        place = find_model(state.description, pin.at, by_operation_id)
        if place is None:
            continue
        if not is_model(document.resolve(state.description, document.join(*place))):
            raise PrepareError(
                f"the pin {pin.name} leads to a schema that becomes no class",
                file=state.pins.file,
                line=pin.line,
                pointer=document.join(*place),
            )
        if pinned.setdefault(place, pin.name) != pin.name:
            raise PrepareError(
                f"two names for one schema: {pinned[place]} and {pin.name}",
                file=state.pins.file,
                line=pin.line,
                pointer=document.join(*place),
            )
        state.used.add(("model", pin.name))
    return pinned


def _roots(state: _Names) -> Iterator[tuple[Pointer, dict[str, Any], str]]:
    """Every schema that is not part of another one, with the name that it would have as a class."""
    components = (state.description.get("components") or {}).get("schemas") or {}
    titles: dict[str, list[Any]] = {}
    for schema in components.values():
        if is_model(schema) and isinstance(schema.get("title"), str):
            titles.setdefault(identifiers.pascal(schema["title"]), []).append(schema)
    for key, schema in sorted(components.items()):
        title = identifiers.pascal(schema.get("title") or "") if isinstance(schema, dict) else ""
        alike = titles.get(title, [])
        alone = all(same(schema, other) for other in alike) and len(alike) == 1
        yield (
            ("components", "schemas", key),
            schema,
            title if title and alone else identifiers.pascal(key),
        )
    for pointer, item, kind in kinds.objects("document", state.description):
        if kind in ("mediaType", "parameter", "header") and isinstance(item.get("schema"), dict):
            yield (*pointer, "schema"), item["schema"], _base(state, pointer, item)


def _base(state: _Names, pointer: Pointer, item: dict[str, Any]) -> str:
    """What an inline schema outside `components.schemas` is called: by its owner and its role."""
    last = pointer[-1] if pointer else ""
    words: list[str] = []
    match pointer:
        case ("paths", path, method, *_):
            operation = document.resolve(state.description, document.join("paths", path, method))
            words.append(operation["operationId"] if isinstance(operation, dict) else path)
        case ("components", _, name, *_):
            words.append(name)
        case _:
            pass
    if "responses" in pointer and "content" in pointer:
        status = pointer[pointer.index("content") - 1] if pointer[:1] == ("paths",) else "200"
        words.append("Response" if status == "200" else f"Response {status}")
    elif "requestBody" in pointer or "requestBodies" in pointer:
        words.append("Request")
    else:
        words.append(str(item.get("name") or last))
    if "content" in pointer and last != "application/json":
        words.append(last)
    return identifiers.pascal(" ".join(words))


def _classes(
    schema: Any,
    pointer: Pointer,
    base: str,
    pinned: Mapping[Pointer, str],
    key: str = "x-python-name",
    *,
    part: bool = False,
) -> Iterator[tuple[Pointer, str, str]]:
    """Every class in one schema: its pointer, its name, the key to write it under. References are classes elsewhere.

    `part` is true for a member of an `allOf` that becomes one class with the whole.
    """
    if not isinstance(schema, dict) or kinds.is_reference("schema", schema):
        return
    if is_model(schema) and not part:
        base = pinned.get(pointer, base)
        yield pointer, base, key
    for keyword, value, _ in kinds.parts("schema", schema):
        here = (*pointer, keyword)
        if keyword == "properties":
            for wire_name, below in value.items():
                name = base + identifiers.pascal(wire_name).lstrip("_")
                yield from _classes(below, (*here, wire_name), name, pinned, "x-python-class")
        elif isinstance(value, list):
            for index, below in enumerate(value):
                name = base if keyword == "allOf" else f"{base}Variant{index + 1}"
                together = keyword == "allOf" and is_model(schema)
                yield from _classes(below, (*here, str(index)), name, pinned, part=together)
        elif kinds.step("schema", keyword) == "schema":
            name = base + ("Item" if keyword == "items" else "Value")
            yield from _classes(value, here, name, pinned)


def _name_attributes(state: _Names, names: Mapping[Pointer, str]) -> None:
    by_name = {pin.name: pin for pin in state.pins.models}
    for pointer, name in names.items():
        pin = by_name.get(name)
        taken: dict[str, str] = {}
        for place, wire_name in list(_properties(state.description, pointer)):
            if pin is not None and wire_name in pin.attributes:
                state.used.add(("model", name, wire_name))
                attribute = pin.attributes[wire_name]
            else:
                state.note(place, f"the attribute {wire_name} of {name}")
                attribute = identifiers.attribute(wire_name)
            other = taken.setdefault(attribute, wire_name)
            if other != wire_name:
                raise state.fail(
                    f"the properties {other!r} and {wire_name!r} are both called {attribute}",
                    pointer,
                    f"pin other names in {state.pins.file}",
                )
            state.set(place, "x-python-name", attribute, f"the property {wire_name!r}")


def _properties(description: dict[str, Any], pointer: Pointer) -> Iterator[tuple[Pointer, str]]:
    """The properties of one class: its own, and those of the inline parts that it is made of."""
    schema = document.resolve(description, document.join(*pointer))
    for wire_name, value in (schema.get("properties") or {}).items():
        if isinstance(value, dict):
            yield (*pointer, "properties", wire_name), wire_name
    for index, part in enumerate(schema.get("allOf") or ()):
        if isinstance(part, dict) and not kinds.is_reference("schema", part):
            yield from _properties(description, (*pointer, "allOf", str(index)))
