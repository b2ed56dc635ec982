"""Units: the combination of a host, a report family, an entity and a day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Final, Literal, Self, TypeAlias
from urllib.parse import quote, unquote, urlsplit

import attrs
from copilot_usage_metrics import OPERATIONS, Operation, rows

Kind: TypeAlias = Literal["organization", "enterprise"]
KINDS: Final[tuple[Kind, ...]] = ("organization", "enterprise")
_KINDS: Final[Mapping[str, Kind]] = {each: each for each in KINDS}
USAGE_RECORDS: Final = "usage-records"
SEATS: Final = "seats"
BILLING: Final = "billing"
BILLING_USERS: Final = "billing-users"
BILLING_COST_CENTERS: Final = "billing-cost-centers"
TEAM_TOTALS: Final = "team-totals-1-day"
SEAT_TOTALS: Final = "seat-totals"
COMPUTED: Final[Mapping[str, tuple[str, ...]]] = {
    TEAM_TOTALS: ("users-1-day", "user-teams-1-day"),
    SEAT_TOTALS: (SEATS,),
}
"""Families that replace others in lakes without users, and the families that they are computed from."""
IDLE_DAYS: Final = 28
"""People without activity for this number of days count as idle."""
TRAILING_DAYS: Final = 4
"""GitHub revises recent days: this number of them, up to yesterday, is requested again."""
_OF_REPORT = re.compile(r"/copilot/metrics/reports/([a-z0-9-]+)(/latest)?$")
_SCOPES: Final[Mapping[str, Kind]] = {"org": "organization", "enterprise": "enterprise"}


_quoted = lru_cache(partial(quote, safe=""))


@attrs.frozen(order=True)
class Entity:
    """An organization or an enterprise. `Octo` and `octo` are equal."""

    kind: Kind
    name: str = attrs.field(eq=str.casefold, order=str.casefold)
    """The slug as given; GitHub ignores its case."""

    @property
    def key(self) -> str:
        """The slug as a folder name: case-folded and percent-encoded."""
        return _quoted(self.name.casefold())

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


@attrs.frozen(kw_only=True)
class Responses:
    """How a family consists of JSON responses instead of report files."""

    paths: tuple[str, ...]
    """The ends of the paths of its operations; the first one is the main one."""
    kinds: tuple[Kind, ...] = KINDS
    is_snapshot: bool = False
    """Whether GitHub has only the present state, without history."""
    is_by_name: bool = False
    """Whether it is fetched only if it is named."""
    kept_days: int | None = None
    """The number of days for which GitHub keeps a day; None if the operation states it, or has no days."""
    has_raw: bool = True
    """Whether raw files can be stored."""
    more_requests: str | None = None
    """The requests of a unit that depend on what GitHub has; None if there are none."""


_USAGE: Final = (
    "/settings/billing/ai_credit/usage",
    "/settings/billing/premium_request/usage",
)
_BILLED_DAYS: Final = 730
"""GitHub has bills of the last 24 months: https://docs.github.com/rest/billing/usage."""
RESPONSES: Final[Mapping[str, Responses]] = {
    USAGE_RECORDS: Responses(
        paths=("/copilot/usage-records",),
        is_by_name=True,
        has_raw=False,
        more_requests="one for each 25 records",
    ),
    SEATS: Responses(
        paths=("/copilot/billing/seats",),
        is_snapshot=True,
        more_requests="one for each 100 seats",
    ),
    BILLING: Responses(paths=_USAGE, kept_days=_BILLED_DAYS),
    BILLING_USERS: Responses(
        paths=_USAGE,
        kept_days=_BILLED_DAYS,
        is_by_name=True,
        more_requests="one for each 100 seats and one for each person with a seat",
    ),
    BILLING_COST_CENTERS: Responses(
        paths=_USAGE,
        kept_days=_BILLED_DAYS,
        is_by_name=True,
        kinds=("enterprise",),
        more_requests="two for each --cost-center",
    ),
}
"""The families that are not reports. Usage records contain prompts; bills of users take a request for each person."""


@attrs.frozen
class Family:
    """A kind of report, by GitHub's name: `users-1-day`, `organization-28-day`, …; or one of `RESPONSES`."""

    name: str
    operations: Mapping[Kind, Operation[object]] = attrs.field(eq=False, repr=False)
    """The main operation by the kinds of entity that have this family."""
    others: Mapping[Kind, tuple[Operation[object], ...]] = attrs.field(
        eq=False, repr=False, factory=dict
    )
    """The other operations that a unit requests."""

    @property
    def responses(self) -> Responses | None:
        """How it consists of JSON responses; None for a report."""
        return RESPONSES.get(self.name)

    @property
    def is_by_name(self) -> bool:
        """Whether it is fetched only if it is named."""
        return self.responses is not None and self.responses.is_by_name

    @property
    def is_snapshot(self) -> bool:
        """Whether GitHub has the present state only, so that a day can be fetched on that day only."""
        return self.responses is not None and self.responses.is_snapshot

    @property
    def kept_days(self) -> int | None:
        """The number of days for which GitHub keeps a day, if the operation does not state it."""
        return None if self.responses is None else self.responses.kept_days

    def is_dense(self, kind: Kind) -> bool:
        """Whether GitHub has a report for every day, so that a day without one is missing."""
        return (
            self.is_snapshot
            or self.kept_days is not None
            or self.operations[kind].day_window is not None
        )

    def requests(self, kind: Kind) -> int:
        """Number of requests of a unit without failures; the minimum if there are pages or people."""
        return 1 + len(self.others.get(kind, ()))

    @property
    def is_window(self) -> bool:
        """Whether it covers the latest 28 days; such a report is available for the current day only."""
        return any(operation.path.endswith("/latest") for operation in self.operations.values())

    @property
    def row_type(self) -> type[rows.Row] | None:
        """The row type; None for JSON responses."""
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
    reports: dict[str, dict[Kind, Operation[object]]] = {}
    by_path: dict[Kind, list[Operation[object]]] = {kind: [] for kind in KINDS}
    for operation in OPERATIONS.values():
        scope = _SCOPES.get(next(p.wire_name for p in operation.parameters if p.location == "path"))
        if operation.deprecated or scope is None:
            continue
        by_path[scope].append(operation)
        report = _OF_REPORT.search(operation.path)
        if report is not None:
            reports.setdefault(report[1], {})[scope] = operation
    found = [Family(name, operations) for name, operations in reports.items()]
    found += [_of_responses(name, each, by_path) for name, each in RESPONSES.items()]
    return {family.name: family for family in sorted(found, key=lambda each: each.name)}


def _of_responses(
    name: str, about: Responses, by_path: Mapping[Kind, list[Operation[object]]]
) -> Family:
    found: dict[Kind, list[Operation[object]]] = {}
    for kind in about.kinds:
        for end in about.paths:
            matching = (each for each in by_path[kind] if each.path.endswith(end))
            found.setdefault(kind, []).extend(matching)
    return Family(
        name,
        {kind: each[0] for kind, each in found.items() if each},
        {kind: tuple(each[1:]) for kind, each in found.items()},
    )


FAMILIES: Final[Mapping[str, Family]] = _families()
"""Families by name: `RESPONSES`, and one for every report of the package, so that new ones are included."""
REPORTS: Final[tuple[str, ...]] = tuple(name for name in FAMILIES if name not in RESPONSES)
"""The families that are reports."""
COLLECTED: Final[tuple[str, ...]] = tuple(
    name for name, family in FAMILIES.items() if not family.is_by_name
)
"""The families collected by default."""


def parts_of(family: str) -> tuple[str, ...]:
    """Returns the families that a family is computed from: itself, if it is GitHub's.

    A family of a newer release has the days of user rows.
    """
    return (family,) if family in FAMILIES else COMPUTED.get(family, COMPUTED[TEAM_TOTALS])


def is_optional(family: str) -> bool:
    """Whether a family needs permissions beyond those of the usage reports, which a token need not have."""
    return any(part in RESPONSES for part in parts_of(family))


def is_snapshot(family: str) -> bool:
    """Whether a day of a family can be fetched on that day only."""
    return any(FAMILIES[part].is_snapshot for part in parts_of(family))


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
