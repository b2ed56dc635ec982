"""The facts of an operation: the values of the registry `OPERATIONS`."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypedDict, TypeVar, overload

import attrs

from .frozen import FrozenMapping, frozen
from .public import public

D = TypeVar("D")
T_co = TypeVar("T_co", covariant=True)


def _frozen_mapping(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """As `frozen`, typed for the fields that it converts."""
    return FrozenMapping({key: frozen(item) for key, item in value.items()})


@public
@attrs.frozen(kw_only=True)
class Parameter:
    """One parameter of an operation."""

    name: str
    """Its Python name."""
    wire_name: str = attrs.field(default=attrs.Factory(lambda self: self.name, takes_self=True))
    """Its name in the URL, header or cookie."""
    location: str = "query"
    """`path`, `query`, `header`, `cookie`, or `body` for the body of the request."""
    required: bool = False
    type: str = "str"
    """Its Python annotation, as in the signatures of the client's methods."""
    format: str | None = None
    """OpenAPI's format: `date`, `date-time`, …"""
    default: object = attrs.field(default=None, converter=frozen)
    """GitHub's default if it is omitted."""
    enum: tuple[object, ...] = attrs.field(default=(), converter=frozen)
    """The only values that GitHub accepts; empty if any value is accepted."""
    description: str = ""
    deprecated: bool = False
    case_sensitive: bool | None = None
    """False if case is ignored; None if GitHub does not document it."""
    accepts_id: bool = False
    """Whether the numeric id is accepted in place of the slug."""
    qualifiers: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, converter=_frozen_mapping)
    """The qualifiers of a search phrase with their values (empty: any value)."""
    not_before: str | None = None
    """The parameter whose time this one must not precede."""
    explode: bool = True
    """Whether the items of a list are parameters of their own, or the properties of an object are `key=value`."""
    style: str = ""
    """OpenAPI's style if it is not the default of the location; `json` for a value that is sent as JSON."""
    is_object: bool = False
    """Whether its value is an object."""


@attrs.frozen(kw_only=True)
class DocumentedResponse:
    """The response that the description documents for one status of an operation."""

    status: str
    """`200`, a range such as `5XX`, or `default`."""
    description: str = ""
    bodies: Mapping[str, object] = attrs.field(factory=dict, converter=_frozen_mapping)
    """The Python type of its body by media type, the preferred one first; empty without a body."""

    @property
    def is_json(self) -> bool:
        """Whether its body is JSON, as far as the description says."""
        kind = next(iter(self.bodies), "/json").split(";")[0].strip().lower()
        return kind.endswith(("/json", "+json"))

    @property
    def type(self) -> object:
        """The Python type of its body; None without a body."""
        return next(iter(self.bodies.values()), None)

    def type_for(self, media_type: str) -> object:
        """The Python type of a body of this media type; the preferred one if it is not documented."""
        return self.bodies.get(media_type, self.type)


@attrs.frozen(kw_only=True)
class RequestBody:
    """The body that an operation sends; the argument for it is among the parameters."""

    media_type: str
    """Its `Content-Type`."""
    type: object
    """Its Python type."""
    part_types: Mapping[str, str] = attrs.field(factory=dict, converter=_frozen_mapping)
    """The `Content-Type` of properties of a form, by their wire names."""
    styles: Mapping[str, str] = attrs.field(factory=dict, converter=_frozen_mapping)
    """How properties of a form without files are written, by their wire names: `form`, `deepObject`, or a separator."""


@attrs.frozen(kw_only=True)
class Pagination:
    """How an operation is paginated; the next page is in the `Link` header (RFC 8288)."""

    style: str
    """`cursor` or `page`."""
    size: str
    """The parameter that sets the size of a page."""
    default: int
    """The default page size."""
    largest: int
    """The largest page size."""
    clamped: bool = False
    """Whether GitHub clamps larger values instead of refusing them."""
    page: str | None = None
    after: str | None = None
    before: str | None = None
    items: str | None = None
    """The key of the list, if a page is an object."""


@attrs.frozen(kw_only=True)
class Permission:
    """A permission of a fine-grained token or a GitHub App that suffices."""

    name: str
    resource: str
    """`enterprise`, `organization` or `user`."""
    access: str


class SharedFacts(TypedDict, total=False):
    """The fields of `Operation` that operations of one kind have in common."""

    deprecated: bool
    facts: Mapping[str, object]
    freshness: str
    ghe_com: bool
    last_data_day: datetime.date
    max_age_hours: int
    oauth_scopes: tuple[str, ...]
    permissions: tuple[Permission, ...]
    policy: str
    roles: tuple[str, ...]
    see_also: tuple[str, ...]
    since_max_age_days: int
    stage: str
    sunset: datetime.date
    token_kinds_that_fail: tuple[str, ...]
    token_kinds_that_work: tuple[str, ...]


@attrs.frozen(kw_only=True)
class MinLicenses:
    """The least number of members with an active Copilot licence on a day; with fewer there is no data."""

    count: int
    of: str


@attrs.frozen(kw_only=True)
class DayWindow:
    """The days that can have data."""

    first: datetime.date | None = None
    """The first day with data, UTC."""
    max_age_days: int | None = None
    """The greatest age of a day in days."""


@public
@attrs.frozen(kw_only=True)
class Operation(Generic[T_co]):
    """One operation of GitHub's API: its call, its responses, and the facts of GitHub's pages.

    A value: it compares, hashes, copies and pickles by its content.
    """

    operation_id: str
    """GitHub's operationId in octokit's form."""
    upstream_operation_id: str = attrs.field(
        default=attrs.Factory(lambda self: self.operation_id, takes_self=True)
    )
    """GitHub's operationId as in the description."""
    function: str
    """The name of the client's method; its docstring describes the operation."""
    method: str = "GET"
    path: str
    """The path template."""
    server: str = ""
    """The base URL of its own server, or a path at the origin of the client's; empty for the client's base URL."""
    is_public: bool = False
    """Whether it is called without the token, because the description says that it needs none."""
    summary: str = ""
    aliases: tuple[str, ...] = ()
    """Former names; deprecated."""
    parameters: tuple[Parameter, ...] = ()
    body: RequestBody | None = None
    """The request body; None if it sends none."""
    responses: tuple[DocumentedResponse, ...] = ()
    redirects: bool = False
    """Whether a success is a redirect: the result is its link, which is not followed."""
    row_type: str | None = None
    """The type of the rows, in the subpackage `rows`, if it responds with links to files of rows."""
    row_key: tuple[str, ...] = ()
    """The fields that identify a row."""
    file_shape: str | None = None
    """`object`, `day-totals` (one object with a list of days) or `lines` (one object per line)."""
    pagination: Pagination | None = None
    roles: tuple[str, ...] = ()
    """The roles that may call it: any one of these."""
    oauth_scopes: tuple[str, ...] = ()
    """Scopes of OAuth apps and classic tokens: any one of these."""
    permissions: tuple[Permission, ...] = ()
    """Permissions of fine-grained tokens and apps: any one of these."""
    token_kinds_that_work: tuple[str, ...] = ()
    token_kinds_that_fail: tuple[str, ...] = ()
    policy: str | None = None
    """The policy that must be enabled."""
    min_licenses: MinLicenses | None = None
    since_max_age_days: int | None = None
    """The greatest age of `since` in days."""
    day_window: DayWindow | None = None
    freshness: str | None = None
    """How soon after a day its data is available."""
    stage: str | None = None
    """`generally available`, `public preview` or `closed`."""
    deprecated: bool = False
    sunset: datetime.date | None = None
    """The day on which GitHub closed it."""
    last_data_day: datetime.date | None = None
    """The last day for which it had data."""
    successor: str | None = None
    """The operation to use instead."""
    ghe_com: bool | None = None
    """Whether GHE.com has it too; None if GitHub does not document it."""
    max_age_hours: int | None = None
    """The greatest age of its data in hours."""
    see_also: tuple[str, ...] = ()
    documentation_url: str | None = None
    """GitHub's documentation page."""
    facts: Mapping[str, object] = attrs.field(factory=dict, converter=_frozen_mapping)
    """Every other `x-` key of the description."""

    @property
    def report(self) -> bool:
        """Whether it responds with links to files of rows."""
        return self.row_type is not None

    @property
    def statuses(self) -> tuple[str, ...]:
        """The documented statuses."""
        return tuple(each.status for each in self.responses)

    def response(self, status: int) -> DocumentedResponse | None:
        """The documented response for a status: exact, by its range, or the default; None if there is none."""
        keys = [str(status), f"{status // 100}XX"]
        if status >= 400 or not any(each.startswith("2") for each in self.statuses):
            keys.append("default")
        for key in keys:
            for each in self.responses:
                if each.status == key:
                    return each
        return None


class Operations(Mapping[str, Operation[object]]):
    """The operations of one API version by operationId.

    `[]`, `get` and `in` also find an operation by the name of the client's method and by GitHub's own
    operationId (`copilot/...`); a former name works too, with a warning. Iteration yields operationIds.
    """

    __slots__ = ("_aliases", "_names", "_operations")

    def __init__(self, operations: Iterable[Operation[object]]) -> None:
        self._operations = {operation.operation_id: operation for operation in operations}
        values = self._operations.values()
        self._names = {
            **{each.function: each for each in values},
            **{each.upstream_operation_id: each for each in values},
            **self._operations,
        }
        """Every current name; operationIds take precedence over other names."""
        self._aliases = {
            alias: each for each in values for alias in each.aliases if alias not in self._names
        }

    def __getitem__(self, name: str) -> Operation[object]:
        return self._find(name)

    @overload
    def get(self, key: str, default: None = None, /) -> Operation[object] | None: ...
    @overload
    def get(self, key: str, default: Operation[object] | D, /) -> Operation[object] | D: ...
    def get(self, key: str, default: object = None, /) -> object:
        """The operation, or `default` for an unknown name."""
        return self._find(key) if key in self else default

    def __contains__(self, name: object) -> bool:
        return name in self._names or name in self._aliases

    def _find(self, name: str) -> Operation[object]:
        if name in self._names:
            return self._names[name]
        if name not in self._aliases:
            raise KeyError(f"no operation {name!r}{self._suggestion(name)}")
        operation = self._aliases[name]
        warnings.warn(f"{name} is now {operation.operation_id}", DeprecationWarning, stacklevel=3)
        return operation

    def _suggestion(self, name: object) -> str:
        """The operationIds whose names are nearest to `name`."""
        from difflib import get_close_matches  # needed for an unknown name only

        by_letters = {_letters(each): found for each, found in self._names.items()}
        nearest = get_close_matches(_letters(str(name)), by_letters, n=3, cutoff=0.6)
        found = dict.fromkeys(by_letters[each].operation_id for each in nearest)
        return f"; did you mean {' or '.join(map(repr, found))}?" if found else ""

    def __iter__(self) -> Iterator[str]:
        return iter(self._operations)

    def __len__(self) -> int:
        return len(self._operations)

    def __repr__(self) -> str:
        return f"Operations({', '.join(self._operations)})"


def _letters(name: str) -> str:
    """The name without the differences of its forms: case, prefix, separators."""
    tail = name.rpartition("/")[2]
    return "".join(each for each in tail.casefold() if each.isalnum())
