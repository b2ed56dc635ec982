"""Files of a lake that are damaged, missing, or something else than files: noticed, never followed, and rewritten."""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from copilot_metrics_collector.cli import app
from copilot_metrics_collector.exits import Exit, LakeError
from copilot_metrics_collector.inspection.verification import verify
from copilot_metrics_collector.lake import known_damage
from copilot_metrics_collector.lake.compaction import compact
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.manifest import FILE_NAME, Manifest
from copilot_metrics_collector.lake.views import ask
from copilot_metrics_collector.plan.planning import known_units
from copilot_metrics_collector.units import Unit

from .making import HOST, days, put, tree, unit, users

Damage = Callable[[Path], object]


def other_schema(path: Path) -> None:
    pq.write_table(pa.table({"odd": ["x"]}), path)


RESIZED: dict[str, Damage] = {
    "truncated": lambda path: os.truncate(path, path.stat().st_size // 2),
    "empty": lambda path: os.truncate(path, 0),
    "too long": lambda path: path.write_bytes(path.read_bytes() + b"x"),
    "another file": lambda path: path.write_text("<html>"),
    "another schema": other_schema,
    "missing": lambda path: path.unlink(),
}


def overwrite(path: Path) -> None:
    """As a disk does it: other bytes, the same size."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))


SAME_SIZE: dict[str, Damage] = {
    "one byte": overwrite,
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
}


@pytest.fixture
def damaged(local: Lake) -> Lake:
    """Three days; the tests damage the second."""
    for each in days(range(3)):
        put(local, each, users(each, 1, 2), settled=True)
    return local


def file_of(lake: Lake, of: Unit) -> Path:
    manifest = lake.manifest(of)
    assert manifest is not None
    return Path(lake.store.url) / manifest.parts[0].path


def counts(lake: Lake) -> list[tuple[int]]:
    """How many rows of each day a question sees."""
    query = "SELECT count(*) FROM users_1_day GROUP BY report_day ORDER BY report_day"
    return ask(lake, lambda connection: connection.execute(query).fetchall())


def states(lake: Lake) -> list[str]:
    return [each.state for each in lake.standing(lake.manifests())]


def wanted(lake: Lake) -> list[Unit]:
    """The settled units that a sync requests again."""
    some = days(range(3))
    known = known_units(lake, HOST, [unit().entity], ["users-1-day"], some[0].day, some[-1].day)
    return [each for each in some if known[each].state == "failed"]


@pytest.mark.parametrize("damage", RESIZED.values(), ids=RESIZED)
def test_another_size_is_noticed_by_everything_and_healed_by_the_same_answer(
    damaged: Lake, damage: Damage
) -> None:
    before = tree(Path(damaged.store.url))
    damage(file_of(damaged, unit(1)))
    again = Lake.open(damaged.store.url)
    assert states(again) == ["complete", "failed", "complete"]
    assert counts(again) == [(2,), (2,)]
    assert wanted(again) == [unit(1)]
    assert [each.units for each in verify(again, again.manifests()).damage] == [(unit(1),)]
    put(again, unit(1), users(unit(1), 1, 2))
    assert tree(Path(damaged.store.url)) == before
    assert counts(again) == [(2,), (2,), (2,)]


@pytest.mark.parametrize("damage", SAME_SIZE.values(), ids=SAME_SIZE)
def test_other_bytes_of_the_same_size_are_found_by_reading_and_then_known(
    damaged: Lake, damage: Damage
) -> None:
    before = tree(Path(damaged.store.url))
    damage(file_of(damaged, unit(1)))
    assert not verify(damaged, damaged.manifests()).damage
    found = verify(damaged, damaged.manifests(), read_data=True)
    assert [each.problem for each in found.damage] == [
        "content does not match the SHA-256 in its name"
    ]
    again = Lake.open(damaged.store.url)
    assert verify(again, again.manifests()).damage
    assert wanted(again) == [unit(1)]
    assert counts(again) == [(2,), (2,)]
    put(again, unit(1), users(unit(1), 1, 2))
    assert states(Lake.open(damaged.store.url)) == ["complete"] * 3
    assert not verify(again, again.manifests(), read_data=True).damage
    assert tree(Path(damaged.store.url)) == before


def test_the_same_answer_rewrites_damage_that_nobody_has_found_yet(damaged: Lake) -> None:
    """As `sync --refetch` does."""
    before = tree(Path(damaged.store.url))
    overwrite(file_of(damaged, unit(1)))
    put(damaged, unit(1), users(unit(1), 1, 2))
    assert tree(Path(damaged.store.url)) == before


def test_parts_and_manifests_damaged_during_both_attempts_are_reported_as_changed_parts(
    damaged: Lake,
) -> None:
    rest = days(range(3))

    def damage_and_count(connection: Any) -> Any:
        file = file_of(damaged, rest.pop())
        os.truncate(file, file.stat().st_size // 2)
        (file.parent / FILE_NAME).write_text("{")
        return connection.execute("SELECT count(*) FROM users_1_day").fetchall()

    with pytest.raises(LakeError, match="a part changed while it was read"):
        ask(damaged, damage_and_count)
    assert len(rest) == 1


def test_a_question_that_stumbles_over_damage_names_the_file_and_the_way_out(
    damaged: Lake,
) -> None:
    zeroed = file_of(damaged, unit(1))
    SAME_SIZE["zeros"](zeroed)
    with pytest.raises(LakeError, match=rf"{zeroed.name} is damaged.*verify --read-data.*sync"):
        counts(damaged)


def test_a_damaged_merged_file_damages_each_of_its_days(damaged: Lake) -> None:
    compact(damaged)
    merged = file_of(damaged, unit(0))
    assert merged.parent.name == "merged"
    os.truncate(merged, 10)
    assert wanted(damaged) == days(range(3))
    for each in days(range(3)):
        put(damaged, each, users(each, 1, 2))
    assert counts(damaged) == [(2,)] * 3


def test_damage_in_an_object_store_is_known_once_it_was_verified(lake: Lake) -> None:
    for each in days(range(2)):
        put(lake, each, users(each, 1))
    manifest = lake.manifest(unit(1))
    assert manifest is not None
    lake.store.put(manifest.parts[0].path, b"short")
    again = Lake.open(lake.store.url)
    assert len(verify(again, again.manifests()).damage) == 1
    again = Lake.open(lake.store.url)
    assert states(again) == ["complete", "failed"]
    put(again, unit(1), users(unit(1), 1))
    assert states(Lake.open(lake.store.url)) == ["complete"] * 2
    assert not lake.store.exists(known_damage.FILE)


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"x": 3}', b'{"x": ["a", "b"]}'])
def test_a_record_of_damage_that_cannot_be_read_is_as_none(local: Lake, text: bytes) -> None:
    local.store.put(known_damage.FILE, text)
    assert not Lake.open(local.store.url).known_damage().files


def test_a_damaged_manifest_does_not_stop_the_rest(damaged: Lake) -> None:
    damaged.store.put(f"{unit(1).path}/{FILE_NAME}", b"{")
    assert states(damaged) == ["complete", "failed", "complete"]
    assert counts(damaged) == [(2,), (2,)]
    (found,) = verify(damaged, damaged.manifests()).damage
    assert found.path == f"{unit(1).path}/{FILE_NAME}"
    put(damaged, unit(1), users(unit(1), 1, 2))
    assert states(damaged) == ["complete"] * 3


def test_what_a_damaged_manifest_may_name_is_not_removed(damaged: Lake) -> None:
    part = file_of(damaged, unit(1))
    damaged.store.put(f"{unit(1).path}/{FILE_NAME}", b"{")
    later = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
    for now in (later, later + datetime.timedelta(days=3)):
        compact(damaged, now=now)
    assert part.exists()


LINKED: dict[str, Callable[[Lake], Path]] = {
    "a part": lambda lake: file_of(lake, unit(1)),
    "a manifest": lambda lake: Path(lake.store.url) / unit(1).path / FILE_NAME,
    "a unit's folder": lambda lake: Path(lake.store.url) / unit(1).path,
}


@pytest.mark.parametrize("place", LINKED.values(), ids=LINKED)
def test_a_link_in_a_lake_is_neither_read_nor_written_through(
    damaged: Lake, tmp_path: Path, place: Callable[[Lake], Path]
) -> None:
    at = place(damaged)
    outside = tmp_path / "outside"
    at.rename(outside)
    at.symlink_to(outside)
    is_folder = outside.is_dir()
    before = tree(outside, times=True) if is_folder else {"": (outside.read_bytes(),)}
    assert counts(damaged) == [(2,), (2,)]
    assert [each for each in states(damaged) if each == "complete"] == ["complete"] * 2
    compact(damaged)
    if is_folder:
        with pytest.raises(LakeError, match="is a link, which a lake does not follow"):
            put(damaged, unit(1), users(unit(1), 3))
        assert tree(outside, times=True) == before
    else:
        put(damaged, unit(1), users(unit(1), 1, 2))
        assert {"": (outside.read_bytes(),)} == before
        assert not at.is_symlink()
        assert counts(damaged) == [(2,)] * 3


@pytest.mark.parametrize("place", ["a part", "a manifest"])
def test_a_pipe_in_a_lake_is_not_waited_for(damaged: Lake, place: str) -> None:
    at = LINKED[place](damaged)
    at.unlink()
    os.mkfifo(at)
    assert counts(damaged) == [(2,), (2,)]
    assert wanted(damaged) == [unit(1)]
    put(damaged, unit(1), users(unit(1), 1, 2))
    assert counts(damaged) == [(2,)] * 3


@pytest.mark.parametrize("folder", [".scratch", ".locks"])
def test_a_link_in_place_of_a_folder_for_drafts_or_locks_is_refused(
    damaged: Lake, tmp_path: Path, folder: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine").mkdir()
    shutil.rmtree(Path(damaged.store.url) / folder, ignore_errors=True)
    (Path(damaged.store.url) / folder).symlink_to(outside)
    with pytest.raises(LakeError, match="is a link"):
        put(damaged, unit(1), users(unit(1), 3))
    assert [path.name for path in outside.iterdir()] == ["mine"]


@pytest.mark.parametrize(
    "path",
    [
        "../outside.parquet",
        "host=*/x.parquet",
        f"{unit(0).path}/rows-0.parquet",
        f"{unit(1).path}/rows-*.parquet",
        f"{unit(1).path}/deeper/rows-0.parquet",
        "/etc/passwd",
    ],
)
def test_a_manifest_that_names_a_file_elsewhere_is_damaged(damaged: Lake, path: str) -> None:
    manifest = damaged.manifest(unit(1))
    assert manifest is not None
    text = manifest.to_json().decode().replace(manifest.parts[0].path, path)
    damaged.store.put(f"{unit(1).path}/{FILE_NAME}", text.encode())
    found = damaged.manifest(unit(1))
    assert isinstance(found, Manifest)
    assert found.unreadable
    assert counts(damaged) == [(2,), (2,)]


def test_the_command_names_what_is_damaged(damaged: Lake) -> None:
    command = ["verify", "--lake", damaged.store.url]
    fine = CliRunner().invoke(app, command)
    assert (fine.exit_code, "No damage: 3 manifests, 3 files" in fine.output) == (0, True)
    file = file_of(damaged, unit(1))
    overwrite(file)
    assert CliRunner().invoke(app, command).exit_code == 0
    found = CliRunner().invoke(app, [*command, "--read-data"])
    assert found.exit_code == Exit.INCOMPLETE
    assert (
        f"{file.name}: content does not match the SHA-256 in its name (users-1-day of organization octo"
        in (found.output)
    )
    assert "`copilot-metrics sync`" in found.output
    as_json = CliRunner().invoke(app, [*command, "--format", "json"])
    assert as_json.exit_code == Exit.INCOMPLETE
    assert file.name in as_json.output
    chosen = CliRunner().invoke(app, [*command, "--until", str(unit(0).day)])
    assert chosen.exit_code == 0


def test_status_does_not_count_a_damaged_day(damaged: Lake) -> None:
    os.truncate(file_of(damaged, unit(1)), 10)
    command = ["status", "--lake", damaged.store.url, "--family", "users-1-day"]
    found = CliRunner().invoke(app, [*command, "--until", str(unit(2).day)])
    assert found.exit_code == Exit.INCOMPLETE
    assert "a listed file is damaged" in found.output
