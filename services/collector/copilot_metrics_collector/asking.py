"""Answers questions of a lake: checks the selection, and tries again if a file was replaced in the meantime."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import unquote

import attrs

from .clock import today_utc
from .exits import UnanswerableError, UsageError
from .lake.known_entities import unknown_entities
from .naming import entities_of
from .units import host_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from .lake.lake import Lake
    from .questions.selection import Connect, Selection
    from .units import Entity

T = TypeVar("T")
MOST_WINDOW_DAYS: Final = 3660
"""The longest window."""
_FIRST_DAY: Final = datetime.date(2000, 1, 1)
_LAST_DAY: Final = datetime.date(2999, 12, 31)


def make_selection(
    *,
    org: Iterable[str] | None = None,
    enterprise: Iterable[str] | None = None,
    window: int | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    base_url: str | None = None,
    require_complete: bool = False,
) -> Selection:
    """Returns the selected entities and days. Raises `UsageError`."""
    from .questions.selection import Selection

    if window is not None and not 1 <= window <= MOST_WINDOW_DAYS:
        raise UsageError(f"--window {window}: expected 1 to {MOST_WINDOW_DAYS} days")
    for option, day in (("--since", since), ("--until", until)):
        if day is not None and not _FIRST_DAY <= day <= _LAST_DAY:
            raise UsageError(f"{option} {day}: expected a day from {_FIRST_DAY} to {_LAST_DAY}")
    if window is not None and since is not None and until is not None:
        raise UsageError(
            "--window, --since and --until cannot all be used together: use two of them"
        )
    return Selection(
        entities=entities_of(org, enterprise),
        host=None if base_url is None else host_of(base_url),
        window=window,
        since=since,
        until=until,
        require_complete=require_complete,
        today=today_utc(),
    )


def query_lake(lake: Lake, selection: Selection, query: Callable[[Connect, Selection], T]) -> T:
    """Returns the result of a query; runs it again if a file of the lake was replaced in the meantime.

    Args:
        lake: The lake, open.
        selection: The entities and days; whether the lake has users is added to it.
        query: Is called with a function that opens the lake, and the selection.

    Raises:
        UnanswerableError: The lake has no such host or entity, or a figure is out of range.
        LakeError: The lake cannot be read.
    """
    import duckdb

    from .lake import views

    check_selection(lake, selection)
    hosts = None if selection.host is None else [selection.host]
    selection = attrs.evolve(selection, has_users=lake.privacy.users)

    def once() -> T:
        with ExitStack() as connections:

            def connect(
                *,
                families: Collection[str],
                since: datetime.date | None,
                until: datetime.date | None,
                entities: Collection[Entity] | None = None,
            ) -> DuckDBPyConnection:
                connection = views.connect(
                    lake,
                    families=families,
                    hosts=hosts,
                    entities=entities or selection.entities or None,
                    since=since,
                    until=until,
                )
                return connections.enter_context(connection)

            try:
                return query(connect, selection)
            except (duckdb.ConversionException, duckdb.OutOfRangeException) as error:
                # rows with impossible values, such as counters close to the largest integer
                raise UnanswerableError(
                    f"a figure is out of range: {str(error).partition(chr(10))[0]}"
                ) from None

    return views.again(lake, once)


def check_selection(lake: Lake, selection: Selection) -> None:
    """Raises `UnanswerableError` if the lake has no such host or entity."""
    known = lake.hosts()
    if selection.host is not None and known and selection.host not in known:
        names = ", ".join(map(unquote, known))
        raise UnanswerableError(
            f"the lake has no data from {unquote(selection.host)}; it has {names}"
        )
    hosts = None if selection.host is None else [selection.host]
    unknown = unknown_entities(lake, selection.entities, hosts)
    if unknown is not None:
        raise UnanswerableError(unknown)
