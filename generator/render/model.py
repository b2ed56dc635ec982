"""The input of the templates: the generated package as values.

Names and annotations are computed and safe to place as code; every other text is raw and must pass an
escaping filter. Each element has the JSON pointer of its source.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
from markupsafe import Markup

Code = Markup
"""Text that is Python source already. The engine refuses to place any other text without a filter."""


@attrs.frozen(kw_only=True)
class FieldModel:
    """An attribute of a class."""

    name: Code
    wire_name: str
    annotation: Code
    required: bool
    nullable: bool = False
    description: str = ""
    deprecated: bool = False
    hidden: bool = False
    pointer: str

    @property
    def wire_named(self) -> bool:
        """Whether it is called in Python as on the wire."""
        return self.name == self.wire_name


@attrs.frozen(kw_only=True)
class ModelClass:
    """A class of requests or responses."""

    name: Code
    description: str = ""
    fields: tuple[FieldModel, ...] = ()
    tags: Mapping[str, tuple[Any, ...]] = {}
    """The values that identify it in a union, by property."""
    further: Code | None = None
    """Annotation of the values of further keys; None if they are not described."""
    deprecated: bool = False
    pinned: bool = False
    pointer: str


@attrs.frozen(kw_only=True)
class ParameterModel:
    """An argument of a method."""

    name: Code
    wire_name: str
    location: str
    """`path`, `query`, `header`, `cookie`, or `body` for the request's body."""
    required: bool
    annotation: Code
    format: str | None = None
    default: Any = None
    enum: tuple[Any, ...] = ()
    description: str = ""
    deprecated: bool = False
    explode: bool = True
    style: str = ""
    """OpenAPI's style, unless it is the default of the location; `json` for a value that is sent as JSON."""
    is_object: bool = False
    case_sensitive: bool | None = None
    accepts_id: bool = False
    qualifiers: Mapping[str, tuple[str, ...]] = {}
    not_before: str | None = None
    pointer: str


@attrs.frozen(kw_only=True)
class ResponseModel:
    """A documented status. `annotation` is None if it has no body."""

    status: str
    description: str = ""
    bodies: tuple[tuple[str, Code], ...] = ()
    """Media type and annotation, the preferred one first."""
    pointer: str

    @property
    def annotation(self) -> Code | None:
        """The annotation of its preferred body."""
        return self.bodies[0][1] if self.bodies else None

    is_success: bool
    """Whether it is a 2xx, or `default` if no 2xx is documented."""


@attrs.frozen(kw_only=True)
class RequestBodyModel:
    """The request body of an operation; its argument is among the parameters."""

    media_type: str
    annotation: Code
    part_types: Mapping[str, str] = {}
    """Media types of properties of a form, by their wire names."""
    styles: Mapping[str, str] = {}
    """How properties of a form without files are written, by their wire names."""
    pointer: str


@attrs.frozen(kw_only=True)
class OperationModel:
    """A method of the client, sync and async."""

    operation_id: str
    upstream_operation_id: str
    octokit_name: Code
    """The camelCase attribute."""
    function: Code
    constant: Code
    """Its name in the module of the registry."""
    aliases: tuple[Code, ...] = ()
    method: str
    path: str
    server: str = ""
    """The base URL of its own server, or a path at the origin of the client's; empty for the document's server."""
    summary: str = ""
    description: str = ""
    parameters: tuple[ParameterModel, ...] = ()
    body: RequestBodyModel | None = None
    answers: tuple[ResponseModel, ...] = ()
    result: Code
    """Annotation of a success."""
    redirects: bool = False
    """Whether a success is a redirect, whose link is the result."""
    item: Code
    """Annotation of an item, if a success is a page."""
    is_public: bool = False
    """Whether it is called without the token."""
    facts: Mapping[str, Any]
    """The `x-` keys, `deprecated` and the documentation link, as in the description."""
    extensions: Mapping[str, Any] = {}
    """The `x-` keys that mean nothing to the generator."""
    row_key: tuple[str, ...] = ()
    pinned: bool = False
    pointer: str

    @property
    def positional(self) -> tuple[ParameterModel, ...]:
        """The parameters of the path."""
        return tuple(p for p in self.parameters if p.location == "path")

    @property
    def keyword_only(self) -> tuple[ParameterModel, ...]:
        """The other parameters: those without a default first, then in the order of the description."""
        rest = [p for p in self.parameters if p.location != "path"]
        return tuple(sorted(rest, key=lambda p: not p.required))

    @property
    def takes_a_day(self) -> bool:
        """Whether its response is for one day, the argument `day`."""
        return any(p.name == "day" and p.format == "date" for p in self.parameters)

    @property
    def deprecated(self) -> bool:
        """Whether its use warns."""
        return self.facts.get("deprecated") is True

    @property
    def closing(self) -> str:
        """The text of its DeprecationWarning; empty if it is not deprecated."""
        if not self.deprecated:
            return ""
        sunset, successor = self.facts.get("x-sunset"), self.facts.get("x-successor")
        said = (
            f"this operation was closed on {sunset}"
            if sunset
            else "this operation was closed"
            if self.facts.get("x-stage") == "closed"
            else "this operation is deprecated"
        )
        return f"{said}; use {successor}" if successor else said


@attrs.frozen(kw_only=True)
class ApiModel:
    """One API version."""

    title: str
    api_version: str
    server: str
    spec_sha256: str
    operations: tuple[OperationModel, ...]
    models: tuple[ModelClass, ...]
