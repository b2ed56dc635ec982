"""Follows references within one document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from ...document import escape, resolve
from .json_values import equal

Json = Any


def obj(value: Json) -> Mapping[str, Any]:
    """`value` if it is an object, else an empty one: an invalid value is not reported as a difference."""
    return value if isinstance(value, dict) else {}


def items(value: Json) -> list[Any]:
    """`value` if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def target_of(value: Json) -> str | None:
    """The pointer that a reference names within its document; None for other values and external references."""
    reference = obj(value).get("$ref")
    if not isinstance(reference, str) or not reference.startswith("#"):
        return None
    return unquote(reference[1:])


class Document:
    """A description whose references can be followed."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw
        self.is_3_0 = str(raw.get("openapi", "")).startswith("3.0")
        self._found: dict[str, Any] = {}
        self._targets: dict[int, frozenset[str]] = {}

    def at(self, pointer: str) -> Json:
        """The value at a pointer; None if there is none."""
        if pointer not in self._found:
            try:
                self._found[pointer] = resolve(self.raw, pointer)
            except (KeyError, ValueError):
                self._found[pointer] = None
        return self._found[pointer]

    def follow(self, value: Json, pointer: str) -> tuple[Mapping[str, Any], str]:
        """A value with its references followed, and its pointer; an empty object for a dangling reference."""
        seen: set[str] = set()
        while (target := target_of(value)) is not None:
            if target in seen or self.at(target) is None:
                return {}, pointer
            seen.add(target)
            value, pointer = self.at(target), target
        return obj(value), pointer

    def targets(self, value: Json) -> frozenset[str]:
        """The pointers that a value names directly, at any depth of its own text."""
        if not isinstance(value, (dict, list)):
            return frozenset()
        known = self._targets.get(id(value))
        if known is None:
            known = self._targets[id(value)] = frozenset(_targets(value))
        return known

    def reached(self, *values: Json) -> frozenset[str]:
        """The pointers that values lead to, through any number of references."""
        found: set[str] = set()
        queue = [target for value in values for target in self.targets(value)]
        while queue:
            pointer = queue.pop()
            if pointer not in found:
                found.add(pointer)
                queue += self.targets(self.at(pointer))
        return frozenset(found)


def _targets(value: Json) -> Iterator[str]:
    stack = [value]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            target = node.get("$ref")
            if isinstance(target, str) and target.startswith("#"):
                yield unquote(target[1:])
            if "discriminator" in node:
                mapping = obj(node["discriminator"]).get("mapping")
                for each in obj(mapping).values():
                    if isinstance(each, str):
                        is_name = not each.startswith("#")
                        yield f"/components/schemas/{each}" if is_name else unquote(each[1:])
            stack += [each for each in node.values() if isinstance(each, (dict, list))]
        elif isinstance(node, list):
            stack += [each for each in node if isinstance(each, (dict, list))]


class UnchangedComponents:
    """The components that are equal in both documents, down to the last reference."""

    def __init__(self, old: Document, new: Document) -> None:
        self.old = old
        self.new = new
        changed = {
            pointer
            for pointer in _components(old) | _components(new)
            if not equal(old.at(pointer), new.at(pointer))
        }
        users: dict[str, set[str]] = {}
        for pointer in _components(old):
            for target in old.targets(old.at(pointer)):
                users.setdefault(_component(target), set()).add(pointer)
        queue = list(changed)
        while queue:
            for user in users.get(queue.pop(), ()):
                if user not in changed:
                    changed.add(user)
                    queue.append(user)
        self.changed = changed

    def __call__(self, old: Json, new: Json) -> bool:
        """Whether two values are equal and refer to equal components only."""
        if not equal(old, new):
            return False
        return self.changed.isdisjoint(map(_component, self.old.targets(old)))


def _components(document: Document) -> set[str]:
    return {
        f"/components/{escape(section)}/{escape(name)}"
        for section, members in obj(document.raw.get("components")).items()
        for name in obj(members)
    }


def _component(pointer: str) -> str:
    """The component that a pointer leads into."""
    return "/".join(pointer.split("/", 4)[:4])
