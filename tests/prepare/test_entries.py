"""Entries, which pin names and add facts: what they apply to, and the errors of invalid ones."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from generator.errors import PrepareError
from generator.prepare import names
from tests.prepare.team_report import FILES, MODELS, description, named, parsed


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
