"""How much of its hourly limit a token has left: one plain request, which GitHub does not count."""

from __future__ import annotations

import datetime
from typing import Any, Final
from urllib.parse import urlsplit

import attrs
import httpx

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
        GitHubError: No answer, or the token is refused.
    """
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
    return _read(response)


def _read(response: httpx.Response) -> RateLimit | None:
    try:
        core: Any = response.json()["resources"]["core"]
        limit, remaining, reset = int(core["limit"]), int(core["remaining"]), int(core["reset"])
        moment = datetime.datetime.fromtimestamp(reset, datetime.UTC)
    except (ValueError, KeyError, TypeError, OverflowError, OSError):
        return None
    said = response.headers.get("x-oauth-scopes")
    scopes = (
        None if said is None else tuple(filter(None, (each.strip() for each in said.split(","))))
    )
    return RateLimit(limit, remaining, int(core.get("used", limit - remaining)), moment, scopes)
