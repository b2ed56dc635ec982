"""The content of a recording, before and after scrubbing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs


@attrs.frozen
class RecordedResponse:
    """A response of the API."""

    status: int
    headers: Mapping[str, str]
    """Headers by lower-case name."""
    content: bytes
    """Decompressed."""
    cookies: tuple[str, ...] = ()


@attrs.frozen
class Exchange:
    """A call of an operation and its response; after a redirect, all responses."""

    api_version: str
    operation_id: str
    arguments: Mapping[str, Any]
    """The arguments in the form of the fixtures: days as text."""
    query: tuple[str, ...]
    """The names in the query of the first request."""
    segments: int
    """The number of segments of its path, without the path of the base URL."""
    replies: tuple[RecordedResponse, ...]


@attrs.frozen
class ReportFile:
    """A part of a report: its first rows, and each later one of another structure."""

    name: str
    operation_id: str
    family: str
    scope: str
    row_type: str
    shape: str
    container: str
    """`lines`, `array` or `object`: the shape of the file."""
    day: str | None
    part: int
    rows_seen: int
    bad_lines: int
    rows: tuple[Mapping[str, Any], ...]
    link: str
    """The signed link; empty after scrubbing."""


@attrs.frozen
class Material:
    """All recorded responses and files."""

    exchanges: tuple[Exchange, ...] = ()
    files: tuple[ReportFile, ...] = ()
    skipped: tuple[str, ...] = ()
    """Operations that could not be requested, and why."""
