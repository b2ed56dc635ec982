"""The package's knowledge of GitHub's API: the operations of every generated API version.

The fake has no list of its own: a new operation, parameter or status of the description is served here too.
"""

from __future__ import annotations

import importlib
import importlib.resources
import json
import pkgutil
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from .._runtime.operation import Operation

_SUBPACKAGE = re.compile(r"v[0-9]{4}_[0-9]{2}_[0-9]{2}")
_ORGANIZATIONS = ("/orgs/", "/organizations/")
_FAMILY = re.compile(r"/reports/([^/]+)")


@cache
def versions() -> Mapping[str, Mapping[str, Operation[Any]]]:
    """Operations by operationId, by API version, the oldest version first."""
    package = __name__.rpartition(".testing.")[0]
    found: dict[str, Mapping[str, Operation[Any]]] = {}
    for each in pkgutil.iter_modules(importlib.import_module(package).__path__):
        if _SUBPACKAGE.fullmatch(each.name):
            module = importlib.import_module(f"{package}.{each.name}.operations")
            found[module.API_VERSION] = module.OPERATIONS
    return dict(sorted(found.items()))


@cache
def row_schemas() -> Mapping[str, Any]:
    """The schemas of all row types and of the objects in them, by name."""
    package = __name__.rpartition(".testing.")[0]
    file = importlib.resources.files(f"{package}.rows") / "rows.schema.json"
    found: Mapping[str, Any] = json.loads(file.read_text("utf-8"))["$defs"]
    return found


def assumed_version() -> str:
    """The API version of a request that names none: the oldest supported one."""
    return next(iter(versions()))


def newest() -> Mapping[str, Operation[Any]]:
    """The operations of the newest API version."""
    return list(versions().values())[-1]


def scope_of(operation: Operation[Any]) -> str:
    """`enterprise` or `organization`: whose data an operation gives."""
    return "organization" if operation.path.startswith(_ORGANIZATIONS) else "enterprise"


def family_of(operation: Operation[Any]) -> str | None:
    """The family in a report's path, such as `users-28-day`; None for other operations."""
    found = _FAMILY.search(operation.path)
    return found[1] if found else None


def report(family: str, scope: str) -> Operation[Any]:
    """The report of a family and scope. Raises `KeyError` if there is none."""
    for operation in newest().values():
        if (family_of(operation), scope_of(operation)) == (family, scope):
            return operation
    raise KeyError(f"no report {family!r} for an {scope}")


def families() -> tuple[str, ...]:
    """Every family of reports."""
    found = {family_of(operation) for operation in newest().values()}
    return tuple(sorted(each for each in found if each is not None))


@cache
def operation(operation_id: str) -> Operation[Any]:
    """An operation by its id, of the newest API version that has it. Raises `KeyError`."""
    for operations in reversed(list(versions().values())):
        if operation_id in operations:
            found: Operation[Any] = operations[operation_id]
            return found
    raise KeyError(_no_such(operation_id))


def _no_such(operation_id: str) -> str:
    """The newest registry's message for an unknown name."""
    try:
        newest()[operation_id]
    except KeyError as error:
        return str(error.args[0])
    return f"no operation {operation_id!r}"


def takes_day(operation: Operation[Any]) -> bool:
    """Whether a report is requested by its day; else it is the latest window."""
    return any(each.wire_name == "day" for each in operation.parameters)
