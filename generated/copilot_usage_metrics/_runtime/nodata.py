"""The value for "GitHub has no data"."""

from __future__ import annotations

from typing import Literal

import attrs

from .public import public


@public
@attrs.frozen
class NoData:
    """GitHub has no data for this request: not an error, and never None.

    Falsy, for type checkers too: after `if report:` the report has its declared type.

    GitHub has many forms of it: status 204, an empty or blank body, `null`, `""`, a JSON string such as
    "No report available", or a report without links. A day may still get data later: GitHub publishes and
    revises the last few days late.
    """

    reason: str
    """The form of the response, in words. Never empty."""
    status: int
    """The HTTP status of the response; 0 if no request was sent, because no requested day can have data."""
    message: str | None = None
    """GitHub's own message, if it sent any; invisible characters are escaped."""
    request_id: str | None = None
    """`X-GitHub-Request-Id` of the response, which GitHub's support needs."""

    def __bool__(self) -> Literal[False]:
        return False
