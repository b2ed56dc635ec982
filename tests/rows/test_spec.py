"""`spec/rows.yaml`: every released field, and the strict checks of the file."""

from __future__ import annotations

import importlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from generator import document
from generator.errors import InputError
from generator.render import engine
from generator.render.rows import parse
from tests.rows import wire

CODE = "code_generation_activity_count code_acceptance_activity_count loc_suggested_to_add_sum "
CODE += "loc_suggested_to_delete_sum loc_added_sum loc_deleted_sum"
ALL = f"user_initiated_interaction_count {CODE}"
CUTS = "totals_by_ide totals_by_feature totals_by_language_feature totals_by_language_model "
CUTS += "totals_by_model_feature"
MODES = " ".join(
    f"chat_panel_{mode}_mode" for mode in ["agent", "ask", "custom", "edit", "plan", "unknown"]
)
PARTS = ["skill", "custom_agent", "mcp", "slash_cmd", "plugin"]
CUSTOM = " ".join(f"totals_by_{part} distinct_{part}_use_count" for part in PARTS)
ETL = "etl_id day_partition entity_id_partition"
USE = "interaction_count user_initiated_interaction_count"
APP = "session_count request_count prompt_count token_usage"
USER = f"""day user_id user_login enterprise_id organization_id {ALL} {CUTS} {MODES} {CUSTOM} {ETL}
    used_agent used_chat used_cli totals_by_cli used_copilot_coding_agent used_copilot_cloud_agent
    used_copilot_code_review_active used_copilot_code_review_passive ai_adoption_phase
    ai_credits_used used_copilot_app totals_by_copilot_app totals_by_3rd_party_agent
    used_vscode_agent totals_by_vscode_agent"""
SPANS = ("daily", "weekly", "monthly")
KINDS = [
    "active_users", "active_cli_users", "active_copilot_cloud_agent_users",
    "active_copilot_code_review_users", "passive_copilot_code_review_users",
    "active_copilot_app_users", "active_vscode_agent_users",
]  # fmt: skip

FIELDS = {
    "AggregateDay": f"""day enterprise_id organization_id {ALL} {CUTS} {MODES} {CUSTOM} {ETL}
        {" ".join(f"{span}_{kind}" for span in SPANS for kind in KINDS)}
        monthly_active_chat_users monthly_active_agent_users pull_requests totals_by_cli
        totals_by_ai_adoption_phase totals_by_copilot_app totals_by_3rd_party_agent
        totals_by_vscode_agent""",
    "AggregateWindow": f"""report_start_day report_end_day enterprise_id organization_id created_at
        day_totals copilot_feature_engagement {ETL}""",
    "UserDay": USER,
    "UserWindowDay": f"{USER} report_start_day report_end_day",
    "UserTeamDay": f"day user_id user_login organization_id enterprise_id team_id slug {ETL}",
    "RepositoryDay": f"""day enterprise_id organization_id repo_id repo_owner_name repo_name
        repo_visibility pull_requests pull_request_review_times {ETL}""",
    "IdeTotals": f"ide {ALL}",
    "UserIdeTotals": f"ide {ALL} last_known_plugin_version last_known_ide_version",
    "PluginVersion": "sampled_at plugin plugin_version",
    "IdeVersion": "sampled_at ide_version",
    "CliVersion": "sampled_at cli_version",
    "FeatureTotals": f"feature {ALL}",
    "LanguageFeatureTotals": f"language feature {CODE}",
    "LanguageModelTotals": f"language model {CODE}",
    "ModelFeatureTotals": f"model feature {ALL}",
    "TokenUsage": "output_tokens_sum prompt_tokens_sum avg_tokens_per_request",
    "CliTotals": APP,
    "UserCliTotals": f"{APP} last_known_cli_version",
    "CopilotAppTotals": APP,
    "VscodeAgentTotals": "session_count total_user_messages",
    "UserThirdPartyAgentTotals": "agent_id agent_name user_initiated_interaction_count",
    "ThirdPartyAgentTotals": "agent_id agent_name user_initiated_interaction_count session_count",
    "SkillTotals": f"skill {USE}",
    "CustomAgentTotals": f"custom_agent {USE}",
    "McpTotals": f"mcp {USE}",
    "SlashCommandTotals": f"slash_cmd {USE}",
    "PluginTotals": f"plugin {USE}",
    "AiAdoptionPhase": "phase_number phase version",
    "AiAdoptionPhaseTotals": """phase phase_number total_engaged_users
        avg_user_initiated_interactions avg_code_generation_activities
        avg_code_acceptance_activities avg_loc_added avg_loc_deleted avg_pull_requests_reviewed
        avg_pull_requests_created avg_pull_requests_merged total_pull_requests_merged
        avg_pull_requests_median_minutes_to_merge avg_pull_requests_minutes_to_review
        avg_pull_requests_review_cycles users_in_phase_28d""",
    "PullRequests": """total_created total_reviewed total_merged total_suggestions
        total_applied_suggestions total_created_by_copilot total_reviewed_by_copilot
        total_merged_created_by_copilot total_merged_reviewed_by_copilot total_copilot_suggestions
        total_copilot_applied_suggestions median_minutes_to_merge
        median_minutes_to_merge_copilot_authored median_minutes_to_merge_copilot_reviewed
        copilot_suggestions_by_comment_type""",
    "CommentTypeSuggestions": """comment_type total_copilot_suggestions
        total_copilot_applied_suggestions""",
    "FeatureEngagement": "active_user_count totals_by_feature",
    "FeatureEngagementTotals": "feature engaged_user_count",
    "PullRequestReviewTimes": """authored_by reviewed_by total_merged
        median_minutes_ready_to_first_review p90_minutes_ready_to_first_review
        median_minutes_first_to_final_review p90_minutes_first_to_final_review
        median_minutes_final_review_to_merge p90_minutes_final_review_to_merge""",
}
NO_UNIT = {"phase_number", "entity_id_partition"}


NAMES = [str(each.name) for each in wire.MODEL.types]


@pytest.mark.parametrize("name", FIELDS)
def test_every_released_field_exists(name: str) -> None:
    """Removing a field removes an attribute that users read: see docs/stability.md."""
    assert set(FIELDS[name].split()) <= {each.wire_name for each in wire.MODEL.all_fields(name)}


@pytest.mark.parametrize("name", NAMES)
def test_types_by_name(name: str) -> None:
    for each in wire.MODEL.all_fields(name):
        field = each.wire_name
        if field in ("user_id", "team_id", "repo_id"):
            assert each.annotation == "IntId", field
        elif field in ("enterprise_id", "organization_id", "agent_id"):
            assert each.annotation == "StrId", field
        elif field == "day" or field.startswith("report_") or field == "day_partition":
            assert each.annotation == "datetime.date", field
        elif field.startswith(("avg_", "median_", "p90_")):
            assert each.annotation == "float", field
        elif field.endswith(("_sum", "_count", "_users")):
            assert each.annotation == "int", field
        elif field.startswith("used_"):
            assert each.annotation == "bool", field
        elif field in ("totals_by_cli", "totals_by_copilot_app", "totals_by_vscode_agent"):
            assert each.type == "object", field
        elif field.startswith("totals_by_"):
            assert each.type == "array", field


@pytest.mark.parametrize("name", NAMES)
def test_numbers_have_units_and_fields_a_date_or_a_doubt(name: str) -> None:
    for each in wire.MODEL.all_fields(name):
        if each.type in ("integer", "number") and not each.is_id:
            assert bool(each.unit) != (each.wire_name in NO_UNIT), each.wire_name
        assert (each.since is None) == (not each.is_confirmed), each.wire_name


SMALL: dict[str, Any] = {
    "version": 1,
    "entity": {"organization": "organization_id", "enterprise": "enterprise_id"},
    "groups": {
        "Some": {
            "description": "Fields that come together.",
            "properties": {"a": {"type": "integer", "description": "Number of events."}},
        }
    },
    "objects": {
        "Inner": {
            "description": "An inner object.",
            "properties": {"b": {"type": "string", "description": "Says something."}},
        }
    },
    "rows": {
        "Outer": {
            "description": "A line.",
            "x-row-key": ["day"],
            "x-file-shape": "lines",
            "x-fields-of": ["Some"],
            "properties": {
                "day": {
                    "type": "string",
                    "format": "date",
                    "description": "The day of the events.",
                },
                "inner": {"$ref": "#/objects/Inner", "description": "Its inner object."},
            },
        }
    },
}


def changed(pointer: str, value: Any) -> str:
    """The small file as YAML, with another value at a pointer; None removes the key."""
    copy = document.parse(document.dump(SMALL))
    *path, last = document.split(pointer)
    node = document.resolve(copy, document.join(*path))
    if value is None:
        del node[last]
    else:
        node[last] = value
    return document.dump(copy, sort=False)


def test_the_small_file_is_valid() -> None:
    assert [str(each.name) for each in parse(document.dump(SMALL)).types] == ["Inner", "Outer"]


FIELD = "/rows/Outer/properties"
COUNT = {"type": "integer", "description": "Number of events."}


@pytest.mark.parametrize(
    ("pointer", "value", "message"),
    [
        ("/version", 2, "expected version 1, found 2"),
        ("/entity", None, "'entity' is missing"),
        ("/entity/team", "team_id", "'team' means nothing here"),
        ("/more", {}, "'more' means nothing here"),
        ("/objects/Inner/x-row-key", ["b"], "'x-row-key' means nothing here"),
        ("/objects/inner", SMALL["objects"]["Inner"], "cannot be the name of a type"),
        ("/objects/Row", SMALL["objects"]["Inner"], "cannot be the name of a type"),
        ("/objects/Outer", SMALL["objects"]["Inner"], "is also under rows"),
        ("/objects/Inner/description", None, "'description' is missing"),
        ("/objects/Inner/description", "The inner.", "says nothing"),
        ("/objects/Inner/properties", [], "expected an object, found a list"),
        (f"{FIELD}/inner/$ref", "#/objects/Outer", "leads nowhere"),
        (f"{FIELD}/inner/$ref", "Inner", "expected #/objects/NAME"),
        (f"{FIELD}/inner/type", "array", "a $ref is an object"),
        (f"{FIELD}/day/description", None, "'description' is missing"),
        (f"{FIELD}/day/description", "Day", "says nothing"),
        (f"{FIELD}/day/descripton", "When.", "'descripton' means nothing here"),
        (f"{FIELD}/day/type", "text", "as its type"),
        (f"{FIELD}/day/format", "time", "is not a format of string"),
        (f"{FIELD}/day/x-id", True, "expected true, on an integer or a string"),
        (f"{FIELD}/day/x-since", "soon", "expected a day"),
        (f"{FIELD}/day/x-unit", 5, "expected a string"),
        (f"{FIELD}/day/x-evidence", "none", "expected unconfirmed"),
        (f"{FIELD}/day/items", {"type": "string"}, "items belong to an array"),
        (f"{FIELD}/day/x-values", "x", "expected a list of strings"),
        (f"{FIELD}/list", {"type": "array", "description": "Many."}, "expected an object"),
        (f"{FIELD}/list", COUNT | {"type": "array", "items": {"type": "array"}}, "expected a $ref"),
        (f"{FIELD}/a", COUNT, "the field 'a' is there twice"),
        (f"{FIELD}/day_", COUNT | {"format": "date"}, "is not a format of integer"),
        ("/rows/Outer/x-row-key", ["entity"], "'entity' is no field of Outer"),
        ("/rows/Outer/x-file-shape", "csv", "expected one of object"),
        ("/rows/Outer/x-fields-of", ["None"], "is no group"),
        ("/groups/Some/x-fields-of", ["Some"], "holds itself"),
        ("/rows/Outer/allOf", [{"$ref": "#/rows/Outer"}], "would be a kind of itself"),
        ("/rows/Outer/allOf", [], "expected a list of one $ref"),
    ],
)
def test_mistakes_are_reported_with_their_line(pointer: str, value: Any, message: str) -> None:
    text = changed(pointer, value)
    with pytest.raises(InputError) as caught:
        parse(text, name="rows.yaml")
    assert message in str(caught.value)
    assert caught.value.file == "rows.yaml"
    assert caught.value.line is not None
    assert 1 <= caught.value.line <= len(text.splitlines())


def test_a_duplicate_key_is_an_error() -> None:
    with pytest.raises(InputError, match=r"rows\.yaml:2.*duplicate key"):
        parse("version: 1\nversion: 1\n", name="rows.yaml")


ODD = {
    "class": "class_",
    "extra": "extra_",
    "to_dict": "to_dict_",
    "from_dict": "from_dict_",
    "@timestamp": "timestamp",
    "3rd": "field_3rd",
    "msgspec": "msgspec_",
    "UNSET": "UNSET_",
    "IntId": "IntId_",
    "Inner": "Inner_",
    "int": "int_",
}


def test_keys_that_are_not_identifiers_get_valid_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = document.parse(document.dump(SMALL))
    text["rows"]["Outer"]["properties"] |= dict.fromkeys(ODD, COUNT)
    text["rows"]["Outer"]["properties"]["inner"]["description"] = 'Ends """ with \\ and {{ x }}'
    model = parse(document.dump(text))
    runtime = tmp_path / "odd_rows" / "_runtime"
    shutil.copytree(wire.ROOT / "templates" / "runtime", runtime)
    rows = tmp_path / "odd_rows" / "rows"
    rows.mkdir()
    env = engine.environment(wire.ROOT / "templates")
    (rows / "__init__.py").write_text(engine.render(env, "rows.py.jinja", rows=model), "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    outer = importlib.import_module("odd_rows.rows").Outer
    decoder = importlib.import_module("odd_rows._runtime.decoding.decode").RowDecoder(outer)
    data = {wire_name: number for number, wire_name in enumerate(ODD)} | {"inner": {"b": "x"}}
    line = json.dumps(data).encode()
    for row in (outer.from_dict(data), decoder.decode(line), decoder.decode(line)):
        assert {getattr(row, name) for name in ODD.values()} == set(range(len(ODD)))
        assert row.extra == {}
        assert row.to_dict() == data
    unknown = decoder.decode(b'{"class":"x","new":1}')
    assert unknown.extra == {"class": "x", "new": 1}
    assert decoder.decode(b'{"class":"x","new":1}') == unknown
