"""A report for a terminal: worst first, one line for the finding and one for details."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from templates.runtime.escaping import escape_text, guard_line

from ..policy.baseline import Acceptance
from ..policy.bump import Bump
from ..rules.finding import Finding, Severity
from . import wording
from .advice import advice
from .model import DiffReport

_COLOURS = {
    Severity.BREAKING: "31;1",
    Severity.WARN: "33;1",
    Severity.COMPATIBLE: "32",
    Severity.DOCS: "36",
    Severity.NONE: "2",
}
_FAINT = "2"
_SHOWN = 3


def render(report: DiffReport, *, colour: bool = False, width: int = 100) -> str:
    """The whole report. `width` bounds the values that are shown, not the sentences."""
    paint = _Paint(colour)
    lines: list[str] = []
    for severity, found in wording.by_class(report.open).items():
        head = f"{wording.severity_label(severity)} ({len(found)})"
        lines += [paint(head, _COLOURS[severity]), *_class(severity, found, paint, width), ""]
    accepted = [one for one in report.findings if one.fingerprint in report.applied.accepted]
    if accepted:
        lines.append(paint(f"accepted ({len(accepted)})", _FAINT))
        for finding in accepted:
            entry = report.applied.accepted[finding.fingerprint]
            lines += [*_finding(finding, paint, width), f"      {_why(entry)}"]
        lines.append("")
    lines += [*_entries(report), *_advice(report)]
    if report.base is not None:
        lines.append(paint(f"compared with {escape_text(report.base.description)}", _FAINT))
    lines.append(_last(report, paint))
    return "".join(f"{guard_line(line)}\n" for line in lines)


class _Paint:
    """Colour for a terminal, or none."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour else text


def _class(
    severity: Severity, findings: Sequence[Finding], paint: _Paint, width: int
) -> Iterator[str]:
    """The findings of a class. Those that need no action are grouped by rule where there are many."""
    if severity >= Severity.WARN:
        for finding in findings:
            yield from _finding(finding, paint, width)
        return
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_rule[finding.rule].append(finding)
    for rule, same in by_rule.items():
        if not wording.is_many(same):
            for finding in same:
                yield from _finding(finding, paint, width)
            continue
        for finding in same[:_SHOWN]:
            yield _head(finding, paint)
        rest = len(same) - _SHOWN
        yield paint(f"  {rule}: {rest} more; --format json has them all", _FAINT)


def _finding(finding: Finding, paint: _Paint, width: int) -> Iterator[str]:
    yield _head(finding, paint)
    parts = [
        wording.change_of(finding, width - 10),
        wording.names_of(finding),
        wording.reach_of(finding),
        wording.axes_of(finding),
    ]
    detail = " · ".join(part for part in parts if part)
    if detail:
        yield f"      {detail}"


def _head(finding: Finding, paint: _Paint) -> str:
    places = [wording.name(str(each)) for each in finding.locations]
    where = " and ".join(places) or wording.name(finding.pointer) or "(the whole document)"
    rule = paint(wording.name(finding.rule), _COLOURS[finding.severity])
    return f"  {where}  {rule}  {wording.sentence(finding.message)}"


def _why(entry: Acceptance) -> str:
    return f"accepted until {entry.expires.isoformat()}: {wording.sentence(entry.reason)}"


def _entries(report: DiffReport) -> Iterator[str]:
    """The unused entries of the baseline."""
    name = escape_text(report.applied.file)
    for entry in report.applied.expired:
        yield f"{name}: {_entry(entry)} was accepted until {entry.expires.isoformat()}"
    for entry in report.applied.stale:
        yield f"{name}: {_entry(entry)} matches nothing that was compared; it can go"
    if report.applied.expired or report.applied.stale:
        yield ""


def _advice(report: DiffReport) -> Iterator[str]:
    given = advice(report)
    if given is not None:
        yield f"{given.sentence}:"
        yield ""
        yield from (f"  {line}".rstrip() for line in given.lines)
        yield from (["", f"  {given.more}"] if given.more else [])
        yield ""


def _entry(entry: Acceptance) -> str:
    what = f"{entry.rule} at {entry.pointer}" if entry.rule else entry.fingerprint
    return escape_text(what)


def _last(report: DiffReport, paint: _Paint) -> str:
    """Counts and bump."""
    text = wording.counts(report.open)
    accepted = [one for one in report.findings if one.fingerprint in report.applied.accepted]
    if accepted:
        text = f"{text if report.open else 'nothing open'}, {len(accepted)} accepted"
    text += f"; bump: {report.bump.word}"
    if report.released is not None and report.needed is not None and report.bump > Bump.NONE:
        text += f" ({report.released} → {report.needed})"
    if report.too_low:
        text += f"; {report.declared}, which is declared, is too low"
    return paint(text, _COLOURS[report.verdict] if report.failed else "1")
