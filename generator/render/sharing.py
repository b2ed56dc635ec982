"""Finds the equal parts of API versions, so that each class and method is generated once.

Each set of versions that share something is a part: a private folder of the package. The rest of one version is a
part, too: its own subpackage. A model belongs to the versions in which it and everything that it refers to are equal;
an operation belongs to those in which its facts and the models of its responses are equal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from .model import ApiModel, Code, ModelClass, OperationModel

_IDENTIFIER = re.compile(r"\w+")


@attrs.frozen(kw_only=True)
class VersionPart:
    """The parts that a set of API versions shares and no other version has."""

    versions: tuple[str, ...]
    folder: Code
    models: tuple[ModelClass, ...] = ()
    operations: tuple[OperationModel, ...] = ()
    reports: tuple[OperationModel, ...] = ()
    """The operations whose methods under `rows` are the same: these depend on no model."""

    @property
    def paged(self) -> tuple[OperationModel, ...]:
        """The operations that respond page by page."""
        return tuple(each for each in self.operations if "x-pagination" in each.facts)

    @property
    def has_plain_servers(self) -> bool:
        """Whether an operation has a server of its own without encryption, on loopback."""
        return any(each.server.startswith("http:") for each in self.operations)

    @property
    def alias(self) -> Code:
        """Its alias in modules that import several modules of the same name."""
        return Code(self.folder.strip("_"))

    def contains(self, other: VersionPart) -> bool:
        """Whether every version of `other` has this part."""
        return set(other.versions) <= set(self.versions)


def subpackage(api_version: str) -> str:
    """`2026-03-10` → `v2026_03_10`."""
    return "v" + api_version.replace("-", "_")


def split(apis: Sequence[ApiModel]) -> tuple[VersionPart, ...]:
    """The parts of these API versions, the widest first; each version has its own part, even if it is empty."""
    versions = [each.api_version for each in apis]
    found: dict[tuple[str, str, str], list[str]] = {}
    elements: dict[tuple[str, str, str], Any] = {}
    for api in apis:
        for key, element in _elements(api):
            found.setdefault(key, []).append(api.api_version)
            elements[key] = element
    sets: set[tuple[str, ...]] = {(each,) for each in versions}
    sets |= {tuple(each) for each in found.values()}

    def of(part: tuple[str, ...], kind: str) -> tuple[Any, ...]:
        return tuple(
            elements[key] for key, of in found.items() if key[0] == kind and tuple(of) == part
        )

    return tuple(
        VersionPart(
            versions=each,
            folder=Code(_folder(each, versions)),
            models=of(each, "model"),
            operations=of(each, "operation"),
            reports=of(each, "report"),
        )
        for each in sorted(sets, key=lambda each: (-len(each), each))
    )


def _elements(api: ApiModel) -> Iterator[tuple[tuple[str, str, str], ModelClass | OperationModel]]:
    """Each element with its kind, its name, and everything generated from it and from its references."""
    models = _models(api)
    for model in api.models:
        yield ("model", model.name, repr(_closure([model.name], models))), model
    for operation in api.operations:
        meaning = _meaning(operation) + repr(_closure(_names(operation), models))
        yield ("operation", operation.constant, meaning), operation
        if "x-row-type" in operation.facts:
            yield ("report", operation.constant, _meaning(_as_report(operation))), operation


def _as_report(operation: OperationModel) -> OperationModel:
    """An operation, reduced to the facts that its method under `rows` depends on."""
    facts = ("deprecated", "x-last-data-day", "x-row-type", "x-successor", "x-sunset")
    kept = {key: operation.facts[key] for key in facts if key in operation.facts}
    return attrs.evolve(operation, answers=(), description="", facts=kept, result=Code("None"))


def _folder(part: tuple[str, ...], versions: list[str]) -> str:
    if len(part) == 1:
        return subpackage(part[0])
    first, last = part[0].replace("-", "_"), part[-1].replace("-", "_")
    start = versions.index(part[0])
    if versions[start:] == list(part):
        return f"_since_{first}"
    if versions[start : start + len(part)] == list(part):
        return f"_from_{first}_to_{last}"
    return f"_in_{'_'.join(each.replace('-', '_') for each in part)}"


def _models(api: ApiModel) -> dict[str, tuple[str, list[str]]]:
    """The generated content of each model, and the models that it refers to, by name."""
    names = {str(each.name) for each in api.models}
    return {
        str(model.name): (
            _meaning(model),
            sorted(
                {name for field in model.fields for name in _in(field.annotation, names)}
                | _in(model.further or "", names)
            ),
        )
        for model in api.models
    }


def _closure(
    names: Iterable[str], models: Mapping[str, tuple[str, list[str]]]
) -> list[tuple[str, str]]:
    """The generated content of these models and of all models that they refer to."""
    found: dict[str, str] = {}
    queue = [name for name in names if name in models]
    while queue:
        name = queue.pop()
        if name not in found:
            found[name], references = models[name]
            queue += references
    return sorted(found.items())


def _names(operation: OperationModel) -> set[str]:
    annotations = [annotation for each in operation.answers for _, annotation in each.bodies]
    annotations += [each.annotation for each in operation.parameters]
    return {name for each in annotations for name in _IDENTIFIER.findall(each)}


def _in(annotation: str, names: set[str]) -> set[str]:
    return names.intersection(_IDENTIFIER.findall(annotation))


def _meaning(element: ModelClass | OperationModel) -> str:
    """Everything about an element that templates use, its pointer excluded."""

    def is_placed(attribute: attrs.Attribute[Any], value: Any) -> bool:
        return attribute.name not in ("pinned", "pointer")

    placed = attrs.asdict(element, filter=is_placed)
    if isinstance(element, ModelClass) and not element.description:
        placed["pointer"] = element.pointer  # its docstring
    return json.dumps(placed, sort_keys=True, default=repr)
