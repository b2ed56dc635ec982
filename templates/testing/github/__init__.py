"""GitHub's side: the requests that it refuses, and its responses to the others."""

from __future__ import annotations
