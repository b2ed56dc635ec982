"""The specs of a work tree beside those of a git revision, or of an earlier moment."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from ..errors import InputError
from . import inputs
from .files import FolderFiles
from .inputs import Input

SPEC = re.compile(r"spec/(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|rows)\.yaml")
"""What the package is rendered from: one description for each API version, and the rows."""
UPSTREAM = re.compile(r"spec/upstream/[0-9]{4}-[0-9]{2}-[0-9]{2}\.yaml")
"""What GitHub says, with the changes that it announces: the finished specs no longer hold those."""
ANNOUNCED = ("pending.",)
"""Rules about what is announced."""


@attrs.frozen
class Pair:
    """One document as it was and as it is; None for one that is not there."""

    path: str
    old: Input | None
    new: Input | None
    only: tuple[str, ...] = ()
    """How the ids of the rules begin that count here; empty where all do."""
    weightless: bool = False
    """Whether nothing is made of it: what is found there is told, and asks for no version."""


def specs(root: Path) -> dict[str, bytes]:
    """The specs below a folder, by their path from there. Raises `InputError`."""
    found = {}
    spec = root / "spec"
    for path in (*sorted(spec.glob("*.yaml")), *sorted((spec / "upstream").glob("*.yaml"))):
        name = path.relative_to(root).as_posix()
        if _is_ours(name):
            try:
                found[name] = path.read_bytes()
            except OSError as error:
                raise InputError(error.strerror or "cannot be read", file=name) from None
    return found


def against(base: str) -> list[Pair]:
    """The specs of the work tree in the current folder, each beside that of the revision `base`.

    What is the same byte for byte is left out. Raises `InputError`, for a revision that is not in
    this clone with the command that fetches it.
    """
    new = specs(Path())
    old = {}
    for name in _names_at(base, any_path=next(iter(new), "spec/rows.yaml")):
        # inputs.read knows what to say when git does not have it
        old[name] = inputs.read(f"{base}:{name}")
    return list(_pairs(old, new, is_here=True))


def between(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> list[Pair]:
    """The specs of two moments, each by its path. What is the same is left out. Raises `InputError`."""
    was = {name: inputs.of(f"{name} (before)", content) for name, content in old.items()}
    return list(_pairs(was, new))


def _pairs(
    old: Mapping[str, Input], new: Mapping[str, bytes], *, is_here: bool = False
) -> Iterator[Pair]:
    for name in sorted(old.keys() | new.keys()):
        was = old.get(name)
        if was is not None and was.content == new.get(name) and not was.parts:
            continue
        files = FolderFiles(Path(name)) if is_here else None
        now = inputs.of(name, new[name], files) if name in new else None
        if SPEC.fullmatch(name) is not None:
            yield Pair(name, was, now)
        elif was is not None and now is not None:
            yield Pair(name, was, now, ANNOUNCED)


def _is_ours(name: str) -> bool:
    return SPEC.fullmatch(name) is not None or UPSTREAM.fullmatch(name) is not None


def _names_at(base: str, *, any_path: str) -> list[str]:
    """The specs that a revision has."""
    if base.startswith("-"):
        raise InputError("no revision begins with a dash", file=base)
    listed = subprocess.run(
        ["git", "ls-tree", "-rz", "--name-only", f"{base}^{{commit}}", "--", "spec/"],  # noqa: S607
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        inputs.read(f"{base}:{any_path}")  # raises, with what to do about it
        raise InputError(listed.stderr.decode(errors="replace").strip(), file=base)
    names = listed.stdout.decode(errors="replace").split("\0")
    return [name for name in names if _is_ours(name)]
