"""Compares two descriptions, or the pairs of a work tree, and returns the findings."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import attrs

from ..document import escape, no_collection
from ..errors import GeneratorError, InputError
from ..surface import Surface, row_model, surface
from .facts.change import SpecChange
from .facts.reachability import Reachability
from .facts.rows import rows
from .facts.walk import WalkResult, walk
from .judge import Judge
from .load.line_numbers import lines_of
from .load.source import DocumentSource
from .load.spec_pairs import DocumentPair
from .openapi.json_values import canonical
from .openapi.references import Document, obj
from .python_api.api_change import ApiChange
from .python_api.attribution import absorbed, join, merged, with_classes, with_their_words
from .python_api.package_diff import package_changes
from .python_api.row_classes import row_class_changes
from .rules.finding import Finding, Severity
from .rules.rule import Rule
from .rules.table import RULES

Render = Callable[[Mapping[str, Any], frozenset[str]], Surface]
"""Computes the surface of a description; of a large one only for the operations with these pointers."""


def compare_pair(
    pair: DocumentPair,
    *,
    rules: Mapping[str, Rule] | None = None,
    notices: bool = False,
) -> list[Finding]:
    """The findings of one pair. A new or removed document is one finding, not one for each operation."""
    if pair.old is not None and pair.new is not None:
        if not pair.only:
            found = compare_documents(pair.old, pair.new, rules=rules, notices=notices)
            moved = _is_top(pair.old) and not _is_top(pair.new)
            return [_of_document("document.top-moved", pair, rules), *found] if moved else found
        # Only some rules apply to this document, and no package is generated from it.
        found = compare_documents(pair.old, pair.new, rules=rules, notices=notices, render=None)
        found = [one for one in found if one.rule.startswith(pair.only)]
        return [_weightless(one) for one in found] if pair.weightless else found
    return [_of_document("document.new" if pair.old is None else "document.gone", pair, rules)]


def _is_top(source: DocumentSource) -> bool:
    """Whether the top of the package is generated from a description."""
    info = source.document.get("info")
    return isinstance(info, Mapping) and info.get("x-top") is True


def _of_document(name: str, pair: DocumentPair, rules: Mapping[str, Rule] | None) -> Finding:
    """The finding that a whole document is new, is gone, or is no longer the top of the package."""
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
    """The name of the subpackage of a new document, before and after."""
    return "", "rows" if stem == "rows" else f"v{stem.replace('-', '_')}"


def _weightless(finding: Finding) -> Finding:
    return attrs.evolve(finding, wire=min(finding.wire, Severity.DOCS), python=Severity.NONE)


def compare_documents(
    old: DocumentSource,
    new: DocumentSource,
    *,
    rules: Mapping[str, Rule] | None = None,
    notices: bool = False,
    render: Render | None = surface,
) -> list[Finding]:
    """Compares two descriptions and returns the findings, the most severe first.

    `rules` is the table to judge by (`rules.severities.with_severities`), `notices` adds findings about prose,
    and `render` makes the models that the Python axis compares; without it, that axis has no findings.

    Raises:
        InputError: A document is nested too deeply.
    """
    try:
        return _compare(old, new, rules, notices, render)
    except RecursionError:
        raise InputError("nested too deeply to be compared", file=new.name) from None


def _compare(
    old: DocumentSource,
    new: DocumentSource,
    rules: Mapping[str, Rule] | None,
    notices: bool,
    render: Render | None,
) -> list[Finding]:
    judge = Judge(rules)
    if old.is_rows != new.is_rows:
        kinds = ["an OpenAPI document", "a description of rows"]
        problem = f"{kinds[new.is_rows]}, and {old.name} is {kinds[old.is_rows]}"
        raise InputError(problem, file=new.name)
    if old.is_rows:
        return _placed(old, new, _of_rows(judge, old, new, rules or RULES))
    documents = Document(old.document), Document(new.document)
    with no_collection():
        walked = walk(*documents, notices=notices)
    found = _package_changes(documents, walked, render)
    return _placed(old, new, _judged(judge, walked, found, rules or RULES))


def _of_rows(
    judge: Judge, old: DocumentSource, new: DocumentSource, table: Mapping[str, Rule]
) -> list[tuple[Finding, SpecChange | None]]:
    changes = list(rows(old.document, new.document))
    found = _row_changes(old, new) if changes else []
    walked = WalkResult(changes, [], [], Reachability(Document({}), Document({})))
    return _judged(judge, walked, found, table)


def _row_changes(old: DocumentSource, new: DocumentSource) -> list[ApiChange]:
    before, after = (row_model(each.name, each.content) for each in (old, new))
    if isinstance(after, GeneratorError):
        return [_refused("new", after)]
    if isinstance(before, GeneratorError):
        return [_refused("old", before)]
    return merged(row_class_changes(before, after, (old.document, new.document)))


def _refused(side: str, error: GeneratorError) -> ApiChange:
    reason = f"no classes can be made of the {side} description: {error.message}"
    pointers = {error.pointer or "/rows"}
    return ApiChange(rule="py.not-judged", aspects=set(), pointers=pointers, new=reason)


def _package_changes(
    documents: tuple[Document, Document], walked: WalkResult, render: Render | None
) -> list[ApiChange]:
    if render is None or not any(_may_show(each) for each in walked.changes):
        return []
    old, new = documents
    differing = {
        id_
        for each in walked.changes
        if not each.kind.startswith("text-")
        for id_ in each.operations
    }
    needed = walked.places.pointers(differing)
    surfaces = render(old.raw, needed), render(new.raw, needed)
    shared = [
        ApiChange(rule="py.not-judged", aspects=set(), pointers={place}, new=_SHARED)
        for place in sorted({*_shared_items(old), *_shared_items(new)})[:1]
    ]
    return shared + merged(
        package_changes(
            *surfaces,
            operations=walked.operations,
            schemas=walked.schemas,
            places=walked.places,
        )
    )


_SHARED = "path items that are references are not rendered"


def _shared_items(document: Document) -> list[str]:
    """The paths that are references: their operations are not rendered."""
    paths = obj(document.raw.get("paths"))
    return [f"/paths/{escape(path)}" for path in paths if "$ref" in obj(paths[path])]


def _may_show(change: SpecChange) -> bool:
    """Whether it can change the generated package: a version or an example cannot."""
    return change.kind not in ("text-version", "text-example", "text-example-shape", "text-tags")


def _judged(
    judge: Judge, walked: WalkResult, found: list[ApiChange], table: Mapping[str, Rule]
) -> list[tuple[Finding, SpecChange | None]]:
    changes = with_their_words(walked.changes)
    explained, rest = join(changes, found, walked.places)
    reported, alone = absorbed(changes, rest, dict(table))
    judged: list[tuple[Finding, SpecChange | None]] = [
        (judge.change(change, explained.get(index, ())), change)
        for index, change in enumerate(changes)
        if index not in reported
    ]
    return [*judged, *((judge.api_change(each, more), None) for each, more in with_classes(alone))]


def _placed(
    old: DocumentSource, new: DocumentSource, judged: Sequence[tuple[Finding, SpecChange | None]]
) -> list[Finding]:
    """The findings with file and line, the worst first."""
    sides: dict[bool, dict[str, list[int]]] = {False: defaultdict(list), True: defaultdict(list)}
    findings = [finding for finding, _ in judged]
    for index, (finding, change) in enumerate(judged):
        is_new = _is_in(new, finding.pointer) if change is None else change.new_pointer is not None
        sides[is_new][finding.pointer].append(index)
    for is_new, by_pointer in sides.items():
        document = new if is_new else old
        by_file: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for pointer in by_pointer:
            source, place = document.origin(pointer)
            by_file[source.name].append((pointer, place))
        for name, found in by_file.items():
            source = document.origin(found[0][0])[0]
            lines = lines_of(source, [place for _, place in found])
            for pointer, place in found:
                for index in by_pointer[pointer]:
                    findings[index] = attrs.evolve(
                        findings[index], file=name, line=lines[place], pointer=place
                    )
    return _sorted(findings)


def _is_in(source: DocumentSource, pointer: str) -> bool:
    return Document(source.document).at(pointer) is not None


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(
        findings,
        key=lambda each: (
            -each.severity,
            -each.wire,
            -each.python,
            each.pointer,
            each.rule,
            each.fingerprint,
        ),
    )
