"""The meaning of a success response: a value, `NoData`, or an unexpected body."""

from __future__ import annotations

import copy
import datetime
import pickle
from typing import Any

import httpx
import pytest

from copilot_usage_metrics import NoData, Operation, UnexpectedBodyError, v2022_11_28, v2026_03_10
from copilot_usage_metrics._runtime.calls.response import interpret
from copilot_usage_metrics._runtime.protocol.effects import Received
from copilot_usage_metrics.v2026_03_10 import models
from tests.runtime.responses import DAY, GATEWAY, JSON, RECORDS, received, success, unexpected
from tests.runtime.support import KINDS, LINKS, ask, one_day

ENTERPRISE_DAY = v2026_03_10.OPERATIONS["copilotEnterpriseOneDayUsageMetrics"]


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
