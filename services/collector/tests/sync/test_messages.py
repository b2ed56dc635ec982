"""Reasons are the same words for the same reason, whatever else an answer held."""

from __future__ import annotations

import pytest
from copilot_usage_metrics import (
    CredentialsError,
    ForbiddenError,
    NoData,
    NotFoundError,
    RateLimitError,
    RequestTimeoutError,
    TransportError,
    UnexpectedBodyError,
)
from hypothesis import given
from hypothesis import strategies as st

from copilot_metrics_collector.fetch.messages import of_error, of_files, of_no_data, stable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Try again. Request ID FA4E:1:2:3", "Try again. request id 77AA:9:8:7 and more"),
        ("see https://a.example/x?sig=1 now", "see https://b.example/y?sig=2 now"),
        ("ended at 2026-11-19T10:00:00Z", "ended at 2026-11-20 11:00:00.5Z"),
        (
            "answer FA4E:0001:0000001:000001:00000000 lost",
            "answer FA4E:0002:0000002:000001:00000000 lost",
        ),
        ("it ended after 17 of 300 bytes", "it ended after 23 of 300 bytes"),
        ("id 12e8d216-a384-9c2f-a667-d93a533fbd71", "id 00e8d216-a384-9c2f-a667-d93a533fbd71"),
        (
            "peer closed (received 1 bytes, expected 2)",
            "peer closed (received 3 bytes, expected 4)",
        ),
        ("after 123456 tries", "after 654321 tries"),
    ],
)
def test_what_changes_from_request_to_request_is_left_out(one: str, other: str) -> None:
    assert stable(one) == stable(other)
    assert stable(one).split()[0] == one.split()[0]


@given(st.text(max_size=2000))
def test_a_reason_is_one_short_line_and_stays_one(text: str) -> None:
    found = stable(text)
    assert len(found) <= 300
    assert "\n" not in found
    assert "https://" not in found or found.endswith("https://")


def error(cls: type, text: str, status: int, message: str | None) -> object:
    return cls(text, operation_id="op", status=status, message=message, request_id="FA4E:1")


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (error(NotFoundError, "op: 404", 404, "Not Found"), "404: Not Found"),
        (error(ForbiddenError, "op: 403", 403, None), "403, unknown: GitHub gave no reason"),
        (
            error(UnexpectedBodyError, "op: 200, but the body is not JSON", 200, None),
            "200, but the body is not JSON",
        ),
        (
            error(RateLimitError, "op: 429. The server requests a wait of 17 s.", 429, "x"),
            "rate limit: the wait would exceed the deadline of a request",
        ),
        (RequestTimeoutError("no response from the API: ReadTimeout: x"), "no response in time"),
        (
            TransportError("no response from the API: ConnectError: refused"),
            "no response from the API",
        ),
        (CredentialsError("the app is not installed"), "the app is not installed"),
    ],
)
def test_words_of_errors(problem: object, words: str) -> None:
    assert of_error(problem) == words  # type: ignore[arg-type]


def test_words_of_nothing_and_of_files() -> None:
    assert (
        of_no_data(NoData("the report has no files", 200, "No report", "FA4E:1"))
        == "the report has no files"
    )
    assert of_files(["b", "a", "a"], 4) == "3 of 4 files are missing: a (and 1 other reasons)"
    assert of_files(["a"], 1) == "1 of 1 files are missing: a"
