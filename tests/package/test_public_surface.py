"""The public surface of each API version is that of a committed list: methods, arguments, types, fields, operations.

`python -m tests.package.test_public_surface` writes the list anew. Its diff is the review of a change.
"""

from __future__ import annotations

import importlib
import inspect
import re
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
    return {
        "clients": {
            client.__name__: methods(client, package.OPERATIONS.values())
            for client in (package.CopilotMetrics, package.AsyncCopilotMetrics)
        },
        "models": {name: fields(model) for name, model in sorted(models.items())},
        "operations": sorted(package.OPERATIONS),
    }


def methods(client: type, operations: Any) -> dict[str, str]:
    """The signature of every operation's method, under each of its names."""
    names = {one.function for one in operations} | {one.octokit_name for one in operations}
    return {name: signature(getattr(client, name)) for name in sorted(names) if hasattr(client, name)}


def signature(method: Any) -> str:
    return re.sub(r"\b[a-z_][\w.]*\.(?=[A-Z])", "", str(inspect.signature(method)))


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
def test_the_public_surface_is_that_of_the_list(version: str) -> None:
    assert surface(version) == document.read_object(LIST)[version]


if __name__ == "__main__":
    found = {version: surface(version) for version in VERSIONS}
    LIST.write_text(document.dump(found, header=HEADER), encoding="utf-8")
