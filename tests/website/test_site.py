"""The documentation site: complete, without dead links, and without a request to another host."""

from __future__ import annotations

import importlib
import json
import re
from pathlib import Path

import pytest

from tests.frame.repository import ROOT
from website import errors_page, reference_page, reports_page
from website.build import build
from website.check import problems
from website.pages import pages

PACKAGE = importlib.import_module("copilot_usage_metrics")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("website")
    assert build(folder / "made", folder / "site") == len(pages())
    return folder / "site"


def test_every_page_of_the_documentation_is_on_the_site() -> None:
    shown = {page.file for page in pages()}
    written = {
        path.relative_to(ROOT).as_posix()
        for folder in ("docs", "services/collector/docs")
        for path in (ROOT / folder).glob("*.md")
    }
    assert written <= shown
    assert len({page.path for page in pages()}) == len(pages())


def test_every_page_has_its_title_and_is_in_the_navigation(site: Path) -> None:
    start = (site / "index.html").read_text("utf-8")
    for page in pages():
        name = page.path.removesuffix(".md") + ".html"
        assert "<h1" in (site / name).read_text("utf-8")
        assert re.search(rf'href="(?:\./)?{name}"', start) or name == "index.html", name


def test_search_finds_fields_operations_and_errors(site: Path) -> None:
    index = json.loads((site / "search.json").read_text("utf-8"))
    text = json.dumps(index)
    for word in (
        "ai_credits_used",
        "copilot_organization_usage_metrics",
        "RateLimitError",
        "--pseudonymize",
    ):
        assert word in text, word


def test_long_names_break_on_a_phone(site: Path) -> None:
    assert "overflow-wrap: anywhere" in (site / "style.css").read_text("utf-8")
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "style.css" in text
        assert "width=device-width" in text


def test_every_error_is_listed_with_a_remedy() -> None:
    page = errors_page.page()
    names = {each.__name__ for each in errors_page.errors()}
    assert names == errors_page.REMEDIES.keys()
    public = {name for name in PACKAGE.__all__ if name.endswith("Error")} - {"CopilotMetricsError"}
    assert names == public
    assert all(f"| `{name}` |" in page for name in names)


def test_attributes_that_a_remedy_names_exist() -> None:
    assert "retry_after" in PACKAGE.RateLimitError.__annotations__
    assert "deadline_seconds" in {each.name for each in PACKAGE.RetryPolicy.__attrs_attrs__}


def test_every_exit_code_of_the_collector_is_listed() -> None:
    source = (ROOT / "services/collector/copilot_metrics_collector/exits.py").read_text("utf-8")
    codes = re.findall(r"(?m)^    [A-Z_]+ = (\d+)$", source)
    assert len(codes) > 5
    page = errors_page.page()
    assert all(f"| {code} | " in page for code in codes)


def test_every_operation_is_listed_with_its_facts() -> None:
    page = reports_page.page()
    for operation in PACKAGE.OPERATIONS.values():
        assert f"## {operation.function}\n" in page
        assert f"`{operation.method} {operation.path}`" in page
        assert all(f"`{scope}`" in page for scope in operation.oauth_scopes)
    assert page.count("| 2026-04-02 |") + page.count("| 2025-03-01 |") == 8


def test_every_public_name_is_in_the_reference() -> None:
    page = reference_page.page()
    for name in PACKAGE.__all__:
        is_error = name.endswith("Error")
        is_module = name in {"models", "rows"}
        assert is_error or is_module or f"\n## {name}".replace("__", r"\_\_") in page, name


def test_a_dead_link_and_a_foreign_script_are_problems(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<a href="b.html">1</a><a href="#no">2</a><a href="https://example.com/">3</a>'
        '<script src="https://cdn.example.com/x.js"></script><img src="x.png"><h1 id="yes"></h1>',
        "utf-8",
    )
    assert problems(tmp_path) == [
        "a.html: loads https://cdn.example.com/x.js from another host",
        "a.html: b.html leads nowhere",
        "a.html: #no has no such heading",
        "a.html: x.png leads nowhere",
    ]
