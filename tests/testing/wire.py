"""A plain HTTP client: the fake is tested on the wire, without the package's own client."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from copilot_usage_metrics.testing import FakeGitHub
from tests.runtime.patience import PATIENCE

USERS_DAY = "copilotOrganizationUsersOneDayUsageMetrics"
ENTERPRISE_USERS_DAY = "copilotUsersOneDayUsageMetrics"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    """Headers by lower-case name."""
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def links(self) -> dict[str, str]:
        """The URLs of the Link header by relation."""
        found = re.findall(r'<([^>]+)>; rel="([a-z]+)"', self.headers.get("link", ""))
        return {relation: address for address, relation in found}


def ask(
    url: str,
    headers: Mapping[str, str] | None = None,
    *,
    method: str = "GET",
    body: bytes | None = None,
    timeout: float = PATIENCE,
) -> Answer:
    """Send one request on its own connection."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)
    try:
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection.request(method, target, body, dict(headers or {}))
        response = connection.getresponse()
        names = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, names, response.read())
    finally:
        connection.close()


def headers_for(github: FakeGitHub, token: str | None = None) -> dict[str, str]:
    return {
        "User-Agent": "tests",
        "Authorization": f"Bearer {token or github.token}",
        "X-GitHub-Api-Version": "2026-03-10",
    }


def api(
    github: FakeGitHub, path: str, *, method: str = "GET", token: str | None = None, **more: str
) -> Answer:
    """A request to the API as a well-behaved client sends it."""
    return ask(github.base_url + path, headers_for(github, token) | more, method=method)


def report_path(family: str, entity: str, day: object = None) -> str:
    """The path of a report, with its day."""
    scope = "enterprises" if entity == "octo-enterprise" else "orgs"
    path = f"/{scope}/{entity}/copilot/metrics/reports/{family}"
    return f"{path}?day={day}" if day else f"{path}/latest"


def links_of(github: FakeGitHub, family: str, entity: str, day: object = None) -> list[str]:
    """The links of a report."""
    answer = api(github, report_path(family, entity, day))
    assert answer.status == 200, answer
    links: list[str] = answer.json["download_links"]
    return links


def lines_of(content: bytes) -> list[Any]:
    return [json.loads(line) for line in content.splitlines()]
