"""A web service for the users of an organization: FastAPI returns and documents the package's rows.

Run it with a token in GITHUB_TOKEN:

    pip install fastapi uvicorn
    uvicorn --factory examples.fastapi_service:create_app
"""

from __future__ import annotations

import datetime

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

from copilot_usage_metrics import AsyncCopilotMetrics, NotFoundError, rows


class DayResponse(BaseModel):
    """The users of an organization on a day: a pydantic model with rows."""

    day: datetime.date
    users: list[rows.UserDay]
    credits_used: float
    complete: bool
    """Whether GitHub has data for the day."""


def create_app(client: AsyncCopilotMetrics | None = None) -> FastAPI:
    """The service. Its client serializes requests with the same credential."""
    github = client or AsyncCopilotMetrics(one_at_a_time=True)
    app = FastAPI(title="Copilot users")

    @app.get("/orgs/{org}/days/{day}")
    async def users(org: str, day: datetime.date) -> DayResponse:
        """The users of an organization on a day."""
        reading = github.rows.copilot_organization_users_one_day_usage_metrics(
            org, day=day, timeout=60
        )
        try:
            found = [row async for row in reading]
        except NotFoundError as error:
            raise HTTPException(404, str(error)) from error
        used = sum(float(row.ai_credits_used or 0) for row in found)
        return DayResponse(
            day=day, users=found, credits_used=used, complete=reading.no_data is None
        )

    return app
