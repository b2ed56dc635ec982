"""`read_rows` gives the same rows as the client for the files of the fake."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from copilot_usage_metrics import AsyncCopilotMetrics, CopilotMetrics, read_rows, rows_from_arrow
from copilot_usage_metrics._runtime.decoding.outcome import Part
from copilot_usage_metrics.testing import FakeGitHub

DAY = datetime.date(2026, 10, 29)


@pytest.fixture(scope="module")
def github() -> Iterator[FakeGitHub]:
    with FakeGitHub(seats=60, today=datetime.date(2026, 11, 1), parts=3) as fake:
        yield fake


REPORTS: dict[str, Callable[[Any, str], Any]] = {
    "aggregate day": lambda client, org: client.rows.copilot_organization_one_day_usage_metrics(
        org, day=DAY
    ),
    "aggregate window": lambda client, org: client.rows.copilot_organization_usage_metrics(org),
    "user day": lambda client, org: client.rows.copilot_organization_users_one_day_usage_metrics(
        org, day=DAY
    ),
    "user window": lambda client, org: client.rows.copilot_organization_users_usage_metrics(org),
    "teams": lambda client, org: client.rows.copilot_organization_user_teams_one_day_report(
        org, day=DAY
    ),
    "repositories": lambda client, org: client.rows.copilot_organization_repos_one_day_report(
        org, day=DAY
    ),
}


def to_files(folder: Path) -> Callable[[Part, bytes], None]:
    """Stores the received bytes, one file per part."""

    def keep(part: Part, piece: bytes) -> None:
        with (folder / f"part-{part.number}").open("ab") as file:
            file.write(piece)

    return keep


@pytest.mark.parametrize("report", REPORTS)
def test_files_and_http_give_the_same(report: str, tmp_path: Path, github: FakeGitHub) -> None:
    with CopilotMetrics(github.token, base_url=github.base_url) as client:
        reading = REPORTS[report](client, github.organizations[0]).keep_raw(to_files(tmp_path))
        by_http = list(reading)
        batches = list(REPORTS[report](client, github.organizations[0]).arrow(batch_size=50))
    read = read_rows(sorted(tmp_path.iterdir()))
    assert list(read) == by_http
    assert by_http
    assert (read.rows, read.duplicates, read.conflicts) == (
        reading.rows,
        reading.duplicates,
        reading.conflicts,
    )
    assert read.windows == reading.windows
    assert read.row_type is reading.row_type
    back = [row for batch in batches for row in rows_from_arrow(batch, reading.row_type)]
    assert back == by_http


def test_async_rows_give_the_same_batches(tmp_path: Path, github: FakeGitHub) -> None:
    async def read() -> tuple[list[Any], list[Any]]:
        async with AsyncCopilotMetrics(github.token, base_url=github.base_url) as client:
            reading = REPORTS["user window"](client, github.organizations[0])
            batches = [
                batch async for batch in reading.keep_raw(to_files(tmp_path)).arrow(batch_size=50)
            ]
        return batches, [
            row for batch in batches for row in rows_from_arrow(batch, reading.row_type)
        ]

    batches, back = asyncio.run(read())
    assert len(batches) > 1
    assert back == list(read_rows(sorted(tmp_path.iterdir())))
