"""Merge patches and JSON patches: the rules of the two RFCs, and that nothing is changed in place."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.prepare import patch

KEYS = st.sampled_from(["a", "b", "c", "d/e", "f~g", ""])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | KEYS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=10,
)

# The table of RFC 7396, appendix A.
MERGES = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    (["a", "b"], ["c", "d"], ["c", "d"]),
    ({"a": "b"}, ["c"], ["c"]),
    ({"a": "foo"}, None, None),
    ({"a": "foo"}, "bar", "bar"),
    ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]


@pytest.mark.parametrize(("target", "change", "expected"), MERGES)
def test_merge_patch(target: Any, change: Any, expected: Any) -> None:
    before = copy.deepcopy(target)
    assert patch.merge(target, change) == expected
    assert target == before


@given(JSON, JSON)
@settings(max_examples=150, deadline=None)
def test_merging_is_idempotent(target: Any, change: Any) -> None:
    before = copy.deepcopy((target, change))
    once = patch.merge(target, change)
    assert patch.merge(once, change) == once
    assert (target, change) == before


@given(JSON)
@settings(max_examples=80, deadline=None)
def test_an_empty_merge_patch_changes_no_object(target: Any) -> None:
    assert patch.merge(target, {}) == (target if isinstance(target, dict) else {})


PATCHES = [
    ({"a": 1}, [{"op": "add", "path": "/b", "value": 2}], {"a": 1, "b": 2}),
    ({"a": 1}, [{"op": "add", "path": "/a", "value": 2}], {"a": 2}),
    ({"a": [1, 3]}, [{"op": "add", "path": "/a/1", "value": 2}], {"a": [1, 2, 3]}),
    ({"a": [1]}, [{"op": "add", "path": "/a/-", "value": [2]}], {"a": [1, [2]]}),
    ({"a": [1]}, [{"op": "add", "path": "/a/1", "value": 2}], {"a": [1, 2]}),
    ({"a": 1}, [{"op": "add", "path": "", "value": [7]}], [7]),
    ({"a": 1, "b": 2}, [{"op": "remove", "path": "/a"}], {"b": 2}),
    ({"a": [1, 2, 3]}, [{"op": "remove", "path": "/a/1"}], {"a": [1, 3]}),
    ({"a": {"b": 1}}, [{"op": "replace", "path": "/a/b", "value": None}], {"a": {"b": None}}),
    ({"a": [1, 2]}, [{"op": "replace", "path": "/a/0", "value": 9}], {"a": [9, 2]}),
    ({"a": {"b": 1}, "c": {}}, [{"op": "move", "from": "/a/b", "path": "/c/d"}], {"a": {}, "c": {"d": 1}}),
    ({"a": [1, 2, 3]}, [{"op": "move", "from": "/a/0", "path": "/a/2"}], {"a": [2, 3, 1]}),
    ({"a": 1}, [{"op": "move", "from": "/a", "path": "/a"}], {"a": 1}),
    ({"a": {"b": 1}}, [{"op": "copy", "from": "/a", "path": "/c"}], {"a": {"b": 1}, "c": {"b": 1}}),
    ({"a": 1.0}, [{"op": "test", "path": "/a", "value": 1}], {"a": 1.0}),
    ({"": {"a/b": 1, "m~n": 2}}, [{"op": "remove", "path": "//a~1b"}, {"op": "test", "path": "//m~0n", "value": 2}],
     {"": {"m~n": 2}}),
]  # fmt: skip


@pytest.mark.parametrize(("target", "operations", "expected"), PATCHES)
def test_json_patch(target: Any, operations: list[Any], expected: Any) -> None:
    before = copy.deepcopy(target)
    assert patch.apply(target, operations) == expected
    assert target == before


FAILURES: list[tuple[Any, Any, str]] = [
    ({}, {"op": "remove", "path": "/a"}, "'a'"),
    ({}, {"op": "replace", "path": "/a", "value": 1}, "'a'"),
    ({}, {"op": "add", "path": "/a/b", "value": 1}, "'a'"),
    ({"a": [1]}, {"op": "add", "path": "/a/2", "value": 1}, "outside"),
    ({"a": [1]}, {"op": "remove", "path": "/a/-"}, "no.* index"),
    ({"a": [1]}, {"op": "remove", "path": "/a/01"}, "no.* index"),
    ({"a": [1]}, {"op": "remove", "path": "/a/-1"}, "no.* index"),
    ({"a": [1]}, {"op": "remove", "path": "/a/٠"}, "no.* index"),
    ({"a": 1}, {"op": "add", "path": "/a/b", "value": 1}, "points into a number"),
    ({"a": 1}, {"op": "test", "path": "/a", "value": True}, "differs"),
    ({"a": 1}, {"op": "test", "path": "/b", "value": 1}, "no 'b'"),
    ({"a": 1}, {"op": "remove", "path": ""}, "whole"),
    ({"a": {"b": 1}}, {"op": "move", "from": "/a", "path": "/a/b"}, "into itself"),
    ({"a": 1}, {"op": "copy", "from": "/b", "path": "/c"}, "'b'"),
    ({"a": 1}, {"op": "copy", "path": "/c"}, "'from'"),
    ({"a": 1}, {"op": "add", "path": "/b"}, "without a value"),
    ({"a": 1}, {"op": "add", "path": "b", "value": 1}, "not a JSON pointer"),
    ({"a": 1}, {"op": "add", "path": "#/b", "value": 1}, "not a JSON pointer"),
    ({"a": 1}, {"op": "add", "value": 1}, "not a JSON pointer"),
    ({"a": 1}, {"op": "frob", "path": "/a"}, "unknown operation 'frob'"),
    ({"a": 1}, "remove", "expected an object, found a string"),
]


@pytest.mark.parametrize(("target", "operation", "message"), FAILURES)
def test_a_json_patch_that_fails_names_its_operation(
    target: Any, operation: Any, message: str
) -> None:
    with pytest.raises(patch.PatchFailed, match=f"operation 1: .*{message}"):
        patch.apply(target, [{"op": "test", "path": "", "value": target}, operation])


@given(st.dictionaries(KEYS, JSON, max_size=3), KEYS, JSON)
@settings(max_examples=150, deadline=None)
def test_adding_and_removing_restores_the_value(
    target: dict[str, Any], key: str, value: Any
) -> None:
    rest = {name: item for name, item in target.items() if name != key}
    path = "/" + key.replace("~", "~0").replace("/", "~1")
    added = patch.apply(rest, [{"op": "add", "path": path, "value": value}])
    assert patch.same(added, {**rest, key: value})
    assert patch.same(patch.apply(added, [{"op": "remove", "path": path}]), rest)


@given(JSON, JSON)
@settings(max_examples=100, deadline=None)
def test_same_distinguishes_booleans_from_numbers(one: Any, other: Any) -> None:
    assert patch.same(one, copy.deepcopy(one))
    assert patch.same(one, other) == patch.same(other, one)
    assert not patch.same(1, True)
    assert not patch.same([0], [False])
    assert not patch.same("1", 1)
    assert patch.same(1, 1.0)
