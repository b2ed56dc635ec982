from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs
import pytest

from copilot_metrics_collector.exits import LakeError
from copilot_metrics_collector.lake.lake import Lake, content_of, part_path
from copilot_metrics_collector.lake.lake_file import Privacy
from copilot_metrics_collector.lake.local_store import LocalStore
from copilot_metrics_collector.lake.manifest import FILE_NAME, Manifest, Source, State
from copilot_metrics_collector.lake.store import LOCKS, SCRATCH
from copilot_metrics_collector.units import Entity

from .failing import Failing, Killed
from .making import DAY, answer, days, made, put, tree, unit, users


def test_a_lake_is_made_once(url: str) -> None:
    with pytest.raises(LakeError, match="is not a lake"):
        Lake.open(url)
    assert Lake.open(url, create=True).privacy == Privacy()
    assert Lake.open(url).privacy == Privacy()
    assert Lake.open(url, create=True, privacy=Privacy()).privacy == Privacy()


def test_a_lake_keeps_its_way_of_naming_people(url: str) -> None:
    made_with = Privacy(pseudonyms="abc")
    Lake.open(url, create=True, privacy=made_with)
    assert Lake.open(url).privacy == Lake.open(url, privacy=made_with).privacy == made_with
    for other in (Privacy(), Privacy(pseudonyms="abd"), Privacy(users=False)):
        with pytest.raises(LakeError, match="pseudonyms by key abc"):
            Lake.open(url, create=True, privacy=other)


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(LakeError, match=r"not empty and not a lake \(found thesis.txt"):
        Lake.open(tmp_path, create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_lake_whose_making_was_killed_is_made_again(tmp_path: Path) -> None:
    (tmp_path / LOCKS).mkdir()
    (tmp_path / SCRATCH).mkdir()
    Lake.open(tmp_path, create=True)


def test_two_runs_may_make_a_lake_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, asked = LocalStore.read, []

    def read(store: LocalStore, path: str) -> bytes | None:
        found = plain(store, path)
        asked.append(path)
        if len(asked) == 1:  # between this look and the next one another run makes the lake
            Lake.open(tmp_path, create=True, privacy=Privacy(users=False))
            (tmp_path / "requested.json").write_text("{}")
        return found

    monkeypatch.setattr(LocalStore, "read", read)
    assert Lake.open(tmp_path, create=True).privacy == Privacy(users=False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"format": 2, "privacy": {"pseudonyms": null, "users": true}}', "format 2.*update"),
        ("{", "is invalid.*expected"),
        ("[]", "is invalid"),
        ('{"format": 1, "privacy": {"pseudonyms": 3, "users": true}}', "is invalid"),
        ('{"format": 1, "privacy": {"users": "yes"}}', "is invalid"),
    ],
)
def test_a_lake_file_that_cannot_be_read(lake: Lake, text: str, said: str) -> None:
    lake.store.put("lake.json", text.encode())
    with pytest.raises(LakeError, match=f"lake.json.*{said}"):
        Lake.open(lake.store.url)


def test_a_manifest_that_cannot_be_read(lake: Lake) -> None:
    put(lake, unit(), users(unit(), 1))
    good = lake.store.read(f"{unit().path}/{FILE_NAME}")
    assert good is not None
    outside = json.loads(good)
    outside["parts"][0]["path"] = "elsewhere/x.parquet"
    for text in (
        b"",
        b"{",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        good[: len(good) // 2],
        json.dumps({**json.loads(good), "state": "odd"}).encode(),
        json.dumps({**json.loads(good), "parts": 3}).encode(),
        json.dumps(outside).encode(),
    ):
        lake.store.put(f"{unit().path}/{FILE_NAME}", text)
        for found in (lake.manifest(unit()), *lake.manifests()):
            assert found is not None
            assert found.unreadable
            assert found.state == "failed"
            assert found.reason is not None
            assert found.reason.startswith("unreadable manifest: ")
    lake.store.put(f"{unit(1).path}/{FILE_NAME}", good)
    found = lake.manifest(unit(1))
    assert found is not None
    assert "belongs to another unit" in str(found.reason)


def test_a_manifest_of_a_newer_release_is_an_error(lake: Lake) -> None:
    put(lake, unit(), users(unit(), 1))
    path = f"{unit().path}/{FILE_NAME}"
    known = json.loads(lake.store.read(path) or b"")
    lake.store.put(path, json.dumps({**known, "format": 99}).encode())
    for read in (lambda: lake.manifest(unit()), lambda: list(lake.manifests())):
        with pytest.raises(LakeError, match=r"manifest.json.*update copilot-metrics-collector"):
            read()


@pytest.mark.parametrize("state", ["not-found", "no-permission", "failed"])
@pytest.mark.parametrize("place", ["", "merged"])
def test_a_refusal_does_not_replace_a_damaged_manifest_that_may_name_rows(
    lake: Lake, state: State, place: str
) -> None:
    refused = Manifest(unit=unit(), state=state, asked_at="")
    lake.store.put(f"{unit().path}/{FILE_NAME}", b"{")
    part = f"{unit().path}/rows-0.parquet"
    if place:
        part = f"{unit().path.rpartition('/')[0]}/merged/rows-{DAY:%Y-%m}-0.parquet"
    lake.store.put(part, b"rows")
    assert lake.add(refused, {}) == "kept"
    assert lake.store.read(f"{unit().path}/{FILE_NAME}") == b"{"
    lake.store.remove(part)
    assert lake.add(refused, {}) == "written"
    assert lake.manifest(unit()) == refused


def test_rows_replace_a_damaged_manifest(lake: Lake) -> None:
    lake.store.put(f"{unit().path}/{FILE_NAME}", b"{")
    put(lake, unit(), users(unit(), 1))
    (found,) = lake.manifests()
    assert found.state == "complete"


def test_a_unit_comes_back(lake: Lake) -> None:
    assert lake.manifest(unit()) is None
    with lake.store.scratch() as folder:
        candidate = made(folder, unit(entity="Octo"), users(unit(), 1, 2))
        data = {path: file.read_bytes() for path, file in candidate.files.items()}
        assert lake.add(candidate.manifest, candidate.files) == "written"
    assert lake.manifest(unit(entity="OCTO")) == candidate.manifest
    assert {path: lake.store.read(path) for path in data} == data


def test_the_same_again_changes_no_byte(local: Lake) -> None:
    def again() -> list[str]:
        changes = [put(local, each, users(each, 1, 2)) for each in days(range(3))]
        changes.append(put(local, unit(3), users(unit(3), 1), state="partial", settled=False))
        return [*changes, local.add(answer(unit(4), "no-data", settled=True), {})]

    root = Path(local.store.url)
    assert again() == ["written"] * 5
    before = tree(root, times=True)
    assert again() == ["unchanged"] * 5
    assert tree(root, times=True) == before


def test_an_empty_answer_never_overwrites_rows(lake: Lake) -> None:
    put(lake, unit(), users(unit(), 1), settled=False)
    known = lake.manifest(unit())
    assert known is not None
    assert lake.add(answer(unit(), "failed"), {}) == "kept"
    assert lake.manifest(unit()) == known
    assert lake.add(answer(unit(), "no-data", settled=True), {}) == "kept"
    assert lake.manifest(unit()) == attrs.evolve(known, settled=True)


def test_a_part_that_is_lost_comes_back_with_the_same_answer(lake: Lake) -> None:
    with lake.store.scratch() as folder:
        first = made(folder, unit(0), users(unit(0), 1), settled=False)
        lake.add(first.manifest, first.files)
    path = first.manifest.parts[0].path
    lake.store.remove(path)
    for settled in (False, True):
        with lake.store.scratch() as folder:
            again = made(folder, unit(0), users(unit(0), 1), settled=settled)
            assert lake.add(again.manifest, again.files) == "written"
        assert lake.store.exists(path)
        assert lake.manifest(unit(0)) == again.manifest
        lake.store.remove(path)


def test_only_a_whole_answer_stands_in_for_a_lost_part(lake: Lake) -> None:
    with lake.store.scratch() as folder:
        first = made(folder, unit(0), users(unit(0), 1, 2))
        lake.add(first.manifest, first.files)
        lake.store.remove(first.manifest.parts[0].path)
        less = made(folder, unit(0), users(unit(0), 1), state="partial")
        assert lake.add(less.manifest, less.files) == "kept"
        none = made(folder, unit(0), [])
        assert lake.add(none.manifest, none.files) == "kept"
    assert lake.manifest(unit(0)) == first.manifest


def test_a_lost_part_of_a_partial_day_comes_back_with_the_next_partial_answer(lake: Lake) -> None:
    for people in ((1, 2), (1, 2), (1,)):
        with lake.store.scratch() as folder:
            found = made(folder, unit(0), users(unit(0), *people), state="partial")
            assert lake.add(found.manifest, found.files) == "written"
        assert lake.manifest(unit(0)) == found.manifest
        (part,) = found.manifest.parts
        assert lake.store.exists(part.path)
        lake.store.remove(part.path)


def test_a_part_that_is_nowhere_is_refused(lake: Lake) -> None:
    with lake.store.scratch() as folder:
        candidate = made(folder, unit(), users(unit(), 1))
        with pytest.raises(LakeError, match="is missing"):
            lake.add(candidate.manifest, {})
    assert lake.manifest(unit()) is None


def kept(manifest: Manifest, folder: Path) -> tuple[Manifest, str, Path]:
    """A candidate with a raw file, its path and its temporary location."""
    local = folder / "raw"
    local.write_bytes(b"as it came")
    path = f"{manifest.unit.path}/raw-abc.zst"
    source = Source(name="a", sha256="abc", bytes=1, raw=path)
    return attrs.evolve(manifest, sources=(source,)), path, local


def test_a_file_that_is_swept_before_its_manifest_is_there_comes_back(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Deletes unlisted files like `compact`, until a manifest lists them."""
    with lake.store.scratch() as folder:
        first = made(folder, unit(), users(unit(), 1))
        candidate, path, local = kept(first.manifest, folder)
        left = {path: local, **first.files}
        for each, file in left.items():
            lake.store.put(each, file.read_bytes())
        plain = lake.store.lock

        @contextmanager
        def lock(key: str) -> Iterator[None]:
            with plain(key):
                for each in left:
                    lake.store.remove(each)
                yield

        monkeypatch.setattr(lake.store, "lock", lock)
        assert lake.add(candidate, {**first.files, path: local}) == "written"
    assert lake.store.read(path) == b"as it came"
    assert all(lake.store.exists(each) for each in left)


def test_files_that_nothing_names_are_not_put(lake: Lake) -> None:
    put(lake, unit(), users(unit(), 1))
    with lake.store.scratch() as folder:
        partial = made(folder, unit(), users(unit(), 2), state="partial")
        candidate, path, local = kept(partial.manifest, folder)
        assert lake.add(candidate, {**partial.files, path: local}) == "kept"
        assert local.exists()
    assert not lake.store.exists(path)


def test_files_that_are_kept_from_now_on_are_put_and_named(lake: Lake) -> None:
    put(lake, unit(), users(unit(), 1))
    with lake.store.scratch() as folder:
        same = made(folder, unit(), users(unit(), 1))
        candidate, path, local = kept(same.manifest, folder)
        assert lake.add(candidate, {**same.files, path: local}) == "written"
    known = lake.manifest(unit())
    assert known is not None
    assert known.files[-1] == path
    assert all(lake.store.exists(each) for each in known.files)


def test_manifests_are_chosen_before_they_are_read(lake: Lake) -> None:
    for each in (*days(range(3)), unit(entity="other"), unit(kind="enterprise"), unit(host="ghe")):
        put(lake, each, users(each, 1))
    put(lake, unit(family="repos-1-day"), [{"day": DAY, "repo_id": 1}])
    lake.store.put(f"{unit(entity='broken').path}/{FILE_NAME}", b"{")
    octo = [Entity("organization", "OCTO")]
    found = list(lake.manifests(hosts=iter(["api.github.com"]), entities=iter(octo), since=DAY))
    families = ["repos-1-day", *["users-1-day"] * 3]
    assert [each.unit.family for each in found] == families
    middle = DAY + datetime.timedelta(days=1)
    one = list(lake.manifests(families=["users-1-day"], entities=octo, since=middle, until=middle))
    assert [each.unit for each in one] == [unit(1)]
    assert [each.unit.host for each in lake.manifests(hosts=["ghe"])] == ["ghe"]
    assert not list(lake.manifests(hosts=["elsewhere"]))


def test_folders_of_others_are_passed_over(lake: Lake) -> None:
    put(lake, unit(), users(unit(), 1))
    base = unit().path.rpartition("/")[0]
    for path in (
        "notes/x",
        "host=a/b",
        f"{base}/day=someday/x",
        f"{base}/day=2026-01-01/rows.parquet",
    ):
        lake.store.put(path, b"")
    assert [each.unit for each in lake.manifests()] == [unit()]


def test_killed_at_any_step_and_run_again(tmp_path: Path) -> None:
    old, new = users(unit(), 1, 2), users(unit(), 1, 3)
    whole = Lake.open(tmp_path / "whole", create=True)
    put(whole, unit(), old)
    before = whole.manifest(unit())
    put(whole, unit(), new)
    after = whole.manifest(unit())
    states = []
    for steps in range(4):  # before and after the part, before and after the manifest
        lake = Lake.open(tmp_path / f"killed-{steps}", create=True)
        put(lake, unit(), old)
        with pytest.raises(Killed):
            put(Lake(Failing(lake.store, after=steps), lake.privacy), unit(), new)
        found = lake.manifest(unit())
        states.append(found)
        assert found is not None
        assert all(lake.store.exists(part.path) for part in found.parts)
        put(lake, unit(), new)
        assert tree(Path(lake.store.url)) == tree(Path(whole.store.url))
    assert states == [before, before, before, after]


WORKER = """
import sys
from pathlib import Path
from copilot_metrics_collector.lake.lake import Lake
from tests.lake.making import days, put, unit, users
lake = Lake.open(sys.argv[1], create=True)
print("ready", flush=True)
sys.stdin.readline()
for each in days(range(15)):
    put(lake, each, users(each, *range(int(sys.argv[2]))), state=sys.argv[3], settled=False)
"""


def test_two_processes_on_one_lake(tmp_path: Path) -> None:
    root = tmp_path / "lake"
    runs = [("3", "complete"), ("5", "partial"), ("4", "partial")]
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, str(root), *run],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for run in runs
    ]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        worker.communicate("\n", timeout=120)
        assert worker.returncode == 0
    lake = Lake.open(root)
    found = list(lake.manifests())
    assert [(each.state, each.rows) for each in found] == [("complete", 3)] * 15
    assert all(lake.store.exists(part.path) for each in found for part in each.parts)
    assert not lake.store.list(SCRATCH)


def test_names_tell_contents() -> None:
    assert part_path(unit(), "rows", "a" * 64) == f"{unit().path}/rows-{'a' * 32}.parquet"
    assert content_of({"rows": "a", "windows": "b"}) == content_of({"windows": "b", "rows": "a"})
    assert content_of({"rows": "a"}) != content_of({"windows": "a"})
