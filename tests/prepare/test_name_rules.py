"""The general rule for names that are not pinned: methods, classes, attributes and parameters."""

from __future__ import annotations

import copy
import doctest
from types import ModuleType
from typing import Any

import pytest

from generator import document, lint
from generator.errors import PrepareError
from generator.prepare import identifiers, names, trim
from tests.prepare.team_report import NONE, description, parsed


def test_names_follow_the_general_rule() -> None:
    result = names.name({"v": description()}, NONE)
    value = result.descriptions["v"]
    (item,) = value["paths"].values()
    operation, schemas = item["get"], value["components"]["schemas"]
    assert operation["operationId"] == "getTeamReport"
    assert operation["x-upstream-operation-id"] == "teams/get-team-report"
    assert operation["x-python-name"] == "get_team_report"
    assert [one["x-python-name"] for one in operation["parameters"]] == [
        "team_slug",
        "day",
        "page_size",
    ]
    assert value["components"]["parameters"]["org"]["x-python-name"] == "org"
    assert schemas["team-report"]["x-python-name"] == "TeamReport"
    properties = schemas["team-report"]["properties"]
    assert {key: one["x-python-name"] for key, one in properties.items()} == {
        "@timestamp": "timestamp",
        "rows": "rows",
        "owner": "owner",
    }
    assert properties["rows"]["items"]["x-python-name"] == "TeamReportRowsItem"
    assert len(result.unpinned) == 1 + 2 + 3 + 6  # the operation, its query, classes, attributes


def test_inline_schemas_are_named_after_their_position() -> None:
    inner = {"properties": {"b": {"type": "string"}}}
    schema = {
        "type": "array",
        "items": {
            "properties": {
                "a": copy.deepcopy(inner),
                "choice": {"oneOf": [copy.deepcopy(inner), {"type": "string"}]},
                "by_key": {"additionalProperties": copy.deepcopy(inner)},
            },
        },
    }
    whole = {
        "allOf": [{"$ref": "#/components/schemas/S"}, {"properties": {"own": {"type": "string"}}}]
    }
    value = {
        "paths": {
            "/a": {
                "get": {
                    "operationId": "x/list-things",
                    "responses": {
                        "200": {
                            "description": "",
                            "content": {"application/json": {"schema": schema}},
                        },
                        "404": {
                            "description": "",
                            "content": {"application/json": {"schema": whole}},
                        },
                    },
                }
            }
        },
        "components": {
            "schemas": {"S": {"properties": {"properties": {"items": copy.deepcopy(inner)}}}}
        },
    }
    result = names.name({"v": value}, NONE).descriptions["v"]
    found = {
        pointer.removeprefix("/paths/~1a/get/responses/"): name
        for pointer, name in document.walk(result)
        if pointer.endswith(("/x-python-name", "/x-python-class"))
        and isinstance(name, str)
        and name[0].isupper()
    }
    at = "200/content/application~1json/schema/items"
    assert found == {
        f"{at}/x-python-name": "ListThingsResponseItem",
        f"{at}/properties/a/x-python-class": "ListThingsResponseItemA",
        f"{at}/properties/choice/oneOf/0/x-python-name": "ListThingsResponseItemChoiceVariant1",
        f"{at}/properties/by_key/additionalProperties/x-python-name": "ListThingsResponseItemByKeyValue",
        "404/content/application~1json/schema/x-python-name": "ListThingsResponse404",
        "/components/schemas/S/x-python-name": "S",
        "/components/schemas/S/properties/properties/items/x-python-name": "SPropertiesItem",
    }
    attributes = document.resolve(result, f"/paths/~1a/get/responses/{at}/properties")
    assert {one["x-python-name"] for one in attributes.values()} == {"a", "choice", "by_key"}
    own = document.resolve(
        result, "/paths/~1a/get/responses/404/content/application~1json/schema/allOf/1"
    )
    assert own["properties"]["own"]["x-python-name"] == "own"
    assert "x-python-name" not in own


def two_schemas(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    one = {"properties": {"a": {"type": "string"}}} | first
    other = {"properties": {}} | second
    return {"paths": {}, "components": {"schemas": {"one-thing": one, "other-thing": other}}}


def test_schemas_of_one_title_are_named_by_their_keys() -> None:
    value = two_schemas(
        {"title": "Thing"}, {"title": "Thing", "properties": {"b": {"type": "string"}}}
    )
    result = names.name({"v": value}, NONE).descriptions["v"]["components"]["schemas"]
    assert [one["x-python-name"] for one in result.values()] == ["OneThing", "OtherThing"]


def test_a_class_name_that_is_taken_gets_a_number() -> None:
    value = two_schemas({"title": "Other Thing"}, {"properties": {"b": {"type": "string"}}})
    result = names.name({"v": value}, NONE).descriptions["v"]["components"]["schemas"]
    assert [one["x-python-name"] for one in result.values()] == ["OtherThing", "OtherThing2"]


def test_indistinguishable_schemas_are_an_error_with_both_pointers() -> None:
    value = two_schemas({"properties": {"@a": {"type": "string"}, "a": {"type": "string"}}}, {})
    with pytest.raises(PrepareError, match="'@a' and 'a' both have the Python name a"):
        names.name({"v": value}, NONE)


def test_an_operation_id_that_is_taken_gets_a_number() -> None:
    value = {
        "paths": {one: {"get": {"operationId": "x/same", "responses": {}}} for one in ("/a", "/b")}
    }
    result = names.name({"v": value}, NONE).descriptions["v"]["paths"]
    assert [item["get"]["operationId"] for item in result.values()] == ["same", "same2"]
    taken = parsed({"operations/other.yaml": "at: get /b\naliases: [same]\n"})
    result = names.name({"v": value}, taken).descriptions["v"]["paths"]
    assert [item["get"]["x-python-name"] for item in result.values()] == ["same2", "other"]
    twice = parsed(
        {"operations/a.yaml": "at: get /a\nname: x\n", "operations/x.yaml": "at: get /b\n"}
    )
    with pytest.raises(PrepareError, match="the name x is also that of /paths/~1a/get"):
        names.name({"v": value}, twice)


def test_names_that_cannot_become_an_identifier_are_refused() -> None:
    with pytest.raises(PrepareError, match="cannot derive a Python name") as caught:
        names.name(
            {"v": two_schemas({"properties": {"\N{SNOWMAN}": {"type": "string"}}}, {})}, NONE
        )
    assert caught.value.pointer == "/components/schemas/one-thing/properties/\N{SNOWMAN}"
    with pytest.raises(PrepareError, match="cannot derive an operationId"):
        names.name(
            {"v": {"paths": {"/a": {"get": {"operationId": "\N{SNOWMAN}", "responses": {}}}}}},
            NONE,
        )


@pytest.mark.parametrize(
    ("upstream", "operation_id", "function"),
    [
        (
            "copilot/copilot-organization-users-one-day-usage-metrics",
            "copilotOrganizationUsersOneDayUsageMetrics",
            "copilot_organization_users_one_day_usage_metrics",
        ),
        ("copilot/get-usage-records", "getUsageRecords", "get_usage_records"),
        ("copilot/usage-metrics-for-org", "usageMetricsForOrg", "usage_metrics_for_org"),
        ("getUsageRecords", "getUsageRecords", "get_usage_records"),
        ("a/b/c", "bC", "b_c"),
        ("x/import", "import", "import_"),
        ("x/get-sha256", "getSha256", "get_sha256"),
        ("x/HTTPServer", "httpServer", "http_server"),
    ],
)
def test_operation_ids_in_octokits_form(upstream: str, operation_id: str, function: str) -> None:
    assert identifiers.camel(upstream) == operation_id
    assert identifiers.snake(operation_id) == function


@pytest.mark.parametrize(
    ("wire_name", "attribute"),
    [
        ("total_active_users", "total_active_users"),
        ("scimType", "scimType"),
        ("@timestamp", "timestamp"),
        ("class", "class_"),
        ("extra", "extra_"),
        ("from_dict", "from_dict_"),
        ("__class__", "class_"),
        ("_links", "links"),
        ("28-day", "field_28_day"),
        ("a.b c", "a_b_c"),
        ("ﬁeld", "field"),
        ("p\N{CYRILLIC SMALL LETTER A}ge", "p_ge"),
        ("\N{SNOWMAN}", ""),
    ],
)
def test_attribute_names(wire_name: str, attribute: str) -> None:
    assert identifiers.attribute(wire_name) == attribute


def test_class_names() -> None:
    assert identifiers.pascal("Copilot Metrics 1 Day Report") == "CopilotMetrics1DayReport"
    assert identifiers.pascal("copilot-usage-metrics-day") == "CopilotUsageMetricsDay"
    assert identifiers.pascal("none") == "None_"
    assert identifiers.pascal("2fa") == "_2Fa"


@pytest.mark.parametrize("module", [identifiers, lint, trim])
def test_the_examples_in_docstrings_are_right(module: ModuleType) -> None:
    results = doctest.testmod(module)
    assert results.attempted > 0
    assert results.failed == 0
