"""Rows as Arrow tables, and whether rows are the same."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]

from copilot_usage_metrics import rows
from copilot_usage_metrics._runtime.arrow.batches import ArrowRows
from copilot_usage_metrics._runtime.decoding.decode import RowDecoder
from copilot_usage_metrics._runtime.decoding.row import Row
from tests.rows import wire


def decoded(row_type: type[Row], *objects: Any) -> list[Any]:
    decoder = RowDecoder(row_type)
    return [
        decoder.decode(each if isinstance(each, bytes) else json.dumps(each).encode())
        for each in objects
    ]


def table(some: list[Any], row_type: type[Row] = rows.UserDay, size: int = 4096) -> Any:
    return pa.table(ArrowRows(some, row_type, size))


def same(left: list[Any], right: list[Any]) -> bool:
    """Whether rows are equal, and their JSON too: in JSON, true is not 1."""
    return left == right and wire.same(
        [each.to_dict() for each in left], [each.to_dict() for each in right]
    )
