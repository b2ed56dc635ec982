"""A hostile name becomes a harmless identifier, or is refused with its pointer.

Each name is tried in all places at once; if that is refused, in each place separately, so that no refusal hides
another bug.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.document import escape
from tests.render.harness import (
    Generated,
    answering,
    call,
    generate,
    imported,
    operation,
    refused,
    taking,
)
from tests.render.hostile.names import NAMES
from tests.render.hostile.test_texts import _watched, assert_nothing_escaped

__all__ = ["_watched"]

pytestmark = pytest.mark.usefixtures("made_once")

Place = tuple[Callable[[str], dict[str, Any]], Callable[[str], str]]
"""A description with a name in one place, and the pointer of that place."""


def parameter(name: str, location: str = "query", **more: Any) -> dict[str, Any]:
    """A parameter of this name."""
    schema = {"type": "string"}
    return {"name": name, "in": location, "required": True, "schema": schema, **more}


def thing(**more: Any) -> dict[str, Any]:
    """A component that refers to itself, so that its name also occurs in annotations."""
    itself = {"$ref": "#/components/schemas/" + escape(str(more.pop("key", "thing")))}
    fields = {
        "own": itself,
        "list": {"type": "array", "items": itself},
        "day": {"type": "string", "format": "date"},
    }
    return {"type": "object", "properties": fields, **more}


def with_component(key: str, **more: Any) -> dict[str, Any]:
    """A description whose only component has the name `key`."""
    reference = {"$ref": "#/components/schemas/" + escape(key)}
    return answering(reference, **{key: thing(key=key, **more)})


def with_path(name: str) -> dict[str, Any]:
    """A description with a path parameter of this name."""
    made = taking(parameter(name, "path"))
    made["paths"] = {"/it/{" + name + "}": made["paths"]["/it"]}
    return made


def with_property(name: str, **more: Any) -> dict[str, Any]:
    """A description whose response has a property of this name beside properties of every type."""
    fields = thing()["properties"] | {name: {"type": "string", **more}}
    return answering(
        {"$ref": "#/components/schemas/thing"}, thing={"type": "object", "properties": fields}
    )


GET = "/paths/~1it/get"
PLACES: dict[str, Place] = {
    "operationId": (lambda name: operation(operationId=name), lambda _: GET),
    "tag": (lambda name: operation(tags=[name]), lambda _: ""),
    "query parameter": (lambda name: taking(parameter(name)), lambda _: f"{GET}/parameters/0"),
    "property": (
        with_property,
        lambda name: f"/components/schemas/thing/properties/{escape(name)}",
    ),
    "component": (with_component, lambda name: f"/components/schemas/{escape(name)}"),
    "title": (
        lambda name: with_component("thing", title=name),
        lambda _: "/components/schemas/thing",
    ),
}
STRICT_PLACES: dict[str, Place] = {
    "header parameter": (
        lambda name: taking(parameter(name, "header")),
        lambda _: f"{GET}/parameters/0",
    ),
    "path parameter": (with_path, lambda name: "/paths/" + escape("/it/{" + name + "}") + "/get"),
    "function": (
        lambda name: operation(**{"x-python-name": name}),
        lambda _: f"{GET}/x-python-name",
    ),
    "alias": (
        lambda name: operation(**{"x-python-aliases": [name]}),
        lambda _: f"{GET}/x-python-aliases/0",
    ),
    "argument": (
        lambda name: taking(parameter("p", **{"x-python-name": name})),
        lambda _: f"{GET}/parameters/0/x-python-name",
    ),
    "class": (
        lambda name: with_component("thing", **{"x-python-name": name}),
        lambda _: "/components/schemas/thing/x-python-name",
    ),
    "attribute": (
        lambda name: with_property("p", **{"x-python-name": name}),
        lambda _: "/components/schemas/thing/properties/p/x-python-name",
    ),
}


def everywhere(name: str) -> dict[str, Any]:
    """A description with `name` in every one of `PLACES`."""
    made = with_component(name, title=name)
    made["components"]["schemas"][name]["properties"][name] = {"type": "string"}
    get = made["paths"]["/it"]["get"]
    get |= {
        "operationId": name,
        "tags": [name],
        "parameters": [parameter(name)],
        "deprecated": True,
    }
    other = {
        **get,
        "operationId": "other",
        "parameters": [parameter("day", schema={"enum": ["a"]})],
    }
    made["paths"]["/other"] = {"get": other}
    return made


def plain(result: Any) -> Any:
    """A result as JSON."""
    return result if isinstance(result, dict) else result.to_dict()


def assert_works(generated: Generated) -> None:
    """The package can be imported, and every operation can be called and decodes its response."""
    with imported(generated) as package:
        for operation_id, each in package.OPERATIONS.items():
            cls = each.response(200).type
            fields = getattr(cls, "__attrs_attrs__", ())
            names = {field.name: cls._wire_names.get(field.name, field.name) for field in fields}
            body: dict[str, Any] = {wire: "text" for name, wire in names.items() if name != "extra"}
            body |= (
                {"own": dict(body), "list": [dict(body)], "day": "2026-01-02"}
                if "own" in body
                else {}
            )
            result, request = call(package, operation_id, body)
            assert plain(result) == body
            if fields:
                assert result.own.to_dict() == body["own"]
                assert result.day.year == 2026
            assert request.url.host in ("api.github.com", "api.example.test")
    assert_nothing_escaped(generated)


def assert_refused_at(generated: Generated, pointer: str) -> None:
    """The name is refused, and the reason has its pointer."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in pointer)
    reason = refused(generated)
    assert f": {shown}" in reason, reason
    assert "a fault of the generator" not in reason


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_harmless_everywhere(name: str, tmp_path: Path) -> None:
    generated = generate(tmp_path, everywhere(name))
    if generated.run.code == 0:
        assert_works(generated)
        return
    refusals = 0
    for make, place in PLACES.values():
        generated = generate(tmp_path, make(name))
        if generated.run.code == 0:
            assert_works(generated)
        else:
            refusals += 1
            assert_refused_at(generated, place(name))
    assert 0 < refusals < len(PLACES)


FIXED = [
    *("class", "match", "_", "ClassVariable", "list", "__init__", "self", "close", "operations"),
    *(
        "Literal",
        "NoData",
        "DocumentedResponse",
        "api_version",
        "ｆｒｏｍ",
        "сlose",
        "42",
        "../../etc/passwd",
    ),
    *(
        "🎉",
        NAMES["newline"],
        NAMES["code"],
        "{{ environ }}",
        "a\0b",
        NAMES["10,000 letters"],
        "getIt",
    ),
]


@pytest.mark.parametrize("place", STRICT_PLACES)
def test_a_pinned_name_is_used_unchanged_or_refused(place: str, tmp_path: Path) -> None:
    make, pointer = STRICT_PLACES[place]
    taken = 0
    for name in FIXED:
        generated = generate(tmp_path, make(name))
        if generated.run.code == 0:
            taken += 1
            assert_works(generated)
        else:
            assert_refused_at(generated, pointer(name))
    assert 0 < taken < len(FIXED)
