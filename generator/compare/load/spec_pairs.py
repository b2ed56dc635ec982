"""Pairs the specs of a work tree with those of a commit or of an earlier state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from ...document import read_bytes
from ...errors import InputError
from .documents import parse_document
from .files import FolderFiles, RevisionFiles
from .revisions import Base
from .source import DocumentSource

SPEC = re.compile(r"spec/(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|rows)\.yaml")
"""The inputs of the package: one description for each API version, and the rows."""
UPSTREAM = re.compile(r"spec/upstream/[0-9]{4}-[0-9]{2}-[0-9]{2}\.yaml")
"""GitHub's own documents, with announced changes, which the finished specs do not have."""
ANNOUNCED = ("pending.",)
"""Rules about what is announced."""


@attrs.frozen
class DocumentPair:
    """One document before and after; None for one that does not exist."""

    path: str
    old: DocumentSource | None
    new: DocumentSource | None
    only: tuple[str, ...] = ()
    """Prefixes of the rules that count here; empty if all count."""
    weightless: bool = False
    """Whether no package is generated from it: findings are reported, and require no new version."""


def specs(root: Path) -> dict[str, bytes]:
    """The specs below a folder, by their path from there. Raises `InputError`."""
    found = {}
    spec = root / "spec"
    for path in (*sorted(spec.glob("*.yaml")), *sorted((spec / "upstream").glob("*.yaml"))):
        name = path.relative_to(root).as_posix()
        if _is_ours(name):
            found[name] = read_bytes(path)
    return found


def against(base: Base) -> list[DocumentPair]:
    """The specs of the work tree in the current folder, each with the one of the base commit.

    Identical files are left out.

    Raises:
        InputError: A document cannot be read, or there are no specs on either side.
    """
    new = specs(Path())
    old = {
        name: parse_document(
            f"{base.label}:{name}",
            base.content(name),
            RevisionFiles(base.label, base.commit, f"./{name}"),
        )
        for name in filter(_is_ours, base.names("spec/"))
    }
    if not old and not new:
        raise InputError(
            f"no API descriptions here or in {base.description}",
            file="spec/",
            hint="run this in the folder that holds spec/, or name two documents: OLD NEW",
        )
    return list(_pairs(old, new, is_here=True))


def between(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> list[DocumentPair]:
    """The specs before and after, each by its path, without unchanged ones. Raises `InputError`."""
    was = {name: parse_document(f"{name} (before)", content) for name, content in old.items()}
    return list(_pairs(was, new))


def _pairs(
    old: Mapping[str, DocumentSource], new: Mapping[str, bytes], *, is_here: bool = False
) -> Iterator[DocumentPair]:
    for name in sorted(old.keys() | new.keys()):
        was = old.get(name)
        if was is not None and was.content == new.get(name) and not was.parts:
            continue
        files = FolderFiles(Path(name)) if is_here else None
        now = parse_document(name, new[name], files) if name in new else None
        if SPEC.fullmatch(name) is not None:
            yield DocumentPair(name, was, now)
        elif was is not None and now is not None:
            yield DocumentPair(name, was, now, ANNOUNCED)


def _is_ours(name: str) -> bool:
    return SPEC.fullmatch(name) is not None or UPSTREAM.fullmatch(name) is not None
