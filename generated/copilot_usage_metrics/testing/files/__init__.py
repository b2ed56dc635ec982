"""How rows become files: changes to the rows first, then the way in which they are written down."""

from __future__ import annotations
