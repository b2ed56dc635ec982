"""The baseline of accepted findings: a TOML file with a reason and an expiry date for each.

An entry names a finding by its fingerprint (rule, pointer and values): a new wording does not invalidate it, and
another change at the same place is not accepted with it. Entries that match no finding and expired entries are
reported.
"""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from ...errors import InputError
from ..rules.finding import Finding

_HEAD = """\
# Accepted findings of `python -m generator diff`. Each entry needs `fingerprint`,
# `reason` and `expires`, the last day on which it counts; `rule` and `pointer` are for the reader.
# docs/diff.md explains them.
"""


@attrs.frozen(kw_only=True)
class Acceptance:
    """One entry of the file."""

    fingerprint: str
    reason: str
    expires: datetime.date
    """The last day on which it is valid."""
    rule: str = ""
    pointer: str = ""


@attrs.frozen(kw_only=True)
class Applied:
    """The findings, divided by the entries of the file."""

    open: tuple[Finding, ...]
    """Findings without an entry, or with an expired one."""
    accepted: Mapping[str, Acceptance] = attrs.field(factory=dict)
    """By fingerprint, the valid entries that a finding matches."""
    expired: tuple[Acceptance, ...] = ()
    """Expired entries that a finding matches."""
    stale: tuple[Acceptance, ...] = ()
    """Entries that no finding matches."""
    file: str = ""
    """The file, as it was named."""


def parse(text: bytes, *, name: str | Path) -> tuple[Acceptance, ...]:
    """The entries of a file. Raises `InputError` naming an invalid file."""
    try:
        value = tomllib.loads(text.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"not TOML: {error}", file=name) from None
    unknown = value.keys() - {"accepted"}
    entries = value.get("accepted", [])
    if unknown or not isinstance(entries, list):
        raise InputError(
            "expected [[accepted]] tables and nothing else",
            file=name,
            pointer=f"/{min(unknown)}" if unknown else "/accepted",
        )
    found = tuple(_entry(entry, index, name) for index, entry in enumerate(entries))
    seen: set[str] = set()
    for index, entry in enumerate(found):
        if entry.fingerprint in seen:
            raise InputError(
                f"the fingerprint {entry.fingerprint} is listed twice",
                file=name,
                pointer=f"/accepted/{index}",
            )
        seen.add(entry.fingerprint)
    return found


def _entry(value: Any, index: int, name: str | Path) -> Acceptance:
    pointer = f"/accepted/{index}"

    def refuse(message: str) -> InputError:
        return InputError(message, file=name, pointer=pointer)

    if not isinstance(value, dict):
        raise refuse("expected a table")
    known = {"fingerprint", "reason", "expires", "rule", "pointer"}
    if value.keys() - known:
        raise refuse(f"unknown key {min(value.keys() - known)!r}")
    texts: dict[str, str] = {}
    for key in ("fingerprint", "reason", "rule", "pointer"):
        text = value.get(key, "")
        if not isinstance(text, str):
            raise refuse(f"{key}: expected a string")
        if key in ("fingerprint", "reason") and not text.strip():
            raise refuse(f"{key} is missing")
        texts[key] = text
    return Acceptance(expires=_day(value.get("expires"), refuse), **texts)


def _day(value: Any, refuse: Any) -> datetime.date:
    if isinstance(value, str):
        try:
            value = datetime.date.fromisoformat(value)
        except ValueError:
            value = None
    if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date):
        raise refuse("expires: expected a date, like 2026-06-30")
    return value


def apply(
    findings: Sequence[Finding],
    acceptances: Iterable[Acceptance],
    *,
    today: datetime.date,
    file: str = "",
) -> Applied:
    """Divides the findings by the entries that are valid on this day."""
    known = {entry.fingerprint: entry for entry in acceptances}
    found = {finding.fingerprint for finding in findings}
    accepted = {
        name: entry for name, entry in known.items() if name in found and entry.expires >= today
    }
    return Applied(
        open=tuple(finding for finding in findings if finding.fingerprint not in accepted),
        accepted=accepted,
        expired=tuple(
            entry for name, entry in known.items() if name in found and name not in accepted
        ),
        stale=tuple(entry for name, entry in known.items() if name not in found),
        file=file,
    )


def accept_all(
    findings: Iterable[Finding],
    acceptances: Iterable[Acceptance],
    *,
    reason: str,
    expires: datetime.date,
) -> tuple[Acceptance, ...]:
    """The entries, with one added for each of these findings.

    An existing entry keeps its reason, and its day if that is later. An entry that matches nothing
    remains, because it may be about documents that were not compared this time.
    """
    entries = {entry.fingerprint: entry for entry in acceptances}
    for finding in findings:
        there = entries.get(finding.fingerprint)
        entries[finding.fingerprint] = Acceptance(
            fingerprint=finding.fingerprint,
            reason=reason if there is None else there.reason,
            expires=expires if there is None else max(expires, there.expires),
            rule=finding.rule,
            pointer=finding.pointer,
        )
    return tuple(entries.values())


def dump(acceptances: Iterable[Acceptance]) -> str:
    """The text of a file with these entries, in order of rule and pointer."""
    entries = sorted(acceptances, key=lambda one: (one.rule, one.pointer, one.fingerprint))
    return "\n".join([_HEAD, *("\n".join(entry_lines(entry)) + "\n" for entry in entries)])


def entry_lines(entry: Acceptance) -> list[str]:
    """The lines of one entry of the file."""
    return [
        "[[accepted]]",
        f"fingerprint = {_toml(entry.fingerprint)}",
        f"rule = {_toml(entry.rule)}",
        f"pointer = {_toml(entry.pointer)}",
        f"reason = {_toml(entry.reason)}",
        f"expires = {entry.expires.isoformat()}",
    ]


def _toml(text: str) -> str:
    """A basic string of TOML: a JSON string with DEL escaped, too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
