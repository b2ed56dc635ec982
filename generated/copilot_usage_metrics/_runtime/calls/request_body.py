"""Converts Python values to the bytes of a request body; refuses values that contradict the description."""

from __future__ import annotations

import datetime
import math
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from ..errors import ArgumentError
from ..operation import Operation, RequestBody
from ..vocabulary import UNSET, UnsetType
from .model import Model, fields_of, to_wire

_FORM, _MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
_EXPECTED = {
    bool: "a boolean",
    bytes: "bytes",
    datetime.date: "a datetime.date",
    float: "a number",
    int: "an integer",
    str: "a string",
    type(None): "None",
}


def body_of(operation: Operation[Any], values: Mapping[str, Any]) -> tuple[str, bytes] | None:
    """The `Content-Type` and the bytes of the body; None if none is sent. Raises `ArgumentError`.

    UNSET is not sent, None is null.
    """
    body = operation.body
    if body is None:
        return None
    parameter = next(each for each in operation.parameters if each.location == "body")
    value = values.get(parameter.name, UNSET)
    if value is UNSET and not parameter.required:
        return None
    _check(body.type, value, parameter.name)
    kind = body.media_type.split(";")[0].strip().lower()
    try:
        if isinstance(value, bytes):
            return body.media_type, value
        if kind == _FORM:
            return body.media_type, _form(to_wire(value), parameter.name, body)
        if kind == _MULTIPART:
            return _multipart(to_wire(value), parameter.name, body.part_types)
        if isinstance(value, str) and kind.startswith("text/"):
            charset = "" if "charset=" in body.media_type.lower() else "; charset=utf-8"
            return f"{body.media_type}{charset}", value.encode()
        return body.media_type, json_bytes(to_wire(value), parameter.name)
    except UnicodeEncodeError:
        raise ArgumentError(parameter.name, "it contains a lone surrogate") from None


def json_bytes(wire: Any, name: str) -> bytes:
    """A value as JSON. Raises `ArgumentError`."""
    import json  # here: a client that only reads need not load it

    try:
        text = json.dumps(wire, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError) as error:
        raise ArgumentError(name, f"cannot be written as JSON: {error}") from None
    return text.encode()


def _form(wire: Any, name: str, body: RequestBody) -> bytes:
    from urllib.parse import urlencode

    _check_type(isinstance(wire, dict), "an object", wire, name)
    pairs = [
        pair
        for key, value in wire.items()
        for pair in _form_pairs(key, value, f"{name}.{key}", body)
    ]
    return urlencode(pairs).encode()


def _form_pairs(key: str, value: Any, name: str, body: RequestBody) -> Iterator[tuple[str, str]]:
    """Names and texts of a property. Without a style, an object is JSON, as OpenAPI says."""
    style = body.styles.get(key, "")
    if style == "deepObject":
        yield from _nested(key, value, name)
    elif _is_json(key, body.part_types):
        yield key, json_bytes(value, name).decode()
    elif style == "form" and isinstance(value, dict):
        yield from ((inner, _form_text(each, f"{name}.{inner}")) for inner, each in value.items())
    elif style not in ("", "form") and isinstance(value, dict | list):
        items = value if isinstance(value, list) else [x for pair in value.items() for x in pair]
        yield key, style.join(_form_text(each, name) for each in items)
    else:
        for each in value if isinstance(value, list) else [value]:
            yield key, _form_text(each, name)


def _nested(key: str, value: Any, name: str) -> Iterator[tuple[str, str]]:
    """`key[a][0]=text` for each value of nested objects and lists."""
    if isinstance(value, dict | list):
        for at, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _nested(f"{key}[{at}]", each, name)
    else:
        yield key, _form_text(value, name)


def _form_text(value: Any, name: str) -> str:
    """A value as text in a form: null is empty, as in a query."""
    if isinstance(value, dict | list):
        return json_bytes(value, name).decode()
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _multipart(wire: Any, name: str, part_types: Mapping[str, str]) -> tuple[str, bytes]:
    import secrets

    _check_type(isinstance(wire, dict), "an object", wire, name)
    boundary = secrets.token_hex(16)  # random, so that no file contains it
    parts = [
        part
        for key, value in wire.items()
        for each in (
            value if isinstance(value, list) and not _is_json(key, part_types) else [value]
        )
        for part in (
            f"--{boundary}\r\n".encode(),
            *_part(key, each, name, part_types),
            b"\r\n",
        )
    ]
    return f"{_MULTIPART}; boundary={boundary}", b"".join([*parts, f"--{boundary}--\r\n".encode()])


def _is_json(key: str, part_types: Mapping[str, str]) -> bool:
    return part_types.get(key, "").split(";")[0].strip().lower().endswith(("/json", "+json"))


def _part(key: str, value: Any, name: str, part_types: Mapping[str, str]) -> tuple[bytes, bytes]:
    """The header and the content of a part: a file, an object as JSON, or a text."""
    header = f'Content-Disposition: form-data; name="{_quoted(key)}"'
    media_type = part_types.get(key, "")
    if isinstance(value, bytes):
        value = (key, value)
    if isinstance(value, tuple):
        file, content = value
        header += f'; filename="{_quoted(file)}"'
        media_type = media_type or "application/octet-stream"
    elif isinstance(value, dict | list) or _is_json(key, part_types):
        media_type = media_type or "application/json"
        content = json_bytes(value, f"{name}.{key}")
    else:
        content = _form_text(value, f"{name}.{key}").encode()
    header += f"\r\nContent-Type: {media_type}" if media_type else ""
    return f"{header}\r\n\r\n".encode(), content


def _quoted(text: str) -> str:
    """A name in the header of a part, escaped as browsers do (WHATWG HTML, multipart/form-data)."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _check(hint: Any, value: object, name: str) -> None:
    """Raises `ArgumentError` if a value does not match the annotation `hint`; `name` is its path."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        _check_union(arguments, value, name)
    elif origin is Literal:
        if not any(each == value and type(each) is type(value) for each in arguments):
            allowed = ", ".join(map(repr, arguments))
            raise ArgumentError(name, f"expected one of {allowed}, got {value!r}")
    elif origin is list:
        _check_type(isinstance(value, list), "a list", value, name)
        for index, each in enumerate(typing.cast("list[object]", value)):
            _check(arguments[0], each, f"{name}[{index}]")
    elif origin is tuple:
        fits = isinstance(value, tuple) and len(value) == len(arguments)
        _check_type(fits, "a file name and bytes", value, name)
        for each, inner in zip(arguments, typing.cast("tuple[object, ...]", value), strict=True):
            _check(each, inner, name)
    elif origin is dict:
        _check_type(isinstance(value, dict), "a dict", value, name)
        for key, each in typing.cast("dict[object, object]", value).items():
            _check_type(isinstance(key, str), "a string as a key", key, name)
            _check(arguments[1], each, f"{name}.{key}")
    elif isinstance(hint, type) and issubclass(hint, Model):
        _check_type(isinstance(value, hint), hint.__name__, value, name)
        for field in fields_of(hint):
            inner = getattr(value, field.name)
            if inner is not UNSET or field.required:
                _check(field.hint, inner, f"{name}.{field.name}")
    elif hint is UnsetType:
        _check_type(value is UNSET, "UNSET", value, name)
    elif hint is not Any:
        _check_type(_is_of(hint, value), _EXPECTED[hint], value, name)


def _check_union(members: tuple[Any, ...], value: object, name: str) -> None:
    problems: list[ArgumentError] = []
    for member in members:
        try:
            return _check(member, value, name)
        except ArgumentError as problem:
            problems.append(problem)
    # the member that was followed deepest is the one that was meant
    raise max(problems, key=lambda problem: len(problem.name))


def _is_of(hint: type, value: object) -> bool:
    if hint is float:
        fits = isinstance(value, float | int) and not isinstance(value, bool)
        return fits and math.isfinite(typing.cast("float", value))
    if hint is datetime.date:
        return isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
    return isinstance(value, hint) and (hint is bool or not isinstance(value, bool))


def _check_type(fits: bool, expected: str, value: object, name: str) -> None:
    if not fits:
        raise ArgumentError(name, f"expected {expected}, got {_shown(value)}")


def _shown(value: object) -> str:
    return repr(value) if value is None or value is UNSET else type(value).__name__
