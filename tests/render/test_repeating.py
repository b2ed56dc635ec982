"""When a request is sent again: never if that could have an effect twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.render.harness import client, generate, imported
from tests.render.test_bodies import sending


def tries(
    folder: Path, method: str, fail: Callable[[httpx.Request], httpx.Response], *, body: bool
) -> int:
    """The number of attempts to send a request whose first attempt fails like this."""
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return fail(request) if len(requests) == 1 else httpx.Response(204)

    description = sending({}, method=method)
    if not body:
        del description["paths"]["/it"][method]["requestBody"]
    with imported(generate(folder, description)) as package:
        try:
            client(package, answer).send_it(**({"body": {}} if body else {}))
        except package.CopilotMetricsError:
            assert len(requests) == 1
        else:
            assert len(requests) == 2
    return len(requests)


def raising(error: type[httpx.TransportError]) -> Callable[[httpx.Request], httpx.Response]:
    """An attempt that ends with this error."""

    def fail(request: httpx.Request) -> httpx.Response:
        raise error("broken", request=request)

    return fail


def answering(status: int, **more: Any) -> Callable[[httpx.Request], httpx.Response]:
    """An attempt whose response has this status."""
    return lambda request: httpx.Response(status, **more)


MAY_HAVE_ARRIVED = {
    "502": answering(502),
    "a broken connection": raising(httpx.ReadError),
    "no response in time": raising(httpx.ReadTimeout),
}
REFUSED = {
    "429": answering(429, headers={"retry-after": "0"}),
    "403 by a rate limit": answering(403, headers={"x-ratelimit-remaining": "0"}),
    "no connection": raising(httpx.ConnectError),
    "no connection in time": raising(httpx.ConnectTimeout),
}


@pytest.mark.parametrize("method", ["get", "put", "delete"])
@pytest.mark.parametrize("failure", [*MAY_HAVE_ARRIVED, *REFUSED])
def test_an_idempotent_request_without_a_body_is_sent_again(
    method: str, failure: str, tmp_path: Path
) -> None:
    fail = (MAY_HAVE_ARRIVED | REFUSED)[failure]
    assert tries(tmp_path, method, fail, body=False) == 2


@pytest.mark.parametrize(
    ("method", "body"),
    [("post", False), ("patch", False), ("post", True), ("put", True), ("delete", True)],
)
@pytest.mark.parametrize("failure", MAY_HAVE_ARRIVED)
def test_any_other_request_is_not_sent_again_once_it_may_have_arrived(
    method: str, body: bool, failure: str, tmp_path: Path
) -> None:
    assert tries(tmp_path, method, MAY_HAVE_ARRIVED[failure], body=body) == 1


@pytest.mark.parametrize("failure", REFUSED)
def test_any_request_is_sent_again_if_it_was_refused_or_never_arrived(
    failure: str, tmp_path: Path
) -> None:
    assert tries(tmp_path, "post", REFUSED[failure], body=True) == 2
