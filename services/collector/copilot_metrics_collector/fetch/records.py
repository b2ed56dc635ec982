"""Usage records: pages of JSON with prompts and answers, which GitHub stores for 48 hours."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
from copilot_usage_metrics import (
    UNSET,
    AuthenticationError,
    CopilotMetricsError,
    CredentialsError,
    models,
)

from ..clock import timestamp
from ..lake.manifest import Manifest, State
from ..lake.tables import ROWS, USAGE_RECORD_COLUMNS
from ..plan.planning import is_settled
from ..units import Unit
from . import messages
from .context import Answer, Context, Stopped, held
from .outcome import empty_state, state_of
from .reading import Candidate, Writing, signed

_MOST_ROWS: Final = 1000
_MOST_BODY: Final = 1 << 24
"""Characters of bodies in memory: GitHub truncates a body at a megabyte."""
_BEGINNING: Final = "GitHub stores 48 hours: the beginning of the day may be missing"


def ask(unit: Unit, context: Context, folder: Path) -> Answer:
    """Fetches the records of a day. Raises like `fetch_unit.ask`."""
    today = context.settings.today
    items = context.client.items.get_usage_records(
        unit.entity.name, phrase=f"created:{unit.day}", per_page=25, order="asc"
    )
    writing = Writing(unit, folder, context.transform)
    error: CopilotMetricsError | None = None
    size = 0
    unknown: Counter[str] = Counter()
    with closing(writing), held(context.slots) as hold, items:
        try:
            for some in _batches(items):
                if context.stop.is_set():
                    raise Stopped
                hold()
                batch = _batch(some)
                size += batch.nbytes
                unknown.update(key for each in some for key in each.extra)
                writing.write(ROWS, batch, unit.day)
        except (AuthenticationError, CredentialsError):
            raise
        except CopilotMetricsError as problem:
            error = problem
        tables = writing.finish(unit)
        state: State
        reason: str | None
        if error is not None:
            state, reason = (
                ("partial" if tables.rows else state_of(error)),
                messages.of_error(error),
            )
        elif not tables.rows:
            state, reason = empty_state(unit, today), "GitHub has no records of this day"
        elif unit.day < today - datetime.timedelta(days=1):
            state, reason = "partial", _BEGINNING
        else:
            state, reason = "complete", None
        manifest = Manifest(
            unit=unit,
            state=state,
            reason=reason,
            asked_at=timestamp(),
            settled=is_settled(unit, state, today),
            rows=tables.rows,
            unknown_keys=dict(unknown),
            parts=tables.parts,
            content=tables.content,
        )
        return Answer(Candidate(signed(manifest), tables.files), size, error)


def _batches(items: Any) -> Iterator[list[models.UsageRecord]]:
    some: list[models.UsageRecord] = []
    body = 0
    problem: CopilotMetricsError | None = None
    try:
        for item in items:
            some.append(item)
            body += len(item.body) if isinstance(item.body, str) else 0
            if len(some) >= _MOST_ROWS or body >= _MOST_BODY:
                yield some
                some, body = [], 0
    except CopilotMetricsError as error:
        problem = error
    if some:
        yield some
    if problem is not None:
        raise problem


def _batch(some: list[models.UsageRecord]) -> Any:
    columns = []
    for field in USAGE_RECORD_COLUMNS:
        if field.name == "extra":
            values = [
                json.dumps(each.extra, sort_keys=True) if each.extra else None for each in some
            ]
        else:
            found = (getattr(each, field.name) for each in some)
            values = [None if value is UNSET else value for value in found]
        columns.append(pa.array(values, field.type))
    return pa.record_batch(columns, schema=USAGE_RECORD_COLUMNS)
