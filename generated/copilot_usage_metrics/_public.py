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
            "._runtime.access.policy": ["Clock", "RetryPolicy"],
            "._runtime.client.github_app": ["GitHubApp"],
            "._runtime.errors": [
                "AlreadyConsumedError",
                "ArgumentError",
                "AuthenticationError",
                "BadRequestError",
                "ClosedError",
                "CopilotMetricsError",
                "CredentialsError",
                "EventLoopError",
                "FileError",
                "ForbiddenError",
                "IncompleteReportError",
                "MissingExtraError",
                "NotFoundError",
                "RateLimitError",
                "RedirectError",
                "RequestTimeoutError",
                "ResponseError",
                "ServerError",
                "ShapeError",
                "StatusError",
                "TransportError",
                "UnexpectedBodyError",
                "UnprocessableError",
            ],
            "._runtime.nodata": ["NoData"],
            "._runtime.operation": ["Operation", "Parameter"],
            "._runtime.protocol.effects": ["Wait"],
            "._runtime.protocol.response_info": ["RateLimit", "ResponseInfo"],
            "._runtime.vocabulary": ["UNSET", "UnsetType"],
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
