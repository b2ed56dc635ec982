"""How much of its hourly limit a token has left: one plain request, which GitHub does not count."""

from __future__ import annotations

import datetime
import json
from typing import Any, Final
from urllib.parse import urlsplit

import attrs
import httpx
from copilot_usage_metrics import ArgumentError, CopilotMetrics

from .. import __version__
from ..exits import GitHubError

PATH: Final = "/rate_limit"
PER_HOUR: Final = 5000
"""What a user's token has, and an installation at least."""


@attrs.frozen
class RateLimit:
    """The state of a token's limit."""

    limit: int
    """Requests an hour."""
    remaining: int
    used: int
    reset: datetime.datetime
    """When it begins anew, in UTC."""
    scopes: tuple[str, ...] | None
    """Of a classic token; None where the token has none to show."""


def rate_limit(
    base_url: str, token: str, *, timeout: float = 30.0, http: httpx.Client | None = None
) -> RateLimit | None:
    """The state of the limit; None where the server has none, as GitHub Enterprise Server may be set to.

    Raises:
        ArgumentError: The address is none that a token may go to; nothing was sent.
        GitHubError: No answer, or the token is refused.
    """
    try:
        check_address(base_url)
    except ArgumentError:
        del token  # a traceback that shows the variables of its frames must not find it here
        raise
    headers = {
        "Authorization": f"Bearer {token}",
        "Accept": "application/vnd.github+json",
        "User-Agent": f"copilot-metrics-collector/{__version__}",
    }
    failure: str | None = None
    response: httpx.Response | None = None
    # what the environment says of proxies is for https: loopback is sent in the clear, and stays here
    trust = urlsplit(base_url).scheme == "https"
    client = http or httpx.Client(trust_env=trust)
    try:
        response = client.get(
            base_url.rstrip("/") + PATH, headers=headers, timeout=timeout, follow_redirects=False
        )
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        failure = type(error).__name__  # raised below: this one's traceback holds the token
    finally:
        del headers, token
        if http is None:
            client.close()
    if response is None:
        raise GitHubError(f"no answer from {base_url}: {failure}")
    if response.status_code == 401:
        raise GitHubError(f"{base_url} refuses the token: 401")
    if response.status_code != 200:
        return None
    return read_limit(response.text, response.headers.get("x-oauth-scopes"))


def check_address(base_url: str) -> None:
    """Raises `ArgumentError` for an address that the package's client sends no token to, such as plain http."""
    CopilotMetrics("none", base_url=base_url).close()


def read_limit(text: str, scopes: str | None = None) -> RateLimit | None:
    """What an answer of `/rate_limit` says; None where it says nothing.

    Args:
        text: Its body.
        scopes: Its header `X-OAuth-Scopes`.
    """
    try:
        core: Any = json.loads(text)["resources"]["core"]
        limit, remaining, reset = int(core["limit"]), int(core["remaining"]), int(core["reset"])
        used = int(core.get("used", limit - remaining))
        moment = datetime.datetime.fromtimestamp(reset, datetime.UTC)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError):
        return None
    return RateLimit(limit, remaining, used, moment, scopes_of(scopes))


def scopes_of(header: str | None) -> tuple[str, ...] | None:
    """The scopes that `X-OAuth-Scopes` lists; None where there is no such header."""
    if header is None:
        return None
    return tuple(filter(None, (each.strip() for each in header.split(","))))
