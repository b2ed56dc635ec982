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
            return of_two(pair.old, pair.new, rules=rules, notices=notices)
        # The package is not made of a document that only some rules look at.
        found = of_two(pair.old, pair.new, rules=rules, notices=notices, render=None)
        found = [one for one in found if one.rule.startswith(pair.only)]
        return [_weightless(one) for one in found] if pair.weightless else found
    rule = (RULES if rules is None else rules)[
        "document.new" if pair.old is None else "document.gone"
    ]
    there = pair.old or pair.new
    stem = PurePosixPath(pair.path).stem
    old, new = (None, stem) if pair.old is None else (stem, None)
    digest = hashlib.sha256(canonical([rule.id, "", old, new]).encode()).hexdigest()
    before, after = _names(stem)
    names = (before, after) if pair.old is None else (after, before)
    message = re.sub(r"\{(old|new)\}", lambda _: f"`{stem}`", rule.message)
    return [
        Finding(
            rule=rule.id,
            wire=rule.wire,
            python=rule.python,
            pointer="",
            file=pair.path if there is None else there.name,
            line=1,
            old=old,
            new=new,
            message=message,
            python_names=(names,),
            fingerprint=digest[:16],
        )
    ]


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
