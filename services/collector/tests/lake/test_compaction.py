from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from copilot_metrics_collector.exits import LakeError
from copilot_metrics_collector.lake import compaction, merging
from copilot_metrics_collector.lake.compaction import Step, compact
from copilot_metrics_collector.lake.garbage import JOURNAL
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.manifest import Source
from copilot_metrics_collector.lake.views import ask, connect

from .failing import Failing, Killed
from .making import days, put, tree, unit, users

NOW = datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(days=1)
NO_GRACE = datetime.timedelta(0)


def everything(lake: Lake) -> list[tuple[Any, ...]]:
    sql = "SELECT entity, report_day, user_id, user_initiated_interaction_count FROM users_1_day"
    with connect(lake) as connection:
        return sorted(connection.execute(sql).fetchall())


def files(lake: Lake) -> set[str]:
    return {part.path for manifest in lake.manifests() for part in manifest.parts}


def fill(lake: Lake) -> None:
    """Six days of one entity in two months, some of another, and a day that may still change."""
    for each in (*days(range(27, 33)), *(unit(day, entity="other") for day in range(3))):
        put(lake, each, users(each, 1, 2))
    put(lake, unit(34), users(unit(34), 1), settled=False)


def test_months_are_merged(lake: Lake) -> None:
    fill(lake)
    before, manifests = everything(lake), list(lake.manifests())
    told: list[Step] = []
    report = compact(lake, tell=told.append, now=NOW)
    assert [(step.units, step.files) for step in told] == [(4, 4), (2, 2), (3, 3)]
    assert report.steps == tuple(told)
    assert all("/merged/rows-2026-0" in step.path for step in told)
    assert all(0 < step.bytes < step.bytes_before for step in told)
    assert everything(lake) == before
    assert len(files(lake)) == 4
    now = list(lake.manifests())
    assert [(each.content, each.rows, each.unit) for each in now] == [
        (each.content, each.rows, each.unit) for each in manifests
    ]
    assert [part.rows for each in now for part in each.parts] == [2] * 6 + [1] + [2] * 3


def test_a_second_time_nothing_is_to_be_done(local: Lake) -> None:
    fill(local)
    compact(local, now=NOW)
    before = tree(Path(local.store.url), times=True)
    report = compact(local, now=NOW)
    assert not report.changed
    assert tree(Path(local.store.url), times=True) == before


def test_files_without_a_name_go_after_a_day(lake: Lake) -> None:
    fill(lake)
    old = files(lake)
    report = compact(lake, now=NOW)
    merged_away = old - files(lake)
    assert set(report.cleaned.waiting) == merged_away
    assert report.cleaned.removed == ()
    assert all(lake.store.exists(path) for path in old)
    assert compact(lake, now=LATER - datetime.timedelta(seconds=1)).cleaned.removed == ()
    report = compact(lake, now=LATER)
    assert set(report.cleaned.removed) == merged_away
    assert not any(lake.store.exists(path) for path in merged_away)
    assert all(lake.store.exists(path) for path in files(lake))
    assert not lake.store.exists(JOURNAL)
    assert len(everything(lake)) == 19


def test_a_file_that_got_a_name_again_stays(lake: Lake) -> None:
    put(lake, unit(), users(unit(), 1))
    put(lake, unit(), users(unit(), 2))
    (old,) = compact(lake, now=NOW).cleaned.waiting
    put(lake, unit(), users(unit(), 1))
    (new,) = compact(lake, now=LATER).cleaned.waiting
    assert new != old
    assert everything(lake)[0][2] == 1


def test_kept_files_have_a_name_too(lake: Lake) -> None:
    raw = f"{unit().path}/raw-abc.zst"
    lake.store.put(raw, b"file")
    lake.store.put(f"{unit().path}/raw-old.zst", b"file")
    source = Source(name="a", sha256="b", bytes=1, raw=raw)
    put(lake, unit(), users(unit(), 1), sources=(source,))
    report = compact(lake, now=NOW, grace=NO_GRACE)
    assert report.cleaned.removed == (f"{unit().path}/raw-old.zst",)
    assert lake.store.exists(raw)


def test_strangers_are_left_alone(lake: Lake) -> None:
    put(lake, unit(), users(unit(), 1))
    for path in ("notes.txt", "raw/x", "host=a/notes.txt"):
        lake.store.put(path, b"mine")
    assert not compact(lake, now=NOW, grace=NO_GRACE).changed
    assert lake.store.exists("notes.txt")


def test_a_day_that_was_revised_after_it_was_merged(lake: Lake) -> None:
    fill(lake)
    compact(lake, now=NOW)
    put(lake, unit(28), users(unit(28), 9))
    revised = everything(lake)
    assert ("octo", unit(28).day, 9, 29) in revised
    assert len(revised) == 18
    compact(lake, now=NOW)
    assert everything(lake) == revised
    compact(lake, now=LATER, grace=NO_GRACE)
    assert everything(lake) == revised
    assert len(files(lake)) == 4


def test_the_same_rows_after_they_were_merged_are_nothing_new(local: Lake) -> None:
    fill(local)
    compact(local, now=NOW)
    before = tree(Path(local.store.url), times=True)
    assert put(local, unit(28), users(unit(28), 1, 2)) == "unchanged"
    assert tree(Path(local.store.url), times=True) == before


def test_a_month_that_grew_is_merged_again(lake: Lake) -> None:
    for each in days(range(3)):
        put(lake, each, users(each, 1))
    compact(lake, now=NOW)
    for each in days(range(3, 5)):
        put(lake, each, users(each, 1))
    (step,) = compact(lake, now=NOW).steps
    assert (step.units, step.files) == (5, 3)
    assert len(files(lake)) == 1
    assert len(everything(lake)) == 5


def test_of_a_merged_file_each_day_reads_its_own_rows_only(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[list[int]] = []
    plain = pq.ParquetFile.iter_batches

    def noted(file: Any, **how: Any) -> Any:
        read.append(how["row_groups"])
        return plain(file, **how)

    monkeypatch.setattr(merging, "_ROWS", 4)
    for each in days(range(5)):
        put(lake, each, users(each, *range(8)))
    compact(lake, now=NOW)
    put(lake, unit(6), users(unit(6), 1))
    expected = everything(lake)
    monkeypatch.setattr(pq.ParquetFile, "iter_batches", noted)
    compact(lake, now=NOW)
    assert read == [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9], [0]]
    assert everything(lake) == expected


def test_only_days_before_a_day_are_merged(lake: Lake) -> None:
    fill(lake)
    compact(lake, before=unit(30).day, now=NOW)
    assert sum(len(each.parts) for each in lake.manifests()) == 10
    assert len(files(lake)) == 10 - 3 - 3 + 2


def test_what_is_large_partial_or_not_settled_stays(lake: Lake) -> None:
    kinds: list[dict[str, Any]] = [{"settled": False}, {"state": "partial"}, {}, {}]
    for number, more in enumerate(kinds):
        put(lake, unit(number), users(unit(number), 1), **more)
    size = max(part.bytes for each in lake.manifests() for part in each.parts)
    assert not compact(lake, now=NOW, small=size // 2).steps
    (step,) = compact(lake, now=NOW).steps
    assert step.units == 2


def test_parts_of_different_releases_stay_apart(lake: Lake) -> None:
    schema = pa.schema({"user_id": pa.int64(), "of_tomorrow": pa.string()})
    for each in days(range(3)):
        put(lake, each, users(each, 1))
    for each in days(range(3, 5)):
        put(lake, each, [{"user_id": 2, "of_tomorrow": "x"}], schema=schema)
    report = compact(lake, now=NOW)
    assert sorted(step.units for step in report.steps) == [2, 3]
    assert not compact(lake, now=NOW).steps
    assert [row[2] for row in everything(lake)] == [1, 1, 1, 2, 2]


def test_tables_are_merged_each_for_itself(lake: Lake) -> None:
    for each in (unit(day, family="organization-28-day") for day in range(3)):
        rows = [{"day": each.day, "daily_active_users": 1}]
        put(lake, each, {"rows": rows, "windows": [{"report_end_day": each.day}]})
    compact(lake, now=NOW, grace=NO_GRACE)
    assert len(files(lake)) == 2
    with connect(lake) as connection:
        sql = "SELECT count(*), count(DISTINCT {}) FROM organization_28_day{}"
        for found in (("day", ""), ("report_end_day", "_windows")):
            assert connection.execute(sql.format(*found)).fetchall() == [(3, 3)]


def test_rows_that_conflict_still_do_when_merged(lake: Lake) -> None:
    for each in days(range(2)):
        put(lake, each, [*users(each, 1), {"day": each.day, "user_id": 1}], conflicts=1)
    put(lake, unit(2), users(unit(2), 1, 1))
    before = everything(lake)
    assert [row[3] for row in before] == [None, None, 3, 3]
    assert compact(lake, now=NOW).steps
    assert everything(lake) == before


def test_a_part_that_holds_other_rows_than_its_manifest_says(lake: Lake) -> None:
    for each in days(range(2)):
        put(lake, each, users(each, 1))
    one, two = sorted(files(lake))
    data = lake.store.read(two)
    assert data is not None
    lake.store.put(one, data)
    before = list(lake.manifests())
    with pytest.raises(
        LakeError, match=r"is damaged \(content does not match the SHA-256 in its name\)"
    ):
        compact(lake, now=NOW)
    damages: list[Callable[[], None]] = [
        lambda: lake.store.put(one, b"short"),
        lambda: lake.store.remove(one),
    ]
    for damage in damages:
        damage()
        if lake.store.is_local:  # a day whose part shows damage by its size is left as it is
            compact(lake, now=NOW)
        else:
            with pytest.raises(LakeError, match="run `copilot-metrics verify"):
                compact(lake, now=NOW)
        assert list(lake.manifests()) == before


def test_killed_at_any_step_the_lake_reads_the_same(tmp_path: Path) -> None:
    def make(name: str) -> Lake:
        lake = Lake.open(tmp_path / name, create=True)
        for each in days(range(2)):
            put(lake, each, users(each, 1))
        return lake

    whole = make("whole")
    expected = everything(whole)
    compact(whole, now=NOW, grace=NO_GRACE)
    assert everything(whole) == expected
    steps = 0
    while True:
        lake = make(f"killed-{steps}")
        try:
            compact(Lake(Failing(lake.store, after=steps), lake.privacy), now=NOW, grace=NO_GRACE)
        except Killed:
            assert everything(lake) == expected
            compact(lake, now=NOW, grace=NO_GRACE)
            assert tree(Path(lake.store.url)) == tree(Path(whole.store.url))
        else:
            break
        steps += 1
    # the merged file, the manifests, the old parts; at last the scratch folders
    assert steps == 2 * (1 + 2 + 2) + 1


def test_a_reader_at_the_same_time_never_fails(local: Lake) -> None:
    fill(local)
    expected = everything(local)
    done = threading.Event()
    seen: list[object] = []

    def read() -> None:
        while not done.is_set():
            try:
                seen.append(everything(local) == expected)
            except Exception as error:  # noqa: BLE001  # whatever it is, the test says so
                seen.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for month in (4, 5):
            compact(local, before=datetime.date(2026, month, 1), now=NOW)
        while not seen:
            done.wait(0.01)
    finally:
        done.set()
        reader.join()
    assert set(seen) == {True}
    compact(local, now=LATER)
    assert everything(local) == expected


def test_a_reader_of_the_older_manifests_has_a_day(lake: Lake) -> None:
    fill(lake)
    expected = everything(lake)
    with connect(lake) as connection:
        compact(lake, now=NOW)
        found = connection.execute("SELECT count(*) FROM users_1_day").fetchall()
    assert found == [(len(expected),)]


def test_without_the_day_a_question_is_put_again(lake: Lake) -> None:
    fill(lake)
    expected = len(everything(lake))
    asked: list[int] = []

    def question(connection: Any) -> Any:
        asked.append(1)
        if len(asked) == 1:
            compact(lake, now=NOW, grace=NO_GRACE)
        return connection.execute("SELECT count(*) FROM users_1_day").fetchall()

    assert ask(lake, question) == [(expected,)]
    assert len(asked) == 2


def test_a_unit_that_changes_meanwhile_is_left_to_the_next_time(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in days(range(3)):
        put(lake, each, users(each, 1))
    plain = merging.merge

    def meanwhile(*given: Any) -> Any:
        found = list(plain(*given))
        put(lake, unit(1), users(unit(1), 6))
        return iter(found)

    with monkeypatch.context() as patch:
        patch.setattr(compaction, "merge", meanwhile)
        report = compact(lake, now=NOW)
    assert report.overtaken == 1
    assert [row[2] for row in everything(lake)] == [1, 6, 1]
    assert compact(lake, now=NOW).overtaken == 0
    assert [row[2] for row in everything(lake)] == [1, 6, 1]
    assert len(files(lake)) == 1


def test_two_at_once_leave_one_lake(local: Lake) -> None:
    fill(local)
    expected = everything(local)
    problems: list[BaseException] = []

    def work() -> None:
        try:
            compact(local, now=NOW)
        except LakeError as error:
            problems.append(error)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    assert everything(local) == expected
    assert len(files(local)) == 4
