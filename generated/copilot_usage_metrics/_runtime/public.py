"""Classes that show the package as their home, where users import them, and not the private module they are in."""

from __future__ import annotations

import sys
from typing import Any, TypeVar

C = TypeVar("C", bound=type)


def public(cls: C) -> C:
    """The same class, which `repr`, tracebacks and pickles name `copilot_usage_metrics.CLASS`.

    Its annotations are evaluated, because the package's own module does not have the names in them.
    """
    package, is_private, _ = cls.__module__.partition("._runtime.")
    if is_private:
        names = vars(sys.modules[cls.__module__])
        annotations: dict[str, Any] = vars(cls).get("__annotations__", {})
        for name, annotation in annotations.items():
            if isinstance(annotation, str):
                annotations[name] = eval(annotation, names)  # noqa: S307 - text of this package
        cls.__module__ = package
    return cls
