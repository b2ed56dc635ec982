"""`python -m generator spec-update`, followed by the diff of the old and the new specs.

GitHub's own documents supplement it with facts that only prose has: limits in a sentence, the word
"retired", a file suffix in an example.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from templates.runtime.escaping import escape_text

from . import document
from .compare.commands import report_on
from .compare.load import spec_pairs
from .compare.load.documents import parse_document
from .compare.load.source import DocumentSource
from .compare.report import outputs
from .errors import GeneratorError
from .prepare import command, entry_files, update
from .prepare.fetch import Fetched, FetchRequest, fetch_all
from .prepare.sources import Lock, Sources, parse_lock, parse_sources
from .prepare.trim import blank

_LOCK = Path("spec/sources.lock.yaml")
_NOTICES = ("note.",)


def run(arguments: argparse.Namespace) -> int:
    """Update `spec/`, then report the impact. A failed report neither undoes nor fails the update."""
    root: Path = arguments.root
    before = spec_pairs.specs(root)
    lock = root / _LOCK
    locked = lock.read_bytes() if lock.exists() else None
    code = command.run(arguments)
    if code or arguments.check:
        return code
    try:
        pairs = spec_pairs.between(before, spec_pairs.specs(root)) if before else []
        if locked is not None and locked != lock.read_bytes():
            pairs += _raw(root, locked)
        if pairs or arguments.report is not None:
            report = report_on(pairs, notices=True)
            targets = [outputs.ReportTarget("text")]
            if arguments.report is not None:
                targets.append(outputs.ReportTarget("markdown", arguments.report))
            outputs.print_text("\nImpact on importers of the package:\n\n")
            outputs.write(targets, report)
    except GeneratorError as error:
        sys.stderr.write(
            f"spec/ is written; cannot compute the impact of this change: {escape_text(str(error))}\n"
        )
    return code


def _raw(root: Path, locked: bytes) -> Iterator[spec_pairs.DocumentPair]:
    """The changed GitHub documents, before and after: the selected paths with prose."""
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
            f"no notices: GitHub's earlier document is not available: {escape_text(str(error))}\n"
        )
        return
    known = entry_files.parse(update.entry_texts(root / "spec"))
    paths = {key.partition(" ")[2] for key in known.operations}
    for name in moved:
        was_, is_ = (_selected(name, side[name], paths) for side in (old, new))
        yield spec_pairs.DocumentPair(name, was_, is_, _NOTICES, weightless=True)


def _fetched(root: Path, sources: Sources, lock: Lock) -> dict[str, Fetched]:
    """The documents that a lock names."""
    only = Lock(
        {name: lock.documents[name] for name in sources.documents if name in lock.documents}
    )
    return fetch_all(sources, only, FetchRequest(), cache=root / ".cache" / "upstream")


def _selected(name: str, fetched: Fetched, paths: set[str]) -> DocumentSource:
    """A document without unselected paths; line numbers are those of the whole document."""
    label = f"{name} ({fetched.locked.describe()})"
    whole = parse_document(label, fetched.content)
    kept = {path: item for path, item in whole.document["paths"].items() if blank(path) in paths}
    return DocumentSource(label, fetched.content, {**whole.document, "paths": kept})
