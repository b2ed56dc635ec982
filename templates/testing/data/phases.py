"""The users of an entity by adoption phase, and the average activity of each phase."""

from __future__ import annotations

import datetime
import statistics
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from .activity import Activity
from .counters import ALL
from .estate import Entity
from .growth import era_of, has
from .repositories import Merge, RepositoryDay
from .words import PHASES

_AVERAGES = {
    "avg_user_initiated_interactions": "user_initiated_interaction_count",
    "avg_code_generation_activities": "code_generation_activity_count",
    "avg_code_acceptance_activities": "code_acceptance_activity_count",
    "avg_loc_added": "loc_added_sum",
    "avg_loc_deleted": "loc_deleted_sum",
}


def by_phase(
    activity: Activity, entity: Entity, day: datetime.date, happened: Iterable[RepositoryDay]
) -> list[dict[str, Any]]:
    """One entry for each of the four phases."""
    era, column = era_of(day), activity.on(day)
    phase_of = _phases(activity, day)
    engaged: Counter[int] = Counter()
    population: Counter[int] = Counter()
    days: list[Counter[int]] = [Counter() for _ in PHASES]
    seen = activity.seen(day)
    for person in activity.people(entity):
        phase = phase_of(person)
        population[phase] += seen[person]
        if column[person]:
            engaged[phase] += 1
            days[phase][column[person]] += 1
    pulls = _PullRequests(phase_of, happened)
    entries = []
    for phase, name in enumerate(PHASES):
        sums: dict[str, int] = dict.fromkeys(ALL, 0)
        for number, times in days[phase].items():
            row = activity.kinds.row(number, era)
            for counter in ALL:
                sums[counter] += row[counter] * times
        people = max(1, engaged[phase])
        entry: dict[str, Any] = {
            "phase": name,
            "phase_number": phase,
            "total_engaged_users": engaged[phase],
            **{field: round(sums[counter] / people, 2) for field, counter in _AVERAGES.items()},
            "avg_pull_requests_reviewed": round(pulls.reviewed[phase] / people, 2),
            "avg_pull_requests_created": round(pulls.created[phase] / people, 2),
            "avg_pull_requests_merged": round(len(pulls.merges[phase]) / people, 2),
        }
        entries.append(entry | _newer(pulls.merges[phase], population[phase], era))
    return entries


def _newer(merges: list[Merge], population: int, era: datetime.date) -> dict[str, Any]:
    found: dict[str, Any] = {
        "avg_pull_requests_median_minutes_to_merge": _median(merge.minutes for merge in merges)
    }
    if has(era, "phase_merges"):
        found["total_pull_requests_merged"] = len(merges)
    if has(era, "phase_reviews"):
        reviewed = [merge.stages for merge in merges if merge.stages]
        found["avg_pull_requests_minutes_to_review"] = _median(stages[0] for stages in reviewed)
        cycles = (1 + int(stages[1] // 300) for stages in reviewed)
        found["avg_pull_requests_review_cycles"] = _median(cycles)
    if has(era, "customizations"):
        found["users_in_phase_28d"] = population
    return found


class _PullRequests:
    """Pull requests by the phase of their author or reviewer; Copilot's own belong to none."""

    def __init__(self, phase_of: Callable[[int], int], happened: Iterable[RepositoryDay]) -> None:
        self.created: Counter[int] = Counter()
        self.reviewed: Counter[int] = Counter()
        self.merges: list[list[Merge]] = [[] for _ in PHASES]
        for each in happened:
            self.created.update(phase_of(one) for one in each.created if one is not None)
            self.reviewed.update(phase_of(one) for one in each.reviewed)
            for merge in each.merges:
                if merge.author is not None:
                    self.merges[phase_of(merge.author)].append(merge)


def _phases(activity: Activity, day: datetime.date) -> Callable[[int], int]:
    steady, profiles = activity.steady(day), activity.kinds.profiles
    return lambda person: profiles[activity.profile_number(person)].phase if steady[person] else 0


def _median(values: Iterable[float]) -> float:
    found = list(values)
    return float(round(statistics.median(found), 2)) if found else 0.0
