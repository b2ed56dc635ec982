"""A package whose names are all words of our templates is strictly typed: no name changes the meaning of another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.render.harness import generate, imported
from tests.strict import mypy

WORDS = [
    *(
        "class",
        "match",
        "print",
        "list",
        "str",
        "dict",
        "frozenset",
        "self",
        "cls",
        "None",
        "float",
    ),
    *("close", "aclose", "from_dict", "to_dict", "extra", "rows", "pages", "items", "base_url"),
    *(
        "operations",
        "models",
        "datetime",
        "attrs",
        "Literal",
        "Any",
        "ClassVar",
        "UNSET",
        "Mapping",
    ),
    *(
        "UnsetType",
        "deprecated",
        "NoData",
        "Model",
        "Operation",
        "Parameter",
        "DocumentedResponse",
        "Pagination",
    ),
    *("SyncClient", "AsyncClient", "CopilotMetrics", "PagedItems", "ReportRows", "DayWindow"),
    *("api_version", "NOTHING", "annotations", "row_types", "property", "settings"),
]


def of_words() -> dict[str, Any]:
    """A description with an operation, a parameter, a class and an attribute of each word."""
    paths, schemas = {}, {}
    for number, word in enumerate(WORDS):
        fields: dict[str, Any] = {each: {"type": "string"} for each in WORDS}
        fields |= {"own": {"$ref": f"#/components/schemas/{word}"}}
        fields |= {f"{word}s": {"type": "array", "items": {"type": "string", "format": "date"}}}
        schemas[word] = {"type": "object", "required": ["print"], "properties": fields}
        names = {"list": ["asc"], word: ["a"]}
        schema = {"$ref": f"#/components/schemas/{word}"}
        paths[f"/it/{number}"] = {
            "get": {
                "operationId": word,
                "deprecated": number % 2 == 0,
                "parameters": [
                    *(
                        {"name": name, "in": "query", "schema": {"type": "string", "enum": values}}
                        for name, values in names.items()
                    ),
                    {
                        "name": "since",
                        "in": "query",
                        "schema": {"type": "string", "format": "date-time"},
                    },
                ],
                "responses": {
                    "200": {"description": "", "content": {"application/json": {"schema": schema}}}
                },
            }
        }
    info = {"title": "t", "version": "1"}
    return {"openapi": "3.0.3", "info": info, "paths": paths, "components": {"schemas": schemas}}


def test_every_word_at_once_is_strictly_typed(tmp_path: Path, mypy_cache: Path) -> None:
    generated = generate(tmp_path, of_words())
    with imported(generated) as package:
        assert len(package.OPERATIONS) == len(WORDS)
    found = mypy(generated.folder.parent, mypy_cache, sorted(generated.folder.glob("*.py")))
    assert found.returncode == 0, found.stdout + found.stderr
