"""Walks two descriptions and records every difference."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ...document import join, split
from ..openapi.json_values import canonical
from ..openapi.references import Document, UnchangedComponents, obj
from .api_versions import whole_documents
from .change import ChangeRecorder, Position, SpecChange, grouped
from .extensions import PENDING, facts, pending
from .messages import answers, bodies
from .notices import prose
from .operations import DocumentOperation, paired
from .parameters import parameters
from .reachability import Reachability
from .schemas import SchemaComparer
from .security import SecurityComparison
from .servers import servers
from .text import edit, texts
from .value_proofs import judge_values
from .webhooks import callbacks, hook_parameters


@attrs.frozen
class WalkResult:
    """The result of a walk through two descriptions."""

    changes: list[SpecChange]
    operations: list[tuple[str, str]]
    """Pointers of the corresponding operations."""
    schemas: list[tuple[str, str]]
    """Pointers of the corresponding schemas that the walk compared."""
    places: Reachability


def walk(old: Document, new: Document, *, notices: bool = False) -> WalkResult:
    """Records every difference of two descriptions."""
    recorder = ChangeRecorder(old, new)
    same = UnchangedComponents(old, new)
    schemas = SchemaComparer(recorder, same)
    places = Reachability(old, new)
    start = Position("", "")
    pairs: list[tuple[DocumentOperation, DocumentOperation]] = []
    walk = _Walk(recorder, schemas)
    for before, after in paired(recorder, start):
        pairs.append((before, after))
        walk.operation(before, after)
    _pending(recorder, places, pairs)
    whole_documents(recorder)
    judge_values(recorder)
    found = recorder.all()
    texts_found = list(texts(recorder, recorder.found.values()))
    common = {after.operation_id for _, after in pairs}
    _reach(texts_found, places, common)
    if notices:
        noticed = list(prose(texts_found))
        reported = {canonical(sorted(each.pointers)) for each in noticed}
        rest = [each for each in texts_found if canonical(sorted(each.pointers)) not in reported]
        texts_found = [*rest, *noticed]
    return WalkResult(
        changes=[*found, *_as_one(recorder, texts_found)],
        operations=[(before.pointer, after.pointer) for before, after in pairs],
        schemas=list(recorder.pairs),
        places=places,
    )


class _Walk:
    """Compares operations, including their callbacks."""

    def __init__(self, recorder: ChangeRecorder, schemas: SchemaComparer) -> None:
        self.recorder = recorder
        self.schemas = schemas
        self.credentials = SecurityComparison(recorder)

    def operation(self, old: DocumentOperation, new: DocumentOperation) -> None:
        """Records every difference of two operations."""
        node = self.recorder.enter_operation((old.pointer, new.pointer), new.operation_id)
        self._compare(old, new, Position("", new.label, (), node))

    def _compare(self, old: DocumentOperation, new: DocumentOperation, position: Position) -> None:
        recorder, schemas = self.recorder, self.schemas
        outer = [[raw.get("parameters") for raw, _ in each.outer] for each in (old, new)]
        same = schemas.same(old.raw, new.raw) and schemas.same(*outer)
        if not same or old.pointer != new.pointer or old.path != new.path:
            if old.hook:
                hook_parameters(recorder, schemas, old, new, position)
            else:
                parameters(recorder, schemas, old, new, position)
            bodies(recorder, schemas, old, new, position)
            answers(recorder, schemas, old, new, position)
            callbacks(recorder, old, new, position, self._compare)
            facts(recorder, old, new, position)
        self.credentials.compare(old, new, position)
        if not old.hook:
            servers(recorder, old, new, position)


def _pending(
    recorder: ChangeRecorder,
    places: Reachability,
    pairs: list[tuple[DocumentOperation, DocumentOperation]],
) -> None:
    """Records GitHub's announcements for operations and components in both documents."""
    ends = {(before.pointer, after.pointer) for before, after in pairs}
    for section, members in obj(recorder.new.raw.get("components")).items():
        known = obj(obj(recorder.old.raw.get("components")).get(section))
        for name, value in members.items() if isinstance(members, dict) else ():
            if name in known and (PENDING in obj(value) or PENDING in obj(known[name])):
                pointer = f"/components/{section}/{name.replace('~', '~0').replace('/', '~1')}"
                ends.add((pointer, pointer))
    before = set(recorder.found)
    pending(recorder, ends, Position("", ""))
    for key in recorder.found.keys() - before:
        change = recorder.found[key]
        pointer = change.new_pointer or ""
        change.operations |= places.users(pointer.rpartition("/")[0], 1)


def _reach(changes: list[SpecChange], places: Reachability, common: set[str]) -> None:
    """Records which operations of both documents each change of the text reaches."""
    for change in changes:
        pointer = change.new_pointer if change.new_pointer is not None else change.old_pointer
        side = 0 if change.new_pointer is None else 1
        if pointer and pointer.startswith(("/paths/", "/components/")):
            change.operations |= places.users(pointer, side) & common


def _as_one(recorder: ChangeRecorder, changes: list[SpecChange]) -> Iterator[SpecChange]:
    """Text changes, with equal edits of several operations or examples and neighbours merged."""
    spelled: dict[str, SpecChange] = {}
    for change in changes:
        pointer = change.new_pointer if change.new_pointer is not None else change.old_pointer or ""
        change.place = _by_name(recorder, change, split(pointer))
        key = _key(change, pointer)
        known = spelled.setdefault(key, change)
        if known is change:
            continue
        known.also |= change.pointers
        known.operations |= change.operations
        if change.kind == "text-tags":
            known.old = known.old if known.old is not None else change.old
            known.new = known.new if known.new is not None else change.new
        if change.kind == "text-respelled" and _owner(pointer) == _owner(known.new_pointer or ""):
            owner = _owner(pointer)
            known.old_pointer, known.new_pointer = owner, owner
            known.old = known.new = None
    yield from grouped(spelled.values())


def _by_name(recorder: ChangeRecorder, change: SpecChange, tokens: list[str]) -> tuple[str, ...]:
    """The place of a change, with a parameter by its name: its index differs between operations."""
    index = tokens.index("parameters") + 1 if "parameters" in tokens[:4] else 0
    if tokens[:1] != ["paths"] or not 0 < index < len(tokens):
        return change.place
    document = recorder.old if change.new_pointer is None else recorder.new
    parameter = obj(document.at(join(*tokens[: index + 1])))
    name = parameter.get("name")
    if not isinstance(name, str):
        return change.place
    return (f"{parameter.get('in')} {name}", *tokens[index + 1 :])


def _key(change: SpecChange, pointer: str) -> str:
    tokens = split(pointer)
    edited = edit(change.old, change.new)
    if change.kind == "text-example-shape":
        return canonical([change.kind, edited])
    if tokens[:2] == ["components", "examples"]:
        return canonical([change.kind, tokens[:3]])
    if change.kind == "text-tags":
        return canonical([change.kind, change.place[:1] if tokens[:1] == ["paths"] else pointer])
    if change.kind == "text-respelled":
        return canonical([change.kind, _owner(pointer)])
    if tokens[:1] == ["paths"]:
        return canonical([change.kind, change.place, edited])
    return canonical([change.kind, pointer, change.old, change.new])


def _owner(pointer: str) -> str:
    return pointer.rpartition("/")[0]
