"""Prepare from end to end: read what is by hand, fetch, prepare, validate, write, report."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from templates.runtime.escaping import escape_lines

from .. import document
from ..errors import CheckFailed, InputError, PrepareError, UsageError
from . import counts, proposals, validate, write
from .fetch import Request, fetch_all
from .pipeline import Inputs, Prepared, prepare
from .sources import API_VERSION, Lock, is_exact, parse_lock, parse_sources


def update(
    root: Path,
    *,
    octokit: str | None = None,
    given: Sequence[str] = (),
    relock: bool = False,
    only_check: bool = False,
) -> int:
    """Write `spec/` anew (or only compare), and print what changed; the exit code.

    `given` are the values of `--source`. Raises a `GeneratorError` before anything is written.
    """
    request = _request(octokit, given, relock=relock)
    spec = root / "spec"
    sources = parse_sources(document.read_bytes(spec / "sources.yaml"), name="spec/sources.yaml")
    fetched = fetch_all(
        sources,
        _lock(spec / "sources.lock.yaml"),
        request,
        cache=root / ".cache" / "upstream",
        progress=_progress,
    )
    overlays = spec / "overlays"
    wanted = {name for api in sources.api_versions.values() for name in api.overlays}
    try:
        prepared = prepare(
            Inputs(
                sources,
                fetched,
                {name: document.read_bytes(overlays / name) for name in sorted(wanted)},
                document.read_bytes(overlays / "names.yaml"),
            ),
            progress=_progress,
        )
    except RecursionError:
        raise PrepareError("a document is nested too deeply") from None
    for version, description in prepared.finished.items():
        _progress(f"validating {version}")
        validate.validate(description, name=f"spec/{version}.yaml")
    _progress("")
    files = {name: text.encode() for name, text in prepared.files.items()}
    old = _committed(spec)
    if only_check:
        return _check(files, old)
    stray = tuple(sorted(old.keys() - files.keys()))
    changed = {name: content for name, content in files.items() if old.get(name) != content}
    _report(prepared, files, old)
    if changed or stray:
        write.replace_all(spec, changed, remove=stray, scratch=root / ".cache")
    return 0


def _request(octokit: str | None, given: Sequence[str], *, relock: bool) -> Request:
    if octokit is not None and not is_exact(octokit):
        raise UsageError(f"--octokit {octokit}: name an exact version, like 23.0.2")
    overrides: dict[str, str] = {}
    for one in given:
        name, equals, address = one.partition("=")
        if not equals or not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", name):
            name, address = "current", one
        if not address:
            raise UsageError(f"--source {one}: name a file or an address")
        if name in overrides:
            raise UsageError(f"--source names {name} twice")
        overrides[name] = address
    return Request(octokit, overrides, relock)


def _lock(path: Path) -> Lock:
    return parse_lock(path.read_bytes(), name="spec/sources.lock.yaml") if path.exists() else Lock()


def _committed(spec: Path) -> dict[str, bytes]:
    """The files of `spec/` that a tool wrote, with the ones of API versions that are no longer wanted."""
    found = [spec / "sources.lock.yaml", *sorted((spec / "upstream").glob("*.yaml"))]
    found += [path for path in sorted(spec.glob("*.yaml")) if API_VERSION.fullmatch(path.stem)]
    return {
        path.relative_to(spec).as_posix(): path.read_bytes() for path in found if path.is_file()
    }


def _check(files: Mapping[str, bytes], old: Mapping[str, bytes]) -> int:
    wrong = []
    for name in sorted(files.keys() | old.keys()):
        if files.get(name) != old.get(name):
            state = "missing" if name not in old else "stray" if name not in files else "changed"
            wrong.append(f"  spec/{name}: {state}")
    if wrong:
        raise CheckFailed(
            "spec/ is not what its sources give:\n" + "\n".join(wrong),
            hint="make spec-update writes it anew",
        )
    sys.stdout.write(f"{len(files)} files below spec/ are what their sources give.\n")
    return 0


def _report(prepared: Prepared, files: Mapping[str, bytes], old: Mapping[str, bytes]) -> None:
    """One line a file that differs, and a hint where a name is not pinned."""
    rows = []
    for name in sorted(files.keys() | old.keys()):
        before, after = old.get(name), files.get(name)
        if before == after:
            continue
        state = "new" if before is None else "removed" if after is None else "changed"
        rows.append(
            (f"spec/{name}", state, _counts_changed(before, after), _bytes_changed(before, after))
        )
    out = sys.stdout
    if not rows:
        out.write("Nothing changed.\n")
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(2)]
    for path, state, what, size in rows:
        out.write(f"{path:{widths[0]}}  {state:{widths[1]}}  {size}{what and '  ' + what}\n")
    if prepared.unpinned:
        count = len({one.pointer for one in prepared.unpinned})
        out.write(f"{count} names are not pinned; this, in spec/overlays/names.yaml, pins them:\n")
        entries = proposals.propose(prepared.finished, prepared.unpinned)
        out.write(escape_lines(document.dump(entries, sort=False)))


def _counts_changed(before: bytes | None, after: bytes | None) -> str:
    """`operations 13 (+1), schemas 5` of a description; empty for a file that is none."""
    values = [_description(text) for text in (before, after)]
    if not any(values):
        return ""
    old, new = (counts.count(value) for value in values)
    parts = []
    for what in counts.WHAT:
        change = new[what] - old[what]
        sign = f" ({change:+d})" if before is not None and change else ""
        parts.append(f"{what} {new[what]}{sign}")
    return ", ".join(parts)


def _description(text: bytes | None) -> dict[str, Any]:
    """The description in a file; an empty one where the file holds none, or cannot be read any more."""
    try:
        value = document.parse(text or b"")
    except InputError:
        return {}
    return value if isinstance(value, dict) and "openapi" in value else {}


def _bytes_changed(before: bytes | None, after: bytes | None) -> str:
    old, new = (before or b"").splitlines(), (after or b"").splitlines()
    kept = set(old) & set(new)
    added = sum(len(line) + 1 for line in new if line not in kept)
    removed = sum(len(line) + 1 for line in old if line not in kept)
    return f"{len(after or b''):,} bytes (+{added:,} -{removed:,})"


def _progress(text: str) -> None:
    """A line that the next one overwrites, on a terminal only."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()
