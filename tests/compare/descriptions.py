"""Hypothesis strategies: descriptions, other words for the same, and single edits."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from hypothesis import strategies as st

Json = Any
NAMES = st.sampled_from(["alpha", "beta", "gamma", "delta", "epsilon", "zeta"])
COMPONENTS = ("one", "two", "three")
PARAMETERS = st.lists(NAMES, max_size=2, unique=True)


# Strategies are made once: to make and check one costs far more than to draw from it.
@cache
def scalars() -> st.SearchStrategy[Json]:
    return st.one_of(
        st.fixed_dictionaries(
            {"type": st.just("string")}, optional={"maxLength": st.integers(1, 9)}
        ),
        st.fixed_dictionaries(
            {"type": st.sampled_from(["integer", "number"])},
            optional={"maximum": st.integers(1, 99)},
        ),
        st.just({"type": "boolean"}),
        st.builds(
            lambda values: {"type": "string", "enum": values},
            st.lists(NAMES, min_size=1, max_size=3, unique=True),
        ),
        st.sampled_from(["date", "date-time", "uuid"]).map(
            lambda each: {"type": "string", "format": each}
        ),
    )


@cache
def schemas() -> st.SearchStrategy[Json]:
    leaves = st.one_of(
        scalars(),
        st.sampled_from(COMPONENTS).map(lambda each: {"$ref": f"#/components/schemas/{each}"}),
    )
    return st.recursive(leaves, _larger, max_leaves=6)


def _larger(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    return st.one_of(
        inner.map(lambda each: {"type": "array", "items": each}),
        inner.map(lambda each: {"type": "object", "additionalProperties": each}),
        _objects(inner),
        inner.map(lambda each: {"nullable": True, "allOf": [each]}),
    )


def _objects(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    def made(properties: dict[str, Json], required: list[str], described: bool) -> Json:
        schema: dict[str, Json] = {"type": "object", "properties": properties}
        names = sorted(set(required) & properties.keys())
        return {
            **schema,
            **({"required": names} if names else {}),
            **({"description": "Something."} if described else {}),
        }

    properties = st.dictionaries(NAMES, inner, min_size=1, max_size=4)
    return st.builds(made, properties, st.lists(NAMES, max_size=3), st.booleans())


@cache
def _components() -> st.SearchStrategy[Json]:
    return _objects(schemas())


@st.composite
def descriptions(draw: st.DrawFn) -> dict[str, Json]:
    """Small OpenAPI 3.0 documents with references, some of them circular."""
    components = {name: draw(_components()) for name in COMPONENTS}
    paths = {}
    for index in range(draw(st.integers(1, 3))):
        parameters = [
            {"name": name, "in": "query", "schema": draw(scalars())} for name in draw(PARAMETERS)
        ]
        body = {"application/json": {"schema": draw(schemas())}}
        operation: dict[str, Json] = {
            "operationId": f"operation{index}",
            "parameters": parameters,
            "responses": {"200": {"description": "", "content": body}},
        }
        if draw(st.booleans()):
            operation["requestBody"] = {
                "content": {"application/json": {"schema": draw(schemas())}}
            }
        paths[f"/path{index}"] = {draw(st.sampled_from(["get", "post"])): operation}
    info = {"title": "Generated", "version": "1"}
    return {"openapi": "3.0.3", "info": info, "paths": paths, "components": {"schemas": components}}


def schemas_in(document: dict[str, Json]) -> Iterator[tuple[dict[str, Json], str]]:
    """Every place that holds a schema: its owner and its key."""
    components = document["components"]["schemas"]
    queue: list[tuple[dict[str, Json], str]] = [(components, name) for name in components]
    for item in document["paths"].values():
        for operation in item.values():
            queue += [(each, "schema") for each in operation["parameters"]]
            for owner in (operation["responses"]["200"], operation.get("requestBody", {})):
                queue += [(media, "schema") for media in owner.get("content", {}).values()]
    while queue:
        owner, key = queue.pop()
        yield owner, key
        schema = owner[key]
        if isinstance(schema, dict):
            queue += [(schema["properties"], name) for name in schema.get("properties", {})]
            queue += [
                (schema, word) for word in ("items", "additionalProperties") if word in schema
            ]


def _wrapped(word: str) -> Callable[[dict[str, Json], str], None]:
    def respell(owner: dict[str, Json], key: str) -> None:
        owner[key] = {word: [owner[key]]}

    return respell


def _reordered(owner: dict[str, Json], key: str) -> None:
    for word in ("required", "enum"):
        if isinstance(owner[key].get(word), list):
            owner[key][word] = list(reversed(owner[key][word]))


def _stated(owner: dict[str, Json], key: str) -> None:
    if "$ref" not in owner[key]:
        owner[key].setdefault("nullable", False)
        owner[key].setdefault("deprecated", False)


def _split(owner: dict[str, Json], key: str) -> None:
    schema = owner[key]
    if len(schema.get("properties", {})) > 1 and "allOf" not in schema:
        (first, value), *rest = schema["properties"].items()
        parts = [{"type": "object", "properties": {first: value}}]
        parts.append({"type": "object", "properties": dict(rest)})
        schema.pop("properties")
        schema["allOf"] = parts


def _copied(owner: dict[str, Json], key: str) -> None:
    """A plain scalar by way of nothing: the same words in another order."""
    owner[key] = dict(reversed(owner[key].items()))


RESPELLINGS = [
    _wrapped("allOf"),
    _wrapped("oneOf"),
    _wrapped("anyOf"),
    _reordered,
    _stated,
]
RESPELLINGS += [_split, _copied]


@st.composite
def respelled(draw: st.DrawFn) -> tuple[dict[str, Json], dict[str, Json]]:
    """A description, and the same in other words."""
    old = draw(descriptions())
    new = copy.deepcopy(old)
    for _ in range(draw(st.integers(1, 4))):
        owner, key = draw(st.sampled_from(list(schemas_in(new))))
        draw(st.sampled_from(RESPELLINGS))(owner, key)
    return old, new


@st.composite
def edited(draw: st.DrawFn) -> tuple[dict[str, Json], dict[str, Json]]:
    """A description, and the same with a single edit anywhere below paths and components."""
    old = draw(descriptions())
    new = copy.deepcopy(old)
    places = [each for section in ("paths", "components") for each in _places(new[section])]
    owner, key = draw(st.sampled_from(places))
    value = owner[key]
    if draw(st.booleans()):
        del owner[key]
    elif isinstance(value, bool):
        owner[key] = not value
    elif isinstance(value, (int, float)):
        owner[key] = value + 1
    elif isinstance(value, str):
        owner[key] = f"{value}x"
    elif isinstance(value, dict):
        value["x-edited"] = True
    else:
        value.append("edited")
    return old, new


def _places(value: Json) -> Iterator[tuple[Json, Json]]:
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in list(entries):
        yield value, key
        if isinstance(each, (dict, list)):
            yield from _places(each)
