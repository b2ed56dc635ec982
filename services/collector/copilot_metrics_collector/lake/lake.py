"""A lake: a store with a `lake.json` at its root, and a manifest per unit that lists its current files."""

from __future__ import annotations

import datetime
import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice
from pathlib import Path
from typing import Final, TypeVar

import attrs

from ..exits import LakeError
from ..units import Entity, Unit
from .known_damage import FILE as DAMAGE_FILE
from .known_damage import KnownDamage
from .lake_file import LAKE_FILE, Privacy, create_lake, read_privacy
from .manifest import (
    FILE_NAME,
    WITH_ROWS,
    Manifest,
    ManifestError,
    ManifestPart,
    NewerFormatError,
    digest_in,
)
from .open_store import open_store
from .requested import Report, RequestedDays, read_requested, record_requested
from .store import NotAFileError, Store
from .succession import Change, Decision, decide

_T = TypeVar("_T")
_READERS: Final = 16
_LOST: Final = "a listed file is missing: the next sync requests the day again"
_DAMAGED: Final = "a listed file is damaged: the next sync requests the day again"
_AT_ONCE: Final = 32
"""Manifests that a thread reads per task."""


class Lake:
    """A lake in a store."""

    def __init__(self, store: Store, privacy: Privacy) -> None:
        """See `open`."""
        self.store: Final = store
        self.privacy: Final = privacy
        self._known_damage: KnownDamage | None = None

    def __repr__(self) -> str:
        return f"Lake({self.store.url!r}, {self.privacy})"

    @classmethod
    def open(cls, url: str | Path, *, create: bool = False, privacy: Privacy | None = None) -> Lake:
        """Opens the lake at a path or URL.

        Args:
            url: A folder, or an fsspec URL: `s3://bucket/lake`.
            create: Whether to create a lake if there is none.
            privacy: The expected privacy; None accepts any, and means plain names for a new lake.

        Raises:
            LakeError: There is no lake, its format is newer, or its privacy differs.
        """
        store = open_store(url)
        found = read_privacy(store)
        if found is None:
            if not create:
                raise LakeError(
                    f"{store.url} is not a lake: {LAKE_FILE} is missing; create one with `copilot-metrics sync --to`"
                )
            found = create_lake(store, privacy or Privacy())
        if privacy is not None and privacy != found:
            raise LakeError(
                f"{store.url} contains {found}, but this command expects {privacy}: use the options "
                "that the lake was created with, or another folder"
            )
        return cls(store, found)

    def manifest(self, unit: Unit) -> Manifest | None:
        """Returns a unit's manifest; None if it was never fetched, and a placeholder if the manifest is damaged.

        Raises:
            LakeError: The store fails, or a newer release wrote the manifest.
        """
        path = f"{unit.path}/{FILE_NAME}"
        try:
            text = self.store.read(path)
            if text is None:
                return None
            found = Manifest.from_json(text)
            if found.unit.path != unit.path:
                raise ManifestError(f"it belongs to another unit: {found.unit}")
        except NewerFormatError as error:
            raise LakeError(
                f"{self.store.url}/{path}: {error}; update copilot-metrics-collector"
            ) from None
        except (ManifestError, NotAFileError) as error:
            return Manifest.damaged(unit, str(error))
        return found

    def requested(self) -> dict[Report, RequestedDays]:
        """Returns the requested days of each report, fetched or not. Raises `LakeError`."""
        return read_requested(self.store)

    def record_requested(self, reports: Mapping[Report, RequestedDays]) -> None:
        """Records the days that will be requested, before any is fetched. Raises `LakeError`."""
        record_requested(self.store, reports)

    def hosts(self) -> list[str]:
        """Returns the hosts of stored or requested reports, in the form of `Unit.host`, sorted. Raises `LakeError`."""
        found = {host for host, _, _ in self.requested()}
        found |= {path.rstrip("/").removeprefix("host=") for path in self._below("", "host=")}
        return sorted(found)

    def entities(self, hosts: Iterable[str] | None = None) -> list[Entity]:
        """Returns the entities of stored or requested reports, sorted. Raises `LakeError`."""
        wanted = _set(hosts)
        found = {entity for host, _, entity in self.requested() if wanted is None or host in wanted}
        for host in self._below("", "host="):
            for family in self._below(host, "family=") if _wanted(host, wanted) else ():
                for kind in self._below(family, "kind="):
                    examples = (
                        Unit.parse(f"{path}day=0001-01-01") for path in self._below(kind, "entity=")
                    )
                    found |= {unit.entity for unit in examples if unit is not None}
        return sorted(found)

    def units(
        self,
        *,
        hosts: Iterable[str] | None = None,
        families: Iterable[str] | None = None,
        entities: Iterable[Entity] | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> Iterator[Unit]:
        """Yields the units that have a folder, sorted by path, without reading manifests."""
        hosts, families, entities = _set(hosts), _set(families), _set(entities)
        for host in self._below("", "host="):
            for family in self._below(host, "family=") if _wanted(host, hosts) else ():
                for kind in self._below(family, "kind=") if _wanted(family, families) else ():
                    for entity in self._below(kind, "entity="):
                        example = Unit.parse(f"{entity}day=0001-01-01")
                        if example is None or (
                            entities is not None and example.entity not in entities
                        ):
                            continue
                        for day in self._below(entity, "day="):
                            unit = Unit.parse(day)
                            if unit is not None and (since or unit.day) <= unit.day <= (
                                until or unit.day
                            ):
                                yield unit

    def manifests(
        self,
        *,
        hosts: Iterable[str] | None = None,
        families: Iterable[str] | None = None,
        entities: Iterable[Entity] | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> Iterator[Manifest]:
        """Returns the selected manifests, sorted by the units' paths.

        Args:
            hosts: In the form of `Unit.host`; None for all.
            families: Names of families.
            entities: `Octo` and `octo` are equal.
            since: The first day.
            until: The last one.

        A damaged manifest is replaced by the placeholder `Manifest.damaged`.

        Raises:
            LakeError: The store fails, or a newer release wrote a manifest.
        """
        found = self.units(
            hosts=hosts, families=families, entities=entities, since=since, until=until
        )
        with ThreadPoolExecutor(_READERS) as readers:
            while some := list(islice(found, _READERS * _AT_ONCE)):
                batches = [
                    some[start : start + _AT_ONCE] for start in range(0, len(some), _AT_ONCE)
                ]
                begin, begin_cpu = time.perf_counter(), time.thread_time()
                first = self._read(batches[0])
                seconds, cpu = time.perf_counter() - begin, time.thread_time() - begin_cpu
                yield from first
                # threads help only while others wait for the storage
                each_batch = readers.map if seconds > 2 * cpu else map
                yield from chain.from_iterable(each_batch(self._read, batches[1:]))

    def add(self, candidate: Manifest, files: Mapping[str, Path]) -> Change:
        """Stores a unit's result, if it supersedes the current one.

        Files are written first and the manifest last, so that a killed run does not change the lake's content.

        Args:
            candidate: The new manifest.
            files: Local files in a folder of `Store.scratch`, by the path of their part or raw file;
                unlisted ones are not moved.

        Raises:
            LakeError: The store fails, or a listed part is in neither `files` nor the store.
        """
        unit = candidate.unit
        current = self.manifest(unit)
        decision = self._decide(current, candidate)
        if decision.manifest is current:
            return decision.change
        waiting = dict(files)
        if current is None or self.is_intact(current):
            self._put_missing(decision.manifest, waiting)  # before the lock: uploads take time
        with self.store.lock(lock_key(unit)):
            current = self.manifest(unit)
            decision = self._decide(current, candidate)
            if decision.manifest is not current:
                self._complete(decision.manifest, files, waiting)
                self._write(decision.manifest)
        return decision.change

    def replace(
        self, known: Manifest, new: Manifest, files: Mapping[str, Path] | None = None
    ) -> bool:
        """Replaces a manifest if it is still `known`. For `files` and errors, see `add`."""
        files = files or {}
        waiting = dict(files)
        self._put_missing(new, waiting)
        with self.store.lock(lock_key(known.unit)):
            if self.manifest(known.unit) != known:
                return False
            self._complete(new, files, waiting)
            self._write(new)
        return True

    def standing(self, manifests: Iterable[Manifest]) -> Iterator[Manifest]:
        """Returns manifests in which units with a missing or damaged part are marked as failed.

        Uses sizes and the damage that `copilot-metrics verify` recorded. In an object store only the latter,
        because checking sizes would cost one request per part.
        """
        for each in manifests:
            if self._problem(each) is None:
                yield each
                continue
            # a sync or a compaction may have replaced the manifest since it was read
            newest = self.manifest(each.unit) or each
            problem = self._problem(newest)
            if problem is None:
                yield newest
            else:
                yield attrs.evolve(newest, state="failed", reason=problem, settled=False, rows=0)

    def is_intact(self, manifest: Manifest) -> bool:
        """Whether every part of a manifest exists and matches its digest; reads the parts."""
        return all(self.is_intact_part(part) for part in manifest.parts)

    def is_intact_part(self, part: ManifestPart) -> bool:
        """Whether a part matches its digest; reads it."""
        found = self.store.stat(part.path)
        return found is not None and found.bytes == part.bytes and self._has_digest(part.path)

    def remember_damage(self, damage: KnownDamage) -> None:
        """Replaces the record of damage, which `standing` uses in all processes."""
        damage.write(self.store)
        self._known_damage = damage

    def known_damage(self) -> KnownDamage:
        """The damage that `copilot-metrics verify` recorded last."""
        if self._known_damage is None:
            self._known_damage = KnownDamage.read(self.store)
        return self._known_damage

    def _decide(self, current: Manifest | None, candidate: Manifest) -> Decision:
        """Like `decide`, but a damaged unit is replaced by a complete response, or by one of its own state."""
        if current is not None and current.unreadable:
            # rows may exist that GitHub has deleted: a refusal does not replace them
            if candidate.state in WITH_ROWS or not self._has_parts(current.unit):
                return Decision("written", candidate)
            return Decision("kept", current)
        decision = decide(current, candidate)
        if current is None or decision.manifest is candidate or not candidate.rows:
            return decision
        if candidate.state not in ("complete", current.state) or self.is_intact(current):
            return decision
        return Decision("written", candidate)

    def _has_parts(self, unit: Unit) -> bool:
        """Whether files exist that may contain rows of a unit, regardless of its manifest."""
        merged = f"{lock_key(unit)}/merged"
        month = f"-{unit.day:%Y-%m}-"
        return any(name.endswith(".parquet") for name in self.store.list(unit.path)) or any(
            month in name for name in self.store.list(merged)
        )

    def _problem(self, manifest: Manifest) -> str | None:
        """Returns the problem with the parts of a manifest that is detectable without reading them."""
        damage = self.known_damage()
        for part in manifest.parts:
            if not self.store.is_local:
                if part.path in damage.files:
                    return _DAMAGED
                continue
            found = self.store.stat(part.path)
            if found is None:
                return _LOST
            if found.bytes != part.bytes or damage.includes(part.path, found):
                return _DAMAGED
        return None

    def _has_digest(self, path: str) -> bool:
        data = self.store.read(path)
        return data is not None and hashlib.sha256(data).hexdigest()[:32] == digest_in(path)

    def _read(self, units: Iterable[Unit]) -> list[Manifest]:
        found = map(self.manifest, units)
        return [manifest for manifest in found if manifest is not None]

    def _put_missing(self, manifest: Manifest, waiting: dict[str, Path]) -> None:
        """Stores missing or damaged files; existing ones remain in `waiting`, because they may be deleted meanwhile."""
        for path in manifest.files:
            if path in waiting and not self._is_same(path, waiting[path]):
                self._put(path, waiting.pop(path))

    def _put(self, path: str, local: Path) -> None:
        self.store.put_file(path, local)
        if path in self.known_damage().files:
            with self.store.lock(DAMAGE_FILE):
                self.remember_damage(KnownDamage.read(self.store).after([path], {}))

    def _is_same(self, path: str, local: Path) -> bool:
        """Whether the store has a file with the content of a local one."""
        found = self.store.stat(path)
        if found is None or found.bytes != local.stat().st_size:
            return False
        return self.store.read(path) == local.read_bytes()

    def _complete(
        self, manifest: Manifest, files: Mapping[str, Path], waiting: dict[str, Path]
    ) -> None:
        """Ensures that the files of a new manifest exist; called under the lock, where no file is deleted."""
        parts = {part.path for part in manifest.parts}
        for path in manifest.files:
            if path not in parts and path not in files:
                continue
            if self._is_same(path, waiting[path]) if path in waiting else self.store.exists(path):
                continue
            if path not in waiting:
                raise LakeError(
                    f"{self.store.url}/{path} is missing, but needed for {manifest.unit}: run the command again"
                )
            self._put(path, waiting.pop(path))

    def _write(self, manifest: Manifest) -> None:
        self.store.put(f"{manifest.unit.path}/{FILE_NAME}", manifest.to_json())

    def _below(self, folder: str, prefix: str) -> Iterator[str]:
        for name in self.store.list(folder):
            if name.startswith(prefix) and name.endswith("/"):
                yield f"{folder}{name}"


def lock_key(unit: Unit) -> str:
    """Returns the lock for replacing a unit's manifest: the folder of all days, which share merged files."""
    return unit.path.rpartition("/")[0]


def part_path(unit: Unit, table: str, sha256: str) -> str:
    """Returns the path of a unit's part, which contains its digest and therefore never changes."""
    return f"{unit.path}/{table}-{sha256[:32]}.parquet"


def content_of(sha256s_by_table: Mapping[str, str]) -> str:
    """Returns the digest of a unit's rows, from those of its tables."""
    text = json.dumps(sorted(sha256s_by_table.items()), separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _set(values: Iterable[_T] | None) -> frozenset[_T] | None:
    return None if values is None else frozenset(values)


def _wanted(folder: str, names: frozenset[str] | None) -> bool:
    return names is None or folder.rstrip("/").rpartition("=")[2] in names
