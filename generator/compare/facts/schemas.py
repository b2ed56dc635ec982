"""Compares two schemas, down to the last property, each pair once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

import attrs

from ...document import escape
from ..containment.formats import takes_all
from ..openapi.json_values import equal
from ..openapi.normal_form import Alternative, Normal, Normalizer, Placed
from ..openapi.references import Document, UnchangedComponents, items, obj, target_of
from .change import COMMAS, LIST, TEXT, XML, ChangeRecorder, Position
from .constraints import limits
from .properties import properties
from .unions import matched


class SchemaComparer:
    """Compares schemas and records what differs."""

    def __init__(self, recorder: ChangeRecorder, same: UnchangedComponents) -> None:
        self.recorder = recorder
        self.same = same
        self.old = Normalizer(recorder.old)
        self.new = Normalizer(recorder.new)
        self._waiting: list[tuple[Normal, Normal, Alternative, Alternative, Position]] = []
        """Components still to compare; a list instead of recursion, because chains can be long."""

    def compare(self, old: Placed, new: Placed, position: Position) -> None:
        """Two schemas (value and pointer each) as they are used at a position."""
        self.compare_inside(old, new, position)
        while self._waiting:
            self._alternative(*self._waiting.pop())

    def is_flat(self, old: Placed, new: Placed) -> bool:
        """Whether both schemas describe objects with scalars only: in a form these are text."""
        for normalizer, place in ((self.old, old), (self.new, new)):
            for each in normalizer(*place).alternatives:
                further = each.word("additionalProperties", False)
                inside = [*each.properties.values(), (further, each.place("additionalProperties"))]
                if each.kind != "object" or "patternProperties" in each.words:
                    return False
                if not all(
                    inner[0] is False or self._is_text(normalizer(*inner)) for inner in inside
                ):
                    return False
        return True

    def _is_text(self, normal: Normal) -> bool:
        return {each.kind for each in normal.alternatives} <= _SCALARS

    def compare_inside(self, old: Placed, new: Placed, position: Position) -> None:
        """Compares two schemas inside the ones that are being compared."""
        if old[1] == new[1] and self.same(old[0], new[0]):
            return
        here = self.recorder.enter_site(position, old, new)
        if here is None:
            return
        # a list has this notation only at the top of a parameter
        position = attrs.evolve(
            here, writing=TEXT if position.writing in (LIST, COMMAS) else position.writing
        )
        before, after = self.old(*old), self.new(*new)
        self._null(before, after, position)
        self._remarks(before, after, position)
        pairs, gone, come = matched(before.alternatives, after.alternatives)
        self._branches(before, after, gone, come, position)
        for pair in pairs:
            self._pair(before, after, *pair, position)

    def _null(self, before: Normal, after: Normal, position: Position) -> None:
        if bool(before.null_at) == bool(after.null_at) or before.is_open or after.is_open:
            return
        kind = "null-less" if before.null_at else "null-more"
        old, new = _anchors(before, after, before.null_at, after.null_at)
        also = [each for each in (before.null_at, after.null_at, before.site, after.site) if each]
        self.recorder.record(
            kind, position, old, new, bool(before.null_at), bool(after.null_at), also=also
        )

    def _remarks(self, before: Normal, after: Normal, position: Position) -> None:
        note = self.recorder.record
        for word, kinds in _FLAGS.items():
            old, new = before.word(word) is True, after.word(word) is True
            if old != new:
                places = before.place(word), after.place(word)
                note(kinds[new], position, *places, old, new)
        places = before.place("default"), after.place("default")
        had, has = "default" in before.words, "default" in after.words
        old, new = before.word("default"), after.word("default")
        if had and has and not equal(old, new):
            note("default-changed", position, *places, old, new)
        elif had != has and (old is not None or new is not None):
            note("default-set" if has else "default-lifted", position, *places, old, new)
        self._selector(before, after, position)
        old, new = before.word("xml"), after.word("xml")
        if position.writing == XML and not equal(old, new):
            note("xml", position, before.place("xml"), after.place("xml"), old, new)

    def _selector(self, before: Normal, after: Normal, position: Position) -> None:
        places = before.place("discriminator"), after.place("discriminator")
        old, new = obj(before.word("discriminator")), obj(after.word("discriminator"))
        if not old or not new:
            if old or new:
                kind = "selector-lifted" if old else "selector-set"
                names = old.get("propertyName"), new.get("propertyName")
                self.recorder.record(kind, position, *places, *names)
            return
        names = old.get("propertyName"), new.get("propertyName")
        if names[0] != names[1]:
            self.recorder.record("selector-changed", position, *places, *names)
        mapped = _mapped(before, self.recorder.old), _mapped(after, self.recorder.new)
        gone = sorted(mapped[0].keys() - mapped[1].keys())
        come = sorted(mapped[1].keys() - mapped[0].keys())
        if gone:
            self.recorder.record("selector-value-gone", position, *places, gone)
        elif come:
            self.recorder.record("selector-value-new", position, *places, None, come)
        for value in sorted(mapped[0].keys() & mapped[1].keys()):
            ends = mapped[0][value], mapped[1][value]
            schemas = self.recorder.old.at(ends[0]), self.recorder.new.at(ends[1])
            if ends[0] != ends[1] and None not in schemas:
                # the value selects another component: every difference of the two is sent
                below = position.below(value, f" ({names[0]}: {value})")
                self.compare_inside((schemas[0], ends[0]), (schemas[1], ends[1]), below)

    def _branches(
        self,
        before: Normal,
        after: Normal,
        gone: list[Alternative],
        come: list[Alternative],
        position: Position,
    ) -> None:
        if not gone and not come:
            return
        old, new = _anchors(before, after, *(_type_place(self, each) for each in (before, after)))
        shown = self._described(before, old), self._described(after, new)
        if shown[0] == shown[1]:
            shown = _labels(gone), _labels(come)
        also = {before.site, after.site} - _shared(before, after)
        kept = len(before.alternatives) - len(gone)
        is_union = len(before.alternatives) > 1 or len(after.alternatives) > 1
        of_objects = any(each.kind in ("object", "array") for each in [*gone, *come])
        if gone and come:
            if kept == 0 or not is_union or not of_objects:
                self.recorder.record("type-other", position, old, new, *shown, also=also)
                return
            self.recorder.record("variant-gone", position, old, new, _names(gone), [], also=also)
            self.recorder.record("variant-new", position, old, new, [], _names(come), also=also)
        elif is_union and of_objects and kept:
            names = (_names(gone), []) if gone else ([], _names(come))
            kind = "variant-gone" if gone else "variant-new"
            self.recorder.record(kind, position, old, new, *names, also=also)
        else:
            kind = "type-narrower" if gone else "type-wider"
            self.recorder.record(kind, position, old, new, *shown, also=also)

    def _described(self, normal: Normal, pointer: str) -> Any:
        kinds = sorted({each.kind for each in normal.alternatives})
        return kinds[0] if len(kinds) == 1 else kinds

    def _pair(
        self, before: Normal, after: Normal, old: Alternative, new: Alternative, position: Position
    ) -> None:
        self.recorder.pairs.setdefault((old.pointer, new.pointer))
        self._moved(before, after, old, new, position)
        if old.component is not None or new.component is not None:
            # without a schema everything is accepted
            raws = self.recorder.old.at(old.pointer), self.recorder.new.at(new.pointer)
            ends = [
                ({} if raw is None else raw, each.pointer)
                for raw, each in zip(raws, (old, new), strict=True)
            ]
            name = (new.component or old.component or "").rsplit("/", 1)[-1]
            named = attrs.evolve(position, subject=name, place=(name,))
            # null was compared at the references to the components
            nulls = [
                bool(normal({"$ref": f"#{quote(at)}"}, f"{at}#").null_at)
                for normal, at in ((self.old, old.pointer), (self.new, new.pointer))
            ]
            is_whole = nulls[0] == nulls[1]
            more = f"{old.kind} {new.kind}"
            here = self.recorder.enter_site(named, ends[0], ends[1], more, judged=is_whole)
            if here is None:
                return
            position = here
            self._waiting.append((before, after, old, new, position))
        else:
            self._alternative(before, after, old, new, position)

    def _moved(
        self, before: Normal, after: Normal, old: Alternative, new: Alternative, position: Position
    ) -> None:
        """Records a component that has another key: the old one is removed and the new one added."""
        a, b = old.component, new.component
        sites = self.recorder.old.at(before.site), self.recorder.new.at(after.site)
        if bool(before.null_at) != bool(after.null_at):
            return  # the nullable variant of the component: reported as a change of null
        if a is None or b is None or a == b or (target_of(sites[0]), target_of(sites[1])) != (a, b):
            return
        if self.recorder.new.at(a) is None and self.recorder.old.at(b) is None:
            names = a.rsplit("/", 1)[-1], b.rsplit("/", 1)[-1]
            self.recorder.record("component-renamed", position, a, b, *names)

    def _alternative(
        self, before: Normal, after: Normal, old: Alternative, new: Alternative, position: Position
    ) -> None:
        if old.kind != new.kind:
            self._kind(before, after, old, new, position)
        self._format(old, new, position)
        self._values(old, new, position)
        limits(self.recorder, old, new, position)
        if old.kind == new.kind == "object":
            properties(self, after, old, new, position)
        if old.kind == new.kind == "array":
            old_items, new_items = (
                (each.word("items", {}), f"{each.pointer}/items") for each in (old, new)
            )
            self.compare_inside(old_items, new_items, position.below("[]", "[]"))

    def _kind(
        self, before: Normal, after: Normal, old: Alternative, new: Alternative, position: Position
    ) -> None:
        places = _anchors(before, after, *(_type_place(self, each) for each in (before, after)))
        wider = (old.kind, new.kind) == ("integer", "number") or new.kind == "any"
        narrower = (old.kind, new.kind) == ("number", "integer") or old.kind == "any"
        kind = "type-wider" if wider else "type-narrower" if narrower else "type-other"
        self.recorder.record(kind, position, *places, old.kind, new.kind)

    def _format(self, old: Alternative, new: Alternative, position: Position) -> None:
        formats = old.word("format"), new.word("format")
        if formats[0] == formats[1] or old.kind != new.kind:
            return
        kind = "number" if old.kind == "integer" else old.kind
        wider = takes_all(formats[1], formats[0], kind)
        narrower = takes_all(formats[0], formats[1], kind)
        places = old.place("format"), new.place("format")
        if wider == narrower:
            self.recorder.record("format", position, *places, *formats, hint=wider)
        else:
            self.recorder.record(
                "format-wider" if wider else "format-narrower", position, *places, *formats
            )

    def _values(self, old: Alternative, new: Alternative, position: Position) -> None:
        if old.kind != new.kind:
            return
        a, b = old.word("enum"), new.word("enum")
        places = old.place("enum"), new.place("enum")
        if a is None and b is not None:
            self.recorder.record("enum-set", position, *places, None, _values(b))
        elif a is not None and b is None:
            self.recorder.record("enum-lifted", position, *places, _values(a), None)
        elif a is not None and b is not None and a != b:
            if len(a) == len(b) == 1:
                self.recorder.record("const", position, *places, *_values(a), *_values(b))
                return
            if a - b:
                self.recorder.record("enum-less", position, *places, _values(a - b), [])
            if b - a:
                self.recorder.record("enum-more", position, *places, [], _values(b - a))


def _mapped(normal: Normal, document: Document) -> dict[str, str]:
    """The values of a discriminator and their components, including implicit ones."""
    mapping = obj(obj(normal.word("discriminator")).get("mapping"))
    found = {}
    for value, target in mapping.items():
        if isinstance(target, str):
            is_name = not target.startswith("#")
            found[value] = f"/components/schemas/{escape(target)}" if is_name else target[1:]
    owner = normal.place("discriminator").removesuffix("/discriminator")
    raw = obj(document.at(owner))
    branches = [target_of(each) for word in ("oneOf", "anyOf") for each in items(raw.get(word))]
    for target in branches:
        if target is not None and target not in found.values():
            found[target.rsplit("/", 1)[-1]] = target
    return found


_SCALARS = frozenset({"string", "integer", "number", "boolean", "never"})
_FLAGS: Mapping[str, tuple[str, str]] = {
    "deprecated": ("revived", "deprecated"),
    "readOnly": ("read-only-lifted", "read-only"),
    "writeOnly": ("write-only-lifted", "write-only"),
}
"""Keyword → kind when it is lifted, kind when it is set."""


def _anchors(before: Normal, after: Normal, old: str | None, new: str | None) -> tuple[str, str]:
    """The places where the text changed: the site if its reference changed, else the keyword."""
    if _is_redirected(before, after):
        return before.site, after.site
    place = old or new or ""
    missing = place.rsplit("/", 1)[0]
    return old or missing, new or missing


def _is_redirected(before: Normal, after: Normal) -> bool:
    one, other = ({each.component for each in normal.alternatives} for normal in (before, after))
    return one != other


def _shared(before: Normal, after: Normal) -> set[str]:
    """Sites that lead to a change without being changed themselves."""
    if _is_redirected(before, after):
        return set()
    return {before.site, after.site}


def _values(texts: Iterable[str]) -> list[Any]:
    """The values of an enum from their canonical texts."""
    return [json.loads(each) for each in sorted(texts)]


def _type_place(schemas: SchemaComparer, normal: Normal) -> str:
    """The pointer of the type of a schema."""
    if len(normal.alternatives) != 1:
        return normal.site
    pointer = normal.alternatives[0].pointer
    has_type = any(
        "type" in obj(recorder.at(pointer))
        for recorder in (schemas.recorder.old, schemas.recorder.new)
    )
    return f"{pointer}/type" if has_type else pointer


def _labels(alternatives: list[Alternative]) -> list[str]:
    """The labels of branches of one type: their names, or their values."""
    found = []
    for each in alternatives:
        enum = each.word("enum")
        values = f" ({', '.join(map(str, _values(enum)))})" if enum else ""
        found.append(f"{_names([each])[0]}{values}")
    return found


def _names(alternatives: list[Alternative]) -> list[str]:
    return sorted(
        each.component.rsplit("/", 1)[-1] if each.component else each.kind for each in alternatives
    )
