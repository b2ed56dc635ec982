"""Compares two generated packages by the render models of the templates.

A `ApiChange` is one difference of the public surface, with the places of the descriptions that it was made from;
`join` finds the change that explains it. Nothing is guessed from the description.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..facts.reachability import Reachability
from .annotations import compare as compare_annotations
from .annotations import nested_null, renamed
from .api_change import ApiChange
from .methods import MethodPair, method_changes
from .usage import Usage, either, usage_of

if TYPE_CHECKING:
    from ...render.model import FieldModel, ModelClass, OperationModel
    from ...surface import Surface


def package_changes(
    old: Surface,
    new: Surface,
    *,
    operations: Sequence[tuple[str, str]],
    schemas: Iterable[tuple[str, str]],
    places: Reachability,
) -> list[ApiChange]:
    """Every difference of two packages.

    `operations` and `schemas` are the pointers of the corresponding pairs in the two descriptions.
    """
    reason = new.not_judged or old.not_judged
    if reason:
        return [ApiChange(rule="py.not-judged", aspects=set(), pointers={"/paths"}, new=reason)]
    before = {} if old.api is None else {each.pointer: each for each in old.api.models}
    after = {} if new.api is None else {each.pointer: each for each in new.api.models}
    pairs = _pairs(before, after, schemas)
    names = {str(before[a].name): str(after[b].name) for a, b in pairs.items()}
    found = [
        *_functions(old, new, operations, names, places),
        *_classes(before, after, pairs, places),
        *_package(old, new),
    ]
    usage = usage_of(old.api), usage_of(new.api)
    for a, b in pairs.items():
        use = either(usage[0][a], usage[1][b])
        found += _attributes(before[a], after[b], use, names, places)
    return found


def _package(old: Surface, new: Surface) -> Iterator[ApiChange]:
    if old.api is None or new.api is None:
        return
    for word, pointer in (("title", "/info/title"), ("server", "/servers")):
        a, b = str(getattr(old.api, word)), str(getattr(new.api, word))
        if a != b:
            yield ApiChange(rule="py.docstring", aspects={"docs"}, pointers={pointer}, old=a, new=b)


def _pairs(
    before: Mapping[str, ModelClass],
    after: Mapping[str, ModelClass],
    schemas: Iterable[tuple[str, str]],
) -> dict[str, str]:
    """The pairs of classes: among several candidates the one with the same name, or else the same place."""
    candidates: dict[str, list[str]] = {pointer: [] for pointer in before}
    for a, b in schemas:
        if a in before and b in after:
            candidates[a].append(b)
    pairs = {}
    for pointer, others in candidates.items():
        if pointer in after:
            others.append(pointer)
        if others:
            name = before[pointer].name
            ranked = sorted(others, key=lambda each: (after[each].name != name, each != pointer))
            pairs[pointer] = ranked[0]
    return pairs


def _functions(
    old: Surface,
    new: Surface,
    operations: Sequence[tuple[str, str]],
    names: Mapping[str, str],
    places: Reachability,
) -> Iterator[ApiChange]:
    before = {} if old.api is None else {each.pointer: each for each in old.api.operations}
    after = {} if new.api is None else {each.pointer: each for each in new.api.operations}
    partner = dict(operations)
    partner_of = {b: a for a, b in operations}
    for pointer, function in before.items():
        other = partner.get(pointer, "")
        if other in after:
            yield from method_changes(MethodPair(function, after[other], names, places))
        elif other in new.refused:
            yield _whole(function, "py.lost-in-generation", new.refused[other])
        else:
            yield _whole(function, "py.function-gone", "")
    for pointer, function in after.items():
        if partner_of.get(pointer) not in before:
            yield _whole(function, "py.function-new", "")


def _whole(function: OperationModel, rule: str, reason: str) -> ApiChange:
    name = f"{function.function}()"
    is_new = rule == "py.function-new"
    return ApiChange(
        rule=rule,
        aspects={"function"},
        pointers={function.pointer},
        old="" if is_new else name,
        new=name if is_new else reason,
        names=("", name) if is_new else (name, ""),
        operations=frozenset({function.operation_id}),
    )


def _classes(
    before: Mapping[str, ModelClass],
    after: Mapping[str, ModelClass],
    pairs: Mapping[str, str],
    places: Reachability,
) -> Iterator[ApiChange]:
    old_names = {str(each.name): pointer for pointer, each in before.items()}
    new_names = {str(each.name): pointer for pointer, each in after.items()}
    changed: list[str] = []
    for a in sorted(pairs, key=len):
        b = pairs[a]
        one, other = str(before[a].name), str(after[b].name)
        if one == other:
            continue
        if any(a.startswith(f"{parent}/") for parent in changed):
            changed.append(a)  # a nested class is named after its owner: one rename
            continue
        changed.append(a)
        takes = other in old_names and old_names[other] != a
        is_taken = one in new_names and new_names[one] != b
        yield ApiChange(
            rule="py.class-reused" if takes or is_taken else "py.class-renamed",
            aspects={"class"},
            pointers={b, a},
            pointer=b,
            old=one,
            new=other,
            names=(one, other),
            operations=places.common_users(a, b),
        )
    kept = set(pairs.values())
    gone = {str(each.name): pointer for pointer, each in before.items() if pointer not in pairs}
    come = {
        str(each.name): pointer
        for pointer, each in after.items()
        if pointer not in kept and pointer not in before
    }
    for name in gone.keys() & come.keys():
        yield ApiChange(
            rule="py.class-kind",
            aspects={"class-gone", "class-new"},
            pointers={gone[name], come[name]},
            pointer=come[name],
            old=name,
            new=name,
            names=(name, name),
            operations=places.users(gone[name], 0) | places.users(come[name], 1),
        )
    for pointer, each in before.items():
        if pointer not in pairs and str(each.name) not in come:
            yield _class("py.class-gone", pointer, str(each.name), "", places.users(pointer, 0))
    for pointer, each in after.items():
        if come.get(str(each.name)) == pointer and str(each.name) not in gone:
            yield _class("py.class-new", pointer, "", str(each.name), places.users(pointer, 1))


def _class(rule: str, pointer: str, old: str, new: str, operations: frozenset[str]) -> ApiChange:
    return ApiChange(
        rule=rule,
        aspects={rule.removeprefix("py.")},
        pointers={pointer},
        old=old,
        new=new,
        names=(old, new),
        operations=operations,
    )


def _attributes(
    old: ModelClass, new: ModelClass, use: Usage, names: Mapping[str, str], places: Reachability
) -> Iterator[ApiChange]:
    before = {each.wire_name: each for each in old.fields}
    after = {each.wire_name: each for each in new.fields}
    # all attributes of a pair share its users: they are looked up only where something differs
    for wire_name, each in before.items():
        if wire_name in after:
            yield from _attribute(old, each, new, after[wire_name], use, names, places)
        else:
            yield _alone("py.attribute-gone", old, each, places.users(old.pointer, 0))
    for wire_name, each in after.items():
        if wire_name not in before:
            rule = "py.argument-required" if use.sent and each.required else "py.attribute-new"
            yield _alone(rule, new, each, places.users(new.pointer, 1))
    if (old.description, old.deprecated) != (new.description, new.deprecated):
        yield ApiChange(
            rule="py.docstring",
            aspects={"docs", "deprecated"},
            pointers={old.pointer, new.pointer},
            pointer=new.pointer,
            old=str(old.name),
            new=str(new.name),
        )


def _alone(
    rule: str, owner: ModelClass, field: FieldModel, operations: frozenset[str]
) -> ApiChange:
    labels = f"{owner.name}.{field.name}"
    is_new = rule != "py.attribute-gone"
    return ApiChange(
        rule=rule,
        aspects={"attribute"},
        pointers={field.pointer},
        old="" if is_new else labels,
        new=labels if is_new else "",
        names=("", labels) if is_new else (labels, ""),
        operations=operations,
    )


def _attribute(
    owner: ModelClass,
    old: FieldModel,
    new_owner: ModelClass,
    new: FieldModel,
    use: Usage,
    names: Mapping[str, str],
    places: Reachability,
) -> Iterator[ApiChange]:
    labels = f"{owner.name}.{old.name}", f"{new_owner.name}.{new.name}"
    if _told(old) == _told(new) and str(old.annotation) == str(new.annotation):
        return
    made_of = places.of(old.pointer, 0) | places.of(new.pointer, 1)
    more: dict[str, Any] = {
        "pointers": made_of | {old.pointer, new.pointer},
        "pointer": new.pointer,
        "names": labels,
        "operations": places.common_users(owner.pointer, new_owner.pointer),
    }
    if old.name != new.name:
        yield ApiChange(
            rule="py.attribute-renamed", aspects={"name"}, old=labels[0], new=labels[1], **more
        )
    annotations = renamed(str(old.annotation), names), str(new.annotation)
    texts = f"{labels[0]}: {old.annotation}", f"{labels[1]}: {new.annotation}"
    for rule, aspects in (
        *(_as_argument(old, new, annotations) if use.sent else ()),
        *(_as_attribute(old, new, annotations) if use.received else ()),
    ):
        yield ApiChange(rule=rule, aspects=aspects, old=texts[0], new=texts[1], **more)
    if _told(old)[2:] != _told(new)[2:]:
        aspects = {"docs", "deprecated"}
        yield ApiChange(rule="py.docstring", aspects=aspects, old=labels[0], new=labels[1], **more)


def _as_argument(
    old: FieldModel, new: FieldModel, annotations: tuple[str, str]
) -> Iterator[tuple[str, set[str]]]:
    """The rules, with their aspects, for code that constructs the class: a field is a keyword argument."""
    verdict = compare_annotations(*annotations)
    if old.required != new.required:
        yield f"py.argument-{'required' if new.required else 'optional'}", {"required"}
    if verdict.null is not None:
        yield f"py.argument-type-{'wider' if verdict.null else 'narrower'}", {"null", "type"}
    if verdict.rest != "same":
        rule = "wider" if verdict.rest == "wider" else "narrower"
        yield f"py.argument-type-{rule}", {"type", *nested_null(*annotations)}


def _as_attribute(
    old: FieldModel, new: FieldModel, annotations: tuple[str, str]
) -> Iterator[tuple[str, set[str]]]:
    """The rules, with their aspects, for code that reads the attribute."""
    verdict = compare_annotations(*annotations)
    if old.required != new.required:
        yield f"py.attribute-{'required' if new.required else 'optional'}", {"required"}
    if verdict.null is not None:
        yield f"py.attribute-{'nullable' if verdict.null else 'not-null'}", {"null", "type"}
    if verdict.rest != "same":
        rule = "narrower" if verdict.rest == "narrower" else "type"
        yield f"py.attribute-{rule}", {"type", *nested_null(*annotations)}


def _told(field: FieldModel) -> tuple[Any, ...]:
    return (field.name, field.required, field.deprecated, field.description, field.hidden)
