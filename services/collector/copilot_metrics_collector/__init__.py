"""Stores GitHub Copilot usage metrics in a Parquet lake, keeps it complete, and answers questions from it."""

from __future__ import annotations

__version__ = "0.1.0"
