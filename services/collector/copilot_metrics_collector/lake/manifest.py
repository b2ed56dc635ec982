"""The manifest of a unit: its state and its current files."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, TypeAlias, get_args

import attrs

from ..units import TRAILING_DAYS, Entity, Unit

FORMAT: Final = 1
FILE_NAME: Final = "manifest.json"
_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
"""File names of a unit, without `*` and other characters that DuckDB expands."""

State: TypeAlias = Literal[
    "complete",  # every file was read to its end
    "partial",  # there are rows, but some file or day is missing
    "no-data",  # GitHub has no data, and the day is old enough for that to be final
    "not-yet",  # GitHub has no data, but may still publish the day
    "no-permission",  # 403: role, policy, scope, kind of token or installation
    "not-found",  # 404: wrong slug, no access, or a day that GitHub does not have
    "failed",  # no response, or an invalid one
]
STATES: Final[tuple[State, ...]] = get_args(State)
WITH_ROWS: Final[tuple[State, ...]] = ("complete", "partial")
THERE: Final[tuple[State, ...]] = ("complete", "no-data")
"""States in which a day is there, in every command: all rows are stored, or there are none."""
REFUSALS: Final[tuple[State, ...]] = ("no-permission", "not-found")
NOT_MISSING: Final[tuple[State, ...]] = (*THERE, "not-yet")
"""A day in any other state is missing, including `partial`; `not-yet` only when the day is overdue."""


def is_overdue(state: str, day: datetime.date, today: datetime.date) -> bool:
    """Whether an unpublished day should be published by now: then it is missing."""
    return state == "not-yet" and (today - day).days > TRAILING_DAYS


def refusal_of(manifests: Iterable[Manifest]) -> Manifest | None:
    """Returns the newest refusal of an entity's family if GitHub refused every request; else None."""
    found = sorted(manifests, key=lambda each: each.asked_at)
    return found[-1] if found and all(each.state in REFUSALS for each in found) else None


class ManifestError(ValueError):
    """An unreadable manifest; the message says what was expected."""


class NewerFormatError(ManifestError):
    """A manifest of an unsupported format, which is not damage."""


@attrs.frozen(kw_only=True, order=True)
class ManifestPart:
    """A Parquet file with rows of a unit, named by its digest and never changed."""

    path: str
    """From the lake's root."""
    table: str
    """`rows`; for a 28-day report of totals also `windows`."""
    rows: int
    bytes: int


@attrs.frozen(kw_only=True, order=True)
class Source:
    """A report file of GitHub."""

    name: str
    """URL without signature; in a private lake, a pseudonym or the file's number in the report."""
    sha256: str
    bytes: int
    raw: str | None = None
    """Path of the stored raw file from the lake's root; None if it is not stored."""


@attrs.frozen(kw_only=True)
class Manifest:
    """A unit's state, content and origin."""

    unit: Unit
    state: State
    reason: str | None = None
    """Explanation of a state other than `complete`; the same text for the same reason."""
    asked_at: str
    """When the content was first received, in UTC, to the second; an identical response does not change it."""
    settled: bool = False
    """Whether the unit is expected not to change at GitHub; settled units are not requested again."""
    rows: int = 0
    duplicates: int = 0
    conflicts: int = 0
    bad_lines: int = 0
    unknown_keys: Mapping[str, int] = attrs.field(factory=dict)
    """Unknown keys by path, and the number of rows with them; stored in the column `extra`."""
    type_drift: Mapping[str, int] = attrs.field(factory=dict)
    parts: tuple[ManifestPart, ...] = ()
    content: str | None = None
    """A digest of the rows, unchanged when parts are merged."""
    sources: tuple[Source, ...] = ()
    report_start_day: datetime.date | None = None
    report_end_day: datetime.date | None = None
    api_version: str = ""
    spec_sha256: str = ""
    client_version: str = ""
    unreadable: bool = False
    """Whether this is the placeholder of a damaged manifest, which is never written."""

    @classmethod
    def damaged(cls, unit: Unit, problem: str) -> Manifest:
        """Returns the placeholder for a damaged manifest, in the state `failed`."""
        reason = f"unreadable manifest: {problem}"
        return cls(unit=unit, state="failed", reason=reason, asked_at="", unreadable=True)

    @property
    def drift(self) -> int:
        """Number of unknown keys and of fields with unexpected types."""
        return len(self.unknown_keys) + len(self.type_drift)

    @property
    def files(self) -> tuple[str, ...]:
        """Returns the paths of all files that it lists, from the lake's root: parts and raw files."""
        kept = (source.raw for source in self.sources if source.raw is not None)
        return (*(part.path for part in self.parts), *kept)

    def to_json(self) -> bytes:
        """Returns the stored form: the same bytes for the same manifest."""
        return (json.dumps(_plain(self), indent=1, sort_keys=True) + "\n").encode()

    @classmethod
    def from_json(cls, text: bytes | str) -> Manifest:
        """Parses a manifest. Raises `ManifestError` with the field."""
        try:
            values = json.loads(text)
        except (ValueError, RecursionError):
            raise ManifestError("not JSON") from None
        found = values.get("format") if isinstance(values, dict) else None
        if isinstance(found, int) and found > FORMAT:
            raise NewerFormatError(
                f"expected format {FORMAT}, found {found}: a newer release wrote it"
            )
        if not isinstance(values, dict) or found != FORMAT:
            raise ManifestError(f"expected an object with format {FORMAT}")
        try:
            return _manifest(values)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ManifestError(f"not a manifest: {type(error).__name__} {error}") from None


_NOT_WRITTEN: Final = ("unit", "unreadable")
_KNOWN: Final = {field.name for field in attrs.fields(Manifest)} - {"unreadable"}


def _plain(manifest: Manifest) -> dict[str, Any]:
    values = attrs.asdict(manifest, filter=lambda field, _: field.name not in _NOT_WRITTEN)
    unit = manifest.unit
    for name in ("report_start_day", "report_end_day"):
        day = getattr(manifest, name)
        values[name] = None if day is None else day.isoformat()
    values["unit"] = {
        "host": unit.host,
        "family": unit.family,
        "kind": unit.entity.kind,
        "entity": unit.entity.name,
        "day": unit.day.isoformat(),
    }
    return {"format": FORMAT, **values}


def _manifest(values: dict[str, Any]) -> Manifest:
    unit = values["unit"]
    if values["state"] not in STATES:
        raise ValueError(f"state {values['state']!r}, expected one of {', '.join(STATES)}")
    plain = {name: value for name, value in values.items() if name in _KNOWN}
    plain["unit"] = Unit(
        unit["host"],
        unit["family"],
        Entity(unit["kind"], unit["entity"]),
        datetime.date.fromisoformat(unit["day"]),
    )
    plain["parts"] = tuple(ManifestPart(**each) for each in values["parts"])
    plain["sources"] = tuple(Source(**each) for each in values["sources"])
    for name in ("report_start_day", "report_end_day"):
        day = values[name]
        plain[name] = None if day is None else datetime.date.fromisoformat(day)
    manifest = Manifest(**plain)
    _check_places(manifest)
    return manifest


def _check_places(manifest: Manifest) -> None:
    """Raises `ValueError` for a file outside the unit's folder and its entity's merged files."""
    entity = manifest.unit.path.rpartition("/")[0]
    for path in manifest.files:
        folder, _, name = path.rpartition("/")
        if folder not in (manifest.unit.path, f"{entity}/merged") or not _NAME.fullmatch(name):
            raise ValueError(f"it lists the file {path!r}, which does not belong to the unit")
    for part in manifest.parts:
        if type(part.rows) is not int or type(part.bytes) is not int:
            raise TypeError(f"expected numbers of rows and bytes for {part.path}")


def digest_in(path: str) -> str:
    """Returns the first half of the hexadecimal SHA-256, from the name of a part or raw file."""
    return path.rpartition("/")[2].partition(".")[0].rpartition("-")[2]
