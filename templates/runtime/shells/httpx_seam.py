"""The one place that imports the HTTP library."""

from __future__ import annotations

import httpx

__all__ = ["httpx"]
