"""What the exit codes say, and the errors that lead to them."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of `copilot-metrics`."""

    FINE = 0
    """What was asked for was done, and nothing is missing."""
    INCOMPLETE = 1
    """It was done, and something is missing or wrong; what, was said."""
    USAGE = 2
    """The command line is wrong."""
    CONFIGURATION = 3
    """A configuration, key or credential is missing or wrong."""
    LAKE = 4
    """The lake cannot be read or written, or is another one than was meant."""
    GITHUB = 5
    """GitHub could not be asked at all: no answer, or a token that it refuses."""
    UNANSWERABLE = 6
    """The question cannot be answered rightly from this lake."""
    BUG = 70
    """A fault of this program; how to report it was said."""
    INTERRUPTED = 130
    """Stopped by the user; what was finished is kept."""
    BROKEN_PIPE = 141
    """Whoever read the output went away."""
    TERMINATED = 143
    """Ended by SIGTERM, as schedulers do; what was finished is kept."""


class CollectorError(Exception):
    """Something that the user can mend. Its text says what, where and how."""

    exit_code = Exit.INCOMPLETE


class UsageError(CollectorError):
    """Options that contradict each other, or that name what there is not."""

    exit_code = Exit.USAGE


class ConfigurationError(CollectorError):
    """A configuration, key or credential that is missing or wrong."""

    exit_code = Exit.CONFIGURATION


class LakeError(CollectorError):
    """A lake that cannot be read or written, or is another one than was meant."""

    exit_code = Exit.LAKE


class GitHubError(CollectorError):
    """GitHub could not be asked at all."""

    exit_code = Exit.GITHUB


class UnanswerableError(CollectorError):
    """A question that has no right answer from this lake."""

    exit_code = Exit.UNANSWERABLE
