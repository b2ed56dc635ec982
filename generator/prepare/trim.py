"""Trimming: the selected paths of some documents, and what these refer to, as one document without prose."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .. import document
from ..errors import PrepareError
from . import kinds, prose
from .patch import same
from .references import Reference, references

_PARAMETER = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Source:
    """One upstream document, by its name of ours, and the path templates that are wanted of it."""

    name: str
    description: dict[str, Any]
    paths: tuple[str, ...]


def blank(path: str) -> str:
    """A path template without the names of its parameters: what stays when upstream renames one."""
    return _PARAMETER.sub("{}", path)


def trim(sources: Sequence[Source]) -> dict[str, Any]:
    """The wanted paths of all sources with everything that they refer to, and nothing else.

    `info`, `servers` and the like come from the first source. Raises `PrepareError`, which names
    the place, for a path that is not there, a reference that leads nowhere or out of the document,
    a path that two sources give, and a component that two sources define differently.
    """
    result: dict[str, Any] = {}
    origin: dict[tuple[str, ...], str] = {}
    for source in sources:
        part = _trim_one(source)
        if not result:
            result = {
                key: value for key, value in part.items() if key not in ("paths", "components")
            }
            result |= {"paths": {}, "components": {}}
        for path, item in part["paths"].items():
            _add(result["paths"], origin, ("paths", path), item, source.name)
        for section, members in part["components"].items():
            for name, member in members.items():
                place = ("components", section, name)
                _add(
                    result["components"].setdefault(section, {}), origin, place, member, source.name
                )
        known = {tag.get("name") for tag in result.get("tags", ())}
        added = [tag for tag in part.get("tags", ()) if tag.get("name") not in known]
        if added:
            result["tags"] = sorted([*result.get("tags", ()), *added], key=lambda tag: tag["name"])
    return result


def _add(
    members: dict[str, Any],
    origin: dict[tuple[str, ...], str],
    place: tuple[str, ...],
    value: Any,
    source: str,
) -> None:
    name = place[-1]
    if name not in members:
        members[name] = value
        origin[place] = source
        return
    difference = _first_difference(members[name], value)
    if place[0] == "paths":
        raise PrepareError(
            f"both {origin[place]} and {source} give this path",
            pointer=document.join(*place),
            hint="take it from one of them in sources.yaml",
        )
    if difference is not None:
        raise PrepareError(
            f"{origin[place]} and {source} define this component differently,"
            f" first at {difference or 'the component itself'}",
            pointer=document.join(*place),
        )


def _first_difference(one: Any, other: Any, pointer: str = "") -> str | None:
    """The pointer of the first place, in sorted order, where two values differ; None where they are equal."""
    if same(one, other):
        return None
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(one.keys() | other.keys()):
            here = f"{pointer}/{document.escape(key)}"
            if key not in one or key not in other:
                return here
            found = _first_difference(one[key], other[key], here)
            if found is not None:
                return found
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, pair in enumerate(zip(one, other, strict=True)):
            found = _first_difference(*pair, f"{pointer}/{index}")
            if found is not None:
                return found
    return pointer


def _trim_one(source: Source) -> dict[str, Any]:
    description = source.description
    if not isinstance(description.get("paths"), dict):
        raise PrepareError("not an OpenAPI document: it has no paths", file=source.name)
    by_blank: dict[str, list[str]] = {}
    for path in description["paths"]:
        by_blank.setdefault(blank(path), []).append(path)
    chosen = [_find_path(by_blank, path, source.name) for path in source.paths]
    part = {
        key: value
        for key, value in description.items()
        if key not in ("paths", "components", "tags", "webhooks", "x-webhooks")
    }
    part["paths"] = {path: description["paths"][path] for path in chosen}
    part["components"] = reachable(part, description, source.name)
    used = {
        tag
        for _, item, kind in kinds.objects("document", part)
        if kind == "operation"
        for tag in item.get("tags", ())
    }
    tags = [tag for tag in description.get("tags", ()) if tag.get("name") in used]
    stripped = prose.strip("document", part | ({"tags": tags} if tags else {}))
    return dict(stripped)


def _find_path(by_blank: Mapping[str, list[str]], wanted: str, name: str) -> str:
    """The path template that is `wanted`, whatever its parameters are called."""
    candidates = by_blank.get(blank(wanted), [])
    if wanted in candidates:
        return wanted
    if len(candidates) != 1:
        raise PrepareError(
            "the selected path is not in the document",
            file=name,
            pointer=document.join("paths", wanted),
            hint="correct it in sources.yaml, or take it from a release that still has it",
        )
    return candidates[0]


def reachable(part: dict[str, Any], description: dict[str, Any], name: str) -> dict[str, Any]:
    """The components of `description` that `part` (its paths and its head) refers to, directly or not."""
    components = description.get("components") or {}
    schemas = components.get("schemas") or {}
    operation_ids = {
        item["operationId"]
        for _, item, kind in kinds.objects("document", part)
        if kind == "operation" and "operationId" in item
    }
    head = {key: value for key, value in part.items() if key != "components"}
    found: dict[str, Any] = {}
    waiting = list(references("document", head, (), schemas))
    while waiting:
        reference = waiting.pop()
        tokens = reference.tokens
        if reference.target.startswith("operationId:"):
            if reference.target.removeprefix("operationId:") not in operation_ids:
                raise _nowhere(reference, name, "select the operation's path too")
            continue
        if tokens is None:
            raise PrepareError(
                f"a reference out of the document: {reference.target}",
                file=name,
                pointer=reference.pointer,
                hint="only references that begin with # are followed",
            )
        if tokens[:1] != ["components"] or len(tokens) < 3:
            if not _leads_somewhere(part, tokens):
                raise _nowhere(
                    reference, name, "only selected paths and components can be referred to"
                )
            continue
        if not _leads_somewhere(description, tokens):
            raise _nowhere(reference, name, None)
        _, section, member = tokens[:3]
        if member not in found.setdefault(section, {}):
            found[section][member] = components[section][member]
            shape = kinds.step("components", section)
            if shape is None:
                raise _nowhere(reference, name, f"{section} is no section of components")
            place = ("components", section, member)
            waiting += references(shape[:-2], components[section][member], place, schemas)
    return found


def _leads_somewhere(description: Any, tokens: list[str]) -> bool:
    try:
        document.resolve(description, document.join(*tokens))
    except KeyError:
        return False
    return True


def _nowhere(reference: Reference, name: str, hint: str | None) -> PrepareError:
    return PrepareError(
        f"a reference that leads nowhere: {reference.target}",
        file=name,
        pointer=reference.pointer,
        hint=hint,
    )


def prune(description: dict[str, Any]) -> dict[str, Any]:
    """The description without components that nothing refers to (any more).

    Raises `PrepareError` as `trim` does for a reference that leads nowhere.
    """
    return description | {
        "components": reachable(description, description, "the finished description")
    }
