"""The client sends the requests that GitHub's pages show."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from generator import document

from .interactions import ROOT
from .players import PACKAGES, sync_player

DAY = "2025-07-01"
PAGES = document.read(ROOT / "tests" / "fixtures" / "curl_samples.yaml")["pages"]
SAMPLES = [
    pytest.param(page, operation_id, sample, id=f"{name}-{operation_id}")
    for name, page in PAGES.items()
    for operation_id, sample in page["samples"].items()
]


def test_every_operation_with_a_page_has_samples() -> None:
    assert {name: len(page["samples"]) for name, page in PAGES.items()} == {
        "reports-2026": 11,
        "reports-2022": 4,
        "usage": 4,
    }


@pytest.mark.parametrize(("page", "operation_id", "sample"), SAMPLES)
def test_client_sends_the_request_of_the_sample(
    page: dict[str, Any], operation_id: str, sample: dict[str, Any]
) -> None:
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200)

    arguments = {
        name: value.replace("DAY", DAY) if name == "day" else value
        for name, value in sample["arguments"].items()
    }
    scheme, token = page["headers"]["Authorization"].split(" ")
    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        client = PACKAGES[page["api_version"]].CopilotMetrics(token, http_client=http)
        result = sync_player(lambda _: client)(page["api_version"], operation_id, arguments)

    assert not result
    [request] = sent
    assert scheme == "Bearer"
    assert request.method == "GET"
    assert str(request.url) == sample["url"].replace("day=DAY", f"day={DAY}")
    for name, value in page["headers"].items():
        assert request.headers.get_list(name) == [value]
