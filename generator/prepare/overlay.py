"""OpenAPI Overlay 1.0: an ordered list of actions, each a JSONPath (RFC 9535) with an update or a removal.

Stricter than the standard in two points: an action may not create an operation, a parameter, a schema
or a property that upstream does not have, and an action that changes nothing is reported, because upstream
has corrected the mistake. Version 1.0 does not define how lists inside an update merge; as in 1.1,
they are concatenated.

Source: https://spec.openapis.org/overlay/v1.0.0.html
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from typing import Any

import jsonpath_rfc9535

from .. import document
from ..errors import GeneratorError, PrepareError
from . import kinds
from .patch import same


@dataclass(frozen=True, slots=True)
class Action:
    """One action, with its line in the file."""

    target: str
    update: Any
    has_update: bool
    remove: bool
    line: int | None
    description: str | None
    extensions: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Overlay:
    """An Overlay document: the name of its file and its actions, in order."""

    file: str
    actions: tuple[Action, ...]


def parse(text: str | bytes, *, name: str) -> Overlay:
    """The overlay in a YAML or JSON text. Raises `PrepareError` with file and line if it is not valid."""
    value = document.parse(text, name=name)
    lines = document.LineNumbers(text)

    def check(condition: bool, message: str, pointer: str) -> None:
        if not condition:
            raise PrepareError(message, file=name, line=lines(pointer))

    def check_keys(node: dict[str, Any], known: set[str], pointer: str) -> None:
        for key in node:
            check(
                key in known or key.startswith("x-"),
                f"unknown key {key!r}; known are {', '.join(sorted(known))} and x-…",
                f"{pointer}/{document.escape(key)}",
            )

    check(isinstance(value, dict), "not an Overlay document: expected an object", "")
    check_keys(value, {"overlay", "info", "extends", "actions"}, "")
    version = value.get("overlay")
    check(
        isinstance(version, str) and re.fullmatch(r"1\.0\.[0-9]+", version) is not None,
        f"expected `overlay: 1.0.0`, found {version!r}",
        "/overlay",
    )
    info = value.get("info")
    check(isinstance(info, dict), "`info` is missing", "/info")
    check_keys(info, {"title", "version"}, "/info")
    for key in ("title", "version"):
        check(isinstance(info.get(key), str), f"`info.{key}` must be a string", "/info")
    check(isinstance(value.get("extends", ""), str), "`extends` must be a string", "/extends")
    actions = value.get("actions")
    check(
        isinstance(actions, list) and actions != [],
        "`actions` must be a list with at least one",
        "/actions",
    )
    parsed = []
    for index, action in enumerate(actions):
        here = f"/actions/{index}"
        check(
            isinstance(action, dict), f"an action is an object, not {document.kind(action)}", here
        )
        check_keys(action, {"target", "description", "update", "remove"}, here)
        target, remove = action.get("target"), action.get("remove", False)
        check(isinstance(target, str), "an action needs a `target`, a JSONPath", here)
        check(isinstance(remove, bool), "`remove` is true or false", f"{here}/remove")
        check(remove or "update" in action, "an action needs an `update`, or `remove: true`", here)
        reason = action.get("description")
        check(reason is None or isinstance(reason, str), "`description` must be a string", here)
        check(
            not any(same(action, earlier) for earlier in actions[:index]),
            "the same action occurs twice",
            here,
        )
        try:
            jsonpath_rfc9535.compile(target)
        except jsonpath_rfc9535.JSONPathError as error:
            raise PrepareError(
                f"not a JSONPath: {target} ({error})", file=name, line=lines(f"{here}/target")
            ) from None
        parsed.append(
            Action(
                target=target,
                update=action.get("update"),
                has_update="update" in action,
                remove=remove,
                line=lines(here),
                description=reason,
                extensions={key: item for key, item in action.items() if key.startswith("x-")},
            )
        )
    return Overlay(name, tuple(parsed))


def apply(description: dict[str, Any], overlay: Overlay) -> tuple[dict[str, Any], list[Action]]:
    """The description after all actions, in order, and the actions without effect.

    An action has no effect if its target is missing or already has the result: upstream has
    corrected the mistake. The input is not changed. Raises `PrepareError` with the
    line of each action that does not fit what it matches, or creates what upstream does not have.
    """
    result = copy.deepcopy(description)
    idle: list[Action] = []
    problems: list[GeneratorError] = []
    for action in overlay.actions:
        try:
            changed = _apply_one(result, action)
        except ValueError as error:
            problems.append(_failed(overlay, action, str(error)))
            continue
        if not changed:
            idle.append(action)
    if problems:
        raise PrepareError.of(problems)
    return result, idle


def _apply_one(result: dict[str, Any], action: Action) -> bool:
    """Apply one action in place. Returns whether it changed anything; raises `ValueError`."""
    locations = [node.location for node in jsonpath_rfc9535.find(action.target, result)]
    if action.remove:
        # from the end and from the leaves, so that the remaining targets do not move
        for location in sorted(set(locations), reverse=True):
            if not location:
                raise ValueError("would remove the whole document")
            parent = _at(result, location[:-1])
            del parent[location[-1]]
        return bool(locations)
    changed = False
    for location in locations:
        target = _at(result, location)
        before = copy.deepcopy(target)
        tokens = [str(token) for token in location]
        _update(target, action.update, _pointer(location), kinds.follow("document", tokens))
        changed = changed or not same(before, target)
    return changed


def _at(node: Any, location: tuple[int | str, ...]) -> Any:
    for token in location:
        node = node[token]
    return node


def _pointer(location: tuple[int | str, ...]) -> str:
    return document.join(*location)


_CREATED = {
    "schema{}": "schema or property",
    "parameter{}": "parameter",
    "parameter[]": "parameter",
    "response{}": "response",
    "requestBody{}": "request body",
    "securityScheme{}": "security scheme",
    "header{}": "header",
    "paths": "path",
}
"""Collections that a correction may not add to, and the names of their members."""


def _update(target: Any, update: Any, pointer: str, shape: str | None) -> None:
    if isinstance(target, dict):
        if not isinstance(update, dict):
            raise ValueError(f"updates an object with {document.kind(update)} at {pointer or '/'}")
        _merge(target, update, pointer, shape)
    elif isinstance(target, list):
        _refuse_creation(shape, pointer, "an item")
        target.extend(copy.deepcopy(update if isinstance(update, list) else [update]))
    else:
        raise ValueError(
            f"updates {document.kind(target)} at {pointer}; target the object that contains it"
        )


def _merge(target: dict[str, Any], update: dict[str, Any], pointer: str, shape: str | None) -> None:
    for key, value in update.items():
        here = f"{pointer}/{document.escape(key)}"
        below = None if shape is None else kinds.step(shape, key)
        if key not in target:
            _refuse_creation("paths" if below == "operation" else shape, pointer, repr(key))
            for collection, members in ((below, value), *_collections(below, value)):
                _refuse_creation(collection, here, _names(members))
            target[key] = copy.deepcopy(value)
            continue
        old = target[key]
        if isinstance(old, dict) and isinstance(value, dict):
            _merge(old, value, here, below)
        elif isinstance(old, list) and isinstance(value, list):
            _refuse_creation(below, here, "an item")
            old.extend(copy.deepcopy(value))
        elif isinstance(old, (dict, list)) or isinstance(value, (dict, list)):
            raise ValueError(
                f"merges {document.kind(value)} into {document.kind(old)} at {here};"
                " remove that first"
            )
        else:
            target[key] = value


def _collections(shape: str | None, value: Any) -> list[tuple[str, Any]]:
    """The protected collections inside a new value."""
    if shape is None:
        return []
    below = kinds.parts(shape, value)
    return [each for _, node, kind in below for each in ((kind, node), *_collections(kind, node))]


def _names(members: Any) -> str:
    return ", ".join(map(repr, members)) if isinstance(members, dict) and members else "an item"


def _refuse_creation(shape: str | None, pointer: str, what: str) -> None:
    if shape in _CREATED:
        raise ValueError(
            f"creates {what} at {pointer}: GitHub has no such {_CREATED[shape]},"
            " and a correction may not add one"
        )


def _failed(overlay: Overlay, action: Action, what: str, hint: str | None = None) -> PrepareError:
    return PrepareError(
        f"the action on {action.target} {what}", file=overlay.file, line=action.line, hint=hint
    )
