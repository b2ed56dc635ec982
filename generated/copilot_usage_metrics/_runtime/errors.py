"""Everything that this package raises.

    CopilotMetricsError
    ├── ArgumentError (ValueError)     refused here, before anything was sent
    ├── ShapeError (ValueError)        a value that is not of the shape that the description promises
    ├── ClosedError (RuntimeError)     the client was closed before the call
    ├── CredentialsError               no token could be had for a GitHub App
    ├── FileError                      a file that cannot be read, or whose rows cannot be told
    ├── MissingExtraError (ImportError) an extra of this package is not installed
    ├── AlreadyConsumedError           rows or pages that were read already
    ├── IncompleteReportError          after the last row: a file or a day could not be had
    ├── TransportError                 no answer: name, connection, TLS, proxy
    │   └── RequestTimeoutError        no answer in time
    └── ResponseError                  an answer, but not the one that was asked for
        ├── RedirectError              3xx that is not followed: another origin, too many, nowhere
        ├── UnexpectedBodyError        a success whose body is no JSON or has another shape
        └── StatusError                a status that is no success
            ├── BadRequestError        400
            ├── AuthenticationError    401
            ├── ForbiddenError         403
            ├── NotFoundError          404
            ├── UnprocessableError     422
            ├── RateLimitError         429, or 403 where GitHub's rate-limit headers say so
            └── ServerError            5xx

Each survives pickle and copy, and none holds a token, a request or a signed link.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from .escaping import escape_text
from .public import public

__all__ = [
    "AlreadyConsumedError",
    "ArgumentError",
    "AuthenticationError",
    "BadRequestError",
    "ClosedError",
    "CopilotMetricsError",
    "CredentialsError",
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
]


_LONGEST_TEXT = 4000

ForbiddenReason: TypeAlias = Literal[
    "policy", "role", "installation", "token kind", "user agent", "proxy", "unknown"
]


def _restore(cls: type[CopilotMetricsError], state: dict[str, Any]) -> CopilotMetricsError:
    error = cls.__new__(cls)
    error.__dict__.update(state)
    error.args = (str(error),)
    return error


class CopilotMetricsError(Exception):
    """Base of every error of this package.

    Its text may quote a server or a file, so it is one line without control characters: see `escaping`.
    """

    def __init__(self, text: str) -> None:
        text = escape_text(text, _LONGEST_TEXT)
        super().__init__(text)
        self.text = text
        """What happened and what to do, in one or two sentences."""

    def __str__(self) -> str:
        return self.text

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), dict(self.__dict__))


class ArgumentError(CopilotMetricsError, ValueError):
    """An argument that GitHub could only refuse, or that would be unsafe to send."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(f"{name}: {text}")
        self.name = name
        """The argument."""


class ShapeError(CopilotMetricsError, ValueError):
    """A value that is not of the shape that the description promises."""

    def __init__(self, path: str, expected: str, found: str) -> None:
        super().__init__(f"{path or 'the body'}: expected {expected}, found {found}")
        self.path = path
        """Where in the value: `download_links[0]`; empty for the value itself."""
        self.expected = expected
        """What the description promises there."""


class ClosedError(CopilotMetricsError, RuntimeError):
    """The client, or the HTTP client that it was given, is closed."""


class TransportError(CopilotMetricsError):
    """No answer came back: name resolution, connection, TLS, proxy, or the connection broke."""


class RequestTimeoutError(TransportError):
    """No answer came back in time."""


class CredentialsError(CopilotMetricsError):
    """No token could be had: the key is none, or the app is not installed there."""


class FileError(CopilotMetricsError):
    """A file cannot be read, or nothing in it tells what its rows are."""

    def __init__(self, file: str, text: str) -> None:
        super().__init__(f"{file}: {text}")
        self.file = file
        """The file, as it was named; without the query of a link that it may have been saved under."""
        self.reason = escape_text(text)
        """What is the matter with it."""


class MissingExtraError(CopilotMetricsError, ImportError):
    """Something that is installed with an extra of this package only."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} needs the extra `{extra}`: pip install 'copilot-usage-metrics[{extra}]'"
        )
        self.extra = extra
        """The extra's name."""


class IncompleteReportError(CopilotMetricsError):
    """Rows were read, but not all: a file or a day could not be had. Raised after the last row."""

    def __init__(self, missing: list[str]) -> None:
        shown = "; ".join(missing[:3]) + (
            f"; and {len(missing) - 3} more" if len(missing) > 3 else ""
        )
        super().__init__(f"not complete: {shown}")
        self.missing = tuple(map(escape_text, missing))
        """What could not be had, and why; one text each."""


class AlreadyConsumedError(CopilotMetricsError):
    """Rows or pages that were read already."""


class ResponseError(CopilotMetricsError):
    """GitHub, or something on the way to it, answered with something else than what was asked for."""

    def __init__(
        self,
        text: str,
        *,
        operation_id: str,
        status: int,
        message: str | None = None,
        documentation_url: str | None = None,
        request_id: str | None = None,
        answer: object = None,
    ) -> None:
        super().__init__(text)
        self.operation_id = operation_id
        """The operation that was called, by GitHub's name for it."""
        self.status = status
        """The HTTP status."""
        self.message = message
        """GitHub's own message, where the body had one; characters that cannot be seen are escaped."""
        self.documentation_url = documentation_url
        """The page that GitHub points to, where the body had one."""
        self.request_id = request_id
        """`X-GitHub-Request-Id`: what GitHub's support asks for."""
        self.answer = answer
        """The body as the class that the description gives for this status; None where it is not one."""


class RedirectError(ResponseError):
    """A redirect that is not followed: the token stays with the API origin."""


class UnexpectedBodyError(ResponseError):
    """A success whose body is not JSON, or not of the documented shape."""


class StatusError(ResponseError):
    """A status that is no success."""


class BadRequestError(StatusError):
    """400: a parameter or the API version is not accepted."""


class AuthenticationError(StatusError):
    """401: the token is missing, wrong, expired or revoked."""


class ForbiddenError(StatusError):
    """403: the policy, the role, the scope or the kind of token does not allow it."""

    reason: ForbiddenReason = "unknown"
    """Which of these it is, read from GitHub's own message."""


class NotFoundError(StatusError):
    """404: the text says what it can mean for this operation."""


class UnprocessableError(StatusError):
    """422: understood, but refused."""


class RateLimitError(StatusError):
    """429 or 403: GitHub's primary or secondary rate limit."""

    retry_after: float | None = None
    """Seconds to wait, where GitHub said so."""


class ServerError(StatusError):
    """5xx: GitHub, or a proxy on the way, could not answer now."""


BY_STATUS: dict[int, type[StatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: ForbiddenError,
    404: NotFoundError,
    422: UnprocessableError,
    429: RateLimitError,
}

for _name in __all__:
    public(globals()[_name])
