"""Drafts of entries: they pin every name that no entry pins yet."""

from __future__ import annotations

from generator.prepare import draft, names
from tests.prepare.team_report import FILES, MODELS, NONE, description, named, parsed


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
