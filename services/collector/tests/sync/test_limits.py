"""Query of a token's rate limit, which does not count against it."""

from __future__ import annotations

import httpx
import pytest
from copilot_usage_metrics import ArgumentError

from copilot_metrics_collector.access.rate_limit import rate_limit, read_limit
from copilot_metrics_collector.clock import now_utc
from copilot_metrics_collector.exits import GitHubError

from .runs import USERS, Site

TOKEN = "ghp_0123456789abcdefABCDEF"


def test_what_is_left_and_until_when(site: Site) -> None:
    site.sync([USERS], [site.org])
    used = len(site.api())
    found = rate_limit(site.github.base_url, site.github.token)
    assert found is not None
    assert found.limit == 5000
    assert found.used >= used
    assert found.remaining == 5000 - found.used
    assert found.reset > now_utc()
    assert found.scopes is not None
    assert "read:org" in found.scopes
    again = rate_limit(site.github.base_url, site.github.token)
    assert again is not None
    assert again.used == found.used


def test_a_fine_grained_token_has_no_scopes(site: Site) -> None:
    found = rate_limit(site.github.base_url, site.github.issue("fine-grained-pat"))
    assert found is not None
    assert found.scopes is None


def test_a_refused_token_is_told_without_showing_it(site: Site) -> None:
    with pytest.raises(GitHubError, match="refuses the token: 401") as caught:
        rate_limit(site.github.base_url, TOKEN)
    assert TOKEN not in str(caught.value)


def test_no_answer_is_told_without_the_request() -> None:
    with pytest.raises(
        GitHubError, match=r"no response from http://127\.0\.0\.1:9: ConnectError"
    ) as caught:
        rate_limit("http://127.0.0.1:9", TOKEN, timeout=2)
    assert caught.value.__cause__ is None
    frame = caught.value.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename.endswith("limits.py"):
            assert TOKEN not in repr(frame.tb_frame.f_locals)
        frame = frame.tb_next


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(404, json={"message": "Rate limiting is not enabled."}),
        httpx.Response(200, text="<html>"),
        httpx.Response(200, json={"resources": {}}),
        httpx.Response(
            200, json={"resources": {"core": {"limit": "many", "remaining": 1, "reset": 1}}}
        ),
        httpx.Response(200, json=[]),
        httpx.Response(302, headers={"location": "http://elsewhere/"}),
    ],
)
def test_a_server_without_a_limit_has_none(answer: httpx.Response) -> None:
    asked: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return answer

    with httpx.Client(transport=httpx.MockTransport(respond)) as http:
        assert rate_limit("https://api.example.com/", TOKEN, http=http) is None
    assert [str(each.url) for each in asked] == ["https://api.example.com/rate_limit"]


def test_a_token_is_never_sent_in_the_clear() -> None:
    asked: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(404)

    with (
        httpx.Client(transport=httpx.MockTransport(respond)) as http,
        pytest.raises(ArgumentError, match="never sent unencrypted"),
    ):
        rate_limit("http://api.example.com", TOKEN, http=http)
    assert asked == []


@pytest.mark.parametrize(
    "core",
    [
        '{"limit": 5000, "remaining": 1, "reset": 1e400}',
        '{"limit": 5000, "remaining": 1, "reset": 99999999999999}',
        '{"limit": 5000, "remaining": 1, "reset": 1, "used": "some"}',
        "[]",
    ],
)
def test_an_odd_limit_is_none(core: str) -> None:
    assert read_limit(f'{{"resources": {{"core": {core}}}}}') is None


def test_a_limit_in_texts_is_one_too() -> None:
    found = read_limit('{"resources": {"core": {"limit": "5000", "remaining": "7", "reset": "1"}}}')
    assert found is not None
    assert (found.limit, found.remaining, found.used) == (5000, 7, 4993)
