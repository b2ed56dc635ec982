"""The exceptions of this package.

    CopilotMetricsError
    ├── ArgumentError (ValueError)     refused before a request was sent
    ├── ShapeError (ValueError)        a value that does not match its description
    ├── ClosedError (RuntimeError)     the client was closed before the call
    ├── EventLoopError (RuntimeError)  asynchronous client without asyncio's event loop
    ├── CredentialsError               no token for a GitHub App
    ├── FileError                      a file that cannot be read, or whose row type cannot be detected
    ├── MissingExtraError (ImportError) an extra of this package is not installed
    ├── AlreadyConsumedError           rows or pages that were already read
    ├── IncompleteReportError          after the last row: a file or a day could not be read
    ├── TransportError                 no response: name, connection, TLS, proxy
    │   └── RequestTimeoutError        no response in time
    └── ResponseError                  a response, but not a documented success
        ├── RedirectError              3xx that is not followed: another origin, too many, no location
        ├── UnexpectedBodyError        a success whose body is not JSON or has another shape
        └── StatusError                a status that is not a success
            ├── BadRequestError        400
            ├── AuthenticationError    401
            ├── ForbiddenError         403
            ├── NotFoundError          404
            ├── UnprocessableError     422
            ├── RateLimitError         429, or 403 with GitHub's rate-limit headers
            └── ServerError            5xx

Each survives pickle and copy, and none contains a token, a request or a signed link.
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
        """The problem and its remedy, in one or two sentences."""

    def __str__(self) -> str:
        return self.text

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), dict(self.__dict__))


class ArgumentError(CopilotMetricsError, ValueError):
    """An argument that GitHub would refuse, or that would be unsafe to send."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(f"{name}: {text}")
        self.name = name
        """The argument."""


class ShapeError(CopilotMetricsError, ValueError):
    """A value that does not match its description."""

    def __init__(self, path: str, expected: str, found: str) -> None:
        super().__init__(f"{path or 'the body'}: expected {expected}, found {found}")
        self.path = path
        """The path within the value: `download_links[0]`; empty for the value itself."""
        self.expected = expected
        """The type that the description requires there."""


class ClosedError(CopilotMetricsError, RuntimeError):
    """The client, or the HTTP client passed to it, is closed."""


class EventLoopError(CopilotMetricsError, RuntimeError):
    """The asynchronous client was called without a running event loop of asyncio."""


class TransportError(CopilotMetricsError):
    """No response was received: name resolution, connection, TLS, proxy, or the connection broke."""

    may_have_arrived = True
    """Whether the server may have received the request: False if no connection was made."""


class RequestTimeoutError(TransportError):
    """No response was received in time."""


class CredentialsError(CopilotMetricsError):
    """There is no token: the key is invalid, or the app is not installed there."""


class FileError(CopilotMetricsError):
    """A file cannot be read, or its row type cannot be detected."""

    def __init__(self, file: str, text: str) -> None:
        super().__init__(f"{file}: {text}")
        self.file = file
        """The name of the file, without the query of a link that it may have been saved under."""
        self.reason = escape_text(text)
        """The problem."""


class MissingExtraError(CopilotMetricsError, ImportError):
    """A feature that requires an extra of this package."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} needs the extra `{extra}`: pip install 'copilot-usage-metrics[{extra}]'"
        )
        self.extra = extra
        """The extra's name."""


class IncompleteReportError(CopilotMetricsError):
    """Rows were read, but not all: a file or a day could not be read. Raised after the last row."""

    def __init__(self, missing: list[str]) -> None:
        shown = "; ".join(missing[:3]) + (
            f"; and {len(missing) - 3} more" if len(missing) > 3 else ""
        )
        super().__init__(f"incomplete: {shown}")
        self.missing = tuple(map(escape_text, missing))
        """The missing files and days with reasons; one text each."""


class AlreadyConsumedError(CopilotMetricsError):
    """Rows or pages that were already read."""


class ResponseError(CopilotMetricsError):
    """GitHub, or a proxy on the way, sent a response that is not a documented success."""

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
        """The operation that was called, by its operationId."""
        self.status = status
        """The HTTP status."""
        self.message = message
        """GitHub's own message, if the body had one; invisible characters are escaped."""
        self.documentation_url = documentation_url
        """The documentation page that GitHub names, if the body had one."""
        self.request_id = request_id
        """`X-GitHub-Request-Id`, which GitHub's support needs."""
        self.answer = answer
        """The body as the documented class of this status; None if it does not match."""


class RedirectError(ResponseError):
    """A redirect that is not followed: the token is sent to the API's origin only."""


class UnexpectedBodyError(ResponseError):
    """A success whose body is not JSON, or not of the documented shape."""


class StatusError(ResponseError):
    """A status that is not a success."""


class BadRequestError(StatusError):
    """400: a parameter or the API version is not accepted."""


class AuthenticationError(StatusError):
    """401: the token is missing, wrong, expired or revoked."""


class ForbiddenError(StatusError):
    """403: the policy, the role, the scope or the kind of token does not allow it."""

    reason: ForbiddenReason = "unknown"
    """The reason, read from GitHub's own message."""


class NotFoundError(StatusError):
    """404: the text lists the possible causes for this operation."""


class UnprocessableError(StatusError):
    """422: understood, but refused."""


class RateLimitError(StatusError):
    """429 or 403: GitHub's primary or secondary rate limit."""

    retry_after: float | None = None
    """The seconds to wait, if GitHub gave them."""


class ServerError(StatusError):
    """5xx: GitHub, or a proxy on the way, could not respond."""


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
