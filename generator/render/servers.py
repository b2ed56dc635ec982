"""Where requests are sent: the server of a description, and those of its operations and paths."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from ..document import escape
from ..errors import RenderError
from .flatten import OperationSource
from .references import list_of, object_of

_RELATIVE = r"(?![A-Za-z][A-Za-z0-9+.-]*:|//)[^{}?#]*"
"""An address below that of the description, such as `/v1`."""
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def server_of(owner: Mapping[str, Any], pointer: str) -> tuple[str, str]:
    """The address of the first server, its variables at their defaults, and its path.

    The address is empty if callers must pass it: for a relative one, and for an example.
    """
    servers = list_of(owner, "servers", pointer)
    place = f"{pointer}/servers/0"
    first = object_of(servers[0], place) if servers else {}
    url = first.get("url", "")
    variables = object_of(first.get("variables", {}), f"{place}/variables")
    for name, raw in variables.items() if isinstance(url, str) else ():
        variable = object_of(raw, f"{place}/variables/{escape(name)}")
        url = url.replace(f"{{{name}}}", str(variable.get("default", f"{{{name}}}")))
    host, path = _host_and_path(url)
    is_relative = isinstance(url, str) and re.fullmatch(_RELATIVE, url) is not None
    if is_relative or (variables and url != first["url"] and not host):
        return "", path  # the latter is such as http://HOSTNAME
    if not host:
        problem = (
            f"the server {str(url)[:80]!r} cannot be used: expected an address that starts with https:// "
            "and has no user, query or variable without a default"
        )
        hint = "http:// is for loopback only; without `servers`, callers pass a base_url"
        raise RenderError(problem, pointer=f"{place}/url", hint=hint)
    return url.rstrip("/"), path


def _host_and_path(url: object) -> tuple[str, str]:
    """Host and path of an address; no host if a token must not be sent there."""
    try:
        parts = urlsplit(url if isinstance(url, str) else "")
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "", ""
    if not str(url).isascii() or not str(url).isprintable() or re.search(r"[\s@?#{}\\]", str(url)):
        return "", ""
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    return host if is_safe else "", parts.path.rstrip("/")


def own_server(source: OperationSource, document: str) -> str:
    """The server of an operation or of its path; empty if it is that of the document.

    It is only a path if its origin is that of the document's server, or of a server that callers pass.
    """
    pointer = source.pointer
    owners = (source.raw, pointer), (source.item, pointer.rsplit("/", 1)[0])
    owner, pointer = next((each for each in owners if each[0].get("servers")), ({}, ""))
    if not owner:
        return ""
    server, path = server_of(owner, pointer)
    if not server and path and not path.startswith("/"):
        problem = (
            f"the server {path[:80]!r} cannot be used: expected a path that begins with a slash"
        )
        raise RenderError(problem, pointer=f"{pointer}/servers/0/url")
    if server == document and server:
        return ""
    is_elsewhere = server and urlsplit(server)[:2] != urlsplit(document)[:2]
    return server if is_elsewhere else path or "/"
