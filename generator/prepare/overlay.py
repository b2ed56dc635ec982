"""OpenAPI Overlay 1.0: an ordered list of actions, each a JSONPath (RFC 9535) with an update or a removal.

Stricter than the standard in one point: an action that matches nothing is an error, because a
correction of something that upstream no longer has is itself wrong. Where 1.0 leaves it open how
lists inside an update merge, 1.1's answer is taken: they are joined.

Source: https://spec.openapis.org/overlay/v1.0.0.html
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from typing import Any

import jsonpath_rfc9535

from .. import document
from ..errors import PrepareError
from .patch import same


@dataclass(frozen=True, slots=True)
class Action:
    """One action, with the line of the file where it stands."""

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
    """The overlay in a YAML or JSON text. Raises `PrepareError` with file and line where it is none."""
    value = document.parse(text, name=name)
    lines = document.Lines(text)

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
            "the same action stands twice",
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


def apply(description: dict[str, Any], overlay: Overlay) -> dict[str, Any]:
    """The description after all actions, in order. The input is not changed.

    Raises `PrepareError` with the line of an action that matches nothing or does not fit what it
    matches.
    """
    result = copy.deepcopy(description)
    for action in overlay.actions:
        locations = [node.location for node in jsonpath_rfc9535.find(action.target, result)]
        if not locations:
            raise _failed(overlay, action, "matches nothing", "remove it if it is no longer needed")
        if action.remove:
            # from the end, and from the leaves: what is still to be removed keeps its place
            for location in sorted(set(locations), reverse=True):
                if not location:
                    raise _failed(overlay, action, "would remove the whole document")
                parent = _at(result, location[:-1])
                del parent[location[-1]]
            continue
        for location in locations:
            try:
                _update(_at(result, location), action.update, _pointer(location))
            except ValueError as error:
                raise _failed(overlay, action, str(error)) from None
    return result


def _at(node: Any, location: tuple[int | str, ...]) -> Any:
    for token in location:
        node = node[token]
    return node


def _pointer(location: tuple[int | str, ...]) -> str:
    return document.join(*location)


def _update(target: Any, update: Any, pointer: str) -> None:
    if isinstance(target, dict):
        if not isinstance(update, dict):
            raise ValueError(f"updates an object with {document.kind(update)} at {pointer or '/'}")
        _merge(target, update, pointer)
    elif isinstance(target, list):
        target.extend(copy.deepcopy(update if isinstance(update, list) else [update]))
    else:
        raise ValueError(
            f"updates {document.kind(target)} at {pointer}; target the object that contains it"
        )


def _merge(target: dict[str, Any], update: dict[str, Any], pointer: str) -> None:
    for key, value in update.items():
        here = f"{pointer}/{document.escape(key)}"
        if key not in target:
            target[key] = copy.deepcopy(value)
            continue
        old = target[key]
        if isinstance(old, dict) and isinstance(value, dict):
            _merge(old, value, here)
        elif isinstance(old, list) and isinstance(value, list):
            old.extend(copy.deepcopy(value))
        elif isinstance(old, (dict, list)) or isinstance(value, (dict, list)):
            raise ValueError(
                f"merges {document.kind(value)} into {document.kind(old)} at {here};"
                " remove that first"
            )
        else:
            target[key] = value


def _failed(overlay: Overlay, action: Action, what: str, hint: str | None = None) -> PrepareError:
    return PrepareError(
        f"the action on {action.target} {what}", file=overlay.file, line=action.line, hint=hint
    )
