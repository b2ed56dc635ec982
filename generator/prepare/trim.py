"""Trim documents to the selected paths and everything they refer to, in one document without prose."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .. import document
from ..errors import PrepareError
from . import kinds, prose
from .patch import replace, same
from .references import Reference, references

_PARAMETER = re.compile(r"\{[^{}]*\}")
_VARIANT = "--"


@dataclass(frozen=True, slots=True)
class TrimSource:
    """One upstream document, by our name for it, and the path templates to take from it.

    `keys` are the operations to take (method and blanked path); None for all.
    """

    name: str
    description: dict[str, Any]
    paths: tuple[str, ...]
    keys: frozenset[str] | None = None


def blank(path: str) -> str:
    """A path template without the names of its parameters, which upstream may rename."""
    return _PARAMETER.sub("{}", path)


def variant_of(key: str) -> tuple[str, str] | None:
    """The component and the release that the key of a variant names; None for any other key.

    >>> variant_of("basic-error--22.0.0"), variant_of("basic-error")
    (('basic-error', '22.0.0'), None)
    """
    key, separator, release = key.rpartition(_VARIANT)
    return (key, release) if separator and key and release else None


def trim(sources: Sequence[TrimSource]) -> dict[str, Any]:
    """The wanted paths of all sources with everything that they refer to.

    `info`, `servers` and the like come from the first source. A component that a later source
    defines differently becomes a separate component, named after the source. Raises `PrepareError`,
    which names the location, for a missing path, a dangling or external reference, and an operation
    that two sources define.
    """
    result: dict[str, Any] = {}
    origin: dict[tuple[str, str], str] = {}
    for number, source in enumerate(sources):
        part = _trim_one(source)
        if not result:
            result = {
                key: value for key, value in part.items() if key not in ("paths", "components")
            }
            result |= {"paths": {}, "components": {}}
        part = with_own_components(
            part, result["components"], source.name, [one.name for one in sources[:number]]
        )
        for path, item in part["paths"].items():
            _add_path(result["paths"], origin, path, item, source.name)
        for section, members in part["components"].items():
            result["components"].setdefault(section, {}).update(members)
        known = {tag.get("name") for tag in result.get("tags", ())}
        added = [tag for tag in part.get("tags", ()) if tag.get("name") not in known]
        if added:
            result["tags"] = sorted([*result.get("tags", ()), *added], key=lambda tag: tag["name"])
    return result


def _add_path(
    paths: dict[str, Any],
    origin: dict[tuple[str, str], str],
    path: str,
    item: dict[str, Any],
    source: str,
) -> None:
    for method in kinds.METHODS:
        if method in item and method in paths.get(path, ()):
            raise PrepareError(
                f"both {origin[path, method]} and {source} define this operation",
                pointer=document.join("paths", path, method),
            )
        origin[path, method] = source
    paths[path] = {**item, **paths.get(path, {})}


def with_own_components(
    part: dict[str, Any],
    components: Mapping[str, Mapping[str, Any]],
    name: str,
    earlier: Sequence[str],
) -> dict[str, Any]:
    """A part in which components that differ from those of `components` have separate keys."""
    own = part["components"]
    shared = {
        (section, key)
        for section, members in own.items()
        for key in members
        if key in components.get(section, ()) and section != "securitySchemes"
    }
    differing = {
        (section, key)
        for section, key in shared
        if not _alike(section, own[section][key], components[section][key])
    }
    if not differing:
        return part
    users = {place: _targets(place, own) for place in shared}
    while grown := {place for place in shared - differing if users[place] & differing}:
        differing |= grown
    renamed = {place: f"{place[1]}{_VARIANT}{name}" for place in differing}
    for other in earlier:
        kept = {
            place: f"{place[1]}{_VARIANT}{other}"
            for place in differing
            if f"{place[1]}{_VARIANT}{other}" in components.get(place[0], ())
        }
        while wrong := [
            place
            for place, key in kept.items()
            if not _alike(
                place[0], _renamed_member(own, place, renamed | kept), components[place[0]][key]
            )
        ]:
            for place in wrong:
                del kept[place]
        renamed |= kept
        differing -= kept.keys()
    return {
        **_with_references("document", {**part, "components": {}}, renamed),
        "components": {
            section: {
                renamed.get((section, key), key): _renamed_member(own, (section, key), renamed)
                for key in members
            }
            for section, members in own.items()
        },
    }


def _alike(section: str, one: Any, other: Any) -> bool:
    """Whether two components are the same except for titles."""
    shape = _shape_of(section)
    return same(_without_titles(shape, one), _without_titles(shape, other))


def _without_titles(shape: str, node: Any) -> Any:
    result = copy.deepcopy(node)
    for _, item, kind in kinds.objects(shape, result):
        if kind == "schema":
            item.pop("title", None)
    return result


def _targets(place: tuple[str, str], components: dict[str, Any]) -> set[tuple[str, ...]]:
    found = references(_shape_of(place[0]), components[place[0]][place[1]], (), {})
    return {tuple(one.tokens[1:3]) for one in found if one.tokens is not None}


def _shape_of(section: str) -> str:
    return (kinds.step("components", section) or "").removesuffix("{}")


def _renamed_member(
    components: dict[str, Any], place: tuple[str, str], renamed: Mapping[tuple[str, str], str]
) -> Any:
    return _with_references(_shape_of(place[0]), components[place[0]][place[1]], renamed)


def _with_references(shape: str, node: Any, renamed: Mapping[tuple[str, str], str]) -> Any:
    """`node` with its references following renamed components. The input is not changed."""
    for reference in list(references(shape, node, (), {})):
        tokens = reference.tokens
        new = renamed.get((tokens[1], tokens[2])) if tokens and len(tokens) > 2 else None
        if tokens and new is not None:
            target = f"#{document.join('components', tokens[1], new, *tokens[3:])}"
            node = replace(node, document.split(reference.pointer), target)
    return node


def _trim_one(source: TrimSource) -> dict[str, Any]:
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
    part["paths"] = {
        path: _wanted(path, description["paths"][path], source.keys) for path in chosen
    }
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


def _wanted(path: str, item: dict[str, Any], keys: frozenset[str] | None) -> dict[str, Any]:
    return {
        key: value
        for key, value in item.items()
        if keys is None or key not in kinds.METHODS or f"{key} {blank(path)}" in keys
    }


def _find_path(by_blank: Mapping[str, list[str]], wanted: str, name: str) -> str:
    """The path template that matches `wanted`, parameter names ignored."""
    candidates = by_blank.get(blank(wanted), [])
    if wanted in candidates:
        return wanted
    if len(candidates) != 1:
        raise PrepareError(
            "the selected path is not in the document",
            file=name,
            pointer=document.join("paths", wanted),
            hint="take it from a release that still has it",
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
                f"a reference to another document: {reference.target}",
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
                raise _nowhere(reference, name, f"{section} is not a section of components")
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
        f"a dangling reference: {reference.target}",
        file=name,
        pointer=reference.pointer,
        hint=hint,
    )


def prune(description: dict[str, Any]) -> dict[str, Any]:
    """The description without unreferenced components.

    Raises `PrepareError` as `trim` does for a dangling reference.
    """
    return description | {
        "components": reachable(description, description, "the finished description")
    }
