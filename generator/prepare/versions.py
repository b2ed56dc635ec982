"""API versions: one base document, and the breaking changes from it to each version.

GitHub's description is one document of the oldest version. A node that differs in a later one
carries `x-github-breaking-changes: [{changeset, version, patch}]`: `patch` is a JSON Merge Patch
where it is an object and a JSON Patch where it is a list, both relative to the node. Version V is
the base with every entry dated V or earlier applied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .. import document
from ..errors import PrepareError
from . import patch

KEY = "x-github-breaking-changes"

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def at_version(description: Any, version: str, *, name: str = "<input>") -> Any:
    """The description as API version `version` has it.

    Applied entries are removed, newer ones remain. The input is not changed; the result shares its
    unpatched parts. Raises `PrepareError` with `name` and the pointer for a patch
    that does not fit.
    """
    units = [unit for unit in _units(description) if _mentions_changes(_at(description, unit))]
    nodes = [node for unit in units for node in _changed_nodes(_at(description, unit), unit)]
    entries = [entry for node in nodes for entry in _entries(_at(description, node), node, name)]
    for date in sorted({entry["version"] for entry in entries if entry["version"] <= version}):
        for unit in units:
            # A patch changes nothing outside its own node, so the nodes of other units stay where
            # they are; children come before parents, so that a parent's patch shifts no child that
            # is still to come.
            for pointer in _changed_nodes(_at(description, unit), unit):
                description = _apply(description, pointer, date, name)
    return description


def announced(description: Any) -> dict[str, list[str]]:
    """The changesets of every API version that the description has changes for."""
    found: dict[str, set[str]] = {}
    stack: list[Any] = [description]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            changes = node.get(KEY)
            for entry in changes if isinstance(changes, list) else ():
                if isinstance(entry, dict) and isinstance(entry.get("version"), str):
                    found.setdefault(entry["version"], set()).add(str(entry.get("changeset")))
            stack += node.values()
        elif isinstance(node, list):
            stack += node
    return {version: sorted(names) for version, names in sorted(found.items())}


def _units(description: Any) -> Iterator[tuple[str, ...]]:
    """Pointers of the parts to search: path items, components, and everything else."""
    if not isinstance(description, dict) or KEY in description:
        yield ()
        return
    for key, value in description.items():
        if key == "components" and isinstance(value, dict):
            for section, members in value.items():
                if isinstance(members, dict) and KEY not in members:
                    yield from ((key, section, member) for member in members)
                else:
                    yield (key, section)
        elif isinstance(value, dict) and KEY not in value:
            yield from ((key, member) for member in value)
        else:
            yield (key,)


def _at(description: Any, pointer: tuple[str, ...]) -> Any:
    for token in pointer:
        description = description[int(token) if isinstance(description, list) else token]
    return description


def _mentions_changes(unit: Any) -> bool:
    """Whether the key occurs anywhere below."""
    # the hot loop over the whole document: no recursion, no pointers
    stack: list[Any] = [unit] if isinstance(unit, (dict, list)) else []
    while stack:
        node = stack.pop()
        if type(node) is dict:
            if KEY in node:
                return True
            node = node.values()
        for value in node:
            if type(value) is dict or type(value) is list:
                stack.append(value)  # noqa: PERF401 - a comprehension is slower here
    return False


def _changed_nodes(unit: Any, pointer: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The pointers of all objects that carry changes, children before parents.

    Changes are not searched for changes.
    """
    found: list[tuple[str, ...]] = []

    def search(node: Any, way: tuple[str, ...]) -> None:
        # a growing list instead of nested generators: this runs over half a megabyte
        if type(node) is dict:
            for key, value in node.items():
                if (type(value) is dict or type(value) is list) and key != KEY:
                    search(value, (*way, key))
            if KEY in node:
                found.append(way)
        else:
            for index, value in enumerate(node):
                if type(value) is dict or type(value) is list:
                    search(value, (*way, str(index)))

    search(unit, pointer)
    return found


def _entries(node: dict[str, Any], pointer: tuple[str, ...], name: str) -> list[dict[str, Any]]:
    entries = node[KEY]
    where = document.join(*pointer, KEY)
    if not isinstance(entries, list):
        raise PrepareError(
            f"expected a list of changes, found {document.kind(entries)}", file=name, pointer=where
        )
    for index, entry in enumerate(entries):
        here = f"{where}/{index}"
        if not isinstance(entry, dict):
            raise PrepareError(
                f"expected an object, found {document.kind(entry)}", file=name, pointer=here
            )
        version = entry.get("version")
        if not isinstance(version, str) or not _DATE.fullmatch(version):
            raise PrepareError(
                f"expected a version like 2026-03-10, found {version!r}", file=name, pointer=here
            )
        if not isinstance(entry.get("patch"), (dict, list)):
            raise PrepareError(
                "expected a patch: an object (merge patch) or a list (JSON Patch)",
                file=name,
                pointer=here,
            )
    return entries


def _apply(description: Any, pointer: tuple[str, ...], date: str, name: str) -> Any:
    """The description after all changes of one date at one node."""
    node = _at(description, pointer)
    newer: list[dict[str, Any]] = []
    result: Any = {key: value for key, value in node.items() if key != KEY}
    for index, entry in enumerate(_entries(node, pointer, name)):
        if entry["version"] != date:
            newer.append(entry)
            continue
        changes = entry["patch"]
        try:
            result = (
                patch.apply(result, changes)
                if isinstance(changes, list)
                else patch.merge(result, changes)
            )
        except patch.PatchFailed as error:
            raise PrepareError(
                f"the change {entry.get('changeset')!r} of {date} cannot be applied: {error}",
                file=name,
                pointer=document.join(*pointer, KEY, index),
            ) from None
    if newer:
        if not isinstance(result, dict):
            raise PrepareError(
                f"a change of {date} leaves {document.kind(result)},"
                " where later changes need an object",
                file=name,
                pointer=document.join(*pointer, KEY),
            )
        result = {**result, KEY: newer}
    return patch.replace(description, list(pointer), result)
