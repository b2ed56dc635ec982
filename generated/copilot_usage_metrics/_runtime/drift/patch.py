"""Converts drift to an addition to `spec/rows.yaml`, as a person would write it, without descriptions."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from ..decoding.learned_types import OTHER_KEYS, can_be_named
from ..decoding.observed_types import Observed
from ..decoding.row import Row
from ..escaping import escape_text
from .finding import DriftFinding

_HEAD: Final = """\
# For spec/rows.yaml. Append the lines below `properties:` to the `properties:` of the same type
# there, and a new type to `objects:`. Describe the meaning and unit of each field,
# then run `make generate`.
"""
_GONE: Final = "# Missing keys. Mark those that may be absent with `x-absent`:\n"
_LONGEST_GONE: Final = 4000
_EMPTY: Final = 'description: ""'
_NO_TYPE: Final = "no single type covers all of these"
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
_YAML_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}
_WORDS = re.compile(r"[A-Za-z0-9]+")
_TAKEN: Final = frozenset(
    {"Any", "ExactNumber", "Final", "IntId", "Mapping", "Row", "StrId", "UnsetType"}
)


@attrs.define
class _Property:
    """One field to add. `lines` are the lines below its key."""

    key: str
    lines: list[str]


@attrs.define
class _Draft:
    """The addition under construction."""

    taken: set[str]
    objects: dict[str, list[_Property]] = attrs.field(factory=dict)
    """New types."""
    origins: dict[str, str] = attrs.field(factory=dict)
    """The `objects:` key of a new type."""
    notes: list[str] = attrs.field(factory=list)


@attrs.define
class _Wanted:
    observed: Observed
    seen_in: set[str]
    first_day: datetime.date | None


def patch_of(
    findings: Iterable[DriftFinding], gone: Iterable[str] = (), renames: Iterable[str] = ()
) -> str:
    """The addition that covers these findings, as YAML; empty if there are none.

    `gone` and `renames` are lines about keys that are missing or may have a new name: comments, since no
    addition covers them. Descriptions are empty: `make lint` in the project names each one until it is written.
    """
    wanted: dict[tuple[str, str], dict[str, _Wanted]] = {}
    draft = _Draft({*_TAKEN, *_type_names(Row)})
    for found in findings:
        if found.kind == "changed type":
            draft.notes.append(_changed(found))
            continue
        base = _first_of_kind(found.place)
        fields = wanted.setdefault((_section(base), base.__name__), {})
        want = fields.setdefault(found.key, _Wanted(Observed(), set(), found.first_day))
        want.observed.merge(found.observed)
        want.seen_in.add(found.place.__name__)
        days = [day for day in (want.first_day, found.first_day) if day is not None]
        want.first_day = min(days, default=None)
    blocks: dict[str, list[str]] = {"objects": [], "rows": []}
    for (section, name), fields in sorted(wanted.items()):
        properties = [
            each for key, want in fields.items() if (each := _field(key, want, name, draft))
        ]
        if properties:
            blocks[section] += [f"  {name}:", "    properties:", *_lines(properties, 6)]
    for name, properties in draft.objects.items():
        body = ["    properties:", *_lines(properties, 6)] if properties else ["    properties: {}"]
        blocks["objects"] += [f"  {name}: # new", f"    {_EMPTY}", *body]
    lost = [_note(each, _LONGEST_GONE) for each in (*gone, *renames)]
    return _text(blocks, draft.notes, lost)


def _text(blocks: Mapping[str, list[str]], notes: list[str], gone: list[str]) -> str:
    lines: list[str] = []
    for section, block in blocks.items():
        if block:
            lines += [f"{section}:", *block]
    text = _HEAD + "\n".join(lines) + "\n" if lines else ""
    if notes:
        text += "# Not covered by an addition:\n" + "".join(f"#   {note}\n" for note in notes)
    if gone:
        text += _GONE + "".join(f"#   {line}\n" for line in gone)
    return text


def _field(key: str, want: _Wanted, name: str, draft: _Draft) -> _Property | None:
    lines = _schema(key, want.observed, name, draft)
    if lines is None:
        return None
    since = [] if want.first_day is None else [f'x-since: "{want.first_day}"']
    seen = "" if name in want.seen_in else f" # seen in {', '.join(sorted(want.seen_in))}"
    return _Property(key, [lines[0] + seen, *lines[1:], _EMPTY, *since])


def _schema(key: str, observed: Observed, owner: str, draft: _Draft) -> list[str] | None:
    """The lines that declare the type of a field; None, and a note, if no type of `rows.yaml` does."""
    kinds = observed.kinds
    where = f"{owner}.{key}"
    if not can_be_named(key) or not _WORDS.search(key) or key == OTHER_KEYS:
        draft.notes.append(_note(f"{where}: {observed}: no field can have this key"))
        return None
    if "id" in _words(key) and kinds and kinds <= {"integer", "string"}:
        kind = "integer" if kinds == {"integer"} or observed.texts == {"digits"} else "string"
        return [f"type: {kind if 'integer' in kinds else 'string'}", "x-id: true"]
    if len(kinds) != 1:
        reason = f"{observed}: {_NO_TYPE}"
        if not kinds:
            reason = "always null: its type is unknown"
        draft.notes.append(_note(f"{where}: {reason}"))
        return None
    (kind,) = kinds
    match kind:
        case "object":
            return [f'$ref: "#/objects/{_new_type(key, observed, owner, draft)}"']
        case "array":
            return _array(key, observed, owner, draft)
        case "string" if observed.texts == {"day"}:
            return ["type: string", "format: date"]
        case "string" if observed.texts == {"time"}:
            return ["type: string", "format: date-time"]
        case "integer" | "number" if "credits" in _words(key):
            return ["type: number", "format: decimal"]
        case _:
            return [f"type: {kind}"]


def _array(key: str, observed: Observed, owner: str, draft: _Draft) -> list[str] | None:
    items = observed.items
    if items is None:
        draft.notes.append(_note(f"{owner}.{key}: always empty: the type of its items is unknown"))
        return None
    kinds = items.kinds
    if len(kinds) != 1 or kinds == {"array"} or "null" in items.types:
        draft.notes.append(_note(f"{owner}.{key}: {observed}: {_NO_TYPE}"))
        return None
    (kind,) = kinds
    inner = f"type: {kind}"
    if kind == "object":
        inner = f'$ref: "#/objects/{_new_type(key, items, owner, draft)}"'
    return ["type: array", f"items: {{{inner}}}"]


def _new_type(key: str, observed: Observed, owner: str, draft: _Draft) -> str:
    name = _name_for(key, owner, draft.taken)
    draft.taken.add(name)
    draft.objects[name] = []  # placed before the types inside it
    draft.origins[name] = key
    for inner, each in observed.fields.items():
        lines = _schema(inner, each, name, draft)
        if lines is not None:
            draft.objects[name].append(_Property(inner, [*lines, _EMPTY]))
    for other, properties in draft.objects.items():
        if other != name and draft.origins[other] == key and properties == draft.objects[name]:
            del draft.objects[name]  # the same key with the same fields elsewhere
            return other
    return name


def _name_for(key: str, owner: str, taken: set[str]) -> str:
    is_total = key.startswith("totals_by_")
    words = _words(key.removeprefix("totals_by_"))
    plain = "".join(word[:1].upper() + word[1:] for word in words) + ("Totals" if is_total else "")
    if not plain[:1].isalpha():
        plain = f"Key{plain}"
    tries = [plain, f"{owner}{plain}"]
    number = 2
    while tries[0] in taken:
        tries = [*tries[1:], f"{owner}{plain}{number}"]
        number += 1
    return tries[0]


def _changed(found: DriftFinding) -> str:
    field = f"{found.place.__name__}.{found.key}"
    advice = "the raw values are in `extra`"
    if found.expected == "integer" and found.observed.kinds == {"number"}:
        advice = "`type: number` on the field would accept both"
    return _note(f"{field}: expected {found.expected}, found {found.observed}: {advice}")


def _lines(properties: Iterable[_Property], indent: int) -> list[str]:
    space = " " * indent
    lines: list[str] = []
    for each in properties:
        lines += [f"{space}{_key(each.key)}:", *(f"{space}  {line}" for line in each.lines)]
    return lines


def _key(key: str) -> str:
    return key if _PLAIN_KEY.match(key) and key.lower() not in _YAML_WORDS else _quoted(key)


def _quoted(text: str) -> str:
    """A double-quoted scalar of YAML, which has the same escapes as JSON."""
    escaped = text.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escape_text(escaped)}"'


def _note(text: str, longest: int = 300) -> str:
    return escape_text(text, longest)


def _words(key: str) -> list[str]:
    return _WORDS.findall(key)


def _section(place: type[Row]) -> str:
    return "objects" if place.__file_shape__ is None else "rows"


def _first_of_kind(place: type[Row]) -> type[Row]:
    """The base type of others: they have its fields, so a field is added only once."""
    while Row not in place.__bases__:
        place = place.__bases__[0]
    return place


def _type_names(base: type[Row]) -> set[str]:
    return {name for each in base.__subclasses__() for name in (each.__name__, *_type_names(each))}
