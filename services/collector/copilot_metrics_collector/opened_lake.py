"""The Python interface: tables and questions of a lake as DuckDB relations, Arrow tables and data frames."""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from difflib import get_close_matches
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from .exits import UsageError
from .extras import import_extra
from .questions.catalog import QUESTIONS

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from duckdb import DuckDBPyRelation

    from .lake.lake import Lake
    from .questions.answer import Answer

__all__ = ["LakeTable", "OpenLake", "QuestionResult", "open_lake"]

Names = str | Iterable[str]


def open_lake(url: str | Path) -> OpenLake:
    """Opens a lake for reading. Nothing is written, and no file outside the lake is read.

    Args:
        url: A folder, or the URL of an object store: `s3://bucket/lake`.

    Raises:
        LakeError: There is no lake, or a newer release wrote it.
    """
    from .lake.lake import Lake

    return OpenLake(Lake.open(url))


class OpenLake:
    """A lake that is open for reading. Use it in a `with` block, or call `close`."""

    def __init__(self, lake: Lake) -> None:
        """See `open_lake`."""
        self._lake = lake
        self._open = ExitStack()

    def __repr__(self) -> str:
        return f"open_lake({self._lake.store.url!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections. Relations cannot be used afterwards; Arrow tables and data frames can."""
        self._open.close()

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of all tables: the families, as in `sql`, and `units` and `requested`."""
        from .lake.tables import tables

        known = {table.view for table in tables()}
        known |= {family.removeprefix("family=").replace("-", "_") for family in self._families()}
        return (*sorted(known), "requested", "units")

    @property
    def questions(self) -> Mapping[str, str]:
        """The questions, with a sentence about each."""
        return {question.name: question.summary for question in QUESTIONS.values()}

    def table(
        self,
        name: str,
        *,
        org: Names = (),
        enterprise: Names = (),
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> LakeTable:
        """Returns a table with the current rows of a family.

        Args:
            name: A family such as `users-1-day` or `users_1_day`; or `units`, or `requested`.
            org: Only these organizations and enterprises; default: all.
            enterprise: As `org`.
            since: The first day; default: the first in the lake.
            until: The last day; default: the last in the lake.

        Raises:
            UsageError: The lake has no such table.
        """
        from .naming import entities_of

        view = name.replace("-", "_")
        if view not in self.tables:
            close = get_close_matches(view, self.tables, n=1)
            hint = f"; did you mean {close[0]}?" if close else ""
            raise UsageError(f"no table {name!r}; expected one of {', '.join(self.tables)}{hint}")
        entities = entities_of(_names(org), _names(enterprise)) or None
        return LakeTable(
            self._lake, view, self._open, {"entities": entities, "since": since, "until": until}
        )

    def ask(
        self,
        question: str,
        *,
        by: Names = (),
        org: Names = (),
        enterprise: Names = (),
        window: int | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        base_url: str | None = None,
        require_complete: bool = False,
        **options: Any,
    ) -> QuestionResult:
        """Returns the result of a question, as `copilot-metrics` prints it.

        Args:
            question: A name in `questions`.
            by: The rows and the period, as in `--by`: `"team"`, `("team", "week")`.
            org: Only these organizations and enterprises; default: all.
            enterprise: As `org`.
            window: The number of days; default: 28, or 8 weeks or 6 months with such a period.
            since: The first day.
            until: The last day; default: the newest with data.
            base_url: Only data from this API.
            require_complete: Whether a missing or partial day is an error.
            options: The question's own options: `source`, `medians`, `idle`, `seat_price`.

        Raises:
            UsageError: There is no such question, row, period or option.
            UnanswerableError: The lake cannot answer the question correctly.
            LakeError: The lake cannot be read.
        """
        from .asking import make_selection, query_lake
        from .questions.answer import with_plain_hosts

        if question not in QUESTIONS:
            raise UsageError(f"no question {question!r}; expected one of {', '.join(QUESTIONS)}")
        asked = QUESTIONS[question]
        unknown = sorted(set(options) - asked.options)
        if unknown:
            has = f"it has {', '.join(sorted(asked.options))}" if asked.options else "it has none"
            raise UsageError(f"{question} has no option {unknown[0]!r}; {has}")
        selection = make_selection(
            org=_names(org),
            enterprise=_names(enterprise),
            window=window,
            since=since,
            until=until,
            base_url=base_url,
            require_complete=require_complete,
        )
        answer = query_lake(
            self._lake,
            selection,
            lambda connect, known: with_plain_hosts(
                asked.ask(connect, known, _names(by), **options)
            ),
        )
        return QuestionResult(answer, self._open)

    def _families(self) -> list[str]:
        """Returns the folders of families in the lake."""
        store = self._lake.store
        hosts = [name for name in store.list("") if name.startswith("host=")]
        return [
            name.rstrip("/")
            for host in hosts
            for name in store.list(host.rstrip("/"))
            if name.startswith("family=")
        ]


class _Frames(ABC):
    """A table in the forms of different libraries."""

    @abstractmethod
    def arrow(self) -> pa.Table:
        """Returns an Arrow table."""

    def polars(self) -> pl.DataFrame:
        """Returns a polars data frame. Raises `ConfigurationError` without the extra `polars`."""
        polars = import_extra("polars", "polars()")
        frame: pl.DataFrame = polars.from_arrow(self.arrow())
        return frame

    def pandas(self) -> pd.DataFrame:
        """Returns a pandas data frame with Arrow types, which keep null apart from 0.

        Raises `ConfigurationError` without the extra `pandas`.
        """
        pandas = import_extra("pandas", "pandas()")
        frame: pd.DataFrame = self.arrow().to_pandas(types_mapper=pandas.ArrowDtype)
        return frame


class LakeTable(_Frames):
    """The rows of a family. Nothing is read before a method is called."""

    def __init__(self, lake: Lake, view: str, open_: ExitStack, chosen: dict[str, Any]) -> None:
        """See `OpenLake.table`."""
        self._lake = lake
        self._open = open_
        self._chosen = chosen
        self.name = view
        """The name of the view."""

    def __repr__(self) -> str:
        return f"LakeTable({self.name!r})"

    def relation(self) -> DuckDBPyRelation:
        """Returns a DuckDB relation, which reads only what a query needs. It is valid until the lake is closed.

        Its connection reads the files that were current at this call; it can access the lake only.
        """
        from .lake.views import connect
        from .questions.sql import lock

        connection = self._open.enter_context(connect(self._lake, **self._limited()))
        lock(connection, self._lake.store.duckdb_path("lake.json").removesuffix("lake.json"))
        return connection.sql(self._query())

    def arrow(self) -> pa.Table:
        """Returns an Arrow table; reads again if a file was replaced in the meantime."""
        from .lake.views import ask

        table: pa.Table = ask(
            self._lake,
            lambda connection: connection.sql(self._query()).to_arrow_table(),
            **self._limited(),
        )
        return table

    def _query(self) -> str:
        from .lake.view_sql import name

        return f"SELECT * FROM {name(self.name)}"  # noqa: S608  # quoted

    def _limited(self) -> dict[str, Any]:
        """Returns the selection, with the families that the table needs: all for `units` and `requested`."""
        from .lake.tables import tables

        families = [table.family for table in tables() if table.view == self.name]
        return {**self._chosen, "families": families or None}


class QuestionResult(_Frames):
    """The result of a question."""

    def __init__(self, answer: Answer, open_: ExitStack) -> None:
        """See `OpenLake.ask`."""
        self._answer = answer
        self._open = open_

    def __repr__(self) -> str:
        return f"QuestionResult({self.title!r}, {self._answer.table.num_rows} rows)"

    @property
    def title(self) -> str:
        """The question, entities and days."""
        return self._answer.title

    @property
    def notes(self) -> tuple[str, ...]:
        """Notes on missing days and on how figures are computed."""
        return self._answer.notes

    @property
    def units(self) -> Mapping[str, str]:
        """The unit of each column that has one; `ratio` is a share of 1."""
        return {each.name: each.unit for each in self._answer.columns if each.unit is not None}

    def arrow(self) -> pa.Table:
        """Returns an Arrow table."""
        table: pa.Table = self._answer.table
        return table

    def relation(self) -> DuckDBPyRelation:
        """Returns a DuckDB relation of the result. It is valid until the lake is closed."""
        import duckdb

        connection = self._open.enter_context(duckdb.connect(":memory:"))
        connection.execute("SET enable_external_access = false")
        return connection.from_arrow(self._answer.table)


def _names(names: Names) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)
