"""GitHub's own messages for refused requests. Each function returns a response."""

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
    """The edge's refusal of a request without a User-Agent: plain text, before any other check."""
    return text_reply(
        403,
        "\r\nRequest forbidden by administrative rules. Please make sure your request has a "
        "User-Agent header.\r\n",
        "text/plain; charset=utf-8",
    )


def unknown_version(version: str) -> Reply:
    """For an unknown or unsupported API version."""
    return basic(
        400,
        f'The API version "{version}" is not supported.',
        f"{_DOCS}/about-the-rest-api/api-versions",
    )


def unauthenticated(message: str = "Bad credentials") -> Reply:
    """For a missing, wrong or expired token."""
    return basic(401, message, f"{_DOCS}/authentication")


def not_found(page: str | None = None) -> Reply:
    """For a path that does not exist, or that this token may not see."""
    return basic(404, "Not Found", page)


def policy_off(page: str | None = None) -> Reply:
    """For an enterprise or organization whose metrics are not enabled."""
    return basic(403, 'The "Copilot usage metrics" policy must be enabled to use this API.', page)


def role_missing(page: str | None = None) -> Reply:
    """For a token whose owner has no role there."""
    return basic(403, "Resource requires admin, or relevant organization role access", page)


def not_by(kind: str, page: str | None = None) -> Reply:
    """For a kind of token that an operation does not work with: `integration`, `personal access token`."""
    return basic(403, f"Resource not accessible by {kind}", page)


def invalid(message: str, field: str, value: Any, page: str | None = None) -> Reply:
    """422 with the invalid parameter."""
    error = {"resource": "Copilot", "field": field, "code": "invalid", "value": value}
    body = {"message": message, "documentation_url": page or _DOCS, "errors": [error]}
    return json_reply(422, body)


def primary_limit(status: int) -> Reply:
    """For a token without remaining requests in the hour."""
    return basic(status, "API rate limit exceeded for user ID 1.", _LIMITS)


def secondary_limit(status: int, *headers: tuple[str, str]) -> Reply:
    """For too many requests at once."""
    return basic(
        status,
        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
        SECONDARY_LIMITS,
        *headers,
    )


def page_of_html(status: int, title: str) -> Reply:
    """The response of a gateway or a proxy: an HTML page."""
    return text_reply(
        status,
        f"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body>{title}</body></html>\n",
        HTML,
    )


def blob_error(status: int, code: str, message: str) -> Reply:
    """A refusal of the download host: XML."""
    text = f'<?xml version="1.0" encoding="utf-8"?><Error><Code>{code}</Code><Message>{message}</Message></Error>'
    return text_reply(status, text, "application/xml", ("x-ms-error-code", code))
