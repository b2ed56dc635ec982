"""Fetches one unit and returns a candidate for the lake."""

from __future__ import annotations

import datetime
from contextlib import closing
from pathlib import Path

import attrs
from copilot_usage_metrics import AuthenticationError, CopilotMetricsError, CredentialsError

from ..clock import timestamp
from ..lake.manifest import Manifest
from ..plan.planning import is_settled
from ..units import FAMILIES, SEAT_TOTALS, Unit
from . import responses, seat_totals, teams
from .context import FetchContext, FetchResult, held
from .outcome import judge
from .raw import RawFiles
from .raw_stream import tee
from .reading import Candidate, Reading, Tables, Writing, counted, end_of


def ask(unit: Unit, context: FetchContext, folder: Path) -> FetchResult:
    """Requests a unit and writes its rows into `folder`.

    Raises:
        Stopped: `context.stop` was set.
        AuthenticationError: The token is refused, which does not concern the unit.
        CredentialsError: There is no token for the unit.
    """
    if unit.family == SEAT_TOTALS:
        return seat_totals.ask(unit, context, folder)
    if unit.family not in FAMILIES:
        return teams.ask(unit, context, folder)
    family = FAMILIES[unit.family]
    if family.responses is not None:
        return responses.ask(unit, context, folder)
    call = getattr(context.client.rows, family.operations[unit.entity.kind].function)
    reading: Reading
    if family.is_window:
        reading = call(unit.entity.name)
    else:
        reading = call(unit.entity.name, day=unit.day)
    return read(unit, reading, context, folder, day=None if family.is_window else unit.day)


def read(
    unit: Unit, reading: Reading, context: FetchContext, folder: Path, day: datetime.date | None
) -> FetchResult:
    """Reads the response. `day` is the unit's; None if the report contains its last day."""
    writing = Writing(unit, folder, context.transform)
    sources = RawFiles(unit, folder, keep=context.settings.keep_raw, transform=context.transform)
    error: CopilotMetricsError | None = None
    with closing(writing), closing(sources), held(context.slots) as hold:
        reading.keep_raw(tee(unit, sources.take, hold, context))
        try:
            writing.read(reading, day)
        except (AuthenticationError, CredentialsError) as problem:
            if not reading.rows:
                raise
            error = problem
        except CopilotMetricsError as problem:
            error = problem
        ends = end_of(reading)
        if day is None and ends is not None:
            unit = attrs.evolve(unit, day=ends)
        tables = writing.finish(unit, reading.windows)
        state, reason = judge(
            unit, reading, tables, error, context.settings.today, private=context.is_private
        )
        if state not in ("complete", "partial"):
            tables = Tables(())
        kept, files = sources.finish(unit, reading.parts)
        manifest = Manifest(
            unit=unit,
            state=state,
            reason=reason,
            asked_at=timestamp(),
            settled=is_settled(unit, state, context.settings.today),
            rows=tables.rows,
            parts=tables.parts,
            content=tables.content,
            sources=kept if tables.parts or state == "complete" else (),
            report_start_day=reading.days[0].report_start_day,
            report_end_day=ends,
        )
        manifest = counted(manifest, [reading], context.transform)
        size = sum(part.bytes for part in reading.parts)
        return FetchResult(Candidate(manifest, {**tables.files, **files}), size, error)
