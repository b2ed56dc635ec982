"""Methods of a client that are below one of its attributes, such as `client.rows`."""

from __future__ import annotations

from ..operation import Operations
from .client import AsyncClient, SyncClient


class Namespace:
    """Methods of a synchronous client."""

    _operations: Operations
    """The operations of the client's API version."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client


class AsyncNamespace:
    """Methods of an asynchronous client."""

    _operations: Operations
    """The operations of the client's API version."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client
