"""The entries of `spec/`: all knowledge about one operation or model, in one place.

`operations/<operationId>.yaml` holds one operation, `models.yaml` the models, `shared.yaml` the
facts and texts that several of them share. An entry finds its operation by method and path,
with the names of path parameters ignored; the shape of the document does not matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from . import identifiers
from .trim import blank

FACTS = frozenset(
    {"row-type", "file-shape", "day-window", "pagination", "since-max-age-days", "max-age-hours"}
    | {"freshness", "roles", "oauth-scopes", "permissions", "token-kinds", "policy"}
    | {"min-licenses", "stage", "last-data-day", "ghe-com", "see-also", "parameter-facts"}
)
"""Facts of an operation; each becomes an `x-` key."""
REQUIRED = ("stage", "roles", "oauth-scopes", "permissions")
"""Facts that `make lint` requires of a new operation."""
REQUIRED_OF_REPORTS = ("row-type", "file-shape")


@dataclass(frozen=True, slots=True)
class Member:
    """A parameter, a response or a field: its name, text and facts, and the texts of schemas inside it."""

    name: str | None = None
    description: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


NO_MEMBER = Member()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The facts and texts of an entry, or of a named part of `shared.yaml`."""

    facts: dict[str, Any] = field(default_factory=dict)
    parameters: dict[str, Member] = field(default_factory=dict)
    responses: dict[str, Member] = field(default_factory=dict)
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Retired:
    """An operation that GitHub removed from its description."""

    release: str
    closed: str | None
    successor: str | None
    document: str = "current"
    """The document of `sources.yaml` that had it."""
    closed_line: int | None = None
    successor_line: int | None = None

    @property
    def source(self) -> str:
        """The lock's name of the document that it is read from: the release, and the document unless `current`."""
        return self.release if self.document == "current" else f"{self.release}/{self.document}"


@dataclass(frozen=True, slots=True)
class OperationEntry:
    """One operation. `path` holds the Python names of the path's parameters, by position."""

    operation_id: str
    method: str
    template: str
    function: str
    aliases: tuple[str, ...]
    summary: str | None
    description: str | None
    own: Knowledge
    known: Knowledge
    """Its own facts and texts, merged with those it uses."""
    retired: Retired | None
    api_versions: tuple[str, ...] | None
    empty: tuple[tuple[str, int | None], ...]
    """Facts without a value, each with its line."""
    file: str
    line: int | None = 1

    @property
    def key(self) -> str:
        """Method and path without the names of the parameters."""
        return f"{self.method} {blank(self.template)}"

    @property
    def path(self) -> tuple[str, ...]:
        """The Python names of the path's parameters."""
        return tuple(re.findall(r"\{([^{}]*)\}", self.template))

    def is_in(self, version: str) -> bool:
        """Whether its entry includes an API version."""
        return self.api_versions is None or version in self.api_versions


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """One class: the paths to its schema (the first that exists counts), and its fields by wire name."""

    name: str
    at: tuple[tuple[str, ...], ...]
    also: tuple[tuple[tuple[str, ...], ...], ...]
    """The paths to each further schema that gets this class; these schemas must be equal."""
    description: str | None
    fields: dict[str, Member]
    file: str
    line: int | None
    lines: dict[str, int | None]

    def attribute(self, wire_name: str) -> str:
        """The Python name of a field."""
        return self.fields[wire_name].name or identifiers.attribute(wire_name)


@dataclass(frozen=True, slots=True)
class Shared:
    """Texts and facts that apply unless an entry overrides them."""

    facts: dict[str, Knowledge] = field(default_factory=dict)
    parameters: dict[str, Member] = field(default_factory=dict)
    responses: dict[str, Member] = field(default_factory=dict)
    headers: dict[str, Member] = field(default_factory=dict)
    tags: dict[str, Member] = field(default_factory=dict)
    servers: dict[str, Member] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entries:
    """All entries: operations by key, models by name."""

    operations: dict[str, OperationEntry] = field(default_factory=dict)
    models: dict[str, ModelEntry] = field(default_factory=dict)
    shared: Shared = field(default_factory=Shared)

    def releases(self) -> list[str]:
        """The earlier releases to read retired operations from, newest first."""
        found = {one.retired.source for one in self.operations.values() if one.retired is not None}
        return sorted(found, key=_release_order, reverse=True)


def _release_order(release: str) -> tuple[tuple[int, ...], str]:
    return tuple(int(part) for part in re.findall(r"[0-9]+", release)), release
