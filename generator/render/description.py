"""A finished description, read for rendering: a plain JSON document and its bytes."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import attrs

from templates.runtime.escaping import escape_text

from ..document import LineNumbers, kind, parse
from ..errors import InputError, RenderError

DEFAULT_API_VERSION = "2022-11-28"
"""The version that GitHub assumes if a request names none."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@attrs.frozen
class Description:
    """An OpenAPI document."""

    document: Mapping[str, Any]
    content: bytes
    file: Path
    api_version: str
    is_github: bool
    """Whether the API is GitHub's: its server is, or an API version is stated."""
    parts: Mapping[str, tuple[str, bytes, str]] = {}
    """Components that are in other files: pointer → name and content of the file, and the pointer there."""
    unread: str = ""
    """Why the files that it refers to were not read."""

    @property
    def sha256(self) -> str:
        """The digest of its bytes and of the files that it refers to."""
        more = {name: content for name, content, _ in self.parts.values()}
        return hashlib.sha256(b"".join([self.content, *more.values()])).hexdigest()

    def locate(self, error: RenderError) -> None:
        """Adds file and line of its pointer to an error."""
        pointer = error.pointer or ""
        component = "/".join(pointer.split("/", 4)[:4])
        file, content, place = self.parts.get(component, (self.file, self.content, component))
        error.pointer = place + pointer[len(component) :]
        error.file = file
        error.line = _line_numbers(content)(error.pointer)
        if self.unread and "only references within" in error.message:
            error.hint = self.unread


@functools.lru_cache(maxsize=16)  # of each file, for many errors
def _line_numbers(content: bytes) -> LineNumbers:
    return LineNumbers(content)


def read_description(content: bytes, file: Path, api_version: str | None = None) -> Description:
    """The description in `content`.

    The version of GitHub's API is `api_version`, else `info.x-api-version`, else the file's name, else the version
    that GitHub assumes. Any other API has the version of its description.

    Raises:
        InputError: It cannot be read, or is not a JSON object.
    """
    document = parse(content, name=file, surrogates=True)
    if not isinstance(document, dict):
        raise InputError(
            f"expected an OpenAPI description, found {kind(document)}", file=file, line=1
        )
    info = document.get("info")
    info = info if isinstance(info, Mapping) else {}
    by_name = file.stem if _DATE.fullmatch(file.stem) else None
    stated = api_version or info.get("x-api-version") or by_name
    if stated is None and not _is_of_github(document):
        own = escape_text(str(info.get("version", "")), 100)
        return Description(document, content, file, own, False)
    version = stated or DEFAULT_API_VERSION
    if not isinstance(version, str) or not _DATE.fullmatch(version):
        raise InputError(
            f"expected a date as the API version, found {str(version)[:40]!r}", file=file
        )
    return Description(document, content, file, version, True)


def _is_of_github(document: Mapping[str, Any]) -> bool:
    servers = document.get("servers")
    first = servers[0] if isinstance(servers, list) and servers else None
    return isinstance(first, Mapping) and _is_github_server(first.get("url"))


def _is_github_server(url: object) -> bool:
    """Whether an address is of GitHub's own API."""
    try:
        host = (urlsplit(url).hostname or "").lower() if isinstance(url, str) else ""
    except ValueError:
        return False
    return host == "api.github.com" or host.endswith(".ghe.com")
