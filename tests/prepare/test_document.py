"""Reading and writing documents: canonical YAML has the same values as its JSON equivalent."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator import document
from generator.errors import InputError

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
@settings(max_examples=300, deadline=None)
@example("1e3")
@example("010")
@example("0o17")
@example("2025-10-10")
@example({"on": "no", "~": "", "": "null", "y": "=", "<<": {"a": 1}})
@example("a\nb")
@example("  a\n b\n\n")
@example("a\r\nb\u2028c\x85d\x07e")
@example("x" * 200 + "\n" + "y z" * 50)
@example("#a: b # c")
@example("\ufeffa")
@example(1e300)
@example(1e16)
@example(-0.0)
@example({"k" * 200: [[[]], {}]})
def test_dumped_documents_are_parsed_to_the_same_value(value: Any) -> None:
    text = document.dump(value)
    parsed = document.parse(text)
    assert parsed == value
    assert json.dumps(parsed, sort_keys=True) == json.dumps(value, sort_keys=True)
    assert document.dump(parsed) == text
    assert text.endswith("\n")


@given(VALUES)
@settings(max_examples=50, deadline=None)
def test_json_is_parsed_as_json(value: Any) -> None:
    assert document.parse(json.dumps(value)) == value


def test_yaml_is_parsed_as_yaml_1_2() -> None:
    text = "day: 2025-10-10\non: on\nno: no\noctal: 010\nsexagesimal: 1:30\nfloat: 1e3\nkey: {200: x}\n"
    assert document.parse(text) == {
        "day": "2025-10-10",
        "on": "on",
        "no": "no",
        "octal": 10,
        "sexagesimal": "1:30",
        "float": 1000.0,
        "key": {"200": "x"},
    }
    assert math.isclose(document.parse("1.5"), 1.5)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", 3),
        ("a: [1\nb: 2\n", 2),
        ("a: !!python/none x\n", 1),
        ("? [a]\n: b\n", 1),
    ],
)
def test_invalid_yaml_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(InputError) as caught:
        document.parse(text, name="x.yaml")
    assert caught.value.line == line
    assert str(caught.value).startswith(f"x.yaml:{line}: ")


def test_other_unreadable_inputs_are_refused() -> None:
    with pytest.raises(InputError, match="UTF-8"):
        document.parse(b"\xff", name="x")
    with pytest.raises(InputError, match="not JSON"):
        document.parse('{"a": }', name="x.json")
    with pytest.raises(InputError, match="NaN is not a JSON number"):
        document.parse('{"a": NaN}', name="x")
    with pytest.raises(InputError, match="lone surrogate"):
        document.parse(r'["\ud800"]', name="x")
    assert document.parse(r'["\\ud800", "\ud83d\ude00"]') == ["\\ud800", "\U0001f600"]
    with pytest.raises(InputError, match="nested too deeply"):
        document.parse("[" * 100_000, name="x")


def test_pointers_escape_and_resolve() -> None:
    value = {"a/b": {"~": [10, 20]}}
    pointer = document.join("a/b", "~", 1)
    assert pointer == "/a~1b/~0/1"
    assert document.split(pointer) == ["a/b", "~", "1"]
    assert document.resolve(value, pointer) == 20
    with pytest.raises(KeyError):
        document.resolve(value, "/a~1b/~0/2")
    with pytest.raises(ValueError, match="not a JSON pointer"):
        document.split("a/b")


def test_lines_of_pointers() -> None:
    text = "a:\n  b:\n    - 1\n    - c: 2\nd: 3\n"
    lines = document.LineNumbers(text)
    assert [lines(one) for one in ("/a", "/a/b", "/a/b/1", "/a/b/1/c", "/d")] == [1, 2, 4, 4, 5]
    assert lines("/a/b/7/nothing") == 2
    assert document.line_of("{", "/a") is None
