"""`python -m generator spec-update`: fetch, patch, trim, overlay, name, validate, and write
`spec/`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from .. import document
from ..errors import CheckFailed, PrepareError, UsageError
from . import counts, proposals, validate, write
from .fetch import Request, fetch_all
from .pipeline import Inputs, Prepared, prepare
from .sources import API_VERSION, Lock, is_exact, parse_lock, parse_sources

ROOT = Path(__file__).resolve().parents[2]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `spec-update`."""
    parser.add_argument(
        "--octokit",
        metavar="VERSION",
        help="move the document `current` to this release of its package",
    )
    parser.add_argument(
        "--source",
        action="append",
        default=[],
        metavar="[NAME=]FILE|URL",
        help="take a document (by default `current`) from a file or an https address, without npm",
    )
    parser.add_argument(
        "--relock", action="store_true", help="write a new lock even where a document has changed"
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; fail where spec/ is not what this run gives",
    )
    parser.add_argument(
        "--root",
        type=Path,
        default=ROOT,
        metavar="DIR",
        help="the folder that holds spec/ (%(default)s)",
    )


def run(args: argparse.Namespace) -> int:
    """Do it, and print what changed, in counts. Raises `GeneratorError`s; returns the exit code."""
    root: Path = args.root
    spec = root / "spec"
    sources = parse_sources(document.read_bytes(spec / "sources.yaml"), name="spec/sources.yaml")
    request = _request(args)
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
    if args.check:
        return _check(files, old)
    stray = tuple(sorted(old.keys() - files.keys()))
    changed = {name: content for name, content in files.items() if old.get(name) != content}
    _report(prepared, files, old)
    if changed or stray:
        write.replace_all(spec, changed, remove=stray, scratch=root / ".cache")
    return 0


def _request(args: argparse.Namespace) -> Request:
    if args.octokit is not None and not is_exact(args.octokit):
        raise UsageError(f"--octokit {args.octokit}: name an exact version, like 23.0.2")
    overrides: dict[str, str] = {}
    for given in args.source:
        name, equals, address = given.partition("=")
        if not equals or not name.replace("-", "").replace("_", "").isalnum():
            name, address = "current", given
        if not address:
            raise UsageError(f"--source {given}: name a file or an address")
        if name in overrides:
            raise UsageError(f"--source names {name} twice")
        overrides[name] = address
    return Request(args.octokit, overrides, args.relock)


def _lock(path: Path) -> Lock:
    return parse_lock(path.read_bytes(), name="spec/sources.lock.yaml") if path.exists() else Lock()


def _committed(spec: Path) -> dict[str, bytes]:
    """The files of `spec/` that a tool wrote, with the ones of API versions that are no longer
    wanted.
    """
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
        out.write(document.dump(entries, sort=False))


def _counts_changed(before: bytes | None, after: bytes | None) -> str:
    """`operations 13 (+1), schemas 5` of a description; empty for a file that is none."""
    values = [document.parse(text) if text else {} for text in (before, after)]
    if not any("openapi" in value for value in values):
        return ""
    old, new = (counts.count(value) for value in values)
    parts = []
    for what in counts.WHAT:
        change = new[what] - old[what]
        sign = f" ({change:+d})" if before is not None and change else ""
        parts.append(f"{what} {new[what]}{sign}")
    return ", ".join(parts)


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
