"""The page as a document: one file that requests nothing, that a screen reader can read, in light and dark."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest

from .pages import Node, parse, report

SECTIONS = (
    "days",
    "weeks",
    "adoption",
    "seats",
    "seats-teams",
    "features",
    "languages",
    "editors",
    "models",
    "teams",
    "credits",
    "cost",
    "cost-models",
    "cost-teams",
    "pulls",
    "data",
)


@pytest.fixture(scope="module")
def page(text: str) -> Node:
    return parse(text)


def test_nothing_runs_and_nothing_is_requested(text: str, page: Node) -> None:
    tags = {each.tag for each in page.all()}
    assert not tags & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
        "image",
        "use",
    }
    for node in page.all():
        for name, value in node.attributes.items():
            assert not name.startswith("on"), (node.tag, name)
            assert name not in ("style", "src", "srcset", "action", "xlink:href"), (node.tag, name)
            assert name != "href" or value.startswith("#")
            assert "url(" not in value
    style = page.one("style").text
    assert not re.search(r"url\(|@import|@font-face", style)
    assert not re.search(
        r"https?:|//", re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL).lower()
    )


def test_the_policy_forbids_everything_but_the_style_sheet(page: Node) -> None:
    [policy] = [
        each.attributes["content"]
        for each in page.all("meta")
        if each.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    digest = base64.b64encode(hashlib.sha256(page.one("style").text.encode()).digest()).decode()
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_it_is_small(text: str) -> None:
    assert len(text.encode()) < 2_000_000


def test_each_entity_has_every_section(page: Node) -> None:
    ids = [each.attributes.get("id") for each in page.all("article")]
    assert ids == ["all-entities", *(f"e{chapter}-{key}" for chapter in (1, 2) for key in SECTIONS)]


def test_headings_and_links(page: Node) -> None:
    levels = [int(each.tag[1]) for each in page.all() if re.fullmatch("h[1-6]", each.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [each.attributes["id"] for each in page.all() if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    targets = [each.attributes["href"][1:] for each in page.all("a")]
    labels = [
        each.attributes["aria-labelledby"]
        for each in page.all()
        if "aria-labelledby" in each.attributes
    ]
    assert set(targets) | set(labels) <= set(ids)
    assert page.one("html").attributes["lang"] == "en"
    assert page.one("title").text == page.one("h1").text == "GitHub Copilot usage"


def test_each_chart_has_a_name_and_a_table(page: Node) -> None:
    for article in page.all("article"):
        figures = list(article.all("figure"))
        assert figures, article.attributes["id"]
        for figure in figures:
            wide, narrow = figure.all("svg")
            for drawing in (wide, narrow):
                assert drawing.attributes["role"] == "img"
                assert len(drawing.attributes["aria-label"]) > 20
                assert sum(1 for each in drawing.all() if each.tag in ("path", "rect")) > 1
            assert float(narrow.attributes["width"]) <= 340 < float(wide.attributes["width"])
        table = article.one("table")
        assert table.one("caption").text
        headings, rows = article.table()
        assert rows
        assert {len(row) for row in rows} == {len(headings)}
        assert all(each.attributes.get("scope") in ("col", "row") for each in table.all("th"))
        assert next(iter(article.all("p"))).text.endswith(".")


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast(scheme: int) -> None:
    style = (resources.files("copilot_metrics_collector.report") / "page.css").read_text("utf-8")
    palette = re.findall(r"--(\w+): (#[0-9a-f]{3,6});", style)
    half = len({name for name, _ in palette})
    colors = dict(palette[scheme * half : (scheme + 1) * half])
    assert len(colors) == half
    for back in ("page", "card"):
        for ink in ("ink", "soft", "link"):
            assert contrast(colors[ink], colors[back]) >= 4.5, (ink, back)
    assert contrast(colors["ink"], colors["pale"]) >= 4.5  # signs in the calendar
    assert contrast(colors["page"], colors["warning"]) >= 4.5
    for mark in ("strong", "second", "warning"):
        assert contrast(colors[mark], colors["page"]) >= 3, mark
    assert contrast(colors["strong"], colors["pale"]) >= 3  # a part within its whole


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_same_lake_gives_the_same_page(lake: str, tmp_path: Path) -> None:
    options = ("--window", "2", "--compare", "--org", "octo-org")
    assert report(lake, tmp_path, *options) == report(lake, tmp_path, *options)
