"""A report as Markdown: for a comment or a pull request's text, and for the summary of a workflow step.

Text of a description is escaped: it cannot become markup, a link, a picture, a mention of a user or a reference
to an issue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from templates.runtime.escaping import escape_markdown, guard_line, markdown_code

from ..policy.baseline import Acceptance
from ..policy.bump import Bump
from ..rules.finding import Finding, Severity
from . import wording
from .advice import advice
from .model import NOT_JUDGED, DiffReport

COMMENT = 65_536
"""Characters that a comment, or the text of a pull request, may have."""
SUMMARY = 1_000_000
"""Bytes of a step's summary; GitHub takes 1 MiB."""
MARKER = "<!-- copilot-usage-metrics: diff -->"
"""By this a tool finds the comment that it wrote last time."""

_HEADS = {
    Severity.BREAKING: "Breaking",
    Severity.WARN: "Warnings",
    Severity.COMPATIBLE: "Compatible",
    Severity.DOCS: "Documentation",
    Severity.NONE: "Of no weight",
}
_TABLE = "| where | what | old → new | Python names | wire | Python | reaches |\n|---|---|---|---|---|---|---|\n"
_ENTRIES = "| rule | where | reason | until |\n|---|---|---|---|\n"
_VALUE = 160


def comment(report: DiffReport) -> str:
    """For a comment: at most 65,536 characters, by any way of counting them."""
    return _render(report, COMMENT - 1_536, lambda text: len(text.encode("utf-16-le")) // 2)


def summary(report: DiffReport) -> str:
    """For the summary of a step: at most a mebibyte."""
    return _render(report, SUMMARY, lambda text: len(text.encode()))


class _Page:
    """Text that grows until it is full; items that do not fit are counted."""

    def __init__(self, limit: int, size: Callable[[str], int]) -> None:
        self._left = limit
        self._size = size
        self._parts: list[str] = []
        self._reserved = ""

    def add(self, text: str) -> bool:
        """Add the text if it fits."""
        size = 0 if text == self._reserved else self._size(text)
        if size > self._left:
            return False
        self._left -= size
        self._parts.append(text)
        return True

    def table(self, head: str, rows: Iterable[str], after: str) -> None:
        """A table with as many rows as fit, and the number of the rows left out."""
        rest = list(rows)
        if not rest:
            return
        more = _more(len(rest)) + after
        closing = self._size(more)
        self._left -= closing
        if not self.add(head):
            self._left += closing
            self.add(_more(len(rest)))
            return
        done = 0
        for row in rest:
            if not self.add(row):
                break
            done += 1
        self._left += closing
        left = len(rest) - done
        self.add((_more(left) if left else "") + after)

    def reserve(self, text: str) -> None:
        """Keep room for a text; the next `add` of it always fits."""
        self._left -= self._size(text)
        self._reserved = text

    def text(self) -> str:
        return "".join(self._parts)


def _more(count: int) -> str:
    return f"\n{count} more; `--format json` has them all.\n"


def _render(report: DiffReport, limit: int, size: Callable[[str], int]) -> str:
    page = _Page(limit, size)
    page.add(f"{MARKER}\n## {_headline(report)}\n\n{_sentence(report)}\n")
    after = _advice(report)
    page.reserve(after)
    # Whole sections first: the reason why a run failed is never left out.
    for severity, found in wording.by_class(report.open).items():
        head = f"{_HEADS[severity]} ({len(found)})"
        rows = map(_row, found)
        if severity >= Severity.WARN:
            page.table(f"\n### {head}\n\n{_TABLE}", rows, "")
        else:
            opening = f"\n<details><summary>{head}</summary>\n\n{_TABLE}"
            page.table(opening, rows, "\n</details>\n")
    _acceptances(page, report)
    page.add(after)
    return "".join(f"{guard_line(line)}\n" for line in page.text().splitlines())


def _headline(report: DiffReport) -> str:
    verdict = report.verdict
    word = {
        Severity.BREAKING: "This breaks something",
        Severity.WARN: "This can be noticed",
        Severity.COMPATIBLE: "This only adds",
        Severity.DOCS: "This changes words only",
        Severity.NONE: "This changes nothing",
    }[verdict]
    return f"{word}: {_bump(report)}"


def _bump(report: DiffReport) -> str:
    if report.bump is Bump.NONE:
        return "no new version needed"
    if report.released is None or report.needed is None:
        return f"a {report.bump.word} version"
    return f"{prose(report.released)} → {prose(report.needed)}"


def _sentence(report: DiffReport) -> str:
    text = f"{wording.counts(report.open)}; bump: {report.bump.word}."
    if report.applied.accepted:
        text += f" {wording.counted(len(report.applied.accepted), 'finding')} accepted."
    if report.too_low:
        text += f" The declared version, {prose(str(report.declared))}, is too low."
    for message in dict.fromkeys(each.message for each in report.open if each.rule == NOT_JUDGED):
        text += f" {prose(message)}."
    if report.base is not None:
        text += f" Compared with {prose(report.base.description)}."
    return text[0].upper() + text[1:]


def _advice(report: DiffReport) -> str:
    given = advice(report)
    if given is None:
        return ""
    entries = "\n".join(given.lines)
    more = f"\n{prose(given.more)}.\n" if given.more else ""
    sentence = prose(given.sentence[:1].upper() + given.sentence[1:])
    return f"\n### How to accept\n\n{sentence}:\n\n```toml\n{entries}\n```\n{more}"


def _row(finding: Finding) -> str:
    where = "<br>".join(code(str(each)) for each in finding.locations) or code(finding.pointer)
    names = "<br>".join(_pair(old, new) for old, new in finding.python_names[:4])
    if len(finding.python_names) > 4:
        names += f"<br>and {len(finding.python_names) - 4} more"
    cells = [
        where,
        f"{prose(finding.message)} {code(finding.rule)}",
        _change(finding.old, finding.new),
        names,
        finding.wire.word,
        finding.python.word,
        _reach(finding.operations),
    ]
    return f"| {' | '.join(cells)} |\n"


def _change(old: object, new: object) -> str:
    if old is None and new is None:
        return ""
    return " → ".join(
        "(none)" if value is None else code(wording.value_text(value, _VALUE))
        for value in (old, new)
    )


def _pair(old: str, new: str) -> str:
    if not new or not old:
        return f"{code(old or new)} {'added' if new else 'removed'}"
    return code(new) if old == new else f"{code(old)} → {code(new)}"


def _reach(operations: Sequence[str]) -> str:
    if len(operations) <= 1:
        return "".join(code(name) for name in operations)
    return f"{len(operations)} operations"


def _acceptances(page: _Page, report: DiffReport) -> None:
    applied = report.applied
    entries = list(applied.accepted.values())
    head = f"\n<details><summary>Accepted ({len(entries)})</summary>\n\n{_ENTRIES}"
    page.table(head, map(_entry, entries), "\n</details>\n")
    head = f"\n### Acceptances that have expired ({len(applied.expired)})\n\n{_ENTRIES}"
    page.table(head, map(_entry, applied.expired), "")
    head = f"\n### Acceptances that match nothing ({len(applied.stale)})\n\n{_ENTRIES}"
    page.table(head, map(_entry, applied.stale), "")


def _entry(entry: Acceptance) -> str:
    cells = [
        code(entry.rule or entry.fingerprint),
        code(entry.pointer) if entry.pointer else "",
        prose(entry.reason),
        entry.expires.isoformat(),
    ]
    return f"| {' | '.join(cells)} |\n"


def prose(text: str) -> str:
    """A sentence as running text of one line; what it has in backticks as code."""
    parts = wording.sentence(text).split("`")
    if len(parts) % 2 == 0:  # no pairs of them
        return escape_markdown("`".join(parts))
    return "".join(code(part) if index % 2 else _plain(part) for index, part in enumerate(parts))


def _plain(text: str) -> str:
    """Text between two codes, with the blanks at its ends."""
    bare = text.strip()
    if not bare:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{escape_markdown(bare)}{after}"


def code(text: str) -> str:
    """A value or a name as code of one line, in any place of a table."""
    return markdown_code(text, wording.SENTENCE)
