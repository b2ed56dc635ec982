"""Checks the availability and age of reports, seats and bills: one request for each, through the package's client."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

import attrs
from copilot_usage_metrics import CopilotMetrics, CopilotMetricsError, NoData, NotFoundError

from ..units import COLLECTED, FAMILIES, Entity, Family
from .findings import DoctorFinding, fine, note
from .refusals import Asker, refusal

USUAL_DAYS: Final = 3
"""Days after which a day's reports are published."""
Result: TypeAlias = Any
"""The result of a call: an envelope, `NoData`, or a `CopilotMetricsError`."""


@attrs.frozen
class Asked:
    """A requested report and its result."""

    entity: Entity
    family: str
    day: datetime.date | None
    """The requested day; None for a 28-day report."""
    result: Result = attrs.field(repr=False)

    @property
    def is_refused(self) -> bool:
        """Whether the request was refused or got no response."""
        return isinstance(self.result, CopilotMetricsError)

    @property
    def links(self) -> tuple[str, ...]:
        """Signed links, which must not be printed."""
        return tuple(getattr(self.result, "download_links", ()))

    @property
    def operation(self) -> Any:
        """The called operation."""
        return FAMILIES[self.family].operations[self.entity.kind]


def first_family(entity: Entity) -> str:
    """The report that shows whether an entity's reports are available."""
    return f"{entity.kind}-28-day"


def other_families(entity: Entity) -> tuple[str, ...]:
    """All other families of this kind of entity that a sync collects by default."""
    return tuple(
        name
        for name in COLLECTED
        if entity.kind in FAMILIES[name].operations and name != first_family(entity)
    )


def ask(client: CopilotMetrics, entity: Entity, family: str, today: datetime.date) -> Asked:
    """Requests a report; a one-day report for a day that should be published."""
    operation = FAMILIES[family].operations[entity.kind]
    day, values = _request(FAMILIES[family], today - datetime.timedelta(days=USUAL_DAYS))
    try:
        result: Result = getattr(client, operation.function)(entity.name, **values)
    except CopilotMetricsError as error:
        result = error
    return Asked(entity, family, day, result)


def _request(family: Family, day: datetime.date) -> tuple[datetime.date | None, Mapping[str, Any]]:
    """Returns the requested day, if any, and the parameters of a small request."""
    if family.is_window:
        return None, {}
    if family.responses is None:
        return day, {"day": day}
    if family.is_snapshot:
        return None, {"per_page": 1}
    return day, {"year": day.year, "month": day.month, "day": day.day}


def finding_of(asked: Asked, asker: Asker, today: datetime.date) -> DoctorFinding:
    """Returns the finding for a result."""
    subject = f"{asked.family} of {asked.entity}"
    result = asked.result
    is_first = asked.family == first_family(asked.entity)
    late = "Wait a day; if it is still missing, see https://www.githubstatus.com or contact GitHub support."
    is_report = FAMILIES[asked.family].responses is None
    if isinstance(result, NotFoundError) and not is_first and is_report:
        return note("late", subject, f"404 for {asked.day}: not published yet", late)
    if isinstance(result, CopilotMetricsError):
        found = refusal(asked.entity, asked.operation, result, asker)
        return found if is_first else attrs.evolve(found, subject=subject)
    if isinstance(result, NoData):
        if asked.day is not None:
            return note("late", subject, f"no data for {asked.day}: {result.reason}", late)
        return note(
            "no-data",
            subject,
            f"accessible, but without data: {result.reason}",
            "If people use Copilot there, wait: data begins a few days after the policy was enabled.",
        )
    if not is_report:
        return fine("report", subject, "is accessible")
    if asked.day is not None:
        return fine("report", subject, f"{asked.day} is available")
    last = result.report_end_day
    age = (today - last).days
    text = f"ends with {last}, {age} {'day' if age == 1 else 'days'} ago"
    return fine("report", subject, text) if age <= USUAL_DAYS else note("late", subject, text, late)


def findings_of(asked: list[Asked], asker: Asker, today: datetime.date) -> Iterator[DoctorFinding]:
    """Returns the findings of all reports requested with one token."""
    working = {each.entity for each in asked if not each.is_refused}
    for each in asked:
        elsewhere = bool(working - {each.entity})
        yield finding_of(each, attrs.evolve(asker, works_elsewhere=elsewhere), today)
