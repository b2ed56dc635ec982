"""Neither the token nor a signature is in any visible output: point 20 of the checklist, on two servers."""

from __future__ import annotations

import json
import logging
import pickle
from typing import Any

import pytest

from copilot_usage_metrics import (
    AsyncCopilotMetrics,
    CopilotMetrics,
    IncompleteReportError,
    RetryPolicy,
)
from copilot_usage_metrics._runtime.protocol.effects import Open
from copilot_usage_metrics._runtime.protocol.links import Link
from copilot_usage_metrics._runtime.shells.deadline import plain_timeouts
from copilot_usage_metrics._runtime.shells.httpx_seam import HTTPX
from copilot_usage_metrics._runtime.shells.httpx_wire import download_request, hide
from tests.runtime.stream.boundary import DATA, SECRETS, SWIFT, Sites, hidden
from tests.runtime.stream.hosts import ReceivedRequest, Wire
from tests.runtime.stream.support import DAY, LIBRARIES, SIGNATURE, day, ids, read_network, users
from tests.runtime.support import TOKEN

pytestmark = pytest.mark.parametrize("kind", LIBRARIES)


def _packed(thing: Any) -> bytes:
    """The pickle of an object, or the text of the error if it cannot be pickled."""
    try:
        return pickle.dumps(thing)
    except (TypeError, AttributeError, pickle.PicklingError) as error:
        return str(error).encode()


class TestExceptions:
    @pytest.mark.parametrize("status", ["401 No", "403 No", "404 No", "429 No", "500 No"])
    def test_errors_of_the_api_show_no_secret(self, kind: str, sites: Sites, status: str) -> None:
        sites.at_api = lambda _, wire: wire.answer(b'{"message": "no"}', status, retry_after="9999")
        found = read_network(kind, sites.api.url, retry=RetryPolicy(max_attempts=1))
        hidden(found.error)

    def test_errors_of_parts_show_no_secret(self, kind: str, sites: Sites) -> None:
        sites.parts = 3
        sites.at_files = lambda _, wire: wire.answer(b"", "410 Gone")
        found = read_network(kind, sites.api.url)
        assert isinstance(found.error, IncompleteReportError)
        assert len(found.error.missing) == 3
        hidden(found.error)

    def test_refused_renewal_shows_no_secret(self, kind: str, sites: Sites) -> None:
        def api(_: ReceivedRequest, wire: Wire) -> None:
            wire.answer(b'{"message": "no"}', "403 No") if sites.answered else sites.envelope(wire)

        sites.at_api = api
        sites.at_files = lambda _, wire: wire.answer(b"", "410 Gone")
        found = read_network(kind, sites.api.url)
        assert type(found.error).__name__ == "ForbiddenError"
        hidden(found.error)

    def test_network_errors_show_no_secret(self, kind: str, sites: Sites) -> None:
        sites.at_api = lambda _, wire: wire.end()
        hidden(read_network(kind, sites.api.url, retry=SWIFT).error)
        sites.at_api = lambda _, wire: sites.envelope(wire)
        sites.at_files = lambda _, wire: wire.send(
            f"HTTP/1.1 200 OK\r\nbad {SIGNATURE}\r\n\r\n".encode()
        )
        found = read_network(kind, sites.api.url, retry=SWIFT)
        assert isinstance(found.error, IncompleteReportError)
        hidden(found.error)

    def test_malformed_envelope_shows_no_secret(self, kind: str, sites: Sites) -> None:
        link = f"{sites.files.url}/a?{SIGNATURE}"
        for body in (
            {"download_links": [link, 5]},
            {"download_links": link},
            [link],
            {"url": link},
        ):
            sites.at_api = lambda _, wire, body=body: wire.answer(json.dumps(body).encode())  # type: ignore[misc]
            hidden(read_network(kind, sites.api.url).error)

    @pytest.mark.parametrize("stop", [ValueError, KeyboardInterrupt])
    def test_exceptions_of_the_caller_show_no_secret(
        self, kind: str, sites: Sites, stop: type[BaseException]
    ) -> None:
        """Whatever exception ends a read from within: the frames below it show no secret."""
        sites.parts = 3

        def tee(*_: Any) -> None:
            raise stop("mine")

        with pytest.raises(stop) as caught:
            read_network(kind, sites.api.url, lambda c: users(c).keep_raw(tee))
        assert any("download.py" in str(entry.path) for entry in caught.traceback)
        hidden(caught.value)


class TestWhatIsSeen:
    def test_logs_of_all_libraries_show_no_secret(
        self, kind: str, sites: Sites, caplog: pytest.LogCaptureFixture
    ) -> None:
        """The HTTP library logs each URL that it requests, the connection library each response."""
        sites.parts = 2
        count: list[int] = []

        def moved(received: ReceivedRequest, wire: Wire) -> None:
            count.append(1)
            if len(count) == 1:
                return wire.answer(b"", "503 Busy")
            if "moved" in received.target:
                return wire.answer(DATA, x_again=f"{sites.files.url}?{SIGNATURE}")
            return wire.answer(b"", "302 Found", location=f"{sites.files.url}/moved?{SIGNATURE}")

        sites.at_files = moved
        with caplog.at_level(logging.DEBUG):
            assert len(read_network(kind, sites.api.url, retry=SWIFT).ok) == 40
        names = {record.name.split(".")[0] for record in caplog.records}
        library = LIBRARIES[kind].__name__
        assert {library, library.replace("httpx", "httpcore"), "copilot_usage_metrics"} <= names
        for record in caplog.records:
            shown = [record.getMessage(), repr(record.args), repr(record.__dict__)]
            assert not any(secret in text for text in shown for secret in SECRETS), shown
        log = "\n".join(record.getMessage() for record in caplog.records)
        assert "/part-0.json?<redacted>" in log
        assert "/moved?<redacted>" in log

    def test_public_objects_have_a_repr_and_a_pickle_without_secrets(
        self, kind: str, sites: Sites
    ) -> None:
        sites.parts = 2
        found = read_network(kind, sites.api.url, retry=SWIFT)
        reading = found.reading
        things = [
            *(reading, reading.parts, reading.days, reading.bad_lines, reading.unknown_keys),
            *found.rows,
        ]
        client: Any = (
            CopilotMetrics(TOKEN) if kind.startswith("sync") else AsyncCopilotMetrics(TOKEN)
        )
        link = Link(f"{sites.files.url}/a?{SIGNATURE}")
        opening = Open(link, {"Range": "bytes=5-"})
        request = download_request(HTTPX, opening, plain_timeouts(5.0), hide)
        things += [client, client._settings, client.rows, client.items, client._shell]
        things += [link, opening, request, request.url, users(client), vars(users(client))]
        for thing in things:
            for text in (repr(thing), str(thing), f"{thing}"):
                assert not any(secret in text for secret in SECRETS), text
            assert not any(secret.encode() in _packed(thing) for secret in SECRETS), thing
        assert pickle.loads(pickle.dumps(reading.days)) == reading.days

    def test_ids_of_rows_are_not_redacted(self, kind: str, sites: Sites) -> None:
        assert ids(read_network(kind, sites.api.url).ok) == [*range(40)]
        assert day().isoformat() == DAY
