"""Private lakes: a login in external text is neither stored nor printed."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from typer.testing import CliRunner

from copilot_metrics_collector.cli import app
from copilot_metrics_collector.clock import today_utc
from copilot_metrics_collector.lake.lake import Lake

from ..hostile_text import refusal, serving

LOGIN = "mona-lisa_octo"
SAID = f"User {LOGIN} <{LOGIN}@example.com> must have enabled the policy, see @{LOGIN}"
YESTERDAY = today_utc() - datetime.timedelta(days=1)
Reply = Callable[[str], tuple[int, bytes]]


def file_of(rows: bytes, status: int = 200) -> Reply:
    """A report of one file that is called by the login."""

    def reply(path: str) -> tuple[int, bytes]:
        if path.startswith("/files/"):
            return status, rows
        if "/reports/user" not in path:  # the rows are of users, as no other report's are
            return (200, b"{}") if "rate_limit" in path else (404, refusal(SAID))
        link = f"BASE/files/{LOGIN}.json?sig=x&user={LOGIN}"
        return 200, json.dumps({"download_links": [link], "report_day": f"{YESTERDAY}"}).encode()

    return reply


def refused(status: int) -> Reply:
    """A refusal that names the login."""
    return lambda _: (status, refusal(SAID))


def row(**more: object) -> bytes:
    """A user's row with a login in every possible place."""
    values = {
        "day": f"{YESTERDAY}",
        "organization_id": "1",
        "user_id": 4321987,
        "user_login": LOGIN,
    }
    return json.dumps({**values, **more}).encode() + b"\n"


ANSWERS: dict[str, Reply] = {
    **{f"status {status}": refused(status) for status in (400, 401, 403, 404, 409, 422, 500)},
    "another shape": lambda _: (
        200,
        json.dumps({"download_links": {LOGIN: LOGIN}, LOGIN: 1}).encode(),
    ),
    "a text": lambda _: (200, json.dumps(SAID).encode()),
    "no JSON": lambda _: (200, SAID.encode()),
    "a file": file_of(row()),
    "a refused file": file_of(refusal(SAID), 404),
    "a missing file": file_of(refusal(SAID), 410),
    "a failing file": file_of(refusal(SAID), 503),
    "no rows": file_of(SAID.encode() + b"\n"),
    "bad lines": file_of(row() + SAID.encode() + b"\n" + json.dumps([LOGIN]).encode() + b"\n"),
    "its login as a key": file_of(row(**{LOGIN: 1, "new": {LOGIN: LOGIN}})),
    "another login as a key": file_of(
        row(user_login="hubot", user_id=1234567, **{LOGIN: {LOGIN: 1}})
    ),
    "a login as another type": file_of(
        row(code_generation_activity_count=LOGIN, totals_by_ide=LOGIN)
    ),
    "a login as a day": file_of(row(day=LOGIN)),
}


@pytest.fixture
def key(tmp_path: Path) -> Path:
    file = tmp_path / "key"
    file.write_text("0123456789abcdef" * 4)
    file.chmod(0o600)
    return file


def everything(lake: Path) -> bytes:
    """All bytes of a lake and the names of its files, with raw files decompressed."""
    found = b""
    for file in lake.rglob("*"):
        found += str(file.relative_to(lake)).encode()
        if file.suffix == ".zst":
            found += pa.CompressedInputStream(str(file), "zstd").read()
        elif file.is_file():
            found += file.read_bytes()
            if file.suffix == ".parquet":
                import pyarrow.parquet as pq

                found += repr(pq.ParquetFile(file).read().to_pylist()).encode()
    return found


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("way", ["pseudonyms", "no users"])
def test_no_login_gets_through(answer: str, way: str, tmp_path: Path, key: Path) -> None:
    lake = tmp_path / "lake"
    base: list[str] = []

    def reply(path: str) -> tuple[int, bytes]:
        status, body = ANSWERS[answer](path)
        return status, body.replace(b"BASE", base[0].encode())

    private = ["--pseudonymize", str(key), "--keep-raw"] if way == "pseudonyms" else ["--no-users"]
    shown = ""
    with serving(reply) as base_url:
        base.append(base_url)
        reach = ["--base-url", base_url, "--org", "octo", "--lake", str(lake)]
        for arguments in (
            ["sync", *reach, "--since", str(YESTERDAY), "--tries", "1", *private],
            ["doctor", *reach, "--timeout", "5"],
            ["doctor", *reach, "--timeout", "5", "--format", "json"],
            ["status", "--lake", str(lake)],
            ["status", "--lake", str(lake), "--format", "json"],
            ["reprocess", "--lake", str(lake)],
            ["sql", "SELECT * FROM units", "--lake", str(lake), "--format", "json"],
        ):
            result = CliRunner().invoke(app, arguments, env={"GITHUB_TOKEN": "x" * 20})
            assert result.exit_code != 70, result.output
            shown += result.stdout + result.stderr
    assert lake.exists()
    assert Lake.open(lake).privacy.is_private
    for text in (shown, everything(lake).decode("utf-8", "replace")):
        assert LOGIN not in text
        assert "mona" not in text.lower()


def test_names_of_files_and_reasons_are_pseudonyms_and_fixed_words(
    tmp_path: Path, key: Path
) -> None:
    base: list[str] = []

    def reply(path: str) -> tuple[int, bytes]:
        status, body = ANSWERS[
            "a file" if "users-1-day" in path or "files" in path else "status 403"
        ](path)
        return status, body.replace(b"BASE", base[0].encode())

    with serving(reply) as base_url:
        base.append(base_url)
        CliRunner().invoke(
            app,
            [
                *(
                    "sync",
                    "--base-url",
                    base_url,
                    "--org",
                    "octo",
                    "--lake",
                    str(tmp_path / "lake"),
                ),
                *("--since", str(YESTERDAY), "--pseudonymize", str(key)),
            ],
            env={"GITHUB_TOKEN": "x" * 20},
        )
    manifests = {each.unit.family: each for each in Lake.open(tmp_path / "lake").manifests()}
    (source,) = manifests["users-1-day"].sources
    assert re.fullmatch(r"t-[a-z2-7]{26}", source.name)
    assert manifests["organization-1-day"].reason == "403, policy"


def test_a_plain_lake_keeps_githubs_words(tmp_path: Path) -> None:
    with serving(lambda _: (403, refusal(SAID))) as base_url:
        result = CliRunner().invoke(
            app,
            [
                *(
                    "sync",
                    "--base-url",
                    base_url,
                    "--org",
                    "octo",
                    "--lake",
                    str(tmp_path / "lake"),
                ),
                *("--since", str(YESTERDAY), "--family", "users-1-day"),
            ],
            env={"GITHUB_TOKEN": "x" * 20},
        )
    assert f"403, policy: User {LOGIN}" in result.stdout


def test_a_configured_private_sync_keeps_the_doctor_silent_too(tmp_path: Path, key: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_text(f"[sync]\npseudonymize = {json.dumps(str(key))}\n")
    with serving(
        lambda path: (200, b"{}") if "rate_limit" in path else (422, refusal(SAID))
    ) as base:
        arguments = ["doctor", "--base-url", base, "--org", "octo", "--config", str(file)]
        result = CliRunner().invoke(app, arguments, env={"GITHUB_TOKEN": "x" * 20})
    assert "422" in result.output
    assert LOGIN not in result.output
