"""Names: the general rule, the pins, and that a rename upstream does not change names for users."""

from __future__ import annotations

import copy
import doctest
import json
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import pytest

from generator import document, lint
from generator.errors import PrepareError
from generator.prepare import draft, entries, entry_files, identifiers, names, trim

ENTRY = """\
at: get /orgs/{org}/teams/{team}/report
aliases: [old_team_report]
parameters:
  day:
  page[size]: {name: page_size}
"""
MODELS = """\
TeamReport:
  at: teamReport/200/application~1json
  fields: {"@timestamp": , rows: , owner: }
TeamReportRow:
  at: [gone/200/x, TeamReport/properties/rows/items]
  fields: {name: , inner: }
Person:
  at: TeamReport/properties/owner
  fields: {id: }
"""
FILES = {"operations/teamReport.yaml": ENTRY, "models.yaml": MODELS}
NONE = entries.Entries()


def parsed(files: Mapping[str, str] = FILES) -> entries.Entries:
    return entry_files.parse({name: text.encode() for name, text in files.items()})


def description() -> dict[str, Any]:
    """One operation whose response refers to a component, an inline class and a shared component."""
    return {
        "openapi": "3.0.3",
        "info": {"title": "T", "version": "1"},
        "paths": {
            "/orgs/{org}/teams/{team_slug}/report": {
                "parameters": [{"$ref": "#/components/parameters/org"}],
                "get": {
                    "operationId": "teams/get-team-report",
                    "parameters": [
                        {
                            "name": "team_slug",
                            "in": "path",
                            "required": True,
                            "schema": {"type": "string"},
                        },
                        {"name": "day", "in": "query", "schema": {"type": "string"}},
                        {"name": "page[size]", "in": "query", "schema": {"type": "integer"}},
                    ],
                    "responses": {"200": {"$ref": "#/components/responses/report"}},
                },
            }
        },
        "components": {
            "parameters": {
                "org": {"name": "org", "in": "path", "required": True, "schema": {"type": "string"}}
            },
            "responses": {
                "report": {
                    "description": "",
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/team-report"}}
                    },
                }
            },
            "schemas": {
                "team-report": {
                    "title": "Team Report",
                    "type": "object",
                    "properties": {
                        "@timestamp": {"type": "integer"},
                        "rows": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "properties": {
                                    "name": {"type": "string"},
                                    "inner": {
                                        "type": "object",
                                        "additionalProperties": {"type": "string"},
                                    },
                                },
                            },
                        },
                        "owner": {"$ref": "#/components/schemas/simple-user"},
                    },
                },
                "simple-user": {"title": "Simple User", "properties": {"id": {"type": "integer"}}},
            },
        },
    }


def named(value: dict[str, Any], files: Mapping[str, str] = FILES) -> names.Named:
    return names.name({"2026-03-10": value}, parsed(files))


def python_names(value: dict[str, Any]) -> dict[str, Any]:
    """All names that users see, by a path that does not depend on upstream's names."""
    result = named(value).descriptions["2026-03-10"]
    (item,) = result["paths"].values()
    operation = item["get"]
    parameters = [*result["components"]["parameters"].values(), *operation["parameters"]]
    schemas = document.walk(result["components"]["schemas"])
    return {
        "operationId": operation["operationId"],
        "function": operation["x-python-name"],
        "aliases": operation["x-python-aliases"],
        "parameters": sorted(node["x-python-name"] for node in parameters),
        "schemas": sorted(name for key, name in schemas if key.endswith("/x-python-name")),
    }


def rename_operation_id(value: dict[str, Any]) -> None:
    (item,) = value["paths"].values()
    item["get"]["operationId"] = "teams/quite-another"


def rename_title(value: dict[str, Any]) -> None:
    value["components"]["schemas"]["team-report"]["title"] = "Something Else"
    value["components"]["schemas"]["simple-user"]["title"] = "Team Report"


def rename_schema_key(value: dict[str, Any]) -> None:
    text = json.dumps(value).replace("team-report", "zz-report").replace("simple-user", "aa-user")
    value.clear()
    value.update(json.loads(text))


def rename_path_parameter(value: dict[str, Any]) -> None:
    text = json.dumps(value).replace("{org}", "{organization}").replace("{team_slug}", "{team_id}")
    text = text.replace('"name": "org"', '"name": "organization"').replace(
        '"team_slug"', '"team_id"'
    )
    text = text.replace("parameters/org", "parameters/organization").replace(
        '{"org":', '{"organization":'
    )
    value.clear()
    value.update(json.loads(text))


RENAMES = [rename_operation_id, rename_title, rename_schema_key, rename_path_parameter]


@pytest.mark.parametrize("rename", RENAMES)
def test_a_rename_upstream_does_not_change_names_for_users(
    rename: Callable[[dict[str, Any]], None],
) -> None:
    before = python_names(description())
    changed = description()
    rename(changed)
    assert changed != description()
    assert python_names(changed) == before
    assert before == {
        "operationId": "teamReport",
        "function": "team_report",
        "aliases": ["old_team_report"],
        "parameters": ["day", "org", "page_size", "team"],
        "schemas": sorted(
            [
                "TeamReport",
                "TeamReportRow",
                "Person",
                "timestamp",
                "rows",
                "owner",
                "name",
                "inner",
                "id",
            ]
        ),
    }


def test_all_renames_at_once_do_not_change_names_for_users() -> None:
    changed = description()
    for rename in RENAMES:
        rename(changed)
    assert python_names(changed) == python_names(description())
    result = named(changed).descriptions["2026-03-10"]
    (operation,) = [item["get"] for item in result["paths"].values()]
    assert operation["x-upstream-operation-id"] == "teams/quite-another"


def test_without_pins_the_renames_change_names() -> None:
    for rename in RENAMES[:2]:
        changed = description()
        rename(changed)
        seen = [
            names.name({"v": value}, NONE).descriptions["v"] for value in (description(), changed)
        ]
        values = [
            {text for key, text in document.walk(one) if key.endswith("/x-python-name")}
            for one in seen
        ]
        assert values[0] != values[1]


def test_everything_is_pinned_and_the_input_is_not_changed() -> None:
    value = description()
    before = copy.deepcopy(value)
    assert named(value).unpinned == ()
    assert value == before


def test_naming_is_idempotent() -> None:
    once = named(description()).descriptions["2026-03-10"]
    assert named(once).descriptions["2026-03-10"] == once


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


def test_a_shared_parameter_with_another_name_is_copied_for_its_operation() -> None:
    value = description()
    other = copy.deepcopy(value["paths"]["/orgs/{org}/teams/{team_slug}/report"])
    other["get"]["operationId"] = "teams/other"
    other["get"]["parameters"] = []
    value["paths"]["/orgs/{org}/other"] = other
    files = {**FILES, "operations/other.yaml": "at: get /orgs/{organization}/other\n"}
    result = named(value, files).descriptions["2026-03-10"]
    shared = result["components"]["parameters"]["org"]["x-python-name"]
    (own,) = [
        one["x-python-name"]
        for path in result["paths"].values()
        for one in path["get"]["parameters"]
        if one["name"] == "org"
    ]
    assert {shared, own} == {"org", "organization"}


@pytest.mark.parametrize(
    ("file", "old", "new", "what", "line"),
    [
        (
            "operations/teamReport.yaml",
            "/report",
            "/gone",
            "operation get /orgs/{}/teams/{}/gone",
            1,
        ),
        ("operations/teamReport.yaml", "page[size]", "gone", "parameter gone of teamReport", 1),
        ("models.yaml", "properties/owner", "properties/gone", "model Person", 7),
        ("models.yaml", "TeamReport/properties/owner", "gone/200/x", "model Person", 7),
        ("models.yaml", "{id: }", "{gone: }", "field gone of Person", 9),
        ("models.yaml", "properties/owner", "properties/rows", "model Person", 7),
    ],
)
def test_parts_of_an_entry_that_upstream_lacks_are_reported(
    file: str, old: str, new: str, what: str, line: int
) -> None:
    assert old in FILES[file]
    result = named(description(), {**FILES, file: FILES[file].replace(old, new)})
    assert (f"spec/{file}", line, f"the {what}") in [
        (one.file, one.line, one.what) for one in result.stale
    ]


PERIOD = {"type": "object", "properties": {"year": {"type": "integer"}}}
ALSO = """\
Period:
  at: TeamReport/properties/first
  also: [TeamReport/properties/last, TeamReport/properties/rows/items/properties/period]
  fields: {year: }
"""


def periods(last: dict[str, Any]) -> dict[str, Any]:
    """The description with three inline objects; the second one may differ."""
    value = description()
    report = value["components"]["schemas"]["team-report"]["properties"]
    row = report["rows"]["items"]["properties"]
    report["first"], report["last"], row["period"] = (*map(copy.deepcopy, (PERIOD, last, PERIOD)),)
    return value


def test_equal_inline_schemas_get_one_class() -> None:
    files = {**FILES, "models.yaml": MODELS + ALSO}
    value = periods({**PERIOD, "title": "Last"})
    result = named(value, files).descriptions["2026-03-10"]["components"]["schemas"]
    report, reference = result["team-report"]["properties"], {"$ref": "#/components/schemas/period"}
    assert result["period"]["x-python-name"] == "Period"
    assert report["first"]["$ref"] == report["last"]["$ref"] == reference["$ref"]
    assert report["rows"]["items"]["properties"]["period"]["$ref"] == reference["$ref"]
    again = named(
        {**value, "components": named(value, files).descriptions["2026-03-10"]["components"]}, files
    )
    assert again.descriptions["2026-03-10"]["components"]["schemas"] == result


@pytest.mark.parametrize("year", [{"type": "string"}, {"type": "integer", "minimum": 0}])
def test_schemas_that_differ_cannot_have_one_class(year: dict[str, Any]) -> None:
    files = {**FILES, "models.yaml": MODELS + ALSO}
    with pytest.raises(PrepareError, match="one class for two schemas that differ") as caught:
        named(periods({**PERIOD, "properties": {"year": year}}), files)
    for place in ("team-report/properties/first", "team-report/properties/last"):
        assert place in str(caught.value)
    assert "remove that path from `also` of Period in spec/models.yaml" in str(caught.value)


def test_a_further_path_that_upstream_lacks_is_reported() -> None:
    files = {**FILES, "models.yaml": MODELS + ALSO.replace("properties/last", "properties/gone")}
    (stale,) = named(periods(PERIOD), files).stale
    assert (stale.file, stale.line) == ("spec/models.yaml", 10)
    assert stale.what == ("the path teamReport/200/application~1json/properties/gone of Period")


def test_two_entries_for_one_schema_are_an_error_with_its_line() -> None:
    files = {**FILES, "models.yaml": MODELS.replace("properties/owner", "properties/rows/items")}
    with pytest.raises(PrepareError, match="two names for one schema") as caught:
        named(description(), files)
    assert (caught.value.file, caught.value.line) == ("spec/models.yaml", 7)


def test_a_pin_may_apply_to_only_one_api_version() -> None:
    empty: dict[str, Any] = {"paths": {}, "components": {}}
    result = names.name({"2022-11-28": description(), "2026-03-10": empty}, parsed())
    assert (result.unpinned, result.stale) == ((), ())


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("operations/a.yaml", "[]", "expected an object"),
        ("operations/a.yaml", "at: /a", "must be a method and a path"),
        ("operations/a.yaml", "at: get /a\nothers: {}", "unknown key 'others'"),
        ("operations/a.yaml", "at: get /a\nname: class", "'class' is not a Python name"),
        ("operations/a.yaml", "at: get /a/{1x}", "'1x' is not a Python name"),
        ("operations/a.yaml", "at: get /a/{b}/{b}", "have the same Python name"),
        ("operations/a.yaml", "at: get /a\nuses: [gone]", "no shared facts 'gone'"),
        ("operations/a.yaml", "at: get /a\nuses: gone", "expected a list"),
        ("operations/a.yaml", "at: get /a\nsummary: 1", "expected a text"),
        ("operations/a.yaml", "at: get /a\nparameters: {b: {x: 1}}", "unknown key 'x'"),
        ("operations/a.yaml", "at: get /a\nretired: {closed: '2026'}", "needs a `release`"),
        ("operations/a-b.yaml", "at: get /a", "'a-b' is not a valid one"),
        ("models.yaml", "1x: {at: a/b/c}", "'1x' is not a Python name"),
        ("models.yaml", "A: {at: a}", "`at` must be"),
        ("models.yaml", "A: {at: a/b/c, also: [a]}", "`also` must be"),
        ("models.yaml", "A: {at: a/b/c, fields: {a: {name: b}, b: }}", "have the same Python name"),
        ("shared.yaml", "facts: {a: {uses: [b]}}", "no shared facts 'b'"),
        ("shared.yaml", "texts: {}", "unknown key 'texts'"),
    ],
)
def test_a_mistake_in_an_entry_is_reported_with_its_line(
    file: str, text: str, message: str
) -> None:
    with pytest.raises(PrepareError, match=message) as caught:
        parsed({file: text})
    assert str(caught.value).startswith(f"spec/{file}:")


def test_all_mistakes_are_reported_at_once() -> None:
    files = {
        "operations/a.yaml": "at: get /a\nname: class\nothers: 1\n",
        "operations/b.yaml": "at: get /a\n",
        "models.yaml": "A: {at: a}\n",
    }
    with pytest.raises(PrepareError) as caught:
        parsed(files)
    assert [line.partition(": ")[0] for line in (str(caught.value), *caught.value.details)] == [
        "spec/models.yaml:1",
        "spec/operations/a.yaml:3",
        "spec/operations/a.yaml:2",
        "spec/operations/b.yaml:1",
    ]


def test_facts_of_the_entry_override_shared_facts() -> None:
    shared = """\
facts:
  report: {stage: closed, roles: [owner], parameters: {day: farther}}
  one-day: {uses: [report], stage: public preview, parameters: {day: nearer}}
"""
    files = {
        "shared.yaml": shared,
        "operations/a.yaml": "at: get /a\nuses: [one-day]\nroles: [me]\n",
    }
    (entry,) = parsed(files).operations.values()
    assert entry.known.facts == {"stage": "public preview", "roles": ["me"]}
    assert entry.known.parameters["day"].description == "nearer"


def written(drafted: list[draft.Draft]) -> dict[str, str]:
    return {one.file: one.text for one in drafted}


def test_drafts_pin_everything() -> None:
    first = names.name({"v": description()}, NONE)
    files = written(draft.drafts(first.descriptions, first.unpinned, NONE, {}))
    assert files.keys() == {"operations/getTeamReport.yaml", "models.yaml"}
    again = names.name({"v": description()}, parsed(files))
    assert (again.unpinned, again.stale) == ((), ())
    assert again.descriptions == first.descriptions
    assert draft.drafts(again.descriptions, again.unpinned, parsed(files), {}) == []


def test_drafts_contain_only_new_names() -> None:
    value = description()
    schema = value["components"]["schemas"]["team-report"]
    schema["properties"]["new"] = {"type": "string"}
    value["paths"]["/orgs/{org}/teams/{team_slug}/report"]["get"]["parameters"].append(
        {"name": "sort", "in": "query", "schema": {"type": "string"}}
    )
    files = {
        **FILES,
        "models.yaml": MODELS.replace(
            '{"@timestamp": , rows: , owner: }', "\n    '@timestamp':\n    rows:\n    owner:"
        ),
    }
    first = named(value, files)
    texts = {name: text.encode() for name, text in files.items()}
    drafted = draft.drafts(first.descriptions, first.unpinned, parsed(files), texts)
    assert [(one.file, one.under, one.lines) for one in drafted] == [
        ("operations/teamReport.yaml", ("parameters",), ("sort:",)),
        ("models.yaml", ("TeamReport", "fields"), ("new:",)),
    ]
    again = named(value, {**files, **written(drafted)})
    assert (again.unpinned, again.stale) == ((), ())


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
