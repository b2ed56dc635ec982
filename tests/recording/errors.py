"""What ends a recording before anything is written, and the exit code of each.

    RecordingError
    ├── UsageError     2   the command line, the token or the key makes no sense
    ├── WriteError     3   the place cannot be written
    ├── AskError       4   GitHub cannot be reached, refuses the token or asks to wait; a file cannot be had
    ├── LeakError      5   something secret is left in what would be written
    └── FormatError    6   what would be written is not what the contract tests read

A message names places, never a value that came from GitHub or a secret.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs


class RecordingError(Exception):
    """Base of everything that ends a recording in one line."""

    exit_code = 1


class UsageError(RecordingError):
    """The command line, the token or the key makes no sense."""

    exit_code = 2


class WriteError(RecordingError):
    """The place cannot be written, or holds something else."""

    exit_code = 3


class AskError(RecordingError):
    """What there is to record cannot be had."""

    exit_code = 4


@attrs.frozen
class Leak:
    """Something secret in what would be written."""

    file: str
    pointer: str
    """A JSON pointer, its mapped keys and indexes; empty for the file as such."""
    what: str
    """What kind of thing it is; never the thing."""

    def __str__(self) -> str:
        return f"{self.file}{'#' if self.pointer else ''}{self.pointer}: {self.what}"


class LeakError(RecordingError):
    """Something secret is left."""

    exit_code = 5

    def __init__(self, leaks: Sequence[Leak]) -> None:
        shown = "; ".join(map(str, leaks[:3]))
        more = f"; and {len(leaks) - 3} more" if len(leaks) > 3 else ""
        super().__init__(f"something secret is left, nothing was written: {shown}{more}")
        self.leaks = tuple(leaks)


class FormatError(RecordingError):
    """What would be written is not what the contract tests read."""

    exit_code = 6
