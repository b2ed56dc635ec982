"""Operations, the responses that they receive, and the result or error of each."""

from __future__ import annotations

from typing import Any

import pytest

from copilot_usage_metrics import Operation, StatusError, UnexpectedBodyError, v2026_03_10
from copilot_usage_metrics._runtime.calls.response import interpret
from copilot_usage_metrics._runtime.protocol.effects import Received

DAY = v2026_03_10.OPERATIONS["copilotOrganizationOneDayUsageMetrics"]
RECORDS = v2026_03_10.OPERATIONS["getUsageRecords"]
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
