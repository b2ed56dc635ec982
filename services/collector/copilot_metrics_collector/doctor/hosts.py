"""What an answer of a host, or its silence, means."""

from __future__ import annotations

import os
from typing import Final
from urllib.parse import urlsplit

from copilot_usage_metrics import API_VERSION

from ..exits import Exit
from .findings import Finding, fine
from .probe import Answer, Unreachable

MOST_SKEW_SECONDS: Final = 60.0
DOWNLOAD_HOSTS: Final = (
    "copilot-reports.github.com (with data residency copilot-reports.SUBDOMAIN.ghe.com), "
    "and its predecessors *.b01.azurefd.net and *.blob.core.windows.net"
)
_SILENCE: Final = {
    "name": "Check the name, and the resolver of this machine; a firewall may answer for it.",
    "refused": "Open the way to it in the firewall, or name the proxy in HTTPS_PROXY.",
    "timeout": "Something drops the packets: open the way in the firewall, or name the proxy in HTTPS_PROXY.",
    "tls": "If a proxy opens TLS, name its certificate: SSL_CERT_FILE=/path/to/ca.pem. Do not switch checks off.",
    "proxy": "Check HTTPS_PROXY and NO_PROXY, and ask whoever runs the proxy to let this host pass.",
    "broken": "Something on the way ends the connection: look for a proxy or a firewall; then try again.",
}


def download_host_of(base_url: str) -> str | None:
    """Where GitHub's present links lead, as far as an API's address tells."""
    host = (urlsplit(base_url).hostname or "").lower()
    if host == "api.github.com":
        return "copilot-reports.github.com"
    if host.startswith("api.") and host.endswith(".ghe.com"):
        return f"copilot-reports.{host.removeprefix('api.')}"
    return None


def api_finding(base_url: str, found: Answer | Unreachable) -> Finding:
    """Whether the API can be asked at all."""
    subject = base_url
    match found:
        case Unreachable():
            code = {"tls": "api-tls", "proxy": "api-proxy"}.get(found.cause, "api-unreachable")
            return _stopped(
                code, subject, f"no answer: {found.detail}{_through()}", _SILENCE[found.cause]
            )
        case Answer(status=407) | Answer(status=403, is_html=True):
            return _stopped(
                "api-proxy",
                subject,
                f"{found.status} with a page of HTML: that is a proxy or gateway, not GitHub{_through()}",
                "Ask whoever runs it to let this host pass, or go round it with NO_PROXY.",
            )
        case Answer(status=403) if "administrative rules" in found.text:
            return _stopped(
                "user-agent",
                subject,
                "403: the request came without a User-Agent",
                "Something on the way takes that header away: look for a proxy that rewrites headers.",
            )
        case Answer(status=400) if "version" in found.text.lower():
            return _stopped(
                "api-version",
                subject,
                f"400: the API version {API_VERSION} is not served there (any more)",
                "Update copilot-usage-metrics and copilot-metrics-collector to releases for a newer one.",
            )
        case Answer() if 300 <= found.status < 400:
            return _stopped(
                "api-redirect",
                subject,
                f"{found.status}: it sends on to another address, where the token does not follow",
                "Give the API's own address: --base-url https://api.SUBDOMAIN.ghe.com, or none for github.com.",
            )
        case Answer() if found.status >= 500:
            return _stopped(
                "api-error",
                subject,
                f"it answers {found.status}",
                "Try again later; https://www.githubstatus.com says whether GitHub knows.",
            )
        case Answer(is_html=True):
            return _stopped(
                "api-proxy",
                subject,
                f"{found.status} with a page of HTML: that is not GitHub's API{_through()}",
                "Check --base-url; if it is right, a proxy or a sign-in page is in between.",
            )
    return fine("api", subject, "answers")


def clock_finding(found: Answer) -> Finding | None:
    """Whether this machine's clock is right; None where the host does not tell its time."""
    if found.skew_seconds is None:
        return None
    ahead = round(found.skew_seconds)
    if abs(found.skew_seconds) <= MOST_SKEW_SECONDS:
        return fine("clock", "this machine", f"its clock is right to {max(1, abs(ahead))} s")
    return Finding(
        "clock",
        "this machine",
        f"its clock is {abs(ahead)} s {'ahead of' if ahead > 0 else 'behind'} GitHub's",
        remedy="Set it, by NTP: a GitHub App's statements and signed links are only good for their time.",
    )


def download_finding(host: str, found: Answer | Unreachable) -> Finding:
    """Whether files can be had."""
    also = f"Files come from hosts of their own: {DOWNLOAD_HOSTS}."
    match found:
        case Unreachable():
            code = {"tls": "download-tls", "proxy": "download-proxy"}.get(
                found.cause, "download-unreachable"
            )
            text = f"no answer: {found.detail}{_through()}"
            return Finding(code, host, text, remedy=f"{_SILENCE[found.cause]} {also}")
        case Answer(status=200 | 206):
            return fine("download", host, "gives files")
        case Answer(status=407) | Answer(is_html=True):
            return Finding(
                "download-proxy",
                host,
                f"{found.status} with a page of HTML: that is a proxy or gateway, not the download host",
                remedy=f"Ask whoever runs it to let this host pass. {also}",
            )
        case Answer(status=401 | 403 | 410):
            return Finding(
                "link-refused",
                host,
                f"{found.status} for a link that GitHub gave a moment ago, twice",
                remedy="Links are signed and live for about an hour: check the clock, and whether something on "
                "the way rewrites addresses.",
            )
        case Answer(status=404):
            return Finding(
                "file-missing",
                host,
                "404 for a file that GitHub named, twice",
                remedy="Sync what there is, which leaves the day partial, and sync again later; if it stays, "
                "tell GitHub's support.",
            )
    return Finding(
        "download-error",
        host,
        f"it answers {found.status}",
        remedy="Try again later; https://www.githubstatus.com says whether GitHub knows.",
    )


def _stopped(code: str, subject: str, text: str, remedy: str) -> Finding:
    return Finding(code, subject, text, remedy=remedy, exit=Exit.GITHUB)


def _through() -> str:
    """That the environment names a proxy; not which, for its address may hold a password."""
    names = [name for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY") if os.environ.get(name)]
    return f" (through the proxy of {names[0]})" if names else ""
