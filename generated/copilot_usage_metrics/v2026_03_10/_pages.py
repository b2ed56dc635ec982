# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Items of all pages, API version 2026-03-10."""

from __future__ import annotations

from .._since_2022_11_28 import _pages as since_2022_11_28

__all__ = ["AsyncPagedItems", "PagedItems"]


class PagedItems(since_2022_11_28.SharedItems):
    """The items of all pages, by the `Link` header, within the API's own origin.

    The methods take the arguments of the client's, and raise what those raise while the items are
    read.
    """


class AsyncPagedItems(since_2022_11_28.AsyncSharedItems):
    """As `PagedItems`, in an `async for` loop."""
