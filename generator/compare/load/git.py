"""Runs git in the current folder."""

from __future__ import annotations

import subprocess


def run_git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """The result of a git command; a failure is in its return code."""
    return subprocess.run(["git", *arguments], capture_output=True, check=False)  # noqa: S607
