"""What a unit holds: its manifest, which alone says what counts."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from typing import Any, Final, Literal, TypeAlias, get_args

import attrs

from ..units import TRAILING_DAYS, Entity, Unit

FORMAT: Final = 1
FILE_NAME: Final = "manifest.json"
_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
"""A file of a unit. DuckDB would expand `*` and other characters to other files."""

State: TypeAlias = Literal[
    "complete",  # every file was read to its end
    "partial",  # rows are there, and some file or day is not
    "no-data",  # GitHub says there is nothing, and the day is old enough to believe it
    "not-yet",  # GitHub says there is nothing, and the day may still come
    "no-permission",  # 403: role, policy, scope, kind of token or installation
    "not-found",  # 404: a wrong slug, no access, or a day that GitHub does not have
    "failed",  # no answer, or none that can be understood
]
STATES: Final[tuple[State, ...]] = get_args(State)
WITH_ROWS: Final[tuple[State, ...]] = ("complete", "partial")
THERE: Final[tuple[State, ...]] = ("complete", "no-data")
"""A day is there, in every command, where all that GitHub has of it is known: with rows, or that there are none."""
NOT_MISSING: Final[tuple[State, ...]] = (*THERE, "not-yet")
"""A day is missing where it is in no other state than these, `partial` included; `not-yet` while it may still come."""


def is_overdue(state: str, day: datetime.date, today: datetime.date) -> bool:
    """Whether a day that was not there yet has had the time to come: then it is missing."""
    return state == "not-yet" and (today - day).days > TRAILING_DAYS


class ManifestError(ValueError):
    """A manifest that cannot be read; the text says what was expected."""


class NewerFormatError(ManifestError):
    """A manifest of a format that this release does not know. It is not damaged."""


@attrs.frozen(kw_only=True, order=True)
class Part:
    """A Parquet file with rows of a unit. It is named by its content, and never changed."""

    path: str
    """From the lake's root."""
    table: str
    """`rows`; of a 28-day report of totals also `windows`."""
    rows: int
    bytes: int


@attrs.frozen(kw_only=True, order=True)
class Source:
    """A file that GitHub gave, as it came."""

    name: str
    """Without its signature; in a private lake its pseudonym or its place among the report's files."""
    sha256: str
    bytes: int
    raw: str | None = None
    """Where it is kept, from the lake's root; None where it is not."""


@attrs.frozen(kw_only=True)
class Manifest:
    """What a unit holds, where it comes from and why it is as it is."""

    unit: Unit
    state: State
    reason: str | None = None
    """In words, where the state is not `complete`; the same words for the same reason."""
    asked_at: str
    """When what is here was had, in UTC, to the second; a run that finds the same again leaves it."""
    settled: bool = False
    """Whether GitHub will not revise it any more, as far as is known: then it is not asked for again."""
    rows: int = 0
    duplicates: int = 0
    conflicts: int = 0
    bad_lines: int = 0
    unknown_keys: Mapping[str, int] = attrs.field(factory=dict)
    """Keys that this client does not know, by path, and how many rows had them; kept in the column `extra`."""
    type_drift: Mapping[str, int] = attrs.field(factory=dict)
    parts: tuple[Part, ...] = ()
    content: str | None = None
    """A digest over the rows; it stays when parts are merged."""
    sources: tuple[Source, ...] = ()
    report_start_day: datetime.date | None = None
    report_end_day: datetime.date | None = None
    api_version: str = ""
    spec_sha256: str = ""
    client_version: str = ""
    unreadable: bool = False
    """Whether this stands in for a manifest that is damaged. It is never written."""

    @classmethod
    def damaged(cls, unit: Unit, problem: str) -> Manifest:
        """What stands in for the damaged manifest of a unit: one of a unit that failed."""
        reason = f"its manifest cannot be read: {problem}"
        return cls(unit=unit, state="failed", reason=reason, asked_at="", unreadable=True)

    @property
    def drift(self) -> int:
        """How many keys it has that its client did not know, and fields with values of another type."""
        return len(self.unknown_keys) + len(self.type_drift)

    @property
    def files(self) -> tuple[str, ...]:
        """Every file of the lake that it names, from the lake's root: its parts, and the kept files."""
        kept = (source.raw for source in self.sources if source.raw is not None)
        return (*(part.path for part in self.parts), *kept)

    def to_json(self) -> bytes:
        """As it stands in the lake: the same bytes for the same manifest."""
        return (json.dumps(_plain(self), indent=1, sort_keys=True) + "\n").encode()

    @classmethod
    def from_json(cls, text: bytes | str) -> Manifest:
        """Raises `ManifestError`, naming the field."""
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
    known = {field.name for field in attrs.fields(Manifest)} - {"unreadable"}
    plain = {name: value for name, value in values.items() if name in known}
    plain["unit"] = Unit(
        unit["host"],
        unit["family"],
        Entity(unit["kind"], unit["entity"]),
        datetime.date.fromisoformat(unit["day"]),
    )
    plain["parts"] = tuple(Part(**each) for each in values["parts"])
    plain["sources"] = tuple(Source(**each) for each in values["sources"])
    for name in ("report_start_day", "report_end_day"):
        day = values[name]
        plain[name] = None if day is None else datetime.date.fromisoformat(day)
    manifest = Manifest(**plain)
    _check_places(manifest)
    return manifest


def _check_places(manifest: Manifest) -> None:
    """Raises `ValueError` for a file elsewhere than in the unit's folder or among its entity's merged ones."""
    entity = manifest.unit.path.rpartition("/")[0]
    for path in manifest.files:
        folder, _, name = path.rpartition("/")
        if folder not in (manifest.unit.path, f"{entity}/merged") or not _NAME.fullmatch(name):
            raise ValueError(f"it names the file {path!r}, which is not among the unit's")
    for part in manifest.parts:
        if type(part.rows) is not int or type(part.bytes) is not int:
            raise TypeError(f"expected numbers of rows and bytes of {part.path}")


def digest_in(path: str) -> str:
    """The first half of the SHA-256, in hexadecimal, that the name of a part or kept file ends in."""
    return path.rpartition("/")[2].partition(".")[0].rpartition("-")[2]
