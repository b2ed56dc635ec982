"""Compares two methods of the generated client."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from ...document import escape
from ..facts.reachability import Reachability
from ..openapi.json_values import canonical
from .annotations import compare as compare_annotations
from .annotations import nested_null, renamed
from .api_change import ApiChange

if TYPE_CHECKING:
    from ...render.model import OperationModel, ParameterModel, ResponseModel

_REMARKS = (
    *("default", "description", "deprecated", "explode", "format", "case_sensitive"),
    *("accepts_id", "qualifiers", "not_before"),
)
_NAMES = frozenset({"x-python-name", "x-python-aliases", "x-upstream-operation-id", "deprecated"})
_METHODS = {"x-row-type": "rows", "x-pagination": "pages"}
"""Facts that give a method of the client."""


@attrs.frozen
class MethodPair:
    """A method before and after."""

    old: OperationModel
    new: OperationModel
    names: Mapping[str, str]
    """Classes: old name → new name."""
    places: Reachability

    def api_change(
        self, rule: str, aspects: set[str], pointers: set[str], **more: Any
    ) -> ApiChange:
        """A difference of this method."""
        more.setdefault("names", (self.name_of(self.old), self.name_of(self.new)))
        ids = frozenset({self.new.operation_id})
        return ApiChange(rule=rule, aspects=aspects, pointers=pointers, operations=ids, **more)

    def name_of(self, function: OperationModel) -> str:
        """The name of a method, with parentheses."""
        return f"{function.function}()"

    @property
    def ends(self) -> set[str]:
        """The pointer of the operation, before and after."""
        return {self.old.pointer, self.new.pointer}


def method_changes(pair: MethodPair) -> Iterator[ApiChange]:
    """Every difference of two methods."""
    yield from _names(pair)
    yield from _arguments(pair)
    yield from _result(pair)
    yield from _facts(pair)
    texts = [(each.summary, each.description) for each in (pair.old, pair.new)]
    if texts[0] != texts[1]:
        labels = pair.name_of(pair.old), pair.name_of(pair.new)
        yield pair.api_change("py.docstring", {"docs"}, pair.ends, old=labels[0], new=labels[1])


def _public(function: OperationModel) -> set[str]:
    return {str(each) for each in (function.function, function.octokit_name, *function.aliases)}


def _names(pair: MethodPair) -> Iterator[ApiChange]:
    lost = _public(pair.old) - _public(pair.new)
    labels = pair.name_of(pair.old), pair.name_of(pair.new)
    ends = {f"{each}/operationId" for each in pair.ends} | pair.ends
    more: dict[str, Any] = {"pointer": pair.new.pointer, "old": labels[0], "new": labels[1]}
    main = {str(pair.old.function), str(pair.old.octokit_name)}
    if lost & main:
        if pair.old.function == pair.new.function:
            labels = f"{pair.old.octokit_name}()", f"{pair.new.octokit_name}()"
            more |= {"old": labels[0], "new": labels[1], "names": labels}
        yield pair.api_change("py.function-renamed", {"name"}, ends, **more)
    elif lost:
        gone = f"{min(lost)}()"
        yield pair.api_change(
            "py.alias-gone", {"name"}, ends, pointer=pair.new.pointer, old=gone, names=(gone, "")
        )
    elif pair.old.function == pair.new.function and _public(pair.new) - _public(pair.old):
        come = f"{min(_public(pair.new) - _public(pair.old))}()"
        yield pair.api_change(
            "py.alias-new", {"name"}, ends, pointer=pair.new.pointer, new=come, names=("", come)
        )
    elif pair.old.function != pair.new.function:
        yield pair.api_change("py.function-aliased", {"name"}, ends, **more)
    elif pair.old.operation_id != pair.new.operation_id:
        yield pair.api_change("py.registry", {"docs", "name"}, ends, **more)


def _arguments(pair: MethodPair) -> Iterator[ApiChange]:
    old, new = list(pair.old.parameters), list(pair.new.parameters)
    before = {(each.location, each.wire_name): each for each in old}
    after = {(each.location, each.wire_name): each for each in new}
    for key, other in _by_position(pair, before, after):
        after[key] = after.pop(other)
    for each in old:  # a parameter with another location is still the same argument
        key = (each.location, each.wire_name)
        moved = [other for other in after if other not in before and after[other].name == each.name]
        if key not in after and len(moved) == 1:
            after[key] = after.pop(moved[0])
    for key, each in before.items():
        if key in after:
            yield from _argument(pair, each, after[key])
        else:
            labels = _argument_name(pair.old, each)
            yield pair.api_change(
                "py.argument-gone", {"argument"}, {each.pointer}, old=labels, names=(labels, "")
            )
    for key, each in after.items():
        if key not in before:
            labels = _argument_name(pair.new, each)
            rule = "py.argument-required" if each.required else "py.argument-new"
            yield pair.api_change(
                rule, {"argument"}, {each.pointer}, new=labels, names=("", labels)
            )
    orders = [[str(each.name) for each in side if each.location == "path"] for side in (old, new)]
    if sorted(orders[0]) == sorted(orders[1]) and orders[0] != orders[1]:
        shown = [f"{pair.name_of(pair.old)[:-1]}{', '.join(each)})" for each in orders]
        yield pair.api_change(
            "py.argument-order", {"function", "name"}, pair.ends, old=shown[0], new=shown[1]
        )


def _by_position(
    pair: MethodPair, before: Mapping[Any, ParameterModel], after: Mapping[Any, ParameterModel]
) -> list[tuple[Any, Any]]:
    """Pairs of path parameters at the same position."""
    sides = [
        [(each.location, each.wire_name) for each in function.parameters if each.location == "path"]
        for function in (pair.old, pair.new)
    ]
    if len(sides[0]) != len(sides[1]):
        return []
    pairs = zip(*sides, strict=True)
    return [(a, b) for a, b in pairs if a != b and a not in after and b not in before]


def _argument_name(function: OperationModel, each: ParameterModel) -> str:
    return f"{function.function}({each.name}=)"


def _argument(pair: MethodPair, old: ParameterModel, new: ParameterModel) -> Iterator[ApiChange]:
    labels = _argument_name(pair.old, old), _argument_name(pair.new, new)
    made_of = pair.places.of(old.pointer, 0) | pair.places.of(new.pointer, 1)
    pointers = {old.pointer, new.pointer} | made_of
    more: dict[str, Any] = {"pointer": new.pointer, "names": labels}
    texts = f"{labels[0]}: {old.annotation}", f"{labels[1]}: {new.annotation}"
    if old.name != new.name:
        yield pair.api_change(
            "py.argument-renamed",
            {"name", "argument"},
            pointers,
            old=labels[0],
            new=labels[1],
            **more,
        )
    if (old.location == "path") != (new.location == "path"):
        words = [("by keyword", "by position")[each.location == "path"] for each in (old, new)]
        shown = f"{labels[0]} {words[0]}", f"{labels[1]} {words[1]}"
        yield pair.api_change(
            "py.argument-kind", {"argument"}, pointers, old=shown[0], new=shown[1], **more
        )
    if old.required != new.required:
        rule = "py.argument-required" if new.required else "py.argument-optional"
        yield pair.api_change(
            rule, {"required", "argument"}, pointers, old=labels[0], new=labels[1], **more
        )
    if str(old.annotation) != str(new.annotation):
        verdict = compare_annotations(str(old.annotation), str(new.annotation))
        rule = "py.argument-type-wider" if verdict.rest == "wider" else "py.argument-type-narrower"
        aspects = {"type", *nested_null(str(old.annotation), str(new.annotation))}
        yield pair.api_change(rule, aspects, pointers, old=texts[0], new=texts[1], **more)
    remarks = [canonical([getattr(each, word, None) for word in _REMARKS]) for each in (old, new)]
    if remarks[0] != remarks[1] or old.wire_name != new.wire_name:
        aspects = {"docs", "default", "deprecated", "limit", "encoding"}
        yield pair.api_change(
            "py.registry", aspects, pointers, old=labels[0], new=labels[1], **more
        )


def _result(pair: MethodPair) -> Iterator[ApiChange]:
    old = renamed(str(pair.old.result), pair.names)
    new = str(pair.new.result)
    pointers = {f"{each}/responses" for each in pair.ends} | _answers(pair)
    if old != new:
        verdict = compare_annotations(old, new)
        if verdict.rest in ("same", "narrower") and not verdict.null:
            rule = "py.return-narrower"
        elif verdict.rest in ("same", "wider"):
            rule = "py.return-wider"
        else:
            rule = "py.return-other"
        texts = [f"{pair.name_of(each)} → {each.result}" for each in (pair.old, pair.new)]
        aspects = {"answer", "type", "null"}
        yield pair.api_change(
            rule,
            aspects,
            pointers,
            pointer=f"{pair.new.pointer}/responses",
            old=texts[0],
            new=texts[1],
        )
    errors = [
        {
            each.status: [renamed(text, names) for _, text in each.bodies]
            for each in side
            if not each.is_success
        }
        for side, names in ((pair.old.answers, pair.names), (pair.new.answers, {}))
    ]
    common = errors[0].keys() & errors[1].keys()
    lost = errors[0].keys() - errors[1].keys()
    shown = pair.name_of(pair.old), pair.name_of(pair.new)
    if lost or any(errors[0][each] != errors[1][each] for each in common):
        aspects = {"answer", "type", "null", "variant"}
        yield pair.api_change(
            "py.error-body",
            aspects,
            pointers,
            pointer=f"{pair.new.pointer}/responses",
            old=shown[0],
            new=shown[1],
        )
    elif errors[0] != errors[1] or _texts(pair.old) != _texts(pair.new):
        yield pair.api_change(
            "py.docstring", {"docs", "answer"}, pointers, old=shown[0], new=shown[1]
        )


def _texts(function: OperationModel) -> list[tuple[str, str]]:
    return [(each.status, each.description) for each in function.answers]


def _answers(pair: MethodPair) -> set[str]:
    """The places of the responses."""
    found: set[str] = set()
    for side, function in enumerate((pair.old, pair.new)):
        for each in function.answers:
            found |= {each.pointer, f"{function.pointer}/responses/{each.status}"}
            found |= {f"{each.pointer}/content", *_bodies(pair, each, side)}
    return found


def _bodies(pair: MethodPair, answer: ResponseModel, side: int) -> set[str]:
    found: set[str] = set()
    for media_type, _ in answer.bodies:
        place = f"{answer.pointer}/content/{escape(media_type)}"
        found |= {place, f"{place}/schema"} | pair.places.of(f"{place}/schema", side)
    return found


def _facts(pair: MethodPair) -> Iterator[ApiChange]:
    old, new = pair.old.facts, pair.new.facts
    labels = pair.name_of(pair.old), pair.name_of(pair.new)
    if pair.old.deprecated != pair.new.deprecated:
        pointers = {f"{each}/deprecated" for each in pair.ends}
        rule = "py.deprecated" if pair.new.deprecated else "py.revived"
        yield pair.api_change(rule, {"deprecated"}, pointers, old=labels[0], new=labels[1])
    for key in sorted(old.keys() | new.keys()):
        if key in _NAMES or canonical(old.get(key)) == canonical(new.get(key)):
            continue
        pointers = {f"{each}/{escape(key)}" for each in pair.ends}
        method = _METHODS.get(key)
        if method is None:
            yield pair.api_change(
                "py.registry", {"docs", "fact"}, pointers, old=labels[0], new=labels[1]
            )
        elif key not in old:
            yield pair.api_change(
                f"py.{method}-new", {"fact"}, pointers, new=f"{method}.{labels[1]}"
            )
        elif method == "pages" and key in new:  # the method that turns them does it in either way
            yield pair.api_change(
                "py.registry", {"docs", "fact"}, pointers, old=labels[0], new=labels[1]
            )
        else:
            texts = f"{method}.{labels[0]} ({old[key]})", f"{method}.{labels[1]} ({new.get(key)})"
            yield pair.api_change(f"py.{method}", {"fact"}, pointers, old=texts[0], new=texts[1])
