"""The comparison as the commands see it: pairs of documents, of which one may be missing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

import attrs

from .. import document
from ..errors import InputError
from .compare import compare as of_two
from .finding import Finding, Severity
from .inputs import Input
from .rule import Rule
from .rules import RULES, with_severities
from .tree import Pair
from .values import canonical


def compare(
    pair: Pair,
    *,
    rules: Mapping[str, Rule] | None = None,
    notices: bool = False,
) -> list[Finding]:
    """The findings of one pair. A document that comes or goes is one finding, not one an operation."""
    if pair.old is not None and pair.new is not None:
        if not pair.only:
            found = of_two(pair.old, pair.new, rules=rules, notices=notices)
            moved = _is_top(pair.old) and not _is_top(pair.new)
            return [_of_document("document.top-moved", pair, rules), *found] if moved else found
        # The package is not made of a document that only some rules look at.
        found = of_two(pair.old, pair.new, rules=rules, notices=notices, render=None)
        found = [one for one in found if one.rule.startswith(pair.only)]
        return [_weightless(one) for one in found] if pair.weightless else found
    return [_of_document("document.new" if pair.old is None else "document.gone", pair, rules)]


def _is_top(source: Input) -> bool:
    """Whether the top of the package is made of a description."""
    info = source.document.get("info")
    return isinstance(info, Mapping) and info.get("x-top") is True


def _of_document(name: str, pair: Pair, rules: Mapping[str, Rule] | None) -> Finding:
    """The finding that a document as a whole came, went, or is no longer the top of the package."""
    rule = (RULES if rules is None else rules)[name]
    there = pair.new or pair.old
    stem = PurePosixPath(pair.path).stem
    old = None if pair.old is None else stem
    new = None if pair.new is None else stem
    digest = hashlib.sha256(canonical([rule.id, "", old, new]).encode()).hexdigest()
    before, after = _names(stem)
    changes: tuple[tuple[str, str], ...] = ()
    if old is None or new is None:
        changes = ((before, after) if old is None else (after, before),)
    message = re.sub(r"\{(old|new)\}", lambda _: f"`{stem}`", rule.message)
    return Finding(
        rule=rule.id,
        wire=rule.wire,
        python=rule.python,
        pointer="",
        file=pair.path if there is None else there.name,
        line=1,
        old=old,
        new=new,
        message=message,
        python_names=changes,
        fingerprint=digest[:16],
    )


def _names(stem: str) -> tuple[str, str]:
    """The subpackage that is made of a new document, as a name before and after."""
    return "", "rows" if stem == "rows" else f"v{stem.replace('-', '_')}"


def _weightless(finding: Finding) -> Finding:
    return attrs.evolve(finding, wire=min(finding.wire, Severity.DOCS), python=Severity.NONE)


def table() -> Sequence[Rule]:
    """All rules."""
    return tuple(RULES.values())


def rules_of(file: str | None) -> Mapping[str, Rule] | None:
    """The rules with the severities of a file: `arg.gone: {wire: breaking}`. Raises `InputError` naming it."""
    if file is None:
        return None
    try:
        return with_severities(document.read_object(Path(file)))
    except InputError as error:
        if error.file is not None:
            raise
        raise InputError(error.message, file=file) from None
