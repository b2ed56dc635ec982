"""API versions: one base document, and the breaking changes that lead from it to a version.

GitHub's description is one document of the oldest version. A node that differs in a later one
carries `x-github-breaking-changes: [{changeset, version, patch}]`: `patch` is a JSON Merge Patch
where it is an object and a JSON Patch where it is a list, both relative to the node. Version V is
what comes out when every entry dated V or earlier has been applied.
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

    Entries that were applied are gone, newer ones stay. The input is not changed; the result shares
    with it what no patch touches. Raises `PrepareError` with `name` and the pointer for a patch
    that does not fit.
    """
    units = [unit for unit in _units(description) if _mentions_changes(_at(description, unit))]
    dates = sorted(
        {
            entry["version"]
            for unit in units
            for pointer, node in _changed_nodes(_at(description, unit), unit)
            for entry in _entries(node, pointer, name)
        }
    )
    for date in dates:
        if date > version:
            break
        for unit in units:
            # A patch changes nothing outside its own node, so the nodes of other units stay where
            # they are; children come before parents, so that a parent's patch shifts no child that
            # is still to come.
            for pointer, _ in list(_changed_nodes(_at(description, unit), unit)):
                description = _apply(description, pointer, date, name)
    return description


def _units(description: Any) -> Iterator[tuple[str, ...]]:
    """Pointers of the parts that are searched as a whole: path items, components, and what is
    neither.
    """
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
    """Whether the key stands anywhere below."""
    # the hot loop over the whole document: no recursion, no pointers
    stack: list[Any] = [unit] if isinstance(unit, (dict, list)) else []
    while stack:
        node = stack.pop()
        if type(node) is dict:
            if KEY in node:
                return True
            node = node.values()
        stack += [value for value in node if type(value) is dict or type(value) is list]
    return False


def _changed_nodes(
    node: Any, pointer: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Every object that carries changes, children before parents. Changes are not searched for
    changes.
    """
    if isinstance(node, dict):
        for key, value in node.items():
            if key != KEY:
                yield from _changed_nodes(value, (*pointer, key))
        if KEY in node:
            yield pointer, node
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _changed_nodes(value, (*pointer, str(index)))


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
