"""`python -m generator spec-update`, and after it the difference between what was and what is.

What the finished specs cannot tell is looked up in GitHub's own documents, which have prose: limits
in a sentence, the word "retired", the ending of a file in an example.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from templates.runtime.escaping import escape_text

from . import document
from .compare import inputs, output, tree
from .compare.run import report_on
from .errors import GeneratorError
from .prepare import command, entry_files, update
from .prepare.fetch import Fetched, Request, fetch_all
from .prepare.sources import Lock, Sources, parse_lock, parse_sources
from .prepare.trim import blank

_LOCK = Path("spec/sources.lock.yaml")
_NOTICES = ("note.",)


def run(arguments: argparse.Namespace) -> int:
    """Update `spec/`, then say what that does. Saying it cannot undo the update, nor fail it."""
    root: Path = arguments.root
    before = tree.specs(root)
    lock = root / _LOCK
    locked = lock.read_bytes() if lock.exists() else None
    code = command.run(arguments)
    if code or arguments.check:
        return code
    try:
        pairs = tree.between(before, tree.specs(root)) if before else []
        if locked is not None and locked != lock.read_bytes():
            pairs += _raw(root, locked)
        if pairs or arguments.report is not None:
            report = report_on(pairs, notices=True)
            targets = [output.Target("text")]
            if arguments.report is not None:
                targets.append(output.Target("markdown", arguments.report))
            output.say("\nWhat this does to those who import the package:\n\n")
            output.write(targets, report)
    except GeneratorError as error:
        sys.stderr.write(
            f"spec/ is written; what that does cannot be told: {escape_text(str(error))}\n"
        )
    return code


def _raw(root: Path, locked: bytes) -> Iterator[tree.Pair]:
    """GitHub's documents that moved, as they were and as they are: the paths that we select, with prose."""
    sources = parse_sources(
        document.read_bytes(root / "spec" / "sources.yaml"), name="spec/sources.yaml"
    )
    was = parse_lock(locked, name=str(_LOCK))
    now = parse_lock(document.read_bytes(root / _LOCK), name=str(_LOCK))
    moved = [
        name
        for name, entry in now.documents.items()
        if name in sources.documents
        and name in was.documents
        and was.documents[name].sha256 != entry.sha256
    ]
    if not moved:
        return
    try:
        old, new = _fetched(root, sources, was), _fetched(root, sources, now)
    except GeneratorError as error:
        sys.stderr.write(
            f"no notices: GitHub's earlier document cannot be had: {escape_text(str(error))}\n"
        )
        return
    known = entry_files.parse(update.entry_texts(root / "spec"))
    paths = {key.partition(" ")[2] for key in known.operations}
    for name in moved:
        was_, is_ = (_selected(name, side[name], paths) for side in (old, new))
        yield tree.Pair(name, was_, is_, _NOTICES, weightless=True)


def _fetched(root: Path, sources: Sources, lock: Lock) -> dict[str, Fetched]:
    """The documents that a lock names."""
    only = Lock(
        {name: lock.documents[name] for name in sources.documents if name in lock.documents}
    )
    return fetch_all(sources, only, Request(), cache=root / ".cache" / "upstream")


def _selected(name: str, fetched: Fetched, paths: set[str]) -> inputs.Input:
    """A document without the paths that nobody selects; its lines are those of the whole one."""
    label = f"{name} ({fetched.locked.describe()})"
    whole = inputs.of(label, fetched.content)
    kept = {path: item for path, item in whole.document["paths"].items() if blank(path) in paths}
    return inputs.Input(label, fetched.content, {**whole.document, "paths": kept})
