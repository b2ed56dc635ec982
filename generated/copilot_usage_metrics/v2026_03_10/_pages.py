# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Items of all pages, API version 2026-03-10."""

from __future__ import annotations

from .._since_2022_11_28 import _pages as since_2022_11_28

__all__ = ["AsyncPagedItems", "PagedItems"]


class PagedItems(since_2022_11_28.SharedItems):
    """The items of all pages of a paginated operation, requested while you iterate.

    Pages are followed by the `Link` header, within the API's own origin. A method takes the
    arguments of the client's method of the same name, and raises its errors while the items are
    read.
    """


class AsyncPagedItems(since_2022_11_28.AsyncSharedItems):
    """Like `PagedItems`, in an `async for` loop."""
