"""The meaning of an error response: its exception, rate limits, and the advice for the operation."""

from __future__ import annotations

import datetime
from typing import Any

import httpx
import pytest

from copilot_usage_metrics import (
    AuthenticationError,
    BadRequestError,
    ForbiddenError,
    NotFoundError,
    Operation,
    RateLimitError,
    ServerError,
    StatusError,
    UnprocessableError,
    v2022_11_28,
    v2026_03_10,
)
from copilot_usage_metrics._runtime.operation import DocumentedResponse
from copilot_usage_metrics._runtime.protocol.effects import Received
from copilot_usage_metrics.v2026_03_10 import models
from tests.runtime.responses import DAY, GATEWAY, JSON, RECORDS, failure, received
from tests.runtime.support import KINDS, ask, one_day

CLOSED = [operation for operation in v2022_11_28.OPERATIONS.values() if operation.sunset]


class TestStatuses:
    @pytest.mark.parametrize(
        ("status", "kind"),
        [
            (400, BadRequestError),
            (401, AuthenticationError),
            (402, StatusError),
            (403, ForbiddenError),
            (404, NotFoundError),
            (405, StatusError),
            (409, StatusError),
            (410, StatusError),
            (418, StatusError),
            (422, UnprocessableError),
            (429, RateLimitError),
            (451, StatusError),
            (499, StatusError),
            (500, ServerError),
            (502, ServerError),
            (503, ServerError),
            (504, ServerError),
            (599, ServerError),
        ],
    )
    def test_each_status_has_its_exception(self, status: int, kind: type[StatusError]) -> None:
        body = '{"message": " Some words ", "documentation_url": "https://docs.example/x"}'
        error = failure(DAY, received(body, status))
        assert type(error) is kind
        assert error.status == status
        assert error.operation_id == DAY.operation_id
        assert error.message == "Some words"
        assert error.documentation_url == "https://docs.example/x"
        assert error.request_id == "A:1"
        assert str(error).startswith(f"{DAY.operation_id}: {status}: Some words")

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 418, 422, 500, 502, 599])
    @pytest.mark.parametrize(
        ("body", "content_type", "message"),
        [
            (b"", JSON, None),
            (b"", "", None),
            (GATEWAY, "text/html", None),
            (b"null", JSON, None),
            (b"[]", JSON, None),
            (b"5", JSON, None),
            (b'"  words "', JSON, "words"),
            (b'" "', JSON, None),
            (b"{}", JSON, None),
            (b'{"message": null}', JSON, None),
            (b'{"message": 5, "documentation_url": 6}', JSON, None),
            (b'{"message": "  "}', JSON, None),
            (b'\xef\xbb\xbf{"message": "words"}', JSON, "words"),
            (b'{"message": "words"', JSON, None),
            (b'{"message": "\xff"}', JSON, None),
            (b"[" * 200_000, JSON, None),
            (b"\x00\xff", "application/octet-stream", None),
            (b" \nRequest forbidden\r\nmore", "text/plain; charset=utf-8", "Request forbidden"),
            (b"a\x1b[31mb\x00", "text/plain", r"a\x1b[31mb\x00"),
            (b"\xff\xfe", "text/plain", "��"),
            (b"x" * 5000, "text/plain", "x" * 199 + "…"),
            (b" \n ", "text/plain", None),
        ],
        ids=lambda value: repr(value)[:30],
    )
    def test_status_error_is_raised_for_any_body(
        self, status: int, body: bytes, content_type: str, message: str | None
    ) -> None:
        error = failure(DAY, received(body, status, content_type))
        assert (error.status, error.message, error.documentation_url) == (status, message, None)
        assert ("HTML: a proxy or gateway" in str(error)) is (body == GATEWAY)

    def test_missing_request_id_is_none(self) -> None:
        assert failure(DAY, Received(500, {}, b"")).request_id is None

    def test_body_is_decoded_as_the_documented_class(self) -> None:
        error = failure(DAY, received('{"message": "m", "status": "404", "new": 1}', 404))
        assert isinstance(error.answer, models.BasicError)
        assert error.answer.to_dict() == {"message": "m", "status": "404", "new": 1}

        body = '{"message": "m", "documentation_url": "u", "errors": [{"code": "invalid", "value": 5}]}'
        refused = failure(RECORDS, received(body, 422)).answer
        assert isinstance(refused, models.ValidationError)
        assert isinstance(refused.errors, list)
        assert refused.errors[0].value == 5

    def test_a_body_of_another_shape_does_not_hide_the_status(self) -> None:
        error = failure(RECORDS, received('{"message": "no such value", "errors": "x"}', 422))
        assert isinstance(error, UnprocessableError)
        assert (error.message, error.answer) == ("no such value", None)

    def test_undocumented_status_has_no_body_class(self) -> None:
        assert failure(DAY, received('{"message": "m"}', 418)).answer is None

    @pytest.mark.parametrize(
        ("content_type", "body", "kind", "message"),
        [
            (JSON, '{"message": "bad"}', models.BasicError, "bad"),
            ("application/json", '{"message": "bad"}', models.BasicError, "bad"),
            ("application/scim+json", '{"detail": "bad"}', models.ScimError, "bad"),
            ("Application/SCIM+JSON; charset=utf-8", '{"detail": "x"}', models.ScimError, "x"),
            ("application/scim+json", '{"message": "m", "detail": "d"}', models.ScimError, "m"),
            ("application/problem+json", '{"message": "bad"}', models.BasicError, "bad"),
            ("", '{"message": "bad"}', models.BasicError, "bad"),
        ],
    )
    def test_one_status_with_two_media_types(
        self, content_type: str, body: str, kind: type[Any], message: str
    ) -> None:
        error = failure(RECORDS, received(body, 400, content_type))
        assert isinstance(error, BadRequestError)
        assert type(error.answer) is kind
        assert error.message == message

    def test_status_ranges_and_defaults_of_the_description_apply(self) -> None:
        operation: Operation[Any] = Operation(
            operation_id="op",
            upstream_operation_id="x/op",
            function="op",
            method="get",
            path="/",
            responses=(
                DocumentedResponse(status="5XX", bodies={"application/json": models.ScimError}),
                DocumentedResponse(
                    status="default", bodies={"application/json": models.BasicError}
                ),
            ),
        )
        assert type(failure(operation, received("{}", 503)).answer) is models.ScimError
        assert type(failure(operation, received("{}", 404)).answer) is models.BasicError


class TestLimits:
    @pytest.mark.parametrize(
        "headers",
        [
            {"x_ratelimit_remaining": "0"},
            {"x_ratelimit_remaining": "0", "x_ratelimit_reset": "1900000000"},
            {"retry_after": "60"},
        ],
    )
    def test_403_with_limit_headers_is_a_rate_limit(self, headers: dict[str, str]) -> None:
        error = failure(DAY, received('{"message": "slow down"}', 403, JSON, **headers))
        assert isinstance(error, RateLimitError)
        assert error.status == 403
        assert error.message == "slow down"

    def test_403_with_requests_left_is_not_a_rate_limit(self) -> None:
        error = failure(DAY, received("{}", 403, JSON, x_ratelimit_remaining="4999"))
        assert type(error) is ForbiddenError

    def test_rate_limit_error_has_the_seconds_to_wait(self) -> None:
        error = failure(DAY, received("{}", 429, JSON, retry_after="61"))
        assert isinstance(error, RateLimitError)
        assert error.retry_after == 61
        silent = failure(DAY, received("{}", 429))
        assert isinstance(silent, RateLimitError)
        assert silent.retry_after is None


class TestMeanings:
    @pytest.mark.parametrize("registry", [v2022_11_28.OPERATIONS, v2026_03_10.OPERATIONS])
    def test_404_explains_its_possible_meanings_for_the_operation(self, registry: Any) -> None:
        for operation in registry.values():
            text = str(failure(operation, received('{"message": "Not Found"}', 404)))
            assert text.startswith(f"{operation.operation_id}: 404: Not Found. ")
            if operation.sunset:
                continue
            path = [p.name for p in operation.parameters if p.location == "path"]
            assert path
            for name in path:
                assert name in text
            assert ("the day has no report" in text) is (operation.day_window is not None)
            if operation.day_window is not None:
                assert f"data begins on {operation.day_window.first}" in text
                assert "GitHub stores 365 days" in text
            assert (operation.policy or "") in text
            assert ("preview" in text) is (operation.stage == "public preview")

    def test_there_are_eight_closed_operations(self) -> None:
        assert len(CLOSED) == 8

    @pytest.mark.parametrize("operation", CLOSED, ids=lambda operation: operation.operation_id)
    @pytest.mark.parametrize("status", [404, 410])
    def test_closed_operation_names_its_closing_day_and_successor(
        self, operation: Operation[Any], status: int
    ) -> None:
        text = str(failure(operation, received('{"message": "Not Found"}', status)))
        assert operation.sunset in (datetime.date(2025, 3, 1), datetime.date(2026, 4, 2))
        assert f"This operation was closed on {operation.sunset}" in text
        assert operation.successor is not None
        assert v2022_11_28.OPERATIONS[operation.successor].sunset is None
        assert f"use {operation.successor} instead" in text

    @pytest.mark.parametrize("operation", CLOSED, ids=lambda operation: operation.operation_id)
    def test_only_these_statuses_mention_the_closing(self, operation: Operation[Any]) -> None:
        for status in (400, 401, 422, 500):
            assert "closed" not in str(failure(operation, received("{}", status)))

    def test_401_mentions_the_token(self) -> None:
        text = str(failure(DAY, received('{"message": "Bad credentials"}', 401)))
        assert text.startswith(f"{DAY.operation_id}: 401: Bad credentials. ")
        assert "token is missing, wrong, expired or revoked" in text

    @pytest.mark.parametrize("kind", KINDS)
    def test_error_through_a_client(self, kind: str) -> None:
        response = httpx.Response(404, json={"message": "Not Found"})
        with pytest.raises(NotFoundError, match="org is wrong or not visible to this token"):
            ask(kind, lambda _: response, one_day)
