"""Raw files, and rows rebuilt from them."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa
import pytest
from copilot_usage_metrics import SPEC_SHA256

from copilot_metrics_collector.fetch.events import Done, Event, Finished, Planned
from copilot_metrics_collector.fetch.reading import counted
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.manifest import Manifest
from copilot_metrics_collector.run import reprocess as module
from copilot_metrics_collector.run.reprocess import exit_code, reprocess

from .runs import DAY, RECENT, TODAY, USERS, Site

YESTERDAY = TODAY - DAY


def unpacked(path: Path) -> bytes:
    found: bytes = pa.CompressedInputStream(str(path), "zstd").read()
    return found


def again(site: Site, **chosen: Any) -> tuple[Counter[Any], list[Event]]:
    events: list[Event] = []
    fates = reprocess(site.lake, site.lake.manifests(**chosen), events.append)
    return fates, events


def age(lake: Lake, manifest: Manifest) -> Manifest:
    """A unit of an older release: with one row less."""
    old = attrs.evolve(manifest, spec_sha256="0" * 64, client_version="0.0.1", content="1" * 64)
    assert lake.replace(manifest, old)
    return old


def test_files_are_kept_as_they_came(own: Site) -> None:
    unit = own.unit(YESTERDAY)
    bytes_of = b"".join
    own.github.scenario = ["crlf", "truncate=300,times=1", "expired=403,times=1,after=2"]
    expected = [
        bytes_of(each)
        for each in own.github.files(
            "copilotOrganizationUsersOneDayUsageMetrics", own.org.name, YESTERDAY
        )
    ]
    own.sync([USERS], [own.org], keep_raw=True)
    sources = own.manifest(unit).sources
    assert len(sources) == len(expected)
    for source, came in zip(sources, expected, strict=True):
        assert source.raw is not None
        assert unpacked(own.path / source.raw) == came
        assert (source.sha256, source.bytes) == (hashlib.sha256(came).hexdigest(), len(came))
        assert source.sha256[:32] in source.raw
        assert source.raw.startswith(unit.path)
        assert "sig=" not in source.name


def test_without_it_the_digests_alone_are_kept(site: Site) -> None:
    site.sync([USERS], [site.org])
    (source,) = site.manifest(site.unit(YESTERDAY)).sources
    assert source.raw is None
    assert len(source.sha256) == 64
    assert not list(site.path.rglob("*.zst"))


def test_a_second_run_keeps_no_second_copy(site: Site) -> None:
    site.sync(keep_raw=True, since=RECENT)
    before = site.digest()
    again = site.sync(keep_raw=True, since=RECENT)
    assert {each.change for each in again.done} == {"unchanged"}
    assert site.digest() == before
    site.sync(since=RECENT)  # and one that keeps none forgets none
    assert site.digest() == before


def test_files_of_a_partial_report_are_those_that_came_whole(own: Site) -> None:
    unit = own.unit(YESTERDAY)
    rows = own.fake_rows(unit)
    own.give(unit, [rows[:3], rows[3:]])
    own.github.scenario = "blob-missing=1"
    own.sync([USERS], [own.org], since=YESTERDAY, tries=1, keep_raw=True)
    (source,) = own.manifest(unit).sources
    assert source.raw is not None
    assert len(list(own.path.rglob("*.zst"))) == 1


def test_what_was_just_synced_stays_as_it_is_when_it_is_reprocessed(site: Site) -> None:
    site.github.scenario = ["new-keys=2", "bad-lines=4", "duplicates=3", "types", "repeated-links"]
    site.sync(keep_raw=True, since=RECENT)
    before = site.digest()
    site.github.forget()
    fates, events = again(site)
    assert set(fates) == {"unchanged"}
    assert site.digest() == before
    assert site.github.requests == ()
    assert events[0] == Planned(fates.total())
    assert isinstance(events[-1], Finished)


def test_an_older_unit_gets_the_rows_and_the_marks_of_this_release(site: Site) -> None:
    site.sync(keep_raw=True, since=RECENT)
    whole = {each.unit: each for each in site.lake.manifests()}
    unit = site.unit(YESTERDAY)
    old = age(site.lake, whole[unit])
    fates, events = again(site, families=[USERS])
    assert fates["rebuilt"] == 1
    new = site.manifest(unit)
    assert new == whole[unit]
    assert (new.asked_at, new.sources) == (old.asked_at, old.sources)
    assert new.spec_sha256 == SPEC_SHA256
    (done,) = (each for each in events if isinstance(each, Done) and each.unit == unit)
    assert (done.state, done.change) == ("complete", "written")
    assert all(site.manifest(each) == known for each, known in whole.items())


def test_the_same_rows_by_another_release_get_its_marks_alone(site: Site) -> None:
    site.sync([USERS], [site.org], keep_raw=True)
    known = site.manifest(site.unit(YESTERDAY))
    assert site.lake.replace(known, attrs.evolve(known, client_version="0.0.1"))
    fates, _ = again(site)
    assert fates["relabelled"] == 1
    assert site.manifest(site.unit(YESTERDAY)) == known


def test_rows_that_are_of_no_file_are_passed_over(site: Site) -> None:
    site.sync(["usage-records"])
    fates, _ = again(site)
    assert not fates
    assert exit_code(fates) == 0


@pytest.mark.parametrize("damage", ["lost", "cut off", "overwritten"])
def test_parts_that_are_lost_or_damaged_are_rebuilt(site: Site, damage: str) -> None:
    site.sync(keep_raw=True, since=RECENT)
    before = site.digest()
    for file in site.path.rglob("*.parquet"):
        if damage == "lost":
            file.unlink()
        else:
            size = file.stat().st_size
            file.write_bytes(bytes(size if damage == "overwritten" else size // 2))
    site.github.forget()
    fates, events = again(site)
    assert set(fates) == {"rebuilt"}
    assert {each.change for each in events if isinstance(each, Done)} == {"written"}
    assert site.digest() == before
    assert site.github.requests == ()


def test_merged_parts_that_are_lost_come_back_as_parts_of_their_units(site: Site) -> None:
    site.sync([USERS], [site.org], keep_raw=True)
    before = site.content()
    known = site.manifest(site.unit(YESTERDAY))
    folder = known.unit.path.rpartition("/")[0]
    merged = attrs.evolve(known.parts[0], path=f"{folder}/merged/gone.parquet")
    file = site.path / known.unit.path / "manifest.json"
    file.write_bytes(attrs.evolve(known, parts=(merged,)).to_json())
    assert again(site)[0]["rebuilt"] == 1
    assert site.content() == before


def test_of_a_partial_unit_whose_part_is_lost_the_files_are_what_there_is(own: Site) -> None:
    unit = own.unit(YESTERDAY)
    rows = own.fake_rows(unit)
    own.give(unit, [rows[:3], rows[3:]])
    own.github.scenario = "truncate=12000,times=99,on=part-00001 no-ranges"
    own.sync([USERS], [own.org], since=YESTERDAY, tries=1, keep_raw=True)
    (part,) = own.manifest(unit).parts
    (own.path / part.path).unlink()
    assert set(again(own)[0]) == {"rebuilt"}
    found = own.manifest(unit)
    assert (found.state, found.rows, len(own.rows(unit))) == ("partial", 3, 3)


def test_units_without_files_are_left_and_told(site: Site) -> None:
    site.sync([USERS], [site.org])
    before = site.digest()
    fates, _ = again(site)
    assert set(fates) == {"no files"}
    assert exit_code(fates) == 1
    assert site.digest() == before


@pytest.mark.parametrize("damage", ["gone", "cut", "changed", "content does not match"])
def test_a_damaged_file_leaves_the_rows_as_they_are(site: Site, damage: str) -> None:
    site.sync([USERS], [site.org], keep_raw=True)
    unit = site.unit(YESTERDAY)
    known = age(site.lake, site.manifest(unit))
    file = site.path / str(known.sources[0].raw)
    packed = file.read_bytes()
    if damage == "gone":
        file.unlink()
    elif damage == "cut":
        file.write_bytes(packed[: len(packed) // 2])
    elif damage == "changed":
        other = unpacked(file).replace(
            b'"code_acceptance_activity_count":', b'"code_acceptance_activity_count":1', 1
        )
        with pa.CompressedOutputStream(str(file), "zstd") as sink:
            sink.write(other)
    else:
        file.write_bytes(b"no zstd at all")
    fates, events = again(site)
    assert fates["damaged"] == 1
    assert site.manifest(unit) == known
    (done,) = (each for each in events if isinstance(each, Done) and each.unit == unit)
    assert done.change == "kept"
    assert (done.reason or "").startswith("a raw file")


def test_a_sync_that_is_faster_wins(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.sync([USERS], [site.org], keep_raw=True)
    unit = site.unit(YESTERDAY)
    right = site.manifest(unit)
    old = age(site.lake, right)
    plain = counted

    def meanwhile(known: Manifest, *rest: Any) -> Manifest:
        if known.unit == unit:
            assert site.lake.replace(old, right)
        return plain(known, *rest)

    monkeypatch.setattr(module, "counted", meanwhile)
    fates, _ = again(site)
    assert fates["overtaken"] == 1
    assert site.manifest(unit) == right


def test_a_partial_unit_keeps_the_rows_that_no_file_has(own: Site) -> None:
    unit = own.unit(YESTERDAY)
    rows = own.fake_rows(unit)
    own.give(unit, [rows[:3], rows[3:]])
    own.github.scenario = "truncate=12000,times=99,on=part-00001 no-ranges"
    own.sync([USERS], [own.org], since=YESTERDAY, tries=1, keep_raw=True)
    known = own.manifest(unit)
    assert (known.state, len(known.sources)) == ("partial", 1)
    assert known.rows > 3
    fates, _ = again(own)
    assert set(fates) == {"unchanged"}
    assert own.manifest(unit) == known


def test_a_reprocessing_that_is_killed_leaves_what_was_there(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.sync([USERS], [site.org], keep_raw=True)
    unit = site.unit(YESTERDAY)
    right = site.manifest(unit)
    old = age(site.lake, right)

    def killed(*_: Any) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Lake, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            again(site)
    assert site.manifest(unit) == old
    again(site)
    assert site.manifest(unit) == right
    assert not list((site.path / ".scratch").glob("*"))
