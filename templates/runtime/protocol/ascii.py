"""The characters that are allowed in headers and URLs."""

from __future__ import annotations


def is_printable_ascii(text: str) -> bool:
    """Whether a text can be used unchanged in a header or a URL."""
    return text.isascii() and text.isprintable()
