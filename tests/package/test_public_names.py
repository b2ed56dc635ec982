"""The importable names are pinned: a change of them is a reviewed change of public_names.yaml."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from generator import document
from tests.rows import wire

from . import listing
from .surface import modules

PINNED: dict[str, list[str]] = document.read(Path(__file__).parent / "public_names.yaml")
CONSTANTS = {"API_VERSION", "OPERATIONS", "SPEC_SHA256", "UNSET", "__version__"}
LOADED_LATE = [f"copilot_usage_metrics{each}" for each in ("", ".v2022_11_28", ".v2026_03_10")]


def test_every_public_module_is_pinned() -> None:
    assert sorted(modules()) == sorted(PINNED)


def derived(module: str) -> set[str]:
    """Names that spec/ gives to a module: they need a pin only once they have been released."""
    if module == "copilot_usage_metrics.rows":
        return {str(each.name) for each in wire.MODEL.types}
    version = re.search(r"v(\d{4})_(\d\d)_(\d\d)\.models$", module)
    if version is None:
        return set()
    text = (wire.ROOT / "spec" / f"{'-'.join(version.groups())}.yaml").read_text("utf-8")
    return set(re.findall(r"^ *x-python-(?:class|name): (\w+)$", text, re.MULTILINE))


@pytest.mark.parametrize("module", PINNED)
def test_public_names_of_a_module_are_pinned(module: str) -> None:
    """A removed name breaks users; a new one that is not from spec/ belongs in public_names.yaml."""
    names = importlib.import_module(module).__all__
    assert len(set(names)) == len(names)
    assert set(PINNED[module]) <= set(names)
    assert set(names) - derived(module) <= set(PINNED[module])


@pytest.mark.parametrize("module", PINNED)
def test_each_public_name_can_be_imported(module: str) -> None:
    imported = importlib.import_module(module)
    assert len(set(imported.__all__)) == len(imported.__all__)
    for name in imported.__all__:
        assert getattr(imported, name) is not None


@pytest.mark.parametrize("module", LOADED_LATE)
def test_lazily_loaded_names_are_available(module: str) -> None:
    imported = importlib.import_module(module)
    assert set(imported.__all__) <= set(dir(imported))
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = imported.no_such_name


def test_listed_surface_of_the_api_versions_still_exists() -> None:
    """Listed names must remain; new names do not fail. `python -m tests.package.listing` rewrites the list."""
    now = set(listing.listing())
    pinned = listing.PINNED.read_text("utf-8").splitlines()
    assert [line for line in pinned if line not in now] == []


def test_star_import_gives_all_public_names() -> None:
    names: dict[str, object] = {}
    exec("from copilot_usage_metrics import *", names)
    assert names.keys() - {"__builtins__"} == set(PINNED["copilot_usage_metrics"])


def test_both_api_versions_have_the_same_names() -> None:
    old, new = (PINNED[f"copilot_usage_metrics.{each}"] for each in ("v2022_11_28", "v2026_03_10"))
    assert old == new


def test_the_top_of_the_package_is_the_newest_api_version() -> None:
    top = importlib.import_module("copilot_usage_metrics")
    newest = importlib.import_module("copilot_usage_metrics.v2026_03_10")
    assert set(newest.__all__) <= set(top.__all__)
    for name in newest.__all__:
        assert getattr(top, name) is getattr(newest, name)
    assert top.API_VERSION == "2026-03-10"
    assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", top.__version__)
    assert re.fullmatch("[0-9a-f]{64}", top.SPEC_SHA256)


def test_nothing_public_is_defined_elsewhere() -> None:
    top = importlib.import_module("copilot_usage_metrics")
    for name in set(top.__all__) - CONSTANTS - {"UnsetType", "models", "rows"}:
        assert getattr(top, name).__module__.split(".")[0] == "copilot_usage_metrics", name


def test_public_classes_name_a_public_module_as_their_home() -> None:
    top = importlib.import_module("copilot_usage_metrics")
    for name in top.__all__:
        value = getattr(top, name)
        if isinstance(value, type) and name != "UnsetType":
            home = value.__module__
            assert "._" not in home
            assert getattr(importlib.import_module(home), name) is value


def test_tab_completion_offers_public_names_only() -> None:
    top = importlib.import_module("copilot_usage_metrics")
    assert {name for name in dir(top) if not name.startswith("__")} == set(top.__all__) - {
        "__version__"
    }
    for client in (top.CopilotMetrics("t"), top.AsyncCopilotMetrics("t")):
        offered = {name for name in dir(client) if not name.startswith("_")}
        operations = {
            each
            for operation in top.OPERATIONS.values()
            for each in (operation.function, operation.operation_id, *operation.aliases)
        }
        assert offered - operations == {"base_url", "items", "rows", "with_options", "close"} or (
            offered - operations == {"base_url", "items", "rows", "with_options", "aclose"}
        )
        assert not [name for name in vars(client) if not name.startswith("_")]
