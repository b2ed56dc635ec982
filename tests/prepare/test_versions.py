"""From the base document to an API version, by GitHub's own list of breaking changes."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from generator import document
from generator.errors import PrepareError
from generator.prepare.versions import KEY, at_version

FIXTURE = Path(__file__).parents[1] / "fixtures" / "upstream" / "minimal-repository.yaml"


def change(version: str, patch: Any) -> dict[str, Any]:
    return {"changeset": f"to_{version}", "version": version, "patch": patch}


def test_has_downloads_goes_with_2026_03_10() -> None:
    description = document.read_object(FIXTURE)
    before = copy.deepcopy(description)

    old = at_version(description, "2022-11-28")["components"]["schemas"]["minimal-repository"]
    new = at_version(description, "2026-03-10")["components"]["schemas"]["minimal-repository"]

    assert "has_downloads" in old["properties"]
    assert KEY in old
    assert "has_downloads" not in new["properties"]
    assert KEY not in new
    assert old["properties"].keys() - new["properties"].keys() == {"has_downloads"}
    assert description == before


def test_changes_apply_in_order_of_date_and_newer_ones_remain() -> None:
    third = change("2027-01-01", {"x": "third"})
    description = {
        "components": {
            "schemas": {
                "s": {
                    "x": "base",
                    KEY: [
                        third,
                        change("2026-01-01", {"x": "second"}),
                        change("2025-01-01", {"x": "first"}),
                    ],
                }
            }
        }
    }

    def at(version: str) -> Any:
        return at_version(description, version)["components"]["schemas"]["s"]

    assert at("2024-12-31") == description["components"]["schemas"]["s"]
    assert at("2025-01-01")["x"] == "first"
    assert at("2026-06-30") == {"x": "second", KEY: [third]}
    assert at("2027-01-01") == {"x": "third"}


def test_changes_apply_everywhere() -> None:
    gone = [change("2026-03-10", [{"op": "remove", "path": "/gone"}])]
    node = {"gone": 1, KEY: gone}
    description = {
        "info": {**node},
        "paths": {"/a": {"get": {"parameters": [{**node}, {"schema": {**node}}]}}},
        "x-webhooks": {"w": {**node}},
        "components": {"examples": {"e": {**node}}, "x-other": [{**node}]},
        **node,
    }
    assert at_version(description, "2026-03-10") == {
        "info": {},
        "paths": {"/a": {"get": {"parameters": [{}, {"schema": {}}]}}},
        "x-webhooks": {"w": {}},
        "components": {"examples": {"e": {}}, "x-other": [{}]},
    }


def test_a_change_of_a_parent_does_not_affect_children() -> None:
    child = {"value": 1, KEY: [change("2026-03-10", {"value": 2})]}
    description = {
        "paths": {
            "/a": {
                "list": ["first", child],
                KEY: [change("2026-03-10", [{"op": "remove", "path": "/list/0"}])],
            }
        }
    }
    assert at_version(description, "2026-03-10") == {"paths": {"/a": {"list": [{"value": 2}]}}}


def test_unchanged_parts_are_shared_not_copied() -> None:
    untouched = {"type": "object"}
    description: dict[str, Any] = {
        "components": {
            "schemas": {"a": untouched, "b": {"x": 1, KEY: [change("2026-03-10", {"x": None})]}}
        }
    }
    result = at_version(description, "2026-03-10")
    assert result["components"]["schemas"] == {"a": untouched, "b": {}}
    assert result["components"]["schemas"]["a"] is untouched
    assert "x" in description["components"]["schemas"]["b"]
    assert at_version(description, "2022-11-28") is description


@pytest.mark.parametrize(
    ("changes", "pointer", "message"),
    [
        (
            [change("2026-03-10", [{"op": "remove", "path": "/no"}])],
            f"/{KEY}/0",
            "cannot be applied: operation 0",
        ),
        ([change("2026-03-10", [{"op": "what"}])], f"/{KEY}/0", "cannot be applied"),
        ({"a": 1}, f"/{KEY}", "expected a list"),
        ([7], f"/{KEY}/0", "expected an object"),
        ([change("soon", {})], f"/{KEY}/0", "expected a version"),
        ([change("2026-03-10", "x")], f"/{KEY}/0", "expected a patch"),
        (
            [
                change("2026-03-10", [{"op": "add", "path": "", "value": 1}]),
                change("2027-01-01", {}),
            ],
            f"/{KEY}",
            "later changes need an object",
        ),
    ],
)
def test_a_change_that_fails_names_file_and_pointer(
    changes: Any, pointer: str, message: str
) -> None:
    description = {"components": {"schemas": {"a/b": {"type": "object", KEY: changes}}}}
    with pytest.raises(PrepareError, match=message) as caught:
        at_version(description, "2026-03-10", name="current")
    assert caught.value.file == "current"
    assert caught.value.pointer == f"/components/schemas/a~1b{pointer}"
