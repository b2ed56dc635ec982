"""`python -m tests.render.github FILE`: write copilot.json from GitHub's description, `ghec.json` of a release.

It has every operation with Copilot in its path and everything that these refer to, including examples, without prose.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).with_name("copilot.json")
_PROSE = ("description", "summary")
_LINKS = ("externalDocs", "x-github")


def main(source: str) -> None:
    """Write the fixture."""
    document = json.loads(Path(source).read_bytes())
    paths = {path: item for path, item in document["paths"].items() if "copilot" in path}
    components: dict[str, dict[str, Any]] = {}
    _collect(paths, document, components)
    kept = {key: document[key] for key in ("openapi", "info", "servers")}
    kept["info"] = {"title": document["info"]["title"], "version": document["info"]["version"]}
    result = kept | {"paths": _without_prose(paths), "components": _without_prose(components)}
    TARGET.write_text(json.dumps(result, indent=0, sort_keys=True) + "\n", "utf-8")


def _collect(value: Any, document: dict[str, Any], components: dict[str, dict[str, Any]]) -> None:
    """Add the components that a value refers to."""
    if isinstance(value, list):
        for each in value:
            _collect(each, document, components)
    elif isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            _, _, kind, name = value["$ref"].split("/")
            if name not in components.setdefault(kind, {}):
                components[kind][name] = document["components"][kind][name]
                _collect(components[kind][name], document, components)
        for each in value.values():
            _collect(each, document, components)


def _without_prose(value: Any, *, is_data: bool = False) -> Any:
    if isinstance(value, list):
        return [_without_prose(each, is_data=is_data) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _without_prose(each, is_data=is_data or key in ("example", "examples"))
        for key, each in value.items()
        if is_data
        or not ((key in _PROSE and isinstance(each, str)) or key in _LINKS)
        or key in value.get("properties", {})
    }


if __name__ == "__main__":
    main(sys.argv[1])
