"""The committed files below spec/ are complete, valid, free of GitHub's sentences, and written by `spec-update`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from generator import document, lint
from generator.prepare import (
    entries,
    entry_files,
    kinds,
    locate,
    pipeline,
    selection,
    sources,
    update,
    validate,
    versions,
)
from generator.render import facts

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "spec"
VERSIONS = sorted(path.stem for path in SPEC.glob("[0-9]*.yaml"))


def declared() -> sources.Sources:
    path = SPEC / "sources.yaml"
    return sources.parse_sources(path.read_bytes(), name="spec/sources.yaml")


def known() -> entries.Entries:
    return entry_files.parse(update.entry_texts(SPEC))


def overlays() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (SPEC / "overlays").glob("*.yaml")}


def test_the_finished_specs_are_built_from_upstream_overlays_and_entries() -> None:
    upstream = {
        version: document.read_object(SPEC / "upstream" / f"{version}.yaml") for version in VERSIONS
    }
    named = pipeline.finish(declared(), upstream, overlays(), known())
    assert (named.unpinned, named.stale, named.mended) == ((), (), ())
    for version, description in named.descriptions.items():
        committed = (SPEC / f"{version}.yaml").read_text(encoding="utf-8")
        header = "\n".join(
            line.removeprefix("# ") for line in committed.splitlines() if line.startswith("#")
        )
        assert document.dump(description, header=header) == committed


@pytest.mark.parametrize("version", VERSIONS)
def test_the_finished_specs_are_valid(version: str) -> None:
    validate.validate(document.read_object(SPEC / f"{version}.yaml"), name=version)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_operation_with_an_entry_is_in_the_spec(version: str) -> None:
    wanted = {entry.key for entry in known().operations.values() if entry.is_in(version)}
    for name in (f"upstream/{version}.yaml", f"{version}.yaml"):
        description = document.read_object(SPEC / name)
        assert {key for key, *_ in locate.operations(description)} == wanted


@pytest.mark.parametrize("version", VERSIONS)
def test_upstream_has_no_prose(version: str) -> None:
    description = document.read_object(SPEC / "upstream" / f"{version}.yaml")
    for pointer, node, kind in kinds.objects("document", description):
        prose = {key: value for key, value in node.items() if kinds.is_prose(kind, key)}
        assert prose == (
            {"description": ""} if kind == "response" and "$ref" not in node else {}
        ), pointer
        assert "x-octokit" not in node


def test_the_lock_names_exact_releases() -> None:
    lock = sources.parse_lock((SPEC / "sources.lock.yaml").read_bytes(), name="lock")
    assert lock.documents.keys() == {*declared().documents, *known().releases()}
    for name, one in lock.documents.items():
        assert name in (*declared().documents, one.version)
        assert sources.is_exact(str(one.version))
        assert str(one.integrity).startswith("sha512-")


def test_announced_changes_are_not_in_the_finished_specs() -> None:
    for version in VERSIONS:
        found: list[Any] = list(document.walk(document.read_object(SPEC / f"{version}.yaml")))
        assert not any(versions.KEY in node for _, node in found if isinstance(node, dict))


def rename_everything(description: dict[str, Any]) -> dict[str, Any]:
    """Parts that upstream could rename: operationIds, titles, keys of schemas, path parameters."""
    text = json.dumps(description)
    others = {"org": "company", "enterprise": "business", "team_slug": "group", "username": "login"}
    for old, new in others.items():
        text = text.replace(f"{{{old}}}", f"{{{new}}}")
        text = text.replace(f'"name": "{old}"', f'"name": "{new}"')
    text = text.replace("/components/schemas/", "/components/schemas/renamed-")
    changed: dict[str, Any] = json.loads(text)
    schemas = changed["components"]["schemas"]
    changed["components"]["schemas"] = {f"renamed-{key}": schemas[key] for key in reversed(schemas)}
    for _, node, kind in kinds.objects("document", changed):
        if kind == "operation":
            node["operationId"] = "renamed/" + node["operationId"].partition("/")[2][::-1]
        if kind == "schema" and "title" in node:
            node["title"] = "One For All"
    return changed


def python_names(description: dict[str, Any]) -> list[tuple[str, ...]]:
    """The names that users see; components in the order of these names."""
    seen: list[tuple[str, ...]] = []
    for key, _, _, operation in locate.operations(description):
        seen.append((key, operation["operationId"], operation["x-python-name"]))
    for _, node, kind in kinds.objects("document", description):
        if kind == "parameter" and "$ref" not in node:
            seen.append((node["in"], node["x-python-name"]))
        if kind == "schema" and "properties" in node:
            attributes = sorted(one["x-python-name"] for one in node["properties"].values())
            seen.append((node["x-python-name"], *attributes))
    return sorted(seen)


def test_renames_upstream_rename_nothing_in_the_released_names() -> None:
    upstream = {
        version: document.read_object(SPEC / "upstream" / f"{version}.yaml") for version in VERSIONS
    }
    renamed = {version: rename_everything(description) for version, description in upstream.items()}
    before, after = (
        pipeline.finish(declared(), descriptions, overlays(), known())
        for descriptions in (upstream, renamed)
    )
    for version in VERSIONS:
        assert renamed[version]["paths"].keys().isdisjoint(upstream[version]["paths"])
        assert after.descriptions[version]["paths"].keys() == renamed[version]["paths"].keys()
        assert python_names(after.descriptions[version]) == python_names(
            before.descriptions[version]
        )
    assert after.unpinned == ()


def test_lint_has_no_findings_in_spec(capsys: pytest.CaptureFixture[str]) -> None:
    code = lint.run_lint(argparse.Namespace(root=ROOT))
    assert capsys.readouterr().out == "spec/ is complete.\n"
    assert code == 0


def test_the_facts_of_entries_are_fields_of_the_registry() -> None:
    elsewhere = {"externalDocs", "x-sunset", "x-successor"}
    of_registry = {key.removeprefix("x-") for key in facts.FACTS.keys() - elsewhere}
    assert of_registry == entries.FACTS - {"parameter-facts"}


def test_every_path_near_ours_is_selected_or_ignored() -> None:
    real = document.read_object(ROOT / "tests" / "compare" / "real" / "23.0.2" / "copilot.yaml")
    chosen = selection.select(real, declared(), known())
    assert chosen.near == ()
    assert chosen.keys
    assert list(selection.unused_prefixes(real, declared())) == []
