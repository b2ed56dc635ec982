"""Whether the lake is there, can be written, and is current. Nothing is written to find out."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from pathlib import Path

from ..exits import Exit, LakeError
from ..lake.lake import Lake
from ..lake.manifest import THERE
from ..units import TRAILING_DAYS, Unit
from .findings import Finding, fine, note


def lake_findings(url: str, today: datetime.date) -> Iterator[Finding]:
    """What there is to say of a lake."""
    is_local = "://" not in url
    path = Path(url).expanduser()
    if is_local and not path.exists():
        yield _not_there(url, path)
        return
    try:
        lake = Lake.open(url)
    except LakeError as error:
        yield Finding("lake", url, str(error), remedy="Name the lake with --lake.", exit=Exit.LAKE)
        return
    yield fine("lake", url, f"is there and holds {lake.privacy}")
    if not is_local:
        yield note("lake-writable", url, "whether it can be written was not tried")
    elif os.access(path, os.W_OK | os.X_OK):
        yield fine("lake-writable", url, "can be written")
    else:
        yield Finding(
            "lake-writable",
            url,
            "cannot be written by this user",
            remedy="Give the user that runs the sync the right to write there.",
            exit=Exit.LAKE,
        )
    try:
        yield from _newest(lake, url, today)
    except LakeError as error:
        yield Finding("lake", url, str(error), remedy="Mend what it names.", exit=Exit.LAKE)


def _not_there(url: str, path: Path) -> Finding:
    parent = next(each for each in path.absolute().parents if each.exists())
    if os.access(parent, os.W_OK | os.X_OK):
        return note("lake", url, "is not there yet", "copilot-metrics sync makes it.")
    return Finding(
        "lake",
        url,
        f"is not there, and {parent} cannot be written by this user",
        remedy="Name another folder, or give the user the right to write there.",
        exit=Exit.LAKE,
    )


def _newest(lake: Lake, url: str, today: datetime.date) -> Iterator[Finding]:
    """What is damaged, and the last day of each family that is there; of the last 60 days."""
    newest: dict[str, datetime.date] = {}
    since = today - datetime.timedelta(days=60)
    damaged: list[Unit] = []
    for manifest in lake.standing(lake.manifests(since=since)):
        unit = manifest.unit
        if manifest.unreadable or (manifest.state == "failed" and manifest.parts):
            damaged.append(unit)
        if manifest.state in THERE:
            newest[unit.family] = max(unit.day, newest.get(unit.family, unit.day))
    if damaged:
        more = f", and {len(damaged) - 1} more" if len(damaged) > 1 else ""
        yield Finding(
            "lake-damaged",
            url,
            f"files are missing or damaged: {damaged[0]}{more}",
            remedy="Run copilot-metrics verify, which names them; the next sync requests these days again.",
            exit=Exit.LAKE,
        )
    requested = {family for _, family, _ in lake.requested()}
    for family in sorted({unit.family for unit in lake.units()} | requested):
        last = newest.get(family)
        subject = f"{family} in {url}"
        if last is not None and (today - last).days <= TRAILING_DAYS:
            yield fine("lake-current", subject, f"up to {last}")
        else:
            found = f"up to {last} only" if last is not None else f"no day is there since {since}"
            yield note("lake-behind", subject, found, "copilot-metrics status says why.")
