"""Unions of objects: an object becomes the class that it matches, or remains a mapping; the class is never guessed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.render.harness import Generated, answering, call, generate, imported, refused
from tests.strict import mypy

TEXT = {"type": "string"}


def thing(required: str = "", **properties: Any) -> dict[str, Any]:
    """An object schema; `required` are names separated by spaces."""
    return {"type": "object", "properties": properties, "required": required.split()}


def one_of(*names: str, **more: Any) -> dict[str, Any]:
    """A union of components."""
    return {"oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in names], **more}


def read(folder: Path, schema: Any, body: Any, **schemas: Any) -> Any:
    """The decoded result of an operation that responds with a union."""
    with imported(generate(folder, answering(schema, **schemas))) as package:
        return call(package, "getIt", body)[0]


CAT = thing("kind", kind=TEXT, name=TEXT)
DOG = thing("kind", kind=TEXT, name=TEXT)


@pytest.mark.parametrize(
    ("mapping", "values"),
    [
        ({}, {"Cat": "Cat", "Dog": "Dog"}),
        ({"meow": "#/components/schemas/Cat", "woof": "Dog"}, {"meow": "Cat", "woof": "Dog"}),
        (
            {"a": "#/components/schemas/Dog", "b": "#/components/schemas/Dog"},
            {"Cat": "Cat", "a": "Dog", "b": "Dog"},
        ),
    ],
    ids=["by name", "by mapping", "two values of one"],
)
def test_a_discriminator_determines_the_class(
    mapping: dict[str, str], values: dict[str, str], tmp_path: Path
) -> None:
    union = one_of("Cat", "Dog", discriminator={"propertyName": "kind", "mapping": mapping})
    body = [{"kind": value, "name": "n"} for value in values]
    found = read(tmp_path, {"type": "array", "items": union}, body, Cat=CAT, Dog=DOG)
    assert [type(each).__name__ for each in found] == [*values.values()]
    assert [each.to_dict() for each in found] == body


def test_an_unknown_discriminator_value_is_an_error_in_a_required_field(tmp_path: Path) -> None:
    union = one_of("Cat", "Dog", discriminator={"propertyName": "kind"})
    made = answering(thing("pet", pet=union), Cat=CAT, Dog=DOG)
    with (
        imported(generate(tmp_path, made)) as package,
        pytest.raises(package.UnexpectedBodyError, match=r"pet\.kind: expected 'Cat'"),
    ):
        call(package, "getIt", {"pet": {"kind": "Fish"}})


def test_an_unknown_discriminator_value_is_stored_in_an_optional_field(tmp_path: Path) -> None:
    union = one_of("Cat", "Dog", discriminator={"propertyName": "kind"})
    body = {"pet": {"kind": "Fish"}}
    found = read(tmp_path, thing(pet=union), body, Cat=CAT, Dog=DOG)
    assert found.extra == body


@pytest.mark.parametrize("word", ["const", "enum"])
@pytest.mark.parametrize("values", [("cat", "dog"), (1, 2), (True, False), (1, True)])
def test_constant_values_determine_the_class(
    word: str, values: tuple[Any, Any], tmp_path: Path
) -> None:
    kinds = [{word: value if word == "const" else [value]} for value in values]
    cat, dog = (thing("kind", kind=kind, name=TEXT) for kind in kinds)
    for value, name in zip(values, ("Cat", "Dog"), strict=True):
        found = read(tmp_path, one_of("Cat", "Dog"), {"kind": value}, Cat=cat, Dog=dog)
        assert type(found).__name__ == name
        assert (found.kind, type(found.kind)) == (value, type(value))


@pytest.mark.parametrize("names", [("Big", "Small"), ("Small", "Big")])
def test_required_keys_determine_the_class_in_either_order(
    names: tuple[str, str], tmp_path: Path
) -> None:
    schemas = {"Big": thing("id size", id=TEXT, size=TEXT), "Small": thing("id", id=TEXT)}
    for body, name in (({"id": "1", "size": "2"}, "Big"), ({"id": "1"}, "Small")):
        found = read(tmp_path, one_of(*names), body, **schemas)
        assert type(found).__name__ == name


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (thing(a=TEXT), thing(b=TEXT)),
        (thing("a", a=TEXT), thing("a", a=TEXT, b=TEXT)),
        (
            thing(kind={"const": "a"}, v=TEXT),
            thing(kind={"const": "b"}, v=TEXT),
        ),  # optional
        (thing("kind", kind={"enum": ["a", "b"]}), thing("kind", kind={"enum": ["b", "c"]})),
    ],
    ids=["nothing required", "the same required", "an optional tag", "values in common"],
)
def test_indistinguishable_classes_remain_a_mapping(
    first: Any, second: Any, tmp_path: Path
) -> None:
    for union in (one_of("A", "B"), {"type": "array", "items": one_of("A", "B")}):
        body: Any = {"a": "1", "b": "2", "kind": "b", "v": "3"}
        body = [body] if "items" in union else body
        assert read(tmp_path, union, body, A=first, B=second) == body


def test_lists_are_distinguished_by_their_items(tmp_path: Path) -> None:
    lists = {
        "oneOf": [
            {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}
            for name in ("A", "B")
        ]
    }
    body = [{"kind": "b"}]
    tagged = {name: thing("kind", kind={"const": name.lower()}) for name in ("A", "B")}
    (found,) = read(tmp_path, lists, body, **tagged)
    assert type(found).__name__ == "B"
    assert read(tmp_path, lists, body, A=thing(kind=TEXT), B=thing(kind=TEXT, x=TEXT)) == body


def test_a_mapping_accepts_objects_of_no_class(tmp_path: Path) -> None:
    union = {
        "oneOf": [
            {"type": "object", "additionalProperties": TEXT},
            {"$ref": "#/components/schemas/A"},
            {"type": "null"},
        ]
    }
    a = thing("id", id=TEXT)
    assert type(read(tmp_path, union, {"id": "1"}, A=a)).__name__ == "A"
    assert read(tmp_path, union, {"other": "1"}, A=a) == {"other": "1"}


@pytest.mark.parametrize(
    ("discriminator", "why"),
    [({}, "needs a propertyName"), ("kind", "expected an object"), ({"propertyName": 1}, "needs")],
)
def test_an_invalid_discriminator_is_refused(discriminator: Any, why: str, tmp_path: Path) -> None:
    union = one_of("Cat", "Dog", discriminator=discriminator or {"mapping": {}})
    assert why in refused(generate(tmp_path, answering(union, Cat=CAT, Dog=DOG)))


@pytest.mark.parametrize("word", ["oneOf", "anyOf"])
def test_properties_of_alternatives_beside_properties_are_attributes(
    word: str, tmp_path: Path
) -> None:
    schema = {
        **thing("a", a=TEXT),
        word: [thing("b", b={"type": "integer"}), {"required": ["a"]}],
    }
    found = read(tmp_path, schema, {"a": "x", "b": 3})
    assert (found.a, found.b, found.extra) == ("x", 3, {})
    assert read(tmp_path, schema, {"a": "x"}).to_dict() == {"a": "x"}


def test_conflicting_alternatives_beside_properties_are_refused(tmp_path: Path) -> None:
    schema = {**thing(a=TEXT), "anyOf": [thing(a={"type": "integer"})]}
    assert "disagrees on 'a'" in refused(generate(tmp_path, answering(schema)))
    schema = {**thing(a=TEXT), "anyOf": [{"type": "string"}]}
    assert "anyOf beside properties" in refused(generate(tmp_path, answering(schema)))


def test_additional_properties_beside_properties_are_stored(tmp_path: Path) -> None:
    schema = {**thing("a", a=TEXT), "additionalProperties": {"type": "integer"}}
    body = {"a": "x", "more": 3}
    found = read(tmp_path, schema, body)
    assert found.extra == {"more": 3}
    assert found.to_dict() == body


def test_a_union_is_strictly_typed(tmp_path: Path, mypy_cache: Path) -> None:
    union = one_of("Cat", "Dog", discriminator={"propertyName": "kind"})
    made: Generated = generate(tmp_path, answering(union, Cat=CAT, Dog=DOG))
    found = mypy(tmp_path, mypy_cache, sorted(made.folder.glob("*.py")))
    assert found.returncode == 0, found.stdout + found.stderr
    assert "-> Cat | Dog | NoData" in made.files["client.py"]


def test_a_discriminator_reaches_classes_derived_from_derived_ones(tmp_path: Path) -> None:
    base = {**thing("kind", kind=TEXT), "discriminator": {"propertyName": "kind"}}
    schemas = {
        "Pet": base,
        "Dog": {"allOf": [{"$ref": "#/components/schemas/Pet"}, thing(bark=TEXT)]},
        "Puppy": {"allOf": [{"$ref": "#/components/schemas/Dog"}, thing(age={"type": "integer"})]},
    }
    body = [{"kind": "Puppy", "bark": "w", "age": 1}, {"kind": "Dog"}, {"kind": "Owl"}]
    pets = {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}
    found = read(tmp_path, pets, body, **schemas)
    assert [type(each).__name__ for each in found] == ["Puppy", "Dog", "Pet"]


@pytest.mark.parametrize(
    ("kind", "mapping", "values"),
    [
        ({"type": "integer"}, {"1": "Cat", "2": "Dog"}, (1, 2)),
        ({"type": "boolean"}, {"true": "Cat", "false": "Dog"}, (True, False)),
        ({"enum": [1, 2]}, {"1": "Cat", "2": "Dog"}, (1, 2)),
    ],
)
def test_values_of_a_discriminator_have_the_type_of_its_property(
    kind: Any, mapping: dict[str, str], values: tuple[Any, Any], tmp_path: Path
) -> None:
    union = one_of("Cat", "Dog", discriminator={"propertyName": "kind", "mapping": mapping})
    body = [{"kind": value} for value in values]
    own = thing("kind", kind=kind)
    found = read(tmp_path, {"type": "array", "items": union}, body, Cat=own, Dog=own)
    assert [type(each).__name__ for each in found] == ["Cat", "Dog"]


@pytest.mark.parametrize("word", ["const", "enum"])
def test_values_of_the_property_name_a_class_without_a_mapping(word: str, tmp_path: Path) -> None:
    union = one_of("Cat", "Dog", discriminator={"propertyName": "kind"})
    cat, dog = (
        thing("kind", kind={word: value if word == "const" else [value, f"{value}s"]})
        for value in ("cat", "dog")
    )
    body = [{"kind": "cat"}, {"kind": "dog"}]
    found = read(tmp_path, {"type": "array", "items": union}, body, Cat=cat, Dog=dog)
    assert [type(each).__name__ for each in found] == ["Cat", "Dog"]


@pytest.mark.parametrize("to", ["Fish", "#/components/schemas/Fish", None])
def test_a_discriminator_that_maps_to_no_schema_is_refused(to: Any, tmp_path: Path) -> None:
    union = one_of("Cat", "Dog", discriminator={"propertyName": "kind", "mapping": {"f/1": to}})
    assert "/discriminator/mapping/f~11: " in refused(
        generate(tmp_path, answering(union, Cat=CAT, Dog=DOG))
    )


def test_inline_alternatives_of_a_discriminator_are_refused(tmp_path: Path) -> None:
    union = {"oneOf": [CAT], "discriminator": {"propertyName": "kind"}}
    reason = refused(generate(tmp_path, answering(union)))
    assert "must be references (move them to components/schemas" in reason
