"""Compares two descriptions of the rows in files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...document import escape
from ..openapi.json_values import canonical, equal
from ..openapi.references import items, obj
from .change import SpecChange
from .renames import renamed
from .text import differences

_SECTIONS = ("rows", "objects", "groups")
_SHAPE = ("type", "format", "items", "$ref", "x-id", "additionalProperties")
"""The keywords that decide the type of a field."""


def rows(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[SpecChange]:
    """Every difference of two descriptions of rows."""
    covered: set[str] = set()
    for change in _noted(old, new):
        covered |= change.pointers
        yield change
    for each in differences(old, new):
        pointer = each.pointer.partition("#")[0]
        if not any(f"{pointer}/".startswith(f"{place}/") for place in covered):
            name = pointer.split("/")[2] if pointer.count("/") > 1 else pointer[1:]
            yield _change(
                "row-facts",
                name,
                pointer if each.side != "new" else None,
                pointer if each.side != "old" else None,
                each.old,
                each.new,
            )


def _noted(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[SpecChange]:
    for section in _SECTIONS:
        before, after = obj(old.get(section)), obj(new.get(section))
        for name in sorted(before.keys() | after.keys()):
            place = f"/{section}/{escape(name)}"
            if name not in after:
                yield _change("row-gone", name, place, None, name, None)
            elif name not in before:
                yield _change("row-new", name, None, place, None, name)
            else:
                yield from _type(name, place, obj(before[name]), obj(after[name]))


def _type(
    name: str, place: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[SpecChange]:
    for key, kind in (("x-row-key", "row-key"), ("x-file-shape", "row-file-shape")):
        if canonical(old.get(key)) != canonical(new.get(key)):
            ends = f"{place}/{key}"
            yield _change(kind, name, ends, ends, old.get(key), new.get(key))
    before, after = obj(old.get("properties")), obj(new.get("properties"))
    names = renamed(
        {name: before[name] for name in before if name not in after},
        {name: after[name] for name in after if name not in before},
    )
    for one, other in names:
        below = f"{place}/properties"
        places = f"{below}/{escape(one)}", f"{below}/{escape(other)}"
        yield _change("row-field-renamed", f"{name}.{one}", *places, one, other)
    known = {each for pair in names for each in pair}
    for field in sorted((before.keys() | after.keys()) - known):
        where, subject = f"{place}/properties/{escape(field)}", f"{name}.{field}"
        if field not in after:
            yield _change("row-field-gone", subject, where, None, field, None)
        elif field not in before:
            yield _change("row-field-new", subject, None, where, None, field)
        else:
            types = _shape(before[field]), _shape(after[field])
            if not equal(*types):
                yield _change("row-field-changed", subject, where, where, *types)
    for key in ("x-fields-of", "allOf"):
        groups = (
            [canonical(each) for each in items(old.get(key))],
            [canonical(each) for each in items(new.get(key))],
        )
        where = f"{place}/{key}"
        lost = [each for each in groups[0] if each not in groups[1]]
        come = [each for each in groups[1] if each not in groups[0]]
        if lost:
            yield _change(
                "row-field-gone",
                f"the group {_named(lost)} of {name}",
                where,
                where,
                lost,
                None,
            )
        if come:
            yield _change(
                "row-field-new",
                f"the group {_named(come)} of {name}",
                where,
                where,
                None,
                come,
            )


def _named(groups: list[str]) -> str:
    """The names of groups and bases: the last part of their reference, where they are one."""
    return ", ".join(re.sub(r'.*/([^/"]+)"\}$', r"\1", group).strip('"') for group in groups)


def _shape(field: Any) -> dict[str, Any]:
    return {key: obj(field)[key] for key in _SHAPE if key in obj(field)}


def _change(
    kind: str, subject: str, old_pointer: str | None, new_pointer: str | None, old: Any, new: Any
) -> SpecChange:
    return SpecChange(
        kind=kind,
        directions={""},
        old_pointer=old_pointer,
        new_pointer=new_pointer,
        old=old,
        new=new,
        subject=subject,
    )
