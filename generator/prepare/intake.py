"""Apply a new GitHub document to the entries: operations that were closed or moved.

An operation that GitHub removed becomes `retired` in its entry, with the last release that had it.
One with the same operationId at another path has moved, and its entry follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from . import identifiers
from .entries import Entries, OperationEntry
from .locate import operations


@dataclass(frozen=True, slots=True)
class IntakeFinding:
    """One change around our operations, as a rule id and a sentence."""

    rule: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Moves:
    """The entries that change, as texts by path below `spec/`, and what is reported about them."""

    texts: dict[str, bytes]
    findings: tuple[IntakeFinding, ...]


def closed_and_moved(
    current: dict[str, Any],
    earlier: Mapping[str, dict[str, Any]],
    entries: Entries,
    texts: Mapping[str, bytes],
    versions: Mapping[str, Iterable[str]],
) -> Moves:
    """Entries whose operations are no longer in the current documents, updated.

    `earlier` are the documents that were current before, each called by its release, with `/` and its name unless
    that is `current`; `versions` are the keys of the operations of each API version before.
    """
    there = {key: (path, operation) for key, path, _, operation in operations(current)}
    known = {entry.key for entry in entries.operations.values()}
    was: dict[str, dict[str, Any]] = {}
    origin: dict[str, str] = {}
    for source, description in earlier.items():
        for key, _, _, operation in operations(description):
            was.setdefault(key, operation)
            origin.setdefault(key, source)
    by_id: dict[str, list[str]] = {}
    for key, (_, operation) in there.items():
        if key not in known:
            by_id.setdefault(str(operation.get("operationId")), []).append(key)
    changed: dict[str, bytes] = {}
    findings: list[IntakeFinding] = []
    for entry in entries.operations.values():
        if entry.retired is not None or entry.key in there:
            continue
        name = entry.file.removeprefix("spec/")
        upstream_id = str(was.get(entry.key, {}).get("operationId"))
        same_id = by_id.get(upstream_id) or [
            key
            for one, keys in by_id.items()
            for key in keys
            if identifiers.camel(one) == entry.operation_id
        ]
        if len(same_id) == 1 and _parameters(same_id[0]) == len(entry.path):
            target = f"{same_id[0].partition(' ')[0]} {_named(same_id[0], entry.path)}"
            changed[name] = _with_at(texts[name], target)
            findings.append(
                IntakeFinding(
                    "moved",
                    f"{entry.operation_id} moved from {entry.method} {entry.template} to {target}",
                    f"`at` in {entry.file} follows; its method keeps its name",
                )
            )
        elif entry.key in was:
            had = [version for version, keys in versions.items() if entry.key in set(keys)]
            changed[name] = _retired(texts[name], origin[entry.key], had, entry)
            near = [
                there[key][0] for key in sorted(there.keys() - known) if _is_near(entry.key, key)
            ]
            or_move = (
                f"; if it moved to {' or '.join(near)}, write that as `at` instead" if near else ""
            )
            findings.append(
                IntakeFinding(
                    "closed",
                    f"{entry.operation_id} ({entry.method} {entry.template}) is no longer in GitHub's"
                    f" description; the last release with it is {origin[entry.key].partition('/')[0]}",
                    f"give `closed` and `successor` in {entry.file}{or_move}",
                )
            )
        else:
            findings.append(
                IntakeFinding(
                    "unknown",
                    f"{entry.operation_id} ({entry.method} {entry.template}) is in no document",
                    f"correct `at` in {entry.file}, or remove the file",
                )
            )
    return Moves(changed, tuple(findings))


def _parameters(key: str) -> int:
    return key.count("{}")


def _named(key: str, names: tuple[str, ...]) -> str:
    """The path of a key with these names of its parameters."""
    rest = iter(names)
    return re.sub(r"\{\}", lambda _: f"{{{next(rest)}}}", key.partition(" ")[2])


def _with_at(text: bytes, target: str) -> bytes:
    return re.sub(rb"(?m)^at: .*$", lambda _: f"at: {target}".encode(), text, count=1)


def _retired(text: bytes, source: str, versions: list[str], entry: OperationEntry) -> bytes:
    """An entry with the state `retired`; closing date and successor are for a person to give."""
    lines = text.decode().rstrip("\n").splitlines()
    if entry.api_versions is None:
        quoted = ", ".join(f"'{version}'" for version in versions)
        lines.append(f"api-versions: [{quoted}]")
    release, _, document = source.partition("/")
    lines += [
        "retired:",
        f"  release: {release}",
        *([f"  document: {document}"] if document else []),
        "  closed:  # the day on which GitHub closed it",
        "  successor:  # the operationId to use instead, or none",
    ]
    return ("\n".join(lines) + "\n").encode()


def _is_near(old: str, new: str) -> bool:
    """Whether two keys differ in one segment only, and share the last one or its beginning."""
    one, other = old.split("/"), new.split("/")
    if len(one) != len(other) or one[0] != other[0]:
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) == 1 and differing[0][0][:4] == differing[0][1][:4]


def from_documents(
    near: Iterable[str],
    announced: Mapping[str, Iterable[str]],
    known_versions: Iterable[str],
    locked: Mapping[str, Iterable[str]] | None,
    holders: Mapping[str, int],
    locked_holders: Mapping[str, int] | None,
) -> list[IntakeFinding]:
    """Unselected content of the documents: paths near ours, API versions, changesets, other documents.

    `announced` are the changesets of each API version in the current document, `locked` those of the
    previous document (None if unknown); `holders` are the other documents of the package with paths of ours.
    """
    found = [
        IntakeFinding(
            "near-path",
            f"{path} is near our paths, and neither selected nor ignored",
            "add a prefix under `select` or `ignore` in spec/sources.yaml",
        )
        for path in near
    ]
    found += [
        IntakeFinding(
            "new-api-version",
            f"GitHub describes API version {version}, which spec/sources.yaml does not have",
            f'add `"{version}": {{overlays: [corrections.yaml]}}` under `api_versions`;'
            " the top of the package stays",
        )
        for version in sorted(set(announced) - set(known_versions))
    ]
    found += [
        IntakeFinding("new-changeset", f"API version {version} has the new changeset {name}")
        for version, names in sorted(announced.items())
        for name in sorted(set(names) - set((locked or {}).get(version, ())))
        if locked is not None
    ]
    found += [
        IntakeFinding("new-document", f"{name} of the package now has {holders[name]} of our paths")
        for name in sorted(set(holders) - set(locked_holders or ()))
        if locked_holders is not None
    ]
    return found
