"""The package's version: what was released, what is declared, and how a new one is written down."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Sequence
from pathlib import Path

from ..errors import InputError, UsageError

PYPROJECT = Path("pyproject.toml")
CHANGELOG = Path("CHANGELOG.md")

_REVISION = re.compile(r"(?P<ref>[^:]+):[^:]+")
_VERSION_LINE = re.compile(r'(?m)^(?P<key>version\s*=\s*)"[^"\n]*"')
_UNRELEASED = re.compile(r"(?m)^## \[?Unreleased\]?[^\n]*\n")


def version_in(text: bytes, *, name: str) -> str:
    """`project.version` of a pyproject.toml. Raises `InputError` where it has none."""
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
    """The version that pyproject.toml of a git revision declares; None where it has no such file."""
    if ref.startswith("-"):
        return None
    shown = subprocess.run(
        ["git", "cat-file", "blob", f"{ref}:{PYPROJECT}"],  # noqa: S607
        capture_output=True,
        check=False,
    )
    return None if shown.returncode else version_in(shown.stdout, name=f"{ref}:{PYPROJECT}")


def ref_of(text: str) -> str | None:
    """The revision in `ref:path`; None for what names a file."""
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
            "nothing says which version the old document was released as", hint="--released VERSION"
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


def with_section(text: str, section: str, *, name: str) -> str:
    """A changelog with a section below `Unreleased`. Raises `InputError` where it has no such head."""
    match = _UNRELEASED.search(text)
    if match is None:
        raise InputError("no section `## [Unreleased]`", file=name)
    before, after = text[: match.end()], text[match.end() :].lstrip("\n")
    return f"{before}\n{section.rstrip()}\n\n{after}"


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
