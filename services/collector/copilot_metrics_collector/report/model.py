"""The parts of a report: chapters about entities, and sections with sentences, charts and a table."""

from __future__ import annotations

import datetime
from typing import Any, Literal, TypeAlias

import attrs

Spec: TypeAlias = dict[str, Any]
"""A chart in Vega-Lite."""


@attrs.frozen
class Chart:
    """A chart, drawn twice: for a page and for a narrow screen."""

    label: str
    """The description for screen readers."""
    wide: Spec = attrs.field(repr=False)
    narrow: Spec = attrs.field(repr=False)
    legend: tuple[tuple[str, str], ...] = ()
    """The meaning of the colors: the class of a swatch, and its text."""


@attrs.frozen
class Heading:
    """The heading of a table's column."""

    text: str
    unit: str | None = None
    kind: Literal["number", "day", "text"] = "text"


@attrs.frozen
class Table:
    """The figures of a section."""

    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[str, ...], ...]
    more: str | None = None
    """A note on rows that are not shown, and where to find them."""


@attrs.frozen(kw_only=True)
class Section:
    """One topic: what it shows in words, in charts and in a table."""

    key: str
    title: str
    sentences: tuple[str, ...]
    charts: tuple[Chart, ...] = ()
    table: Table | None = None
    cautions: tuple[str, ...] = ()
    """What a reader must know: missing days, changes of meaning."""
    notes: tuple[str, ...] = ()
    """How the figures are computed."""


@attrs.frozen
class Tile:
    """A key figure."""

    label: str
    value: str
    unit: str
    change: str | None = None
    """The difference to the previous window, or why it is not shown."""


@attrs.frozen(kw_only=True)
class Chapter:
    """The figures of one entity."""

    key: str
    title: str
    tiles: tuple[Tile, ...] = ()
    sections: tuple[Section, ...]


@attrs.frozen(kw_only=True)
class Report:
    """The page."""

    title: str
    subject: str
    first: datetime.date
    last: datetime.date
    chapters: tuple[Chapter, ...]
    remarks: tuple[str, ...] = ()
    """Notes on the whole report."""
