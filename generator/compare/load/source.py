"""One document to compare: its name, its bytes, its value, and the files that it refers to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from ...document import LineNumbers


@attrs.frozen
class DocumentSource:
    """One document: its name, its bytes, its value."""

    name: str
    content: bytes = attrs.field(repr=False)
    document: dict[str, Any] = attrs.field(repr=False, eq=False)
    lines: LineNumbers | None = attrs.field(default=None, repr=False, eq=False)
    """The lines of its values, if the reader recorded them."""
    parts: Mapping[str, tuple[DocumentSource, str]] = attrs.field(
        factory=dict, repr=False, eq=False
    )
    """Components that come from other files: pointer → the file and the pointer there."""

    def origin(self, pointer: str) -> tuple[DocumentSource, str]:
        """The file that contains a place of the document, and its pointer there."""
        component = "/".join(pointer.split("/", 4)[:4])
        if component not in self.parts:
            return self, pointer
        source, place = self.parts[component]
        return source, place + pointer[len(component) :]

    @property
    def is_rows(self) -> bool:
        """Whether it describes the rows of files instead of an API."""
        return "openapi" not in self.document
