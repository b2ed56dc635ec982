"""Switches that make the fake misbehave: `NAME[=VALUE][,times=N][,after=N][,on=TEXT]`.

    server-error=502,times=2          the first two requests get a 502
    truncate=5000,times=1,on=part-00001    one download of that part ends after 5,000 bytes
    crlf                              every file has CRLF line ends

`times` and `after` count the requests that a switch could apply to; `on` is a part of the path with its query.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field

from .scenarios import SCENARIOS


class ScenarioError(ValueError):
    """An unknown scenario, or one that cannot be parsed."""


@dataclass(frozen=True, slots=True)
class Switch:
    """One active fault."""

    name: str
    value: str
    times: int | None = None
    """The number of affected requests; None for all."""
    after: int = 0
    """The number of unaffected requests before."""
    on: str = ""
    """Only for paths that contain this text."""

    @classmethod
    def parse(cls, text: str) -> Switch:
        """Parse its text. Raises `ScenarioError`."""
        head, *options = text.strip().split(",")
        name, _, value = head.partition("=")
        known = SCENARIOS.get(name)
        if known is None:
            raise ScenarioError(f"no scenario {name!r}; there are: {', '.join(SCENARIOS)}")
        if known.values and value and value not in known.values:
            raise ScenarioError(
                f"{name}: expected one of {', '.join(known.values)}, found {value!r}"
            )
        found: dict[str, str] = {}
        for option in options:
            key, _, given = option.partition("=")
            if key not in ("times", "after", "on") or not given:
                raise ScenarioError(
                    f"{name}: expected times=N, after=N or on=TEXT, found {option!r}"
                )
            found[key] = given
        if known.where == "file" and {"times", "after"} & found.keys():
            raise ScenarioError(
                f"{name}: a file is the same each time; times and after do not apply"
            )
        try:
            if known.number and value:
                float(value)
            times = int(found["times"]) if "times" in found else known.times
            after = int(found.get("after", "0"))
        except ValueError:
            raise ScenarioError(f"{name}: expected a number in {text!r}") from None
        if after < 0 or (times is not None and times < 0):
            raise ScenarioError(f"{name}: times and after count from 0, found {text!r}")
        return cls(name, value or known.default, times, after, found.get("on", ""))

    def __str__(self) -> str:
        parts = [f"{self.name}={self.value}" if self.value else self.name]
        parts += [f"times={self.times}"] if self.times is not None else []
        parts += [f"after={self.after}"] if self.after else []
        parts += [f"on={self.on}"] if self.on else []
        return ",".join(parts)


def parse(scenario: str | Iterable[str]) -> tuple[Switch, ...]:
    """Parse several switches; a text may contain more than one, separated by spaces. Raises `ScenarioError`."""
    texts = [scenario] if isinstance(scenario, str) else list(scenario)
    return tuple(Switch.parse(word) for text in texts for word in text.split())


@dataclass(slots=True)
class Board:
    """The active switches, and how often each was evaluated. Thread-safe."""

    _switches: tuple[Switch, ...] = ()
    _asked: dict[object, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def switches(self) -> tuple[Switch, ...]:
        """The active switches."""
        return self._switches

    def set(self, switches: tuple[Switch, ...], *, going_on: bool = False) -> None:
        """Activate exactly these, with new counts; switches that remain active keep their counts with `going_on`."""
        with self._lock:
            kept = self._asked if going_on else {}
            new = set(switches) - set(self._switches)
            self._asked = {key: number for key, number in kept.items() if key not in new}
            self._switches = switches

    def take(self, name: str, target: str) -> str | None:
        """The value of a switch for a request, which is counted; None if it does not apply."""
        with self._lock:
            for switch in self._switches:
                if switch.name != name or switch.on not in target:
                    continue
                number = self._asked.get(switch, 0)
                self._asked[switch] = number + 1
                last = None if switch.times is None else switch.after + switch.times
                if number >= switch.after and (last is None or number < last):
                    return switch.value
        return None

    def look(self, name: str, target: str = "") -> str | None:
        """The value of a switch that does not count requests; None if it is inactive."""
        for switch in self._switches:
            if switch.name == name and switch.on in target:
                return switch.value
        return None

    def count(self, key: object) -> int:
        """How often this was evaluated since the switches were set."""
        with self._lock:
            number = self._asked.get(key, 0)
            self._asked[key] = number + 1
        return number

    def files(self, target: str) -> dict[str, str]:
        """The active scenarios of files for a path, with their values."""
        return {
            switch.name: switch.value
            for switch in self._switches
            if SCENARIOS[switch.name].where == "file" and switch.on in target
        }
