# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""GitHub's Copilot usage metrics, typed.

    from copilot_usage_metrics import CopilotMetrics

The top of the package is one API version; each version has a subpackage of its own. Row types of
the downloaded files are in `rows`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import rows
    from ._runtime.access.app import (
        GitHubApp,
    )
    from ._runtime.arrow.batches import (
        arrow_schema,
        rows_from_arrow,
        rows_to_arrow,
    )
    from ._runtime.calls.items import (
        AsyncItems,
        Items,
    )
    from ._runtime.calls.retry import (
        Clock,
        RetryPolicy,
        Wait,
    )
    from ._runtime.drift.result import (
        Drift,
    )
    from ._runtime.drift.sightings import (
        drift_of,
    )
    from ._runtime.errors import (
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
    from ._runtime.files.file_rows import (
        FileRows,
    )
    from ._runtime.nodata import (
        NoData,
    )
    from ._runtime.operation import (
        Operation,
        Parameter,
    )
    from ._runtime.reports.rows import (
        AsyncRows,
        Rows,
    )
    from ._runtime.vocabulary import (
        UNSET,
        UnsetType,
    )
    from .files import (
        read_rows,
    )
    from .v2026_03_10 import (
        models,
    )
    from .v2026_03_10.async_client import (
        AsyncCopilotMetrics,
    )
    from .v2026_03_10.client import (
        CopilotMetrics,
    )
    from .v2026_03_10.operations import (
        API_VERSION,
        OPERATIONS,
        SPEC_SHA256,
    )


__version__ = "0.1.0"

__all__ = [
    "API_VERSION",
    "ArgumentError",
    "AsyncCopilotMetrics",
    "AsyncItems",
    "AsyncRows",
    "AuthenticationError",
    "BadRequestError",
    "Clock",
    "ClosedError",
    "CopilotMetrics",
    "CopilotMetricsError",
    "CredentialsError",
    "Drift",
    "FileError",
    "FileRows",
    "ForbiddenError",
    "GitHubApp",
    "IncompleteReportError",
    "Items",
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
    "Rows",
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
    "__version__",
    "arrow_schema",
    "drift_of",
    "models",
    "read_rows",
    "rows",
    "rows_from_arrow",
    "rows_to_arrow",
]

_WHERE = {
    "GitHubApp": "._runtime.access.app",
    "arrow_schema": "._runtime.arrow.batches",
    "rows_from_arrow": "._runtime.arrow.batches",
    "rows_to_arrow": "._runtime.arrow.batches",
    "AsyncItems": "._runtime.calls.items",
    "Items": "._runtime.calls.items",
    "Clock": "._runtime.calls.retry",
    "RetryPolicy": "._runtime.calls.retry",
    "Wait": "._runtime.calls.retry",
    "Drift": "._runtime.drift.result",
    "drift_of": "._runtime.drift.sightings",
    "ArgumentError": "._runtime.errors",
    "AuthenticationError": "._runtime.errors",
    "BadRequestError": "._runtime.errors",
    "ClosedError": "._runtime.errors",
    "CopilotMetricsError": "._runtime.errors",
    "CredentialsError": "._runtime.errors",
    "FileError": "._runtime.errors",
    "ForbiddenError": "._runtime.errors",
    "IncompleteReportError": "._runtime.errors",
    "MissingExtraError": "._runtime.errors",
    "NotFoundError": "._runtime.errors",
    "RateLimitError": "._runtime.errors",
    "ReadTwiceError": "._runtime.errors",
    "RedirectError": "._runtime.errors",
    "RequestTimeoutError": "._runtime.errors",
    "ResponseError": "._runtime.errors",
    "ServerError": "._runtime.errors",
    "ShapeError": "._runtime.errors",
    "StatusError": "._runtime.errors",
    "TransportError": "._runtime.errors",
    "UnexpectedBodyError": "._runtime.errors",
    "UnprocessableError": "._runtime.errors",
    "FileRows": "._runtime.files.file_rows",
    "NoData": "._runtime.nodata",
    "Operation": "._runtime.operation",
    "Parameter": "._runtime.operation",
    "AsyncRows": "._runtime.reports.rows",
    "Rows": "._runtime.reports.rows",
    "UNSET": "._runtime.vocabulary",
    "UnsetType": "._runtime.vocabulary",
    "read_rows": ".files",
    "models": ".v2026_03_10",
    "AsyncCopilotMetrics": ".v2026_03_10.async_client",
    "CopilotMetrics": ".v2026_03_10.client",
    "API_VERSION": ".v2026_03_10.operations",
    "OPERATIONS": ".v2026_03_10.operations",
    "SPEC_SHA256": ".v2026_03_10.operations",
}

if (
    not TYPE_CHECKING
):  # type checkers see the imports above: for them a name that is not there is an error

    def __getattr__(name: str) -> Any:
        """Loads a part when it is first asked for."""
        if name == "rows":
            return import_module("." + name, __name__)
        if name not in _WHERE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(_WHERE[name], __name__), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
