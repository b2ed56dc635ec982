"""Converts Python values to the texts of URLs, headers and cookies, and refuses values that GitHub would refuse."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from typing import Any, TypeAlias
from urllib.parse import quote

from ..errors import ArgumentError
from ..operation import Operation, Parameter
from ..protocol.ascii import is_printable_ascii
from .model import to_wire
from .request_body import json_bytes

_Parts: TypeAlias = Sequence[tuple[str | None, str]]
_Pairs: TypeAlias = list[tuple[str, str]]
_SEPARATORS = {"spaceDelimited": " ", "pipeDelimited": "|"}
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
    return [
        pair
        for parameter, value in _given(operation, values, "query")
        for pair in _query_pairs(
            parameter, _clamped(operation, parameter, _parts(parameter, value))
        )
    ]


def headers_of(operation: Operation[Any], values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The headers that are parameters of the operation, cookies included. Raises `ArgumentError`."""
    pairs = []
    for parameter, value in _given(operation, values, "header"):
        text = _styled(parameter, _parts(parameter, value))
        if not is_printable_ascii(text):
            raise ArgumentError(parameter.wire_name, "only printable ASCII is allowed in a header")
        pairs.append((parameter.wire_name, text))
    cookies = [
        f"{parameter.wire_name}={_styled(parameter, _encoded(_parts(parameter, value)))}"
        for parameter, value in _given(operation, values, "cookie")
    ]
    return [*pairs, ("Cookie", "; ".join(cookies))] if cookies else pairs


def _given(
    operation: Operation[Any], values: Mapping[str, Any], location: str
) -> Iterator[tuple[Parameter, Any]]:
    """The parameters of a location that are sent, with their values."""
    for parameter in operation.parameters:
        value = values.get(parameter.name)
        if parameter.location == location and (value is not None or parameter.required):
            yield parameter, value


def _parts(parameter: Parameter, value: object) -> _Parts:
    """The texts of a value: of a scalar one, of a list one for each item, of an object each with its key."""
    if parameter.style == "json":
        return [(None, json_bytes(to_wire(value), parameter.name).decode())]
    if parameter.is_object:
        return [*_members(parameter, value)]
    if isinstance(value, list | tuple) and "list[" in parameter.type:
        return [(None, _text(parameter, item)) for item in value]
    return [(None, _text(parameter, value))]


def _members(parameter: Parameter, value: object) -> Iterator[tuple[str, str]]:
    """Key and text of each property that is set."""
    wire = to_wire(value)
    if not isinstance(wire, dict):
        raise ArgumentError(parameter.name, f"expected an object, got {type(value).__name__}")
    for key, item in wire.items():
        for each in item if isinstance(item, list) else [item]:
            if isinstance(each, dict | list):
                raise ArgumentError(f"{parameter.name}.{key}", "expected no further objects")
            if each is not None:
                text = ("true" if each else "false") if isinstance(each, bool) else str(each)
                yield key, _encodable(parameter, text)


def _query_pairs(parameter: Parameter, parts: _Parts) -> _Pairs:
    """Names and texts in OpenAPI's styles for a query."""
    name = parameter.wire_name
    if parameter.style == "deepObject":
        return [(f"{name}[{key}]", text) for key, text in parts]
    if parameter.explode:
        return [(name if key is None else key, text) for key, text in parts]
    separator = _SEPARATORS.get(parameter.style, ",")
    return [(name, _joined(parts, separator, separator))]


def _styled(parameter: Parameter, parts: _Parts) -> str:
    """One text, in OpenAPI's styles `simple`, `label`, `matrix` and, in a cookie, `form`."""
    separator = "," if parameter.style != "label" or not parameter.explode else "."
    if parameter.style == "matrix" and parameter.explode:
        named = [(parameter.wire_name if key is None else key, text) for key, text in parts]
        return "".join(f";{key}={text}" for key, text in named)
    text = _joined(parts, separator, "=" if parameter.explode else ",")
    prefix = {"label": ".", "matrix": f";{parameter.wire_name}="}
    return prefix.get(parameter.style, "") + text


def _joined(parts: _Parts, separator: str, between: str) -> str:
    return separator.join(text if key is None else f"{key}{between}{text}" for key, text in parts)


def _encoded(parts: _Parts) -> _Parts:
    return [
        (None if key is None else quote(key, safe=""), quote(text, safe="")) for key, text in parts
    ]


def _clamped(operation: Operation[Any], parameter: Parameter, parts: _Parts) -> _Parts:
    """The page size as GitHub clamps it, if it does: so the sent value is the effective one."""
    pages = operation.pagination
    if pages is None or not pages.clamped or parameter.wire_name != pages.size:
        return parts
    return [(key, str(min(max(int(text), 1), pages.largest))) for key, text in parts]


def _segment(parameter: Parameter, value: object) -> str:
    text = _styled(parameter, _encoded(_parts(parameter, value)))
    if text in ("", ".", ".."):
        # some servers and proxies resolve these segments, and the request reaches another endpoint
        raise ArgumentError(parameter.name, f"{text!r} cannot be part of a path")
    return text


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
    """The members of `_KINDS` in the annotation of a parameter."""
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
            name, "a datetime is ambiguous: days are UTC days; pass a datetime.date"
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
