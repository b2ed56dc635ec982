"""A store whose process is killed at a step."""

from __future__ import annotations

import datetime
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from copilot_metrics_collector.lake.store import Names, Stat, Store

if TYPE_CHECKING:
    import duckdb


class Killed(BaseException):
    """No `except Exception` may see it, as none sees a SIGKILL."""


class Failing:
    """Passes everything on, until so many steps were made: the next one ends it, and so does every one after.

    A write has two steps: before it and after it.
    """

    def __init__(self, store: Store, after: int) -> None:
        self._store = store
        self._left = after
        self.url = store.url
        self.is_local = store.is_local

    def _step(self) -> None:
        if self._left <= 0:
            raise Killed
        self._left -= 1

    def read(self, path: str) -> bytes | None:
        return self._store.read(path)

    def exists(self, path: str) -> bool:
        return self._store.exists(path)

    def stat(self, path: str) -> Stat | None:
        return self._store.stat(path)

    def list(self, prefix: str) -> Names:
        return self._store.list(prefix)

    def put(self, path: str, data: bytes) -> None:
        self._step()
        self._store.put(path, data)
        self._step()

    def put_file(self, path: str, local: Path) -> None:
        self._step()
        self._store.put_file(path, local)
        self._step()

    def remove(self, path: str) -> None:
        self._step()
        self._store.remove(path)
        self._step()

    def scratch(self) -> AbstractContextManager[Path]:
        return self._store.scratch()

    def sweep(self, older_than: datetime.timedelta) -> Names:
        self._step()
        return self._store.sweep(older_than)

    def lock(self, key: str = "") -> AbstractContextManager[None]:
        return self._store.lock(key)

    def duckdb_path(self, path: str) -> str:
        return self._store.duckdb_path(path)

    def attach(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._store.attach(connection)
