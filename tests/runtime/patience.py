"""Timeouts of the tests: how long to wait for a certain event, and short client timeouts for servers that hang."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx

PATIENCE = 60.0
"""Seconds. Working code takes less, even on a busy machine: reaching this limit means that the code hangs."""
SOON = 0.3
"""A client's `timeout` for a server that never responds."""


def impatient(client: Any, about: Callable[[httpx.Request], bool], step: str = "read") -> None:
    """Apply a client's timeout, of either kind, to one step of the named requests only; the others have no limit.

    So a timeout occurs only if a server is silent forever.
    """
    http = client._shell._http

    def limit(request: httpx.Request) -> None:
        steps: dict[str, float] = dict.fromkeys(("connect", "read", "write", "pool"), PATIENCE)
        if about(request):
            steps[step] = request.extensions["timeout"][step]
        request.extensions["timeout"] = steps

    async def limit_async(request: httpx.Request) -> None:
        limit(request)

    hook = limit if isinstance(http, httpx.Client) else limit_async
    http.event_hooks = {"request": [hook]}


def firsts(
    times: int, about: Callable[[httpx.Request], bool] = lambda _: True
) -> Callable[[httpx.Request], bool]:
    """The name of the first `count` requests with one of these names."""
    left = [None] * times

    def named(request: httpx.Request) -> bool:
        if not left or not about(request):
            return False
        left.pop()
        return True

    return named
