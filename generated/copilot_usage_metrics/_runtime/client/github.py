"""The clients of GitHub's API: the token variable for each server, and GitHub Apps."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..access.policy import Clock, RetryPolicy
from ..access.settings import DEFAULT_TIMEOUT_SECONDS, Credentials
from ..errors import ArgumentError
from ..protocol.addresses import is_loopback_host
from .client import AsyncClient, OnWait, SyncClient

if TYPE_CHECKING:
    from ..shells.httpx_seam import httpx
    from .github_app import GitHubApp

_TOKEN_VARIABLE = "GITHUB_TOKEN"  # noqa: S105 - the name of a variable, not a token
_ENTERPRISE_VARIABLE = "GITHUB_ENTERPRISE_TOKEN"


def token_variable(base_url: str) -> str:
    """The environment variable of the token for a base URL, by the rule of GitHub's `gh`.

    `GITHUB_TOKEN` is for api.github.com, GHE.com and loopback; `GITHUB_ENTERPRISE_TOKEN` for every other
    server: changing a base URL must not send a token of github.com to another server.
    """
    host = (urlsplit(base_url).hostname or "").lower()
    is_own = host == "api.github.com" or host.endswith(".ghe.com") or is_loopback_host(host)
    return _TOKEN_VARIABLE if is_own else _ENTERPRISE_VARIABLE


def _checked_variable(base_url: str) -> str:
    variable = token_variable(base_url)
    if variable not in os.environ and _TOKEN_VARIABLE in os.environ:
        raise ArgumentError(
            "token",
            f"missing, and {variable} is not set "
            f"({_TOKEN_VARIABLE} is sent to GitHub's own servers only)",
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
        user_agent: str | None = None,
        http_client: httpx.Client | None = None,
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
        user_agent: str | None = None,
        http_client: httpx.AsyncClient | None = None,
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
            one_at_a_time=one_at_a_time,
        )
