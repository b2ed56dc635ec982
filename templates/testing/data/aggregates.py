"""Figures of a whole organization or enterprise: one day, and the window of 28 days.

They are the sums of the users' rows of the same day, and distinct users over the
trailing days. Before `first_day` of the estate there are no users, so the first days' windows are short.
"""

from __future__ import annotations

import datetime
import threading
from collections import Counter, OrderedDict
from collections.abc import Mapping
from typing import Any

from . import customizations
from .activity import WINDOW_DAYS, Activity
from .catalogue import ACTIVE, AGENT, APP, CHAT, CLI, CLOUD, REVIEWED, REVIEWS, VSCODE_AGENT
from .counters import Sum
from .draws import mix
from .estate import Entity
from .growth import era_of, has
from .phases import by_phase
from .repositories import Repositories, pull_requests

_KEPT = 512
_ENGAGEMENT = {
    "chat": CHAT,
    "agent": AGENT,
    "copilot_cli": CLI,
    "cloud_agent": CLOUD,
    "copilot_app": APP,
}
_LENGTHS = {"daily": 1, "weekly": 7, "monthly": WINDOW_DAYS}


class Aggregates:
    """The aggregate reports of an estate. The newest results are cached; thread-safe."""

    def __init__(self, activity: Activity) -> None:
        self.activity = activity
        self.repositories = Repositories(activity)
        self._made: OrderedDict[tuple[Entity, datetime.date], dict[str, Any] | None] = OrderedDict()
        self._lock = threading.Lock()

    def day(self, entity: Entity, day: datetime.date) -> dict[str, Any] | None:
        """The figures of a day; None for a day without activity. Do not modify."""
        key = (entity, day)
        with self._lock:
            if key in self._made:
                return self._made[key]
        made = self._day(entity, day)
        with self._lock:
            self._made[key] = made
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return made

    def window(
        self, entity: Entity, last: datetime.date, *, idle_days: bool = False
    ) -> dict[str, Any] | None:
        """The 28 days that end on `last`, unsorted; None without any data.

        Args:
            entity: An organization or the enterprise.
            last: The last day.
            idle_days: Include days without activity, with zeros and empty lists.
        """
        estate = self.activity.estate
        days = [self.day(entity, day) for day in estate.window(last)]
        found = [day for day in days if day is not None]
        if not found:
            return None
        if idle_days:
            found = [
                day or self._idle(entity, each)
                for each, day in zip(estate.window(last), days, strict=True)
            ]
        start = last - datetime.timedelta(days=WINDOW_DAYS - 1)
        report: dict[str, Any] = {
            "report_start_day": start.isoformat(),
            "report_end_day": last.isoformat(),
            **self._ids(entity),
            "created_at": f"{last + datetime.timedelta(days=1)}T03:36:11.710Z",
            "day_totals": sorted(found, key=lambda day: mix(hash_of(day["day"]))),
        }
        if has(last, "customizations"):
            report["copilot_feature_engagement"] = self._engagement(entity, last)
        return report

    def _ids(self, entity: Entity) -> dict[str, str]:
        ids = {"enterprise_id": str(self.activity.estate.enterprise.id)}
        return ids if entity.number < 0 else ids | {"organization_id": str(entity.id)}

    def _idle(self, entity: Entity, day: datetime.date) -> dict[str, Any]:
        distinct = {name: self._distinct(entity, day, length) for name, length in _LENGTHS.items()}
        empty = Sum()
        row = {"day": day.isoformat(), **self._ids(entity), **_people(distinct)}
        return row | empty.counters | empty.breakdowns()

    def _distinct(self, entity: Entity, day: datetime.date, length: int) -> dict[int, int]:
        return self.activity.distinct(entity, day, length)

    def _day(self, entity: Entity, day: datetime.date) -> dict[str, Any] | None:
        activity, era = self.activity, era_of(day)
        column = activity.on(day)
        counts = Counter(column[person] for person in activity.people(entity))
        del counts[0]
        if not counts:
            return None
        total = Sum()
        for number, times in counts.items():
            total.add(activity.kinds.row(number, era), times)
        distinct = {name: self._distinct(entity, day, length) for name, length in _LENGTHS.items()}
        happened = list(self.repositories.on(entity, day))
        row: dict[str, Any] = {"day": day.isoformat(), **self._ids(entity), **_people(distinct)}
        row |= total.counters | total.breakdowns()
        row["pull_requests"] = pull_requests(happened, day)
        row |= _newer(distinct, era) | self._sessions(counts, era)
        if has(era, "phases"):
            row["totals_by_ai_adoption_phase"] = by_phase(activity, entity, day, happened)
        if has(era, "customizations"):
            row |= customizations.fields(self._customs(counts))
        return row

    def _sessions(self, counts: Counter[int], era: datetime.date) -> dict[str, Any]:
        days = [(self.activity.kinds.workday(number), times) for number, times in counts.items()]
        found: dict[str, Any] = {}
        if has(era, "cli") and any(day.cli for day, _ in days):
            found["totals_by_cli"] = _add_up((day.cli, times) for day, times in days)
        if has(era, "app"):
            used = any(day.app for day, _ in days)
            found["totals_by_copilot_app"] = (
                _add_up((day.app, times) for day, times in days) if used else None
            )
        if has(era, "vscode_agent") and any(day.vscode_agent for day, _ in days):
            found["totals_by_vscode_agent"] = _add_up(
                (day.vscode_agent, times) for day, times in days
            )
        if has(era, "third_party") and any(day.third_party for day, _ in days):
            agents: dict[str, dict[str, Any]] = {}
            for day, times in days:
                for agent, name, jobs, sessions in day.third_party:
                    entry = agents.setdefault(
                        agent,
                        {
                            "agent_id": agent,
                            "agent_name": name,
                            "user_initiated_interaction_count": 0,
                            "session_count": 0,
                        },
                    )
                    entry["user_initiated_interaction_count"] += jobs * times
                    entry["session_count"] += sessions * times
            found["totals_by_3rd_party_agent"] = list(agents.values())
        return found

    def _customs(self, counts: Counter[int]) -> dict[str, Counter[str]]:
        used: dict[str, Counter[str]] = {kind: Counter() for kind in customizations.KINDS}
        for number, times in counts.items():
            for kind, names in (self.activity.kinds.workday(number).customs or {}).items():
                for name, count in names.items():
                    used[kind][name] += count * times
        return used

    def _engagement(self, entity: Entity, last: datetime.date) -> dict[str, Any]:
        active = self._distinct(entity, last, WINDOW_DAYS)[ACTIVE]
        engaged = {
            name: self.activity.engaged(entity, last, bit) for name, bit in _ENGAGEMENT.items()
        }
        return {
            "active_user_count": active,
            "totals_by_feature": [
                {"feature": name, "engaged_user_count": count} for name, count in engaged.items()
            ],
        }


def hash_of(text: str) -> int:
    """A number for a short text, equal on every machine."""
    return int.from_bytes(text.encode(), "little")


def _people(distinct: Mapping[str, Mapping[int, int]]) -> dict[str, int]:
    return {
        "daily_active_users": distinct["daily"][ACTIVE],
        "weekly_active_users": distinct["weekly"][ACTIVE],
        "monthly_active_users": distinct["monthly"][ACTIVE],
        "monthly_active_chat_users": distinct["monthly"][CHAT],
        "monthly_active_agent_users": distinct["monthly"][AGENT],
    }


def _newer(distinct: Mapping[str, Mapping[int, int]], era: datetime.date) -> dict[str, Any]:
    daily = distinct["daily"]
    found: dict[str, Any] = {}
    if has(era, "cli") and daily[CLI]:
        found["daily_active_cli_users"] = daily[CLI]
    if has(era, "cloud_agent"):
        for name, counts in distinct.items():
            found[f"{name}_active_copilot_cloud_agent_users"] = counts[CLOUD]
    if has(era, "code_review"):
        for name, counts in distinct.items():
            found[f"{name}_active_copilot_code_review_users"] = counts[REVIEWS]
            found[f"{name}_passive_copilot_code_review_users"] = counts[REVIEWED]
    if has(era, "app"):
        found["daily_active_copilot_app_users"] = daily[APP] or None
    if has(era, "vscode_agent") and daily[VSCODE_AGENT]:
        found["daily_active_vscode_agent_users"] = daily[VSCODE_AGENT]
    return found


def _add_up(used: Any) -> dict[str, Any]:
    """Sums of sessions; the average is recomputed."""
    found: dict[str, Any] = {}
    tokens: Counter[str] = Counter()
    for sessions, times in used:
        for name, value in (sessions or {}).items():
            if isinstance(value, dict):
                for each in ("output_tokens_sum", "prompt_tokens_sum"):
                    tokens[each] += value[each] * times
            else:
                found[name] = found.get(name, 0) + value * times
    if tokens:
        average = round(tokens.total() / found["request_count"], 2)
        found["token_usage"] = {**tokens, "avg_tokens_per_request": average}
    return found
