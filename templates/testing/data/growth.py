"""The first day of each part of a row. An old day has the fields of its time."""

from __future__ import annotations

import bisect
import datetime
from functools import lru_cache

SINCE = {
    "start": datetime.date(2025, 10, 10),
    "cli": datetime.date(2026, 3, 20),
    "merges": datetime.date(2026, 3, 20),
    "cloud_agent": datetime.date(2026, 4, 7),
    "reviewed_merges": datetime.date(2026, 4, 7),
    "reviewed_median": datetime.date(2026, 4, 8),
    "cli_rollup": datetime.date(2026, 4, 10),
    "code_review": datetime.date(2026, 4, 22),
    "phases": datetime.date(2026, 5, 29),
    "server_side": datetime.date(2026, 6, 15),
    "credits": datetime.date(2026, 6, 19),
    "phase_merges": datetime.date(2026, 6, 26),
    "comment_types": datetime.date(2026, 6, 30),
    "phase_reviews": datetime.date(2026, 7, 7),
    "app": datetime.date(2026, 7, 17),
    "app_rollup": datetime.date(2026, 7, 28),
    "third_party": datetime.date(2026, 8, 7),
    "vscode_agent": datetime.date(2026, 9, 11),
    "customizations": datetime.date(2026, 9, 17),
    "review_times": datetime.date(2026, 9, 25),
}
_STEPS = sorted(set(SINCE.values()))


@lru_cache(maxsize=4096)
def era_of(day: datetime.date) -> datetime.date:
    """The newest of these days that is not after `day`: the fields of rows depend on it only."""
    index = bisect.bisect_right(_STEPS, day)
    return _STEPS[index - 1] if index else datetime.date.min


def has(era: datetime.date, part: str) -> bool:
    """Whether the part exists on a day, or in an era."""
    return era >= SINCE[part]
