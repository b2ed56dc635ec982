"""Scrubbed material as files: interactions in the format of the contract tests, and the shortened reports.

    interactions/<API version>/<operationId>.yaml
    reports/<scope>.<family>.<day>.part-<n>.ndjson
    reports.yaml                                        an index of these files

The expected result is not recorded but computed: the scrubbed response is played to the client.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import attrs
import httpx
import msgspec

from copilot_usage_metrics import CopilotMetricsError, NoData, RateLimitError, ResponseError
from generator import document
from tests.contract.description import body_problems, request_problems
from tests.contract.interactions import FixtureError, Interaction, load
from tests.contract.players import PACKAGES, sync_player, type_name

from .asking import API, ONCE
from .downloads import builds
from .errors import FormatError
from .knowledge import HEAD, WHY
from .material import Exchange, Material, RecordedResponse, ReportFile

SOURCES = ("recorded",)
TOKEN = "TOKEN"  # noqa: S105 - stands for a token in fixtures
HEADERS = ("Accept", "Authorization", "X-GitHub-Api-Version")
_NOT_ASKED = RecordedResponse(599, {}, b"one request too many")


@attrs.frozen
class Played:
    """The request that a call sends, and the result for the user."""

    request: dict[str, Any]
    paths: tuple[str, ...]
    expect: dict[str, Any]


def files(material: Material) -> dict[str, bytes]:
    """The content of every file, by name. `material` is scrubbed.

    Raises:
        FormatError: A response cannot be expressed, or scrubbing changed its meaning.
    """
    by_operation: dict[tuple[str, str], list[Exchange]] = {}
    for each in material.exchanges:
        by_operation.setdefault((each.api_version, each.operation_id), []).append(each)
    found = {
        f"interactions/{version}/{operation_id}.yaml": _interactions(exchanges)
        for (version, operation_id), exchanges in by_operation.items()
    }
    encoder = msgspec.json.Encoder(decimal_format="number")
    for file in material.files:
        found[f"reports/{file.name}"] = b"".join(encoder.encode(row) + b"\n" for row in file.rows)
    index = {"files": {file.name: _entry(file) for file in material.files}}
    found["reports.yaml"] = document.dump(index, header=HEAD, sort=False).encode()
    return found


def _entry(file: ReportFile) -> dict[str, Any]:
    return {
        "operation": file.operation_id,
        "family": file.family,
        "scope": file.scope,
        "row_type": file.row_type,
        "shape": file.shape,
        "container": file.container,
        "day": file.day,
        "part": file.part,
        "rows_seen": file.rows_seen,
        "rows_kept": len(file.rows),
        "bad_lines": file.bad_lines,
    }


def _interactions(exchanges: Iterable[Exchange]) -> bytes:
    cases: dict[str, Any] = {}
    seen: set[Any] = set()
    common: dict[str, Any] | None = None
    for exchange in exchanges:
        played = play(exchange)
        sort = _sort(exchange, played)
        if sort in seen:
            continue
        seen.add(sort)
        common = common or played.request
        name = _unused(_name(exchange.replies[-1].status, played.expect), cases)
        cases[name] = _case(exchange, played, common)
    return document.dump({"request": common, "cases": cases}, header=HEAD, sort=False).encode()


def _sort(exchange: Exchange, played: Played) -> Any:
    """Cases with the same key are equivalent; one of them is enough."""
    last = exchange.replies[-1]
    value = _json(last.content)
    shape = (
        (type(value), frozenset(builds(value))) if value is not None else last.content.strip()[:1]
    )
    # an absolute position in a list of pages is visible in the relations
    relations = tuple(part.partition(";")[2] for part in last.headers.get("Link", "").split(","))
    expected = tuple((key, str(each)) for key, each in played.expect.items() if key != "message")
    statuses = tuple(reply.status for reply in exchange.replies)
    return statuses, shape, relations, expected, tuple(exchange.arguments), exchange.query


def _name(status: int, expect: Mapping[str, Any]) -> str:
    if expect["kind"] == "value":
        return "success"
    if expect["kind"] == "no-data":
        return f"no data ({status})"
    try:
        return f"{HTTPStatus(status).phrase.lower()} ({status})"
    except ValueError:
        return f"status {status}"


def _unused(name: str, cases: Mapping[str, Any]) -> str:
    number = 2
    found = name
    while found in cases:
        found, number = f"{name}, {number}", number + 1
    return found


def _case(exchange: Exchange, played: Played, common: Mapping[str, Any]) -> dict[str, Any]:
    first, *following = exchange.replies
    if len(following) > 1:
        raise FormatError(f"{exchange.operation_id}: more than one redirect")
    case: dict[str, Any] = {"source": "recorded", "why": WHY}
    if _problems(exchange, first):
        case["described"] = False
    differing = {key: value for key, value in played.request.items() if common.get(key) != value}
    if differing:
        case["request"] = differing
    case["response"] = _response(first)
    for reply in following:
        case["then"] = {"path": played.paths[1], "response": _response(reply)}
    case["expect"] = played.expect
    return case


def _problems(exchange: Exchange, reply: RecordedResponse) -> list[str]:
    media_type = reply.headers.get("Content-Type", "").split(";")[0]
    return body_problems(
        exchange.api_version, exchange.operation_id, reply.status, media_type, reply.content
    )


def _response(reply: RecordedResponse) -> dict[str, Any]:
    found: dict[str, Any] = {"status": reply.status, "headers": dict(reply.headers)}
    text = reply.content.decode()
    value = _json(reply.content)
    if value is not None or text.strip() == "null":
        found["body"] = value
    elif text:
        found["text"] = text
    return found


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None


# -- requests and their results


def play(exchange: Exchange) -> Played:
    """Play the responses to the client. Raises `FormatError` if the request differs from the recorded one."""
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        known = len(requests) <= len(exchange.replies)
        reply = exchange.replies[len(requests) - 1] if known else _NOT_ASKED
        kept = {name: value for name, value in reply.headers.items() if name != "Content-Encoding"}
        return httpx.Response(reply.status, headers=kept, content=reply.content)

    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        package = PACKAGES[exchange.api_version]
        client = package.CopilotMetrics(TOKEN, base_url=API, http_client=http, retry=ONCE)
        try:
            result = sync_player(lambda _: client)(
                exchange.api_version, exchange.operation_id, exchange.arguments
            )
            expect = _expected(result)
        except ResponseError as error:
            expect = _expected_error(error, exchange.replies[-1])
        except CopilotMetricsError as error:
            name = type(error).__name__
            raise FormatError(f"{exchange.operation_id}: its response refers to {name}") from None
    first = requests[0]
    path = first.url.raw_path.decode().partition("?")[0]
    query = dict(parse_qsl(first.url.query.decode(), keep_blank_values=True))
    if len(requests) != len(exchange.replies) or tuple(sorted(query)) != exchange.query:
        raise FormatError(
            f"{exchange.operation_id}: after scrubbing, the client sends a different request"
        )
    if path.count("/") != exchange.segments:
        raise FormatError(
            f"{exchange.operation_id}: after scrubbing, the client requests a different path"
        )
    request = {
        "arguments": dict(exchange.arguments),
        "method": first.method,
        "path": path,
        "query": query,
        "headers": {name: first.headers[name] for name in HEADERS},
    }
    paths = tuple(urlsplit(str(each.url)).path for each in requests)
    return Played(request, paths, expect)


def _expected(result: Any) -> dict[str, Any]:
    if isinstance(result, NoData):
        message = {} if result.message is None else {"message": result.message}
        return {"kind": "no-data", "reason": result.reason, **message}
    return {"kind": "value", "type": type_name(result)}


def _expected_error(error: ResponseError, reply: RecordedResponse) -> dict[str, Any]:
    body = _json(reply.content)
    in_body = body if isinstance(body, dict) else {}
    found: dict[str, Any] = {"kind": "error", "class": type(error).__name__}
    shown = {"message": error.message, "documentation_url": error.documentation_url}
    found |= {name: value for name, value in shown.items() if value != in_body.get(name)}
    if isinstance(error, RateLimitError):
        found["retry_after"] = error.retry_after
    return found


def verify(folder: Path) -> list[Interaction]:
    """The interactions of a folder, read back and checked against the description and the client.

    Raises:
        FormatError: One does not match the format, the description, or its expected result.
    """
    try:
        found = load(folder, SOURCES)
    except FixtureError as error:
        raise FormatError(str(error)) from None
    for each in found:
        headers = {name.lower(): value for name, value in each.headers.items()}
        query = tuple(each.query.items())
        problems = request_problems(
            each.api_version, each.operation_id, each.method, each.path, query, headers
        )
        if problems:
            raise FormatError(f"{each.id}: the request: {problems[0]}")
        replies = tuple(
            RecordedResponse(one.status, one.headers, one.content) for _, one in each.answers
        )
        exchange = Exchange(
            each.api_version,
            each.operation_id,
            each.arguments,
            tuple(sorted(each.query)),
            each.path.count("/"),
            replies,
        )
        if play(exchange).expect != dict(each.expect):
            raise FormatError(f"{each.id}: when read back, the client decodes it differently")
    return found


def rows_of(content: bytes) -> list[Any]:
    """The rows of a file of `reports`."""
    return [json.loads(line, parse_float=Decimal) for line in content.split(b"\n") if line]
