"""The public names of a package, and the module that each is defined in: one list for every template."""

from __future__ import annotations

from .model import Code

_RUNTIME = {
    "access.app": "GitHubApp",
    "errors": "ArgumentError AuthenticationError BadRequestError ClosedError CopilotMetricsError "
    "CredentialsError FileError ForbiddenError IncompleteReportError MissingExtraError NotFoundError "
    "RateLimitError ReadTwiceError RedirectError RequestTimeoutError ResponseError ServerError ShapeError "
    "StatusError TransportError UnexpectedBodyError UnprocessableError",
    "nodata": "NoData",
    "operation": "Operation Parameter",
    "calls.retry": "Clock RetryPolicy Wait",
    "vocabulary": "UNSET UnsetType",
}
_OF_READING = {
    "arrow.batches": "arrow_schema rows_from_arrow rows_to_arrow",
    "drift.result": "Drift",
    "drift.sightings": "drift_of",
    "files.file_rows": "FileRows",
    "calls.items": "AsyncItems Items",
    "reports.rows": "AsyncRows Rows",
}
_OF_AN_API = {
    "async_client": "AsyncCopilotMetrics",
    "client": "CopilotMetrics",
    "operations": "API_VERSION OPERATIONS SPEC_SHA256",
}

Exports = dict[Code, list[Code]]
"""Module, relative to the one that the names are for, and the names that it gives."""


def common_exports() -> Exports:
    """What every package hands on, whatever it is of: for the module `_public`."""
    return _sorted({f"._runtime.{module}": names for module, names in _RUNTIME.items()})


def api_exports() -> Exports:
    """What a package for one API version hands on beside that."""
    return _sorted({f".{module}": names for module, names in _OF_AN_API.items()})


def package_exports(current: str) -> Exports:
    """What the top of the whole package hands on beside that; `current` is its API version."""
    modules = {f"._runtime.{module}": names for module, names in _OF_READING.items()}
    modules |= {f".{current}.{module}": names for module, names in _OF_AN_API.items()}
    return _sorted(modules | {".files": "read_rows", f".{current}": "models"})


def _sorted(modules: dict[str, str]) -> Exports:
    return {
        Code(module): [Code(name) for name in names.split()]
        for module, names in sorted(modules.items())
    }
