"""The words that every generated class shares.

`UNSET` stands where the wire had no such key. It is neither None (the wire said null) nor 0. One object
for answers and rows alike, so that `value is UNSET` narrows for type checkers everywhere.
"""

from __future__ import annotations

from msgspec import UNSET, UnsetType

__all__ = ["UNSET", "UnsetType"]
