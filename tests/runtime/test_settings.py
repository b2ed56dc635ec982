"""The settings of a client: base URL, credentials, and the values that it refuses."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from copilot_usage_metrics import (
    ArgumentError,
    AsyncCopilotMetrics,
    CopilotMetrics,
    RetryPolicy,
)
from copilot_usage_metrics._runtime.access.settings import checked_base_url
from copilot_usage_metrics._runtime.access.token import token_from
from copilot_usage_metrics._runtime.protocol.addresses import origin_of
from tests.runtime.support import KINDS, LINKS, TOKEN, ask, json_response, one_day

CLASSES = (CopilotMetrics, AsyncCopilotMetrics)
PATH = "/orgs/acme/copilot/metrics/reports/organization-1-day?day=2026-09-01"


@pytest.mark.parametrize(
    ("url", "held"),
    [
        ("https://api.github.com", "https://api.github.com"),
        ("https://api.github.com/", "https://api.github.com"),
        ("https://api.acme.ghe.com", "https://api.acme.ghe.com"),
        ("https://ghe.acme.example/api/v3", "https://ghe.acme.example/api/v3"),
        ("https://ghe.acme.example/api/v3/", "https://ghe.acme.example/api/v3"),
        ("https://ghe.acme.example:8443", "https://ghe.acme.example:8443"),
        ("HTTPS://API.GITHUB.COM", "HTTPS://API.GITHUB.COM"),
        ("https://[2001:db8::1]:8443/x", "https://[2001:db8::1]:8443/x"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://127.0.0.1:8080/api/", "http://127.0.0.1:8080/api"),
        ("http://127.8.9.10", "http://127.8.9.10"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_safe_base_url_is_accepted(url: str, held: str) -> None:
    assert checked_base_url(url) == held
    with CopilotMetrics(TOKEN, base_url=url) as client:
        assert client.base_url == held


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://api.github.com", "expected https"),
        ("http://localhost.evil.example", "expected https"),
        ("http://evil.example/localhost", "expected https"),
        ("http://128.0.0.1", "expected https"),
        ("http://0.0.0.0", "expected https"),
        ("http://127.evil.example", "expected https"),
        ("ftp://localhost", "expected https"),
        ("file:///etc/passwd", "expected https"),
        ("//api.github.com", "expected https"),
        ("api.github.com", "expected https"),
        ("https:///orgs", "expected https"),
        ("https://", "expected https"),
        ("", "expected https"),
        ("https://user@api.github.com", "user name or a password"),
        ("https://user:secret@api.github.com", "user name or a password"),
        ("https://@api.github.com", "user name or a password"),
        ("https://api.github.com?x=1", "a query or a fragment"),
        ("https://api.github.com/?", "a query or a fragment"),
        ("https://api.github.com#x", "a query or a fragment"),
        ("https://api.github.com/#", "a query or a fragment"),
        ("https://api.github.com:99999", "not a URL"),
        ("https://api.github.com:x", "not a URL"),
        ("https://[::1", "not a URL"),
        ("https://api.github.com\n", "not a URL"),
        ("https://api.gith\tub.com", "not a URL"),
        ("https://api.github.com /", "not a URL"),
        ("https://api.github.com\\evil.example", "not a URL"),
        ("https://api.gіthub.com", "not a URL"),  # a Cyrillic letter
        ("https://api%2egithub.com", "expected https://HOST"),
        (b"https://api.github.com", "not a URL"),
        (1, "not a URL"),
    ],
)
@pytest.mark.parametrize("cls", CLASSES)
def test_unsafe_base_url_is_refused(cls: type[Any], url: Any, why: str) -> None:
    with pytest.raises(ArgumentError, match=why) as caught:
        cls(TOKEN, base_url=url)
    assert caught.value.name == "base_url"
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "https://api.github.com" + PATH),
        ({"base_url": "https://api.acme.ghe.com"}, "https://api.acme.ghe.com" + PATH),
        ({"base_url": "https://api.acme.ghe.com/"}, "https://api.acme.ghe.com" + PATH),
        ({"base_url": "https://h.example/api/v3"}, "https://h.example/api/v3" + PATH),
        ({"base_url": "https://h.example/api/v3/"}, "https://h.example/api/v3" + PATH),
        ({"base_url": "https://h.example:8443"}, "https://h.example:8443" + PATH),
    ],
)
def test_path_of_the_base_url_is_used(kind: str, options: dict[str, Any], expected: str) -> None:
    requests = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(str(request.url))
        return json_response(LINKS)

    assert ask(kind, answer, one_day, **options)
    assert requests == [expected]


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://api.github.com", ("https", "api.github.com", 443)),
        ("HTTPS://API.GitHub.com:443/x", ("https", "api.github.com", 443)),
        ("http://localhost/x", ("http", "localhost", 80)),
        ("https://h:0/", ("https", "h", 0)),
        ("ftp://h/", ("ftp", "h", None)),
    ],
)
def test_an_origin_is_scheme_host_and_port(url: str, origin: tuple[str, str, int | None]) -> None:
    assert origin_of(url) == origin


@pytest.mark.parametrize("cls", CLASSES)
class TestToken:
    def test_token_may_be_passed(self, cls: type[Any], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GITHUB_TOKEN", "ghp_other")
        for client in (cls(TOKEN), cls(token=TOKEN)):
            assert client._settings.credentials._token.reveal() == TOKEN

    def test_token_of_the_environment_is_used(
        self, cls: type[Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        assert cls()._settings.credentials._token.reveal() == TOKEN

    def test_client_works_without_a_token(
        self, cls: type[Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("GITHUB_TOKEN", raising=False)
        with pytest.raises(ArgumentError, match="token: missing, and GITHUB_TOKEN"):
            cls()

    @pytest.mark.parametrize(
        "base_url",
        [
            "https://api.github.com",
            "https://API.GitHub.com/",
            "https://api.acme.ghe.com",
            "http://127.0.0.1:8080",
            "http://[::1]:8080",
            "http://localhost",
        ],
    )
    def test_token_of_the_environment_is_used_for_githubs_servers(
        self, cls: type[Any], base_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        monkeypatch.setenv("GITHUB_ENTERPRISE_TOKEN", "ghp_other")
        assert cls(base_url=base_url)._settings.credentials._token.reveal() == TOKEN

    @pytest.mark.parametrize(
        "base_url",
        [
            "https://ghe.acme.example/api/v3",
            "https://api.github.com.evil.example",
            "https://evil.example/api.github.com",
            "https://evilghe.com",
            "https://api.acme.ghe.com.evil.example",
            "https://xapi.github.com",
            "https://api.github.com.",
        ],
    )
    def test_token_of_the_environment_is_not_used_for_other_servers(
        self, cls: type[Any], base_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GITHUB_TOKEN", "ghp_other")
        monkeypatch.delenv("GITHUB_ENTERPRISE_TOKEN", raising=False)
        with pytest.raises(ArgumentError, match=r"GITHUB_ENTERPRISE_TOKEN is not set \(GITHUB_T"):
            cls(base_url=base_url)
        assert cls(TOKEN, base_url=base_url)._settings.credentials._token.reveal() == TOKEN
        monkeypatch.setenv("GITHUB_ENTERPRISE_TOKEN", TOKEN)
        assert cls(base_url=base_url)._settings.credentials._token.reveal() == TOKEN

    @pytest.mark.parametrize(
        ("base_url", "first", "second"),
        [
            ("https://api.github.com", "GH_TOKEN", "GITHUB_TOKEN"),
            ("https://api.acme.ghe.com", "GH_TOKEN", "GITHUB_TOKEN"),
            ("https://ghe.example/api/v3", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"),
        ],
    )
    def test_variable_of_gh_comes_first(
        self,
        cls: type[Any],
        base_url: str,
        first: str,
        second: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv(first, TOKEN)
        monkeypatch.setenv(second, "ghp_other")
        assert cls(base_url=base_url)._settings.credentials._token.reveal() == TOKEN
        monkeypatch.setenv(first, "")  # as if it were not set
        assert cls(base_url=base_url)._settings.credentials._token.reveal() == "ghp_other"
        monkeypatch.delenv(second)
        monkeypatch.setenv(first, TOKEN)
        assert cls(base_url=base_url)._settings.credentials._token.reveal() == TOKEN

    @pytest.mark.parametrize("variable", ["GH_TOKEN", "GITHUB_TOKEN"])
    def test_token_of_github_com_is_not_sent_to_another_server(
        self, cls: type[Any], variable: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("GH_TOKEN", "GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv(variable, TOKEN)
        with pytest.raises(
            ArgumentError, match=rf"GITHUB_ENTERPRISE_TOKEN is not set \({variable}"
        ):
            cls(base_url="https://ghe.example/api/v3")

    @pytest.mark.parametrize("value", ["", "   ", "\n", "secret\nsecret", "secret\rsecret"])
    def test_invalid_token_of_the_environment_is_refused(
        self, cls: type[Any], value: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GITHUB_TOKEN", value)
        with pytest.raises(
            ArgumentError, match=r"^GITHUB_TOKEN: it is empty or contains"
        ) as caught:
            cls()
        assert "secret" not in str(caught.value)

    @pytest.mark.parametrize(
        "value",
        [
            "",
            "  ",
            "\t\n",
            "secret\nX-Evil: secret",
            "secret secret",
            "secret\x00",
            "secrét",
            "secret\u2028x",
            "secret\x7f",
        ],
    )
    def test_invalid_token_is_refused_without_an_echo(self, cls: type[Any], value: str) -> None:
        with pytest.raises(ArgumentError, match=r"^token: it is empty or contains") as caught:
            cls(value)
        assert "secr" not in str(caught.value) + repr(caught.value)
        assert caught.value.__context__ is None

    @pytest.mark.parametrize("value", [b"secret", 5, ["secret"]])
    def test_token_of_another_type_is_refused(self, cls: type[Any], value: Any) -> None:
        with pytest.raises(ArgumentError, match=f"got {type(value).__name__}") as caught:
            cls(value)
        assert "secret" not in str(caught.value)


def test_line_breaks_around_a_token_are_stripped() -> None:
    assert token_from(f" {TOKEN}\r\n", "ANY").reveal() == TOKEN


@pytest.mark.parametrize("cls", CLASSES)
@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf"), None, "30", True])
def test_timeout_must_be_finite_seconds(cls: type[Any], value: Any) -> None:
    with pytest.raises(ArgumentError, match=r"^timeout: "):
        cls(TOKEN, timeout=value)


@pytest.mark.parametrize("cls", CLASSES)
@pytest.mark.parametrize("value", ["a\nb", "a\r\nX: y", "é", 5, b"x"])
def test_invalid_user_agent_is_refused(cls: type[Any], value: Any) -> None:
    with pytest.raises(ArgumentError, match=r"^user_agent: "):
        cls(TOKEN, user_agent=value)


def test_http_client_of_the_other_kind_is_refused() -> None:
    with pytest.raises(ArgumentError, match=r"expected an httpx\.Client"):
        CopilotMetrics(TOKEN, http_client=httpx.AsyncClient())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with (
        httpx.Client() as http,
        pytest.raises(ArgumentError, match=r"expected an httpx\.AsyncClient"),
    ):
        AsyncCopilotMetrics(TOKEN, http_client=http)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


async def _waits(wait: object) -> None:
    raise AssertionError(wait)


@pytest.mark.parametrize("cls", CLASSES)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("on_wait", 3),
        ("on_wait", "print"),
        ("on_wait", _waits),
        ("retry", 3),
        ("retry", {"tries": 3}),
        ("retry", RetryPolicy),
        ("clock", 0),
        ("one_at_a_time", 1),
        ("one_at_a_time", "yes"),
        ("timeout", True),
        ("timeout", "30"),
        ("timeout", float("nan")),
        ("timeout", 0),
        ("user_agent", 3),
        ("base_url", 3),
        ("app", "123"),
        ("http_client", "httpx"),
        ("http_client", httpx),
    ],
)
def test_argument_of_the_wrong_type_is_refused_by_name(
    cls: type[Any], name: str, value: object
) -> None:
    token = None if name == "app" else TOKEN
    with pytest.raises(ArgumentError, match=f"^{name}: "):
        cls(token, **{name: value})


def test_async_or_sync_http_client_of_the_other_kind_is_refused() -> None:
    kinds: list[tuple[Any, Any]] = [
        (CopilotMetrics, httpx.AsyncClient()),
        (AsyncCopilotMetrics, httpx.Client()),
    ]
    for cls, other in kinds:
        with pytest.raises(ArgumentError, match="http_client"):
            cls(TOKEN, http_client=other)
