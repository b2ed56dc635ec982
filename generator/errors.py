"""The errors of the generator and their exit codes.

    GeneratorError
    ├── CheckFailed       1   a check ran and found something: drift, a missing description
    ├── UsageError        2   the command line is wrong
    ├── InputError        3   a file cannot be read, or has the wrong format
    ├── FetchError        4   a document is not available
    ├── IntegrityError    5   a document is not the one that the lock names
    ├── PrepareError      6   patch, trim, overlay or entry cannot be applied
    └── RenderError       7   the description contains something that cannot be generated

A message says where (file, line, pointer), what was expected, and what to do. `details` are
further lines, each complete in itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path


class GeneratorError(Exception):
    """Base of everything that a command reports in one line instead of a traceback."""

    exit_code = 1

    def __init__(
        self,
        message: str,
        *,
        file: str | Path | None = None,
        line: int | None = None,
        pointer: str | None = None,
        hint: str | None = None,
        details: Sequence[str] = (),
    ) -> None:
        super().__init__(message)
        self.details = tuple(details)
        self.message = message
        self.file = file
        self.line = line
        self.pointer = pointer
        self.hint = hint

    def __str__(self) -> str:
        where = "" if self.file is None else str(self.file)
        if self.line is not None:
            where += f":{self.line}"
        parts = [where] if where else []
        if self.pointer is not None:
            parts.append(self.pointer or "(the whole document)")
        parts.append(self.message)
        text = ": ".join(parts)
        return text if self.hint is None else f"{text} ({self.hint})"


class CheckFailed(GeneratorError):
    """A check ran to its end and found something."""

    exit_code = 1


class UsageError(GeneratorError):
    """The command line is wrong."""

    exit_code = 2


class InputError(GeneratorError):
    """A file is missing, unreadable, or has the wrong format."""

    exit_code = 3


class FetchError(GeneratorError):
    """A document is not available from its source."""

    exit_code = 4


class IntegrityError(GeneratorError):
    """A fetched document is not the one that the lock names."""

    exit_code = 5


class PrepareError(GeneratorError):
    """A patch, the trim, an overlay or an entry cannot be applied."""

    exit_code = 6

    @classmethod
    def of(cls, errors: Sequence[GeneratorError]) -> PrepareError:
        """One error for several: the first, with the others in `details`."""
        first, *others = errors
        more = [line for each in others for line in (str(each), *each.details)]
        return cls(
            first.message,
            file=first.file,
            line=first.line,
            pointer=first.pointer,
            hint=first.hint,
            details=[*first.details, *more],
        )


class RenderError(GeneratorError):
    """The description contains something that cannot be generated."""

    exit_code = 7
    by_operation: Mapping[str, RenderError] = {}
    """The errors of all operations that are known to be refused, by pointer; this one is among them."""
