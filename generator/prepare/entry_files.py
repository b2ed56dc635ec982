"""Reading the entries of `spec/` from their files, reporting all mistakes at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .. import document
from ..errors import GeneratorError, PrepareError
from . import identifiers, kinds
from .entries import (
    FACTS,
    Entries,
    Knowledge,
    Member,
    ModelEntry,
    OperationEntry,
    Retired,
    Shared,
)

_PARAMETER_FACTS = frozenset({"case-sensitive", "qualifiers", "not-before"})
_FIELD_FACTS = frozenset({"sensitive"})
_METHODS = "|".join(kinds.METHODS)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse(texts: Mapping[str, bytes]) -> Entries:
    """The entries in these files, by path below `spec/`.

    Raises `PrepareError` with file and line; with several mistakes, `details` lists them all.
    """
    problems: list[GeneratorError] = []
    shared = Shared()
    if "shared.yaml" in texts:
        reader = _Reader("spec/shared.yaml", texts["shared.yaml"], problems)
        shared = _shared(reader)
    operations: dict[str, OperationEntry] = {}
    models: dict[str, ModelEntry] = {}
    for name, text in sorted(texts.items()):
        reader = _Reader(f"spec/{name}", text, problems)
        if name == "models.yaml":
            models = _models(reader)
        elif name.startswith("operations/"):
            entry = _operation(reader, name.removeprefix("operations/"), shared)
            if entry is None:
                continue
            twin = operations.get(entry.key)
            if twin is not None:
                reader.fail(f"{twin.file} also has the operation {entry.key}", "/at")
            operations[entry.key] = entry
    if problems:
        raise PrepareError.of(problems)
    return Entries(operations, models, shared)


class _Reader:
    """Checks of one file that collect mistakes instead of stopping at the first."""

    def __init__(self, file: str, text: bytes, problems: list[GeneratorError]) -> None:
        self.file = file
        self.value = document.parse(text, name=file)
        self.line = document.LineNumbers(text)
        self._problems = problems

    def fail(self, message: str, pointer: str) -> None:
        line = self.line(pointer) or 1
        self._problems.append(PrepareError(message, file=self.file, line=line))

    def object(self, node: Any, pointer: str, known: set[str] | None = None) -> dict[str, Any]:
        if node is None:
            return {}
        if not isinstance(node, dict):
            self.fail(f"expected an object, found {document.kind(node)}", pointer)
            return {}
        for key in node if known is not None else ():
            if known is not None and key not in known:
                names = ", ".join(sorted(known))
                self.fail(
                    f"unknown key {key!r}; known are {names}", f"{pointer}/{document.escape(key)}"
                )
        return node

    def text(self, node: Any, pointer: str) -> str | None:
        if node is not None and not isinstance(node, str):
            self.fail(f"expected a text, found {document.kind(node)}", pointer)
            return None
        return node

    def texts(self, node: Any, pointer: str) -> tuple[str, ...]:
        if node is None:
            return ()
        if not isinstance(node, list) or not all(isinstance(item, str) for item in node):
            self.fail("expected a list of texts", pointer)
            return ()
        return tuple(node)

    def python_name(self, node: Any, pointer: str) -> str | None:
        if node is not None and not identifiers.is_name(node):
            self.fail(f"{node!r} is not a Python name", pointer)
            return None
        return node if isinstance(node, str) else None


def _shared(reader: _Reader) -> Shared:
    sections = {"facts", "parameters", "responses", "headers", "tags", "servers"}
    root = reader.object(reader.value, "", sections)
    facts = {
        name: _knowledge(reader, node, document.join("facts", name))
        for name, node in reader.object(root.get("facts"), "/facts").items()
    }
    for name, one in facts.items():
        for used in one.uses:
            if used not in facts:
                reader.fail(f"there are no shared facts {used!r}", document.join("facts", name))
    members = {
        section: _members(reader, root.get(section), f"/{section}", _facts_of(section))
        for section in sorted(sections - {"facts"})
    }
    return Shared(facts, **members)


def _facts_of(section: str) -> frozenset[str]:
    return _PARAMETER_FACTS if section == "parameters" else frozenset()


def _knowledge(reader: _Reader, node: Any, pointer: str) -> Knowledge:
    entry = reader.object(node, pointer, {"uses", "parameters", "responses"} | FACTS)
    return Knowledge(
        {key: entry[key] for key in sorted(FACTS & entry.keys()) if entry[key] is not None},
        _members(reader, entry.get("parameters"), f"{pointer}/parameters", _PARAMETER_FACTS),
        _members(reader, entry.get("responses"), f"{pointer}/responses", frozenset()),
        reader.texts(entry.get("uses"), f"{pointer}/uses"),
    )


def _members(reader: _Reader, node: Any, pointer: str, facts: frozenset[str]) -> dict[str, Member]:
    found: dict[str, Member] = {}
    for key, value in reader.object(node, pointer).items():
        here = f"{pointer}/{document.escape(key)}"
        if value is None or isinstance(value, str):
            found[key] = Member(description=value)
            continue
        entry = reader.object(value, here)
        texts = {}
        for way, text in entry.items():
            if way in facts | {"name", "description"}:
                continue
            if not isinstance(text, str) or not re.match(r"[a-zA-Z]+(/.*)?$", way):
                names = ", ".join(sorted(facts | {"name", "description"}))
                reader.fail(f"unknown key {way!r}; known are {names}, and ways to a schema", here)
                continue
            texts[way] = text
        found[key] = Member(
            reader.python_name(entry.get("name"), f"{here}/name"),
            reader.text(entry.get("description"), f"{here}/description"),
            {f"x-{fact}": entry[fact] for fact in sorted(facts & entry.keys())},
            texts,
        )
    return found


def _resolve(known: Mapping[str, Knowledge], one: Knowledge, seen: frozenset[str]) -> Knowledge:
    """Facts and texts merged with those they use; nearer values override farther ones."""
    facts: dict[str, Any] = {}
    parameters: dict[str, Member] = {}
    responses: dict[str, Member] = {}
    for name in one.uses:
        if name in known and name not in seen:
            used = _resolve(known, known[name], seen | {name})
            facts |= used.facts
            parameters |= used.parameters
            responses |= used.responses
    return Knowledge(
        facts | one.facts, parameters | one.parameters, responses | one.responses, one.uses
    )


def _operation(reader: _Reader, name: str, shared: Shared) -> OperationEntry | None:
    operation_id = name.removesuffix(".yaml")
    keys = {"at", "name", "aliases", "summary", "description", "retired", "api-versions"}
    keys |= {"uses", "parameters", "responses"} | FACTS
    entry = reader.object(reader.value, "", keys)
    if not identifiers.is_name(operation_id):
        reader.fail(
            f"the name of the file must be the operationId: {operation_id!r} is not a valid one", ""
        )
    at = re.fullmatch(rf"({_METHODS}) (/\S*)", str(entry.get("at")))
    if at is None:
        reader.fail("`at` must be a method and a path, such as get /orgs/{org}/copilot", "/at")
        return None
    own = _knowledge(reader, {key: entry[key] for key in entry if key in _KNOWLEDGE}, "")
    for index, used in enumerate(own.uses):
        if used not in shared.facts:
            reader.fail(
                f"there are no shared facts {used!r}; there are {', '.join(shared.facts)}",
                f"/uses/{index}",
            )
    function = reader.python_name(entry.get("name"), "/name")
    aliases = reader.texts(entry.get("aliases"), "/aliases")
    for index, alias in enumerate(aliases):
        reader.python_name(alias, f"/aliases/{index}")
    path = re.findall(r"\{([^{}]*)\}", at[2])
    names = [*path, *(one.name for one in own.parameters.values() if one.name)]
    for each in path:
        reader.python_name(each, "/at")
    if len(set(names)) != len(names):
        reader.fail("two parameters have the same Python name", "/at")
    known = _resolve(shared.facts, own, frozenset())
    versions = reader.texts(entry.get("api-versions"), "/api-versions")
    return OperationEntry(
        operation_id,
        at[1],
        at[2],
        function or identifiers.snake(operation_id),
        aliases,
        reader.text(entry.get("summary"), "/summary"),
        reader.text(entry.get("description"), "/description"),
        own,
        known,
        _retired(reader, entry.get("retired")),
        versions if "api-versions" in entry else None,
        tuple(
            (key, reader.line(f"/{key}"))
            for key, value in entry.items()
            if key in FACTS and value is None and key not in known.facts
        ),
        reader.file,
    )


_KNOWLEDGE = FACTS | {"uses", "parameters", "responses"}


def _retired(reader: _Reader, node: Any) -> Retired | None:
    if node is None:
        return None
    entry = reader.object(node, "/retired", {"release", "document", "closed", "successor"})
    release = reader.text(entry.get("release"), "/retired/release")
    closed = reader.text(entry.get("closed"), "/retired/closed")
    if not release:
        reader.fail(
            "`retired` needs a `release`: the last one that has the operation", "/retired/release"
        )
    if closed is not None and _DAY.fullmatch(closed) is None:
        reader.fail(
            f"`closed` must be a day such as 2026-04-02, found {closed!r}", "/retired/closed"
        )
    successor = reader.text(entry.get("successor"), "/retired/successor")
    lines = [
        reader.line(f"/retired/{key}") or reader.line("/retired") for key in ("closed", "successor")
    ]
    document_name = reader.text(entry.get("document"), "/retired/document") or "current"
    return Retired(release or "", closed, successor, document_name, *lines)


def _models(reader: _Reader) -> dict[str, ModelEntry]:
    found: dict[str, ModelEntry] = {}
    for name, node in reader.object(reader.value, "").items():
        here = f"/{document.escape(name)}"
        entry = reader.object(node, here, {"at", "also", "description", "fields"})
        if reader.python_name(name, here) is None:
            continue
        at = _ways(reader, entry.get("at"), f"{here}/at")
        also = _ways(reader, entry.get("also", []), f"{here}/also")
        if at is None or also is None:
            continue
        fields = _members(reader, entry.get("fields"), f"{here}/fields", _FIELD_FACTS)
        model = ModelEntry(
            name,
            at,
            tuple((way,) for way in also),
            reader.text(entry.get("description"), f"{here}/description"),
            fields,
            reader.file,
            reader.line(here),
            {key: reader.line(f"{here}/fields/{document.escape(key)}") for key in fields},
        )
        names = [model.attribute(key) for key in fields]
        if len(set(names)) != len(names):
            reader.fail("two fields have the same Python name", f"{here}/fields")
        found[name] = model
    return {
        name: replace(
            model,
            at=tuple(each for way in model.at for each in _absolute(found, way)),
            also=tuple(tuple(_absolute(found, way)) for (way,) in model.also),
        )
        for name, model in found.items()
    }


def _ways(reader: _Reader, node: Any, pointer: str) -> tuple[tuple[str, ...], ...] | None:
    """The paths to schemas, split; None for a mistake."""
    ways = [node] if isinstance(node, str) else node
    if isinstance(ways, list) and all(isinstance(way, str) and "/" in way for way in ways):
        return tuple(tuple(way.split("/")) for way in ways)
    reader.fail(
        f"`{pointer.rpartition('/')[2]}` must be operationId/status/media type or a model's name, then the path to"
        " the schema, or a list of such paths",
        pointer,
    )
    return None


def _absolute(
    models: Mapping[str, ModelEntry], way: tuple[str, ...], depth: int = 0
) -> list[tuple[str, ...]]:
    """The paths from operations, for one that may begin at another model."""
    if way[0] not in models or depth > len(models):
        return [way]
    longer = [(*each, *way[1:]) for each in models[way[0]].at]
    return [found for each in longer for found in _absolute(models, each, depth + 1)]
