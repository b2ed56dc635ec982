"""GitHub's own words when it refuses. Each function gives an answer."""

from __future__ import annotations

from typing import Any

from ..web.messages import HTML, Reply, json_reply, text_reply

_DOCS = "https://docs.github.com/rest"
_LIMITS = f"{_DOCS}/overview/rate-limits-for-the-rest-api"
SECONDARY_LIMITS = f"{_LIMITS}#about-secondary-rate-limits"


def basic(status: int, message: str, page: str | None = None, *headers: tuple[str, str]) -> Reply:
    """A status with GitHub's usual body."""
    body = {"message": message, "documentation_url": page or _DOCS, "status": str(status)}
    return json_reply(status, body, *headers)


def without_user_agent() -> Reply:
    """How the edge refuses who does not say what they are: plain text, before anything else."""
    return text_reply(
        403,
        "\r\nRequest forbidden by administrative rules. Please make sure your request has a "
        "User-Agent header.\r\n",
        "text/plain; charset=utf-8",
    )


def unknown_version(version: str) -> Reply:
    """For an API version that does not exist, or does not any more."""
    return basic(
        400,
        f'The API version "{version}" is not supported.',
        f"{_DOCS}/about-the-rest-api/api-versions",
    )


def unauthenticated(message: str = "Bad credentials") -> Reply:
    """For a token that is missing, wrong or over."""
    return basic(401, message, f"{_DOCS}/authentication")


def not_found(page: str | None = None) -> Reply:
    """For what does not exist, or is not for this token to see."""
    return basic(404, "Not Found", page)


def policy_off(page: str | None = None) -> Reply:
    """For an enterprise or organization that has not switched the metrics on."""
    return basic(403, 'The "Copilot usage metrics" policy must be enabled to use this API.', page)


def role_missing(page: str | None = None) -> Reply:
    """For a token whose owner is nobody in particular there."""
    return basic(403, "Resource requires admin, or relevant organization role access", page)


def not_by(kind: str, page: str | None = None) -> Reply:
    """For a kind of token that an operation does not work with: `integration`, `personal access token`."""
    return basic(403, f"Resource not accessible by {kind}", page)


def invalid(message: str, field: str, value: Any, page: str | None = None) -> Reply:
    """422 with the parameter that is wrong."""
    error = {"resource": "Copilot", "field": field, "code": "invalid", "value": value}
    body = {"message": message, "documentation_url": page or _DOCS, "errors": [error]}
    return json_reply(422, body)


def primary_limit(status: int) -> Reply:
    """For who has used up the requests of the hour."""
    return basic(status, "API rate limit exceeded for user ID 1.", _LIMITS)


def secondary_limit(status: int, *headers: tuple[str, str]) -> Reply:
    """For who asks too much at once."""
    return basic(
        status,
        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
        SECONDARY_LIMITS,
        *headers,
    )


def page_of_html(status: int, title: str) -> Reply:
    """What a gateway or a proxy says: a page for people."""
    return text_reply(
        status,
        f"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body>{title}</body></html>\n",
        HTML,
    )


def blob_error(status: int, code: str, message: str) -> Reply:
    """How the download host refuses: XML."""
    text = f'<?xml version="1.0" encoding="utf-8"?><Error><Code>{code}</Code><Message>{message}</Message></Error>'
    return text_reply(status, text, "application/xml", ("x-ms-error-code", code))
