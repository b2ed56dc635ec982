"""Days: from one to another, and as ranges in text."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Final

ONE_DAY: Final = datetime.timedelta(days=1)


def days_between(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """Yields the days from the first to the last, inclusive."""
    for number in range((last - first).days + 1):
        yield first + ONE_DAY * number


def ranges(days: Iterable[datetime.date], most: int | None = None) -> str:
    """Formats days as ranges: `2026-05-01, 2026-05-03 to 2026-05-07`; of more than `most`, how many days are left."""
    runs: list[list[datetime.date]] = []
    for day in sorted(set(days)):
        if runs and day - runs[-1][-1] == ONE_DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    texts = [f"{run[0]}" if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs[:most]]
    left = 0 if most is None else sum(len(run) for run in runs[most:])
    more = f" and {left:,} {'day' if left == 1 else 'days'} more" if left else ""
    return ", ".join(texts) + more
