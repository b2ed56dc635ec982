"""Opens the store of a lake from its path or URL."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from ..exits import LakeError
from .local_store import LocalStore
from .store import Store

_PROTOCOL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(::[a-z0-9+.-]+)*://")


def open_store(url: str | Path) -> Store:
    """Opens a path, a `file://` URL or another URL (`s3://…`, `memory://…`).

    Raises `LakeError` if no installed package supports the URL.
    """
    text = str(url)
    if "\0" in unquote(text):
        raise LakeError(f"{text}: a path must not contain a NUL character")
    if isinstance(url, Path) or not _PROTOCOL.match(text):
        if not text:
            raise LakeError(
                "the lake's path is empty: expected a folder, or a URL such as s3://bucket/lake"
            )
        return LocalStore(Path(text))
    parts = urlsplit(text)
    if parts.scheme.lower() == "file":
        if parts.netloc not in ("", "localhost"):
            raise LakeError(f"{text}: a file:// URL must not have a host; use file:///… or a path")
        return LocalStore(Path(url2pathname(parts.path)))
    from .remote_store import RemoteStore  # imported here because fsspec's packages load slowly

    return RemoteStore.open(text)
