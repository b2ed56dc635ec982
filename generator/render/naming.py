"""Derives Python names from any names of a description.

The rules are openapi-python-client's (`PythonIdentifier`, `ClassName`), extended to every input: text is
NFKC-normalised first, as Python's own parser does, so that a look-alike cannot become a keyword; no name
begins with an underscore; names that the package itself uses are taken.
"""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from openapi_python_client.strings import ClassName, PythonIdentifier

from ..errors import RenderError
from .model import Code

_ANNOTATION_WORDS = frozenset(
    {"Any", "ClassVar", "Literal", "Mapping", "datetime"}
    | {"bool", "bytes", "dict", "float", "frozenset", "int", "list", "str", "tuple"}
)
"""The names that annotations use: a member with one of these names would change their meaning."""
CLIENT_WORDS = (
    _ANNOTATION_WORDS
    # its own members
    | {
        "aclose",
        "base_url",
        "close",
        "items",
        "pages",
        "rows",
        "settings",
        "stream",
        "with_options",
    }
    # names that its class body refers to
    | {"AsyncPagedItems", "AsyncReportRows", "PagedItems", "ReportRows"}
    | {"NoData", "RedirectLink", "Scheme", "UNSET", "UnsetType"}
    | {"deprecated", "operations", "ops", "row_types"}
)
PARAMETER_WORDS = frozenset({"ops", "row_types", "self"})
MODEL_WORDS = (
    _ANNOTATION_WORDS
    | {"Model", "UNSET", "UnsetType", "attrs", "extra", "from_dict", "self", "to_dict"}
    | {"NOTHING"}  # which the __init__ that attrs writes refers to
)
CONSTANT_WORDS = frozenset({"API_VERSION", "OPERATIONS", "SPEC_SHA256"})
CLASS_WORDS = (
    _ANNOTATION_WORDS
    | CONSTANT_WORDS
    | {"AsyncItems", "AsyncPagedItems", "AsyncReportRows", "AsyncRows"}
    | {"Items", "PagedItems", "ReportRows", "Rows", "row_types"}
    | {"AsyncGitHubClient", "ClassVar", "GitHubClient", "Scheme"}
    | {"AsyncClient", "AsyncCopilotMetrics", "CopilotMetrics", "Model", "NoData", "SyncClient"}
    | {"UNSET", "UnsetType", "annotations", "attrs", "deprecated", "facts", "operations", "ops"}
    | {"TYPE_CHECKING", "AsyncItemNamespace", "AsyncReportNamespace"}
    | {"ItemNamespace", "ReportNamespace"}
    | {"AsyncSharedItems", "AsyncSharedMethods", "AsyncSharedRows"}
    | {"SharedItems", "SharedMethods", "SharedRows"}
    | {"DocumentedResponse", "Operation", "Operations", "Parameter", "RedirectLink", "RequestBody"}
    | {"DayWindow", "MinLicenses", "Pagination", "Permission"}
)
"""Names that the modules importing the classes use for something else; a test computes them from the modules."""


def function_name(operation_id: str, pointer: str, taken: frozenset[str] = CLIENT_WORDS) -> Code:
    """`getUsageRecords` → `get_usage_records`."""
    name = PythonIdentifier(_plain(operation_id), prefix="operation_").strip("_")
    return _code(_spare(name, taken, builtin=True), operation_id, pointer)


def octokit_name(operation_id: str, pointer: str, taken: frozenset[str] = CLIENT_WORDS) -> Code:
    """`copilot/get-usage-records` → `getUsageRecords`; an identifier is unchanged."""
    plain = _plain(operation_id)
    name = plain
    if not (name.isidentifier() and not name.startswith("_")):
        tail = plain.split("/", 1)[-1] or f"{plain} root"  # of a path that is only a slash
        words = [word for word in re.split(r"[\W_]+", tail) if word]
        name = "".join(words[:1] + [word[:1].upper() + word[1:] for word in words[1:]])
        if name[:1].isdecimal():
            name = f"operation{name}"
    return _code(_spare(name, taken, builtin=True), operation_id, pointer)


def constant_name(function: str, taken: frozenset[str] = CONSTANT_WORDS) -> Code:
    """`get_usage_records` → `GET_USAGE_RECORDS`."""
    return Code(_spare(_plain(function.upper()), taken))


def parameter_name(wire_name: str, pointer: str, taken: frozenset[str] = PARAMETER_WORDS) -> Code:
    """`per-page` → `per_page`."""
    name = PythonIdentifier(_plain(_signed(wire_name)), prefix="parameter_").strip("_")
    return _code(_spare(name, taken, builtin=True), wire_name, pointer)


def attribute_name(wire_name: str, pointer: str, taken: frozenset[str] = MODEL_WORDS) -> Code:
    """The wire name, made a valid identifier: `@timestamp` → `timestamp`, `class` → `class_`, `+1` → `plus_one`."""
    name = re.sub(r"\W+", "_", _plain(_signed(wire_name))).strip("_")
    if not name or name[0].isdecimal():
        name = f"field_{name}"
    return _code(_spare(name, taken), wire_name, pointer)


def parser_name(text: str, prefix: str, seen: set[str]) -> str:
    """A safe replacement for a text that the parser turns into an identifier: the text itself if it is safe.

    Otherwise `prefix` and a number. `seen` holds the identifiers made so far, and gets one more.
    """
    name, number = text, len(seen)
    while (
        re.fullmatch(r"[A-Za-z]\w*", name, re.ASCII) is None
        or name.endswith("_")
        or PythonIdentifier(name, prefix=prefix) in seen
    ):
        number += 1
        name = f"{prefix}{number}"
    seen.add(PythonIdentifier(name, prefix=prefix))
    return name


def client_name(package: str) -> Code:
    """`shop_client` → `ShopClient`, `shop` → `ShopClient`."""
    words = [word for word in re.split(r"_+", package) if word]
    name = "".join(word[:1].upper() + word[1:] for word in words)
    return Code(name if name.endswith("Client") else f"{name}Client")


def class_name(text: str, pointer: str, taken: frozenset[str] = CLASS_WORDS) -> Code:
    """`Copilot Metrics 1 Day Report` → `CopilotMetrics1DayReport`."""
    name = ClassName(_plain(text), prefix="Model").strip("_")
    if name.startswith("ClassVar"):
        name = f"Model{name}"  # attrs ignores fields whose annotation begins with this
    return _code(_spare(name, taken, builtin=True), text, pointer)


def pinned_name(name: object, pointer: str, taken: frozenset[str]) -> Code:
    """A name that the description fixes by `x-python-name`.

    Raises:
        RenderError: It is not a Python name, or one of `taken`.
    """
    if not isinstance(name, str):
        raise RenderError("a Python name must be a string", pointer=pointer)
    if name in taken:
        raise RenderError(f"the name {name} is taken", pointer=pointer)
    return _code(name, name, pointer)


def pin_of(raw: Mapping[str, Any], pointer: str, taken: frozenset[str]) -> Code | None:
    """The name that `x-python-name` fixes; None without that key. Raises as `pinned_name`."""
    if "x-python-name" not in raw:
        return None
    return pinned_name(raw["x-python-name"], f"{pointer}/x-python-name", taken)


def _signed(text: str) -> str:
    """`+1` → `plus one`, `-2` → `minus 2`; any other text as it is."""
    match = re.fullmatch(r"([+-])([0-9]+)", text)
    if match is None:
        return text
    number = "one" if match[2] == "1" else match[2]
    return f"{'plus' if match[1] == '+' else 'minus'}_{number}"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _spare(name: str, taken: frozenset[str], *, builtin: bool = False) -> str:
    name = _plain(name)  # upper and lower case of a letter may be several
    while name in taken or keyword.iskeyword(name) or (builtin and hasattr(builtins, name)):
        name = f"{name}_"
    return name


def _code(name: str, text: str, pointer: str) -> Code:
    usable = name.isidentifier() and not keyword.iskeyword(name) and not name.startswith("_")
    if not usable or _plain(name) != name:
        shown = text if len(text) <= 60 else f"{text[:57]}..."
        raise RenderError(f"{shown!r} cannot become a Python name", pointer=pointer)
    return Code(name)
