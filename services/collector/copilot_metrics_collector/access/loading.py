"""Loads functions given as `module:function`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from ..exits import ConfigurationError


def load(name: str, what: str) -> Callable[..., Any]:
    """Loads a function, also from the working directory.

    Raises:
        ConfigurationError: It cannot be loaded.
    """
    module, _, attribute = name.partition(":")
    if not module or not attribute:
        raise ConfigurationError(f"{what}: expected module:function, found {name!r}")
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.append(here)
    try:
        found = getattr(import_module(module), attribute)
    except Exception as error:  # noqa: BLE001 - whatever a module of the user's does when imported
        why = error if isinstance(error, ImportError | AttributeError) else type(error).__name__
        raise ConfigurationError(f"{what}: cannot load {name}: {why}") from None
    if not callable(found):
        raise ConfigurationError(f"{what}: {name} is not a function")
    result: Callable[..., Any] = found
    return result
