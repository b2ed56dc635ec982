"""Interactions that are computed from the description for every operation, including new ones.

A success with the description's example, each documented error, and for a report every form in which GitHub is known
to report that there is no data. Cases that the description cannot express are written by hand (`interactions.py`);
a case of the same name replaces the computed one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from .description import API_VERSIONS, MEDIA_TYPE, operations
from .interactions import ROOT, Answer, Interaction, json_content, load

DAY = "2025-07-01"
MOMENT = "2024-06-24T00:00:00+00:00"
REQUEST_ID = "C0DE:0001:1A2B3C"
CLASSES = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "ForbiddenError",
    404: "NotFoundError",
    422: "UnprocessableError",
    429: "RateLimitError",
}
"""Exception classes by status; every other status below 500 is a StatusError."""
SAYS = {403: ["Required"], 404: ["Possible causes"]}
NO_DATA: Mapping[str, tuple[str, str, str | None]] = {
    "empty body": ("", "the server responded with 200 and an empty body", None),
    "blank body": (" \r\n\t\n", "the server responded with 200 and an empty body", None),
    "null": ("null", "the server responded with null", None),
    "empty string": ('""', 'the server responded with ""', None),
    "a sentence": (
        '"No report for this day."',
        "the server responded with a text instead of data",
        "No report for this day.",
    ),
}
"""By case: the body of a report without data, and the expected reason and message."""


def everything() -> list[Interaction]:
    """The computed and the hand-written interactions."""
    found = {each.id: each for each in compute()}
    found |= {each.id: _as_of_now(each) for each in load()}
    return list(found.values())


def _as_of_now(written: Interaction) -> Interaction:
    """An interaction that is written by hand; of a closed operation, a 404 says that it is closed."""
    operation = operations(written.api_version)[written.operation_id][2]
    if written.last.status not in (404, 410) or not operation.get("x-sunset"):
        return written
    says = _says(operation, written.last.status)
    return attrs.evolve(written, expect={**written.expect, "says": says})


def compute() -> list[Interaction]:
    """The computed interactions of every operation of every API version."""
    return [
        each
        for api_version in API_VERSIONS
        for operation_id, (method, path, operation) in operations(api_version).items()
        for each in of_operation(api_version, operation_id, method, path, operation)
    ]


def of_operation(
    api_version: str, operation_id: str, method: str, path: str, operation: Mapping[str, Any]
) -> Iterator[Interaction]:
    """The computed interactions of one operation (with its references resolved)."""
    arguments, query, filled = _request(path, operation)
    page = operation.get("externalDocs", {}).get("url")

    def case(
        name: str,
        answer: Answer,
        expect: dict[str, Any],
        *,
        source: str = "constructed",
        **more: Any,
    ) -> Interaction:
        return Interaction(
            api_version=api_version,
            operation_id=operation_id,
            case=name,
            source=source,
            described=more.get("described", True),
            arguments=arguments,
            method=method,
            path=filled,
            query=query,
            headers={
                "Accept": MEDIA_TYPE,
                "Authorization": "Bearer TOKEN",
                "X-GitHub-Api-Version": api_version,
            },
            answers=((filled, answer),),
            expect=expect,
            file=ROOT / "spec" / f"{api_version}.yaml",
        )

    expect: dict[str, Any]
    schema: Mapping[str, Any] = {}
    success: Any = None
    for status, response in operation["responses"].items():
        content = response.get("content", {}).get("application/json")
        if int(status) >= 400:
            body = _error_body(int(status), page)
            expect = {
                "kind": "error",
                "class": _class_of(int(status)),
                "says": _says(operation, int(status)),
            }
            described = bool(response.get("content"))
            yield case(
                f"documented {status}", _answer(int(status), body), expect, described=described
            )
        elif content is None:
            expect = {
                "kind": "no-data",
                "reason": f"the server responded with {status} and no content",
            }
            yield case("no content", _bare(int(status)), expect)
        else:
            schema = content["schema"]
            success, source = example_of(content)
            expect = {"kind": "value", "type": type_of(schema)}
            yield case("success", _answer(int(status), success), expect, source=source)
    if "download_links" not in schema.get("properties", {}):
        return
    for name, (text, reason, message) in NO_DATA.items():
        expect = {"kind": "no-data", "reason": reason} | ({"message": message} if message else {})
        yield case(name, _text(text), expect, described=False)
    if "204" not in operation["responses"]:
        expect = {"kind": "no-data", "reason": "the server responded with 204 and no content"}
        yield case("no content", _bare(204), expect, described=False)
    rest = {key: value for key, value in success.items() if key != "download_links"}
    expect = {"kind": "no-data", "reason": "the report has no files"}
    yield case("no links", _answer(200, {"download_links": [], **rest}), expect)
    yield case(
        "links are null", _answer(200, {"download_links": None, **rest}), expect, described=False
    )
    yield case("links are missing", _answer(200, rest), expect, described=False)


def _request(path: str, operation: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str], str]:
    """Arguments as a user passes them, and the query and path to send for them."""
    arguments: dict[str, Any] = {}
    query: dict[str, str] = {}
    for parameter in operation.get("parameters", []):
        if not parameter.get("required"):
            continue
        name = parameter["name"]
        value = argument_for(name, parameter["schema"])
        arguments[parameter.get("x-python-name", name)] = value
        if parameter["in"] == "path":
            path = path.replace(f"{{{name}}}", str(value))
        elif parameter["in"] == "query":
            query[name] = "2024-06-24T00:00:00Z" if value == MOMENT else str(value)
    return arguments, query, path


def argument_for(name: str, schema: Mapping[str, Any]) -> Any:
    """A value of a parameter, in JSON."""
    if schema.get("enum"):
        return schema["enum"][0]
    if schema.get("type") in ("integer", "number"):
        return schema.get("default", 1)
    if schema.get("type") == "boolean":
        return True
    return {"date": DAY, "date-time": MOMENT}.get(
        schema.get("format", ""), f"octo-{name.split('_')[0]}"
    )


def example_of(content: Mapping[str, Any]) -> tuple[Any, str]:
    """The body of a success and its source: the description's example, or a value of its schema."""
    for example in content.get("examples", {}).values():
        return example["value"], "published"
    return made_of(content["schema"]), "constructed"


def made_of(schema: Mapping[str, Any]) -> Any:
    """A value of a schema, with all of its properties."""
    for key in ("oneOf", "anyOf", "allOf"):
        if schema.get(key):
            parts = [made_of(each) for each in schema[key]]
            if key == "allOf" and all(isinstance(each, dict) for each in parts):
                return {name: value for each in parts for name, value in each.items()}
            return parts[0]
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type", "object" if "properties" in schema else None):
        case "object":
            return {name: made_of(each) for name, each in schema.get("properties", {}).items()}
        case "array":
            return [made_of(schema.get("items", {}))]
        case "integer" | "number":
            return max(1, schema.get("minimum", 1))
        case "boolean":
            return True
    texts = {"date": DAY, "date-time": "2025-07-01T00:00:00Z", "uri": "https://example.com/octo"}
    return texts.get(schema.get("format", ""), "octo")


def type_of(schema: Mapping[str, Any]) -> str:
    """The type of a body, by the package's name."""
    if schema.get("type") == "array":
        return f"list[{type_of(schema['items'])}]"
    return str(schema.get("x-python-class") or schema.get("x-python-name") or schema.get("type"))


def _class_of(status: int) -> str:
    return CLASSES.get(status, "ServerError" if status >= 500 else "StatusError")


def _says(operation: Mapping[str, Any], status: int) -> list[str]:
    if status in (404, 410) and operation.get("x-sunset"):
        successor = operation.get("x-successor")
        closed = f"operation was closed on {operation['x-sunset']}"
        return [closed, f"use {successor}"] if successor else [closed]
    return SAYS.get(status, [])


def _error_body(status: int, page: str | None) -> dict[str, Any]:
    return {"message": f"Made up for {status}", "documentation_url": page, "status": str(status)}


def _answer(status: int, value: Any) -> Answer:
    headers = {"Content-Type": "application/json; charset=utf-8", "X-GitHub-Request-Id": REQUEST_ID}
    return Answer(status, headers, json_content(value), value)


def _text(text: str) -> Answer:
    headers = {"Content-Type": "application/json; charset=utf-8", "X-GitHub-Request-Id": REQUEST_ID}
    return Answer(200, headers, text.encode(), None)


def _bare(status: int) -> Answer:
    return Answer(status, {"X-GitHub-Request-Id": REQUEST_ID}, b"", None)
