"""GitHub's 72 operations of Copilot: generated, typed, and each called on a loopback server with its example."""

from __future__ import annotations

import asyncio
import importlib
import json
import subprocess
import sys
import typing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.render.harness import Generated, client_class, generate, imported, sample
from tests.strict import mypy

FIXTURE = Path(__file__).with_name("github") / "copilot.json"
DOCUMENT: dict[str, Any] = json.loads(FIXTURE.read_text("utf-8"))
OPERATIONS = [
    (path, method)
    for path, item in DOCUMENT["paths"].items()
    for method in item
    if method != "parameters"
]


WRONG_EXAMPLES = {
    "copilot-spaces/list-collaborators-for-org": "collaborators[1].actor_type",
    "copilot-spaces/list-for-org": "spaces[0].base_role",
    "copilot-spaces/list-for-user": "spaces[0].base_role",
}
"""Operations with a response example that does not match its schema, and the path of the mismatch."""


def resolved(value: Any) -> Any:
    """A value with its references resolved."""
    while isinstance(value, dict) and isinstance(value.get("$ref"), str):
        found: Any = DOCUMENT
        for key in value["$ref"].split("/")[1:]:
            found = found[key.replace("~1", "/").replace("~0", "~")]
        value = found
    return value


def example(content: dict[str, Any]) -> Any:
    """The first example of a JSON body, or None."""
    body: dict[str, Any] = next((each for name, each in content.items() if "json" in name), {})
    if "example" in body:
        return body["example"]
    first: Any = next(iter(body.get("examples", {}).values()), {})
    return resolved(first).get("value")


def request_example(path: str, method: str) -> Any:
    """The example of an operation's request."""
    body = resolved(DOCUMENT["paths"][path][method].get("requestBody", {}))
    return example(body.get("content", {}))


def response_example(path: str, method: str) -> tuple[int, Any]:
    """The status of an operation's success, and the example of its body."""
    for status, raw in sorted(DOCUMENT["paths"][path][method]["responses"].items()):
        if status.startswith("2"):
            return int(status), example(resolved(raw).get("content", {}))
    raise AssertionError(f"{method} {path} has no success")


@contextmanager
def server() -> Iterator[tuple[str, list[tuple[str, str, bytes]], dict[str, Any]]]:
    """A loopback address, the received requests, and `answer`: status and body of every response."""
    requests: list[tuple[str, str, bytes]] = []
    answer: dict[str, Any] = {}

    class Handler(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            length = int(self.headers.get("Content-Length", 0))
            requests.append((self.command, self.path, self.rfile.read(length)))
            body = b"" if answer["body"] is None else json.dumps(answer["body"]).encode()
            self.send_response(answer["status"])
            self.send_header("Content-Type", "application/json")
            if answer["status"] != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *values: object) -> None:  # noqa: A002
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        thread = Thread(target=http.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{http.server_port}", requests, answer
        finally:
            http.shutdown()
            thread.join()


def argument(annotation: Any, value: Any) -> Any:
    """An example as an argument of a method: as an instance of its class if it has one."""
    for each in (annotation, *typing.get_args(annotation)):
        if isinstance(each, type) and hasattr(each, "from_dict"):
            return each.from_dict(value)
    return value


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Generated:
    """The package."""
    found = generate(tmp_path_factory.mktemp("github"), DOCUMENT)
    assert found.run.code == 0, found.run.err
    return found


def test_there_are_72_operations_and_28_of_them_have_a_body(generated: Generated) -> None:
    assert len(OPERATIONS) == 72
    assert (
        sum("requestBody" in DOCUMENT["paths"][path][method] for path, method in OPERATIONS) == 28
    )
    with imported(generated) as package:
        found = {(each.path, each.method.lower()) for each in package.OPERATIONS.values()}
        assert found == set(OPERATIONS)
        assert sum(each.body is not None for each in package.OPERATIONS.values()) == 28


def test_each_operation_sends_and_reads_the_examples_of_the_description(
    generated: Generated,
) -> None:
    with imported(generated) as package, server() as (address, requests, answer):
        by_place = {(each.path, each.method.lower()): each for each in package.OPERATIONS.values()}
        client = client_class(package)("t", base_url=address)
        awaiting = client_class(package, "Async")

        to_wire = importlib.import_module(f"{package.__name__}._runtime.calls").to_wire
        wrong: dict[str, str] = {}

        async def call_async(function: str, values: dict[str, Any]) -> Any:
            async with awaiting("t", base_url=address) as found:
                return await getattr(found, function)(**values)

        for path, method in OPERATIONS:
            operation = by_place[path, method]
            sent, (status, body) = request_example(path, method), response_example(path, method)
            answer.update(status=status, body=body)
            values = {
                each.name: sample(each)
                for each in operation.parameters
                if each.required and each.location != "body"
            }
            if operation.body is not None:
                assert sent is not None, (path, method)
                values["body"] = argument(operation.body.type, sent)
            calls: tuple[Callable[[], Any], ...] = (
                lambda: getattr(client, operation.function)(**values),  # noqa: B023
                lambda: asyncio.run(call_async(operation.function, values)),  # noqa: B023
            )
            for call in calls:
                try:
                    result = call()
                except package.UnexpectedBodyError as error:
                    wrong[operation.operation_id] = (
                        str(error).rpartition(": ")[0].rpartition(" ")[2]
                    )
                else:
                    assert (to_wire(result) == body) if body else not result
                command, _, content = requests.pop()
                assert command == method.upper()
                assert (json.loads(content) if content else None) == sent, (path, method)
        assert wrong == WRONG_EXAMPLES
        assert not requests
        client.close()


USE = """
import datetime

from {name} import {client}, Async{client}, models


def use(client: {client}) -> None:
{calls}


async def use_async(client: Async{client}) -> None:
{awaits}
"""


@pytest.fixture(scope="module")
def usage(generated: Generated, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program that calls every operation, next to the package."""
    with imported(generated) as package:
        name = client_class(package).__name__
        calls = []
        for operation in package.OPERATIONS.values():
            values = {
                each.name: repr(sample(each))
                for each in operation.parameters
                if each.required and each.location != "body"
            }
            if operation.body is not None:
                kind = operation.body.type
                found = [
                    each for each in (kind, *typing.get_args(kind)) if hasattr(each, "from_dict")
                ]
                values["body"] = f"models.{found[0].__name__}.from_dict({{}})" if found else "{}"
            arguments = ", ".join(f"{key}={value}" for key, value in values.items())
            calls.append(f"client.{operation.function}({arguments})")
    folder = tmp_path_factory.mktemp("usage")
    text = USE.format(
        name=generated.name,
        client=name,
        calls="\n".join(f"    {each}" for each in calls),
        awaits="\n".join(f"    await {each}" for each in calls),
    )
    path = folder / "usage.py"
    path.write_text(text, "utf-8")
    return path


def test_mypy_finds_nothing(generated: Generated, usage: Path, mypy_cache: Path) -> None:
    files = [*sorted(generated.folder.rglob("*.py")), usage]
    checked = mypy(generated.folder.parent, mypy_cache, files)
    assert checked.returncode == 0, checked.stdout[-3000:]


def test_pyright_finds_nothing(generated: Generated, usage: Path) -> None:
    parent = generated.folder.parent
    (parent / "pyrightconfig.json").write_text(
        json.dumps(
            {
                "include": [f"{generated.name}/*.py", str(usage)],
                "extraPaths": [str(parent)],
                "typeCheckingMode": "standard",
            }
        ),
        "utf-8",
    )
    command = [
        sys.executable,
        "-m",
        "basedpyright",
        "--pythonpath",
        sys.executable,
        "--project",
        str(parent),
    ]
    checked = subprocess.run(command, cwd=parent, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout[-3000:]
