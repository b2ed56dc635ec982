"""Methods of a client that are below one of its attributes, such as `client.rows`."""

from __future__ import annotations

from .client import AsyncClient, SyncClient


class Namespace:
    """Methods of a synchronous client."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client


class AsyncNamespace:
    """Methods of an asynchronous client."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client
