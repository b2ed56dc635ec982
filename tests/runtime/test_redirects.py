"""Redirects are followed within the API's origin only, and so is the token."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from copilot_usage_metrics import CopilotMetricsError, RedirectError, TransportError
from tests.runtime.support import (
    KINDS,
    LINKS,
    TOKEN,
    Seen,
    ask,
    json_response,
    one_day,
    over_network,
    serve,
)

START = "https://api.github.com/orgs/acme/copilot/metrics/reports/organization-1-day?day=2026-09-01"
FOLLOWED = (301, 302, 303, 307, 308)


def chain(kind: str, *hops: str | None, status: int = 302, **options: Any) -> tuple[Any, list[str]]:
    """The result of a redirected call, and the requested URLs."""
    requests: list[str] = []
    left = list(hops)

    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["authorization"] == f"Bearer {TOKEN}"
        requests.append(str(request.url))
        if not left:
            return json_response(LINKS)
        location = left.pop(0)
        headers = [(b"location", location.encode())] if location else []
        return httpx.Response(status, headers=headers)

    try:
        return ask(kind, answer, one_day, **options), requests
    except CopilotMetricsError as error:
        return error, requests


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", FOLLOWED)
@pytest.mark.parametrize(
    ("location", "followed"),
    [
        (
            "https://api.github.com/organizations/1/x?y=2",
            "https://api.github.com/organizations/1/x?y=2",
        ),
        ("https://API.github.com:443/x", "https://api.github.com/x"),
        (
            "/organizations/1?day=2026-09-01",
            "https://api.github.com/organizations/1?day=2026-09-01",
        ),
        ("//api.github.com/x", "https://api.github.com/x"),
        ("users-1-day", "https://api.github.com/orgs/acme/copilot/metrics/reports/users-1-day"),
        ("../../x", "https://api.github.com/orgs/acme/copilot/x"),
        ("?day=2026-09-02", START.replace("09-01", "09-02")),
        ("/x#part", "https://api.github.com/x"),
        ("/people/@me?q=a@b", "https://api.github.com/people/@me?q=a@b"),
    ],
)
def test_redirects_within_the_origin_are_followed(
    kind: str, status: int, location: str, followed: str
) -> None:
    result, requests = chain(kind, location, status=status)
    assert result.download_links
    assert requests == [START, followed]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "location",
    [
        "https://evil.example/x",
        "//evil.example/x",
        "https://api.github.com.evil.example/x",
        "https://evil.example/api.github.com",
        "https://api.github.com:444/x",
        "https://api.github.com:0/x",
        "https://api.github.com:80/x",
        "https://api.github.com.:443/x",
        "http://api.github.com/x",
        "http://api.github.com:443/x",
        "ftp://api.github.com/x",
        "https://user@api.github.com/x",
        "https://user:secret@api.github.com/x",
        "https://@api.github.com/x",
        "https://api.github.com@evil.example/x",
        "https://api.github.com:443@evil.example/x",
        "https://api.github.com\\@evil.example/x",
        "https://evil.example\\@api.github.com/x",
        "https://api.github.com\\.evil.example/x",
        "https://127.0.0.1/x",
        "https://api%2egithub.com/x",
        "https://аpi.github.com/x",  # a Cyrillic letter
    ],
)
def test_redirect_to_another_origin_is_not_followed(kind: str, location: str) -> None:
    error, requests = chain(kind, location)
    assert isinstance(error, RedirectError), requests
    assert requests == [START]
    assert "another origin, to which the token is not sent" in str(error)
    assert (error.status, error.operation_id) == (302, "copilotOrganizationOneDayUsageMetrics")
    assert "secret" not in str(error)
    assert "evil" not in str(error)
    assert error.__context__ is None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "location",
    [
        "javascript:alert(1)",
        "data:text/plain,x",
        "https://api.github.com:x/x",
        "https://api.github.com:99999/x",
        "https://[::1/x?sig=SIGNATURE",
        "https://[::1]x/x",
        "/a\x00b?sig=SIGNATURE",
        "https://" + "x" * 70_000,
    ],
    ids=lambda location: location[:30],
)
def test_malformed_location_is_not_followed(kind: str, location: str) -> None:
    # the HTTP library may detect it first, as a malformed response
    error, requests = chain(kind, location)
    assert isinstance(error, RedirectError | TransportError)
    assert requests == [START]
    assert "SIGNATURE" not in str(error)
    assert error.__context__ is None


@pytest.mark.parametrize("kind", KINDS)
def test_five_are_followed_and_a_sixth_is_not(kind: str) -> None:
    result, requests = chain(kind, *(f"/{hop}" for hop in range(5)))
    assert result.download_links
    assert len(requests) == 6

    error, requests = chain(kind, *(f"/{hop}" for hop in range(6)))
    assert isinstance(error, RedirectError)
    assert len(requests) == 6
    assert "more than 5 redirects" in str(error)


@pytest.mark.parametrize("kind", KINDS)
def test_a_loop_ends(kind: str) -> None:
    error, requests = chain(kind, *[START] * 50)
    assert isinstance(error, RedirectError)
    assert requests == [START] * 6


@pytest.mark.parametrize("kind", KINDS)
def test_the_last_of_many_redirects_is_checked_like_the_first(kind: str) -> None:
    error, requests = chain(kind, "/1", "/2", "https://evil.example/")
    assert isinstance(error, RedirectError)
    assert [httpx.URL(url).host for url in requests] == ["api.github.com"] * 3


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("status", "location"),
    [(302, None), (300, "/x"), (304, None), (304, "/x"), (305, "/x"), (306, "/x"), (399, "/x")],
)
def test_redirect_without_a_usable_location_is_an_error(
    kind: str, status: int, location: str | None
) -> None:
    error, requests = chain(kind, location, status=status)
    assert isinstance(error, RedirectError)
    assert requests == [START]
    assert error.status == status
    assert "without a usable location" in str(error)


@pytest.mark.parametrize("kind", KINDS)
def test_the_origin_is_that_of_the_base_url(kind: str) -> None:
    result, requests = chain(kind, "/x", base_url="https://api.acme.ghe.com/api/v3")
    assert result.download_links
    assert requests[1] == "https://api.acme.ghe.com/x"

    error, requests = chain(kind, "https://api.github.com/x", base_url="https://api.acme.ghe.com")
    assert isinstance(error, RedirectError)
    assert len(requests) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_error_has_the_request_id(kind: str) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(
            302, headers={"location": "//evil.example", "x-github-request-id": "A:1"}
        )

    with pytest.raises(RedirectError) as caught:
        ask(kind, answer, one_day)
    assert caught.value.request_id == "A:1"


@pytest.mark.parametrize("kind", KINDS)
class TestTwoServers:
    """The same over real connections, where only the port distinguishes the servers."""

    def test_no_request_reaches_the_other_server(self, kind: str) -> None:
        with serve() as other:

            def away(_: Seen) -> tuple[int, dict[str, str], bytes]:
                return 307, {"Location": other.url + "/stolen"}, b""

            with serve(away) as api, pytest.raises(RedirectError):
                over_network(kind, api.url, one_day)
            assert len(api.seen) == 1
        assert other.seen == []

    def test_another_name_of_the_same_server_is_another_origin(self, kind: str) -> None:
        def away(_: Seen) -> tuple[int, dict[str, str], bytes]:
            return 307, {"Location": f"http://localhost:{api.port}/"}, b""

        with serve(away) as api, pytest.raises(RedirectError):
            over_network(kind, api.url, one_day)
        assert len(api.seen) == 1

    def test_the_same_server_is_requested_again(self, kind: str) -> None:
        def once(seen: Seen) -> tuple[int, dict[str, str], bytes]:
            if seen.path == "/moved":
                return 200, {"Content-Type": "application/json"}, LINKS.encode()
            return 301, {"Location": "/moved"}, b"<html>moved</html>"

        with serve(once) as api:
            assert over_network(kind, api.url, one_day)
        assert [seen.headers["authorization"] for seen in api.seen] == [f"Bearer {TOKEN}"] * 2
