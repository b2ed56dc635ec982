"""Explains responses of hosts, and missing responses."""

from __future__ import annotations

import os
from typing import Final
from urllib.parse import urlsplit

from copilot_usage_metrics import API_VERSION

from ..exits import Exit
from .findings import DoctorFinding, fine
from .probe import HostUnreachable, ProbeResponse

MOST_SKEW_SECONDS: Final = 60.0
DOWNLOAD_HOSTS: Final = (
    "copilot-reports.github.com (with data residency copilot-reports.SUBDOMAIN.ghe.com), "
    "and its predecessors *.b01.azurefd.net and *.blob.core.windows.net"
)
_SILENCE: Final = {
    "name": "Check the host name and this machine's DNS resolver; a firewall may block it.",
    "refused": "Allow it in the firewall, or set the proxy in HTTPS_PROXY.",
    "timeout": "Packets are dropped: allow the host in the firewall, or set the proxy in HTTPS_PROXY.",
    "tls": "If a proxy intercepts TLS, set SSL_CERT_FILE=/path/to/ca.pem to its certificate; do not disable TLS checks",
    "proxy": "Check HTTPS_PROXY and NO_PROXY, and ask the proxy's administrator to allow this host.",
    "broken": "A device on the network closes the connection: check for a proxy or a firewall, then try again.",
}


def download_host_of(base_url: str) -> str | None:
    """Returns the download host for an API's URL."""
    host = (urlsplit(base_url).hostname or "").lower()
    if host == "api.github.com":
        return "copilot-reports.github.com"
    if host.startswith("api.") and host.endswith(".ghe.com"):
        return f"copilot-reports.{host.removeprefix('api.')}"
    return None


def api_finding(base_url: str, found: ProbeResponse | HostUnreachable) -> DoctorFinding:
    """Returns the finding about the API."""
    subject = base_url
    match found:
        case HostUnreachable():
            code = {"tls": "api-tls", "proxy": "api-proxy"}.get(found.cause, "api-unreachable")
            return _stopped(
                code, subject, f"no response: {found.detail}{_through()}", _SILENCE[found.cause]
            )
        case ProbeResponse(status=407) | ProbeResponse(status=403, is_html=True):
            return _stopped(
                "api-proxy",
                subject,
                f"{found.status} with an HTML page: this is a proxy or gateway, not GitHub{_through()}",
                "Ask its administrator to allow this host, or bypass it with NO_PROXY.",
            )
        case ProbeResponse(status=403) if "administrative rules" in found.text:
            return _stopped(
                "user-agent",
                subject,
                "403: the request came without a User-Agent",
                "A device on the network removes this header: check for a proxy that rewrites headers.",
            )
        case ProbeResponse(status=400) if "version" in found.text.lower():
            return _stopped(
                "api-version",
                subject,
                f"400: API version {API_VERSION} is not supported there, or no longer",
                "Update copilot-usage-metrics and copilot-metrics-collector to releases for a newer API version.",
            )
        case ProbeResponse() if 300 <= found.status < 400:
            return _stopped(
                "api-redirect",
                subject,
                f"{found.status}: redirects to another URL, where the token is not sent",
                "Use the API's own URL: --base-url https://api.SUBDOMAIN.ghe.com, or no --base-url for github.com.",
            )
        case ProbeResponse() if found.status >= 500:
            return _stopped(
                "api-error",
                subject,
                f"responds with {found.status}",
                "Try again later; see https://www.githubstatus.com.",
            )
        case ProbeResponse(is_html=True):
            return _stopped(
                "api-proxy",
                subject,
                f"{found.status} with an HTML page: this is not GitHub's API{_through()}",
                "Check --base-url; if it is right, a proxy or a sign-in page intercepts the request.",
            )
    return fine("api", subject, "answers")


def clock_finding(found: ProbeResponse) -> DoctorFinding | None:
    """Returns the finding about this machine's clock; None if the host sends no time."""
    if found.skew_seconds is None:
        return None
    ahead = round(found.skew_seconds)
    if abs(found.skew_seconds) <= MOST_SKEW_SECONDS:
        return fine("clock", "this machine", f"the clock is correct to {max(1, abs(ahead))} s")
    return DoctorFinding(
        "clock",
        "this machine",
        f"the clock is {abs(ahead)} s {'ahead of' if ahead > 0 else 'behind'} GitHub's",
        remedy="Synchronize it with NTP: App tokens and signed links depend on the time.",
    )


def download_finding(host: str, found: ProbeResponse | HostUnreachable) -> DoctorFinding:
    """Returns the finding about downloads."""
    also = f"Files are served from separate hosts: {DOWNLOAD_HOSTS}."
    match found:
        case HostUnreachable():
            code = {"tls": "download-tls", "proxy": "download-proxy"}.get(
                found.cause, "download-unreachable"
            )
            text = f"no response: {found.detail}{_through()}"
            return DoctorFinding(code, host, text, remedy=f"{_SILENCE[found.cause]} {also}")
        case ProbeResponse(status=200 | 206):
            return fine("download", host, "serves files")
        case ProbeResponse(status=407) | ProbeResponse(is_html=True):
            return DoctorFinding(
                "download-proxy",
                host,
                f"{found.status} with an HTML page: this is a proxy or gateway, not the download host",
                remedy=f"Ask its administrator to allow this host. {also}",
            )
        case ProbeResponse(status=401 | 403 | 410):
            return DoctorFinding(
                "link-refused",
                host,
                f"{found.status} for two links that GitHub just created",
                remedy="Links are signed and valid for about an hour: check the clock, and whether a proxy on "
                "the way rewrites addresses.",
            )
        case ProbeResponse(status=404):
            return DoctorFinding(
                "file-missing",
                host,
                "404 for two files that GitHub listed",
                remedy="Sync the other files, which leaves the day partial, and sync again later; if it persists, "
                "contact GitHub support.",
            )
    return DoctorFinding(
        "download-error",
        host,
        f"responds with {found.status}",
        remedy="Try again later; see https://www.githubstatus.com.",
    )


def _stopped(code: str, subject: str, text: str, remedy: str) -> DoctorFinding:
    return DoctorFinding(code, subject, text, remedy=remedy, exit=Exit.GITHUB)


def _through() -> str:
    """Returns the name of a proxy variable, but not its value, which may contain a password."""
    names = [name for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY") if os.environ.get(name)]
    return f" (through the proxy in {names[0]})" if names else ""
