"""A package whose every name is a word of ours is still strictly typed: no name changes what another means."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.render.harness import generate, imported

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
        "Answer",
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


def test_every_word_at_once_is_strictly_typed(tmp_path: Path) -> None:
    generated = generate(tmp_path, of_words())
    with imported(generated) as package:
        assert len(package.OPERATIONS) == len(WORDS)
    config = tmp_path / "mypy.ini"
    config.write_text(f"[mypy]\n[mypy-{generated.name}._runtime.*]\nfollow_imports = silent\n")
    options = ["--strict", "--config-file", str(config), "--cache-dir", str(tmp_path / "cache")]
    command = [sys.executable, "-m", "mypy", *options, *map(str, generated.folder.glob("*.py"))]
    found = subprocess.run(
        command, cwd=generated.folder.parent, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout + found.stderr
