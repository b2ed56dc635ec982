"""Units: the combination of a host, a report family, an entity and a day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Final, Literal, Self, TypeAlias
from urllib.parse import quote, unquote, urlsplit

import attrs
from copilot_usage_metrics import OPERATIONS, Operation, rows

Kind: TypeAlias = Literal["organization", "enterprise"]
KINDS: Final[tuple[Kind, ...]] = ("organization", "enterprise")
_KINDS: Final[Mapping[str, Kind]] = {each: each for each in KINDS}
USAGE_RECORDS: Final = "usage-records"
"""The only family that is not a report. It contains prompts and is fetched only by name."""
TRAILING_DAYS: Final = 4
"""GitHub revises recent days: this number of them, up to yesterday, is requested again."""
_OF_REPORT = re.compile(r"/copilot/metrics/reports/([a-z0-9-]+)(/latest)?$")
_SCOPES: Final[Mapping[str, Kind]] = {"org": "organization", "enterprise": "enterprise"}


@attrs.frozen(order=True)
class Entity:
    """An organization or an enterprise. `Octo` and `octo` are equal."""

    kind: Kind
    name: str = attrs.field(eq=str.casefold, order=str.casefold)
    """The slug as given; GitHub ignores its case."""

    @property
    def key(self) -> str:
        """The slug as a folder name: case-folded and percent-encoded."""
        return quote(self.name.casefold(), safe="")

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


@attrs.frozen
class Family:
    """A kind of report, by GitHub's name: `users-1-day`, `organization-28-day`, …"""

    name: str
    operations: Mapping[Kind, Operation[object]] = attrs.field(eq=False, repr=False)
    """Operations by the kinds of entity that have this report."""

    @property
    def is_window(self) -> bool:
        """Whether it covers the latest 28 days; such a report is available for the current day only."""
        return any(operation.path.endswith("/latest") for operation in self.operations.values())

    @property
    def row_type(self) -> type[rows.Row] | None:
        """The row type; None for usage records, which are not a report."""
        names = {operation.row_type for operation in self.operations.values()}
        name = names.pop()
        return None if name is None else row_type_named(name)

    @property
    def view(self) -> str:
        """The name of the SQL view of its rows."""
        return self.name.replace("-", "_")


def row_type_named(name: str) -> type[rows.Row]:
    """Returns the row type of an operation."""
    found: type[rows.Row] = rows.ROW_TYPES[name]
    return found


def _families() -> dict[str, Family]:
    found: dict[str, dict[Kind, Operation[object]]] = {}
    for operation in OPERATIONS.values():
        scope = _SCOPES.get(next(p.wire_name for p in operation.parameters if p.location == "path"))
        report = _OF_REPORT.search(operation.path)
        if operation.deprecated or scope is None:
            continue
        if report is not None:
            found.setdefault(report[1], {})[scope] = operation
        elif operation.path.endswith(f"/copilot/{USAGE_RECORDS}"):
            found.setdefault(USAGE_RECORDS, {})[scope] = operation
    return {name: Family(name, operations) for name, operations in sorted(found.items())}


FAMILIES: Final[Mapping[str, Family]] = _families()
"""Families by name, one for every operation of the package, so that new reports are included automatically."""
REPORTS: Final[tuple[str, ...]] = tuple(name for name in FAMILIES if name != USAGE_RECORDS)
"""The families collected by default."""


@attrs.frozen(order=True)
class Unit:
    """One day of one report family of one entity on one host: requested, stored and replaced as a whole."""

    host: str
    family: str
    entity: Entity
    day: datetime.date
    """For a 28-day report, its last day."""

    @property
    def path(self) -> str:
        """The unit's folder in the lake."""
        return "/".join(
            (
                f"host={self.host}",
                f"family={self.family}",
                f"kind={self.entity.kind}",
                f"entity={self.entity.key}",
                f"day={self.day.isoformat()}",
            )
        )

    @classmethod
    def parse(cls, path: str) -> Self | None:
        """Returns the unit of a folder in the lake, or None if the folder does not belong to a unit."""
        found = _PATH.fullmatch(path.strip("/"))
        kind = None if found is None else _KINDS.get(found["kind"])
        if found is None or kind is None:
            return None
        try:
            day = datetime.date.fromisoformat(found["day"])
        except ValueError:
            return None
        entity = Entity(kind, unquote(found["entity"]))
        return cls(found["host"], found["family"], entity, day)

    def __str__(self) -> str:
        return f"{self.family} of {self.entity}, {self.day}"


_PATH = re.compile(
    r"host=(?P<host>[^/]+)/family=(?P<family>[^/]+)/kind=(?P<kind>[^/]+)/entity=(?P<entity>[^/]+)/day=(?P<day>[^/]+)"
)


def host_of(base_url: str) -> str:
    """Returns the host part of a unit's folder: name, port and path of the API's URL, percent-encoded.

    The same slug may exist on github.com and on a data-residency host.
    """
    parts = urlsplit(base_url)
    return quote(f"{parts.netloc.lower()}{parts.path.rstrip('/')}", safe="")
