"""Pull requests of a day by repository, and their figures."""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from .activity import Activity, is_quiet
from .draws import Draws, mix, seed_of
from .estate import Entity, Estate
from .growth import has
from .words import COMMENT_TYPES, VISIBILITIES

_MOST = 2000


@dataclass(frozen=True, slots=True)
class Merge:
    """One merged pull request. Times are minutes."""

    author: int | None
    """The author; None for Copilot."""
    reviewed_by_copilot: bool
    minutes: float
    stages: tuple[float, float, float] | None
    """Ready to first review, first to last review, last review to merge; None without a review."""


@dataclass(frozen=True, slots=True)
class RepositoryDay:
    """The activity in a repository on a day."""

    repository: int
    created: tuple[int | None, ...]
    """The authors of new pull requests; None for Copilot."""
    reviewed: tuple[int, ...]
    """The reviewers, one entry for each pull request."""
    reviewed_by_copilot: int
    merges: tuple[Merge, ...]
    suggestions: int
    applied: int
    by_type: tuple[tuple[str, int, int], ...]
    """Copilot's own suggestions by the kind of comment: suggested, applied."""


@dataclass(frozen=True, slots=True)
class Repositories:
    """The repositories of an estate."""

    activity: Activity = field(repr=False)

    @property
    def estate(self) -> Estate:
        """The owners of the entity's repositories."""
        return self.activity.estate

    def of(self, entity: Entity) -> Sequence[int]:
        """The numbers of the entity's repositories."""
        count, organizations = self.count, len(self.estate.organizations)
        return range(count) if entity.number < 0 else range(entity.number, count, organizations)

    @property
    def count(self) -> int:
        """The number of repositories: one for every five users, and at least three for each organization."""
        return min(_MOST, max(3 * len(self.estate.organizations), self.estate.seats // 5))

    def on(self, entity: Entity, day: datetime.date) -> Iterator[RepositoryDay]:
        """The activity of the repositories that had any."""
        estate = self.estate
        if is_quiet(day) or not estate.first_day <= day <= estate.last_day:
            return
        share = 10 if day.weekday() >= 5 else 65
        for number in self.of(entity):
            chance = mix(seed_of(estate.seed, 5, day.toordinal()) ^ number)
            if chance % 100 < share:
                people = self.activity.people(
                    estate.organizations[number % len(estate.organizations)]
                )
                if people:
                    yield _happened(Draws(chance), number, people)

    def rows(self, entity: Entity, day: datetime.date) -> Iterator[dict[str, Any]]:
        """The rows of the repositories report."""
        for happened in self.on(entity, day):
            row: dict[str, Any] = {
                "day": day.isoformat(),
                "enterprise_id": str(self.estate.enterprise.id),
                **identity_of(self.estate, happened.repository),
                "pull_requests": pull_requests([happened], day),
            }
            if "copilot_suggestions_by_comment_type" in row["pull_requests"]:
                row["pull_requests"]["copilot_suggestions_by_comment_type"] = []
            if has(day, "review_times"):
                row["pull_request_review_times"] = _review_times(happened)
            yield row


def identity_of(estate: Estate, number: int) -> dict[str, Any]:
    """The fields of a row that identify the repository."""
    owner = estate.organizations[number % len(estate.organizations)]
    return {
        "organization_id": str(owner.id),
        "repo_id": 800_000_000 + estate.seed % 1000 * 10_000 + number,
        "repo_owner_name": owner.slug,
        "repo_name": f"service-{number:04d}",
        "repo_visibility": VISIBILITIES[number % 7 % 3],
    }


def pull_requests(happened: Iterable[RepositoryDay], day: datetime.date) -> dict[str, Any]:
    """The figures over some repositories. Medians are absent without a merge."""
    days = list(happened)
    merges = [merge for each in days for merge in each.merges]
    by_type = [entry for each in days for entry in each.by_type]
    found: dict[str, Any] = {
        "total_created": sum(len(each.created) for each in days),
        "total_reviewed": sum(len(each.reviewed) for each in days),
        "total_created_by_copilot": sum(each.created.count(None) for each in days),
        "total_reviewed_by_copilot": sum(each.reviewed_by_copilot for each in days),
    }
    if not has(day, "merges"):
        return found
    own = [merge.minutes for merge in merges if merge.author is None]
    seen = [merge.minutes for merge in merges if merge.reviewed_by_copilot]
    found |= {
        "total_merged": len(merges),
        "total_suggestions": sum(each.suggestions for each in days),
        "total_applied_suggestions": sum(each.applied for each in days),
        "total_merged_created_by_copilot": len(own),
        "total_copilot_suggestions": sum(suggested for _, suggested, _ in by_type),
        "total_copilot_applied_suggestions": sum(applied for _, _, applied in by_type),
    }
    if merges:
        found["median_minutes_to_merge"] = _median([merge.minutes for merge in merges])
    if own:
        found["median_minutes_to_merge_copilot_authored"] = _median(own)
    if has(day, "reviewed_merges"):
        found["total_merged_reviewed_by_copilot"] = len(seen)
    if has(day, "reviewed_median") and seen:
        found["median_minutes_to_merge_copilot_reviewed"] = _median(seen)
    if has(day, "comment_types"):
        found["copilot_suggestions_by_comment_type"] = [
            {
                "comment_type": kind,
                "total_copilot_suggestions": sum(one for name, one, _ in by_type if name == kind),
                "total_copilot_applied_suggestions": sum(
                    one for name, _, one in by_type if name == kind
                ),
            }
            for kind in COMMENT_TYPES
            if any(name == kind for name, _, _ in by_type)
        ]
    return found


def _happened(draws: Draws, number: int, people: Sequence[int]) -> RepositoryDay:
    created = [
        draws.one(people) if draws.chance(0.85) else None for _ in range(draws.between(0, 6))
    ]
    reviewed = [draws.one(people) for _ in range(draws.between(0, 5))]
    merges = [_merge(draws, people) for _ in range(draws.between(0, 4))]
    by_type = []
    for kind in draws.some(COMMENT_TYPES, 0, 3):
        suggested = draws.between(1, 9)
        by_type.append((kind, suggested, int(suggested * draws.share(0, 0.7))))
    suggested, applied = draws.between(0, 8), 0
    if suggested:
        applied = int(suggested * draws.share(0, 0.8))
    return RepositoryDay(
        repository=number,
        created=tuple(created) or (draws.one(people),),
        reviewed=tuple(reviewed),
        reviewed_by_copilot=draws.between(0, len(created) + len(merges)),
        merges=tuple(merges),
        suggestions=suggested + sum(one for _, one, _ in by_type),
        applied=applied + sum(one for _, _, one in by_type),
        by_type=tuple(by_type),
    )


def _merge(draws: Draws, people: Sequence[int]) -> Merge:
    stages = tuple(round(draws.share(0.5, 900), 2) for _ in range(3))
    reviewed = draws.chance(0.75)
    return Merge(
        author=draws.one(people) if draws.chance(0.85) else None,
        reviewed_by_copilot=draws.chance(0.4),
        minutes=round(sum(stages) + draws.share(1, 600), 2),
        stages=(stages[0], stages[1], stages[2]) if reviewed else None,
    )


def _review_times(happened: RepositoryDay) -> list[dict[str, Any]]:
    covered = [
        merge.stages for merge in happened.merges if merge.stages and merge.author is not None
    ]
    if not covered:
        return []
    found: dict[str, Any] = {
        "authored_by": "human",
        "reviewed_by": "human",
        "total_merged": len(covered),
    }
    names = ("ready_to_first_review", "first_to_final_review", "final_review_to_merge")
    for index, name in enumerate(names):
        minutes = sorted(stages[index] for stages in covered)
        found[f"median_minutes_{name}"] = _median(minutes)
        found[f"p90_minutes_{name}"] = minutes[int(0.9 * (len(minutes) - 1) + 0.5)]
    return [found]


def _median(minutes: Iterable[float]) -> float:
    return round(statistics.median(minutes), 2)
