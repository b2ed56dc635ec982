"""Values that several operations have: each is written once in the generated package, under a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import attrs

from .escape import literal
from .facts import registry_fields
from .model import Answer, Code, Operation, Parameter
from .naming import constant_name

_ACCESS = (
    "oauth_scopes",
    "permissions",
    "policy",
    "roles",
    "token_kinds_that_fail",
    "token_kinds_that_work",
)
"""The fields that say who may call an operation: operations have them in common, or none of them."""
_LONG = 60
"""From how many characters on a value that is there twice gets a name."""
_ALWAYS = ("name", "wire_name", "location", "required", "type", "description")
_DEFAULTS: Mapping[str, object] = {
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
    "204": "NO_CONTENT",
    "400": "BAD_REQUEST",
    "401": "UNAUTHORIZED",
    "403": "FORBIDDEN",
    "404": "NOT_FOUND",
    "422": "UNPROCESSABLE",
    "429": "TOO_MANY_REQUESTS",
    "500": "SERVER_ERROR",
}


@attrs.frozen
class _Use:
    """A value of an operation, and what it may be called."""

    value: Code
    name: str
    operation: Operation


class Pool:
    """The values that operations share, by the text of their expression."""

    def __init__(self, uses: Iterable[_Use], prefix: str = "") -> None:
        by_value: dict[Code, list[_Use]] = {}
        for use in uses:
            by_value.setdefault(use.value, []).append(use)
        shared = {value: found for value, found in by_value.items() if len(found) > 1}
        self._prefix = prefix
        self._names = _named(shared)

    @property
    def values(self) -> list[tuple[Code, Code]]:
        """Name and expression of each, in the order of the names."""
        return sorted((name, value) for value, name in self._names.items())

    def place(self, value: Code) -> Code:
        """The name of a value that is shared, else the value."""
        name = self._names.get(value)
        return value if name is None else Code(self._prefix + name)


def facts_of(operations: Sequence[Operation]) -> Pool:
    """The parameters and facts that these operations share."""
    return Pool(
        [
            use
            for operation in operations
            for use in (
                *(
                    _Use(parameter_call(each), constant_name(each.name), operation)
                    for each in operation.parameters
                ),
                _Use(access_call(operation), "ACCESS", operation),
                *(
                    _Use(value, name.upper(), operation)
                    for name, value in _rest(operation)
                    if len(value) >= _LONG
                ),
            )
            if use.value
        ],
        "facts.",
    )


def answers_of(operations: Sequence[Operation]) -> Pool:
    """The documented responses that these operations share."""
    return Pool(
        _Use(
            answer_call(each),
            "_" + _STATUSES.get(each.status, f"STATUS_{each.status.upper()}"),
            operation,
        )
        for operation in operations
        for each in operation.answers
    )


def fact_fields(operation: Operation, pool: Pool) -> list[Code]:
    """The facts of an operation as arguments of its constructor."""
    access = access_call(operation)
    named = pool.place(access)
    who = _fields(operation, _ACCESS) if named == access else [Code(f"**{named}")]
    rest = [Code(f"{name}={pool.place(value)}") for name, value in _rest(operation)]
    return [*rest, *who]


def _rest(operation: Operation) -> list[tuple[Code, Code]]:
    return [(name, value) for name, value in registry_fields(operation) if name not in _ACCESS]


def _fields(operation: Operation, names: Iterable[str]) -> list[Code]:
    return [Code(f"{name}={value}") for name, value in registry_fields(operation) if name in names]


def access_call(operation: Operation) -> Code:
    """Who may call it, as an expression; empty where nothing is known."""
    fields = _fields(operation, _ACCESS)
    return Code(f"Access({', '.join(fields)})" if fields else "")


def parameter_call(parameter: Parameter) -> Code:
    """A parameter as an expression."""
    values = attrs.asdict(parameter, recurse=False)
    values["type"] = str(parameter.annotation)
    arguments = [f"{key}={literal(values[key])}" for key in _ALWAYS]
    arguments += [
        f"{key}={literal(values[key])}"
        for key, default in _DEFAULTS.items()
        if values[key] != default or type(values[key]) is not type(default)
    ]
    return Code(f"Parameter({', '.join(arguments)})")


def answer_call(answer: Answer) -> Code:
    """A documented response as an expression."""
    bodies = ", ".join(f"{literal(kind)}: {annotation}" for kind, annotation in answer.bodies)
    more = f", bodies={{{bodies}}}" if bodies else ""
    return Code(
        f"Answer(status={literal(answer.status)}, description={literal(answer.description)}{more})"
    )


def _named(shared: Mapping[Code, Sequence[_Use]]) -> dict[Code, Code]:
    """A name for each value: what it is; beside others of that name, also of which operations; else a number.

    The value that most operations have needs no more than its plain name.
    """
    by_name: dict[str, list[tuple[str, Code]]] = {}
    for value, found in sorted(shared.items(), key=lambda item: (-len(item[1]), item[0])):
        by_name.setdefault(found[0].name, []).append((_whose(found), value))
    names: dict[Code, Code] = {}
    for name, values in by_name.items():
        plain = len({whose for whose, _ in values}) < len(values) or len(values) == 1
        for index, (whose, value) in enumerate(values):
            is_plain = not whose or (index == 0 and plain)
            names[value] = _unused(name if is_plain else _qualified(whose, name), names)
    return names


def _unused(name: str, names: Mapping[Code, Code]) -> Code:
    taken = set(names.values())
    numbers = (f"{name}_{number}" for number in range(2, len(taken) + 3))
    return Code(next(each for each in (name, *numbers) if each not in taken))


def _qualified(whose: str, name: str) -> str:
    whose = whose.removeprefix(f"{name}_") if whose != name else ""
    if not whose:
        return name
    return f"_{whose}{name}" if name.startswith("_") else f"{whose}_{name}"


def _whose(found: Sequence[_Use]) -> str:
    """`ENTERPRISE_METRICS` for what the operations below /enterprises have whose paths end in /metrics."""
    paths = [use.operation.path.strip("/").split("/") for use in found]
    scopes = {path[0].removesuffix("s") for path in paths}
    families = {re.sub(r"[^a-z]+(day)?", " ", path[-1]).strip() for path in paths}
    words = [each.pop() for each in (scopes, families) if len(each) == 1]
    return re.sub(r"[^a-z]+", "_", " ".join(words)).strip("_").upper()
