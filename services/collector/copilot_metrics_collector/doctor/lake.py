"""Checks that the lake exists, is writable and is current, without writing to it."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from pathlib import Path

from ..exits import Exit, LakeError
from ..lake.lake import Lake
from ..lake.manifest import THERE
from ..units import TRAILING_DAYS, Unit
from .findings import DoctorFinding, fine, note


def lake_findings(url: str, today: datetime.date) -> Iterator[DoctorFinding]:
    """Yields the findings about a lake."""
    is_local = "://" not in url
    path = Path(url).expanduser()
    if is_local and not path.exists():
        yield _not_there(url, path)
        return
    try:
        lake = Lake.open(url)
    except LakeError as error:
        yield DoctorFinding(
            "lake", url, str(error), remedy="Set the lake with --lake.", exit=Exit.LAKE
        )
        return
    yield fine("lake", url, f"exists and contains {lake.privacy}")
    if not is_local:
        yield note("lake-writable", url, "write access was not tested")
    elif os.access(path, os.W_OK | os.X_OK):
        yield fine("lake-writable", url, "is writable")
    else:
        yield DoctorFinding(
            "lake-writable",
            url,
            "is not writable by this user",
            remedy="Grant write permission to the user that runs the sync.",
            exit=Exit.LAKE,
        )
    try:
        yield from _newest(lake, url, today)
    except LakeError as error:
        yield DoctorFinding(
            "lake",
            url,
            str(error),
            remedy="Fix the problem that the message names.",
            exit=Exit.LAKE,
        )


def _not_there(url: str, path: Path) -> DoctorFinding:
    parent = next(each for each in path.absolute().parents if each.exists())
    if os.access(parent, os.W_OK | os.X_OK):
        return note("lake", url, "does not exist yet", "copilot-metrics sync creates it.")
    return DoctorFinding(
        "lake",
        url,
        f"does not exist, and {parent} is not writable by this user",
        remedy="Use another folder, or grant write permission to the user.",
        exit=Exit.LAKE,
    )


def _newest(lake: Lake, url: str, today: datetime.date) -> Iterator[DoctorFinding]:
    """Yields damage and the last day of each family that is there, for the last 60 days."""
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
        yield DoctorFinding(
            "lake-damaged",
            url,
            f"files are missing or damaged: {damaged[0]}{more}",
            remedy="Run copilot-metrics verify to list them; the next sync requests these days again.",
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
            yield note("lake-behind", subject, found, "Run copilot-metrics status to see why.")
