"""Points 2, 12, 13, 14, 19 and 30 of the checklist: parts of a report, file formats, bad lines, expired links."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from copilot_usage_metrics import IncompleteReportError, read_rows
from copilot_usage_metrics._runtime.protocol.effects import MOST_AHEAD
from copilot_usage_metrics.testing import FakeGitHub
from tests.acceptance.support import (
    DAY,
    ORGANIZATION,
    TODAY,
    USERS,
    USERS_WINDOW,
    Player,
    dicts,
    rows_of,
    truth,
)


def test_point_02_every_link_is_read_and_a_failed_part_makes_the_report_partial(
    player: Player,
) -> None:
    whole = player.report(USERS_WINDOW)
    assert dicts(whole.ok) == truth(player.github, USERS_WINDOW)
    assert [part.state for part in whole.reading.parts] == ["complete"] * 3
    player.github.scenario = "blob-missing=1"
    found = player.report(USERS_WINDOW)
    assert isinstance(found.error, IncompleteReportError)
    assert [part.state for part in found.reading.parts] == ["complete", "failed", "complete"]
    (missing,) = found.reading.failed_parts
    assert missing.name.startswith("part-00001-")
    assert missing.name in str(found.error)
    assert 0 < len(found.rows) < len(whole.rows)
    assert not found.reading.is_complete


def test_point_12_the_format_of_a_file_is_detected_from_its_bytes(player: Player) -> None:
    plain = truth(player.github, USERS)
    for scenario in (
        "suffix=csv content-type=text/html",
        "suffix=none content-type=application/json array",
        "suffix=ndjson content-type=application/x-ndjson wrapped",
        "suffix=json array pretty bom crlf",
        "blank-lines=2 crlf no-final-newline",
    ):
        player.github.scenario = scenario
        found = player.report(USERS)
        assert dicts(found.ok) == sorted(plain, key=lambda row: str(row["day"]))
        assert found.reading.bad_lines == ()


def test_point_13_rows_are_streamed_and_lines_may_be_long(player: Player) -> None:
    player.github.scenario = "long-lines=10"
    row = player.report(USERS).ok[0]
    assert len(row.extra["x_long"]) == 10_000_000
    assert len(repr(row)) > 10_000_000  # searched for links, once
    # the download stalls in the middle of the file: the rows before that point are available already
    player.github.scenario = "stall=40000"
    player.github.forget()
    row = player.first(rows_of(USERS), timeout=60)
    assert row.to_dict() == truth(player.github, USERS)[0]
    assert len(player.downloads) == 1
    assert player.time.slept == []


def test_point_14_bad_lines_are_reported_and_files_without_rows_fail(
    own: FakeGitHub, at_own: Player, player: Player
) -> None:
    player.github.scenario = "bad-lines=5"
    found = player.report(USERS)
    assert dicts(found.ok) == truth(player.github, USERS)
    assert found.reading.bad_line_count == len(found.reading.bad_lines) >= len(found.rows) // 5
    bad = found.reading.bad_lines[0]
    assert bad.file.startswith("part-00000-")
    assert (bad.line, bool(bad.reason)) == (6, True)
    for content in (b"", b"[]", b"{", b"<html>not yet</html>\n", b" \n", b"null"):
        own.give(USERS, ORGANIZATION, [content], DAY)
        empty = at_own.report(USERS)
        assert isinstance(empty.error, IncompleteReportError), content
        assert empty.reading.no_data is None
        (part,) = empty.reading.failed_parts
        assert "empty" in str(part.reason) or "without a row" in str(part.reason)


def test_point_19_expired_links_are_renewed_and_downloads_are_bounded(
    own: FakeGitHub, at_own: Player, player: Player
) -> None:
    """Links are used when they are requested; an hour later the report is requested again, without duplicate rows."""
    with FakeGitHub(seats=40, today=TODAY, parts=16) as long, Player(player.kind, long) as reader:
        begun = 0

        def hour_later(_: Any, __: bytes) -> None:
            nonlocal begun
            if not begun:
                begun = len(reader.downloads)
                long.advance(3700)

        call = rows_of(USERS_WINDOW)
        found = reader.read(lambda client: call(client).keep_raw(hour_later))
        assert dicts(found.ok) == truth(long, USERS_WINDOW)
        assert len(found.reading.parts) > MOST_AHEAD + 1 >= begun
        assert len(reader.at_api) == 2
        assert long.leaks == ()
    for status in ("401", "403", "404", "410"):
        own.scenario = f"expired={status}"
        own.forget()
        assert dicts(at_own.report(USERS).ok) == truth(own, USERS)
        assert len(at_own.at_api) == 2


def test_point_30_raw_bytes_can_be_stored_and_replayed(player: Player, tmp_path: Path) -> None:
    def keep(part: Any, piece: bytes) -> None:
        with (tmp_path / f"{part.number}").open("ab") as file:
            file.write(piece)

    player.github.scenario = "truncate=9000 gzip,on=part-00001 new-keys=1"
    found = player.read(lambda client: rows_of(USERS_WINDOW)(client).keep_raw(keep))
    files = sorted(tmp_path.iterdir())
    wire = [b"".join(file) for file in player.github.files(USERS_WINDOW, ORGANIZATION)]
    assert [file.read_bytes() for file in files] == wire
    replayed = read_rows(files)
    assert list(replayed) == found.ok
    assert replayed.duplicates == found.reading.duplicates
