"""The requested days of each report: `requested.json` at the lake's root.

A sync writes it before it fetches anything, so that days that an interrupted run did not reach are known to be
missing. Days that were never fetched have no manifest.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

import attrs

from ..exits import LakeError
from ..units import KINDS, Entity
from .store import Store

REQUESTED_FILE: Final = "requested.json"
_FORMAT: Final = 1
Report: TypeAlias = tuple[str, str, Entity]
"""A host in the form of `Unit.host`, a family and an entity."""


@attrs.frozen
class RequestedDays:
    """The first and the last day, inclusive."""

    first: datetime.date
    last: datetime.date

    def joined(self, other: RequestedDays | None) -> RequestedDays:
        """Returns the span that covers both."""
        if other is None:
            return self
        return RequestedDays(min(self.first, other.first), max(self.last, other.last))


def read_requested(store: Store) -> dict[Report, RequestedDays]:
    """Reads the requested days; empty for lakes of earlier releases. Raises `LakeError`."""
    text = store.read(REQUESTED_FILE)
    if text is None:
        return {}
    try:
        values = json.loads(text)
        version = values["format"]
        if version == _FORMAT:
            return dict(_reports(values["reports"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LakeError(
            f"{store.url}/{REQUESTED_FILE} is invalid ({type(error).__name__} {error}): delete it, and the next "
            "sync creates it again"
        ) from None
    raise LakeError(
        f"{store.url}/{REQUESTED_FILE} has format {version!r}, but this release supports {_FORMAT}: "
        "update copilot-metrics-collector"
    )


def record_requested(store: Store, new: Mapping[Report, RequestedDays]) -> None:
    """Adds requested days; does not write if all are recorded already. Raises `LakeError`."""
    with store.lock(REQUESTED_FILE):
        known = read_requested(store)
        joined = {**known, **{key: span.joined(known.get(key)) for key, span in new.items()}}
        if joined != known:
            store.put(REQUESTED_FILE, _to_json(joined))


def _to_json(reports: Mapping[Report, RequestedDays]) -> bytes:
    lines = [
        json.dumps(
            {
                "host": host,
                "family": family,
                "kind": entity.kind,
                "entity": entity.name,
                "first": span.first.isoformat(),
                "last": span.last.isoformat(),
            }
        )
        for (host, family, entity), span in sorted(reports.items(), key=lambda each: each[0])
    ]
    rows = ",\n  ".join(lines)
    return f'{{"format": {_FORMAT}, "reports": [\n  {rows}\n]}}\n'.encode()


def _reports(values: list[dict[str, Any]]) -> list[tuple[Report, RequestedDays]]:
    found = []
    for each in values:
        if each["kind"] not in KINDS or not isinstance(each["entity"], str):
            raise ValueError(f"invalid entity: {each['kind']!r} {each['entity']!r}")
        span = RequestedDays(
            *(datetime.date.fromisoformat(each[name]) for name in ("first", "last"))
        )
        found.append(((each["host"], each["family"], Entity(each["kind"], each["entity"])), span))
    return found
