"""Fetch each declared document: the bytes that the lock names, or new ones with a new lock entry.

The only step that touches the network. Documents are cached by digest, and a cached
one is used only after its digest has been verified.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import IntegrityError, UsageError
from . import download
from .sources import (
    Declared,
    Lock,
    Locked,
    Sources,
    integrity,
    is_exact,
    is_url,
    sha256,
    source_name,
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document's bytes and the lock entry that identifies them."""

    content: bytes
    locked: Locked


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """Which documents to fetch: another release of `current`, other sources by name, a new lock.

    `releases` are the earlier releases that retired operations are read from. `paths` are our paths,
    without parameter names; the other documents of a new release are searched for them.
    """

    octokit: str | None = None
    overrides: Mapping[str, str] | None = None
    relock: bool = False
    releases: tuple[str, ...] = ()
    paths: frozenset[str] = frozenset()


def fetch_all(
    sources: Sources,
    lock: Lock,
    request: FetchRequest,
    *,
    cache: Path,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, Fetched]:
    """Every declared document.

    Raises `FetchError` if one is not available, `IntegrityError` if it is not the one that the
    lock names, `UsageError` if no release is given.
    """
    overrides = dict(request.overrides or {})
    declared_documents = sources.documents | _earlier(sources, lock, request.releases)
    unknown = overrides.keys() - declared_documents.keys()
    if unknown:
        known = ", ".join(declared_documents)
        raise UsageError(f"--source: unknown document {min(unknown)!r}; expected one of {known}")
    if request.octokit is not None and "current" in overrides:
        raise UsageError("--octokit and --source both name a source of `current`")
    fetched: dict[str, Fetched] = {}
    for name, declared in declared_documents.items():
        locked = lock.documents.get(name)
        if name in overrides:
            wanted: _Wanted = _from_source(overrides[name], locked)
        else:
            release = _release(name, declared, sources, lock, request.octokit)
            wanted = _from_package(name, declared, locked, release)
        expected = None if request.relock else wanted.expected
        ours = request.paths if name == "current" else frozenset()
        fetched[name] = _fetch_one(name, wanted, expected, ours, cache, progress)
    return fetched


def _earlier(sources: Sources, lock: Lock, releases: tuple[str, ...]) -> dict[str, Declared]:
    """The documents of earlier releases: the same file of the same package."""
    found = {}
    for name in releases:
        release, _, document = name.partition("/")
        declared = sources.documents.get(document or "current")
        if declared is None:
            known = ", ".join(sources.documents)
            raise UsageError(
                f"an entry is retired with the unknown document {document!r}; expected one of {known}"
            )
        version = release if is_exact(release) else None
        if version is None and name not in lock.documents:
            raise UsageError(
                f"an entry is retired with the release {release!r}, which is neither a version"
                f" of {declared.package} nor in the lock"
            )
        found[name] = Declared(declared.package, declared.file, version)
    return found


def _release(
    name: str, declared: Declared, sources: Sources, lock: Lock, octokit: str | None
) -> str | None:
    """The release that a document is taken from where its own line and lock name none, or another one is wanted.

    All documents of a package are of the release that `current` is of.
    """
    if name not in sources.documents or declared.version is not None:
        return octokit if name == "current" else None
    if declared.package != sources.documents["current"].package:
        return None
    current = lock.documents.get("current")
    is_locked = name in lock.documents
    return octokit or (None if is_locked or current is None else current.version)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A document before it is fetched: `locked` without digests, its source, and the expected lock entry."""

    locked: Locked
    address: str | None
    expected: Locked | None


def _from_source(address: str, locked: Locked | None) -> _Wanted:
    name = source_name(address)
    if is_url(address):
        download.check_url(address)
    expected = locked if locked is not None and locked.source == name else None
    return _Wanted(Locked("", source=name), address, expected)


def _from_package(
    name: str, declared: Declared, locked: Locked | None, octokit: str | None
) -> _Wanted:
    if locked is not None and locked.source is not None and octokit is None:
        return _Wanted(locked, locked.source if is_url(locked.source) else None, locked)
    version = octokit or declared.version or (locked.version if locked is not None else None)
    if version is None:
        raise UsageError(
            f"neither sources.yaml nor the lock names a release of {declared.package}"
            f" for the document {name!r}",
            hint="name one: make spec-update OCTOKIT=<version>",
        )
    wanted = Locked("", package=declared.package, version=version, file=declared.file)
    same = locked is not None and (locked.package, locked.version, locked.file) == (
        wanted.package,
        wanted.version,
        wanted.file,
    )
    return _Wanted(wanted, None, locked if same else None)


def _fetch_one(
    name: str,
    wanted: _Wanted,
    expected: Locked | None,
    ours: frozenset[str],
    cache: Path,
    progress: Callable[[str], None],
) -> Fetched:
    given_by_hand = wanted.address is not None and not is_url(wanted.address)
    if expected is not None and not given_by_hand:
        content = _cached(cache, expected.sha256)
        if content is not None:
            return Fetched(content, expected)
    what = wanted.locked.describe()
    progress(f"fetching {name}: {what}")
    tarball_digest = None
    holders = None
    if wanted.address is not None:
        if given_by_hand:
            content = download.local(Path(wanted.address))
        else:
            content = download.url(wanted.address)
    elif wanted.locked.source is not None:
        raise IntegrityError(
            f"the lock names the local file {what} for {name}",
            hint=f"pass it: --source {name}=FILE",
        )
    else:
        package, version, file = wanted.locked.package, wanted.locked.version, wanted.locked.file
        assert package is not None and version is not None and file is not None  # noqa: PT018, S101
        tarball = download.npm_tarball(package, version)
        tarball_digest = integrity(tarball)
        if expected is not None and expected.integrity != tarball_digest:
            raise _mismatch(name, what, str(expected.integrity), tarball_digest)
        content = download.member(tarball, file, name=f"{package}@{version}")
        holders = download.holders(tarball, file, ours) if ours else None
    digest = sha256(content)
    if expected is not None and expected.sha256 != digest:
        raise _mismatch(name, what, f"sha256 {expected.sha256}", f"sha256 {digest}")
    _keep(cache, digest, content)
    return Fetched(
        content,
        Locked(
            digest,
            package=wanted.locked.package,
            version=wanted.locked.version,
            integrity=tarball_digest,
            file=wanted.locked.file,
            source=wanted.locked.source,
            holders=holders,
        ),
    )


def _mismatch(name: str, what: str, expected: str, found: str) -> IntegrityError:
    return IntegrityError(
        f"{name} ({what}) is not what the lock names: expected {expected}, found {found}",
        hint="find out why it changed; if the new content is right, run again with --relock",
    )


def _cached(cache: Path, digest: str) -> bytes | None:
    """A cached document; None if it is missing or its digest is wrong."""
    try:
        content = (cache / digest).read_bytes()
    except OSError:
        return None
    return content if sha256(content) == digest else None


def _keep(cache: Path, digest: str, content: bytes) -> None:
    """Put a document into the cache. A failure to write only costs time later."""
    with contextlib.suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        partial = cache / f"{digest}.{os.getpid()}.part"
        partial.write_bytes(content)
        partial.replace(cache / digest)
