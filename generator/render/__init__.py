"""From spec/ and templates/ to generated/: the second of the two flows."""

from __future__ import annotations
