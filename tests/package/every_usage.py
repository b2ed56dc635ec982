"""Ordinary use of every operation and row type, written from `spec/` for the type checkers.

The types are those of the description and of `rows.yaml`, read without the generator's templates. The checkers prove
that the package has these types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.contract.computed import DAY, MOMENT, argument_for, type_of
from tests.contract.description import API_VERSIONS, operations
from tests.rows import wire

_HEAD = """\
import datetime
from typing import assert_type

import copilot_usage_metrics.v2022_11_28 as v2022_11_28
import copilot_usage_metrics.v2026_03_10 as v2026_03_10
from copilot_usage_metrics import AsyncItems, AsyncRows, FileRows, Items, NoData, Rows, read_rows, rows

DAY = datetime.date(2025, 7, 1)
NOON = datetime.datetime(2024, 6, 24, tzinfo=datetime.UTC)
"""


def source() -> str:
    """The text of a module."""
    parts = [_HEAD]
    for api_version in API_VERSIONS:
        for operation_id, (_, path, operation) in operations(api_version).items():
            parts.append("\n".join(_calls(api_version, operation_id, path, operation)))
    for name in wire.MODEL.sources:
        yields = wire.MODEL.sources[name].yields
        parts.append(
            f"def read_{name}() -> None:\n"
            f"    assert_type(read_rows('f', rows.{name}), FileRows[rows.{yields}])"
        )
    return "\n\n".join(parts) + "\n"


def _calls(
    api_version: str, operation_id: str, path: str, operation: Mapping[str, Any]
) -> Iterator[str]:
    module = f"v{api_version.replace('-', '_')}"
    name = operation["x-python-name"]
    taken = dict(_arguments(operation))
    given = ", ".join(f"{key}={value}" for key, value in taken.items())
    result = _result(module, operation)
    for kind, word, wait in (("", "def", ""), ("Async", "async def", "await ")):
        yield f"{word} {kind.lower() or 'sync'}_{module}_{name}(client: {module}.{kind}CopilotMetrics) -> None:"
        for each in (name, operation_id):
            yield f"    assert_type({wait}client.{each}({given}), {result})"
        if "x-row-type" in operation:
            row = wire.MODEL.sources[operation["x-row-type"]].yields
            yield f"    assert_type(client.rows.{name}({given}), {kind}Rows[rows.{row}])"
            if "day" in taken:
                days = ", ".join(f"{key}={value}" for key, value in taken.items() if key != "day")
                yield f"    client.rows.{operation_id}({days}, since=DAY, until=DAY)"
            else:
                yield f"    client.rows.{operation_id}({given})"
        if "x-pagination" in operation:
            item = _item(module, operation)
            yield f"    assert_type(client.items.{name}({given}), {kind}Items[{item}])"
            yield f"    client.items.{operation_id}({given})"


def _item(module: str, operation: Mapping[str, Any]) -> str:
    page = operation["responses"]["200"]["content"]["application/json"]["schema"]
    key = operation["x-pagination"].get("items")
    return f"{module}.models.{type_of((page['properties'][key] if key else page)['items'])}"


def _result(module: str, operation: Mapping[str, Any]) -> str:
    content = operation["responses"]["200"]["content"]["application/json"]
    name = type_of(content["schema"])
    if name.startswith("list["):
        return f"list[{module}.models.{name.removeprefix('list[')} | NoData"
    return f"{module}.models.{name} | NoData"


def _arguments(operation: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for parameter in operation.get("parameters", []):
        if parameter.get("required") and parameter["in"] != "header":
            value = argument_for(parameter["name"], parameter["schema"])
            written = {DAY: "DAY", MOMENT: "NOON"}.get(value, repr(value))
            yield parameter.get("x-python-name", parameter["name"]), written
