"""The value types of options, read from the annotations of the commands' functions.

Typer's parameter objects are not a public interface: their attributes change between releases.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
import typer

_NAMES = {bool: "true or false", int: "an integer", float: "a number", str: "a string"}


@attrs.frozen
class OptionType:
    """The values that an option accepts."""

    kind: type
    """`bool`, `int`, `float` or `str`."""
    multiple: bool = False
    """Whether it accepts a list."""
    choices: tuple[str, ...] = ()
    """The accepted values; empty if there is no restriction."""
    minimum: float | None = None
    maximum: float | None = None
    parser: Callable[[Any], Any] | None = None

    @property
    def expected(self) -> str:
        """The type in words: `an integer`."""
        return _NAMES[self.kind]

    def is_kind(self, value: object) -> bool:
        """Whether a configured value has the type; an integer is also a number."""
        kinds = (int, float) if self.kind is float else self.kind
        return isinstance(value, kinds) and isinstance(value, bool) is (self.kind is bool)

    def problem(self, value: Any) -> str | None:
        """Returns why a value is invalid, without echoing text; None if it is valid."""
        if self.choices and value not in self.choices:
            return f"expected one of {', '.join(self.choices)}"
        if self.minimum is not None and value < self.minimum:
            return f"expected at least {self.minimum:g}, found {value}"
        if self.maximum is not None and value > self.maximum:
            return f"expected at most {self.maximum:g}, found {value}"
        if self.parser is not None:
            try:
                self.parser(value)
            except typer.BadParameter as error:
                return str(error.message)
        return None


def option_types(command: Any) -> Mapping[str, OptionType]:
    """Returns the types of a command's options by parameter name."""
    return _of_function(inspect.unwrap(command.callback))


@cache
def _of_function(function: Callable[..., Any]) -> Mapping[str, OptionType]:
    hints = get_type_hints(function, include_extras=True)
    return {
        name: _of_annotation(*get_args(hint))
        for name, hint in hints.items()
        if get_origin(hint) is Annotated
    }


def _of_annotation(annotation: Any, option: Any) -> OptionType:
    if get_origin(annotation) in (Union, UnionType):
        (annotation,) = (each for each in get_args(annotation) if each is not NoneType)
    multiple = get_origin(annotation) is list
    if multiple:
        (annotation,) = get_args(annotation)
    return OptionType(
        kind=annotation if annotation in _NAMES else str,
        multiple=multiple,
        choices=_choices(annotation),
        minimum=option.min,
        maximum=option.max,
        parser=option.parser,
    )


def _choices(annotation: Any) -> tuple[str, ...]:
    """Returns the values of a `Literal` or an enumeration; empty for other types."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    if inspect.isclass(annotation) and issubclass(annotation, Enum):
        return tuple(each.value for each in annotation)
    return ()
