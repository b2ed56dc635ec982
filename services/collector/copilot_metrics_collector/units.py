"""What a lake is made of: hosts, report families, entities and days. One unit is one of each."""

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
"""The one family that is no report; it holds prompts, and is asked for by name only."""
TRAILING_DAYS: Final = 4
"""GitHub revises the last days: so many of them, yesterday among them, are asked for again."""
_OF_REPORT = re.compile(r"/copilot/metrics/reports/([a-z0-9-]+)(/latest)?$")
_SCOPES: Final[Mapping[str, Kind]] = {"org": "organization", "enterprise": "enterprise"}


@attrs.frozen(order=True)
class Entity:
    """An organization or an enterprise. `Octo` and `octo` are one."""

    kind: Kind
    name: str = attrs.field(eq=str.casefold, order=str.casefold)
    """The slug, as it was given first; GitHub does not mind its case."""

    @property
    def key(self) -> str:
        """The slug as a folder's name: casefolded, percent-encoded."""
        return quote(self.name.casefold(), safe="")

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


@attrs.frozen
class Family:
    """A kind of report, under GitHub's own name for it: `users-1-day`, `organization-28-day`, …"""

    name: str
    operations: Mapping[Kind, Operation[object]] = attrs.field(eq=False, repr=False)
    """By the kinds of entity that have this report."""

    @property
    def is_window(self) -> bool:
        """Whether it covers the latest 28 days; such a report can be had for the present day only."""
        return any(operation.path.endswith("/latest") for operation in self.operations.values())

    @property
    def row_type(self) -> type[rows.Row] | None:
        """The type of its rows; None for usage records, which are no report."""
        names = {operation.row_type for operation in self.operations.values()}
        name = names.pop()
        return None if name is None else row_type_named(name)

    @property
    def view(self) -> str:
        """What its rows are called in SQL."""
        return self.name.replace("-", "_")


def row_type_named(name: str) -> type[rows.Row]:
    """The row type that an operation names."""
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
"""Every family that the package has an operation for, by name: a new report at GitHub comes in with the package."""
REPORTS: Final[tuple[str, ...]] = tuple(name for name in FAMILIES if name != USAGE_RECORDS)
"""What is collected where nobody says otherwise."""


@attrs.frozen(order=True)
class Unit:
    """One day of one report family of one entity on one host: what is asked for, kept and replaced as a whole."""

    host: str
    family: str
    entity: Entity
    day: datetime.date
    """Of a 28-day report its last day."""

    @property
    def path(self) -> str:
        """Its folder in the lake."""
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
        """The unit of a folder in the lake; None where it is the folder of none."""
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
    """The host's part of a unit's folder: name, port and path of the API's address, percent-encoded.

    The same slug may exist at github.com and at a data-residency host.
    """
    parts = urlsplit(base_url)
    return quote(f"{parts.netloc.lower()}{parts.path.rstrip('/')}", safe="")
