"""`sources.yaml` and `sources.lock.yaml` as values: the documents and their exact bytes."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from .. import document
from ..errors import InputError

API_VERSION = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Declared:
    """One upstream document of `sources.yaml`. Without a `version`, the lock or the command line decides."""

    package: str
    file: str
    version: str | None


@dataclass(frozen=True, slots=True)
class Ignored:
    """Prefixes of paths near ours that are not selected, with the reason."""

    prefix: str
    reason: str


@dataclass(frozen=True, slots=True)
class ApiVersion:
    """One API version and its overlays, in order."""

    overlays: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """The whole of `sources.yaml`. `select` has the prefixes of the selected paths."""

    documents: dict[str, Declared]
    api_versions: dict[str, ApiVersion]
    top: str
    select: tuple[str, ...]
    ignore: tuple[Ignored, ...] = ()


@dataclass(frozen=True, slots=True)
class Locked:
    """The exact bytes of a document, from an npm package or from `source` (a URL or a file name).

    `integrity` is the tarball's, as npm writes it (Subresource Integrity, SHA-512); `sha256` the
    document's.
    """

    sha256: str
    package: str | None = None
    version: str | None = None
    integrity: str | None = None
    file: str | None = None
    source: str | None = None
    holders: dict[str, int] | None = field(default=None, compare=False)
    """Other documents of the package, and how many of our paths each has; None if unknown."""
    announced: dict[str, list[str]] | None = field(default=None, compare=False)
    """The changesets of each API version that the document has changes for; None if unknown."""

    def describe(self) -> str:
        """A label of the document for messages."""
        if self.package is None:
            return str(self.source)
        return f"{self.package}@{self.version} {self.file}"


@dataclass(frozen=True, slots=True)
class Lock:
    """The documents of `sources.lock.yaml`. Its counts are informative and are not read back."""

    documents: dict[str, Locked] = field(default_factory=dict)


def sha256(content: bytes) -> str:
    """The digest of a document, in hex."""
    return hashlib.sha256(content).hexdigest()


def integrity(content: bytes) -> str:
    """The digest of a tarball as npm writes it."""
    return "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()


def parse_sources(text: str | bytes, *, name: str) -> Sources:
    """The value of `sources.yaml`. Raises `InputError` with file and line if it is not valid."""
    reader = _Reader(text, name)
    root = reader.object(
        document.parse(text, name=name),
        "",
        {"documents", "api_versions", "top", "select", "ignore"},
    )
    documents: dict[str, Declared] = {}
    for key, value in reader.object(root.get("documents"), "/documents").items():
        here = document.join("documents", key)
        entry = reader.object(value, here, {"package", "file", "version"})
        package = reader.text(entry, "package", here)
        # npm interprets such names as folders, URLs or options
        reader.check(
            re.fullmatch(r"(@[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*", package) is not None,
            f"{package!r} is not a package name",
            here,
        )
        version = reader.text(entry, "version", here) if "version" in entry else None
        reader.check(
            version is None or is_exact(version), f"{version!r} is not an exact version", here
        )
        documents[key] = Declared(package, reader.text(entry, "file", here), version)
    reader.check("current" in documents, "there is no document `current`", "/documents")
    versions: dict[str, ApiVersion] = {}
    for key, value in reader.object(root.get("api_versions"), "/api_versions").items():
        here = document.join("api_versions", key)
        reader.check(
            API_VERSION.fullmatch(key) is not None,
            f"{key!r} is not an API version such as 2026-03-10",
            here,
        )
        entry = reader.object(value, here, {"overlays"})
        overlays = reader.texts(entry.get("overlays", []), f"{here}/overlays")
        for overlay in overlays:
            reader.check(
                re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", overlay) is not None,
                f"{overlay!r} is not the name of a file below spec/overlays",
                f"{here}/overlays",
            )
        versions[key] = ApiVersion(overlays)
    top = reader.text(root, "top", "/top")
    reader.check(
        top in versions, f"`top` must be one of {', '.join(versions)}, found {top!r}", "/top"
    )
    select = reader.texts(root.get("select"), "/select")
    ignore = []
    for index, one in enumerate(reader.list(root.get("ignore", []), "/ignore")):
        here = f"/ignore/{index}"
        entry = reader.object(one, here, {"prefix", "reason"})
        ignore.append(
            Ignored(reader.text(entry, "prefix", here), reader.text(entry, "reason", here))
        )
    return Sources(documents, dict(sorted(versions.items())), top, select, tuple(ignore))


def is_exact(version: str) -> bool:
    """Whether a version names one release, not a range or a tag."""
    return re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+([-+][0-9A-Za-z.+-]+)?", version) is not None


def parse_lock(text: str | bytes, *, name: str) -> Lock:
    """The value of `sources.lock.yaml`. Raises `InputError` with file and line if it is not valid."""
    reader = _Reader(text, name)
    root = reader.object(document.parse(text, name=name), "", {"documents", "api_versions"})
    documents: dict[str, Locked] = {}
    known = {"package", "version", "integrity", "file", "source", "sha256", "counts"}
    known |= {"holders", "announced"}
    for key, value in reader.object(root.get("documents"), "/documents").items():
        here = document.join("documents", key)
        entry = reader.object(value, here, known)
        wanted = ("source",) if "source" in entry else ("package", "version", "integrity", "file")
        values = {word: reader.text(entry, word, here) for word in (*wanted, "sha256")}
        reader.check(
            re.fullmatch(r"[0-9a-f]{64}", values["sha256"]) is not None,
            "`sha256` is not a digest",
            here,
        )
        reader.check(
            "version" not in values or is_exact(values["version"]),
            "`version` is not an exact version",
            here,
        )
        holders = announced = None
        if "holders" in entry:
            holders = reader.object(entry["holders"], f"{here}/holders")
        if "announced" in entry:
            there = f"{here}/announced"
            announced = {
                version: list(reader.texts(names, there))
                for version, names in reader.object(entry["announced"], there).items()
            }
        documents[key] = Locked(**values, holders=holders, announced=announced)
    return Lock(documents)


def lock_entry(locked: Locked) -> dict[str, Any]:
    """One entry of the lock, as a YAML value."""
    values = {
        "package": locked.package,
        "version": locked.version,
        "integrity": locked.integrity,
        "file": locked.file,
        "source": locked.source,
        "sha256": locked.sha256,
        "holders": locked.holders,
    }
    return {key: value for key, value in values.items() if value is not None}


def source_name(source: str) -> str:
    """The name of a `--source` in the lock: a URL without its query, or a bare file name."""
    if is_url(source):
        parts = urlsplit(source)
        return f"{parts.scheme}://{parts.netloc}{parts.path}"
    return re.split(r"[/\\]", source.rstrip("/\\"))[-1]


def is_url(source: str) -> bool:
    """Whether a `--source` is a URL rather than a file."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", source) is not None


class _Reader:
    """Checks of a YAML document that name the line."""

    def __init__(self, text: str | bytes, name: str) -> None:
        self._lines = document.LineNumbers(text)
        self._name = name

    def check(self, condition: bool, message: str, pointer: str) -> None:
        if not condition:
            raise InputError(message, file=self._name, line=self._lines(pointer))

    def object(self, value: Any, pointer: str, known: set[str] | None = None) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise InputError(
                f"expected an object, found {document.kind(value)}",
                file=self._name,
                line=self._lines(pointer),
                pointer=pointer,
            )
        for key in value:
            here = f"{pointer}/{document.escape(key)}"
            self.check(known is None or key in known, f"unknown key {key!r}", here)
        return value

    def list(self, value: Any, pointer: str) -> list[Any]:
        if not isinstance(value, list):
            raise InputError(
                f"expected a list, found {document.kind(value)}",
                file=self._name,
                line=self._lines(pointer),
                pointer=pointer,
            )
        return value

    def text(self, entry: dict[str, Any], key: str, pointer: str) -> str:
        value = entry.get(key)
        if not isinstance(value, str) or not value:
            raise InputError(f"`{key}` must be a text", file=self._name, line=self._lines(pointer))
        return value

    def texts(self, value: Any, pointer: str) -> tuple[str, ...]:
        items = self.list(value, pointer)
        self.check(
            all(isinstance(item, str) for item in items), "expected a list of texts", pointer
        )
        return tuple(items)
