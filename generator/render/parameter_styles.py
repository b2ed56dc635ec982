"""How a parameter is sent: the styles of OpenAPI, and which values each of them defines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import attrs

from ..document import escape
from ..errors import RenderError
from .media_types import content_of, is_json
from .references import object_of

_STYLES: Mapping[str, tuple[str, ...]] = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form",),
}
"""Location of a parameter → the styles that OpenAPI has for it, the default first."""
_NOT_FOR_CALLERS = frozenset(
    {"connection", "content-length", "cookie", "host", "transfer-encoding"}
)
"""Headers that decide where a request goes and where it ends."""


@attrs.frozen
class ParameterSource:
    """A parameter and how it is sent."""

    raw: Mapping[str, Any]
    pointer: str
    schema: Any
    """Its schema, or that of its content."""
    plain: Mapping[str, Any]
    """The same in flat form."""
    style: str
    """One of OpenAPI's, or `json`."""
    is_object: bool


def identity_of(raw: Mapping[str, Any], pointer: str) -> tuple[str, str]:
    """The location of a parameter and its name there."""
    location, name = raw.get("in"), raw.get("name")
    if not isinstance(location, str) or location not in _STYLES:
        raise RenderError(
            f"a parameter in {str(location)[:80]!r} cannot be expressed", pointer=pointer
        )
    if not isinstance(name, str) or not name:
        raise RenderError("a parameter needs a name", pointer=pointer)
    if location in ("header", "cookie"):
        checked_header(name, pointer)
    return location, name


def checked_header(name: str, pointer: str) -> None:
    """Raises `RenderError` if a name is not a valid header name, or the header is reserved."""
    if re.fullmatch(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", name) is None:
        raise RenderError(f"{name[:80]!r} cannot be the name of a header", pointer=pointer)
    if name.lower() in _NOT_FOR_CALLERS:
        raise RenderError(f"callers cannot set the header {name}", pointer=pointer)


def described(raw: Mapping[str, Any], pointer: str) -> tuple[Any, str, str]:
    """The schema of a parameter, its pointer, and the style in which it is sent."""
    if "schema" in raw:
        style, known = raw.get("style", _STYLES[raw["in"]][0]), _STYLES[raw["in"]]
        if style not in known:
            problem = f"the style {str(style)[:80]!r} cannot be expressed here: expected {' or '.join(known)}"
            raise RenderError(problem, pointer=pointer)
        return raw["schema"], f"{pointer}/schema", style
    content = content_of(raw, pointer)
    media_type = next((each for each in content if is_json(each, None)), None)
    if media_type is None:
        problem = (
            "a parameter without a schema, or content of application/json, cannot be expressed"
        )
        raise RenderError(problem, pointer=pointer)
    place = f"{pointer}/content/{escape(media_type)}"
    return object_of(content[media_type], place).get("schema", {}), f"{place}/schema", "json"


def check_style(
    plain: Mapping[str, Any],
    members: list[dict[str, Any]] | None,
    raw: Mapping[str, Any],
    style: str,
    pointer: str,
) -> None:
    """Raises `RenderError` for a value that the style of its parameter does not define."""
    is_exploded = is_exploded_by(raw, style)
    if style == "json":
        return
    if style == "deepObject" and members is None:
        raise RenderError("the style 'deepObject' is for objects", pointer=pointer)
    kinds = plain.get("oneOf", [plain]) if members is None else members
    if members is None or style == "deepObject" or (style == "form" and is_exploded):
        kinds = [each.get("items", each) for each in kinds]
    if not all(_is_scalar(argument_of(each)) for each in kinds):
        problem = (
            "a parameter that is no scalar, list of scalars or object of these cannot be expressed"
        )
        hint = "describe it with `content` of application/json, and it is sent as JSON"
        raise RenderError(problem, pointer=pointer, hint=hint)
    has_several = members is not None or any(
        "items" in each for each in plain.get("oneOf", [plain])
    )
    if raw["in"] == "cookie" and has_several and is_exploded:
        problem = "a cookie of several values cannot be expressed: expected `explode: false`"
        raise RenderError(problem, pointer=pointer)


def is_exploded_by(raw: Mapping[str, Any], style: str) -> bool:
    """Whether the values of a list or an object are sent one by one."""
    return raw.get("explode", style == "form") is not False


def argument_of(plain: dict[str, Any]) -> dict[str, Any]:
    """The schema of an argument: null is expressed by omission."""
    if plain.get("type") == "array":
        return {**plain, "items": argument_of(plain["items"])}
    if "oneOf" not in plain:
        return plain
    branches = [each for each in plain["oneOf"] if each != {"type": "null"}]
    if len(branches) == 1:
        return argument_of(branches[0])
    # of alternatives only scalars are left, and a text is a text, whatever its format
    return {"oneOf": [{key: each[key] for key in each if key != "format"} for each in branches]}


def _is_scalar(plain: Mapping[str, Any]) -> bool:
    if "oneOf" in plain:
        return all(_is_scalar(each) for each in plain["oneOf"])
    reference = str(plain.get("$ref", "/E"))
    return "/E" in reference and plain.get("type") not in ("array", "null")


def fits_header(plain: Mapping[str, Any]) -> bool:
    """Whether the parser takes a schema in a header."""
    return "/E" in str(plain.get("$ref")) or (
        plain.get("type") in ("boolean", "integer", "number", "string") and "format" not in plain
    )
