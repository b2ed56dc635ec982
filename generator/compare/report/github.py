"""A report as annotations of GitHub Actions: workflow commands on standard output.

GitHub shows ten per step and silently drops the others, so the last annotation counts them. A line of
a file has one annotation for all of its findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from templates.runtime.escaping import escape_text, shorten

from ..rules.finding import Finding, Severity
from . import wording
from .advice import advice
from .model import NOT_JUDGED, DiffReport, FileLine

MOST = 10
"""The most annotations that GitHub shows for one step."""

_LEVELS = {
    Severity.BREAKING: "error",
    Severity.WARN: "warning",
    Severity.COMPATIBLE: "notice",
}
_LENGTH = 400
"""The length at which the sentences about one finding are cut; the report has all of them."""
_TEXTS = 8
"""How many of them one annotation holds."""


@attrs.frozen
class _Annotation:
    level: str
    place: FileLine | None
    title: str
    messages: tuple[str, ...]

    def command(self) -> str:
        """The workflow command."""
        properties = []
        if self.place is not None and self.place.file:
            properties.append(f"file={_property(self.place.file)}")
            if self.place.line is not None:
                properties.append(f"line={self.place.line}")
        properties.append(f"title={_property(self.title)}")
        return f"::{self.level} {','.join(properties)}::{_data(self.messages)}"


def render(report: DiffReport) -> str:
    """At most ten commands, one on a line, worst first; empty without findings."""
    annotations = [*_of_findings(report), *_of_entries(report), *_of_version(report)]
    how = _of_advice(report)
    if len(annotations) + len(how) > MOST:
        # Always shown: that Python is not judged, and the version, which fails the run on its own.
        last = [one for one in annotations if one.title.endswith(f": {NOT_JUDGED}")][:2]
        last += annotations[-1:] if report.too_low else []
        others = [one for one in annotations if one not in last]
        kept = others[: MOST - 1 - len(last) - len(how)]
        rest = len(others) - len(kept)
        level = others[len(kept)].level
        more = _Annotation(level, None, f"{rest} more", ("The summary of this run has them all.",))
        annotations = [*kept, *last, more]
    return "".join(f"{one.command()}\n" for one in [*annotations, *how])


def _of_findings(report: DiffReport) -> list[_Annotation]:
    """One for each line, worst first; a finding without a line in the new documents has no line."""
    lines: dict[tuple[str, FileLine | str], list[tuple[str, str]]] = {}
    for finding in report.open:
        level = _LEVELS.get(finding.severity)
        if level is not None:
            is_of_all = finding.rule == NOT_JUDGED
            place = None if is_of_all else report.in_head(finding)
            texts = (_title(finding), _message(finding, place))
            lines.setdefault((level, place or texts[1]), []).append(texts)
    return [
        _of_line(level, place if isinstance(place, FileLine) else None, found)
        for (level, place), found in lines.items()
    ]


def _of_line(level: str, place: FileLine | None, found: Sequence[tuple[str, str]]) -> _Annotation:
    titles = dict.fromkeys(title for title, _ in found)
    title = next(iter(titles)) if len(titles) == 1 else wording.counted(len(found), "finding")
    texts = list(dict.fromkeys(text for _, text in found))
    if len(texts) > _TEXTS:
        texts = [*texts[:_TEXTS], f"and {len(texts) - _TEXTS} more"]
    return _Annotation(level, place, title, tuple(texts))


def _title(finding: Finding) -> str:
    return f"{finding.severity.word}: {escape_text(finding.rule)}"


def _message(finding: Finding, place: FileLine | None) -> str:
    parts = [
        finding.message,
        wording.change_of(finding, 80),
        wording.names_of(finding),
        wording.reach_of(finding),
        wording.axes_of(finding),
    ]
    elsewhere = [str(each) for each in finding.locations if str(each) != str(place)]
    if elsewhere:
        parts.append(f"see {' and '.join(map(wording.name, elsewhere))}")
    text = " · ".join(escape_text(part) for part in parts if part)
    return shorten(text, _LENGTH)


def _of_entries(report: DiffReport) -> Iterable[_Annotation]:
    """Annotations for unused entries of the baseline."""
    file = FileLine(report.applied.file) if report.applied.file else None
    for entry in report.applied.expired:
        until = entry.expires.isoformat()
        text = escape_text(f"{entry.rule} at {entry.pointer}: accepted until {until}")
        yield _Annotation("warning", file, "acceptance has expired", (text,))
    for entry in report.applied.stale:
        text = escape_text(f"{entry.rule} at {entry.pointer} ({entry.fingerprint})")
        yield _Annotation("notice", file, "acceptance matches nothing", (text,))


def _of_version(report: DiffReport) -> Iterable[_Annotation]:
    if report.too_low:
        text = f"{report.declared} is declared; these changes need {report.needed}."
        yield _Annotation("error", FileLine("pyproject.toml"), "version too low", (text,))


def _of_advice(report: DiffReport) -> list[_Annotation]:
    given = advice(report)
    if given is None:
        return []
    texts = (f"{given.sentence}:", *given.lines, *([given.more] if given.more else []))
    place = FileLine(report.applied.file) if report.applied.file else None
    return [_Annotation("notice", place, "how to accept", texts)]


def _data(messages: Iterable[str]) -> str:
    """The text of a command: whatever ends a line or begins an escape is escaped."""
    escaped = (_percent(escape_text(message)) for message in messages)
    return "%0A".join(escaped)


def _property(value: str) -> str:
    """A property of a command; separators of properties are escaped, too."""
    return _percent(escape_text(value)).replace(":", "%3A").replace(",", "%2C")


def _percent(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
