"""Loading the parser of openapi-python-client without the rest of that package.

Its `__init__` imports an HTTP client, a template engine and a YAML library, which are a third of the time that
importing the parser takes and which the parser has no use for.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec

_NAME = "openapi_python_client"


def load_parser() -> None:
    """Load the modules of the parser, unless they are loaded. A later import of the package loads all of it."""
    if _NAME in sys.modules or f"{_NAME}.parser" in sys.modules:
        return
    spec = find_spec(_NAME)
    if spec is None:
        return  # a later import of it fails with the reason
    package = module_from_spec(spec)
    sys.modules[_NAME] = package
    try:
        package.__dict__["Config"] = import_module(f"{_NAME}.config").Config
        import_module(f"{_NAME}.parser")
    finally:
        del sys.modules[_NAME]
