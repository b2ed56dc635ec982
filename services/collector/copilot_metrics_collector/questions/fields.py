"""Units and first days of fields, from the package's JSON Schema."""

from __future__ import annotations

import datetime
import json
from functools import cache
from importlib import resources
from typing import Any, Final

CODE_COUNTERS: Final = (
    "code_generation_activity_count",
    "code_acceptance_activity_count",
    "loc_suggested_to_add_sum",
    "loc_suggested_to_delete_sum",
    "loc_added_sum",
    "loc_deleted_sum",
)
COUNTERS: Final = ("user_initiated_interaction_count", *CODE_COUNTERS)
GENERATIONS: Final = CODE_COUNTERS[0]
ACCEPTANCES: Final = CODE_COUNTERS[1]
CREDITS: Final = "ai_credits_used"
COMPLETION: Final = "code_completion"
"""The feature of the acceptance rate of completions."""
FLAGS: Final = (
    "used_chat",
    "used_agent",
    "used_cli",
    "used_copilot_cloud_agent",
    "used_copilot_code_review_active",
    "used_copilot_code_review_passive",
    "used_copilot_app",
    "used_vscode_agent",
)
PULL_REQUESTS: Final = (
    "total_created",
    "total_reviewed",
    "total_merged",
    "total_created_by_copilot",
    "total_reviewed_by_copilot",
    "total_merged_created_by_copilot",
    "total_merged_reviewed_by_copilot",
    "total_suggestions",
    "total_applied_suggestions",
    "total_copilot_suggestions",
    "total_copilot_applied_suggestions",
)
MEDIANS: Final = (
    "median_minutes_to_merge",
    "median_minutes_to_merge_copilot_authored",
    "median_minutes_to_merge_copilot_reviewed",
)
REVIEW_TIMES: Final = tuple(
    f"{statistic}_minutes_{stage}"
    for stage in ("ready_to_first_review", "first_to_final_review", "final_review_to_merge")
    for statistic in ("median", "p90")
)


def unit_of(row_type: str, field: str) -> str | None:
    """Returns the unit of a field; None if the schema has none."""
    unit: str | None = _field(row_type, field).get("x-unit")
    return unit


def since(row_type: str, field: str) -> datetime.date | None:
    """Returns the first day on which a field is in the files; None if unknown."""
    day: str | None = _field(row_type, field).get("x-since")
    return None if day is None else datetime.date.fromisoformat(day)


def _field(row_type: str, field: str) -> dict[str, Any]:
    found: dict[str, Any] = _schema()["$defs"][row_type]["properties"][field]
    return found


@cache
def _schema() -> dict[str, Any]:
    file = resources.files("copilot_usage_metrics.rows") / "rows.schema.json"
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return schema
