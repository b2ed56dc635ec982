"""Values that several operations have: each is written once in the generated package, under a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

import attrs

from .escape import literal
from .facts import documentation_url, registry_fields
from .model import Code, OperationModel, ParameterModel, ResponseModel
from .naming import constant_name

_GROUP = frozenset(
    {"deprecated", "facts", "freshness", "ghe_com", "last_data_day", "max_age_hours", "see_also"}
    | {"oauth_scopes", "permissions", "policy", "roles", "since_max_age_days", "stage", "sunset"}
    | {"token_kinds_that_fail", "token_kinds_that_work"}
)
"""The fields of the runtime's `FactPool`: operations share all of them, or none."""
_NAMES = {"facts": "EXTENSIONS"}
"""Names of values that differ from those of their fields."""
_LONG = 60
"""From how many characters on a value that is there twice gets a name."""
_PARAMETER_DEFAULTS: Mapping[str, object] = {
    "location": "query",
    "required": False,
    "type": "str",
    "description": "",
    "format": None,
    "default": None,
    "enum": (),
    "deprecated": False,
    "explode": True,
    "style": "",
    "is_object": False,
    "case_sensitive": None,
    "accepts_id": False,
    "qualifiers": {},
    "not_before": None,
}
_STATUSES = {
    "200": "OK",
    "201": "CREATED",
    "202": "ACCEPTED",
    "204": "NO_CONTENT",
    "302": "FOUND",
    "304": "NOT_MODIFIED",
    "400": "BAD_REQUEST",
    "401": "UNAUTHORIZED",
    "403": "FORBIDDEN",
    "404": "NOT_FOUND",
    "409": "CONFLICT",
    "410": "GONE",
    "422": "UNPROCESSABLE",
    "429": "TOO_MANY_REQUESTS",
    "500": "SERVER_ERROR",
    "503": "SERVICE_UNAVAILABLE",
    "default": "DEFAULT",
}


@attrs.frozen
class _Use:
    """A value of an operation, and its possible name."""

    value: Code
    name: str
    operation: OperationModel


class Pool:
    """The values that operations share, by the text of their expression."""

    def __init__(self, uses: Iterable[_Use]) -> None:
        by_value: dict[Code, list[_Use]] = {}
        for use in uses:
            by_value.setdefault(use.value, []).append(use)
        self._names = _named({value: each for value, each in by_value.items() if len(each) > 1})

    @property
    def values(self) -> list[tuple[Code, Code]]:
        """Name and expression of each, in the order of the names."""
        return sorted((name, value) for value, name in self._names.items())

    def place(self, value: Code, prefix: str = "") -> Code:
        """The name of a value that is shared, after a prefix, else the value."""
        name = self._names.get(value)
        return value if name is None else Code(prefix + name)


class FactPool:
    """The parameters and facts that operations share: single values, and groups of facts that use these values."""

    def __init__(self, operations: Sequence[OperationModel]) -> None:
        groups = {tuple(_facts(each, in_group=True)): each for each in operations}
        self._values = Pool(
            [
                *_long_values(groups.values(), in_group=True),
                *_long_values(operations, in_group=False),
                *(
                    _Use(parameter_call(parameter), constant_name(parameter.name), operation)
                    for operation in operations
                    for parameter in operation.parameters
                ),
            ]
        )
        self._groups = Pool(
            _Use(group, "FACTS", each) for each in operations if (group := self._group(each))
        )

    @property
    def values(self) -> list[tuple[Code, Code]]:
        """Name and expression of each, the values before the groups that use them."""
        return [*self._values.values, *self._groups.values]

    def place(self, value: Code) -> Code:
        """The name of a value that is shared, else the value."""
        return self._values.place(value, "facts.")

    def fields(self, operation: OperationModel) -> list[Code]:
        """The facts of an operation as arguments of its constructor."""
        group = self._group(operation)
        named = self._groups.place(group, "facts.")
        is_shared = named != group
        own = [
            Code(f"{name}={self.place(value)}")
            for name, value in registry_fields(operation)
            if not (is_shared and name in _GROUP)
        ]
        return [*own, Code(f"**{named}")] if is_shared else own

    def _group(self, operation: OperationModel) -> Code:
        """The facts that operations share as a group, as an expression; empty without any."""
        fields = ", ".join(
            f"{name}={self._values.place(value)}"
            for name, value in _facts(operation, in_group=True)
        )
        return Code(f"SharedFacts({fields})" if fields else "")


def responses_of(operations: Sequence[OperationModel]) -> Pool:
    """The documented responses that these operations share."""
    return Pool(
        _Use(
            response_call(each),
            "_" + _STATUSES.get(each.status, f"STATUS_{each.status.upper()}"),
            operation,
        )
        for operation in operations
        for each in operation.answers
    )


def _facts(operation: OperationModel, *, in_group: bool) -> list[tuple[Code, Code]]:
    return [each for each in registry_fields(operation) if (each[0] in _GROUP) == in_group]


def _long_values(operations: Iterable[OperationModel], *, in_group: bool) -> Iterator[_Use]:
    for operation in operations:
        for name, value in _facts(operation, in_group=in_group):
            if len(value) >= _LONG:
                yield _Use(value, _NAMES.get(name, name.upper()), operation)


def parameter_call(parameter: ParameterModel) -> Code:
    """A parameter as an expression."""
    values = attrs.asdict(parameter, recurse=False) | {"type": str(parameter.annotation)}
    defaults = {"wire_name": str(parameter.name), **_PARAMETER_DEFAULTS}
    arguments = [
        f"{key}={literal(values[key])}"
        for key, default in defaults.items()
        if values[key] != default or type(values[key]) is not type(default)
    ]
    return Code(f"Parameter({', '.join([f'name={literal(str(parameter.name))}', *arguments])})")


def response_call(response: ResponseModel) -> Code:
    """A documented response as an expression."""
    bodies = ", ".join(f"{literal(kind)}: {annotation}" for kind, annotation in response.bodies)
    arguments = [f"status={literal(response.status)}"]
    if response.description:
        arguments.append(f"description={literal(response.description)}")
    if bodies:
        arguments.append(f"bodies={{{bodies}}}")
    return Code(f"DocumentedResponse({', '.join(arguments)})")


def _named(shared: Mapping[Code, Sequence[_Use]]) -> dict[Code, Code]:
    """A name for each value, after its kind; equal names also get those of their operations, or else a number."""
    by_name: dict[str, list[tuple[Code, Sequence[_Use]]]] = {}
    for value, uses in sorted(shared.items(), key=lambda item: (-len(item[1]), item[0])):
        by_name.setdefault(uses[0].name, []).append((value, uses))
    names: dict[Code, Code] = {}
    for name, values in by_name.items():
        for (value, _), owner in zip(values, _owners([uses for _, uses in values]), strict=True):
            names[value] = _unused(_qualified(owner, name), names)
    return names


def _owners(values: Sequence[Sequence[_Use]]) -> list[str]:
    """Prefixes that distinguish several values of one name by their operations.

    They are the pages of the documentation, or else the ends of the paths. A single value has no prefix; if neither
    distinguishes the values, the most used one has none.
    """
    if len(values) == 1:
        return [""] if values[0][0].name != "FACTS" else [_owner(values[0], _subject)]
    by_subject, by_path = ([_owner(uses, of) for uses in values] for of in (_subject, _path_end))
    for owners in (by_subject, by_path):
        if len(set(owners)) == len(owners):
            return owners
    return ["", *by_subject[1:]]


def _unused(name: str, names: Mapping[Code, Code]) -> Code:
    taken = set(names.values())
    numbers = (f"{name}_{number}" for number in range(2, len(taken) + 3))
    return Code(next(each for each in (name, *numbers) if each not in taken))


def _qualified(owner: str, name: str) -> str:
    if not owner or owner == name:
        return name
    owner = owner.removeprefix(f"{name}_")
    return f"_{owner}{name}" if name.startswith("_") else f"{owner}_{name}"


def _owner(uses: Iterable[_Use], of: Callable[[OperationModel], str]) -> str:
    """`ENTERPRISE_METRICS` for the operations below /enterprises that are about metrics."""
    operations = [use.operation for use in uses]
    scopes = {each.path.strip("/").split("/")[0].removesuffix("s") for each in operations}
    words = [each.pop() for each in (scopes, set(map(of, operations))) if len(each) == 1]
    return re.sub(r"[^a-z]+", "_", " ".join(words)).strip("_").upper()


def _subject(operation: OperationModel) -> str:
    """The subject of its page: `billing usage` of /billing/usage, `usage` of /copilot/copilot-usage."""
    *_, category, page = ("/" + urlsplit(documentation_url(operation)).path).split("/")
    return page.removeprefix(f"{category}-") if page.startswith(category) else f"{category} {page}"


def _path_end(operation: OperationModel) -> str:
    return re.sub(r"[^a-z]+(day)?", " ", operation.path.strip("/").split("/")[-1]).strip()
