"""An API and a download host on loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.runtime.stream.boundary import DATA, Sites
from tests.runtime.stream.hosts import ReceivedRequest, Wire, host


@pytest.fixture
def sites() -> Iterator[Sites]:
    def files(received: ReceivedRequest, wire: Wire) -> None:
        here.at_files(received, wire)

    def api(received: ReceivedRequest, wire: Wire) -> None:
        here.at_api(received, wire)

    with host(files) as file_host, host(api) as api_host:
        here = Sites(
            api_host,
            file_host,
            at_files=lambda _, wire: wire.answer(DATA, etag='"v1"'),
            at_api=lambda _, wire: here.envelope(wire),
        )
        yield here
