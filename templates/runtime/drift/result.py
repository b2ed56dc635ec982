"""The result of a drift check: new keys, changed types, missing keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypeAlias

import attrs

from ..escaping import escape_text
from ..public import public
from .finding import MOST_SHOWN, DriftFinding, GoneKey
from .patch import patch_of
from .renames import Rename

DriftClass: TypeAlias = Literal["new", "type", "gone"]


@public
@attrs.frozen
class Drift:
    """The drift that was found. Falsy if no key is new and no type has changed, whatever is in `gone`."""

    findings: tuple[DriftFinding, ...]
    rows: int
    """The number of rows that were checked."""
    bad_lines: int = 0
    """The number of lines that are not rows."""
    left_out: int = 0
    """How often drift occurred that is not among the findings, since there are too many."""
    gone: tuple[GoneKey, ...] = ()
    """The keys that no row of a file has, though `spec/rows.yaml` does not declare that they may be absent."""
    file_count: int = 0
    """The number of files of the rows, if known."""
    rows_not_judged: int = 0
    """Rows that were read before: their missing keys are unknown."""
    renames: tuple[Rename, ...] = ()
    """Guesses by the shape of the values: which new key may replace a missing one."""

    @property
    def classes(self) -> frozenset[DriftClass]:
        """The classes of drift that were found."""
        found: set[DriftClass] = {
            "new" if each.kind == "unknown key" else "type" for each in self.findings
        }
        if self.gone:
            found.add("gone")
        return frozenset(found)

    def __bool__(self) -> bool:
        return bool(self.findings)

    def to_text(self) -> str:
        """A readable report: a line for each finding, and one for the missing keys of each type of object."""
        lines = [_sentence(each) for each in self.findings]
        bad = f", {_count(self.bad_lines, 'bad line')}" if self.bad_lines else ""
        more = f", and more {self.left_out} times" if self.left_out else ""
        said = [f"{len(lines)} not in the spec{more}"] if lines else []
        said += [f"{_count(len(self.gone), 'key')} never seen"] if self.gone else []
        if self.rows_not_judged:
            unknown = _count(self.rows_not_judged, "row")
            said.append(f"missing keys of {unknown} were not checked: already read")
        lines += gone_lines(self.gone, self.file_count)
        lines += [escape_text(str(each), MOST_SHOWN) for each in self.renames]
        summary = ", ".join(said if self.findings or self.gone else ["no drift", *said])
        return "\n".join([*lines, f"{_count(self.rows, 'row')}{bad}: {summary}"])

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON values."""
        return {
            "rows": self.rows,
            "bad_lines": self.bad_lines,
            "left_out": self.left_out,
            "rows_not_judged": self.rows_not_judged,
            "findings": [each.to_dict() for each in self.findings],
            "gone": [each.to_dict() for each in self.gone],
            "renames": [each.to_dict() for each in self.renames],
        }

    def patch(self) -> str:
        """The additions to `spec/rows.yaml` that cover the findings, as YAML in that file's structure.

        Each new field belongs below the `properties:` of the type that contains it here. Drift that no addition
        covers, such as a changed type, is in comments; so are missing keys. Descriptions are empty.
        """
        return patch_of(
            self.findings, gone_lines(self.gone, self.file_count), map(str, self.renames)
        )


def gone_lines(gone: Iterable[GoneKey], file_count: int) -> list[str]:
    """Readable lines of missing keys: those of one path and the same files on one line.

    The files are named if others, of `file_count` in total, have the keys.
    """
    lines: dict[tuple[str, str], list[str]] = {}
    for each in gone:
        place = each.path.removesuffix(each.key).rstrip(".")
        what = "row" if not place else "object"
        files = ""
        if each.files and each.file_count < file_count:
            others = f" and {each.file_count - 1} more" if each.file_count > 1 else ""
            files = f" of {escape_text(each.files[0], MOST_SHOWN)}{others}"
        owner = f"{each.row_type}.{place}" if place else each.row_type
        lines.setdefault((owner, f"{_count(each.count, what)}{files}"), []).append(each.key)
    return [
        f"{owner}: never seen in {where}: {', '.join(keys)}"
        for (owner, where), keys in lines.items()
    ]


def _sentence(found: DriftFinding) -> str:
    path = escape_text(f"{found.row_type}.{found.path}", MOST_SHOWN)
    what = f"unknown key, {found.observed}"
    if found.kind == "changed type":
        what = f"expected {found.expected}, found {found.observed}"
    said = [f"{path}: {escape_text(what, MOST_SHOWN)}", _count(found.count, "time")]
    if found.first_day is not None:
        said.append(f"from {found.first_day} on")
    if found.files:
        others = f" and {found.file_count - 1} more" if found.file_count > 1 else ""
        said.append(f"first in {escape_text(found.files[0], MOST_SHOWN)}{others}")
    return ", ".join(said)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
