# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Items of all pages, API version 2026-03-10."""

from __future__ import annotations

from .._since_2022_11_28 import _pages as since_2022_11_28

__all__ = ["AsyncPagedItems", "PagedItems"]


class PagedItems(since_2022_11_28.SharedItems):
    pass


class AsyncPagedItems(since_2022_11_28.AsyncSharedItems):
    pass
