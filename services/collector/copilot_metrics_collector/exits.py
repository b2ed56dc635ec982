"""Exit codes, and the exceptions that map to them."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of `copilot-metrics`."""

    FINE = 0
    """Done; nothing is missing."""
    INCOMPLETE = 1
    """Done, but incomplete: see the messages."""
    USAGE = 2
    """Invalid command line."""
    CONFIGURATION = 3
    """Missing or invalid configuration, key or credential."""
    LAKE = 4
    """The lake cannot be read or written, or is a different one than expected."""
    GITHUB = 5
    """GitHub could not be reached, or refused the token."""
    UNANSWERABLE = 6
    """The lake cannot answer the question correctly."""
    BUG = 70
    """Internal error; the printed text says how to report it."""
    INTERRUPTED = 130
    """Interrupted; finished work is stored."""
    BROKEN_PIPE = 141
    """The reader of the output closed the pipe."""
    TERMINATED = 143
    """Ended by SIGTERM; finished work is stored."""


class CollectorError(Exception):
    """An error that the user can fix. The message says what is wrong, where, and what to do."""

    exit_code = Exit.INCOMPLETE


class UsageError(CollectorError):
    """Contradictory options, or unknown names."""

    exit_code = Exit.USAGE


class ConfigurationError(CollectorError):
    """Missing or invalid configuration, key or credential."""

    exit_code = Exit.CONFIGURATION


class LakeError(CollectorError):
    """The lake cannot be read or written, or is a different one than expected."""

    exit_code = Exit.LAKE


class GitHubError(CollectorError):
    """GitHub could not be reached, or refused the token."""

    exit_code = Exit.GITHUB


class UnanswerableError(CollectorError):
    """The lake cannot answer the question correctly."""

    exit_code = Exit.UNANSWERABLE
