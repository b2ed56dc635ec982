"""What a call under `rows` gives: rows to read once, and what became of them."""

from __future__ import annotations

import datetime
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from .effects import Conversation
from .errors import ArgumentError, ReadTwiceError
from .flow import url_of
from .lessons import Sighting
from .nodata import NoData
from .operation import Operation
from .outcome import BadLine, Outcome, Part
from .reading import Family
from .report import Ledger, Tee, read_days, read_report
from .row import Row
from .settings import Settings

if TYPE_CHECKING:
    from .client import AsyncClient, SyncClient

R = TypeVar("R", bound=Row)
_ENTITIES = {"enterprise": "enterprise_id", "org": "organization_id"}


class Reading(Generic[R]):
    """What is known of the rows, while they are read and afterwards."""

    def __init__(
        self,
        settings: Settings,
        operation: Operation[Any],
        row_type: type[R],
        window_type: type[Row] | None,
        values: Mapping[str, Any],
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
        self._family = Family(row_type, window_type, _ENTITIES.get(scope))
        self._ledger = Ledger()
        self._is_begun = False
        self._check()

    def _check(self) -> None:
        """Refuses now what would be refused later. Raises `ArgumentError`."""
        takes_a_day = "day" in self._values
        if takes_a_day and (self._values["day"] is None) == (self._since is None):
            raise ArgumentError("day", "give either day, or since (and until)")
        if self._until is not None and self._since is None:
            raise ArgumentError("until", "goes with since")
        if self._since is not None and self._until is not None and self._until < self._since:
            raise ArgumentError("until", f"{self._until} lies before since, {self._since}")
        sample = {**self._values, "day": self._since} if self._since is not None else self._values
        url_of(self._operation, sample, self._settings)

    def _conversation(self) -> Conversation[None]:
        if self._is_begun:
            raise ReadTwiceError("these rows were read already: call again to read them anew")
        self._is_begun = True
        if self._since is None:
            return read_report(
                self._operation, self._values, self._family, self._ledger, self._settings
            )
        return read_days(
            self._operation,
            self._values,
            self._since,
            self._until,
            self._family,
            self._ledger,
            self._settings,
        )

    def keep_raw(self, tee: Tee) -> Self:
        """Hands every piece of every file to `tee` before it is decoded, with its part. Returns itself.

        For keeping the files: what was mapped wrong can then be read again after GitHub has dropped them.
        """
        self._ledger.tee = tee
        return self

    @property
    def days(self) -> tuple[Outcome, ...]:
        """What became of each day that was asked for, in their order; one entry for a single report."""
        return tuple(self._ledger.outcomes)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The files, in the order of their links."""
        return tuple(part for outcome in self._ledger.outcomes for part in outcome.parts)

    @property
    def partial(self) -> tuple[Part, ...]:
        """The files that could not be had."""
        return tuple(part for outcome in self._ledger.outcomes for part in outcome.partial)

    @property
    def rows(self) -> int:
        """How many rows were handed on."""
        return sum(outcome.rows for outcome in self._ledger.outcomes)

    @property
    def duplicates(self) -> int:
        """How many rows were seen before, byte for byte, and dropped."""
        return sum(outcome.duplicates for outcome in self._ledger.outcomes)

    @property
    def conflicts(self) -> int:
        """How many rows had the key of an earlier one and another content; all were handed on."""
        return sum(outcome.conflicts for outcome in self._ledger.outcomes)

    @property
    def bad_lines(self) -> tuple[BadLine, ...]:
        """Lines that were no JSON objects: file, line, reason. The first thousand of each report."""
        return tuple(bad for outcome in self._ledger.outcomes for bad in outcome.bad_lines)

    @property
    def bad_line_count(self) -> int:
        """How many lines were no JSON objects."""
        return sum(outcome.bad_line_count for outcome in self._ledger.outcomes)

    @property
    def unknown_keys(self) -> dict[str, Sighting]:
        """Keys that the row types do not have, by path, with how often and what kind of value."""
        return self._family.unknown_keys

    @property
    def type_drift(self) -> dict[str, Sighting]:
        """Known keys that came with another type, by path. Their values are in `extra`."""
        return self._family.type_drift

    @property
    def windows(self) -> tuple[Row, ...]:
        """The objects around the days of a 28-day report: its first and last day, what holds for all of it."""
        return tuple(self._family.windows)

    @property
    def no_data(self) -> NoData | None:
        """Why there is nothing; None where there is something, or it is not known yet."""
        outcomes = self._ledger.outcomes
        if not outcomes or any(outcome.no_data is None for outcome in outcomes):
            return None
        return outcomes[0].no_data

    @property
    def is_complete(self) -> bool:
        """Whether everything that was asked for was read to its end."""
        outcomes = self._ledger.outcomes
        return bool(outcomes) and all(outcome.is_complete for outcome in outcomes)

    def __repr__(self) -> str:
        state = "complete" if self.is_complete else "begun" if self._is_begun else "not begun"
        return f"<{type(self).__name__} of {self._operation.operation_id}: {self.rows} rows, {state}>"


class Rows(Reading[R]):
    """Rows to read once, in a `for` loop. Asking begins with the first one."""

    def __init__(self, client: SyncClient, *arguments: Any, **options: Any) -> None:
        super().__init__(client.settings, *arguments, **options)
        self._client = client
        self._stream: Generator[R, None, None] | None = None

    def __iter__(self) -> Iterator[R]:
        self._stream = self._items(self._conversation())
        return self._stream

    def _items(self, conversation: Conversation[None]) -> Generator[R, None, None]:
        for items in self._client.stream(conversation):
            yield from items

    def close(self) -> None:
        """Stops reading: closes what is open. What was counted stays."""
        if self._stream is not None:
            self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class AsyncRows(Reading[R]):
    """Rows to read once, in an `async for` loop. Asking begins with the first one."""

    def __init__(self, client: AsyncClient, *arguments: Any, **options: Any) -> None:
        super().__init__(client.settings, *arguments, **options)
        self._client = client
        self._stream: AsyncGenerator[R, None] | None = None

    def __aiter__(self) -> AsyncIterator[R]:
        self._stream = self._items(self._conversation())
        return self._stream

    async def _items(self, conversation: Conversation[None]) -> AsyncGenerator[R, None]:
        stream = self._client.stream(conversation)
        try:
            async for items in stream:
                for item in items:
                    yield item
        finally:
            await stream.aclose()

    async def aclose(self) -> None:
        """Stops reading: closes what is open. What was counted stays."""
        if self._stream is not None:
            await self._stream.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()


def _day(name: str, value: object) -> datetime.date | None:
    if value is None:
        return None
    if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date):
        raise ArgumentError(name, f"expected a datetime.date, got {value!r}")
    return value
