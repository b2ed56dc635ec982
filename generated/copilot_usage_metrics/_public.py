# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Names of the package that do not depend on the API version: errors, settings, and `NoData`."""

from __future__ import annotations

from ._runtime.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._runtime.access.policy import Clock, RetryPolicy
    from ._runtime.client.github_app import GitHubApp
    from ._runtime.errors import (
        AlreadyConsumedError,
        ArgumentError,
        AuthenticationError,
        BadRequestError,
        ClosedError,
        CopilotMetricsError,
        CredentialsError,
        EventLoopError,
        FileError,
        ForbiddenError,
        IncompleteReportError,
        MissingExtraError,
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
    from ._runtime.protocol.effects import Wait
    from ._runtime.protocol.response_info import RateLimit, ResponseInfo
    from ._runtime.vocabulary import UNSET, UnsetType

else:
    __getattr__, __dir__ = lazy(
        globals(),
        {
            "Clock": "._runtime.access.policy",
            "RetryPolicy": "._runtime.access.policy",
            "GitHubApp": "._runtime.client.github_app",
            "AlreadyConsumedError": "._runtime.errors",
            "ArgumentError": "._runtime.errors",
            "AuthenticationError": "._runtime.errors",
            "BadRequestError": "._runtime.errors",
            "ClosedError": "._runtime.errors",
            "CopilotMetricsError": "._runtime.errors",
            "CredentialsError": "._runtime.errors",
            "EventLoopError": "._runtime.errors",
            "FileError": "._runtime.errors",
            "ForbiddenError": "._runtime.errors",
            "IncompleteReportError": "._runtime.errors",
            "MissingExtraError": "._runtime.errors",
            "NotFoundError": "._runtime.errors",
            "RateLimitError": "._runtime.errors",
            "RedirectError": "._runtime.errors",
            "RequestTimeoutError": "._runtime.errors",
            "ResponseError": "._runtime.errors",
            "ServerError": "._runtime.errors",
            "ShapeError": "._runtime.errors",
            "StatusError": "._runtime.errors",
            "TransportError": "._runtime.errors",
            "UnexpectedBodyError": "._runtime.errors",
            "UnprocessableError": "._runtime.errors",
            "NoData": "._runtime.nodata",
            "Operation": "._runtime.operation",
            "Parameter": "._runtime.operation",
            "Wait": "._runtime.protocol.effects",
            "RateLimit": "._runtime.protocol.response_info",
            "ResponseInfo": "._runtime.protocol.response_info",
            "UNSET": "._runtime.vocabulary",
            "UnsetType": "._runtime.vocabulary",
        },
    )

__all__ = [
    "AlreadyConsumedError",
    "ArgumentError",
    "AuthenticationError",
    "BadRequestError",
    "Clock",
    "ClosedError",
    "CopilotMetricsError",
    "CredentialsError",
    "EventLoopError",
    "FileError",
    "ForbiddenError",
    "GitHubApp",
    "IncompleteReportError",
    "MissingExtraError",
    "NoData",
    "NotFoundError",
    "Operation",
    "Parameter",
    "RateLimit",
    "RateLimitError",
    "RedirectError",
    "RequestTimeoutError",
    "ResponseError",
    "ResponseInfo",
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
]
