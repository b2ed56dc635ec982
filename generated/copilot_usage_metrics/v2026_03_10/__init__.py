# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""A client for GitHub's Copilot usage metrics, API version 2026-03-10."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .._runtime.access.app import (
        GitHubApp,
    )
    from .._runtime.calls.retry import (
        Clock,
        RetryPolicy,
        Wait,
    )
    from .._runtime.errors import (
        ArgumentError,
        AuthenticationError,
        BadRequestError,
        ClosedError,
        CopilotMetricsError,
        CredentialsError,
        FileError,
        ForbiddenError,
        IncompleteReportError,
        MissingExtraError,
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
    from .._runtime.nodata import (
        NoData,
    )
    from .._runtime.operation import (
        Operation,
        Parameter,
    )
    from .._runtime.vocabulary import (
        UNSET,
        UnsetType,
    )
    from . import models
    from .async_client import (
        AsyncCopilotMetrics,
    )
    from .client import (
        CopilotMetrics,
    )
    from .operations import (
        API_VERSION,
        OPERATIONS,
        SPEC_SHA256,
    )


__all__ = [
    "API_VERSION",
    "ArgumentError",
    "AsyncCopilotMetrics",
    "AuthenticationError",
    "BadRequestError",
    "Clock",
    "ClosedError",
    "CopilotMetrics",
    "CopilotMetricsError",
    "CredentialsError",
    "FileError",
    "ForbiddenError",
    "GitHubApp",
    "IncompleteReportError",
    "MissingExtraError",
    "NoData",
    "NotFoundError",
    "OPERATIONS",
    "Operation",
    "Parameter",
    "RateLimitError",
    "ReadTwiceError",
    "RedirectError",
    "RequestTimeoutError",
    "ResponseError",
    "RetryPolicy",
    "SPEC_SHA256",
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

_WHERE = {
    "GitHubApp": ".._runtime.access.app",
    "Clock": ".._runtime.calls.retry",
    "RetryPolicy": ".._runtime.calls.retry",
    "Wait": ".._runtime.calls.retry",
    "ArgumentError": ".._runtime.errors",
    "AuthenticationError": ".._runtime.errors",
    "BadRequestError": ".._runtime.errors",
    "ClosedError": ".._runtime.errors",
    "CopilotMetricsError": ".._runtime.errors",
    "CredentialsError": ".._runtime.errors",
    "FileError": ".._runtime.errors",
    "ForbiddenError": ".._runtime.errors",
    "IncompleteReportError": ".._runtime.errors",
    "MissingExtraError": ".._runtime.errors",
    "NotFoundError": ".._runtime.errors",
    "RateLimitError": ".._runtime.errors",
    "ReadTwiceError": ".._runtime.errors",
    "RedirectError": ".._runtime.errors",
    "RequestTimeoutError": ".._runtime.errors",
    "ResponseError": ".._runtime.errors",
    "ServerError": ".._runtime.errors",
    "ShapeError": ".._runtime.errors",
    "StatusError": ".._runtime.errors",
    "TransportError": ".._runtime.errors",
    "UnexpectedBodyError": ".._runtime.errors",
    "UnprocessableError": ".._runtime.errors",
    "NoData": ".._runtime.nodata",
    "Operation": ".._runtime.operation",
    "Parameter": ".._runtime.operation",
    "UNSET": ".._runtime.vocabulary",
    "UnsetType": ".._runtime.vocabulary",
    "AsyncCopilotMetrics": ".async_client",
    "CopilotMetrics": ".client",
    "API_VERSION": ".operations",
    "OPERATIONS": ".operations",
    "SPEC_SHA256": ".operations",
}

if (
    not TYPE_CHECKING
):  # type checkers see the imports above: for them a name that is not there is an error

    def __getattr__(name: str) -> Any:
        """Loads a part when it is first asked for."""
        if name == "models":
            return import_module("." + name, __name__)
        if name not in _WHERE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(_WHERE[name], __name__), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
