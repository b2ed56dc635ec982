"""The interactions of tests/fixtures/interactions as values, and the problems of the set.

Most interactions are computed from the description (`computed.py`); these files have the ones that it cannot express.
One file per operation, `<api version>/<operationId>.yaml`:

    request:                the request of every case that has none of its own
      arguments             as a user passes them; days and moments in ISO 8601
      method, path, query, headers    the request that is sent for them
    cases:
      <name>:
        source: published   the values are on GitHub's pages or among the description's examples
              | constructed made up here, from known facts about the API
        why                 one line
        described: false    if the description has no such response (default: true)
        request             keys that differ from the file's
        response            status, headers, and one of
          body              a JSON value
          body_of           operationId/case: the body of another case
          text              anything else
        then                after a redirect: the next path, and its response
        expect              kind: value (with `type`) | no-data | error (with `class`), and its details
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from generator import document

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "fixtures" / "interactions"

SOURCES = ("published", "constructed")
_FILE = ({"request", "cases"}, {"request", "cases"})
_REQUEST = (
    {"arguments", "method", "path", "headers"},
    {"arguments", "method", "path", "query", "headers"},
)
_CASE = (
    {"source", "why", "response", "expect"},
    {"source", "why", "described", "request", "response", "then", "expect"},
)
_RESPONSE = ({"status"}, {"status", "headers", "body", "body_of", "text"})
_THEN = ({"path", "response"}, {"path", "response"})
_EXPECT = {
    "value": ({"kind", "type"}, {"kind", "type"}),
    "no-data": ({"kind", "reason"}, {"kind", "reason", "message"}),
    "error": (
        {"kind", "class"},
        {"kind", "class", "message", "documentation_url", "says", "retry_after"},
    ),
}


class FixtureError(Exception):
    """A fixture that is not as the module docstring describes. The message names the file and the case."""


@attrs.frozen
class Answer:
    """The response that the server sends."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    value: Any
    """The body as a JSON value; None without a body, or if it is not JSON."""

    @property
    def media_type(self) -> str:
        return self.headers.get("Content-Type", "").split(";")[0]

    @property
    def wire(self) -> bytes:
        """The content as sent over the wire."""
        compressed = self.headers.get("Content-Encoding") == "gzip"
        return gzip.compress(self.content, mtime=0) if compressed else self.content


@attrs.frozen
class Interaction:
    """A call, the request sent for it, the response, and the result for the user."""

    api_version: str
    operation_id: str
    case: str
    source: str
    described: bool
    arguments: Mapping[str, Any]
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    answers: tuple[tuple[str, Answer], ...]
    """Pairs of path and response; more than one only after a redirect."""
    expect: Mapping[str, Any]
    file: Path

    @property
    def id(self) -> str:
        return f"{self.api_version}/{self.operation_id}/{self.case}"

    @property
    def answer(self) -> Answer:
        """The first response."""
        return self.answers[0][1]

    @property
    def last(self) -> Answer:
        """The last response, which determines the result."""
        return self.answers[-1][1]


def load(folder: Path = FOLDER, sources: Collection[str] = SOURCES) -> list[Interaction]:
    """Every interaction below a folder, in order. Raises `FixtureError`.

    Only the output of `make record` may have a source that hand-written files may not have.
    """
    files = {path: document.read(path) for path in sorted(folder.glob("*/*.yaml"))}
    return [
        each
        for path, content in files.items()
        for each in _interactions(path, content, files, sources)
    ]


def _interactions(
    path: Path, content: Any, files: Mapping[Path, Any], sources: Collection[str]
) -> Iterator[Interaction]:
    _check(content, _FILE, path.name)
    for name, case in content["cases"].items():
        where = f"{path.parent.name}/{path.name}: {name}"
        _check(case, _CASE, where)
        if case["source"] not in sources:
            raise FixtureError(f"{where}: source must be one of {', '.join(sources)}")
        request = {**content["request"], **case.get("request", {})}
        _check(request, _REQUEST, where)
        kind = case["expect"].get("kind")
        if kind not in _EXPECT:
            raise FixtureError(f"{where}: expect.kind must be one of {', '.join(_EXPECT)}")
        _check(case["expect"], _EXPECT[kind], where)
        answers = [(request["path"], _answer(case["response"], path.parent, files, where))]
        if "then" in case:
            _check(case["then"], _THEN, where)
            following = _answer(case["then"]["response"], path.parent, files, where)
            answers.append((case["then"]["path"], following))
        yield Interaction(
            api_version=path.parent.name,
            operation_id=path.stem,
            case=name,
            source=case["source"],
            described=case.get("described", True),
            arguments=request["arguments"],
            method=request["method"],
            path=request["path"],
            query=request.get("query", {}),
            headers=request["headers"],
            answers=tuple(answers),
            expect=case["expect"],
            file=path,
        )


def _answer(response: Any, folder: Path, files: Mapping[Path, Any], where: str) -> Answer:
    _check(response, _RESPONSE, where)
    if len({"body", "body_of", "text"} & response.keys()) > 1:
        raise FixtureError(f"{where}: only one of body, body_of and text")
    value, content = None, b""
    if "text" in response:
        content = response["text"].encode()
    elif "body" in response or "body_of" in response:
        value = response.get("body")
        if "body_of" in response:
            operation_id, _, case = response["body_of"].partition("/")
            try:
                value = files[folder / f"{operation_id}.yaml"]["cases"][case]["response"]["body"]
            except KeyError:
                raise FixtureError(f"{where}: no such body: {response['body_of']}") from None
        content = json_content(value)
    return Answer(response["status"], response.get("headers", {}), content, value)


def json_content(value: Any) -> bytes:
    """A JSON value as the bytes of a body."""
    return json.dumps(value, ensure_ascii=False).encode()


def _check(value: Any, keys: tuple[set[str], set[str]], where: str) -> None:
    required, known = keys
    if not isinstance(value, dict):
        raise FixtureError(f"{where}: expected an object")
    if missing := sorted(required - value.keys()):
        raise FixtureError(f"{where}: missing {', '.join(missing)}")
    if unknown := sorted(value.keys() - known):
        raise FixtureError(f"{where}: unknown keys {', '.join(unknown)}")


def problems(
    folder: Path,
    statuses: Mapping[tuple[str, str], tuple[str, ...]],
    computed: Collection[Interaction] = (),
) -> list[str]:
    """The missing interactions, and the files and cases that no test uses.

    Args:
        folder: The root of the interactions.
        statuses: By API version and operationId, the statuses that the description documents.
        computed: The interactions that follow from the description.
    """
    interactions = [*load(folder), *computed]
    found = [
        f"no test uses {path.relative_to(folder).as_posix()}"
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path not in {each.file for each in interactions}
    ]
    found += [
        f"there is no such operation: {each.id}"
        for each in interactions
        if (each.api_version, each.operation_id) not in statuses
    ]
    for (api_version, operation_id), documented in statuses.items():
        own = [
            each
            for each in interactions
            if (each.api_version, each.operation_id) == (api_version, operation_id)
        ]
        if not own:
            found.append(f"no interaction of {api_version}/{operation_id}")
            continue
        if not any(each.expect["kind"] == "value" for each in own):
            found.append(f"no success of {api_version}/{operation_id}")
        # a status without a described body has only the computed interaction
        covered = {
            str(each.answer.status)
            for each in own
            if each.described or each.case == f"documented {each.answer.status}"
        }
        found += [
            f"no interaction of {api_version}/{operation_id} with the documented status {status}"
            for status in documented
            if status not in covered
        ]
    return found
