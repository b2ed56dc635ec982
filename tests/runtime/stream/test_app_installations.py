"""A GitHub App's tokens: the right installation, renewed in time. Point 24 of the checklist."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from copilot_usage_metrics import (
    AsyncCopilotMetrics,
    AuthenticationError,
    CopilotMetrics,
    CredentialsError,
)
from tests.runtime.stream.app_server import Server, app, ask, of_enterprise, of_organization
from tests.runtime.stream.days import run
from tests.runtime.stream.support import KINDS, TestClock, ids, read


@pytest.mark.parametrize("kind", KINDS)
class TestInstallations:
    @pytest.mark.parametrize("short_way", [True, False])
    def test_installation_of_the_organization_or_of_the_enterprise_is_used(
        self, kind: str, short_way: bool
    ) -> None:
        server = Server(TestClock())
        server.short_way = short_way
        assert ids(ask(kind, server, of_organization).ok) == [1]
        assert server.minted == [2]
        server = Server(TestClock())
        server.short_way = short_way
        assert ids(ask(kind, server, of_enterprise).ok) == [1]
        assert server.minted == [1]

    def test_installation_is_requested_once(self, kind: str) -> None:
        server = Server(TestClock())
        assert len(ask(kind, server, run("2026-09-01", "2026-09-20")).ok) == 20
        assert (server.minted, len(set(server.used))) == ([2], 1)

    def test_token_is_renewed_before_it_expires_during_a_run(self, kind: str) -> None:
        """An hour's token, a run of three hours: no request ever carries an expired token."""
        clock = TestClock()
        server = Server(clock)

        class Slow(Server):
            def __call__(self, request: httpx.Request) -> httpx.Response:
                clock.time += 300
                return super().__call__(request)

        server = Slow(clock)
        assert len(ask(kind, server, run("2026-09-01", "2026-09-18")).ok) == 18
        assert len(server.minted) == 3
        assert len(set(server.used)) == 3

    @pytest.mark.parametrize(
        ("call", "expected"),
        [
            (of_organization, "not installed on the organization 'acme'"),
            (of_enterprise, "not installed on the enterprise 'big'"),
        ],
    )
    def test_missing_installation_is_an_error_with_advice(
        self, kind: str, call: Callable[[Any], Any], expected: str
    ) -> None:
        server = Server(TestClock())
        server.installations = {"/orgs/big/installation": 4, "/enterprises/acme/installation": 5}
        found = ask(kind, server, call)
        assert isinstance(found.error, CredentialsError)
        assert expected in str(found.error)
        assert "does not suffice" in str(found.error)
        assert server.minted == []

    @pytest.mark.parametrize("status", [401, 403, 404, 422])
    def test_refusal_of_the_api_is_raised(self, kind: str, status: int) -> None:
        def answer(request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("/installation"):
                return httpx.Response(200, json={"id": 9})
            return httpx.Response(status, json={"message": "This installation has been suspended"})

        options = {"app": app(), "token": None}
        found = read(kind, answer, of_organization, **options)
        assert isinstance(found.error, CredentialsError)
        assert str(status) in str(found.error)
        assert "suspended" in str(found.error)

    @pytest.mark.parametrize(
        ("status", "body"),
        [
            (200, b"<html>"),
            (200, b"[]"),
            (200, b'{"id": "x"}'),
            (404, b"no"),
            (200, b'{"token": "t"}'),
            (201, b'{"token": null, "expires_at": "2026-01-01T00:00:00Z"}'),
            (201, b'{"token": "t", "expires_at": "2026-01-01T00:00:00"}'),
            (201, b"[" * 5000),
        ],
    )
    @pytest.mark.parametrize("is_installed", [True, False])
    def test_unusable_responses_are_errors(
        self, kind: str, status: int, body: bytes, is_installed: bool
    ) -> None:
        def answer(request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("/installation") and is_installed:
                return httpx.Response(200, json={"id": 9})
            return httpx.Response(status, content=body)

        found = read(kind, answer, of_organization, app=app(), token=None)
        assert isinstance(found.error, CredentialsError)

    def test_rate_limit_of_the_app_endpoints_is_waited_for(self, kind: str) -> None:
        server = Server(TestClock())
        limited: list[int] = []

        def answer(request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("/access_tokens") and not limited:
                limited.append(1)
                return httpx.Response(429, headers={"retry-after": "9"})
            return server(request)

        found = read(kind, answer, of_organization, app=app(), token=None, clock=server.clock.clock)
        assert ids(found.ok) == [1]
        assert server.clock.slept == [9.0]

    def test_revoked_token_is_not_used_again(self, kind: str) -> None:
        clock = TestClock()
        server = Server(clock)

        def both(client: Any) -> Any:
            return (of_organization(client), of_organization(client), of_organization(client))

        results = _in_turn(kind, server, both)
        assert [type(each).__name__ for each in results] == ["list", "AuthenticationError", "list"]
        assert len(server.minted) == 2


def _in_turn(kind: str, server: Server, make: Callable[[Any], Any]) -> list[Any]:
    """Read the result of `make` for each client in turn; before the second one, all tokens are revoked."""
    transport, results = httpx.MockTransport(server), list[Any]()

    def revoke() -> None:
        if len(results) == 1:
            server.revoked = set(server.used)

    if kind == "sync":
        with (
            httpx.Client(transport=transport) as http,
            CopilotMetrics(app=app(), http_client=http, clock=server.clock.clock) as client,
        ):
            for reading in make(client):
                revoke()
                try:
                    results.append(list(reading))
                except AuthenticationError as error:
                    results.append(error)
        return results

    async def work() -> None:
        async with (
            httpx.AsyncClient(transport=transport) as http,
            AsyncCopilotMetrics(app=app(), http_client=http, clock=server.clock.clock) as client,
        ):
            for reading in make(client):
                revoke()
                try:
                    results.append([row async for row in reading])
                except AuthenticationError as error:
                    results.append(error)

    asyncio.run(work())
    return results
