"""Recorded files are in the format of the contract tests, and pass the same checks as hand-written ones."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import httpx
import pytest

import copilot_usage_metrics
from copilot_usage_metrics import ResponseError, read_rows
from copilot_usage_metrics.testing import registry
from copilot_usage_metrics.v2022_11_28 import OPERATIONS
from generator import document
from recording import fixtures
from recording.asking import ONCE
from recording.command import FOLDER
from recording.errors import FormatError
from recording.plan import Entity, operations
from tests.contract import test_interactions as contract
from tests.contract.interactions import Interaction, load
from tests.contract.loopback import loopback
from tests.contract.players import PACKAGES, async_player, sync_player

from .conftest import TODAY, Recording


@pytest.fixture(scope="module")
def interactions(recording: Recording) -> list[Interaction]:
    return load(recording.folder / "interactions", fixtures.SOURCES)


def test_every_operation_of_both_versions_is_recorded(interactions: list[Interaction]) -> None:
    assert {(each.api_version, each.operation_id) for each in interactions} == {
        (api_version, operation.operation_id)
        for entity in (Entity("org", "o"), Entity("enterprise", "e"))
        for api_version, operation in operations(entity)
    }
    assert {each.source for each in interactions} == {"recorded"}


def test_success_no_data_and_errors_are_recorded(
    interactions: list[Interaction],
) -> None:
    found = Counter(each.expect["kind"] for each in interactions)
    assert set(found) == {"value", "no-data", "error"}
    closed = {each.operation_id for each in interactions if each.expect["kind"] == "error"}
    assert closed == {
        name for name, each in OPERATIONS.items() if each.sunset and each.sunset <= TODAY
    }
    reasons = {each.expect["reason"] for each in interactions if each.expect["kind"] == "no-data"}
    assert len(reasons) > 1
    pages = [each for each in interactions if "after" in each.query]
    assert [each.api_version for each in pages] == ["2022-11-28", "2026-03-10"]


def test_recorded_interactions_pass_the_contract_tests(interactions: list[Interaction]) -> None:
    with (
        loopback() as server,
        httpx.Client(verify=False, trust_env=False) as http,
        asyncio.Runner() as runner,
    ):
        clients = {
            version: package.CopilotMetrics(
                "TOKEN", base_url=server.url, http_client=http, retry=ONCE
            )
            for version, package in PACKAGES.items()
        }
        async_http = httpx.AsyncClient(verify=False, trust_env=False)
        async_clients = {
            version: package.AsyncCopilotMetrics(
                "TOKEN", base_url=server.url, http_client=async_http, retry=ONCE
            )
            for version, package in PACKAGES.items()
        }
        sync_call = sync_player(clients.__getitem__)
        async_call = async_player(async_clients.__getitem__, runner.run)
        for call in (sync_call, async_call):
            for each in interactions:
                server.play(each)
                expected = each.expect
                if expected["kind"] == "error":
                    with pytest.raises(ResponseError) as caught:
                        call(each.api_version, each.operation_id, each.arguments)
                    error_type = getattr(copilot_usage_metrics, expected["class"])
                    assert type(caught.value) is error_type
                    contract.check_error(each, caught.value)
                elif expected["kind"] == "no-data":
                    result = call(each.api_version, each.operation_id, each.arguments)
                    contract.check_no_data(each, result)
                else:
                    result = call(each.api_version, each.operation_id, each.arguments)
                    contract.check_value(each, result)
                contract.check_requests(each, server)
        runner.run(async_http.aclose())
    for each in interactions:
        contract.test_body_matches_the_description(each)


def test_reading_back_is_verified(recording: Recording, tmp_path: Path) -> None:
    folder = recording.folder / "interactions"
    assert len(fixtures.verify(folder)) > len(list(folder.rglob("*.yaml")))
    name = "2026-03-10/getUsageRecords.yaml"
    text = (folder / name).read_text("utf-8")
    for old, new in (
        ("source: recorded", "source: invented"),
        ("type: list[UsageRecord]", "type: UsageRecord"),
        ("Accept: application/vnd.github+json", "Accept: text/plain"),
    ):
        target = tmp_path / name
        target.parent.mkdir(exist_ok=True)
        target.write_text(text.replace(old, new, 1), "utf-8")
        with pytest.raises(FormatError):
            fixtures.verify(tmp_path)


def test_report_files_are_shortened_and_indexed(recording: Recording) -> None:
    index = document.parse(recording.files["reports.yaml"])["files"]
    assert {f"reports/{name}" for name in index} == {
        name for name in recording.files if name.startswith("reports/")
    }
    families = {(each["scope"], each["family"]) for each in index.values()}
    reports = {
        (registry.scope_of(each), registry.family_of(each))
        for each in registry.newest().values()
        if each.report
    }
    assert families == reports
    for name, entry in index.items():
        rows = fixtures.rows_of(recording.files[f"reports/{name}"])
        assert len(rows) == entry["rows_kept"] <= entry["rows_seen"]
    parts = [name for name in index if name.startswith("organization.users-28-day.latest.")]
    assert len(parts) == 2
    assert any(each["rows_kept"] < each["rows_seen"] for each in index.values())


def test_recorded_report_files_are_read_like_any_other(recording: Recording) -> None:
    for name, content in recording.files.items():
        if name.startswith("reports/"):
            rows = read_rows(recording.folder / name)
            count = sum(1 for _ in rows)
            assert count >= len(fixtures.rows_of(content))
            assert not rows.bad_lines
            assert not rows.unknown_keys


def test_files_are_written_as_they_were_scanned(recording: Recording) -> None:
    written = {
        path.relative_to(recording.folder).as_posix(): path.read_bytes()
        for path in recording.folder.rglob("*")
        if path.is_file()
    }
    assert written == recording.files


def test_numbers_keep_every_digit() -> None:
    content = b'{"ai_credits_used":12.345678901234567890123,"other":1}\n'
    assert fixtures.rows_of(content)[0]["ai_credits_used"] == Decimal("12.345678901234567890123")


def test_committed_recording_passes_the_contract_tests() -> None:
    # without the folder there is no recording
    found = fixtures.verify(FOLDER / "interactions")
    assert {each.source for each in found} <= {"recorded"}
    index = FOLDER / "reports.yaml"
    named = set(document.read(index)["files"]) if index.is_file() else set()
    assert named == {path.name for path in (FOLDER / "reports").glob("*")}
    for path in (FOLDER / "reports").glob("*"):
        for line in path.read_bytes().splitlines():
            json.loads(line)
