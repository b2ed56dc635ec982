"""No public annotation is `Any` but where GitHub describes nothing: keys that nobody knows yet."""

from __future__ import annotations

import inspect
from typing import Any

import copilot_usage_metrics.v2022_11_28
import copilot_usage_metrics.v2026_03_10

from .surface import annotated, classes, parts

# JSON objects as they came or as they go: their values are what the description does not know.
WITHOUT_A_SCHEMA = {
    "_runtime.model.Model extra",
    "_runtime.model.Model from_dict(data)",
    "_runtime.model.Model to_dict(return)",
    "_runtime.row.Row extra(return)",
    "_runtime.row.Row from_dict(data)",
    "_runtime.row.Row to_dict(return)",
}


def test_no_public_annotation_is_any() -> None:
    found = {
        f"{key} {name}"
        for key, cls in classes().items()
        for name, annotation in annotated(cls)
        if any(part is Any for part in parts(annotation))
    }
    assert found == WITHOUT_A_SCHEMA


def test_the_count_sees_the_whole_surface() -> None:
    found = classes()
    seen = sum(1 for cls in found.values() for _ in annotated(cls))
    assert len(found) >= 80
    assert seen >= 900
    for module in (copilot_usage_metrics.v2022_11_28, copilot_usage_metrics.v2026_03_10):
        for client in (module.CopilotMetrics, module.AsyncCopilotMetrics):
            names = {name for name, _ in annotated(client)}
            for operation in module.OPERATIONS.values():
                assert f"{operation.function}(return)" in names


def test_everything_public_is_annotated() -> None:
    for cls in classes().values():
        for name, member in vars(cls).items():
            function = getattr(member, "fget", None) or getattr(member, "__func__", member)
            public = inspect.isfunction(function) and not name.startswith("_")
            if not public or function.__module__ != cls.__module__:
                continue
            signature = inspect.signature(function)
            assert signature.return_annotation is not signature.empty, (cls, name)
            for parameter in list(signature.parameters.values()):
                assert (
                    parameter.name in ("self", "cls") or parameter.annotation is not parameter.empty
                )
