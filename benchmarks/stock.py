"""Stock openapi-python-client's models of a row, generated from our own row schemas."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from .harness import ROOT, process

FOLDER = ROOT / ".cache" / "bench" / "stock"
SCHEMA = ROOT / "generated" / "copilot_usage_metrics" / "rows" / "rows.schema.json"


def stock_from_dict(row_type: str) -> Callable[[dict[str, Any]], object]:
    """`from_dict` of the stock generator's model of a row type."""
    if not (FOLDER / "stock_rows").exists():
        _generate()
    if str(FOLDER) not in sys.path:
        sys.path.insert(0, str(FOLDER))
    model = getattr(import_module("stock_rows.models"), row_type)
    return model.from_dict  # type: ignore[no-any-return]


def _plain(definitions: dict[str, Any]) -> dict[str, Any]:
    """The same schemas in a form that the stock generator supports: no inheritance, no null besides a type."""
    plain = {}
    for name, definition in definitions.items():
        properties = dict(definition["properties"])
        for base in definition.get("allOf", ()):
            properties = definitions[base["$ref"].rsplit("/", 1)[-1]]["properties"] | properties
        plain[name] = {
            "type": "object",
            "properties": {key: _property(value) for key, value in properties.items()},
            "additionalProperties": True,
        }
    return plain


def _property(schema: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in schema:
        return {"oneOf": schema["anyOf"]}
    plain: dict[str, Any] = {key: schema[key] for key in ("format", "items") if key in schema}
    plain |= {"type": schema["type"][0]}
    return {"oneOf": [plain, {"type": "null"}]} if plain["type"] == "array" else plain


def _generate() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    text = SCHEMA.read_text(encoding="utf-8").replace("#/$defs/", "#/components/schemas/")
    definitions = _plain(json.loads(text)["$defs"])
    reference = {"$ref": "#/components/schemas/UserWindowDay"}
    answer = {"description": "", "content": {"application/json": {"schema": reference}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "stock rows", "version": "1"},
        "paths": {"/rows": {"get": {"operationId": "rows", "responses": {"200": answer}}}},
        "components": {"schemas": definitions},
    }
    spec, config = FOLDER / "spec.json", FOLDER / "config.yaml"
    spec.write_text(json.dumps(document), encoding="utf-8")
    config.write_text("post_hooks: []\npackage_name_override: stock_rows\n", encoding="utf-8")
    command = ["-m", "openapi_python_client", "generate", "--path", str(spec), "--meta", "none"]
    process(
        [*command, "--config", str(config), "--output-path", str(FOLDER / "stock_rows")], Path.cwd()
    )
