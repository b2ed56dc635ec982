"""The importance of columns, which decides what a narrow table shows."""

from __future__ import annotations

from ..questions.answer import Answer, Column

IMPORTANCE = (
    # subject of the row
    "slug",
    "user_login",
    "language",
    "model",
    "feature",
    "repo_name",
    "ide",
    "ide_version",
    "plugin_version",
    "period",
    "report_day",
    "editor",
    "plan_type",
    "organization",
    "cost_center",
    "cost_center_name",
    "unit_type",
    "authored_by",
    "reviewed_by",
    "entity",
    "host",
    # seats and bills
    "idle_since",
    "assigned",
    "idle",
    "net_amount",
    "monthly_cost",
    "idle_monthly_cost",
    "never_active",
    "active_28d",
    "reported_28d",
    "net_quantity",
    "gross_amount",
    "gross_quantity",
    "discount_amount",
    "idle_days",
    "never_used",
    "pending_cancellation_date",
    "last_activity_day",
    "reported_day",
    # people
    "active_users",
    "users",
    "members",
    "active_days",
    "new_users",
    "returning_users",
    "gone_users",
    # credits
    "ai_credits_used",
    # acceptance
    "acceptance_rate",
    "trend",
    "code_acceptance_activity_count",
    "code_generation_activity_count",
    "total_merged",
    "total_created_by_copilot",
    "total_created",
    "total_merged_created_by_copilot",
    "generation_share",
    "rows_without_credits",
    "completion_acceptance_rate",
    "loc_added_sum",
    "user_initiated_interaction_count",
    "agent_users",
    "chat_users",
    "last_day",
    "days",
    "scope",
    "kind",
)
"""Column names, the most important first. Other columns follow in their own order."""

_RANKS = {name: rank for rank, name in enumerate(IMPORTANCE)}
_PLACE = ("host", "kind", "entity")


def by_importance(columns: list[Column]) -> list[Column]:
    """Returns `columns`, the most important first; columns named by the user keep their order."""
    return sorted(
        columns,
        key=lambda column: (
            len(_RANKS) if column.is_verbatim else _RANKS.get(column.name, len(_RANKS))
        ),
    )


def informative(answer: Answer) -> list[Column]:
    """Returns all columns except those of the entity if all rows have the same: the title names it."""
    return [
        column
        for column in answer.columns
        if column.is_verbatim
        or column.name not in _PLACE
        or len(answer.table.column(column.name).unique()) > 1
    ]
