"""Calls the package as a user does: sync or async, either API version, over a server or a transport."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Callable, Coroutine, Mapping
from types import ModuleType
from typing import Any, Protocol, TypeVar

import copilot_usage_metrics.v2022_11_28
import copilot_usage_metrics.v2026_03_10
from copilot_usage_metrics import NoData
from copilot_usage_metrics._runtime.calls.model import Model

T = TypeVar("T")

PACKAGES: Mapping[str, ModuleType] = {
    "2026-03-10": copilot_usage_metrics.v2026_03_10,
    "2022-11-28": copilot_usage_metrics.v2022_11_28,
}


class Player(Protocol):
    """Calls an operation of a client, and returns the user's result."""

    def __call__(
        self, api_version: str, operation_id: str, arguments: Mapping[str, Any]
    ) -> Any: ...


def sync_player(client: Callable[[str], Any]) -> Player:
    """A synchronous player; `client` returns the client for an API version."""

    def call(api_version: str, operation_id: str, arguments: Mapping[str, Any]) -> Any:
        method = getattr(client(api_version), operation_id)
        return called(api_version, operation_id, lambda: method(**python_values(arguments)))

    return call


def async_player(
    client: Callable[[str], Any], run: Callable[[Coroutine[Any, Any, Any]], Any]
) -> Player:
    """As `sync_player`, for a coroutine runner."""

    def call(api_version: str, operation_id: str, arguments: Mapping[str, Any]) -> Any:
        method = getattr(client(api_version), operation_id)
        coroutine = called(api_version, operation_id, lambda: method(**python_values(arguments)))
        return run(coroutine)

    return call


def called(api_version: str, operation_id: str, call: Callable[[], T]) -> T:
    """The result of a call. A closed operation must warn and name its successor, if any; another must not."""
    operation = PACKAGES[api_version].OPERATIONS[operation_id]
    if operation.sunset is None:
        return call()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            return call()
        finally:
            assert [each.category for each in caught] == [DeprecationWarning]
            assert (operation.successor or "closed") in str(caught[0].message)


def python_values(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a fixture as a user passes them: days as dates, timestamps as datetimes."""
    values = dict(arguments)
    if "day" in values:
        values["day"] = datetime.date.fromisoformat(values["day"])
    for name in {"since", "until"} & values.keys():
        values[name] = datetime.datetime.fromisoformat(values[name])
    return values


def encoded(value: Any) -> Any:
    """A result as the JSON value that it was decoded from."""
    assert not isinstance(value, NoData)
    if isinstance(value, list):
        return [encoded(each) for each in value]
    assert isinstance(value, Model)
    return value.to_dict()


def type_name(value: Any) -> str:
    """The type of a result, by its name in the fixtures."""
    if isinstance(value, list):
        names = sorted({type_name(each) for each in value})
        return f"list[{', '.join(names)}]"
    return type(value).__name__
