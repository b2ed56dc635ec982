"""A finished description as it is read for rendering: a document that is plain JSON, and the bytes it came from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from ..document import escape, kind, line_of, parse
from ..errors import InputError, RenderError

DEFAULT_API_VERSION = "2022-11-28"
"""What GitHub assumes of a request without a version."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DEEPEST = 100
"""How deep a document may be nested; Python's own reader ends at 200 brackets."""


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
    try:
        document = parse(content, name=file, surrogates=True)
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        # a tag that its value does not fit, a number of thousands of digits
        problem = " ".join(str(error).split())[:200]
        raise InputError(f"holds a value that cannot be read: {problem}", file=file) from None
    if not isinstance(document, dict):
        raise InputError(
            f"expected an OpenAPI description, found {kind(document)}", file=file, line=1
        )
    description = Description(document, content, file, _api_version(document, file, api_version))
    try:
        _assert_plain(document, most=max(1000, 10 * len(content)))
    except RenderError as error:
        description.locate(error)
        raise
    return description


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


def _assert_plain(document: Any, *, most: int) -> None:
    """Raises `RenderError` for what JSON has no word for, and for a tree that would never end.

    YAML's aliases can make a tree of any size, or a circle, out of a few bytes. `most` is the number of nodes
    that an honest text cannot exceed.
    """
    count = 0
    path: list[str] = []
    levels: list[Iterator[tuple[str, Any]]] = [iter([("", document)])]
    while levels:
        step = next(levels[-1], None)
        if step is None:
            levels.pop()
            path = path[: len(levels) - 1]
            continue
        token, value = step
        count += 1
        path = [*path[: len(levels) - 1], token]
        if isinstance(value, dict):
            levels.append(iter(value.items()))
        elif isinstance(value, list):
            levels.append((str(index), each) for index, each in enumerate(value))
        elif value is not None and not isinstance(value, str | int | float):
            _refuse(f"a {type(value).__name__} is nothing that JSON knows", path)
        if len(levels) > _DEEPEST:
            _refuse("nested too deeply", path)
        if count > most:
            _refuse("too large: aliases of aliases", path)


def _refuse(problem: str, path: list[str]) -> None:
    raise RenderError(problem, pointer="".join(f"/{escape(str(token))}" for token in path[1:]))
