"""Keeps a lake of GitHub Copilot usage metrics complete and current, and answers questions from it."""

from __future__ import annotations

__version__ = "0.1.0"
