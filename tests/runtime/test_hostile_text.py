"""Text from GitHub, or a server in its place, is never raw in an error, a `NoData`, a wait or a log."""

from __future__ import annotations

import json
import logging
import pickle
from typing import Any

import httpx
import pytest

from copilot_usage_metrics import Clock, CopilotMetricsError, NoData, RetryPolicy, Wait
from copilot_usage_metrics.testing import FakeGitHub
from tests.hostile_text import HOSTILE, assert_clean
from tests.runtime.support import KINDS, TOKEN, ask, json_response, one_day, over_network

STATUSES = (400, 401, 403, 404, 418, 422, 429, 502)


def shown_of(error: BaseException) -> str:
    """Every text of an error that a program prints."""
    copied = pickle.loads(pickle.dumps(error))
    texts = [str(error), *map(str, error.args), str(copied), *map(str, copied.args)]
    names = ("text", "message", "documentation_url", "request_id", "reason")
    return "\n".join([*texts, *(str(getattr(error, name, "")) for name in names)])


def failure(kind: str, response: httpx.Response) -> CopilotMetricsError:
    with pytest.raises(CopilotMetricsError) as caught:
        ask(kind, lambda _: response, one_day)
    return caught.value


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_messages_of_error_bodies_are_escaped(kind: str, status: int, text: str) -> None:
    body = {"message": text, "documentation_url": text, "errors": [{"message": text}]}
    assert_clean(shown_of(failure(kind, json_response(json.dumps(body), status))))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_plain_bodies_unknown_shapes_and_details_are_escaped(kind: str, text: str) -> None:
    plain = httpx.Response(403, content=text.encode(), headers={"content-type": "text/plain"})
    assert_clean(shown_of(failure(kind, plain)))
    assert_clean(shown_of(failure(kind, json_response(json.dumps({"detail": text}), 422))))
    assert_clean(shown_of(failure(kind, json_response(json.dumps({"download_links": {text: 1}})))))
    links = {"download_links": [{text: text}], "report_day": text}
    assert_clean(shown_of(failure(kind, json_response(json.dumps(links)))))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_message_of_no_data_is_escaped(kind: str, text: str) -> None:
    found = ask(kind, lambda _: json_response(json.dumps(text)), one_day)
    assert isinstance(found, NoData)
    assert_clean(f"{found} {found.message} {found.reason}")


@pytest.mark.parametrize("kind", KINDS)
def test_request_id_is_escaped(kind: str) -> None:
    headers = [(b"x-github-request-id", "a\x1b[31m\u202e".encode())]
    error = failure(kind, httpx.Response(404, headers=headers, content=b"{}"))
    assert_clean(shown_of(error))
    assert "a" in str(getattr(error, "request_id", ""))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_waits_and_the_log_are_escaped(
    kind: str, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    waits: list[Wait] = []

    def answer(_: httpx.Request) -> httpx.Response:
        raise httpx.RemoteProtocolError(text)

    async def sleep(_: float) -> None:
        return

    with caplog.at_level(logging.INFO), pytest.raises(CopilotMetricsError) as caught:
        ask(
            kind,
            answer,
            one_day,
            retry=RetryPolicy(max_attempts=2),
            on_wait=waits.append,
            clock=Clock(sleep=lambda _: None, sleep_async=sleep),
        )
    assert waits
    assert_clean(
        "\n".join([*(each.why for each in waits), *caplog.messages, shown_of(caught.value)])
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_file_names_of_a_report_are_escaped(kind: str, text: str) -> None:
    links = [f"https://files.example/{text}?sig=S"]
    body = json.dumps({"download_links": links, "report_day": "2026-09-01"})

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "files.example":
            return httpx.Response(404)
        return json_response(body)

    shown: list[str] = []

    def read(client: Any) -> Any:
        rows = client.rows.copilot_organization_users_one_day_usage_metrics(
            "acme", day="2026-09-01"
        )
        if kind == "sync":
            return _drain(rows, shown)
        return _drain_async(rows, shown)

    ask(kind, answer, read)
    assert shown
    assert_clean("\n".join(shown))


def _drain(rows: Any, shown: list[str]) -> None:
    try:
        list(rows)
    except CopilotMetricsError as error:
        shown.append(shown_of(error))
    shown.extend(f"{part.name} {part.reason} {rows!r}" for part in rows.parts)


async def _drain_async(rows: Any, shown: list[str]) -> None:
    try:
        async for _ in rows:
            pass
    except CopilotMetricsError as error:
        shown.append(shown_of(error))
    shown.extend(f"{part.name} {part.reason} {rows!r}" for part in rows.parts)


def test_a_long_message_is_shortened_in_the_text_only() -> None:
    error: Any = failure("sync", json_response(json.dumps({"message": "x" * 5000}), 404))
    assert error.message == "x" * 5000
    assert len(str(error)) < 4001
    assert "Possible causes" in str(error)


def test_arguments_are_quoted_visibly() -> None:
    with FakeGitHub(seats=2, days=2) as github, pytest.raises(CopilotMetricsError) as caught:
        over_network(
            "sync",
            github.base_url,
            lambda client: client.copilot_organization_one_day_usage_metrics(
                "a\x1b[2J", day="\u202e"
            ),
            token=TOKEN,
        )
    assert_clean(shown_of(caught.value))
