"""The former responses of the closed endpoints: whole days inline, no files."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from .words import COMPLETION


def usage_day(aggregate: Mapping[str, Any]) -> dict[str, Any]:
    """A day in the form of `/copilot/usage`, from the figures of an aggregate report."""
    active = aggregate["daily_active_users"]
    breakdown = [
        {
            "language": entry["language"],
            "editor": "vscode",
            "suggestions_count": entry["code_generation_activity_count"],
            "acceptances_count": entry["code_acceptance_activity_count"],
            "lines_suggested": entry["loc_suggested_to_add_sum"],
            "lines_accepted": min(entry["loc_added_sum"], entry["loc_suggested_to_add_sum"]),
            "active_users": max(1, active // 3),
        }
        for entry in aggregate["totals_by_language_feature"]
        if entry["feature"] == COMPLETION
    ]
    asked = aggregate["user_initiated_interaction_count"]
    return {
        "day": aggregate["day"],
        "total_suggestions_count": sum(entry["suggestions_count"] for entry in breakdown),
        "total_acceptances_count": sum(entry["acceptances_count"] for entry in breakdown),
        "total_lines_suggested": sum(entry["lines_suggested"] for entry in breakdown),
        "total_lines_accepted": sum(entry["lines_accepted"] for entry in breakdown),
        "total_active_users": active,
        "total_chat_acceptances": asked // 4,
        "total_chat_turns": asked,
        "total_active_chat_users": min(active, asked),
        "breakdown": breakdown,
    }


def metrics_day(aggregate: Mapping[str, Any]) -> dict[str, Any]:
    """A day in the form of `/copilot/metrics`, from the figures of an aggregate report."""
    active = aggregate["daily_active_users"]
    asked = aggregate["user_initiated_interaction_count"]
    languages = [
        {
            "name": entry["language"],
            "total_engaged_users": max(1, active // 3),
            "total_code_suggestions": entry["code_generation_activity_count"],
            "total_code_acceptances": entry["code_acceptance_activity_count"],
            "total_code_lines_suggested": entry["loc_suggested_to_add_sum"],
            "total_code_lines_accepted": entry["loc_added_sum"],
        }
        for entry in aggregate["totals_by_language_feature"]
        if entry["feature"] == COMPLETION
    ]
    model = {"name": "default", "is_custom_model": False, "custom_model_training_date": None}
    engaged = {"total_engaged_users": max(1, active // 2)}
    chat = {
        **model,
        **engaged,
        "total_chats": asked,
        "total_chat_insertion_events": asked // 5,
        "total_chat_copy_events": asked // 7,
    }
    completions = {**model, **engaged, "languages": languages}
    merged = {**model, **engaged, "total_pr_summaries_created": active // 4}
    return {
        "date": aggregate["day"],
        "total_active_users": active,
        **engaged,
        "copilot_ide_code_completions": {
            **engaged,
            "languages": [
                {key: entry[key] for key in ("name", "total_engaged_users")} for entry in languages
            ],
            "editors": [{"name": "vscode", **engaged, "models": [completions]}],
        },
        "copilot_ide_chat": {
            **engaged,
            "editors": [{"name": "vscode", **engaged, "models": [chat]}],
        },
        "copilot_dotcom_chat": {
            **engaged,
            "models": [{**model, **engaged, "total_chats": asked // 3}],
        },
        "copilot_dotcom_pull_requests": {
            **engaged,
            "repositories": [{"name": "octo-org/service-0000", **engaged, "models": [merged]}],
        },
    }


def within(day: datetime.date, since: str | None, until: str | None) -> bool:
    """Whether a day is between two times of the query. Raises `ValueError` for an invalid time."""
    return not (
        (since and day < datetime.datetime.fromisoformat(since).date())
        or (until and day > datetime.datetime.fromisoformat(until).date())
    )
