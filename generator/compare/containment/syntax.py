"""The syntax tree of a regular expression.

Python's own parser creates it. The parser is not public, so only this module uses it: if a later Python does not have
it, patterns are not evaluated.
"""

from __future__ import annotations

import importlib
import re
from typing import Any


def _module(name: str) -> Any:
    try:
        return importlib.import_module(f"re.{name}")
    except ImportError:
        return None


codes: Any = _module("_constants")
"""The names of the nodes."""
_reader = _module("_parser")


def parse(pattern: str) -> Any:
    """The nodes of a pattern; None for one that cannot be read, or has flags."""
    if codes is None or _reader is None:
        return None
    try:
        parsed = _reader.parse(pattern)
    except (re.error, OverflowError, RecursionError):
        return None
    return None if parsed.state.flags & ~re.UNICODE else parsed
