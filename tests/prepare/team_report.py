"""A small API description with one report, and the entries that pin its names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.prepare import entries, entry_files, names

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
