"""The format of the fixtures: a call, what came back, and what a user of the package gets for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..._runtime.answer import Received, interpret
from ..._runtime.errors import ResponseError
from ..._runtime.nodata import NoData
from ..._runtime.operation import Operation
from .fetch import Fetched
from .scrub import Scrubber

_HEADERS = {
    "content-type": "Content-Type",
    "retry-after": "Retry-After",
    "x-github-media-type": "X-GitHub-Media-Type",
    "x-ratelimit-limit": "X-RateLimit-Limit",
    "x-ratelimit-resource": "X-RateLimit-Resource",
}
"""Headers that are kept: none of them says who asked."""
REQUEST_ID = "C0DE:0000:0000000"


def request(
    operation: Operation[Any], path: Mapping[str, str], query: Mapping[str, str], version: str
) -> dict[str, Any]:
    """The request of a file of fixtures. Path and query are scrubbed already."""
    address = operation.path
    for name, value in path.items():
        address = address.replace(f"{{{name}}}", value)
    names = {each.wire_name: each.name for each in operation.parameters}
    found: dict[str, Any] = {
        "arguments": {names[name]: value for name, value in (dict(path) | dict(query)).items()},
        "method": operation.method.upper(),
        "path": address,
    }
    if query:
        found["query"] = dict(query)
    found["headers"] = {
        "Accept": "application/vnd.github+json",
        "Authorization": "Bearer TOKEN",
        "X-GitHub-Api-Version": version,
    }
    return found


def response(fetched: Fetched, scrubber: Scrubber) -> dict[str, Any]:
    """What came back, scrubbed."""
    headers = {
        shown: fetched.headers[name] for name, shown in _HEADERS.items() if name in fetched.headers
    }
    headers["X-GitHub-Request-Id"] = REQUEST_ID
    if "x-github-request-id" in fetched.headers:
        scrubber.secret(fetched.headers["x-github-request-id"])
    found: dict[str, Any] = {"status": fetched.status, "headers": headers}
    if fetched.body:
        try:
            found["body"] = scrubber.value(json.loads(fetched.body), "message")
        except ValueError:
            found["text"] = fetched.body.decode("utf-8", "replace")
    return found


def expectation(operation: Operation[Any], answer: Mapping[str, Any]) -> dict[str, Any]:
    """What the package makes of a scrubbed answer."""
    content = answer.get("text", "").encode()
    if "body" in answer:
        content = json.dumps(answer["body"], ensure_ascii=False).encode()
    headers = {name.lower(): value for name, value in answer["headers"].items()}
    try:
        result = interpret(operation, Received(answer["status"], headers, content))
    except ResponseError as error:
        return {"kind": "error", "class": type(error).__name__}
    if isinstance(result, NoData):
        found = {"kind": "no-data", "reason": result.reason}
        return found if result.message is None else found | {"message": result.message}
    documented = operation.answer(answer["status"])
    kind = documented.type if documented is not None else type(result)
    return {"kind": "value", "type": _name(kind)}


def _name(kind: Any) -> str:
    inner = getattr(kind, "__args__", ())
    return f"list[{inner[0].__name__}]" if inner else str(kind.__name__)
