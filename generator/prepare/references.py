"""The references of an OpenAPI object: `$ref`, discriminator, name of a security scheme, link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from .. import document
from . import kinds, versions


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference: its location and its target.

    `target` is a local pointer (`#/components/…`), or `operationId:…` for a link by id; anything
    else is remote.
    """

    pointer: str
    target: str

    @property
    def tokens(self) -> list[str] | None:
        """The target as reference tokens; None if it is not a pointer into this document."""
        if not self.target.startswith("#"):
            return None
        try:
            return document.split(unquote(self.target[1:]))
        except ValueError:
            return None


def references(
    shape: str, node: Any, pointer: tuple[str, ...], schemas: dict[str, Any]
) -> Iterator[Reference]:
    """Every reference at and below `node`, future changes included.

    `schemas` are the document's component schemas: a discriminator may name one without writing a
    pointer.
    """
    for where, item, kind in kinds.objects(shape, node, pointer):
        if kinds.is_reference(kind, item):
            yield Reference(document.join(*where, "$ref"), item["$ref"])
        if kind == "discriminator" and isinstance(item.get("mapping"), dict):
            for key, value in item["mapping"].items():
                target = (
                    f"#{document.join('components', 'schemas', value)}"
                    if value in schemas
                    else value
                )
                yield Reference(document.join(*where, "mapping", key), str(target))
        if kind in ("operation", "document"):
            yield from _security(item, where)
        if kind == "link":
            if isinstance(item.get("operationRef"), str):
                yield Reference(document.join(*where, "operationRef"), item["operationRef"])
            if isinstance(item.get("operationId"), str):
                yield Reference(
                    document.join(*where, "operationId"), f"operationId:{item['operationId']}"
                )
        yield from _in_changes(kind, item, where, schemas)


def _security(item: dict[str, Any], where: tuple[str, ...]) -> Iterator[Reference]:
    for index, requirement in enumerate(item.get("security") or ()):
        for name in requirement if isinstance(requirement, dict) else ():
            yield Reference(
                document.join(*where, "security", index, name),
                f"#{document.join('components', 'securitySchemes', name)}",
            )


def _in_changes(
    kind: str, item: dict[str, Any], where: tuple[str, ...], schemas: dict[str, Any]
) -> Iterator[Reference]:
    changes = item.get(versions.KEY)
    for index, entry in enumerate(changes if isinstance(changes, list) else ()):
        here = (*where, versions.KEY, str(index), "patch")
        change = entry.get("patch") if isinstance(entry, dict) else None
        if isinstance(change, dict):
            yield from references(kind, change, here, schemas)
        for number, operation in enumerate(change if isinstance(change, list) else ()):
            path = operation.get("path") if isinstance(operation, dict) else None
            below = kinds.follow(kind, document.split(path)) if isinstance(path, str) else None
            if below is not None:
                yield from references(
                    below, operation.get("value"), (*here, str(number), "value"), schemas
                )
