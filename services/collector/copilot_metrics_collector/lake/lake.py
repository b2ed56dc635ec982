"""A lake: a store with a `lake.json` at its root, and a manifest a unit that says what counts."""

from __future__ import annotations

import datetime
import hashlib
import json
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
from .manifest import (
    FILE_NAME,
    WITH_ROWS,
    Manifest,
    ManifestError,
    NewerFormatError,
    Part,
    digest_in,
)
from .requested import Report, Span, read_requested, record_requested
from .store import LOCKS, SCRATCH, NotAFileError, Store, open_store
from .succession import Change, Decision, decide

FORMAT: Final = 1
LAKE_FILE: Final = "lake.json"
_T = TypeVar("_T")
_READERS: Final = 16
_LOST: Final = "a file that it names is missing: the next sync requests it again"
_DAMAGED: Final = "a file that it names is damaged: the next sync requests it again"
_AT_ONCE: Final = 32
"""Manifests that a thread reads before it says so."""


@attrs.frozen
class Privacy:
    """How a lake names people. It is the same for all that is in it, or rows could not be joined."""

    pseudonyms: str | None = None
    """The fingerprint of the key that names were hashed with; None where they are plain."""
    users: bool = True
    """Whether it holds rows of single users at all."""

    @property
    def is_private(self) -> bool:
        """Whether it keeps no plain names."""
        return self.pseudonyms is not None or not self.users

    def __str__(self) -> str:
        if not self.users:
            return "no users"
        return "plain names" if self.pseudonyms is None else f"pseudonyms by key {self.pseudonyms}"


class Lake:
    """The units of a store."""

    def __init__(self, store: Store, privacy: Privacy) -> None:
        """See `open`."""
        self.store: Final = store
        self.privacy: Final = privacy
        self._known_damage: KnownDamage | None = None

    def __repr__(self) -> str:
        return f"Lake({self.store.url!r}, {self.privacy})"

    @classmethod
    def open(cls, url: str | Path, *, create: bool = False, privacy: Privacy | None = None) -> Lake:
        """The lake at a path or address.

        Args:
            url: A folder, or what fsspec knows: `s3://bucket/lake`.
            create: Whether to make one where there is nothing.
            privacy: What it is expected to hold; None for whatever it holds, and plain names in a new one.

        Raises:
            LakeError: There is none, it is of a newer format, or it names people otherwise.
        """
        store = open_store(url)
        found = _read_privacy(store)
        if found is None:
            if not create:
                raise LakeError(
                    f"{store.url} is no lake: there is no {LAKE_FILE}. `copilot-metrics sync --to` makes one"
                )
            found = _create(store, privacy or Privacy())
        if privacy is not None and privacy != found:
            raise LakeError(
                f"{store.url} holds {found}, and {privacy} were asked for: one lake has one way of naming people. "
                "Use the options that it was made with, or another folder"
            )
        return cls(store, found)

    def manifest(self, unit: Unit) -> Manifest | None:
        """What a unit holds; None where it was never requested, and a stand-in where its manifest is damaged.

        Raises:
            LakeError: The store refuses, or a newer release wrote the manifest.
        """
        path = f"{unit.path}/{FILE_NAME}"
        try:
            text = self.store.read(path)
            if text is None:
                return None
            found = Manifest.from_json(text)
            if found.unit.path != unit.path:
                raise ManifestError(f"it is about another unit: {found.unit}")
        except NewerFormatError as error:
            raise LakeError(
                f"{self.store.url}/{path}: {error}; update copilot-metrics-collector"
            ) from None
        except (ManifestError, NotAFileError) as error:
            return Manifest.damaged(unit, str(error))
        return found

    def requested(self) -> dict[Report, Span]:
        """The days that were requested of each report, fetched or not. Raises `LakeError`."""
        return read_requested(self.store)

    def record_requested(self, reports: Mapping[Report, Span]) -> None:
        """Stores which days are going to be requested; before anything is fetched. Raises `LakeError`."""
        record_requested(self.store, reports)

    def hosts(self) -> list[str]:
        """Where the lake has reports from, or was to have them, as `Unit.host`, in order. Raises `LakeError`."""
        found = {host for host, _, _ in self.requested()}
        found |= {path.rstrip("/").removeprefix("host=") for path in self._below("", "host=")}
        return sorted(found)

    def entities(self, hosts: Iterable[str] | None = None) -> list[Entity]:
        """Whose reports the lake has, or was to have, in order. Raises `LakeError`."""
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
        """The units that have a folder, in the order of their paths. No manifest is read for it."""
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
        """What the lake holds, in the order of the units' paths; only what is asked for is read.

        Args:
            hosts: As `Unit.host` has them; None for all.
            families: By name.
            entities: `Octo` and `octo` are one.
            since: The first day.
            until: The last one.

        A damaged manifest does not stop the rest: `Manifest.damaged` stands in for it.

        Raises:
            LakeError: The store refuses, or a newer release wrote a manifest.
        """
        found = self.units(
            hosts=hosts, families=families, entities=entities, since=since, until=until
        )
        with ThreadPoolExecutor(_READERS) as readers:
            while some := list(islice(found, _READERS * _AT_ONCE)):
                batches = (
                    some[start : start + _AT_ONCE] for start in range(0, len(some), _AT_ONCE)
                )
                yield from chain.from_iterable(readers.map(self._read, batches))

    def add(self, candidate: Manifest, files: Mapping[str, Path]) -> Change:
        """Puts a unit's answer into the lake, if it counts more than what is there.

        Files come first and the manifest last, so that a run that is killed meanwhile changes nothing that counts.

        Args:
            candidate: What is to stand.
            files: Local files in a folder of `Store.scratch`, by the path of the part or kept file that they become;
                those that nothing is to name stay there.

        Raises:
            LakeError: The store refuses, or the candidate names a part that is neither here nor there.
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
        """Replaces a manifest, if it is still the one that is known. `files` and what is raised are as of `add`."""
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
        """Manifests as they count: a unit of which a part is missing or damaged counts as failed.

        Sizes are compared, and what `copilot-metrics verify` found is known. In an object store only the latter
        counts: looking would cost a request a part.
        """
        for each in manifests:
            if self._problem(each) is None:
                yield each
                continue
            # a sync or a compaction may have replaced it since it was read
            newest = self.manifest(each.unit) or each
            problem = self._problem(newest)
            if problem is None:
                yield newest
            else:
                yield attrs.evolve(newest, state="failed", reason=problem, settled=False, rows=0)

    def is_intact(self, manifest: Manifest) -> bool:
        """Whether every part of a manifest is there, with the bytes that its name says; reads the parts."""
        return all(self.is_intact_part(part) for part in manifest.parts)

    def is_intact_part(self, part: Part) -> bool:
        """Whether a part has the bytes that its name says; reads it."""
        found = self.store.stat(part.path)
        return found is not None and found.bytes == part.bytes and self._has_digest(part.path)

    def remember_damage(self, damage: KnownDamage) -> None:
        """Replaces what is known to be damaged, for `standing` in this process and in others."""
        damage.write(self.store)
        self._known_damage = damage

    def known_damage(self) -> KnownDamage:
        """What `copilot-metrics verify` found last."""
        if self._known_damage is None:
            self._known_damage = KnownDamage.read(self.store)
        return self._known_damage

    def _decide(self, current: Manifest | None, candidate: Manifest) -> Decision:
        """As `decide`, but damage gives way to a complete response, or to one of its own state."""
        if current is not None and current.unreadable:
            # rows may be there that GitHub no longer has: a refusal does not replace them
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
        """Whether files are there that may hold rows of a unit, whatever its manifest says."""
        merged = f"{lock_key(unit)}/merged"
        month = f"-{unit.day:%Y-%m}-"
        return any(name.endswith(".parquet") for name in self.store.list(unit.path)) or any(
            month in name for name in self.store.list(merged)
        )

    def _problem(self, manifest: Manifest) -> str | None:
        """What is wrong with the parts of a manifest, as far as that shows without reading them."""
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
        """Puts the files that are missing or damaged; the others stay in `waiting`: they may be swept meanwhile."""
        for path in manifest.files:
            if path in waiting and not self._is_same(path, waiting[path]):
                self._put(path, waiting.pop(path))

    def _put(self, path: str, local: Path) -> None:
        self.store.put_file(path, local)
        if path in self.known_damage().files:
            with self.store.lock(DAMAGE_FILE):
                self.remember_damage(KnownDamage.read(self.store).after([path], {}))

    def _is_same(self, path: str, local: Path) -> bool:
        """Whether a file is in the store with the bytes of a local one."""
        found = self.store.stat(path)
        if found is None or found.bytes != local.stat().st_size:
            return False
        return self.store.read(path) == local.read_bytes()

    def _complete(
        self, manifest: Manifest, files: Mapping[str, Path], waiting: dict[str, Path]
    ) -> None:
        """Sees to it that what a manifest is about to name is there; under the lock, where nothing is swept."""
        parts = {part.path for part in manifest.parts}
        for path in manifest.files:
            if path not in parts and path not in files:
                continue
            if self._is_same(path, waiting[path]) if path in waiting else self.store.exists(path):
                continue
            if path not in waiting:
                raise LakeError(
                    f"{self.store.url}/{path} is missing, and {manifest.unit} was to name it: run again"
                )
            self._put(path, waiting.pop(path))

    def _write(self, manifest: Manifest) -> None:
        self.store.put(f"{manifest.unit.path}/{FILE_NAME}", manifest.to_json())

    def _below(self, folder: str, prefix: str) -> Iterator[str]:
        for name in self.store.list(folder):
            if name.startswith(prefix) and name.endswith("/"):
                yield f"{folder}{name}"


def lock_key(unit: Unit) -> str:
    """What is locked while a unit's manifest is replaced: the folder of all days, which share merged files."""
    return unit.path.rpartition("/")[0]


def part_path(unit: Unit, table: str, sha256: str) -> str:
    """Where a part of a unit lies: its name says what is in it, so it never has to change."""
    return f"{unit.path}/{table}-{sha256[:32]}.parquet"


def content_of(sha256s_by_table: Mapping[str, str]) -> str:
    """The digest of a unit's rows, from those of its tables."""
    text = json.dumps(sorted(sha256s_by_table.items()), separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _set(values: Iterable[_T] | None) -> frozenset[_T] | None:
    return None if values is None else frozenset(values)


def _wanted(folder: str, names: frozenset[str] | None) -> bool:
    return names is None or folder.rstrip("/").rpartition("=")[2] in names


def _read_privacy(store: Store) -> Privacy | None:
    text = store.read(LAKE_FILE)
    if text is None:
        return None
    try:
        values = json.loads(text)
        version, privacy = values["format"], values["privacy"]
        pseudonyms, users = privacy["pseudonyms"], privacy["users"]
        if not isinstance(users, bool) or not isinstance(pseudonyms, str | None):
            raise TypeError("privacy")
    except (ValueError, KeyError, TypeError) as error:
        raise LakeError(
            f"{store.url}/{LAKE_FILE} cannot be read ({type(error).__name__} {error}): expected "
            f'{{"format": {FORMAT}, "privacy": {{"pseudonyms": null, "users": true}}}}. Write that, with the '
            "fingerprint of the key and users false where it was made so"
        ) from None
    if version != FORMAT:
        raise LakeError(
            f"{store.url}/{LAKE_FILE} is of format {version!r} and this release knows {FORMAT}: "
            "update copilot-metrics-collector"
        )
    return Privacy(pseudonyms, users)


def _create(store: Store, privacy: Privacy) -> Privacy:
    _check_empty(store)
    with store.lock():
        found = _read_privacy(store)
        if found is not None:  # another run was faster
            return found
        _check_empty(store)
        text = json.dumps(
            {"format": FORMAT, "privacy": attrs.asdict(privacy)}, indent=1, sort_keys=True
        )
        store.put(LAKE_FILE, f"{text}\n".encode())
    return privacy


def _check_empty(store: Store) -> None:
    # a lake.json that was not there a moment ago is another run's, which the lock will show
    ours = (LAKE_FILE, LOCKS, SCRATCH)
    strangers = [name for name in store.list("") if name.rstrip("/") not in ours]
    if strangers:
        raise LakeError(
            f"{store.url} is not empty and no lake ({strangers[0]} is there, {LAKE_FILE} is not): name an empty folder"
        )
