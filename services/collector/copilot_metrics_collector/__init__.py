"""Stores GitHub Copilot usage metrics in a Parquet lake, keeps it complete, and answers questions from it.

`open_lake` reads a lake from Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .version import __version__

if TYPE_CHECKING:
    from .opened_lake import OpenLake, open_lake

__all__ = ["OpenLake", "__version__", "open_lake"]


def __getattr__(name: str) -> object:
    # imported on demand: the commands import this package at every start
    if name in ("OpenLake", "open_lake"):
        from . import opened_lake

        return getattr(opened_lake, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
