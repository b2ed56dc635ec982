"""The parts of a render model that the comparison uses, and the operations that cannot be rendered.

The models themselves are made elsewhere and handed in: only their shape is known here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import attrs


class FieldLike(Protocol):
    """An attribute of a class."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def wire_name(self) -> str: ...  # noqa: D102
    @property
    def annotation(self) -> str: ...  # noqa: D102
    @property
    def required(self) -> bool: ...  # noqa: D102
    @property
    def deprecated(self) -> bool: ...  # noqa: D102
    @property
    def description(self) -> str: ...  # noqa: D102
    @property
    def hidden(self) -> bool: ...  # noqa: D102
    @property
    def pointer(self) -> str: ...  # noqa: D102


class ClassLike(Protocol):
    """A class of requests or responses."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def description(self) -> str: ...  # noqa: D102
    @property
    def deprecated(self) -> bool: ...  # noqa: D102
    @property
    def fields(self) -> Sequence[FieldLike]: ...  # noqa: D102
    @property
    def pointer(self) -> str: ...  # noqa: D102


class ParameterLike(Protocol):
    """An argument of a method."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def wire_name(self) -> str: ...  # noqa: D102
    @property
    def location(self) -> str: ...  # noqa: D102
    @property
    def required(self) -> bool: ...  # noqa: D102
    @property
    def annotation(self) -> str: ...  # noqa: D102
    @property
    def pointer(self) -> str: ...  # noqa: D102


class AnswerLike(Protocol):
    """A documented status."""

    @property
    def status(self) -> str: ...  # noqa: D102
    @property
    def description(self) -> str: ...  # noqa: D102
    @property
    def bodies(self) -> Sequence[tuple[str, str]]: ...  # noqa: D102
    @property
    def is_success(self) -> bool: ...  # noqa: D102
    @property
    def pointer(self) -> str: ...  # noqa: D102


class OperationLike(Protocol):
    """A method of the client."""

    @property
    def operation_id(self) -> str: ...  # noqa: D102
    @property
    def octokit_name(self) -> str: ...  # noqa: D102
    @property
    def function(self) -> str: ...  # noqa: D102
    @property
    def aliases(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def summary(self) -> str: ...  # noqa: D102
    @property
    def description(self) -> str: ...  # noqa: D102
    @property
    def parameters(self) -> Sequence[ParameterLike]: ...  # noqa: D102
    @property
    def answers(self) -> Sequence[AnswerLike]: ...  # noqa: D102
    @property
    def result(self) -> str: ...  # noqa: D102
    @property
    def facts(self) -> Mapping[str, Any]: ...  # noqa: D102
    @property
    def deprecated(self) -> bool: ...  # noqa: D102
    @property
    def pointer(self) -> str: ...  # noqa: D102


class ApiLike(Protocol):
    """One API version."""

    @property
    def operations(self) -> Sequence[OperationLike]: ...  # noqa: D102
    @property
    def models(self) -> Sequence[ClassLike]: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def server(self) -> str: ...  # noqa: D102


@attrs.frozen
class Surface:
    """The interface of the package that a description generates, as far as it can be generated."""

    api: ApiLike | None
    """None if nothing can be generated."""
    refused: Mapping[str, str] = attrs.field(factory=dict)
    """Pointer of each operation that cannot be generated, and why."""
    not_judged: str = ""
    """Why the Python axis is unknown, if it is."""
