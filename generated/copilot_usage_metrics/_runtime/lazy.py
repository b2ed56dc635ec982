"""Names of a module that are imported on first use (PEP 562), so that importing the module costs next to nothing."""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = (
    False  # type checkers take it for true; `typing` itself takes longer to import than all of this
)
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any


def lazy(
    module: dict[str, Any], modules: Mapping[str, Iterable[str]]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """`__getattr__` and `__dir__` for the module with these globals.

    `modules` has the names of each module, relative to the package; names that are modules themselves are in `.`.
    """
    where = {name: each for each, names in modules.items() for name in names}

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
