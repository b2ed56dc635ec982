"""Converts Python values to the text of a URL, and refuses values that GitHub would refuse."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping, Set
from functools import cache
from typing import Any
from urllib.parse import quote

from ..errors import ArgumentError
from ..operation import Operation, Parameter
from ..protocol.ascii import is_printable_ascii

_KINDS = {"str": "a string", "int": "an integer", "float": "a number", "bool": "a boolean"}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def path_of(operation: Operation[Any], values: Mapping[str, Any]) -> str:
    """The path of the request, each value percent-encoded. Raises `ArgumentError`."""
    path = operation.path
    for parameter in operation.parameters:
        if parameter.location == "path":
            segment = _segment(parameter, values[parameter.name])
            path = path.replace("{" + parameter.wire_name + "}", segment)
    return path


def query_of(operation: Operation[Any], values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The query of the request, in the order of the description. Raises `ArgumentError`."""
    _check_order(operation, values)
    return _pairs(operation, values, "query")


def headers_of(operation: Operation[Any], values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The headers that are parameters of the operation. Raises `ArgumentError`."""
    pairs = _pairs(operation, values, "header")
    for name, value in pairs:
        if not is_printable_ascii(value):
            raise ArgumentError(name, "only printable ASCII is allowed in a header")
    return pairs


def _pairs(
    operation: Operation[Any], values: Mapping[str, Any], location: str
) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for parameter in operation.parameters:
        value = values.get(parameter.name)
        if parameter.location != location or (value is None and not parameter.required):
            continue
        if isinstance(value, list | tuple) and "list[" in parameter.type:
            texts = [_text(parameter, item) for item in value]
            if not parameter.explode or location == "header":
                texts = [",".join(texts)]
        else:
            texts = [_clamped(operation, parameter, _text(parameter, value))]
        pairs += [(parameter.wire_name, text) for text in texts]
    return pairs


def _clamped(operation: Operation[Any], parameter: Parameter, text: str) -> str:
    """The page size as GitHub clamps it, if it does: so the sent value is the effective one."""
    pages = operation.pagination
    if pages is None or not pages.clamped or parameter.wire_name != pages.size:
        return text
    return str(min(max(int(text), 1), pages.largest))


def _segment(parameter: Parameter, value: object) -> str:
    text = _text(parameter, value)
    if text in ("", ".", ".."):
        # some servers and proxies resolve these segments, and the request reaches another endpoint
        raise ArgumentError(parameter.name, f"{text!r} cannot be part of a path")
    return quote(text, safe="")


def _text(parameter: Parameter, value: object) -> str:
    if parameter.enum:
        value = _member(parameter, value)
    if parameter.format == "date":
        return day_from(parameter.name, value).isoformat()
    if parameter.format == "date-time":
        # not strftime, whose %Y has no leading zeros everywhere
        return moment(parameter.name, value).replace(tzinfo=None).isoformat() + "Z"
    return _scalar(parameter, value)


def _scalar(parameter: Parameter, value: object) -> str:
    kinds = _KINDS.keys() if parameter.enum else _kinds_of(parameter.type)
    if isinstance(value, bool):
        if "bool" in kinds:
            return "true" if value else "false"
    elif isinstance(value, int | float):
        if "float" in kinds or ("int" in kinds and isinstance(value, int)):
            return _number(parameter, value)
    elif isinstance(value, str) and "str" in kinds:
        return _encodable(parameter, str.__str__(value))
    expected = " or ".join(word for kind, word in _KINDS.items() if kind in kinds)
    raise ArgumentError(parameter.name, f"expected {expected}, got {type(value).__name__}")


@cache
def _kinds_of(annotation: str) -> Set[str]:
    """Which of `_KINDS` the annotation of a parameter names."""
    words = set(re.findall(r"\w+", annotation))
    return _KINDS.keys() if words & {"Any", "Literal"} else words & _KINDS.keys()


def _member(parameter: Parameter, value: object) -> object:
    """The enum value that equals `value`; in Python, unlike in JSON, True equals 1."""
    for item in parameter.enum:
        if item == value and isinstance(item, bool) == isinstance(value, bool):
            return item
    allowed = ", ".join(repr(item) for item in parameter.enum)
    raise ArgumentError(parameter.name, f"expected one of {allowed}, got {value!r}")


def _number(parameter: Parameter, value: float) -> str:
    try:
        if math.isfinite(value):
            return str(value)
    except (OverflowError, ValueError):  # an int of hundreds or thousands of digits
        pass
    raise ArgumentError(parameter.name, "expected a finite number of a reasonable size")


def _encodable(parameter: Parameter, text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ArgumentError(parameter.name, "it contains a lone surrogate") from None
    return text


def day_from(name: str, value: object) -> datetime.date:
    """A day; also as text, `YYYY-MM-DD`. Raises `ArgumentError`."""
    if isinstance(value, datetime.datetime):
        raise ArgumentError(
            name, "a datetime is ambiguous: GitHub's days are UTC days; pass a datetime.date"
        )
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise ArgumentError(name, f"expected a datetime.date, got {value!r}")


def moment(name: str, value: object) -> datetime.datetime:
    """An aware datetime in UTC, truncated to the second. Raises `ArgumentError`."""
    if not isinstance(value, datetime.datetime):
        raise ArgumentError(name, f"expected an aware datetime.datetime, got {value!r}")
    if value.utcoffset() is None:
        raise ArgumentError(
            name, "a naive datetime is ambiguous: add a time zone, such as datetime.UTC"
        )
    try:
        return value.astimezone(datetime.UTC).replace(microsecond=0)
    except OverflowError:
        raise ArgumentError(name, f"{value!r} cannot be converted to UTC") from None


def _check_order(operation: Operation[Any], values: Mapping[str, Any]) -> None:
    for parameter in operation.parameters:
        if parameter.not_before is None:
            continue
        earlier = next(
            (p for p in operation.parameters if p.wire_name == parameter.not_before), None
        )
        if earlier is None:
            continue
        start, end = values.get(earlier.name), values.get(parameter.name)
        if start is None or end is None:
            continue
        # days and timestamps are formatted so that the texts sort by time
        if _text(parameter, end) < _text(earlier, start):
            raise ArgumentError(parameter.name, f"must not be before {earlier.name}")
