"""Every kind of schema: a few lines of description, generated, imported and run."""

from __future__ import annotations

import datetime
import typing
from pathlib import Path
from typing import Any

import pytest

from tests.render.harness import answering, call, generate, imported, refused


def hints(cls: type) -> dict[str, Any]:
    """The annotations of a class, evaluated."""
    return typing.get_type_hints(cls, localns={})


def ref(name: str) -> dict[str, Any]:
    """A reference to a component."""
    return {"$ref": f"#/components/schemas/{name}"}


def thing(**properties: Any) -> dict[str, Any]:
    """An object schema."""
    return {"type": "object", "properties": properties}


TEXT, NUMBER = {"type": "string"}, {"type": "integer"}


def test_a_nullable_component_is_one_class_and_null_at_its_uses(tmp_path: Path) -> None:
    editor = {
        **thing(name=TEXT, models={"type": "array", "items": thing(n=NUMBER)}),
        "nullable": True,
    }
    made = answering(thing(a=ref("editor"), b=ref("editor")), editor=editor)
    with imported(generate(tmp_path, made)) as package:
        assert package.models.__all__ == ["Editor", "EditorModelsItem", "GetItResponse200"]
        body = {"a": None, "b": {"name": "x", "models": [{"n": 1}]}}
        result, _ = call(package, "getIt", body)
        assert result.a is None
        assert result.b.models[0].n == 1
        assert result.to_dict() == body


def test_all_of_one_nullable_component_is_the_component_itself(tmp_path: Path) -> None:
    editor = {**thing(name=TEXT), "nullable": True}
    remark = {"description": "The editor."}
    made = answering(
        thing(a={"allOf": [ref("editor")]}, b={"allOf": [ref("editor"), remark]}), editor=editor
    )
    with imported(generate(tmp_path, made)) as package:
        assert package.models.__all__ == ["Editor", "GetItResponse200"]
        result, _ = call(package, "getIt", {"a": None, "b": {"name": "x"}})
        assert result.a is None
        assert result.b.name == "x"


def test_two_schemas_of_one_title_are_named_by_their_keys(tmp_path: Path) -> None:
    made = answering(
        thing(a=ref("simple-user"), b=ref("nullable-simple-user"), c=ref("other")),
        **{
            "simple-user": {**thing(x=TEXT), "title": "Simple User"},
            "nullable-simple-user": {**thing(x=TEXT, y=TEXT), "title": "Simple User"},
            "other": {**thing(z=TEXT), "title": "Something Else"},
        },
    )
    with imported(generate(tmp_path, made)) as package:
        names = ["GetItResponse200", "NullableSimpleUser", "SimpleUser", "SomethingElse"]
        assert package.models.__all__ == names


def test_all_of_is_one_class_with_all_properties(tmp_path: Path) -> None:
    whole = {
        "title": "Whole",
        "allOf": [
            {**thing(a=TEXT), "required": ["a"]},
            ref("more"),
            {"description": "a remark only"},
        ],
    }
    whole["allOf"] = whole["allOf"][:2]
    made = answering(
        ref("whole"), whole={**whole, "properties": {"c": NUMBER}}, more=thing(b=NUMBER)
    )
    with imported(generate(tmp_path, made)) as package:
        assert {*hints(package.models.Whole)} >= {"a", "b", "c"}
        with pytest.raises(package.ShapeError):
            package.models.Whole.from_dict({"b": 1})
        assert package.models.Whole.from_dict({"a": "x", "c": 2}).c == 2


@pytest.mark.parametrize("remark", [{"description": "d"}, {"nullable": True}])
def test_all_of_one_schema_is_that_schema(remark: dict[str, Any], tmp_path: Path) -> None:
    made = answering(thing(a={"allOf": [ref("part"), remark]}), part=thing(x=TEXT))
    with imported(generate(tmp_path, made)) as package:
        assert package.models.__all__ == ["GetItResponse200", "Part"]


def test_one_of_is_a_union_decoded_as_the_first_match(tmp_path: Path) -> None:
    one = {**thing(x=TEXT), "required": ["x"]}
    made = answering(
        thing(a={"oneOf": [ref("one"), ref("two"), TEXT, NUMBER]}), one=one, two=thing(y=TEXT)
    )
    with imported(generate(tmp_path, made)) as package:
        models = package.models
        assert (
            hints(models.GetItResponse200)["a"]
            == models.One | models.Two | str | int | package.UnsetType
        )
        for value, kind in [
            ({"x": "a"}, models.One),
            ({"y": "a"}, models.Two),
            ("a", str),
            (1, int),
        ]:
            result, _ = call(package, "getIt", {"a": value})
            assert type(result.a) is kind
            assert result.to_dict() == {"a": value}


def test_a_typed_object_with_alternatives_is_their_union(tmp_path: Path) -> None:
    made = answering(
        {"type": "object", "oneOf": [ref("one"), ref("two")]},
        one={**thing(x=TEXT), "required": ["x"]},
        two={**thing(y=TEXT), "required": ["y"]},
    )
    with imported(generate(tmp_path, made)) as package:
        models = package.models
        assert package.OPERATIONS["getIt"].response(200).type == models.One | models.Two


def test_a_model_may_contain_itself(tmp_path: Path) -> None:
    tree = thing(name=TEXT, kids={"type": "array", "items": ref("tree")}, parent={**ref("tree")})
    with imported(generate(tmp_path, answering(ref("tree"), tree=tree))) as package:
        body = {"name": "a", "kids": [{"name": "b", "kids": [{"parent": {"name": "c"}}]}]}
        result, _ = call(package, "getIt", body)
        assert result.kids[0].kids[0].parent.name == "c"
        assert result.to_dict() == body


MAPPINGS: list[tuple[dict[str, Any], Any, Any]] = [
    ({"type": "object"}, dict[str, Any], {"a": [1]}),
    ({"type": "object", "additionalProperties": True}, dict[str, Any], {"a": None}),
    ({"type": "object", "additionalProperties": NUMBER}, dict[str, int], {"a": 1}),
    ({"additionalProperties": TEXT}, dict[str, str], {"a": "1"}),
    (
        {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {**NUMBER, "nullable": True}},
        },
        dict[str, list[int | None]],
        {"a": [1, None]},
    ),
    ({"type": "array", "items": {"type": "array", "items": NUMBER}}, list[list[int]], [[1], [2]]),
    ({"type": "array"}, list[Any], [1, "a"]),
    ({"type": "array", "items": {"oneOf": [TEXT, NUMBER]}}, list[str | int], ["a", 1]),
    ({"type": "number"}, float, 1.5),
    ({"type": "boolean"}, bool, True),
    ({"type": ["integer", "null"]}, int | None, 5),
    ({"type": ["integer", "string", "null"]}, int | str | None, "5"),
    ({"type": ["object", "array"], "items": TEXT}, dict[str, Any] | list[str], ["a"]),
    ({"enum": ["a", 1, None]}, int | str | None, 1),
    ({"const": "a"}, str, "a"),
    ({"anyOf": [{"type": "null"}, NUMBER]}, int | None, 5),
    (
        {
            "oneOf": [
                {"type": "array", "items": {**TEXT, "nullable": True}},
                {"type": "object", "additionalProperties": {**NUMBER, "nullable": True}},
            ]
        },
        list[str | None] | dict[str, int | None],
        {"a": None},
    ),
]


@pytest.mark.parametrize(("schema", "expected", "value"), MAPPINGS)
def test_schemas_without_properties_have_no_class(
    schema: dict[str, Any], expected: Any, value: Any, tmp_path: Path
) -> None:
    with imported(generate(tmp_path, answering(thing(p=schema)))) as package:
        assert package.models.__all__ == ["GetItResponse200"]
        assert hints(package.models.GetItResponse200)["p"] == expected | package.UnsetType
        result, _ = call(package, "getIt", {"p": value})
        assert result.p == value
        assert result.to_dict() == {"p": value}


def test_an_enum_in_a_response_is_open(tmp_path: Path) -> None:
    made = answering(thing(state={"type": "string", "enum": ["on", "off"]}))
    with imported(generate(tmp_path, made)) as package:
        result, _ = call(package, "getIt", {"state": "neither"})
        assert result.state == "neither"


def test_required_optional_null_and_absent_differ(tmp_path: Path) -> None:
    schema = {**thing(a=TEXT, b=TEXT, c={**TEXT, "nullable": True}), "required": ["a"]}
    with imported(generate(tmp_path, answering(schema))) as package:
        result, _ = call(package, "getIt", {"a": "x", "c": None})
        assert result.b is package.UNSET
        assert result.c is None
        assert result.to_dict() == {"a": "x", "c": None}
        with pytest.raises(
            package.UnexpectedBodyError, match="a: expected a value, found no such key"
        ):
            call(package, "getIt", {"b": "x"})


def test_days_are_dates_and_timestamps_remain_text(tmp_path: Path) -> None:
    made = answering(thing(day={**TEXT, "format": "date"}, at={**TEXT, "format": "date-time"}))
    with imported(generate(tmp_path, made)) as package:
        body = {"day": "2026-02-03", "at": "2026-02-03T04:05:06.700+02:00"}
        result, _ = call(package, "getIt", body)
        assert result.day == datetime.date(2026, 2, 3)
        assert result.at == body["at"]
        assert result.to_dict() == body


def test_a_name_can_be_pinned_to_classes_and_attributes(tmp_path: Path) -> None:
    part = {**thing(**{"the-key": {**TEXT, "x-python-name": "pinned"}}), "x-python-name": "Pinned"}
    with imported(generate(tmp_path, answering(ref("part"), part=part))) as package:
        assert package.models.__all__ == ["Pinned"]
        result, _ = call(package, "getIt", {"the-key": "v"})
        assert result.pinned == "v"
        assert result.to_dict() == {"the-key": "v"}


def test_a_sensitive_value_is_not_in_repr(tmp_path: Path) -> None:
    made = answering(thing(link={**TEXT, "x-sensitive": True}))
    with imported(generate(tmp_path, made)) as package:
        result, _ = call(package, "getIt", {"link": "a-secret"})
        assert "a-secret" not in repr(result)


def test_typed_values_of_further_keys_are_read_beside_properties(tmp_path: Path) -> None:
    whole = {**thing(name=TEXT), "additionalProperties": ref("part")}
    made = answering(
        {"type": "array", "items": ref("whole")}, whole=whole, part={**thing(x=NUMBER)}
    )
    with imported(generate(tmp_path, made)) as package:
        body = [{"name": "a", "b": {"x": 1}, "c": "no part"}, {"name": 1, "d": {}}]
        result, _ = call(package, "getIt", body)
        part = package.models.Part
        assert result[0].extra == {"b": part(x=1), "c": "no part"}
        assert result[1].extra == {"name": 1, "d": part()}
        assert [each.to_dict() for each in result] == body


def test_a_mapping_may_contain_mappings_of_its_kind(tmp_path: Path) -> None:
    tree = {"type": "object", "additionalProperties": ref("tree")}
    made = answering(
        thing(a=ref("tree"), b=ref("node")),
        tree=tree,
        node={**thing(n=NUMBER), "additionalProperties": ref("node")},
    )
    with imported(generate(tmp_path, made)) as package:
        body = {"a": {"x": {"y": {}}}, "b": {"n": 1, "z": {"n": 2}}}
        result, _ = call(package, "getIt", body)
        assert hints(package.models.GetItResponse200)["a"] == dict[str, Any] | package.UnsetType
        assert result.b.extra["z"].n == 2
        assert result.to_dict() == body


def test_an_alias_of_a_nullable_component_is_that_component(tmp_path: Path) -> None:
    editor = {**thing(name=TEXT), "nullable": True}
    made = answering(
        thing(a=ref("alias"), b=ref("second")),
        editor=editor,
        alias=ref("editor"),
        second={"allOf": [ref("alias")], "nullable": True},
    )
    with imported(generate(tmp_path, made)) as package:
        assert package.models.__all__ == ["Editor", "GetItResponse200"]
        result, _ = call(package, "getIt", {"a": None, "b": {"name": "x"}})
        assert result.a is None
        assert result.b.name == "x"


ALIKE = {
    "texts": ({"type": "string"}, {"type": "string", "description": "d", "example": "e"}, "str"),
    "nothing": ({}, {"type": "integer"}, "int"),
    "numbers": ({"type": "number"}, {"type": "integer"}, "int"),
    "formats": ({"type": "string"}, {"type": "string", "format": "date"}, "datetime.date"),
    "null": ({"type": "string", "nullable": True}, {"type": "string"}, "str | None"),
    "values": ({"type": "string", "enum": ["a", "b"]}, {"type": "string", "enum": ["b"]}, "str"),
    "a reference": ({"$ref": "#/components/schemas/text"}, {"type": "string"}, "str"),
    "lists": (
        {"type": "array", "items": {"type": "number"}},
        {"type": "array", "items": {"type": "integer"}},
        "list[int]",
    ),
}


@pytest.mark.parametrize("case", ALIKE)
def test_parts_of_all_of_agree_where_one_schema_holds_for_both(case: str, tmp_path: Path) -> None:
    one, other, annotation = ALIKE[case]
    for parts in ([one, other], [other, one]):
        made = answering({"title": "Whole", "allOf": [thing(a=each) for each in parts]}, text=TEXT)
        models = generate(tmp_path, made).files["models.py"]
        assert f"    a: {annotation} | UnsetType = UNSET\n" in models


def test_objects_in_parts_of_all_of_are_merged(tmp_path: Path) -> None:
    part = thing(x=TEXT)
    other = {**thing(x=TEXT, y=NUMBER), "required": ["y"]}
    made = answering(
        {"title": "Whole", "allOf": [ref("one"), ref("two")]},
        one=thing(a=part),
        two=thing(a=other),
    )
    made["paths"]["/two"] = {
        "get": {
            "responses": {
                "200": {"description": "", "content": {"application/json": {"schema": ref("two")}}}
            }
        }
    }
    with imported(generate(tmp_path, made)) as package:
        with pytest.raises(package.ShapeError, match="no such key"):
            package.models.WholeA.from_dict({"x": "t"})
        assert package.models.Whole.from_dict({"a": {"x": "t", "y": 1}}).a.y == 1


@pytest.mark.parametrize(
    ("schema", "annotation"),
    [
        ({"prefixItems": [{"type": "string"}, {"type": "integer"}], "items": False}, "str | int"),
        ({"prefixItems": [{"type": "string"}], "items": {"type": "number"}}, "str | float"),
        ({"prefixItems": [{"type": "string"}]}, "Any"),
    ],
)
def test_items_of_a_tuple_are_of_any_of_its_types(
    schema: dict[str, Any], annotation: str, tmp_path: Path
) -> None:
    made = answering({"type": "object", "properties": {"a": {"type": "array", **schema}}})
    models = generate(tmp_path, made).files["models.py"]
    assert f"a: list[{annotation}] | UnsetType" in models


def test_a_property_that_must_not_be_there_is_no_attribute(tmp_path: Path) -> None:
    made = answering({"type": "object", "properties": {"a": {"type": "string"}, "b": False}})
    with imported(generate(tmp_path, made)) as package:
        result, _ = call(package, "getIt", {"a": "x", "b": 1})
        assert result.extra == {"b": 1}
        assert not hasattr(result, "b")


@pytest.mark.parametrize(
    ("parts", "annotation"),
    [
        ([{"type": "number"}, {"type": "integer"}], "int"),
        ([{"type": "string"}, {"minLength": 1}], "str"),
        ([{"$ref": "#/components/schemas/kind"}, {"enum": ["b", "c"]}], "str"),
        ([{"type": "array", "items": {}}, {"items": {"type": "string"}}], "list[str]"),
    ],
)
def test_parts_that_are_no_objects_are_one_schema(
    parts: list[Any], annotation: str, tmp_path: Path
) -> None:
    kind = {"type": "string", "enum": ["a", "b"]}
    made = answering({"type": "object", "properties": {"a": {"allOf": parts}}}, kind=kind)
    assert f"a: {annotation} | UnsetType" in generate(tmp_path, made).files["models.py"]


def test_parts_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    parts = [{"type": "string"}, {"type": "integer"}]
    made = answering({"type": "object", "properties": {"a": {"allOf": parts}}})
    assert "contradict each other" in refused(generate(tmp_path, made))


@pytest.mark.parametrize(("required", "cls"), [(["b"], "GetItResponse200"), (["a"], "Thing")])
def test_a_property_may_be_required_beside_a_single_part(
    required: list[str], cls: str, tmp_path: Path
) -> None:
    thing = {"type": "object", "required": ["a"], "properties": {"a": TEXT, "b": TEXT}}
    schema = {"allOf": [{"$ref": "#/components/schemas/Thing"}], "required": required}
    with imported(generate(tmp_path, answering(schema, Thing=thing))) as package:
        assert type(call(package, "getIt", {"a": "x", "b": "y"})[0]).__name__ == cls
        if cls != "Thing":
            with pytest.raises(package.UnexpectedBodyError, match="b: expected a value"):
                call(package, "getIt", {"a": "x"})
