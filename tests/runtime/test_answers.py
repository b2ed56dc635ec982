"""The meaning of each response: a value, `NoData`, or an error with advice."""

from __future__ import annotations

import copy
import datetime
import pickle
from typing import Any

import httpx
import pytest

from copilot_usage_metrics import (
    AuthenticationError,
    BadRequestError,
    ForbiddenError,
    NoData,
    NotFoundError,
    Operation,
    RateLimitError,
    ServerError,
    StatusError,
    UnexpectedBodyError,
    UnprocessableError,
    v2022_11_28,
    v2026_03_10,
)
from copilot_usage_metrics._runtime.calls.response import interpret
from copilot_usage_metrics._runtime.operation import DocumentedResponse
from copilot_usage_metrics._runtime.protocol.effects import Received
from copilot_usage_metrics.v2026_03_10 import models
from tests.runtime.support import KINDS, LINKS, ask, one_day

DAY = v2026_03_10.OPERATIONS["copilotOrganizationOneDayUsageMetrics"]
ENTERPRISE_DAY = v2026_03_10.OPERATIONS["copilotEnterpriseOneDayUsageMetrics"]
RECORDS = v2026_03_10.OPERATIONS["getUsageRecords"]
CLOSED = [operation for operation in v2022_11_28.OPERATIONS.values() if operation.sunset]
JSON = "application/json; charset=utf-8"
GATEWAY = b"<!DOCTYPE html><html><body>Bad gateway</body></html>"


def received(
    body: bytes | str = b"", status: int = 200, content_type: str = JSON, **headers: str
) -> Received:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    content = body.encode() if isinstance(body, str) else body
    return Received(
        status, {"content-type": content_type, "x-github-request-id": "A:1"} | names, content
    )


def success(operation: Operation[Any], answer: Received) -> Any:
    result: Any = interpret(operation, answer)
    return result


def failure(operation: Operation[Any], answer: Received) -> StatusError:
    with pytest.raises(StatusError) as caught:
        interpret(operation, answer)
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)
    return caught.value


def unexpected(operation: Operation[Any], answer: Received) -> UnexpectedBodyError:
    with pytest.raises(UnexpectedBodyError) as caught:
        interpret(operation, answer)
    error = caught.value
    assert (error.operation_id, error.status, error.request_id) == (
        operation.operation_id,
        answer.status,
        "A:1",
    )
    assert (error.__cause__, error.__context__) == (None, None)
    return error


class TestNoData:
    SPELLINGS = (
        pytest.param(received(status=204), "204 and no content", None, id="204"),
        pytest.param(received("ignored", status=204), "204 and no content", None, id="204-body"),
        pytest.param(received(), "200 and an empty body", None, id="empty"),
        pytest.param(received(" \r\n\t "), "200 and an empty body", None, id="blank"),
        pytest.param(received(b"\xef\xbb\xbf"), "200 and an empty body", None, id="bom"),
        pytest.param(received(content_type=""), "200 and an empty body", None, id="no-type"),
        pytest.param(received(status=202), "202 and an empty body", None, id="202"),
        pytest.param(received("null"), "responded with null", None, id="null"),
        pytest.param(received('""'), 'responded with ""', None, id="quotes"),
        pytest.param(received('"  "'), 'responded with ""', None, id="blank-string"),
        pytest.param(
            received('"No report available."'), "a text", "No report available.", id="string"
        ),
        pytest.param(received('{"download_links": []}'), "no files", None, id="no-links"),
        pytest.param(
            received('{"download_links": [], "report_day": "2026-09-01"}'),
            "no files",
            None,
            id="no-links-but-a-day",
        ),
        pytest.param(received('{"download_links": null}'), "no files", None, id="null-links"),
        pytest.param(received('{"report_day": "2026-09-01"}'), "no files", None, id="a-day"),
        pytest.param(
            received(b'\xef\xbb\xbf\n{"download_links": []}'), "no files", None, id="bom-object"
        ),
    )

    @pytest.mark.parametrize("operation", [DAY, ENTERPRISE_DAY], ids=["organization", "enterprise"])
    @pytest.mark.parametrize(("answer", "reason", "message"), SPELLINGS)
    def test_each_form_of_no_data(
        self, operation: Operation[Any], answer: Received, reason: str, message: str | None
    ) -> None:
        result = interpret(operation, answer)
        assert isinstance(result, NoData)
        assert reason in result.reason
        assert (result.status, result.message, result.request_id) == (answer.status, message, "A:1")

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize(("answer", "reason", "message"), SPELLINGS)
    def test_each_form_of_no_data_through_a_client(
        self, kind: str, answer: Received, reason: str, message: str | None
    ) -> None:
        response = httpx.Response(answer.status, content=answer.body, headers=dict(answer.headers))
        result = ask(kind, lambda _: response, one_day)
        assert isinstance(result, NoData)
        assert reason in result.reason
        assert (result.status, result.message, result.request_id) == (answer.status, message, "A:1")

    def test_every_operation_can_return_no_data(self) -> None:
        for registry in (v2022_11_28.OPERATIONS, v2026_03_10.OPERATIONS):
            for operation in registry.values():
                for body in (b"", b"null", b'""'):
                    assert isinstance(interpret(operation, received(body)), NoData)

    def test_an_empty_page_of_records_is_an_empty_page(self) -> None:
        assert interpret(RECORDS, received("[]")) == []

    def test_no_data_is_falsy(self) -> None:
        nothing = NoData("why", 204, request_id="A:1")
        assert not nothing
        assert nothing == NoData("why", 204, None, "A:1")
        assert nothing != NoData("why", 200, None, "A:1")
        assert len({nothing, NoData("why", 204, None, "A:1")}) == 1
        for copied in (
            copy.copy(nothing),
            copy.deepcopy(nothing),
            pickle.loads(pickle.dumps(nothing)),
        ):
            assert copied == nothing
        assert repr(nothing) == "NoData(reason='why', status=204, message=None, request_id='A:1')"
        with pytest.raises(AttributeError):
            nothing.reason = "other"  # type: ignore[misc]

    def test_no_data_is_falsy_for_type_checkers_too(self) -> None:
        def days(answer: models.CopilotMetrics1DayReport | NoData) -> datetime.date | str:
            if answer:
                return answer.report_day
            return ""

        assert days(NoData("why", 204)) == ""


class TestSuccess:
    @pytest.mark.parametrize("content_type", [JSON, "", "text/plain", "application/octet-stream"])
    @pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf", b" \n"])
    def test_json_is_detected_by_content(self, content_type: str, prefix: bytes) -> None:
        report = success(DAY, received(prefix + LINKS.encode(), content_type=content_type))
        assert report.download_links == ["https://files.example/a?sig=SIGNATURE"]
        assert report.report_day == datetime.date(2026, 9, 1)
        assert report.extra == {}

    def test_last_of_duplicate_keys_counts(self) -> None:
        body = '{"report_day": "2026-01-01", "download_links": ["a"], "report_day": "2026-01-02"}'
        assert success(DAY, received(body)).report_day == datetime.date(2026, 1, 2)

    @pytest.mark.parametrize("digits", [19, 20, 40, 400])
    def test_integers_keep_every_digit(self, digits: int) -> None:
        number = "1" + "2" * (digits - 1)
        (record,) = success(RECORDS, received(f'[{{"user_id": {number}, "new": -{number}}}]'))
        assert record.user_id == int(number)
        assert record.extra == {"new": -int(number)}

    def test_nested_unknown_keys_are_stored(self) -> None:
        body = '[{"new": ' + "[" * 300 + "]" * 300 + "}]"
        (record,) = success(RECORDS, received(body))
        assert record.to_dict() == {"new": record.extra["new"]}
        assert "new" in repr(record)


class TestUnexpectedBody:
    @pytest.mark.parametrize(
        ("body", "why"),
        [
            ("{", "not JSON"),
            ("{'download_links': []}", "not JSON"),
            (LINKS + LINKS, "not JSON"),
            ("[1,]", "not JSON"),
            ("NaN", "not JSON"),
            ("1e400", "not JSON"),
            (b'{"a": "\xff"}', "not JSON"),
            (b"\xff\xfe{\x00}\x00", "not JSON"),
            (b"\x1f\x8b\x08", "not JSON"),
            ('"\\ud800"', "not JSON"),
            ("1" * 5000, "not JSON"),
            ("[" * 200_000, "not JSON"),
            ('{"a":' * 200_000, "not JSON"),
            ("No report", "not JSON"),
            ("[]", "the body: expected an object, found a list"),
            ("true", "the body: expected an object, found a boolean"),
            ("0", "the body: expected an object, found a number"),
            ("{}", "download_links: expected a value, found no such key"),
            ('{"message": "moved"}', "download_links: expected a value, found no such key"),
            ('{"download_links": ["a"]}', "report_day: expected a value, found no such key"),
            ('{"download_links": "a"}', "download_links: expected a list, found a string"),
            ('{"download_links": {}}', "download_links: expected a list, found an object"),
            (
                '{"download_links": ["a", null], "report_day": "2026-09-01"}',
                "download_links[1]: expected a string, found null",
            ),
            (
                '{"download_links": ["a"], "report_day": "2026-09-31"}',
                "report_day: expected a day as YYYY-MM-DD, found a string",
            ),
            (
                '{"download_links": ["a"], "report_day": "20260901"}',
                "report_day: expected a day as YYYY-MM-DD, found a string",
            ),
            (
                '{"download_links": ["a"], "report_day": null}',
                "report_day: expected a day as YYYY-MM-DD, found null",
            ),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_unusable_body_of_a_report_is_an_error(self, body: str | bytes, why: str) -> None:
        assert why in str(unexpected(DAY, received(body)))

    def test_unusable_body_of_a_list_is_an_error(self) -> None:
        error = unexpected(RECORDS, received('[{"user_id": 1}, 5]'))
        assert "[1]: expected an object, found a number" in str(error)

    def test_the_error_does_not_quote_the_body(self) -> None:
        error = unexpected(DAY, received('{"download_links": ["https://x/?sig=SIGNATURE"]}'))
        assert "SIGNATURE" not in repr(vars(error))

    @pytest.mark.parametrize(
        "answer",
        [
            received(GATEWAY, content_type="text/html; charset=utf-8"),
            received(GATEWAY),
            received(b" \n<HTML>", content_type=""),
        ],
    )
    def test_html_page_of_a_proxy_is_an_error(self, answer: Received) -> None:
        assert "HTML: a proxy or gateway responded" in str(unexpected(DAY, answer))

    @pytest.mark.parametrize("status", [201, 202, 203, 206, 226, 299])
    def test_undocumented_success_status_is_an_error(self, status: int) -> None:
        error = unexpected(DAY, received(LINKS, status=status))
        assert "the description does not define this status" in str(error)

    @pytest.mark.parametrize("kind", KINDS)
    def test_error_through_a_client(self, kind: str) -> None:
        response = httpx.Response(200, content=GATEWAY, headers={"content-type": "text/html"})
        with pytest.raises(UnexpectedBodyError, match="HTML"):
            ask(kind, lambda _: response, one_day)


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
        assert f"The API closed this operation on {operation.sunset}" in text
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
