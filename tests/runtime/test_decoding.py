"""Values are decoded by annotations that occur with other descriptions."""

from __future__ import annotations

import sys
import textwrap
import types
from typing import Any

import attrs
import pytest

from copilot_usage_metrics import UNSET, ShapeError, UnsetType
from copilot_usage_metrics._runtime.calls.model import Model, read
from tests.runtime.support import json_text


class TestReading:
    """Annotations that occur with other descriptions."""

    @pytest.mark.parametrize(
        ("annotation", "value"),
        [
            (float, 1),
            (float, 1.5),
            (str | int, 7),
            (str | int, "7"),
            (list[str] | None, None),
            (dict[str, int], {"a": 1}),
            (dict[str, list[float | None]], {"a": [None, 1.0]}),
            (Any, {"a": [1, None]}),
            (list[Any], [1, "x", None]),
            (type(None), None),
        ],
    )
    def test_value_of_its_type_is_decoded(self, annotation: Any, value: Any) -> None:
        assert json_text(read(annotation, value)) == json_text(value)

    @pytest.mark.parametrize(
        ("annotation", "value", "why"),
        [
            (int, True, "the body: expected an integer, found a boolean"),
            (int, 1.0, "the body: expected an integer, found a number"),
            (bool, 1, "the body: expected a boolean, found a number"),
            (float, True, "the body: expected a number, found a boolean"),
            (float, "1", "the body: expected a number, found a string"),
            (str, None, "the body: expected a string, found null"),
            (type(None), 0, "the body: expected null, found a number"),
            (dict[str, int], {"a": {"b": 1}}, "a: expected an integer, found an object"),
            (dict[str, int], [], "the body: expected an object, found a list"),
            (list[list[int]], [[1], [2, "x"]], "[1][1]: expected an integer, found a string"),
            (list[int] | str, ["x"], "[0]: expected an integer, found a string"),
        ],
    )
    def test_value_of_another_type_is_refused(self, annotation: Any, value: Any, why: str) -> None:
        with pytest.raises(ShapeError) as caught:
            read(annotation, value)
        assert str(caught.value) == why

    def test_attribute_with_the_name_of_a_type(self, monkeypatch: pytest.MonkeyPatch) -> None:
        # as text, because type checkers are confused as well
        code = """
            @attrs.define(kw_only=True, repr=False)
            class Odd(Model):
                str: int | UnsetType = UNSET
                name: str | UnsetType = UNSET
        """
        module = types.ModuleType("odd")
        vars(module).update(attrs=attrs, Model=Model, UNSET=UNSET, UnsetType=UnsetType)
        monkeypatch.setitem(sys.modules, "odd", module)
        exec("from __future__ import annotations\n" + textwrap.dedent(code), vars(module))
        odd = vars(module)["Odd"].from_dict({"str": 1, "name": "x"})
        assert (odd.str, odd.name, odd.extra) == (1, "x", {})
