"""One vocabulary: models of API responses and rows of files have the same operations.

Models are attrs classes and rows are msgspec types; users should not need to know. Every test here runs for every
generated class of both kinds.
"""

from __future__ import annotations

import copy
import datetime
import inspect
import io
import json
import pickle
import re
import sys
import types
import typing
from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any

import attrs
import msgspec
import pytest

import copilot_usage_metrics
from copilot_usage_metrics import UNSET, UnsetType, rows, v2022_11_28, v2026_03_10
from copilot_usage_metrics._runtime.calls.model import Model
from copilot_usage_metrics._runtime.decoding.row import ExactNumber, Row

from .surface import is_ours, resolved

MODULES = (v2022_11_28.models, v2026_03_10.models, rows)
CLASSES: dict[str, Any] = {
    f"{module.__name__.removeprefix('copilot_usage_metrics.')}-{name}": getattr(module, name)
    for module in MODULES
    for name in module.__all__
    if isinstance(getattr(module, name), type) and getattr(module, name) is not rows.Row
}
everywhere = pytest.mark.parametrize("cls", CLASSES.values(), ids=CLASSES)

SECRET = "sig=SIGNATURE"
SIGNED = f"https://files.example/a.json?se=1&{SECRET}"
UNKNOWN = {"of_tomorrow": {"deep": [None, 0, 1.5, "words"]}}
SCALARS: dict[Any, Any] = {int: 7, str: "words", bool: True, float: 1.5, ExactNumber: 2.5}
OTHER: dict[Any, Any] = {int: 8, str: "other", bool: False, float: 2.5, ExactNumber: 3.5}


@attrs.frozen
class Field:
    """A field of a class of either kind, in the same terms."""

    name: str
    wire_name: str
    types: tuple[Any, ...]
    required: bool

    @property
    def type(self) -> Any:
        return next(each for each in self.types if each is not type(None))


FIELDS: dict[Any, tuple[Field, ...]] = {}


def fields(cls: Any) -> tuple[Field, ...]:
    if cls not in FIELDS:
        annotations: dict[str, Any] = {}
        for base in reversed([base for base in cls.__mro__ if is_ours(base)]):
            own = {k: v for k, v in inspect.get_annotations(base).items() if not k.startswith("_")}
            annotations |= resolved(sys.modules[base.__module__], own)
        del annotations["extra"]
        FIELDS[cls] = tuple(
            Field(name, wire_name, members(annotations[name]), is_required(annotations[name]))
            for name, wire_name in zip(annotations, wire_names(cls, list(annotations)), strict=True)
        )
    return FIELDS[cls]


def wire_names(cls: Any, names: list[str]) -> list[str]:
    if issubclass(cls, Row):
        known = {each.name: each.encode_name for each in msgspec.structs.fields(cls)}
        return [known[name] for name in names]
    return [cls._wire_names.get(name, name) for name in names]


def members(annotation: Any) -> tuple[Any, ...]:
    """The types that a value can have, without UNSET."""
    if typing.get_origin(annotation) is Annotated:
        return members(typing.get_args(annotation)[0])
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        inner = [members(each) for each in typing.get_args(annotation)]
        return tuple(each for some in inner for each in some if each is not UnsetType)
    return (annotation,)


def is_required(annotation: Any) -> bool:
    return UnsetType not in typing.get_args(annotation)


def is_object(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Model | Row)


def value_of(kind: Any, scalars: Mapping[Any, Any] = SCALARS) -> Any:
    """A JSON value of a type; an object has every field, and an unknown key."""
    if typing.get_origin(kind) is list:
        (item,) = typing.get_args(kind)
        return [value_of(members(item)[0], scalars)]
    if kind is datetime.date:
        return "2026-05-07" if scalars is SCALARS else "2026-05-08"
    return full(kind, scalars) if is_object(kind) else scalars[kind]


def full(cls: Any, scalars: Mapping[Any, Any] = SCALARS) -> dict[str, Any]:
    known = {each.wire_name: value_of(each.type, scalars) for each in fields(cls)}
    return known | copy.deepcopy(UNKNOWN)


def least(cls: Any) -> dict[str, Any]:
    """The JSON object with the required keys only."""
    return {each.wire_name: value_of(each.type) for each in fields(cls) if each.required}


def text(value: Any) -> str:
    """JSON text, for comparisons that distinguish 1, 1.0 and true."""
    return json.dumps(value, sort_keys=True)


def pickled(protocol: int, value: Any) -> Any:
    return pickle.loads(pickle.dumps(value, protocol))


COPIERS: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{f"pickle {number}": partial(pickled, number) for number in range(6)},
}


def test_all_classes_are_covered() -> None:
    assert {attrs.has(cls) for cls in CLASSES.values()} == {True, False}
    assert all(fields(cls) for cls in CLASSES.values())


@everywhere
def test_both_kinds_share_one_unset(cls: Any) -> None:
    assert UNSET is msgspec.UNSET is copilot_usage_metrics.UNSET
    value = cls.from_dict(least(cls))
    for each in fields(cls):
        assert (getattr(value, each.name) is UNSET) is not each.required
    assert value.extra == {}
    assert value.to_dict() == least(cls)


@everywhere
def test_absent_null_and_zero_differ(cls: Any) -> None:
    for each in fields(cls):
        if each.required:
            continue
        absent = cls.from_dict(least(cls))
        null = cls.from_dict(least(cls) | {each.wire_name: None})
        assert null.to_dict() == least(cls) | {each.wire_name: None}
        assert null != absent
        # null of a field that is not nullable is handled as any other unexpected value
        is_known = type(None) in each.types
        assert getattr(null, each.name) is (None if is_known else UNSET)
        assert null.extra == ({} if is_known else {each.wire_name: None})
        if each.type is int:
            nought = cls.from_dict(least(cls) | {each.wire_name: 0})
            assert getattr(nought, each.name) == 0
            assert nought.to_dict()[each.wire_name] == 0
            assert nought not in (absent, null)


@everywhere
def test_from_dict_and_to_dict_round_trip(cls: Any) -> None:
    wire = full(cls)
    value = cls.from_dict(wire)
    assert text(value.to_dict()) == text(wire) == text(full(cls))
    assert cls.from_dict(value.to_dict()) == value
    assert cls.from_dict(types.MappingProxyType(wire)) == value
    for each in fields(cls):
        got = getattr(value, each.name)
        kind = typing.get_origin(each.type) or each.type
        assert isinstance(got, kind), each


@everywhere
def test_extra_has_unknown_keys(cls: Any) -> None:
    value = cls.from_dict(full(cls))
    assert value.extra == UNKNOWN
    for each in fields(cls):
        got = getattr(value, each.name)
        for inner in got if isinstance(got, list) else [got]:
            if is_object(type(inner)):
                assert inner.extra == UNKNOWN
    value.extra["by_hand"] = 1
    assert value.to_dict() == full(cls) | {"by_hand": 1}
    value.extra = {}
    assert value == cls.from_dict({k: v for k, v in full(cls).items() if k not in UNKNOWN})
    assert cls(**arguments(value), extra={"x": 1}).to_dict()["x"] == 1


@everywhere
def test_extra_has_values_of_another_type(cls: Any) -> None:
    for each in fields(cls):
        if each.required:
            continue
        odd: Any = "odd" if is_object(each.type) else {"odd": [1]}
        value = cls.from_dict(full(cls) | {each.wire_name: odd})
        assert getattr(value, each.name) is UNSET
        assert value.extra == UNKNOWN | {each.wire_name: odd}
        assert value.to_dict() == full(cls) | {each.wire_name: odd}
        setattr(value, each.name, getattr(cls.from_dict(full(cls)), each.name))
        assert value.to_dict() == full(cls)  # an assigned field wins


@everywhere
def test_objects_with_equal_content_are_equal(cls: Any) -> None:
    value = cls.from_dict(full(cls))
    assert value == cls.from_dict(full(cls))
    assert (value != cls.from_dict(full(cls))) is False
    for each in fields(cls):
        other = full(cls) | {each.wire_name: value_of(each.type, OTHER)}
        assert value != cls.from_dict(other), each
        assert (value == cls.from_dict(other)) is False
    assert value != cls.from_dict(full(cls) | {"one_more": None})
    assert value != full(cls)
    for other_class in CLASSES.values():
        if other_class is not cls:
            assert value != other_class.from_dict(full(other_class))
    assert bool(value)
    with pytest.raises(TypeError, match="unhashable"):
        hash(value)


@everywhere
@pytest.mark.parametrize("copied", COPIERS.values(), ids=COPIERS)
def test_copies_are_equal_and_independent(cls: Any, copied: Callable[[Any], Any]) -> None:
    for wire in (full(cls), least(cls)):
        value = cls.from_dict(wire)
        twin = copied(value)
        assert type(twin) is cls
        assert twin is not value
        assert twin == value
        assert text(twin.to_dict()) == text(wire)
        for each in fields(cls):
            assert (getattr(twin, each.name) is UNSET) is (getattr(value, each.name) is UNSET)
        twin.extra["only_here"] = 1
        assert twin != value
        assert text(value.to_dict()) == text(wire)


@everywhere
@pytest.mark.parametrize("copied", [copy.deepcopy, COPIERS["pickle 5"]], ids=["deepcopy", "pickle"])
def test_deep_copies_share_nothing(cls: Any, copied: Callable[[Any], Any]) -> None:
    value = cls.from_dict(full(cls))
    twin = copied(value)
    twin.extra["of_tomorrow"]["deep"].append("only here")
    for each in fields(cls):
        got = getattr(twin, each.name)
        if isinstance(got, list):
            got.append(got[0])
        elif is_object(type(got)):
            got.extra["only_here"] = 1
    assert text(value.to_dict()) == text(full(cls))


def arguments(value: Any) -> dict[str, Any]:
    found = {each.name: getattr(value, each.name) for each in fields(type(value))}
    return {name: got for name, got in found.items() if got is not UNSET}


@everywhere
def test_constructor_takes_keywords_only(cls: Any) -> None:
    parameters = inspect.signature(cls).parameters
    assert set(parameters) == {each.name for each in fields(cls)} | {"extra"}
    assert {each.kind for each in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}
    value = cls.from_dict(full(cls))
    assert cls(**arguments(value), extra=value.extra) == value
    assert cls(**arguments(cls.from_dict(least(cls)))) == cls.from_dict(least(cls))
    with pytest.raises(TypeError):
        cls(*arguments(value).values())
    with pytest.raises(TypeError):
        cls(**arguments(value), of_tomorrow=1)


@everywhere
def test_fields_can_be_set_and_other_attributes_cannot(cls: Any) -> None:
    value = cls.from_dict(full(cls))
    other = cls.from_dict(full(cls, OTHER))
    for each in fields(cls):
        setattr(value, each.name, getattr(other, each.name))
    assert value == other
    with pytest.raises(AttributeError):
        value.of_tomorrow = 1


@everywhere
def test_repr_hides_secrets(cls: Any) -> None:
    value = cls.from_dict(full(cls, SCALARS | {str: SIGNED}))
    value.extra |= {"link": SIGNED, "links": [{"a": [SIGNED]}]}
    for shown in (repr(value), str(value), f"{value}", repr([value])):
        assert "SIGNATURE" not in shown
        assert cls.__name__ in shown
        assert "link" in shown  # the name of an unknown key
    if any(each.type is str for each in fields(cls)):
        assert text(value.to_dict()).count(SECRET) > 2  # hidden, not lost


def shown(text: str) -> set[str]:
    """The attributes that a repr names, without those of objects inside."""
    inner = text.partition("(")[2].removesuffix(")")
    while (shorter := re.sub(r"\([^()]*\)", "", inner)) != inner:
        inner = shorter
    return set(re.findall(r"(\w+)=", inner))


@everywhere
def test_repr_shows_the_fields_that_are_set(cls: Any) -> None:
    empty = repr(cls.from_dict(least(cls)))
    whole = repr(cls.from_dict(full(cls)))
    for each in fields(cls):
        assert (each.name in shown(empty)) is each.required
        assert each.name in shown(whole)
    assert "UNSET" not in empty + whole
    assert "extra=" in whole
    if not least(cls):
        assert empty == f"{cls.__name__}()"


@pytest.mark.parametrize("name", sorted(rows.ROW_TYPES.keys() - {"AggregateWindow"}))
def test_rows_from_files_have_the_same_vocabulary(name: str) -> None:
    """A reader learns the keys that it encounters; the rows that it then yields have the same vocabulary."""
    cls = rows.ROW_TYPES[name]
    wires = [full(cls, SCALARS | {int: number, str: SIGNED}) for number in range(1, 5)]
    lines = io.BytesIO("\n".join(map(json.dumps, wires)).encode())
    given: list[Any] = list(copilot_usage_metrics.read_rows(lines, name))  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]
    assert [text(each.to_dict()) for each in given] == [text(each) for each in wires]
    for row, wire in zip(given, wires, strict=True):
        assert isinstance(row, cls)
        assert row == cls.from_dict(wire)
        assert cls.from_dict(wire) == row
        assert row.extra == UNKNOWN
        assert "SIGNATURE" not in repr(row)
        assert repr(row) == repr(cls.from_dict(wire))
        for copied in COPIERS.values():
            assert type(copied(row)) is cls
            assert copied(row) == row
