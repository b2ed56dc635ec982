"""Optional libraries, each in an extra of the distribution."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from .exits import ConfigurationError


def require_extra(extra: str, what: str, *libraries: str) -> None:
    """Checks that the libraries of an extra are installed.

    Args:
        extra: The name of the extra.
        what: The command or method that needs it.
        libraries: Names of modules; default: the name of the extra.

    Raises:
        ConfigurationError: A library is missing.
    """
    for library in libraries or (extra,):
        if find_spec(library) is None:
            raise ConfigurationError(
                f"{what} needs the extra `{extra}`: pip install 'copilot-metrics-collector[{extra}]'"
            )


def import_extra(extra: str, what: str, library: str | None = None) -> Any:
    """Returns a module of an extra. Raises `ConfigurationError` if it is missing."""
    require_extra(extra, what, library or extra)
    return import_module(library or extra)
