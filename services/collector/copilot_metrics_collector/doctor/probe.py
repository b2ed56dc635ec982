"""Plain requests, for details that the report client does not expose: headers, hosts, the first bytes of a file."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Final, Literal, TypeAlias
from urllib.parse import urlsplit

import attrs
import httpx
from copilot_usage_metrics import API_VERSION

from ..clock import now_utc
from ..version import __version__

FIRST_BYTES: Final = 1024
USER_AGENT: Final = f"copilot-metrics-collector/{__version__}"

Cause: TypeAlias = Literal["name", "refused", "timeout", "tls", "proxy", "broken"]


@attrs.frozen
class HostUnreachable:
    """No response."""

    cause: Cause
    detail: str


@attrs.frozen
class ProbeResponse:
    """The relevant parts of a response."""

    status: int
    headers: Mapping[str, str] = attrs.field(repr=False)
    text: str = attrs.field(repr=False)
    """The beginning of the body; empty for a file."""
    skew_seconds: float | None = None
    """How far the local clock is ahead of the host's; None if the host sends no time."""

    @property
    def is_html(self) -> bool:
        """Whether it is an HTML page, as proxies and gateways send."""
        kind = self.headers.get("content-type", "").lower()
        return "html" in kind or self.text.lstrip()[:9].lower() in ("<!doctype", "<html>")


def ask_limit(base_url: str, token: str | None, seconds: float) -> ProbeResponse | HostUnreachable:
    """Requests `/rate_limit`, which is free; the response shows the state of token, scopes, clock and proxies."""
    headers = {
        "Accept": "application/vnd.github+json",
        "User-Agent": USER_AGENT,
        "X-GitHub-Api-Version": API_VERSION,
    }
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    return _ask(f"{base_url.rstrip('/')}/rate_limit", headers, seconds, keep=65_536)


def open_file(link: str, seconds: float) -> ProbeResponse | HostUnreachable:
    """Reads the first bytes of a signed link, without sending any credential."""
    last = FIRST_BYTES - 1
    return _ask(link, {"User-Agent": USER_AGENT, "Range": f"bytes=0-{last}"}, seconds, keep=200)


def reach(host: str, seconds: float) -> ProbeResponse | HostUnreachable:
    """Checks that a host responds over TLS, whatever the response."""
    return _ask(f"https://{host}/", {"User-Agent": USER_AGENT}, seconds, keep=200)


def host_of_link(link: str) -> str:
    """Returns the printable part of a signed link."""
    return urlsplit(link).netloc


def _ask(
    url: str, headers: Mapping[str, str], seconds: float, keep: int
) -> ProbeResponse | HostUnreachable:
    # as in the client: proxy variables apply to https only
    trusts = url.startswith("https://")
    try:
        with (
            httpx.Client(timeout=seconds, trust_env=trusts) as client,
            client.stream("GET", url, headers=dict(headers)) as answer,
        ):
            text = b"".join(_first(answer.iter_bytes(), keep)).decode("utf-8", "replace")
            return ProbeResponse(answer.status_code, answer.headers, text, _skew(answer.headers))
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        return unreachable(error)


def _first(pieces: Iterator[bytes], keep: int) -> Iterator[bytes]:
    for piece in pieces:
        yield piece[:keep]
        keep -= len(piece)
        if keep <= 0:
            return


def _skew(headers: Mapping[str, str]) -> float | None:
    try:
        return now_utc().timestamp() - parsedate_to_datetime(headers["date"]).timestamp()
    except (KeyError, ValueError):
        return None


def unreachable(error: Exception) -> HostUnreachable:
    """Returns why there was no response, from the httpx exception; never the URL, which may be signed."""
    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in chain:
        chain.append(cause)
        cause = cause.__cause__ or cause.__context__
    words = " ".join(str(each) for each in chain).lower()
    if isinstance(error, httpx.ProxyError):
        return HostUnreachable("proxy", "the proxy refused the connection")
    if any(isinstance(each, ssl.SSLError) for each in chain) or "certificate" in words:
        found = next((str(each) for each in chain if isinstance(each, ssl.SSLError)), "TLS failed")
        return HostUnreachable("tls", found)
    if isinstance(error, httpx.TimeoutException):
        return HostUnreachable("timeout", "no response in time")
    if any(
        text in words for text in ("name or service", "getaddrinfo", "nodename", "name resolution")
    ):
        return HostUnreachable("name", "the host name cannot be resolved")
    if isinstance(error, httpx.ConnectError):
        return HostUnreachable("refused", "the connection was refused")
    return HostUnreachable("broken", f"the connection broke ({type(error).__name__})")
