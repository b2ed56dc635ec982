"""Closed operations warn, at the line of the caller; no other operation does."""

from __future__ import annotations

import asyncio
import inspect
import warnings
from typing import Any

import httpx
import pytest

from copilot_usage_metrics import AsyncCopilotMetrics, CopilotMetrics, v2022_11_28, v2026_03_10
from tests.runtime.support import TOKEN

CLOSED = [name for name, operation in v2022_11_28.OPERATIONS.items() if operation.deprecated]
NAMES = [
    pytest.param(operation, name, id=name)
    for operation in CLOSED
    for name in (operation, v2022_11_28.OPERATIONS[operation].function)
]
NOTHING = httpx.MockTransport(lambda _: httpx.Response(204))


def arguments(operation: Any) -> dict[str, str]:
    return {p.name: "2026-09-01" for p in operation.parameters if p.required}


def test_every_deprecated_operation_has_the_day_of_its_closing() -> None:
    assert len(CLOSED) >= 8
    assert all(v2022_11_28.OPERATIONS[name].sunset for name in CLOSED)


@pytest.mark.parametrize(("operation_id", "name"), NAMES)
class TestClosed:
    def test_warning_is_at_the_callers_line(self, operation_id: str, name: str) -> None:
        operation = v2022_11_28.OPERATIONS[operation_id]
        with (
            httpx.Client(transport=NOTHING) as http,
            v2022_11_28.CopilotMetrics(TOKEN, http_client=http) as client,
            warnings.catch_warnings(record=True) as caught,
        ):
            warnings.simplefilter("always")
            line = _line() + 1
            getattr(client, name)(**arguments(operation))
        self.check(operation, caught, line)

    def test_async_warning_is_at_the_callers_line(self, operation_id: str, name: str) -> None:
        operation = v2022_11_28.OPERATIONS[operation_id]

        async def run() -> int:
            async with (
                httpx.AsyncClient(transport=NOTHING) as http,
                v2022_11_28.AsyncCopilotMetrics(TOKEN, http_client=http) as client,
            ):
                line = _line() + 1
                await getattr(client, name)(**arguments(operation))
                return line

        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            line = asyncio.run(run())
        self.check(operation, caught, line)

    def check(self, operation: Any, caught: list[warnings.WarningMessage], line: int) -> None:
        (warning,) = caught
        assert warning.category is DeprecationWarning
        assert (warning.filename, warning.lineno) == (__file__, line)
        text = str(warning.message)
        assert f"this operation was closed on {operation.sunset}" in text
        assert (operation.successor or "closed") in text

    def test_method_is_marked_deprecated_and_has_its_docstring(
        self, operation_id: str, name: str
    ) -> None:
        for cls in (v2022_11_28.CopilotMetrics, v2022_11_28.AsyncCopilotMetrics):
            method = getattr(cls, name)
            assert operation_id in method.__deprecated__ or "closed" in method.__deprecated__
            assert method.__name__ == v2022_11_28.OPERATIONS[operation_id].function
            assert "Deprecated" in method.__doc__


def _line() -> int:
    """The line that calls this function."""
    frame = inspect.currentframe()
    assert frame is not None
    assert frame.f_back is not None
    return frame.f_back.f_lineno


@pytest.mark.parametrize("package", [v2022_11_28, v2026_03_10], ids=lambda p: p.API_VERSION)
def test_other_operations_do_not_warn(package: Any) -> None:
    open_ones = [operation for operation in package.OPERATIONS.values() if not operation.sunset]
    assert open_ones

    async def run() -> None:
        async with (
            httpx.AsyncClient(transport=NOTHING) as async_http,
            package.AsyncCopilotMetrics(TOKEN, http_client=async_http) as async_client,
        ):
            for operation in open_ones:
                for name in (operation.function, operation.operation_id):
                    assert not await getattr(async_client, name)(**arguments(operation))

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with (
            httpx.Client(transport=NOTHING) as http,
            package.CopilotMetrics(TOKEN, http_client=http) as client,
        ):
            for operation in open_ones:
                for name in (operation.function, operation.operation_id):
                    assert not getattr(client, name)(**arguments(operation))
        asyncio.run(run())


@pytest.mark.parametrize("package", [v2022_11_28, v2026_03_10], ids=lambda p: p.API_VERSION)
def test_both_names_are_one_method(package: Any) -> None:
    for operation in package.OPERATIONS.values():
        for cls in (package.CopilotMetrics, package.AsyncCopilotMetrics):
            assert getattr(cls, operation.function) is getattr(cls, operation.operation_id)


def test_the_top_of_the_package_is_the_newest_version() -> None:
    assert CopilotMetrics is v2026_03_10.CopilotMetrics
    assert AsyncCopilotMetrics is v2026_03_10.AsyncCopilotMetrics
