# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Escapes text from outside for display: on a terminal, and in Markdown, CSV and JSON."""

from __future__ import annotations

from ._runtime.escaping import (
    escape_csv_cell,
    escape_json,
    escape_lines,
    escape_markdown,
    escape_text,
    guard_line,
    markdown_code,
    shorten,
)

__all__ = [
    "escape_csv_cell",
    "escape_json",
    "escape_lines",
    "escape_markdown",
    "escape_text",
    "guard_line",
    "markdown_code",
    "shorten",
]
