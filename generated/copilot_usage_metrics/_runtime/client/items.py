"""The result of a call under `items`: the items of all pages, to read once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from ..access.settings import Settings
from ..calls.flow import url_of
from ..calls.paging import PageLedger, read_pages
from ..errors import AlreadyConsumedError
from ..nodata import NoData
from ..operation import Operation
from ..protocol.effects import Conversation
from ..public import public
from .client import AsyncClient, SyncClient, async_shell_of, shell_of
from .namespace import AsyncNamespace, Namespace
from .streams import AsyncStream, Stream

T = TypeVar("T")


class _Pages(Generic[T]):
    def __init__(
        self, settings: Settings, operation: Operation[object], values: Mapping[str, object]
    ) -> None:
        self._settings = settings
        self._operation = operation
        self._values = dict(values)
        self._ledger = PageLedger()
        self._is_begun = False
        url_of(operation, values, settings)  # raises early for invalid arguments

    def _conversation(self) -> Conversation[None]:
        if self._is_begun:
            raise AlreadyConsumedError(
                "these pages were already read: call the method again to read them again"
            )
        self._is_begun = True
        return read_pages(self._operation, self._values, self._ledger, self._settings)

    @property
    def pages(self) -> int:
        """The number of pages that were read."""
        return self._ledger.pages

    @property
    def count(self) -> int:
        """The number of items that were yielded."""
        return self._ledger.items

    @property
    def no_data(self) -> NoData | None:
        """Why there are no items."""
        return self._ledger.no_data

    def __repr__(self) -> str:
        name = self._operation.operation_id
        return f"<{type(self).__name__} of {name}: {self.count} on {self.pages} pages>"


@public
class Items(_Pages[T], Stream[T]):
    """Items of all pages, to read once, in a `for` loop."""

    def __init__(
        self, client: SyncClient, operation: Operation[object], values: Mapping[str, object]
    ) -> None:
        self._shell = shell_of(client)
        super().__init__(self._shell.settings, operation, values)


@public
class AsyncItems(_Pages[T], AsyncStream[T]):
    """Items of all pages, to read once, in an `async for` loop."""

    def __init__(
        self, client: AsyncClient, operation: Operation[object], values: Mapping[str, object]
    ) -> None:
        self._shell = async_shell_of(client)
        super().__init__(self._shell.settings, operation, values)


class ItemNamespace(Namespace):
    """The items of all pages of a paginated operation, requested while you iterate.

    Pages are followed by the `Link` header, within the API's own origin. A method takes the arguments of the client's
    method of the same name, and raises its errors while the items are read.
    """

    def _items(
        self, operation: Operation[object], timeout: float | None, /, **values: object
    ) -> Items[Any]:
        return Items(self._client_with(timeout), operation, values)


class AsyncItemNamespace(AsyncNamespace):
    """Like `ItemNamespace`, in an `async for` loop."""

    def _items(
        self, operation: Operation[object], timeout: float | None, /, **values: object
    ) -> AsyncItems[Any]:
        return AsyncItems(self._client_with(timeout), operation, values)
