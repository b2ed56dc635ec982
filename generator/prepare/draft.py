"""Drafts of entries: names by the general rule; a person fills in facts and texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .. import document
from ..errors import InputError, PrepareError
from . import kinds
from .classes import is_model
from .entries import REQUIRED, REQUIRED_OF_REPORTS, Entries
from .locate import Pointer, follow, operations, parameters
from .names import Unpinned


@dataclass(frozen=True, slots=True)
class Draft:
    """Lines to add to a file of `spec/`: at its end, or `under` these keys of it; and the file with them."""

    file: str
    under: tuple[str, ...]
    lines: tuple[str, ...]
    text: str


def drafts(
    descriptions: Mapping[str, dict[str, Any]],
    unpinned: Iterable[Unpinned],
    entries: Entries,
    texts: Mapping[str, bytes],
) -> list[Draft]:
    """Drafts for everything that has no pin yet; `texts` are the files of entries, by path below `spec/`."""
    wanted = list(unpinned)
    new = {one.owner for one in wanted if not one.wire_name}
    members: dict[str, list[str]] = {}
    for one in wanted:
        if one.wire_name and one.wire_name not in members.setdefault(one.owner, []):
            members[one.owner].append(one.wire_name)
    texts_now = {name: text.decode() for name, text in texts.items()}
    found: list[Draft] = []

    def add(file: str, under: tuple[str, ...], lines: list[str]) -> None:
        texts_now[file] = insert(texts_now.get(file, ""), under, lines)
        try:
            document.parse(texts_now[file].encode(), name=f"spec/{file}")
        except InputError as error:
            raise PrepareError(
                f"cannot add {lines[0]} under {'/'.join(under) or 'the last entry'}",
                file=error.file,
                line=error.line,
                hint="write that object with one key a line",
            ) from None
        found.append(Draft(file, under, tuple(lines), texts_now[file]))

    seen: set[str] = set()
    for description in descriptions.values():
        for key, path, method, operation in operations(description):
            if key in new and key not in seen:
                lines = _operation(description, ("paths", path, method), operation, entries)
                add(f"operations/{operation['operationId']}.yaml", (), lines)
                seen.add(key)
    for key, entry in entries.operations.items():
        if key in members:
            lines = [f"{_key(name)}:" for name in members[key]]
            add(entry.file.removeprefix("spec/"), ("parameters",), lines)
    for description in descriptions.values():
        for at, place in models_of(description):
            schema = document.resolve(description, document.join(*place))
            name = str(schema.get("x-python-class") or schema.get("x-python-name"))
            fields = [f"{_key(field)}:" for field in members.get(name, ())]
            if name in seen:
                continue
            if name in new:
                head = [f"{name}:", f"  at: {at}", "  description:", "  fields:"]
                add("models.yaml", (), [*head, *(f"    {line}" for line in fields)])
                seen.add(name)
            elif fields:
                add("models.yaml", (_own_name(name, entries), "fields"), fields)
                seen.add(name)
    return found


def insert(text: str, under: tuple[str, ...], lines: list[str]) -> str:
    """A YAML text in block style with lines added at the end of the object `under` these keys."""
    rows = text.splitlines()
    first, last, indent = 0, len(rows), ""
    for depth, key in enumerate(under):
        wanted = re.compile(rf"{indent}{re.escape(_key(key))}:")
        start = next((n for n in range(first, last) if wanted.match(rows[n])), None)
        if start is None:
            rows[last:last] = [f"{indent}{_key(key)}:"]
            start, last = last, last + 1
        inside = re.compile(rf"{indent}[ #]|\s*$")
        first = start + 1
        last = next((n for n in range(first, last) if not inside.match(rows[n])), last)
        indent = "  " * (depth + 1)
    while last > first and not rows[last - 1].strip():
        last -= 1
    rows[last:last] = [f"{indent}{line}" for line in lines]
    return "\n".join(rows) + "\n"


def _operation(
    description: dict[str, Any], pointer: Pointer, operation: dict[str, Any], entries: Entries
) -> list[str]:
    """The entry of an operation, without the parameters and responses that `shared.yaml` describes."""
    names: dict[str, str] = {}
    others: list[str] = []
    for _, _, parameter in parameters(description, pointer):
        names[str(parameter["name"])] = str(parameter["x-python-name"])
        if parameter.get("in") != "path":
            others.append(str(parameter["name"]))
    template = re.sub(
        r"\{([^{}]*)\}", lambda match: f"{{{names.get(match[1], match[1])}}}", pointer[1]
    )
    lines = [f"at: {pointer[2]} {template}", f"name: {operation['x-python-name']}"]
    shared = ", ".join(entries.shared.facts)
    lines += [f"uses: []  # facts of shared.yaml: {shared}", "summary:", "description:"]
    facts = list(REQUIRED)
    if is_report(description, pointer):
        facts = [*REQUIRED_OF_REPORTS, *(["day-window"] if "day" in others else ()), *facts]
    lines += [f"{fact}:" for fact in facts]
    if others:
        lines += ["parameters:", *(f"  {_key(name)}:" for name in others)]
    known = entries.shared.responses
    statuses = [each for each in sorted(operation.get("responses") or ()) if each not in known]
    if statuses:
        lines += ["responses:", *(f"  '{status}':" for status in statuses)]
    return lines


def _key(text: str) -> str:
    return document.dump({text: 0}).rpartition(":")[0]


def is_report(description: dict[str, Any], pointer: Pointer) -> bool:
    """Whether an operation's response has links to files."""
    response = follow(description, (*pointer, "responses", "200"))
    if response is None:
        return False
    schemas = (
        follow(description, (*response[0], "content", media_type, "schema"))
        for media_type in response[1].get("content") or {}
    )
    return any(
        one is not None and "download_links" in (one[1].get("properties") or {}) for one in schemas
    )


def _own_name(name: str, entries: Entries) -> str:
    """The model that a variant of an earlier release belongs to, or the name itself."""
    base = name.partition("Until")[0]
    return base if name not in entries.models and base in entries.models else name


def models_of(description: dict[str, Any]) -> list[tuple[str, Pointer]]:
    """Every class reachable from an operation's response, with the shortest path to it."""
    waiting: list[tuple[str, Pointer]] = []
    for _, path, method, operation in operations(description):
        for status in sorted(operation.get("responses") or {}):
            place = follow(description, ("paths", path, method, "responses", status))
            if place is None:
                continue
            for media_type in sorted(place[1].get("content") or {}):
                at = "/".join(
                    document.escape(one) for one in (operation["operationId"], status, media_type)
                )
                waiting.append((at, (*place[0], "content", media_type, "schema")))
    found: list[tuple[str, Pointer]] = []
    seen: set[Pointer] = set()
    for (
        at,
        pointer,
    ) in waiting:  # grows during the walk: breadth first finds the shortest path first
        place = follow(description, pointer)
        if place is None or place[0] in seen:
            continue
        seen.add(place[0])
        if is_model(place[1]):
            found.append((at, place[0]))
        for keyword, value, shape in kinds.parts("schema", place[1]):
            many = isinstance(value, list) or shape.endswith("{}")
            below = [(keyword, key) for key, _, _ in kinds.parts(shape, value)]
            ways = below if many else [(keyword,)]
            waiting += [(at + document.join(*way), (*place[0], *way)) for way in ways]
    return found
