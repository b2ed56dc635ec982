"""Follows references within a description, and reads its objects and lists; a missing or wrong one is an error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar
from urllib.parse import unquote

from ..document import resolve
from ..errors import RenderError


class _Knowing(Protocol):
    known: dict[tuple[str, str], Any]


S = TypeVar("S", bound=_Knowing)
T = TypeVar("T")


def once(
    method: Callable[[S, Mapping[str, Any], str], T],
) -> Callable[[S, Mapping[str, Any], str], T]:
    """A method of a schema and its pointer, whose results are stored in `known`."""

    def known(self: S, schema: Mapping[str, Any], pointer: str) -> T:
        key = (method.__name__, pointer)
        if key not in self.known:
            self.known[key] = method(self, schema, pointer)
        found: T = self.known[key]
        return found

    return known


def deref(document: Mapping[str, Any], value: Any, pointer: str) -> tuple[Mapping[str, Any], str]:
    """A value with its references followed, and its pointer.

    Raises:
        RenderError: A reference has no target, is cyclic, or refers to another document or to something other than an
            object.
    """
    seen: list[str] = []
    while True:
        found = object_of(value, pointer)
        reference = found.get("$ref")
        if reference is None:
            return found, pointer
        if not isinstance(reference, str) or not reference.startswith("#"):
            shown = repr(str(reference)[:80])
            problem = (
                f"only references within the document, or to files beside it, are followed: {shown}"
            )
        elif reference in seen:
            problem = "a reference that leads back to itself"
        else:
            problem = ""
            try:
                value = resolve(document, unquote(reference))
            except (KeyError, ValueError):
                problem = f"the reference {reference[:80]!r} leads nowhere"
        if problem:
            raise RenderError(problem, pointer=pointer)
        seen.append(reference)
        pointer = unquote(reference.removeprefix("#"))


def object_of(value: Any, pointer: str) -> Mapping[str, Any]:
    """`value`. Raises `RenderError` if it is not an object."""
    if not isinstance(value, Mapping):
        raise RenderError("expected an object", pointer=pointer)
    return value


def list_of(owner: Mapping[str, Any], key: str, pointer: str) -> list[Any]:
    """The list at a key, empty without the key. Raises `RenderError` for another type."""
    value = owner.get(key)
    if value is not None and not isinstance(value, list):
        raise RenderError(f"{key} must be a list", pointer=f"{pointer}/{key}")
    return value or []
