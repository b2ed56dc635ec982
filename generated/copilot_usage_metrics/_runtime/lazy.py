"""Names of a module that are imported on first use (PEP 562), so that importing the module costs next to nothing."""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = (
    False  # type checkers take it for true; `typing` itself takes longer to import than all of this
)
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


def lazy(
    module: dict[str, Any], where: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """`__getattr__` and `__dir__` for the module with these globals.

    `where` is the module of each name, relative to the package; a name that is a module itself is in `.`.
    """

    def load(name: str) -> Any:
        """Import a name on first use."""
        if name not in where:
            raise AttributeError(f"module {module['__name__']!r} has no attribute {name!r}")
        if where[name] == ".":
            value: Any = import_module(f".{name}", module["__package__"])
        else:
            value = getattr(import_module(where[name], module["__package__"]), name)
        module[name] = value
        return value

    def names() -> list[str]:
        """The public names, loaded or not."""
        special = (name for name in module if name.startswith("__"))
        return sorted({*module.get("__all__", ()), *special})

    return load, names
