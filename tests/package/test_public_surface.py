"""The public surface of each API version keeps everything that a committed list has: signatures, fields, operations.

What is new fails nothing. `python -m tests.package.test_public_surface` writes the list anew.
"""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_type_hints

import attrs
import pytest

from generator import document

LIST = Path(__file__).with_name("public_surface.yaml")
VERSIONS = ("2022-11-28", "2026-03-10")
HEADER = "The public surface of each API version. Written by `python -m tests.package.test_public_surface`."


def surface(version: str) -> dict[str, Any]:
    """What users of an API version see, whichever module it is defined in."""
    package = importlib.import_module(f"copilot_usage_metrics.v{version.replace('-', '_')}")
    models = {
        name: model
        for name, model in vars(package.models).items()
        if isinstance(model, type) and attrs.has(model) and name in package.models.__all__
    }
    blocking, asynchronous = (
        methods(client, package.OPERATIONS.values())
        for client in (package.CopilotMetrics, package.AsyncCopilotMetrics)
    )
    return {
        "CopilotMetrics": blocking,
        "AsyncCopilotMetrics, where it differs": {
            name: text for name, text in asynchronous.items() if blocking.get(name) != text
        },
        "models": {name: fields(model) for name, model in sorted(models.items())},
        "operations": {name: one.function for name, one in sorted(package.OPERATIONS.items())},
    }


def methods(client: type, operations: Iterable[Any]) -> dict[str, str]:
    """The signature of every public method, of operations under each of their names."""
    names = {name for name in dir(client) if not name.startswith("_")}
    names |= {one.operation_id for one in operations if hasattr(client, one.operation_id)}
    found = {name: getattr(client, name) for name in sorted(names)}
    return {name: signature(one) if callable(one) else "" for name, one in found.items()}


def signature(method: Any) -> str:
    return re.sub(r"'|\b[a-z_][\w.]*\.(?=[A-Z])", "", str(inspect.signature(method)))


def fields(model: type) -> dict[str, str]:
    hints = get_type_hints(model)
    return {
        one.name: re.sub(r"\b[a-z_][\w.]*\.(?=[A-Z])", "", _written(hints[one.name]))
        for one in attrs.fields(model)
        if one.init
    }


def _written(hint: Any) -> str:
    return hint.__name__ if isinstance(hint, type) and not hasattr(hint, "__args__") else str(hint)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_public_surface_keeps_what_the_list_has(version: str) -> None:
    now = dict(flat(surface(version)))
    was = dict(flat(document.read_object(LIST)[version]))
    assert {place: now.get(place) for place in was} == was


def flat(value: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every text of nested objects, by the keys that lead to it."""
    if not isinstance(value, dict):
        yield place, value
        return
    for key, below in value.items():
        yield from flat(below, (*place, key))


if __name__ == "__main__":
    found = {version: surface(version) for version in VERSIONS}
    LIST.write_text(document.dump(found, header=HEADER), encoding="utf-8")
