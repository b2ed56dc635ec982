"""Addresses: where a URL leads, and whether that is this machine."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit


def origin_of(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port of a URL (RFC 6454), defaults filled in."""
    parts = urlsplit(url)
    default = {"https": 443, "http": 80}.get(parts.scheme)
    return parts.scheme, parts.hostname or "", default if parts.port is None else parts.port


def is_loopback_host(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
