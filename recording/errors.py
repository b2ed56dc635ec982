"""The errors that end a recording before anything is written, and the exit code of each.

    RecordingError
    ├── UsageError     2   the command line, the token or the key is invalid
    ├── WriteError     3   the folder cannot be written
    ├── AskError       4   GitHub cannot be reached, refuses the token or limits the rate; a file cannot be downloaded
    ├── LeakError      5   the output would contain a secret
    └── FormatError    6   the output does not match the format of the contract tests

A message names files and pointers, never a value from GitHub or a secret.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs


class RecordingError(Exception):
    """Base of every error that ends a recording with one line."""

    exit_code = 1


class UsageError(RecordingError):
    """The command line, the token or the key is invalid."""

    exit_code = 2


class WriteError(RecordingError):
    """The folder cannot be written, or contains something else."""

    exit_code = 3


class AskError(RecordingError):
    """The data to record is not available."""

    exit_code = 4


@attrs.frozen
class Leak:
    """A secret in the output."""

    file: str
    pointer: str
    """A JSON pointer, its mapped keys and indexes; empty for the file as such."""
    what: str
    """The kind of secret; never the secret."""

    def __str__(self) -> str:
        return f"{self.file}{'#' if self.pointer else ''}{self.pointer}: {self.what}"


class LeakError(RecordingError):
    """The output would contain a secret."""

    exit_code = 5

    def __init__(self, leaks: Sequence[Leak]) -> None:
        shown = "; ".join(map(str, leaks[:3]))
        more = f"; and {len(leaks) - 3} more" if len(leaks) > 3 else ""
        super().__init__(f"something secret is left, nothing was written: {shown}{more}")
        self.leaks = tuple(leaks)


class FormatError(RecordingError):
    """The output does not match the format of the contract tests."""

    exit_code = 6
