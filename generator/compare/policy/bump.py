"""The next version number that the findings require; docs/stability.md is the promise behind it.

Only the findings decide. `info.version` of a description is not ours, and octokit's package raises its major
version at every step.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum

from ...errors import InputError
from ..rules.finding import Finding, Severity

_VERSION = re.compile(
    r"v?(?P<release>[0-9]+(?:\.[0-9]+)*)(?:[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview|post|dev)[0-9.]*)*"
    r"(?:\+[0-9A-Za-z.]+)?"
)


class Bump(IntEnum):
    """The part of the version number that has to rise, from 1.0 on."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def word(self) -> str:
        """As it is written: `major`, `minor`, `patch`, `none`."""
        return self.name.lower()


def bump_of(findings: Iterable[Finding]) -> Bump:
    """Major for a break on either axis, minor for anything else that a program can notice,
    patch for a change of a docstring or the registry, none otherwise.
    """
    return max((_asked_by(finding) for finding in findings), default=Bump.NONE)


def _asked_by(finding: Finding) -> Bump:
    if finding.severity is Severity.BREAKING:
        return Bump.MAJOR
    if finding.severity >= Severity.COMPATIBLE:
        return Bump.MINOR
    return Bump.PATCH if finding.python is Severity.DOCS else Bump.NONE


def release_numbers(version: str) -> tuple[int, int, int]:
    """Major, minor and patch of a version. Raises `InputError` for any other text."""
    match = _VERSION.fullmatch(version.strip())
    if match is None:
        raise InputError(f"expected a version number, found {version!r}", hint="like 1.4.0")
    numbers = [int(part) for part in match["release"].split(".")] + [0, 0]
    return numbers[0], numbers[1], numbers[2]


def next_version(released: str, bump: Bump) -> str:
    """The least version after `released` that the bump allows.

    Before 1.0 a break requires the next minor version, everything else the next patch.
    """
    if bump is Bump.NONE:
        return released
    major, minor, patch = release_numbers(released)
    if major == 0:
        bump = Bump.MINOR if bump is Bump.MAJOR else Bump.PATCH
    if bump is Bump.MAJOR:
        return f"{major + 1}.0.0"
    if bump is Bump.MINOR:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"


def is_enough(declared: str, needed: str) -> bool:
    """Whether a version, or a pre-release of it, satisfies `needed`."""
    return release_numbers(declared) >= release_numbers(needed)
