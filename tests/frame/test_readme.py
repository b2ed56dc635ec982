"""README.md and docs/client.md: their examples run, and the names in them exist."""

from __future__ import annotations

import ast
import asyncio
import builtins
import importlib
import re
import types
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.frame.repository import ROOT, read

README = read("README.md")
GUIDE = read("docs/client.md")
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", README + GUIDE, re.MULTILINE | re.DOTALL)
REPORT = {
    "download_links": ["https://example.com/part-0.ndjson"],
    "report_day": "2026-11-01",
    "report_start_day": "2026-10-05",
    "report_end_day": "2026-11-01",
}


BILL = {
    "timePeriod": {"year": 2026, "month": 11},
    "organization": "octo-org",
    "usageItems": [],
}


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> list[httpx.Request]:
    """A transport with scripted responses, and the requests that it received."""
    requests: list[httpx.Request] = []

    def answer(transport: object, request: httpx.Request) -> httpx.Response:
        requests.append(request)
        is_bill = "/settings/billing/" in request.url.path
        return httpx.Response(200, json=BILL if is_bill else REPORT)

    async def answer_later(transport: object, request: httpx.Request) -> httpx.Response:
        return answer(transport, request)

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", answer)
    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", answer_later)
    return requests


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.splitlines()[-1].strip()[:60])
def test_every_example_runs(
    example: str, github: list[httpx.Request], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)  # for the files that it writes
    if "FakeGitHub" in example:
        monkeypatch.undo()  # it starts its own servers
    namespace: dict[str, Any] = {"__name__": "example"}
    exec(compile(example, "example", "exec"), namespace)
    defined = [value for value in namespace.values() if isinstance(value, types.FunctionType)]
    for function in defined:
        if asyncio.iscoroutinefunction(function):
            asyncio.run(function("octo-org"))
    if "client." in example and "FakeGitHub" not in example:
        hosts = [request.url.host for request in github]
        assert hosts == ["api.github.com", *["example.com"] * ("client.rows." in example)]


def test_both_clients_have_examples() -> None:
    imported = {
        alias.name
        for example in EXAMPLES
        for node in ast.walk(ast.parse(example))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert {"CopilotMetrics", "AsyncCopilotMetrics", "OPERATIONS"} <= imported


def test_every_function_of_the_table_is_a_method() -> None:
    package = importlib.import_module("copilot_usage_metrics")
    table = "\n".join(line for line in README.splitlines() if line.startswith("|"))
    functions = set(re.findall(r"`(\w+)`", table))
    assert functions == {each.function for each in package.OPERATIONS.values()}
    assert all(hasattr(package.CopilotMetrics, name) for name in functions)


def test_the_shown_output_is_the_output_of_generate() -> None:
    rows = importlib.import_module("copilot_usage_metrics.rows")
    shown = re.findall(r"^(\d{4}-\d\d-\d\d) +(\d+) +(\d+) +(\d+)$", README, re.MULTILINE)
    made = []
    for version in ("2022-11-28", "2026-03-10"):
        package = importlib.import_module(f"copilot_usage_metrics.v{version.replace('-', '_')}")
        counts = (package.OPERATIONS, package.models.__all__, rows.ROW_TYPES)
        made.append((version, *(str(len(each)) for each in counts)))
    assert shown == made
    assert "nothing changed: generated/ is what spec/ and templates/ produce" in README


def test_the_error_tree_has_exactly_the_exported_errors() -> None:
    package = importlib.import_module("copilot_usage_metrics")
    named = set(re.findall(r"\b[A-Z]\w+Error\b", GUIDE)) - set(dir(builtins))
    exported = {name for name in package.__all__ if name.endswith("Error")}
    assert named == exported


def test_every_named_file_exists() -> None:
    for path in re.findall(r"`([\w./-]+/[\w./-]*)`", README + GUIDE):
        if path.startswith("/"):  # a path of GitHub's API
            continue
        # output of make does not exist before
        assert ".venv/" in path or path.startswith(".cache/") or (ROOT / path).exists(), path
