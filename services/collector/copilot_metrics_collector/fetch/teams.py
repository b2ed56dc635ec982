"""Computes team totals of one day from two reports that are not stored, for lakes without users."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from copilot_usage_metrics import AuthenticationError, CopilotMetricsError, CredentialsError

from ..clock import timestamp
from ..lake.manifest import Manifest, Source, State
from ..lake.tables import ROWS
from ..plan.planning import is_settled
from ..units import FAMILIES, Unit, parts_of
from . import messages
from .context import FetchContext, FetchResult, held
from .outcome import empty_state, state_of
from .parquet import BATCH_ROWS, PartWriter
from .raw import RawFiles
from .raw_stream import tee
from .reading import Candidate, Reading, Tables, counted

_INCOMPLETE: Final = "the totals would be too small"


def ask(unit: Unit, context: FetchContext, folder: Path) -> FetchResult:
    """Fetches the totals of an entity's teams on a day. Raises like `fetch_unit.ask`."""
    from ..privacy.team_totals import team_totals

    readings = [_reading(name, unit, context) for name in parts_of(unit.family)]
    sources = [RawFiles(unit, folder, keep=False, transform=context.transform) for _ in readings]
    writer = PartWriter(folder, ROWS)
    error: CopilotMetricsError | None = None
    table: Any = None
    with closing(writer), held(context.slots) as hold:
        for reading, source in zip(readings, sources, strict=True):
            reading.keep_raw(tee(unit, source.take, hold, context))
        try:
            table = team_totals(*(_batches(unit, reading, context) for reading in readings))
        except (AuthenticationError, CredentialsError):
            raise
        except CopilotMetricsError as problem:
            error = problem
        state, reason = _judge(unit, readings, error, context)
        if state == "complete":
            for batch in table.to_batches():
                writer.write(batch, unit.day)
        written = writer.finish(unit)
        tables = Tables(() if written is None else (written,))
        manifest = Manifest(
            unit=unit,
            state=state,
            reason=reason,
            asked_at=timestamp(),
            settled=is_settled(unit, state, context.settings.today),
            rows=tables.rows,
            parts=tables.parts,
            content=tables.content,
            sources=_sources(unit, readings, sources) if state == "complete" else (),
            report_start_day=unit.day,
            report_end_day=unit.day,
        )
        manifest = counted(manifest, readings, context.transform)
    size = sum(part.bytes for each in readings for part in each.parts)
    return FetchResult(Candidate(manifest, tables.files), size, error)


def _reading(family: str, unit: Unit, context: FetchContext) -> Reading:
    operation = FAMILIES[family].operations[unit.entity.kind]
    found: Reading = getattr(context.client.rows, operation.function)(
        unit.entity.name, day=unit.day
    )
    return found


def _batches(unit: Unit, reading: Reading, context: FetchContext) -> Iterator[Any]:
    with reading:
        for batch in reading.arrow(BATCH_ROWS):
            if context.transform is not None:
                # collects names that are used as keys, to remove them from the manifest
                context.transform.batch(unit.family, batch)
            yield batch


def _judge(
    unit: Unit, readings: list[Reading], error: CopilotMetricsError | None, context: FetchContext
) -> tuple[State, str | None]:
    if error is not None:
        missing = [part.reason or "" for each in readings for part in each.failed_parts]
        files = sum(len(each.parts) for each in readings)
        if missing:
            return (
                "failed",
                f"{messages.of_files(missing, files, private=context.is_private)}: {_INCOMPLETE}",
            )
        return state_of(error), messages.of_error(error, private=context.is_private)
    for name, reading in zip(parts_of(unit.family), readings, strict=True):
        if reading.no_data is not None:
            state = empty_state(unit, context.settings.today)
            return state, f"{name}: {messages.of_no_data(reading.no_data)}"
        if reading.days[0].report_end_day not in (None, unit.day):
            return "failed", f"{name}: the report is about another day"
    return "complete", None


def _sources(unit: Unit, readings: list[Reading], sources: list[RawFiles]) -> tuple[Source, ...]:
    found: list[Source] = []
    for reading, source in zip(readings, sources, strict=True):
        found += source.finish(unit, reading.parts)[0]
    return tuple(found)
