"""The credential boundary, on two servers: points 1, 19, 20 and 24 of the checklist.

The token reaches the API's origin only; neither the token nor a signature is in any visible output.
"""

from __future__ import annotations

import asyncio
import json
import logging
import pickle
import traceback
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any

import attrs
import pytest

from copilot_usage_metrics import (
    AsyncCopilotMetrics,
    CopilotMetrics,
    CopilotMetricsError,
    IncompleteReportError,
    RedirectError,
    RetryPolicy,
)
from copilot_usage_metrics._runtime.protocol.effects import Open
from copilot_usage_metrics._runtime.protocol.links import Link
from copilot_usage_metrics._runtime.shells.deadline import plain_timeouts
from copilot_usage_metrics._runtime.shells.httpx_seam import HTTPX
from copilot_usage_metrics._runtime.shells.httpx_wire import download_request, hide
from tests.runtime.stream.hosts import Host, ReceivedRequest, Wire, host
from tests.runtime.stream.support import (
    DAY,
    LIBRARIES,
    SIGNATURE,
    Read,
    adrain,
    day,
    drain,
    ids,
    lines,
    read_network,
    user,
    users,
)
from tests.runtime.support import TOKEN

DATA = lines(*(user(n) for n in range(40)))
SECRETS = (TOKEN, SIGNATURE)
SWIFT = RetryPolicy(initial_backoff_seconds=0.01)
pytestmark = pytest.mark.parametrize("kind", LIBRARIES)


@attrs.define
class Sites:
    """An API and a download host, each with its scripted behaviour."""

    api: Host
    files: Host
    at_files: Callable[[ReceivedRequest, Wire], None]
    at_api: Callable[[ReceivedRequest, Wire], None]
    parts: int = 1
    answered: int = 0

    def envelope(self, wire: Wire) -> None:
        self.answered += 1
        names = [f"part-{n}.json" for n in range(self.parts)]
        links = [f"{self.files.url}/{n}?{SIGNATURE}&g={self.answered}" for n in names]
        body = json.dumps({"download_links": links, "report_day": DAY}).encode()
        wire.answer(body, content_type="application/json", set_cookie=f"session={TOKEN}; Path=/")


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


def check(sites: Sites) -> None:
    """The download host saw no credential; the API saw the token each time."""
    for received in sites.files.requests:
        assert TOKEN.encode() not in received.raw
        assert set(received.headers) <= {
            *("host", "accept", "accept-encoding", "user-agent"),
            *("range", "if-range"),
        }
    for received in sites.api.requests:
        assert received.headers["authorization"] == f"Bearer {TOKEN}"
        assert SIGNATURE not in received.target


class TestWhereTheTokenGoes:
    def test_download_carries_no_token(self, kind: str, sites: Sites) -> None:
        sites.parts = 12
        assert read_network(kind, sites.api.url).ok
        assert len(sites.files.requests) == 12
        check(sites)

    def test_redirect_of_a_download_to_another_host_and_to_the_api_carries_no_token(
        self, kind: str, sites: Sites
    ) -> None:
        def moved(received: ReceivedRequest, wire: Wire) -> None:
            if "moved" in received.target:
                return wire.answer(DATA)
            return wire.answer(b"", "302 Found", location=f"{sites.files.url}/moved?{SIGNATURE}")

        sites.at_files = moved
        assert len(read_network(kind, sites.api.url).ok) == 40
        check(sites)
        # a download that is redirected to the API itself carries no token either
        seen: list[ReceivedRequest] = []
        sites.at_files = lambda _, wire: wire.answer(
            b"", "302 Found", location=f"{sites.api.url}/x"
        )

        def api(received: ReceivedRequest, wire: Wire) -> None:
            if received.target != "/x":
                return sites.envelope(wire)
            seen.append(received)
            return wire.answer(DATA)

        sites.at_api = api
        assert len(read_network(kind, sites.api.url).ok) == 40
        assert [
            ("authorization" in received.headers, "cookie" in received.headers) for received in seen
        ] == [(False, False)]

    def test_redirect_of_the_api_to_the_download_host_is_refused(
        self, kind: str, sites: Sites
    ) -> None:
        sites.at_api = lambda _, wire: wire.answer(
            b"", "302 Found", location=f"{sites.files.url}/take?{SIGNATURE}"
        )
        found = read_network(kind, sites.api.url)
        assert isinstance(found.error, RedirectError)
        assert sites.files.requests == []
        check(sites)
        hidden(found.error)

    def test_retry_carries_the_token_to_the_api_only(self, kind: str, sites: Sites) -> None:
        count: list[int] = []

        def shaky(_: ReceivedRequest, wire: Wire) -> None:
            count.append(1)
            if len(count) == 1:
                wire.head(content_length=str(len(DATA)), etag='"v1"')
                wire.send(DATA[:999])
                wire.end()
            if len(count) == 2:
                return wire.answer(b"", "503 Busy")
            return wire.answer(DATA)

        sites.at_files = shaky
        assert len(read_network(kind, sites.api.url, retry=SWIFT).ok) == 40
        assert len(sites.files.requests) == 3
        check(sites)

    def test_renewal_carries_the_token_to_the_api_only(self, kind: str, sites: Sites) -> None:
        def old(received: ReceivedRequest, wire: Wire) -> None:
            wire.answer(DATA) if "g=2" in received.target else wire.answer(b"", "403 Gone")

        sites.at_files = old
        assert len(read_network(kind, sites.api.url).ok) == 40
        assert len(sites.api.requests) == 2
        check(sites)

    def test_pagination_carries_the_token_to_the_api_only(self, kind: str, sites: Sites) -> None:
        sites.at_api = lambda _, wire: wire.answer(
            b'[{"type": "request"}]', link=f'<{sites.files.url}/next?{SIGNATURE}>; rel="next"'
        )
        found = read_network(kind, sites.api.url, lambda c: c.items.get_usage_records("acme"))
        assert isinstance(found.error, RedirectError)
        assert sites.files.requests == []
        hidden(found.error)

    def test_credentials_of_the_callers_http_client_go_to_the_api_only(
        self, kind: str, sites: Sites
    ) -> None:
        """Its headers, cookies, basic auth and parameters go to the API at most."""
        sites.parts = 3
        options: dict[str, Any] = {
            "headers": {"Authorization": f"Bearer {TOKEN}", "X-Secret": TOKEN},
            "cookies": {"session": TOKEN},
            "auth": ("user", TOKEN),
            "params": {"key": TOKEN},
            "follow_redirects": True,
            "trust_env": False,
        }
        found = _with_http(kind, sites.api.url, **options)
        assert len(found.ok) == 40  # the other files are duplicates
        for received in sites.files.requests:
            assert TOKEN.encode() not in received.raw
            assert "cookie" not in received.headers

    def test_http_proxy_sees_the_token_of_api_requests_only(self, kind: str, sites: Sites) -> None:
        """A proxy for plain HTTP sees what it forwards: the token for the API, none for the host."""

        def through(received: ReceivedRequest, wire: Wire) -> None:
            target = received.target.removeprefix("http://")
            if target.startswith(sites.api.url.removeprefix("http://")):
                return sites.envelope(wire)
            return wire.answer(DATA)

        with host(through) as proxy:
            found = _with_http(kind, sites.api.url, proxy=proxy.url, trust_env=False)
            assert len(found.ok) == 40
            to_files = [
                received
                for received in proxy.requests
                if received.target.startswith(sites.files.url)
            ]
            assert len(to_files) == 1
            assert TOKEN.encode() not in to_files[0].raw
            assert len(proxy.requests) == 2

    def test_a_proxy_for_https_sees_the_host_only(self, kind: str, sites: Sites) -> None:
        sites.at_api = lambda _, wire: wire.answer(
            json.dumps(
                {"download_links": [f"https://files.example/a?{SIGNATURE}"], "report_day": DAY}
            ).encode()
        )

        def refuse(_: ReceivedRequest, wire: Wire) -> None:
            wire.answer(b"", "403 Not From Here")

        with host(refuse) as proxy:
            mounts = {"https://": _transport(kind, proxy.url)}
            found = _with_http(kind, sites.api.url, mounts=mounts, trust_env=False, retry=SWIFT)
            assert isinstance(found.error, IncompleteReportError)
            assert {received.method for received in proxy.requests} == {"CONNECT"}
            for received in proxy.requests:
                assert not any(secret.encode() in received.raw for secret in SECRETS)
        hidden(found.error)


def _packed(thing: Any) -> bytes:
    """The pickle of an object, or the text of the error if it cannot be pickled."""
    try:
        return pickle.dumps(thing)
    except (TypeError, AttributeError, pickle.PicklingError) as error:
        return str(error).encode()


def _transport(kind: str, proxy: str) -> Any:
    library: Any = LIBRARIES[kind]
    cls = library.HTTPTransport if kind.startswith("sync") else library.AsyncHTTPTransport
    return cls(proxy=proxy)


def _with_http(kind: str, base_url: str, retry: RetryPolicy = SWIFT, **options: Any) -> Read:
    library: Any = LIBRARIES[kind]
    if kind.startswith("sync"):
        with (
            library.Client(**options) as http,
            CopilotMetrics(TOKEN, base_url=base_url, http_client=http, retry=retry) as client,
        ):
            return drain(users(client))

    async def run() -> Read:
        async with (
            library.AsyncClient(**options) as http,
            AsyncCopilotMetrics(TOKEN, base_url=base_url, http_client=http, retry=retry) as client,
        ):
            return await adrain(users(client))

    return asyncio.run(run())


def hidden(error: BaseException | None) -> None:
    """No secret is in an exception: its text, its attributes, its chain, the variables of its frames, its pickle."""
    assert error is not None
    todo: list[BaseException] = [error]
    seen: set[int] = set()
    while todo:
        each = todo.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        texts = [str(each), repr(each), repr(each.args), repr(vars(each))]
        texts += traceback.format_exception(each)
        texts += _variables(each.__traceback__)
        for text in texts:
            assert not any(secret in text for secret in SECRETS), text
        if isinstance(each, CopilotMetricsError):
            packed = pickle.dumps(each)
            assert not any(secret.encode() in packed for secret in SECRETS)
            assert str(pickle.loads(packed)) == str(each)
        todo += [e for e in (each.__cause__, each.__context__) if e is not None]


def _variables(trace: TracebackType | None) -> list[str]:
    """The frames of the package, as traceback.TracebackException(capture_locals=True) shows them."""
    found = []
    while trace is not None:
        frame = trace.tb_frame
        if "/tests/" not in frame.f_code.co_filename:
            found += [f"{name}={value!r}" for name, value in frame.f_locals.items()]
        trace = trace.tb_next
    return found


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
