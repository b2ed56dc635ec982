"""What a rule is. The tables are in `rules_*.py`, put together by `rules.py`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from .finding import Severity

B, W, C, D, N = (
    Severity.BREAKING,
    Severity.WARN,
    Severity.COMPATIBLE,
    Severity.DOCS,
    Severity.NONE,
)


@attrs.frozen(kw_only=True)
class Rule:
    """How one kind of change is judged."""

    id: str
    kind: str
    """The kind of change that it judges."""
    direction: str = ""
    """`arg`, `in` (a request's body), `out` (an answer); empty for what does not travel."""
    condition: str
    """When it fires, in words."""
    when: Mapping[str, Any] = {}
    """Which details of the change it asks for."""
    wire: Severity
    python: Severity
    """The worst that it can be for Python; what it is, the two render models say."""
    title: str
    message: str
    """The sentence of a finding, with `{subject}`, `{old}` and `{new}`."""
    why: str
    example: str
    accept: str = ""
    """How to accept it, beyond what holds for all."""

    def fits(self, kind: str, direction: str, details: Mapping[str, Any]) -> bool:
        """Whether it judges such a change."""
        if kind != self.kind or self.direction not in ("", direction):
            return False
        return all(details.get(key) == value for key, value in self.when.items())

    @property
    def how_to_accept(self) -> str:
        """What to do when the change is meant."""
        general = {
            Severity.BREAKING: "add its fingerprint to the file of accepted findings with a reason and a day on "
            "which the entry expires, and raise the major version (under 0.x the minor one)",
            Severity.WARN: "read what depends on it, then add its fingerprint to the file of accepted findings",
        }.get(max(self.wire, self.python), "nothing has to be done: it fails no gate by default")
        return f"{self.accept}; {general}" if self.accept else general
