"""From the `x-` keys of an operation to the fields of the registry: each checked, none lost.

`FACTS` is the single list of `x-` keys with their types and targets; a key that is not in it is stored
under `facts`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from ..document import escape
from ..errors import RenderError
from .escape import literal
from .model import Code, OperationModel


def registry_fields(operation: OperationModel) -> list[tuple[Code, Code]]:
    """Keyword and value of each fact that the registry holds of an operation.

    Raises:
        RenderError: A fact is not of the expected shape.
    """
    fields: list[tuple[Code, Code]] = []
    rest = dict(operation.extensions)
    for key, value in sorted(operation.facts.items()):
        if key in _ELSEWHERE:
            continue
        if key not in FACTS:
            rest[key] = value
            continue
        try:
            fields += FACTS[key](value)
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            place = f"{operation.pointer}/{escape(key)}"
            raise RenderError(f"not of the expected shape: {error}", pointer=place) from None
    if operation.row_key:
        fields.append((Code("row_key"), literal(operation.row_key)))
    if operation.deprecated:
        fields.append((Code("deprecated"), literal(True)))
    if rest:
        fields.append((Code("facts"), literal(rest)))
    return sorted(fields)


def is_fact(key: str, value: Any) -> bool:
    """Whether the value of an `x-` key has the expected shape; True for a key without a meaning here."""
    try:
        FACTS.get(key, lambda _: [])(value)
    except (TypeError, ValueError, KeyError, AttributeError):
        return False
    return True


def check(operation: OperationModel) -> None:
    """Raises `RenderError` if a fact does not have the expected shape: docstrings do not check the facts."""
    registry_fields(operation)


def documentation_url(operation: OperationModel) -> str:
    """GitHub's page; empty if the description names none."""
    docs = operation.facts.get("externalDocs")
    url = docs.get("url") if isinstance(docs, Mapping) else None
    return url if isinstance(url, str) else ""


_Fact = Callable[[Any], list[tuple[Code, Code]]]


def _text(field: str) -> _Fact:
    return lambda value: [(Code(field), literal(_checked(value, str)))]


def _number(field: str) -> _Fact:
    return lambda value: [(Code(field), literal(_checked(value, int)))]


def _flag(field: str) -> _Fact:
    return lambda value: [(Code(field), literal(_checked(value, bool)))]


def _day(field: str) -> _Fact:
    return lambda value: [(Code(field), literal(datetime.date.fromisoformat(_checked(value, str))))]


def _texts(field: str) -> _Fact:
    return lambda value: [
        (Code(field), literal(tuple(_checked(each, str) for each in found)))
        for found in [_checked(value, list)]
        if found
    ]


def _object(field: str, cls: str, keys: Mapping[str, type]) -> _Fact:
    return lambda value: [(Code(field), _call(cls, keys, value))]


def _objects(field: str, cls: str, keys: Mapping[str, type]) -> _Fact:
    def build(value: Any) -> list[tuple[Code, Code]]:
        calls = [_call(cls, keys, each) for each in _checked(value, list)]
        return (
            [(Code(field), Code("(" + "".join(f"{each}, " for each in calls) + ")"))]
            if calls
            else []
        )

    return build


def _call(cls: str, keys: Mapping[str, type], value: Any) -> Code:
    arguments = []
    for key, each in _checked(value, dict).items():
        if key not in keys:
            raise ValueError(f"no such key: {key!r}")
        checked = (
            datetime.date.fromisoformat(each)
            if keys[key] is datetime.date
            else _checked(each, keys[key])
        )
        arguments.append(f"{key.replace('-', '_')}={literal(checked)}")
    return Code(f"{cls}({', '.join(arguments)})")


def _checked(value: Any, kind: type) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TypeError(f"expected {kind.__name__}, found {type(value).__name__}")
    return value


def _token_kinds(value: Any) -> list[tuple[Code, Code]]:
    kinds = _checked(value, dict)
    for key in kinds.keys() - {"works", "fails"}:
        raise ValueError(f"no such key: {key!r}")
    return [
        *_texts("token_kinds_that_work")(kinds.get("works", [])),
        *_texts("token_kinds_that_fail")(kinds.get("fails", [])),
    ]


def _documentation(value: Any) -> list[tuple[Code, Code]]:
    url = _checked(value, dict).get("url")
    return [] if url is None else _text("documentation_url")(url)


FACTS: Mapping[str, _Fact] = {
    "externalDocs": _documentation,
    "x-day-window": _object(
        "day_window", "DayWindow", {"first": datetime.date, "max-age-days": int}
    ),
    "x-file-shape": _text("file_shape"),
    "x-freshness": _text("freshness"),
    "x-ghe-com": _flag("ghe_com"),
    "x-last-data-day": _day("last_data_day"),
    "x-max-age-hours": _number("max_age_hours"),
    "x-min-licenses": _object("min_licenses", "MinLicenses", {"count": int, "of": str}),
    "x-oauth-scopes": _texts("oauth_scopes"),
    "x-pagination": _object(
        "pagination",
        "Pagination",
        {
            "style": str,
            "size": str,
            "default": int,
            "largest": int,
            "clamped": bool,
            "page": str,
            "after": str,
            "before": str,
            "items": str,
        },
    ),
    "x-permissions": _objects(
        "permissions", "Permission", {"name": str, "resource": str, "access": str}
    ),
    "x-policy": _text("policy"),
    "x-roles": _texts("roles"),
    "x-row-type": _text("row_type"),
    "x-see-also": _texts("see_also"),
    "x-since-max-age-days": _number("since_max_age_days"),
    "x-stage": _text("stage"),
    "x-successor": _text("successor"),
    "x-sunset": _day("sunset"),
    "x-token-kinds": _token_kinds,
}
_ELSEWHERE = frozenset(
    {
        "deprecated",
        "x-parameter-facts",
        "x-python-aliases",
        "x-python-name",
        "x-upstream-operation-id",
    }
)
