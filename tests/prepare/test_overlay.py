"""OpenAPI Overlay 1.0: parsing, updates, removals, order, and errors that name the line."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import InputError, PrepareError
from generator.prepare import overlay

HEAD = "overlay: 1.0.0\ninfo: {title: T, version: 1.0.0}\n"


def applied(description: Any, actions: str) -> Any:
    before = copy.deepcopy(description)
    parsed = overlay.parse(f"{HEAD}actions:\n{actions}", name="o.yaml")
    result, _ = overlay.apply(description, parsed)
    assert description == before
    return result


def test_an_update_merges_objects_joins_lists_and_replaces_scalars() -> None:
    description = {"a": {"keep": 1, "deep": {"x": 1}, "list": [1], "text": "old"}}
    update = "  - target: $.a\n    update: {deep: {y: 2}, list: [2], text: 5, new: {z: [3]}}\n"
    assert applied(description, update) == {
        "a": {"keep": 1, "deep": {"x": 1, "y": 2}, "list": [1, 2], "text": 5, "new": {"z": [3]}}
    }


def test_an_update_of_a_list_appends_an_entry() -> None:
    assert applied({"a": [1]}, "  - {target: $.a, update: {name: n}}\n") == {
        "a": [1, {"name": "n"}]
    }
    assert applied({"a": [1]}, "  - {target: $.a, update: text}\n") == {"a": [1, "text"]}
    assert applied({"a": [1]}, "  - {target: $.a, update: [2, 3]}\n") == {"a": [1, 2, 3]}


def test_the_root_and_many_nodes_can_be_targets() -> None:
    description: dict[str, Any] = {"paths": {"/a": {"get": {}}, "/b": {"get": {}, "put": {}}}}
    actions = "  - {target: $, update: {x-root: true}}\n  - {target: '$.paths.*.get', update: {x-safe: true}}\n"
    assert applied(description, actions) == {
        "x-root": True,
        "paths": {"/a": {"get": {"x-safe": True}}, "/b": {"get": {"x-safe": True}, "put": {}}},
    }


def test_a_value_inserted_in_many_places_is_copied() -> None:
    actions = "  - {target: '$.*', update: {list: [1]}}\n  - {target: $.a, update: {list: [2]}}\n"
    assert applied({"a": {}, "b": {}}, actions) == {"a": {"list": [1, 2]}, "b": {"list": [1]}}


def test_removals_keep_the_rest_in_place() -> None:
    description = {"list": [{"n": 1}, {"n": 2}, {"n": 1}, {"n": 3}], "a": {"b": 1, "c": 2}}
    actions = "  - {target: '$.list[?@.n == 1]', remove: true}\n  - {target: $.a.b, remove: true}\n"
    assert applied(description, actions) == {"list": [{"n": 2}, {"n": 3}], "a": {"c": 2}}
    assert applied(description, "  - {target: '$..n', remove: true}\n")["list"] == [{}, {}, {}, {}]


def test_remove_wins_over_update_and_actions_run_in_order() -> None:
    actions = (
        "  - {target: $.a, remove: true, update: {x: 1}}\n  - {target: $, update: {a: {y: 2}}}\n"
    )
    assert applied({"a": {"x": 0}}, actions) == {"a": {"y": 2}}


@pytest.mark.parametrize(
    ("actions", "line", "message"),
    [
        ("  - {target: $.a.n, update: {x: 1}}\n", 4, "updates a number at /a/n"),
        ("  - {target: $.a, update: 7}\n", 4, "updates an object with a number"),
        ("  - {target: $.a, update: {n: {x: 1}}}\n", 4, "merges an object into a number at /a/n"),
        ("  - {target: $, update: {a: [1]}}\n", 4, "merges a list into an object at /a"),
        ("  - {target: $, remove: true}\n", 4, "whole document"),
    ],
)
def test_an_action_without_a_target_names_its_line(actions: str, line: int, message: str) -> None:
    with pytest.raises(PrepareError, match=message) as caught:
        applied({"a": {"n": 1}}, actions)
    assert (caught.value.file, caught.value.line) == ("o.yaml", line)
    assert "the action on $" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("- 1\n", 1, "expected an object"),
        ("overlay: 1.1.0\ninfo: {title: T, version: '1'}\nactions: []\n", 1, "overlay: 1.0.0"),
        ("overlay: 1.0.0\nactions: []\n", 1, "`info` is missing"),
        ("overlay: 1.0.0\ninfo: {title: T}\nactions: []\n", 2, "info.version"),
        (
            "overlay: 1.0.0\ninfo: {title: T, version: '1', author: me}\nactions: []\n",
            2,
            "unknown key 'author'",
        ),
        (HEAD + "extends: 7\nactions: [{target: $, update: {}}]\n", 3, "extends"),
        (HEAD + "actions: []\n", 3, "at least one"),
        (HEAD + "action: []\n", 3, "unknown key 'action'"),
        (HEAD + "actions:\n  - 7\n", 4, "an action is an object"),
        (HEAD + "actions:\n  - {update: {}}\n", 4, "needs a `target`"),
        (HEAD + "actions:\n  - {target: $, updates: {}}\n", 4, "unknown key 'updates'"),
        (HEAD + "actions:\n  - {target: $.a}\n", 4, "needs an `update`"),
        (HEAD + "actions:\n  - {target: $.a, remove: 'yes'}\n", 4, "true or false"),
        (HEAD + "actions:\n  - {target: $.a, update: {}, description: 7}\n", 4, "must be a string"),
        (HEAD + "actions:\n  - {target: a.b, update: {}}\n", 4, "not a JSONPath: a.b"),
        (HEAD + "actions:\n  - {target: '$.a[', update: {}}\n", 4, "not a JSONPath"),
        (HEAD + "actions:\n  - {target: $, update: {}}\n  - {target: $, update: {}}\n", 5, "twice"),
    ],
)
def test_invalid_overlay_is_refused_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(PrepareError, match=message) as caught:
        overlay.parse(text, name="o.yaml")
    assert (caught.value.file, caught.value.line) == ("o.yaml", line)


def test_extensions_and_unreadable_texts() -> None:
    text = HEAD + "x-a: 1\nactions:\n  - {target: $, update: {}, x-link: 'https://example.com/'}\n"
    assert overlay.parse(text, name="o.yaml").actions[0].extensions == {
        "x-link": "https://example.com/"
    }
    with pytest.raises(InputError):
        overlay.parse("a: [", name="o.yaml")


DESCRIBED: dict[str, Any] = {
    "servers": [{"url": "https://api.example.com"}],
    "paths": {
        "/a": {
            "get": {
                "parameters": [{"name": "day", "in": "query", "schema": {"type": "string"}}],
                "responses": {"200": {"description": ""}},
            }
        }
    },
    "components": {
        "parameters": {"org": {"name": "org", "in": "path"}},
        "schemas": {"report": {"properties": {"day": {"type": "string"}}}},
    },
}


@pytest.mark.parametrize(
    ("target", "update", "created"),
    [
        ("$.components.schemas.report", "{properties: {gone: {description: x}}}", "'gone'"),
        ("$.components.schemas.report.properties", "{gone: {}}", "'gone'"),
        ("$.components.schemas", "{gone: {type: object}}", "'gone'"),
        ("$.components", "{headers: {gone: {}}}", "'gone'"),
        ("$.components.schemas.report.properties.day", "{properties: {gone: {}}}", "'gone'"),
        ("$.components.parameters", "{gone: {name: gone}}", "'gone'"),
        ("$.paths['/a'].get.parameters", "{name: gone, in: query}", "an item"),
        ("$.paths['/a'].get", "{parameters: [{name: gone}]}", "an item"),
        ("$.paths", "{/gone: {}}", "'/gone'"),
        ("$.paths['/a']", "{put: {}}", "'put'"),
    ],
)
def test_an_update_that_creates_what_upstream_lacks_names_the_key(
    target: str, update: str, created: str
) -> None:
    with pytest.raises(
        PrepareError, match=f"creates {created} at /.* GitHub has no such"
    ) as caught:
        applied(DESCRIBED, f'  - {{target: "{target}", update: {update}}}\n')
    assert (caught.value.file, caught.value.line) == ("o.yaml", 4)


def test_all_failing_actions_are_reported_together() -> None:
    actions = "".join(
        f"  - {{target: $.components.schemas, update: {{{name}: {{}}}}}}\n" for name in "xyz"
    )
    with pytest.raises(PrepareError, match="creates 'x'") as caught:
        applied(DESCRIBED, actions)
    assert ["creates 'y'" in caught.value.details[0], "creates 'z'" in caught.value.details[1]] == [
        True,
        True,
    ]


def test_facts_servers_and_statuses_may_be_corrected() -> None:
    result = applied(
        DESCRIBED,
        "  - {target: $.servers, update: {url: 'https://{x}.example.com'}}\n"
        "  - {target: $.components.schemas.report.properties.day, update: {format: date}}\n"
        "  - {target: \"$.paths['/a'].get.responses\", update: {'204': {description: ''}}}\n",
    )
    assert len(result["servers"]) == 2
    assert result["components"]["schemas"]["report"]["properties"]["day"]["format"] == "date"


@pytest.mark.parametrize(
    "action",
    [
        "{target: $.gone, update: {x: 1}}",
        "{target: $.gone, remove: true}",
        "{target: $.components.schemas.report.properties.day, update: {type: string}}",
    ],
)
def test_an_action_without_an_effect_is_returned(action: str) -> None:
    parsed = overlay.parse(f"{HEAD}actions:\n  - {action}\n", name="o.yaml")
    result, idle = overlay.apply(DESCRIBED, parsed)
    assert result == DESCRIBED
    assert idle == list(parsed.actions)


KEYS = st.sampled_from(["a", "b", "c"])
OBJECTS = st.recursive(
    st.dictionaries(KEYS, st.integers(0, 3), max_size=3),
    lambda inner: st.dictionaries(KEYS, inner | st.integers(0, 3), max_size=3),
    max_leaves=8,
)


def merged(target: dict[str, Any], update: dict[str, Any]) -> dict[str, Any]:
    action = overlay.Action("$", update, True, False, None, None, {})
    return overlay.apply(target, overlay.Overlay("o", (action,)))[0]


@given(OBJECTS, OBJECTS)
@settings(max_examples=150, deadline=None)
def test_an_update_without_lists_is_idempotent_and_complete(
    target: dict[str, Any], update: dict[str, Any]
) -> None:
    try:
        once = merged(target, update)
    except PrepareError:
        return
    assert merged(once, update) == once
    assert merged(target, {}) == target
    assert once.keys() == target.keys() | update.keys()
    assert merged(update, update) == update
