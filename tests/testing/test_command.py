"""`python -m copilot_usage_metrics.testing`, and the fixture."""

from __future__ import annotations

import datetime
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from copilot_usage_metrics.testing import SCENARIOS, FakeGitHub, fake_github
from copilot_usage_metrics.testing.__main__ import main
from tests.runtime.patience import PATIENCE
from tests.testing.wire import api, ask, lines_of, report_path

__all__ = ["fake_github"]

MODULE = [sys.executable, "-m", "copilot_usage_metrics.testing"]


def test_serve_prints_its_address_and_ends_cleanly() -> None:
    command = [*MODULE, "serve", "--seats", "20", "--scenario", "crlf", "--latency", "1"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        output = ""
        while "Ctrl-C" not in output:
            line = process.stdout.readline()
            assert line, process.stderr.read()
            output += line
        base_url, token = re.findall(r"^(?:API|token) +(\S+)$", output, re.MULTILINE)
        address = re.search(r'curl -H "Authorization: Bearer (\S+)" "(\S+)"', output)
        assert address is not None
        assert address[1] == token
        assert address[2].startswith(base_url)
        headers = {"Authorization": f"Bearer {token}", "User-Agent": "curl"}
        assert ask(address[2], headers).status in (200, 204)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
        assert process.stderr.read() == ""


def test_write_creates_the_files_that_are_served(tmp_path: Path) -> None:
    out = tmp_path / "users.ndjson"
    arguments = [
        "--seats",
        "40",
        "--today",
        "2026-11-20",
        "--family",
        "users-28-day",
        "--out",
        str(out),
    ]
    assert main(["write", *arguments]) == 0
    fake = FakeGitHub(seats=40, parts=1, today=datetime.date(2026, 11, 20))
    assert lines_of(out.read_bytes()) == list(fake.window_rows(fake.enterprise))
    assert main(["write", *arguments, "--parts", "3", "--entity", "octo-org"]) == 0
    assert len(list(tmp_path.glob("users-0000?.ndjson"))) == 3


def test_write_stops_at_a_size_and_whole_rows(tmp_path: Path) -> None:
    out = tmp_path / "users.ndjson"
    arguments = [
        "--seats",
        "200",
        "--family",
        "users-28-day",
        "--out",
        str(out),
        "--megabytes",
        "1",
    ]
    assert main(["write", *arguments]) == 0
    assert 900_000 < out.stat().st_size < 1_100_000
    assert lines_of(out.read_bytes())


def test_scenarios_lists_them_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenarios"]) == 0
    output = capsys.readouterr().out
    assert all(f"  {name}" in output and each.about in output for name, each in SCENARIOS.items())


@pytest.mark.parametrize(
    "arguments",
    [
        ["serve", "--scenario", "nonsense"],
        ["write", "--family", "users-1-day", "--out", "x", "--entity", "nobody"],
        ["write", "--family", "users-1-day", "--out", "x", "--day", "2020-01-01"],
    ],
)
def test_error_is_one_line(
    arguments: list[str],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert re.fullmatch(r"error: .+\n", capsys.readouterr().err)


def test_the_fixture_runs(fake_github: FakeGitHub) -> None:
    assert api(fake_github, report_path("users-28-day", "octo-org")).status == 200


@pytest.mark.parametrize("fake_github", [{"seats": 10, "scenario": "policy-off"}], indirect=True)
def test_the_fixture_takes_arguments(fake_github: FakeGitHub) -> None:
    assert api(fake_github, report_path("users-28-day", "octo-org")).status == 403


def test_serving_does_not_need_pytest() -> None:
    code = "import sys; sys.modules['pytest'] = None; import copilot_usage_metrics.testing"
    subprocess.run([sys.executable, "-c", code], check=True)
