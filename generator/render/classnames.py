"""The names of the classes of requests and responses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ..errors import RenderError
from .distinct import distinct, refuse_same
from .model import Code
from .naming import CLASS_WORDS, class_name, pinned_name
from .schemas import ClassSource, Component


def class_names(
    classes: Mapping[str, ClassSource], taken: frozenset[str] = CLASS_WORDS
) -> dict[str, Code]:
    """Class → Python name: pinned, else by title, else by component key, else by its location.

    Two classes with one title are named by their keys; names that are still equal get a suffix.

    Raises:
        RenderError: Two classes are pinned to one name, or a name cannot be one in Python.
    """
    by_title: dict[str, int] = defaultdict(int)
    for source in classes.values():
        title = _title(source)
        if title is not None:
            by_title[class_name(title, source.pointer, taken)] += 1
    names: dict[str, Code] = {}
    for key, source in classes.items():
        title = _title(source)
        unique = title is not None and by_title[class_name(title, source.pointer, taken)] == 1
        pin = _pin(source)
        if pin in source.schema:
            names[key] = _pinned(source.schema[pin], f"{source.pointer}/{pin}", taken)
        elif unique and title is not None:
            names[key] = class_name(title, source.pointer, taken)
        elif source.component is not None:
            names[key] = class_name(source.component, source.pointer, taken)
        else:
            names[key] = class_name(_place(source, names), source.pointer, taken)
    pinned = [key for key, source in classes.items() if _pin(source) in source.schema]
    refuse_same(
        ((names[key], classes[key].pointer) for key in pinned),
        "schemas become the class",
        hint="give one of them another x-python-name",
    )
    places = {key: each.pointer for key, each in classes.items()}
    return distinct(names, places, frozenset(pinned))


def component_names(
    components: Mapping[str, Component], names: Mapping[str, Code]
) -> dict[str, Code]:
    """The names of all components of the flat document, including those that do not become classes."""
    places = {
        key: class_name(_place(each, names), each.pointer) for key, each in components.items()
    }
    originals: dict[str, str] = {key: each.pointer for key, each in components.items()}
    originals |= names
    return distinct({**names, **places}, originals, frozenset(names))


def _pinned(name: object, pointer: str, taken: frozenset[str]) -> Code:
    pinned = pinned_name(name, pointer, taken)
    if pinned.startswith("ClassVar"):
        raise RenderError(
            f"attrs ignores fields with an annotation such as {pinned}", pointer=pointer
        )
    return pinned


def _pin(source: ClassSource) -> str:
    """The key that fixes the class's name; a property's `x-python-name` is that of the attribute."""
    is_property = source.pointer.rsplit("/", 2)[-2:-1] == ["properties"]
    return "x-python-class" if is_property or "x-python-class" in source.schema else "x-python-name"


def _title(source: ClassSource) -> str | None:
    title = source.schema.get("title")
    return title if isinstance(title, str) and title.strip() else None


def _place(source: ClassSource | Component, names: Mapping[str, Code]) -> str:
    # a parent is always found before its children
    parent = "" if source.parent is None else names[source.parent]
    hint = source.hint.replace("_", " ")
    return f"{parent} {hint}"
