"""How to accept the findings that fail the gate: the file, and the entries to paste into it."""

from __future__ import annotations

import attrs

from templates.runtime.escaping import escape_text

from ..policy.baseline import Acceptance, entry_lines
from .model import DiffReport

_SHOWN = 2
_REASON = "why it is accepted"


@attrs.frozen
class Advice:
    """The steps for the reader."""

    sentence: str
    lines: tuple[str, ...]
    """Entries in TOML, one empty line between two."""
    more: str
    """The hint about entries that are not shown; empty if all are."""


def advice(report: DiffReport) -> Advice | None:
    """The advice of a report; None if no finding fails the gate."""
    if not report.stopped or report.until is None:
        return None
    file = report.applied.file
    where = f"add to {escape_text(file)}" if file else "add to a file, named with `--accept FILE`"
    sentence = (
        f"to accept what fails the gate, {where}, with your reason and the last day it counts"
    )
    lines: list[str] = []
    for finding in report.stopped[:_SHOWN]:
        entry = Acceptance(
            fingerprint=finding.fingerprint,
            rule=finding.rule,
            pointer=finding.pointer,
            reason=_REASON,
            expires=report.until,
        )
        lines += [*([""] if lines else []), *map(escape_text, entry_lines(entry))]
    rest = len(report.stopped) - _SHOWN
    more = f"{rest} more; `--accept-all --reason TEXT` writes an entry for each" if rest > 0 else ""
    return Advice(sentence, tuple(lines), more)
