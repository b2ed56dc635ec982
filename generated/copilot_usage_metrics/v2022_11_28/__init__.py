# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""A client for GitHub's Copilot usage metrics, API version 2022-11-28."""

from __future__ import annotations

from .._runtime.app import GitHubApp
from .._runtime.errors import (
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
from .._runtime.nodata import NoData
from .._runtime.operation import Operation, Parameter
from .._runtime.retry import Clock, RetryPolicy, Wait
from .._runtime.vocabulary import UNSET, UnsetType
from . import models
from .async_client import AsyncCopilotMetrics
from .client import CopilotMetrics
from .operations import API_VERSION, OPERATIONS, SPEC_SHA256

__all__ = [
    "API_VERSION",
    "AsyncCopilotMetrics",
    "CopilotMetrics",
    "OPERATIONS",
    "SPEC_SHA256",
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
]
