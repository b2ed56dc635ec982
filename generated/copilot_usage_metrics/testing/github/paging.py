"""Pagination and the `Link` header (RFC 8288): cursors for usage records, page numbers for all others."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from ..web.messages import ReceivedRequest

T = TypeVar("T")


def size_of(query: Mapping[str, str], name: str, default: int, largest: int) -> int | None:
    """The page size, clamped to the allowed range; None if it is not a number."""
    text = query.get(name)
    if text is None:
        return default
    digits = text.removeprefix("-").removeprefix("+")
    if not (digits.isascii() and digits.isdecimal()):
        return None
    if len(digits) > 9:
        return 1 if text.startswith("-") else largest
    return max(1, min(largest, int(text)))


def numbered(items: Sequence[T], page: int, size: int) -> tuple[Sequence[T], dict[str, int]]:
    """A page by its number from 1, and the pages around it by their relation."""
    last = max(1, -(-len(items) // size))
    related: dict[str, int] = {}
    if page > 1:
        related |= {"prev": min(page - 1, last), "first": 1}
    if page < last:
        related |= {"next": page + 1, "last": last}
    return items[(page - 1) * size : page * size], related


def links(
    base_url: str, request: ReceivedRequest, related: Mapping[str, Mapping[str, Any]]
) -> tuple[tuple[str, str], ...]:
    """The `Link` header; None if there is only one page.

    Args:
        base_url: The origin of the request.
        request: The request.
        related: By relation, the parameters that differ from the request's; None removes one.
    """
    parts = []
    for relation, changes in related.items():
        query = {
            name: value
            for name, value in (request.query | dict(changes)).items()
            if value is not None
        }
        parts.append(f'<{base_url}{request.path}?{urlencode(query)}>; rel="{relation}"')
    return (("Link", ", ".join(parts)),) if parts else ()


def cursor(place: int) -> str:
    """A position in a list as an opaque text."""
    return base64.urlsafe_b64encode(f"place:{place}".encode()).decode().rstrip("=")


def place_of(text: str) -> int | None:
    """The position of a cursor; None for an invalid cursor."""
    try:
        plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
    except (ValueError, binascii.Error):
        return None
    digits = plain.removeprefix("place:")
    if digits == plain or not digits.isdecimal() or len(digits) > 12:
        return None
    return int(digits)
