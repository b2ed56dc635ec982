"""Compute the public surface of the package that a description generates, without operations that cannot be generated.

The surface is computed from the render models. Names are computed over the whole description, because two schemas with
the same title get other names. If a description has more than `WHOLE` operations, only operations that differ are
rendered, and none if these are more than `MOST`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from .document import escape
from .errors import GeneratorError, InputError, RenderError
from .render.references import path_item_of

if TYPE_CHECKING:
    from .render.model import ApiModel
    from .render.row_model import RowModel

Build: TypeAlias = "Callable[[Mapping[str, Any]], ApiModel]"
"""Builds the render model of a description. Raises `RenderError` for anything that cannot be generated."""
WHOLE = 250
"""The greatest number of operations of a description that is rendered as a whole."""
MOST = 100
"""The greatest number of operations to render of a larger one."""
_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@attrs.frozen
class Surface:
    """The interface of the package that a description generates, as far as it can be generated."""

    api: ApiModel | None
    """None if nothing can be generated."""
    refused: Mapping[str, str] = attrs.field(factory=dict)
    """Pointer of each operation that cannot be generated, and why."""
    not_judged: str = ""
    """Why the Python axis is unknown, if it is."""


def surface(document: Mapping[str, Any], needed: frozenset[str]) -> Surface:
    """The surface of a description. `needed` are the pointers of the operations whose meaning differs."""
    if str(document.get("openapi")).startswith("3.2"):
        return Surface(None, not_judged="descriptions of OpenAPI 3.2 are not rendered")
    # the comparison knows a path item that is a reference by the place of its target
    operations = [
        each
        for each in _operations(document)
        if not each[1] or "$ref" not in document["paths"][each[0]]
    ]
    if len(operations) > WHOLE:
        if len(needed) > MOST:
            reason = f"{len(needed)} operations differ, more than {MOST} of so large a description"
            return Surface(None, not_judged=reason)
        operations = [each for each in operations if _pointer(*each) in needed]
    try:
        return _surface(document, operations)[1]
    except RecursionError:
        return Surface(None, not_judged="the schemas are nested too deeply to be rendered")


def expressible(document: Mapping[str, Any]) -> dict[str, Any]:
    """The description without the operations that cannot be generated."""
    return _surface(document, _operations(document))[0]


def supported(
    document: Mapping[str, Any], build: Build
) -> tuple[dict[str, Any], dict[tuple[str, str], RenderError]]:
    """The description without the operations that `build` refuses, and why it refuses each, by path and method.

    Raises:
        RenderError: No operation causes the error.
    """
    operations = _operations(document)
    part, _, refused = _rendered(document, operations, build)
    if len(refused) == len(operations):
        build(part)  # an error that remains without operations is not caused by one
    return part, {each: refused[each] for each in operations if each in refused}


def _build(document: Mapping[str, Any]) -> ApiModel:
    from .render.build import build_api

    return build_api(document, api_version="", spec_sha256="", row_keys={})


def _surface(
    document: Mapping[str, Any], operations: list[tuple[str, str]]
) -> tuple[dict[str, Any], Surface]:
    part, api, refused = _rendered(document, operations, _build)
    return part, Surface(api, {_pointer(*each): why.message for each, why in refused.items()})


def _rendered(
    document: Mapping[str, Any], operations: list[tuple[str, str]], build: Build
) -> tuple[dict[str, Any], ApiModel | None, dict[tuple[str, str], RenderError]]:
    """The description without the operations that `build` refuses, its model, and why each of these is refused."""
    from .render.lean import load_parser

    load_parser()
    refused = {each: _item(document, each[0]) for each in operations if not each[1]}
    kept = [each for each in operations if each[1]]
    while kept:
        part = _only(document, kept)
        try:
            return part, build(part), refused
        except RenderError as error:
            culprits = _culprits(document, kept, error, build)
            refused |= culprits
            kept = [each for each in kept if each not in culprits]
    return _only(document, []), None, refused


def row_model(name: str, content: bytes) -> RowModel | GeneratorError:
    """The model of the row classes of a description of rows, or the reason why none can be generated."""
    from .render.rows import parse

    try:
        return parse(content, name=name)
    except (InputError, RenderError) as error:
        return error


def _operations(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Path and method of each operation; a path that cannot be read has the empty method."""
    paths = document.get("paths")
    return [
        (path, method)
        for path in (paths if isinstance(paths, Mapping) else ())
        if not path.startswith("x-")
        for item in [_item(document, path)]
        for method in (
            [""] if isinstance(item, RenderError) else [each for each in _METHODS if each in item]
        )
    ]


def _item(document: Mapping[str, Any], path: str) -> Any:
    """The path item of a path, or why it cannot be read."""
    try:
        return path_item_of(document, document["paths"][path], "")
    except RenderError as error:
        return error


def _pointer(path: str, method: str) -> str:
    return f"/paths/{escape(path)}/{method}"


def _only(document: Mapping[str, Any], kept: list[tuple[str, str]]) -> dict[str, Any]:
    """The description with only these operations."""
    paths: dict[str, dict[str, Any]] = {}
    for path, method in kept:
        item = _item(document, path)
        target = paths.setdefault(
            path, {key: value for key, value in item.items() if key not in _METHODS}
        )
        target[method] = item[method]
    return {**document, "paths": paths}


def _culprits(
    document: Mapping[str, Any], kept: list[tuple[str, str]], error: RenderError, build: Build
) -> dict[tuple[str, str], RenderError]:
    """The operations that cause the error, and why: those that it names, or those that fail alone."""
    found = {
        each: own for each in kept if (own := error.by_operation.get(_pointer(*each))) is not None
    }
    if found:
        return found
    place = error.pointer or ""
    named = [
        each
        for each in kept
        if place == f"/paths/{escape(each[0])}" or f"{place}/".startswith(f"{_pointer(*each)}/")
    ]
    if named:
        return dict.fromkeys(named, error)
    failing = {}
    for each in kept:
        try:
            build(_only(document, [each]))
        except RenderError as own:
            failing[each] = own
    return failing or dict.fromkeys(kept, error)
