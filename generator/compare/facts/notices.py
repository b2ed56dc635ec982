"""Limits, retirements and previews that are in prose only. Reported with `--notices`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs

from .change import SpecChange

_LIMIT = re.compile(
    r"[^.\n]*\b(?:max(?:imum)?|min(?:imum)?|limit\w*|at (?:most|least)|up to|last|previous|past|per page|days?|"
    r"fewer|more than|hours?|retain\w*)\b[^.\n]*",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[^.\n]*\b(?:retir(?:ed|ing)|clos(?:ing|e) down|clos(?:ed|ing) (?:down|on)|sunset|deprecat\w+|"
    r"will be removed|no longer (?:be )?(?:available|supported|accessible))\b[^.\n]*",
    re.IGNORECASE,
)
_PREVIEW = re.compile(
    r"[^.\n]*\b(?:public|private|technical) preview\b[^.\n]*|[^.\n]*\bbeta\b[^.\n]*", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def prose(changes: Iterable[SpecChange]) -> Iterator[SpecChange]:
    """A notice for each edited text with a limit, a retirement or a preview."""
    for change in changes:
        if change.kind != "text-text" or not isinstance(change.new or "", str):
            continue
        old = change.old if isinstance(change.old, str) else ""
        new = change.new if isinstance(change.new, str) else ""
        for kind, pattern in (("prose-retired", _ENDS), ("prose-preview", _PREVIEW)):
            announced = [_flat(each) for each in pattern.findall(new)]
            before = {_flat(each) for each in pattern.findall(old)}
            come = [each for each in announced if each not in before]
            if come and (kind != "prose-retired" or not before):
                yield _notice(change, kind, None, come[0])
        numbers = [
            [sorted(_NUMBER.findall(each)) for each in map(_flat, _LIMIT.findall(text))]
            for text in (old, new)
        ]
        a, b = ([each for each in side if each] for side in numbers)
        if a != b and old and new:
            lost = [each for each in _limits(old) if each not in _limits(new)]
            come = [each for each in _limits(new) if each not in _limits(old)]
            yield _notice(change, "prose-limit", "; ".join(lost) or None, "; ".join(come) or None)


def _limits(text: str) -> list[str]:
    return [flat for each in _LIMIT.findall(text) if _NUMBER.search(flat := _flat(each))]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _notice(change: SpecChange, kind: str, old: str | None, new: str | None) -> SpecChange:
    return attrs.evolve(
        change,
        kind=kind,
        old=old,
        new=new,
        also=set(change.also),
        operations=set(change.operations),
    )
