"""How a program uses each class: it constructs the ones that are sent, and reads the ones that are received."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from ...render.model import ApiModel, ModelClass


_NAME = re.compile(r"\b[A-Za-z_]\w*\b")


@attrs.frozen
class Usage:
    """Whether a class is part of requests or of responses. A class of neither counts as received."""

    sent: bool
    received: bool


def usage_of(api: ApiModel | None) -> dict[str, Usage]:
    """The usage of each class, by its pointer."""
    if api is None:
        return {}
    by_name = {str(each.name): each for each in api.models}
    arguments = (
        str(each.annotation) for operation in api.operations for each in operation.parameters
    )
    results = (
        str(annotation)
        for operation in api.operations
        for answer in operation.answers
        for _, annotation in answer.bodies
    )
    sent, received = _reached(arguments, by_name), _reached(results, by_name)
    return {
        str(each.pointer): Usage(name in sent, name in received or name not in sent)
        for name, each in by_name.items()
    }


def either(old: Usage, new: Usage) -> Usage:
    """The usage of a pair of classes."""
    return Usage(old.sent or new.sent, old.received or new.received)


def _reached(annotations: Iterable[str], by_name: Mapping[str, ModelClass]) -> set[str]:
    """The names of the classes in these annotations, and in the attributes of those classes."""
    found: set[str] = set()
    waiting = [name for text in annotations for name in _NAME.findall(text)]
    while waiting:
        name = waiting.pop()
        if name in by_name and name not in found:
            found.add(name)
            waiting += [
                each
                for attribute in by_name[name].fields
                for each in _NAME.findall(str(attribute.annotation))
            ]
    return found
