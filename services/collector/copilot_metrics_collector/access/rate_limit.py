"""Queries a token's rate limit with one plain request, which GitHub does not count."""

from __future__ import annotations

import datetime
import json
from typing import Any, Final
from urllib.parse import urlsplit

import attrs
import httpx
from copilot_usage_metrics import ArgumentError, CopilotMetrics

from ..exits import GitHubError
from ..version import __version__

PATH: Final = "/rate_limit"
PER_HOUR: Final = 5000
"""Limit of a user's token, and the minimum of an installation."""


@attrs.frozen
class TokenRateLimit:
    """The rate limit of a token."""

    limit: int
    """Requests per hour."""
    remaining: int
    used: int
    reset: datetime.datetime
    """When it resets, in UTC."""
    scopes: tuple[str, ...] | None
    """Scopes of a classic token; None for other tokens."""


def rate_limit(
    base_url: str, token: str, *, timeout: float = 30.0, http: httpx.Client | None = None
) -> TokenRateLimit | None:
    """Returns the rate limit; None if the server has none, which GitHub Enterprise Server allows.

    Raises:
        ArgumentError: No token may be sent to this URL; nothing was sent.
        GitHubError: There was no response, or the token is refused.
    """
    try:
        check_address(base_url)
    except ArgumentError:
        del token  # keep the secret out of tracebacks that show local variables
        raise
    headers = {
        "Authorization": f"Bearer {token}",
        "Accept": "application/vnd.github+json",
        "User-Agent": f"copilot-metrics-collector/{__version__}",
    }
    failure: str | None = None
    response: httpx.Response | None = None
    # proxy variables apply to https only; plain http is allowed to loopback hosts only
    trust = urlsplit(base_url).scheme == "https"
    client = http or httpx.Client(trust_env=trust)
    try:
        response = client.get(
            base_url.rstrip("/") + PATH, headers=headers, timeout=timeout, follow_redirects=False
        )
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        failure = type(error).__name__  # raise below: this exception's traceback contains the token
    finally:
        del headers, token
        if http is None:
            client.close()
    if response is None:
        raise GitHubError(f"no response from {base_url}: {failure}")
    if response.status_code == 401:
        raise GitHubError(f"{base_url} refuses the token: 401")
    if response.status_code != 200:
        return None
    return read_limit(response.text, response.headers.get("x-oauth-scopes"))


def check_address(base_url: str) -> None:
    """Raises `ArgumentError` for a URL that the package's client sends no token to, such as plain http."""
    CopilotMetrics("none", base_url=base_url).close()


def read_limit(text: str, scopes: str | None = None) -> TokenRateLimit | None:
    """Parses a response of `/rate_limit`; None if it contains no limit.

    Args:
        text: The body.
        scopes: The header `X-OAuth-Scopes`.
    """
    try:
        core: Any = json.loads(text)["resources"]["core"]
        limit, remaining, reset = int(core["limit"]), int(core["remaining"]), int(core["reset"])
        used = int(core.get("used", limit - remaining))
        moment = datetime.datetime.fromtimestamp(reset, datetime.UTC)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError):
        return None
    return TokenRateLimit(limit, remaining, used, moment, scopes_of(scopes))


def scopes_of(header: str | None) -> tuple[str, ...] | None:
    """Returns the scopes in `X-OAuth-Scopes`; None without the header."""
    if header is None:
        return None
    return tuple(filter(None, (each.strip() for each in header.split(","))))
