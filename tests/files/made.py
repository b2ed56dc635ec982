"""Report files for the tests: rows built from the spec, in files as users may have them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.rows import wire


def rows(name: str, count: int = 5, *, odd: float = 0.0, seed: int = 1) -> list[dict[str, Any]]:
    """Objects of a row type, each with all of its key fields."""
    chance = random.Random(seed)
    return [wire.make(name, chance, odd=odd)[0] | identity(name, number) for number in range(count)]


def identity(name: str, number: int) -> dict[str, Any]:
    """The fields that distinguish a row from others, and from other families."""
    if name == "AggregateWindow":
        return {"report_start_day": "2026-10-01", "report_end_day": "2026-10-28", "day_totals": []}
    window = {"report_start_day": "2026-10-01"} if name == "UserWindowDay" else {}
    key = {
        "AggregateDay": {"daily_active_users": 7},
        "UserDay": {"user_id": 7, "used_chat": True},
        "UserWindowDay": {"user_id": 7, "used_chat": True},
        "UserTeamDay": {"user_id": 7, "team_id": 8},
        "RepositoryDay": {"repo_id": 9},
    }.get(name)
    if key is None:
        key = {each: 7 for each in wire.row_type(name).row_key if each not in ("entity", "day")}
    return key | window | {"day": f"2026-10-{number % 28 + 1:02}", "organization_id": "12"}


def lines(objects: Iterable[Any]) -> bytes:
    """One object per line."""
    return b"".join(json.dumps(each).encode() + b"\n" for each in objects)


def write(path: Path, objects: Iterable[Any]) -> Path:
    """Write a file of lines; return its path."""
    path.write_bytes(lines(objects))
    return path
