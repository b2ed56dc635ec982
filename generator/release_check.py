"""Check that a tag can be released: it agrees with a distribution's version and changelog."""

from __future__ import annotations

import argparse
import re
import subprocess
import tomllib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from .errors import CheckFailed, InputError

FOLDERS = (Path(), Path("services/collector"), Path("services/openapi"))
"""The folders of the distributions, from the root of the repository; the package's own is first."""

_HEADING = re.compile(r"## \[?(?P<version>[^\]\s]+)\]?(?: - (?P<date>\d{4}-\d{2}-\d{2}))?\s*")


@dataclass(frozen=True, slots=True)
class Distribution:
    """The metadata of one distribution, from pyproject.toml."""

    name: str
    version: str
    tag: str
    """The tag of this version."""
    changelog: Path
    dependencies: tuple[str, ...] = ()
    """The names of the distributions that it needs."""


@dataclass(frozen=True, slots=True)
class ChangelogSection:
    """A section of a changelog; `line` is the line of its heading, from 1."""

    version: str
    date: str | None
    line: int
    is_empty: bool


def read_distribution(root: Path, folder: Path) -> Distribution:
    """The distribution in a folder. Raises `InputError`."""
    path = root / folder / "pyproject.toml"
    try:
        document = tomllib.loads(path.read_text("utf-8"))
        project = document["project"]
        tag = document["tool"]["hatch"]["metadata"]["hooks"]["custom"]["tag"]
    except (OSError, ValueError, KeyError) as error:
        raise InputError(
            f"expected a name, a version and a tag of a distribution: {error}", file=path
        ) from None
    version = project["version"]
    changelog = root / folder / "CHANGELOG.md"
    needed = [re.match(r"[A-Za-z0-9._-]*", each) for each in project.get("dependencies", ())]
    names = tuple(each[0] for each in needed if each)
    return Distribution(project["name"], version, tag.format(version=version), changelog, names)


def read_sections(text: str) -> list[ChangelogSection]:
    """The sections of a changelog (Keep a Changelog), in order."""
    lines = text.splitlines()
    starts = [i for i, line in enumerate(lines) if line.startswith("## ")]
    sections = []
    for start, end in pairwise([*starts, len(lines)]):
        match = _HEADING.fullmatch(lines[start])
        version, date = (match["version"], match["date"]) if match else (lines[start][3:], None)
        sections.append(ChangelogSection(version, date, start + 1, not any(lines[start + 1 : end])))
    return sections


def check_changelog(distribution: Distribution) -> None:
    """Raise `CheckFailed` unless the newest section has this version and a date, and Unreleased is empty."""
    file = distribution.changelog
    released = []
    for section in read_sections(file.read_text("utf-8")):
        if section.version != "Unreleased":
            released.append(section)
        elif not section.is_empty:
            hint = f"move its entries to the section of {distribution.version}"
            raise CheckFailed(
                "the section Unreleased is not empty", file=file, line=section.line, hint=hint
            )
    wanted = f"expected `## [{distribution.version}] - YYYY-MM-DD`"
    if not released:
        raise CheckFailed(f"no section of a version: {wanted}", file=file)
    newest = released[0]
    if newest.version != distribution.version or newest.date is None:
        raise CheckFailed(
            f"the newest version is {newest.version}, {newest.date or 'without a date'}: {wanted}",
            file=file,
            line=newest.line,
        )


def check_tag(tag: str, root: Path) -> Distribution:
    """The distribution that a tag releases. Raises `CheckFailed` if it must not be released."""
    package, *_ = distributions = [read_distribution(root, folder) for folder in FOLDERS]
    found = next((each for each in distributions if each.tag == tag), None)
    if found is None:
        expected = " or ".join(f"{each.tag} ({each.name})" for each in distributions)
        raise CheckFailed(
            f"the tag {tag!r} names no version of pyproject.toml: expected {expected}"
        )
    check_changelog(found)
    if package.name in found.dependencies and not _is_unchanged_since(package.tag, root):
        raise CheckFailed(
            f"{found.name} was tested with a {package.name} that is not released as {package.tag}",
            hint=f"release {package.name} first",
        )
    return found


def _is_unchanged_since(tag: str, root: Path) -> bool:
    """Whether the package's code equals that of a tag; False if the tag does not exist."""
    command = ["git", "diff", "--quiet", f"refs/tags/{tag}", "--", "generated"]
    return subprocess.run(command, cwd=root, capture_output=True, check=False).returncode == 0


def run(arguments: argparse.Namespace) -> int:
    """Print the distribution that the tag releases, as its files are named. Returns 0."""
    print(check_tag(arguments.tag, Path()).name.replace("-", "_"))
    return 0
