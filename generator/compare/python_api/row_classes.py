"""Compares the row classes of two generated packages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ...document import escape
from ..openapi.references import obj
from .annotations import compare as compare_annotations
from .api_change import ApiChange

if TYPE_CHECKING:
    from ...render.row_model import RowFieldModel, RowModel, RowType


def row_class_changes(
    old: RowModel, new: RowModel, documents: tuple[Mapping[str, Any], Mapping[str, Any]]
) -> Iterator[ApiChange]:
    """Every difference of the row classes of two models, made from these two documents."""
    before = {str(each.name): each for each in old.types}
    after = {str(each.name): each for each in new.types}
    for name in sorted(before.keys() | after.keys()):
        place = _place(name, documents)
        if name not in after:
            yield _class("py.class-gone", place, name, "")
        elif name not in before:
            yield _class("py.class-new", place, "", name)
        else:
            yield from _type(before[name], after[name], place, documents)
            yield from _inherited(before, after, name, place)


def _place(name: str, documents: tuple[Mapping[str, Any], Mapping[str, Any]]) -> str:
    for document in documents:
        for section in ("rows", "objects"):
            if name in obj(document.get(section)):
                return f"/{section}/{escape(name)}"
    return "/rows"


def _inherited(
    before: Mapping[str, RowType], after: Mapping[str, RowType], name: str, place: str
) -> Iterator[ApiChange]:
    """The attributes that a class gains or loses with its base."""
    if str(before[name].base) == str(after[name].base):
        return
    own = {each.wire_name for each in (*before[name].fields, *after[name].fields)}
    old, new = (
        {each.wire_name: each for each in _base_fields(types, name) if each.wire_name not in own}
        for types in (before, after)
    )
    for wire_name in sorted(old.keys() ^ new.keys()):
        yield from _field(name, old.get(wire_name), new.get(wire_name), {f"{place}/allOf"})


def _base_fields(types: Mapping[str, RowType], name: str) -> Iterator[RowFieldModel]:
    """The fields that a class has from its bases."""
    base = types[name].base
    while base is not None and str(base) in types:
        yield from types[str(base)].fields
        base = types[str(base)].base


def _class(rule: str, place: str, old: str, new: str) -> ApiChange:
    aspects = {rule.removeprefix("py.")}
    return ApiChange(
        rule=rule, aspects=aspects, pointers={place}, old=old, new=new, names=(old, new)
    )


def _type(
    old: RowType,
    new: RowType,
    place: str,
    documents: tuple[Mapping[str, Any], Mapping[str, Any]],
) -> Iterator[ApiChange]:
    before = {each.wire_name: each for each in old.fields}
    after = {each.wire_name: each for each in new.fields}
    for wire_name in sorted(before.keys() | after.keys()):
        pointers = {
            f"{place}/properties/{escape(wire_name)}",
            f"{place}/x-fields-of",
            f"{place}/allOf",
        }
        for document in documents:
            for group, raw in obj(document.get("groups")).items():
                pointers.add(f"/groups/{escape(group)}/x-fields-of")
                if wire_name in obj(obj(raw).get("properties")):
                    pointers.add(f"/groups/{escape(group)}/properties/{escape(wire_name)}")
        one, other = before.get(wire_name), after.get(wire_name)
        yield from _field(str(old.name), one, other, pointers)
    if old.base is not None and str(old.base) != str(new.base):  # a first base takes nothing away
        labels = f"{old.name}({old.base})", f"{new.name}({new.base})"
        more: dict[str, Any] = {"pointers": {f"{place}/allOf"}, "old": labels[0], "new": labels[1]}
        names = (str(old.name), str(new.name))
        yield ApiChange(rule="py.base-changed", aspects={"attribute"}, names=names, **more)
    facts = [(each.description, tuple(each.row_key), each.file_shape) for each in (old, new)]
    if facts[0] != facts[1]:
        names = (str(old.name), str(new.name))
        yield ApiChange(
            rule="py.docstring",
            aspects={"docs", "row"},
            pointers={place, f"{place}/x-row-key", f"{place}/x-file-shape", f"{place}/description"},
            old=names[0],
            new=names[1],
            names=names,
        )


def _field(
    owner: str, old: RowFieldModel | None, new: RowFieldModel | None, pointers: set[str]
) -> Iterator[ApiChange]:
    labels = tuple("" if each is None else f"{owner}.{each.name}" for each in (old, new))
    more: dict[str, Any] = {"pointers": pointers, "names": labels}
    if old is None or new is None:
        rule = "py.attribute-new" if old is None else "py.attribute-gone"
        yield ApiChange(rule=rule, aspects={"attribute"}, old=labels[0], new=labels[1], **more)
        return
    texts = f"{labels[0]}: {old.annotation}", f"{labels[1]}: {new.annotation}"
    if old.name != new.name:
        yield ApiChange(
            rule="py.attribute-renamed", aspects={"name"}, old=labels[0], new=labels[1], **more
        )
    if str(old.annotation) != str(new.annotation):
        rest = compare_annotations(str(old.annotation), str(new.annotation)).rest
        rule = "py.attribute-narrower" if rest == "narrower" else "py.attribute-type"
        yield ApiChange(rule=rule, aspects={"type"}, old=texts[0], new=texts[1], **more)
    elif old.documentation != new.documentation:
        yield ApiChange(rule="py.docstring", aspects={"docs"}, old=labels[0], new=labels[1], **more)
