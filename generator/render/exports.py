"""The public names of a package, and the module that each is defined in: one list for every template."""

from __future__ import annotations

from .model import Code

_RUNTIME = {
    "errors": "ArgumentError AuthenticationError BadRequestError ClosedError CopilotMetricsError "
    "EventLoopError ForbiddenError NotFoundError RateLimitError RedirectError RequestTimeoutError ResponseError "
    "ServerError ShapeError StatusError TransportError UnexpectedBodyError UnprocessableError",
    "nodata": "NoData",
    "operation": "Operation Parameter",
    "access.policy": "Clock RetryPolicy",
    "protocol.effects": "Wait",
    "protocol.response_info": "RateLimit ResponseInfo",
    "vocabulary": "UNSET UnsetType",
}
_OF_OURS = {
    "client.github_app": "GitHubApp",
    "errors": "AlreadyConsumedError CredentialsError FileError IncompleteReportError MissingExtraError",
}
_OF_READING = {
    "arrow.batches": "arrow_schema rows_from_arrow rows_to_arrow",
    "drift.result": "Drift",
    "drift.detect": "detect_drift",
    "files.file_rows": "FileRows",
    "client.items": "AsyncItems Items",
    "client.rows": "AsyncRows Rows",
}
Exports = dict[Code, list[Code]]
"""Module, relative to the exporting one, and the names that are imported from it."""


def common_exports(*, has_rows: bool) -> Exports:
    """The names that every API version of a package exports: for the module `_public`."""
    modules = dict(_RUNTIME)
    for module, names in _OF_OURS.items() if has_rows else ():
        modules[module] = " ".join(sorted([*modules.get(module, "").split(), *names.split()]))
    return _sorted({f"._runtime.{module}": names for module, names in modules.items()})


def api_exports(client: str) -> Exports:
    """The further names that a package for one API version exports."""
    return _sorted({f".{module}": names for module, names in _of_an_api(client).items()})


def package_exports(current: str, client: str) -> Exports:
    """The further names that the top of the package exports; `current` is its API version."""
    modules = {f"._runtime.{module}": names for module, names in _OF_READING.items()}
    modules |= {f".{current}.{module}": names for module, names in _of_an_api(client).items()}
    return _sorted(modules | {".files": "read_rows", f".{current}": "models"})


def _of_an_api(client: str) -> dict[str, str]:
    return {
        "async_client": f"Async{client}",
        "client": client,
        "operations": "API_VERSION OPERATIONS SPEC_SHA256",
    }


def _sorted(modules: dict[str, str]) -> Exports:
    return {
        Code(module): [Code(name) for name in names.split()]
        for module, names in sorted(modules.items())
    }
