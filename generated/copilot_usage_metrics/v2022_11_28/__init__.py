# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""A client for GitHub's Copilot usage metrics, API version 2022-11-28."""

from __future__ import annotations

from .. import _public
from .._runtime.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .._public import *
    from . import models
    from .async_client import AsyncCopilotMetrics
    from .client import CopilotMetrics
    from .operations import API_VERSION, OPERATIONS, SPEC_SHA256

else:
    __getattr__, __dir__ = lazy(
        globals(),
        {
            ".": ["models"],
            ".._public": _public.__all__,
            ".async_client": ["AsyncCopilotMetrics"],
            ".client": ["CopilotMetrics"],
            ".operations": ["API_VERSION", "OPERATIONS", "SPEC_SHA256"],
        },
    )

__all__ = [
    "API_VERSION",
    "AsyncCopilotMetrics",
    "CopilotMetrics",
    "OPERATIONS",
    "SPEC_SHA256",
    "models",
]

__all__ += _public.__all__
