"""Computes counts of seats from a response that is not stored, for lakes without users."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from copilot_usage_metrics import AuthenticationError, CopilotMetricsError, CredentialsError

from ..clock import timestamp
from ..lake.manifest import Manifest, State
from ..lake.tables import ROWS
from ..plan.planning import is_settled
from ..response_columns import ReadItems
from ..units import SEATS, Unit
from . import messages
from .context import FetchContext, FetchResult, held
from .outcome import state_of
from .parquet import PartWriter
from .reading import Candidate, Tables
from .response_items import items_of
from .responses import NO_SEATS, batches_of, counted

_INCOMPLETE = "the totals would be too small"


def ask(unit: Unit, context: FetchContext, folder: Path) -> FetchResult:
    """Fetches the counts of an entity's seats. Raises like `fetch_unit.ask`."""
    from ..privacy.seat_totals import seat_totals

    seats = Unit(unit.host, SEATS, unit.entity, unit.day)
    read, writer = ReadItems(SEATS), PartWriter(folder, ROWS)
    batches = []
    error: CopilotMetricsError | None = None
    state: State = "complete"
    reason: str | None = None
    with closing(writer), held(context.slots) as hold:
        try:
            for some in batches_of(items_of(seats, context)):
                hold()
                batches.append(read.batch(some))
        except (AuthenticationError, CredentialsError):
            raise
        except CopilotMetricsError as failure:
            error = failure
            state, reason = state_of(error), messages.of_error(error, private=True)
            if batches:
                state, reason = "failed", f"{reason}: {_INCOMPLETE}"
        if error is None and not batches:
            state, reason = "no-data", NO_SEATS
        elif error is None:
            for batch in seat_totals(batches, unit.day).to_batches():
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
        )
    size = sum(batch.nbytes for batch in batches)
    return FetchResult(Candidate(counted(manifest, read, context), tables.files), size, error)
