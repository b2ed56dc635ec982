"""A report for each day, and the call that reads several days."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx

from tests.runtime.stream.support import SIGNATURE, day, lines, user, whole


class Days:
    """One report for each day, and the special responses of some days."""

    def __init__(self, **scripted: Any) -> None:
        self.scripted = {
            key.replace("_", "-").removeprefix("d"): value for key, value in scripted.items()
        }
        self.requests: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.host != "api.github.com":
            requested_day = request.url.path.rsplit("/", 1)[-1].removesuffix(".json")
            return whole(lines(user(1, day=requested_day)))
        requested_day = request.url.params["day"]
        self.requests.append(requested_day)
        scripted = self.scripted.get(requested_day, 200)
        if scripted == 200:
            links = [f"https://files.example/{requested_day}.json?{SIGNATURE}"]
            return httpx.Response(200, json={"download_links": links, "report_day": requested_day})
        if isinstance(scripted, int):
            return httpx.Response(scripted, json={"message": "no"} if scripted != 204 else None)
        return httpx.Response(200, content=scripted)


def run(since: str, until: str | None = None) -> Callable[[Any], Any]:
    return lambda c: c.rows.copilot_organization_users_one_day_usage_metrics(
        "acme", since=day(since), until=None if until is None else day(until)
    )
