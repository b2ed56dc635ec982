"""A GitHub App's tokens: right installation, renewed in time, minted once for many. Point 24 of the checklist."""

from __future__ import annotations

import asyncio
import datetime
import pickle
import sys
import threading
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from copilot_usage_metrics import (
    ArgumentError,
    AsyncCopilotMetrics,
    AuthenticationError,
    CopilotMetrics,
    CredentialsError,
    GitHubApp,
    MissingExtraError,
    RetryPolicy,
)
from tests.runtime.patience import PATIENCE
from tests.runtime.stream.boundary import package_variables
from tests.runtime.stream.days import run
from tests.runtime.stream.support import DAY, KINDS, TestClock, day, ids, lines, read, user, whole

ENTERPRISE = "/enterprises/big/installation"
MARK = "PRIVATE KEY"


@cache
def keys() -> tuple[str, Any]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return _pem(key), key.public_key()


def _pem(key: Any) -> str:
    return str(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode()
    )


def app() -> GitHubApp:
    return GitHubApp(app_id=4711, private_key=keys()[0])


class Server:
    """The App's endpoints and a report, as GitHub has them."""

    def __init__(self, clock: TestClock, seconds: float = 3600) -> None:
        self.clock = clock
        self.seconds = seconds
        self.installations = {
            "/enterprises/big/installation": 1,
            "/orgs/acme/installation": 2,
            "/orgs/other/installation": 3,
        }
        self.minted: list[int] = []
        self.used: list[str] = []
        self.revoked: set[str] = set()
        self.short_way = True
        self.latency = 0.0
        self.lock = threading.Lock()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.host != "api.github.com":
            requested_day = request.url.path.rsplit("/", 1)[-1]
            assert "authorization" not in request.headers
            return whole(lines(user(1, day=requested_day)))
        path, bearer = request.url.path, request.headers["authorization"].removeprefix("Bearer ")
        if path.endswith("/installation") or path.startswith("/app/"):
            return self._app(request, path, bearer)
        with self.lock:
            self.used.append(bearer)
        number = 1 if path.startswith("/enterprises/") else 3 if "/other/" in path else 2
        fits = bearer.startswith(f"ghs_{number}_") and bearer not in self.revoked
        if not fits or self.clock.time >= float(bearer.rsplit("_", 1)[-1]):
            return httpx.Response(401, json={"message": "Bad credentials"})
        requested_day = request.url.params.get("day", DAY)
        links = [f"https://files.example/{requested_day}"]
        return httpx.Response(200, json={"download_links": links, "report_day": requested_day})

    def _app(self, request: httpx.Request, path: str, bearer: str) -> httpx.Response:
        options: Any = {"verify_exp": False, "verify_iat": False}
        claims = jwt.decode(bearer, keys()[1], algorithms=["RS256"], options=options)
        assert claims["iss"] == "4711"
        assert claims["iat"] <= self.clock.time < claims["exp"] <= self.clock.time + 600
        if path == "/app/installations":
            return self._listed(request)
        if path.endswith("/installation"):
            number = self.installations.get(path) if self.short_way else None
            if number is None:
                return httpx.Response(404, json={"message": "Not Found"})
            return httpx.Response(200, json={"id": number})
        time.sleep(self.latency)
        number = int(path.split("/")[3])
        ends = self.clock.time + self.seconds
        with self.lock:
            self.minted.append(number)
            token = f"ghs_{number}_{len(self.minted)}_{ends}"
        moment = datetime.datetime.fromtimestamp(ends, datetime.UTC)
        text = moment.isoformat().replace("+00:00", "Z")
        return httpx.Response(201, json={"token": token, "expires_at": text})

    def _listed(self, request: httpx.Request) -> httpx.Response:
        found = []
        for path, number in self.installations.items():
            _, kind, name, _ = path.split("/")
            account = {"slug": name} if kind == "enterprises" else {"login": name.upper()}
            target = "Enterprise" if kind == "enterprises" else "Organization"
            found.append({"id": number, "target_type": target, "account": account})
        page = int(request.url.params.get("page", "1"))
        headers = {}
        if page < len(found):
            url = request.url.copy_merge_params({"page": str(page + 1)})
            headers["link"] = f'<{url}>; rel="next"'
        return httpx.Response(200, json=[*found[page - 1 : page], "odd", {}], headers=headers)


def of_organization(client: Any) -> Any:
    return client.rows.copilot_organization_users_one_day_usage_metrics("acme", day=day())


def of_enterprise(client: Any) -> Any:
    return client.rows.copilot_users_one_day_usage_metrics("big", day=day())


def ask(
    kind: str,
    server: Server,
    call: Callable[[Any], Any],
    the_app: GitHubApp | None = None,
    **more: Any,
) -> Any:
    options = {"app": the_app or app(), "token": None, "clock": server.clock.clock} | more
    return read(kind, server, call, **options)


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


class TestManyAtOnce:
    def test_fifty_threads_get_one_token(self) -> None:
        server = Server(TestClock())
        server.latency = 0.05
        found: list[int] = []
        with (
            httpx.Client(transport=httpx.MockTransport(server)) as http,
            CopilotMetrics(app=app(), http_client=http, clock=server.clock.clock) as client,
        ):
            gate = threading.Barrier(50)

            def work() -> None:
                gate.wait()
                found.extend(ids([*of_organization(client)]))

            threads = [threading.Thread(target=work) for _ in range(50)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert found == [1] * 50
        assert server.minted == [2]

    def test_fifty_tasks_get_one_token(self) -> None:
        server = Server(TestClock())

        async def answer(request: httpx.Request) -> httpx.Response:
            await asyncio.sleep(0.02)
            return server(request)

        async def work() -> list[Any]:
            async with (
                httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http,
                AsyncCopilotMetrics(
                    app=app(), http_client=http, clock=server.clock.clock
                ) as client,
            ):

                async def one() -> list[int]:
                    return [row.user_id async for row in of_organization(client)]

                return await asyncio.gather(*(one() for _ in range(50)))

        assert asyncio.run(work()) == [[1]] * 50
        assert server.minted == [2]

    def test_a_failure_releases_the_lock(self) -> None:
        """Fifty threads and no installation: each gets an error, and none waits forever."""
        server = Server(TestClock())
        server.installations = {}
        errors: list[BaseException] = []
        with (
            httpx.Client(transport=httpx.MockTransport(server)) as http,
            CopilotMetrics(app=app(), http_client=http, clock=server.clock.clock) as client,
        ):

            def work() -> None:
                try:
                    list(of_organization(client))
                except CredentialsError as error:
                    errors.append(error)

            threads = [threading.Thread(target=work) for _ in range(20)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(PATIENCE)
        assert len(errors) == 20

    def test_a_cancelled_task_releases_the_lock(self) -> None:
        server = Server(TestClock())
        held = asyncio.Event()

        async def answer(request: httpx.Request) -> httpx.Response:
            if not held.is_set():
                held.set()
                await asyncio.sleep(60)
            return server(request)

        async def work() -> list[Any]:
            async with (
                httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http,
                AsyncCopilotMetrics(
                    app=app(), http_client=http, clock=server.clock.clock
                ) as client,
            ):

                async def one() -> list[int]:
                    return [row.user_id async for row in of_organization(client)]

                first = asyncio.create_task(one())
                await held.wait()
                first.cancel()
                return await asyncio.wait_for(one(), PATIENCE)

        assert asyncio.run(work()) == [1]


class TestTheKey:
    def test_key_may_be_read_from_a_file(self, tmp_path: Path) -> None:
        path = tmp_path / "app.pem"
        path.write_text(keys()[0], encoding="ascii")
        server = Server(TestClock())
        the_app = GitHubApp(app_id="4711", private_key=path)
        assert ids(ask("sync", server, of_organization, the_app).ok) == [1]

    def test_key_is_shown_nowhere(self) -> None:
        the_app = app()
        client = CopilotMetrics(app=the_app)
        for thing in (
            the_app,
            client,
            client._settings,
            vars(client),
            client._settings.credentials,
        ):
            for text in (repr(thing), str(thing)):
                assert MARK not in text
        assert repr(the_app) == "GitHubApp(app_id='4711', private_key=<hidden>)"
        for thing in (the_app, client, client._settings):
            with pytest.raises(TypeError) as caught:
                pickle.dumps(thing)
            assert MARK not in str(caught.value)

    @pytest.mark.parametrize(
        "wrong",
        [
            "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcSECRET",
            b"-----BEGIN SECRET",
            Path("/no/such/SECRET"),
            None,
        ],
    )
    def test_invalid_key_is_refused_and_not_shown(self, wrong: Any) -> None:
        with pytest.raises(ArgumentError) as caught:
            GitHubApp(app_id="1", private_key=wrong)
        assert "SECRET" not in str(caught.value)
        assert not any("SECRET" in text for text in package_variables(caught.value.__traceback__))

    @pytest.mark.parametrize("kind", KINDS)
    def test_key_that_cannot_sign_is_an_error(self, kind: str) -> None:
        text = _pem(ec.generate_private_key(ec.SECP256R1()))
        for pem in (text, "-----BEGIN PRIVATE KEY-----\nSECRET\n-----END PRIVATE KEY-----"):
            the_app = GitHubApp(app_id="1", private_key=pem)
            found = ask(kind, Server(TestClock()), of_organization, the_app)
            assert isinstance(found.error, CredentialsError)
            assert "RSA key" in str(found.error)
            assert not any(MARK in text for text in package_variables(found.error.__traceback__))

    @pytest.mark.parametrize("missing", ["jwt", "cryptography"])
    def test_missing_extra_is_named(self, missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, missing, None)
        with pytest.raises(MissingExtraError, match=r"copilot-usage-metrics\[app\]") as found:
            app()
        assert found.value.extra == "app"

    def test_app_and_token_together_are_refused(self) -> None:
        with pytest.raises(ArgumentError, match="either a token or an app"):
            CopilotMetrics("t", app=app())
        with pytest.raises(ArgumentError, match="expected a GitHubApp"):
            AsyncCopilotMetrics(app=keys()[0])  # type: ignore[arg-type]

    def test_token_of_the_environment_is_ignored_for_an_app(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GITHUB_TOKEN", "ghp_other")
        server = Server(TestClock())
        assert ids(ask("sync", server, of_organization).ok) == [1]
        assert not any("ghp_other" in token for token in server.used)
        assert RetryPolicy().max_attempts == 3
