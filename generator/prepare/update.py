"""The update from end to end: read entries, fetch, prepare, validate, write, report."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from templates.runtime.escaping import escape_lines, escape_markdown

from .. import document
from ..errors import CheckFailed, InputError, PrepareError, UsageError
from . import (
    counts,
    download,
    draft,
    entries,
    entry_files,
    intake,
    pipeline,
    validate,
    versions,
    write,
)
from .fetch import Fetched, FetchRequest, fetch_all
from .locate import operations
from .pipeline import Inputs, PreparedSpecs, prepare
from .sources import API_VERSION, Lock, Locked, Sources, is_exact, parse_lock, parse_sources


@dataclass(frozen=True, slots=True)
class UpdateOptions:
    """The command line of `spec-update`. `given` are the values of `--source`."""

    octokit: str | None = None
    given: Sequence[str] = ()
    locked: bool = False
    relock: bool = False
    only_check: bool = False
    draft: bool = False
    findings: Path | None = None


def update(root: Path, options: UpdateOptions) -> int:
    """Rewrite `spec/` (or only compare it), and print the changes. Returns the exit code.

    Raises a `GeneratorError` before anything is written.
    """
    spec = root / "spec"
    sources = parse_sources(document.read_bytes(spec / "sources.yaml"), name="spec/sources.yaml")
    texts = entry_texts(spec)
    lock = _lock(spec / "sources.lock.yaml")
    request = _request(options)
    if not options.locked and not options.only_check and _looks_for_newest(request, sources):
        newest = download.newest_version(sources.documents["current"].package)
        request = replace(request, octokit=newest)
    known = entry_files.parse(texts)
    request = replace(
        request,
        releases=tuple(known.releases()),
        paths=frozenset(key.partition(" ")[2] for key in known.operations),
    )
    cache = root / ".cache" / "upstream"
    fetched = fetch_all(sources, lock, request, cache=cache, progress=_progress)
    raw = {name: pipeline.read(name, one) for name, one in fetched.items()}
    old = _committed(spec)
    moves, edited, fetched, raw = _with_retired(
        root, sources, known, texts, lock, request, fetched, raw, old
    )
    known = entry_files.parse(edited)
    overlays = spec / "overlays"
    wanted = {name for api in sources.api_versions.values() for name in api.overlays}
    try:
        prepared = prepare(
            Inputs(
                sources,
                fetched,
                raw,
                {name: document.read_bytes(overlays / name) for name in sorted(wanted)},
                known,
            ),
            progress=_progress,
        )
    except RecursionError:
        raise PrepareError("a document is nested too deeply") from None
    for version, description in prepared.finished.descriptions.items():
        _progress(f"validating {version}")
        validate.validate(description, name=f"spec/{version}.yaml")
    _progress("")
    files = {name: text.encode() for name, text in prepared.files.items()}
    files |= {name: text for name, text in edited.items() if texts.get(name) != text}
    if options.only_check:
        return _check(files, old | {name: text for name, text in texts.items() if name in files})
    drafts = draft.drafts(prepared.finished.descriptions, prepared.finished.unpinned, known, edited)
    if options.draft:
        files |= {one.file: one.text.encode() for one in drafts}
    before = old | {name: text for name, text in texts.items() if name in files}
    stray = tuple(sorted(old.keys() - files.keys()))
    changed = {name: content for name, content in files.items() if before.get(name) != content}
    _report(files, before)
    findings = [*moves.findings, *_findings(prepared, sources, raw, lock, fetched)]
    findings += _of_entries(prepared)
    _report_findings(findings)
    _report_drafts(drafts, written=options.draft)
    if options.findings is not None:
        options.findings.write_text(_checklist(findings, drafts), encoding="utf-8")
    if changed or stray:
        write.replace_all(spec, changed, remove=stray, scratch=root / ".cache")
    return 0


def entry_texts(spec: Path) -> dict[str, bytes]:
    """The files of entries, by path below `spec/`."""
    paths = [*sorted((spec / "operations").glob("*.yaml")), spec / "models.yaml"]
    paths.append(spec / "shared.yaml")
    return {
        path.relative_to(spec).as_posix(): document.read_bytes(path)
        for path in paths
        if path.is_file()
    }


def _looks_for_newest(request: FetchRequest, sources: Sources) -> bool:
    is_given = request.octokit is not None or "current" in (request.overrides or {})
    return not is_given and sources.documents["current"].version is None


def _with_retired(
    root: Path,
    sources: Sources,
    known: entries.Entries,
    texts: Mapping[str, bytes],
    lock: Lock,
    request: FetchRequest,
    fetched: dict[str, Fetched],
    raw: dict[str, dict[str, Any]],
    old: Mapping[str, bytes],
) -> tuple[intake.Moves, dict[str, bytes], dict[str, Fetched], dict[str, dict[str, Any]]]:
    """The new texts of entries whose operation is gone, and the documents that they need."""
    current = pipeline.united(raw[name] for name in sources.documents)
    there = {key for key, *_ in operations(current)}
    live = [entry.key for entry in known.operations.values() if entry.retired is None]
    if there.issuperset(live):
        return intake.Moves({}, ()), dict(texts), fetched, raw
    before = {
        _release_name(was) + ("" if name == "current" else f"/{name}"): was
        for name in sources.documents
        if (was := lock.documents.get(name)) and was.sha256 != fetched[name].locked.sha256
    }
    earlier: dict[str, Fetched] = {}
    if before:
        more = Lock({**lock.documents, **before})
        cache = root / ".cache" / "upstream"
        wanted = replace(request, releases=tuple(dict.fromkeys((*request.releases, *before))))
        wanted = replace(wanted, octokit=None, overrides={})
        again = fetch_all(sources, more, wanted, cache=cache, progress=_progress)
        earlier = {name: again[name] for name in before}
    had = {
        version: [key for key, *_ in operations(_description(old.get(f"upstream/{version}.yaml")))]
        for version in sources.api_versions
    }
    moves = intake.closed_and_moved(
        current,
        {name: pipeline.read(name, one) for name, one in earlier.items()},
        known,
        texts,
        had,
    )
    edited = {**texts, **moves.texts}
    for name in set(earlier) & set(entry_files.parse(edited).releases()):
        fetched = {**fetched, name: earlier[name]}
        raw = {**raw, name: pipeline.read(name, earlier[name])}
    return moves, edited, fetched, raw


def _release_name(locked: Locked) -> str:
    """An entry's name for the release it is read from: a version, or a file name and digest."""
    if locked.source is None and locked.version is not None:
        return locked.version
    file = re.split(r"[/\\]", str(locked.source))[-1]
    return f"{re.sub('[^A-Za-z0-9._-]', '-', file)}-{locked.sha256[:8]}"


def _findings(
    prepared: PreparedSpecs,
    sources: Sources,
    raw: Mapping[str, dict[str, Any]],
    lock: Lock,
    fetched: Mapping[str, Fetched],
) -> list[intake.IntakeFinding]:
    was = lock.documents.get("current")
    ours = {each.file for each in sources.documents.values()}
    holders = fetched["current"].locked.holders or {}
    return intake.from_documents(
        prepared.near,
        versions.announced(raw["current"]),
        sources.api_versions,
        None if was is None else was.announced,
        {file: count for file, count in holders.items() if file not in ours},
        None if was is None else was.holders,
    )


def _of_entries(prepared: PreparedSpecs) -> list[intake.IntakeFinding]:
    """Items of entries that no API version has, and corrections that are no longer needed."""
    found = []
    for one in prepared.finished.stale:
        where = one.file if one.line is None else f"{one.file}:{one.line}"
        message = f"{one.what} is no longer in any API version"
        found.append(
            intake.IntakeFinding("gone", message, f"{where} describes it and can be removed")
        )
    found += [
        intake.IntakeFinding(
            "mended",
            f"{one.what} changes nothing: GitHub has corrected the mistake",
            f"remove it from {one.file}:{one.line}",
        )
        for one in prepared.finished.mended
    ]
    new = {
        one.owner for one in prepared.finished.unpinned if not one.wire_name and " " in one.owner
    }
    found += [
        intake.IntakeFinding("new-operation", f"{key} is new and has no entry")
        for key in sorted(new)
    ]
    return found


def _request(options: UpdateOptions) -> FetchRequest:
    octokit = options.octokit
    if octokit is not None and options.locked:
        raise UsageError("--octokit and --locked exclude each other")
    if octokit is not None and not is_exact(octokit):
        raise UsageError(f"--octokit {octokit}: name an exact version, like 23.0.2")
    overrides: dict[str, str] = {}
    for one in options.given:
        name, equals, address = one.partition("=")
        if not equals or not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", name):
            name, address = "current", one
        if not address:
            raise UsageError(f"--source {one}: expected a file or a URL")
        if name in overrides:
            raise UsageError(f"--source names {name} twice")
        overrides[name] = address
    return FetchRequest(octokit, overrides, options.relock)


def _lock(path: Path) -> Lock:
    return parse_lock(path.read_bytes(), name="spec/sources.lock.yaml") if path.exists() else Lock()


def _committed(spec: Path) -> dict[str, bytes]:
    """The files of `spec/` that a tool wrote, those of removed API versions included."""
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
            "spec/ is not what its sources produce",
            hint="make spec-update LOCKED=1 rewrites it",
            details=wrong,
        )
    sys.stdout.write(f"{len(files)} files below spec/ are what their sources produce.\n")
    return 0


def _report(files: Mapping[str, bytes], old: Mapping[str, bytes]) -> None:
    """One line per file that differs."""
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


def _report_findings(findings: Sequence[intake.IntakeFinding]) -> None:
    if findings:
        sys.stdout.write("\nFindings:\n")
    for one in findings:
        hint = f" ({one.hint})" if one.hint else ""
        sys.stdout.write(escape_lines(f"  {one.rule}: {one.message}{hint}") + "\n")


def _report_drafts(drafts: Sequence[draft.Draft], *, written: bool) -> None:
    """New pins, ready to paste."""
    if not drafts:
        return
    if written:
        sys.stdout.write("\nDrafts are written; `make lint` lists what is empty:\n")
        for name in dict.fromkeys(one.file for one in drafts):
            sys.stdout.write(escape_lines(f"  spec/{name}") + "\n")
        return
    sys.stdout.write("\nNew to pin; `make spec-update DRAFT=1` writes it:\n")
    for one in drafts:
        place = "".join(f", under {key}" for key in one.under)
        sys.stdout.write(escape_lines(f"# spec/{one.file}{place}") + "\n")
        sys.stdout.write("".join(escape_lines(line) + "\n" for line in one.lines))


def _checklist(findings: Iterable[intake.IntakeFinding], drafts: Iterable[draft.Draft]) -> str:
    """The findings as a Markdown checklist for a pull request."""
    todo = [one.message + (f": {one.hint}" if one.hint else "") for one in findings]
    todo += [f"fill in spec/{name}" for name in dict.fromkeys(one.file for one in drafts)]
    lines = [f"- [ ] {escape_markdown(line)}" for line in todo]
    return "### To do\n\n" + "\n".join(lines) + "\n" if lines else ""


def _counts_changed(before: bytes | None, after: bytes | None) -> str:
    """`operations 13 (+1), schemas 5` of a description; empty for a file without one."""
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
    """The description in a file; an empty one if the file has none or cannot be parsed."""
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
    """Print a line that the next one overwrites, on a terminal only."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()
