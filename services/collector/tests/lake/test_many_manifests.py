"""Reading the manifests of many units."""

from __future__ import annotations

import datetime
import threading
import time
from pathlib import Path

import pytest

from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.local_store import LocalStore
from copilot_metrics_collector.lake.manifest import FILE_NAME, Manifest
from copilot_metrics_collector.units import Entity, Unit

FIRST = datetime.date(2026, 1, 1)


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake.open(tmp_path / "lake", create=True)
    for number in range(100):
        day = FIRST + datetime.timedelta(days=number)
        unit = Unit("api.github.com", "users-1-day", Entity("organization", "octo"), day)
        manifest = Manifest(unit=unit, state="no-data", asked_at="2026-05-01T00:00:00Z")
        file = tmp_path / "lake" / unit.path / FILE_NAME
        file.parent.mkdir(parents=True)
        file.write_bytes(manifest.to_json())
    return lake


@pytest.mark.parametrize("is_slow", [False, True])
def test_manifests_are_in_the_order_of_their_units(
    lake: Lake, monkeypatch: pytest.MonkeyPatch, *, is_slow: bool
) -> None:
    threads: set[int] = set()
    read = LocalStore.read

    def slow_read(store: LocalStore, path: str) -> bytes | None:
        if path.endswith(FILE_NAME):
            threads.add(threading.get_ident())
            time.sleep(0.005)
        return read(store, path)

    if is_slow:  # as on a network share
        monkeypatch.setattr(LocalStore, "read", slow_read)
    days = [each.unit.day for each in lake.manifests()]
    assert days == [FIRST + datetime.timedelta(days=number) for number in range(100)]
    assert not is_slow or len(threads) > 1
