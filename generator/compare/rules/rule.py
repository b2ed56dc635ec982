"""How one kind of change is judged; `table.py` reads the rules from the YAML files beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from .finding import Severity

_HOW_TO_ACCEPT = {
    Severity.BREAKING: "add its fingerprint to the file of accepted findings with a reason and a day on "
    "which the entry expires, and raise the major version (under 0.x the minor one)",
    Severity.WARN: "read what depends on it, then add its fingerprint to the file of accepted findings",
}


@attrs.frozen(kw_only=True)
class Rule:
    """One rule: which changes it judges, how bad they are, and how they are explained."""

    id: str
    """Subject and event, such as `arg.gone`."""
    kind: str
    """The kind of change that it judges; empty for a difference of the packages, which names its rule."""
    direction: str = ""
    """`arg`, `in` (a request's body) or `out` (a response); empty if nothing is sent."""
    details: Mapping[str, Any] = attrs.field(factory=dict)
    """The details that the change must have."""
    wire: Severity
    python: Severity
    """The worst that it can be for Python; the two render models decide how bad it is."""
    title: str
    when: str = ""
    """When it applies, if the title does not fully explain it."""
    message: str
    """The sentence of a finding, with `{subject}`, `{old}`, `{new}` and `{reason}`."""
    why: str
    example: str
    accept: str = ""
    """How to accept it, in addition to the advice for all rules."""

    def fits(self, kind: str, direction: str, details: Mapping[str, Any]) -> bool:
        """Whether it judges such a change."""
        if kind != self.kind or self.direction not in ("", direction):
            return False
        return all(details.get(key) == value for key, value in self.details.items())

    @property
    def how_to_accept(self) -> str:
        """What to do when the change is intended."""
        worst = max(self.wire, self.python)
        general = _HOW_TO_ACCEPT.get(worst, "nothing has to be done: it fails no gate by default")
        return f"{self.accept}; {general}" if self.accept else general
