"""The URLs of the servers of an operation."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import attrs

from .references import Document, items, obj

_VARIABLE = re.compile(r"\{([^{}]*)\}")
_MOST = 200
"""The most URLs that the variables of one server are expanded to."""
_PORTS = {"http": ":80", "https": ":443"}
FREE = "{}"
"""Matches any value of a variable."""


class _Owned(Protocol):
    @property
    def owners(self) -> Sequence[tuple[Mapping[str, Any], str]]: ...

    @property
    def hook(self) -> bool: ...


@attrs.frozen
class ServerUrl:
    """One server of an operation, and its pointer."""

    raw: Mapping[str, Any]
    pointer: str

    @property
    def url(self) -> str:
        """The URL as it is written."""
        return str(self.raw.get("url", "/"))

    @property
    def default(self) -> str:
        """The URL with the defaults of its variables."""
        variables = obj(self.raw.get("variables"))
        names = _VARIABLE.findall(self.url)
        return _written(
            self.url, {name: str(obj(variables.get(name)).get("default", FREE)) for name in names}
        )

    @property
    def urls(self) -> frozenset[str]:
        """All URLs that the template can produce; a variable without a list of values is `FREE`."""
        variables = obj(self.raw.get("variables"))
        names = list(dict.fromkeys(_VARIABLE.findall(self.url)))
        values = [
            sorted({str(each) for each in items(obj(variables.get(name)).get("enum"))}) or [FREE]
            for name in names
        ]
        if math.prod(map(len, values)) > _MOST:
            values = [[f"{{{'|'.join(each)}}}"] for each in values]
        return frozenset(
            {
                self.default,
                *(
                    _written(self.url, dict(zip(names, each, strict=True)))
                    for each in itertools.product(*values)
                ),
            }
        )


def servers_of(document: Document, operation: _Owned) -> tuple[list[ServerUrl], str]:
    """The servers of an operation, with their pointers: its own, its path's or the document's."""
    for owner, pointer in (*reversed(operation.owners), (document.raw, "")):
        listed = items(owner.get("servers"))
        if listed:
            place = f"{pointer}/servers"
            found = [ServerUrl(obj(each), f"{place}/{n}") for n, each in enumerate(listed)]
            return found, place
    return [ServerUrl({"url": "/"}, "/servers/0")], "/servers"


def base_urls(document: Document, operation: _Owned) -> list[str]:
    """The URL before the path of an operation, for each server, with the variables at their defaults."""
    if operation.hook:
        return [""]
    return list(dict.fromkeys(each.default for each in servers_of(document, operation)[0]))


def _written(url: str, values: Mapping[str, str]) -> str:
    url = _VARIABLE.sub(lambda match: values[match[1]], url).strip()
    url = url.removeprefix("./").rstrip("/")
    match = re.match(r"([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)(.*)", url, re.DOTALL)
    if match is None:
        return "" if url == "." else url
    scheme, host = match[1].lower(), match[2].lower()
    return f"{scheme}://{host.removesuffix(_PORTS.get(scheme, ' '))}{match[3]}"
