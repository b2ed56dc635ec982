"""The clients of GitHub's API: the token variable for each server, and GitHub Apps."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..access.policy import Clock, RetryPolicy
from ..access.settings import DEFAULT_TIMEOUT_SECONDS, Credentials
from ..errors import ArgumentError
from ..protocol.addresses import is_loopback_host
from .client import AsyncClient, SyncClient

if TYPE_CHECKING:
    from ..shells.httpx_seam import AsyncHttpClient, HttpClient
    from ..shells.observer import OnResponse, OnWait
    from .github_app import GitHubApp

_OWN_VARIABLES = ("GH_TOKEN", "GITHUB_TOKEN")
"""For api.github.com, GHE.com and loopback; the first one that is set counts."""
_OTHER_VARIABLES = ("GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN")
"""For every other server."""


def token_variable(base_url: str) -> str:
    """The environment variable of the token for a base URL, by the rule of GitHub's `gh`.

    Changing a base URL must not send a token of github.com to another server. Of the two variables for a server,
    the first one that is not empty counts; if both are empty, it is the second one.
    """
    host = (urlsplit(base_url).hostname or "").lower()
    is_own = host == "api.github.com" or host.endswith(".ghe.com") or is_loopback_host(host)
    first, second = _OWN_VARIABLES if is_own else _OTHER_VARIABLES
    return first if os.environ.get(first) else second


def _checked_variable(base_url: str) -> str:
    variable = token_variable(base_url)
    found = next((name for name in _OWN_VARIABLES if name in os.environ), None)
    if variable not in os.environ and variable not in _OWN_VARIABLES and found is not None:
        raise ArgumentError(
            "token",
            f"missing, and {variable} is not set ({found} is sent to GitHub's own servers only)",
        )
    return variable


def _of_app(app: GitHubApp | None, *, has_token: bool) -> Credentials | None:
    if app is None:
        return None
    from .github_app import GitHubApp, InstallationTokens

    if has_token:
        raise ArgumentError("app", "pass either a token or an app")
    if not isinstance(app, GitHubApp):
        raise ArgumentError("app", "expected a GitHubApp")
    return InstallationTokens(app)


class GitHubClient(SyncClient):
    """Synchronous client for GitHub's API; it also accepts a GitHub App."""

    @classmethod
    def _token_variable_for(cls, base_url: str) -> str:
        return _checked_variable(base_url)

    def __init__(
        self,
        token: str | None = None,
        *,
        app: GitHubApp | None = None,
        base_url: str | None = None,
        timeout: float = DEFAULT_TIMEOUT_SECONDS,
        retry: RetryPolicy | None = None,
        on_wait: OnWait | None = None,
        on_response: OnResponse | None = None,
        user_agent: str | None = None,
        http_client: HttpClient | None = None,
        clock: Clock | None = None,
        one_at_a_time: bool = False,
    ) -> None:
        try:
            credentials = _of_app(app, has_token=token is not None) or self._credentials(
                token, base_url
            )
        finally:
            del token  # a traceback that shows local variables must not show it
        self._begin(
            http_client,
            credentials,
            base_url=base_url,
            timeout=timeout,
            user_agent=user_agent,
            retry=retry,
            clock=clock,
            on_wait=on_wait,
            on_response=on_response,
            one_at_a_time=one_at_a_time,
        )


class AsyncGitHubClient(AsyncClient):
    """Asynchronous client for GitHub's API; it also accepts a GitHub App."""

    @classmethod
    def _token_variable_for(cls, base_url: str) -> str:
        return _checked_variable(base_url)

    def __init__(
        self,
        token: str | None = None,
        *,
        app: GitHubApp | None = None,
        base_url: str | None = None,
        timeout: float = DEFAULT_TIMEOUT_SECONDS,
        retry: RetryPolicy | None = None,
        on_wait: OnWait | None = None,
        on_response: OnResponse | None = None,
        user_agent: str | None = None,
        http_client: AsyncHttpClient | None = None,
        clock: Clock | None = None,
        one_at_a_time: bool = False,
    ) -> None:
        try:
            credentials = _of_app(app, has_token=token is not None) or self._credentials(
                token, base_url
            )
        finally:
            del token  # a traceback that shows local variables must not show it
        self._begin(
            http_client,
            credentials,
            base_url=base_url,
            timeout=timeout,
            user_agent=user_agent,
            retry=retry,
            clock=clock,
            on_wait=on_wait,
            on_response=on_response,
            one_at_a_time=one_at_a_time,
        )
