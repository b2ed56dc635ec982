"""Files that a user downloaded: the formats that are read, and the errors for files that cannot be read."""

from __future__ import annotations

import gzip
import io
import json
import os
import pickle
import threading
from pathlib import Path
from typing import Any

import pytest

from copilot_usage_metrics import (
    AlreadyConsumedError,
    ArgumentError,
    FileError,
    IncompleteReportError,
    read_rows,
    rows,
)
from tests.files import made

USERS = made.rows("UserDay", 40)


def user_rows(source: Any) -> list[rows.UserDay]:
    return list(read_rows(source, rows.UserDay))


@pytest.fixture
def expected() -> list[rows.UserDay]:
    return [rows.UserDay.from_dict(each) for each in USERS]


def test_a_file_is_read_by_its_path(tmp_path: Path, expected: list[rows.UserDay]) -> None:
    path = made.write(tmp_path / "users.json", USERS[:28])
    read = read_rows(path)
    assert read.row_type is rows.UserDay
    assert not read.is_begun
    assert list(read) == expected[:28]
    assert (read.rows, read.duplicates, read.conflicts) == (28, 0, 0)
    assert (read.bad_lines, read.unknown_keys, read.type_drift) == ((), {}, {})
    assert read.is_complete
    (part,) = read.parts
    assert (part.name, part.number, part.state) == (str(path), 1, "complete")
    assert (part.bytes, part.rows) == (path.stat().st_size, 28)
    assert user_rows(str(path)) == expected[:28]


def test_an_open_file_is_read_from_its_position(expected: list[rows.UserDay]) -> None:
    data = io.BytesIO(b"junk" + made.lines(USERS[:3]))
    data.read(4)
    assert list(read_rows(data)) == expected[:3]


class Trickle:
    """A file without a name that yields a few bytes at a time and cannot seek."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data = io.BytesIO(data)
        self._size = size

    def read(self, size: int, /) -> bytes:
        return self._data.read(min(size, self._size))


@pytest.mark.parametrize("size", [1, 2, 7, 10**6])
@pytest.mark.parametrize("is_packed", [False, True])
def test_a_stream_in_small_pieces(size: int, is_packed: bool, expected: list[rows.UserDay]) -> None:
    data = made.lines(USERS[:2])
    source = Trickle(gzip.compress(data) if is_packed else data, size)
    read = read_rows(source)
    assert list(read) == expected[:2]
    assert read.parts[0].name == "file 1"


def test_gzip_by_its_content_in_several_members(
    tmp_path: Path, expected: list[rows.UserDay]
) -> None:
    path = tmp_path / "users.json"
    data = made.lines(USERS[:20])
    path.write_bytes(gzip.compress(data[:777]) + gzip.compress(data[777:]) + b"\0" * 9)
    read = read_rows(path)
    assert list(read) == expected[:20]
    assert read.parts[0].bytes == len(data)


def test_a_highly_compressed_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "users.json.gz"
    row = json.dumps(made.identity("UserDay", 1)).encode()
    path.write_bytes(gzip.compress((row + b" " * 5000 + b"\n") * 2000))
    read = read_rows(path, rows.UserDay)
    assert [each.user_id for each in read] == [7]
    assert read.duplicates == 1999


@pytest.mark.parametrize(
    "text",
    [
        lambda objects: json.dumps(objects).encode(),
        lambda objects: json.dumps(objects, indent=2).encode(),
        lambda objects: b"\xef\xbb\xbf" + made.lines(objects).replace(b"\n", b"\r\n"),
        lambda objects: b"\n\n" + made.lines(objects)[:-1],
        lambda objects: made.lines(objects).replace(b"\n", b"\n\n"),
        lambda objects: json.dumps({"day_totals": objects}, indent=1).encode(),
        lambda objects: b"".join(json.dumps(each, indent=2).encode() + b"\n" for each in objects),
    ],
    ids=["array", "indented array", "BOM and CRLF", "no end", "blank lines", "days", "indented"],
)
def test_every_file_shape_is_read(tmp_path: Path, text: Any, expected: list[rows.UserDay]) -> None:
    path = tmp_path / "download"
    path.write_bytes(text(USERS[:4]))
    read = read_rows(path)
    assert sorted(map(repr, read)) == sorted(map(repr, expected[:4]))
    assert read.bad_lines == ()


def test_duplicates_across_files_are_dropped(tmp_path: Path) -> None:
    one = made.write(tmp_path / "1", USERS[:5])
    two = made.write(tmp_path / "2", [*USERS[3:7], USERS[0] | {"loc_added_sum": -1}])
    read = read_rows([one, str(two)])
    assert len(list(read)) == 8
    assert (read.duplicates, read.conflicts) == (2, 1)
    assert [part.rows for part in read.parts] == [5, 3]


def test_rows_of_different_entities_are_not_duplicates(tmp_path: Path) -> None:
    """A row belongs to the organization that it names, else to its enterprise, even if the ids are equal."""
    common = {"user_id": 1, "day": "2026-10-01", "used_chat": True}
    objects = [
        common | {"enterprise_id": "5"},
        common | {"enterprise_id": "5", "organization_id": "5"},
        common | {"enterprise_id": "5", "organization_id": "6"},
        common | {"enterprise_id": "5", "organization_id": None},
        common,
        common,
    ]
    read = read_rows(made.write(tmp_path / "f", objects))
    assert len(list(read)) == 6
    assert (read.duplicates, read.conflicts) == (0, 1)


def test_days_of_a_window_are_unwrapped(tmp_path: Path) -> None:
    days = made.rows("AggregateDay", 3)
    window = made.identity("AggregateWindow", 0) | {"day_totals": days[::-1], "created_at": "now"}
    path = tmp_path / "f.json"
    path.write_text(json.dumps(window, indent=2))
    for read in (
        read_rows(path),
        read_rows(path, "AggregateWindow"),
        read_rows(path, "AggregateDay"),
    ):
        assert [each.to_dict() for each in read] == [
            rows.AggregateDay.from_dict(each).to_dict() for each in days
        ]
        (around,) = read.windows
        assert isinstance(around, rows.AggregateWindow)
        assert around.created_at == "now"


def test_bad_lines_are_reported_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"nonsense\n" + made.lines(USERS[:1]) + b"[\n" + made.lines(USERS[1:2]))
    read = read_rows(path)
    assert len(list(read)) == 2
    assert [(bad.file, bad.line) for bad in read.bad_lines] == [(str(path), 1), (str(path), 3)]
    assert read.is_complete


def test_rows_can_be_read_only_once(tmp_path: Path) -> None:
    read = read_rows(made.write(tmp_path / "f", USERS[:2]))
    assert "not begun" in repr(read)
    assert len(list(read)) == 2
    assert repr(read) == "<FileRows of 1 files of UserDay: 2 rows, complete>"
    with pytest.raises(AlreadyConsumedError):
        iter(read)


def test_keep_raw_receives_the_bytes_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "f.gz"
    path.write_bytes(gzip.compress(made.lines(USERS)))
    taken: list[bytes] = []
    read = read_rows(path).keep_raw(lambda part, piece: taken.append(piece))
    assert sum(1 for _ in read) == read.rows
    assert b"".join(taken) == made.lines(USERS)


def test_reading_can_stop_early(tmp_path: Path) -> None:
    with read_rows(made.write(tmp_path / "f", USERS)) as read:
        next(iter(read))
    assert not read.is_complete


def test_a_file_without_rows_is_a_failed_part(tmp_path: Path) -> None:
    """As over HTTP: GitHub provides no file at all if it has no data (checklist, point 14)."""
    bare = tmp_path / "bare"
    bare.write_bytes(b"[]\n")
    read = read_rows([bare, made.write(tmp_path / "f", USERS[:2])], rows.UserDay)
    with pytest.raises(IncompleteReportError):
        list(read)
    assert read.rows == 2
    (part,) = read.failed_parts
    assert (part.name, part.state) == (str(bare), "failed")
    assert part.reason == "3 bytes without a row"


@pytest.mark.parametrize(
    "content", [b"", b" \r\n", gzip.compress(b"", mtime=0)], ids=["nothing", "blanks", "gzip"]
)
def test_an_empty_file_among_others_is_a_note(tmp_path: Path, content: bytes) -> None:
    empty = tmp_path / "empty"
    empty.write_bytes(content)
    read = read_rows([empty, made.write(tmp_path / "f", USERS[:2])], rows.UserDay)
    assert len(list(read)) == 2
    assert read.is_complete
    assert read.notes == (f"{empty}: the file is empty",)


def test_empty_files_only_are_an_incomplete_report(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    read = read_rows([empty, empty], rows.UserDay)
    with pytest.raises(IncompleteReportError, match="the file is empty"):
        list(read)
    assert [part.state for part in read.parts] == ["failed", "failed"]


def test_an_empty_file_does_not_affect_detection(tmp_path: Path) -> None:
    read = read_rows([made.write(tmp_path / "empty", []), made.write(tmp_path / "f", USERS[:2])])
    assert read.row_type is rows.UserDay


def test_a_pipe_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=[made.lines(USERS[:6])])
    writer.start()
    assert len(list(read_rows(path))) == 6
    writer.join()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04 and so on", "is a zip archive: extract it first"),
        (b"\x28\xb5\x2f\xfd and so on", "is compressed with zstd"),
        (b"BZh91AY", "is compressed with bzip2"),
        (b"PAR1....", "is a Parquet file"),
        ('{"day": 1}'.encode("utf-16"), "is UTF-16"),
        (b"\x1f\x8bnonsense", "the gzip data is damaged"),
        (gzip.compress(b" " * 9999, mtime=0)[:-9], "the gzip data ends too early"),
        (b"<html>", "cannot detect the row type: pass the family, one of AggregateDay"),
        (b"user,day\n1,2\n", "cannot detect"),
        (b"5", "cannot detect"),
    ],
    # gzip data contains a timestamp; every process must give a test the same name
    ids=["zip", "zstd", "bzip2", "parquet", "utf-16", "damaged", "short", "html", "csv", "number"],
)
def test_unreadable_content_is_an_error_with_its_reason(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "f"
    path.write_bytes(content)
    with pytest.raises(FileError) as caught:
        read_rows(path)
    assert str(caught.value).startswith(f"{path}: {reason}")
    assert caught.value.file == str(path)
    assert caught.value.__cause__ is None
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_missing_file_folder_text_stream_and_unknown_family_are_errors(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="gone: no such file or directory"):
        read_rows(tmp_path / "gone")
    with pytest.raises(FileError, match="is a folder: pass the files in it"):
        read_rows(tmp_path)
    text: Any = io.StringIO("{}")
    with pytest.raises(FileError, match="file 1: was opened as text"):
        read_rows(text)
    wrong: Any
    for wrong in (5, [5], b"{}", [], None, "a\0b"):
        with pytest.raises(ArgumentError):
            read_rows(wrong, "UserDay")
    for wrong in ("Nope", rows.IdeTotals, 5):
        with pytest.raises(ArgumentError, match="family: expected one of AggregateDay, "):
            read_rows(io.BytesIO(), wrong)
    closed = (tmp_path / "f").open("wb+")
    closed.close()
    with pytest.raises(FileError, match="closed file"):
        read_rows(closed)


def test_a_link_in_a_name_is_not_shown(tmp_path: Path) -> None:
    """wget names a file by its whole URL, and the query of the URL gives access to the file."""
    path = made.write(tmp_path / "part-0.json?sv=1&sig=SECRET", [*USERS[:1], 5])
    read = read_rows(path)
    list(read)
    with pytest.raises(FileError) as caught:
        read_rows(tmp_path / "gone?sig=SECRET")
    assert "SECRET" not in f"{read!r}{read.parts}{read.bad_lines}{caught.value}"


def test_a_file_that_breaks_makes_the_rows_partial(tmp_path: Path) -> None:
    whole = made.write(tmp_path / "whole", USERS[:4])
    broken = tmp_path / "broken"
    broken.write_bytes(gzip.compress(made.lines(made.rows("UserDay", 900)))[:-50])
    junk = tmp_path / "junk"
    junk.write_bytes(b"<html>")
    read = read_rows([broken, junk, whole], rows.UserDay)
    got = []
    with pytest.raises(IncompleteReportError) as caught:
        got += list(read)
    assert not read.is_complete
    assert [part.state for part in read.parts] == ["failed", "failed", "complete"]
    assert [part.name for part in read.failed_parts] == [str(broken), str(junk)]
    assert "ends too early" in caught.value.missing[0]
    assert "bytes without a row" in caught.value.missing[1]
    assert read.rows > 4


def test_a_gzip_bomb_is_a_failed_file_and_the_next_one_is_read(tmp_path: Path) -> None:
    bomb, good = tmp_path / "bomb.gz", tmp_path / "good.ndjson"
    with gzip.open(bomb, "wb") as file:
        for _ in range(100):
            file.write(b"\n" * (1 << 20))
    good.write_bytes(made.lines(USERS))
    read = read_rows([bomb, good], "UserDay")
    with pytest.raises(IncompleteReportError, match="more than 200 times its size"):
        list(read)
    assert read.rows == len(USERS)
