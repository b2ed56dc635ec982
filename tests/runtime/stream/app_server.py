"""A server with the endpoints of a GitHub App, and an app with its key."""

from __future__ import annotations

import datetime
import threading
import time
from collections.abc import Callable
from functools import cache
from typing import Any

import httpx
import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from copilot_usage_metrics import GitHubApp
from tests.runtime.stream.support import DAY, TestClock, day, lines, read, user, whole

ENTERPRISE = "/enterprises/big/installation"


@cache
def keys() -> tuple[str, Any]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return pem_of(key), key.public_key()


def pem_of(key: Any) -> str:
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
