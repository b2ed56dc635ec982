"""Documents as values: reading JSON and YAML, writing canonical YAML, JSON pointers (RFC 6901).

YAML is read as YAML 1.2's core schema would read it: `2025-10-10`, `on` and `no` are strings, a key
that stands twice is an error. Only so does a YAML document mean the same as its JSON twin.
"""

from __future__ import annotations

import codecs
import contextlib
import gc
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from .errors import InputError

if TYPE_CHECKING:
    _Loader = yaml.SafeLoader
    _Dumper = yaml.SafeDumper
else:
    _Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    _Dumper = yaml.SafeDumper

type_names = {
    dict: "an object",
    list: "a list",
    str: "a string",
    int: "a number",
    float: "a number",
}


class _CoreLoader(_Loader):
    """A safe loader with the scalars of YAML 1.2's core schema, which refuses a key that stands twice."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            problem = None
            if not isinstance(key_node, yaml.ScalarNode):
                problem = "a key must be a plain scalar"
            elif key_node.value in mapping:
                problem = f"the key {key_node.value!r} stands twice"
            if problem is not None:
                raise yaml.constructor.ConstructorError(None, None, problem, key_node.start_mark)
            mapping[key_node.value] = self.construct_object(value_node, deep=deep)
        return mapping


for _tag, _pattern, _first in [
    ("tag:yaml.org,2002:bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("tag:yaml.org,2002:null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("tag:yaml.org,2002:int", r"^[-+]?[0-9]+$", "-+0123456789"),
    (
        "tag:yaml.org,2002:float",
        r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$",
        "-+.0123456789",
    ),
]:
    _CoreLoader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))


def _construct_int(_: _CoreLoader, node: yaml.ScalarNode) -> int:
    return int(node.value)  # base ten always: YAML 1.1 would read 010 as eight


_CoreLoader.add_constructor("tag:yaml.org,2002:int", _construct_int)


class _NumberLoader(_CoreLoader):
    """Reads `1.0` as 1."""


def _construct_number(_: _CoreLoader, node: yaml.ScalarNode) -> float:
    return _number(node.value)


_NumberLoader.add_constructor("tag:yaml.org,2002:float", _construct_number)


class _NotJsonError(Exception):
    """A text that Python's reader takes for JSON, and no other."""


def _refuse_constant(constant: str) -> None:
    raise _NotJsonError(f"{constant} is no JSON number")


_JSON_START = re.compile(r'[ \t\r\n]*[{\["]')

# Half of a pair of escapes that would stand for one character outside the basic plane.
_HALF = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F]"
)


def _refuse_surrogates(text: str, value: Any) -> None:
    if ("\\ud" in text or "\\uD" in text) and _HALF.search(text) is not None:
        # which may be an escaped backslash and no escape
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise _NotJsonError("a text holds half a character (a lone surrogate)") from None


def parse(text: str | bytes, *, name: str | Path = "<input>", surrogates: bool = False) -> Any:
    """The value of a JSON or YAML text.

    `surrogates` lets texts hold half characters, which JSON can escape and no file can hold.

    Raises `InputError` with file and line where the text is neither.
    """
    return _parsed(text, name, surrogates, float, _CoreLoader)[0]


def parse_with_lines(
    text: str | bytes, *, name: str | Path = "<input>"
) -> tuple[Any, Lines | None]:
    """As `parse`, and of YAML, where they come with reading it, the lines; None of JSON.

    Here `1.0` is the number 1, as it is to JSON Schema: it is another way to write it.
    """
    value, root = _parsed(text, name, False, _number, _NumberLoader)
    return value, None if root is None else Lines(root)


def _number(text: str) -> float:
    value = float(text)
    return int(value) if value.is_integer() else value


def _parsed(
    text: str | bytes,
    name: str | Path,
    surrogates: bool,
    number: Callable[[str], float],
    loader: type[_CoreLoader],
) -> tuple[Any, yaml.Node | None]:
    if isinstance(text, bytes):
        try:
            # a byte order mark is taken off by hand: the codec utf-8-sig takes four times as long
            text = text.removeprefix(codecs.BOM_UTF8).decode()
        except UnicodeDecodeError as error:
            raise InputError(f"not UTF-8 (byte {error.start})", file=name) from None
    if _JSON_START.match(text) is not None:
        try:
            with no_collection():
                value = json.loads(text, parse_constant=_refuse_constant, parse_float=number)
            if not surrogates:
                _refuse_surrogates(text, value)
            return value, None
        except _NotJsonError as error:
            raise InputError(str(error), file=name) from None
        except json.JSONDecodeError as error:
            if str(name).endswith(".json"):
                raise InputError(f"not JSON: {error.msg}", file=name, line=error.lineno) from None
        except RecursionError:
            raise InputError("nested too deeply to be read", file=name) from None
    try:
        with no_collection():
            return _from_yaml(text, loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "unreadable"
        raise InputError(
            f"not YAML: {problem}", file=name, line=None if mark is None else mark.line + 1
        ) from None
    except yaml.YAMLError as error:
        raise InputError(f"not YAML: {str(error).splitlines()[0]}", file=name) from None
    except RecursionError:
        raise InputError("nested too deeply to be read", file=name) from None


def _from_yaml(text: str, kind: type[_CoreLoader]) -> tuple[Any, yaml.Node | None]:
    loader = kind(text)
    try:
        root = loader.get_single_node()
        return (None if root is None else loader.construct_document(root)), root
    finally:
        loader.dispose()


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
    """The bytes of a file. Raises `InputError` naming it where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", file=path) from None


def read_object(path: Path) -> dict[str, Any]:
    """As `read`, for a file whose whole value must be an object."""
    value = read(path)
    if not isinstance(value, dict):
        raise InputError(f"expected an object, found {kind(value)}", file=path)
    return value


def kind(value: object) -> str:
    """What a value is called in JSON, with its article, for messages."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    return type_names.get(type(value), type(value).__name__)


class _BlockDumper(_Dumper):
    """Writes lists indented below their key, and never an anchor."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_str(dumper: yaml.SafeDumper, data: str) -> yaml.ScalarNode:
    if any(
        pattern.match(data) for _, pattern in _CoreLoader.yaml_implicit_resolvers.get(data[:1], ())
    ):
        # PyYAML writes by YAML 1.1, where 1e3 is a string that needs no quotes
        return dumper.represent_scalar("tag:yaml.org,2002:str", data, style="'")
    if re.search("[\x85\u2028\u2029\ufeff]", data):
        # line breaks to YAML 1.1, which only double quotes escape
        return dumper.represent_scalar("tag:yaml.org,2002:str", data, style='"')
    style = "|" if "\n" in data and not re.search(r"[ \t]+\n|[^\x20-\x7e\n]", data) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)


_BlockDumper.add_representer(str, _represent_str)


def dump(value: Any, *, header: str = "", sort: bool = True) -> str:
    """Canonical YAML: keys sorted, blocks indented, one line a scalar up to 100 columns, one final newline.

    `header` is text put in front as comment lines.
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
    """The reference tokens of a JSON pointer, unescaped. Raises `ValueError` where it is none."""
    pointer = pointer.removeprefix("#")
    if pointer == "":
        return []
    if not pointer.startswith("/"):
        raise ValueError(f"not a JSON pointer: {pointer!r}")
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer[1:].split("/")]


def resolve(document: Any, pointer: str) -> Any:
    """What stands at `pointer`. Raises `KeyError` with the pointer where nothing does."""
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


class Lines:
    """Where the pointers of one JSON or YAML text stand in it; reads the text once, or takes what reading it gave."""

    def __init__(self, text: str | bytes | yaml.Node) -> None:
        if isinstance(text, yaml.Node):
            self._root: yaml.Node | None = text
            return
        try:
            self._root = yaml.compose(text, _CoreLoader)
        except yaml.YAMLError:
            self._root = None

    def __call__(self, pointer: str) -> int | None:
        """The line (from 1) of `pointer`, or of its nearest parent that is there; None for an unreadable text."""
        node = self._root
        if node is None:
            return None
        line = node.start_mark.line + 1
        for token in split(pointer):
            found: tuple[yaml.Node, yaml.Node] | None = None
            if isinstance(node, yaml.MappingNode):
                found = next((pair for pair in node.value if pair[0].value == token), None)
            elif isinstance(node, yaml.SequenceNode) and token.isdecimal():
                item = node.value[int(token)] if int(token) < len(node.value) else None
                found = None if item is None else (item, item)
            if found is None:
                return line
            line, node = found[0].start_mark.line + 1, found[1]
        return line


def line_of(text: str | bytes, pointer: str) -> int | None:
    """The line (from 1) where `pointer` stands in a JSON or YAML text; see `Lines`."""
    return Lines(text)(pointer)
