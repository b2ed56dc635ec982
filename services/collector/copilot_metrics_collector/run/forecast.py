"""Forecast of a plan: units, requests and hours, by credential and in total."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from ..access.rate_limit import PER_HOUR, rate_limit
from ..access.settings import RunSettings
from ..exits import GitHubError
from ..plan.planning import Plan, requests_of
from ..units import RESPONSES, parts_of
from .running import Share


@attrs.frozen
class Forecast:
    """The forecast of one lane."""

    lane: str
    units: int
    requests: int
    per_hour: int
    """Rate limit in requests per hour."""
    remaining: int | None
    """Remaining requests; None if the limit is assumed."""
    note: str
    """Source of the limit."""

    @property
    def hours(self) -> float:
        """Minimum duration at this limit."""
        return self.requests / self.per_hour


def forecast(share: Share, settings: RunSettings, assumed: int | None) -> Forecast:
    """Returns the forecast of a lane. Queries its rate limit, which is free, unless `assumed` is given.

    Raises:
        ConfigurationError: The secret is needed but missing here.
    """
    requests = sum(map(requests_of, share.units))

    def told(per_hour: int, remaining: int | None, note: str) -> Forecast:
        return Forecast(share.lane, len(share.units), requests, per_hour, remaining, note)

    if assumed is not None:
        return told(assumed, None, "from --requests-per-hour")
    arguments = share.credential.arguments(share.lane, settings.base_url)
    token = arguments.get("token")
    if not isinstance(token, str):
        return told(
            PER_HOUR, None, "assumed: an installation's limit is known after its first request"
        )
    try:
        found = rate_limit(settings.base_url, token, timeout=settings.timeout_seconds)
    except GitHubError as error:
        return told(PER_HOUR, None, f"assumed: {error}")
    finally:
        del token, arguments
    if found is None or found.limit < 1:
        return told(PER_HOUR, None, "assumed: the server reports no limit")
    return told(
        found.limit, found.remaining, f"{found.remaining:,} left until {found.reset:%H:%M} UTC"
    )


def lines(plan: Plan, forecasts: Sequence[Forecast]) -> Iterator[str]:
    """Yields the plan as text."""
    for each in forecasts:
        yield _line(
            each.lane,
            each.units,
            each.requests,
            each.hours,
            f"{each.per_hour:,} per hour, {each.note}",
        )
    hours = max((each.hours for each in forecasts), default=0.0)
    note = "one credential" if len(forecasts) == 1 else f"{len(forecasts)} credentials in parallel"
    yield _line("total", len(plan.units), plan.requests, hours, note)
    by_family = Counter(unit.family for unit in plan.units)
    for name, count in sorted(by_family.items()):
        responses = RESPONSES.get(parts_of(name)[0])
        more = "" if responses is None else responses.more_requests
        yield f"  {name}: {count:,}" + (f", each with more requests: {more}" if more else "")
    for reason, count in plan.skipped.items():
        yield f"  not requested, {reason}: {count:,}"


def _line(name: str, units: int, requests: int, hours: float, note: str) -> str:
    return f"{name}: {units:,} units, {requests:,} requests, {_hours(hours)} ({note})"


def _hours(hours: float) -> str:
    return f"at least {hours:.1f} hours" if hours >= 0.1 else "minutes"
