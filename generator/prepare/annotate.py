"""The annotation step: facts and texts of the entries, written into a description that has its names.

An object that operations share by reference gets the annotation that most of them have; an
operation with another one gets a copy of the object.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .. import document
from . import kinds
from .classes import properties
from .entries import NO_MEMBER, Entries, Member, ModelEntry, OperationEntry
from .locate import Pointer, follow, operations, own_copy, parameters
from .patch import same


@dataclass(frozen=True, slots=True)
class _Claim:
    """The annotation that one operation has for a parameter, a response or a header, and its pointer there."""

    operation: Pointer
    listed: Pointer
    member: Member
    file: str

    @property
    def values(self) -> dict[str, Any]:
        return _values(self.member)


def _most_common(values: list[dict[str, Any]]) -> dict[str, Any]:
    return max(values, key=lambda one: sum(same(one, other) for other in values))


def annotate(
    description: dict[str, Any], entries: Entries, models: Mapping[Pointer, ModelEntry]
) -> list[str]:
    """Write facts and texts into `description`, in place. Returns the texts whose target does not exist.

    `models` are the places of the models' schemas, as the names step found them.
    """
    lost: list[str] = []
    claims: dict[Pointer, list[_Claim]] = {}
    for key, path, method, operation in operations(description):
        entry = entries.operations.get(key)
        pointer = ("paths", path, method)
        if entry is not None:
            _operation(operation, entry)
        for listed, place, wanted in _wanted(description, pointer, entry, entries):
            file = entry.file if entry else "spec/shared.yaml"
            claims.setdefault(place, []).append(_Claim(pointer, listed, wanted, file))
    for place, found in claims.items():
        common = _most_common([one.values for one in found])
        for one in found:
            target = place
            if not same(one.values, common):
                target = own_copy(description, one.operation, one.listed, place)
            node = document.resolve(description, document.join(*target))
            node.update(one.values)
            lost += [
                f"{one.file}: the text of {way}"
                for way in _texts(node, one.member.texts, ("content",), ("schema",))
            ]
    for place, model in models.items():
        lost += _model(description, place, model)
    for section, members, key in (
        ("tags", entries.shared.tags, "name"),
        ("servers", entries.shared.servers, "url"),
    ):
        for each in description.get(section) or ():
            each.update(_values(members.get(each.get(key), NO_MEMBER)))
    return lost


def _operation(operation: dict[str, Any], entry: OperationEntry) -> None:
    operation.update({f"x-{key}": value for key, value in entry.known.facts.items()})
    texts = {"summary": entry.summary, "description": entry.description}
    operation.update({key: text for key, text in texts.items() if text is not None})
    if entry.retired is not None:
        operation |= {"deprecated": True, "x-stage": "closed"}
        if entry.retired.closed is not None:
            operation["x-sunset"] = entry.retired.closed
        if entry.retired.successor not in (None, "none"):
            operation["x-successor"] = entry.retired.successor


def _values(member: Member) -> dict[str, Any]:
    text = {} if member.description is None else {"description": member.description}
    return text | member.facts


def _wanted(
    description: dict[str, Any],
    pointer: Pointer,
    entry: OperationEntry | None,
    entries: Entries,
) -> Iterator[tuple[Pointer, Pointer, Member]]:
    """Parameters, responses and headers of an operation: where listed, where defined, their texts."""
    shared = entries.shared
    for listed, place, parameter in parameters(description, pointer):
        own = entry.known.parameters if entry else {}
        names = (str(parameter.get("x-python-name")), str(parameter.get("name")))
        yield listed, place, _member(names, own, shared.parameters)
    operation = document.resolve(description, document.join(*pointer))
    for status in operation.get("responses") or ():
        listed = (*pointer, "responses", status)
        found = follow(description, listed)
        if found is None:
            continue
        own = entry.known.responses if entry else {}
        yield listed, found[0], _member((status,), own, shared.responses)
        for name in found[1].get("headers") or ():
            header = follow(description, (*found[0], "headers", name))
            if header is not None:
                yield header[0], header[0], _member((name,), shared.headers)


def _member(names: tuple[str, ...], *levels: Mapping[str, Member]) -> Member:
    """The nearest entry under one of the names; its text may come from a farther one."""
    found = [level[name] for level in levels for name in names if name in level]
    if not found:
        return NO_MEMBER
    text = next((one.description for one in found if one.description is not None), None)
    facts = {key: value for one in reversed(found) for key, value in one.facts.items()}
    texts = {key: value for one in reversed(found) for key, value in one.texts.items()}
    return Member(found[0].name, text, facts, texts)


def _texts(
    node: dict[str, Any],
    texts: Mapping[str, str],
    before: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
) -> Iterator[str]:
    """Write the texts of schemas inside `node`; returns the paths that do not exist."""
    for way, text in texts.items():
        # a media type contains a slash, so the path into a schema is split into tokens
        tokens = (way,) if before else tuple(way.split("/"))
        try:
            target = document.resolve(node, document.join(*before, *tokens, *after))
        except KeyError:
            yield way
            continue
        if isinstance(target, dict) and not kinds.is_reference("schema", target):
            target["description"] = text


def _model(description: dict[str, Any], place: Pointer, model: ModelEntry) -> list[str]:
    schema = document.resolve(description, document.join(*place))
    if model.description is not None:
        schema["description"] = model.description
    lost: list[str] = []
    for where, wire_name in properties(description, place):
        member = model.fields.get(wire_name)
        node = document.resolve(description, document.join(*where))
        if member is None:
            continue
        if not kinds.is_reference("schema", node):
            node.update(_values(member))
        lost += [
            f"{model.file}: the text of {wire_name}/{way} of {model.name}"
            for way in _texts(node, member.texts)
        ]
    return lost
