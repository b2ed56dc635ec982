"""The answer that there is nothing to answer."""

from __future__ import annotations

from typing import Literal

import attrs

from .public import public


@public
@attrs.frozen
class NoData:
    """GitHub has nothing for this request: not an error, and never None.

    Falsy, for type checkers too: after `if report:` the report is what it says it is.

    GitHub spells it in many ways: status 204, an empty or blank body, `null`, `""`, a JSON string such as
    "No report available", or a report without links. A day may still get data later: GitHub publishes and
    revises the last few days late.
    """

    reason: str
    """Which of the spellings it was, in words. Never empty."""
    status: int
    """The HTTP status of the answer; 0 where nothing was asked, because no day of those could have data."""
    message: str | None = None
    """GitHub's own words, where it sent any; characters that cannot be seen are escaped."""
    request_id: str | None = None
    """`X-GitHub-Request-Id` of the answer: what GitHub's support asks for."""

    def __bool__(self) -> Literal[False]:
        return False
