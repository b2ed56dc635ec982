"""The generated parts of README.md: the counts that `make generate` prints, and the table of operations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from templates.runtime.escaping import escape_markdown

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
    cells: dict[tuple[int, str, int], dict[str, list[OperationModel]]] = {}
    for operation in api.operations:
        scope = _SCOPES.get(operation.path.split("/")[1], "enterprise")
        cells.setdefault(_key(operation), {}).setdefault(scope, []).append(operation)
    lines = []
    for (_, name, days), found in sorted(cells.items()):
        columns = [found.get(scope, []) for scope in (*_TOTALS, "person")]
        first = next(each[0] for each in columns if each)
        line = [_label(name, days) if days else escape_markdown(_subject(first) or name)]
        line += [", ".join(f"`{each.function}`" for each in column) for column in columns]
        lines.append("|" + "".join(f" {cell} |" if cell else " |" for cell in line) + "\n")
    return "".join(lines)


def _key(operation: OperationModel) -> tuple[int, str, int]:
    found = _FAMILY.search(operation.path)
    if found is None:
        words = [each for each in operation.path.split("/")[3:] if not each.startswith("{")]
        name = " ".join(words[1:] if words[0] in ("copilot", "settings") else words)
        return len(_ORDER) + 1, name, 0
    name = "totals" if found["name"] in _TOTALS else found["name"].replace("-", " ")
    place = _ORDER.index(name) if name in _ORDER else len(_ORDER)
    return place, name, int(found["days"])


def _label(name: str, days: int) -> str:
    when = "one day" if days == 1 else f"latest {days} days"
    return f"{name[:1].upper()}{name[1:]}, {when}"


def _subject(operation: OperationModel) -> str:
    """`Billed AI credits` for the summary `Billed AI credits of an organization in a year, month or day.`"""
    text = re.sub(r" of an? (organization|enterprise|user)\b", "", operation.summary.rstrip("."))
    return re.split(r",| that | in an? | with an? ", text)[0].removeprefix("The ")
