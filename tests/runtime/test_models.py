"""Every generated model: no received value is lost, and absent, null and 0 differ."""

from __future__ import annotations

import copy
import datetime
import inspect
import pickle
import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

import attrs
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot_usage_metrics import UNSET, ShapeError, UnsetType, v2022_11_28, v2026_03_10
from copilot_usage_metrics._runtime.calls.model import Model, read
from tests.runtime.support import json_text

CLASSES = [
    pytest.param(value, id=f"{package.__name__.rpartition('.')[2]}-{name}")
    for package in (v2022_11_28, v2026_03_10)
    for name, value in vars(package.models).items()
    if inspect.isclass(value) and issubclass(value, Model) and value is not Model
]
FEW = settings(
    max_examples=12,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)

F = TypeVar("F", bound=Callable[..., Any])


def once(make: F) -> F:
    """`functools.cache` for classes: instances without a hash confuse type checkers."""
    return cast(F, cache(make))


@once
def fields(cls: type[Model]) -> dict[str, tuple[str, Any, bool]]:
    """Wire name → attribute, annotation without UNSET, whether required. Read from the class only."""
    hints = typing.get_type_hints(cls)
    found = {}
    for attribute in attrs.fields(cls):
        if attribute.name != "extra":
            members = [m for m in members_of(hints[attribute.name]) if m is not UnsetType]
            wire_name = cls._wire_names.get(attribute.name, attribute.name)
            found[wire_name] = (attribute.name, tuple(members), attribute.default is attrs.NOTHING)
    return found


def members_of(annotation: Any) -> tuple[Any, ...]:
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return typing.get_args(annotation)
    return (annotation,)


def fits(annotation: Any, value: Any) -> bool:
    """Whether a JSON value is of a type, decided here independently."""
    if isinstance(annotation, tuple):
        return any(fits(member, value) for member in annotation)
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return fits(typing.get_args(annotation), value)
    if typing.get_origin(annotation) is list:
        return isinstance(value, list) and all(
            fits(typing.get_args(annotation)[0], item) for item in value
        )
    if annotation is datetime.date:
        try:
            return (
                isinstance(value, str) and datetime.date.fromisoformat(value).isoformat() == value
            )
        except ValueError:
            return False
    if inspect.isclass(annotation) and issubclass(annotation, Model):
        return isinstance(value, dict) and all(
            key in value and fits(wanted, value[key])
            for key, (_, wanted, required) in fields(annotation).items()
            if required
        )
    if annotation is float:
        return type(value) in (int, float)
    return type(value) is annotation


# Strategies are cached by class: creating and validating one costs far more than drawing from it.
@once
def values(annotation: Any) -> st.SearchStrategy[Any]:
    """JSON values of a type."""
    if isinstance(annotation, tuple):
        return st.one_of(*map(values, annotation))
    if typing.get_origin(annotation) is list:
        return st.lists(values(members_of(typing.get_args(annotation)[0])), max_size=2)
    if inspect.isclass(annotation) and issubclass(annotation, Model):
        return objects(annotation)
    scalars: dict[Any, st.SearchStrategy[Any]] = {
        str: TEXT,
        int: st.integers(),
        bool: st.booleans(),
        float: st.floats(allow_nan=False, allow_infinity=False) | st.integers(),
        type(None): st.none(),
        datetime.date: st.dates().map(datetime.date.isoformat),
    }
    return scalars[annotation]


@once
def misfits(annotation: Any) -> st.SearchStrategy[Any]:
    """JSON values that are not of a type."""
    return JSON.filter(lambda value: not fits(annotation, value))


@once
def objects(cls: type[Model]) -> st.SearchStrategy[dict[str, Any]]:
    """JSON objects of a class: any optional key may be absent, and there are unknown ones."""
    known = fields(cls)
    required = {key: values(wanted) for key, (_, wanted, needed) in known.items() if needed}
    optional = {key: values(wanted) for key, (_, wanted, needed) in known.items() if not needed}
    names = TEXT | st.sampled_from(["extra", "self", "cls", "class", "_wire_names", "__class__"])
    unknown = st.dictionaries(names.filter(lambda key: key not in known), JSON, max_size=2)
    return st.tuples(st.fixed_dictionaries(required, optional=optional), unknown).map(
        lambda parts: parts[0] | parts[1]
    )


def depths(value: Any, wire: Any) -> typing.Iterator[tuple[Model, dict[str, Any]]]:
    """Every instance within a response, with the JSON object that it was read from."""
    if isinstance(value, Model):
        yield value, wire
        for key, (name, _, _) in fields(type(value)).items():
            if getattr(value, name) is not UNSET:
                yield from depths(getattr(value, name), wire[key])
    elif isinstance(value, list):
        for item, each in zip(value, wire, strict=True):
            yield from depths(item, each)


def test_the_package_has_models() -> None:
    assert CLASSES


EXAMPLES: dict[Any, Any] = {
    str: "",
    int: 1,
    float: 1.5,
    bool: True,
    list: [],
    dict: {},
    datetime.date: "2026-09-01",
}


def required_values(cls: type[Model]) -> dict[str, Any]:
    """A JSON object with the required keys of a class."""
    return {
        key: example(typing.get_origin(wanted[0]) or wanted[0])
        for key, (_, wanted, needed) in fields(cls).items()
        if needed
    }


def example(wanted: Any) -> Any:
    is_model = isinstance(wanted, type) and issubclass(wanted, Model)
    return required_values(wanted) if is_model else EXAMPLES[wanted]


@pytest.mark.parametrize("cls", CLASSES)
class TestEveryClass:
    @FEW
    @given(st.data())
    def test_round_trip_loses_nothing(self, cls: type[Model], data: st.DataObject) -> None:
        wire = data.draw(objects(cls))
        before = json_text(wire)
        value = cls.from_dict(wire)
        assert json_text(value.to_dict()) == before == json_text(wire)
        assert cls.from_dict(value.to_dict()) == value
        assert (
            json_text(read(cls, msgspec.json.decode(msgspec.json.encode(wire))).to_dict()) == before
        )
        for inner, source in depths(value, wire):
            known = fields(type(inner))
            assert inner.extra == {key: each for key, each in source.items() if key not in known}
            for key, (name, _, _) in known.items():
                assert (getattr(inner, name) is msgspec.UNSET) is (key not in source)

    @FEW
    @given(st.data())
    def test_copies_are_equal(self, cls: type[Model], data: st.DataObject) -> None:
        value = cls.from_dict(data.draw(objects(cls)))
        for copied in (
            copy.copy(value),
            copy.deepcopy(value),
            attrs.evolve(value),
            *(pickle.loads(pickle.dumps(value, n)) for n in (0, 2, pickle.HIGHEST_PROTOCOL)),
        ):
            assert copied is not value
            assert copied == value
            assert type(copied) is cls
            assert json_text(copied.to_dict()) == json_text(value.to_dict())
            for inner, _ in depths(copied, value.to_dict()):
                for field in attrs.fields(type(inner)):
                    each = getattr(inner, field.name)
                    assert (each is UNSET) is isinstance(each, UnsetType)
        other = copy.deepcopy(value)
        other.extra["one more"] = 1
        assert other != value
        assert "one more" not in value.extra

    @FEW
    @given(st.data())
    def test_an_optional_key_of_another_type_is_stored_unchanged(
        self, cls: type[Model], data: st.DataObject
    ) -> None:
        wire = data.draw(objects(cls))
        optional = {key: each for key, each in fields(cls).items() if not each[2]}
        if not optional:
            return
        key = data.draw(st.sampled_from(sorted(optional)))
        name, wanted, _ = optional[key]
        wire[key] = data.draw(misfits(wanted))
        value = cls.from_dict(wire)
        assert getattr(value, name) is UNSET
        assert json_text(value.extra[key]) == json_text(wire[key])
        assert json_text(value.to_dict()) == json_text(wire)
        assert cls.from_dict(value.to_dict()) == value

    @FEW
    @given(st.data())
    def test_a_required_key_of_another_type_is_an_error_that_names_it(
        self, cls: type[Model], data: st.DataObject
    ) -> None:
        wire = data.draw(objects(cls))
        for key, (_, wanted, required) in fields(cls).items():
            if not required:
                continue
            missing = {other: value for other, value in wire.items() if other != key}
            with pytest.raises(ShapeError, match="no such key") as caught:
                cls.from_dict(missing)
            assert caught.value.path == key
            wrong = data.draw(misfits(wanted))
            with pytest.raises(ShapeError) as caught:
                cls.from_dict(wire | {key: wrong})
            assert caught.value.path.startswith(key)

    def test_null_for_a_field_that_is_not_nullable(self, cls: type[Model]) -> None:
        required = required_values(cls)
        for key, (name, wanted, needed) in fields(cls).items():
            if needed:
                continue
            value = cls.from_dict(required | {key: None})
            if type(None) in wanted:
                assert getattr(value, name) is None
                assert value.extra == {}
            else:
                assert getattr(value, name) is UNSET
                assert value.extra == {key: None}
            assert value.to_dict() == required | {key: None}

    @pytest.mark.parametrize("wire", [None, [], "x", 5, True, 1.5])
    def test_other_json_types_are_refused(self, cls: type[Model], wire: Any) -> None:
        with pytest.raises(ShapeError, match="the body: expected an object"):
            cls.from_dict(wire)

    def test_constructor_takes_keywords_only(self, cls: type[Model]) -> None:
        for parameter in inspect.signature(cls).parameters.values():
            assert parameter.kind is inspect.Parameter.KEYWORD_ONLY
        with pytest.raises(TypeError):
            cls({})  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

    def test_model_has_slots_and_no_hash(self, cls: type[Model]) -> None:
        values: dict[str, Any] = {
            name: None for name, _, required in fields(cls).values() if required
        }
        value: Any = cls(**values)
        with pytest.raises(AttributeError):
            value.no_such_attribute = 1
        with pytest.raises(TypeError):
            hash(value)

    def test_annotations_are_specific(self, cls: type[Model]) -> None:
        for _, wanted, _ in fields(cls).values():
            assert Any not in wanted
