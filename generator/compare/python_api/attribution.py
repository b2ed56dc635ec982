"""Attributes each difference of the package to the change of the description that explains it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import attrs

from ..facts.change import SpecChange
from ..facts.reachability import Reachability
from ..rules.finding import Severity
from ..rules.rule import Rule
from .api_change import ApiChange

_ASPECTS: dict[str, frozenset[str]] = {
    "null-more": frozenset({"null"}),
    "null-less": frozenset({"null"}),
    "field-now-required": frozenset({"required"}),
    "field-now-optional": frozenset({"required"}),
    "arg-now-required": frozenset({"required"}),
    "arg-now-optional": frozenset({"required"}),
    "field-new": frozenset({"attribute"}),
    "field-gone": frozenset({"attribute"}),
    "field-renamed": frozenset({"attribute", "name"}),
    "arg-new": frozenset({"argument"}),
    "arg-gone": frozenset({"argument"}),
    "arg-renamed": frozenset({"argument", "name", "docs"}),
    "arg-moved": frozenset({"argument", "docs"}),
    "path-argument-renamed": frozenset({"argument", "name", "docs"}),
    "operation-new": frozenset({"function", "class-new"}),
    "operation-gone": frozenset({"function", "class-gone"}),
    "operation-moved": frozenset({"function"}),
    "path-reordered": frozenset({"function"}),
    "hook-new": frozenset({"function"}),
    "hook-gone": frozenset({"function"}),
    "row-gone": frozenset({"class-gone"}),
    "row-new": frozenset({"class-new"}),
    "row-field-gone": frozenset({"attribute"}),
    "row-field-renamed": frozenset({"attribute", "name"}),
    "row-field-new": frozenset({"attribute"}),
    "row-field-changed": frozenset({"type"}),
    "row-key": frozenset({"row"}),
    "row-file-shape": frozenset({"row"}),
    "row-facts": frozenset({"docs", "name"}),
    "operation-deprecated": frozenset({"deprecated"}),
    "operation-closed": frozenset({"deprecated"}),
    "operation-revived": frozenset({"deprecated"}),
    "deprecated": frozenset({"deprecated"}),
    "revived": frozenset({"deprecated"}),
    "limit-new": frozenset({"limit"}),
    "limit-tighter": frozenset({"limit"}),
    "limit-looser": frozenset({"limit"}),
    "encoding": frozenset({"encoding"}),
    "body-new": frozenset({"function", "argument", "class-new"}),
    "body-gone": frozenset({"function", "argument", "class-gone"}),
    "body-now-required": frozenset({"required"}),
    "body-now-optional": frozenset({"required"}),
    **dict.fromkeys(("default-changed", "default-set", "default-lifted"), frozenset({"default"})),
    **dict.fromkeys(
        (
            "status-new",
            "status-gone",
            "status-changed",
            "media-new",
            "media-gone",
            "media-parameter",
        ),
        frozenset({"answer"}),
    ),
    **dict.fromkeys(("answer-body-new", "answer-body-gone"), frozenset({"answer"})),
}
"""The aspects of Python that a kind of change can explain; `_aspects` handles all other kinds."""

_WIDER = frozenset({"enum-more", "enum-lifted", "variant-new", "type-wider", "null-more"})
"""Kinds by which an argument accepts more values; they do not explain that it accepts fewer."""

_LEADING = (
    "body-",
    "field-",
    "variant-",
    "status-",
    "media-",
    "answer-body-",
    "type-",
    "operation-",
)
"""Kinds by which a class can be added or removed together with its last reference."""


def _aspects(kind: str) -> frozenset[str]:
    if kind in _ASPECTS:
        return _ASPECTS[kind]
    if kind == "component-renamed":
        return frozenset()  # renamed classes are findings of their own: see `absorbed`
    if kind.startswith("text-"):
        return frozenset({"docs"})
    if kind.startswith("value-") or kind == "not-judged":
        return frozenset({"type", "null", "required"})
    if kind.startswith(("type-", "variant-", "format", "enum-", "const", "closed", "opened")):
        return frozenset({"type"})
    return frozenset({"fact", "docs"})


def join(
    changes: Sequence[SpecChange], api_changes: Iterable[ApiChange], places: Reachability
) -> tuple[dict[int, list[ApiChange]], list[ApiChange]]:
    """The API changes of each change, by its index, and those that no change explains."""
    by_pointer: dict[str, list[int]] = defaultdict(list)
    by_owner: dict[str, list[int]] = defaultdict(list)
    for index, change in enumerate(changes):
        for pointer in _owners(change):
            by_pointer[pointer].append(index)
        by_owner[(change.old_pointer or "").rpartition("/properties/")[0]].append(index)
    explained: dict[int, list[ApiChange]] = defaultdict(list)
    rest: list[ApiChange] = []
    leading: list[tuple[int, frozenset[str], set[str]]] | None = None
    for api_change in api_changes:
        near = {
            index
            for pointer in api_change.pointers
            for place in (pointer, _body_of(pointer))
            for index in by_pointer.get(place, ())
        }
        fitting = [
            index
            for index in sorted(near)
            if _aspects(changes[index].kind) & api_change.aspects
            and _reach_alike(changes[index], api_change)
        ]
        if api_change.rule == "py.argument-type-narrower":
            fitting = [i for i in fitting if changes[i].kind not in _WIDER] or fitting
        if not fitting and "type" in api_change.aspects:
            # what is proved about the values of a schema is about its parts as well
            fitting = [
                index
                for index, change in enumerate(changes)
                if change.kind.startswith("value-")
                and _reach_alike(change, api_change)
                and any(
                    inner.startswith(f"{outer}/")
                    for outer in change.pointers
                    for inner in api_change.pointers
                )
            ]
        if not fitting and api_change.rule == "py.class-gone":
            # an object without its properties is a mapping, and no class
            fitting = [
                index
                for index in by_owner.get(api_change.pointer, ())
                if changes[index].kind == "field-gone"
            ]
        if not fitting and api_change.rule in _CLASSES:
            if leading is None:
                leading = _leading(changes, places)
            fitting = [
                index
                for index in _led(leading, changes, api_change)
                # an operation that is not generated adds and removes no class
                if not changes[index].kind.startswith("operation-") or index in explained
            ] or [
                index
                for index in explained
                if any(_brings(each, api_change) for each in explained[index])
            ]
        if not fitting and api_change.aspects == {"function"}:
            fitting = _only(changes, api_change)
        for index in fitting:
            explained[index].append(api_change)
        if not fitting:
            rest.append(api_change)
    return explained, rest


def _body_of(pointer: str) -> str:
    """The pointer of the request body that contains a pointer, or the pointer itself."""
    before, found, _ = pointer.partition("/requestBody/")
    return f"{before}/requestBody" if found else pointer


def _brings(function: ApiChange, api_change: ApiChange) -> bool:
    """Whether a class is new or gone together with a method."""
    rules = ("py.function-new",) if api_change.rule == "py.class-new" else _LOSSES
    return function.rule in rules and bool(function.operations & api_change.operations)


def with_classes(alone: Sequence[ApiChange]) -> list[tuple[ApiChange, list[ApiChange]]]:
    """API changes that are findings of their own, methods with the classes that are new or gone with them."""
    classes = [each for each in alone if each.rule in ("py.class-new", "py.class-gone")]
    rest = [each for each in alone if each not in classes]
    found = [(each, [other for other in classes if _brings(each, other)]) for each in rest]
    taken = [other for _, others in found for other in others]
    return [*found, *((each, []) for each in classes if each not in taken)]


_CLASSES = ("py.class-gone", "py.class-new", "py.class-kind")
_LOSSES = ("py.function-gone", "py.lost-in-generation")


def _only(changes: Sequence[SpecChange], api_change: ApiChange) -> list[int]:
    """The single change of an operation that decides whether it can be generated; empty if there are several."""
    found = [
        index
        for index, change in enumerate(changes)
        if change.operations & api_change.operations and not change.kind.startswith("text-")
    ]
    return found if len(found) == 1 else []


def _owners(change: SpecChange) -> set[str]:
    """The places of a change, and their parents."""
    pointers = {pointer.partition("#")[0] for pointer in change.pointers}
    return pointers | {pointer.rpartition("/")[0] for pointer in pointers}


def _reach_alike(change: SpecChange, api_change: ApiChange) -> bool:
    return (
        not change.operations
        or not api_change.operations
        or bool(change.operations & api_change.operations)
    )


def _leading(
    changes: Sequence[SpecChange], places: Reachability
) -> list[tuple[int, frozenset[str], set[str]]]:
    """Each change that can add or remove classes: the components that it leads to, and its own places."""
    found = []
    for index, change in enumerate(changes):
        if change.kind.startswith(_LEADING):
            targets: set[str] = set()
            for side, pointer in enumerate((change.old_pointer, change.new_pointer)):
                if pointer is not None:
                    targets |= places.reached(pointer, side)
            found.append((index, frozenset(targets), _schemas(change)))
    return found


def _schemas(change: SpecChange) -> set[str]:
    """The places of a change; for a change of type the schemas, not their keyword."""
    pointers = change.pointers
    if change.kind.startswith("type-"):
        pointers = {pointer.removesuffix("/type") for pointer in pointers}
    return pointers


def with_their_words(changes: Sequence[SpecChange]) -> list[SpecChange]:
    """The changes without the texts that are added or removed with a schema whose type changed.

    The change of type accounts for these texts.
    """
    became = [
        (change, side, place)
        for change in changes
        if change.kind in ("type-other", "type-wider", "type-narrower")
        for side, pointer in ((0, change.old_pointer), (1, change.new_pointer))
        if pointer is not None
        for place in [pointer.removesuffix("/type")]
        if place.startswith(("/paths/", "/components/"))
    ]
    if not became:
        return list(changes)
    kept = []
    for change in changes:
        owner = _came_with(change, became)
        if owner is None:
            kept.append(change)
        else:
            owner.also |= change.pointers
    return kept


def _came_with(
    change: SpecChange, became: Sequence[tuple[SpecChange, int, str]]
) -> SpecChange | None:
    if not change.kind.startswith("text-"):
        return None
    pointers = {each.partition("#")[0] for each in change.pointers}
    for owner, side, place in became:
        value = (change.old, change.new)[side]
        other = (change.old, change.new)[1 - side]
        is_alone = other is None and value is not None
        if (is_alone or change.kind in ("text-respelled", "text-order")) and all(
            f"{pointer}/".startswith(f"{place}/") for pointer in pointers
        ):
            return owner
    return None


def _led(
    leading: list[tuple[int, frozenset[str], set[str]]],
    changes: Sequence[SpecChange],
    api_change: ApiChange,
) -> list[int]:
    found = []
    for index, targets, own in leading:
        kind = changes[index].kind
        unfit = {"py.class-new": "-gone", "py.class-gone": "-new"}.get(api_change.rule)
        if (unfit and kind.endswith(unfit)) or kind.startswith("field-now"):
            continue
        if any(
            f"{pointer}/".startswith(f"{place}/")
            for pointer in _class_places(api_change)
            for place in (*targets, *own)
        ):
            found.append(index)
    return found


def _class_places(api_change: ApiChange) -> set[str]:
    return set(api_change.pointers) if api_change.rule == "py.class-kind" else {api_change.pointer}


def absorbed(
    changes: Sequence[SpecChange], rest: Iterable[ApiChange], table: dict[str, Rule]
) -> tuple[set[int], list[ApiChange]]:
    """The indexes of text changes that a renamed name already reports, and the remaining API changes.

    Differences of docstrings and the registry are left out: the text changes report them.
    """
    reported: set[int] = set()
    kept: list[ApiChange] = []
    for api_change in rest:
        if table[api_change.rule].python <= Severity.DOCS:
            continue
        if api_change.aspects & {"name", "class"}:
            for index, change in enumerate(changes):
                if change.kind not in ("text-name", "component-renamed"):
                    continue
                if not _owners(change) & api_change.pointers:
                    continue
                reported.add(index)
                is_text = change.kind == "text-name" and change.new_pointer is not None
                if is_text and change.new_pointer is not None:
                    api_change = attrs.evolve(api_change, pointer=change.new_pointer)  # noqa: PLW2901
        kept.append(api_change)
    return reported, kept


def merged(api_changes: Iterable[ApiChange]) -> list[ApiChange]:
    """The API changes, with equal ones of several operations merged."""
    found: dict[tuple[str, str, str, str], ApiChange] = {}
    for each in api_changes:
        key = (each.rule, each.pointer, each.old, each.new)
        known = found.get(key)
        operations = each.operations if known is None else known.operations | each.operations
        found[key] = attrs.evolve(each, operations=operations)
    return list(found.values())
