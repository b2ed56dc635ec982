"""The comparison of two descriptions, from inputs to findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs

from ..document import escape, no_collection
from ..errors import GeneratorError, InputError
from ..surface import row_model, surface
from .changes import Change
from .changes_rows import rows
from .finding import Finding
from .inputs import Input
from .join import absorbed, join, merged, with_classes, with_their_words
from .judge import Judge
from .lines import lines_of
from .places_of import Places
from .python import touches
from .python_rows import row_touches
from .references import Document, obj
from .rule import Rule
from .rules import RULES
from .surface import Surface
from .touch import Touch
from .walk import Walked, walk

Render = Callable[[Mapping[str, Any], frozenset[str]], Surface]
"""Makes the surface of a description; of a large one only the operations with these pointers are needed."""


def compare(
    old: Input,
    new: Input,
    *,
    rules: Mapping[str, Rule] | None = None,
    notices: bool = False,
    render: Render | None = surface,
) -> list[Finding]:
    """What changed between two descriptions and what it does, the worst first.

    `rules` is the table to judge by (`rules.with_severities`), `notices` asks for what only prose tells,
    and `render` makes the models whose difference the Python axis is; without any that axis stays silent.

    Raises:
        InputError: A document is nested too deeply.
    """
    try:
        return _compare(old, new, rules, notices, render)
    except RecursionError:
        raise InputError("nested too deeply to be compared", file=new.name) from None


def _compare(
    old: Input,
    new: Input,
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
    found = _touches(documents, walked, render)
    return _placed(old, new, _judged(judge, walked, found, rules or RULES))


def _of_rows(
    judge: Judge, old: Input, new: Input, table: Mapping[str, Rule]
) -> list[tuple[Finding, Change | None]]:
    changes = list(rows(old.document, new.document))
    found = _row_touches(old, new) if changes else []
    walked = Walked(changes, [], [], Places(Document({}), Document({})))
    return _judged(judge, walked, found, table)


def _row_touches(old: Input, new: Input) -> list[Touch]:
    before, after = (row_model(each.name, each.content) for each in (old, new))
    if isinstance(after, GeneratorError):
        return [_refused("new", after)]
    if isinstance(before, GeneratorError):
        return [_refused("old", before)]
    return merged(row_touches(before, after, (old.document, new.document)))


def _refused(side: str, error: GeneratorError) -> Touch:
    reason = f"no classes can be made of the {side} description: {error.message}"
    pointers = {error.pointer or "/rows"}
    return Touch(rule="py.not-judged", aspects=set(), pointers=pointers, new=reason)


def _touches(
    documents: tuple[Document, Document], walked: Walked, render: Render | None
) -> list[Touch]:
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
        Touch(rule="py.not-judged", aspects=set(), pointers={place}, new=_SHARED)
        for place in sorted({*_shared_items(old), *_shared_items(new)})[:1]
    ]
    return shared + merged(
        touches(
            *surfaces,
            operations=walked.operations,
            schemas=walked.schemas,
            places=walked.places,
        )
    )


_SHARED = "path items that are references are not rendered"


def _shared_items(document: Document) -> list[str]:
    """The paths whose operations are elsewhere: the package is not made of these."""
    paths = obj(document.raw.get("paths"))
    return [f"/paths/{escape(path)}" for path in paths if "$ref" in obj(paths[path])]


def _may_show(change: Change) -> bool:
    """Whether the generated package can show it: not the document's own version, nor an example."""
    return change.kind not in ("text-version", "text-example", "text-example-shape", "text-tags")


def _judged(
    judge: Judge, walked: Walked, found: list[Touch], table: Mapping[str, Rule]
) -> list[tuple[Finding, Change | None]]:
    changes = with_their_words(walked.changes)
    explained, rest = join(changes, found, walked.places)
    said, alone = absorbed(changes, rest, dict(table))
    judged: list[tuple[Finding, Change | None]] = [
        (judge.change(change, explained.get(index, ())), change)
        for index, change in enumerate(changes)
        if index not in said
    ]
    return [*judged, *((judge.touch(each, more), None) for each, more in with_classes(alone))]


def _placed(
    old: Input, new: Input, judged: Sequence[tuple[Finding, Change | None]]
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


def _is_in(source: Input, pointer: str) -> bool:
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
