"""Pairs of documents, each written as a base document and changes to it.

A file of a pair holds:

    base: things                       the document below `bases/`; default: `things`
    given:                             changes to the base in both documents: place → value
    change:                            the difference of the two documents: place → edit
      draft/properties/weight/maximum: {was: 100, now: 28}
      put: {moved: path/patch}
    expected:                          the findings, with the severities that are not `none`
      - {rule: in.limit-tighter, wire: breaking, at: draft/properties/weight/maximum}
    reversed: compatible               the verdict when the second document is the old one

`was` is the value in the old document and `now` the one in the new document; without one of them that document is as
given. The word `absent` means no value. A place is a JSON pointer, or begins with a name of `bases/places.yaml`.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from generator import document
from generator.compare.load.documents import parse_document
from generator.compare.load.source import DocumentSource

HERE = Path(__file__).parent
PAIRS = HERE / "pairs"
SAME = HERE / "same"
BASES = HERE / "bases"
ABSENT = "absent"


@attrs.frozen
class DocumentPairFile:
    """The documents of a pair, and what is expected of them."""

    old: DocumentSource
    new: DocumentSource
    expected: tuple[Mapping[str, str], ...]
    """Rule, severities and pointer of each finding, as `expected_finding` gives them."""
    reversed: str


def names(folder: Path) -> list[str]:
    """The names of the pairs in a folder."""
    return sorted(path.name.removesuffix(".yaml") for path in folder.glob("*.yaml"))


@cache
def read_pair(folder: Path, name: str) -> DocumentPairFile:
    """The documents of a pair, and what is expected of them."""
    case = document.read_object(folder / f"{name}.yaml")
    unknown = case.keys() - {"base", "given", "change", "expected", "reversed"}
    assert not unknown, f"{name}: {unknown}"
    old = copy.deepcopy(document.read_object(BASES / f"{case.get('base', 'things')}.yaml"))
    for place, value in case.get("given", {}).items():
        _put(old, place, value)
    new = copy.deepcopy(old)
    for place, edit in case["change"].items():
        _edit(old, new, place, edit)
    before, after = (
        parse_document(f"{name}/{side}.json", json.dumps(raw).encode())
        for side, raw in (("old", old), ("new", new))
    )
    expected = tuple(_expected(each) for each in case.get("expected", ()))
    return DocumentPairFile(before, after, expected, case.get("reversed", ""))


def _expected(finding: Mapping[str, str]) -> dict[str, str]:
    assert finding.keys() <= {"rule", "wire", "python", "at"}
    severities = {axis: finding.get(axis, "none") for axis in ("wire", "python")}
    return {"rule": finding["rule"], **severities, "pointer": pointer_of(finding["at"])}


def _edit(old: Any, new: Any, place: str, edit: Mapping[str, Any]) -> None:
    assert edit, place
    assert edit.keys() <= {"was", "now"} or edit.keys() == {"moved"}, place
    if "was" in edit:
        _put(old, place, edit["was"])
    if "now" in edit:
        _put(new, place, edit["now"])
    if "moved" in edit:
        _move(new, place, edit["moved"])


@cache
def _places() -> Mapping[str, str]:
    return document.read_object(BASES / "places.yaml")


def pointer_of(place: str) -> str:
    """The JSON pointer of a place."""
    name, slash, rest = place.partition("/")
    return place if not name else f"{_places()[name]}{slash}{rest}"


def _put(raw: Any, place: str, value: Any) -> None:
    """Sets or removes a value; the objects around it are made where they are missing."""
    owner, key = _owner(raw, place)
    if value == ABSENT and type(value) is str:
        del owner[key]
    elif isinstance(owner, list) and key == len(owner):
        owner.append(copy.deepcopy(value))
    else:
        owner[key] = copy.deepcopy(value)


def _move(raw: Any, place: str, target: str) -> None:
    """Moves a value; within one object it keeps its position."""
    owner, key = _owner(raw, place)
    other, name = _owner(raw, target)
    if owner is not other:
        other[name] = owner.pop(key)
        return
    members = list(owner.items())
    owner.clear()
    owner.update((name if each == key else each, value) for each, value in members)


def _owner(raw: Any, place: str) -> tuple[Any, Any]:
    *parents, last = document.split(pointer_of(place))
    for token in parents:
        raw = raw[int(token)] if isinstance(raw, list) else raw.setdefault(token, {})
    return raw, int(last) if isinstance(raw, list) else last
