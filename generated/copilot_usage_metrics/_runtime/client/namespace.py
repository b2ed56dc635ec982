"""Methods of a client that are below one of its attributes, such as `client.rows`."""

from __future__ import annotations

from .client import AsyncClient, SyncClient


class Namespace:
    """Methods of a synchronous client."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def _client_with(self, timeout: float | None) -> SyncClient:
        """The client, with another timeout if one is given. Raises `ArgumentError`."""
        return self._client if timeout is None else self._client.with_options(timeout=timeout)


class AsyncNamespace:
    """Methods of an asynchronous client."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def _client_with(self, timeout: float | None) -> AsyncClient:
        """As in `Namespace`."""
        return self._client if timeout is None else self._client.with_options(timeout=timeout)
