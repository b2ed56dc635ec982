"""A finished description as it is read for rendering: a document that is plain JSON, and the bytes it came from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from ..document import kind, line_of, parse
from ..errors import InputError, RenderError

DEFAULT_API_VERSION = "2022-11-28"
"""What GitHub assumes of a request without a version."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@attrs.frozen
class Description:
    """An OpenAPI document."""

    document: Mapping[str, Any]
    content: bytes
    file: Path
    api_version: str

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return hashlib.sha256(self.content).hexdigest()

    def locate(self, error: RenderError) -> None:
        """Adds to an error where in the file its pointer stands."""
        error.file = self.file
        error.line = line_of(self.content, error.pointer or "")


def read_description(content: bytes, file: Path, api_version: str | None = None) -> Description:
    """The description in `content`.

    Its API version is `api_version`, else what it says itself (`info.x-api-version`), else the file's name,
    else what GitHub assumes.

    Raises:
        InputError: It cannot be read, or is no object that JSON could hold.
    """
    document = parse(content, name=file, surrogates=True)
    if not isinstance(document, dict):
        raise InputError(
            f"expected an OpenAPI description, found {kind(document)}", file=file, line=1
        )
    return Description(document, content, file, _api_version(document, file, api_version))


def _api_version(document: Mapping[str, Any], file: Path, stated: str | None) -> str:
    info = document.get("info")
    own = info.get("x-api-version") if isinstance(info, Mapping) else None
    by_name = file.stem if _DATE.fullmatch(file.stem) else DEFAULT_API_VERSION
    version = stated or own or by_name
    if not isinstance(version, str) or not _DATE.fullmatch(version):
        raise InputError(
            f"expected a date as the API version, found {str(version)[:40]!r}", file=file
        )
    return version
