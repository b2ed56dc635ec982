"""Reads the released and the declared version of the package, and writes a new one."""

from __future__ import annotations

import datetime
import re
import subprocess
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from ...errors import InputError, UsageError

PYPROJECT = Path("pyproject.toml")
CHANGELOG = Path("CHANGELOG.md")

_REVISION = re.compile(r"(?P<ref>[^:]+):[^:]+")
_VERSION_LINE = re.compile(r'(?m)^(?P<key>version\s*=\s*)"[^"\n]*"')


def version_in(text: bytes, *, name: str) -> str:
    """`project.version` of a pyproject.toml. Raises `InputError` if it is missing."""
    try:
        version = tomllib.loads(text.decode()).get("project", {}).get("version")
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, AttributeError) as error:
        raise InputError(f"not TOML: {error}", file=name) from None
    if not isinstance(version, str):
        raise InputError("project.version is missing", file=name)
    return version


def declared() -> str:
    """The version that pyproject.toml of the current folder declares. Raises `InputError`."""
    return version_in(text_of(PYPROJECT).encode(), name=str(PYPROJECT))


def at(ref: str) -> str | None:
    """The version that pyproject.toml of a git revision declares; None without such a file."""
    if ref.startswith("-"):
        return None
    shown = subprocess.run(
        ["git", "cat-file", "blob", f"{ref}:{PYPROJECT}"],  # noqa: S607
        capture_output=True,
        check=False,
    )
    return None if shown.returncode else version_in(shown.stdout, name=f"{ref}:{PYPROJECT}")


def ref_of(text: str) -> str | None:
    """The revision in `ref:path`; None for the name of a file."""
    match = _REVISION.fullmatch(text)
    return None if match is None or Path(text).exists() else match["ref"]


def released(given: str | None, ref: str | None) -> str | None:
    """The version that the old documents were released as: the one that is given, else that of the
    revision which they are from.
    """
    if given is not None:
        return given
    try:
        return None if ref is None else at(ref)
    except FileNotFoundError:  # no git
        return None


def released_or_committed(given: str | None, ref: str | None) -> str:
    """As `released`; for documents of no revision that of the last commit. Raises `UsageError`."""
    version = released(given, ref or "HEAD")
    if version is None:
        raise UsageError(
            "the released version of the old document is unknown", hint="--released VERSION"
        )
    return version


def with_version(text: str, version: str, *, name: str) -> str:
    """A pyproject.toml with another `project.version`, and nothing else changed. Raises `InputError`."""
    head, table, rest = text.partition("[project]\n")
    body, following, tail = _up_to_next_table(rest)
    changed, count = _VERSION_LINE.subn(lambda match: f'{match["key"]}"{version}"', body, count=1)
    if not table or count == 0:
        raise InputError('no line `version = "…"` in [project]', file=name)
    return f"{head}{table}{changed}{following}{tail}"


def _up_to_next_table(text: str) -> tuple[str, str, str]:
    match = re.search(r"(?m)^\[", text)
    return (text, "", "") if match is None else (text[: match.start()], "[", text[match.end() :])


def with_section(text: str, section: str, *, name: str, day: datetime.date) -> str:
    """A changelog with the entries of a section, which begins with `## [VERSION]`, under that version.

    A version has one dated section. If it exists, the entries are added to it; otherwise they and the
    entries under `Unreleased` become a new one. Existing entries and all other lines do not change.

    Raises:
        InputError: There is neither a section for the version nor one for `Unreleased`.
    """
    lines = text.splitlines(keepends=True)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    version = section.partition("[")[2].partition("]")[0]
    own = _section(lines, rf"\[?{re.escape(version)}\]?(?![.\w+])")
    unreleased = _section(lines, r"\[?Unreleased\]?")
    if own is None and unreleased is None:
        raise InputError("no section `## [Unreleased]`", file=name)
    body: list[str] = []
    if own is not None:
        body = lines[own[0] + 1 : own[1]]
    waiting = [] if unreleased is None else lines[unreleased[0] + 1 : unreleased[1]]
    merged = _merge(_merge(_blocks(body), _blocks(waiting)), _blocks(section.splitlines()[1:]))
    head = f"## [{version}] - {day.isoformat()}"
    if own is not None and re.search(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", lines[own[0]]):
        head = lines[own[0]].rstrip("\r\n")
    made = [f"{line}{end}" for line in [head, "", *_lines(merged), ""]]
    result: list[str] = []
    for index, line in enumerate(lines):
        in_own = own is not None and own[0] <= index < own[1]
        in_unreleased = unreleased is not None and unreleased[0] < index < unreleased[1]
        if index == (own[0] if own is not None else -1):
            result += made
        elif not in_own and not in_unreleased:
            result.append(line)
            if unreleased is not None and index == unreleased[0]:
                result.append(end)
                result += made if own is None else []
    return "".join(result).rstrip("\r\n") + end


_TAIL = re.compile(r"\s*$|\[[^\]]+\]: ")

_Blocks = dict[str, list[str]]
"""Heading of a part, such as `### Added` (empty if there is none) → its entries, of one or more lines each."""


def _section(lines: Sequence[str], title: str) -> tuple[int, int] | None:
    """The first and the last line (exclusive) of the section with this title."""
    heads = [index for index, line in enumerate(lines) if line.startswith("## ")]
    begin = next((at for at in heads if re.match(rf"## {title}", lines[at], re.IGNORECASE)), None)
    if begin is None:
        return None
    following = end = next((at for at in heads if at > begin), len(lines))
    while end > begin + 1 and _TAIL.match(lines[end - 1]):
        end -= 1  # link definitions at the end of the file belong to no section
    while end < following and not lines[end].strip():
        end += 1
    return begin, end


def _blocks(lines: Iterable[str]) -> _Blocks:
    """The parts of a section. A line that begins no entry belongs to the entry before it."""
    blocks: _Blocks = {}
    entries = blocks.setdefault("", [])
    is_new = True
    for line in (each.rstrip() for each in lines):
        if line.startswith("### "):
            entries = blocks.setdefault(line, [])
            is_new = True
        elif not line:
            is_new = is_new or not (entries and entries[-1].startswith(("- ", "* ")))
            if entries and not is_new:
                entries[-1] += "\n"
        elif line.startswith(("- ", "* ")) or is_new or not entries:
            entries.append(line)
            is_new = False
        else:
            entries[-1] += f"\n{line}"
    return {head: [entry.rstrip("\n") for entry in part] for head, part in blocks.items()}


def _merge(into: _Blocks, more: _Blocks) -> _Blocks:
    merged = {head: list(entries) for head, entries in into.items()}
    for head, entries in more.items():
        known = merged.setdefault(head, [])
        known += [entry for entry in entries if entry not in known]
    return merged


def _lines(blocks: _Blocks) -> list[str]:
    """The lines of a section, its parts in the order of Keep a Changelog."""
    order = [
        f"### {word}" for word in ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
    ]
    heads = sorted(
        blocks, key=lambda head: (bool(head), order.index(head) if head in order else 99)
    )
    parts: list[str] = []
    for head in heads:
        if blocks[head]:
            is_list = all(entry.startswith(("- ", "* ")) for entry in blocks[head])
            body = ("\n" if is_list else "\n\n").join(blocks[head])
            parts.append(f"{head}\n\n{body}" if head else body)
    return [*"\n\n".join(parts).split("\n")]


def text_of(path: Path) -> str:
    """The text of a file, its line ends as they are. Raises `InputError`."""
    try:
        return path.read_bytes().decode()
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", file=path) from None
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 (byte {error.start})", file=path) from None


def write_all(texts: Sequence[tuple[Path, str]]) -> None:
    """Write the files, with the line ends that they had. Raises `InputError`."""
    for path, text in texts:
        try:
            path.write_bytes(text.encode())
        except OSError as error:
            raise InputError(error.strerror or "cannot be written", file=path) from None
