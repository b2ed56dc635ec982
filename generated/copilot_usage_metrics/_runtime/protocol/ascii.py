"""The characters that headers and URLs take."""

from __future__ import annotations


def is_printable_ascii(text: str) -> bool:
    """Whether a text can be put into a header or a URL as it is."""
    return text.isascii() and text.isprintable()
