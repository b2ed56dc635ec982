"""Annotations of GitHub Actions, read as the runner reads them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compare.report import changelog, data, github, markdown, sarif, text
from generator.compare.report.model import DiffReport, FileLine
from generator.compare.rules.finding import Finding, Severity
from tests.compare.report.made import (
    ADDED,
    ALL,
    GONE,
    HOSTILE,
    WARN,
    accepted,
    finding,
    hostile,
    report,
)

FORMATS: list[Callable[[DiffReport], str]] = [
    text.render,
    markdown.comment,
    markdown.summary,
    data.render,
    sarif.render,
    changelog.render,
    github.render,
]


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    data: str


def commands(output: str) -> list[Command]:
    """The workflow commands in an output, by the rules of GitHub's runner: a line that begins with `::` after
    any white space, or, in the older form, `##[` anywhere in a line.
    """
    found = []
    for line in re.split(r"\r\n|\r|\n", output):
        match = re.match(r"\s*::(.*?)::(.*)", line, re.DOTALL)
        if match is not None:
            name, _, rest = match[1].partition(" ")
            pairs = (pair.split("=", 1) for pair in rest.split(",") if "=" in pair)
            properties = {key.strip(): unescaped(value) for key, value in pairs}
            found.append(Command(name, properties, unescaped(match[2])))
        elif "##[" in line:
            found.append(Command("##[", {}, line))
    return found


def unescaped(value: str) -> str:
    for code, character in [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")]:
        value = value.replace(code, character)
    return value


def test_a_command_for_each_finding_worst_first() -> None:
    found = commands(github.render(report()))
    assert [one.name for one in found] == ["error", "error", "warning", "notice"]
    assert found[2].properties == {
        "file": "spec/2026-03-10.yaml",
        "line": "40",
        "title": "warn: arg.default-changed",
    }
    assert found[2].data == "the default of per_page is another · 28 → 100 · reaches 4 operations"


def test_removed_element_is_annotated_at_its_parent_with_the_old_line() -> None:
    here = FileLine("spec/2026-03-10.yaml", 5)
    found = commands(github.render(report([GONE], in_head=lambda _: here)))
    assert found[0].properties["file"] == here.file
    assert found[0].properties["line"] == "5"
    assert "see HEAD:spec/2026-03-10.yaml:12" in found[0].data


def test_a_line_has_one_annotation() -> None:
    two = [
        finding("out.null-more"),
        finding("out.field-now-optional", message="not required any more"),
    ]
    found = commands(github.render(report([*two, two[0]])))
    assert len(found) == 1
    assert found[0].properties["title"] == "2 findings"
    assert len(found[0].data.split("\n")) == 2


def test_annotations_are_limited_and_the_rest_is_counted() -> None:
    breaking = [finding(line=n, fingerprint=f"{n}", message=f"{n} is gone") for n in range(30)]
    warnings = [
        finding("w", WARN, WARN, line=n, fingerprint=f"{n}", message=f"{n} is other")
        for n in range(100, 130)
    ]
    found = commands(github.render(report([*breaking, *warnings])))
    assert len(found) == 10
    assert {one.name for one in found} == {"error"}
    assert found[-1].properties == {"title": "51 more"}


def test_accepted_findings_are_not_annotated_and_stale_entries_are() -> None:
    found = commands(github.render(report([GONE], [accepted(GONE), accepted(ADDED)])))
    assert [(one.name, one.properties["title"]) for one in found] == [
        ("notice", "acceptance matches nothing")
    ]


def test_insufficient_version_is_annotated_despite_the_limit() -> None:
    breaking = [finding(line=n, fingerprint=f"{n}", message=f"{n} is gone") for n in range(30)]
    found = commands(
        github.render(report(breaking, declared="0.1.1", needed="0.2.0", released="0.1.0"))
    )
    assert len(found) == 10
    assert [one.data for one in found if one.properties["title"] == "version too low"] == [
        "0.1.1 is declared; these changes need 0.2.0."
    ]


@pytest.mark.parametrize("text_", HOSTILE, ids=ascii)
@pytest.mark.parametrize("render", FORMATS, ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_a_description_cannot_inject_a_command(
    text_: str, render: Callable[[DiffReport], str]
) -> None:
    bad = report([hostile(text_)], [accepted(hostile(text_ + "2"))])
    shown = render(bad)
    if render is github.render:
        found = commands(shown)
        assert [one.name for one in found] == ["error", "notice"]
        assert all(set(one.properties) <= {"file", "line", "title"} for one in found)
        assert shown.count("\n") == 2
    else:
        assert commands(shown) == []


@given(st.text(st.characters(), max_size=60))
def test_no_text_can_inject_a_command(text_: str) -> None:
    bad: Finding = hostile(text_)
    for render in FORMATS:
        found = commands(render(report([bad])))
        assert len(found) == (1 if render is github.render else 0)


def test_every_annotation_is_one_line() -> None:
    shown = github.render(report([hostile("a\nb"), *ALL]))
    assert all(line.startswith("::") for line in shown.splitlines())


@pytest.mark.parametrize("render", FORMATS)
def test_missing_python_axis_is_annotated_despite_the_limit(
    render: Callable[[DiffReport], str],
) -> None:
    many = [finding(pointer=f"/paths/~1{number}/get", line=number) for number in range(1, 900)]
    unjudged = finding(
        "py.not-judged",
        Severity.NONE,
        Severity.WARN,
        pointer="/paths",
        message="What this does to the generated package is not known: 876 operations differ",
    )
    told = render(report([*many, unjudged]))
    assert "What this does to the generated package is not known" in told
