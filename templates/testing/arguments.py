"""The arguments of a fake GitHub: types and ranges."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping
from typing import Any, Final

_LEAST: Final[Mapping[str, int]] = {
    "seats": 1,
    "days": 1,
    "parts": 1,
    "records": 0,
    "rate_limit": 0,
    "port": 0,
    "download_port": 0,
}
_MOST: Final[Mapping[str, int]] = {"port": 65_535, "download_port": 65_535}
_SECONDS: Final = ("link_seconds", "token_seconds")
_TEXTS: Final = ("enterprise", "path_prefix")


def check(arguments: Mapping[str, Any]) -> None:
    """Raises `TypeError` or `ValueError`, naming the argument, for an invalid one."""
    for name, least in _LEAST.items():
        value = arguments[name]
        _expect(name, value, _is_whole(value), "a whole number")
        most = _MOST.get(name, math.inf)
        if not least <= value <= most:
            limit = f"from {least} to {most}" if name in _MOST else f"{least} or more"
            raise ValueError(f"{name}: expected {limit}, got {value!r}")
    for name in _SECONDS:
        value = arguments[name]
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        _expect(name, value, is_number, "seconds")
        if not 0 <= value < math.inf:
            raise ValueError(f"{name}: expected seconds, got {value!r}")
    for name in _TEXTS:
        _expect(name, arguments[name], isinstance(arguments[name], str), "a text")
    if not arguments["enterprise"]:
        raise ValueError("enterprise: expected a slug, got ''")
    _expect("seed", arguments["seed"], _is_whole(arguments["seed"]), "a whole number")
    today = arguments["today"]
    is_day = type(today) is datetime.date or today is None
    _expect("today", today, is_day, "a datetime.date, or None for the current day")
    if arguments["legacy"] not in ("closed", "open"):
        raise ValueError(f"legacy: expected 'closed' or 'open', got {arguments['legacy']!r}")
    scenario = arguments["scenario"]
    is_scenario = isinstance(scenario, str | Iterable)
    _expect("scenario", scenario, is_scenario, "a text, or several of them")
    _check_organizations(arguments["organizations"])


def _check_organizations(value: Any) -> None:
    if _is_whole(value):
        if value < 1:
            raise ValueError(f"organizations: expected 1 or more, got {value}")
        return
    is_list = isinstance(value, Iterable) and not isinstance(value, str | bytes)
    names = list(value) if is_list else []
    fits = bool(names) and all(isinstance(each, str) and each for each in names)
    _expect("organizations", value, fits, "a whole number, or a list of slugs")


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _expect(name: str, value: Any, fits: bool, expected: str) -> None:
    if not fits:
        raise TypeError(f"{name}: expected {expected}, got {value!r}")
