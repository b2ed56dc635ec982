"""Decides for two schemas whether every value of one is a value of the other."""

from __future__ import annotations

from .engine import Containment, SchemaReading

__all__ = ["Containment", "SchemaReading"]
