"""Finds the differences of text that no other change accounts for: prose, examples, links, notation.

The two documents are compared as text. Differences that a recorded change explains are left out; the
documentation rules judge the others. So every difference is reported.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator
from typing import Any

import attrs

from ...document import escape, split
from ..openapi.fields import is_readable, purpose
from ..openapi.json_values import canonical, equal
from ..openapi.references import Document, items, obj
from .change import ChangeRecorder, SpecChange
from .operations import operations


@attrs.frozen
class TextDifference:
    """The uppermost place where two texts differ."""

    pointer: str
    old: Any
    new: Any
    side: str
    """`both`, or the only document that has it: `old` or `new`."""


def differences(old: Any, new: Any, pointer: str = "") -> Iterator[TextDifference]:
    """The differences of two values. Items of lists are paired by identity, then by their order."""
    if isinstance(old, dict) and isinstance(new, dict):
        if equal(old, new):
            return
        for key in sorted(old.keys() | new.keys()):
            here = f"{pointer}/{escape(key)}"
            alone = old.get(key, new.get(key))
            if (
                key == "required"
                and isinstance(alone, list)
                and alone
                and (key in old) != (key in new)
            ):
                yield from _items(old.get(key, []), new.get(key, []), here)
            elif key not in new:
                yield TextDifference(here, old[key], None, "old")
            elif key not in old:
                yield TextDifference(here, None, new[key], "new")
            else:
                yield from differences(old[key], new[key], here)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _items(old, new, pointer)
    elif old != new or type(old) is not type(new):
        yield TextDifference(pointer, old, new, "both")


def _items(old: list[Any], new: list[Any], pointer: str) -> Iterator[TextDifference]:
    keys = [_identity(each) for each in old], [_identity(each) for each in new]
    places = [{key: index for index, key in enumerate(side)} for side in keys]
    word = pointer.rsplit("/", 1)[-1]
    if keys[0] == keys[1] or len(places[0]) != len(old) or len(places[1]) != len(new):
        if len(old) != len(new):
            yield TextDifference(pointer, old, new, "both")
            return
        for index, (a, b) in enumerate(zip(old, new, strict=True)):
            yield from differences(a, b, f"{pointer}/{index}")
        return
    if word in ("required", "tags", "enum", "type") and not any(map(obj, [*old, *new])):
        if sorted(keys[0]) == sorted(keys[1]):
            yield TextDifference(pointer, old, new, "both")
        for key in sorted({*keys[0]} ^ {*keys[1]}):
            side = "old" if key in places[0] else "new"
            value = old[places[0][key]] if side == "old" else new[places[1][key]]
            yield TextDifference(f"{pointer}#{value}", *_sided(value, side), side)
        return
    left = [index for index, key in enumerate(keys[0]) if key not in places[1]]
    right = [index for index, key in enumerate(keys[1]) if key not in places[0]]
    if not left and not right:
        yield TextDifference(pointer, keys[0], keys[1], "both")  # the order
    for index, key in enumerate(keys[0]):
        if key in places[1]:
            other = places[1][key]
            yield from differences(old[index], new[other], f"{pointer}/{other}")
    for a, b in zip(left, right, strict=False):
        yield from differences(old[a], new[b], f"{pointer}/{b}")
    for a in left[len(right) :]:
        yield TextDifference(f"{pointer}/{a}", old[a], None, "old")
    for b in right[len(left) :]:
        yield TextDifference(f"{pointer}/{b}", None, new[b], "new")


def _sided(value: Any, side: str) -> tuple[Any, Any]:
    return (value, None) if side == "old" else (None, value)


def _identity(value: Any) -> str:
    """The identity of an item of a list: its name, its reference, or all of it."""
    raw = obj(value)
    if isinstance(raw.get("name"), str):
        return canonical([raw.get("in"), raw["name"]])
    return canonical(raw["$ref"]) if "$ref" in raw else canonical(value)


def texts(recorder: ChangeRecorder, noted: Collection[SpecChange]) -> Iterator[SpecChange]:
    """The changes of documentation, without those that another change accounts for."""
    covered = _Covered(recorder, noted)
    is_dynamic: bool | None = None
    for each in differences(recorder.old.raw, recorder.new.raw):
        pointer, _, item = each.pointer.partition("#")
        if not item and not is_readable(split(pointer), each.old, each.new):
            yield _not_judged(each, pointer)
        elif not covered(each, pointer, item):
            if is_dynamic is None:
                is_dynamic = any(map(_has_dynamic_reference, (recorder.old.raw, recorder.new.raw)))
            change = _change(covered.used, each, pointer, item, is_dynamic=is_dynamic)
            if not (change.kind in _WRITTEN and covered.is_judged(pointer)):
                yield change


def _not_judged(each: TextDifference, pointer: str) -> SpecChange:
    """A value of a type that OpenAPI does not allow there: it cannot be judged."""
    tokens = split(pointer)
    return SpecChange(
        kind="not-judged",
        directions={""},
        old_pointer=None if each.side == "new" else pointer,
        new_pointer=None if each.side == "old" else pointer,
        old=each.old,
        new=each.new,
        subject=_subject(tokens),
        place=_place(tokens),
    )


def _has_dynamic_reference(document: Any) -> bool:
    stack = [document]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            if "$dynamicRef" in node or "$recursiveRef" in node:
                return True
            stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(node)
    return False


class _Covered:
    def __init__(self, recorder: ChangeRecorder, noted: Collection[SpecChange]) -> None:
        self.pointers: set[str] = set()
        self.parents: set[str] = set()
        self.names: set[str] = set()
        self.retyped: set[str] = set()
        self.judged: set[str] = set()
        for change in noted:
            if change.kind in _OF_VALUES:
                self.judged |= change.pointers
                continue
            for pointer in change.pointers:
                self.pointers.add(pointer)
                self.parents |= {pointer[:index] for index in _slashes(pointer)}
                if change.kind in _FIELDS:
                    self.names.add(pointer.rsplit("/", 1)[-1])
                if change.kind in _TYPES:
                    owner = pointer.removesuffix("/type")
                    self.retyped |= {f"{owner}/{word}" for word in _OF_TYPES}
        self.filed = {
            tag
            for change in noted
            if change.kind in ("operation-new", "operation-gone")
            for tag in items(obj(_end(recorder, change)).get("tags"))
            if isinstance(tag, str)
        }
        self.moved = {
            (change.old_pointer, change.new_pointer)
            for change in noted
            if change.kind == "component-renamed"
        }
        self.used = _used(recorder.old), _used(recorder.new)

    def __call__(self, each: TextDifference, pointer: str, item: str) -> bool:
        known = pointer in self.pointers or pointer in self.parents or pointer in self.retyped
        if known and not item:
            return True
        if any(pointer[:index] in self.retyped for index in _slashes(pointer)):
            return True
        if any(pointer[:index] in self.pointers for index in _slashes(pointer)):
            return True
        if item:
            owner, _, word = pointer.rpartition("/")
            field = f"{owner}/properties/{escape(item)}"
            named = field in self.pointers or f"{field}#required" in self.pointers
            return named if word == "required" else pointer in self.pointers
        if pointer.endswith("/$ref") and (_named(each.old), _named(each.new)) in self.moved:
            return True
        if each.side == "both":
            return False
        if pointer.startswith("/tags/") and self._is_filed(each):
            return True
        if self._came_or_went(pointer, each.side):
            return True
        is_example = purpose(split(pointer)) == "example"
        return is_example and pointer.rsplit("/", 1)[-1] in self.names

    def is_judged(self, pointer: str) -> bool:
        """Whether a change of all values of a schema accounts for a place."""
        return any(f"{pointer}/"[:index] in self.judged for index in _slashes(f"{pointer}/"))

    def _is_filed(self, each: TextDifference) -> bool:
        """Whether a tag is new or gone together with its operations."""
        name = obj(each.old if each.side == "old" else each.new).get("name")
        return name in self.filed

    def _came_or_went(self, pointer: str, side: str) -> bool:
        """Whether a component is new or gone together with its references."""
        tokens = pointer.split("/")
        if tokens[1:2] != ["components"] or len(tokens) > 4:
            return False
        used = self.used[side == "new"]
        if len(tokens) == 4:
            return any(each == pointer or each.startswith(f"{pointer}/") for each in used)
        return any(each.startswith(f"{pointer}/") for each in used)


def _end(recorder: ChangeRecorder, change: SpecChange) -> Any:
    if change.new_pointer is not None:
        return recorder.new.at(change.new_pointer)
    return recorder.old.at(change.old_pointer or "")


def _named(reference: Any) -> str | None:
    return reference.removeprefix("#") if isinstance(reference, str) else None


_WRITTEN = frozenset({"text-respelled", "text-order"})
_OF_VALUES = frozenset({"value-refused", "value-strict", "value-wider", "not-judged"})
_FIELDS = frozenset({"field-new", "field-gone", "field-renamed", "row-field-new", "row-field-gone"})
_OF_TYPES = (
    *("example", "examples", "default", "enum", "const", "format", "pattern", "multipleOf"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength"),
    *("items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"),
    *("properties", "required", "additionalProperties", "minProperties", "maxProperties"),
)
"""Keywords that are removed together with a type."""
_TYPES = frozenset({"type-other", "type-wider", "type-narrower"})


def _slashes(pointer: str) -> Iterator[int]:
    return (match.start() for match in re.finditer("/", pointer))


def _used(document: Document) -> frozenset[str]:
    """The pointers that paths and webhooks lead to, and the security schemes that are required."""
    roots = [document.raw.get(key) for key in ("paths", "webhooks", "x-webhooks")]
    found = document.reached(*roots)
    needed = [items(document.raw.get("security"))]
    needed += [items(each.raw.get("security")) for each in operations(document)]
    schemes = {
        f"/components/securitySchemes/{escape(n)}" for each in needed for m in each for n in obj(m)
    }
    return found | schemes | document.reached(*map(document.at, schemes))


def _change(
    used: tuple[frozenset[str], frozenset[str]],
    each: TextDifference,
    pointer: str,
    item: str,
    *,
    is_dynamic: bool,
) -> SpecChange:
    tokens = split(pointer)
    word = purpose(tokens)
    kind = word if word == "not-judged" else f"text-{word}"
    if purpose(tokens[:2]) == "not-judged":
        kind = "not-judged"  # a section of components that OpenAPI does not define
    elif tokens[:1] == ["components"] and not _is_used(used[each.side != "old"], tokens):
        kind = "text-unused"
    elif kind == "text-example" and _suffix(each.old) != _suffix(each.new):
        kind = "text-example-shape"
    elif kind == "text-info" and tokens[1:] == ["version"]:
        kind = "text-version"
    elif kind == "text-extension" and tokens[-2:-1] == ["x-github"] and tokens[-1] in _AVAILABILITY:
        kind = "text-availability"
    elif kind == "text-respelled" and _is_reordered(each):
        kind = "text-order"
    if is_dynamic and (kind == "text-unused" or (word == "respelled" and "$defs" in tokens)):
        kind = "not-judged"  # a dynamic reference may lead there
    old, new = (item or each.old, None) if each.side == "old" else (each.old, each.new)
    return SpecChange(
        kind=kind,
        directions={""},
        old_pointer=None if each.side == "new" else pointer,
        new_pointer=None if each.side == "old" else pointer,
        old=old,
        new=item if item and each.side == "new" else new,
        subject=_subject(tokens),
        place=_place(tokens),
    )


_AVAILABILITY = frozenset(
    {"githubCloudOnly", "enabledForGitHubApps", "previews", "deprecationDate", "removalDate"}
)


def _suffix(value: Any) -> str:
    """The suffix of the file that a text names, if it names one."""
    match = re.search(r"\.([a-z]{2,6})(?:$|[?#])", value) if isinstance(value, str) else None
    return match[1] if match and "/" in str(value) else ""


def _is_reordered(each: TextDifference) -> bool:
    if not isinstance(each.old, list) or not isinstance(each.new, list):
        return False
    return sorted(map(canonical, each.old)) == sorted(map(canonical, each.new))


def _is_used(used: frozenset[str], tokens: list[str]) -> bool:
    if len(tokens) < 3:
        return True
    pointer = "".join(f"/{escape(token)}" for token in tokens[:3])
    return pointer in used or any(each.startswith(f"{pointer}/") for each in used)


def _subject(tokens: list[str]) -> str:
    if tokens[:1] == ["paths"] and len(tokens) > 2:
        return f"{tokens[2].upper()} {tokens[1]}"
    if tokens[:1] == ["components"] and len(tokens) > 2:
        following = itertools.pairwise(tokens[3:])
        return ".".join([tokens[2], *(name for word, name in following if word == "properties")])
    return "the document" if tokens[:1] in (["info"], [], ["servers"]) else tokens[0]


def _place(tokens: list[str]) -> tuple[str, ...]:
    """The place relative to its operation or component."""
    return tuple(tokens[3:]) if tokens[:1] in (["paths"], ["components"]) else tuple(tokens)


def edit(old: Any, new: Any) -> tuple[str, str]:
    """The edited part of a text: both values without their common beginning and end."""
    a, b = (each if isinstance(each, str) else canonical(each) for each in (old, new))
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    return a[start : len(a) - end], b[start : len(b) - end]
