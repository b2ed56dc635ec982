"""A call from its arguments to its result, as a generator of effects.

It yields effects (`protocol/effects.py`) and is sent their results; nothing here waits or sends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import quote, urldefrag, urlencode, urljoin, urlsplit

from ..access.settings import Settings
from ..access.token import Token
from ..errors import CopilotMetricsError, RedirectError, TransportError
from ..nodata import NoData
from ..operation import Operation
from ..protocol.addresses import origin_of
from ..protocol.effects import Acquire, Conversation, Pause, Received, Release, Request, Send
from .arguments import headers_of, path_of, query_of
from .request_body import body_of
from .response import interpret, message_of, page_of
from .retry import Failure, decide

T = TypeVar("T")
MAX_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_IDEMPOTENT = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PUT", "TRACE"})
"""Methods whose request has the same effect once and twice (RFC 9110 §9.2.2)."""


def call(
    operation: Operation[T], values: Mapping[str, Any], settings: Settings
) -> Conversation[T | NoData]:
    """A complete call: the request, its redirects and retries, and the result of the response.

    Raises:
        ArgumentError: Before the first request.
        TransportError: No response was received, after all attempts.
        ResponseError: The response is not a documented success.
    """
    received = yield from exchange(operation, values, url_of(operation, values, settings), settings)
    is_success = 200 <= received.status < 300
    return interpret(operation, received, None if is_success else settings.clock.now())


def url_of(operation: Operation[Any], values: Mapping[str, Any], settings: Settings) -> str:
    """The URL of a call's first request. Raises `ArgumentError`."""
    query = urlencode(query_of(operation, values), quote_via=quote)
    url = settings.base_of(operation) + path_of(operation, values)
    return f"{url}?{query}" if query else url


def exchange(
    operation: Operation[Any], values: Mapping[str, Any], url: str, settings: Settings
) -> Conversation[Received]:
    """The last response for a URL of the API, after redirects within its origin and retries.

    With `one_at_a_time`, the call acquires its credential's lock first, and holds it during every pause: while one call
    waits for a rate limit to end, no other call hits the limit.
    """
    if not settings.one_at_a_time:
        return (yield from _exchange(operation, values, url, settings))
    turn = settings.credentials.turn(operation, values)
    yield Acquire(turn)
    try:
        received = yield from _exchange(operation, values, url, settings)
    except CopilotMetricsError:
        yield Release(turn)
        raise
    yield Release(turn)  # if this is not reached, the shell releases it
    return received


def _exchange(
    operation: Operation[Any], values: Mapping[str, Any], url: str, settings: Settings
) -> Conversation[Received]:
    until = settings.clock.monotonic() + settings.retry.deadline_seconds
    more_headers = dict(headers_of(operation, values))
    content_type, body = body_of(operation, values) or (None, None)
    if content_type is not None:
        more_headers["Content-Type"] = content_type
    used: Token | None = None

    def build() -> Conversation[Request]:
        nonlocal used
        token: Token | None = None
        if not operation.is_public:
            token = yield from settings.credentials.token(operation, values, settings)
        used = token
        headers = base_headers(settings, token)
        own = {name.lower() for name in headers}
        for name, value in more_headers.items():
            if name == "Cookie" and name in headers:
                headers[name] += f"; {value}"
            elif name.lower() not in own:
                headers[name] = value
        if "accept" not in own and "Accept" not in headers:
            headers["Accept"] = _accepted(operation)
        query = {} if token is None else settings.scheme.query(token)
        return Request(operation.method, url, headers, query, body)

    redirects = 0
    while True:
        is_repeatable = body is None and operation.method in _IDEMPOTENT
        received = yield from patiently(build, settings, until, is_repeatable=is_repeatable)
        if received.status == 401 and used is not None:
            settings.credentials.refused(used)
        if not 300 <= received.status < 400:
            return received
        if operation.redirects and received.headers.get("location"):
            return _resolved(received, url)
        url = _redirected(operation, url, received)
        redirects += 1
        if redirects > MAX_REDIRECTS:
            raise _refusal(operation, received, f"more than {MAX_REDIRECTS} redirects")


def patiently(
    build: Callable[[], Conversation[Request]],
    settings: Settings,
    until: float,
    *,
    is_repeatable: bool = True,
) -> Conversation[Received]:
    """The response to a request, retried by the policy; `build` creates the request of each attempt.

    A request that is not repeatable is sent again only if it cannot have had an effect.

    Raises:
        TransportError: The last attempt received no response.
    """
    attempt = 0
    while True:
        attempt += 1
        request = yield from build()
        left = until - settings.clock.monotonic()
        received: Received | None = None
        problem: TransportError | None = None
        try:
            within = max(left, 1.0)
            answered: Received = yield Send(request, min(settings.timeout_seconds, within), within)
            if answered.status < 400:
                return answered
            received, failure = answered, _failure(answered, is_repeatable=is_repeatable)
        except TransportError as error:
            problem = error
            failure = Failure(
                message=str(error), is_repeatable=is_repeatable or not error.may_have_arrived
            )
        wait = decide(
            failure,
            attempt,
            settings.retry,
            now=settings.clock.now(),
            left=until - settings.clock.monotonic(),
            chance=settings.clock.random(),
        )
        if wait is not None:
            yield Pause(wait)
        elif received is not None:
            return received
        elif problem is not None:
            raise problem


def _failure(received: Received, *, is_repeatable: bool) -> Failure:
    return Failure(
        status=received.status,
        headers=received.headers,
        message=message_of(received),
        page=page_of(received),
        is_repeatable=is_repeatable,
    )


def base_headers(settings: Settings, token: Token | None) -> dict[str, str]:
    """The headers of every request to the API."""
    return {
        **settings.headers,
        "User-Agent": settings.user_agent,
        **({} if token is None else settings.scheme.headers(token)),
    }


def _accepted(operation: Operation[Any]) -> str:
    """The documented media types of a success."""
    media_types = [
        name
        for kind in ("2", "default")
        for response in operation.responses
        if response.status.startswith(kind)
        for name in response.bodies
        if kind == "2" or not any(each.startswith("2") for each in operation.statuses)
    ]
    return ", ".join(dict.fromkeys(media_types)) or "application/json"


def _resolved(received: Received, base: str) -> Received:
    """A redirect with an absolute address; an invalid one is left to `interpret`."""
    try:
        location = urljoin(base, received.headers["location"])
    except ValueError:
        return received
    return Received(received.status, {"location": location}, received.body)


def _redirected(operation: Operation[Any], base: str, received: Received) -> str:
    if received.status not in _REDIRECTS or not received.headers.get("location"):
        raise _refusal(operation, received, "a redirect without a usable location")
    url = within(base, received.headers["location"])
    if url is None:
        raise _refusal(
            operation, received, "a redirect to another origin, to which the token is not sent"
        )
    if operation.method not in ("GET", "HEAD"):
        raise _refusal(
            operation,
            received,
            f"a redirect of {operation.method}, which is not repeated",
        )
    return url


def within(base: str, location: str) -> str | None:
    """The target of `location` relative to `base`; None if it has another origin."""
    try:
        url = urldefrag(urljoin(base, location)).url
        is_within = origin_of(url) == origin_of(base) and urlsplit(url).username is None
        return url if is_within else None
    except ValueError:
        return None


def _refusal(operation: Operation[Any], received: Received, what: str) -> RedirectError:
    return RedirectError(
        f"{operation.operation_id}: {received.status}, {what}",
        operation_id=operation.operation_id,
        status=received.status,
        request_id=received.request_id,
    )
