"""The result of a call under `rows`: rows to read once, and statistics of the read."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, TypeAlias, TypeVar

from ..access.settings import Settings
from ..arrow.batches import BATCH_SIZE, ArrowRows, AsyncArrowRows
from ..calls.arguments import day_from
from ..calls.flow import url_of
from ..decoding.outcome import Outcome
from ..decoding.reading import RowFamily
from ..decoding.row import Row
from ..errors import ArgumentError
from ..nodata import NoData
from ..operation import Operation, Operations
from ..protocol.effects import Conversation
from ..public import public
from ..reports.read_stats import ReadStats
from ..reports.report import ReportRequest, iter_nothing, read_days, read_report
from .client import AsyncClient, SyncClient, async_shell_of, shell_of
from .namespace import AsyncNamespace, Namespace
from .streams import AsyncStream, Stream

R = TypeVar("R", bound=Row)
_RowTypes: TypeAlias = Mapping[str, tuple[type[Row], type[Row] | None]]
"""The type of the rows and of the objects that enclose them in a file, by the row type of a report."""
_ENTITIES = {"enterprise": ("enterprise_id",), "org": ("organization_id",)}


class Reading(ReadStats[R]):
    """A call that returns rows: its arguments, and whether it was started."""

    def __init__(
        self,
        settings: Settings,
        operation: Operation[object],
        row_type: type[R],
        window_type: type[Row] | None,
        values: Mapping[str, object],
        *,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> None:
        scope = next(p.wire_name for p in operation.parameters if p.location == "path")
        self._operation = operation
        self._settings = settings
        self._values = dict(values)
        self._since = _day("since", since)
        self._until = _day("until", until)
        self._days_not_asked = 0
        super().__init__(RowFamily(row_type, window_type, _ENTITIES.get(scope, ())))
        self._check()

    def _check(self) -> None:
        """Check the arguments early. Raises `ArgumentError`."""
        takes_a_day = "day" in self._values
        if takes_a_day and (self._values["day"] is None) == (self._since is None):
            raise ArgumentError("day", "pass either day, or since (and until)")
        if self._until is not None and self._since is None:
            raise ArgumentError("until", "requires since")
        if self._since is not None:
            self._until = self._until or _yesterday(self._settings)
            if self._until < self._since:
                raise ArgumentError("until", f"{self._until} is before since, {self._since}")
        sample = {**self._values, "day": self._since} if self._since is not None else self._values
        url_of(self._operation, sample, self._settings)

    def _conversation(self) -> Conversation[None]:
        self._begin()
        request = ReportRequest(self._operation, self._values, self._settings)
        if self._since is None or self._until is None:
            return read_report(request, self._family, self._ledger)
        first, last = _can_have_data(self._operation, self._settings)
        since, until = max(self._since, first), min(self._until, last)
        self._days_not_asked = (self._until - self._since).days - max(-1, (until - since).days)
        if until < since:
            reason = f"no request was sent: only days from {first} to {last} can have data"
            self._ledger.outcomes.append(Outcome(day=self._since, no_data=NoData(reason, 0)))
            return iter_nothing()
        return read_days(request, since, until, self._family, self._ledger)

    @property
    def days_not_asked(self) -> int:
        """How many days of `since` to `until` were skipped, because they cannot have data: before the first day with \
        data, older than GitHub stores days, or not in the past."""
        return self._days_not_asked

    def __repr__(self) -> str:
        return self._shown(self._operation.operation_id)


@public
class Rows(Reading[R], Stream[R]):
    """Rows to read once, in a `for` loop. The first row sends the first request."""

    def __init__(
        self,
        client: SyncClient,
        operation: Operation[object],
        row_type: type[R],
        window_type: type[Row] | None,
        values: Mapping[str, object],
        *,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> None:
        self._shell = shell_of(client)
        super().__init__(
            self._shell.settings, operation, row_type, window_type, values, since=since, until=until
        )

    def arrow(self, batch_size: int = BATCH_SIZE) -> ArrowRows[R]:
        """The rows as Arrow record batches, for pyarrow, polars, pandas or duckdb. Needs the extra `arrow`.

        Raises:
            ArgumentError: `batch_size` is not a number of rows.
            MissingExtraError: The extra is not installed.
        """
        return ArrowRows(self, self.row_type, batch_size, self._family)


@public
class AsyncRows(Reading[R], AsyncStream[R]):
    """Rows to read once, in an `async for` loop. The first row sends the first request."""

    def __init__(
        self,
        client: AsyncClient,
        operation: Operation[object],
        row_type: type[R],
        window_type: type[Row] | None,
        values: Mapping[str, object],
        *,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> None:
        self._shell = async_shell_of(client)
        super().__init__(
            self._shell.settings, operation, row_type, window_type, values, since=since, until=until
        )

    def arrow(self, batch_size: int = BATCH_SIZE) -> AsyncArrowRows[R]:
        """The rows as Arrow record batches, in an `async for` loop. Needs the extra `arrow`.

        Raises:
            ArgumentError: `batch_size` is not a number of rows.
            MissingExtraError: The extra is not installed.
        """
        return AsyncArrowRows(self, self.row_type, batch_size)


class ReportNamespace(Namespace):
    """Reports as typed rows: requested, downloaded and decoded while you iterate.

    A method returns at once; its requests begin with the first row. It takes the arguments of the client's method of
    the same name. For a report of one day, `since` and `until` can replace `day`: all days from `since` to `until`, by
    default yesterday (UTC). The objects that enclose the rows, such as `rows.AggregateWindow`, are in `windows`.

    Raises:
        ArgumentError: At once, for an argument that GitHub would refuse.
        IncompleteReportError: After the last row, if a file or a day could not be read.
        CopilotMetricsError: While reading; see the client's method.
    """

    _operations: ClassVar[Operations]
    """The operations of the client's API version."""
    _row_types: ClassVar[_RowTypes]

    def _report(
        self,
        operation_id: str,
        timeout: float | None,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        /,
        **values: object,
    ) -> Rows[Any]:
        operation = self._operations[operation_id]
        row_type, window_type = self._row_types[operation.row_type or ""]
        if any(each.name == "day" for each in operation.parameters):
            values["day"] = day
        client = self._client_with(timeout)
        return Rows(client, operation, row_type, window_type, values, since=since, until=until)


class AsyncReportNamespace(AsyncNamespace):
    """Like `ReportNamespace`, in an `async for` loop."""

    _operations: ClassVar[Operations]
    """The operations of the client's API version."""
    _row_types: ClassVar[_RowTypes]

    def _report(
        self,
        operation_id: str,
        timeout: float | None,
        day: datetime.date | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        /,
        **values: object,
    ) -> AsyncRows[Any]:
        operation = self._operations[operation_id]
        row_type, window_type = self._row_types[operation.row_type or ""]
        if any(each.name == "day" for each in operation.parameters):
            values["day"] = day
        client = self._client_with(timeout)
        return AsyncRows(client, operation, row_type, window_type, values, since=since, until=until)


def _yesterday(settings: Settings) -> datetime.date:
    now = datetime.datetime.fromtimestamp(settings.clock.now(), datetime.UTC)
    return now.date() - datetime.timedelta(days=1)


def _can_have_data(
    operation: Operation[object], settings: Settings
) -> tuple[datetime.date, datetime.date]:
    """The first and the last day for which an operation can have data, if known."""
    last = _yesterday(settings)
    window = operation.day_window
    bounds = [datetime.date.min]
    if window is not None and window.first is not None:
        bounds.append(window.first)
    if window is not None and window.max_age_days is not None:
        bounds.append(last - datetime.timedelta(days=window.max_age_days))
    return max(bounds), last


def _day(name: str, value: object) -> datetime.date | None:
    return None if value is None else day_from(name, value)
