"""The page of errors: the classes of the package, and the exit codes of its commands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import copilot_usage_metrics
from copilot_usage_metrics import CopilotMetricsError

from .docstrings import summary

_ROOT = Path(__file__).resolve().parents[1]
_COLLECTOR_EXITS = _ROOT / "services/collector/copilot_metrics_collector/exits.py"

_HEAD = """# Errors and exit codes

## Errors of the client

Every error is a `CopilotMetricsError`. A response's error has `status`, `message`, `documentation_url` and
`request_id`; give the last one to GitHub's support.
"""

REMEDIES = {
    "ArgumentError": "Correct the argument that the message names. No request was sent.",
    "ShapeError": "Report it: GitHub's response is not as described.",
    "EventLoopError": "Call it within `asyncio.run`; in trio, run the synchronous client in a thread.",
    "ClosedError": "Use the client inside its `with` block.",
    "CredentialsError": "Check the App's id and private key, and that it is installed there.",
    "FileError": "Check that the file is a downloaded report, and pass its row type: `read_rows(path, rows.UserDay)`.",
    "MissingExtraError": "Install the extra that the message names.",
    "AlreadyConsumedError": "Keep the rows in a list, or call the method again.",
    "IncompleteReportError": "Use the rows that were read and request the named files or days again later.",
    "TransportError": "Check network, proxy and certificates. The client has already retried.",
    "RequestTimeoutError": "Raise `timeout`, or `RetryPolicy(deadline_seconds=…)` for the whole call.",
    "ResponseError": "Read `message` and `status`.",
    "RedirectError": "Set `base_url` to the address that the message names, if you trust it.",
    "UnexpectedBodyError": "Look for a proxy or login page that replaced GitHub's response.",
    "StatusError": "Read `message` and `status`.",
    "BadRequestError": "Correct the parameter that GitHub names.",
    "AuthenticationError": "Replace the token: it is missing, wrong, expired or revoked.",
    "ForbiddenError": "The message names the cause: role, scope, kind of token, or the enterprise's policy.",
    "NotFoundError": "Check slug, access and day; the message lists what applies to this operation.",
    "UnprocessableError": "Correct the value that GitHub names.",
    "RateLimitError": "Wait `retry_after` seconds, or let the client wait: `RetryPolicy(deadline_seconds=…)`.",
    "ServerError": "Try again later. The client has already retried.",
}
"""The remedy of each error, by the name of its class."""


def page() -> str:
    """The page as Markdown. Raises `KeyError` for an error without a remedy."""
    lines = [
        _HEAD,
        "| error | base | meaning | what to do |",
        "|---|---|---|---|",
        *map(_row, errors()),
        "",
        "## Exit codes of `copilot-metrics`",
        "",
        *_exit_codes(),
        "",
        "## Exit codes of `python -m generator diff`",
        "",
        *_diff_codes(),
    ]
    return "\n".join(lines) + "\n"


def errors() -> list[type[CopilotMetricsError]]:
    """The public errors below `CopilotMetricsError`: a base before its subclasses."""
    public = [getattr(copilot_usage_metrics, name) for name in copilot_usage_metrics.__all__]
    found = [
        each for each in public if isinstance(each, type) and issubclass(each, CopilotMetricsError)
    ]
    return sorted(
        set(found) - {CopilotMetricsError},
        key=lambda each: [base.__name__ for base in reversed(each.__mro__)],
    )


def _row(error: type[CopilotMetricsError]) -> str:
    base = error.__bases__[0].__name__
    return (
        f"| `{error.__name__}` | `{base}` | {summary(error.__doc__)} | {REMEDIES[error.__name__]} |"
    )


def _exit_codes() -> Iterator[str]:
    """The collector's table, from the docstrings below the members of its enumeration."""
    yield "| code | meaning |"
    yield "|---:|---|"
    tree = ast.parse(_COLLECTOR_EXITS.read_text("utf-8"))
    enumeration = next(each for each in tree.body if isinstance(each, ast.ClassDef))
    for member, docstring in zip(enumeration.body, enumeration.body[1:], strict=False):
        if isinstance(member, ast.Assign) and isinstance(docstring, ast.Expr):
            code, text = ast.literal_eval(member.value), ast.literal_eval(docstring.value)
            yield f"| {code} | {summary(text)} |"


def _diff_codes() -> Iterator[str]:
    """The table of docs/diff.md."""
    text = (_ROOT / "docs/diff.md").read_text("utf-8")
    found = re.search(r"(?m)^\| code \|.*\n(?:\|.*\n)+", text)
    if found is None:
        raise ValueError("docs/diff.md: expected a table of exit codes, found none")
    yield found[0].rstrip()
