"""The FastAPI example, with a client that calls it."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from copilot_usage_metrics import AsyncCopilotMetrics, rows
from copilot_usage_metrics.testing import FakeGitHub
from examples.fastapi_service import create_app


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    """Responses of the service: a day, an unknown organization, an invalid day, the schema."""
    with FakeGitHub(seats=8, days=3) as github:
        paths = {
            "day": f"/orgs/{github.organizations[0]}/days/{github.days[-1]}",
            "unknown": f"/orgs/no-such-org/days/{github.days[-1]}",
            "no day": f"/orgs/{github.organizations[0]}/days/yesterday",
            "schema": "/openapi.json",
        }

        async def run() -> dict[str, Any]:
            async with AsyncCopilotMetrics(github.token, base_url=github.base_url) as client:
                transport = httpx.ASGITransport(create_app(client))
                async with httpx.AsyncClient(
                    transport=transport, base_url="http://service"
                ) as http:
                    return {name: await http.get(path) for name, path in paths.items()}

        return asyncio.run(run())


def test_rows_are_returned_unchanged(answers: dict[str, Any]) -> None:
    assert answers["day"].status_code == 200
    found = answers["day"].json()
    assert found["complete"] is True
    users = [rows.UserDay.from_dict(each) for each in found["users"]]
    assert len(users) > 0
    assert all(each.user_login for each in users)
    assert [each.to_dict() for each in users] == found["users"]


def test_errors_have_their_own_status(answers: dict[str, Any]) -> None:
    assert answers["unknown"].status_code == 404
    assert answers["no day"].status_code == 422


def test_the_service_documents_the_fields_of_a_row(answers: dict[str, Any]) -> None:
    document = answers["schema"].json()
    users = document["components"]["schemas"]["DayResponse"]["properties"]["users"]["items"]
    assert users["title"] == "UserDay"
    assert {"user_login", "ai_credits_used", "totals_by_ide"} <= set(users["properties"])
