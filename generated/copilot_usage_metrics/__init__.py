# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""GitHub's Copilot usage metrics, typed.

    from copilot_usage_metrics import CopilotMetrics

The top of the package is the newest API version that it knows; each version has a subpackage of
its own. Row types of the downloaded files are in `rows`.
"""

from __future__ import annotations

from . import rows
from ._runtime.errors import (
    ArgumentError,
    AuthenticationError,
    BadRequestError,
    CopilotMetricsError,
    ForbiddenError,
    NotFoundError,
    RateLimitError,
    RedirectError,
    RequestTimeoutError,
    ResponseError,
    ServerError,
    ShapeError,
    StatusError,
    TransportError,
    UnexpectedBodyError,
    UnprocessableError,
)
from ._runtime.nodata import NoData
from ._runtime.operation import Operation, Parameter
from ._runtime.vocabulary import UNSET, UnsetType
from .v2026_03_10 import (
    API_VERSION,
    OPERATIONS,
    SPEC_SHA256,
    AsyncCopilotMetrics,
    CopilotMetrics,
    models,
)

__version__ = "0.1.0"

__all__ = [
    "API_VERSION",
    "AsyncCopilotMetrics",
    "CopilotMetrics",
    "OPERATIONS",
    "SPEC_SHA256",
    "__version__",
    "ArgumentError",
    "AuthenticationError",
    "BadRequestError",
    "CopilotMetricsError",
    "ForbiddenError",
    "NoData",
    "NotFoundError",
    "Operation",
    "Parameter",
    "RateLimitError",
    "RedirectError",
    "RequestTimeoutError",
    "ResponseError",
    "ServerError",
    "ShapeError",
    "StatusError",
    "TransportError",
    "UNSET",
    "UnexpectedBodyError",
    "UnprocessableError",
    "UnsetType",
    "models",
    "rows",
]
