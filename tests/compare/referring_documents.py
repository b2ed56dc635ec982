"""Documents that refer to other files: how they are written, compared and refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.compare.compare import compare_documents
from generator.compare.load.documents import read_document
from generator.compare.rules.finding import Finding
from generator.document import dump
from generator.errors import InputError

SEAT = {"type": "object", "properties": {"id": {"type": "integer"}}}
WIDER = {"type": "object", "properties": {"id": {"type": "number"}}}
Tree = Mapping[str, Any]


def api(schema: Any, **more: Any) -> dict[str, Any]:
    """A description of one operation that responds with the schema."""
    content = {"application/json": {"schema": schema}}
    operation = {
        "operationId": "seats/get",
        "responses": {"200": {"description": "ok", "content": content}},
    }
    info = {"title": "Seats", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": {"/a": {"get": operation}}, **more}


def write(folder: Path, tree: Tree) -> Path:
    """Writes the files of a tree; gives the path of the description."""
    for name, value in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = value if isinstance(value, str) else dump(value)
        path.write_text(json.dumps(value) if name.endswith(".json") else text)
    return folder / "api.yaml"


def compared(folder: Path, old: Tree, new: Tree) -> list[Finding]:
    paths = [write(folder / side, tree) for side, tree in (("old", old), ("new", new))]
    return compare_documents(*(read_document(str(path)) for path in paths))


def refused(folder: Path, tree: Tree) -> str:
    """The error that reading a description ends with."""
    path = write(folder, tree)
    with pytest.raises(InputError) as caught:
        read_document(str(path))
    assert caught.value.exit_code == 3
    assert caught.value.hint
    assert caught.value.line
    return str(caught.value)
