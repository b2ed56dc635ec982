"""Requests the pages of an operation by the `Link` header (RFC 8288); a page is a list, or an object with one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import attrs

from ..access.settings import Settings
from ..errors import RedirectError
from ..nodata import NoData
from ..operation import Operation
from ..protocol.effects import Conversation, Emit, Received
from .flow import exchange, url_of, within
from .response import interpret

MOST_EMPTY_PAGES = 100
"""The maximum number of consecutive empty pages, for servers that always name a next page."""
_TARGET = re.compile(r"[\s,]*<([^<>]*)>")
_PARAMETER = re.compile(r"\s*;\s*([^\s=;,\"]*)\s*(?:=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^\s;,\"]*)))?")


@attrs.define
class PageLedger:
    """The progress of pagination, visible to the caller while pages are read."""

    pages: int = 0
    items: int = 0
    no_data: NoData | None = None


def read_pages(
    operation: Operation[Any],
    values: Mapping[str, Any],
    ledger: PageLedger,
    settings: Settings,
) -> Conversation[None]:
    """Emit the items of each page.

    Raises:
        CopilotMetricsError: A page cannot be read, or the next page is outside of the API.
    """
    url: str | None = url_of(operation, _with_largest_page(operation, values), settings)
    seen: set[str] = set()
    empty = 0
    while url is not None:
        seen.add(url)
        received = yield from exchange(operation, values, url, settings)
        page = interpret(operation, received)
        if isinstance(page, NoData):
            ledger.no_data = None if ledger.items else page
            return
        items = _items_of(operation, page)
        ledger.pages += 1
        ledger.items += len(items)
        if items:
            yield Emit(items)
        empty = 0 if items else empty + 1
        if empty >= MOST_EMPTY_PAGES:
            raise _refusal(operation, received, f"{empty} pages in a row have no items")
        url = _next(operation, url, received)
        if url in seen:
            raise _refusal(operation, received, "the next page was already read")


def _items_of(operation: Operation[Any], page: Any) -> list[Any]:
    """The items of a page: the page itself, or the list under the key that the operation names."""
    key = None if operation.pagination is None else operation.pagination.items
    if key is None:
        found = page
    else:
        wire_names = page._wire_names  # noqa: SLF001 - the package's own
        found = getattr(page, next((each for each, name in wire_names.items() if name == key), key))
    return found if isinstance(found, list) else []


def _with_largest_page(operation: Operation[Any], values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The largest page size if the caller sets none: the fewest requests."""
    pagination = operation.pagination
    if pagination is None:
        return values
    size = next((p.name for p in operation.parameters if p.wire_name == pagination.size), None)
    if size is None or values.get(size) is not None:
        return values
    return {**values, size: pagination.largest}


def next_link(header: str) -> str | None:
    """The target of `rel="next"` in a `Link` header; None if there is none, or the header is malformed."""
    position = 0
    while (link := _TARGET.match(header, position)) is not None:
        position = link.end()
        relation: str | None = None
        while (parameter := _PARAMETER.match(header, position)) is not None:
            position = parameter.end()
            if relation is None and parameter[1].lower() == "rel":  # later ones are ignored
                relation = parameter[2] or parameter[3] or ""
        if relation is not None and "next" in relation.lower().split():
            return link[1]
        position = _end_of(header, position)
    return None


def _end_of(header: str, position: int) -> int:
    """The end of a malformed link value: the position of the comma before the next link."""
    comma = header.find(",", position)
    return len(header) if comma < 0 else comma


def _next(operation: Operation[Any], base: str, received: Received) -> str | None:
    link = next_link(received.headers.get("link", ""))
    if link is None:
        return None
    url = within(base, link)
    del link  # a foreign URL may contain a secret, and a traceback may show local variables
    if url is None:
        raise _refusal(
            operation,
            received,
            "the next page is at another origin, to which the token is not sent",
        )
    return url


def _refusal(operation: Operation[Any], received: Received, what: str) -> RedirectError:
    return RedirectError(
        f"{operation.operation_id}: {what}",
        operation_id=operation.operation_id,
        status=received.status,
        request_id=received.request_id,
    )
