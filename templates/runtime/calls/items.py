"""What a call under `items` gives: the items of all pages, to read once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Generic, TypeVar

from ..access.settings import Settings
from ..errors import ReadTwiceError
from ..network.effects import Conversation
from ..network.streams import AsyncStream, Stream
from ..nodata import NoData
from ..operation import Operation
from .flow import url_of
from .paging import PageLedger, read_pages

if TYPE_CHECKING:
    from ..access.client import AsyncClient, SyncClient

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
        url_of(operation, values, settings)  # refuses now what would be refused later

    def _conversation(self) -> Conversation[None]:
        if self._is_begun:
            raise ReadTwiceError("these pages were read already: call again to read them anew")
        self._is_begun = True
        return read_pages(self._operation, self._values, self._ledger, self._settings)

    @property
    def pages(self) -> int:
        """How many pages were read."""
        return self._ledger.pages

    @property
    def count(self) -> int:
        """How many items were handed on."""
        return self._ledger.items

    @property
    def no_data(self) -> NoData | None:
        """Why there is nothing."""
        return self._ledger.no_data

    def __repr__(self) -> str:
        name = self._operation.operation_id
        return f"<{type(self).__name__} of {name}: {self.count} on {self.pages} pages>"


class Items(_Pages[T], Stream[T]):
    """Items of all pages, to read once, in a `for` loop."""

    def __init__(
        self, client: SyncClient, operation: Operation[object], values: Mapping[str, object]
    ) -> None:
        super().__init__(client.settings, operation, values)
        self._client = client  # keeps it from being forgotten while its pages are read
        self._shell = client.shell


class AsyncItems(_Pages[T], AsyncStream[T]):
    """Items of all pages, to read once, in an `async for` loop."""

    def __init__(
        self, client: AsyncClient, operation: Operation[object], values: Mapping[str, object]
    ) -> None:
        super().__init__(client.settings, operation, values)
        self._client = client  # keeps it from being forgotten while its pages are read
        self._shell = client.shell
