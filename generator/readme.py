"""The generated parts of README.md: the counts that `make generate` prints, and the table of operations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .errors import InputError
from .render.model import ApiModel, OperationModel

_COUNTS = re.compile(
    r"^API version +operations .*\n(?:[0-9]{4}-[0-9]{2}-[0-9]{2} .*\n)+", re.MULTILINE
)
_HEAD = "| report | of an organization | of an enterprise | of a person |\n|---|---|---|---|\n"
_TABLE = re.compile(re.escape(_HEAD) + r"(?:\|.*\n)+")
_FAMILY = re.compile(r"/reports/(?P<name>.+?)-(?P<days>[0-9]+)-day(?:/|$)")
_TOTALS = ("organization", "enterprise")
_SCOPES = {"orgs": "organization", "organizations": "organization", "users": "person"}
"""By the first segment of a path; every other one is the enterprise's."""
_ORDER = ("totals", "users")


def update_readme(text: str, apis: Sequence[ApiModel], counts: str) -> str:
    """README.md with the counts and the table of these API versions, the newest one last.

    Raises:
        InputError: The text lacks the counts or the table.
    """
    for pattern, new in ((_COUNTS, counts + "\n"), (_TABLE, _HEAD + _rows(apis[-1]))):
        found = len(pattern.findall(text))
        if found != 1:
            what = "counts of operations" if pattern is _COUNTS else "table of reports"
            raise InputError(f"expected one {what}, found {found}", file="README.md")
        begin, end = next(pattern.finditer(text)).span()
        text = text[:begin] + new + text[end:]
    return text


def _rows(api: ApiModel) -> str:
    """The rows of the table: totals and users first, then the other families, then operations that are not reports."""
    cells: dict[tuple[int, str, int], dict[str, list[str]]] = {}
    for operation in api.operations:
        scope = _SCOPES.get(operation.path.split("/")[1], "enterprise")
        cells.setdefault(_key(operation), {}).setdefault(scope, []).append(
            f"`{operation.function}`"
        )
    lines = [
        [_label(name, days), *(", ".join(found.get(scope, [])) for scope in (*_TOTALS, "person"))]
        for (_, name, days), found in sorted(cells.items())
    ]
    return "".join(
        "|" + "".join(f" {cell} |" if cell else " |" for cell in line) + "\n" for line in lines
    )


def _key(operation: OperationModel) -> tuple[int, str, int]:
    found = _FAMILY.search(operation.path)
    if found is None:
        words = [each for each in operation.path.split("/")[3:] if not each.startswith("{")]
        name = " ".join(words[1:] if words[0] in ("copilot", "settings") else words)
        return len(_ORDER) + 1, re.sub("[-_]", " ", name), 0
    name = "totals" if found["name"] in _TOTALS else found["name"].replace("-", " ")
    place = _ORDER.index(name) if name in _ORDER else len(_ORDER)
    return place, name, int(found["days"])


def _label(name: str, days: int) -> str:
    if days == 0:
        return name
    return f"{name}, a day" if days == 1 else f"{name}, latest {days} days"
