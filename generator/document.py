"""Documents as values: reading JSON and YAML, writing canonical YAML, JSON pointers (RFC 6901).

YAML is read as YAML 1.2's core schema would read it: `2025-10-10`, `on` and `no` are strings, a key
that occurs twice is an error. Then a YAML document means the same as its JSON equivalent.
"""

from __future__ import annotations

import codecs
import contextlib
import gc
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from . import yaml_reader
from .errors import InputError
from .yaml_reader import MAX_DEPTH, MAX_VALUES, Positions, YamlError

MAX_BYTES = 1 << 26
"""The greatest size of a file to read, in bytes."""

type_names = {
    dict: "an object",
    list: "a list",
    str: "a string",
    int: "a number",
    float: "a number",
}


class _NotJsonError(Exception):
    """A token such as NaN, which Python's parser accepts and JSON does not."""


def _refuse_constant(constant: str) -> None:
    raise _NotJsonError(f"{constant} is not a JSON number")


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object without ambiguous keys. GitHub's descriptions repeat some keys with the same value."""
    value = dict(pairs)
    if len(value) != len(pairs):
        for key, each in pairs:
            if repr(each) != repr(value[key]):
                raise _NotJsonError(f"duplicate key {key[:60]!r}")
    return value


def _integer(text: str) -> int:
    if len(text) > yaml_reader.MAX_DIGITS:
        raise _NotJsonError(f"an integer with more than {yaml_reader.MAX_DIGITS:,} digits")
    return int(text)


def _finite(number: Callable[[str], float]) -> Callable[[str], float]:
    def finite(text: str) -> float:
        value = number(text)
        if value in (float("inf"), float("-inf")):
            raise _NotJsonError(f"{text[:60]} is not a JSON number")
        return value

    return finite


def _refuse_large(value: Any) -> None:
    """Apply the bounds of `yaml_reader` to a JSON value."""
    containers = [value] if isinstance(value, (dict, list)) else []
    count = depth = 0
    while containers:
        depth += 1
        count += sum(map(len, containers))
        if depth > MAX_DEPTH:
            raise _NotJsonError(f"nested too deeply: more than {MAX_DEPTH} levels")
        if count > MAX_VALUES:
            raise _NotJsonError(f"more than {MAX_VALUES:,} values")
        containers = [
            each
            for one in containers
            for each in (one.values() if type(one) is dict else one)
            if type(each) is dict or type(each) is list
        ]


_SHORT = 1 << 20
_JSON_START = re.compile(r'[ \t\r\n]*[{\["]')

# Half of a pair of escapes for one character outside the basic plane.
_HALF = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F]"
)


def _refuse_surrogates(text: str, value: Any) -> None:
    if ("\\ud" in text or "\\uD" in text) and _HALF.search(text) is not None:
        # which may be an escaped backslash instead
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise _NotJsonError("a string contains a lone surrogate") from None


def parse(text: str | bytes, *, name: str | Path = "<input>", surrogates: bool = False) -> Any:
    """The value of a JSON or YAML text.

    `surrogates` accepts lone surrogates, which JSON can escape and UTF-8 cannot encode.

    Raises `InputError` with file and line if the text is neither, or exceeds a bound.
    """
    return _parsed(text, name, surrogates, float)[0]


def parse_with_lines(
    text: str | bytes, *, name: str | Path = "<input>"
) -> tuple[Any, LineNumbers | None]:
    """Like `parse`, with the line numbers of a YAML text (a by-product of parsing); None for JSON.

    Here `1.0` equals the integer 1, as in JSON Schema.
    """
    return _parsed(text, name, False, _number)


def _number(text: str) -> float:
    value = float(text)
    return int(value) if value.is_integer() else value


def _parsed(
    text: str | bytes, name: str | Path, surrogates: bool, number: Callable[[str], float]
) -> tuple[Any, LineNumbers | None]:
    if len(text) > MAX_BYTES:
        raise InputError(f"larger than {MAX_BYTES >> 20} MiB", file=name)
    if isinstance(text, bytes):
        text = _decoded(text, name)
    if _JSON_START.match(text) is not None:
        try:
            return _from_json(text, surrogates, number), None
        except _NotJsonError as error:
            raise InputError(str(error), file=name, line=_line_of_problem(text)) from None
        except json.JSONDecodeError as error:
            if str(name).endswith(".json"):
                raise InputError(f"not JSON: {error.msg}", file=name, line=error.lineno) from None
        except RecursionError:
            line = _line_of_problem(text)
            raise InputError("nested too deeply", file=name, line=line) from None
    try:
        with no_collection():
            value, positions = yaml_reader.read(text, number)
    except YamlError as error:
        raise InputError(error.problem, file=name, line=error.line) from None
    return value, LineNumbers(positions)


def _line_of_problem(text: str) -> int | None:
    """The line of a syntax error in a JSON text. JSON is YAML, and the YAML parser reports lines."""
    try:
        yaml_reader.read(text[:_SHORT])
    except YamlError as error:
        return error.line if error.line is not None and not error.is_syntax else None
    return None


def _decoded(text: bytes, name: str | Path) -> str:
    try:
        # the codec utf-8-sig takes four times as long
        return text.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise InputError(f"not UTF-8 (byte {error.start})", file=name, line=line) from None


def _from_json(text: str, surrogates: bool, number: Callable[[str], float]) -> Any:
    with no_collection():
        value = json.loads(
            text,
            parse_constant=_refuse_constant,
            parse_float=_finite(number),
            parse_int=_integer,
            object_pairs_hook=_members,
        )
    _refuse_large(value)
    if not surrogates:
        _refuse_surrogates(text, value)
    return value


@contextlib.contextmanager
def no_collection() -> Iterator[None]:
    """Pauses the cyclic garbage collector: building a large value makes no garbage, only objects
    that it would look through again and again.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def read(path: Path) -> Any:
    """The value of a JSON or YAML file. Raises `InputError` naming the file and the line."""
    return parse(read_bytes(path), name=path)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises `InputError` if it cannot be read or is too large."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", file=path) from None
    if len(content) > MAX_BYTES:
        raise InputError(f"larger than {MAX_BYTES >> 20} MiB", file=path)
    return content


def read_object(path: Path) -> dict[str, Any]:
    """Like `read`, for a file whose value must be an object."""
    value = read(path)
    if not isinstance(value, dict):
        raise InputError(f"expected an object, found {kind(value)}", file=path)
    return value


def kind(value: object) -> str:
    """The JSON type of a value, with its article, for messages."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    return type_names.get(type(value), type(value).__name__)


class _BlockDumper(yaml.SafeDumper):
    """Dumper that indents lists below their key and writes no anchors."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_str(dumper: yaml.SafeDumper, data: str) -> yaml.ScalarNode:
    if not yaml_reader.is_plain_string(data):
        # PyYAML follows YAML 1.1, where 1e3 is a string that needs no quotes
        return dumper.represent_scalar("tag:yaml.org,2002:str", data, style="'")
    if re.search("[\x85\u2028\u2029\ufeff]", data):
        # line breaks to YAML 1.1, which only double quotes escape
        return dumper.represent_scalar("tag:yaml.org,2002:str", data, style='"')
    style = "|" if "\n" in data and not re.search(r"[ \t]+\n|[^\x20-\x7e\n]", data) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)


_BlockDumper.add_representer(str, _represent_str)


def dump(value: Any, *, header: str = "", sort: bool = True) -> str:
    """Canonical YAML: keys sorted, blocks indented, one line a scalar up to 100 columns, one final newline.

    `header` is written first, as comment lines.
    """
    comment = "".join(f"# {line}".rstrip() + "\n" for line in header.splitlines())
    return comment + yaml.dump(
        value,
        Dumper=_BlockDumper,
        sort_keys=sort,
        allow_unicode=True,
        default_flow_style=False,
        width=100,
    )


def escape(token: str) -> str:
    """One reference token of a JSON pointer, escaped (RFC 6901 §3)."""
    return token.replace("~", "~0").replace("/", "~1")


def join(*tokens: str | int) -> str:
    """The JSON pointer made of these reference tokens."""
    return "".join("/" + escape(str(token)) for token in tokens)


def split(pointer: str) -> list[str]:
    """The reference tokens of a JSON pointer, unescaped. Raises `ValueError` if it is not a JSON pointer."""
    pointer = pointer.removeprefix("#")
    if pointer == "":
        return []
    if not pointer.startswith("/"):
        raise ValueError(f"not a JSON pointer: {pointer!r}")
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer[1:].split("/")]


def resolve(document: Any, pointer: str) -> Any:
    """The value at `pointer`. Raises `KeyError` with the pointer if there is none."""
    value = document
    for token in split(pointer):
        if isinstance(value, dict) and token in value:
            value = value[token]
        elif isinstance(value, list) and token.isdecimal() and int(token) < len(value):
            value = value[int(token)]
        else:
            raise KeyError(pointer)
    return value


def walk(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Every node below `value`, itself first, with its pointer, in document order."""
    yield pointer, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, f"{pointer}/{escape(key)}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk(item, f"{pointer}/{index}")


class LineNumbers:
    """Line numbers by JSON pointer for one JSON or YAML text, which is parsed at most once."""

    def __init__(self, text: str | bytes | Positions) -> None:
        self._positions: Positions | None = None
        if isinstance(text, Positions):
            self._positions = text
            return
        with contextlib.suppress(InputError, YamlError):
            decoded = text if isinstance(text, str) else _decoded(text, "<input>")
            self._positions = yaml_reader.read(decoded)[1]

    def __call__(self, pointer: str) -> int | None:
        """The line (from 1) of `pointer`, or of its nearest parent that exists; None for an unreadable text."""
        return None if self._positions is None else self._positions.line(split(pointer))


def line_of(text: str | bytes, pointer: str) -> int | None:
    """The line (from 1) of `pointer` in a JSON or YAML text; see `LineNumbers`."""
    return LineNumbers(text)(pointer)
