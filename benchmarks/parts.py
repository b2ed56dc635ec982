"""`python -m benchmarks.parts [part …]`: checks the names of parts before anything is installed for them."""

from __future__ import annotations

import sys

PARTS = (
    "generator",
    "comparison",
    "rows",
    "arrow",
    "parquet",
    "hostile",
    "streaming",
    "calls",
    "sync",
    "scale",
    "report",
    "questions",
    "soak",
)
"""The parts, in the order in which they run."""


def unknown_parts(names: list[str]) -> str:
    """An error message that names the unknown parts; empty if there are none."""
    unknown = [name for name in names if name not in PARTS]
    return f"unknown part {', '.join(unknown)}: expected {', '.join(PARTS)}" if unknown else ""


if __name__ == "__main__":
    message = unknown_parts(sys.argv[1:])
    if message:
        sys.exit(f"error: PARTS: {message}")
