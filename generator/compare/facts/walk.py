"""From two descriptions to their changes."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ...document import join, split
from ..openapi.json_values import canonical
from ..openapi.references import Document, Same, obj
from .api_versions import whole_documents
from .change import Change, Notes, Spot, grouped
from .extensions import PENDING, facts, pending
from .messages import answers, bodies
from .notices import prose
from .operations import Operation, paired
from .parameters import parameters
from .reachability import Places
from .schemas import Schemas
from .security import Credentials
from .servers import servers
from .text import edit, texts
from .value_proofs import judge_values
from .webhooks import callbacks, hook_parameters


@attrs.frozen
class Walked:
    """What a walk through two descriptions gave."""

    changes: list[Change]
    operations: list[tuple[str, str]]
    """Pointers of the operations that stand for each other."""
    schemas: list[tuple[str, str]]
    """Pointers of the schemas that stand for each other, as far as the walk had to look at them."""
    places: Places


def walk(old: Document, new: Document, *, notices: bool = False) -> Walked:
    """Every difference of two descriptions."""
    notes = Notes(old, new)
    same = Same(old, new)
    schemas = Schemas(notes, same)
    places = Places(old, new)
    start = Spot("", "")
    pairs: list[tuple[Operation, Operation]] = []
    walk = _Walk(notes, schemas)
    for before, after in paired(notes, start):
        pairs.append((before, after))
        walk.operation(before, after)
    _pending(notes, places, pairs)
    whole_documents(notes)
    judge_values(notes)
    found = notes.all()
    texts_found = list(texts(notes, notes.found.values()))
    common = {after.operation_id for _, after in pairs}
    _reach(texts_found, places, common)
    if notices:
        noticed = list(prose(texts_found))
        told = {canonical(sorted(each.pointers)) for each in noticed}
        rest = [each for each in texts_found if canonical(sorted(each.pointers)) not in told]
        texts_found = [*rest, *noticed]
    return Walked(
        changes=[*found, *_as_one(notes, texts_found)],
        operations=[(before.pointer, after.pointer) for before, after in pairs],
        schemas=list(notes.pairs),
        places=places,
    )


class _Walk:
    """Compares operations, those of their callbacks included."""

    def __init__(self, notes: Notes, schemas: Schemas) -> None:
        self.notes = notes
        self.schemas = schemas
        self.credentials = Credentials(notes)

    def operation(self, old: Operation, new: Operation) -> None:
        """Notes every difference of two operations."""
        node = self.notes.enter_operation((old.pointer, new.pointer), new.operation_id)
        self._compare(old, new, Spot("", new.said, (), node))

    def _compare(self, old: Operation, new: Operation, spot: Spot) -> None:
        notes, schemas = self.notes, self.schemas
        outer = [[raw.get("parameters") for raw, _ in each.outer] for each in (old, new)]
        same = schemas.same(old.raw, new.raw) and schemas.same(*outer)
        if not same or old.pointer != new.pointer or old.path != new.path:
            if old.hook:
                hook_parameters(notes, schemas, old, new, spot)
            else:
                parameters(notes, schemas, old, new, spot)
            bodies(notes, schemas, old, new, spot)
            answers(notes, schemas, old, new, spot)
            callbacks(notes, old, new, spot, self._compare)
            facts(notes, old, new, spot)
        self.credentials.compare(old, new, spot)
        if not old.hook:
            servers(notes, old, new, spot)


def _pending(notes: Notes, places: Places, pairs: list[tuple[Operation, Operation]]) -> None:
    """What GitHub announces of operations and components that are in both documents."""
    ends = {(before.pointer, after.pointer) for before, after in pairs}
    for section, members in obj(notes.new.raw.get("components")).items():
        known = obj(obj(notes.old.raw.get("components")).get(section))
        for name, value in members.items() if isinstance(members, dict) else ():
            if name in known and (PENDING in obj(value) or PENDING in obj(known[name])):
                pointer = f"/components/{section}/{name.replace('~', '~0').replace('/', '~1')}"
                ends.add((pointer, pointer))
    before = set(notes.found)
    pending(notes, ends, Spot("", ""))
    for key in notes.found.keys() - before:
        change = notes.found[key]
        pointer = change.new_pointer or ""
        change.operations |= places.users(pointer.rpartition("/")[0], 1)


def _reach(changes: list[Change], places: Places, common: set[str]) -> None:
    """Notes which operations of both documents each change of the text reaches."""
    for change in changes:
        pointer = change.new_pointer if change.new_pointer is not None else change.old_pointer
        side = 0 if change.new_pointer is None else 1
        if pointer and pointer.startswith(("/paths/", "/components/")):
            change.operations |= places.users(pointer, side) & common


def _as_one(notes: Notes, changes: list[Change]) -> Iterator[Change]:
    """Texts, those merged that are the same edit of several operations or examples, or lie side by side."""
    spelled: dict[str, Change] = {}
    for change in changes:
        pointer = change.new_pointer if change.new_pointer is not None else change.old_pointer or ""
        change.place = _by_name(notes, change, split(pointer))
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


def _by_name(notes: Notes, change: Change, tokens: list[str]) -> tuple[str, ...]:
    """The place of a change, a parameter by its name: it has another number in each operation."""
    index = tokens.index("parameters") + 1 if "parameters" in tokens[:4] else 0
    if tokens[:1] != ["paths"] or not 0 < index < len(tokens):
        return change.place
    document = notes.old if change.new_pointer is None else notes.new
    parameter = obj(document.at(join(*tokens[: index + 1])))
    name = parameter.get("name")
    if not isinstance(name, str):
        return change.place
    return (f"{parameter.get('in')} {name}", *tokens[index + 1 :])


def _key(change: Change, pointer: str) -> str:
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
