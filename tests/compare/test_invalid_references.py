"""References that lead nowhere, and documents that are refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.compare.load import external_references, files
from generator.compare.load.documents import parse_document
from generator.document import dump
from generator.errors import InputError
from tests.compare.referring_documents import SEAT, api, refused, write
from tests.render.harness import command


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("https://example.com/seat.yaml", "cannot follow"),
        ("//example.com/seat.yaml", "cannot follow"),
        ("file:///etc/hostname", "cannot follow"),
        ("/etc/hostname", "cannot follow"),
        ("C:\\seat.yaml", "cannot follow"),
        ("parts/none.yaml", "No such file"),
        ("parts", "not a regular file"),
        ("../outside.yaml", "points outside the folder"),
        ("parts/%2e%2e/%2e%2e/outside.yaml", "points outside the folder"),
        ("parts/link.yaml", "link to a file outside"),
        ("parts/seat.yaml#/Seet", "leads nowhere"),
        ("parts/seat.yaml#Seat", "anchor"),
        ("parts/seat%00.yaml", "cannot read"),
        ("#/components/schemas/Seet", "leads nowhere"),
        ("#Seat", "anchor"),
        ("parts/list.yaml", "leads to a list"),
        ("#/info/title", "leads to a string"),
        ("", "cyclic references"),
    ],
)
def test_dangling_reference_is_an_error(tmp_path: Path, reference: str, words: str) -> None:
    (tmp_path / "outside.yaml").write_text(dump(SEAT))
    inside = tmp_path / "in"
    write(inside, {"parts/seat.yaml": SEAT, "parts/list.yaml": [SEAT]})
    (inside / "parts" / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    components = {"schemas": {"Seat": SEAT}}
    if not reference:
        reference = "#/components/schemas/A"
        components["schemas"] |= {
            "A": {"$ref": "#/components/schemas/B"},
            "B": {"$ref": "#/components/schemas/A"},
        }
    error = refused(inside, {"api.yaml": api({"$ref": reference}, components=components)})
    assert words in error
    assert error.startswith(f"{inside / 'api.yaml'}:")


def test_reference_below_a_base_address_is_an_error(tmp_path: Path) -> None:
    schema = {"$id": "https://example.com/a", "items": {"$ref": "#/$defs/b"}, "$defs": {"b": SEAT}}
    components = {"schemas": {"A": schema}}
    error = refused(tmp_path, {"api.yaml": api({}, components=components)})
    assert "references below $id" in error


def test_reference_that_leads_nowhere_in_another_file_names_that_file(tmp_path: Path) -> None:
    tree = {"api.yaml": api({"$ref": "seat.yaml"}), "seat.yaml": {"items": {"$ref": "#/Seat"}}}
    error = refused(tmp_path, tree)
    assert error.startswith(f"{tmp_path / 'seat.yaml'}:")
    assert "/items/$ref" in error


def test_dangling_reference_in_an_unused_component_is_an_error(tmp_path: Path) -> None:
    components = {"schemas": {"A": {"$ref": "#/components/schemas/B"}}}
    assert "leads nowhere" in refused(tmp_path, {"api.yaml": api({}, components=components)})


def test_document_from_standard_input_has_no_other_files() -> None:
    content = json.dumps(api({"$ref": "seat.yaml"})).encode()
    with pytest.raises(InputError, match="has no folder"):
        parse_document("<stdin>", content)


def test_number_and_size_of_files_are_limited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(external_references, "MAX_FILES", 2)
    tree: dict[str, Any] = {f"{n}.yaml": {"items": {"$ref": f"{n + 1}.yaml"}} for n in range(5)}
    error = refused(tmp_path, {"api.yaml": api({"$ref": "0.yaml"}), **tree, "5.yaml": {}})
    assert "more than 2 files" in error
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    assert "larger than" in refused(tmp_path, {"api.yaml": api({"$ref": "0.yaml"})})


def test_command_exits_with_3_and_names_the_place(tmp_path: Path) -> None:
    path = write(tmp_path, {"api.yaml": api({"$ref": "seat.yaml"})})
    run = command("diff", path, path)
    assert run.code == 3
    assert run.out == ""
    assert run.err.startswith(f"error: {path}:")
    assert "/schema/$ref: cannot read seat.yaml: No such file" in run.err


def test_swagger_is_refused_by_name() -> None:
    with pytest.raises(InputError, match=r"expected OpenAPI 3.0, 3.1 or 3.2, found Swagger 2.0"):
        parse_document("x.json", b'{"swagger": "2.0", "paths": {}}')
