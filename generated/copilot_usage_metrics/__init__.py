# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""GitHub's Copilot usage metrics, typed.

    from copilot_usage_metrics import CopilotMetrics

The top of the package is the newest API version that it knows; each version has a subpackage of
its own. Row types of the downloaded files are in `rows`.
"""

from __future__ import annotations

from . import rows
from ._runtime.app import GitHubApp
from ._runtime.errors import (
    ArgumentError,
    AuthenticationError,
    BadRequestError,
    ClosedError,
    CopilotMetricsError,
    CredentialsError,
    ForbiddenError,
    IncompleteReportError,
    NotFoundError,
    RateLimitError,
    ReadTwiceError,
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
from ._runtime.retry import Clock, RetryPolicy, Wait
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
    "Clock",
    "ClosedError",
    "CopilotMetricsError",
    "CredentialsError",
    "ForbiddenError",
    "GitHubApp",
    "IncompleteReportError",
    "NoData",
    "NotFoundError",
    "Operation",
    "Parameter",
    "RateLimitError",
    "ReadTwiceError",
    "RedirectError",
    "RequestTimeoutError",
    "ResponseError",
    "RetryPolicy",
    "ServerError",
    "ShapeError",
    "StatusError",
    "TransportError",
    "UNSET",
    "UnexpectedBodyError",
    "UnprocessableError",
    "UnsetType",
    "Wait",
    "models",
    "rows",
]
