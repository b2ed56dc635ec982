"""Opens a lake once for several questions or windows."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import attrs

from .selection import Connect

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from ..units import Entity


@attrs.frozen
class _Opened:
    """A connection, and what it was opened for."""

    families: frozenset[str]
    since: datetime.date | None
    until: datetime.date | None
    connection: DuckDBPyConnection

    def has(
        self, families: Collection[str], since: datetime.date | None, until: datetime.date | None
    ) -> bool:
        """Whether it has these families and days; None is unlimited."""
        begins = self.since is None or (since is not None and self.since <= since)
        ends = self.until is None or (until is not None and until <= self.until)
        return begins and ends and self.families.issuperset(families)


@contextmanager
def shared(connect: Connect, families: Collection[str] = ()) -> Iterator[Connect]:
    """Yields a function that returns cursors of a connection opened before, if it has the requested families and days.

    Args:
        connect: Opens the lake.
        families: Families to open beside the requested ones, because later questions need them.
    """
    opened: list[_Opened] = []
    with ExitStack() as cursors:

        def from_opened(
            *,
            families: Collection[str],
            since: datetime.date | None,
            until: datetime.date | None,
            entities: Collection[Entity] | None = None,
        ) -> DuckDBPyConnection:
            if entities is not None:
                return connect(families=families, since=since, until=until, entities=entities)
            found = next((each for each in opened if each.has(families, since, until)), None)
            if found is None:
                wanted = frozenset((*families, *more))
                connection = connect(families=wanted, since=since, until=until)
                found = _Opened(wanted, since, until, connection)
                opened.append(found)
            return cursors.enter_context(found.connection.cursor())

        more = tuple(families)
        yield from_opened
