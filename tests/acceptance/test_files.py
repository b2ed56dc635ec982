"""`read_rows` on the fake's files gives the same as the client over HTTP: every report, both scopes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from copilot_usage_metrics import IncompleteReportError, read_rows
from copilot_usage_metrics.testing import FakeGitHub
from copilot_usage_metrics.testing.__main__ import main
from tests.acceptance.support import (
    DAY,
    ORGANIZATION,
    REPORTS,
    TODAY,
    USERS,
    USERS_WINDOW,
    Player,
    dicts,
    slug_of,
)

STYLES = (
    "",
    "array pretty crlf bom ids=swapped documented-fields",
    "bad-lines=3 blank-lines=2 duplicates=4 conflicts=5 incomplete=6 new-keys=2 types multibyte",
)
SEATS = 15
"""Enough people to fill every part of a report, with bad rows among them."""


@pytest.fixture(scope="module")
def shared() -> Iterator[FakeGitHub]:
    """A smaller organization: a test reads each row of it three times."""
    with FakeGitHub(seats=SEATS, today=TODAY, parts=3) as fake:
        yield fake


def write(github: FakeGitHub, operation_id: str, folder: Path) -> list[Path]:
    """The files of a report, written without a server."""
    day = DAY if "OneDay" in operation_id else None
    paths = []
    for number, pieces in enumerate(github.files(operation_id, slug_of(operation_id), day)):
        paths.append(folder / f"{number:02d}")
        paths[-1].write_bytes(b"".join(pieces))
    return paths


def statistics(reading: Any) -> dict[str, Any]:
    """The statistics of a read, without the names of files."""
    return {
        "type": reading.row_type,
        "parts": [(p.number, p.state, p.reason, p.bytes, p.rows) for p in reading.parts],
        "windows": reading.windows,
        "counts": (reading.rows, reading.duplicates, reading.conflicts, reading.bad_line_count),
        "bad": [(bad.line, bad.reason) for bad in reading.bad_lines],
        "unknown": reading.unknown_keys,
        "drift": reading.type_drift,
        "complete": reading.is_complete,
    }


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("operation_id", REPORTS)
def test_files_give_the_same_rows_and_statistics_as_http(
    player: Player, operation_id: str, style: str, tmp_path: Path
) -> None:
    player.github.scenario = style
    by_http = player.report(operation_id)
    files = write(player.github, operation_id, tmp_path)
    family: Any = REPORTS[operation_id].row_type
    named = read_rows(files, family)
    assert list(named) == by_http.ok
    assert by_http.rows
    assert statistics(named) == statistics(by_http.reading)
    by_content = read_rows(files)
    assert dicts(by_content) == dicts(by_http.rows)
    assert issubclass(by_http.reading.row_type, by_content.row_type)


def test_empty_file_is_a_note_for_files_as_for_http(player: Player, tmp_path: Path) -> None:
    files = write(player.github, USERS_WINDOW, tmp_path)
    player.github.scenario = "empty-file,on=part-00001"
    by_http = player.report(USERS_WINDOW)
    (empty,) = [n for n, part in enumerate(by_http.reading.parts) if not part.bytes]
    files[empty].write_bytes(b"")
    read = read_rows(files, "UserWindowDay")
    assert dicts(list(read)) == dicts(by_http.ok)
    assert len(read.notes) == len(by_http.reading.notes) == 1


@pytest.mark.parametrize("style", ["empty-file", "empty-array"])
def test_files_without_rows_fail_as_they_do_over_http(
    player: Player, style: str, tmp_path: Path
) -> None:
    files = write(player.github, USERS_WINDOW, tmp_path)
    player.github.scenario = style
    by_http = player.report(USERS_WINDOW)
    for number, part in enumerate(by_http.reading.parts):
        if part.state == "failed":
            files[number].write_bytes(b"[]\n" if style == "empty-array" else b"")
    read = read_rows(files, "UserWindowDay")
    with pytest.raises(IncompleteReportError) as caught:
        list(read)
    assert isinstance(by_http.error, IncompleteReportError)
    assert len(caught.value.missing) == len(by_http.error.missing) in (1, len(files))
    assert statistics(read) == statistics(by_http.reading)


def test_write_command_gives_the_rows_of_the_fake(player: Player, tmp_path: Path) -> None:
    """`python -m copilot_usage_metrics.testing write`: the same organization, the same rows."""
    path = tmp_path / "users.ndjson"
    estate = ["--seats", f"{SEATS}", "--today", f"{TODAY}", "--entity", ORGANIZATION]
    report = ["--family", "users-1-day", "--day", f"{DAY}", "--out", str(path)]
    assert main(["write", *estate, *report]) == 0
    assert list(read_rows(path)) == player.report(USERS).ok
