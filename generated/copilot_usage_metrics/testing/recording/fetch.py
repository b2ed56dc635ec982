"""Asking GitHub with the standard library alone: the token goes to one origin, and redirects are not followed."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

_SECONDS = 60.0
LARGEST = 8 << 20


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer, or as much of it as was wanted."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    whole: bool
    """Whether the body ended before `LARGEST`."""


class Fetcher:
    """Asks one API.

    Args:
        base_url: Its address.
        token: Goes there and nowhere else.
        api_version: Which API version is asked for.
    """

    def __init__(self, base_url: str, token: str, api_version: str) -> None:
        self._base_url = base_url.rstrip("/")
        self._headers = {
            "Accept": "application/vnd.github+json",
            "User-Agent": "copilot-usage-metrics-recorder",
            "X-GitHub-Api-Version": api_version,
            "Authorization": f"Bearer {token}",
        }

    def api(self, target: str) -> Fetched:
        """An answer of the API to a path with its query."""
        return _get(self._base_url + target, self._headers)

    def file(self, link: str) -> Fetched:
        """A file behind a signed link, up to `LARGEST` bytes; without the token."""
        return _get(link, {"User-Agent": self._headers["User-Agent"]})


def _get(url: str, headers: Mapping[str, str]) -> Fetched:
    parts = urlsplit(url)
    host, local = parts.hostname or "", parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.scheme == "https":
        connection: Any = http.client.HTTPSConnection(
            host, parts.port, timeout=_SECONDS, context=ssl.create_default_context()
        )
    elif parts.scheme == "http" and local:
        connection = http.client.HTTPConnection(host, parts.port, timeout=_SECONDS)
    else:
        raise ValueError("only https is asked, or this machine")
    try:
        connection.request(
            "GET", f"{parts.path}?{parts.query}" if parts.query else parts.path, None, dict(headers)
        )
        response = connection.getresponse()
        names = {name.lower(): value for name, value in response.getheaders()}
        body = response.read(LARGEST)
        return Fetched(response.status, names, body, len(body) < LARGEST)
    finally:
        connection.close()
