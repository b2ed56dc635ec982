from __future__ import annotations

import datetime
import os
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from copilot_metrics_collector.exits import LakeError
from copilot_metrics_collector.lake.local_store import LocalStore
from copilot_metrics_collector.lake.open_store import open_store
from copilot_metrics_collector.lake.remote_store import RemoteStore
from copilot_metrics_collector.lake.store import SCRATCH, Store


@pytest.fixture
def store(url: str) -> Store:
    return open_store(url)


def test_what_is_put_is_there(store: Store) -> None:
    assert store.read("a/b.json") is None
    assert not store.exists("a/b.json")
    store.put("a/b.json", b"one")
    store.put("a/b.json", b"two")
    assert store.read("a/b.json") == b"two"
    assert store.exists("a/b.json")
    assert not store.exists("a")
    assert store.read("a") is None


def test_a_file_from_scratch_is_moved(store: Store) -> None:
    with store.scratch() as folder:
        (folder / "draft").write_bytes(b"rows")
        store.put_file("deep/er/part", folder / "draft")
        assert not (folder / "draft").exists()
        (folder / "left").write_bytes(b"more")
    assert not folder.exists()
    assert store.read("deep/er/part") == b"rows"


@pytest.mark.parametrize("how", ["put", "put_file"])
def test_a_file_is_on_the_disk_before_its_name_and_its_name_before_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    store = LocalStore(tmp_path / "lake")
    (tmp_path / "lake").mkdir()
    local, target = tmp_path / "draft", tmp_path / "lake" / "a" / "b"
    local.write_bytes(b"rows")
    told: list[str] = []

    def noted(number: int) -> None:
        file = os.fstat(number)
        if stat.S_ISREG(file.st_mode):
            what = f"{file.st_size} bytes"
        else:
            folders = (tmp_path / "lake", target.parent)
            what = next(each.name for each in folders if os.path.samestat(file, each.stat()))
        told.append(f"{what}, {target.exists()}")

    monkeypatch.setattr(os, "fsync", noted)
    if how == "put":
        store.put("a/b", b"rows")
    else:
        store.put_file("a/b", local)
    assert told == ["4 bytes, False", "lake, False", "a, True"]


def test_a_folder_is_listed(store: Store) -> None:
    assert store.list("") == []
    assert store.list("nowhere") == []
    for path in ("a/b/one", "a/b/two", "a/c%2Fd/three", "a/four"):
        store.put(path, b"")
    assert store.list("a") == store.list("a/") == ["b/", "c%2Fd/", "four"]
    assert store.list("a/b") == ["one", "two"]
    assert [name for name in store.list("") if name != f"{SCRATCH}/"] == ["a/"]


def test_what_is_removed_is_gone(store: Store) -> None:
    store.put("a/b", b"")
    store.remove("a/b")
    store.remove("a/b")
    assert not store.exists("a/b")
    assert store.list("a") == []


@pytest.mark.parametrize(
    "path", ["../x", "a/../../x", "/etc/x", "a//b", "", ".", "a/.", "a\\b", "c:/x", "a\0b"]
)
def test_a_path_out_of_the_root_is_refused(store: Store, path: str) -> None:
    for act in (store.read, store.exists, store.remove, store.duckdb_path):
        with pytest.raises(LakeError, match="invalid path in a lake"):
            act(path)
    with pytest.raises(LakeError, match="invalid path in a lake"):
        store.put(path, b"")


def test_locks_of_different_keys_do_not_wait_for_each_other(store: Store) -> None:
    with store.lock("a"), ThreadPoolExecutor(1) as pool:

        def take() -> bool:
            with store.lock("b"):
                return True

        assert pool.submit(take).result(timeout=60)


def test_the_lock_keeps_threads_apart(store: Store) -> None:
    inside: list[int] = []
    most: list[int] = []

    def work() -> None:
        for _ in range(20):
            with store.lock():
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 80


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    old, new = tmp_path / SCRATCH / "old", tmp_path / SCRATCH / "new"
    for folder in (old, new):
        folder.mkdir(parents=True)
        (folder / "draft").write_bytes(b"")
    for path in (old / "draft", old):
        os.utime(path, (0, 0))
    os.utime(new, (0, 0))  # the last written content counts
    assert store.sweep(datetime.timedelta(days=1)) == [f"{SCRATCH}/old/"]
    assert not old.exists()
    assert new.exists()


def test_a_disk_that_refuses_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = LocalStore(tmp_path / "file")
    with pytest.raises(LakeError, match=r"cannot write .*file"):
        store.put("a", b"")


class Refused(Exception):
    """An exception as packages for object stores raise it: not an OSError."""


class Refusing:
    def cat_file(self, path: str) -> bytes:
        raise Refused(f"no credentials for {path}")


def test_an_object_store_that_refuses_is_named() -> None:
    store = RemoteStore("s3://bucket/lake", Refusing(), "bucket/lake")
    with pytest.raises(LakeError, match=r"cannot read s3://bucket/lake/a: no credentials for"):
        store.read("a")
    with pytest.raises(LakeError, match=r"^invalid path in a lake '\.\./a'"):
        store.read("../a")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("s3://bucket/lake", "s3fs"),
        ("nowhere://x", "nowhere"),
        ("file://host/x", "must not have a host"),
        ("", "empty"),
    ],
)
def test_an_address_that_cannot_be_opened(url: str, said: str) -> None:
    with pytest.raises(LakeError, match=said):
        open_store(url)


def test_a_file_address_is_a_folder(tmp_path: Path) -> None:
    store = open_store((tmp_path / "a b").as_uri())
    assert store.is_local
    store.put("x", b"1")
    assert (tmp_path / "a b" / "x").read_bytes() == b"1"
