"""The period of a day."""

from __future__ import annotations

import datetime


def period_of(day: datetime.date, period: str) -> str:
    year, week, _ = day.isocalendar()
    return {"day": f"{day}", "week": f"{year}-W{week:02d}", "month": f"{day:%Y-%m}"}[period]
