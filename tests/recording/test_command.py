"""The command: its options, its output, and that it writes all or nothing."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from copilot_usage_metrics import Operation
from copilot_usage_metrics.testing import FakeGitHub
from generator.render import emit
from recording import fixtures, plan, scrub
from recording.asking import Recorder
from recording.command import FOLDER, main, parsed, write
from recording.downloads import Excerpt, read
from recording.errors import AskError, FormatError, UsageError, WriteError
from recording.material import Material
from tests.contract.interactions import ROOT

from .conftest import ORG, Recording


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(
    fake: FakeGitHub, folder: Path, *more: str, errors: io.StringIO | None = None
) -> tuple[int, str, str]:
    output, error_stream = io.StringIO(), errors or io.StringIO()
    arguments = ["--org", ORG, "--base-url", fake.base_url, "--days", "1", "--rows", "3"]
    code = main([*arguments, "--out", str(folder), *more], output=output, errors=error_stream)
    return code, output.getvalue(), error_stream.getvalue()


@pytest.fixture
def ready(fake: FakeGitHub, monkeypatch: pytest.MonkeyPatch) -> FakeGitHub:
    """The environment of a user, and a fake with the current date."""
    monkeypatch.setenv("GITHUB_TOKEN", f"{fake.token}\n")
    monkeypatch.delenv("RECORD_KEY", raising=False)
    # few calls: their results have tests elsewhere
    monkeypatch.setattr(Recorder, "record", _short)
    return fake


_record, _operations = Recorder.record, plan.operations
_WANTED = ("copilotOrganizationUsersUsageMetrics", "copilotMetricsForOrganization")


def _some(entity: plan.Entity) -> Iterator[tuple[str, Operation[Any]]]:
    return (each for each in _operations(entity) if each[1].operation_id in _WANTED)


def _short(self: Recorder, entities: list[plan.Entity]) -> Material:
    self.sleep = lambda _: None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "operations", _some)
        return _record(self, entities)


def test_command_records(ready: FakeGitHub, tmp_path: Path) -> None:
    folder = tmp_path / "recorded"
    code, output, errors = run(ready, folder)
    assert (code, errors) == (0, "")
    assert output.startswith(f"wrote 6 files to {folder}\n")
    assert len(fixtures.verify(folder / "interactions")) == 3
    assert run(ready, folder)[0] == 0  # replaces the last recording


def test_a_dry_run_writes_nothing(ready: FakeGitHub, tmp_path: Path) -> None:
    code, output, _ = run(ready, tmp_path / "recorded", "--dry-run")
    assert code == 0
    assert output.startswith("would write 6 files")
    assert "interactions/2026-03-10/copilotOrganizationUsersUsageMetrics.yaml" in output
    assert list(tmp_path.iterdir()) == []


def test_progress_is_written_to_terminals_only(ready: FakeGitHub, tmp_path: Path) -> None:
    _, _, errors = run(ready, tmp_path / "recorded", "--dry-run", errors=Terminal())
    assert "copilotOrganizationUsersUsageMetrics" in errors
    assert errors.endswith("\r\x1b[K")


def test_the_token_goes_to_the_api_only(ready: FakeGitHub, tmp_path: Path) -> None:
    ready.forget()
    run(ready, tmp_path / "recorded", "--dry-run")
    assert {each.server for each in ready.requests} == {"api", "download"}
    assert ready.leaks == ()


@pytest.mark.parametrize(
    ("scenario", "says"),
    [
        ("revoked", "Bad credentials"),
        ("primary-limit=60", "rate limit"),
        ("blob-missing=1", "download host responded with 404"),
        ("truncate=500,times=9", "a download failed"),
        ("api-reset,times=9", "no response from the API"),
    ],
)
def test_unavailable_data_ends_the_recording(
    ready: FakeGitHub, tmp_path: Path, scenario: str, says: str
) -> None:
    with ready.playing(scenario):
        code, output, errors = run(ready, tmp_path / "recorded")
    assert (code, output) == (4, "")
    assert errors.startswith("error: ")
    assert errors.count("\n") == 1
    assert says in errors
    assert ready.token not in errors
    assert "sig=" not in errors
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "scenario",
    ["server-error=502,times=1", "redirect,times=1", "api-gzip", "truncate=500,times=1", "policy-off",
     "proxy-403", "redirect-away,times=1", "array", "pretty", "crlf", "u2028", "multibyte", "types",
     "new-keys=3", "ids=swapped", "bad-lines=3", "bom", "empty-file", "repeated-links", "api-garbage,times=1"],
)  # fmt: skip
def test_error_responses_are_recorded_as_well(
    ready: FakeGitHub, tmp_path: Path, scenario: str
) -> None:
    with ready.playing(scenario):
        code, _, errors = run(ready, tmp_path / "recorded")
    assert (code, errors) == (0, "")
    found = fixtures.verify(tmp_path / "recorded" / "interactions")
    kinds = {each.answer.status for each in found}
    expected = {"server-error": 502, "redirect": 307, "policy-off": 403, "proxy-403": 403}
    name = scenario.partition(",")[0].partition("=")[0]
    assert expected.get(name, 200) in kinds


def test_a_leak_ends_the_recording_before_anything_is_written(
    ready: FakeGitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scrub.ResponseScrubber, "name_or_id", lambda self, text: text)
    code, output, errors = run(ready, tmp_path / "recorded")
    assert (code, output) == (5, "")
    assert errors.startswith("error: something secret is left, nothing was written: ")
    assert errors.count("\n") == 1
    assert "acme" not in errors
    assert list(tmp_path.iterdir()) == []


def test_a_leak_leaves_the_last_recording_unchanged(
    ready: FakeGitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "recorded"
    run(ready, folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    monkeypatch.setattr(scrub.ResponseScrubber, "link", lambda self, link, number: link)
    assert run(ready, folder)[0] == 5
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_an_internal_error_shows_no_value(
    ready: FakeGitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: scrub.ResponseScrubber, text: str) -> str:
        raise KeyError(f"{text} and {ready.token}")

    monkeypatch.setattr(scrub.ResponseScrubber, "name_or_id", fail)
    code, _, errors = run(ready, tmp_path / "recorded")
    assert code == 70
    assert errors.startswith("error: KeyError at test_command.py:")
    assert ready.token not in errors
    assert "acme" not in errors


@pytest.mark.parametrize(
    ("arguments", "environment", "says"),
    [
        ([], {"GITHUB_TOKEN": "x"}, "ORG="),
        (["--org", "a"], {}, "GITHUB_TOKEN is not set"),
        (["--org", "a"], {"GITHUB_TOKEN": " "}, "GITHUB_TOKEN is not set"),
        (["--org", "a"], {"GITHUB_TOKEN": "x", "RECORD_KEY": "short"}, "RECORD_KEY is too short"),
        (["--org", "a", "--days", "0"], {"GITHUB_TOKEN": "x"}, "--days"),
        (["--token", "x"], {"GITHUB_TOKEN": "x"}, "--token"),
    ],
)
def test_wrong_usage_is_an_error(
    arguments: list[str], environment: dict[str, str], says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        parsed(arguments, environment)


@pytest.mark.parametrize("url", ["http://api.example.com", "ftp://x", "https://user:pw@h"])
def test_the_token_is_not_sent_unencrypted(ready: FakeGitHub, tmp_path: Path, url: str) -> None:
    code, _, errors = run(ready, tmp_path / "recorded", "--base-url", url)
    assert code == 2
    assert "base_url" in errors


def test_default_options() -> None:
    options = parsed(["--org", "a", "--enterprise", "b"], {"GITHUB_TOKEN": "x"})
    assert [each.scope for each in options.entities] == ["organization", "enterprise"]
    assert options.folder == FOLDER == ROOT / "tests" / "fixtures" / "recorded"
    assert options.base_url == "https://api.github.com"
    assert (options.key, options.dry_run) == (None, False)


# -- all or nothing


def test_folder_without_a_recording_is_not_replaced(recording: Recording, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(WriteError, match="other files than a recording"):
        write(recording.files, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    with pytest.raises(WriteError, match="not a folder"):
        write(recording.files, tmp_path / "notes.txt")


def test_files_in_the_wrong_format_are_not_written(recording: Recording, tmp_path: Path) -> None:
    name = next(name for name in recording.files if name.startswith("interactions/"))
    broken = {**recording.files, name: recording.files[name].replace(b"kind: value", b"kind: x")}
    with pytest.raises(FormatError):
        write(broken, tmp_path / "recorded")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_while_writing_leaves_the_old_recording(
    recording: Recording, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "recorded"
    write({"reports.yaml": b"files: {}\n"}, folder)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(emit, "_swap", fail)
    with pytest.raises(WriteError, match="No space left"):
        write(recording.files, folder)
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == [
        "recorded",
        "recorded/reports.yaml",
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("step", ["mkdtemp", "_swap", "rename"])
def test_a_kill_leaves_the_old_or_the_new_recording(tmp_path: Path, step: str) -> None:
    folder = tmp_path / "recorded"
    write({"reports.yaml": b"files: {}\n"}, folder)
    program = f"""
import os, signal, sys
from pathlib import Path
from generator.render import emit
from recording.command import write
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
def then_die(self, target, rename=Path.rename):
    rename(self, target)
    die()
if {step!r} == "rename": Path.rename = then_die
elif {step!r} == "_swap": emit._swap = die
else: emit.tempfile.mkdtemp = die
write({{"reports.yaml": b"files: {{}}\\n# new\\n", "reports/a.ndjson": b"{{}}\\n"}}, Path({str(folder)!r}))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=False, capture_output=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    if (
        step != "rename"
    ):  # between the two steps of the swap, the next run restores the old recording
        assert (folder / "reports.yaml").read_text() == "files: {}\n"
    write({"reports.yaml": b"files: {}\n# newer\n"}, folder)
    assert [path.name for path in tmp_path.iterdir()] == ["recorded"]
    assert (folder / "reports.yaml").read_text().endswith("# newer\n")


# -- files


def test_a_file_is_shortened_to_rows_of_new_structure(fake: FakeGitHub) -> None:
    rows = [{"user_id": number, "a": {"b": number}} for number in range(50)]
    rows[30]["a"] = {"c": 1}
    rows[31]["a"] = {"c": 2}
    rows[40] = {"user_id": "7", "a": [{"b": 1}]}
    content = "\n".join(map(json.dumps, rows)).encode()
    http = httpx.Client(
        transport=httpx.MockTransport(lambda _: httpx.Response(200, content=content))
    )
    cut = read(http, "https://example.com/x", Excerpt(3, {"44", "45"}))
    assert [row["user_id"] for row in cut.kept] == [0, 1, 2, 30, "7", 44, 45]
    assert (cut.rows_seen, cut.bad_lines, cut.container) == (50, 0, "lines")


@pytest.mark.parametrize(
    ("content", "kept", "container", "bad"),
    [
        (b'{"a": 1}\r\n\r\n{"a": 2}', 2, "lines", 0),
        (b'\xef\xbb\xbf{"a": 1}\n', 1, "object", 0),
        (b'[{"a": 1},\n {"a": 2}]', 2, "array", 0),
        (b'{\n "day_totals": [{"a": 1}, {"a": 2}, {"a": 3}, {"b": 1}]\n}', 1, "object", 0),
        (b'oops\n{"a": 1}\n', 1, "lines", 1),
        (b'{"a": 1}\n7\n{"a"\n', 1, "lines", 2),
        ('{"a": "\u2028"}\n{"a": 1}\n'.encode(), 2, "lines", 0),
        (b"", 0, "lines", 0),
    ],
)
def test_files_of_any_shape_are_read(content: bytes, kept: int, container: str, bad: int) -> None:
    http = httpx.Client(
        transport=httpx.MockTransport(lambda _: httpx.Response(200, content=content))
    )
    cut = read(http, "https://example.com/x", Excerpt(2))
    assert (len(cut.kept), cut.container, cut.bad_lines) == (kept, container, bad)
    for row in cut.kept:
        assert len(row.get("day_totals", [1, 2, 3])) == 3


def test_a_download_that_fails_names_no_link() -> None:
    http = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(503)))
    with pytest.raises(AskError, match="responded with 503") as caught:
        read(http, "https://example.com/x?sig=abc", Excerpt(2), sleep=lambda _: None)
    assert "sig" not in str(caught.value)


def test_the_base_url_of_the_api_is_scrubbed(recording: Recording) -> None:
    # with the host: a request id may have the digits of the port
    address = recording.options.base_url.partition("//")[2]
    assert address.rpartition(":")[2].isdecimal()
    assert address not in b"\n".join(recording.files.values()).decode()
