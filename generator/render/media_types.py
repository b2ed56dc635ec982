"""Media types: the one that is used of a body, and the parser's name for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..errors import RenderError

IS_JSON = re.compile(r"[/+]json\s*(;|$)", re.IGNORECASE)
FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"


def base_type(media_type: str) -> str:
    """A media type without its parameters, in lower case."""
    return media_type.split(";")[0].strip().lower()


def preferred(content: Mapping[str, Any], *, is_success: bool) -> list[str]:
    """The media types of a response that are read, the preferred one first: JSON, else of a success the first."""
    found = [name for name in content if IS_JSON.search(name)]
    if not found and is_success:
        return [*content][:1]
    return sorted(found, key=lambda name: name != "application/json")


def media_type_of_request(content: Mapping[str, Any], pointer: str) -> str:
    """The media type that a request is sent as. Raises `RenderError` where none can be."""
    if not content:
        raise RenderError("a request body needs content", pointer=pointer)
    kinds = {
        name: place
        for name in content
        for place, fits in enumerate(
            (
                name == "application/json",
                bool(IS_JSON.search(name)),
                base_type(name) == FORM,
                base_type(name) == MULTIPART,
                base_type(name) == "application/octet-stream",
                base_type(name).startswith("text/"),
            )
        )
        if fits
    }
    if not kinds:
        problem = f"a request body of {', '.join(map(repr, content))[:200]} cannot be expressed"
        raise RenderError(problem, pointer=f"{pointer}/content")
    return min(kinds, key=lambda name: kinds[name])
