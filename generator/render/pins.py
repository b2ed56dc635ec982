"""The tools whose versions decide over the bytes that are written. Kept equal to the lock by a test."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from ..errors import RenderError

OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.5"


def assert_pins() -> None:
    """Raises `RenderError` where a tool is missing or of another version than the pinned one."""
    for distribution, pinned in (("openapi-python-client", OPENAPI_PYTHON_CLIENT), ("ruff", RUFF)):
        try:
            found = version(distribution)
        except PackageNotFoundError:
            found = "none"
        if found != pinned:
            raise RenderError(
                f"{distribution} {pinned} is needed, found {found}",
                hint=f"install {distribution}=={pinned}; in the repository, `make setup` does",
            )
