"""What a recording consists of, before and after scrubbing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs


@attrs.frozen
class Reply:
    """An answer of the API."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    content: bytes
    """Decompressed."""
    cookies: tuple[str, ...] = ()


@attrs.frozen
class Exchange:
    """A call of an operation and what came back; after a redirect, all that came back."""

    api_version: str
    operation_id: str
    arguments: Mapping[str, Any]
    """As a fixture has them: days as text."""
    query: tuple[str, ...]
    """The names in the query of the first request."""
    segments: int
    """How many parts its path has, without that of the API's address."""
    replies: tuple[Reply, ...]


@attrs.frozen
class ReportFile:
    """A part of a report: its first rows, and each later one that is built in another way."""

    name: str
    operation_id: str
    family: str
    scope: str
    row_type: str
    shape: str
    container: str
    """`lines`, `array` or `object`: how the file was written."""
    day: str | None
    part: int
    rows_seen: int
    bad_lines: int
    rows: tuple[Mapping[str, Any], ...]
    link: str
    """The signed link; empty after scrubbing."""


@attrs.frozen
class Material:
    """Everything that was recorded."""

    exchanges: tuple[Exchange, ...] = ()
    files: tuple[ReportFile, ...] = ()
    skipped: tuple[str, ...] = ()
    """Operations that could not be asked, and why."""
