"""How long to wait for what comes for certain, and how a client gives up soon where nothing ever will."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx

PATIENCE = 60.0
"""Seconds. Nothing that works takes so long, however busy the machine is: who waits in vain has found a hang."""
SOON = 0.3
"""A client's `timeout` where nothing will ever come."""


def impatient(client: Any, about: Callable[[httpx.Request], bool], step: str = "read") -> None:
    """Keeps a client's time-out, of either kind, for one step of the requests that are named; all else may take long.

    So a time-out comes where a server is silent for ever, and nowhere else.
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
    """Names the first so many requests of those that are named."""
    left = [None] * times

    def named(request: httpx.Request) -> bool:
        if not left or not about(request):
            return False
        left.pop()
        return True

    return named
