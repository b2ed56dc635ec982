"""The token is in no visible output: repr, dumps, logs, tracebacks, exceptions, pickle."""

from __future__ import annotations

import asyncio
import copy
import logging
import pickle
import pprint
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import httpx
import pytest

import copilot_usage_metrics
from copilot_usage_metrics import (
    ArgumentError,
    AsyncCopilotMetrics,
    CopilotMetrics,
    CopilotMetricsError,
)
from copilot_usage_metrics._runtime.access.settings import OneToken
from copilot_usage_metrics._runtime.calls.flow import call
from copilot_usage_metrics._runtime.protocol.effects import Request, Send
from tests.runtime.support import (
    KINDS,
    LINKS,
    TOKEN,
    ask,
    json_response,
    one_day,
    over_network,
    serve,
)

PACKAGE = Path(copilot_usage_metrics.__file__).parent
CLASSES = (CopilotMetrics, AsyncCopilotMetrics)
OPERATION = copilot_usage_metrics.OPERATIONS["copilotOrganizationOneDayUsageMetrics"]
SHOWN: list[Callable[[Any], str]] = [
    repr,
    str,
    "{}".format,
    "{0!r}".format,
    pprint.pformat,
    ascii,
    lambda value: f"{value}",
]


def pieces(client: Any) -> list[Any]:
    """A client, and the objects reachable from it."""
    settings = client._settings
    send = next(call(OPERATION, {"org": "acme", "day": "2026-09-01"}, settings))
    assert isinstance(send, Send)
    assert TOKEN in send.request.headers["Authorization"]
    return [
        client,
        vars(client),
        settings,
        settings.credentials,
        vars(settings.credentials),
        attrs.asdict(settings),
        attrs.astuple(settings),
        send,
        send.request,
        [send.request],
    ]


@pytest.mark.parametrize("cls", CLASSES)
@pytest.mark.parametrize("show", SHOWN)
def test_no_object_reachable_from_a_client_shows_the_token(
    cls: type[Any], show: Callable[[Any], str]
) -> None:
    for piece in pieces(cls(TOKEN)):
        assert TOKEN not in show(piece)
        assert "Bearer" not in show(piece)


def test_repr_of_a_client_has_its_base_url_and_version() -> None:
    assert repr(CopilotMetrics(TOKEN)) == "<CopilotMetrics 2026-03-10 at https://api.github.com>"
    assert repr(AsyncCopilotMetrics(TOKEN, base_url="https://api.acme.ghe.com")) == (
        "<AsyncCopilotMetrics 2026-03-10 at https://api.acme.ghe.com>"
    )


@pytest.mark.parametrize("cls", CLASSES)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_objects_with_a_token_cannot_be_pickled(cls: type[Any], protocol: int) -> None:
    for piece in pieces(cls(TOKEN)):
        with pytest.raises(TypeError) as caught:
            pickle.dumps(piece, protocol)
        assert "cannot be pickled" in str(caught.value)
        assert TOKEN not in str(caught.value)


def test_copies_hide_the_token_too() -> None:
    client = CopilotMetrics(TOKEN)
    for copied in (copy.copy(client), copy.copy(client._settings), copy.deepcopy(client._settings)):
        assert TOKEN not in repr(copied)
    assert isinstance(client._settings.credentials, OneToken)
    token = client._settings.credentials._token
    assert copy.copy(token) is copy.deepcopy(token) is token


def test_settings_change_only_through_evolve() -> None:
    settings = CopilotMetrics(TOKEN)._settings
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        settings.base_url = "https://evil.example"  # type: ignore[misc]
    assert TOKEN not in repr(attrs.evolve(settings, base_url="https://evil.example"))


def failures() -> Iterator[tuple[str, Callable[[httpx.Request], httpx.Response]]]:
    """Every way in which a call fails after it has read a token."""

    def raising(error: Exception) -> Callable[[httpx.Request], httpx.Response]:
        def answer(request: httpx.Request) -> httpx.Response:
            if isinstance(error, httpx.RequestError):
                error.request = request
            raise error

        return answer

    def status(code: int, **options: Any) -> Callable[[httpx.Request], httpx.Response]:
        return lambda _: httpx.Response(code, **options)

    yield "connection", raising(httpx.ConnectError("refused"))
    yield "timeout", raising(httpx.ReadTimeout("late"))
    yield "os", raising(OSError("broken"))
    yield "header", raising(httpx.LocalProtocolError(f"Illegal header value b'Bearer {TOKEN}'"))
    yield "redirect", status(302, headers={"location": "https://evil.example/?sig=SIGNATURE"})
    yield "nowhere", status(304)
    yield "body", status(200, text="<html>")
    yield "shape", status(200, json={"download_links": ["https://x/?sig=SIGNATURE"]})
    for code in (400, 401, 403, 404, 422, 429, 500, 599):
        yield str(code), status(code, json={"message": "no"})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("answer", [pytest.param(each, id=name) for name, each in failures()])
def test_no_failure_shows_the_token(
    kind: str, answer: Callable[[httpx.Request], httpx.Response]
) -> None:
    try:
        ask(kind, answer, one_day)
    except CopilotMetricsError as error:
        caught = error
    else:
        pytest.fail("it did not fail")
    texts = [
        *(show(caught) for show in SHOWN),
        repr(vars(caught)),
        pickle.dumps(caught).decode("latin-1"),
        "".join(traceback.format_exception(caught)),
        "".join(_frames_of_ours(caught)),
    ]
    for text in texts:
        assert TOKEN not in text
        assert "SIGNATURE" not in text
    assert (caught.__cause__, caught.__context__) == (None, None)


def _frames_of_ours(error: BaseException) -> Iterator[str]:
    """The variables of the package's own frames, as a debugging tool shows them."""
    found = False
    for frame in traceback.TracebackException.from_exception(error, capture_locals=True).stack:
        if Path(frame.filename).is_relative_to(PACKAGE):
            found = True
            yield from (f"{name}={value}\n" for name, value in (frame.locals or {}).items())
    assert found


@pytest.mark.parametrize("cls", CLASSES)
@pytest.mark.parametrize(
    ("token", "options"),
    [
        (TOKEN, {"base_url": "http://evil.example"}),
        (TOKEN, {"timeout": 0}),
        (TOKEN, {"user_agent": "\n"}),
        (TOKEN, {"http_client": object()}),
        (TOKEN + "\n" + TOKEN, {}),
    ],
)
def test_failed_construction_shows_the_token_in_no_frame(
    cls: type[Any], token: str, options: dict[str, Any]
) -> None:
    with pytest.raises(ArgumentError) as caught:
        cls(token, **options)
    for text in _frames_of_ours(caught.value):
        assert TOKEN not in text


def test_token_of_the_environment_is_shown_in_no_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN + " " + TOKEN)
    with pytest.raises(ArgumentError) as caught:
        CopilotMetrics()
    for text in _frames_of_ours(caught.value):
        assert TOKEN not in text


@pytest.mark.parametrize("kind", KINDS)
def test_no_log_shows_the_token(kind: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore", "asyncio"):
        caplog.set_level(logging.DEBUG, logger=name)
    with serve() as server:
        assert over_network(kind, server.url, one_day)
    assert any(record.name.startswith("httpcore") for record in caplog.records)
    assert any(record.name == "httpx" for record in caplog.records)
    for record in caplog.records:
        assert TOKEN not in record.getMessage() + repr(record.args)
        assert "SIGNATURE" not in record.getMessage()


@pytest.mark.parametrize("kind", KINDS)
def test_repr_of_signed_links_hides_their_signatures(kind: str) -> None:
    report = ask(kind, lambda _: json_response(LINKS), one_day)
    assert "SIGNATURE" in report.download_links[0]
    for show in SHOWN:
        assert "SIGNATURE" not in show(report)
        assert "SIGNATURE" not in show([report])


def test_a_failed_task_logs_no_token(caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        transport = httpx.MockTransport(lambda _: httpx.Response(401))
        async with (
            httpx.AsyncClient(transport=transport) as http,
            AsyncCopilotMetrics(TOKEN, http_client=http) as client,
        ):
            task = asyncio.create_task(one_day(client))
            await asyncio.wait([task])
            del task
        asyncio.get_running_loop().set_debug(True)

    asyncio.run(run())
    assert all(TOKEN not in record.getMessage() for record in caplog.records)


def test_repr_of_a_request_has_its_method_and_url() -> None:
    shown = repr(Request("GET", "https://api.github.com/x", {"Authorization": TOKEN}))
    assert shown == "Request(method='GET', url='https://api.github.com/x')"
