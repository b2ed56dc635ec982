"""GitHub's side: which requests it refuses, and what it answers to the others."""

from __future__ import annotations
