"""A call from its arguments to its result, as a conversation: it yields requests and is sent what came back.

Whoever drives it owns the network, sync or async; nothing here waits or sends.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any, TypeVar
from urllib.parse import urlencode, urljoin

import attrs

from .answer import Received, interpret
from .arguments import headers_of, path_of, query_of
from .errors import RedirectError
from .nodata import NoData
from .operation import Operation
from .settings import Settings, origin_of

T = TypeVar("T")
MAX_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)


@attrs.frozen
class Request:
    """What to send. It carries the token, so it shows no headers."""

    method: str
    url: str
    headers: Mapping[str, str] = attrs.field(repr=False)


def call(
    operation: Operation[T], values: Mapping[str, Any], settings: Settings
) -> Generator[Request, Received, T | NoData]:
    """Yields each request of a call, takes what was received for it, and returns the result.

    Raises:
        ArgumentError: Before the first request.
        ResponseError: After an answer that is not the one that was asked for.
    """
    request = first_request(operation, values, settings)
    for _ in range(MAX_REDIRECTS + 1):
        received = yield request
        if not 300 <= received.status < 400:
            return interpret(operation, received)
        request = _redirected(operation, request, received, settings)
    raise _refusal(operation, received, f"more than {MAX_REDIRECTS} redirects")


def first_request(
    operation: Operation[Any], values: Mapping[str, Any], settings: Settings
) -> Request:
    """The request that a call begins with."""
    path = path_of(operation, values)
    query = urlencode(query_of(operation, values))
    headers = {
        "Accept": "application/vnd.github+json",
        "X-GitHub-Api-Version": settings.api_version,
        "User-Agent": settings.user_agent,
        **dict(headers_of(operation, values)),
        "Authorization": f"Bearer {settings.token.reveal()}",
    }
    url = settings.base_url + path + (f"?{query}" if query else "")
    return Request(operation.method.upper(), url, headers)


def _redirected(
    operation: Operation[Any], request: Request, received: Received, settings: Settings
) -> Request:
    location = received.headers.get("location")
    if received.status not in _REDIRECTS or not location:
        raise _refusal(operation, received, "a redirect that leads nowhere")
    try:
        url = urljoin(request.url, location)
        same_origin = origin_of(url) == settings.origin and "@" not in url.split("?")[0]
    except ValueError:
        same_origin = False
    if not same_origin:
        raise _refusal(operation, received, "a redirect to another origin, where the token must not go")
    if request.method not in ("GET", "HEAD"):
        raise _refusal(operation, received, f"a redirect of {request.method}, which is not repeated")
    return attrs.evolve(request, url=url.split("#")[0])


def _refusal(operation: Operation[Any], received: Received, what: str) -> RedirectError:
    return RedirectError(
        f"{operation.operation_id}: {received.status}, {what}",
        operation_id=operation.operation_id,
        status=received.status,
        request_id=received.request_id,
    )
